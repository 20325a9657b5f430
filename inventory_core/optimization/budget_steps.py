"""The steps of buying: what each next pack of a product costs and brings, the best for it first.

A product's first step is a bundle: minimum order and order cost make a single pack a bad buy, so
the bundle is as large as brings most profit for its money; each later step is one pack more. Where
a supplier asks for a minimum, the best of its steps that reach it are bought together, or none.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from inventory_core.domain.demand import Numbers
from inventory_core.domain.distribution import Distribution
from inventory_core.domain.language import gettext as _
from inventory_core.optimization.amounts import above_zero, amounts

Integers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

CENT = 1e-9
"""Share of the money that is rounding."""
_MOST_STEPS = 60
"""Of one product; where it wants more packs than this, a step is several packs."""
_FILLING_STEPS = 20
"""Further ones, larger and larger, that only help to reach a supplier's minimum."""
_SLOWEST = 1 / 1000
"""Units a day: what sells more slowly is taken to sell so often."""
_LIMITS = 5
"""Of money, for each of which a way to reach a supplier's minimum is made."""
_WEIGHTS_OF_UNITS = (0.0, 1.0, 1e6)
"""Of reaching a supplier's minimum of units against profit, tried one after the other."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Buyable:
    """Products that could be bought, one number for each of n.

    stock_position: units on hand and on order less those promised; less than 0 if owed. unit_cost,
    margin (price less cost, and the goodwill that a sale saves): money a unit, NaN where unknown.
    holding_cost: money for a unit and a day. daily_demand: the usual pace, units a day. order_cost:
    money for an order of the product, not paid out of the budget. limit_units: the most that makes
    sense, such as a year's demand. supplier: its position in SupplierMinimums; −1 for none.
    """

    stock_position: Numbers
    unit_cost: Numbers
    margin: Numbers
    holding_cost: Numbers
    daily_demand: Numbers
    pack_size_units: Numbers
    moq_units: Numbers
    order_cost: Numbers
    limit_units: Numbers
    supplier: Integers

    def __post_init__(self) -> None:
        count = len(self.stock_position)
        for name, words in (
            ("daily_demand", _("daily demand")),
            ("moq_units", _("minimum order")),
            ("order_cost", _("order cost")),
            ("limit_units", _("most units that make sense")),
        ):
            object.__setattr__(self, name, amounts(words, getattr(self, name), count))
        amounts(_("cost"), self.unit_cost[np.isfinite(self.unit_cost)])
        amounts(_("holding cost"), self.holding_cost[self.money_known])
        for size in np.unique(self.pack_size_units):
            above_zero(_("pack size"), size)

    @property
    def money_known(self) -> Flags:
        """Where cost and margin are known, n."""
        return np.isfinite(self.unit_cost) & np.isfinite(self.margin)


@dataclass(frozen=True, eq=False, kw_only=True)
class SupplierMinimums:
    """The least that each of m suppliers delivers: units and money, 0 for no minimum, m."""

    units: Numbers
    money: Numbers

    def __post_init__(self) -> None:
        for name in ("units", "money"):
            asked = amounts(_("supplier's minimum order"), getattr(self, name))
            object.__setattr__(self, name, asked)

    @property
    def asked(self) -> Flags:
        """Which suppliers have a minimum."""
        return (self.units > 0) | (self.money > 0)

    def gates(self, products: Buyable) -> Integers:
        """Position of each product's supplier, where it asks for a minimum; −1 for none."""
        asked = np.append(self.asked, False)
        return np.where(asked[products.supplier], products.supplier, -1)


@dataclass(frozen=True, eq=False, kw_only=True)
class Ladders:
    """Rungs of n products, n × rungs; the first is none bought, and the highest is repeated.

    units, spend, profits: of all up to it. first: the rung up to which all is one bundle.
    """

    units: Numbers
    spend: Numbers
    profits: Numbers
    first: Integers

    def at(self, values: Numbers, levels: Integers) -> Numbers:
        """Values of the rung that each product reached, n."""
        return np.asarray(values[np.arange(len(levels)), levels])

    def steps(self, product: Integers, start: Integers, end: Integers) -> "Steps":
        """Steps of these products between two rungs each."""
        tables = (self.units, self.spend, self.profits)
        units, spend, profit = (table[product, end] - table[product, start] for table in tables)
        return Steps(product=product, start=start, end=end, units=units, spend=spend, profit=profit)


