from collections.abc import Callable

import numpy as np
import pytest
from scipy import stats

from inventory_core.domain.errors import SettingsError
from inventory_core.optimization.lot_approximations import (
    by_expected_inventory,
    by_losses,
    economic_lot_with_backorders,
    economic_lot_with_safety_stock,
    expected_inventory_cost,
)
from inventory_core.optimization.reorder_lots import (
    LotCosts,
    ReorderLot,
    best_reorder_point,
    lead_time_demand,
    policy_cost,
)

COSTS = LotCosts(demand_rate=1300, order_cost=8, holding_cost=0.225, stockout_cost=7.5)
DEMAND = lead_time_demand(demand_mean=1300, demand_spread=150, lead_time_mean=1 / 12)
SURE = lead_time_demand(demand_mean=1300, demand_spread=0, lead_time_mean=1 / 12)
APPROXIMATIONS = (
    economic_lot_with_safety_stock,
    economic_lot_with_backorders,
    by_expected_inventory,
    by_losses,
)


def costs_of(**changed: float) -> LotCosts:
    usual = {"demand_rate": 10, "order_cost": 20, "holding_cost": 2, "stockout_cost": 9}
    return LotCosts(**{**usual, **changed})


@pytest.mark.parametrize("policy_of", APPROXIMATIONS)
def test_free_orders_are_answered(policy_of: Callable[..., ReorderLot]) -> None:
    demand, free = stats.norm(6, 2), costs_of(order_cost=0)
    policy = policy_of(demand, free)

    assert 0 <= policy.lot < 10
    assert policy_cost(demand, free, policy) < 20


def test_a_sure_demand_costs_what_the_lot_with_backorders_costs() -> None:
    # Snyder and Shen, example 3.8, with the reorder point at the demand of the lead time
    costs = LotCosts(demand_rate=1300, order_cost=8, holding_cost=0.225, stockout_cost=5)
    policy = economic_lot_with_backorders(SURE, costs)

    assert policy.lot == pytest.approx(310.8125551589646)
    assert policy.reorder_point == pytest.approx(
        1300 / 12 - 310.8125551589646 * 0.0430622, abs=1e-4
    )
    assert policy_cost(SURE, costs, policy) == pytest.approx(66.92136355097325, abs=1e-6)


@pytest.mark.parametrize("policy_of", APPROXIMATIONS)
def test_approximations_manage_a_sure_demand_and_no_lead_time(
    policy_of: Callable[..., ReorderLot],
) -> None:
    for demand in (SURE, lead_time_demand(demand_mean=9, demand_spread=0, lead_time_mean=0)):
        policy = policy_of(demand, COSTS)

        assert policy.lot == pytest.approx(COSTS.economic_lot, rel=0.05)
        assert policy.reorder_point == pytest.approx(demand.mean(), abs=15)


def test_approximations_cost_little_more_than_the_exact_policy() -> None:
    best = min(
        policy_cost(DEMAND, COSTS, ReorderLot(reorder_point=point, lot=lot))
        for lot in np.linspace(280, 380, 21)
        for point in [best_reorder_point(DEMAND, COSTS, lot)]
    )

    assert policy_cost(DEMAND, COSTS, by_losses(DEMAND, COSTS)) == pytest.approx(best, rel=1e-3)
    backorders = policy_cost(DEMAND, COSTS, economic_lot_with_backorders(DEMAND, COSTS))
    assert best <= backorders < 1.02 * best


def test_expected_inventory_is_least_where_its_approximation_says() -> None:
    policy = by_expected_inventory(DEMAND, COSTS)
    least = expected_inventory_cost(DEMAND, COSTS, policy)

    for point, lot in ((1, 0), (-1, 0), (0, 1), (0, -1)):
        other = ReorderLot(reorder_point=policy.reorder_point + point, lot=policy.lot + lot)
        assert expected_inventory_cost(DEMAND, COSTS, other) > least


@pytest.mark.parametrize("name", ["holding_cost", "stockout_cost"])
@pytest.mark.parametrize("policy_of", APPROXIMATIONS)
def test_without_holding_or_stockout_cost_no_lot_is_best(
    name: str, policy_of: Callable[..., ReorderLot]
) -> None:
    with pytest.raises(SettingsError, match=r"must be more than 0"):
        policy_of(stats.poisson(6), costs_of(**{name: 0}))


def test_a_stockout_that_costs_too_little_is_told() -> None:
    with pytest.raises(SettingsError, match=r"enter a higher stockout cost than 0\.01\.$"):
        by_expected_inventory(stats.norm(10, 3), costs_of(stockout_cost=0.01))
