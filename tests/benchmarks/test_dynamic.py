from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from benchmarks.dynamic import Stages, best_decisions
from inventory_core.optimization.newsvendor import best_quantity, typed_distribution


def stages_of(chances: list[np.ndarray], *, short_cost: float = 9.0, **changed: object) -> Stages:
    """Periods in which a unit left costs 0.5, and one short so much; sales are lost."""
    periods, units = len(chances), np.arange(chances[0].size)[:, None]
    levels = np.arange(periods * units[-1, 0] + 1.0)
    left = np.array(chances) @ np.maximum(levels - units, 0.0)
    short = np.array(chances) @ np.maximum(units - levels, 0.0)
    usual = {
        "final": np.zeros(levels.size),
        "cost": np.full(periods, 4.0),
        "order_cost": np.zeros(periods),
        "discount": np.ones(periods),
    }
    kept = 0.5 * left + short_cost * short
    return Stages(levels=levels, chances=chances, kept=kept, **(usual | changed))


def poisson(mean: float) -> np.ndarray:
    return stats.poisson(mean).pmf(np.arange(110))


@given(mean=st.floats(0.5, 40), short_cost=st.floats(0.2, 30))
def test_without_an_order_cost_the_newsvendor_decides_each_period(
    mean: float, short_cost: float
) -> None:
    # Goods are free, so the end of the season changes nothing before it
    plan = best_decisions(stages_of([poisson(mean)] * 3, short_cost=short_cost, cost=np.zeros(3)))
    level = best_quantity(typed_distribution(mean, 0), short_cost=short_cost, over_cost=0.5)

    assert plan.order_up_to[np.isfinite(plan.order_up_to)] == pytest.approx(level)
    assert plan.reorder_points == pytest.approx(plan.order_up_to - 1, nan_ok=True)


def test_more_is_bought_before_the_season_than_after_it() -> None:
    demand = [poisson(mean) for mean in (5, 5, 30, 30, 5, 5)]
    plan = best_decisions(stages_of(demand, short_cost=21.0, order_cost=np.full(6, 20.0)))

    assert plan.order_up_to[2] > 30 > plan.order_up_to[4]
    assert (plan.reorder_points < plan.order_up_to).all()


def test_a_price_that_rises_makes_one_buy_ahead() -> None:
    demand = [poisson(10)] * 2
    steady = best_decisions(stages_of(demand))
    rising = best_decisions(stages_of(demand, cost=np.array([4.0, 8.0])))

    assert rising.order_up_to[0] > steady.order_up_to[0]


def test_what_never_pays_is_never_ordered() -> None:
    plan = best_decisions(stages_of([poisson(3)] * 2, order_cost=np.full(2, 1e6)))

    assert np.isnan(plan.reorder_points).all()
    assert np.isnan(plan.order_up_to).all()
    assert plan.costs[0, 0] == pytest.approx(2 * 3 * 9)


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

    plan = best_decisions(
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

    assert plan.costs[0].tolist() == pytest.approx([cost(0, stock) for stock in range(21)])
