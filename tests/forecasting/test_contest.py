from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pandas as pd
import pytest

from inventory_core.domain.demand import HORIZON_DAYS, Demand
from inventory_core.domain.forecast import Forecast, from_paths, stack
from inventory_core.domain.frames import SCORES
from inventory_core.forecasting import count, seasonal_naive
from inventory_core.forecasting.contest import (
    BACKTEST_DAYS,
    FEWEST_DAYS,
    ORIGINS,
    Model,
    backtest,
    combine,
    hold,
    pinball_loss,
    pooled_losses,
    weights,
)

Histories = Callable[..., Demand]
TESTED_DAYS = ORIGINS * BACKTEST_DAYS


def always(units: float) -> Model:
    """A model that is sure of so many units a day."""

    def forecast(demand: Demand, _: np.random.Generator) -> Forecast:
        paths = np.full((HORIZON_DAYS, 2), units)
        return stack([from_paths(sku, demand.start, paths, model="always") for sku in demand.skus])

    return Model(name="always", label="", forecast=forecast)


def scores(*rows: tuple[str, str, float]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["sku", "model", "loss_units"])
    return frame.assign(origins=3.0, actual_units=1.0)


def test_loss_is_the_level_for_each_unit_short_and_the_rest_for_each_over() -> None:
    # Short by 4: 0.5 · 4 and 0.9 · 4; over by 6: 0.5 · 6 and 0.1 · 6
    losses = pinball_loss(np.array([[10.0, 10.0]] * 2), np.array([14.0, 4.0]), [0.5, 0.9])

    assert losses.tolist() == pytest.approx([(2 + 3.6) / 2, (3 + 0.6) / 2])


def test_a_perfect_forecast_loses_nothing() -> None:
    assert pinball_loss(np.array([[7.0, 7.0]]), np.array([7.0]), [0.1, 0.9]).tolist() == [0]


def test_the_last_months_are_scored_in_units(history_of: Histories) -> None:
    # 2 a day, then three months of 28 days with 3, 1 and 4 a day
    units = np.concatenate([np.full(60, 2.0), *(np.full(28, rate) for rate in (3.0, 1.0, 4.0))])
    score = backtest(history_of(A=units), always(2)).iloc[0]

    assert (score["sku"], score["model"], score["origins"]) == ("A", "always", 3)
    assert score["actual_units"] == pytest.approx(28 * 8 / 3)
    assert score["miss_units"] == pytest.approx((28 + 28 + 56) / 3)
    assert score["bias_units"] == pytest.approx((28 - 28 + 56) / 3)  # too low on the whole
    # The levels 50, 75, 90, 95 and 99 % add up to 4.09 for each unit short, 0.91 for each over
    assert score["loss_units"] == pytest.approx((28 * 4.09 + 28 * 0.91 + 56 * 4.09) / 5 / 3)


def test_scores_are_the_declared_frame(history_of: Histories) -> None:
    assert list(backtest(history_of(A=np.ones(200)), count.MODEL).columns) == list(SCORES)


@pytest.mark.parametrize(
    ("days", "origins"),
    [
        (FEWEST_DAYS + TESTED_DAYS, 3),
        (FEWEST_DAYS + TESTED_DAYS - 1, 2),
        (FEWEST_DAYS + BACKTEST_DAYS, 1),
    ],
)
def test_a_test_counts_only_after_four_weeks_on_sale(
    history_of: Histories, days: int, origins: int
) -> None:
    assert backtest(history_of(A=np.ones(days)), always(1))["origins"].tolist() == [origins]


@pytest.mark.parametrize("days", [1, 27, FEWEST_DAYS + BACKTEST_DAYS - 1])
def test_too_young_a_shop_has_no_scores(history_of: Histories, days: int) -> None:
    table = backtest(history_of(A=np.ones(days)), count.MODEL)

    assert len(table) == 0
    assert list(table.columns) == list(SCORES)


def test_each_product_is_tested_as_often_as_it_can_be(history_of: Histories) -> None:
    # Every week, where three quarters of a test are those of its neighbours
    new = np.concatenate([np.zeros(140), np.ones(60)])
    table = backtest(
        history_of(NEW=new, NEWEST=np.eye(1, 200, 199)[0], OLD=np.ones(200)), count.MODEL
    )

    assert dict(zip(table["sku"], table["origins"], strict=True)) == {"NEW": 0.25, "OLD": 9 * 0.25}


def test_products_that_do_not_suit_the_model_are_left_out(history_of: Histories) -> None:
    picky = replace(always(1), suits=lambda demand: demand.skus == "B")
    table = backtest(history_of(A=np.ones(200), B=np.ones(200)), picky)

    assert table["sku"].tolist() == ["B"]


def test_a_model_is_shown_only_what_was_known(history_of: Histories) -> None:
    shown: list[Demand] = []

    def watching(demand: Demand, rng: np.random.Generator) -> Forecast:
        shown.append(demand)
        return seasonal_naive.forecast(demand, rng)

    demand = history_of(A=np.arange(1.0, 201))
    backtest(demand, Model(name="watching", label="", forecast=watching))

    assert [known.days for known in shown] == [116, 144, 172]
    assert [known.units[0, -1] for known in shown] == [116, 144, 172]
    assert [known.start for known in shown] == [
        demand.first_day + timedelta(days=days) for days in (116, 144, 172)
    ]


