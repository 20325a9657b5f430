"""What the seller knows better: the units of a month, typed by hand, in place of the model's.

The seller types the total of a whole calendar month. Of a month that is running already, what was
sold so far counts with its real number, and only the rest is spread over the days still ahead.
Bulk orders do not count there, as they are no part of what is forecast. Where more was sold so far
than typed, the seller was proven wrong and the model's forecast stands.
"""

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd

from inventory_core.domain.demand import HORIZON_DAYS, Demand, Numbers
from inventory_core.domain.distribution import count_quantiles, variance_at
from inventory_core.domain.errors import ForecastError
from inventory_core.domain.forecast import LEVEL_CHANCES, LEVELS, TOTAL_DAYS, Forecast
from inventory_core.domain.frames import HAND_CHANGES, check
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import month_and_year

_LEAST = 1e-9


def months_ahead(start: date) -> pd.DatetimeIndex:
    """Return the months that may be changed, as their first days.

    They are the one in which `start` lies, and those that end within the horizon.

    >>> months_ahead(date(2026, 12, 20))[[0, -1]].strftime("%Y-%m").tolist()
    ['2026-12', '2027-06']
    """
    first = pd.Timestamp(start).replace(day=1)
    after = pd.Timestamp(start) + pd.Timedelta(days=HORIZON_DAYS)
    return pd.date_range(first, after, freq="MS", inclusive="left")[: _months_between(first, after)]


def _months_between(first: pd.Timestamp, last: pd.Timestamp) -> int:
    return (last.year - first.year) * 12 + last.month - first.month


def check_hand_changes(changes: pd.DataFrame, start: date) -> pd.DataFrame:
    """Return what the seller typed (HAND_CHANGES) if all of it can be used.

    Empty units stand for a change that is taken back.

    Raises:
        ForecastError: a month lies behind or beyond the horizon, units are below zero, or a
            note has no units.
    """
    typed = check(changes, HAND_CHANGES)
    months = months_ahead(start)
    for beyond in typed.loc[~typed["month"].isin(months), "month"].head(1):
        raise ForecastError(
            _(
                "The forecast of {month} cannot be changed: choose a month from {first} to {last}."
            ).format(
                month=month_and_year(beyond),
                first=month_and_year(months[0]),
                last=month_and_year(months[-1]),
            )
        )
    if (typed["units"] < 0).any():
        raise ForecastError(_("A forecast cannot be below zero: type 0 or more units."))
    if (typed["units"].isna() & (typed["note"].fillna("") != "")).any():
        raise ForecastError(_("A note alone changes nothing: type a number of units beside it."))
    return typed


def sold_this_month(demand: Demand) -> pd.Series:
    """Return what each product sold so far in the month that is forecast first; index sku."""
    past = min(demand.start.day - 1, demand.days)
    return pd.Series(demand.units[:, demand.days - past :].sum(axis=1), index=demand.skus)


def by_month(forecast: Forecast, *, sold: float) -> pd.DataFrame:
    """Return what one product is expected to sell in each month that may be changed.

    Args:
        forecast: of one product.
        sold: its units so far in the month that is forecast first; they count in that month.

    Returns:
        Columns month (its first day), sold_units and expected_units, of the whole month.
    """
    months = months_ahead(forecast.start)
    ahead = [forecast.mean[0, _days_of(month, forecast.start)].sum() for month in months]
    so_far = np.where(np.arange(len(months)) == 0, sold, 0.0)
    return pd.DataFrame(
        {"month": months, "sold_units": so_far, "expected_units": so_far + np.array(ahead)}
    )


def _days_of(month: pd.Timestamp, start: date) -> slice:
    """Return the days of a month that are still ahead, as columns of a forecast."""
    first = (month.date() - start).days
    last = ((month + pd.offsets.MonthBegin()).date() - start).days
    return slice(max(first, 0), max(last, 0))


def changed_by_hand(forecast: Forecast, changes: pd.DataFrame, *, sold: pd.Series) -> Forecast:
    """Return the forecast with the months that the seller changed.

    The days of a month keep their proportions, and share its units evenly where the model expects
    none. Totals keep the model's spread relative to what is expected, as far as that is more than
    the chance of who happens to buy, which weighs less the more is sold.

    Args:
        forecast: of some products, by their models.
        changes: HAND_CHANGES; those of other products, of past months and of months that do not end
            within the horizon are left aside.
        sold: units so far in the month that is forecast first; index sku.
    """
    months = months_ahead(forecast.start)
    rows = {sku: row for row, sku in enumerate(forecast.skus)}
    used = changes[changes["sku"].isin(rows) & changes["month"].isin(months)]
    if used.empty:
        return forecast
    mean = forecast.mean.copy()
    for sku, month, units in zip(used["sku"], used["month"], used["units"], strict=True):
        still = units - float(sold.get(sku, 0.0)) * (month == months[0])
        if still >= 0:
            days = _days_of(month, forecast.start)
            mean[rows[sku], days] = _shared(mean[rows[sku], days], still)
    return _with_mean(forecast, mean)


def _shared(mean: Numbers, units: float) -> Numbers:
    """Scale the days' units to this total."""
    expected = mean.sum()
    if expected < _LEAST:
        return np.full(len(mean), units / len(mean))
    return np.asarray(mean * (units / expected))


def _with_mean(forecast: Forecast, mean: Numbers) -> Forecast:
    variance = np.where(
        mean == forecast.mean,
        forecast.variance,
        variance_at(mean, old_mean=forecast.mean, old_variance=forecast.variance),
    )
    return replace(forecast, mean=mean, variance=variance, totals=_moved_totals(forecast, mean))


def _moved_totals(forecast: Forecast, mean: Numbers) -> Numbers:
    """Return the quantiles of totals around their new means.

    Each moves as the quantile of a count with the same mean and spread does. So a total of which
    nothing was changed stays as it is, and none lags behind for being of whole units.
    """
    old, new = (days.cumsum(axis=1)[:, TOTAL_DAYS - 1] for days in (forecast.mean, mean))
    totals = forecast.totals.copy()
    moved = ~np.isclose(old, new, rtol=1e-12, atol=1e-12)
    before, after, held = old[moved], new[moved], totals[moved]
    spread = ((held - before[:, None]) ** 2 * LEVEL_CHANCES).sum(axis=1)
    count_before = count_quantiles(before, spread, LEVELS)
    count_after = count_quantiles(
        after, variance_at(after, old_mean=before, old_variance=spread), LEVELS
    )
    kept = np.minimum(after / np.maximum(before, _LEAST), 1.0)[:, None]
    totals[moved] = np.maximum(count_after + (held - count_before) * kept, 0.0)
    totals = np.maximum.accumulate(totals, axis=2)
    return np.asarray(np.maximum.accumulate(totals, axis=1))
