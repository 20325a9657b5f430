"""Customer orders: what was ordered, what of it was shipped, and what is still promised.

Nothing is stored of an order's state: it follows from its lines, each by itself.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

import pandas as pd

from inventory_core.domain.customer_orders import (
    CUSTOMER_LINES,
    CUSTOMER_ORDERS,
    DIRECT,
    SHIPMENTS,
)
from inventory_core.domain.errors import OrderError
from inventory_core.domain.frames import STOCK, check, typed
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import day, rows, whole
from inventory_core.domain.purchase_orders import ORDERED_GOODS


class Stage(StrEnum):
    """How far a customer order has come."""

    WAITING = "waiting"
    PART_SHIPPED = "part shipped"
    SHIPPED = "shipped"
    CANCELLED = "cancelled"


@dataclass(frozen=True, kw_only=True)
class CustomerLine:
    """One product of a customer order; unit_price: None where it is unknown."""

    sku: str
    units: float
    unit_price: float | None = None
    cancelled: float = 0.0
    shipped: float = 0.0

    @property
    def open(self) -> float:
        """Units that are still to be shipped."""
        return max(self.units - self.cancelled - self.shipped, 0.0)

    @property
    def value(self) -> float:
        """Price of what is still to be shipped; none where that is unknown."""
        return self.open * (self.unit_price or 0.0)


@dataclass(frozen=True, kw_only=True)
class Shipment:
    """What left of a customer order on one day: units by product.

    id: 0 where only a file says so, which no word of the seller takes back.
    """

    id: int
    day: date
    units: tuple[tuple[str, float], ...]


@dataclass(frozen=True, kw_only=True)
class CustomerOrder:
    """An order with its lines, and the shipments that stand: those by files, then the seller's.

    number: 0 before it is kept.
    """

    number: int = 0
    channel: str = DIRECT
    reference: str = ""
    ordered_on: date
    promised_on: date | None = None
    paid: bool = False
    pinned: bool = False
    note: str = ""
    lines: tuple[CustomerLine, ...]
    shipments: tuple[Shipment, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether anything is still to be shipped."""
        return any(line.open for line in self.lines)

    @property
    def last_shipment(self) -> Shipment | None:
        """The last one of which the seller said so, and may take it back."""
        return next((one for one in reversed(self.shipments) if one.id), None)

    @property
    def stage(self) -> Stage:
        """How far it has come."""
        if self.is_open:
            return Stage.PART_SHIPPED if self.shipments else Stage.WAITING
        return Stage.SHIPPED if self.shipments else Stage.CANCELLED

    @property
    def value(self) -> float:
        """Price of what is still to be shipped, as far as it is known."""
        return sum(line.value for line in self.lines)

    def last_day(self, line: CustomerLine) -> date:
        """Return the day on which the last of a line was shipped; none while some is open."""
        if line.open:
            return date.max
        days = [one.day for one in self.shipments if line.sku in dict(one.units)]
        return max(days, default=self.ordered_on)

    def line(self, sku: str) -> CustomerLine:
        """Return the line of a product.

        Raises:
            OrderError: it was not ordered.
        """
        for line in self.lines:
            if line.sku == sku:
                return line
        raise OrderError(
            _("{sku} is not in customer order {number}: it has {products}.").format(
                sku=sku,
                number=self.number,
                products=", ".join(line.sku for line in self.lines),
            )
        )


def customer_orders(
    orders: pd.DataFrame, lines: pd.DataFrame, shipments: pd.DataFrame
) -> tuple[CustomerOrder, ...]:
    """Put together CUSTOMER_ORDERS, CUSTOMER_LINES and SHIPMENTS, by their numbers."""
    stand = check(shipments, SHIPMENTS)
    stand = stand[~stand["undone"].astype(bool)]
    shipped = stand.groupby(["number", "sku"])["units"].sum().to_dict()
    lines_of = dict(list(check(lines, CUSTOMER_LINES).groupby("number")))
    shipments_of = dict(list(stand.groupby("number")))
    return tuple(
        CustomerOrder(
            number=int(row.number),
            channel=row.channel,
            reference=row.reference,
            ordered_on=row.ordered_on.date(),
            promised_on=None if pd.isna(row.promised_on) else row.promised_on.date(),
            paid=bool(row.paid),
            pinned=bool(row.pinned),
            note=row.note,
            lines=_lines(lines_of[row.number], shipped),
            shipments=_shipments(shipments_of.get(row.number, stand.head(0))),
        )
        for row in rows(check(orders, CUSTOMER_ORDERS).sort_values("number"))
    )


def added(one: CustomerLine, other: CustomerLine) -> CustomerLine:
    """Return two new lines of one product as one, at their mean price where both are known.

    >>> added(CustomerLine(sku="A", units=3, unit_price=4), CustomerLine(sku="A", units=1)).units
    4
    """
    units, price = one.units + other.units, None
    if one.unit_price is not None and other.unit_price is not None:
        price = (one.units * one.unit_price + other.units * other.unit_price) / units
    return replace(one, units=units, unit_price=price)


