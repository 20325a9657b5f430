"""How good forecasts were: the measures that the benchmarks share, over whole arrays."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from inventory_core.domain.demand import Numbers

LEVELS = (0.5, 0.75, 0.9, 0.95, 0.99)
"""Chances at which accuracy is scored: the middle, and what decides how much stock to hold."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Predictions:
    """What one method expected of n series over some spans of days.

    mean: n × spans. quantiles: n × spans × levels. seconds: of one core, for one series, n.
    """

    mean: Numbers
    quantiles: Numbers
    seconds: Numbers


def pinball_loss(quantiles: Numbers, actual: Numbers, levels: npt.ArrayLike) -> Numbers:
    """Mean loss over the levels, of actual's shape; quantiles have one axis more, the levels.

    Being short by one unit costs the level, being over by one costs the rest to 1.
    Source: Koenker and Bassett, Regression Quantiles, 1978.

    >>> pinball_loss(np.array([[10.0, 20.0]]), np.array([14.0]), [0.5, 0.75])
    array([1.75])
    """
    short = actual[..., None] - quantiles
    chance = np.asarray(levels)
    return np.maximum(chance * short, (chance - 1) * short).mean(axis=-1)


def weighted_loss(loss: Numbers, actual: Numbers) -> float:
    """Sum of the losses by the sum of the units: bestsellers decide.

    >>> weighted_loss(np.array([1.0, 2.0]), np.array([10.0, 20.0]))
    0.1
    """
    return float(loss.sum() / actual.sum())


def scaled_loss(loss: Numbers, *, daily_units: Numbers, days: int) -> float:
    """Mean over the products of loss by usual units in so many days: every product counts alike.

    Usual units are taken as a half at least, lest a product that hardly sells decide everything.

    >>> scaled_loss(np.array([1.0, 2.0]), daily_units=np.array([1.0, 0.01]), days=10)
    2.05
    """
    return float((loss / np.maximum(daily_units * days, 0.5)).mean())


def coverage(quantile: Numbers, actual: Numbers) -> float:
    """Share of cases in which no more was sold than the quantile.

    >>> coverage(np.array([3.0, 5.0]), np.array([3.0, 6.0]))
    0.5
    """
    return float((actual <= quantile).mean())


def root_mean_squared_scaled_error(mean: Numbers, actual: Numbers, *, scale: Numbers) -> Numbers:
    """RMSSE of the M5 competition, n: mean and actual are n × days, scale a squared change.

    >>> root_mean_squared_scaled_error(np.array([[1, 3]]), np.array([[3, 3]]), scale=np.array([8]))
    array([0.5])
    """
    return np.sqrt(((actual - mean) ** 2).mean(axis=1) / scale)


def scaled_pinball_loss(
    quantiles: Numbers, actual: Numbers, levels: npt.ArrayLike, *, scale: Numbers
) -> Numbers:
    """SPL of the M5 competition, n: quantiles are n × days × levels, scale an absolute change.

    >>> scaled_pinball_loss(np.array([[[2], [2]]]), np.array([[4, 1]]), [0.5], scale=np.array([3]))
    array([0.25])
    """
    return pinball_loss(quantiles, actual, levels).mean(axis=1) / scale


def symmetric_percentage_error(forecast: Numbers, actual: Numbers) -> float:
    """Return the sMAPE of the M3 competition, in percent, over all series and horizons.

    Source: Makridakis and Hibon, The M3-Competition, 2000.

    >>> symmetric_percentage_error(np.array([[50.0, 100.0]]), np.array([[150.0, 100.0]]))
    50.0
    """
    return float((200 * np.abs(actual - forecast) / (np.abs(actual) + np.abs(forecast))).mean())
