"""Replays small enough to be worked out by hand, and what must hold in every one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory_core.domain.demand import Numbers
from inventory_core.domain.products import PeriodTerms
from inventory_core.simulation.walk import (
    Replay,
    Rule,
    Situation,
    Start,
    bell_curve_rule,
    history_rule,
    level_rule,
    min_max_rule,
    replay,
)


def terms(products: int = 1, **changed: float) -> PeriodTerms:
    usual = {
        "moq_units": 0.0,
        "pack_size_units": 1.0,
        "unit_cost": 4.0,
        "order_cost": 10.0,
        "holding_cost": 0.5,
        "lost_sale_cost": 2.0,
    }
    lead_time = np.full(products, int(changed.pop("lead_time_periods", 2)))
    told = {name: np.full(products, value) for name, value in (usual | changed).items()}
    return PeriodTerms(lead_time_periods=lead_time, **told)


def walk(
    demand: list[float], orders: list[float], *, on_hand: float = 0.0, waits: bool = False
) -> Replay:
    """Replay one product from its first period, with orders of these wishes, lead time 2."""
    start = Start(period=0, on_hand=np.array([on_hand]), customers_wait=waits)
    return replay(
        np.array([demand]),
        lambda known: np.array([orders[known.period]]),
        terms=terms(),
        start=start,
    )


# By hand


def test_what_was_promised_before_is_handed_over_first() -> None:
    # Six owed, four of them served when ten come; nobody else waits.
    start = Start(period=0, on_hand=np.array([2.0]), owed=np.array([6.0]))
    walked = replay(
        np.array([[1.0, 1.0, 1.0, 1.0]]),
        lambda known: np.array([10.0 if known.period == 0 else 0.0]),
        terms=terms(),
        start=start,
    )

    assert walked.sold.tolist() == [[2, 0, 5, 1]]
    assert walked.lost.tolist() == [[1, 1, 0, 0]]
    assert walked.on_hand.tolist() == [[0, 0, 5, 4]]


def test_what_is_not_there_is_lost() -> None:
    # 5 on hand, 4 ordered in the first period, there in the third.
    # Period 0: 3 asked, 3 sold, 2 left. 1: 3 asked, 2 sold, 1 lost, none left.
    # 2: 4 arrive, 1 asked and sold, 3 left. 3: none asked, 3 left.
    made = walk([3, 3, 1, 0], [4, 0, 0, 0], on_hand=5)

    assert made.sold.tolist() == [[3, 2, 1, 0]]
    assert made.lost.tolist() == [[0, 1, 0, 0]]
    assert made.arrived.tolist() == [[0, 0, 4, 0]]
    assert made.on_hand.tolist() == [[2, 0, 3, 3]]
    # Ordering 1 × 10, holding (2 + 0 + 3 + 3) × 0.5, lost 1 × 2; stock 8 / 4 periods at 4 each.
    row = made.by_product().iloc[0]
    assert row[["ordering", "holding", "lost_sales", "total"]].tolist() == [10, 4, 2, 16]
    assert (row["stock_value"], row["orders"], row["stockout_periods"]) == (8, 1, 1)
    assert [row["fill_rate"], made.fill_rate] == pytest.approx([6 / 7, 6 / 7])


def test_what_was_ordered_before_the_start_arrives_and_counts_as_on_order() -> None:
    # 2 on hand and 3 under way for period 1: a rule that keeps a position of 6 orders only 1.
    start = Start(period=0, on_hand=np.array([2.0]), under_way=np.array([[0.0, 3, 0]]))
    made = replay(
        np.array([[1.0, 1, 1]]), lambda known: 6 - known.position, terms=terms(), start=start
    )

    assert made.ordered.tolist() == [[1, 1, 1]]
    assert made.arrived.tolist() == [[0, 3, 1]]
    assert made.on_hand.tolist() == [[1, 3, 3]]


def test_some_of_the_periods_add_up_to_their_own_costs() -> None:
    # Of the first replay above: in its last two periods 3 and 3 left, nothing lost or ordered.
    made = walk([3, 3, 1, 0], [4, 0, 0, 0], on_hand=5)

    assert made.during(slice(2, 4)).by_product()["total"].tolist() == [6 * 0.5]
    assert made.since(np.array([1])).by_product()["total"].tolist() == [6 * 0.5 + 2]
    assert made.since(np.array([-3])).by_product()["total"].tolist() == [16]


def test_customers_who_wait_are_served_first_when_goods_arrive() -> None:
    # As above, but the unit short in period 1 is owed, and handed over with the 4 of period 2.
    made = walk([3, 3, 1, 0], [4, 0, 0, 0], on_hand=5, waits=True)

    assert made.sold.tolist() == [[3, 2, 2, 0]]
    assert made.lost.tolist() == [[0, 1, 0, 0]]  # late, and paid for as such
    assert made.on_hand.tolist() == [[2, 0, 2, 2]]


def test_those_who_wait_longer_are_not_counted_twice() -> None:
    # 2 owed from period 0, 1 more from 1; in 2 arrive 4: 3 owed, then 1 of the 2 asked.
    made = walk([2, 1, 2, 0], [4, 0, 0, 0], waits=True)

    assert made.lost.tolist() == [[2, 1, 1, 0]]
    assert made.sold.tolist() == [[0, 0, 4, 0]]


def test_periods_add_up_to_the_same_costs_as_products() -> None:
    made = walk([3, 3, 1, 0], [4, 0, 0, 0], on_hand=5)
    periods = made.by_period()

    assert periods["total"].tolist() == [11.0, 2.0, 1.5, 1.5]
    assert periods["stock_value"].tolist() == [8, 0, 12, 12]
    assert periods[["orders", "stockouts"]].to_numpy().tolist() == [[1, 0], [0, 1], [0, 0], [0, 0]]


def test_without_a_lead_time_an_order_serves_the_same_period() -> None:
    made = replay(
        np.array([[3.0, 2.0]]),
        lambda known: np.array([3.0]) - known.position,
        terms=terms(lead_time_periods=0),
        start=Start(period=0, on_hand=np.zeros(1)),
    )

    assert made.arrived.tolist() == made.ordered.tolist() == [[3, 3]]
    assert made.lost.tolist() == [[0, 0]]


def test_a_lead_time_longer_than_the_replay_brings_nothing() -> None:
    made = replay(
        np.ones((1, 5)),
        lambda known: np.ones(1),
        terms=terms(lead_time_periods=400),
        start=Start(period=0, on_hand=np.array([2.0])),
    )

    assert made.arrived.sum() == 0
    assert made.lost.tolist() == [[0, 0, 1, 1, 1]]


@pytest.mark.parametrize(
    ("wanted", "moq", "pack", "ordered"),
    [
        (7, 0, 1, 7),
        (7, 12, 1, 12),
        (7, 0, 10, 10),
        (13, 12, 10, 20),
        (2.5, 0, 0, 2.5),
        (-3, 5, 5, 0),
    ],
)
def test_a_wish_becomes_what_can_be_ordered(
    wanted: float, moq: float, pack: float, ordered: float
) -> None:
    told = terms(moq_units=moq, pack_size_units=pack)

    assert told.orderable(np.array([wanted])).tolist() == [ordered]


@pytest.mark.parametrize(
    ("changed", "sentence"), [({"holding_cost": -1.0}, "negative"), ({"moq_units": -1}, "negative")]
)
def test_terms_below_nothing_are_refused(changed: dict[str, float], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        terms(**changed)


def test_terms_of_different_products_are_refused() -> None:
    told = vars(terms(2)) | {"order_cost": np.ones(3)}

    with pytest.raises(ValueError, match="one number for each product"):
        PeriodTerms(**told)


def test_progress_is_told_up_to_the_end() -> None:
    told: list[float] = []
    replay(
        np.ones((1, 4)),
        lambda known: np.zeros(1),
        terms=terms(),
        start=Start(period=0, on_hand=np.zeros(1)),
        progress=told.append,
    )

    assert told == [0.25, 0.5, 0.75, 1.0]


# Rules


def known(past: list[float], *, on_hand: float, on_order: float = 0.0) -> Situation:
    return Situation(
        past=np.array([past]),
        on_hand=np.array([on_hand]),
        on_order=np.array([on_order]),
        owed=np.zeros(1),
    )


def test_minimum_and_maximum_order_up_at_the_minimum_only() -> None:
    rule = min_max_rule(minimum=np.array([5.0]), maximum=np.array([20.0]))

    assert rule(known([1], on_hand=5)).tolist() == [15]
    assert rule(known([1], on_hand=6)).tolist() == [0]


def test_the_rule_from_history_keeps_the_largest_demand_of_a_lead_time() -> None:
    # Two periods in a row sold 7 at most; a mean of 2.5 has the lot sqrt(2 · 2.5 · 10 / 0.5) = 10.
    rule = history_rule(terms())

    assert rule(known([0, 3, 4, 3], on_hand=7)).tolist() == [10]
    assert rule(known([0, 3, 4, 3], on_hand=8)).tolist() == [0]


def test_the_bell_curve_keeps_mean_and_z_sigma_over_lead_time_and_a_period() -> None:
    # Mean 2.5, σ = sqrt(3) = 1.7321 over 3 periods: 7.5 + 1.6449 · 1.7321 · 1.7321 = 12.4346.
    rule = bell_curve_rule(terms(), service_level=0.95)

    assert rule(known([0, 3, 4, 3], on_hand=12)).tolist() == [10]
    assert rule(known([0, 3, 4, 3], on_hand=12.5)).tolist() == [0]


def test_a_position_far_below_the_level_is_lifted_to_it() -> None:
    rule = level_rule(terms(), reorder_point=np.array([40.0]), demand=np.array([2.5]))

    assert rule(known([1], on_hand=5)).tolist() == [35]


# What must hold in every replay


@st.composite
def cases(draw: st.DrawFn) -> tuple[Numbers, PeriodTerms, Start]:
    products, periods = draw(st.integers(1, 4)), draw(st.integers(4, 14))
    seed = draw(st.integers(0, 2**32 - 1))
    rng = np.random.default_rng(seed)
    demand = np.round(rng.gamma(0.4, 12, size=(products, periods)))
    told = PeriodTerms(
        lead_time_periods=rng.integers(0, 5, products),
        moq_units=rng.integers(0, 20, products).astype(float),
        pack_size_units=rng.integers(1, 15, products).astype(float),
        unit_cost=rng.uniform(1, 50, products),
        order_cost=rng.uniform(0, 30, products),
        holding_cost=rng.uniform(0.01, 1, products),
        lost_sale_cost=rng.uniform(0, 20, products),
    )
    start = Start(period=3, on_hand=np.round(rng.uniform(0, 20, products)))
    return demand, told, start


def some_rules(told: PeriodTerms) -> tuple[Rule, ...]:
    return (
        history_rule(told),
        bell_curve_rule(told, service_level=0.95),
        lambda known: np.zeros(len(known.on_hand)),
    )


@given(cases(), st.booleans())
def test_no_unit_appears_or_vanishes(case: tuple[Numbers, PeriodTerms, Start], waits: bool) -> None:
    demand, told, at = case
    start = Start(period=at.period, on_hand=at.on_hand, customers_wait=waits)
    for rule in some_rules(told):
        made = replay(demand, rule, terms=told, start=start)
        stock = start.on_hand[:, None] + (made.arrived - made.sold).cumsum(axis=1)
        np.testing.assert_allclose(made.on_hand, stock, atol=1e-9)
        assert (made.on_hand >= -1e-9).all()
        assert ((made.lost >= 0) & (made.lost <= made.demand)).all()
        assert (made.arrived.sum(axis=1) <= made.ordered.sum(axis=1) + 1e-9).all()
        if not waits:
            np.testing.assert_allclose(made.sold + made.lost, made.demand, atol=1e-9)


@given(cases(), st.integers(4, 13))
def test_the_future_changes_no_earlier_order(
    case: tuple[Numbers, PeriodTerms, Start], period: int
) -> None:
    demand, told, start = case
    other = demand.copy()
    other[:, period:] = 7 * other[:, period:] + 1
    for rule, same in zip(some_rules(told), some_rules(told), strict=True):
        before = replay(demand, rule, terms=told, start=start).ordered
        after = replay(other, same, terms=told, start=start).ordered
        until = period + 1 - start.period
        np.testing.assert_array_equal(before[:, :until], after[:, :until])


def test_a_rule_cannot_reach_the_future_through_the_past() -> None:
    seen: list[Situation] = []
    replay(
        np.ones((1, 5)),
        lambda known: (seen.append(known), np.zeros(1))[1],
        terms=terms(),
        start=Start(period=2, on_hand=np.zeros(1)),
    )

    assert [each.past.shape[1] for each in seen] == [2, 3, 4]
    assert all(each.past.base is None for each in seen)
