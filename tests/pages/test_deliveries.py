"""An order gets a place on its page, and today's rounds are planned, shown and delivered."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from inventory_core.domain.deliveries import Delivery, Place, Priority
from inventory_core.ledger.customer_orders import CustomerLine, CustomerOrder, Stage
from inventory_core.shop.customer_orders import take_order
from inventory_core.shop.deliveries import keep_delivery
from inventory_core.shop.shop import Outlook, open_shop
from inventory_core.store.store import Store
from tests.clock import TODAY
from tests.pages.looks import labelled, said

Opener = Callable[[str], AppTest]


def outlook(store: Store) -> Outlook:
    return open_shop(store, today=TODAY).outlook


def take(store: Store, sku: str, units: float, **facts: object) -> int:
    """An order with a place; facts: of its delivery."""
    lines = (CustomerLine(sku=sku, units=units),)
    number = take_order(
        outlook(store), CustomerOrder(ordered_on=TODAY - timedelta(days=2), lines=lines)
    )
    place = Place(latitude=48.1 + number / 50, longitude=11.5)
    keep_delivery(outlook(store), Delivery(number=number, place=place, **facts))
    return number


@pytest.fixture
def taken(small_shop: None, store: Store) -> Store:
    """20 mugs and no tea: two orders of mugs with a place, and one of tea."""
    store.save_settings(home="48.0, 11.5")
    take(store, "MUG", 8.0, name="Ann *Miller*", note="ring")
    take(store, "MUG", 4.0, name="Bob", priority=Priority.LOW)
    take(store, "TEA", 3.0, name="Cid")
    return store


def test_rounds_are_shown_with_map_times_and_files(app: Opener, taken: Store) -> None:
    opened = app("deliveries")

    assert not opened.exception
    text = said(opened)
    assert "1 order with a place cannot be brought now" in text
    assert "Ann \\*Miller\\* · 8 × Mug · ring" in text
    assert "https://www.openstreetmap.org/?mlat=48.12" in text
    assert {metric.label: metric.value for metric in opened.metric}["Stops"] == "2"
    assert len(opened.get("plotly_chart")) == 1
    assert {each.label for each in opened.get("download_button")} == {
        "Route sheet as PDF",
        "Route sheet as CSV",
    }


def test_what_is_not_chosen_is_not_brought(app: Opener, taken: Store) -> None:
    opened = app("deliveries")

    opened = labelled(opened.multiselect, "Orders to bring today").unselect(1).run()
    assert "Bob" in said(opened)
    assert "8 × Mug" not in said(opened)

    opened = labelled(opened.multiselect, "Orders to bring today").unselect(2).run()
    assert "Choose at least one order to bring." in said(opened)


def test_where_not_all_fit_in_the_one_left_out_is_named(app: Opener, taken: Store) -> None:
    opened = app("deliveries")

    labelled(opened.number_input, "Units that one holds").set_value(8)
    labelled(opened.number_input, "Rounds of one a day, at most").set_value(1)
    opened = labelled(opened.button, "Keep").click().run()

    assert not opened.exception
    (warning,) = [each.value for each in opened.warning]
    assert "Customer order 2, Bob is left out\\: not all fit" in warning
    assert taken.settings().vehicle_units == 8


def test_a_round_is_delivered_by_one_button(app: Opener, taken: Store) -> None:
    opened = app("deliveries")

    opened = labelled(opened.button, "All of this round was delivered").click().run()

    assert not opened.exception
    assert [order.stage for order in outlook(taken).customer_orders] == [
        Stage.SHIPPED,
        Stage.SHIPPED,
        Stage.WAITING,
    ]
    assert "Kept as shipped today" in said(opened)


def test_rounds_that_end_before_they_begin_are_refused(app: Opener, taken: Store) -> None:
    taken.save_settings(rounds_begin_minute=1_200)

    assert "Rounds end before they begin" in said(app("deliveries"))


def test_your_own_place_is_asked_for_first(app: Opener, taken: Store) -> None:
    taken.save_settings(home="")
    opened = app("deliveries")
    assert "Type your own place above" in said(opened)

    labelled(opened.text_input, "Your own place").set_value("nowhere")
    opened = labelled(opened.button, "Keep").click().run()
    assert "tells no place" in said(opened)

    labelled(opened.text_input, "Your own place").set_value("48,05; 11,5")
    opened = labelled(opened.button, "Keep").click().run()
    assert taken.settings().home == "48.05, 11.5"
    assert "Kilometres" in [metric.label for metric in opened.metric]


def opening_delivery(app: Opener) -> AppTest:
    """The page of customer orders, on which what is typed to bring the first one is open."""
    opened = app("customer_orders")
    opened.session_state["delivery of 1"] = True
    return opened.run()


def test_an_order_gets_its_place_on_its_page(app: Opener, taken: Store) -> None:
    taken.deliveries.forget(1)
    opened = opening_delivery(app)
    opened.text_input(key="place of 1").set_value("https://maps.google.com/?q=48.2,11.6")
    opened.text_input(key="street of delivery 1").set_value("High Street 1")

    opened = labelled(opened.button, "Keep the place").click().run()

    assert not opened.exception
    kept = outlook(taken).deliveries[1]
    assert (kept.place.longitude, kept.street) == (11.6, "High Street 1")
    assert "in today’s rounds" in said(opened)


def test_what_was_typed_is_deleted_on_its_page(app: Opener, taken: Store) -> None:
    opened = opening_delivery(app)

    opened.button(key="forget delivery 1").click().run()

    assert list(outlook(taken).deliveries) == [2, 3]


def test_a_sheet_of_postcodes_is_dropped_once(app: Opener, taken: Store) -> None:
    opened = app("deliveries")
    sheet = ("codes.csv", b"postcode,latitude,longitude\n01067,51.05,13.74\n", "text/csv")

    opened = labelled(opened.file_uploader, "Postcodes").set_value(sheet).run()
    opened = labelled(opened.button, "Keep these postcodes").click().run()

    assert not opened.exception
    assert "1 postcode is kept." in said(opened)
    assert taken.deliveries.place_of("01067") == Place(latitude=51.05, longitude=13.74)


def test_a_sheet_of_ways_is_gone_by_and_not_kept(app: Opener, taken: Store) -> None:
    opened = app("deliveries")
    sheet = ("ways.csv", b"from,to,km,minutes\nhome,1,20,30\n", "text/csv")

    opened = labelled(opened.file_uploader, "Ways of today").set_value(sheet).run()

    assert not opened.exception
    assert "2 of " in said(opened)
    assert "are those of your sheet" in said(opened)
    assert "are those of your sheet" not in said(app("deliveries"))
