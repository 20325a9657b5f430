"""What a stock level is expected to lack and to leave, for any distribution of demand.

Textbooks call these the loss functions. Source: Snyder and Shen, Fundamentals of Supply Chain
Theory.
"""

from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import special

from inventory_core.domain.errors import SettingsError
from inventory_core.domain.language import gettext as _

Numbers = npt.NDArray[np.float64]
Distribution = Any
"""A frozen scipy distribution: scipy gives its continuous and discrete ones no common type.

A discrete one must be of whole units.
"""

_TAIL = 1e-13
"""Chances below this are left out."""
_KNOTS = special.expit(np.linspace(special.logit(_TAIL), 0, 121))
"""Chances between which a distribution is smooth enough to integrate by a few points."""
_POINTS, _SHARES = (0.5 * part for part in np.polynomial.legendre.leggauss(10))
_POINTS = _POINTS + 0.5


def expected_short(demand: Distribution, quantity: npt.ArrayLike) -> Numbers:
    """Return the units expected to be asked for beyond a quantity: n(Q) = E[(D − Q)⁺].

    >>> from scipy import stats
    >>> expected_short(stats.poisson(6), 8).round(4)
    np.float64(0.314)
    """
    return _short_sums(demand, quantity)[0][()]


def expected_left(demand: Distribution, quantity: npt.ArrayLike) -> Numbers:
    """Return the units expected to be left over: E[(Q − D)⁺].

    >>> from scipy import stats
    >>> expected_left(stats.norm(50, 8), [50, 66]).round(4)
    array([ 3.1915, 16.0679])
    """
    excess = np.asarray(quantity, dtype=float) - float(demand.mean())
    return np.maximum(excess + expected_short(demand, quantity), 0.0)[()]


def summed_short(demand: Distribution, quantity: npt.ArrayLike) -> Numbers:
    """Return the expected short of all stock levels above a quantity, added up.

    The second-order loss: the integral of n(y) above Q, which is E[((D − Q)⁺)²] / 2; for demand in
    whole units the sum of n(y) over whole y > Q. A stock that falls from Q + lot to Q has the
    average short (summed_short(Q) − summed_short(Q + lot)) / lot on its way.

    >>> from scipy import stats
    >>> summed_short(stats.poisson(15), 18).round(4)
    np.float64(0.8483)
    >>> summed_short(stats.expon(), 2.5).round(6)  # exp(−2.5)
    np.float64(0.082085)
    """
    return _short_sums(demand, quantity)[1][()]


def summed_left(demand: Distribution, quantity: npt.ArrayLike) -> Numbers:
    """Return what all stock levels up to a quantity are expected to leave, added up.

    >>> from scipy import stats
    >>> summed_left(stats.poisson(15), 18).round(4)
    np.float64(12.6517)
    """
    level = np.asarray(quantity, dtype=float)
    lack = float(demand.mean()) - (np.floor(level) if _is_whole(demand) else level)
    both = (float(demand.var()) + lack**2 - (lack if _is_whole(demand) else 0.0)) / 2
    return np.maximum(both - summed_short(demand, level), 0.0)[()]


def whole_unit_chances(demand: Distribution, *, tail: float = _TAIL) -> Numbers:
    """Return the chances of 0, 1, 2, ... units; a continuous demand is rounded.

    Demand below zero counts as none. Outcomes beyond the chance `tail` at either end are left out.

    >>> from scipy import stats
    >>> whole_unit_chances(stats.binom(2, 0.5)).tolist()
    [0.25, 0.5, 0.25]
    """
    lowest = max(round(float(known(demand).ppf(tail))), 0)
    highest = max(round(float(demand.isf(tail))), lowest)
    edges = np.arange(lowest, highest + 2) - 0.5
    if lowest == 0:
        edges[0] = -np.inf
    return np.concatenate([np.zeros(lowest), np.diff(demand.cdf(edges))])


def known(demand: Distribution) -> Distribution:
    """Return a distribution that has a mean.

    Raises:
        SettingsError: it has none, since it was made from numbers that are out of range.
    """
    if not np.isfinite(demand.mean()):
        raise SettingsError(
            _("The expected demand must be a number of 0 or more: please enter another value.")
        )
    return demand


def _is_whole(demand: Distribution) -> bool:
    return hasattr(demand, "pmf")


def _short_sums(demand: Distribution, quantity: npt.ArrayLike) -> tuple[Numbers, Numbers]:
    levels = np.asarray(quantity, dtype=float)
    if not np.isfinite(levels).all():
        raise SettingsError(_("The stock level must be a number: please enter another value."))
    sums = _whole_sums if _is_whole(demand) else _smooth_sums
    return sums(known(demand), levels)


def _whole_sums(demand: Distribution, levels: Numbers) -> tuple[Numbers, Numbers]:
    # Added up from below: the upper tail of a wild demand is millions of units long.
    whole, mean = np.floor(levels), float(demand.mean())
    lowest = float(demand.ppf(_TAIL))
    chance = demand.cdf(np.arange(lowest, max(whole.max(initial=lowest), lowest) + 1))
    left = np.cumsum(chance) - chance
    place = np.maximum(whole - lowest, 0).astype(int)
    known = whole >= lowest
    part = np.where(known, left[place] + (levels - whole) * chance[place], 0.0)
    lack = mean - whole
    both = (float(demand.var()) + lack * (lack - 1)) / 2
    summed = both - np.where(known, np.cumsum(left)[place], 0.0)
    return np.maximum(mean - levels + part, 0.0), np.maximum(summed, 0.0)


def _smooth_sums(demand: Distribution, levels: Numbers) -> tuple[Numbers, Numbers]:
    # Integrated from above between quantiles, each interval by Gauss and Legendre's ten points.
    knots = np.concatenate([demand.ppf(_KNOTS), demand.isf(_KNOTS)])
    inside = np.clip(levels, knots.min(), knots.max())
    points = np.unique(np.concatenate([knots, inside.ravel()]))
    width = np.diff(points)
    chance = demand.sf(points[:-1, None] + width[:, None] * _POINTS)
    first = _from_above(width * (chance @ _SHARES))
    second = _from_above(width**2 * (chance @ (_SHARES * _POINTS)) + width * first[1:])
    place = np.searchsorted(points, inside)
    below = np.maximum(inside - levels, 0.0)
    return first[place] + below, second[place] + below * first[place] + below**2 / 2


def _from_above(parts: Numbers) -> Numbers:
    return np.append(np.cumsum(parts[::-1])[::-1], 0.0)
