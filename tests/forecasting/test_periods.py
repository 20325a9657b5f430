"""Sales are learned in the grain in which they were told."""

from datetime import date

import numpy as np
import pytest

from inventory_core.domain.demand import Demand, plain_demand
from inventory_core.forecasting import count
from inventory_core.forecasting.periods import DAYS, MONTHS, WEEKS, by_grain, in_periods

MONDAY = date(2024, 1, 1)
WEEK_TOTALS = np.random.default_rng(1).poisson(9, (3, 60)).astype(float)


def demand(units: np.ndarray, first_day: date = MONDAY) -> Demand:
    skus = np.array([f"P{row}" for row in range(len(units))])
    return plain_demand(skus=skus, first_day=first_day, units=np.asarray(units, dtype=float))


def by_weeks(totals: np.ndarray) -> np.ndarray:
    return np.repeat(totals / 7, 7, axis=1)


def grains(told: Demand) -> dict[str, object]:
    return {sku: grain for grain, _starts, rows in by_grain(told) for sku in told.skus[rows]}


def test_totals_of_weeks_are_told_by_weeks_that_begin_where_they_change() -> None:
    whole = by_weeks(WEEK_TOTALS)
    ((grain, starts, rows),) = by_grain(demand(whole))
    assert grain is WEEKS
    assert rows.all()
    assert starts.tolist() == list(range(0, 420, 7))

    ((_grain, starts, _rows),) = by_grain(demand(whole[:, 3:417]))  # begins and ends within a week
    assert starts.tolist() == [0, *range(4, 414, 7)]


def test_totals_of_months_are_told_by_months() -> None:
    totals = np.random.default_rng(2).poisson(90, 12)
    lengths = np.array([31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
    ((grain, starts, _rows),) = by_grain(demand(np.repeat(totals / lengths, lengths)[None]))

    assert grain is MONTHS
    assert starts.tolist() == [0, *lengths.cumsum()[:-1]]


def test_each_product_has_its_own_grain_and_goes_by_the_shop_where_it_tells_too_little() -> None:
    weeks = by_weeks(WEEK_TOTALS)
    daily = np.random.default_rng(3).poisson(1.0, (1, 420))
    never_changed = np.full((1, 420), 2.0)

    mixed = demand(np.vstack([weeks, daily, never_changed]))
    assert grains(mixed) == {"P0": WEEKS, "P1": WEEKS, "P2": WEEKS, "P3": DAYS, "P4": DAYS}
    assert grains(demand(np.vstack([weeks, never_changed])))["P3"] is WEEKS


def test_who_sells_on_saturdays_only_sells_by_weeks_that_end_with_the_data() -> None:
    days = np.zeros((2, 200))
    days[:, 5::7] = np.random.default_rng(4).poisson(6, days[:, 5::7].shape)
    ((grain, starts, _rows),) = by_grain(demand(days))

    assert grain is WEEKS
    assert (200 - starts[-1]) == 7

    one_slow = np.zeros((1, 200))
    one_slow[0, 5::42] = 1.0
    beside = np.vstack([one_slow, np.random.default_rng(5).poisson(2.0, (2, 200))])
    assert set(grains(demand(beside)).values()) == {DAYS}


def test_periods_add_up_what_days_tell() -> None:
    told = demand(np.arange(10.0)[None])
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
    spread = demand(by_weeks(totals)[:, : 840 - left_out])
    ahead = count.forecast(spread, rng)

    # Seven days that begin within a week hold parts of two, and vary by two thirds as much.
    mean, high = ahead.total_mean(7), ahead.total_quantile(7, 0.95)
    assert mean.mean() == pytest.approx(14, rel=0.1)
    assert high.mean() == pytest.approx(35, rel=0.1)  # the quantile of that negative binomial
