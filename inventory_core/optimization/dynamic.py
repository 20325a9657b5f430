"""Dynamic programming: when to order up to which level while demand changes with the season.

The finite-horizon stochastic inventory model. Sources: Scarf 1960; Veinott 1966; Snyder and Shen,
Fundamentals of Supply Chain Theory, chapter 4.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from inventory_core.domain.errors import SettingsError
from inventory_core.domain.language import gettext as _
from inventory_core.optimization.amounts import amount, amounts
from inventory_core.optimization.shortage import (
    Distribution,
    expected_left,
    expected_short,
    whole_unit_chances,
)

Numbers = npt.NDArray[np.float64]

_HARDLY = 1e-9
"""Relative difference in money that is rounding, not a reason to order."""


@dataclass(frozen=True, kw_only=True)
class SeasonCosts:
    """What each period costs and brings, in money; a single number holds for all periods.

    cost: of buying a unit. holding_cost: of a unit left at the end of a period. stockout_cost: of a
    unit short at the end of a period, beyond its price where the sale is lost. order_cost: of an
    order. price: of a unit sold. discount: what money of the next period is worth in this one.

    salvage_value: what a unit left at the very end brings; less than 0 if getting rid of it costs.
    final_stockout_cost: of a unit still waited for at the very end. lost_sales: who finds nothing
    buys elsewhere; otherwise everybody waits.
    """

    cost: npt.ArrayLike
    holding_cost: npt.ArrayLike
    stockout_cost: npt.ArrayLike
    order_cost: npt.ArrayLike = 0.0
    price: npt.ArrayLike = 0.0
    discount: npt.ArrayLike = 1.0
    salvage_value: float = 0.0
    final_stockout_cost: float = 0.0
    lost_sales: bool = False

    def __post_init__(self) -> None:
        amount(_("final stockout cost"), self.final_stockout_cost)
        if not np.all(np.asarray(self.discount, dtype=float) <= 1):
            raise SettingsError(_("The discount factor must be 1 or less: please enter another."))
        if not self.salvage_value <= amounts(_("cost"), self.cost).min():
            raise SettingsError(
                _(
                    "A leftover unit brings {salvage:g}, more than buying it costs, so no order "
                    "would be too large: check the salvage value."
                ).format(salvage=self.salvage_value)
            )


@dataclass(frozen=True, kw_only=True)
class SeasonPlan:
    """The best decision in each period, and what can be expected of following it.

    reorder_points, order_up_to: in each period, order up to the one when stock is at the other or
    below, or to what whole packs and the smallest order reach above it; NaN where ordering never
    pays. levels: whole units of stock; costs: of each period on (rows) from each level (columns),
    after the last row what is left is sold off. revenue: if all demand is served.
    """

    reorder_points: Numbers
    order_up_to: Numbers
    levels: Numbers
    costs: Numbers
    revenue: float

    def cost_from(self, on_hand: int) -> float:
        """Return the expected cost of the season, starting with so many units."""
        if not self.levels[0] <= on_hand <= self.levels[-1]:
            raise ValueError(f"on_hand must lie within the planned levels, not be {on_hand}")
        return float(self.costs[0, on_hand - int(self.levels[0])])

    def profit_from(self, on_hand: int) -> float:
        """Return the expected profit of the season, starting with so many units."""
        return self.revenue - self.cost_from(on_hand)


def best_season_plan(
    demand: Sequence[Distribution],
    costs: SeasonCosts,
    *,
    on_hand: int = 0,
    tail: float = 1e-13,
) -> SeasonPlan:
    """Return when to order up to what over a season, so that the expected profit is highest.

    θₜ(x) = min over y ≥ x of K [y > x] + c (y − x) + g(y) + γ E θₜ₊₁(y − D), from the last period
    back, for all stock levels at once. Orders arrive at once.

    Args:
        demand: of each period, independent of each other; stock moves in whole units.
        costs: of each period.
        on_hand: the highest stock that the plan should have an answer for.
        tail: demand beyond this chance at either end is left out of what may come next.

    >>> from scipy import stats
    >>> costs = SeasonCosts(
    ...     cost=1,
    ...     holding_cost=1,
    ...     stockout_cost=25,
    ...     discount=0.98,
    ...     salvage_value=-1,
    ...     final_stockout_cost=25,
    ... )
    >>> plan = best_season_plan([stats.norm(18, 3)] * 10, costs)  # Snyder and Shen, problem 4.29
    >>> plan.order_up_to.tolist()
    [23.0, 23.0, 23.0, 23.0, 23.0, 23.0, 23.0, 23.0, 23.0, 23.0]
    >>> round(plan.cost_from(0), 2)
    234.83
    """
    if not demand:
        raise SettingsError(_("There is no period to plan: please choose a longer season."))
    chances = [whole_unit_chances(each, tail=tail) for each in demand]
    most = sum(each.size - 1 for each in chances)
    lowest = 0 if costs.lost_sales else -most
    levels = np.arange(lowest, max(most, on_hand) + 1, dtype=float)
    money = _Money.of(costs, len(demand))
    sold_off = costs.salvage_value * np.maximum(levels, 0.0)
    stages = Stages(
        levels=levels,
        chances=chances,
        kept=np.array([money.kept(at, each, levels) for at, each in enumerate(demand)]),
        final=costs.final_stockout_cost * np.maximum(-levels, 0.0) - sold_off,
        cost=money.cost,
        order_cost=money.order_cost,
        discount=money.discount,
    )
    return best_decisions(stages, revenue=money.revenue(demand))


@dataclass(frozen=True, eq=False, kw_only=True)
class Stages:
    """What the dynamic programme knows of T periods and L stock levels.

    levels: L, one unit of stock apart. chances: of a demand of 0, 1, 2 ... in each period. kept:
    T × L, money that a period is expected to cost from each level that stock was lifted to. final:
    L, money that each level costs at the very end. cost, order_cost, discount: T, as SeasonCosts.
    fewest_units, pack_units: an order is at least the one, itself a multiple of the other.
    """

    levels: Numbers
    chances: Sequence[Numbers]
    kept: Numbers
    final: Numbers
    cost: Numbers
    order_cost: Numbers
    discount: Numbers
    fewest_units: int = 0
    pack_units: int = 1


def best_decisions(stages: Stages, *, revenue: float = 0.0) -> SeasonPlan:
    """Return the best decisions of a season whose costs are worked out already."""
    periods, levels = len(stages.chances), stages.levels
    found = np.zeros((periods + 1, levels.size))
    found[-1] = stages.final
    bounds = np.full((2, periods), np.nan)
    for period in reversed(range(periods)):
        ahead = _expected_next(found[period + 1], stages.chances[period])
        bought = stages.cost[period] * levels
        total = bought + stages.kept[period] + stages.discount[period] * ahead
        least, bounds[:, period] = _decide(total, stages.order_cost[period], stages)
        found[period] = least - bought
    return SeasonPlan(
        reorder_points=bounds[0],
        order_up_to=bounds[1],
        levels=levels,
        costs=found,
        revenue=revenue,
    )


def _decide(total: Numbers, order_cost: float, stages: Stages) -> tuple[Numbers, Numbers]:
    """The least cost from each level, and the reorder point with the level to order up to."""
    levels, pack = stages.levels, stages.pack_units
    if_ordered = order_cost + _least_above(total, fewest=stages.fewest_units, pack=pack)
    pays = np.flatnonzero(total - if_ordered > _HARDLY * np.maximum(np.abs(total), 1.0))
    bounds = np.full(2, np.nan)
    if pays.size:
        last = int(pays[-1])
        best = last + int(np.argmin(total[last:]))
        enough = max(_least_level(total, best, pack=pack), last + 1)
        bounds[:] = levels[last], levels[enough]
    return np.minimum(total, if_ordered), bounds


def _least_level(total: Numbers, best: int, *, pack: int) -> int:
    """The lowest level that needs no pack more: what whole packs lift to it ends near the best."""
    near = np.arange(max(best - pack + 1, 0), best + 1)
    enough = total[near] <= np.append(total, np.full(pack, np.inf))[near + pack]
    return int(near[np.argmax(enough)])


def _least_above(total: Numbers, *, fewest: int, pack: int) -> Numbers:
    """The least cost of the levels that an order can lead to from each; endless where to none."""
    filled = np.append(total, np.full(-total.size % pack, np.inf)).reshape(-1, pack)
    least = np.minimum.accumulate(filled[::-1], axis=0)[::-1].ravel()[: total.size]
    return np.append(least[fewest:], np.full(min(fewest, total.size), np.inf))


def _expected_next(costs: Numbers, chances: Numbers) -> Numbers:
    """Expected cost of the levels that demand leads to from each.

    Below the lowest level lies nothing that can come about, or, where sales are lost, no stock.
    """
    # Imported here: it takes a quarter of a second, which only this model needs.
    from scipy import signal

    first = int(np.flatnonzero(chances)[0])
    possible = chances[first:]
    padded = np.concatenate([np.full(chances.size - 1, costs[0]), costs])
    return np.asarray(signal.convolve(padded[: padded.size - first], possible, mode="valid"))


@dataclass(frozen=True, kw_only=True)
class _Money:
    """SeasonCosts with a number for each period."""

    cost: Numbers
    holding_cost: Numbers
    short_cost: Numbers
    order_cost: Numbers
    price: Numbers
    discount: Numbers

    @classmethod
    def of(cls, costs: SeasonCosts, periods: int) -> "_Money":
        price = amounts(_("price"), costs.price, periods)
        stockout = amounts(_("stockout cost"), costs.stockout_cost, periods)
        return cls(
            cost=amounts(_("cost"), costs.cost, periods),
            holding_cost=amounts(_("holding cost"), costs.holding_cost, periods),
            short_cost=stockout + price if costs.lost_sales else stockout,
            order_cost=amounts(_("order cost"), costs.order_cost, periods),
            price=price,
            discount=amounts(_("discount factor"), costs.discount, periods),
        )

    def kept(self, period: int, demand: Distribution, levels: Numbers) -> Numbers:
        """Expected cost of what a period leaves and lacks, from each level."""
        left, short = expected_left(demand, levels), expected_short(demand, levels)
        return self.holding_cost[period] * left + self.short_cost[period] * short

    def revenue(self, demand: Sequence[Distribution]) -> float:
        worth = np.append(1.0, np.cumprod(self.discount)[:-1])
        means = np.array([float(each.mean()) for each in demand])
        return float(np.sum(worth * self.price * means))
