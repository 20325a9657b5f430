"""Dynamic programming: when to order up to which level while demand changes with the season.

The finite-horizon stochastic inventory model. Sources: Scarf 1960; Veinott 1966; Snyder and Shen,
Fundamentals of Supply Chain Theory, chapter 4.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from inventory_core.domain.demand import Numbers

_HARDLY = 1e-9
"""Relative difference in money that is rounding, not a reason to order."""


@dataclass(frozen=True, kw_only=True)
class SeasonPlan:
    """The best decision in each period, and what can be expected of following it.

    reorder_points, order_up_to: in each period, order up to the one when stock is at the other or
    below, or to what whole packs and the smallest order reach above it; NaN where ordering never
    pays. costs: money from each period on (rows) at each level of stock (columns); the last row
    is that of the end.
    """

    reorder_points: Numbers
    order_up_to: Numbers
    costs: Numbers


@dataclass(frozen=True, eq=False, kw_only=True)
class Stages:
    """What the dynamic programme knows of T periods and L stock levels.

    levels: L, one unit of stock apart. chances: of a demand of 0, 1, 2 ... in each period. kept:
    T × L, money that a period is expected to cost from each level that stock was lifted to. final:
    L, money that each level costs at the very end. cost: T, of buying a unit. order_cost: T, of an
    order. discount: T, what money of the next period is worth in this one. fewest_units,
    pack_units: an order is at least the one, itself a multiple of the other.
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


def best_decisions(stages: Stages) -> SeasonPlan:
    """Return when to order up to what over a season, so that the expected cost is least.

    θₜ(x) = min over y ≥ x of K [y > x] + c (y − x) + g(y) + γ E θₜ₊₁(y − D), from the last period
    back, for all stock levels at once. Orders arrive at once.
    """
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
    return SeasonPlan(reorder_points=bounds[0], order_up_to=bounds[1], costs=found)


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
