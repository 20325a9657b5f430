"""The rules that only comparisons need, on replays small enough to be worked out by hand."""

import numpy as np
import pytest

from benchmarks.rules import foresight_rule, pace_rule
from inventory_core.domain.products import PeriodTerms
from inventory_core.simulation.walk import (
    Situation,
    Start,
    bell_curve_rule,
    history_rule,
    replay,
)

PRODUCTS = 3


def one_product(*, pack_size_units: float = 1.0) -> PeriodTerms:
    return PeriodTerms(
        lead_time_periods=np.array([2]),
        moq_units=np.zeros(1),
        pack_size_units=np.array([pack_size_units]),
        unit_cost=np.array([4.0]),
        order_cost=np.array([10.0]),
        holding_cost=np.array([0.5]),
        lost_sale_cost=np.array([2.0]),
    )


def test_the_pace_rule_covers_lead_time_and_cover_less_the_stock() -> None:
    known = Situation(
        past=np.array([[100.0, 4.0, 4.0]]),
        on_hand=np.array([5.0]),
        on_order=np.array([6.0]),
        owed=np.zeros(1),
    )
    rule = pace_rule(one_product(), pace_periods=2, cover_periods=3)

    # The last two periods sold 4 each: 4 × (2 + 3) − (5 + 6) = 9.
    assert rule(known).tolist() == [9]


@pytest.mark.parametrize("seed", range(20))
def test_nobody_beats_perfect_foresight(seed: int) -> None:
    rng = np.random.default_rng(seed)
    demand = np.round(rng.gamma(0.4, 12, size=(PRODUCTS, 12)))
    packed = PeriodTerms(
        lead_time_periods=rng.integers(0, 5, PRODUCTS),
        moq_units=rng.integers(0, 20, PRODUCTS).astype(float),
        pack_size_units=rng.integers(1, 15, PRODUCTS).astype(float),
        unit_cost=rng.uniform(1, 50, PRODUCTS),
        order_cost=rng.uniform(0, 30, PRODUCTS),
        holding_cost=rng.uniform(0.01, 1, PRODUCTS),
        lost_sale_cost=rng.uniform(0, 20, PRODUCTS),
    )
    start = Start(period=3, on_hand=np.round(rng.uniform(0, 20, PRODUCTS)))
    nothing = np.zeros(PRODUCTS)
    loose = PeriodTerms(**(vars(packed) | {"moq_units": nothing, "pack_size_units": nothing}))
    foresight = foresight_rule(demand, terms=loose, start=start)
    bound = replay(demand, foresight, terms=loose, start=start).by_product()["total"]

    for rule in (
        pace_rule(packed, pace_periods=3, cover_periods=2),
        history_rule(packed),
        bell_curve_rule(packed, service_level=0.95),
        lambda known: np.zeros(len(known.on_hand)),
    ):
        cost = replay(demand, rule, terms=packed, start=start).by_product()["total"]
        assert (bound <= cost + 1e-6).all()


def test_foresight_weighs_orders_holding_and_lost_sales() -> None:
    # Lead time 2, 3 on hand. Periods 0 and 1 ask for 2 each: 3 sold, 1 lost for good (2).
    # Then 6, 0, 1: one order of 7 for both (10 + 2 periods × 1 × 0.5 = 11) against letting the 1
    # go (10 + 2 = 12) and against letting all go (14). Holding 1 unit after period 0: 0.5.
    demand = np.array([[2.0, 2.0, 6.0, 0.0, 1.0]])
    start = Start(period=0, on_hand=np.array([3.0]))
    loose = one_product(pack_size_units=0.0)
    rule = foresight_rule(demand, terms=loose, start=start)
    made = replay(demand, rule, terms=loose, start=start)

    assert made.ordered.tolist() == [[7, 0, 0, 0, 0]]
    assert made.by_product()["total"].tolist() == [2 + 11 + 0.5]
