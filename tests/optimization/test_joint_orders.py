from itertools import product

import numpy as np
import pytest

from inventory_core.domain.errors import SettingsError
from inventory_core.optimization.eoq import economic_order_quantity
from inventory_core.optimization.joint_orders import JointCycle, JointProducts, best_cycle


def joint(
    demand: list[float], holding: list[float], own: list[float], shared: float
) -> JointProducts:
    return JointProducts(
        demand_rates=demand, holding_costs=holding, order_costs=own, shared_order_cost=shared
    )


def yearly_cost(products: JointProducts, cycle: JointCycle) -> float:
    """(K + Σ k / m) / T + T / 2 Σ h m D, of what is in any order."""
    ordered = cycle.multiples > 0
    own = products.order_costs[ordered] / cycle.multiples[ordered]
    held = products.holding_costs * cycle.multiples * products.demand_rates
    ordering = (products.shared_order_cost + own.sum()) / cycle.cycle_years
    return float(ordering + held.sum() * cycle.cycle_years / 2)


def test_one_product_alone_has_its_economic_order_quantity() -> None:
    products = joint([1300], [0.225], [3], 5)
    cycle = best_cycle(products)
    lot = economic_order_quantity(demand_rate=1300, order_cost=8, holding_cost=0.225)

    assert cycle.multiples.tolist() == [1]
    assert cycle.cycle_years * cycle.multiples * 1300 == pytest.approx([lot])


def test_products_that_cost_nothing_to_add_are_in_every_order() -> None:
    cycle = best_cycle(joint([100, 5, 1], [1, 1, 1], [0, 0, 0], 10))

    assert cycle.multiples.tolist() == [1, 1, 1]
    assert cycle.cycle_years == pytest.approx((2 * 10 / 106) ** 0.5)


def test_a_product_that_does_not_sell_is_in_no_order_and_costs_nothing() -> None:
    with_it, without = joint([100, 0], [1, 0], [3, 7], 10), joint([100], [1], [3], 10)

    cycle = best_cycle(with_it)

    assert cycle.multiples.tolist() == [1, 0]
    assert yearly_cost(with_it, cycle) == yearly_cost(without, best_cycle(without))


def test_the_cycle_costs_hardly_more_than_the_best_of_all() -> None:
    products = joint([9100, 83200, 20800], [300, 200, 200], [4000, 1000, 2000], 1500)
    costs = []
    for multiples in product(range(1, 6), repeat=3):
        shared = 1500 + sum(np.array([4000, 1000, 2000]) / multiples)
        held = sum(np.array([9100 * 300, 83200 * 200, 20800 * 200]) * multiples)
        costs.append((2 * shared * held) ** 0.5)

    assert yearly_cost(products, best_cycle(products)) == pytest.approx(min(costs), rel=1e-3)


def test_other_cycles_cost_more() -> None:
    products = joint([100, 20], [1, 2], [3, 40], 10)
    cycle = best_cycle(products)
    least = yearly_cost(products, cycle)

    for years in (0.5 * cycle.cycle_years, 2 * cycle.cycle_years):
        other = JointCycle(cycle_years=years, multiples=cycle.multiples)
        # Half or twice the best cycle: (2 + 1/2) / 2
        assert yearly_cost(products, other) == pytest.approx(1.25 * least)


@pytest.mark.parametrize(
    ("numbers", "sentence"),
    [
        (([], [], [], 10), r"None of the products sells"),
        (([0, 0], [1, 1], [1, 1], 10), r"None of the products sells"),
        (([1, 1], [1, 1], [0, 0], 0), r"cost of an order must be more than 0"),
        (([1, -1], [1, 1], [1, 1], 10), r"yearly demand must be 0 or more, not -1"),
        (([1, 1], [1, np.nan], [1, 1], 10), r"holding cost must be 0 or more, not nan"),
        (([1, 1], [1, 0], [1, 1], 10), r"holding cost must be more than 0"),
        (([1, 1], [1, 1], [1, 1], -10), r"order cost must be 0 or more, not -10"),
        (([1, 1, 1], [1, 1], [1, 1, 1], 10), r"holding cost is given for 2 of 3"),
    ],
)
def test_numbers_that_make_no_cycle_are_refused_in_a_sentence(
    numbers: tuple[list[float], list[float], list[float], float], sentence: str
) -> None:
    with pytest.raises(SettingsError, match=sentence):
        best_cycle(joint(*numbers))
