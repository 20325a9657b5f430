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

from inventory_core.domain.demand import HORIZON_DAYS, Demand, Numbers, Places, chance_back, so_far
from inventory_core.domain.forecast import TOTAL_DAYS, Forecast, from_counts, stack
from inventory_core.domain.language import N_
from inventory_core.forecasting.averages import averages
from inventory_core.forecasting.contest import Model
from inventory_core.forecasting.periods import Grain, Periods, by_grain, in_periods
from inventory_core.forecasting.season import seasonal
from inventory_core.forecasting.spread import spread_of_totals
from inventory_core.forecasting.weekdays import shown_days, weekday_profile

NAME = "count"

_SMOOTHING = np.array([0.0005, 0.003, 0.015, 0.04, 0.08, 0.15, 0.3])
_USUAL = 0.003
"""About the last year: a quicker average takes the silence after a burst of sales for a lull, and
so keeps the burst's pace."""
_SURPRISE = 6.0
"""A lull that chance brings once in four hundred is one."""
_DOUBT_DAYS = 14
_ORIGINS = 120
"""Past origins from which averages and spread are tested."""
_HALF_LIFE_DAYS, _HALF_LIFE_SALES = 120.0, 16.0
"""So much older, a test tells half as much of what is good today; the longer of the two."""
_FIRST_DAYS = 28
"""So long after its launch a product is no test: averages are what was taken for known before."""
_PRIOR_EVIDENCE = 3.0
_PRIOR_TOTALS = 8.0
_LULL_DAYS = np.array([1, 3, 7, 14, 28, 56, 112, 224])
"""Lengths of lulls, up to which a product comes back alike often."""
_LONGEST_LULLS = np.append(_LULL_DAYS[1:], 2 * _LULL_DAYS[-1])
_PRIOR_RETURNS = 2.0
_LEAST_LEVEL = 0.05


@dataclass(frozen=True, eq=False, kw_only=True)
class _Past:
    """How each average would have done at past origins: smoothing × products × origins.

    What follows an origin is told by spans, one after the other: a week, the next one, and so on.
    """

    levels: Numbers
    origins: Places
    """How many periods were known."""
    recent: Numbers
    """products × origins, how much a test tells of today: 1 for the newest."""
    seen: Numbers
    """products × origins, 1 where the product had been on sale for long enough."""
    fallen: Numbers
    """smoothing × products, today's without a lull, see averages."""
    lulls: Places
    """products × origins, days without a sale where they are too many for chance, else 0."""


def forecast(demand: Demand, rng: np.random.Generator) -> Forecast:  # noqa: ARG001 (the contract)
    """Forecast all products at once; the same demand always gives the same forecast.

    Products whose sales were told by weeks or months are learned by these, apart from the others.
    """
    seasoned, tells, later = seasonal(demand)
    parts = [
        _of_grain(seasoned.select(rows), tells[rows], later[rows], grain, starts)
        for grain, starts, rows in by_grain(demand)
    ]
    return stack(parts)


MODEL = Model(name=NAME, label=N_("Count"), forecast=forecast, whole_catalogue=True)


def _of_grain(
    demand: Demand, tells: Numbers, later: Numbers, grain: Grain, starts: Places
) -> Forecast:
    """Forecast products of one grain, whose periods begin on these days."""
    shown = shown_days(demand, weekday_profile(demand))
    sold = in_periods(demand, shown, tells, starts)
    past, today = _past(sold, grain)
    spans = grain.between_days
    came, due = (_after(each, past.origins, grain) for each in (sold.units, sold.shown))
    totals, shown_totals = came.cumsum(axis=2), due.cumsum(axis=2)
    told = _told(past, shown_totals, grain.span_days)
    weights = _weights(past, totals, shown_totals, told, grain)
    returns = _returns(past, came, spans)
    share = returns[np.searchsorted(_LULL_DAYS, today.lulls[:, 0])]
    held = np.einsum("anh,an->nh", weights, today.levels[:, :, 0])
    # What is expected never rises with silence, also on the day on which it is called a lull.
    levels = np.minimum(held * share, np.einsum("anh,an->nh", weights, today.fallen))
    mean = _by_days(levels, spans) * shown[:, demand.days :]
    past_levels = np.einsum("anh,ano->noh", weights, past.levels)
    past_levels = past_levels * returns[np.searchsorted(_LULL_DAYS, past.lulls)]
    spread = spread_of_totals(
        totals,
        (past_levels * due).cumsum(axis=2),
        told=told,
        own_share=np.minimum(1.0, grain.step_days / grain.span_days),
        prior_totals=_PRIOR_TOTALS,
    )
    spread = np.maximum.accumulate(np.maximum(spread, 1.0), axis=1)
    young = _spread_of_the_young(levels[:, -1], demand.days_on_sale(), grain.span_days)
    # It comes back or it does not: all or nothing, with those chances.
    lost = ((1 - share) * held * spans).cumsum(axis=1)
    spread = _spread_at(np.maximum(spread, young) + lost, grain.span_days)
    later = levels[:, -1] * later
    return from_counts(demand.skus, demand.start, mean, spread=spread, later=later, model=NAME)


