"""The plan's rule through a season, beside the best that anybody could do who knows the chances."""

from collections.abc import Callable
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from benchmarks.dynamic import SeasonPlan, Stages, best_decisions
from inventory_core.domain.arrival import Supply
from inventory_core.domain.demand import HORIZON_DAYS
from inventory_core.domain.forecast import TOTAL_DAYS, Forecast, from_counts
from inventory_core.domain.products import DAYS_A_YEAR, Economics
from inventory_core.domain.settings import Settings
from inventory_core.optimization.reordering import arrival_of, by_forecast, protection_of, spared

# Units that sell in each week on average: two seasons, the second of which is only looked ahead to.
WEEKS = [3.0] * 6 + [6, 10, 16, 24, 16, 10, 6] + [3.0] * 7
FOLLOWED = len(WEEKS)
DEMAND = np.array(WEEKS * 3)
UNITS = np.arange(80)
CHANCES = stats.poisson.pmf(UNITS, DEMAND[:, None])
LEVELS = np.arange(251.0)

Goods = Callable[..., Economics]


@pytest.fixture
def goods_at(products_of: Callable[..., pd.DataFrame]) -> Goods:
    """One product that is there at once and looked at once a week, for each level of stock."""

    def make(*, order_cost: float, **money: float) -> Economics:
        facts = {"lead_time_days": 0.0, "review_period_days": 7.0, "order_cost": order_cost}
        one = Economics.of(products_of(TEA=facts | money), Settings())
        return one.select(np.zeros(LEVELS.size, dtype=np.int64))

    return make


def kept(goods: Economics) -> np.ndarray:
    """What a week is expected to cost from each level of stock, weeks × levels."""
    left = CHANCES @ np.maximum(LEVELS - UNITS[:, None], 0.0)
    short = CHANCES @ np.maximum(UNITS[:, None] - LEVELS, 0.0)
    holding_cost = goods.holding_cost[0] * 7 / DAYS_A_YEAR
    return holding_cost * left + goods.lost_sale_cost[0] * short


def best(goods: Economics) -> SeasonPlan:
    weeks = DEMAND.size
    return best_decisions(
        Stages(
            levels=LEVELS,
            chances=list(CHANCES),
            kept=kept(goods),
            final=np.zeros(LEVELS.size),
            cost=np.zeros(weeks),
            order_cost=np.full(weeks, goods.order_cost[0]),
            discount=np.ones(weeks),
        )
    )


def forecast_from(week: int) -> Forecast:
    """What is known at the start of a week, for each level of stock."""
    daily = np.repeat(DEMAND[week:] / 7, 7)[None, :HORIZON_DAYS]
    made = from_counts(
        np.array(["TEA"]),
        date(2026, 1, 5) + timedelta(weeks=week),
        daily,
        spread=np.ones((1, len(TOTAL_DAYS))),
        model="known",
    )
    return made.select(np.zeros(LEVELS.size, dtype=np.int64))


def ordered(goods: Economics, week: int) -> np.ndarray:
    """What the plan orders in a week at each level of stock."""
    expected, settings = forecast_from(week), Settings()
    made = by_forecast(goods, expected, protection_of(goods, expected), settings)
    arrival = arrival_of(goods, expected, Supply.on_hand(LEVELS), settings)
    return made.policy.orders(LEVELS + spared(made, arrival))


def cost_of_the_plan(goods: Economics, *, afterwards: np.ndarray) -> float:
    """What following the plan is expected to cost, starting with nothing."""
    costs, weekly = afterwards, kept(goods)
    for week in reversed(range(FOLLOWED)):
        orders = ordered(goods, week)
        after = (LEVELS + orders).astype(np.int64)
        left = np.maximum(np.arange(LEVELS.size)[:, None] - UNITS, 0)
        ahead = weekly[week] + costs[left] @ CHANCES[week]
        costs = goods.order_cost * (orders > 0) + ahead[after.clip(max=LEVELS.size - 1)]
    return float(costs[0])


@pytest.mark.parametrize(
    ("money", "most_above"),
    [
        ({"cost": 20.8, "price": 21.8, "holding_rate": 0.5, "order_cost": 0.0}, 0.01),
        ({"cost": 4.0, "price": 10.0, "holding_rate": 0.25, "order_cost": 0.0}, 0.02),
        # Reorder points follow the season, the lot goes by the pace of the months ahead.
        ({"cost": 4.0, "price": 10.0, "holding_rate": 0.25, "order_cost": 5.0}, 0.17),
    ],
)
def test_through_a_season_the_plan_costs_little_more_than_the_best(
    goods_at: Goods, money: dict[str, float], most_above: float
) -> None:
    goods = goods_at(**money)
    least = best(goods)

    found = cost_of_the_plan(goods, afterwards=least.costs[FOLLOWED])

    assert least.costs[0, 0] <= found * (1 + 1e-9)
    assert found <= least.costs[0, 0] + most_above * (least.costs[0, 0] - least.costs[FOLLOWED, 0])
