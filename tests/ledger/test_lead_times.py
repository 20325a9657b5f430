"""How long suppliers really take: nothing of few orders, robust, each order once."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory_core.ledger.lead_times import (
    FEWEST_ORDERS,
    LearnedLeadTime,
    learned_lead_times,
    learned_sentence,
)
from inventory_core.ledger.purchase_orders import Line, PurchaseOrder, Receipt

ORDERED = date(2026, 4, 1)

Came = tuple[tuple[int, str, float], ...]
"""Days after the order, product, and units."""


def order(*came: tuple[int, str, float], supplier: str = "Clay") -> PurchaseOrder:
    skus = sorted({sku for _days, sku, _units in came}) or ["MUG"]
    return PurchaseOrder(
        number=1,
        supplier=supplier,
        ordered_on=ORDERED,
        expected_on=ORDERED + timedelta(days=10),
        reference="",
        note="",
        freight=0.0,
        paid=False,
        currency="",
        rate=1.0,
        lines=tuple(Line(sku=sku, units=100, unit_cost=None) for sku in skus),
        receipts=tuple(
            Receipt(id=number, day=ORDERED + timedelta(days=days), units=((sku, units),))
            for number, (days, sku, units) in enumerate(came)
        ),
    )


def of_supplier(*orders: PurchaseOrder) -> LearnedLeadTime:
    (learned,) = (each for each in learned_lead_times(orders) if not each.sku)
    return learned


def test_two_orders_tell_nothing_yet_but_that_they_came() -> None:
    learned = of_supplier(order((10, "MUG", 5)), order((12, "MUG", 5)))

    assert (learned.orders, learned.usual_days, learned.can_be_used) == (2, None, False)
    assert "Clay: 2 orders came so far. After 3," in learned_sentence(learned, 14)


def test_three_orders_tell_usual_shortest_and_longest() -> None:
    learned = of_supplier(*(order((days, "MUG", 5)) for days in (10, 14, 12)))

    # The quantiles at 10 and 90 % of 10, 12 and 14 are 10.4 and 13.6.
    assert learned.facts() == {
        "lead_time_days": 12,
        "lead_time_shortest_days": 10,
        "lead_time_longest_days": 14,
    }
    assert learned.can_be_used
    assert learned_sentence(learned, 14) == (
        "Clay: 3 orders took 12 days usually, 10 to 14 in 8 of 10 cases. Stated are 14."
    )
    assert learned_sentence(learned, None).endswith("No lead time is stated.")


def test_a_few_units_sent_later_move_nothing_and_many_do() -> None:
    late = [order((10, "MUG", 90), (80, "MUG", 10))] * 3
    most = [order((10, "MUG", 10), (80, "MUG", 90))] * 3

    assert of_supplier(*late).usual_days == 10
    assert of_supplier(*most).usual_days == 80


def test_one_order_that_went_wrong_does_not_move_what_is_usual() -> None:
    orders = [order((days, "MUG", 5)) for days in (10, 11, 12, 10, 120)]

    assert of_supplier(*orders).usual_days == 11


def test_products_of_one_supplier_are_told_apart() -> None:
    orders = [order((10, "MUG", 5), (30, "VASE", 20))] * 3

    learned = {each.sku: each.usual_days for each in learned_lead_times(orders)}

    assert learned == {"": 30, "MUG": 10, "VASE": 30}


def test_what_has_not_come_and_what_has_no_supplier_teaches_nothing() -> None:
    assert learned_lead_times([order(), order((10, "MUG", 5), supplier="")]) == ()


def test_longer_than_a_lead_time_may_be_is_told_and_not_used() -> None:
    learned = of_supplier(*[order((170, "MUG", 5))] * 3)

    assert learned.usual_days == 170
    assert not learned.can_be_used


@given(days=st.lists(st.integers(0, 300), min_size=FEWEST_ORDERS, max_size=12))
def test_usual_lies_between_shortest_and_longest_and_these_among_what_happened(
    days: list[int],
) -> None:
    learned = of_supplier(*(order((each, "MUG", 5)) for each in days))

    assert min(days) <= learned.shortest_days <= learned.usual_days
    assert learned.usual_days <= learned.longest_days <= max(days)
    assert learned.orders == len(days)


@pytest.mark.parametrize("sku", ["", "MUG"])
def test_a_sentence_names_the_product_or_its_supplier(sku: str) -> None:
    learned = LearnedLeadTime(supplier="Clay", sku=sku, orders=1)

    assert learned_sentence(learned, None).startswith(f"{sku or 'Clay'}: 1 order came")
