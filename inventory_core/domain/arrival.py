"""The stock that will be there when an order placed now arrives, and what it must last for.

What cannot be sold before an order arrives is lost, and no order makes up for it. So an order is
judged by the stock that it will meet, and not by the stock position alone (projected inventory
level: van Jaarsveld and Arts, arXiv 2101.07519, 2021; no stockout with a fixed chance between two
arrivals: de Kok and Meijer, arXiv 2304.06936, 2023).
"""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from inventory_core.domain.demand import HORIZON_DAYS, Numbers
from inventory_core.domain.distribution import Distribution, mixed
from inventory_core.domain.forecast import (
    LEAD_TIME_CHANCES,
    LEVEL_CHANCES,
    Forecast,
    interpolate_levels,
    moments,
)

_PARTS = 6
"""Futures for each of LEVELS, from the low to the high end of what it stands for."""
_STEPS = (0.7548776662466927, 0.5698402909980532, 0.8191725133961645, 0.6710436067037893)
"""How far one point lies from the next in each direction, so that they fill a cube evenly
(Kronecker's sequence, with powers of the inverse of the plastic numbers)."""
_LEAST = 1e-9


@dataclass(frozen=True, eq=False, kw_only=True)
class Supply:
    """What there is of n products and what is on its way, in units.

    free: on hand and not promised, n; less than 0 where more is promised. coming: what arrives
    before an order placed now could, n × arrivals, in their order. coming_days: in how many days,
    n × arrivals.
    """

    free: Numbers
    coming: Numbers
    coming_days: Numbers

    @classmethod
    def on_hand(cls, free: Numbers) -> "Supply":
        """Return stock with nothing on its way."""
        nothing = np.zeros((len(free), 0))
        return cls(free=free, coming=nothing, coming_days=nothing)

    @property
    def position(self) -> Numbers:
        """Stock position: on hand and on its way, less what is promised, n."""
        return np.asarray(self.free + self.coming.sum(axis=1))


@dataclass(frozen=True, eq=False, kw_only=True)
class Arrival:
    """What an order placed now meets when it arrives; n products.

    needed: of demand over the protection period, what the stock position must last for: all but
    what is lost before the arrival, and what spoils. lost: units expected to be lost until then.
    left: to be there at that moment and to keep until they sell, before the order is added.
    spoiled: units of those on hand now that are expected to spoil within the protection period.
    """

    needed: Distribution
    lost: Numbers
    left: Numbers
    spoiled: Numbers


def at_arrival(
    forecast: Forecast,
    supply: Supply,
    *,
    lead_times_days: Numbers,
    review_period_days: npt.ArrayLike,
    keeps_days: npt.ArrayLike = np.inf,
    lost_share: float = 1.0,
) -> Arrival:
    """Walk the stock through the futures of a forecast to the arrival of an order placed now.

    Days depend on each other as the totals of the forecast say: a future that sells well goes on
    so. Of what was asked for in vain up to some day, as much was lost as demand had exceeded all
    supply by at the worst moment before (Lindley's recursion, solved). Lead times are mixed as in
    `Forecast.protection_demand`, which this is where nothing is lost.

    Args:
        forecast: of n products, from today on.
        supply: of the same products.
        lead_times_days: shortest, usual and longest, n × 3.
        review_period_days: days until the next order could be placed, n or one for all.
        keeps_days: days until what is on hand spoils, n or one for all; the oldest sells first.
        lost_share: share of what is asked for in vain that is lost; the rest waits.

    >>> from datetime import date
    >>> from inventory_core.domain.forecast import TOTAL_DAYS, from_counts
    >>> pace = np.full((1, 210), 2.0)
    >>> known = from_counts(
    ...     np.array(["MUG"]), date(2026, 4, 1), pace,
    ...     spread=np.ones((1, len(TOTAL_DAYS))), model="count",
    ... )
    >>> times = {"lead_times_days": np.full((1, 3), 14.0), "review_period_days": 7}
    >>> sold_out = at_arrival(known, Supply.on_hand(np.zeros(1)), **times)
    >>> sold_out.lost.round(), sold_out.left, sold_out.needed.mean.round()
    (array([28.]), array([0.]), array([14.]))
    """
    review, keeps = (
        np.broadcast_to(np.asarray(days, dtype=float), len(forecast.skus))
        for days in (review_period_days, keeps_days)
    )
    doubt, parts = _doubt(forecast), []
    for lead_time in lead_times_days.T:
        arrival, end = np.round(lead_time), np.round(lead_time + review)
        epochs = [np.minimum(days, arrival) for days in supply.coming_days.T]
        ends = [*epochs, arrival, end]
        totals, asked = _joint_totals(forecast, ends, doubt), forecast.total_mean(end)
        sold_share = forecast.total_mean(np.minimum(keeps, end)) / np.maximum(asked, _LEAST)
        spoiled = supply.free[:, None] - totals[:, :, -1] * sold_share[:, None]
        spoiled = np.where((keeps < end)[:, None], np.maximum(spoiled, 0.0), 0.0)
        gone = np.stack([spoiled * (keeps <= days)[:, None] for days in ends], axis=2)
        parts.append(_met(totals, supply, gone, asked=asked, lost_share=lost_share))
    weights = np.array(LEAD_TIME_CHANCES)
    lost, left, spoilt = (
        np.asarray(weights @ np.stack([getattr(part, name) for part in parts]))
        for name in ("lost", "left", "spoiled")
    )
    needed = mixed([part.needed for part in parts], LEAD_TIME_CHANCES)
    needed = replace(needed, mean=np.maximum(needed.mean - lost + spoilt, 0.0))
    return Arrival(needed=needed, lost=lost, left=left, spoiled=spoilt)


