"""What one run of a page leaves to the next, which shows it and then forgets it.

A page that draws itself anew is no next run: what the seller has not seen yet is shown once more.
"""

from typing import Any, Never

import streamlit as st

_TAKEN = "taken by this run"


def begin() -> None:
    """Let a run of a page begin, in which nothing was taken yet."""
    st.session_state[_TAKEN] = {}


def leave(name: str, value: object = True) -> None:  # noqa: FBT002 (mostly a sign)
    """Leave something to the next run."""
    st.session_state[name] = value


def take(name: str) -> Any:
    """Return what the last run left under a name; None where it left nothing."""
    left = st.session_state.pop(name, None)
    if left is not None:
        st.session_state.setdefault(_TAKEN, {})[name] = left
    return left


def draw_anew() -> Never:
    """Draw the page once more, by itself, with what it was showing once."""
    for name, value in st.session_state.get(_TAKEN, {}).items():
        leave(name, value)
    st.rerun()