@pytest.mark.parametrize("model", [count.MODEL, seasonal_naive.MODEL], ids=lambda model: model.name)
def test_the_future_does_not_change_what_was_forecast_before(
    catalogue: Callable[..., Demand], model: Model
) -> None:
    demand = catalogue(5, 250, seed=1)
    changed = demand.units.copy()
    changed[:, 222:] += 50
    other = replace(demand, units=changed)
    before, after = (
        model.forecast(history.until(222), np.random.default_rng(0)) for history in (demand, other)
    )
    # The last four of nine weekly tests see something of the changed month
    ending = backtest(demand.until(222), model)

    assert np.array_equal(before.totals, after.totals)
    assert backtest(other.until(222), model).equals(ending)
    assert (backtest(other, model)["loss_units"] > backtest(demand, model)["loss_units"]).all()
    assert (
        backtest(other, model)["actual_units"] - backtest(demand, model)["actual_units"]
    ).tolist() == pytest.approx([(28 + 21 + 14 + 7) * 50 / 9] * 5)


def test_pooled_losses_weigh_products_by_the_root_of_their_sales() -> None:
    table = pd.concat(
        [
            scores(("A", "count", 10.0), ("A", "arima", 20.0)).assign(actual_units=100.0),
            scores(("B", "count", 2.0), ("B", "arima", 1.0)).assign(actual_units=1.0),
            scores(("C", "count", 50.0)).assign(actual_units=1.0),  # not tested by both
        ]
    )
    # count: 10 / 10 + 2 / 1 = 3, arima: 20 / 10 + 1 / 1 = 3
    assert pooled_losses(table).to_dict() == {"count": 1.0, "arima": 1.0}


# The combination


def test_a_model_that_loses_a_tenth_more_weighs_a_third_less() -> None:
    shares = weights(pd.Series({"count": 1.1, "boosting": 1.0}))

    assert shares.sum() == pytest.approx(1)
    assert shares["count"] / shares["boosting"] == pytest.approx(1.1**-4)


def test_a_model_far_behind_the_best_has_no_part() -> None:
    assert weights(pd.Series({"count": 1.0, "boosting": 1.16})).to_dict() == {
        "count": 1.0,
        "boosting": 0.0,
    }


def test_a_combination_averages_quantiles_means_and_variances(history_of: Histories) -> None:
    demand = history_of(A=np.ones(60))
    rng = np.random.default_rng(0)
    forecasts = {"one": always(1).forecast(demand, rng), "two": always(3).forecast(demand, rng)}
    made = combine(forecasts, pd.Series({"one": 0.25, "two": 0.75}))

    assert made.models.tolist() == ["combination"]
    assert made.total_mean(28).tolist() == [28 * 2.5]
    assert made.total_quantile(28, 0.95).tolist() == [28 * 2.5]


def test_where_one_model_has_all_the_weight_it_keeps_its_name(history_of: Histories) -> None:
    demand = history_of(A=np.ones(60))
    forecasts = {"count": count.forecast(demand, np.random.default_rng(0))}

    assert combine(forecasts, pd.Series({"count": 1.0, "boosting": 0.0})).models.tolist() == [
        "count"
    ]


def steady(name: str, units: float) -> Model:
    return replace(always(units), name=name)


def test_all_products_together_weigh_the_models_and_no_product_its_own(
    history_of: Histories,
) -> None:
    # Nine products sell 10 a day and one sells 11: by its own tests the second model would win it
    units = {f"P{number}": np.full(200, 10.0) for number in range(9)} | {"Q": np.full(200, 10.7)}
    held = hold(history_of(**units), [steady("ten", 10.2), steady("eleven", 10.6)], seed=0)

    assert held.weights.to_dict() == {"ten": 1.0, "eleven": 0.0}
    assert held.combined().total_mean(10).tolist() == pytest.approx([102.0] * 10)


def test_models_that_did_alike_share_the_combination(history_of: Histories) -> None:
    held = hold(history_of(A=np.full(200, 2.0)), [steady("a", 3.0), steady("b", 3.0)], seed=0)

    assert held.weights.to_dict() == {"a": 0.5, "b": 0.5}
    assert set(held.scores["model"]) == {"a", "b", "combination"}


def test_without_any_test_the_first_model_forecasts(history_of: Histories) -> None:
    held = hold(history_of(A=np.ones(20)), [steady("a", 1.0), steady("b", 2.0)], seed=0)

    assert held.scores.empty
    assert held.combined().total_mean(10).tolist() == [10.0]


def test_a_model_that_learns_learns_once_from_before_the_first_test(
    history_of: Histories,
) -> None:
    learned_from: list[int] = []

    def repeat(demand: Demand) -> Forecast:
        return always(1).forecast(demand, np.random.default_rng(0))

    def learn(demand: Demand, _: np.random.Generator) -> Callable[[Demand], Forecast]:
        learned_from.append(demand.days)
        return repeat

    demand = history_of(A=np.ones(200))
    score = backtest(demand, replace(always(9), learn=learn)).iloc[0]

    assert learned_from == [200 - TESTED_DAYS]
    assert score["origins"] == 3
    assert score["miss_units"] == 0  # what was learned forecasts, not the 9 a day
