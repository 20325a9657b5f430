"""The purchase list: what to order now, as a file that a spreadsheet program opens right."""

import re
from collections.abc import Sequence

import pandas as pd

from inventory_core.frames import PLAN, PURCHASES, check
from inventory_core.language import gettext as _

_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""After OWASP, "CSV injection"; spreadsheet programs of some languages run full-width signs too."""


def headings() -> list[str]:
    """Name the columns of a purchase list."""
    return [
        _("Supplier"),
        _("SKU"),
        _("Product"),
        _("Units to order"),
        _("Unit cost"),
        _("Spend"),
        _("Order by"),
        _("Reason"),
    ]


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
        reason=pd.Series(list(reasons), index=plan.index, dtype="str")
    )
    listed = listed[listed["order_units"] > 0]
    if supplier is not None:
        listed = listed[listed["supplier"] == supplier]
    ordered = listed.sort_values(["supplier", "spend"], ascending=[True, False], kind="stable")
    return check(ordered.reset_index(drop=True), PURCHASES)


def to_csv(frame: pd.DataFrame, headings: Sequence[str]) -> bytes:
    """Write a frame as CSV for spreadsheet programs: UTF-8 with BOM, formulas defused, days in ISO.

    A text that a spreadsheet program would run as a formula gets an apostrophe in front
    (CWE-1236).

    >>> to_csv(pd.DataFrame({"name": ["=1+1"]}), ["Name"]).decode("utf-8-sig")
    "Name\\r\\n'=1+1\\r\\n"
    """
    text = pd.DataFrame({column: _written(frame[column]) for column in frame.columns})
    text.columns = pd.Index(list(headings))
    return text.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def _written(column: pd.Series) -> pd.Series:
    if pd.api.types.is_datetime64_any_dtype(column):
        return column.dt.strftime("%Y-%m-%d")
    if pd.api.types.is_bool_dtype(column) or not pd.api.types.is_numeric_dtype(column):
        return column.map(_defused)
    numbers = column.astype("float64").round(4)
    whole = bool((numbers.dropna() % 1 == 0).all())
    return numbers.astype("Int64") if whole else numbers


def _defused(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_SIGNS) else cell


def file_name(supplier: str | None) -> str:
    """Name the file of a purchase list after its supplier, with nothing that a disk dislikes.

    >>> file_name("Müller & Söhne / Porto")
    'purchase-list-müller-söhne-porto.csv'
    """
    if supplier is None:
        return "purchase-list.csv"
    words = re.findall(r"\w+", supplier.lower()) or [_("no-supplier")]
    return f"purchase-list-{'-'.join(words)}.csv"
