"""Tables to type in: each cell is kept at once, and taken back when that is wanted.

What cannot be kept yet, such as a row that lacks its day, stays on the screen with the reason, also
after a look at another page.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from threading import RLock
from typing import Any, TypeGuard
from zlib import crc32

import streamlit as st

from inventory_core.domain.changes import with_changes
from inventory_core.domain.columns import Schema
from inventory_core.domain.errors import SellerError
from inventory_core.domain.frames import Frame
from inventory_core.domain.language import gettext as _
from inventory_core.store.tables import TABLES, table_of
from pages.shared import session, tables, widgets
from pages.shared.product_labels import plain
from pages.shared.typed_words import change_sentence

TakeBack = Callable[[], bool]
"""Takes back what was kept; False where that is not there any more.

A tab keeps it, which Streamlit copies: so it holds values, and no function made inside another.
"""


@dataclass(frozen=True, eq=False, kw_only=True)
class KeptTable:
    """A table to type in.

    name: of the table; part: which of its rows are shown, such as a search. rows: what is kept.
    keep: keeps the difference between two states of these rows, and returns how to take it back.
    """

    name: str
    part: str = ""
    rows: Frame
    columns: Schema
    keep: Callable[[Frame, Frame], TakeBack]


@dataclass(frozen=True, eq=False, kw_only=True)
class _Typing:
    """What is known of a table on the screen of this tab.

    key: of the editor. base: the rows that it began with. kept: as they were last kept from here.
    stamp: of what the shop keeps; None where this tab has just changed it. draft: as typed, where
    that cannot be kept yet because of a problem.
    """

    key: str
    base: Frame
    kept: Frame
    stamp: int | None
    draft: Frame | None = None
    problem: str = ""


@dataclass(frozen=True, kw_only=True)
class _Done:
    """What was kept, in words, and how to take it back."""

    sentence: str
    take_back: TakeBack


@dataclass(kw_only=True)
class _Desk:
    """A table of this tab, changed in place: a run that a click elsewhere ends cannot put anything
    else into the session, but what it changed here stays.
    """

    typing: _Typing | None = None
    done: list[_Done] = field(default_factory=list)
    editors: int = 0


_ONE_AT_A_TIME = RLock()
"""The run that such a click begins waits until the one before has kept its cell."""


def edit(table: KeptTable, **look: Any) -> None:
    """Show the table, keep what is typed, and offer to take the last of it back.

    look: goes to tables.edit.
    """
    desk = _desk(table.name)
    # What was typed before something else changed is heard of first.
    if _is_on_screen(desk.typing) and _keep(table):
        st.rerun()
    typing = desk.typing = _current(table, desk)
    _offer_undo(table, desk)
    tables.edit(typing.base, table.columns, key=typing.key, on_change=_keep, args=(table,), **look)
    if typing.problem:
        st.warning(typing.problem, icon=":material/edit:")
        st.button(
            _("Let go of what is not kept"),
            key=f"let go {table.name}",
            on_click=_let_go,
            args=(table,),
        )


def edit_rows(
    name: str,
    schema: Schema,
    rows: Frame,
    *,
    check: Callable[[Frame], Frame],
    **look: Any,
) -> None:
    """Show a table of the store to which rows can be added, each kept once it is whole.

    check: returns rows as they are kept, or says in a SellerError what is wrong with them.
    """

    def keep(before: Frame, after: Frame) -> TakeBack:
        store = session.store()
        there = store.read(schema)
        # Another tab may have changed other rows meanwhile.
        wanted = check(with_changes(there, check(before), check(after)))
        store.replace(schema, wanted)
        return partial(_put_back, table_of(schema).name, there, wanted)

    edit(
        KeptTable(name=name, rows=rows, columns=schema, keep=keep),
        **{"num_rows": "dynamic"} | look,
    )


def keep_rows(table: KeptTable, wanted: Frame) -> None:
    """Keep other cells in the rows of a table, such as a filled column, taken back as one."""
    before, after = (
        tables.typed_into(rows.reset_index(drop=True), {}, table.columns)
        for rows in (table.rows, wanted)
    )
    if after.equals(before):
        return
    try:
        take_back = table.keep(before, after)
    except SellerError as error:
        widgets.warn_after_rerun(str(error))
        return
    was_kept(table.name, change_sentence(before, after, table.columns), take_back)


def was_kept(name: str, sentence: str, take_back: TakeBack) -> None:
    """Offer to take back what was kept beside the table of this name, such as an added row."""
    desk = _desk(name)
    desk.done.append(_Done(sentence=sentence, take_back=take_back))
    desk.typing = None


def undo_uploads(*numbers: int) -> bool:
    """Take back what was kept as uploads of these numbers; False where all were before."""
    return session.store().undo(*numbers)


def _put_back(name: str, rows: Frame, instead_of: Frame) -> bool:
    (schema,) = (table.schema for table in TABLES if table.name == name)
    return session.store().put_back(schema, rows, instead_of=instead_of)


def _desk(name: str) -> _Desk:
    desk: _Desk = st.session_state.setdefault(f"desk of {name}", _Desk())
    return desk


def _is_on_screen(typing: _Typing | None) -> TypeGuard[_Typing]:
    """Tell whether Streamlit still knows what was typed into the editor of the last run."""
    return typing is not None and typing.key in st.session_state


def _current(table: KeptTable, desk: _Desk) -> _Typing:
    """Return what is on the screen, begun anew where it was gone or is not what is kept."""
    typing, stamp = desk.typing, crc32(table.rows.to_csv().encode())
    if typing is None or not typing.key.startswith(f"{table.name} {table.part} "):
        return _begun(table, desk, stamp)
    if typing.draft is not None:
        if _is_on_screen(typing):
            return typing
        begun = _begun(table, desk, stamp, rows=typing.draft)
        return replace(typing, key=begun.key, base=begun.base)
    if not _is_on_screen(typing) or typing.stamp not in (None, stamp):
        return _begun(table, desk, stamp)
    return replace(typing, stamp=stamp)


def _begun(table: KeptTable, desk: _Desk, stamp: int, *, rows: Frame | None = None) -> _Typing:
    """Put rows, those that are kept or others, under an editor that nobody typed in yet."""
    desk.editors += 1
    under = (table.rows if rows is None else rows).reset_index(drop=True)
    base = tables.typed_into(under, {}, table.columns)
    key = f"{table.name} {table.part} {desk.editors}"
    return _Typing(key=key, base=base, kept=base, stamp=stamp)


def _let_go(table: KeptTable) -> None:
    _desk(table.name).typing = None


def _keep(table: KeptTable) -> bool:
    """Keep what was typed since the last look; True where there was something.

    Streamlit calls it before the page runs: so it hears of what was typed just before a click that
    leads elsewhere.
    """
    desk = _desk(table.name)
    edits = st.session_state[desk.typing.key] if desk.typing else {}
    with _ONE_AT_A_TIME:
        typing = desk.typing
        if typing is None:
            return False
        edited = tables.typed_into(typing.base, edits, table.columns)
        if edited.equals(typing.kept):
            desk.typing = replace(typing, draft=None, problem="")
            return False
        # Said before it is kept: a click elsewhere ends this run at the next word, and what is
        # kept has to be remembered.
        sentence = change_sentence(typing.kept, edited, table.columns)
        try:
            take_back = table.keep(typing.kept, edited)
        except SellerError as error:
            desk.typing = replace(typing, draft=edited, problem=str(error))
            return False
        desk.typing = replace(typing, kept=edited, stamp=None, draft=None, problem="")
        desk.done.append(_Done(sentence=sentence, take_back=take_back))
    return True


# Taking back


def _offer_undo(table: KeptTable, desk: _Desk) -> None:
    """Say what was kept last, and offer to take it back; the line is there from the beginning."""
    # On the left: over the right end of the line lie the tools of the table below.
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            _("Undo"),
            key=f"take back {table.name}",
            icon=":material/undo:",
            disabled=not desk.done,
            on_click=_take_back,
            args=(table,),
        )
        last = plain(desk.done[-1].sentence) if desk.done else _("What you type is kept at once.")
        st.caption(last, width="stretch")


def _take_back(table: KeptTable) -> None:
    desk = _desk(table.name)
    try:
        if not desk.done[-1].take_back():
            widgets.warn_of_change_elsewhere()
    except SellerError as error:
        widgets.warn_after_rerun(str(error))
        return
    desk.done.pop()
    desk.typing = None
