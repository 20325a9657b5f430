"""Files that the seller looks at before they are saved: read and interpreted once for each try."""
# ruff: noqa: ARG001 (some parameters are only there to be part of a cache's key)

from datetime import date

import streamlit as st
from dateutil.tz import tzlocal

from inventory_core.domain.errors import FileError
from inventory_core.domain.language import gettext as _
from inventory_core.domain.language import language
from inventory_core.imports import archive, drop
from inventory_core.imports.format import Sheet, SheetMapping
from inventory_core.imports.headings import headings_key
from inventory_core.imports.importing import Imported, fingerprint, interpret
from inventory_core.imports.questions import Question
from inventory_core.imports.sheets import readable
from inventory_core.imports.spreadsheet import read_tables
from inventory_core.imports.table import Table
from inventory_core.imports.workbook_reader import WorkbookReader
from pages.shared import session

_TABLES, _UNPACKED = "tables", "unpacked"
"""Names in the session of what was read."""

FILES = 200
"""What was read of a drop, kept until it is saved; with fewer than its files, each would push the
next one out, and every look would read all of them again."""


def unpacked(file_name: str, content: bytes) -> list[tuple[str, bytes | FileError]]:
    """Return the files inside an archive, unpacked once, or any other file as it is."""
    kept: dict[tuple[str, str, str], list[tuple[str, bytes | FileError]]]
    kept = st.session_state.setdefault(_UNPACKED, {})
    key = (file_name, fingerprint(content), language())
    if key not in kept:
        kept[key] = archive.unpacked(file_name, content)
    return kept[key]


def tables(file_name: str, content: bytes, reader: WorkbookReader) -> tuple[Table, ...]:
    """Read an uploaded file once, however often the page runs again, and show how far it is.

    Returns:
        Its tables, the one that is recognised best first.

    Raises:
        FileError: it cannot be read.
    """
    kept: dict[tuple[str, str, str], tuple[Table, ...] | FileError]
    kept = st.session_state.setdefault(_TABLES, {})
    key = (file_name, fingerprint(content), language())
    if key not in kept:
        kept[key] = _read(file_name, content, reader)
    read = kept[key]
    if isinstance(read, FileError):
        raise read
    return read


def _read(file_name: str, content: bytes, reader: WorkbookReader) -> tuple[Table, ...] | FileError:
    label = _("Reading {file}…").format(file=file_name)
    bar = st.progress(0.0, text=label)
    try:
        found = read_tables(
            file_name,
            content,
            reader=reader,
            progress=lambda share: bar.progress(share, text=label),
        )
    except FileError as error:
        return error
    finally:
        bar.empty()
    return readable(found)


def forget_tables() -> None:
    """Let go of the files that were looked at."""
    for name in (_TABLES, _UNPACKED):
        st.session_state.pop(name, None)
    _proposals.clear()
    _imported.clear()


def proposals(table: Table, *, key: str) -> tuple[SheetMapping, ...]:
    """Return what a sheet may mean: as confirmed for the same headings before, else a guess.

    key: the print of the sheet.
    """
    return _proposals(table, key, table.file_name, _remembered_mapping(table))


@st.cache_resource(max_entries=FILES, show_spinner=False)
def _proposals(
    _table: Table, key: str, file_name: str, remembered: str | None
) -> tuple[SheetMapping, ...]:
    return drop.proposals(_table, remembered)


def is_remembered(table: Table, mapping: SheetMapping) -> bool:
    """Tell whether a sheet is read as the seller confirmed it before."""
    text = _remembered_mapping(table)
    return text is not None and f'"format": "{mapping.format.name}"' in text


def _remembered_mapping(table: Table) -> str | None:
    return session.shop().outlook.remembered_mappings.get(headings_key(table))


def imported(sheet: Sheet, known: frozenset[str]) -> Imported | tuple[Question, ...]:
    """Interpret a sheet once for each mapping that the seller tries, or return what to ask."""
    key = (sheet.content, sheet.table.sheet, repr(sheet.mapping))
    with st.spinner(_("Checking every row…")):
        return _imported(sheet, *key, known, session.today(), language())


@st.cache_resource(max_entries=FILES, show_spinner=False)
def _imported(
    _sheet: Sheet,
    content: str,
    sheet_name: str,
    mapping: str,
    known: frozenset[str],
    day: date,
    asked_in: str,
) -> Imported | tuple[Question, ...]:
    return interpret(_sheet, today=day, zone=tzlocal(), known=known)
