"""What every model guarantees, whichever way it gets there."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from inventory_core.domain.demand import HORIZON_DAYS, Demand, plain_demand
from inventory_core.domain.errors import ForecastError
from inventory_core.domain.forecast import LEVELS, TOTAL_DAYS, Forecast
from inventory_core.forecasting import arima, count, lstm, prophet, regression, seasonal_naive
from inventory_core.forecasting.contest import Model
from inventory_core.forecasting.engine import COMBINATION, MODELS

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


def run(model: Model, demand: Demand) -> Forecast:
    if model is lstm.MODEL and not lstm.is_installed():
        pytest.skip("the LSTM needs requirements-lstm.txt")
    return model.forecast(demand, np.random.default_rng(7))


def alone(model: Model) -> bool:
    """Whether half a year of one product is enough for a model."""
    return bool(model.suits(demand_of(A=poisson(6, 180))).all())


every_model = pytest.mark.parametrize("model", MODELS, ids=lambda model: model.name)
every_model_of_one_product = pytest.mark.parametrize(
    "model", [model for model in MODELS if alone(model)], ids=lambda model: model.name
)


def shop(days: int) -> Demand:
    """Products of all kinds and sizes; the first four differ most."""
    rows = {
        "LUMPY": 100 * (poisson(0.3, days) > 0),
        "SLOW": poisson(0.2, days),
        "STEADY": poisson(3, days),
        "YOUNG": np.r_[np.zeros(days - 30), 1, poisson(2, 29)],
    }
    rates = np.random.default_rng(1).lognormal(0, 1, 20)
    more = {f"Z{number:02}": poisson(rate, days, seed=number) for number, rate in enumerate(rates)}
    return demand_of(**rows, **more)


def shop_for(model: Model) -> Demand:
    """Many products for a model that learns from all of them, else few with a longer history."""
    whole = shop(200) if model.whole_catalogue else shop(800).select(np.arange(4))
    return whole.select(model.suits(whole))


@every_model
def test_totals_are_never_negative_and_never_fall(model: Model) -> None:
    demand = shop_for(model)
    forecast = run(model, demand)
    products = len(demand.skus)

    assert products >= 3
    assert forecast.skus.tolist() == demand.skus.tolist()
    assert set(forecast.models) == {model.name}
    assert forecast.start == demand.start
    assert forecast.mean.shape == (products, HORIZON_DAYS)
    assert forecast.totals.shape == (products, len(TOTAL_DAYS), len(LEVELS))
    assert np.isfinite(forecast.totals).all()
    assert forecast.mean.min() >= 0
    assert forecast.variance.min() >= 0
    assert forecast.totals.min() >= 0
    assert np.diff(forecast.totals, axis=1).min() >= 0
    assert np.diff(forecast.totals, axis=2).min() >= 0


@every_model
def test_same_seed_gives_the_same_forecast_and_leaves_global_randomness_alone(
    model: Model,
) -> None:
    demand = shop_for(model)
    before = np.random.get_state()[1].copy()

    assert np.array_equal(run(model, demand).totals, run(model, demand).totals)
    assert np.array_equal(before, np.random.get_state()[1])


@pytest.mark.parametrize(
    "model",
    [model for model in MODELS if model not in (seasonal_naive.MODEL, COMBINATION)],
    ids=lambda model: model.name,
)
def test_products_go_on_at_their_own_level_and_sell_nothing_while_closed(
    model: Model,
) -> None:
    """Seasonal naive, the bar, knows the past alone; the combination has it among its parts."""
    demand = shop_for(model)
    exposure = demand.exposure.copy()
    exposure[:, demand.days : demand.days + 7] = 0
    forecast = run(model, replace(demand, exposure=exposure))
    steady = forecast.product("STEADY")

    assert forecast.mean[:, :7].max() == 0
    assert steady.mean[0, 7:28].sum() == pytest.approx(21 * 3, rel=0.3)


@every_model_of_one_product
def test_constant_demand_goes_on(model: Model) -> None:
    forecast = run(model, demand_of(A=np.full(180, 6)))

    assert forecast.total_mean(28)[0] == pytest.approx(28 * 6, rel=0.05)
    assert forecast.total_quantile(28, 0.5)[0] == pytest.approx(28 * 6, rel=0.05)


@every_model_of_one_product
def test_ten_times_the_demand_gives_ten_times_the_mean(model: Model) -> None:
    units = poisson(8, 200)
    one, ten = run(model, demand_of(A=units)), run(model, demand_of(A=10 * units))

    assert ten.total_mean(28)[0] == pytest.approx(10 * one.total_mean(28)[0], rel=0.05)


@every_model_of_one_product
def test_weekend_shop_sells_at_weekends(model: Model) -> None:
    weekday = (FIRST_DAY.weekday() + np.arange(28 * 7)) % 7
    forecast = run(model, demand_of(A=np.where(weekday >= 5, 20, 4)))
    coming = (forecast.start.weekday() + np.arange(28)) % 7
    weekend, others = forecast.mean[0, :28][coming >= 5], forecast.mean[0, :28][coming < 5]

    assert weekend.mean() > 3 * others.mean()


@every_model_of_one_product
def test_nothing_sold_for_400_days_is_expected_to_go_on(model: Model) -> None:
    demand = demand_of(A=[3, 0, 2, *np.zeros(400)])

    if model.suits(demand).all():
        assert run(model, demand).total_mean(28)[0] < 1
    else:
        with pytest.raises(ForecastError, match="too little history"):
            run(model, demand)


@pytest.mark.parametrize("model", [count.MODEL, seasonal_naive.MODEL], ids=lambda model: model.name)
@pytest.mark.parametrize(
    "units",
    [[5, *np.zeros(99)], [*np.zeros(99), 5], [5]],
    ids=["one sale long ago", "one sale on the last day", "one day of history"],
)
def test_one_sale_is_enough_for_the_whole_catalogue_models(
    model: Model, units: list[float]
) -> None:
    forecast = run(model, demand_of(A=units))

    assert np.isfinite(forecast.totals).all()
    assert 0 <= forecast.total_mean(28)[0] <= 28 * 5


@pytest.mark.parametrize(
    "model",
    [prophet.MODEL, arima.MODEL, regression.MODEL, seasonal_naive.MODEL],
    ids=lambda model: model.name,
)
def test_forecast_does_not_depend_on_neighbours(model: Model) -> None:
    demand = shop(200)
    together = run(model, demand.select(np.isin(demand.skus, ["STEADY", "Z00"])))

    for sku in ("STEADY", "Z00"):
        assert np.allclose(together.product(sku).totals, run(model, demand.product(sku)).totals)
