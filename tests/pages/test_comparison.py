"""Models are compared in the background, page by page as the seller goes on."""

import time

import pytest
from streamlit.testing.v1 import AppTest

from inventory_core.shop.shop import open_shop
from inventory_core.store.store import Store
from pages.shared import session


def looks() -> None:
    """What the sidebar does every other second, without the page around it."""
    from pages.shared import comparison

    comparison.status()
    import streamlit as st

    st.session_state["comparison on a whole page"] = False
    comparison.follow()


def page() -> None:
    from pages.shared import comparison

    comparison.status()


@pytest.mark.usefixtures("small_shop")
def test_the_plan_goes_by_the_winners_once_they_are_known(store: Store) -> None:
    running = AppTest.from_function(looks, default_timeout=60)
    assert set(open_shop(store, today=session.today()).plan["model"]) == {"count"}
    for _attempt in range(60):
        running.run()
        assert not running.exception
        if open_shop(store, today=session.today()).outlook.is_compared:
            break
        time.sleep(0.5)

    shop = open_shop(store, today=session.today())
    kept = store.contests(shop.past.histories)
    assert set(kept.index) == {"MUG", "OLD", "PEN", "TEA"}
    models = store.forecasts(shop.past.histories)
    assert models is not None
    assert (
        dict(zip(models.skus, models.models, strict=True))
        == shop.plan.set_index("sku")["model"].to_dict()
    )


@pytest.mark.usefixtures("small_shop")
def test_drawing_a_page_neither_waits_for_the_contest_nor_starts_it(store: Store) -> None:
    AppTest.from_function(page, default_timeout=60).run()

    histories = open_shop(store, today=session.today()).past.histories
    assert store.contests(histories).empty


def test_an_empty_shop_compares_nothing(store: Store) -> None:
    running = AppTest.from_function(page, default_timeout=60).run()

    assert not running.exception
    assert len(running.sidebar.caption) == 0
    assert store.covered_days() is None
