"""The purchase list: what to order now, as a file that a spreadsheet program opens right."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from inventory_core.domain.frames import check
from inventory_core.domain.language import gettext as _
from inventory_core.optimization.tables import PLAN, PURCHASES


def purchase_list(
    plan: pd.DataFrame, reasons: Sequence[str], *, supplier: str | None = None
) -> pd.DataFrame:
    """Pick what is to be ordered, by supplier and then the largest spend.

    Args:
        plan: PLAN.
        reasons: the reason of each row in words.
        supplier: only this one's products; all where None.

    Returns:
        PURCHASES.
    """
    listed = check(plan, PLAN).assign(
        reason=pd.Series(list(reasons), index=plan.index, dtype="str"),
        note=plan["stock_known"].map({True: "", False: less_what_you_have()}).astype("str"),
    )
    listed = listed[listed["order_units"] > 0]
    if supplier is not None:
        listed = listed[listed["supplier"] == supplier]
    ordered = listed.sort_values(["supplier", "spend"], ascending=[True, False], kind="stable")
    return check(ordered.reset_index(drop=True), PURCHASES)


@dataclass(frozen=True, kw_only=True)
class SupplierShare:
    """What is to be ordered at one supplier now.

    supplier: "" where none was given. units: by product. spend: NaN where no cost is known.
    """

    supplier: str
    units: dict[str, float]
    spend: float


def shares_of_suppliers(plan: pd.DataFrame) -> list[SupplierShare]:
    """Return what each supplier gets by a plan (PLAN), the most money first."""
    ordered = plan[plan["order_units"] > 0]
    shares = [
        SupplierShare(
            supplier=str(supplier),
            units=dict(zip(goods["sku"], goods["order_units"].astype(float), strict=True)),
            spend=float(goods["spend"].sum(min_count=1)),
        )
        for supplier, goods in ordered.groupby("supplier")
    ]
    return sorted(shares, key=lambda share: (-np.nan_to_num(share.spend), share.supplier))


def less_what_you_have() -> str:
    """Mark an order of what was never counted."""
    return _("less what you have left when it comes")


def file_name(supplier: str | None) -> str:
    """Name the file of a purchase list after its supplier, with nothing that a disk dislikes.

    >>> file_name("Müller & Söhne / Porto")
    'purchase-list-müller-söhne-porto.csv'
    """
    if supplier is None:
        return "purchase-list.csv"
    words = re.findall(r"\w+", supplier.lower()) or [_("no-supplier")]
    return f"purchase-list-{'-'.join(words)}.csv"
