"""What was ordered is remembered, arrives, is given up and taken back, on the pages."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from inventory_core.ledger.purchase_orders import PurchaseOrder
from inventory_core.shop.purchases import order_goods
from inventory_core.shop.shop import open_shop
from inventory_core.store.store import Store
from tests.clock import TODAY
from tests.pages.looks import labelled, said, table

Opener = Callable[[str], AppTest]


def orders(store: Store) -> tuple[PurchaseOrder, ...]:
    return open_shop(store, today=TODAY).outlook.purchase_orders


def press(opened: AppTest, label: str) -> AppTest:
    return labelled(opened.button, label).click().run()


@pytest.fixture
def ordered(small_shop: None, store: Store) -> Store:
    """The small shop, which ordered 24 mugs ten days ago that should have come yesterday."""
    ordered_on = TODAY - timedelta(days=10)
    order_goods(
        open_shop(store, today=TODAY),
        {"MUG": 24.0},
        ordered_on=ordered_on,
        expected_on=TODAY - timedelta(days=1),
    )
    return store


def test_a_shop_that_ordered_nothing_says_how_to_begin(app: Opener) -> None:
    opened = app("purchases")

    assert not opened.exception
    assert "press “I ordered this”" in said(opened)


@pytest.mark.usefixtures("small_shop")
def test_what_was_ordered_is_not_to_be_ordered_again(app: Opener, store: Store) -> None:
    opened = app("optimization")
    listed = table(opened, "order_units").set_index("sku")["order_units"]

    opened = press(opened, "I ordered this")

    assert not opened.exception
    kept = {line.sku: line.units for order in orders(store) for line in order.lines}
    assert kept == listed.to_dict()
    assert {order.supplier for order in orders(store)} == {"", "Clay & Co"}
    assert not table(opened, "order_units")["order_units"].any()
    assert "what is in them is not ordered again." in said(opened)
    assert labelled(opened.button, "I ordered this").disabled


def test_all_that_is_to_come_arrives_by_one_button_and_is_taken_back(
    app: Opener, ordered: Store
) -> None:
    opened = app("purchases")
    assert any("Late" in warning.value for warning in opened.warning)

    opened = press(opened, "It arrived")

    assert not opened.exception
    (order,) = orders(ordered)
    assert (order.lines[0].received, order.receipts[0].day) == (24, TODAY)
    assert "unless that was counted on the same day or later" in said(opened)
    assert "Everything that you ordered is here or closed." in said(opened)

    press(opened, "Take back what arrived")
    assert orders(ordered)[0].lines[0].coming == 24


def test_a_part_arrives_on_an_earlier_day_and_the_rest_is_given_up(
    app: Opener, ordered: Store
) -> None:
    opened = app("purchases")
    earlier = TODAY - timedelta(days=3)
    labelled(opened.date_input, "Arrived on").set_value(earlier)
    opened.session_state["arrived of 1"] = {
        "edited_rows": {0: {"arrived": 10}},
        "added_rows": [],
        "deleted_rows": [],
    }
    opened = press(opened, "It arrived")

    (order,) = orders(ordered)
    assert (order.lines[0].received, order.receipts[0].day) == (10, earlier)

    opened = press(opened, "They are not coming any more")
    assert not opened.exception
    assert orders(ordered)[0].lines[0].coming == 0

    press(opened, "It is coming after all")
    assert orders(ordered)[0].lines[0].coming == 14


@pytest.mark.usefixtures("ordered")
def test_one_products_stock_counts_what_was_ordered_from_its_day(app: Opener) -> None:
    opened = app("optimization")
    opened.segmented_control(key="section").set_value("One product").run()

    assert not opened.exception
    assert "What was ordered is counted from its expected day on." in said(opened)
