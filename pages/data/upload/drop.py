"""All files of one drop: each in a box of its own, those that belong together joined."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from inventory_core.domain.errors import FileError
from inventory_core.domain.language import gettext as _
from inventory_core.imports.drop import codes_of, joined, lists_first, oldest_first, sheet_print
from inventory_core.imports.format import Sheet, SheetMapping
from inventory_core.imports.importing import Imported, fingerprint
from inventory_core.imports.order_list import is_ours
from inventory_core.imports.reasons import note_sentence
from inventory_core.imports.table import Table
from inventory_core.imports.upload_words import format_label, saved_sentence
from inventory_core.imports.workbook_reader import WorkbookReader
from inventory_core.shop import actions
from pages.data.upload import completeness, next_steps, ordered, reading, review, twice
from pages.data.upload.waiting import Dropped
from pages.shared import session, widgets
from pages.shared.product_labels import plain

_REPORTS = "reports"

_FEW = 2
"""Up to so many files show their first rows at once."""

_MANY_REFUSED = 0.1
"""Where more of the rows of a file are refused, something is wrong with it."""

_WIDTHS = (3, 2, 2)
"""Of what a file holds, where it was sold and up to which day it is complete."""


@dataclass(frozen=True, eq=False, kw_only=True)
class _File:
    """A file that was dropped; content: an error where it could not be unpacked."""

    name: str
    content: bytes | FileError


@dataclass(frozen=True, eq=False, kw_only=True)
class _Read:
    """A file that was read, and where it is shown.

    until: beside its channel, for the day up to which it is complete.
    """

    file: _File
    sheet: Sheet
    box: DeltaGenerator
    until: DeltaGenerator


@dataclass(frozen=True, eq=False, kw_only=True)
class Drop:
    """What is understood of the files that wait: those ready to be kept, and those still open.

    unreadable: names of files in archives that could not be unpacked.
    """

    ready: list[Imported]
    still_open: list[Dropped]
    unreadable: list[str]


def show(files: Sequence[Dropped]) -> Drop:
    """Show every file, and let the seller answer what is open about it."""
    read: list[_Read] = []
    still_open: list[_File] = []
    with WorkbookReader() as reader:
        for file in _different(files):
            one = _read(file, reader)
            if one is None:
                still_open.append(file)
            else:
                read.append(one)
    results = _reviewed(read)
    ready, unsure = _told_once(results, [one.box for one in read])
    still_open += [
        one.file
        for one, result in zip(read, results, strict=True)
        if result is None or result in unsure
    ]
    _warn_of_currencies(ready)
    return Drop(
        ready=ready,
        still_open=[
            Dropped(name=file.name, content=file.content)
            for file in still_open
            if isinstance(file.content, bytes)
        ],
        unreadable=[file.name for file in still_open if isinstance(file.content, FileError)],
    )


def _reviewed(read: Sequence[_Read]) -> list[Imported | Sheet | None]:
    """Show what each sheet means in its box.

    Returns what can be kept of each, the sheet itself where it completes another, else None.
    """
    # A companion is only known once all files are.
    completed = joined([one.sheet for one in read])
    place_of = {id(sheet): one for sheet, one in zip(completed, read, strict=True)}
    known = session.shop().outlook.codes
    results: dict[int, Imported | Sheet | None] = {}
    for sheet in lists_first(completed):
        place = place_of[id(sheet)]
        with place.box:
            imported = review.show(sheet, known=known, expanded=len(read) <= _FEW)
        if imported is not None:
            with place.until:
                completeness.ask(imported)
        known |= codes_of(imported)
        results[id(sheet)] = sheet if sheet.used_for else imported
    return [results[id(sheet)] for sheet in completed]


def _told_once(
    results: Sequence[Imported | Sheet | None], boxes: Sequence[DeltaGenerator]
) -> tuple[list[Imported], list[Imported]]:
    """Return the files that are to be kept, and those of which it is not known yet."""
    box_of = {id(result): box for result, box in zip(results, boxes, strict=True)}
    ready: list[Imported] = []
    unsure: list[Imported] = []
    for imported in oldest_first(one for one in results if isinstance(one, Imported)):
        with box_of[id(imported)]:
            keep = twice.ask(imported, beside=ready)
        if keep is None:
            unsure.append(imported)
        else:
            ready += keep
    return ready, unsure


def _warn_of_currencies(ready: Sequence[Imported]) -> None:
    """An empty shop counts in the currency of the first file that names one: say so before."""
    named = list(dict.fromkeys(one.currency for one in oldest_first(ready) if one.currency))
    if len(named) > 1 and not session.shop().settings.currency:
        st.warning(
            _(
                "These files are in several currencies ({all}). Your shop will count in {first}: "
                "of the others units are kept without prices. To choose another one, save a file "
                "in it first."
            ).format(all=plain(", ".join(named)), first=plain(named[0])),
            icon=":material/currency_exchange:",
        )


def _different(files: Sequence[Dropped]) -> list[_File]:
    """Return all files, also those inside archives, without those that repeat another one."""
    distinct: dict[str, _File] = {}
    repeated = False
    for file in files:
        inside = reading.unpacked(file.name, file.content)
        for name, content in inside:
            key = name if isinstance(content, FileError) else fingerprint(content)
            repeated |= key in distinct
            distinct.setdefault(key, _File(name=name, content=content))
    if repeated:
        st.caption(_("The same file was dropped twice: it is read once."))
    return list(distinct.values())


def save(dropped: Drop) -> None:
    """Keep the files that are ready, and what is to be said after the page has run again."""
    ready = dropped.ready
    bar, store = st.progress(0.0), session.store()
    told = []
    with store.kept_open():
        for number, imported in enumerate(oldest_first(ready)):
            sentence = _("Saving {file}…").format(file=imported.file_name)
            bar.progress(number / len(ready), text=sentence)
            until = completeness.answer(imported)
            saved = actions.save_import(store, imported, now=session.now(), complete_until=until)
            told.append(plain(saved_sentence(imported, saved)))
    if dropped.unreadable:
        sentence = _(
            "Nothing of these could be unpacked, and so nothing of them is saved: {files}."
        )
        told.append(sentence.format(files=plain(", ".join(dropped.unreadable))))
    bar.empty()
    reading.forget_tables()
    twice.forget()
    # Half a file is not told in the same calm words as a whole one.
    refused = any(len(one.refused) > _MANY_REFUSED * one.rows_read for one in ready)
    tell = widgets.warn_after_rerun if refused or dropped.unreadable else widgets.say_after_rerun
    tell("\n\n".join(told))
    next_steps.begin()
    st.session_state[_REPORTS] = [imported for imported in ready if len(imported.problems)]


def show_reports() -> None:
    """Offer the reports of the files that were saved last."""
    reports = st.session_state.get(_REPORTS, [])
    if reports:
        with st.container(horizontal=True):
            for position, imported in enumerate(reports):
                review.download_report(imported, key=f"saved report {position}")


def _read(file: _File, reader: WorkbookReader) -> _Read | None:
    """Read a file in a box of its own; None where it is not known yet what it holds."""
    content, box = file.content, st.container(border=True)
    with box:
        st.markdown(f"##### {plain(file.name)}")
        try:
            if isinstance(content, FileError):
                raise content
            tables = reading.tables(file.name, content, reader)
            table = _choose_sheet(tables, key=fingerprint(content))
            if is_ours(table):
                ordered.offer(table, content)
                return None
        except FileError as error:
            st.error(str(error), icon=":material/error:")
            return None
        key = sheet_print(content, table)
        understood = _understood(table, key=key)
    if understood is None:
        return None
    mapping, until = understood
    sheet = Sheet(table=table, mapping=mapping, content=key)
    return _Read(file=file, sheet=sheet, box=box, until=until)


def _understood(table: Table, *, key: str) -> tuple[SheetMapping, DeltaGenerator] | None:
    """Find out what a sheet holds and where it was sold, all in one line.

    Returns what it means, with the place that is left beside it; None where that is open.
    """
    proposed = reading.proposals(table, key=key)
    mapping: SheetMapping | None
    if review.is_open(proposed):
        mapping = review.ask_subject(table, proposed, key=key)
        sold_on, until, _rest = st.columns(_WIDTHS)
    else:
        holds, sold_on, until = st.columns(_WIDTHS)
        mapping = review.choose_format(table, proposed, holds, key=key)
    if mapping is None:
        return None
    with sold_on:
        mapping = review.choose_channel(mapping, key=key)
    if reading.is_remembered(table, mapping):
        st.caption(
            _(":material/history: Read as {format}, as you confirmed last time.").format(
                format=format_label(mapping.format.name)
            )
        )
    return mapping, until


def _choose_sheet(tables: tuple[Table, ...], *, key: str) -> Table:
    best = tables[0]
    for code, _count in best.notes:
        st.caption(note_sentence(code))
    if len(tables) == 1:
        return best
    names = [table.sheet for table in tables]
    name = st.selectbox(_("Sheet"), names, key=f"sheet {key}")
    if best.beside:
        st.info(
            _(
                "These sheets seem to hold data too: {sheets}. One is read at a time: to keep "
                "another one as well, upload the file once more and choose it here."
            ).format(sheets=plain(", ".join([best.sheet, *best.beside]))),
            icon=":material/tab:",
        )
    return tables[names.index(name)]
