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
    levels = np.asarray(quantity, dtype=float)
    if not np.isfinite(levels).all():
        raise SettingsError(_("The stock level must be a number: please enter another value."))
    short = _whole_short if hasattr(demand, "pmf") else _smooth_short
    return short(known(demand), levels)[()]


def expected_left(demand: Distribution, quantity: npt.ArrayLike) -> Numbers:
    """Return the units expected to be left over: E[(Q − D)⁺].

    >>> from scipy import stats
    >>> expected_left(stats.norm(50, 8), [50, 66]).round(4)
    array([ 3.1915, 16.0679])
    """
    excess = np.asarray(quantity, dtype=float) - float(demand.mean())
    return np.maximum(excess + expected_short(demand, quantity), 0.0)[()]


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


def _whole_short(demand: Distribution, levels: Numbers) -> Numbers:
    # Added up from below: the upper tail of a wild demand is millions of units long.
    whole, mean = np.floor(levels), float(demand.mean())
    lowest = float(demand.ppf(_TAIL))
    chance = demand.cdf(np.arange(lowest, max(whole.max(initial=lowest), lowest) + 1))
    left = np.cumsum(chance) - chance
    place = np.maximum(whole - lowest, 0).astype(int)
    part = np.where(whole >= lowest, left[place] + (levels - whole) * chance[place], 0.0)
    return np.maximum(mean - levels + part, 0.0)


def _smooth_short(demand: Distribution, levels: Numbers) -> Numbers:
    # Integrated from above between quantiles, each interval by Gauss and Legendre's ten points.
    knots = np.concatenate([demand.ppf(_KNOTS), demand.isf(_KNOTS)])
    inside = np.clip(levels, knots.min(), knots.max())
    points = np.unique(np.concatenate([knots, inside.ravel()]))
    width = np.diff(points)
    chance = demand.sf(points[:-1, None] + width[:, None] * _POINTS)
    parts = width * (chance @ _SHARES)
    above = np.append(np.cumsum(parts[::-1])[::-1], 0.0)
    return above[np.searchsorted(points, inside)] + np.maximum(inside - levels, 0.0)
