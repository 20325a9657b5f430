import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from inventory_core.domain.errors import SettingsError
from inventory_core.optimization.newsvendor import expected_cost
from inventory_core.optimization.reorder_lots import (
    LotCosts,
    ReorderLot,
    best_policy,
    best_reorder_point,
    lead_time_demand,
    policy_cost,
)

COSTS = LotCosts(demand_rate=1300, order_cost=8, holding_cost=0.225, stockout_cost=7.5)
DEMAND = lead_time_demand(demand_mean=1300, demand_spread=150, lead_time_mean=1 / 12)


def costs_of(**changed: float) -> LotCosts:
    usual = {"demand_rate": 10, "order_cost": 20, "holding_cost": 2, "stockout_cost": 9}
    return LotCosts(**{**usual, **changed})


def test_without_lead_time_there_is_no_demand_in_it() -> None:
    demand = lead_time_demand(demand_mean=100, demand_spread=22, lead_time_mean=0)

    assert demand.mean() == 0
    assert demand.std() < 1e-9


def test_the_cost_is_the_average_over_the_stock_positions_passed() -> None:
    policy = ReorderLot(reorder_point=120, lot=300)
    positions = 120 + 300 * (np.arange(3000) + 0.5) / 3000
    kept = expected_cost(DEMAND, positions, short_cost=7.5, over_cost=0.225).mean()

    assert policy_cost(DEMAND, COSTS, policy) == pytest.approx(8 * 1300 / 300 + kept, rel=1e-6)


@settings(max_examples=25, deadline=None)
@given(
    spread=st.floats(0, 100),
    lot=st.floats(1, 500),
    stockout=st.floats(0.5, 50),
    away=st.floats(1, 50),
)
def test_no_reorder_point_is_better_for_a_lot(
    spread: float, lot: float, stockout: float, away: float
) -> None:
    demand = lead_time_demand(demand_mean=120, demand_spread=spread, lead_time_mean=1)
    costs = costs_of(stockout_cost=stockout)
    point = best_reorder_point(demand, costs, lot)
    least = policy_cost(demand, costs, ReorderLot(reorder_point=point, lot=lot))

    for other in (point - away, point + away):
        cost = policy_cost(demand, costs, ReorderLot(reorder_point=other, lot=lot))
        assert cost >= least - 1e-6


@settings(max_examples=25, deadline=None)
@given(
    mean=st.just(0.0) | st.floats(0.001, 40),
    order_cost=st.floats(0, 100),
    holding_cost=st.floats(0.1, 5),
    stockout_cost=st.floats(0.1, 50),
    shift=st.tuples(st.integers(-4, 4), st.integers(-4, 4)),
)
def test_the_exact_policy_is_not_beaten_by_its_neighbours(
    mean: float,
    order_cost: float,
    holding_cost: float,
    stockout_cost: float,
    shift: tuple[int, int],
) -> None:
    demand = stats.poisson(mean)
    costs = costs_of(order_cost=order_cost, holding_cost=holding_cost, stockout_cost=stockout_cost)
    best = best_policy(demand, costs)
    point, lot = best.reorder_point + shift[0], max(best.lot + shift[1], 1)
    other = ReorderLot(reorder_point=point, lot=lot)

    assert best.lot >= 1
    assert policy_cost(demand, costs, other) >= policy_cost(demand, costs, best) - 1e-7
    assert best_reorder_point(demand, costs, best.lot) == pytest.approx(best.reorder_point, abs=1)


def test_free_orders_are_placed_for_every_unit() -> None:
    demand, free = stats.poisson(6), costs_of(order_cost=0)

    # The newsvendor's level at 9 / 11 is 8: order whenever stock falls below it
    assert best_policy(demand, free) == ReorderLot(reorder_point=7, lot=1)


@pytest.mark.parametrize("name", ["demand_rate", "order_cost", "holding_cost", "stockout_cost"])
@pytest.mark.parametrize("value", [-1.0, np.nan])
def test_costs_that_are_no_amounts_are_refused(name: str, value: float) -> None:
    with pytest.raises(SettingsError, match=r"must be 0 or more, not .*value\.$"):
        costs_of(**{name: value})


def test_an_empty_lot_costs_something_only_if_orders_do() -> None:
    empty = ReorderLot(reorder_point=8, lot=0)

    with pytest.raises(SettingsError, match=r"^The lot must be more than 0"):
        policy_cost(stats.poisson(6), costs_of(), empty)
    assert policy_cost(stats.poisson(6), costs_of(order_cost=0), empty) == pytest.approx(
        expected_cost(stats.poisson(6), 8, short_cost=9, over_cost=2)
    )


@pytest.mark.parametrize("name", ["holding_cost", "stockout_cost"])
def test_without_holding_or_stockout_cost_a_lot_has_a_cost_but_none_is_best(name: str) -> None:
    demand, costs = stats.poisson(6), costs_of(**{name: 0})

    assert policy_cost(demand, costs, ReorderLot(reorder_point=8, lot=5)) > 0
    with pytest.raises(SettingsError, match=r"must be more than 0"):
        best_policy(demand, costs)
    with pytest.raises(SettingsError, match=r"must be more than 0"):
        best_reorder_point(demand, costs, 5)