def tables_of(order: CustomerOrder) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return an order as it is kept (CUSTOMER_ORDERS, CUSTOMER_LINES), without its shipments."""
    facts = pd.DataFrame([{name: getattr(order, name) for name in CUSTOMER_ORDERS}])
    lines = pd.DataFrame(
        [(line.sku, line.units, line.unit_price, line.cancelled) for line in order.lines],
        columns=["sku", "units", "unit_price", "cancelled"],
    )
    return typed(facts, CUSTOMER_ORDERS), typed(lines.assign(number=order.number), CUSTOMER_LINES)


def _lines(kept: pd.DataFrame, shipped: Mapping[Hashable, float]) -> tuple[CustomerLine, ...]:
    return tuple(
        CustomerLine(
            sku=row.sku,
            units=row.units,
            unit_price=None if pd.isna(row.unit_price) else row.unit_price,
            cancelled=row.cancelled,
            shipped=shipped.get((row.number, row.sku), 0.0),
        )
        for row in rows(kept)
    )


def _shipments(kept: pd.DataFrame) -> tuple[Shipment, ...]:
    return tuple(
        Shipment(
            id=int(one["id"].iloc[0]),
            day=one["day"].iloc[0].date(),
            units=tuple(zip(one["sku"], one["units"], strict=True)),
        )
        for _key, one in kept.groupby(["id", "day"])
    )


def customer_order_of(orders: tuple[CustomerOrder, ...], number: int) -> CustomerOrder:
    """Return the order of this number.

    Raises:
        OrderError: there is none.
    """
    for order in orders:
        if order.number == number:
            return order
    raise OrderError(
        _("There is no customer order {number}: look at the list of them.").format(number=number)
    )


def shipping(
    order: CustomerOrder, told: Mapping[str, float] | None, *, on: date, today: date
) -> dict[str, float]:
    """Return what is shipped of an order, by product: all that is open where nothing is told.

    Raises:
        OrderError: a product was not ordered, units are none or more than are open, or the day
            makes no sense.
    """
    if not order.ordered_on <= on <= today:
        raise OrderError(
            _("It cannot have been shipped on {day}: give a day from {first} to {last}.").format(
                day=day(on), first=day(order.ordered_on), last=day(today)
            )
        )
    return _part_of(order, told)


def cancelling(order: CustomerOrder, told: Mapping[str, float] | None) -> dict[str, float]:
    """Return how many units of each product are cancelled in all once these are too.

    Raises:
        OrderError: a product was not ordered, or units are none or more than are open.
    """
    part = _part_of(order, told)
    return {sku: order.line(sku).cancelled + units for sku, units in part.items()}


def _part_of(order: CustomerOrder, told: Mapping[str, float] | None) -> dict[str, float]:
    """Return so many units of what is open, all of it where nothing is told."""
    if not order.is_open:
        raise OrderError(
            _("Nothing of customer order {number} is waiting any more.").format(number=order.number)
        )
    units = dict(told) if told else {line.sku: line.open for line in order.lines if line.open}
    for sku, number in units.items():
        still_open = order.line(sku).open
        if not 0 < number <= still_open:
            raise OrderError(
                _(
                    "{open} of {sku} are waiting in customer order {number}: give a number above "
                    "0 and no more than that."
                ).format(open=whole(still_open), sku=sku, number=order.number)
            )
    return units


def with_customer_orders(
    stock: pd.DataFrame, orders: tuple[CustomerOrder, ...], goods: pd.DataFrame
) -> pd.DataFrame:
    """Return STOCK with what is promised by customer orders, and never the same twice.

    What a stock file says is committed is taken for the very orders that are known where one of the
    product is open, or was on the day of the count: what was shipped of it since is gone.

    Args:
        stock: STOCK, with what its files say is committed.
        orders: all of them.
        goods: ORDERED_GOODS of their lines.
    """
    known = check(stock, STOCK)
    lines = _dated_lines(orders).merge(check(goods, ORDERED_GOODS), on="code")
    lines["open"] *= lines["units"]
    promised = lines.groupby("sku")["open"].sum()
    promised = promised[promised > 0]
    uncounted = typed(
        pd.DataFrame({"sku": promised.index.difference(pd.Index(known["sku"]))}), STOCK
    )
    every = pd.concat([known, uncounted], ignore_index=True)
    counted = every[["sku", "day"]].reset_index().merge(lines, on="sku")
    was_open = (counted["ordered_on"] <= counted["day"]) & (counted["ended_on"] > counted["day"])
    told_by_orders = every.index.isin(counted.loc[was_open | (counted["open"] > 0), "index"])
    by_files = every["committed"].mask(told_by_orders, 0.0).fillna(0.0)
    by_orders = promised.reindex(every["sku"]).fillna(0.0).to_numpy()
    return check(every.assign(committed=by_files + by_orders), STOCK)


def _dated_lines(orders: tuple[CustomerOrder, ...]) -> pd.DataFrame:
    """Return what is open of each line, and the days on which it began and ended to be so."""
    spans = [
        (line.sku, line.open, order.ordered_on, order.last_day(line))
        for order in orders
        for line in order.lines
    ]
    return pd.DataFrame(spans, columns=["code", "open", "ordered_on", "ended_on"]).astype(
        {
            "code": "str",
            "open": "float64",
            "ordered_on": "datetime64[us]",
            "ended_on": "datetime64[us]",
        }
    )
