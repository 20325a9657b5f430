"""One product's history and forecast as frames that a chart can draw and a person can read."""

from datetime import timedelta

import numpy as np
import pandas as pd

from inventory_core.domain.demand import HORIZON_DAYS, Demand, Numbers
from inventory_core.domain.distribution import count_quantiles
from inventory_core.domain.forecast import Forecast, interpolate_levels, moments

LOW, MEDIAN, HIGH, SAFE = 0.1, 0.5, 0.9, 0.95
"""Eight of ten outcomes lie between low and high; the safe total suffices in 95 of 100 cases."""


def history(demand: Demand, *, days_per_point: int) -> pd.DataFrame:
    """Return what one product sold, as columns day (the first of each point) and units.

    The oldest days are left out where they do not fill a point.
    """
    points = demand.days // days_per_point
    units = demand.units[0, demand.days - points * days_per_point :]
    days = pd.date_range(end=demand.start - timedelta(days=1), periods=len(units), freq="D")
    return pd.DataFrame(
        {
            "day": days[::days_per_point],
            "units": units.reshape(points, days_per_point).sum(axis=1),
        }
    )


def outlook(forecast: Forecast, *, days: int, days_per_point: int) -> pd.DataFrame:
    """Return what one product is expected to sell: columns day, mean, median, low and high.

    Points of several days vary more than independent days would: by as much as the forecast says
    of the first such point.
    """
    points = min(days, HORIZON_DAYS) // days_per_point
    shape = (points, days_per_point)
    mean = forecast.mean[0, : points * days_per_point].reshape(shape).sum(axis=1)
    variance = forecast.variance[0, : points * days_per_point].reshape(shape).sum(axis=1)
    variance = variance * _dependence(forecast, days_per_point)
    low, median, high = count_quantiles(mean, variance, [LOW, MEDIAN, HIGH]).T
    starts = pd.date_range(forecast.start, periods=points, freq=f"{days_per_point}D")
    return pd.DataFrame({"day": starts, "mean": mean, "median": median, "low": low, "high": high})


def _dependence(forecast: Forecast, days: int) -> float:
    """How many times the variance of a total exceeds the sum of its days' variances."""
    if days == 1:
        return 1.0
    _mean, variance = moments(forecast.total_distribution(days)[0])
    return max(float(variance) / max(float(forecast.variance[0, :days].sum()), 1e-9), 1.0)


def totals(forecast: Forecast, *, days: int) -> pd.DataFrame:
    """Return one product's total demand after each day: days, mean, median, low, high, safe."""
    ahead = np.arange(1, min(days, HORIZON_DAYS) + 1)
    each_day = np.concatenate([forecast.total_distribution(int(day)) for day in ahead])

    def at(level: float) -> Numbers:
        return interpolate_levels(each_day, np.full(len(ahead), level))

    return pd.DataFrame(
        {
            "days": ahead,
            "mean": forecast.mean[0].cumsum()[ahead - 1],
            "median": at(MEDIAN),
            "low": at(LOW),
            "high": at(HIGH),
            "safe": at(SAFE),
        }
    )


def summary(forecast: Forecast, *, days: int) -> pd.DataFrame:
    """Return total demand of all products: sku, model, days, mean_units and its quantiles."""
    quantiles = {
        name: forecast.total_quantile(days, level)
        for name, level in (
            ("low_units", LOW),
            ("median_units", MEDIAN),
            ("high_units", HIGH),
            ("safe_units", SAFE),
        )
    }
    return pd.DataFrame(
        {
            "sku": forecast.skus,
            "model": forecast.models,
            "days": days,
            "mean_units": forecast.total_mean(days),
            **quantiles,
        }
    )
