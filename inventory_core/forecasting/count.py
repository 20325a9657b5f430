"""Count: one vectorised forecast for the whole catalogue, made for slow and lumpy sellers.

Each product's level is a mixture of exponential averages, some quick and some slow, weighted by
how well each foretold that product's past totals; a weekday profile pooled over the catalogue sits
on top. Totals follow a negative binomial distribution whose spread is learned from the errors of
past totals, since adding up independent days understates it.
"""

from dataclasses import dataclass

import numpy as np

from inventory_core.demand import Demand, Numbers
from inventory_core.forecasting.forecast import (
    HORIZON_DAYS,
    LEVELS,
    TOTAL_DAYS,
    Forecast,
    count_quantiles,
)

NAME = "count"

_SMOOTHING = np.array([0.005, 0.02, 0.05, 0.12, 0.3])
_PRIOR_DAYS = 7.0
"""A new product counts as having sold like a typical one for so many days before its launch."""
_YOUNG_DAYS = 28
_DOUBT_DAYS = 14
_ORIGIN_STEP_DAYS = 5
_ORIGINS = 60
_ERROR_DAYS = np.array([1, 7, 28, 56])
_WEIGHING = 2
"""Position in _ERROR_DAYS of the totals that decide between quick and slow averages."""
_PRIOR_ORIGINS = 8.0
_PROFILE_PRIOR_UNITS = 60.0
_FLAT_UNITS = 100.0


@dataclass(frozen=True, eq=False, kw_only=True)
class _Past:
    """How each average would have done at past origins: smoothing × products × origins."""

    levels: Numbers
    origins: np.ndarray
    seen: Numbers
    """products × origins, 1 where the product was already on sale."""


def forecast(demand: Demand, rng: np.random.Generator) -> Forecast:  # noqa: ARG001 (the contract)
    """Forecast all products at once; the same demand always gives the same forecast."""
    profile = _weekday_profile(demand)
    weekdays = _weekdays(demand, demand.days + HORIZON_DAYS)
    level_days = _without_weekdays(demand, profile[:, weekdays[: demand.days]])
    past, today = _averages(level_days, demand.launched)
    totals = _past_totals(level_days, past.origins)
    weights = _weights(past, totals)
    level = (weights * today).sum(axis=0)
    mean = level[:, None] * profile[:, weekdays[demand.days :]]
    spread = _spread(np.einsum("an,ano->no", weights, past.levels), past, totals)
    spread = np.maximum(spread, _spread_of_the_young(level, demand.days_on_sale()))
    total_mean = mean.cumsum(axis=1)[:, TOTAL_DAYS - 1]
    total_variance = total_mean * _spread_at(spread, TOTAL_DAYS)
    quantiles = count_quantiles(total_mean, total_variance, LEVELS)
    return Forecast(
        skus=demand.skus,
        start=demand.start,
        mean=mean,
        variance=mean * spread[:, :1],
        totals=np.maximum.accumulate(quantiles, axis=1),
        models=np.full(len(demand.skus), NAME),
    )


def _weekdays(demand: Demand, days: int) -> np.ndarray:
    return (demand.first_day.weekday() + np.arange(days)) % 7


def _weekday_profile(demand: Demand) -> Numbers:
    """Each product's weekdays relative to its average day, n × 7, shrunk to the catalogue's."""
    weekdays = _weekdays(demand, demand.days)
    by_weekday = np.stack([demand.units[:, weekdays == day].sum(axis=1) for day in range(7)], 1)
    # Products are weighted alike up to a point, so that one best seller does not set the profile.
    share = by_weekday / np.maximum(by_weekday.sum(axis=1, keepdims=True), 1.0)
    weight = np.minimum(by_weekday.sum(axis=1, keepdims=True), _PROFILE_PRIOR_UNITS)
    if demand.days < 14 or weight.sum() == 0:
        return np.ones((len(demand.skus), 7))
    # A few sales fall on some weekday or other: they do not make it a special one.
    pooled = (share * weight).sum(axis=0) + _FLAT_UNITS / 7
    pooled = pooled / pooled.sum()
    shrunk = by_weekday + _PROFILE_PRIOR_UNITS * pooled
    profile = 7 * shrunk / shrunk.sum(axis=1, keepdims=True)
    # A floor: a shop closed on Sundays would otherwise divide by nothing.
    return np.maximum(profile, 0.05)


def _without_weekdays(demand: Demand, profile: Numbers) -> Numbers:
    """Units as if all weekdays were alike, n × days.

    A day on which the shop is closed has nothing to divide. So each product's days are scaled to
    the rate that its units and the weekdays that it was on sale for make likely.
    """
    on_sale = np.arange(demand.days) >= demand.launched[:, None]
    rate = demand.units.sum(axis=1) / (profile * on_sale).sum(axis=1)
    level_days = demand.units / profile
    average = level_days.sum(axis=1) / on_sale.sum(axis=1)
    return np.asarray(level_days * (rate / np.maximum(average, 1e-9))[:, None])


