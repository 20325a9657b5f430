from datetime import date

import numpy as np
import pytest

from inventory_core.domain.demand import plain_demand
from inventory_core.domain.forecast import Forecast
from inventory_core.forecasting import seasonal_naive


def forecast_of(units: np.ndarray, *, launched: int = 0) -> Forecast:
    demand = plain_demand(
        skus=np.array(["A"]),
        first_day=date(2025, 1, 1),
        units=np.atleast_2d(np.asarray(units, dtype=float)),
    )
    assert seasonal_naive.MODEL.suits(demand).all()
    return seasonal_naive.forecast(demand, np.random.default_rng(0))


def test_last_week_repeats() -> None:
    forecast = forecast_of(np.arange(70))

    assert forecast.mean[0, :9].tolist() == [63, 64, 65, 66, 67, 68, 69, 63, 64]


def test_a_repeating_week_leaves_no_doubt() -> None:
    forecast = forecast_of(np.tile([0, 1, 2, 3, 4, 5, 6], 20))

    # 21 units a week, and the rule was never wrong.
    assert forecast.total_quantile(28, 0.5) == pytest.approx(84)
    assert forecast.total_quantile(28, 0.99) == pytest.approx(84)
    assert forecast.variance.max() == 0


def test_past_errors_become_the_spread() -> None:
    # Weeks of 7 and 21 units in turn: the rule is wrong by 14 a week, up and down alike.
    forecast = forecast_of(np.tile([1] * 7 + [3] * 7, 20))

    assert forecast.total_mean(7)[0] == 21
    assert forecast.total_quantile(7, 0.01)[0] == pytest.approx(7)
    assert forecast.total_quantile(7, 0.99)[0] == pytest.approx(35)


def test_totals_cover_what_comes_as_often_as_they_say() -> None:
    rng = np.random.default_rng(5)
    units = rng.negative_binomial(2, 0.25, (400, 400)).astype(float)
    demand = plain_demand(
        skus=np.array([f"{row:03}" for row in range(400)]),
        first_day=date(2025, 1, 1),
        units=units,
    )
    known = demand.until(demand.days - 28)
    forecast = seasonal_naive.forecast(known, rng)
    actual = units[:, -28:].sum(axis=1)

    for level in (0.5, 0.9, 0.95):
        covered = (actual <= forecast.total_quantile(28, level)).mean()
        # 400 products: two standard errors of a share are at most 0.05.
        assert covered == pytest.approx(level, abs=0.05)


def test_days_before_the_first_sale_count_as_days_without_one() -> None:
    forecast = forecast_of(np.r_[np.zeros(90), 7], launched=90)

    assert forecast.total_mean(7)[0] == 7


def test_product_too_young_for_errors_is_very_uncertain() -> None:
    forecast = forecast_of(np.r_[np.zeros(80), np.ones(10)], launched=80)

    # A geometric distribution with mean 28: the 0.9 quantile is log(0.1) / log(28/29) − 1 = 64.6.
    assert forecast.total_quantile(28, 0.9)[0] == pytest.approx(65, abs=1)
