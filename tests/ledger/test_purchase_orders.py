"""Purchase orders: each line by itself, what counts as coming, and the day from which it does."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory_core.domain.errors import PurchaseError
from inventory_core.domain.frames import STOCK, typed
from inventory_core.domain.purchase_orders import (
    ORDER_RECEIPTS,
    ORDERED_GOODS,
    PURCHASE_LINES,
    PURCHASE_ORDERS,
)
from inventory_core.ledger.placing import Draft, placed
from inventory_core.ledger.purchase_orders import (
    Line,
    PurchaseOrder,
    State,
    arriving,
    incoming,
    late_first,
    on_order_by_files,
    order_of,
    purchase_orders,
    with_orders,
)
from inventory_core.ledger.words import (
    line_sentence,
    on_order_sentence,
    order_sentence,
    waiting_sentence,
)

ORDERED, EXPECTED = date(2026, 4, 1), date(2026, 4, 15)


def an_order(
    *lines: tuple[str, float],
    came: tuple[tuple[str, float], ...] = (),
    short: tuple[str, ...] = (),
) -> PurchaseOrder:
    """Number 1 with these lines, of which some came on 8 April; short: codes closed short."""
    orders = typed(
        pd.DataFrame(
            {
                "number": [1],
                "supplier": "Clay",
                "ordered_on": ORDERED,
                "expected_on": EXPECTED,
                "reference": "",
                "note": "",
                "freight": 0.0,
                "paid": False,
                "currency": "",
                "rate": 1.0,
            }
        ),
        PURCHASE_ORDERS,
    )
    rows = [(1, sku, units, sku in short) for sku, units in lines]
    frame = pd.DataFrame(rows, columns=["number", "sku", "units", "closed_short"])
    receipts = [(1, 1, sku, units, date(2026, 4, 8), False) for sku, units in came]
    columns = ["id", "number", "sku", "units", "day", "undone"]
    (order,) = purchase_orders(
        orders,
        typed(frame.assign(days_before=0.0), PURCHASE_LINES),
        typed(pd.DataFrame(receipts, columns=columns), ORDER_RECEIPTS),
    )
    return order


def goods_of(*codes: str) -> pd.DataFrame:
    return typed(pd.DataFrame({"code": codes, "sku": codes, "units": 1.0}), ORDERED_GOODS)


def stock_of(sku: str, day: str, *, on_order: float) -> pd.DataFrame:
    frame = pd.DataFrame({"sku": [sku], "day": pd.Timestamp(day), "on_hand": 5.0})
    return typed(frame.assign(place="shop", on_order=on_order, committed=0.0, rows=1.0), STOCK)


# States


@pytest.mark.parametrize(
    ("came", "short", "state"),
    [
        ((), (), State.ORDERED),
        ((("MUG", 2.0),), (), State.PART_RECEIVED),
        ((("MUG", 40.0),), (), State.PART_RECEIVED),
        ((("MUG", 10.0), ("TEA", 20.0)), (), State.RECEIVED),
        ((("MUG", 10.0),), ("TEA",), State.CLOSED),
        ((), ("MUG", "TEA"), State.CANCELLED),
    ],
)
def test_the_state_follows_from_the_lines(
    came: tuple[tuple[str, float], ...], short: tuple[str, ...], state: State
) -> None:
    assert an_order(("MUG", 10.0), ("TEA", 20.0), came=came, short=short).state is state


LINES = st.lists(
    st.tuples(st.integers(1, 50), st.integers(0, 90), st.booleans()), min_size=1, max_size=6
)


@given(lines=LINES)
def test_what_came_of_one_product_never_stands_for_another(
    lines: list[tuple[int, int, bool]],
) -> None:
    order = an_order(
        *((f"P{row}", float(units)) for row, (units, _came, _short) in enumerate(lines)),
        came=tuple((f"P{row}", float(came)) for row, (_u, came, _s) in enumerate(lines) if came),
        short=tuple(f"P{row}" for row, (_u, _c, short) in enumerate(lines) if short),
    )

    coming = [0 if short else max(units - came, 0) for units, came, short in lines]
    assert [line.coming for line in order.lines] == coming
    assert [line.beyond for line in order.lines] == [max(c - u, 0) for u, c, _s in lines]
    assert order.is_open == any(coming)
    assert (order.state is State.RECEIVED) == all(came >= units for units, came, _s in lines)
    assert incoming((order,), goods_of(*(ln.sku for ln in order.lines)), today=ORDERED)[
        "units"
    ].sum() == sum(coming)


def test_a_receipt_that_was_taken_back_does_not_count() -> None:
    frame = pd.DataFrame(
        [(1, 1, "MUG", 4.0, date(2026, 4, 8), True), (2, 1, "MUG", 3.0, date(2026, 4, 9), False)],
        columns=["id", "number", "sku", "units", "day", "undone"],
    )
    lines = pd.DataFrame({"number": [1], "sku": "MUG", "units": 10.0, "closed_short": False})
    lines["days_before"] = 0.0
    draft = placed(wanted(("MUG", 10.0, "", 14.0)), ordered_on=ORDERED)

    (order,) = purchase_orders(
        draft.orders, typed(lines, PURCHASE_LINES), typed(frame, ORDER_RECEIPTS)
    )

    assert [receipt.id for receipt in order.receipts] == [2]
    assert order.lines[0].received == 3


# Days


def test_what_is_late_counts_as_coming_tomorrow_and_stands_first() -> None:
    order = an_order(("MUG", 10.0))
    later = replace(an_order(("TEA", 5.0)), number=2, expected_on=date(2026, 4, 30))

    assert (order.is_late(EXPECTED), order.arrives(EXPECTED)) == (False, EXPECTED)
    day_after = EXPECTED + timedelta(days=1)
    assert order.is_late(day_after)
    assert order.arrives(day_after) == day_after + timedelta(days=1)
    done = an_order(("MUG", 1.0), came=(("MUG", 1.0),))
    assert late_first((later, done, order), day_after) == (order, later)
    rows = incoming((later, order), goods_of("MUG", "TEA"), today=day_after)
    assert rows["late"].tolist() == [True, False]


def wanted(*lines: tuple[str, float, str, float]) -> pd.DataFrame:
    frame = pd.DataFrame(list(lines), columns=["sku", "units", "supplier", "lead_time_days"])
    return frame.assign(unit_cost=np.nan)


def test_each_supplier_gets_one_order_which_comes_when_its_last_product_does() -> None:
    draft = placed(
        wanted(
            ("CUP", 3, "Clay", 7),
            ("MUG", 4, "Clay", 21),
            ("SOAP", 2, "", 5),
            ("TEA", 1, "", 30),
            ("WAX", 1, "Bee", 2),
        ),
        ordered_on=ORDERED,
    )
    orders, lines = draft.orders, draft.lines

    together = lines.merge(orders, on="number").groupby("number")["sku"].agg(list).tolist()
    assert sorted(together) == [["CUP", "MUG"], ["SOAP"], ["TEA"], ["WAX"]]
    clay = orders[orders["supplier"] == "Clay"]["expected_on"].dt.date.tolist()
    assert clay == [ORDERED + timedelta(days=21)]
    before = lines.set_index("sku")["days_before"]
    assert before[["CUP", "MUG"]].tolist() == [14, 0]
    told = placed(
        wanted(("CUP", 3, "Clay", 7), ("MUG", 4, "Clay", 21)),
        ordered_on=ORDERED,
        expected_on=date(2026, 6, 1),
    )
    assert told.orders["expected_on"].dt.date.tolist() == [date(2026, 6, 1)]
    assert told.lines["days_before"].tolist() == [0, 0]


def test_each_product_counts_from_its_own_day() -> None:
    draft = placed(wanted(("CUP", 3, "Clay", 7), ("MUG", 4, "Clay", 21)), ordered_on=ORDERED)
    none = typed(pd.DataFrame(), ORDER_RECEIPTS)

    def arrivals(draft: Draft, today: date) -> dict[str, date]:
        orders = purchase_orders(draft.orders, draft.lines, none)
        rows = incoming(orders, goods_of("CUP", "MUG"), today=today)
        assert not rows["late"].any()
        return dict(zip(rows["sku"], rows["arrives"].dt.date, strict=True))

    first, last = ORDERED + timedelta(days=7), ORDERED + timedelta(days=21)
    assert arrivals(draft, ORDERED) == {"CUP": first, "MUG": last}
    # The order is not late before its last product is.
    after = first + timedelta(days=1)
    assert arrivals(draft, after) == {"CUP": after + timedelta(days=1), "MUG": last}
    # A day that the seller typed is that of all.
    moved = last + timedelta(days=3)
    told = draft.corrected([(moved, draft.lines)])
    assert arrivals(told, ORDERED) == {"CUP": moved, "MUG": moved}
    assert arrivals(draft.corrected([(last, draft.lines)]), ORDERED)["CUP"] == first


# What arrives


def test_all_that_is_to_come_arrives_unless_something_is_told() -> None:
    order = an_order(
        ("MUG", 10.0), ("TEA", 20.0), ("CUP", 5.0), came=(("MUG", 4.0),), short=("CUP",)
    )

    def came(told: dict[str, float] | None) -> dict[str, float]:
        return arriving(order, told, on=EXPECTED, today=EXPECTED)

    assert came(None) == {"MUG": 6, "TEA": 20}
    assert came({"MUG": 99, "CUP": 1}) == {"MUG": 99, "CUP": 1}


@pytest.mark.parametrize(
    ("told", "on", "why"),
    [
        ({"SOAP": 1.0}, EXPECTED, "SOAP is not in purchase order 1: it has MUG."),
        ({"MUG": 0.0}, EXPECTED, "How many of MUG arrived?"),
        ({"MUG": float("nan")}, EXPECTED, "How many of MUG arrived?"),
        (None, ORDERED - timedelta(days=1), "give a day from 1 Apr 2026 to 15 Apr 2026"),
        (None, EXPECTED + timedelta(days=1), "It cannot have arrived on 16 Apr 2026"),
    ],
)
def test_what_cannot_have_arrived_is_refused(
    told: dict[str, float] | None, on: date, why: str
) -> None:
    with pytest.raises(PurchaseError, match=why.replace("?", r"\?")):
        arriving(an_order(("MUG", 10.0)), told, on=on, today=EXPECTED)


def test_where_nothing_is_to_come_one_has_to_say_what_came() -> None:
    done = an_order(("MUG", 10.0), came=(("MUG", 10.0),))

    with pytest.raises(PurchaseError, match="Nothing more is to come of purchase order 1"):
        arriving(done, None, on=EXPECTED, today=EXPECTED)
    with pytest.raises(PurchaseError, match="no purchase order 7"):
        order_of((done,), 7)


# Beside stock files


def on_order(
    order: PurchaseOrder, *, counted: str, in_file: float = 60.0, sku: str = "MUG"
) -> float:
    goods = goods_of(*(line.sku for line in order.lines))
    coming = incoming((order,), goods, today=EXPECTED)
    stock = with_orders(stock_of(sku, counted, on_order=in_file), (order,), goods, coming)
    return float(stock.set_index("sku")["on_order"][sku])


def test_what_a_stock_file_says_is_on_order_may_be_a_purchase_order_placed_before_it() -> None:
    order = an_order(("MUG", 50.0))

    assert on_order(order, counted="2026-04-10") == 50
    assert on_order(order, counted="2026-04-10", sku="TEA") == 60


def test_what_is_ordered_after_a_count_comes_beside_what_was_on_order_then() -> None:
    order = an_order(("MUG", 50.0))

    assert on_order(order, counted="2026-03-31") == 110
    assert on_order(order, counted=str(order.ordered_on)) == 110


def test_what_came_since_a_count_was_on_order_then() -> None:
    all_here = an_order(("MUG", 50.0), came=(("MUG", 50.0),))

    # Placed after the count, so that it was not in it; open on its day; or here by then.
    assert on_order(all_here, counted="2026-03-31") == 60
    assert on_order(all_here, counted="2026-04-05") == 0
    assert on_order(all_here, counted="2026-04-09") == 60


def test_an_order_that_was_cancelled_leaves_the_stock_file_as_it_was() -> None:
    assert on_order(an_order(("MUG", 50.0), short=("MUG",)), counted="2026-03-31") == 60


def test_what_was_never_counted_is_on_order_and_still_unknown() -> None:
    order = an_order(("MUG", 50.0))
    goods = goods_of("MUG")

    stock = with_orders(
        typed(pd.DataFrame(), STOCK), (order,), goods, incoming((order,), goods, today=ORDERED)
    )

    assert stock["on_order"].tolist() == [50]
    assert stock[["day", "on_hand"]].isna().all(axis=None)


def test_packs_that_were_ordered_are_on_their_way_as_what_is_in_them() -> None:
    goods = pd.DataFrame({"code": ["BOX", "BOX"], "sku": ["MUG", "TEA"], "units": [6.0, 2.0]})

    coming = incoming((an_order(("BOX", 10.0)),), typed(goods, ORDERED_GOODS), today=ORDERED)

    assert dict(zip(coming["sku"], coming["units"], strict=True)) == {"MUG": 60, "TEA": 20}


# In words


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (Line(sku="A", units=9, unit_cost=None), "A: 9 ordered, 0 arrived, 9 to come."),
        (Line(sku="A", units=9, unit_cost=None, received=9), "A: 9 ordered, all arrived."),
        (
            Line(sku="A", units=9, unit_cost=None, received=11),
            "A: 9 ordered, 11 arrived, 2 more than ordered.",
        ),
        (
            Line(sku="A", units=9, unit_cost=None, received=2, closed_short=True),
            "A: 9 ordered, 2 arrived, 7 not coming any more.",
        ),
    ],
)
def test_a_line_says_how_many_came(line: Line, told: str) -> None:
    assert line_sentence(line) == told


def test_an_order_says_where_it_stands() -> None:
    order = an_order(("MUG", 10.0))

    assert order_sentence(order, EXPECTED) == (
        "Purchase order 1 at Clay: ordered on 1 Apr 2026, expected on 15 Apr 2026. Ordered."
    )
    assert order_sentence(order, EXPECTED + timedelta(days=1)).endswith(" Late.")
    assert "expected on 15 Apr 2026: what is in it" in waiting_sentence((order,))
    assert waiting_sentence(()) == ""


def test_what_only_a_file_says_is_on_order_is_told_until_it_is_an_order() -> None:
    stock = stock_of("MUG", "2026-04-10", on_order=24.0)

    told = on_order_by_files(stock, (), goods_of())
    assert told[["sku", "on_order"]].to_numpy().tolist() == [["MUG", 24.0]]
    assert on_order_sentence(told).startswith(
        "Your stock file says that 24 of 1 product are on order"
    )
    entered = on_order_by_files(stock, (an_order(("MUG", 24.0)),), goods_of("MUG"))
    assert entered.empty
    assert on_order_sentence(entered) == ""
    none = on_order_by_files(stock_of("MUG", "2026-04-10", on_order=0.0), (), goods_of())
    assert none.empty
