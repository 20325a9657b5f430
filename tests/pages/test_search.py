"""The search above the menu."""

import pytest
from streamlit.testing.v1 import AppTest

from inventory_core.shop.finding import Found, What, find
from inventory_core.shop.purchases import order_goods
from inventory_core.shop.shop import open_shop
from inventory_core.store.store import Store
from tests.clock import TODAY
from tests.pages.conftest import Opener
from tests.pages.looks import labelled
from tests.pages.test_customer_orders import take


def found(store: Store, text: str) -> list[tuple[str, str]]:
    outlook = open_shop(store, today=TODAY).outlook
    return [(one.what, one.key) for one in find(outlook, text, most=5)]


@pytest.mark.usefixtures("small_shop")
def test_products_suppliers_and_orders_are_found_by_any_part(store: Store) -> None:
    order_goods(open_shop(store, today=TODAY), {"MUG": 12.0}, ordered_on=TODAY)
    take(store, "PEN", 2.0, reference="A-77", channel="Market")

    assert found(store, "lam") == [(What.PRODUCT, "OLD")]  # an old lamp
    assert found(store, "CLAY") == [(What.SUPPLIER, "Clay & Co")]
    assert found(store, "1") == [(What.PURCHASE_ORDER, "1"), (What.CUSTOMER_ORDER, "1")]
    assert found(store, "a-7") == [(What.CUSTOMER_ORDER, "1")]
    assert found(store, "(.*") == []
    assert found(store, " ") == []


@pytest.mark.usefixtures("small_shop")
def test_no_more_are_found_than_are_asked_for(store: Store) -> None:
    outlook = open_shop(store, today=TODAY).outlook

    assert find(outlook, "e", most=1) == [Found(what=What.PRODUCT, key="PEN", name="Pen")]


def searched(opened: AppTest, text: str) -> list[str]:
    """What is found; nothing where the only thing found was opened at once."""
    labelled(opened.sidebar.text_input, "Find anything").set_value(text)
    opened.run()
    assert not opened.exception
    return [each.label for each in opened.sidebar.button]


@pytest.mark.usefixtures("small_shop")
def test_what_is_found_leads_to_its_page_and_is_forgotten(app: Opener) -> None:
    opened = app("alerts")

    assert searched(opened, "o") == [
        *("Optimization", "Customer orders", "Products", "Forecast", "One product", "Stock"),
        *("Shop figures", "Track record", "Upload", "Old lamp · OLD", "Clay & Co"),
    ]
    labelled(opened.sidebar.button, "Old lamp").click().run()

    assert not opened.exception
    assert opened.title[0].value == "Product"
    assert "Old lamp" in [each.value for each in opened.subheader]
    assert labelled(opened.sidebar.text_input, "Find anything").value == ""


@pytest.mark.usefixtures("small_shop")
def test_the_only_thing_that_is_found_is_opened_at_once(app: Opener) -> None:
    opened = app("alerts")

    assert searched(opened, "supplie") == []
    assert opened.title[0].value == "Suppliers"
    assert searched(opened, "mug") == []
    assert opened.title[0].value == "Product"


@pytest.mark.usefixtures("small_shop")
def test_a_search_for_nothing_that_is_there_says_so(app: Opener) -> None:
    opened = app("alerts")

    assert searched(opened, "nothing like it") == []
    assert "Nothing has that in its name" in opened.sidebar.caption[0].value
    assert searched(opened, "  ") == []
    assert opened.title[0].value == "Alerts"
