"""Customer orders: each line by itself, what may be shipped, and what is promised of the stock."""

from datetime import date

import pandas as pd
import pytest

from inventory_core.domain.customer_orders import SHIPMENTS
from inventory_core.domain.errors import OrderError
from inventory_core.domain.frames import STOCK, typed
from inventory_core.domain.purchase_orders import ORDERED_GOODS
from inventory_core.ledger.customer_orders import (
    CustomerLine,
    CustomerOrder,
    Shipment,
    Stage,
    cancelling,
    customer_order_of,
    customer_orders,
    shipping,
    tables_of,
    with_customer_orders,
)
from inventory_core.ledger.customer_words import line_sentence, order_sentence

ORDERED, SHIPPED, TODAY = date(2026, 4, 1), date(2026, 4, 8), date(2026, 4, 15)


def an_order(*lines: CustomerLine, shipped: dict[str, float] | None = None) -> CustomerOrder:
    """Number 1 with these lines, of which some were shipped on 8 April."""
    gone = (Shipment(id=1, day=SHIPPED, units=tuple(shipped.items())),) if shipped else ()
    return CustomerOrder(number=1, ordered_on=ORDERED, lines=lines, shipments=gone)


def mugs(units: float = 10.0, **facts: float) -> CustomerLine:
    return CustomerLine(sku="MUG", units=units, **facts)


def teas(units: float = 20.0, **facts: float) -> CustomerLine:
    return CustomerLine(sku="TEA", units=units, **facts)


@pytest.mark.parametrize(
    ("lines", "shipped", "stage"),
    [
        ((mugs(), teas()), {}, Stage.WAITING),
        ((mugs(shipped=10), teas()), {"MUG": 10}, Stage.PART_SHIPPED),
        ((mugs(shipped=10), teas(cancelled=20)), {"MUG": 10}, Stage.SHIPPED),
        ((mugs(cancelled=10), teas(cancelled=20)), {}, Stage.CANCELLED),
    ],
)
def test_how_far_an_order_is_follows_from_its_lines(
    lines: tuple[CustomerLine, ...], shipped: dict[str, float], stage: Stage
) -> None:
    assert an_order(*lines, shipped=shipped).stage is stage


def test_an_order_comes_back_from_its_tables_without_what_was_taken_back() -> None:
    order = an_order(mugs(unit_price=4.0), teas(cancelled=5.0))
    rows = [(1, 1, "MUG", 4.0, SHIPPED, True), (2, 1, "MUG", 3.0, SHIPPED, False)]
    frame = pd.DataFrame(rows, columns=["id", "number", "sku", "units", "day", "undone"])

    (kept,) = customer_orders(*tables_of(order), typed(frame, SHIPMENTS))

    assert kept.shipments == (Shipment(id=2, day=SHIPPED, units=(("MUG", 3.0),)),)
    assert [(ln.sku, ln.open, ln.unit_price) for ln in kept.lines] == [
        ("MUG", 7.0, 4.0),
        ("TEA", 15.0, None),
    ]
    assert kept.value == 28.0
    with pytest.raises(OrderError, match="There is no customer order 7"):
        customer_order_of((kept,), 7)


def test_all_that_waits_is_shipped_unless_something_is_told() -> None:
    order = an_order(mugs(shipped=4), teas(cancelled=20))

    assert shipping(order, None, on=TODAY, today=TODAY) == {"MUG": 6}
    assert shipping(order, {"MUG": 2.0}, on=TODAY, today=TODAY) == {"MUG": 2}
    assert cancelling(an_order(mugs(cancelled=3, shipped=4)), None) == {"MUG": 6}


@pytest.mark.parametrize(
    ("told", "on", "why"),
    [
        ({"SOAP": 1.0}, TODAY, "SOAP is not in customer order 1: it has MUG."),
        ({"MUG": 11.0}, TODAY, "10 of MUG are waiting in customer order 1"),
        ({"MUG": 0.0}, TODAY, "give a number above 0"),
        ({"MUG": float("nan")}, TODAY, "give a number above 0"),
        (None, date(2026, 3, 31), "give a day from 1 Apr 2026 to 15 Apr 2026"),
        (None, date(2026, 4, 16), "It cannot have been shipped on 16 Apr 2026"),
    ],
)
def test_what_cannot_have_been_shipped_is_refused(
    told: dict[str, float] | None, on: date, why: str
) -> None:
    with pytest.raises(OrderError, match=why):
        shipping(an_order(mugs()), told, on=on, today=TODAY)


