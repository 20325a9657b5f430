"""When and how many are ordered, worked out by hand."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory_core.domain.policy import Policy, at_or_below, order_quantity

BELOW_FIVE = Policy(reorder_point=np.array([5.0]), lot=np.array([10.0]))


@pytest.mark.parametrize(("position", "units"), [(5.0, 0.0), (4.9, 10.0), (-8.0, 13.0)])
def test_an_order_is_placed_below_the_point_and_is_at_least_the_lot(
    position: float, units: float
) -> None:
    assert BELOW_FIVE.wanted(np.array([position])).tolist() == [units]


def test_a_rule_that_orders_at_its_point_lifts_to_it() -> None:
    policy = Policy(
        reorder_point=at_or_below([5.0, 5.0, 5.0]), order_up_to=np.full(3, 5.0), lot=10.0
    )

    assert policy.wanted(np.array([5.001, 5.0, -8.0])).tolist() == [0, 10, 13]


def test_what_would_spoil_is_not_ordered_beside_what_is_there() -> None:
    policy = replace(BELOW_FIVE, sellable_units=np.array([9.0]), pack_size_units=3.0)

    # Of the lot of 10, 9 − 4 = 5 would sell in time: one pack of 3.
    assert policy.most(np.array([4.0])).tolist() == [5]
    assert policy.orders(np.array([4.0])).tolist() == [3]


def test_what_is_not_ordered_again_is_never_ordered() -> None:
    assert replace(BELOW_FIVE, reordered=np.array([False])).orders(np.zeros(1)).tolist() == [0]


def test_where_there_is_no_point_nothing_is_ordered() -> None:
    never = Policy(reorder_point=at_or_below([np.nan]), order_up_to=np.array([np.nan]))

    assert never.wanted(np.array([0.0])).tolist() == [0]


@pytest.mark.parametrize(
    ("wanted", "moq", "pack", "ordered"),
    [
        (0, 24, 10, 0),  # nothing wanted, nothing ordered
        (1, 1, 1, 1),
        (13, 1, 6, 18),
        (12, 1, 6, 12),  # already whole packs
        (5, 50, 1, 50),  # the minimum order
        (5, 50, 12, 60),  # the minimum order, in whole packs
        (100, 50, 12, 108),
        (0.2, 1, 1, 1),  # no fractions of a unit
    ],
)
def test_orders_are_whole_packs_of_at_least_the_minimum(
    wanted: float, moq: float, pack: float, ordered: float
) -> None:
    units = order_quantity(wanted_units=[wanted], moq_units=[moq], pack_size_units=[pack])

    assert units.tolist() == [ordered]


@given(wanted=st.floats(0, 1e5), moq=st.integers(1, 1000), pack=st.integers(1, 500))
def test_an_order_never_has_a_pack_too_many(wanted: float, moq: int, pack: int) -> None:
    units = float(order_quantity(wanted_units=wanted, moq_units=moq, pack_size_units=pack))

    assert units % pack == 0
    assert (units == 0) == (wanted == 0)
    if units:
        assert max(wanted, moq) - 1e-6 * pack <= units < max(wanted, moq) + pack
