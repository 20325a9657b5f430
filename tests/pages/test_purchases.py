"""What was ordered is remembered, arrives, is given up and taken back, on the pages."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from inventory_core.ledger.purchase_orders import PurchaseOrder
from inventory_core.shop.purchases import order_goods
from inventory_core.shop.shop import open_shop
from inventory_core.store.store import Store
from pages.shared import session
from tests.clock import TODAY
from tests.pages.conftest import Keeper
from tests.pages.looks import labelled, said, table

Opener = Callable[[str], AppTest]


def orders(store: Store) -> tuple[PurchaseOrder, ...]:
    return open_shop(store, today=TODAY).outlook.purchase_orders


def press(opened: AppTest, label: str) -> AppTest:
    return labelled(opened.button, label).click().run()


def type_into_editor(opened: AppTest, key: str, rows: dict[int, dict[str, object]]) -> None:
    """Type cells into a table of a form, by the place of their row."""
    nothing = {"added_rows": [], "deleted_rows": []}
    opened.session_state[key] = {"edited_rows": rows, **nothing}


def unfold(opened: AppTest, *parts: str) -> AppTest:
    """Open parts of the page that are closed at first, by their keys."""
    for part in parts:
        opened.session_state[part] = True
    return opened.run()


def supplier_number(opened: AppTest, label: str) -> int:
    """The place, from 1 on, of the order that begins so among those that are looked over."""
    names = [each.value.strip("*") for each in opened.markdown if each.value.startswith("**")]
    (place,) = (place for place, name in enumerate(names, 1) if name.startswith(label))
    return place


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
    assert not orders(store)
    assert labelled(opened.button, "I ordered this").disabled
    opened = press(opened, "Keep as ordered")

    assert not opened.exception
    kept = {line.sku: line.units for order in orders(store) for line in order.lines}
    assert kept == listed.to_dict()
    assert {order.supplier for order in orders(store)} == {"", "Clay & Co"}
    assert not table(opened, "order_units")["order_units"].any()
    assert "what is in them is not ordered again." in said(opened)
    assert labelled(opened.button, "I ordered this").disabled


@pytest.mark.usefixtures("small_shop")
def test_what_was_agreed_is_corrected_before_it_is_kept(app: Opener, store: Store) -> None:
    opened = press(app("optimization"), "I ordered this")
    number = supplier_number(opened, "At Clay")
    type_into_editor(opened, f"lines of draft {number}", {0: {"units": 30, "unit_price": 3.5}})
    other = 3 - number
    type_into_editor(opened, f"lines of draft {other}", {0: {"wanted": False}})
    later = TODAY + timedelta(days=40)
    opened.date_input(key=f"expected of draft {number}").set_value(later)

    opened = press(opened, "Keep as ordered")

    assert not opened.exception
    (order,) = orders(store)
    assert (order.supplier, order.ordered_on, order.expected_on) == ("Clay & Co", TODAY, later)
    assert [(line.sku, line.units, line.unit_cost) for line in order.lines] == [("MUG", 30, 3.5)]
    assert table(opened, "order_units").set_index("sku").loc["TEA", "order_units"] > 0


@pytest.mark.usefixtures("small_shop")
def test_what_makes_no_sense_is_not_kept_and_stays_to_be_corrected(
    app: Opener, store: Store
) -> None:
    opened = press(app("optimization"), "I ordered this")
    for number in (1, 2):
        type_into_editor(opened, f"lines of draft {number}", {0: {"wanted": False}})

    opened = press(opened, "Keep as ordered")

    assert not opened.exception
    assert not orders(store)
    assert "Nothing is ordered" in said(opened)
    opened = press(opened, "Not now")
    assert not labelled(opened.button, "I ordered this").disabled
    assert not orders(store)


def test_an_order_is_changed_and_its_day_moved(app: Opener, ordered: Store) -> None:
    opened = unfold(app("purchases"), "changing 1")
    labelled(opened.text_input, "Their reference").set_value("PI-77")
    labelled(opened.number_input, "Freight").set_value(12.0)
    labelled(opened.checkbox, "Paid").check()
    type_into_editor(opened, "agreed of 1", {0: {"units": 48, "unit_price": 3.0}})
    opened = press(opened, "Keep the changes")

    assert not opened.exception
    (order,) = orders(ordered)
    assert (order.reference, order.freight, order.paid) == ("PI-77", 12, True)
    assert (order.lines[0].units, order.lines[0].unit_cost) == (48, 3)
    assert "Goods for 144.00" in said(opened).replace("\\", "")

    opened.date_input(key="later day of 1").set_value(TODAY + timedelta(days=5))
    opened = press(opened, "It comes then")
    assert orders(ordered)[0].expected_on == TODAY + timedelta(days=5)
    assert not opened.warning

    opened = unfold(opened, "changing 1")
    labelled(opened.text_input, "Currency of its prices").set_value("$")
    labelled(opened.number_input, "Rate").set_value(0.5)
    opened = press(opened, "Keep the changes")
    (order,) = orders(ordered)
    assert (order.currency, order.rate, order.lines[0].unit_cost) == ("$", 0.5, 1.5)


def test_an_order_is_taken_home_for_its_supplier(app: Opener, ordered: Store) -> None:
    ordered.save_settings(sender="Zoe Miller")
    opened = app("purchases")
    assert not opened.code
    opened = unfold(opened, "document of 1")

    assert not opened.exception
    assert "24 × MUG, Mug, 4.00" in opened.code[0].value
    assert "Zoe Miller" in opened.code[0].value
    assert labelled(opened.get("download_button"), "Download as PDF").proto.url
    assert labelled(opened.get("download_button"), "Download as CSV").proto.url


def test_letters_that_no_font_has_are_said_on_the_page(
    app: Opener, ordered: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "fonts", lambda: ())
    ordered.save_settings(sender="陶瓷")
    opened = app("purchases")
    opened = unfold(opened, "document of 1")

    assert not opened.exception
    assert "no font with the letters" in said(opened)
    assert "陶瓷" in opened.code[0].value


def test_fewer_than_came_cannot_have_been_ordered(app: Opener, ordered: Store) -> None:
    opened = app("purchases")
    type_into_editor(opened, "arrived of 1", {0: {"arrived": 10}})
    opened = unfold(press(opened, "It arrived"), "changing 1")
    type_into_editor(opened, "agreed of 1", {0: {"units": 9}})

    opened = press(opened, "Keep the changes")

    assert "10 of MUG arrived already" in said(opened)
    assert orders(ordered)[0].lines[0].units == 24


def test_all_that_is_to_come_arrives_by_one_button_and_is_taken_back(
    app: Opener, ordered: Store
) -> None:
    opened = app("purchases")
    assert any("Late" in warning.value for warning in opened.warning)

    opened = press(opened, "It arrived")

    assert not opened.exception
    (order,) = orders(ordered)
    assert (order.lines[0].received, order.receipts[0].day) == (24, TODAY)
    assert "unless that was counted after it came" in said(opened)
    assert "Everything that you ordered is here or closed." in said(opened)

    assert not [each for each in opened.button if each.label.startswith("Take back")]
    press(unfold(opened, "done 1"), "Take back what arrived")
    assert orders(ordered)[0].lines[0].coming == 24


def test_a_part_arrives_on_an_earlier_day_and_the_rest_is_given_up(
    app: Opener, ordered: Store
) -> None:
    opened = app("purchases")
    earlier = TODAY - timedelta(days=3)
    labelled(opened.date_input, "Arrived on").set_value(earlier)
    type_into_editor(opened, "arrived of 1", {0: {"arrived": 10}})
    opened = press(opened, "It arrived")

    (order,) = orders(ordered)
    assert (order.lines[0].received, order.receipts[0].day) == (10, earlier)

    opened = press(opened, "They are not coming any more")
    assert not opened.exception
    assert orders(ordered)[0].lines[0].coming == 0

    press(unfold(opened, "done 1"), "It is coming after all")
    assert orders(ordered)[0].lines[0].coming == 14


@pytest.mark.usefixtures("small_shop")
def test_what_a_file_says_is_on_order_is_entered_and_not_counted_twice(
    app: Opener, store: Store, keep: Keeper
) -> None:
    yesterday = TODAY - timedelta(days=1)
    keep("stock.csv", f"Date,SKU,On hand,On order\n{yesterday},MUG,20,24\n")
    before = open_shop(store, today=TODAY).plan.set_index("sku").loc["MUG", "on_order"]

    opened = app("purchases")
    assert "24 of 1 product are on order" in said(opened)
    opened = press(opened, "Enter them as orders")
    comes = TODAY + timedelta(days=9)
    opened.date_input(key="expected of draft 1").set_value(comes)
    opened = press(opened, "Keep as ordered")

    assert not opened.exception
    (order,) = orders(store)
    assert [(line.sku, line.units) for line in order.lines] == [("MUG", 24)]
    assert (order.supplier, order.expected_on) == ("Clay & Co", comes)
    assert order.ordered_on < yesterday
    after = open_shop(store, today=TODAY).plan.set_index("sku").loc["MUG", "on_order"]
    assert before == after == 24
    assert not [each for each in opened.button if each.label == "Enter them as orders"]


@pytest.mark.usefixtures("ordered")
def test_one_products_stock_counts_what_was_ordered_from_its_day(app: Opener) -> None:
    opened = app("product")

    assert not opened.exception
    assert "What was ordered is counted from its expected day on." in said(opened)


def test_of_many_orders_only_late_ones_show_their_goods_until_they_are_wanted(
    app: Opener, ordered: Store
) -> None:
    for _order in range(3):
        order_goods(open_shop(ordered, today=TODAY), {"MUG": 5.0}, ordered_on=TODAY)
    opened = app("purchases")

    assert not opened.exception
    assert sorted(each.label for each in opened.button).count("It arrived") == 1
    assert "Purchase order 2 at Clay & Co" in said(opened).replace("\\", "")

    opened = unfold(opened, "folded 2")
    assert sorted(each.label for each in opened.button).count("It arrived") == 2
