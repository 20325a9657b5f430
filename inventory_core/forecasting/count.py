"""Count: one vectorised forecast for the whole catalogue, made for slow and lumpy sellers.

Each product's level is a mixture of exponential averages, some quick and some slow, weighted by
how well each foretold that product's past totals; a weekday profile pooled over the catalogue and
the season of the year, once it came back, sit on top. After a lull too long for chance a product
comes back or does not: the level holds, times the share that came back after such lulls over the
whole catalogue. Totals follow a negative binomial distribution whose spread is learned from the
errors of past totals, since adding up independent days understates it.
"""

from dataclasses import dataclass

import numpy as np

from inventory_core.domain.demand import Demand, Numbers, chance_back, so_far
from inventory_core.domain.forecast import TOTAL_DAYS, Forecast, from_counts
from inventory_core.domain.language import N_
from inventory_core.forecasting.averages import averages
from inventory_core.forecasting.contest import Model
from inventory_core.forecasting.season import seasonal
from inventory_core.forecasting.spread import spread_of_totals
from inventory_core.forecasting.weekdays import deal_totals, shown_days, weekday_profile

NAME = "count"

_SMOOTHING = np.array([0.0005, 0.003, 0.015, 0.04, 0.08, 0.15, 0.3])
_USUAL = 0.003
"""About the last year: a quicker average takes the silence after a burst of sales for a lull, and
so keeps the burst's pace."""
_SURPRISE = 6.0
"""A lull that chance brings once in four hundred is one."""
_DOUBT_DAYS = 14
_ORIGIN_STEP_DAYS = 5
_ORIGINS = 60
_ERROR_DAYS = np.array([7, 14, 28, 56])
"""Totals by which quick and slow averages are weighed, and the spread is measured."""
_PRIOR_EVIDENCE = 3.0
_PRIOR_TOTALS = 8.0
_LULL_DAYS = np.array([1, 3, 7, 14, 28, 56, 112, 224])
"""Lengths of lulls, up to which a product comes back alike often."""
_LONGEST_LULLS = np.append(_LULL_DAYS[1:], 2 * _LULL_DAYS[-1])
_PRIOR_RETURNS = 2.0
_LEAST_LEVEL = 0.05


@dataclass(frozen=True, eq=False, kw_only=True)
class _Past:
    """How each average would have done at past origins: smoothing × products × origins."""

    levels: Numbers
    origins: np.ndarray
    seen: Numbers
    """products × origins, 1 where the product was already on sale."""
    fallen: Numbers
    """smoothing × products, today's without a lull, see averages."""
    lulls: np.ndarray
    """products × origins, days without a sale where they are too many for chance, else 0."""


def forecast(demand: Demand, rng: np.random.Generator) -> Forecast:  # noqa: ARG001 (the contract)
    """Forecast all products at once; the same demand always gives the same forecast."""
    demand, tells = seasonal(demand)
    shown = shown_days(demand, weekday_profile(demand))
    past, today = _past(demand, shown, tells)
    totals = _past_totals(demand.units, past.origins)
    shown_totals = _past_totals(shown[:, : demand.days], past.origins)
    told = _told(past, shown_totals)
    weights = _weights(past, totals, shown_totals, told)
    returns = _returns(past, totals)
    share = returns[np.searchsorted(_LULL_DAYS, today.lulls[:, 0])]
    held = np.einsum("anh,an->nh", weights, today.levels[:, :, 0])
    # What is expected never rises with silence, also on the day on which it is called a lull.
    levels = np.minimum(held * share, np.einsum("anh,an->nh", weights, today.fallen))
    coming = shown[:, demand.days :]
    mean = deal_totals(coming, _ERROR_DAYS, levels * coming.cumsum(axis=1)[:, _ERROR_DAYS - 1])
    past_levels = np.einsum("anh,ano->noh", weights, past.levels)
    past_levels = past_levels * returns[np.searchsorted(_LULL_DAYS, past.lulls)]
    spread = spread_of_totals(
        totals,
        past_levels * shown_totals,
        told=told,
        own_share=np.minimum(1.0, _ORIGIN_STEP_DAYS / _ERROR_DAYS),
        prior_totals=_PRIOR_TOTALS,
    )
    spread = np.maximum.accumulate(np.maximum(spread, 1.0), axis=1)
    spread = np.maximum(spread, _spread_of_the_young(levels[:, -1], demand.days_on_sale()))
    # It comes back or it does not: all or nothing, with those chances.
    spread = spread + (1 - share) * held * _ERROR_DAYS
    spread = _spread_at(spread, TOTAL_DAYS)
    return from_counts(demand.skus, demand.start, mean, spread=spread, model=NAME)