def _averages(level_days: Numbers, launched: np.ndarray) -> tuple[_Past, Numbers]:
    """Run the exponential averages over history; keep them at past origins and at the end."""
    products, days = level_days.shape
    origins = np.arange(days - 1, 0, -_ORIGIN_STEP_DAYS)[:_ORIGINS][::-1]
    on_sale = np.arange(days) >= launched[:, None]
    # The day of a first sale always has one, so a rate over few days would promise too much.
    rate = level_days.sum(axis=1) / np.maximum(on_sale.sum(axis=1), _YOUNG_DAYS)
    launch = level_days[np.arange(products), launched]
    prior = np.minimum(np.median(rate), launch) if products else launch
    keep = (1 - _SMOOTHING)[:, None]
    units = np.tile(_PRIOR_DAYS * prior, (len(_SMOOTHING), 1))
    weight = np.full((len(_SMOOTHING), products), _PRIOR_DAYS)
    levels = np.empty((len(_SMOOTHING), products, len(origins)))
    slot = {int(origin): position for position, origin in enumerate(origins)}
    for day in range(days):
        if day in slot:
            levels[:, :, slot[day]] = units / weight
        fade = np.where(on_sale[:, day], keep, 1.0)
        units = fade * units + level_days[:, day] * on_sale[:, day]
        weight = fade * weight + on_sale[:, day]
    seen = (origins >= launched[:, None] + 1).astype(float)
    return _Past(levels=levels, origins=origins, seen=seen), units / weight


def _past_totals(level_days: Numbers, origins: np.ndarray) -> Numbers:
    """Totals that followed each origin, products × origins × _ERROR_DAYS; NaN past the end."""
    cumulated = np.concatenate([np.zeros((len(level_days), 1)), level_days.cumsum(axis=1)], axis=1)
    ends = origins[:, None] + _ERROR_DAYS
    inside = ends < cumulated.shape[1]
    totals = cumulated[:, np.where(inside, ends, 0)] - cumulated[:, origins][:, :, None]
    return np.where(inside, totals, np.nan)


def _weights(past: _Past, totals: Numbers) -> Numbers:
    """Weights of the averages, smoothing × products: how well each foretold past totals.

    The likelihood of a normal error with unknown spread is its squared error to the power of
    minus half the number of independent observations; the catalogue's mean is the prior.
    """
    days = _ERROR_DAYS[_WEIGHING]
    counted = past.seen * np.isfinite(totals[:, :, _WEIGHING])
    error = np.where(counted, past.levels * days - np.nan_to_num(totals[:, :, _WEIGHING]), 0.0)
    number = counted.sum(axis=1) * _ORIGIN_STEP_DAYS / days
    scale = np.maximum(
        np.nan_to_num(totals[:, :, _WEIGHING]).sum(axis=1) / max(len(past.origins), 1), 0.5
    )
    loss = np.log((error**2).sum(axis=2) + scale)
    loss = loss - loss.mean(axis=0)
    pooled = np.average(loss, axis=1, weights=np.maximum(number, 1e-9))[:, None]
    evidence = -0.5 * (number * loss + _PRIOR_ORIGINS * pooled)
    weights = np.exp(evidence - evidence.max(axis=0))
    return np.asarray(weights / weights.sum(axis=0))


def _spread(levels: Numbers, past: _Past, totals: Numbers) -> Numbers:
    """Variance of totals over _ERROR_DAYS divided by their mean, products × _ERROR_DAYS.

    A product's own errors are shrunk towards the catalogue's, where variance = mean + k mean².
    """
    counted = past.seen[:, :, None] * np.isfinite(totals)
    mean = levels[:, :, None] * _ERROR_DAYS * counted
    squares = np.where(counted, (np.nan_to_num(totals) - mean) ** 2, 0.0)
    number = np.maximum(counted.sum(axis=1), 1e-9)
    average = np.maximum(mean.sum(axis=1) / number, 1e-6)
    excess = (squares - mean).sum(axis=1)
    curvature = np.maximum(excess.sum(axis=0) / np.maximum((mean**2).sum(axis=(0, 1)), 1e-6), 0.02)
    typical = 1 + curvature * average
    own = squares.sum(axis=1) / number / average
    independent = number * np.minimum(1.0, _ORIGIN_STEP_DAYS / _ERROR_DAYS)
    share = independent / (independent + _PRIOR_ORIGINS)
    spread = np.maximum(share * own + (1 - share) * typical, 1.0)
    return np.maximum.accumulate(spread, axis=1)


def _spread_of_the_young(level: Numbers, days_on_sale: np.ndarray) -> Numbers:
    """Least spread of totals over _ERROR_DAYS while the level itself is hardly known, n × totals.

    After one day on sale it may as well be nothing or several times as much (a geometric
    distribution, variance = mean + mean²); after half a year that hardly counts.
    """
    doubt = 1 / (1 + days_on_sale / _DOUBT_DAYS) ** 2
    return 1 + doubt[:, None] * level[:, None] * _ERROR_DAYS


def _spread_at(spread: Numbers, days: np.ndarray) -> Numbers:
    """Read the spread at other numbers of days: straight in logarithms, capped to grow like days.

    Beyond the longest measured total it grows with the square root of the days.
    """
    known, wanted = np.log(_ERROR_DAYS), np.log(days)
    position = np.clip(np.searchsorted(known, wanted, side="right") - 1, 0, len(known) - 2)
    share = (wanted - known[position]) / (known[position + 1] - known[position])
    logs = np.log(spread)
    inside = logs[:, position] * (1 - share) + logs[:, position + 1] * share
    beyond = logs[:, -1:] + 0.5 * (wanted - known[-1])
    return np.exp(np.where(wanted > known[-1], beyond, inside))
