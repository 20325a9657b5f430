"""The menu beside every page: the name of the program, room for the search, the pages by section.

Streamlit's own menu always stands above all else in the sidebar, and would push the search out of
sight; so it is hidden, and this one stands in its place.
"""

from collections.abc import Mapping, Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

_LESS_EMPTY_ROOM = """
<style>
  [data-testid=stMainBlockContainer] {padding-top: 3rem}
  @media (min-width: 640px) {
    [data-testid=stMainBlockContainer] {padding-left: 3rem; padding-right: 3rem}
  }
</style>
"""
"""Streamlit leaves a tenth of a laptop's window empty above and beside each page."""
_FAMILIES = (
    ("products", "product", "stock", "names"),
    ("settings", "suppliers", "calendar", "reminders"),
)
"""Pages by their addresses that lead to each other; the menu names the first of each."""


def show(sections: Mapping[str, Sequence[st.Page]]) -> DeltaGenerator:
    """Show the menu, without pages that are hidden, and return where the search belongs."""
    st.html(_LESS_EMPTY_ROOM)
    with st.sidebar:
        st.markdown("#### :material/inventory_2: SoloStock")
        room = st.container()
        for heading, pages in sections.items():
            shown = [page for page in pages if page.visibility == "visible"]
            if shown:
                with st.container(gap="xxsmall"):
                    st.caption(heading)
                    for page in shown:
                        st.page_link(page)
    return room


def show_family(chosen: st.Page, sections: Mapping[str, Sequence[st.Page]]) -> None:
    """Show above a page the others of its family, which the menu does not name."""
    family = next((each for each in _FAMILIES if chosen.url_path in each), None)
    if family is None:
        return
    pages = {page.url_path: page for section in sections.values() for page in section}
    with st.container(horizontal=True):
        for name in family:
            st.page_link(pages[name], width="content")