def test_nothing_more_is_shipped_or_cancelled_of_an_order_that_is_done() -> None:
    done = an_order(mugs(shipped=10), shipped={"MUG": 10})

    with pytest.raises(OrderError, match="Nothing of customer order 1 is waiting any more"):
        shipping(done, None, on=TODAY, today=TODAY)
    with pytest.raises(OrderError, match="Nothing of customer order 1 is waiting any more"):
        cancelling(done, None)


# Beside stock files


def goods_of(*rows: tuple[str, str, float]) -> pd.DataFrame:
    return typed(pd.DataFrame(list(rows), columns=["code", "sku", "units"]), ORDERED_GOODS)


def committed(order: CustomerOrder, *, counted: str, in_file: float = 7.0) -> float:
    """Units of mugs that are promised, where a stock file of a day says how many are."""
    frame = pd.DataFrame({"sku": ["MUG"], "day": pd.Timestamp(counted), "on_hand": 50.0})
    stock = typed(frame.assign(place="shop", on_order=0.0, committed=in_file, rows=1.0), STOCK)
    goods = goods_of(("MUG", "MUG", 1.0), ("TEA", "TEA", 1.0))
    return float(with_customer_orders(stock, (order,), goods)["committed"].iloc[0])


def test_what_a_file_says_is_committed_counts_where_no_open_order_is_known() -> None:
    assert committed(an_order(mugs()), counted="2026-03-01") == 10
    assert committed(an_order(teas()), counted="2026-03-01") == 7


def test_what_was_shipped_since_a_count_was_committed_then_and_is_no_more() -> None:
    shipped = an_order(mugs(shipped=10), shipped={"MUG": 10})

    assert committed(shipped, counted="2026-04-05") == 0
    # Not ordered yet on that day, or gone by then: the file speaks of other orders.
    assert committed(shipped, counted="2026-03-31") == 7
    assert committed(shipped, counted="2026-04-08") == 7


def test_packs_are_promised_as_what_is_in_them_also_where_that_was_never_counted() -> None:
    goods = goods_of(("BOX", "MUG", 6.0), ("BOX", "TEA", 2.0))
    order = an_order(CustomerLine(sku="BOX", units=3.0))

    stock = with_customer_orders(typed(pd.DataFrame(), STOCK), (order,), goods)

    assert dict(zip(stock["sku"], stock["committed"], strict=True)) == {"MUG": 18, "TEA": 6}
    assert stock[["day", "on_hand"]].isna().all(axis=None)


# In words


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (mugs(), "MUG: 10 ordered."),
        (mugs(shipped=2), "MUG: 10 ordered, 2 shipped, 8 waiting."),
        (mugs(cancelled=3), "MUG: 10 ordered, 0 shipped, 3 cancelled, 7 waiting."),
        (mugs(shipped=10), "MUG: 10 ordered, 10 shipped."),
        (mugs(shipped=2, cancelled=8), "MUG: 10 ordered, 2 shipped, 8 cancelled."),
    ],
)
def test_a_line_says_how_many_wait(line: CustomerLine, told: str) -> None:
    assert line_sentence(line) == told
    assert line_sentence(line, "Mug") == f"Mug · {told}"


def test_an_order_says_where_it_came_from_and_for_when_it_is_promised() -> None:
    order = CustomerOrder(
        number=3,
        channel="shopify",
        reference="#1001",
        ordered_on=ORDERED,
        promised_on=TODAY,
        paid=True,
        pinned=True,
        lines=(mugs(),),
    )

    assert order_sentence(order) == (
        "Customer order 3 · shopify #1001: ordered on 1 Apr 2026, promised for 15 Apr 2026. "
        "Waiting. Paid. First in line."
    )
    assert order_sentence(an_order(mugs())) == (
        "Customer order 1 · direct: ordered on 1 Apr 2026. Waiting."
    )
