import time
from collections.abc import Callable
from dataclasses import replace
from multiprocessing import active_children

import numpy as np
import pandas as pd
import pytest

from inventory_core.domain.demand import Demand, plain_demand
from inventory_core.domain.errors import ForecastError
from inventory_core.domain.forecast import Forecast
from inventory_core.forecasting.engine import (
    AUTOMATIC,
    MODEL_NAMES,
    MODELS,
    fingerprints,
    fit_catalogue,
    fit_product,
    fit_products,
    forecast_by,
    in_force,
    join_product,
    model_named,
    worth_fitting,
)
from inventory_core.forecasting.joining import Joining

Histories = Callable[..., Demand]
Forecasts = Callable[..., Forecast]


@pytest.fixture
def seasonal(history_of: Histories) -> Demand:
    """Seven months of a product that sells at weekends, and of one that grows."""
    rng = np.random.default_rng(8)
    week = np.tile([2, 2, 2, 2, 4, 12, 11], 30)
    growth = np.linspace(2, 12, 210)
    return history_of(GROWS=rng.poisson(growth) + np.eye(1, 210)[0], WEEKEND=rng.poisson(week) + 1)


# The menu


def test_the_menu_begins_with_count_and_ends_with_seasonal_naive() -> None:
    assert (MODEL_NAMES[0], MODEL_NAMES[-1]) == ("count", "seasonal naive")
    assert [model_named(name) for name in MODEL_NAMES] == list(MODELS)
    assert AUTOMATIC not in MODEL_NAMES
    assert len(set(MODEL_NAMES)) == len(MODELS)


def test_an_unknown_name_is_no_model() -> None:
    with pytest.raises(ValueError, match="not in tuple"):
        model_named(AUTOMATIC)


# The whole catalogue


def losses(scores: pd.DataFrame) -> pd.DataFrame:
    return scores.pivot_table(index="sku", columns="model", values="loss_units")


def test_all_products_go_by_the_combination(catalogue: Callable[..., Demand]) -> None:
    demand = catalogue(100, 250, seed=3)
    fitted = fit_catalogue(demand)
    combination = model_named("combination").forecast(demand, np.random.default_rng(0))

    assert fitted.forecast.skus.tolist() == demand.skus.tolist()
    assert set(fitted.forecast.models) == {"combination"}
    assert np.array_equal(fitted.forecast.totals, combination.totals)
    # What repeating last week would have missed is told, and is worse where no week repeats.
    own = losses(fitted.scores)
    assert list(own.columns) == ["boosting", "combination", "count", "seasonal naive"]
    assert own["combination"].sum() < own["seasonal naive"].sum()


def test_too_small_a_catalogue_goes_by_count(history_of: Histories) -> None:
    fitted = fit_catalogue(history_of(A=np.ones(200), B=np.tile([2.0, 1.0], 100)))

    assert set(fitted.scores["model"]) == {"count", "seasonal naive"}
    assert fitted.forecast.models.tolist() == ["count", "count"]


def test_a_product_too_young_for_a_test_goes_by_count(catalogue: Callable[..., Demand]) -> None:
    demand = catalogue(60, 250, seed=5)
    units = demand.units.copy()
    units[4, :210], units[4, 210] = 0, 1
    young = plain_demand(skus=demand.skus, first_day=demand.first_day, units=units)
    models = fit_catalogue(young).forecast.models

    assert models[4] == "count"
    assert set(np.delete(models, 4)) == {"combination"}


def test_a_shop_too_young_for_tests_goes_by_count(history_of: Histories) -> None:
    fitted = fit_catalogue(history_of(A=np.ones(10), B=np.ones(10)))

    assert fitted.forecast.models.tolist() == ["count", "count"]
    assert len(fitted.scores) == 0


# One product


def test_models_of_one_product_are_tested_and_leave_the_forecast(seasonal: Demand) -> None:
    catalogue = fit_catalogue(seasonal)
    for sku in seasonal.skus:
        known = catalogue.product(sku)
        fitted = fit_product(seasonal.product(sku), known)

        assert {"prophet", "arima", "regression", "count"} <= set(losses(fitted.scores).columns)
        assert fitted.failures == ()
        assert fitted.finished
        assert np.array_equal(fitted.forecast.totals, known.forecast.totals)


