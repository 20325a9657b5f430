"""What a run of a page shows of the shop, and what a tab keeps of it."""

import pytest
from streamlit.testing.v1 import AppTest

from inventory_core.domain.products import cells_of
from inventory_core.store.store import Store
from tests.clock import NOW


def two_looks() -> None:
    """A run of a page during which another tab moves a slider."""
    import streamlit as st

    from pages.shared import session

    session.look()
    before = session.shop()
    session.store().save_settings(order_cost=before.settings.order_cost + 1)
    st.session_state["as it began"] = session.shop() is before
    st.session_state["as it is"] = session.current().settings.order_cost
    st.session_state["same past"] = session.current().past is before.past


def plan_on_screen() -> None:
    from pages.shared import expectations, session

    session.look()
    expectations.keep()


@pytest.mark.usefixtures("small_shop")
def test_one_run_of_a_page_shows_one_state_of_the_shop() -> None:
    running = AppTest.from_function(two_looks, default_timeout=60).run()

    assert not running.exception
    assert running.session_state["as it began"]
    assert running.session_state["as it is"] == 11
    assert running.session_state["same past"]  # settings change neither sales nor forecasts

    running.run()

    assert running.session_state["as it is"] == 12


@pytest.mark.usefixtures("small_shop")
def test_what_a_plan_expects_is_kept_once_for_each_state_of_the_data(store: Store) -> None:
    running = AppTest.from_function(plan_on_screen, default_timeout=60).run()
    assert not running.exception
    first = store.kept_for_later()

    store.save_settings(review_period_days=21)  # a slider: nothing is written at its steps
    written = store.path.stat().st_mtime_ns
    running.run()
    assert store.path.stat().st_mtime_ns == written

    sku = first["sku"].iloc[0]
    store.edit_products(cells_of(sku, {"lead_time_days": 90}), now=NOW)
    running.run()

    later = store.kept_for_later()
    assert len(later) == len(first)
    days = later.query("period == 'protection'").set_index("sku")["days"]
    assert days[sku] == 90 + 21