def _met(
    totals: Numbers, supply: Supply, spoiled: Numbers, *, asked: Numbers, lost_share: float
) -> Arrival:
    """Meet one lead time's demand: n × futures × ends, the last but one being the arrival.

    spoiled: units up to each of the ends, as totals. asked: all demand that is expected, n, which
    stands as the mean of what is needed.
    """
    gone = totals + spoiled
    before = np.pad(supply.coming.cumsum(axis=1), ((0, 0), (1, 0)))  # n × arrivals + 1
    there = np.maximum(supply.free[:, None] + before, 0.0)
    beyond = (gone[:, :, :-1] - there[:, None, :]).max(axis=2)
    lost = lost_share * np.maximum(beyond, 0.0)
    sold = totals[:, :, -2] - lost
    left = np.maximum(supply.position[:, None] - sold - spoiled[:, :, -1], 0.0)
    chances = np.repeat(LEVEL_CHANCES / _PARTS, _PARTS)
    return Arrival(
        needed=Distribution(
            units=np.sort(gone[:, :, -1] - lost, axis=1),
            chances=np.broadcast_to(chances, lost.shape),
            mean=asked,
        ),
        lost=lost @ chances,
        left=left @ chances,
        spoiled=spoiled[:, :, -1] @ chances,
    )


def _joint_totals(forecast: Forecast, ends: list[Numbers], doubt: Numbers) -> Numbers:
    """Total demand up to each of some days in the same futures, n × futures × ends.

    Each total is distributed as the forecast says. How the ranks of two totals go together follows
    from how much the level itself is in doubt; they are walked from the last total backwards.
    """
    from scipy import special

    quantiles = [forecast.total_distribution(days) for days in ends]
    means = [forecast.total_mean(np.minimum(days, HORIZON_DAYS)) for days in ends]
    variances = [np.maximum(moments(each)[1], _LEAST) for each in quantiles]
    edges = np.append(0.0, LEVEL_CHANCES.cumsum())
    inside = (np.arange(_PARTS) + 0.5) / _PARTS
    last = (edges[:-1, None] + np.diff(edges)[:, None] * inside).reshape(1, -1)
    rank = special.ndtri(np.repeat(last, len(doubt), axis=0))
    found = [interpolate_levels(quantiles[-1], special.ndtr(rank))]
    for place in range(len(ends) - 2, -1, -1):
        gained = means[place + 1] - means[place]
        shared = variances[place] + doubt * means[place] * gained
        alike = shared / np.sqrt(variances[place] * variances[place + 1])
        alike = np.minimum(alike, 1.0)[:, None]
        chance = special.ndtri(_spread_points(rank.shape[1], _STEPS[place % len(_STEPS)]))
        rank = alike * rank + np.sqrt(1 - alike**2) * chance
        # Totals never fall: where two ranks say so, the earlier one gives way.
        total = interpolate_levels(quantiles[place], special.ndtr(rank))
        found.append(np.minimum(total, found[-1]))
    return np.stack(found[::-1], axis=2)


def _spread_points(number: int, step: float) -> Numbers:
    """So many points that fill 0 to 1 evenly, in an order that follows no other step's."""
    return np.asarray((0.5 + step * np.arange(1, number + 1)) % 1.0)


_FEW_DAYS, _MANY_DAYS = 28, 140


def _doubt(forecast: Forecast) -> Numbers:
    """Variance of how well each product does, whose mean is 1: what makes long totals vary more.

    A total of mean m varies by noise × m + doubt × m² (Greenwood and Yule 1920).
    """
    mean, spread = [], []
    for days in (_FEW_DAYS, _MANY_DAYS):
        each, variance = moments(forecast.total_distribution(days))
        mean.append(np.maximum(each, _LEAST))
        spread.append(variance / mean[-1])
    further = np.maximum(mean[1] - mean[0], _LEAST)
    return np.asarray(np.maximum((spread[1] - spread[0]) / further, 0.0))
