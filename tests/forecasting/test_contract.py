"""What every model guarantees, whichever way it gets there."""

from collections.abc import Callable
from datetime import date

import numpy as np
import pytest

from inventory_core.domain.demand import HORIZON_DAYS, Demand, plain_demand
from inventory_core.domain.forecast import LEVELS, TOTAL_DAYS, Forecast
from inventory_core.forecasting import arima, count, prophet, seasonal_naive

Forecasts = Callable[[Demand, np.random.Generator], Forecast]

MODELS = (count.forecast, prophet.forecast, arima.forecast, seasonal_naive.forecast)
ONE_PRODUCT = (prophet.forecast, arima.forecast, seasonal_naive.forecast)
WHOLE_CATALOGUE = (count.forecast, seasonal_naive.forecast)

FIRST_DAY = date(2025, 1, 1)


def demand_of(**units: object) -> Demand:
    rows = np.array([np.asarray(row, dtype=float) for row in units.values()])
    return plain_demand(
        skus=np.array(sorted(units)),
        first_day=FIRST_DAY,
        units=rows,
    )


def poisson(rate: float, days: int, *, seed: int = 3) -> np.ndarray:
    units = np.random.default_rng(seed).poisson(rate, days)
    units[0] = max(units[0], 1)
    return units


def run(model: Forecasts, demand: Demand) -> Forecast:
    return model(demand, np.random.default_rng(7))


def module_name(model: Forecasts) -> str:
    return model.__module__.rsplit(".", 1)[-1]


every_model = pytest.mark.parametrize("model", MODELS, ids=module_name)


@every_model
@pytest.mark.parametrize(
    "units",
    [poisson(3, 120), poisson(0.2, 120), 100 * (poisson(0.3, 120) > 0), poisson(2, 30)],
    ids=["steady", "slow", "lumpy", "young"],
)
def test_totals_are_never_negative_and_never_fall(model: Forecasts, units: np.ndarray) -> None:
    forecast = run(model, demand_of(A=units, B=units))

    assert forecast.mean.shape == (2, HORIZON_DAYS)
    assert forecast.totals.shape == (2, len(TOTAL_DAYS), len(LEVELS))
    assert forecast.start == date.fromordinal(FIRST_DAY.toordinal() + len(units))
    assert np.isfinite(forecast.totals).all()
    assert forecast.mean.min() >= 0
    assert forecast.variance.min() >= 0
    assert forecast.totals.min() >= 0
    assert np.diff(forecast.totals, axis=1).min() >= 0
    assert np.diff(forecast.totals, axis=2).min() >= 0


@every_model
def test_same_seed_gives_the_same_forecast(model: Forecasts) -> None:
    demand = demand_of(A=poisson(4, 90))

    assert np.array_equal(run(model, demand).totals, run(model, demand).totals)


@every_model
def test_global_randomness_is_left_alone(model: Forecasts) -> None:
    before = np.random.get_state()[1].copy()
    run(model, demand_of(A=poisson(4, 60)))

    assert np.array_equal(before, np.random.get_state()[1])


@every_model
def test_constant_demand_goes_on(model: Forecasts) -> None:
    forecast = run(model, demand_of(A=np.full(180, 6)))

    assert forecast.total_mean(28)[0] == pytest.approx(28 * 6, rel=0.05)
    assert forecast.total_quantile(28, 0.5)[0] == pytest.approx(28 * 6, rel=0.05)


@every_model
def test_ten_times_the_demand_gives_ten_times_the_mean(model: Forecasts) -> None:
    units = poisson(8, 200)
    one, ten = run(model, demand_of(A=units)), run(model, demand_of(A=10 * units))

    assert ten.total_mean(28)[0] == pytest.approx(10 * one.total_mean(28)[0], rel=0.05)


@every_model
def test_weekend_shop_sells_at_weekends(model: Forecasts) -> None:
    weekday = (FIRST_DAY.weekday() + np.arange(28 * 7)) % 7
    forecast = run(model, demand_of(A=np.where(weekday >= 5, 20, 4)))
    coming = (forecast.start.weekday() + np.arange(28)) % 7
    weekend, others = forecast.mean[0, :28][coming >= 5], forecast.mean[0, :28][coming < 5]

    assert weekend.mean() > 3 * others.mean()


@every_model
def test_nothing_sold_for_400_days_is_expected_to_go_on(model: Forecasts) -> None:
    forecast = run(model, demand_of(A=[3, 0, 2, *np.zeros(400)]))

    assert forecast.total_mean(28)[0] < 1


@pytest.mark.parametrize("model", WHOLE_CATALOGUE, ids=module_name)
@pytest.mark.parametrize(
    "units",
    [[5, *np.zeros(99)], [*np.zeros(99), 5], [5]],
    ids=["one sale long ago", "one sale on the last day", "one day of history"],
)
def test_one_sale_is_enough_for_the_whole_catalogue_models(
    model: Forecasts, units: list[float]
) -> None:
    forecast = run(model, demand_of(A=units))

    assert np.isfinite(forecast.totals).all()
    assert 0 <= forecast.total_mean(28)[0] <= 28 * 5


@pytest.mark.parametrize("model", ONE_PRODUCT, ids=module_name)
def test_forecast_does_not_depend_on_neighbours(model: Forecasts) -> None:
    first, second = poisson(5, 80, seed=1), np.r_[np.zeros(20), 1, poisson(2, 59, seed=2)]
    together = run(model, demand_of(A=first, B=second))

    assert np.allclose(together.product("A").totals, run(model, demand_of(A=first)).totals)
    assert np.allclose(together.product("B").totals, run(model, demand_of(B=second)).totals)
