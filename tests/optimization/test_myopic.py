import pytest
from scipy import stats

from inventory_core.domain.errors import SettingsError
from inventory_core.optimization.dynamic import SeasonCosts, best_season_plan
from inventory_core.optimization.myopic import costs_when_reordered, myopic_bounds
from inventory_core.optimization.newsvendor import best_quantity, expected_cost


def test_a_rise_in_cost_makes_leftovers_welcome() -> None:
    now = {"holding_cost": 2, "stockout_cost": 10, "cost": 5}

    # A unit left over saves 8, bought for 5; one short is bought for 8
    assert costs_when_reordered(**now, next_cost=8) == (13, -1)
    assert costs_when_reordered(**now, next_cost=5) == (10, 2)


def test_amounts_are_checked() -> None:
    with pytest.raises(SettingsError, match=r"next cost must be 0 or more, not -8"):
        costs_when_reordered(holding_cost=2, stockout_cost=10, cost=5, next_cost=-8)


def test_bounds_need_a_cost_of_being_short() -> None:
    with pytest.raises(SettingsError, match=r"cost of a unit too few must be more than 0"):
        myopic_bounds(stats.norm(100, 20), short_cost=0, over_cost=1, order_cost=50)


def test_free_orders_leave_one_level() -> None:
    demand, costs = stats.norm(100, 20), {"short_cost": 20.0, "over_cost": 1.0}
    bounds = myopic_bounds(demand, **costs, order_cost=0)
    level = best_quantity(demand, **costs)

    assert {
        bounds.lowest_reorder_point,
        bounds.highest_reorder_point,
        bounds.lowest_order_up_to,
        bounds.highest_order_up_to,
    } == {level}


def test_at_the_bounds_the_period_costs_so_much_more() -> None:
    demand, costs = stats.norm(100, 20), {"short_cost": 20.0, "over_cost": 1.0}
    bounds = myopic_bounds(demand, **costs, order_cost=50, next_order_cost=30)
    least = expected_cost(demand, bounds.lowest_order_up_to, **costs)

    for level, more in (
        (bounds.lowest_reorder_point, 50),
        (bounds.highest_reorder_point, 20),
        (bounds.highest_order_up_to, 30),
    ):
        assert expected_cost(demand, level, **costs) == pytest.approx(least + more)


def test_the_best_decisions_lie_within_the_bounds() -> None:
    demand = stats.norm(100, 20)
    season = SeasonCosts(cost=2, holding_cost=1, stockout_cost=20, order_cost=50, salvage_value=2)
    plan = best_season_plan([demand] * 5, season)
    bounds = myopic_bounds(demand, short_cost=20, over_cost=1, order_cost=50, next_order_cost=50)

    # Levels are rounded to whole units there
    assert (plan.reorder_points[:4] >= bounds.lowest_reorder_point - 1).all()
    assert (plan.reorder_points[:4] <= bounds.highest_reorder_point + 1).all()
    assert (plan.order_up_to[:4] >= bounds.lowest_order_up_to - 1).all()
    assert (plan.order_up_to[:4] <= bounds.highest_order_up_to + 1).all()
