"""One uploaded file before it is saved: what was understood, to look at and to correct."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from inventory_core.domain.errors import FileError
from inventory_core.domain.frames import PRODUCTS, RECEIPTS, SALES, STOCK
from inventory_core.domain.language import gettext as _
from inventory_core.imports.column_uses import column_uses, first_rows, uses_table
from inventory_core.imports.format import TOGETHER, Field, Sheet, SheetMapping
from inventory_core.imports.formats import FORMATS, format_named
from inventory_core.imports.importing import Imported
from inventory_core.imports.questions import Question
from inventory_core.imports.reasons import Note
from inventory_core.imports.recognition import (
    map_columns,
    missing_companion,
    missing_fields,
)
from inventory_core.imports.table import Table
from inventory_core.imports.tables import COLUMN_USES, REPORT, STATUS_TABLE
from inventory_core.imports.upload_words import (
    companion_sentence,
    cost_sentence,
    currency_sentence,
    field_label,
    format_label,
    heading_label,
    import_report,
    import_sentence,
    report,
    status_table,
    unused_sentence,
)
from pages.data.upload import reading
from pages.shared import session, tables

_PREVIEW_ROWS = 5
_ANOTHER_DAY = "another day"
_SOMETHING_ELSE = "something else"
_ABREAST = 4
_POINTED_AT = 6
"""More columns than this that might matter are only listed."""


def is_open(proposed: tuple[SheetMapping, ...]) -> bool:
    """Tell whether only the seller knows if an own sheet tells of sales, purchases or stock."""
    return len(proposed) > 1 and all(mapping.format.is_plain for mapping in proposed)


def ask_subject(
    table: Table, proposed: tuple[SheetMapping, ...], *, key: str
) -> SheetMapping | None:
    """Ask what a sheet tells of where its headings leave it open, beside its first rows."""
    answers = {
        "sales sheet": _("What was sold"),
        "purchases sheet": _("What was bought, or came in"),
        "stock sheet": _("What was counted, or is there"),
        _SOMETHING_ELSE: _("Something else"),
    }
    asked = {mapping.format.name: mapping for mapping in proposed}
    chosen = st.radio(
        _("Is this what was sold, bought, or counted?"),
        [name for name in answers if name in asked or name == _SOMETHING_ELSE],
        index=None,
        format_func=answers.__getitem__,
        horizontal=True,
        key=f"subject {key}",
    )
    _show_sheet(table, key=f"example {key}")
    if chosen == _SOMETHING_ELSE:
        st.info(_("Then nothing of this file is kept: the plan needs sales, purchases and stock."))
    return asked.get(chosen or "")


def choose_format(
    table: Table, proposed: tuple[SheetMapping, ...], place: DeltaGenerator, *, key: str
) -> SheetMapping | None:
    """Let the seller say in its place what a file holds; None until that is known."""
    only = proposed[0].format if len(proposed) == 1 else None
    if only and only.unusable:
        return proposed[0]
    names = [known.name for known in FORMATS if not known.unusable]
    if len(proposed) > 1:
        names = [mapping.format.name for mapping in proposed]
    chosen = place.selectbox(
        _("This file holds"),
        names,
        names.index(only.name) if only else None,
        format_func=format_label,
        placeholder=_("Please choose"),
        key=f"format {key}",
    )
    if chosen is None:
        st.info(
            _("It can be read in several ways: choose one.")
            if proposed
            else _("Its headings were not recognised: choose what this file holds.")
        )
        return None
    guessed = next((mapping for mapping in proposed if mapping.format.name == chosen), None)
    return guessed or map_columns(table, format_named(chosen))


def choose_channel(mapping: SheetMapping, *, key: str) -> SheetMapping:
    """Let the seller say where the sales of a file were made."""
    if not mapping.format.sells or mapping.format.unusable:
        return mapping
    channel = st.text_input(
        _("Sold on"),
        mapping.channel,
        key=f"channel {mapping.format.name} {key}",
        help=_("A name for the shop or marketplace. Two shops of one platform need two names."),
    )
    return replace(mapping, channel=channel.strip() or mapping.channel)


def show(sheet: Sheet, *, known: frozenset[str], expanded: bool) -> Imported | None:
    """Show what a sheet means and let the seller correct it; None until all is understood.

    Args:
        sheet: as it was recognised, completed by its companions.
        known: codes of products that the shop, or another file of the drop, has.
        expanded: show the first rows at once.
    """
    if sheet.used_for:
        st.info(companion_sentence(sheet), icon=":material/link:")
        return None
    key = f"{sheet.content} {sheet.table.sheet} {sheet.format.name}"
    answers, unused = st.container(), st.container()
    lacking = bool(missing_fields(sheet.mapping))
    with st.expander(_("Details"), icon=":material/rule:", expanded=expanded or lacking):
        names = [_("First rows"), _("Columns"), _("Statuses"), _("Left out")]
        rows, columns, statuses, left_out = st.tabs(names, default=names[1] if lacking else None)
    with columns:
        mapping = _ask_columns(sheet, key=key)
    with unused:
        mapping = _ask_unused(replace(sheet, mapping=mapping), key=key)
    with statuses:
        _show_statuses(mapping)
        if mapping.statuses and st.checkbox(_("Ask me about these again"), key=f"again {key}"):
            mapping = replace(mapping, statuses=())
    if st.session_state.get(f"together {key}"):
        mapping = replace(mapping, variants=TOGETHER)
    with answers:
        imported = _judged(replace(sheet, mapping=mapping), known, key=key)
        if imported is not None:
            _offer_together(imported, key=key)
    with rows:
        _show_rows(sheet.table, imported, key=key)
    if imported is not None:
        with left_out:
            _show_left_out(imported)
    return imported


def _judged(sheet: Sheet, known: frozenset[str], *, key: str) -> Imported | None:
    """Ask what is open, then say what became of the rows."""
    if missing := missing_fields(sheet.mapping):
        if companion := missing_companion(sheet.mapping):
            sentence = _("The {report} of the same days tells it: drop both files together.")
            st.warning(sentence.format(report=companion), icon=":material/link:")
        else:
            sentence = _("Choose the column for: {fields}.")
            st.warning(sentence.format(fields=", ".join(missing)), icon=":material/view_column:")
        return None
    try:
        imported = _asked(sheet, known, key=key)
        if imported is None:
            return None
        if imported.rows_accepted == 0 and not imported.takes_back:
            st.markdown(import_sentence(imported))
            st.error(_("No row can be kept: see below why, and choose other columns."))
            _show_left_out(imported)
            return None
    except FileError as error:
        st.error(str(error), icon=":material/error:")
        return None
    st.markdown(import_sentence(imported))
    currency = session.shop().settings.currency
    for sentence in (currency_sentence(imported, currency), cost_sentence(imported, currency)):
        if sentence:
            st.warning(sentence, icon=":material/currency_exchange:")
    return imported


def _asked(sheet: Sheet, known: frozenset[str], *, key: str) -> Imported | None:
    """Put the open questions; None until all are answered.

    An answer can open others: what the statuses of rows mean is asked once their days are known.
    """
    while not isinstance(result := reading.imported(sheet, known), Imported):
        answers = [
            (question, _answer(question, key=f"{question.topic} {question.about} {key}"))
            for question in result
        ]
        if any(answer is None for _question, answer in answers):
            return None
        mapping = sheet.mapping
        for question, answer in answers:
            mapping = question.answered(mapping, str(answer))
        sheet = replace(sheet, mapping=mapping)
    return result


def _answer(question: Question, *, key: str) -> str | None:
    labels = dict(question.options)
    if question.any_day:
        labels[_ANOTHER_DAY] = _("Another day")
    chosen = st.radio(
        question.sentence,
        list(labels),
        index=None,
        format_func=labels.__getitem__,
        horizontal=True,
        key=key,
    )
    if chosen != _ANOTHER_DAY:
        return chosen
    day = st.date_input(_("First day"), None, max_value=session.today(), key=f"day {key}")
    return day.isoformat() if day else None


def _ask_columns(sheet: Sheet, *, key: str) -> SheetMapping:
    """Show what every column was taken for, and let the seller choose others."""
    tables.show(uses_table(sheet), COLUMN_USES, key=f"uses {key}", height=260)
    headings = ["", *sheet.table.cells.columns]
    everything = st.toggle(_("Show all that can be told of a product or sale"), key=f"all {key}")
    chosen = []
    asked = [field for field in sheet.format.fields if everything or _is_told(field, sheet, key)]
    places = st.columns(_ABREAST)
    for position, field in enumerate(asked):
        current = sheet.mapping.column(field.name)
        heading = places[position % _ABREAST].selectbox(
            field_label(field) + (" *" if field.column.required else ""),
            headings,
            headings.index(current) if current else 0,
            format_func=heading_label,
            help=_(field.column.help),
            key=f"{field.name} {key}",
        )
        if heading:
            chosen.append((field.name, heading))
    return replace(sheet.mapping, columns=tuple(chosen))


def _is_told(field: Field, sheet: Sheet, key: str) -> bool:
    """Tell whether a column was found for a field or chosen by the seller, or must be."""
    found = sheet.mapping.column(field.name) is not None
    return found or field.column.required or bool(st.session_state.get(f"{field.name} {key}"))


def _ask_unused(sheet: Sheet, *, key: str) -> SheetMapping:
    """Point at columns that are not used though they may matter, each with a way to use it."""
    mapping = sheet.mapping
    seemingly = [use for use in column_uses(sheet) if use.likely]
    for use in seemingly[:_POINTED_AT]:
        free = [f.name for f in sheet.format.fields if mapping.column(f.name) is None]
        labels = {"": _("– not used –")} | {
            name: field_label(sheet.format.field(name)) for name in free
        }
        field = st.selectbox(
            unused_sentence(use),
            list(labels),
            format_func=labels.__getitem__,
            key=f"use {use.heading} {key}",
        )
        if field:
            mapping = replace(mapping, columns=(*mapping.columns, (field, use.heading)))
    return mapping


def _offer_together(imported: Imported, *, key: str) -> None:
    """Let the seller take variants that share one code as one product."""
    shared = Note.SHARED_CODE.name.lower() in dict(imported.notes)
    if shared or imported.mapping.variants == TOGETHER:
        st.checkbox(
            _("Take the variants of one code as one product"),
            key=f"together {key}",
            help=_("Codes such as one for all sizes of a shoe: each size is counted by itself."),
        )


def _show_sheet(table: Table, *, key: str) -> None:
    """Show the first rows as they stand in the file."""
    rows, columns = first_rows(table)
    tables.show_file(rows, columns, key=key)


def _show_rows(table: Table, imported: Imported | None, *, key: str) -> None:
    """Show the first rows as they will be kept; as in the file where that is still open."""
    if imported is None:
        _show_sheet(table, key=f"rows {key}")
        return
    kept = [
        (imported.sales, SALES),
        (imported.receipts, RECEIPTS),
        (imported.stock, STOCK),
    ]
    if imported.sales.empty:
        kept.append((imported.products, PRODUCTS))
    for position, (frame, schema) in enumerate(kept):
        rows = frame.head(_PREVIEW_ROWS).dropna(axis=1, how="all")
        shown = {name: schema[name] for name in schema if name in rows and schema[name].label}
        if len(rows):
            tables.show_file(
                rows, shown, key=f"preview {position} {imported.fingerprint} {imported.mapping}"
            )


def _show_statuses(mapping: SheetMapping) -> None:
    """Show which statuses count as demand."""
    told = status_table(mapping)
    if told.empty:
        st.caption(_("This kind of file has no statuses: every row counts."))
        return
    st.caption(
        _("What counts as demand. A status that is not listed here is asked about, never guessed.")
    )
    tables.show(told, STATUS_TABLE, key=f"statuses {mapping}", height=260)


def _show_left_out(imported: Imported) -> None:
    if imported.problems.empty and imported.cells.empty and not imported.notes:
        st.caption(_("Every row can be kept."))
        return
    tables.show(report(imported), REPORT, key=f"report {imported.fingerprint} {imported.mapping}")
    download_report(imported, key=f"report of {imported.fingerprint}")


def download_report(imported: Imported, *, key: str) -> None:
    """Offer the import report: every row left out, with its reason."""
    st.download_button(
        _("Download the import report of {file}").format(file=imported.file_name),
        partial(import_report, imported),
        file_name=f"import-report-{Path(imported.file_name).stem}.csv",
        mime="text/csv",
        icon=":material/download:",
        key=key,
    )
