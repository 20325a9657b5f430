from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from inventory_core.domain.errors import SettingsError
from inventory_core.optimization.dynamic import (
    SeasonCosts,
    Stages,
    best_decisions,
    best_season_plan,
)
from inventory_core.optimization.newsvendor import best_quantity

COIN = stats.rv_discrete(values=((0, 1, 3), (0.3, 0.5, 0.2)))()


def costs_of(**changed: object) -> SeasonCosts:
    return SeasonCosts(**{"cost": 4.0, "holding_cost": 0.5, "stockout_cost": 9.0, **changed})


def best_profit_by_trying(costs: SeasonCosts, periods: int, on_hand: int) -> float:
    """Profit of the best decisions, followed outcome by outcome."""

    @cache
    def profit(period: int, stock: int) -> float:
        if period == periods:
            sold_off = costs.salvage_value * max(stock, 0)
            return sold_off - costs.final_stockout_cost * max(-stock, 0)
        return max(decided(period, stock, level) for level in range(stock, 13))

    def decided(period: int, stock: int, level: int) -> float:
        spent = costs.cost * (level - stock) + costs.order_cost * (level > stock)
        return (
            sum(
                chance * outcome(period, level, units)
                for units, chance in zip((0, 1, 3), (0.3, 0.5, 0.2), strict=True)
            )
            - spent
        )

    def outcome(period: int, level: int, units: int) -> float:
        left, short = max(level - units, 0), max(units - level, 0)
        sold = units - short if costs.lost_sales else units
        money = costs.price * sold - costs.holding_cost * left - costs.stockout_cost * short
        after = left if costs.lost_sales else level - units
        return money + costs.discount * profit(period + 1, after)

    return profit(0, on_hand)


@pytest.mark.parametrize("lost_sales", [False, True])
@pytest.mark.parametrize("order_cost", [0.0, 6.0])
@pytest.mark.parametrize("on_hand", [0, 2, 7])
def test_the_profit_is_that_of_the_best_decisions_outcome_by_outcome(
    lost_sales: bool, order_cost: float, on_hand: int
) -> None:
    costs = costs_of(
        order_cost=order_cost,
        price=12.0,
        discount=0.95,
        salvage_value=1.0,
        final_stockout_cost=5.0,
        lost_sales=lost_sales,
    )
    plan = best_season_plan([COIN] * 4, costs, on_hand=on_hand)

    assert plan.profit_from(on_hand) == pytest.approx(best_profit_by_trying(costs, 4, on_hand))


@settings(max_examples=15, deadline=None)
@given(mean=st.floats(0.5, 40), holding=st.floats(0.1, 5), stockout=st.floats(0.1, 30))
def test_without_an_order_cost_the_newsvendor_decides_each_period(
    mean: float, holding: float, stockout: float
) -> None:
    demand = stats.poisson(mean)
    # Goods are free, so the end of the season changes nothing before it
    costs = SeasonCosts(cost=0, holding_cost=holding, stockout_cost=stockout)
    plan = best_season_plan([demand] * 3, costs)
    level = best_quantity(demand, short_cost=stockout, over_cost=holding)

    assert plan.order_up_to[np.isfinite(plan.order_up_to)] == pytest.approx(level)
    assert plan.reorder_points == pytest.approx(plan.order_up_to - 1, nan_ok=True)


def test_one_period_is_a_newsvendor() -> None:
    # Over costs 4 + 0.5 − 1, short costs 12 − 4 + 2
    costs = costs_of(price=12.0, stockout_cost=2.0, salvage_value=1.0, lost_sales=True)
    plan = best_season_plan([stats.poisson(20)], costs)

    assert plan.order_up_to[0] == stats.poisson(20).ppf(10 / 13.5)


def test_more_is_bought_before_the_season_than_after_it() -> None:
    demand = [stats.poisson(mean) for mean in (5, 5, 30, 30, 5, 5)]
    plan = best_season_plan(demand, costs_of(order_cost=20.0, price=12.0, lost_sales=True))

    assert plan.order_up_to[2] > 30 > plan.order_up_to[4]
    assert (plan.reorder_points < plan.order_up_to).all()


