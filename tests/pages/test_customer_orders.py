"""Customers' orders are typed, ship at once or in parts, wait, and are taken back, on the page."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from inventory_core.domain.settings import QueueRule
from inventory_core.ledger.customer_orders import CustomerLine, CustomerOrder, Stage
from inventory_core.shop.customer_orders import take_order
from inventory_core.shop.purchases import order_goods
from inventory_core.shop.shop import open_shop
from inventory_core.store.store import Store
from pages.shared import session
from tests.clock import TODAY
from tests.pages.looks import labelled, said

Opener = Callable[[str], AppTest]


def orders(store: Store) -> tuple[CustomerOrder, ...]:
    return open_shop(store, today=TODAY).outlook.customer_orders


def take(store: Store, sku: str, units: float, **facts: object) -> int:
    order = CustomerOrder(
        ordered_on=TODAY - timedelta(days=2),
        lines=(CustomerLine(sku=sku, units=units),),
        **facts,
    )
    return take_order(open_shop(store, today=TODAY).outlook, order)


def press(opened: AppTest, label: str) -> AppTest:
    return labelled(opened.button, label).click().run()


def marks(opened: AppTest) -> list[str]:
    """How each line that waits stands, in the order of the page."""
    found = re.findall(r"\*\*(.+)\.\*\*", said(opened))
    return [mark.replace("\\", "") for mark in found]


@pytest.fixture
def taken(small_shop: None, store: Store) -> Store:
    """The small shop with 20 mugs and no tea, and orders for 15 mugs, 10 mugs and 3 teas."""
    take(store, "MUG", 15.0, note="blue box")
    take(store, "MUG", 10.0)
    take(store, "TEA", 3.0, promised_on=TODAY + timedelta(days=2))
    return store


@pytest.mark.usefixtures("small_shop")
def test_an_order_is_added_by_hand(app: Opener, store: Store) -> None:
    opened = app("customer_orders")
    assert "No customer order is known yet." in said(opened)

    opened = press(opened, "Add an order")
    promised = TODAY + timedelta(days=3)
    labelled(opened.date_input, "Promised for").set_value(promised)
    labelled(opened.text_input, "Order number there").set_value("1001")
    labelled(opened.checkbox, "Paid").check()
    opened.session_state["lines of the new order"] = {
        "edited_rows": {},
        "added_rows": [{"sku": "MUG", "units": 2, "unit_price": 9.5}, {}],
        "deleted_rows": [],
    }
    opened = press(opened, "Keep this order")

    assert not opened.exception
    (order,) = orders(store)
    assert (order.reference, order.promised_on, order.paid) == ("1001", promised, True)
    assert order.lines == (CustomerLine(sku="MUG", units=2.0, unit_price=9.5),)
    assert "Customer order 1 is kept." in said(opened)
    assert "Can ship today" in [each.value for each in opened.subheader]


@pytest.mark.usefixtures("small_shop")
def test_an_order_without_a_product_is_not_kept_and_what_was_typed_stays(
    app: Opener, store: Store
) -> None:
    opened = press(app("customer_orders"), "Add an order")
    labelled(opened.text_input, "Order number there").set_value("1001")

    opened = press(opened, "Keep this order")

    assert "give units above 0 for each product" in said(opened)
    assert labelled(opened.text_input, "Order number there").value == "1001"
    assert orders(store) == ()
    opened = press(opened, "Not now")
    assert [each.label for each in opened.main.text_input] == []


def test_what_can_ship_stands_first_and_what_waits_says_why(app: Opener, taken: Store) -> None:
    opened = app("customer_orders")

    assert not opened.exception
    assert [each.value for each in opened.subheader] == ["Can ship today", "Waiting"]
    assert marks(opened) == [
        "Can ship now",
        "5 of 10 can ship now. Enough for this one, not for all",
        "Not enough for this one",
    ]
    assert "blue box" in said(opened)
    assert {each.label for each in opened.get("download_button")} == {"Pick list", "Packing list"}


def test_one_button_ships_all_or_what_there_is_and_it_is_taken_back(
    app: Opener, taken: Store
) -> None:
    opened = app("customer_orders")
    opened = opened.button(key="ship 1").click().run()
    opened = opened.button(key="ship 2").click().run()

    assert not opened.exception
    assert [order.stage for order in orders(taken)] == [
        Stage.SHIPPED,
        Stage.PART_SHIPPED,
        Stage.WAITING,
    ]
    assert [order.shipments[0].day for order in orders(taken)[:2]] == [TODAY, TODAY]
    assert "Customer order 2: shipped on" in said(opened)
    assert "Done" in [each.value for each in opened.subheader]

    opened.button(key="undo 1").click().run()
    assert orders(taken)[0].stage is Stage.WAITING


def test_a_part_is_shipped_on_an_earlier_day(app: Opener, taken: Store) -> None:
    opened = app("customer_orders")
    yesterday = TODAY - timedelta(days=1)
    opened.number_input(key="shipped 1 MUG").set_value(4.0)
    opened.date_input(key="day shipped 1").set_value(yesterday)
    keep = [each for each in opened.button if each.label == "Keep as shipped"]

    opened = keep[0].click().run()

    assert not opened.exception
    order = orders(taken)[0]
    assert (order.lines[0].shipped, order.shipments[0].day) == (4, yesterday)


def test_who_is_first_in_line_gets_what_there_is(app: Opener, taken: Store) -> None:
    opened = app("customer_orders")
    opened.checkbox(key="first 2").check()
    changes = [each for each in opened.button if each.label == "Keep the changes"]

    opened = changes[1].click().run()

    assert orders(taken)[1].pinned
    assert marks(opened)[0] == "Can ship now"
    assert "Customer order 2" in opened.markdown[0].value


def test_the_seller_says_which_rule_comes_first(app: Opener, taken: Store) -> None:
    opened = app("customer_orders")

    opened = opened.multiselect(key="queue rules").set_value([QueueRule.VALUE]).run()

    assert not opened.exception
    assert taken.settings().queue_rules[0] is QueueRule.VALUE


def test_what_is_cancelled_can_be_wanted_after_all(app: Opener, taken: Store) -> None:
    opened = app("customer_orders").button(key="cancelling 3").click().run()
    assert orders(taken)[2].stage is Stage.CANCELLED

    opened.button(key="revive 3").click().run()
    assert orders(taken)[2].is_open


def test_goods_that_arrive_say_who_can_be_served_now(app: Opener, taken: Store) -> None:
    shop = open_shop(taken, today=TODAY)
    order_goods(shop, {"TEA": 3.0}, ordered_on=TODAY - timedelta(days=1))

    opened = press(app("purchases"), "It arrived")

    assert not opened.exception
    assert "Customer order 3 can ship now, or more of it." in said(opened)


def test_what_cannot_be_served_by_its_day_is_an_alert(app: Opener, taken: Store) -> None:
    opened = app("alerts")

    assert any(each.label.endswith(" Customers will wait") for each in opened.metric)


def test_what_another_program_adds_is_news_and_a_forecast_is_not(
    app: Opener, taken: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = app("customer_orders")
    shown = opened.session_state["moment of this run"]
    monkeypatch.setattr(session.st, "session_state", {"moment of this run": shown})
    assert not session.is_behind()

    past = open_shop(taken, today=TODAY).past
    taken.save_forecast(past.count_forecast, histories=past.histories)
    assert not session.is_behind()

    take(taken, "MUG", 1.0)
    assert session.is_behind()


def export(*, marked: str) -> str:
    """An export of a shop whose two orders of today and yesterday wait, with older ones before."""
    headings = (
        "Name,Financial Status,Fulfillment Status,Fulfilled at,Created at,Lineitem quantity,"
        "Lineitem name,Lineitem sku,Lineitem price,Lineitem fulfillment status"
    )
    told = [(40 - n, marked, 1, "PEN") for n in range(5)]
    told += [(1, "unfulfilled", 3, "MUG"), (2, "unfulfilled", 2, "TEA")]
    rows = [
        f"#{n},paid,{status},,{TODAY - timedelta(days=ago)} 10:00:00 +0000,{units},{sku},{sku},9,"
        for n, (ago, status, units, sku) in enumerate(told)
    ]
    return "\n".join([headings, *rows])


@pytest.mark.usefixtures("small_shop")
def test_what_an_export_tells_as_not_shipped_waits_and_is_shipped(
    app: Opener, keep: Callable[[str, str], object], store: Store
) -> None:
    keep("orders_export.csv", export(marked="fulfilled"))

    opened = app("customer_orders")
    assert not opened.exception
    assert [order.reference for order in orders(store)] == ["6", "5"]
    assert "Customer order 2 · Shopify 5" in said(opened)
    assert marks(opened) == ["Can ship now", "Not enough for this one"]

    opened = opened.button(key="ship 2").click().run()
    assert orders(store)[1].stage is Stage.SHIPPED
    assert "Customer order 2: shipped on" in said(opened)


@pytest.mark.usefixtures("small_shop")
def test_of_many_orders_the_first_are_shown_and_how_many_follow(
    app: Opener, keep: Callable[[str, str], object]
) -> None:
    headings, *_rows = export(marked="fulfilled").splitlines()
    rows = [f"#{n},paid,unfulfilled,,{TODAY} 10:00:00 +0000,1,TEA,TEA,5," for n in range(33)]
    keep("orders_export.csv", "\n".join([headings, *rows]))

    opened = app("customer_orders")

    assert not opened.exception
    assert len(marks(opened)) == 30
    assert "The first 30 of 33 are shown" in said(opened)


@pytest.mark.usefixtures("small_shop")
def test_a_channel_that_marks_nothing_is_named_with_the_reason(
    app: Opener, keep: Callable[[str, str], object], store: Store
) -> None:
    keep("orders_export.csv", export(marked="unfulfilled"))

    opened = app("customer_orders")

    assert not opened.exception
    assert orders(store) == ()
    text = said(opened).replace("\\", "")
    assert "Shopify: 7 orders are not marked as shipped there, and neither are most" in text
