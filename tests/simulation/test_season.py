"""Schedules for a season beside the plan's rule: what they save, and when there is none."""

from collections.abc import Callable
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest

from inventory_core.domain.demand import HORIZON_DAYS, plain_demand
from inventory_core.domain.errors import SettingsError
from inventory_core.domain.forecast import TOTAL_DAYS, Forecast, from_counts
from inventory_core.domain.frames import PRODUCTS, STOCK, check, typed
from inventory_core.domain.settings import ServiceRule, Settings
from inventory_core.optimization.plan import make_plan
from inventory_core.simulation.season import (
    SeasonSchedule,
    Way,
    compare_ways,
    has_season,
    season_savings,
)
from inventory_core.simulation.tables import SCHEDULE

START = date(2025, 3, 3)
FLAT = np.full(HORIZON_DAYS, 2.0)
SEASON = 2 * np.exp(1.5 * np.sin(np.arange(HORIZON_DAYS) / HORIZON_DAYS * 2 * np.pi))
BY_COSTS = Settings(service_rule=ServiceRule.COSTS)


def forecast_of(daily: npt.NDArray[np.float64], *, doubt: float = 0.03) -> Forecast:
    """A forecast whose totals have twice the variance of chance buyers, and doubt in the level."""
    spread = 2 + doubt * daily.cumsum()[TOTAL_DAYS - 1]
    return from_counts(
        np.array(["TEA"]), START, daily[None, :], spread=spread[None, :], model="count"
    )


def compared(
    daily: npt.NDArray[np.float64],
    settings: Settings | None = None,
    *,
    stock: float = 60,
    seed: int = 0,
    **facts: object,
) -> SeasonSchedule:
    settings = settings or Settings()
    usual = {"sku": "TEA", "name": "Tea", "cost": 10.0, "price": 20.0, "lead_time_days": 14.0}
    products = typed(pd.DataFrame([usual | facts]), PRODUCTS)
    counted = {"sku": "TEA", "day": pd.Timestamp(START), "on_hand": float(stock)}
    demand = plain_demand(
        skus=np.array(["TEA"]), first_day=date(2025, 2, 3), units=np.ones((1, 28))
    )
    forecast = forecast_of(daily)
    plan = make_plan(
        demand,
        forecast,
        products=products,
        stock=typed(pd.DataFrame([counted]), STOCK).fillna({"on_order": 0.0, "committed": 0.0}),
        settings=settings,
    )
    return compare_ways(plan, "TEA", settings=settings, rng=np.random.default_rng(seed))


# What they save


def test_without_a_season_a_schedule_hardly_saves() -> None:
    found = compared(FLAT, BY_COSTS)

    cost = found.of(Way.PLAN, "total")
    assert found.best == Way.LEVELS
    assert found.saving > -2 * found.error
    assert found.saving < 0.05 * cost


def test_with_a_season_the_saving_is_the_same_in_other_futures() -> None:
    found, again = (compared(SEASON, seed=seed) for seed in (0, 1))

    assert found.is_sure
    assert found.saving == pytest.approx(again.saving, abs=3 * np.hypot(found.error, again.error))
    # They are drawn after the schedule was made, which does not depend on them.
    assert found.schedule.equals(again.schedule)


def test_levels_cost_less_than_fixed_orders_where_sales_are_hard_to_foresee() -> None:
    found = compared(SEASON)

    assert found.of(Way.LEVELS, "total") < found.of(Way.FIXED_ORDERS, "total")


def test_the_parts_add_up_to_the_cost_and_the_costs_to_the_saving() -> None:
    ways = compared(SEASON).ways

    parts = ways[["ordering", "holding", "lost_sales", "left_over"]].sum(axis=1)
    assert ways["total"].tolist() == pytest.approx(parts.tolist())
    saved = ways["total"].iloc[0] - ways["total"]
    assert ways["saving"].tolist() == pytest.approx(saved.tolist())
    assert ways["left_over"].min() == 0
    assert ways["way"].iloc[0] == Way.PLAN


def test_a_product_sold_out_is_not_ordered_for_sales_that_are_lost_anyway() -> None:
    """28 days of 2 a day are asked for before an order arrives; the plan's rule wants them all."""
    told = {"lead_time_shortest_days": 28.0, "lead_time_longest_days": 28.0}
    found = compared(FLAT, stock=0, lead_time_days=28.0, **told)

    later = found.schedule.iloc[5:]
    assert found.schedule["order_up_to"].iloc[0] < later["order_up_to"].min() - 40
    assert found.saving > 0


