"""What any model should beat: each weekday sells what it sold last week.

How sure that is comes from the past: the errors that the same rule made on the product's own
history, for totals over every number of days.
"""

import numpy as np
import numpy.typing as npt

from inventory_core.domain.demand import HORIZON_DAYS, Demand, Numbers, so_far
from inventory_core.domain.distribution import count_quantiles
from inventory_core.domain.forecast import LEVELS, TOTAL_DAYS, Forecast, at_same_pace
from inventory_core.domain.language import N_
from inventory_core.domain.products import DAYS_A_WEEK
from inventory_core.forecasting.contest import Model

NAME = "seasonal naive"

_LONGEST_ERROR_DAYS = 56
"""Errors over longer spans overlap too much in two years of history to tell anything new."""
_FEWEST_ERRORS = 14


def forecast(demand: Demand, rng: np.random.Generator) -> Forecast:  # noqa: ARG001 (the contract)
    """Repeat each product's last seven days, with the errors that this made in the past.

    Days before the first sale count as days without one, so that a product that is younger than
    a week is not taken for a bestseller.

    Args:
        demand: history of n products.
        rng: not needed, since nothing is drawn.
    """
    week = _last_week(demand)
    mean = np.tile(week, (1, HORIZON_DAYS // DAYS_A_WEEK + 1))[:, :HORIZON_DAYS]
    totals = _totals(demand, mean)
    return Forecast(
        skus=demand.skus,
        start=demand.start,
        mean=mean,
        variance=_daily_variance(demand, mean),
        totals=np.maximum.accumulate(totals, axis=1),
        later=at_same_pace(mean),
        models=np.full(len(demand.skus), NAME),
    )


MODEL = Model(name=NAME, label=N_("Seasonal naive"), forecast=forecast, whole_catalogue=True)


def _last_week(demand: Demand) -> Numbers:
    missing = max(DAYS_A_WEEK - demand.days, 0)
    return np.pad(demand.units, ((0, 0), (missing, 0)))[:, -DAYS_A_WEEK:]


def _totals(demand: Demand, mean: Numbers) -> Numbers:
    """Quantiles of totals, n × TOTAL_DAYS × LEVELS: the repeated week plus past errors."""
    totals = _totals_of_the_young(demand)
    expected = mean.cumsum(axis=1)[:, TOTAL_DAYS - 1]
    errors = np.zeros((len(demand.skus), len(LEVELS)))
    error_days = np.zeros(len(demand.skus), dtype=np.int64)
    for position, days in enumerate(TOTAL_DAYS):
        if days <= _LONGEST_ERROR_DAYS:
            enough, measured = _error_quantiles(demand, int(days))
            errors[enough] = measured
            error_days = np.where(enough, days, error_days)
        known = error_days > 0
        # A week that was too good repeats its error every week: errors grow with the days.
        stretch = (days / np.maximum(error_days, 1))[:, None]
        spread = expected[:, position, None] + stretch * errors
        totals[known, position] = np.maximum(spread, 0.0)[known]
    return totals


def _error_quantiles(demand: Demand, days: int) -> tuple[npt.NDArray[np.bool_], Numbers]:
    """Errors of past totals over so many days: the products that have enough, their quantiles."""
    errors = _past_errors(demand.units, days)
    origins = DAYS_A_WEEK + np.arange(errors.shape[1])
    # Only after a whole week on sale: the first sale itself would look like a forecast gone wrong.
    seen = origins >= demand.launched[:, None] + DAYS_A_WEEK
    enough = seen.sum(axis=1) >= max(_FEWEST_ERRORS, days)
    counts = seen.sum(axis=1)[enough]
    # Unseen errors sort behind the seen ones, so each row's quantile lies at its own place.
    ordered = np.sort(np.where(seen, errors, np.inf)[enough], axis=1)
    place = LEVELS * (counts[:, None] - 1)
    low = np.floor(place).astype(np.int64)
    high = np.minimum(low + 1, counts[:, None] - 1)
    below = np.take_along_axis(ordered, low, axis=1)
    above = np.take_along_axis(ordered, high, axis=1)
    return enough, below + (place - low) * (above - below)


def _past_errors(units: Numbers, days: int) -> Numbers:
    """Total over `days` minus the repeated week before, for every past day, n × days to try."""
    total = so_far(units)
    origins = np.arange(DAYS_A_WEEK, units.shape[1] - days + 1)
    weeks, rest = divmod(days, DAYS_A_WEEK)
    week_before = total[:, origins] - total[:, origins - DAYS_A_WEEK]
    rest_before = total[:, origins - DAYS_A_WEEK + rest] - total[:, origins - DAYS_A_WEEK]
    actual = total[:, origins + days] - total[:, origins]
    return np.asarray(actual - weeks * week_before - rest_before)


def _totals_of_the_young(demand: Demand) -> Numbers:
    """Quantiles for products too young to have made errors, n × TOTAL_DAYS × LEVELS.

    Anything between nothing and several times the rate so far: a geometric distribution.
    """
    young = demand.days_on_sale() < 2 * DAYS_A_WEEK + _FEWEST_ERRORS
    rate = demand.units[young].sum(axis=1) / np.maximum(demand.days_on_sale()[young], DAYS_A_WEEK)
    expected = np.multiply.outer(rate, TOTAL_DAYS.astype(float))
    totals = np.zeros((len(demand.skus), len(TOTAL_DAYS), len(LEVELS)))
    totals[young] = count_quantiles(expected, expected + expected**2, LEVELS)
    return totals


def _daily_variance(demand: Demand, mean: Numbers) -> Numbers:
    """Mean squared error of one day forecast by the same weekday a week before, n × days."""
    after_a_week = np.arange(demand.days) >= demand.launched[:, None] + DAYS_A_WEEK
    errors = np.zeros_like(demand.units)
    errors[:, DAYS_A_WEEK:] = demand.units[:, DAYS_A_WEEK:] - demand.units[:, :-DAYS_A_WEEK]
    counts = after_a_week.sum(axis=1)
    squared = np.where(after_a_week, errors**2, 0.0).sum(axis=1) / np.maximum(counts, 1)
    young = demand.days_on_sale() < 2 * DAYS_A_WEEK + _FEWEST_ERRORS
    return np.where(young[:, None], mean + mean**2, squared[:, None])
