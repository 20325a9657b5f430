"""Who gets what lies there: by the seller's rules, never more than there is, and why not."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory_core.domain.settings import QueueRule, Settings
from inventory_core.ledger.allocation import Allocation, Mark, Supply, allocate, queue
from inventory_core.ledger.customer_orders import CustomerLine, CustomerOrder
from inventory_core.ledger.customer_tables import packing_list, pick_list, promises_missed
from inventory_core.ledger.customer_words import freed_sentence, mark_sentence

EARLY, LATE, LATER = date(2026, 4, 1), date(2026, 4, 20), date(2026, 5, 1)
RULES = tuple(QueueRule)


def an_order(
    number: int, units: float = 5.0, *, sku: str = "MUG", **facts: object
) -> CustomerOrder:
    line = CustomerLine(sku=sku, units=units, unit_price=2.0)
    return replace(CustomerOrder(number=number, ordered_on=EARLY, lines=(line,)), **facts)


def supply(*coming: tuple[date, str, float], **on_hand: float) -> Supply:
    """Mugs, teas, and boxes of two mugs and a tea; what is not named was never counted."""
    contents = {"MUG": {"MUG": 1.0}, "TEA": {"TEA": 1.0}, "BOX": {"MUG": 2.0, "TEA": 1.0}}
    return Supply(
        contents=contents, on_hand=on_hand, counted=frozenset(on_hand), coming=tuple(coming)
    )


def given_out(*orders: CustomerOrder, there: Supply) -> dict[int, Allocation]:
    return {one.order.number: one for one in allocate(orders, there, RULES)}


# Whose turn it is


@pytest.mark.parametrize(
    ("first", "rules"),
    [
        ({"promised_on": EARLY}, RULES),
        ({"paid": True}, RULES),
        ({"lines": (CustomerLine(sku="MUG", units=9, unit_price=2.0),)}, RULES),
        ({"ordered_on": date(2026, 3, 1)}, RULES),
        ({"pinned": True, "promised_on": LATER}, RULES),
        ({"paid": True, "promised_on": LATER}, (QueueRule.PAID, *RULES)),
    ],
)
def test_each_rule_puts_an_order_before_an_older_number(
    first: dict[str, object], rules: tuple[QueueRule, ...]
) -> None:
    other = an_order(1, promised_on=LATE if "promised_on" in first else None)

    assert [one.number for one in queue((other, an_order(2, **first)), rules)] == [2, 1]


def test_alike_orders_stand_by_their_numbers_and_done_ones_do_not() -> None:
    done = an_order(1, lines=(CustomerLine(sku="MUG", units=5, shipped=5),))

    assert [one.number for one in queue((an_order(3), done, an_order(2)), RULES)] == [2, 3]


def test_rules_that_the_seller_does_not_name_come_after_those_named() -> None:
    rules = Settings(queue_rules=("age", "paid")).queue_rules

    assert rules == (QueueRule.AGE, QueueRule.PAID, QueueRule.PROMISED, QueueRule.VALUE)


# What each gets


def test_what_lies_there_goes_to_each_in_turn_and_a_part_where_it_ends() -> None:
    gets = given_out(an_order(1), an_order(2), an_order(3, 2.0), there=supply(MUG=8.0))

    assert [one.ready for one in gets.values()] == [5, 3, 0]
    assert [one.mark for one in gets.values()] == [
        Mark.READY,
        Mark.ENOUGH_FOR_THIS,
        Mark.ENOUGH_FOR_THIS,
    ]
    assert mark_sentence(gets[2]) == "3 of 5 can ship now. Enough for this one, not for all."


def test_what_is_not_there_is_on_its_way_if_what_comes_suffices_for_those_before_too() -> None:
    there = supply((LATE, "MUG", 4.0), (LATER, "MUG", 6.0), MUG=1.0)

    gets = given_out(an_order(1), an_order(2), an_order(3), there=there)

    assert [(one.ready, one.mark, one.arrives) for one in gets.values()] == [
        (1.0, Mark.ON_ITS_WAY, LATE),
        (0.0, Mark.ON_ITS_WAY, LATER),
        (0.0, Mark.NOT_ENOUGH, None),
    ]
    assert mark_sentence(gets[2]) == "On its way, expected on 1 May 2026."


def test_a_pack_is_shipped_whole_and_lacks_only_what_is_missing_in_it() -> None:
    there = supply((LATE, "TEA", 9.0), MUG=7.0, TEA=2.0)

    gets = given_out(an_order(1, 3.0, sku="BOX", promised_on=EARLY), an_order(2, 1.0), there=there)

    assert (gets[1].ready, gets[1].lacks, gets[1].arrives) == (2, (("TEA", 1.0),), LATE)
    assert gets[2].mark is Mark.READY


def test_of_what_was_never_counted_nobody_knows_but_what_is_there_at_least() -> None:
    there = replace(supply(TEA=0.0), on_hand={"TEA": 0.0, "MUG": 5.0})

    gets = given_out(an_order(1), an_order(2), an_order(3, sku="TEA"), there=there)

    assert [one.mark for one in gets.values()] == [Mark.READY, Mark.UNCOUNTED, Mark.NOT_ENOUGH]


UNITS = st.integers(1, 9).map(float)
ORDERS = st.lists(st.tuples(st.sampled_from(["MUG", "TEA", "BOX"]), UNITS), max_size=8)


@given(ORDERS, st.integers(0, 30), st.integers(0, 30))
def test_never_more_is_given_out_than_there_is_and_nothing_is_kept_back(
    wanted: list[tuple[str, float]], mugs: int, teas: int
) -> None:
    orders = [an_order(row, units, sku=sku) for row, (sku, units) in enumerate(wanted)]
    there = supply(MUG=float(mugs), TEA=float(teas))

    gets = given_out(*orders, there=there).values()

    left = dict(there.on_hand)
    for one in gets:
        for sku, each in there.contents[one.line.sku].items():
            left[sku] -= one.ready * each
        assert 0 <= one.ready <= one.line.open
        assert (one.mark is Mark.READY) == (one.ready == one.line.open) == (not one.lacks)
    assert min(left.values()) >= 0
    for one in gets:
        contents = there.contents[one.line.sku]
        assert one.mark is Mark.READY or any(left[sku] < each for sku, each in contents.items())


# What is done by it


def test_an_order_misses_its_day_only_where_what_is_known_says_so() -> None:
    there = supply((LATE, "MUG", 20.0), MUG=0.0, TEA=0.0)
    orders = (
        an_order(1, promised_on=EARLY),
        an_order(2, promised_on=LATER),
        an_order(3, sku="TEA", promised_on=LATER),
        an_order(4, sku="TEA"),
    )

    missed = promises_missed(allocate(orders, there, RULES))

    assert missed[["number", "sku", "units"]].to_numpy().tolist() == [[1, "MUG", 5], [3, "TEA", 5]]


def test_what_arrived_frees_those_of_which_more_can_ship_than_before() -> None:
    orders = (an_order(1), an_order(2), an_order(3))
    before, after = (allocate(orders, supply(MUG=units), RULES) for units in (5.0, 12.0))

    assert freed_sentence(before, after) == "Customer orders 2, 3 can ship now, or more of them."
    assert freed_sentence(after, before) == ""


def test_the_pick_list_opens_packs_and_the_packing_list_does_not() -> None:
    there = supply(MUG=9.0, TEA=9.0)
    waiting = allocate((an_order(1, 2.0, sku="BOX", paid=True), an_order(2, 6.0)), there, RULES)

    picked = pick_list(waiting, there, {"MUG": "Mug"})
    packed = packing_list(waiting, {"MUG": "Mug"})

    assert picked[["sku", "name", "units", "orders"]].to_numpy().tolist() == [
        ["MUG", "Mug", 9, "1, 2"],
        ["TEA", "TEA", 2, "1"],
    ]
    assert packed[["number", "sku", "units", "open"]].to_numpy().tolist() == [
        [1, "BOX", 2, 2],
        [2, "MUG", 5, 6],
    ]
