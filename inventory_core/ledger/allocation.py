"""Who gets what lies there: made anew each time, so nothing is ever reserved."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import floor
from typing import Any

import pandas as pd

from inventory_core.domain.frames import STOCK, check
from inventory_core.domain.numbers import rows
from inventory_core.domain.purchase_orders import INCOMING, ORDERED_GOODS
from inventory_core.domain.settings import QueueRule
from inventory_core.ledger.customer_orders import CustomerLine, CustomerOrder

Units = Mapping[str, float]
"""Units by product."""


class Mark(StrEnum):
    """How a line that waits stands, best first."""

    READY = "ready"
    """It can be shipped now."""
    ENOUGH_FOR_THIS = "enough for this, not for all"
    """What is there goes to those before it."""
    ON_ITS_WAY = "on its way"
    """A purchase order brings what it lacks."""
    NOT_ENOUGH = "not enough"
    UNCOUNTED = "uncounted"
    """Nobody knows what is there."""


@dataclass(frozen=True, kw_only=True)
class Supply:
    """What there is for those who wait.

    contents: the products in one unit of each code that was ordered, itself unless it is a pack.
    on_hand: of each product, of one that was never counted what is there at least. counted: the
    products that were. coming: day, product and units on their way, the next first.
    """

    contents: Mapping[str, Units]
    on_hand: Units
    counted: frozenset[str]
    coming: tuple[tuple[date, str, float], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Allocation:
    """What one line of an order gets.

    ready: units that can be shipped now. lacks: units of each product that the rest lacks. arrives:
    the day on which the rest can be shipped; None where there is no rest, or nothing on its way
    covers it.
    """

    order: CustomerOrder
    line: CustomerLine
    mark: Mark
    ready: float = 0.0
    lacks: tuple[tuple[str, float], ...] = ()
    arrives: date | None = None

    @property
    def misses_its_day(self) -> bool:
        """Whether it is known that it cannot be shipped by the day that was promised."""
        promised = self.order.promised_on
        if promised is None or self.mark in (Mark.READY, Mark.UNCOUNTED):
            return False
        return self.arrives is None or self.arrives > promised


def supply_of(stock: pd.DataFrame, incoming: pd.DataFrame, goods: pd.DataFrame) -> Supply:
    """Return what there is, by STOCK, INCOMING, and ORDERED_GOODS of the orders' lines."""
    contents: dict[str, dict[str, float]] = {}
    for row in rows(check(goods, ORDERED_GOODS)):
        contents.setdefault(row.code, {})[row.sku] = row.units
    known = check(stock, STOCK)
    lying = known.dropna(subset=["on_hand"])
    coming = check(incoming, INCOMING).sort_values("arrives", kind="stable")
    return Supply(
        contents=contents,
        on_hand=dict(zip(lying["sku"], lying["on_hand"].clip(lower=0.0), strict=True)),
        counted=frozenset(known.dropna(subset=["day"])["sku"]),
        coming=tuple(zip(coming["arrives"].dt.date, coming["sku"], coming["units"], strict=True)),
    )


def queue(
    orders: tuple[CustomerOrder, ...], rules: tuple[QueueRule, ...]
) -> tuple[CustomerOrder, ...]:
    """Return the orders that wait in their turn: pinned ones first, then by the rules."""
    turn = [_TURN[rule] for rule in rules]
    waiting = [order for order in orders if order.is_open]
    return tuple(
        sorted(waiting, key=lambda o: (not o.pinned, *(first(o) for first in turn), o.number))
    )


_TURN: Mapping[QueueRule, Callable[[CustomerOrder], Any]] = {
    QueueRule.PROMISED: lambda order: order.promised_on or date.max,
    QueueRule.PAID: lambda order: not order.paid,
    QueueRule.VALUE: lambda order: -order.value,
    QueueRule.AGE: lambda order: order.ordered_on,
}
"""By each rule, what is lower for the order that comes first."""


def allocate(
    orders: tuple[CustomerOrder, ...], supply: Supply, rules: tuple[QueueRule, ...]
) -> tuple[Allocation, ...]:
    """Give what lies there to those who wait, in their turn, and say how each line stands.

    A line gets what it can, so that a part of it can be shipped; a pack only whole.
    """
    lines = [(order, line) for order in queue(orders, rules) for line in order.lines if line.open]
    left, ready = dict(supply.on_hand), []
    for _order, line in lines:
        contents = supply.contents[line.sku]
        enough_for = _enough_for(contents, left)
        ready.append(line.open if enough_for >= line.open else float(floor(enough_for)))
        _take(contents, ready[-1], left)
    needed: dict[str, float] = {}
    allocations = []
    for (order, line), units in zip(lines, ready, strict=True):
        short = _short(line, units, needed, left, supply)
        allocations.append(_allocation(order, line, units, short=short, supply=supply))
    return tuple(allocations)


def _short(
    line: CustomerLine, ready: float, needed: dict[str, float], left: Units, supply: Supply
) -> Units:
    """Return what is short of each product once this line and those before it are served too.

    needed: what those before it need that they did not get; this line's need is added.
    """
    contents = supply.contents[line.sku]
    for sku, each in contents.items():
        needed[sku] = needed.get(sku, 0.0) + (line.open - ready) * each
    return {sku: max(needed[sku] - left[sku], 0.0) for sku in contents}


def _allocation(
    order: CustomerOrder, line: CustomerLine, ready: float, *, short: Units, supply: Supply
) -> Allocation:
    contents, rest = supply.contents[line.sku], line.open - ready
    arrives = _covered_on(short, supply) if rest else None
    lacks = {sku: min(units, rest * contents[sku]) for sku, units in short.items()}
    return Allocation(
        order=order,
        line=line,
        mark=_mark(line, ready, arrives, supply),
        ready=ready,
        lacks=tuple((sku, units) for sku, units in lacks.items() if units > 0),
        arrives=arrives,
    )


def _enough_for(contents: Units, left: Units) -> float:
    """Return for how many units of such contents there is enough."""
    return max(min(left.get(sku, 0.0) / each for sku, each in contents.items()), 0.0)


def _take(contents: Units, units: float, left: dict[str, float]) -> None:
    for sku, each in contents.items():
        left[sku] = left.get(sku, 0.0) - units * each


def _covered_on(short: Units, supply: Supply) -> date | None:
    """Return the day on which all that is short has come; None where it is not on its way."""
    still = dict(short)
    for day, sku, units in supply.coming:
        if sku in still:
            still[sku] -= units
        if max(still.values()) <= 0:
            return day
    return None


def _mark(line: CustomerLine, ready: float, arrives: date | None, supply: Supply) -> Mark:
    contents = supply.contents[line.sku]
    if ready >= line.open:
        return Mark.READY
    if not contents.keys() <= supply.counted:
        return Mark.UNCOUNTED
    if _enough_for(contents, supply.on_hand) >= line.open:
        return Mark.ENOUGH_FOR_THIS
    return Mark.ON_ITS_WAY if arrives else Mark.NOT_ENOUGH
