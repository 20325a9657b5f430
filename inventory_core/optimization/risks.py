"""What may go wrong with the stock of a plan: it runs out, or is too much."""

import numpy as np
import numpy.typing as npt

from inventory_core.domain.demand import Numbers
from inventory_core.domain.forecast import Forecast

Days = npt.NDArray[np.datetime64]

_SLOWEST = 1 / 1000
"""Below one sale in so many days, days of cover say nothing."""


def day_reached(forecast: Forecast, units: Numbers, *, since_days: Numbers | float = 0.0) -> Days:
    """Return the first day on which expected total demand exceeds these units, n.

    NaT where that is beyond the horizon; the first day where there are less than none.

    Args:
        forecast: of n products.
        units: n.
        since_days: no day before so many of the forecast, n or one for all.
    """
    exceeds = forecast.mean.cumsum(axis=1) > units[:, None]
    exceeds &= np.arange(exceeds.shape[1]) >= np.reshape(since_days, (-1, 1))
    first = np.datetime64(forecast.start, "us")
    days = first + exceeds.argmax(axis=1) * np.timedelta64(1, "D")
    reached = np.where(exceeds.any(axis=1), days, np.datetime64("NaT"))
    return np.where(units >= 0, reached, first)


def days_of_cover(free: Numbers, daily_demand: Numbers) -> Numbers:
    """Return how many days free stock lasts at the usual pace, n; NaN where hardly any sells.

    >>> days_of_cover(np.array([30.0, -4.0, 30.0]), np.array([2.0, 2.0, 0.0]))
    array([15.,  0., nan])
    """
    none = np.full(len(free), np.nan)
    sells = daily_demand > _SLOWEST
    return np.maximum(np.divide(free, daily_demand, out=none, where=sells), 0.0)


def overstock(forecast: Forecast, days: Numbers, free: Numbers) -> Numbers:
    """Return the whole units of free stock that will not sell within so many days, n."""
    return np.floor(np.maximum(free - forecast.total_mean(days), 0.0))
