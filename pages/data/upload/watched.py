"""The watched folder: its switch, and the files of it that need an answer, as if dropped here."""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from inventory_core.domain.errors import SellerError
from inventory_core.domain.language import gettext as _
from inventory_core.shop.watched_files import Fate, checked_folder
from inventory_core.shop.watching import answered
from pages.data.upload.waiting import Dropped
from pages.shared import session, watchman, widgets
from pages.shared.product_labels import plain

_FOLDER, _ON = "folder to watch", "watches"
_OFFERED = "files of the watched folder"


def files() -> list[Dropped]:
    """Return the files that wait in a watched folder for an answer, and say that they do."""
    found = _read(session.shop().outlook.waiting_files)
    if found:
        what, button = st.columns([5, 1], vertical_alignment="center")
        names = ", ".join(file.name for file in found)
        what.caption(
            _("These wait in the watched folder for your answer: {files}").format(
                files=plain(names)
            )
        )
        button.button(
            _("Leave them out"),
            on_click=_put_away,
            args=(list(found.items()), Fate.REFUSED),
            help=_("Moves them to the sub-folder “refused”; nothing of them is kept."),
        )
    return [Dropped(name=file.name, content=content) for file, content in found.items()]


def settle(still_open: Sequence[Dropped]) -> list[Dropped]:
    """Put away the offered files about which nothing is open any more.

    Returns:
        Those still open that were dropped here; the others go on waiting in their folder.
    """
    offered: dict[Path, tuple[int, bytes]] = st.session_state.get(_OFFERED, {})
    names = {file.name for file in still_open}
    done = {
        file: content
        for file, (_changed, content) in offered.items()
        if not _is_open(file.name, names)
    }
    _put_away(list(done.items()), Fate.DONE)
    left = [file.name for file in offered if file not in done]
    return [file for file in still_open if not any(_is_open(name, {file.name}) for name in left)]


def _is_open(name: str, still_open: set[str]) -> bool:
    """Tell whether a file, or one inside it where it is an archive, is still open."""
    return any(other == name or other.startswith(f"{name} › ") for other in still_open)


def _put_away(offered: Sequence[tuple[Path, bytes]], fate: Fate) -> None:
    try:
        for file, content in offered:
            answered(session.store(), file, content, fate, now=session.now())
    except SellerError as error:
        widgets.warn_after_rerun(str(error))


def _read(waiting: Sequence[Path]) -> dict[Path, bytes]:
    """Return what the files hold, read once however often the page runs again.

    What was taken away by hand waits no more.
    """
    before: dict[Path, tuple[int | None, bytes]] = st.session_state.get(_OFFERED, {})
    offered: dict[Path, tuple[int, bytes]] = {}
    for file in waiting:
        try:
            changed = file.stat().st_mtime_ns
            known = before.get(file, (None, b""))
            offered[file] = (changed, known[1] if known[0] == changed else file.read_bytes())
        except OSError:
            if file.parent.is_dir() and not file.exists():
                session.store().waiting_files.forget(file)
    st.session_state[_OFFERED] = offered
    return {file: content for file, (_changed, content) in offered.items()}


def show_switch() -> None:
    """Let the seller choose a folder, and switch on that its files are taken in by themselves."""
    settings = session.shop().settings
    trouble = watchman.trouble()
    if trouble:
        st.error(plain(trouble), icon=":material/folder_off:")
    st.session_state.setdefault(_FOLDER, settings.watched_folder)
    st.session_state.setdefault(_ON, settings.watching)
    label = _("A watched folder")
    if settings.watching:
        label = _("Watched folder {path}").format(path=plain(settings.watched_folder))
    # Known by its key, it stays open when what stands above it changes.
    with st.expander(label, icon=":material/drive_folder_upload:", key="watched"):
        st.caption(
            _(
                "What lies in this folder is taken in by itself while SoloStock runs, and then "
                "moved to its sub-folder “done”, or “refused”, with a report beside it. Make a "
                "folder for this purpose alone; let your browser save exports there."
            )
        )
        st.text_input(
            _("Folder"),
            key=_FOLDER,
            on_change=_switch,
            placeholder=_("Such as C:\\Users\\me\\Exports"),
            help=_("Its whole path."),
        )
        st.toggle(_("Take in what lies there"), key=_ON, on_change=_switch)


def _switch() -> None:
    """Keep the folder, and watch it where that can be done."""
    text, on = st.session_state[_FOLDER].strip(), st.session_state[_ON]
    if on:
        try:
            text = str(checked_folder(text, database=session.store().path))
        except SellerError as error:
            widgets.warn_after_rerun(plain(str(error)))
            st.session_state[_ON] = on = False
    session.store().save_settings(watched_folder=text, watching=on)