def test_a_model_without_history_enough_is_not_tested(history_of: Histories) -> None:
    once = history_of(A=np.eye(1, 200)[0])
    catalogue = fit_catalogue(once)
    fitted = fit_product(once, catalogue.product("A"))

    assert set(fitted.scores["model"]) == {"count", "seasonal naive"}
    assert fitted.forecast.models.tolist() == catalogue.forecast.models.tolist()
    assert fitted.failures == ()


def test_a_model_that_joins_moves_the_forecast_a_third_of_the_way(seasonal: Demand) -> None:
    alone, known = seasonal.product("WEEKEND"), fit_catalogue(seasonal).product("WEEKEND")
    arima = forecast_by(seasonal, "arima", "WEEKEND")
    made = join_product(alone, known, Joining(models=("arima", "", ""))).forecast

    assert made.models.tolist() == ["combination"]
    for level in (0.5, 0.95):
        assert made.total_quantile(7, level) == pytest.approx(
            (2 * known.forecast.total_quantile(7, level) + arima.total_quantile(7, level)) / 3
        )
    assert made.total_mean(28) == pytest.approx(known.forecast.total_mean(28))


def test_where_nobody_joins_the_forecast_stays(seasonal: Demand) -> None:
    alone, known = seasonal.product("GROWS"), fit_catalogue(seasonal).product("GROWS")

    assert join_product(alone, known, Joining(models=("", "", ""))).forecast is known.forecast


def test_the_same_history_always_gives_the_same_forecast(seasonal: Demand) -> None:
    one, two = (forecast_by(seasonal, name, "WEEKEND") for name in ("arima", "arima"))

    assert np.array_equal(one.totals, two.totals)


@pytest.mark.parametrize("name", ["count", "combination", "prophet", "arima", "seasonal naive"])
def test_a_product_goes_by_the_model_that_the_seller_chose(seasonal: Demand, name: str) -> None:
    forecast = forecast_by(seasonal, name, "WEEKEND")

    assert forecast.skus.tolist() == ["WEEKEND"]
    assert forecast.models.tolist() == [name]
    # A weekend sells five times as much as a Monday
    assert forecast.mean[0, 5] > 2 * forecast.mean[0, 0]


@pytest.mark.parametrize("name", ["prophet", "arima"])
def test_too_little_history_for_a_chosen_model_is_told_in_a_sentence(
    history_of: Histories, name: str
) -> None:
    demand = history_of(A=np.ones(5), B=np.ones(5))

    with pytest.raises(ForecastError, match=r"^A has too little history .*: choose Automatic\.$"):
        forecast_by(demand, name, "A")


def test_products_that_sell_twice_a_week_are_worth_a_model_of_their_own(
    history_of: Histories,
) -> None:
    units = {
        "DAILY": np.ones(70),
        "NEW": np.concatenate([np.zeros(65), np.ones(5)]),  # five days are too few for any model
        "SELDOM": np.tile([1, 0, 0, 0, 0, 0, 0], 10),
        "TWICE": np.tile([1, 0, 0, 1, 0, 0, 0], 10),
    }
    demand = history_of(**units)

    assert dict(zip(demand.skus, worth_fitting(demand), strict=True)) == {
        "DAILY": True,
        "NEW": False,
        "SELDOM": False,
        "TWICE": True,
    }


def test_fingerprints_name_products_and_follow_their_history(seasonal: Demand) -> None:
    before = fingerprints(seasonal)
    units = seasonal.units.copy()
    units[1, -1] += 1
    after = fingerprints(replace(seasonal, units=units))

    assert before.index.tolist() == ["GROWS", "WEEKEND"]
    assert (before == after).tolist() == [True, False]


# Which forecast is in force


def named(forecast: Forecast, *models: str) -> Forecast:
    return replace(forecast, models=np.array(models))


