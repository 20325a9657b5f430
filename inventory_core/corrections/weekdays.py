"""How the weekdays of the whole shop differ."""

import numpy as np

from inventory_core.demand import Demand, Numbers

_CLOSED_SHARE = 0.2
"""A weekday on which fewer products sell than this share of the average is no day of business."""


def weekdays(demand: Demand) -> np.ndarray:
    """Return the weekday of each day covered, Monday 0."""
    return (demand.first_day.weekday() + np.arange(demand.days)) % 7


def products_sold(demand: Demand) -> Numbers:
    """Return how many products sold on each day covered."""
    return np.asarray((demand.units > 0).sum(axis=0), dtype=np.float64)


def weekday_profile(demand: Demand) -> Numbers:
    """Return how each weekday compares with the average day, by products sold; 1 on average."""
    by_day, weekday = products_sold(demand), weekdays(demand)
    number = np.bincount(weekday, minlength=7)
    mean = np.bincount(weekday, weights=by_day, minlength=7) / np.maximum(number, 1)
    usual = np.where(number > 0, mean, by_day.mean())
    return np.asarray(usual / max(usual.mean(), 1e-9))


def open_days(demand: Demand) -> np.ndarray:
    """Tell on which of the days covered the shop usually sells, going by the weekday."""
    return np.asarray(weekday_profile(demand)[weekdays(demand)] >= _CLOSED_SHARE)
