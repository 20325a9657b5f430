"""What a seller tells of stock: what was counted, and what else happened to it."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from math import inf, isfinite

import pandas as pd

from inventory_core.domain.errors import StockError
from inventory_core.domain.frames import STOCK, typed
from inventory_core.domain.language import gettext as _
from inventory_core.domain.moves import OWN_SHELF, MoveKind
from inventory_core.domain.numbers import day as day_label
from inventory_core.domain.products import no_such_product
from inventory_core.ledger.landed_costs import landed_costs
from inventory_core.ledger.moves import StockChange, average_cost, stock_on, told_moves
from inventory_core.ledger.stocktake import explained, stocktake_lines
from inventory_core.shop.outlook import Outlook


def count_stock(
    outlook: Outlook,
    units: Mapping[str, float],
    *,
    on: date,
    before_sales: bool = False,
    now: datetime,
) -> int:
    """Keep that so many units of these codes lay on the shelf on a day, after its sales or before.

    What is told of that day before the count is in it, such as goods that came. Returns the number
    by which the counts are taken back, as any upload.

    Raises:
        StockError: a code is unknown, units are below none, or the day is still to come.
    """
    counts = _counts(outlook, units, on, before_sales=before_sales)
    return outlook.past.store.moves.count(counts, before_sales=before_sales, now=now)


def stocktake_so_far(outlook: Outlook, *, before_sales: bool) -> pd.DataFrame:
    """Return what is counted in the stocktake under way, beside the ledger (STOCKTAKE_LINES)."""
    stock = stock_on(outlook.moves, outlook.past.today, before_sales=before_sales)
    shelf = stock[stock["place"] == OWN_SHELF]
    return stocktake_lines(outlook.past.store.stocktake.lines(), shelf, outlook.products)


def finish_stocktake(
    outlook: Outlook, lines: pd.DataFrame, *, before_sales: bool = False, now: datetime
) -> int:
    """End today the stocktake that is under way, and keep what was counted; see count_stock.

    Where a reason is told why a count differs, that happened just before.

    Args:
        outlook: of the shop.
        lines: STOCKTAKE_LINES of what was counted.
        before_sales: of today.
        now: the moment of the count.

    Raises:
        StockError: a code is unknown, or a reason does not go with its difference.
    """
    today, units = outlook.past.today, dict(zip(lines["sku"], lines["units"], strict=True))
    return outlook.past.store.stocktake.finish(
        _counts(outlook, units, today, before_sales=before_sales),
        moves=[
            told_moves(differing, StockChange(kind=kind, on=today))
            for kind, differing in explained(lines).items()
        ],
        before_sales=before_sales,
        now=now,
    )


def _counts(
    outlook: Outlook, units: Mapping[str, float], on: date, *, before_sales: bool
) -> pd.DataFrame:
    """Return STOCK; what was counted before a day's sales was left by those of the day before."""
    _check(outlook, units, on)
    if not all(0 <= number < inf for number in units.values()):
        raise StockError(_("Nothing was counted: give 0 or more units for each product."))
    counts = pd.DataFrame({"sku": list(units), "on_hand": list(units.values())})
    evening = pd.Timestamp(on - timedelta(days=before_sales))
    return typed(counts.assign(place=OWN_SHELF, day=evening, rows=1.0), STOCK)


def move_stock(
    outlook: Outlook, units: Mapping[str, float], change: StockChange, *, now: datetime
) -> int:
    """Keep that something happened to so many units of these products; return its number.

    units are more than 0, whether they came or went; only those of a correction may be below 0.

    Raises:
        StockError: a code is unknown, units make no sense, the day is still to come, or nobody said
            where goods were sent to.
    """
    _check(outlook, units, change.on)
    correcting = change.kind is MoveKind.CORRECTION
    if not all(isfinite(number) and (number > 0 or correcting) for number in units.values()):
        raise StockError(_("How many units? Give a number above 0 for each product."))
    if change.kind is MoveKind.SENT and not change.place:
        raise StockError(_("Where were they sent to? Name the place, such as Amazon."))
    return outlook.past.store.moves.tell(told_moves(units, change), now=now)


def cost_by_receipts(outlook: Outlook, sku: str) -> float | None:
    """Return what the units on hand of a product cost on average, freight included."""
    landed = {
        str(order.number): landed_costs(order.lines, freight=order.freight).get(sku)
        for order in outlook.purchase_orders
    }
    return average_cost(outlook.moves[outlook.moves["sku"] == sku], landed=landed)


def _check(outlook: Outlook, units: Mapping[str, float], on: date) -> None:
    if on > outlook.past.today:
        raise StockError(
            _("{day} is still to come: give the day on which it happened.").format(
                day=day_label(on)
            )
        )
    if not units:
        raise StockError(_("Nothing is told: name a product and its units."))
    check_codes(outlook, units)


def check_codes(outlook: Outlook, codes: Iterable[str]) -> None:
    """Refuse codes of which no file told and that nobody added.

    Raises:
        StockError: one is unknown.
    """
    unknown = sorted(set(codes) - outlook.codes)
    if unknown:
        raise StockError(no_such_product(unknown))
