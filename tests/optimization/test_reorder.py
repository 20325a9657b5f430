import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory_core.optimization.reorder import order_quantity


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
