"""Levels and fixed orders for a season, beside the general programme and a published schedule."""

import numpy as np
import pytest

from inventory_core.domain.products import PeriodTerms
from inventory_core.optimization.dynamic import Stages, best_decisions
from inventory_core.optimization.period_demand import LeadTimes, PeriodDemand
from inventory_core.optimization.season_levels import fixed_orders, season_levels
from inventory_core.simulation.walk import Replay, Start, replay

AT_ONCE = LeadTimes(periods=np.array([0]), chances=np.array([1.0]))


def terms_of(**changed: float) -> PeriodTerms:
    """What a period costs one product."""
    usual = {
        "moq_units": 1.0,
        "pack_size_units": 1.0,
        "unit_cost": 1.0,
        "order_cost": 6.0,
        "holding_cost": 0.5,
        "lost_sale_cost": 8.0,
    }
    numbers = {name: np.array([float(value)]) for name, value in (usual | changed).items()}
    return PeriodTerms(lead_time_periods=np.zeros(1, dtype=np.int64), **numbers)


def demand_of(*means: float) -> PeriodDemand:
    return PeriodDemand(mean=np.array(means), known=len(means) // 2, noise=1.0, doubt=0.0)


def test_levels_are_those_of_highest_profit() -> None:
    """Revenue, purchase and salvage at cost leave margin and goodwill of a lost sale to decide."""
    demand = demand_of(2, 5, 9, 4, 1, 1)
    outcomes = demand.total(demand.mean[:5]).units.astype(int)
    chances = [np.bincount(row) / row.size for row in outcomes]
    levels = np.arange(sum(each.size - 1 for each in chances) + 1.0)
    gaps = [levels - np.arange(each.size)[:, None] for each in chances]
    left, short = (
        np.array(
            [each @ np.maximum(side * gap, 0) for each, gap in zip(chances, gaps, strict=True)]
        )
        for side in (1, -1)
    )
    season = best_decisions(
        Stages(
            levels=levels,
            chances=chances,
            kept=0.5 * left + (10 + 2) * short,  # a price of 10 and a goodwill of 2 are lost
            final=-4.0 * levels,
            cost=np.full(5, 4.0),
            order_cost=np.full(5, 6.0),
            discount=np.ones(5),
        )
    )

    # Followed to the end of what is given: one period less than means, no lead time.
    made = season_levels(demand, terms_of(lost_sale_cost=10 - 4 + 2), lead_times=AT_ONCE, stock=0)

    assert made.reorder_points.tolist() == season.reorder_points.tolist()
    assert made.order_up_to.tolist() == season.order_up_to.tolist()
    expected = sum(each @ np.arange(each.size) for each in chances)
    assert season.costs[0, 0] == pytest.approx(4 * expected + made.cost_from(0, np.array([0.0]))[0])


def walked(demand: PeriodDemand, terms: PeriodTerms, *, weeks: int, number: int) -> Replay:
    """Follow the levels through futures, starting with nothing and goods that are there at once."""
    levels = season_levels(demand, terms, lead_times=AT_ONCE, stock=0)

    return replay(
        demand.futures(number, periods=weeks, rng=np.random.default_rng(4)),
        lambda known: levels.policy.at(known.period).wanted(known.position),
        terms=terms.select(np.zeros(number, dtype=np.int64)),
        start=Start(period=0, on_hand=np.zeros(number)),
    )


@pytest.mark.parametrize("scale", [1, 300])
@pytest.mark.parametrize("lot", [(1, 1), (30, 1), (12, 12)])
def test_following_the_levels_costs_what_the_programme_expects(
    scale: int, lot: tuple[int, int]
) -> None:
    """With many units, too, where levels are some units apart."""
    demand = demand_of(*(scale * np.array([8.0, 20, 30, 12, 6, 4, 4, 4, 4, 4])))
    terms = terms_of(
        order_cost=6.0 * scale, moq_units=lot[0] * scale, pack_size_units=lot[1] * scale
    )
    weeks, number = 9, 2000
    expected = season_levels(demand, terms, lead_times=AT_ONCE, stock=0)

    found = walked(demand, terms, weeks=weeks, number=number).by_product()["total"]

    error = found.std() / np.sqrt(number)
    cost = expected.cost_from(0, np.array([0.0]))[0]
    # Packs are rounded up, which the levels take into account only on average.
    assert found.mean() == pytest.approx(cost, abs=4 * error + 0.02 * cost)


def test_levels_rise_before_the_season_and_fall_after_it() -> None:
    demand = demand_of(*[5.0] * 6, *[40.0] * 4, *[5.0] * 20)
    three_weeks = LeadTimes(periods=np.array([3]), chances=np.array([1.0]))

    made = season_levels(demand, terms_of(), lead_times=three_weeks, stock=0)

    # What is ordered in week 5 must last through week 8: weeks 5 to 8 need 5 + 3 × 40.
    assert made.order_up_to[5] > 125 > made.order_up_to[1]
    assert made.order_up_to[12] < 60


def test_orders_for_known_demand_are_those_of_wagner_and_whitin() -> None:
    # Snyder and Shen, example 3.9: orders of 210 and 150.
    made = fixed_orders(
        demand_of(90, 120, 80, 70),
        terms_of(order_cost=500, holding_cost=2),
        lead_times=AT_ONCE,
        stock=0,
        safety_stock=np.zeros(4),
    )

    assert made.tolist() == [210, 0, 150, 0]


def test_known_orders_begin_with_the_stock_and_come_a_lead_time_before() -> None:
    # 100 there and 10 to be kept: of 90, 120, 80, 70 the last 270 and 10 are lacking; with a lead
    # time of one period the order for 120 + 80 comes in the first.
    made = fixed_orders(
        demand_of(90, 120, 80, 70),
        terms_of(order_cost=500, holding_cost=2),
        lead_times=LeadTimes(periods=np.array([1]), chances=np.array([1.0])),
        stock=100,
        safety_stock=np.array([10.0]),
    )

    assert made.sum() == 270
    assert made[0] > 0


def test_what_packs_add_to_one_order_is_taken_off_the_next() -> None:
    made = fixed_orders(
        demand_of(90, 120, 80, 70),
        terms_of(order_cost=500, holding_cost=2, moq_units=100, pack_size_units=100),
        lead_times=AT_ONCE,
        stock=0,
        safety_stock=np.zeros(4),
    )

    assert made.tolist() == [300, 0, 100, 0]  # 60 of the 150 are there