MODEL = Model(name=NAME, label=N_("Count"), forecast=forecast, whole_catalogue=True)


def _past(demand: Demand, shown: Numbers, tells: Numbers) -> tuple[_Past, _Past]:
    """What the averages told at past origins, and what they tell today."""
    origins = np.arange(demand.days - 1, 0, -_ORIGIN_STEP_DAYS)[:_ORIGINS][::-1]
    told = averages(demand, shown, tells, smoothing=_SMOOTHING, usual=_USUAL, surprise=_SURPRISE)

    def at(days: np.ndarray) -> _Past:
        seen = (days > demand.launched[:, None]).astype(float)
        levels = told.levels[:, :, days].astype(float)
        lulls = told.lull_days[:, days]
        return _Past(levels=levels, fallen=told.fallen, origins=days, seen=seen, lulls=lulls)

    return at(origins), at(np.array([demand.days]))


def _returns(past: _Past, totals: Numbers) -> Numbers:
    """Share of the level that comes after lulls, by their length: _LULL_DAYS + 1 × _ERROR_DAYS.

    Pooled over the catalogue, each product counting alike, and drawn towards what other shops show;
    without a lull it is 1. Whole days
    count, also those that are known by now to have shown nothing: nobody knew it then.
    """
    counted = np.isfinite(totals) & (past.seen[:, :, None] > 0)
    level = np.maximum(past.levels.mean(axis=0), _LEAST_LEVEL)[:, :, None]
    came = np.where(counted, totals / level, 0.0)
    due = np.where(counted, _ERROR_DAYS, 0)
    length = np.searchsorted(_LULL_DAYS, past.lulls)
    shares = [np.ones(len(_ERROR_DAYS))]
    prior = _PRIOR_RETURNS * _ERROR_DAYS
    for step, expected in enumerate(chance_back(_LONGEST_LULLS), start=1):
        inside = length == step
        share = came[inside].sum(axis=0) + prior * expected
        share = share / (due[inside].sum(axis=0) + prior)
        shares.append(np.minimum(share, shares[-1]))
    return np.array(shares)


def _past_totals(daily: Numbers, origins: np.ndarray) -> Numbers:
    """Totals that followed each origin, products × origins × _ERROR_DAYS; NaN past the end."""
    cumulated = so_far(daily)
    ends = origins[:, None] + _ERROR_DAYS
    inside = ends < cumulated.shape[1]
    totals = cumulated[:, np.where(inside, ends, 0)] - cumulated[:, origins][:, :, None]
    return np.where(inside, totals, np.nan)


def _told(past: _Past, shown: Numbers) -> Numbers:
    """Return how much of a test each total is, products × origins × _ERROR_DAYS: from 0 to 1.

    What was expected of days that showed little, such as those between two seasons, tells nothing.
    """
    counted = past.seen[:, :, None] * np.isfinite(shown)
    return np.asarray(np.where(counted, np.minimum(1.0, shown / _ERROR_DAYS), 0.0))


def _weights(past: _Past, totals: Numbers, shown: Numbers, told: Numbers) -> Numbers:
    """Weights of the averages, smoothing × products × _ERROR_DAYS: how well each foretold totals.

    The likelihood of a normal error with unknown spread is its squared error to the power of
    minus half the number of independent observations; the catalogue's mean is the prior. Without
    a test of its own, an average counts by the square root of the days that it stands on besides.
    """
    totals, shown = (np.where(told > 0, part, 0.0) for part in (totals, shown))
    number = told.sum(axis=1) * np.minimum(1.0, _ORIGIN_STEP_DAYS / _ERROR_DAYS)
    floor = np.maximum(totals.sum(axis=1) / max(len(past.origins), 1), 0.5)
    loss = np.stack(
        [
            np.log(((level[:, :, None] * shown - totals) ** 2).sum(axis=1) + floor)
            for level in past.levels
        ]
    )
    loss = loss - loss.mean(axis=0)
    each = np.maximum(number, 1e-9)
    pooled = (loss * each).sum(axis=1) / each.sum(axis=0)
    untested = np.maximum(1.0 - number, 0.0) * np.log(_SMOOTHING)[:, None, None]
    evidence = -0.5 * (number * loss + _PRIOR_EVIDENCE * pooled[:, None] + untested)
    weights = np.exp(evidence - evidence.max(axis=0))
    return np.asarray(weights / weights.sum(axis=0))


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
    return np.maximum(np.exp(np.where(wanted > known[-1], beyond, inside)), 1.0)
