"""Demand of a thing of which nobody knows how popular it is: Poisson with a gamma distributed mean.

Demand of any stretch of time is then negative binomial, and what was asked for in one stretch tells
how much the next will bring: after d units the shape of the gamma distribution is larger by d.
Source: Gelman et al., Bayesian Data Analysis, section 2.6. A shape and a scale say how popular it
may be: the mean of a stretch is shape times scale, and the scale in proportion to its length.
"""

import numpy as np
import numpy.typing as npt
from scipy import special, stats

from inventory_core.domain.language import gettext as _
from inventory_core.optimization.amounts import above_zero
from inventory_core.optimization.shortage import Distribution, Numbers, known

STEPS = 300
"""Most steps in which demand is counted: one unit each, where that many suffice."""

_TAIL = 1e-5
"""Chance of demand beyond the last step."""
_FARTHEST = 20.0
"""Times the mean up to which demand is counted: else steps would be too long for what is usual."""
_LEAST_SCALE = 1e-6
"""Scale at which the negative binomial is as good as Poisson."""


def popularity(demand: Distribution) -> tuple[float, float]:
    """Return the shape and scale that give a demand its mean and variance, or Poisson's at least.

    Raises:
        SettingsError: nothing is expected to be asked for.

    >>> popularity(stats.nbinom(4, 0.25))
    (4.0, 3.0)
    """
    mean = above_zero(_("expected demand"), float(known(demand).mean()))
    scale = max(float(demand.var()) / mean - 1, _LEAST_SCALE)
    return mean / scale, scale


def highest(shape: float, scale: float) -> float:
    """Return a number of units that demand hardly ever passes, at least one."""
    quantile = float(stats.nbinom(shape, 1 / (1 + scale)).isf(_TAIL))
    return max(min(quantile, _FARTHEST * shape * scale), 1.0)


def steps(shape: float, scale: float) -> Numbers:
    """Return the numbers in which demand is counted: from 0 on, by 1, 2, 5, 10, ... units.

    >>> steps(4.0, 300.0)[:3]
    array([ 0., 20., 40.])
    """
    most = highest(shape, scale)
    widths = np.outer(10.0 ** np.arange(15), [1, 2, 5]).ravel()
    width = widths[widths * STEPS >= most][0]
    return width * np.arange(np.ceil(most / width) + 1)


def short_of(shape: npt.ArrayLike, scale: float, stock: Numbers) -> Numbers:
    """Return the units expected to be asked for beyond a whole stock, of any shape.

    E[(X − k)⁺] = E[X] P(X′ ≥ k) − k P(X > k), where the shape of X′ is larger by one.

    >>> short_of(4.0, 3.0, np.array([0.0, 12.0])).round(4)
    array([12.    ,  2.7024])
    """
    shapes, share = np.asarray(shape), scale / (1 + scale)
    least = np.maximum(stock, 0.0)
    reached = special.betainc(np.maximum(least, 1.0), shapes + 1, share)
    reached = np.where(least > 0, reached, 1.0)
    beyond = special.betainc(least + 1, shapes, share)
    return np.asarray(shapes * scale * reached - least * beyond - np.minimum(stock, 0.0))


def chances(shape: npt.ArrayLike, scale: float, units: Numbers) -> Numbers:
    """Return the chance of each step, up from where it is (last axis).

    What lies between two steps is shared among them so that the mean stays right, what lies beyond
    the last counts as that.

    >>> chances(4.0, 3.0, np.arange(3.0)).round(6)  # 1 / 4 ** 4, 3 / 4 ** 4, all others
    array([0.003906, 0.011719, 0.984375])
    """
    width = units[..., 1:2] - units[..., :1]
    wider = np.concatenate([units[..., :1] - width, units, units[..., -1:] + width], axis=-1)
    found = np.diff(short_of(shape, scale, wider), n=2) / width
    found[..., -1] += 1 - found.sum(axis=-1)
    return np.maximum(found, 0.0)
