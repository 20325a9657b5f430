"""The purchase list: what to order now, as a file that a spreadsheet program opens right."""

import re
from collections.abc import Sequence

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
