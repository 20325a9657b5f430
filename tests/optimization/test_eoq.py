import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory_core.optimization.eoq import (
    cost_curve,
    economic_order_quantity,
    yearly_cost,
)

amounts = st.floats(min_value=0.1, max_value=10_000)


def test_products_are_calculated_all_at_once() -> None:
    # sqrt(2 · 100 · 10 / 5) = 20 and sqrt(2 · 400 · 10 / 5) = 40
    lots = economic_order_quantity(demand_rate=[100, 400], order_cost=10, holding_cost=5)

    assert lots.tolist() == [20, 40]


@pytest.mark.parametrize("holding_cost", [0, -1, np.nan])
def test_without_a_holding_cost_there_is_no_best_lot(holding_cost: float) -> None:
    lot = economic_order_quantity(demand_rate=100, order_cost=10, holding_cost=holding_cost)

    assert np.isnan(lot)


def test_nothing_sold_or_free_orders_make_the_best_lot_empty() -> None:
    lots = economic_order_quantity(demand_rate=[0, 100], order_cost=[10, 0], holding_cost=5)

    assert lots.tolist() == [0, 0]


def test_at_the_best_lot_ordering_and_holding_cost_the_same() -> None:
    curve = cost_curve(best=20, chosen=60, demand_rate=100, order_cost=10, holding_cost=5)
    nearest = curve.iloc[(curve["quantity"] - 20).abs().argmin()]

    # 100 / 20 orders of 10, and 20 / 2 units kept for 5
    assert nearest["ordering"] == pytest.approx(50, rel=0.02)
    assert nearest["holding"] == pytest.approx(50, rel=0.02)
    assert nearest["total"] == curve["total"].min()


def test_the_curve_reaches_beyond_the_chosen_lot() -> None:
    curve = cost_curve(best=20, chosen=500, demand_rate=100, order_cost=10, holding_cost=5)

    assert curve["quantity"].iloc[0] == 4
    assert curve["quantity"].iloc[-1] == 600
    assert (curve["total"] == curve["ordering"] + curve["holding"]).all()


@given(demand_rate=amounts, order_cost=amounts, holding_cost=amounts, share=st.floats(0.1, 10))
def test_no_other_lot_costs_less_and_the_cost_is_flat_near_it(
    demand_rate: float, order_cost: float, holding_cost: float, share: float
) -> None:
    rates = {"demand_rate": demand_rate, "order_cost": order_cost, "holding_cost": holding_cost}
    best = economic_order_quantity(**rates)
    least, other = yearly_cost(best, **rates), yearly_cost(share * best, **rates)

    assert other >= least * (1 - 1e-12)
    assert other / least == pytest.approx((share + 1 / share) / 2, rel=1e-9)


def test_a_lot_of_nothing_costs_nothing_only_where_ordering_is_free() -> None:
    costs = yearly_cost([0, 0], demand_rate=100, order_cost=[10, 0], holding_cost=5)

    assert costs.tolist() == [np.inf, 0]
