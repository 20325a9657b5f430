"""What a run of a page shows of the shop, and what a tab keeps of it."""

import pytest
from streamlit.testing.v1 import AppTest

from inventory_core.store.store import Store


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
def test_what_a_plan_expects_is_kept_anew_only_where_it_changed(store: Store) -> None:
    running = AppTest.from_function(plan_on_screen, default_timeout=60).run()
    assert not running.exception
    first = store.kept_for_later()
    written = store.path.stat().st_mtime_ns

    running.run()
    assert store.path.stat().st_mtime_ns == written

    store.save_settings(review_period_days=21)  # a longer protection period
    running.run()

    later = store.kept_for_later()
    assert len(later) == len(first)
    days = {
        name: kept.query("period == 'protection'").set_index("sku")["days"]
        for name, kept in (("first", first), ("later", later))
    }
    assert (days["later"] == days["first"] + 14).all()