@dataclass(frozen=True, eq=False, kw_only=True)
class Steps:
    """What can be bought of a product, each step from one rung to a higher one, the best first."""

    product: Integers
    start: Integers
    end: Integers
    units: Numbers
    spend: Numbers
    profit: Numbers

    @classmethod
    def joined(cls, parts: Sequence["Steps"]) -> "Steps":
        """Put several under one another."""
        columns = {f.name: [getattr(part, f.name) for part in parts] for f in fields(cls)}
        return cls(**{name: np.concatenate(column) for name, column in columns.items()})

    @property
    def money(self) -> float:
        """What all of them cost."""
        return float(self.spend.sum())

    @property
    def rate(self) -> float:
        """Profit of all of them for the money."""
        return float(self.profit.sum()) / max(self.money, CENT)

    def select(self, rows: Integers | Flags | list[int]) -> "Steps":
        """Return some of the steps, in this order."""
        return Steps(**{f.name: getattr(self, f.name)[rows] for f in fields(self)})

    def best_first(self, weight_of_units: float = 0.0) -> "Steps":
        """Sort by what they bring for the money, with something for each unit."""
        # Rounded, lest rounding put a pack before the one that it follows.
        worth = (self.profit + weight_of_units * self.units) / np.maximum(self.spend, CENT)
        order = (self.end, self.product, -worth.astype(np.float32))
        return self.select(np.lexsort(order))


def ladders(products: Buyable, demand: Distribution, *, filling: Flags) -> Ladders:
    """Rungs up to where nobody asks for more; filling: where further ones may be of use."""
    pack = products.pack_size_units
    least, most = _least_and_most(products)
    asked_for = np.ceil((demand.units[:, -1] - products.stock_position) / pack)
    useful = np.clip(asked_for, least, np.maximum(most, least))
    sensible = products.money_known & (products.margin > 0) & (most >= least)
    stride = np.maximum(np.ceil((useful - least) / (_MOST_STEPS - 1)), 1)[:, None]
    parts = [np.minimum(least[:, None] + stride * np.arange(_MOST_STEPS), useful[:, None])]
    if filling.any():
        turn = np.arange(1, _FILLING_STEPS + 1)
        further = np.where(filling, np.maximum(most - useful, 0.0), 0.0)[:, None]
        more = np.maximum(np.ceil(further * (turn / _FILLING_STEPS) ** 3), turn)
        parts.append(useful[:, None] + np.minimum(more, further))
    packs = np.where(sensible[:, None], np.concatenate(parts, axis=1), 0.0)
    units = np.concatenate([np.zeros((len(pack), 1)), packs], axis=1) * pack[:, None]
    profits = expected_profits(products, demand, units)
    spend = units * np.nan_to_num(products.unit_cost)[:, None]
    rate = np.where(units > 0, profits / np.maximum(spend, CENT), -np.inf)
    return Ladders(units=units, spend=spend, profits=profits, first=np.argmax(rate, axis=1))


def _least_and_most(products: Buyable) -> tuple[Numbers, Numbers]:
    """Packs of the minimum order, and packs that make sense, n."""
    pack = products.pack_size_units
    least = np.ceil(np.maximum(products.moq_units, pack) / pack - CENT)
    return least, np.floor(products.limit_units / pack + CENT)


def expected_profits(products: Buyable, demand: Distribution, units: Numbers) -> Numbers:
    """Expected profit of ordering so many units, n × quantities; of none, 0."""
    position = products.stock_position[:, None]
    stock = position + units
    known = products.money_known
    daily = np.where(known, products.holding_cost, 0.0)
    daily = daily / np.maximum(products.daily_demand, _SLOWEST)
    margin = np.where(known, products.margin, 0.0)
    sold = margin[:, None] * (demand.expected_short(position) - demand.expected_short(stock))
    kept = daily[:, None] * (demand.expected_waiting(stock) - demand.expected_waiting(position))
    return sold - kept - np.where(units > 0, products.order_cost[:, None], 0.0)


