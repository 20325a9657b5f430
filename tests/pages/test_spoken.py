"""The language of a session, in pages, callbacks and fragments."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from inventory_core.store.store import Store


def every_kind_of_run() -> None:
    """Say one word where pages say theirs: in a run, in a callback, in a fragment."""
    import streamlit as st

    from inventory_core.domain.language import gettext
    from pages.shared import spoken

    def switch(chosen: str) -> None:
        st.session_state["language"] = chosen

    def say() -> None:
        st.session_state["said"] = gettext("Save")

    @st.fragment
    def alone() -> None:
        st.text(gettext("Save"))

    spoken.speak()
    st.button("de", key="de", on_click=switch, args=("de",))
    st.button("say", key="say", on_click=say)
    st.header(gettext("Save"))
    alone()


@pytest.fixture(autouse=True)
def german(translated: Callable[[str, dict[str, str]], None]) -> None:
    translated("de", {"Save": "Speichern"})


def words(running: AppTest) -> tuple[str, str]:
    assert not running.exception
    return running.header[0].value, running.text[0].value


@pytest.mark.usefixtures("store")
def test_a_session_is_switched_and_others_stay_as_they_are() -> None:
    one = AppTest.from_function(every_kind_of_run).run()
    other = AppTest.from_function(every_kind_of_run).run()
    assert words(one) == ("Save", "Save")

    one.button(key="de").click().run()

    assert words(one) == ("Speichern", "Speichern")
    assert words(other.run()) == ("Save", "Save")


@pytest.mark.usefixtures("store")
def test_a_callback_speaks_before_the_app_has_begun_to() -> None:
    # So does a fragment that runs alone: Streamlit lets both begin in a thread of their own.
    running = AppTest.from_function(every_kind_of_run).run()
    running.button(key="de").click().run()

    running.button(key="say").click().run()

    assert running.session_state["said"] == "Speichern"


def test_a_session_starts_in_the_language_of_the_settings(store: Store) -> None:
    store.save_settings(language="de")

    assert words(AppTest.from_function(every_kind_of_run).run()) == ("Speichern", "Speichern")


def test_a_session_keeps_the_language_in_which_it_started(store: Store) -> None:
    running = AppTest.from_function(every_kind_of_run).run()
    store.save_settings(language="de")

    assert words(running.run()) == ("Save", "Save")
