"""Files that wait to be saved, with the answers given: a look at other pages ends neither."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from inventory_core.domain.language import gettext as _
from pages.shared import session
from pages.shared.product_labels import plain

_EARLIER, _NOW, _ROUND = "files of earlier looks", "files of this look", "round of files"
_ANSWERS = "answers about files"
_BUTTONS = "report"
"""How the keys of buttons begin, which Streamlit lets nobody press by itself."""
_PRINT = re.compile(r"\b[0-9a-f]{32}\b")
"""Names in the session. Streamlit forgets what a page asked as soon as another page is shown."""


@dataclass(frozen=True, kw_only=True)
class Dropped:
    """A file as it was dropped."""

    name: str
    content: bytes


def files(label: str) -> list[Dropped]:
    """Let the seller drop files; return all that wait, those of earlier looks first."""
    key = f"files {st.session_state.setdefault(_ROUND, 0)}"
    if session.is_shown_anew():
        # What lay in the uploader before is gone from it.
        st.session_state[_EARLIER] = [*_kept(_EARLIER), *_kept(_NOW)]
    uploaded: Sequence[UploadedFile] = st.file_uploader(label, accept_multiple_files=True, key=key)
    now = [Dropped(name=file.name, content=file.getvalue()) for file in uploaded]
    st.session_state[_NOW] = now
    earlier = _kept(_EARLIER)
    if earlier:
        _show_earlier(earlier)
    return [*earlier, *now]


def _kept(name: str) -> list[Dropped]:
    kept: list[Dropped] = st.session_state.get(name, [])
    return kept


def _show_earlier(earlier: Sequence[Dropped]) -> None:
    what, button = st.columns([5, 1], vertical_alignment="center")
    names = ", ".join(file.name for file in earlier)
    what.caption(_("Still waiting to be saved: {files}").format(files=plain(names)))
    button.button(_("Remove them"), on_click=leave, args=((),))


def leave(unsaved: Collection[Dropped]) -> None:
    """Let go of all files but those that are still to be understood."""
    st.session_state[_EARLIER] = list(unsaved)
    st.session_state[_NOW] = []
    # A new key empties the uploader.
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    if not unsaved:
        st.session_state.pop(_ANSWERS, None)


def let_go(content: bytes) -> None:
    """Let go of one file, which is dealt with elsewhere."""
    leave([file for file in (*_kept(_EARLIER), *_kept(_NOW)) if file.content != content])


def restore_answers() -> None:
    """Give the questions of this page the answers that they had before another page was shown."""
    for key, answer in st.session_state.get(_ANSWERS, {}).items():
        if key not in st.session_state:
            st.session_state[key] = answer


def keep_answers() -> None:
    """Remember what was answered about the files: those widgets have their print in the key."""
    answers = {
        key: value
        for key, value in st.session_state.items()
        if isinstance(key, str)
        and isinstance(value, str | bool | date | None)
        and _PRINT.search(key) is not None
        and not key.startswith(_BUTTONS)
    }
    st.session_state[_ANSWERS] = st.session_state.get(_ANSWERS, {}) | answers
