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
    expected_losses,
    pinball_loss,
    pooled_losses,
    winners,
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


ALIKE = pd.Series({"count": 1.0, "arima": 1.0, "seasonal naive": 1.0})


def test_where_the_models_did_alike_on_all_products_the_lowest_loss_wins() -> None:
    table = scores(("B", "count", 3), ("A", "count", 2), ("A", "arima", 1), ("B", "arima", 4))
    won = winners(table, ALIKE, bar="seasonal naive")

    assert won.to_dict() == {"A": "arima", "B": "count"}
    assert won.index.tolist() == ["A", "B"]


def test_on_a_tie_the_first_model_wins() -> None:
    table = scores(("A", "count", 2), ("A", "arima", 2))

    assert winners(table, ALIKE, bar="seasonal naive").to_dict() == {"A": "count"}


def test_luck_in_three_tests_does_not_beat_what_holds_for_all_products() -> None:
    # Count loses 10 % more here, and 30 % less over the whole catalogue
    table = scores(("A", "count", 1.1), ("A", "arima", 1.0))
    pooled = pd.Series({"count": 0.7, "arima": 1.0})

    assert winners(table, pooled, bar="seasonal naive")["A"] == "count"


def test_what_is_far_better_on_its_own_product_wins_all_the_same() -> None:
    table = scores(("A", "count", 9.0), ("A", "arima", 1.0))
    pooled = pd.Series({"count": 0.9, "arima": 1.0})

    assert winners(table, pooled, bar="seasonal naive")["A"] == "arima"


def test_no_model_wins_that_lost_more_than_the_bar() -> None:
    table = scores(("A", "count", 1.1), ("A", "seasonal naive", 1.0), ("A", "arima", 1.3))
    pooled = pd.Series({"count": 0.7, "arima": 0.8, "seasonal naive": 1.5})

    assert winners(table, pooled, bar="seasonal naive")["A"] == "seasonal naive"


def test_own_tests_weigh_as_many_as_they_are_beside_those_of_all_products() -> None:
    table = scores(("A", "count", 2.0), ("A", "arima", 8.0))
    pooled = pd.Series({"count": 1.0, "arima": 1.0})
    expected = expected_losses(table, pooled).loc["A"]

    # In ratios the product loses 4 by either model: 3 of 3 + PRIOR_ORIGINS = 9 tests are its own
    assert expected["count"] == pytest.approx(4 * (2 / 4) ** (1 / 3))
    assert expected["arima"] == pytest.approx(4 * (8 / 4) ** (1 / 3))


def test_being_right_to_the_unit_counts_as_ten_times_better_at_most() -> None:
    pooled = pd.Series({"count": 1.0, "arima": 1.0})
    lucky = scores(("A", "count", 0.0), ("A", "arima", 2.0))
    good = scores(("A", "count", 0.1), ("A", "arima", 2.0))

    expected = expected_losses(lucky, pooled).loc["A"]
    assert expected.to_dict() == pytest.approx(
        expected_losses(good, pooled).loc["A"].to_dict(), 0.05
    )


def test_a_seasonal_product_goes_by_the_model_that_knows_its_season() -> None:
    # An Advent tea's own tests: the combination is best over all products and far off here
    table = scores(("A", "combination", 9.0), ("A", "seasonal naive", 9.8), ("A", "prophet", 1.7))
    pooled = pd.Series({"combination": 0.84, "seasonal naive": 1.23})

    assert winners(table, pooled, bar="seasonal naive")["A"] == "prophet"


def test_a_model_without_pooled_evidence_is_expected_to_do_like_the_worst() -> None:
    table = scores(("A", "count", 1.0), ("A", "prophet", 1.0))
    expected = expected_losses(table, pd.Series({"count": 0.8, "seasonal naive": 1.2})).loc["A"]

    assert expected["prophet"] / expected["count"] > 1.3


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


def test_without_scores_nobody_wins() -> None:
    assert len(winners(scores(), pd.Series(dtype=float), bar="seasonal naive")) == 0


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
