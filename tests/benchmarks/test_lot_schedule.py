from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.lot_schedule import PeriodPrices, best_schedule
from inventory_core.domain.errors import SettingsError

money = st.floats(0, 20)
sixes = st.lists(money, min_size=6, max_size=6)


def least_by_trying(
    demand: list[float],
    *,
    order: list[float],
    held: list[float],
    cost: list[float],
    lost: list[float],
) -> float:
    """The least cost over all choices of the periods with an order."""
    found = []
    for ordered in product([False, True], repeat=len(demand)):
        total = sum(np.array(order)[list(ordered)])
        for period, units in enumerate(demand):
            ways = [
                cost[then] + sum(held[then:period]) for then in range(period + 1) if ordered[then]
            ]
            total += units * min([*ways, lost[period]]) if units else 0.0
        found.append(total)
    return min(found)


@given(
    demand=st.lists(st.integers(0, 9), min_size=6, max_size=6),
    order=sixes,
    held=sixes,
    cost=sixes,
    lost=sixes,
)
def test_trying_everything_finds_nothing_cheaper(
    demand: list[int],
    order: list[float],
    held: list[float],
    cost: list[float],
    lost: list[float],
) -> None:
    prices = {"order_cost": order, "holding_cost": held, "cost": cost}
    known = {"order": order, "held": held, "cost": cost}
    served = best_schedule(demand, PeriodPrices(**prices))
    bound = best_schedule(demand, PeriodPrices(**prices, lost_sale_cost=lost))

    assert served.cost == pytest.approx(least_by_trying(demand, **known, lost=[np.inf] * 6))
    assert bound.cost == pytest.approx(least_by_trying(demand, **known, lost=lost))
    assert served.quantities.sum() == sum(demand)
    assert bound.quantities.sum() <= sum(demand)


def test_one_period_is_ordered_for_itself() -> None:
    schedule = best_schedule([7], PeriodPrices(order_cost=10, holding_cost=1, cost=3))

    assert schedule.quantities.tolist() == [7]
    assert schedule.next_orders.tolist() == [1]
    assert schedule.cost == 31


def test_free_orders_are_placed_in_every_period_that_sells() -> None:
    schedule = best_schedule([3, 0, 2], PeriodPrices(order_cost=0, holding_cost=1))

    assert schedule.quantities.tolist() == [3, 0, 2]
    assert schedule.cost == 0


def test_stock_that_costs_nothing_to_hold_is_bought_at_once() -> None:
    schedule = best_schedule([3, 0, 2], PeriodPrices(order_cost=5, holding_cost=0))

    assert schedule.quantities.tolist() == [5, 0, 0]


def test_nothing_is_ordered_where_nothing_sells() -> None:
    schedule = best_schedule([0, 0], PeriodPrices(order_cost=5, holding_cost=1))

    assert schedule.quantities.tolist() == [0, 0]
    assert schedule.cost == 0


def test_a_rare_sale_is_let_go_where_the_order_would_cost_more() -> None:
    prices = PeriodPrices(order_cost=30, holding_cost=1, cost=2, lost_sale_cost=5)
    schedule = best_schedule([1, 0, 40, 0, 0, 0, 1], prices)

    # Orders 40; the first sale cannot wait for them, the last costs 2 + 4 instead of 5
    assert schedule.quantities.tolist() == [0, 0, 40, 0, 0, 0, 0]
    assert schedule.cost == 5 + 30 + 40 * 2 + 5


@pytest.mark.parametrize(
    ("demand", "prices", "sentence"),
    [
        ([1, -2], {}, r"demand must be 0 or more, not -2"),
        ([1, np.nan], {}, r"demand must be 0 or more, not nan"),
        ([1, 2], {"order_cost": -1}, r"order cost must be 0 or more, not -1"),
        ([1, 2], {"holding_cost": [1, 2, 3]}, r"holding cost is given for 3 of 2 periods"),
        ([1, 2], {"lost_sale_cost": np.nan}, r"cost of a lost sale must be 0 or more, not nan"),
    ],
)
def test_numbers_that_make_no_schedule_are_refused(
    demand: list[float], prices: dict[str, object], sentence: str
) -> None:
    with pytest.raises(SettingsError, match=sentence):
        best_schedule(demand, PeriodPrices(**{"order_cost": 1, "holding_cost": 1, **prices}))