def test_a_price_that_rises_makes_one_buy_ahead() -> None:
    demand = [stats.poisson(10)] * 2
    steady = best_season_plan(demand, costs_of(lost_sales=True))
    rising = best_season_plan(demand, costs_of(cost=[4.0, 8.0], lost_sales=True))

    assert rising.order_up_to[0] > steady.order_up_to[0]


def test_what_never_pays_is_never_ordered() -> None:
    plan = best_season_plan([stats.poisson(3)] * 2, costs_of(order_cost=1e6, lost_sales=True))

    assert np.isnan(plan.reorder_points).all()
    assert np.isnan(plan.order_up_to).all()
    assert plan.cost_from(0) == pytest.approx(2 * 3 * 9)


def test_a_sure_demand_of_nothing_costs_nothing() -> None:
    plan = best_season_plan([stats.poisson(0)] * 3, costs_of(order_cost=5.0))

    assert plan.cost_from(0) == 0


def test_stock_beyond_the_planned_levels_is_our_mistake() -> None:
    plan = best_season_plan([stats.poisson(3)], costs_of(lost_sales=True), on_hand=500)

    assert plan.cost_from(500) > 0
    with pytest.raises(ValueError, match="on_hand"):
        plan.cost_from(501)
    with pytest.raises(ValueError, match="on_hand"):
        plan.cost_from(-1)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"cost": -1.0}, r"^The cost must be 0 or more, not -1"),
        ({"holding_cost": np.nan}, r"holding cost must be 0 or more, not nan"),
        ({"stockout_cost": [1.0, 2.0, 3.0]}, r"stockout cost is given for 3 of 2 periods"),
        ({"discount": 1.1}, r"discount factor must be 1 or less"),
        ({"discount": np.nan}, r"discount factor must be 1 or less"),
        ({"salvage_value": 5.0}, r"brings 5, more than buying it costs, .*check the salvage value"),
        ({"final_stockout_cost": -1.0}, r"final stockout cost must be 0 or more, not -1"),
    ],
)
def test_costs_that_make_no_sense_are_refused_in_a_sentence(
    changed: dict[str, object], sentence: str
) -> None:
    with pytest.raises(SettingsError, match=sentence):
        best_season_plan([stats.poisson(3)] * 2, costs_of(**changed))


def test_a_season_without_periods_is_refused() -> None:
    with pytest.raises(SettingsError, match=r"choose a longer season\.$"):
        best_season_plan([], costs_of())


@pytest.mark.parametrize(("fewest", "pack"), [(0, 1), (4, 1), (3, 3), (6, 3)])
def test_smallest_orders_and_packs_are_kept_at_the_least_cost(fewest: int, pack: int) -> None:
    """Against all orders that are allowed, outcome by outcome; sales are lost."""
    chances, periods = {0: 0.3, 1: 0.5, 3: 0.2}, 4
    levels = np.arange(0.0, 21.0)
    left = sum(chance * np.maximum(levels - units, 0) for units, chance in chances.items())
    short = sum(chance * np.maximum(units - levels, 0) for units, chance in chances.items())
    kept = 0.5 * left + 7 * short

    @cache
    def cost(period: int, stock: int) -> float:
        if period == periods:
            return -1.0 * stock
        orders = [0, *range(max(fewest, pack), 21 - stock, pack)]
        return min(decided(period, stock, units) for units in orders)

    def decided(period: int, stock: int, ordered: int) -> float:
        after = stock + ordered
        later = (
            chance * cost(period + 1, max(after - units, 0)) for units, chance in chances.items()
        )
        return 2 * ordered + 6 * (ordered > 0) + kept[after] + sum(later)

    found = best_decisions(
        Stages(
            levels=levels,
            chances=[np.array([0.3, 0.5, 0.0, 0.2])] * periods,
            kept=np.array([kept] * periods),
            final=-1.0 * levels,
            cost=np.full(periods, 2.0),
            order_cost=np.full(periods, 6.0),
            discount=np.ones(periods),
            fewest_units=fewest,
            pack_units=pack,
        )
    )

    assert found.costs[0].tolist() == pytest.approx([cost(0, stock) for stock in range(21)])
