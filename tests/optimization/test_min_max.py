import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from inventory_core.domain.errors import SettingsError
from inventory_core.optimization.min_max import (
    MinMax,
    PeriodCosts,
    average_cost,
    best_min_max,
    power_approximation,
)
from inventory_core.optimization.newsvendor import expected_cost


def costs_of(**changed: float) -> PeriodCosts:
    return PeriodCosts(**{"order_cost": 10, "holding_cost": 1, "stockout_cost": 9, **changed})


def test_the_cost_is_that_of_the_chain_of_stock_levels() -> None:
    demand, costs = stats.poisson(2), costs_of()
    levels = np.arange(2, 7)  # order at 1 or below, up to 6
    step = np.zeros((5, 5))
    for row, level in enumerate(levels):
        for units in range(60):
            after = level - units
            step[row, after - 2 if after >= 2 else 4] += demand.pmf(units)
    ordered = 1 - demand.cdf(levels - 2)
    steady = np.linalg.matrix_power(step, 4096)[0]
    kept = expected_cost(demand, levels, short_cost=9, over_cost=1)

    assert average_cost(demand, costs, MinMax(reorder_point=1, order_up_to=6)) == pytest.approx(
        steady @ (kept + 10 * ordered)
    )


def test_free_orders_fill_up_to_the_newsvendors_level() -> None:
    # 9 of 10 times 10 units of a Poisson demand of 6 are enough: 0.957; 9 are in 0.916, 8 in 0.847
    policy = best_min_max(stats.poisson(6), costs_of(order_cost=0))

    assert policy == MinMax(reorder_point=8, order_up_to=9)


def test_a_lead_time_asks_for_more_stock_by_about_its_demand() -> None:
    demand, protection = stats.poisson(6), stats.poisson(18)
    at_once = best_min_max(demand, costs_of())
    policy = best_min_max(demand, costs_of(), protection=protection)
    least = average_cost(demand, costs_of(), policy, protection=protection)

    assert 12 <= policy.reorder_point - at_once.reorder_point <= 18
    for down, up in ((1, 0), (-1, 0), (0, 1), (0, -1)):
        other = MinMax(
            reorder_point=policy.reorder_point + down, order_up_to=policy.order_up_to + up
        )
        assert average_cost(demand, costs_of(), other, protection=protection) >= least


def test_a_bell_curve_is_rounded_to_whole_units() -> None:
    policy = best_min_max(stats.norm(50, 8), costs_of(order_cost=64))

    assert policy.reorder_point == round(policy.reorder_point)
    assert policy.order_up_to > policy.reorder_point


@settings(max_examples=25, deadline=None)
@given(
    chances=st.lists(st.floats(0.01, 1), min_size=2, max_size=8),
    order_cost=st.floats(0, 60),
    holding_cost=st.floats(0.1, 3),
    stockout_cost=st.floats(0.1, 30),
)
def test_no_other_policy_costs_less(
    chances: list[float], order_cost: float, holding_cost: float, stockout_cost: float
) -> None:
    shares = np.array(chances) / sum(chances)
    demand = stats.rv_discrete(values=(range(shares.size), shares))()
    costs = PeriodCosts(
        order_cost=order_cost, holding_cost=holding_cost, stockout_cost=stockout_cost
    )
    best = best_min_max(demand, costs)
    least = average_cost(demand, costs, best)
    others = [
        MinMax(reorder_point=best.reorder_point + down, order_up_to=best.order_up_to + up)
        for down in range(-3, 4)
        for up in range(-3, 4)
        if best.reorder_point + down < best.order_up_to + up
    ]

    assert min(average_cost(demand, costs, other) for other in others) >= least - 1e-9


def test_power_approximation_is_near_the_exact_policy() -> None:
    # Zheng and Federgruen 1991: for a Poisson demand of 21, s = 15 and S = 65 cost 50.406
    costs = costs_of(order_cost=64)
    near = power_approximation(demand_mean=21, demand_spread=21**0.5, costs=costs)
    whole = MinMax(reorder_point=round(near.reorder_point), order_up_to=round(near.order_up_to))

    assert average_cost(stats.poisson(21), costs, whole) == pytest.approx(50.406, rel=0.02)


@pytest.mark.parametrize(("spread", "order_cost"), [(0, 10), (0, 0), (8, 0), (8, 1e-6)])
def test_power_approximation_never_leaves_the_newsvendors_level_behind(
    spread: float, order_cost: float
) -> None:
    policy = power_approximation(
        demand_mean=50, demand_spread=spread, costs=costs_of(order_cost=order_cost)
    )
    newsvendor = stats.norm(50, spread or 1e-12).ppf(0.9)

    assert policy.reorder_point <= newsvendor + 1e-6
    assert policy.order_up_to == pytest.approx(newsvendor, abs=0.1) or order_cost == 10


def test_a_reorder_point_at_or_above_the_maximum_is_refused() -> None:
    with pytest.raises(SettingsError, match=r"^Orders up to 9 are to be placed at 9: please"):
        average_cost(stats.poisson(6), costs_of(), MinMax(reorder_point=9, order_up_to=9))
    with pytest.raises(SettingsError, match=r"^Orders up to nan are to be placed at 9: please"):
        average_cost(stats.poisson(6), costs_of(), MinMax(reorder_point=9, order_up_to=np.nan))


def test_what_never_sells_need_not_be_ordered() -> None:
    with pytest.raises(SettingsError, match=r"^Nothing sells"):
        best_min_max(stats.poisson(0), costs_of())


@pytest.mark.parametrize("name", ["order_cost", "holding_cost", "stockout_cost"])
@pytest.mark.parametrize("value", [-1.0, np.nan])
def test_costs_that_are_no_amounts_are_refused(name: str, value: float) -> None:
    with pytest.raises(SettingsError, match=r"must be 0 or more, not .*value\.$"):
        costs_of(**{name: value})


@pytest.mark.parametrize("name", ["holding_cost", "stockout_cost"])
def test_without_holding_or_stockout_cost_a_policy_has_a_cost_but_none_is_best(name: str) -> None:
    costs, policy = costs_of(**{name: 0}), MinMax(reorder_point=3, order_up_to=12)

    assert average_cost(stats.poisson(6), costs, policy) > 0
    with pytest.raises(SettingsError, match=r"must be more than 0"):
        best_min_max(stats.poisson(6), costs)
    with pytest.raises(SettingsError, match=r"must be more than 0"):
        power_approximation(demand_mean=6, demand_spread=2, costs=costs)