def _past(sold: Periods, grain: Grain) -> tuple[_Past, _Past]:
    """What the averages told at past origins, and what they tell today."""
    back = np.floor(np.arange(_ORIGINS)[::-1] * grain.step).astype(np.int64)
    origins = sold.number - 1 - back[back < sold.number - 1]
    told = averages(sold, smoothing=_SMOOTHING, usual=_USUAL, surprise=_SURPRISE)

    days_on_sale = np.maximum(sold.number - sold.launched, 1) * grain.period_days
    days_a_sale = days_on_sale / (sold.units > 0).sum(axis=1)
    half_life = np.maximum(_HALF_LIFE_DAYS, _HALF_LIFE_SALES * days_a_sale)

    def at(known: Places) -> _Past:
        ages = (known.max(initial=0) - known) * grain.period_days
        return _Past(
            levels=told.levels[:, :, known].astype(float),
            origins=known,
            recent=0.5 ** (ages / half_life[:, None]),
            seen=(known > sold.launched[:, None] + _FIRST_DAYS / grain.period_days).astype(float),
            fallen=told.fallen,
            lulls=told.lull_days[:, known].astype(np.int64),
        )

    return at(origins), at(np.array([sold.number]))


def _returns(past: _Past, came: Numbers, spans: Places) -> Numbers:
    """Share of the level that comes after lulls, by their length: _LULL_DAYS + 1 × spans.

    Pooled over the catalogue, each product counting alike, and drawn towards what other shops show;
    without a lull it is 1. Whole days count, also those that are known by now to have shown
    nothing: nobody knew it then.
    """
    counted = np.isfinite(came) & (past.seen[:, :, None] > 0)
    level = np.maximum(past.levels.mean(axis=0), _LEAST_LEVEL)[:, :, None]
    came = np.where(counted, came / level, 0.0)
    due = np.where(counted, spans, 0)
    length = np.searchsorted(_LULL_DAYS, past.lulls)
    shares = [np.ones(len(spans))]
    prior = _PRIOR_RETURNS * spans
    for step, expected in enumerate(chance_back(_LONGEST_LULLS), start=1):
        inside = length == step
        share = came[inside].sum(axis=0) + prior * expected
        share = share / (due[inside].sum(axis=0) + prior)
        shares.append(np.minimum(share, shares[-1]))
    return np.array(shares)


def _after(each: Numbers, origins: Places, grain: Grain) -> Numbers:
    """What came in each span after each origin, n × origins × spans; NaN past the end."""
    cumulated = so_far(each)
    ends = origins[:, None] + np.r_[0, grain.spans]
    inside = ends < cumulated.shape[1]
    return np.diff(np.where(inside, cumulated[:, np.where(inside, ends, 0)], np.nan), axis=2)


def _by_days(levels: Numbers, spans: Places) -> Numbers:
    """Units per average day of each day to forecast; after the last span they go on as in it."""
    days = np.r_[spans[:-1], HORIZON_DAYS - spans[:-1].sum()]
    return np.repeat(levels, days, axis=1)


def _told(past: _Past, shown: Numbers, days: Places) -> Numbers:
    """Return how much of a test each total is, products × origins × totals: from 0 to 1.

    What was expected of days that showed little, such as those between two seasons, tells nothing,
    and old tests tell less than new ones.
    """
    counted = past.seen[:, :, None] * np.isfinite(shown)
    tested = np.where(counted, np.minimum(1.0, shown / days), 0.0)
    return np.asarray(tested * past.recent[:, :, None])


def _weights(past: _Past, totals: Numbers, shown: Numbers, told: Numbers, grain: Grain) -> Numbers:
    """Weights of the averages, smoothing × products × totals: how well each foretold them.

    The likelihood of a normal error with unknown spread is its squared error to the power of
    minus half the number of independent observations; the catalogue's mean is the prior. Without
    a test of its own, an average counts by the square root of the days that it stands on besides.
    """
    root = np.sqrt(told)
    totals, shown = (np.where(told > 0, root * part, 0.0) for part in (totals, shown))
    number = told.sum(axis=1) * np.minimum(1.0, grain.step_days / grain.span_days)
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


def _spread_of_the_young(level: Numbers, days_on_sale: Places, days: Places) -> Numbers:
    """Least spread of totals over so many days while the level is hardly known, n × totals.

    After one day on sale it may as well be nothing or several times as much (a geometric
    distribution, variance = mean + mean²); after half a year that hardly counts.
    """
    doubt = 1 / (1 + days_on_sale / _DOUBT_DAYS) ** 2
    return 1 + doubt[:, None] * level[:, None] * days


def _spread_at(spread: Numbers, days: Places) -> Numbers:
    """Read the spread of totals over so many days at TOTAL_DAYS: straight in logarithms.

    Beyond the longest of them it grows with the square root of the days.
    """
    known, wanted = np.log(days), np.log(TOTAL_DAYS)
    position = np.clip(np.searchsorted(known, wanted, side="right") - 1, 0, len(known) - 2)
    share = (wanted - known[position]) / (known[position + 1] - known[position])
    logs = np.log(spread)
    inside = logs[:, position] * (1 - share) + logs[:, position + 1] * share
    beyond = logs[:, -1:] + 0.5 * (wanted - known[-1])
    return np.maximum(np.exp(np.where(wanted > known[-1], beyond, inside)), 1.0)
