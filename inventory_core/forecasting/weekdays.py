"""How a product's week is shaped, pooled over the catalogue where a product tells too little."""

import numpy as np
import numpy.typing as npt

from inventory_core.domain.demand import Demand, Numbers

_PRIOR_UNITS = 60.0
"""A product's own weekdays count as much as the catalogue's once it has sold so many units."""
_FLAT_UNITS = 100.0
_LEAST_SHOWN = 1e-6
_LOWEST = 0.05
"""A floor: a shop closed on Sundays would otherwise divide by nothing."""


def weekday_profile(demand: Demand) -> Numbers:
    """Return each product's weekdays relative to its average day, n × 7."""
    if demand.days < 14:
        return np.ones((len(demand.skus), 7))
    on = demand.weekdays(demand.days)
    exposure = demand.exposure[:, : demand.days]
    units = np.stack([demand.units[:, on == day].sum(axis=1) for day in range(7)], axis=1)
    shown = np.stack([exposure[:, on == day].sum(axis=1) for day in range(7)], axis=1)
    # What would have sold had all weekdays been shown alike.
    average = shown.mean(axis=1, keepdims=True)
    fair = units * np.minimum(average / np.maximum(shown, _LOWEST * average + 1e-9), 3.0)
    # Products are weighted alike up to a point, so that one best seller does not set the profile.
    total = fair.sum(axis=1, keepdims=True)
    pooled = (fair / np.maximum(total, 1.0) * np.minimum(total, _PRIOR_UNITS)).sum(axis=0)
    # A few sales fall on some weekday or other: they do not make it a special one.
    pooled = pooled + _FLAT_UNITS / 7
    shrunk = fair + _PRIOR_UNITS * pooled / pooled.sum()
    return np.asarray(np.maximum(7 * shrunk / shrunk.sum(axis=1, keepdims=True), _LOWEST))


def shown_days(demand: Demand, profile: Numbers) -> Numbers:
    """Return what each past and coming day shows, its weekday included, n × (days + HORIZON_DAYS).

    The units of a day divided by it are units per average day.
    """
    return np.asarray(demand.exposure * profile[:, demand.weekdays(demand.exposure.shape[1])])


def deal_totals(coming: Numbers, ends: npt.NDArray[np.int64], totals: Numbers) -> Numbers:
    """Deal expected totals to days by what each day shows, n × HORIZON_DAYS.

    Days between two ends share a rate; those after the last go on at the rate of all before.

    Args:
        coming: what each coming day shows, n × HORIZON_DAYS.
        ends: after how many days the totals are known, rising.
        totals: units expected up to each end, n × ends; they do not fall.

    >>> deal_totals(np.ones((1, 6)), np.array([2, 4]), np.array([[2.0, 8.0]]))
    array([[1., 1., 3., 3., 2., 2.]])
    """
    gained = np.diff(np.maximum.accumulate(totals, axis=1), axis=1, prepend=0.0)
    shown = np.add.reduceat(coming[:, : ends[-1]], np.r_[0, ends[:-1]], axis=1)
    rates = gained / np.maximum(shown, _LEAST_SHOWN)
    overall = gained.sum(axis=1, keepdims=True) / np.maximum(
        shown.sum(axis=1, keepdims=True), _LEAST_SHOWN
    )
    spans = np.diff(np.r_[0, ends, coming.shape[1]])
    return np.asarray(np.repeat(np.hstack([rates, overall]), spans, axis=1) * coming)
