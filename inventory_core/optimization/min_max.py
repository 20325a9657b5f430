"""Minimum and maximum: once stock is at the reorder point or below, order up to a level.

The (s, S) policy under periodic review; what cannot be served at once waits. Sources: Zheng and
Federgruen 1991; Ehrhardt and Mosier 1984; Snyder and Shen, Fundamentals of Supply Chain Theory,
chapter 4.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from inventory_core.domain.errors import SettingsError
from inventory_core.domain.language import gettext as _
from inventory_core.optimization.amounts import (
    PeriodCosts,
    above_zero,
    amount,
    both_above_zero,
)
from inventory_core.optimization.newsvendor import (
    best_quantity,
    expected_cost,
    levels_within,
    normal_distribution,
)
from inventory_core.optimization.shortage import Distribution, whole_unit_chances

Numbers = npt.NDArray[np.float64]

_A_HAIR_MORE = 1 + 1e-12


@dataclass(frozen=True, kw_only=True)
class MinMax:
    """Order up to the one when the stock position is at the other or below; both in units."""

    reorder_point: float
    order_up_to: float


def average_cost(
    demand: Distribution,
    costs: PeriodCosts,
    policy: MinMax,
    *,
    protection: Distribution | None = None,
) -> float:
    """Return what a policy costs in a period, over the years: exact.

    (K + Σ m(d) G(S − d)) / Σ m(d) over d < S − s, where m(d) says how often the position is d below
    S between two orders, and G what a position costs. Source: Snyder and Shen, example 4.7.

    Args:
        demand: of a period, independent of other periods; rounded to whole units.
        costs: of a period.
        policy: in whole units.
        protection: demand over the lead time and one period, if orders take time to arrive.

    >>> from scipy import stats
    >>> costs = PeriodCosts(order_cost=5, holding_cost=1, stockout_cost=4)
    >>> round(average_cost(stats.poisson(6), costs, MinMax(reorder_point=6, order_up_to=18)), 4)
    10.1938
    """
    if not policy.order_up_to - policy.reorder_point >= 1:
        raise SettingsError(
            _(
                "Orders up to {most:g} are to be placed at {least:g}: please enter a reorder point "
                "below the level to order up to."
            ).format(most=policy.order_up_to, least=policy.reorder_point)
        )
    levels = np.arange(round(policy.reorder_point) + 1, round(policy.order_up_to) + 1)
    kept = expected_cost(protection or demand, levels, **costs.sides)
    visits = _visits(whole_unit_chances(demand), levels.size)
    return float((costs.order_cost + visits @ kept[::-1]) / visits.sum())


def best_min_max(
    demand: Distribution, costs: PeriodCosts, *, protection: Distribution | None = None
) -> MinMax:
    """Return the policy that costs least: exact. Arguments as in `average_cost`.

    Levels that cost more than a policy does on average only make it dearer, and levels that cost
    less only cheaper. So the best reorder point lies just below the levels that cost no more than
    the best policy, and the best level to order up to is one of them. Each round takes the levels
    that cost no more than the policy before and finds the best level to order up to; the cost falls
    until it is the least. Source: Zheng and Federgruen 1991, whose bounds these are.

    >>> from scipy import stats
    >>> costs = PeriodCosts(order_cost=64, holding_cost=1, stockout_cost=9)
    >>> best_min_max(stats.poisson(21), costs)
    MinMax(reorder_point=15.0, order_up_to=65.0)
    """
    guess = _first_guess(demand, costs, protection)
    limit = average_cost(demand, costs, guess, protection=protection)
    levels, kept = levels_within(protection or demand, limit, **costs.sides)
    visits = _visits(whole_unit_chances(demand), levels.size)
    while True:
        near = kept <= max(limit, kept.min()) * _A_HAIR_MORE
        levels, kept = levels[near], kept[near]
        spent = costs.order_cost + np.convolve(visits[: kept.size], kept)[: kept.size]
        averages = spent / np.cumsum(visits[: kept.size])
        best = int(np.argmin(averages))
        if averages[best] >= limit:
            break
        limit = float(averages[best])
    return MinMax(reorder_point=float(levels[0]) - 1, order_up_to=float(levels[best]))


def power_approximation(*, demand_mean: float, demand_spread: float, costs: PeriodCosts) -> MinMax:
    """Return nearly the best policy at once, from mean and standard deviation of a period's demand.

    Fitted to many exact solutions; orders arrive at once. The reorder point is at most the
    newsvendor's level, and is that where orders cost nothing.
    Source: Ehrhardt and Mosier 1984; Snyder and Shen, example 4.8.

    >>> policy = power_approximation(
    ...     demand_mean=50,
    ...     demand_spread=8,
    ...     costs=PeriodCosts(order_cost=2.5, holding_cost=0.18, stockout_cost=0.7),
    ... )
    >>> round(policy.reorder_point, 2), round(policy.order_up_to, 2)
    (40.19, 74.29)
    """
    mean = above_zero(_("demand"), demand_mean)
    spread = amount(_("spread of demand"), demand_spread)
    newsvendor = best_quantity(normal_distribution(mean, spread), **both_above_zero(**costs.sides))
    if costs.order_cost == 0:
        return MinMax(reorder_point=newsvendor, order_up_to=newsvendor)
    ratio = costs.order_cost / costs.holding_cost
    lot = 1.30 * mean**0.494 * ratio**0.506 * (1 + (spread / mean) ** 2) ** 0.116
    penalty = costs.stockout_cost / costs.holding_cost
    # Written with spread · z and spread / z, so that a sure demand divides nothing by zero.
    spread_by_z = spread**1.5 * (penalty / lot) ** 0.5
    spread_times_z = (spread * lot / penalty) ** 0.5
    point = 0.973 * mean + 0.183 * spread_by_z + 1.063 * spread - 2.192 * spread_times_z
    point = min(point, newsvendor)
    return MinMax(reorder_point=point, order_up_to=point + lot)


def _first_guess(
    demand: Distribution, costs: PeriodCosts, protection: Distribution | None
) -> MinMax:
    top = best_quantity(protection or demand, **both_above_zero(**costs.sides))
    lot = (2 * costs.order_cost * float(demand.mean()) / costs.holding_cost) ** 0.5
    return MinMax(reorder_point=np.ceil(top) - 1, order_up_to=np.ceil(top + lot))


def _visits(chances: Numbers, levels: int) -> Numbers:
    """How often each level below the one ordered up to is met between two orders."""
    if chances[0] >= 1 - 1e-12:
        raise SettingsError(
            _("Nothing sells, so nothing need be ordered: please choose another product.")
        )
    visits = np.zeros(levels)
    visits[0] = 1.0
    for level in range(1, levels):
        reach = min(level, chances.size - 1)
        before = visits[level - reach : level][::-1]
        visits[level] = chances[1 : reach + 1] @ before / (1 - chances[0])
    return visits / (1 - chances[0])