def test_without_anything_kept_all_products_go_by_count(poisson_forecast: Forecasts) -> None:
    count = poisson_forecast(A=1.0, B=2.0)
    forecast = in_force(count, winners_kept=None, choices_kept=None, choices=pd.Series(dtype="str"))

    assert forecast.skus.tolist() == ["A", "B"]
    assert forecast.models.tolist() == ["count", "count"]


def test_a_choice_beats_the_winner_and_the_winner_beats_count(poisson_forecast: Forecasts) -> None:
    forecast = in_force(
        poisson_forecast(A=1.0, B=1.0, C=1.0),
        winners_kept=named(poisson_forecast(A=2.0, B=2.0), "arima", "arima"),
        choices_kept=named(poisson_forecast(A=3.0), "prophet"),
        choices=pd.Series({"A": "prophet", "B": AUTOMATIC, "C": AUTOMATIC}),
    )

    assert forecast.skus.tolist() == ["A", "B", "C"]
    assert forecast.models.tolist() == ["prophet", "arima", "count"]
    assert forecast.total_mean(1).tolist() == [3, 2, 1]


def test_what_was_kept_of_an_earlier_choice_is_ignored(poisson_forecast: Forecasts) -> None:
    kept = {
        "winners_kept": named(poisson_forecast(A=2.0, B=2.0), "arima", "arima"),
        "choices_kept": named(poisson_forecast(A=3.0, B=3.0), "prophet", "prophet"),
    }
    forecast = in_force(
        poisson_forecast(A=1.0, B=1.0),
        choices=pd.Series({"A": AUTOMATIC, "B": "seasonal naive"}),
        **kept,
    )

    # A went back to automatic; B's new choice was not forecast yet, and no winner was asked for
    assert forecast.models.tolist() == ["arima", "count"]


def test_a_product_nobody_spoke_of_goes_by_its_winner(poisson_forecast: Forecasts) -> None:
    forecast = in_force(
        poisson_forecast(A=1.0),
        winners_kept=named(poisson_forecast(A=2.0), "arima"),
        choices_kept=None,
        choices=pd.Series(dtype="str"),
    )

    assert forecast.models.tolist() == ["arima"]


def test_what_is_in_force_goes_on_after_its_horizon_like_count(poisson_forecast: Forecasts) -> None:
    # Count knows of a season that lies after the horizon, at the beginning of which nothing sells.
    count = replace(poisson_forecast(A=0.01, B=1.0), later=np.array([430.0, 155.0]))
    forecast = in_force(
        count,
        winners_kept=named(poisson_forecast(A=0.02, B=1.5), "combination", "combination"),
        choices_kept=named(poisson_forecast(A=0.0), "seasonal naive"),
        choices=pd.Series({"A": "seasonal naive"}),
    )

    assert forecast.yearly == pytest.approx([430, 1.5 * 365], rel=0.01)


# The run over many products


def test_two_processes_find_what_one_does_and_stop_when_the_run_is_closed(
    catalogue: Callable[..., Demand],
) -> None:
    demand = catalogue(4, 90, seed=5)
    whole = fit_catalogue(demand)
    run = fit_products(demand, whole, processes=2)
    done = [next(run), next(run)]
    run.close()

    for fitted in done:
        sku = fitted.forecast.skus[0]
        (alone,) = fit_products(demand.select(demand.skus == sku), whole, processes=1)
        assert np.array_equal(alone.forecast.totals, fitted.forecast.totals)
        assert alone.forecast.models.tolist() == fitted.forecast.models.tolist()
        pd.testing.assert_frame_equal(alone.scores, fitted.scores)
        assert alone.failures == fitted.failures == ()
    assert next(run, None) is None
    assert processes_end()


def processes_end() -> bool:
    """What the two were at is finished first; a busy computer may take a while for that."""
    patience = time.monotonic() + 60
    while active_children() and time.monotonic() < patience:
        time.sleep(0.05)
    return not active_children()


def test_a_run_in_one_process_hands_out_each_product_as_it_is_done(seasonal: Demand) -> None:
    run = fit_products(seasonal, fit_catalogue(seasonal), processes=1)

    assert next(run).forecast.skus.tolist() == ["GROWS"]
    run.close()
    assert next(run, None) is None
