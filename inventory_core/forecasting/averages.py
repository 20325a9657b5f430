"""What a product sells a day: exponential averages, quick and slow ones, for every past period.

A lull too long for chance is no news about the level: the product was probably sold out or taken
off. Averages hold their level through it, and whether it comes back is another question. How long
is too long depends on how much the product sold before: after two sales no silence surprises.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from inventory_core.domain.demand import Numbers
from inventory_core.forecasting.periods import Periods

_PRIOR_DAYS = 7.0
"""A new product counts as having sold like a typical one for so many days before its launch."""
_YOUNG_DAYS = 28
"""After so many days of its own, two thirds of that are forgotten."""
_FIRST_DAYS = 91
_LEAST_WEIGHT = 1e-6
_SHORTEST_LULL_DAYS = 3
_SOME_SALES = 0.5
"""Sales taken for known beforehand."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Averages:
    """The averages of n products before each period, and today.

    levels: smoothing × n × periods + 1, units per average day. lull_days: n × periods + 1, days
    since the last sale where they are too many for chance, else 0. fallen: smoothing × n, the
    averages of today; of a product in a lull, those from just before its silence was taken for one.
    """

    levels: npt.NDArray[np.float32]
    lull_days: npt.NDArray[np.int32]
    fallen: Numbers


def averages(past: Periods, *, smoothing: Numbers, usual: float, surprise: float) -> Averages:
    """Run exponential averages over the history of n products.

    A day that shows nothing (closed, sold out, in no file) changes nothing.

    Args:
        past: the history.
        smoothing: weight of the newest day in each average.
        usual: the one of them by whose average lulls are judged.
        surprise: minus the logarithm of the chance of a lull that is no chance any more.
    """
    products = len(past.units)
    judging = int(np.flatnonzero(smoothing == usual)[0])
    prior, odds = _prior(past), _surprise_per_unit(past)
    fade = 1 - np.asarray(smoothing)[:, None]
    # Units, the days that showed them, and the days that a typical product stands for.
    known = np.zeros((3, len(fade), products))
    known[2] = _PRIOR_DAYS
    at_sale, fallen = known, _level(known, prior)
    silence, missed = np.zeros(products, dtype=np.int32), np.zeros(products)
    sales = np.zeros(products)
    levels = np.empty((*fallen.shape, past.number + 1), dtype=np.float32)
    lull_days = np.zeros((products, past.number + 1), dtype=np.int32)
    for period in range(past.number + 1):
        silent = _surprise(missed * odds, sales + _SOME_SALES)
        lull = (silent > surprise) & (silence >= _SHORTEST_LULL_DAYS)
        level = _level(known, prior)
        fallen = np.where(lull, fallen, level)
        levels[:, :, period] = np.where(lull, _level(at_sale, prior), level)
        lull_days[:, period] = np.where(lull, silence, 0)
        if period == past.number:
            break
        sold, since_launch = past.units[:, period] > 0, period > past.launched
        tells = np.where(since_launch, past.told[:, period], 0.0)
        # Back from a lull: what was known before it counts again.
        known = np.where(lull & sold, at_sale, known)
        known = known * _kept(fade, tells)
        # The period of the first sale always has one: it tells of the launch, not of the pace.
        known[0] += np.where(since_launch, past.units[:, period], 0.0)
        known[1] += np.where(since_launch, past.shown[:, period], 0.0)
        sales = (1 - usual) ** tells * sales + sold
        at_sale = np.where(sold, known, at_sale)
        silence = np.where(sold, 0, silence + past.days[period] * (tells > 0))
        missed = np.where(sold, 0.0, missed + tells * _level(at_sale, prior)[judging])
    return Averages(levels=levels, lull_days=lull_days, fallen=fallen)


def _level(known: Numbers, prior: Numbers) -> Numbers:
    units, shown, typical = known
    return np.asarray((units + typical * prior) / np.maximum(shown + typical, _LEAST_WEIGHT))


def _kept(fade: Numbers, told: Numbers) -> Numbers:
    """What stays of units, shown and typical days after a day that told so much."""
    kept = fade**told
    return np.stack([kept, kept, kept * (1 - 1 / _YOUNG_DAYS) ** told])


def _surprise(missed: Numbers, sales: Numbers) -> Numbers:
    """Minus the logarithm of the chance of no sale while so many were expected.

    The pace is known from so many sales, so what is missed counts less: a gamma and Poisson chance,
    (sales / (sales + missed))^sales. Source: Gelman et al., Bayesian Data Analysis, section 2.6.
    """
    return np.asarray(sales * np.log1p(missed / sales))


def _prior(past: Periods) -> Numbers:
    """Units a day that a product is taken to have sold before its launch."""
    row = np.arange(len(past.units))
    launch = past.units[row, past.launched]
    # The period of a first sale always has one: alone it tells of no more than a quarter's demand.
    units = past.units.sum(axis=1) - launch + launch * _PRIOR_DAYS / _FIRST_DAYS
    days = past.shown.sum(axis=1) - past.shown[row, past.launched] + _PRIOR_DAYS
    most = launch / past.days[past.launched]
    return np.asarray(np.minimum(np.median(units / days), most) if len(row) else launch)


def _surprise_per_unit(past: Periods) -> Numbers:
    """How much each expected unit that does not come speaks against chance, n.

    A negative binomial count of this mean is nothing with chance φ^(−mean/(φ−1)), where φ is
    variance over mean; for a Poisson count that is exp(−mean).
    """
    on_sale = np.arange(past.number) >= past.launched[:, None]
    number = np.maximum(on_sale.sum(axis=1), 1)
    mean = past.units.sum(axis=1) / number
    variance = (past.units**2).sum(axis=1) / number - mean**2
    dispersion = np.maximum(variance / np.maximum(mean, 1e-9), 1 + 1e-6)
    return np.asarray(np.log(dispersion) / (dispersion - 1))
