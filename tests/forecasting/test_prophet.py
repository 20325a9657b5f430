import logging
from datetime import date

import numpy as np
import pytest

from inventory_core.domain.demand import Demand, plain_demand
from inventory_core.domain.errors import ForecastError
from inventory_core.forecasting import prophet


def demand_of(units: np.ndarray) -> Demand:
    rows = np.atleast_2d(np.asarray(units, dtype=float))
    return plain_demand(
        skus=np.array([f"P{row}" for row in range(len(rows))]),
        first_day=date(2024, 1, 1),
        units=rows,
    )


def test_season_of_the_year_is_found_after_two_years() -> None:
    days = np.arange(730)
    rate = 20 + 15 * np.sin(2 * np.pi * days / 365.25)
    demand = demand_of(np.random.default_rng(0).poisson(rate))
    forecast = prophet.forecast(demand, np.random.default_rng(1))

    # The third year begins on the last day of 2025: spring rises above, autumn falls below 20.
    assert forecast.mean[0, 60:120].mean() == pytest.approx(34, rel=0.15)
    assert forecast.mean[0, 190:].mean() == pytest.approx(17, rel=0.3)


def test_rising_demand_is_expected_to_rise_on() -> None:
    demand = demand_of(np.random.default_rng(0).poisson(5 + np.arange(300) / 20))
    forecast = prophet.forecast(demand, np.random.default_rng(1))

    # Day 300 to 327 of a rate of 5 + day / 20 is 20.7 on average.
    assert forecast.total_mean(28)[0] / 28 == pytest.approx(20.7, rel=0.1)


def test_short_history_has_no_trend() -> None:
    demand = demand_of(np.arange(1, 29))
    forecast = prophet.forecast(demand, np.random.default_rng(1))

    assert forecast.mean[0, 196:].mean() == pytest.approx(forecast.mean[0, :14].mean(), rel=0.15)


def test_falling_trend_does_not_end_in_certain_nothing() -> None:
    demand = demand_of(np.random.default_rng(0).poisson(np.linspace(6, 1, 200)))
    forecast = prophet.forecast(demand, np.random.default_rng(1))

    assert forecast.total_quantile(28, 0.95)[0] > 0


def test_slow_seller_is_not_inflated_by_cutting_off_a_bell_curve() -> None:
    units = np.random.default_rng(0).poisson(0.3, 300)
    forecast = prophet.forecast(demand_of(units), np.random.default_rng(1))

    # Prophet's own noise, cut off at zero, would make this more than 0.45 a day.
    assert forecast.total_mean(28)[0] / 28 == pytest.approx(0.3, rel=0.3)


def test_suits_asks_for_two_weeks_and_two_sales() -> None:
    units = np.zeros((3, 40))
    units[0, [0, 39]] = 1
    units[1, 0] = 1
    units[2, [30, 31]] = 1

    assert prophet.HISTORY.suffices(demand_of(units)).tolist() == [True, False, False]


def test_too_little_history_is_said_in_a_sentence() -> None:
    message = "P0 has too little history for Prophet: please choose another model"
    with pytest.raises(ForecastError, match=message):
        prophet.forecast(demand_of(np.ones(5)), np.random.default_rng(1))


def test_fit_is_silent(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        prophet.forecast(demand_of(np.arange(1, 650) % 5), np.random.default_rng(1))

    assert [record.message for record in caplog.records] == []
