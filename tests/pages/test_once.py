"""What one run leaves to the next is shown once, and again only where a page draws itself anew."""

from streamlit.testing.v1 import AppTest


def page() -> None:
    import streamlit as st

    from pages.shared import once

    once.begin()
    st.text(once.take("sentence") or "nothing")
    if st.session_state.pop("draws itself anew", False):
        once.draw_anew()
    if st.button("Keep"):
        once.leave("sentence", "Kept.")
        st.rerun()


def test_a_sentence_is_shown_in_the_next_run_alone() -> None:
    shown = AppTest.from_function(page).run()
    assert shown.text[0].value == "nothing"

    shown.button[0].click().run()
    assert shown.text[0].value == "Kept."
    assert shown.run().text[0].value == "nothing"


def test_a_page_that_draws_itself_anew_shows_it_once_more() -> None:
    shown = AppTest.from_function(page).run()
    shown.session_state["draws itself anew"] = True
    shown.session_state["sentence"] = "Saved."
    assert shown.run().text[0].value == "Saved."
    assert shown.run().text[0].value == "nothing"