def every_step(rungs: Ladders) -> Steps:
    """Bundles of each size up to the best, and every rung from the one before, also within them."""
    rung = np.arange(1, rungs.units.shape[1])
    new = np.diff(rungs.units, axis=1) > 0
    bundled = np.nonzero(new & (rung <= rungs.first[:, None]))
    single = np.nonzero(new & (rung > 1))
    # A rung that repeats the one below is not a place to start from.
    reached = np.maximum.accumulate(np.where(new, rung, 0), axis=1)
    row = np.concatenate([bundled[0], single[0]])
    start = np.concatenate([np.zeros_like(bundled[1]), reached[single[0], single[1] - 1]])
    end = np.concatenate([bundled[1], single[1]]) + 1
    return rungs.steps(row, start, end)


def ways_to_reach(own: Steps, units: float, money: float, most: float = np.inf) -> list[Steps]:
    """Bundles of one supplier's steps that reach its minimum and pay, the cheapest first.

    Found by going down the list until the minimum is reached; then what it does not need is left
    out. Done for less and less money, so that there is a way also where money is short.
    """
    each = np.abs(own.profit).sum() / max(own.units.sum(), CENT)
    found: list[Steps] = []
    for weight in _WEIGHTS_OF_UNITS if units > 0 else (0.0,):
        listed = own.best_first(weight * each)
        table = _table(listed)
        longest = listed.select(_reaching(table, units, money, most))
        while most < np.inf and listed.product.size and not longest.product.size:
            # The best product takes money that two others need: again without it.
            listed = listed.select(listed.product != listed.product[0])
            table = _table(listed)
            longest = listed.select(_reaching(table, units, money, most))
        highest = min(most, max(longest.money, money, CENT))
        limits = np.geomspace(highest, max(money, highest / 8, CENT), _LIMITS)[1:]
        ways = [longest, *(listed.select(_reaching(table, units, money, at)) for at in limits)]
        found += [_trimmed(way, units, money) for way in ways]
    paying: list[Steps] = []
    for way in sorted(found, key=lambda way: way.money):
        if way.profit.sum() > (paying[-1].profit.sum() if paying else CENT):
            paying.append(way)
    return paying


def _table(listed: Steps) -> list[tuple[int, int, int, float, float]]:
    """Product, start, end, units and spend of each step: numpy is slow for single numbers."""
    columns = (listed.product, listed.start, listed.end, listed.units, listed.spend)
    return list(zip(*(column.tolist() for column in columns), strict=True))


def _reaching(
    table: list[tuple[int, int, int, float, float]], units: float, money: float, limit: float
) -> Integers:
    """Steps bought by going down until a minimum is reached; none if the limit does not do."""
    levels: dict[int, int] = {}
    rows, spent, got = [], 0.0, 0.0
    for row, (product, start, end, more, spend) in enumerate(table):
        if spent + spend > limit * (1 + CENT) or levels.get(product, 0) != start:
            continue
        levels[product] = end
        rows.append(row)
        spent, got = spent + spend, got + more
        if spent >= money * (1 - CENT) and got >= units * (1 - CENT):
            return np.array(rows)
    return np.zeros(0, dtype=np.int64)


def _trimmed(way: Steps, units: float, money: float) -> Steps:
    """Leave out steps that the minimum does not need, the last ones first."""
    spare_units, spare = way.units.sum() - units, way.spend.sum() - money
    kept: list[int] = []
    needed: set[int] = set()
    for row in reversed(range(len(way.spend))):
        product, fewer, less = int(way.product[row]), way.units[row], way.spend[row]
        if product in needed or fewer > spare_units or less > spare:
            kept.append(row)
            needed.add(product)
        else:
            spare_units, spare = spare_units - fewer, spare - less
    return way.select(np.array(kept[::-1], dtype=np.int64))
