"""Files that the seller looks at before they are saved: read and interpreted once for each try."""
# ruff: noqa: ARG001 (some parameters are only there to be part of a cache's key)

from datetime import date

import streamlit as st
from dateutil.tz import tzlocal

from inventory_core.domain.language import gettext as _
from inventory_core.domain.language import language
from inventory_core.imports import drop
from inventory_core.imports.drop import Sheet
from inventory_core.imports.headings import headings_key
from inventory_core.imports.importing import Imported, columns_of, fingerprint, interpret
from inventory_core.imports.questions import Question, open_questions
from inventory_core.imports.recognition import SheetMapping
from inventory_core.imports.spreadsheet import Table, read_tables
from pages.shared import session

_FILES = 24
"""Files of a drop kept in memory while the seller looks at them."""


def tables(file_name: str, content: bytes) -> tuple[Table, ...]:
    """Read an uploaded file once, however often the page runs again, and show how far it is.

    Raises:
        FileError: it cannot be read.
    """
    kept: dict[tuple[str, str], tuple[Table, ...]] = st.session_state.setdefault("tables", {})
    key = (file_name, fingerprint(content))
    if key not in kept:
        label = _("Reading {file}…").format(file=file_name)
        bar = st.progress(0.0, text=label)
        kept[key] = read_tables(
            file_name, content, progress=lambda share: bar.progress(share, text=label)
        )
        bar.empty()
    return kept[key]


def forget_tables() -> None:
    """Let go of the files that were looked at."""
    st.session_state.pop("tables", None)


def proposals(table: Table) -> tuple[SheetMapping, ...]:
    """Return what a sheet may mean: as confirmed for the same headings before, else a guess."""
    return drop.proposals(table, _remembered_mapping(table))


def is_remembered(table: Table, mapping: SheetMapping) -> bool:
    """Tell whether a sheet is read as the seller confirmed it before."""
    text = _remembered_mapping(table)
    return text is not None and f'"format": "{mapping.format}"' in text


def _remembered_mapping(table: Table) -> str | None:
    return session.shop().outlook.remembered_mapping(headings_key(table))


def questions(sheet: Sheet) -> tuple[Question, ...]:
    """Return what only the seller knows about a sheet."""
    return _questions(sheet, sheet.content, sheet.table.sheet, sheet.mapping, language())


@st.cache_data(max_entries=_FILES, show_spinner=False)
def _questions(
    _sheet: Sheet, content: str, sheet_name: str, mapping: SheetMapping, spoken: str
) -> tuple[Question, ...]:
    return open_questions(columns_of(_sheet.table, mapping, zone=tzlocal()))


def imported(sheet: Sheet) -> Imported:
    """Interpret a sheet once for each mapping that the seller tries."""
    with st.spinner(_("Checking every row…")):
        return _imported(sheet, sheet.content, sheet.table.sheet, sheet.mapping, session.today())


@st.cache_resource(max_entries=_FILES, show_spinner=False)
def _imported(
    _sheet: Sheet, content: str, sheet_name: str, mapping: SheetMapping, day: date
) -> Imported:
    return interpret(_sheet.table, mapping, content_fingerprint=content, today=day, zone=tzlocal())
