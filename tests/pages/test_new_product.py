"""A product that never sold is expected to sell like another one."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from inventory_core.store.store import Store

Opener = Callable[[str], AppTest]


@pytest.fixture
def new_mug(compared_shop: None, keep: Callable[[str, str], None]) -> None:
    keep("new.csv", "SKU,Product name,Price\nMUG-NEW,Fox mug,11\n")


def opened_on_the_new_mug(app: Opener) -> AppTest:
    opened = app("forecast")
    return opened.selectbox(key="product").set_value("MUG-NEW").run()


@pytest.mark.usefixtures("new_mug")
def test_a_product_that_never_sold_proposes_one_that_it_may_sell_like(app: Opener) -> None:
    opened = opened_on_the_new_mug(app)

    assert not opened.exception
    assert opened.selectbox(key="like MUG-NEW").value in {"MUG", "TEA", "PEN"}
    assert "never sold" in opened.info[0].value
    assert len(opened.get("plotly_chart")) == 0


@pytest.mark.usefixtures("new_mug")
def test_the_plan_goes_by_the_product_that_was_named(app: Opener, store: Store) -> None:
    opened = opened_on_the_new_mug(app)
    opened.selectbox(key="like MUG-NEW").set_value("MUG").run()
    opened.number_input(key="like factor MUG-NEW").set_value(0.5).run()
    next(each for each in opened.button if each.label == "Use in the plan").click().run()

    assert not opened.exception
    facts = store.products().set_index("sku").loc["MUG-NEW"]
    assert (facts["like_sku"], facts["like_factor"]) == ("MUG", 0.5)
    assert "Forecast by Like another product" in " ".join(each.value for each in opened.caption)
    assert len(opened.get("plotly_chart")) == 2

    next(each for each in opened.button if each.label == "No longer").click().run()

    assert not opened.exception
    assert store.products().set_index("sku")["like_sku"].fillna("")["MUG-NEW"] == ""
    assert "never sold" in opened.info[0].value