def test_smallest_orders_and_packs_are_kept() -> None:
    found = compared(SEASON, moq_units=100, pack_size_units=24)

    assert found.order_units > 0
    assert found.order_units % 24 == 0
    assert found.order_units >= 100


@pytest.mark.parametrize("review_days", [1, 7, 14])
def test_an_order_may_be_placed_at_each_look_but_at_most_once_a_week(review_days: int) -> None:
    found = compared(FLAT, Settings(review_period_days=review_days))

    steps = found.schedule["day"].diff().dropna().dt.days
    assert set(steps) == {max(review_days, 7)}
    assert found.schedule["day"].iloc[0] == pd.Timestamp(START)
    assert found.days == len(found.schedule) * max(review_days, 7) <= 182
    check(found.schedule, SCHEDULE)


def test_who_hardly_looks_gets_no_schedule_by_weeks() -> None:
    with pytest.raises(SettingsError, match="at least every two weeks"):
        compared(FLAT, Settings(review_period_days=30))


@pytest.mark.parametrize("rule", ServiceRule)
def test_the_plan_is_compared_as_it_is_by_each_service_rule(rule: str) -> None:
    found = compared(SEASON, Settings(service_rule=rule))

    assert (Way.COSTS in set(found.ways["way"])) == (rule != ServiceRule.COSTS)
    assert 0.9 < found.of(Way.PLAN, "fill_rate") <= 1


def test_a_product_with_a_level_of_its_own_does_not_go_by_costs() -> None:
    found = compared(FLAT, service_level=0.8)

    assert Way.COSTS not in set(found.ways["way"])
    assert np.isnan(found.of(Way.COSTS, "saving"))
    assert found.of(Way.PLAN, "fill_rate") < compared(FLAT).of(Way.PLAN, "fill_rate")


def test_ten_thousand_a_week_are_planned_in_steps_of_many() -> None:
    found = compared(700 * SEASON, stock=60_000)

    assert found.saving > -2 * found.error
    assert found.schedule["order_up_to"].max() > 100_000


# When there is none


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"price": np.nan}, "add cost and price of Tea"),
        ({"price": 9.0}, "Selling Tea earns nothing"),
        ({"one_shot": True}, "Tea is bought only once"),
        ({"moq_units": 5000.0}, "The smallest order of Tea lasts for years"),
        ({"shelf_life_days": 30.0}, "Tea spoils"),
        ({"lead_time_days": 170.0}, "ends too soon"),
    ],
)
def test_where_there_is_nothing_to_schedule_a_sentence_says_why(
    facts: dict[str, object], sentence: str
) -> None:
    with pytest.raises(SettingsError, match=sentence):
        compared(FLAT, **facts)


def test_what_does_not_sell_has_no_schedule() -> None:
    with pytest.raises(SettingsError, match="not expected to sell"):
        compared(np.zeros(HORIZON_DAYS))


# All products


@pytest.mark.parametrize(
    ("daily", "seasonal"),
    [
        (FLAT, False),
        (SEASON, True),
        (np.zeros(HORIZON_DAYS), False),
        (np.where(np.arange(HORIZON_DAYS) % 7 < 2, 5.0, 1.0), False),  # weekends are no season
    ],
)
def test_a_season_is_a_change_from_month_to_month(
    daily: npt.NDArray[np.float64], seasonal: bool
) -> None:
    assert has_season(forecast_of(daily)).tolist() == [seasonal]


def test_only_sure_savings_are_listed_in_money_of_half_a_year(
    season_schedule_of: Callable[..., SeasonSchedule],
) -> None:
    found = {
        "A": season_schedule_of(saving=10.0, error=2.0),
        "B": season_schedule_of(saving=30.0, error=16.0),  # within two standard errors
        "C": season_schedule_of(saving=0.9, error=0.1),  # less than 1 % of 100
        "D": season_schedule_of(saving=20.0, error=2.0, days=91),
    }

    listed = season_savings(found, pd.Series({"A": "Apple", "B": "", "C": "", "D": "Date"}))

    assert listed["sku"].tolist() == ["D", "A"]
    assert listed["name"].tolist() == ["Date", "Apple"]
    assert listed["saving"].tolist() == [40, 10]
    assert listed["doubt"].tolist() == [8, 4]
    assert listed["plan_cost"].tolist() == [200, 100]


def test_nothing_found_is_an_empty_list() -> None:
    assert season_savings({}, pd.Series(dtype=str)).empty
