"""Sales are learned in the grain in which they were told."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from inventory_core.domain.demand import BY_DAY, BY_MONTH, Demand, plain_demand
from inventory_core.forecasting import count
from inventory_core.forecasting.periods import DAYS, MONTHS, WEEKS, by_grain, in_periods

MONDAY = date(2024, 1, 1)


def demand(units: np.ndarray, told_by: int | list[int], first_day: date = MONDAY) -> Demand:
    skus = np.array([f"P{row}" for row in range(len(units))])
    plain = plain_demand(skus=skus, first_day=first_day, units=np.asarray(units, dtype=float))
    return replace(plain, told_by=np.broadcast_to(told_by, len(units)))


def daily(products: int, days: int) -> np.ndarray:
    return np.random.default_rng(3).poisson(1.0, (products, days))


def test_weeks_begin_on_the_weekday_that_they_were_told_by() -> None:
    wednesday, thursday = date(2024, 1, 3), 3
    ((grain, starts, rows),) = by_grain(demand(daily(2, 20), thursday, wednesday))

    assert grain is WEEKS
    assert rows.all()
    assert starts.tolist() == [0, 1, 8, 15]  # the first and the last one are not whole


def test_months_begin_on_their_firsts() -> None:
    ((grain, starts, _rows),) = by_grain(demand(daily(1, 100), BY_MONTH, date(2024, 1, 20)))

    assert grain is MONTHS
    assert starts.tolist() == [0, 12, 12 + 29, 12 + 29 + 31]


def test_each_product_has_its_own_grain() -> None:
    mixed = demand(daily(4, 90), [0, BY_DAY, 0, BY_MONTH])
    grains = {sku: grain for grain, _starts, rows in by_grain(mixed) for sku in mixed.skus[rows]}

    assert grains == {"P0": WEEKS, "P1": DAYS, "P2": WEEKS, "P3": MONTHS}
    assert count.forecast(mixed, np.random.default_rng(0)).skus.tolist() == ["P0", "P1", "P2", "P3"]


def test_who_sells_on_saturdays_only_sells_by_weeks_that_end_with_the_data() -> None:
    days = np.zeros((2, 200))
    days[:, 5::7] = np.random.default_rng(4).poisson(6, days[:, 5::7].shape)
    ((grain, starts, _rows),) = by_grain(demand(days, BY_DAY))

    assert grain is WEEKS
    assert 200 - starts[-1] == 7

    beside = np.vstack([days[:1], daily(2, 200)])
    ((grain, _starts, _rows),) = by_grain(demand(beside, BY_DAY))
    assert grain is DAYS


def test_periods_add_up_what_days_tell() -> None:
    told = demand(np.arange(10.0)[None], BY_DAY)
    shown = told.exposure
    periods = in_periods(told, shown, 0.5 * shown, np.array([0, 4]))

    assert periods.units.tolist() == [[6.0, 39.0]]
    assert periods.days.tolist() == [4, 6]
    assert periods.shown.tolist() == [[3.0, 6.0]]  # on sale from its first sale, on the second day
    assert periods.told.tolist() == [[1.5, 3.0]]
    assert periods.launched.tolist() == [0]


@pytest.mark.parametrize("left_out", range(0, 7, 2))
def test_weeks_spread_over_days_are_as_unsure_as_weeks(left_out: int) -> None:
    rng = np.random.default_rng(6)
    totals = rng.negative_binomial(2, 2 / (2 + 14), (60, 120)).astype(float)  # mean 14, var 112
    days = np.repeat(totals / 7, 7, axis=1)[:, : 840 - left_out]
    ahead = count.forecast(demand(days, MONDAY.weekday()), rng)

    # Seven days that begin within a week hold parts of two, and vary by two thirds as much.
    mean, high = ahead.total_mean(7), ahead.total_quantile(7, 0.95)
    assert mean.mean() == pytest.approx(14, rel=0.1)
    assert high.mean() == pytest.approx(35, rel=0.1)  # the quantile of that negative binomial
