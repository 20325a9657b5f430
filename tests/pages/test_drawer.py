"""The tools for experts lie in a drawer that stays as the seller left it, on every page."""

import pytest

from inventory_core.store.store import Store
from tests.pages.conftest import PAGES, Opener
from tests.pages.looks import labelled, metrics

pytestmark = pytest.mark.usefixtures("small_shop")


def test_the_drawer_is_shut_until_it_is_opened(app: Opener, store: Store) -> None:
    opened = app("optimization")
    assert "service rule" not in [each.key for each in opened.segmented_control]

    store.save_settings(expert=True)
    opened.run()

    assert not opened.exception
    assert "service rule" in [each.key for each in opened.segmented_control]


def test_an_open_drawer_is_open_on_every_page_and_in_another_tab(app: Opener, store: Store) -> None:
    store.save_settings(expert=True)
    opened = app("product")
    assert "Reorder point" in metrics(opened)

    opened.switch_page(PAGES["forecast"]).run()

    assert not opened.exception
    assert labelled(opened.text_input, "Dask scheduler").value == ""


def test_a_step_of_a_slider_is_taken_back_by_one_click(app: Opener, store: Store) -> None:
    opened = app("optimization")
    assert labelled(opened.button, "Undo the last step").disabled

    opened.slider(key="holding_rate").set_value(40).run()
    opened.slider(key="order_cost").set_value(30.0).run()
    assert (store.settings().holding_rate, store.settings().order_cost) == (0.4, 30.0)

    labelled(opened.button, "Undo the last step").click().run()
    assert (store.settings().holding_rate, store.settings().order_cost) == (0.4, 10.0)
    labelled(opened.button, "Undo the last step").click().run()
    assert store.settings().holding_rate == 0.25
    assert opened.slider(key="holding_rate").value == 25
    assert labelled(opened.button, "Undo the last step").disabled
