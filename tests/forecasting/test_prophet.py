import logging
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from inventory_core.domain.demand import Demand, plain_demand
from inventory_core.domain.errors import ForecastError
from inventory_core.forecasting import prophet


def demand_of(units: np.ndarray) -> Demand:
    rows = np.atleast_2d(np.asarray(units, dtype=float))
    return plain_demand(
        skus=np.array([f"P{row:02}" for row in range(len(rows))]),
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


def test_what_came_back_at_christmas_is_gone_after_it() -> None:
    days = np.arange(730)
    rate = np.where(days % 365 > 330, 20, 3)
    demand = demand_of(np.random.default_rng(0).poisson(rate))
    forecast = prophet.forecast(demand, np.random.default_rng(1))

    # The last day known is 30 December: a level that follows sales of 20 a day expects 600 of them.
    assert forecast.total_mean(30)[0] == pytest.approx(90, rel=0.5)
    assert forecast.total_mean(120)[0] == pytest.approx(360, rel=0.25)


def test_demand_that_rose_goes_on_at_its_new_level_and_not_straight_up() -> None:
    demand = demand_of(np.random.default_rng(0).poisson(np.repeat([5, 15], [240, 60])))
    forecast = prophet.forecast(demand, np.random.default_rng(1))

    assert forecast.total_mean(28)[0] / 28 == pytest.approx(15, rel=0.15)
    assert forecast.mean[0, -28:].sum() == pytest.approx(forecast.mean[0, :28].sum(), rel=0.02)


def test_weekdays_go_along_with_a_level_that_fell_to_a_tenth() -> None:
    weekday = (date(2024, 1, 1).weekday() + np.arange(420)) % 7
    rate = np.where(weekday >= 5, 40, 10) * np.repeat([1, 0.1], [280, 140])
    demand = demand_of(np.random.default_rng(0).poisson(rate))
    forecast = prophet.forecast(demand, np.random.default_rng(1))

    # Forty days of 1 and sixteen of 4, the weekends.
    assert forecast.total_mean(56)[0] == pytest.approx(104, rel=0.2)
    weekend = np.arange(56) % 7 >= 5
    assert forecast.mean[0, :56][weekend].mean() == pytest.approx(4, rel=0.3)


def test_what_is_expected_never_rises_with_silence() -> None:
    sold = np.random.default_rng(0).poisson(2, 200)
    expected = [
        prophet.forecast(demand_of(np.r_[sold, np.zeros(silent)]), np.random.default_rng(1))
        for silent in (0, 7, 14, 28, 56, 112)
    ]
    totals = [forecast.total_mean(28)[0] for forecast in expected]

    assert totals == sorted(totals, reverse=True)
    assert totals[-1] < 0.05 * totals[0]


def test_days_that_show_nothing_change_nothing() -> None:
    sold = np.random.default_rng(0).poisson(4, 280).astype(float)
    closed = demand_of(np.r_[sold, np.zeros(14)])
    exposure = closed.exposure.copy()
    exposure[:, 280:294] = 0
    known = prophet.forecast(demand_of(sold), np.random.default_rng(1))
    after = prophet.forecast(replace(closed, exposure=exposure), np.random.default_rng(1))

    assert after.total_mean(28)[0] == pytest.approx(known.total_mean(28)[0], rel=0.1)


def test_price_cuts_that_sold_more_are_told_apart_from_the_level() -> None:
    days = np.arange(300)
    cheap = days % 60 >= 40
    demand = demand_of(np.random.default_rng(0).poisson(np.where(cheap, 20, 5)))
    price = np.where(cheap, 8.0, 12.0)[None, :]
    dear = replace(demand, price=np.where(days >= 290, 12.0, price))
    forecast = prophet.forecast(replace(demand, price=price), np.random.default_rng(1))

    # The last twenty days were cheap, and the latest price goes on.
    assert forecast.total_mean(28)[0] / 28 == pytest.approx(20, rel=0.25)
    assert prophet.forecast(dear, np.random.default_rng(1)).total_mean(28)[0] < (
        0.8 * forecast.total_mean(28)[0]
    )


def test_levels_that_wander_stay_below_the_95_percent_quantile_as_often() -> None:
    rng = np.random.default_rng(0)
    # A day of 6 lies off by 41 % of it, and the level moves by a 25th of that.
    steps = rng.normal(0, 0.016, (40, 308)).cumsum(axis=1)
    units = rng.poisson(6 * np.exp(steps))
    forecast = prophet.forecast(demand_of(units[:, :280]), np.random.default_rng(1))
    below = units[:, 280:].sum(axis=1) <= forecast.total_quantile(28, 0.95)

    # Where the true share is 0.95, at least 35 of 40 with a chance of 0.985.
    assert below.sum() >= 35
    assert (units[:, 280:].sum(axis=1) <= forecast.total_quantile(28, 0.5)).sum() < 32


def test_young_product_is_less_sure_than_one_known_for_long() -> None:
    units = np.random.default_rng(0).poisson(5, 400)
    old, young = (
        prophet.forecast(demand_of(part), np.random.default_rng(1)) for part in (units, units[-16:])
    )
    above = [
        forecast.total_quantile(28, 0.95)[0] / forecast.total_mean(28)[0]
        for forecast in (old, young)
    ]

    assert above[0] < above[1] < 2


def test_falling_trend_does_not_end_in_certain_nothing() -> None:
    demand = demand_of(np.random.default_rng(0).poisson(np.linspace(6, 1, 200)))
    forecast = prophet.forecast(demand, np.random.default_rng(1))

    assert forecast.total_quantile(28, 0.95)[0] > 0


def test_slow_sellers_are_not_inflated_by_cutting_off_a_bell_curve() -> None:
    units = np.random.default_rng(0).poisson(0.3, (20, 300))
    forecast = prophet.forecast(demand_of(units), np.random.default_rng(1))

    # Prophet's own noise, cut off at zero, would make this more than 0.45 a day.
    assert forecast.total_mean(28).mean() / 28 == pytest.approx(0.3, rel=0.15)


def test_suits_asks_for_two_weeks_and_two_sales() -> None:
    units = np.zeros((3, 40))
    units[0, [0, 39]] = 1
    units[1, 0] = 1
    units[2, [30, 31]] = 1

    assert prophet.HISTORY.suffices(demand_of(units)).tolist() == [True, False, False]


def test_too_little_history_is_said_in_a_sentence() -> None:
    message = "P00 has too little history for Prophet: please choose another model"
    with pytest.raises(ForecastError, match=message):
        prophet.forecast(demand_of(np.ones(5)), np.random.default_rng(1))


def test_fit_is_silent(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        prophet.forecast(demand_of(np.arange(1, 650) % 5), np.random.default_rng(1))

    assert [record.message for record in caplog.records] == []
