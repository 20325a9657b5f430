"""How the weekdays of the whole shop differ."""

import numpy as np

from inventory_core.domain.demand import Demand, Numbers

_CLOSED_SHARE = 0.2
"""A weekday on which fewer products sell than this share of the average is no day of business."""


def products_sold(demand: Demand) -> Numbers:
    """Return how many products sold on each day covered."""
    return np.asarray((demand.units > 0).sum(axis=0), dtype=np.float64)


def shop_week(demand: Demand) -> Numbers:
    """Return how each weekday compares with the average day, by products sold; 1 on average."""
    by_day, weekday = products_sold(demand), demand.weekdays(demand.days)
    number = np.bincount(weekday, minlength=7)
    mean = np.bincount(weekday, weights=by_day, minlength=7) / np.maximum(number, 1)
    usual = np.where(number > 0, mean, by_day.mean())
    return np.asarray(usual / max(usual.mean(), 1e-9))


def open_days(demand: Demand) -> np.ndarray:
    """Tell on which of the days covered the shop usually sells, going by the weekday."""
    return np.asarray(shop_week(demand)[demand.weekdays(demand.days)] >= _CLOSED_SHARE)
