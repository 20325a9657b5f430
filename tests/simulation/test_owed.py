"""What is still to be paid for open orders, by hand."""

from datetime import date

import pandas as pd
import pytest

from inventory_core.domain.frames import SUPPLIERS, typed
from inventory_core.domain.purchase_orders import INCOMING
from inventory_core.ledger.purchase_orders import Line, PurchaseOrder
from inventory_core.simulation.owed import BALANCE, ORDER_COST, Owed, owed

ORDERED, EXPECTED, TODAY = date(2026, 4, 1), date(2026, 4, 20), date(2026, 4, 10)
MUGS = Line(sku="MUG", units=10, unit_cost=4.0, unit_price=5.0)


def order(*lines: Line, number: int = 1, paid: bool = False, freight: float = 0.0) -> PurchaseOrder:
    return PurchaseOrder(
        number=number,
        supplier="Clay",
        ordered_on=ORDERED,
        expected_on=EXPECTED,
        reference="",
        note="",
        freight=freight,
        paid=paid,
        currency="$",
        rate=0.8,
        lines=lines,
        receipts=(),
    )


def found(*orders: PurchaseOrder, today: date = TODAY, **terms: float) -> Owed:
    """What is owed where of each line what is to come is on its way."""
    coming = [(each.number, ln.sku, ln.coming) for each in orders for ln in each.lines]
    incoming = pd.DataFrame(coming, columns=["number", "sku", "units"])
    row = {**dict.fromkeys(list(SUPPLIERS)[1:], 0.0), "supplier": "Clay", **terms}
    return owed(
        orders,
        incoming=typed(incoming, INCOMING),
        suppliers=typed(pd.DataFrame([row] if terms else [], columns=list(SUPPLIERS)), SUPPLIERS),
        today=today,
    )


def dues(made: Owed) -> list[tuple[date, str, float]]:
    payments = made.payments
    days = payments["day"].dt.date
    return list(zip(days, payments["kind"], payments["money"], strict=True))


def test_the_rest_is_due_some_days_after_arrival_and_freight_with_it() -> None:
    made = found(order(MUGS, freight=12.5), deposit_share=0.3, balance_days=30.0)

    # 10 × 4 = 40 in the shop's money, of which 12 were paid with the order.
    assert dues(made) == [
        (date(2026, 5, 20), BALANCE, pytest.approx(28.0)),
        (EXPECTED, ORDER_COST, 12.5),
    ]
    assert made.payments["ordered_on"].dt.date.tolist() == [ORDERED] * 2
    assert made.units.to_dict() == {"MUG": 10}


def test_without_terms_all_is_due_on_arrival_and_what_is_late_comes_tomorrow() -> None:
    assert dues(found(order(MUGS))) == [(EXPECTED, BALANCE, 40.0)]
    late = found(order(MUGS), today=date(2026, 5, 1))
    assert dues(late) == [(date(2026, 5, 2), BALANCE, 40.0)]


def test_what_is_paid_is_owed_no_more_and_what_is_here_is_no_open_order() -> None:
    here = order(Line(sku="MUG", units=10, unit_cost=4.0, unit_price=5.0, received=10), number=2)

    made = found(order(MUGS, paid=True), here)

    assert dues(made) == []
    assert made.units["MUG"] == 10


def test_what_is_not_coming_is_not_paid() -> None:
    cups = Line(sku="CUP", units=9, unit_cost=1.0, unit_price=1.25, received=4, closed_short=True)

    assert dues(found(order(MUGS, cups))) == [(EXPECTED, BALANCE, 44.0)]


def test_of_an_order_without_all_prices_nothing_is_told_of_any_of_its_units() -> None:
    unknown = Line(sku="TEA", units=5, unit_cost=None)

    made = found(order(MUGS, unknown), order(MUGS, number=2))

    assert dues(made) == [(EXPECTED, BALANCE, 40.0)]
    assert made.units.to_dict() == {"MUG": 10}
