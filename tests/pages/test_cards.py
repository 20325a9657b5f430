"""On a window as narrow as a telephone's, lists are cards that lead to the page of a product."""

import pytest

from inventory_core.store.store import Store
from pages.shared import window
from tests.clock import NOW
from tests.pages.conftest import Opener
from tests.pages.looks import labelled, said

pytestmark = pytest.mark.usefixtures("small_shop")


@pytest.fixture
def telephone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(window, "is_phone", lambda: True)


@pytest.mark.usefixtures("telephone")
def test_each_product_to_order_is_a_card_with_its_reason(app: Opener) -> None:
    opened = app("optimization")

    assert not opened.exception
    assert not [each for each in opened.dataframe if "order_units" in each.value]
    told = said(opened).replace("\\", "")
    assert "**Mug**" in told
    assert "Order **" in told
    assert "You have 20." in told


@pytest.mark.usefixtures("telephone")
def test_a_card_leads_to_the_page_of_its_product(app: Opener) -> None:
    opened = app("products")

    opened.button(key="open card glance 0").click().run()

    assert not opened.exception
    assert opened.title[0].value == "Product"


@pytest.mark.usefixtures("telephone")
def test_a_name_from_a_file_is_shown_as_it_stands(app: Opener, store: Store) -> None:
    names = store.products().assign(name="**loud** [here](http://a.b)")[["sku", "name"]]
    cells = names.rename(columns={"name": "value"}).assign(field="name")
    store.edit_products(cells[["sku", "field", "value"]], now=NOW)

    opened = app("products")

    titles = [each.value for each in opened.markdown if "loud" in each.value]
    assert titles
    shown = r"\*\*loud\*\* \[here\]\(http" + "\u2060" + r"\://a\.b\)"  # no address any more
    assert all(shown in title for title in titles)


def test_a_wide_window_has_a_table(app: Opener) -> None:
    opened = app("products")

    (shown,) = (each.value for each in opened.dataframe if "weeks" in each.value)
    assert set(shown["name"]) == {"Mug", "Tea", "Old lamp", "Pen"}
    assert labelled(opened.text_input, "Search").value == ""
