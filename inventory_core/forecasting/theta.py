"""Theta: the months of several years carry on, with their season and half of their trend.

What the months are expected to sell goes to days by weekday and exposure. How sure that is comes
from what the same forecast would have said in the past year.
"""

import numpy as np
import numpy.typing as npt

from inventory_core.domain.demand import HORIZON_DAYS, Demand, Numbers
from inventory_core.domain.forecast import TOTAL_DAYS, Forecast, from_counts
from inventory_core.domain.language import N_
from inventory_core.forecasting.contest import Model
from inventory_core.forecasting.months import YEAR_MONTHS, carry_on
from inventory_core.forecasting.spread import spread_of_totals
from inventory_core.forecasting.weekdays import shown_days, weekday_profile

NAME = "theta"

_MONTH_DAYS = 365.25 / YEAR_MONTHS
_FEWEST_MONTHS = 24
_LEAST_SHOWN = 0.25
"""A month of which less was shown tells too little to be scaled up."""
_ORIGINS = 12
_ERROR_MONTHS = np.array([1, 2, 3, 6])
_PRIOR_TOTALS = 8.0
_LEAST_UNITS = 1e-9


def suits(demand: Demand) -> npt.NDArray[np.bool_]:
    """Tell for each product whether it has been on sale for two years."""
    return np.asarray(_months_on_sale(demand) >= _FEWEST_MONTHS)


def forecast(demand: Demand, rng: np.random.Generator) -> Forecast:  # noqa: ARG001 (the contract)
    """Forecast all products by their months, which end with the last day covered.

    Younger products than suit get a forecast too, but without a season.

    Args:
        demand: history of n products.
        rng: not needed, since nothing is drawn.
    """
    shown = shown_days(demand, weekday_profile(demand))
    past = _monthly_rates(demand, shown)
    ends = np.minimum(_month_ends(HORIZON_DAYS // _MONTH_DAYS + 1), HORIZON_DAYS)
    rates = np.repeat(carry_on(past, len(ends)), np.diff(ends, prepend=0), axis=1)
    mean = rates * shown[:, demand.days :]
    spread = np.column_stack([_daily_spread(demand, shown, past), _monthly_spread(past)])
    spread = np.maximum.accumulate(np.maximum(spread, 1.0), axis=1)
    spread = _spread_at(spread, TOTAL_DAYS)
    return from_counts(demand.skus, demand.start, mean, spread=spread, model=NAME)


MODEL = Model(name=NAME, label=N_("Theta"), forecast=forecast, suits=suits)


def _month_ends(months: float) -> npt.NDArray[np.int64]:
    """Return after how many days each of so many months ends; twelve make a year."""
    return np.asarray(np.rint(np.arange(1, int(months) + 1) * _MONTH_DAYS), dtype=np.int64)


def _months_on_sale(demand: Demand) -> npt.NDArray[np.int64]:
    """Return how many whole months each product has been on sale, n."""
    return (demand.days_on_sale() / _MONTH_DAYS).astype(np.int64)


def _monthly_rates(demand: Demand, shown: Numbers) -> Numbers:
    """Return units per usual day of each whole month on sale, n × months.

    The last month ends with the last day covered. NaN before a product's first month and where
    too little was shown. A product younger than two months has one month, whatever it shows.
    """
    months = np.maximum(_months_on_sale(demand), 1)
    starts = np.maximum(demand.days - _month_ends(months.max())[::-1], 0)
    days = np.diff(starts, append=demand.days)
    units = np.add.reduceat(demand.units, starts, axis=1)
    told = np.add.reduceat(shown[:, : demand.days], starts, axis=1)
    enough = (told >= _LEAST_SHOWN * days) | (months[:, None] == 1)
    on_sale = np.arange(len(days), 0, -1) <= months[:, None]
    return np.where(on_sale & enough, units / np.maximum(told, _LEAST_UNITS), np.nan)


def _daily_spread(demand: Demand, shown: Numbers, past: Numbers) -> Numbers:
    """Variance of one day's units around its month's rate, divided by the mean, n."""
    recent = past[:, -YEAR_MONTHS:]
    ends = np.minimum(_month_ends(recent.shape[1]), demand.days)
    days = slice(demand.days - ends[-1], demand.days)
    rates = np.repeat(np.nan_to_num(recent[:, ::-1]), np.diff(ends, prepend=0), axis=1)[:, ::-1]
    mean = rates * shown[:, days]
    squares = (demand.units[:, days] - mean) ** 2 * (mean > 0)
    return np.asarray(squares.sum(axis=1) / np.maximum(mean.sum(axis=1), _LEAST_UNITS))


def _monthly_spread(past: Numbers) -> Numbers:
    """Variance of totals over _ERROR_MONTHS divided by their mean, n × _ERROR_MONTHS.

    From the errors that the same forecast made in the past year.
    """
    foretold, actual = (totals.swapaxes(0, 1) for totals in _past_totals(past))
    return spread_of_totals(
        actual,
        foretold,
        told=np.isfinite(actual).astype(float),
        own_share=1 / _ERROR_MONTHS,
        prior_totals=_PRIOR_TOTALS,
    )


def _past_totals(past: Numbers) -> tuple[Numbers, Numbers]:
    """What was foretold of usual months at past origins, and came: origins × n × _ERROR_MONTHS.

    What came is NaN where it is still to come, or where less than a year was known.
    """
    longest = int(_ERROR_MONTHS[-1])
    foretold, actual = [], []
    for back in range(1, min(_ORIGINS, past.shape[1] - 1) + 1):
        known, after = past[:, :-back], past[:, past.shape[1] - back :][:, :longest]
        old = np.isfinite(known).sum(axis=1) >= YEAR_MONTHS
        came = np.pad(after, ((0, 0), (0, longest - after.shape[1])), constant_values=np.nan)
        actual.append(np.where(old[:, None], came, np.nan).cumsum(axis=1))
        foretold.append(carry_on(known, longest).cumsum(axis=1))
    shape = (-1, len(past), longest)
    at = _ERROR_MONTHS - 1
    return (
        _MONTH_DAYS * np.reshape(foretold, shape)[:, :, at],
        _MONTH_DAYS * np.reshape(actual, shape)[:, :, at],
    )


def _spread_at(spread: Numbers, days: npt.NDArray[np.int64]) -> Numbers:
    """Read the spread of a day and of _ERROR_MONTHS at other numbers of days, in logarithms."""
    known = np.log(np.r_[1.0, _ERROR_MONTHS * _MONTH_DAYS])
    shares = np.array([np.interp(np.log(days), known, one) for one in np.eye(len(known))])
    return np.asarray(np.exp(np.log(spread) @ shares))
