"""Purchase orders: what was ordered, what of it came, and what is still on its way.

Nothing is stored of an order's state: it follows from its lines, each by itself, so that too many
of one product never stand for another that is missing.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import pandas as pd

from inventory_core.domain.errors import PurchaseError
from inventory_core.domain.frames import STOCK, check, typed
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import day, rows
from inventory_core.domain.purchase_orders import (
    INCOMING,
    ORDER_RECEIPTS,
    ORDERED_GOODS,
    PURCHASE_LINES,
    PURCHASE_ORDERS,
)

_A_DAY = timedelta(days=1)


class State(StrEnum):
    """How far a purchase order has come."""

    ORDERED = "ordered"
    PART_RECEIVED = "part received"
    RECEIVED = "received"
    CLOSED = "closed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, kw_only=True)
class Line:
    """One product of a purchase order.

    unit_cost: in the shop's money, None where it is unknown. unit_price: as agreed, in the currency
    of the order. days_before: it is expected so many days before the last of the order.
    """

    sku: str
    units: float
    unit_cost: float | None
    unit_price: float | None = None
    received: float = 0.0
    closed_short: bool = False
    days_before: int = 0

    @property
    def missing(self) -> float:
        """Units ordered that did not come, whether they still will or not."""
        return max(self.units - self.received, 0.0)

    @property
    def coming(self) -> float:
        """Units that are still to come: none where the seller said that no more will."""
        return 0.0 if self.closed_short else self.missing

    @property
    def beyond(self) -> float:
        """Units that came beyond those ordered."""
        return max(self.received - self.units, 0.0)


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """What came of a purchase order on one day: units by product."""

    id: int
    day: date
    units: tuple[tuple[str, float], ...]


@dataclass(frozen=True, kw_only=True)
class PurchaseOrder:
    """An order at a supplier with its lines, and the receipts that stand, oldest first."""

    number: int
    supplier: str
    ordered_on: date
    expected_on: date
    reference: str
    note: str
    freight: float
    paid: bool
    currency: str
    rate: float
    lines: tuple[Line, ...]
    receipts: tuple[Receipt, ...]

    @property
    def goods_price(self) -> float | None:
        """What its goods cost as ordered, in its currency; None where a price is unknown."""
        prices = [line.unit_price for line in self.lines]
        if None in prices:
            return None
        return sum(line.units * (line.unit_price or 0.0) for line in self.lines)

    @property
    def is_open(self) -> bool:
        """Whether anything is still to come."""
        return any(line.coming for line in self.lines)

    @property
    def state(self) -> State:
        """How far it has come."""
        if self.is_open:
            return State.PART_RECEIVED if self.receipts else State.ORDERED
        if not any(line.missing for line in self.lines):
            return State.RECEIVED
        return State.CLOSED if self.receipts else State.CANCELLED

    def is_late(self, today: date) -> bool:
        """Tell whether something is still to come whose day has passed."""
        return self.is_open and self.expected_on < today

    def expected(self, line: Line) -> date:
        """Return the day on which a line is expected."""
        return max(self.expected_on - timedelta(days=line.days_before), self.ordered_on)

    def arrives(self, today: date, line: Line | None = None) -> date:
        """Return the day from which a line, or the whole order, counts.

        That is tomorrow where it should have been here before.
        """
        expected = self.expected(line) if line else self.expected_on
        return today + _A_DAY if expected < today else expected

    def last_day(self, line: Line) -> date:
        """Return the day on which the last goods of a line came; none where more are to come."""
        if line.coming:
            return date.max
        days = [receipt.day for receipt in self.receipts if line.sku in dict(receipt.units)]
        return max(days, default=self.ordered_on)

    def line(self, sku: str) -> Line:
        """Return the line of a product.

        Raises:
            PurchaseError: it was not ordered.
        """
        for line in self.lines:
            if line.sku == sku:
                return line
        raise PurchaseError(
            _("{sku} is not in purchase order {number}: it has {products}.").format(
                sku=sku,
                number=self.number,
                products=", ".join(line.sku for line in self.lines),
            )
        )


def purchase_orders(
    orders: pd.DataFrame, lines: pd.DataFrame, receipts: pd.DataFrame
) -> tuple[PurchaseOrder, ...]:
    """Put together PURCHASE_ORDERS, PURCHASE_LINES and ORDER_RECEIPTS, by their numbers."""
    stand = check(receipts, ORDER_RECEIPTS)
    stand = stand[~stand["undone"].astype(bool)]
    received = stand.groupby(["number", "sku"])["units"].sum().to_dict()
    lines_of = dict(list(check(lines, PURCHASE_LINES).groupby("number")))
    receipts_of = dict(list(stand.groupby("number")))
    return tuple(
        PurchaseOrder(
            number=int(row.number),
            supplier=row.supplier,
            ordered_on=row.ordered_on.date(),
            expected_on=row.expected_on.date(),
            reference=row.reference,
            note=row.note,
            freight=row.freight,
            paid=bool(row.paid),
            currency=row.currency,
            rate=row.rate,
            lines=_lines(lines_of[row.number], received),
            receipts=_receipts(receipts_of.get(row.number, stand.head(0))),
        )
        for row in rows(check(orders, PURCHASE_ORDERS).sort_values("number"))
    )


def _lines(kept: pd.DataFrame, received: Mapping[Hashable, float]) -> tuple[Line, ...]:
    return tuple(
        Line(
            sku=row.sku,
            units=row.units,
            unit_cost=None if pd.isna(row.unit_cost) else row.unit_cost,
            unit_price=None if pd.isna(row.unit_price) else row.unit_price,
            received=received.get((row.number, row.sku), 0.0),
            closed_short=bool(row.closed_short),
            days_before=int(row.days_before),
        )
        for row in rows(kept)
    )


def _receipts(kept: pd.DataFrame) -> tuple[Receipt, ...]:
    return tuple(
        Receipt(
            id=int(one["id"].iloc[0]),
            day=one["day"].iloc[0].date(),
            units=tuple(zip(one["sku"], one["units"], strict=True)),
        )
        for _id, one in kept.groupby("id")
    )


def late_first(orders: tuple[PurchaseOrder, ...], today: date) -> tuple[PurchaseOrder, ...]:
    """Return the orders that something is to come of: late ones first, then by their day."""
    waiting = [order for order in orders if order.is_open]
    return tuple(sorted(waiting, key=lambda o: (not o.is_late(today), o.expected_on, o.number)))


def order_of(orders: tuple[PurchaseOrder, ...], number: int) -> PurchaseOrder:
    """Return the order of this number.

    Raises:
        PurchaseError: there is none.
    """
    for order in orders:
        if order.number == number:
            return order
    raise PurchaseError(
        _("There is no purchase order {number}: look at the list of them.").format(number=number)
    )


def arriving(
    order: PurchaseOrder, told: Mapping[str, float] | None, *, on: date, today: date
) -> dict[str, float]:
    """Return what came of an order, by product: all that is to come where nothing is told.

    More than was ordered is taken, and so is what comes after the seller had given it up.

    Raises:
        PurchaseError: a product was not ordered, units are none, the day makes no sense, or
            nothing is to come any more.
    """
    if not order.ordered_on <= on <= today:
        raise PurchaseError(
            _("It cannot have arrived on {day}: give a day from {first} to {last}.").format(
                day=day(on), first=day(order.ordered_on), last=day(today)
            )
        )
    units = dict(told) if told else {ln.sku: ln.coming for ln in order.lines if ln.coming}
    for sku, number in units.items():
        order.line(sku)
        if not number > 0:
            raise PurchaseError(
                _("How many of {sku} arrived? Give a number above 0.").format(sku=sku)
            )
    if not units:
        raise PurchaseError(
            _(
                "Nothing more is to come of purchase order {number}: say which products arrived, "
                "and how many."
            ).format(number=order.number)
        )
    return units


def incoming(
    orders: tuple[PurchaseOrder, ...], goods: pd.DataFrame, *, today: date
) -> pd.DataFrame:
    """Return what is on its way of each product (INCOMING), the next first.

    Args:
        orders: all of them.
        goods: ORDERED_GOODS.
        today: the running day.
    """
    waiting = [(order, line) for order in orders for line in order.lines if line.coming]
    frame = pd.DataFrame(
        {
            "number": [order.number for order, _line in waiting],
            "supplier": [order.supplier for order, _line in waiting],
            "code": [line.sku for _order, line in waiting],
            "ordered": [line.coming for _order, line in waiting],
            "ordered_on": [order.ordered_on for order, _line in waiting],
            "expected_on": [order.expected(line) for order, line in waiting],
            "arrives": [order.arrives(today, line) for order, line in waiting],
            "late": [order.is_late(today) for order, _line in waiting],
        }
    ).astype({"code": "str"})
    of_products = frame.merge(check(goods, ORDERED_GOODS), on="code")
    of_products["units"] = of_products["units"] * of_products["ordered"]
    dated = typed(of_products, INCOMING).sort_values(["arrives", "number", "sku"])
    return check(dated.reset_index(drop=True), INCOMING)


def with_orders(
    stock: pd.DataFrame,
    orders: tuple[PurchaseOrder, ...],
    goods: pd.DataFrame,
    coming: pd.DataFrame,
) -> pd.DataFrame:
    """Return STOCK with what is on its way by purchase orders, and never the same twice.

    What a stock file says is on order is taken for the very goods of a purchase order that was
    placed before that count and was open then. What was ordered on the day of the count or later
    cannot be in it, and comes beside it.

    Args:
        stock: STOCK, with what its files say is on order.
        orders: all of them.
        goods: ORDERED_GOODS.
        coming: INCOMING of these orders.
    """
    known = check(stock, STOCK)
    open_units = coming.groupby("sku")["units"].sum()
    uncounted = typed(
        pd.DataFrame({"sku": open_units.index.difference(pd.Index(known["sku"]))}), STOCK
    )
    every = pd.concat([known, uncounted], ignore_index=True)
    by_files = _by_files(every, orders, goods)
    by_orders = open_units.reindex(every["sku"]).fillna(0.0).to_numpy()
    return check(every.assign(on_order=by_files + by_orders), STOCK)


def on_order_by_files(
    stock: pd.DataFrame, orders: tuple[PurchaseOrder, ...], goods: pd.DataFrame
) -> pd.DataFrame:
    """Return the rows of STOCK of which only a file says that units are on order, with these."""
    told = stock.assign(on_order=_by_files(check(stock, STOCK), orders, goods))
    return told[told["on_order"] > 0].reset_index(drop=True)


def _by_files(
    stock: pd.DataFrame, orders: tuple[PurchaseOrder, ...], goods: pd.DataFrame
) -> pd.Series:
    """Return the units on order of each row of STOCK that no purchase order tells of."""
    return stock["on_order"].mask(_told_by_orders(stock, orders, goods), 0.0).fillna(0.0)


def _told_by_orders(
    stock: pd.DataFrame, orders: tuple[PurchaseOrder, ...], goods: pd.DataFrame
) -> pd.Series:
    """Tell of which rows of STOCK a purchase order was open when they were counted."""
    spans = [
        (line.sku, order.ordered_on, order.last_day(line))
        for order in orders
        for line in order.lines
    ]
    lines = pd.DataFrame(spans, columns=["code", "ordered_on", "ended_on"]).astype(
        {"code": "str", "ordered_on": "datetime64[us]", "ended_on": "datetime64[us]"}
    )
    counted = stock[["sku", "day"]].reset_index().merge(lines.merge(goods, on="code"), on="sku")
    was_open = (counted["ordered_on"] < counted["day"]) & (counted["ended_on"] > counted["day"])
    return stock.index.to_series().isin(counted.loc[was_open, "index"])
