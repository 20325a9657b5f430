"""What was counted in a stocktake, beside what the ledger says."""

from collections.abc import Collection

import pandas as pd

from inventory_core.domain.errors import StockError
from inventory_core.domain.frames import check, typed
from inventory_core.domain.language import gettext as _
from inventory_core.domain.moves import ADDING, TAKING, MoveKind
from inventory_core.domain.numbers import rows
from inventory_core.domain.products import no_such_product
from inventory_core.domain.stocktake import STOCKTAKE, STOCKTAKE_LINES

REASONS = (*(kind for kind in TAKING if kind is not MoveKind.SENT), *ADDING)
"""Why there may be fewer than the ledger says, or more; what was sent lies in another place."""


def scanned(text: str, codes: Collection[str]) -> tuple[str, float]:
    """Read what was scanned or typed: a code for one more unit, or a code and a number of units.

    Raises:
        StockError: no product has that code.

    >>> scanned("MUG", {"MUG"}), scanned("MUG 12", {"MUG"}), scanned("MUG 12", {"MUG", "MUG 12"})
    (('MUG', 1.0), ('MUG', 12.0), ('MUG 12', 1.0))
    """
    told = text.strip()
    if told in codes:
        return told, 1.0
    code, _space, number = told.rpartition(" ")
    if code.strip() in codes and number.isdecimal():
        return code.strip(), float(number)
    raise StockError(no_such_product([told]))


def stocktake_lines(
    counted: pd.DataFrame, stock: pd.DataFrame, products: pd.DataFrame
) -> pd.DataFrame:
    """Return what is counted beside what the ledger says (STOCKTAKE_LINES).

    A product that was never counted before differs by nothing: nobody knew.

    Args:
        counted: STOCKTAKE.
        stock: sku and units on the shelf, by the ledger.
        products: PRODUCTS.
    """
    by_sku = products.set_index("sku")
    lines = check(counted, STOCKTAKE)
    on_hand = lines["sku"].map(stock.set_index("sku")["units"]).astype(float)
    difference = lines["units"] - on_hand
    named = lines["sku"].map(by_sku["name"])
    frame = lines.assign(
        name=named.where(named.notna() & (named != ""), lines["sku"]),
        on_hand=on_hand,
        difference=difference,
        value=difference * lines["sku"].map(by_sku["cost"]).astype(float),
    )
    return typed(frame, STOCKTAKE_LINES)


def explained(lines: pd.DataFrame) -> dict[MoveKind, dict[str, float]]:
    """Return the units of each product that a reason accounts for, by the reason.

    Args:
        lines: STOCKTAKE_LINES of what was counted.

    Raises:
        StockError: a reason for fewer stands beside a product of which there are more, or the
            other way round.
    """
    told: dict[MoveKind, dict[str, float]] = {}
    for row in rows(lines[(lines["reason"] != "") & (lines["difference"].fillna(0.0) != 0)]):
        kind = MoveKind(row.reason)
        if (row.difference > 0) != (kind in ADDING):
            raise StockError(_wrong_way(kind).format(sku=row.sku))
        told.setdefault(kind, {})[row.sku] = abs(row.difference)
    return told


def _wrong_way(kind: MoveKind) -> str:
    if kind in ADDING:
        return _(
            "There are fewer of {sku} than the ledger says: choose a reason for fewer, or none."
        )
    return _("There are more of {sku} than the ledger says: choose a reason for more, or none.")


def worth_by_reason(lines: pd.DataFrame) -> pd.DataFrame:
    """Return what the differences with and without a reason are worth: reason and value."""
    known = lines.dropna(subset=["value"])
    known = known[known["difference"] != 0]
    return known.groupby("reason", as_index=False).agg({"value": "sum"})
