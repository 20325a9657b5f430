"""The menu beside every page: the name of the program, room for the search, the pages by section.

Streamlit's own menu always stands above all else in the sidebar, and would push the search out of
sight; so it is hidden, and this one stands in its place.
"""

from collections.abc import Mapping, Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator


def show(sections: Mapping[str, Sequence[st.Page]]) -> DeltaGenerator:
    """Show the menu, without pages that are hidden, and return where the search belongs."""
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
