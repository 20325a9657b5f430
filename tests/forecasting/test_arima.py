from datetime import date

import numpy as np
import pytest

from inventory_core.domain.demand import Demand, plain_demand
from inventory_core.domain.errors import ForecastError
from inventory_core.forecasting import arima


def demand_of(units: np.ndarray) -> Demand:
    rows = np.atleast_2d(np.asarray(units, dtype=float))
    return plain_demand(
        skus=np.array([f"P{row}" for row in range(len(rows))]),
        first_day=date(2024, 1, 1),
        units=rows,
    )


def test_orders_are_found_again() -> None:
    rng = np.random.default_rng(2)
    errors = rng.normal(size=600)
    level = np.zeros(600)
    for day in range(1, 600):
        level[day] = 0.7 * level[day - 1] + errors[day]

    order, start = arima.chosen_order(level, wanders=False)

    assert order == (1, 0, 0)
    # The standard error of the coefficient is sqrt((1 − 0.7²) / 600) = 0.03.
    assert start == pytest.approx([0.7], abs=0.06)


@pytest.mark.parametrize(
    ("level", "wanders"),
    [
        (np.random.default_rng(0).normal(size=500), False),
        (np.random.default_rng(0).normal(size=500).cumsum(), True),
        (np.arange(100.0), True),
    ],
    ids=["noise", "random walk", "trend"],
)
def test_wandering_levels_are_told_from_steady_ones(level: np.ndarray, wanders: bool) -> None:
    assert arima.is_wandering(level) is wanders


def test_season_of_week_and_year_is_taken_where_it_pays() -> None:
    days = np.arange(730)
    season = 6 * np.sin(2 * np.pi * days / 7) + 9 * np.cos(2 * np.pi * days / 365.25)
    units = 30 + season + np.random.default_rng(0).normal(size=730)
    coming = np.arange(730, 730 + 28)

    found = arima.seasonal_waves(units, days_apart=1, steps=28)

    expected = 6 * np.sin(2 * np.pi * coming / 7) + 9 * np.cos(2 * np.pi * coming / 365.25)
    assert found[730:] == pytest.approx(expected, abs=0.6)


def test_no_season_is_found_in_noise() -> None:
    units = np.random.default_rng(0).poisson(5, 730)

    assert np.ptp(arima.seasonal_waves(units, days_apart=1, steps=28)) == 0


def test_demand_after_a_jump_stays_up() -> None:
    rng = np.random.default_rng(0)
    demand = demand_of(np.r_[rng.poisson(5, 200), rng.poisson(20, 100)])
    forecast = arima.forecast(demand, np.random.default_rng(1))

    assert forecast.total_mean(28)[0] / 28 == pytest.approx(20, rel=0.15)


def test_slow_seller_keeps_mean_weekdays_and_whole_units() -> None:
    rng = np.random.default_rng(4)
    rate = np.where(np.arange(420) % 7 == 5, 2.0, 0.1)
    demand = demand_of(np.r_[1, rng.poisson(rate)[1:]])
    forecast = arima.forecast(demand, np.random.default_rng(1))

    assert forecast.total_mean(28)[0] == pytest.approx(4 * 2.6, rel=0.2)
    assert forecast.mean[0, 5] > 5 * forecast.mean[0, 4]
    # Four weeks of Poisson demand with mean 10.4: standard deviation 3.2.
    assert forecast.total_quantile(28, 0.95)[0] == pytest.approx(16, abs=2.5)


def test_chances_are_right_on_noise() -> None:
    demand = demand_of(np.random.default_rng(0).poisson(10, 400))
    forecast = arima.forecast(demand, np.random.default_rng(1))

    # Four weeks of Poisson demand with mean 280: 280 + 1.645 × 16.7 = 307.5.
    assert forecast.total_quantile(28, 0.95)[0] == pytest.approx(307.5, rel=0.03)


def test_a_failing_fit_falls_back_to_a_simpler_order(monkeypatch: pytest.MonkeyPatch) -> None:
    fit = arima.fit_order
    tried = []

    def fails_at_first(level, steps, order, start):
        tried.append(order)
        if len(tried) == 1:
            raise np.linalg.LinAlgError
        return fit(level, steps, order, start)

    monkeypatch.setattr(arima, "fit_order", fails_at_first)
    demand = demand_of(np.random.default_rng(0).poisson(10, 100))
    forecast = arima.forecast(demand, np.random.default_rng(1))

    assert tried[-1] == (0, 0, 0)
    assert forecast.total_mean(28)[0] == pytest.approx(280, rel=0.1)


def test_suits_asks_for_four_weeks_and_two_sales() -> None:
    units = np.zeros((3, 60))
    units[0, [0, 59]] = 1
    units[1, 0] = 1
    units[2, [40, 41]] = 1

    assert arima.HISTORY.suffices(demand_of(units)).tolist() == [True, False, False]


def test_too_little_history_is_said_in_a_sentence() -> None:
    with pytest.raises(ForecastError, match="P0 has too little history for ARIMA: please choose"):
        arima.forecast(demand_of(np.ones(5)), np.random.default_rng(1))
