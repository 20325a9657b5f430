"""Excel and OpenDocument workbooks to tables: no formula and no macro is ever run."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pyarrow as pa

from inventory_core.domain.errors import FileError
from inventory_core.domain.language import gettext as _
from inventory_core.imports.headings import Vocabulary
from inventory_core.imports.pieces import Row
from inventory_core.imports.reasons import Note, noted
from inventory_core.imports.rows import make_table
from inventory_core.imports.table import Table
from inventory_core.imports.workbook_messages import Ending
from inventory_core.imports.workbook_reader import ReadSheet, WorkbookReader

OLE_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")


def read_workbook(
    file_name: str, content: bytes, vocabulary: Vocabulary, reader: WorkbookReader
) -> list[Table]:
    """Return one table for each sheet with text; its header row is found by the known headings.

    Raises:
        FileError: the workbook is protected, damaged, too large, or no workbook at all.
    """
    if content.startswith(OLE_MAGIC) and "EncryptedPackage".encode("utf-16-le") in content:
        raise _protected(file_name)
    read = reader.read(content)
    if read.ending in _REFUSALS:
        raise _REFUSALS[read.ending](file_name)
    tables = (_table(file_name, sheet, vocabulary) for sheet in read.sheets)
    told = noted({Note.SHEETS_PASSED_OVER: read.passed_over})
    return [replace(table, notes=(*told, *table.notes)) for table in tables if table is not None]


def _table(file_name: str, sheet: ReadSheet, vocabulary: Vocabulary) -> Table | None:
    return make_table(
        _rows(sheet.cells),
        vocabulary,
        file_name=file_name,
        sheet=sheet.name,
        source=_("Excel workbook, sheet {sheet}").format(sheet=sheet.name),
    )


def _rows(cells: pa.Table) -> Iterator[Row]:
    for piece in cells.to_batches():
        yield from map(list, zip(*(column.to_pylist() for column in piece.columns), strict=True))


def _protected(file_name: str) -> FileError:
    return FileError(
        _(
            "{file} is protected by a password: please open it in your spreadsheet program, save "
            "it without the password, and upload that."
        ).format(file=file_name)
    )


def _damaged(file_name: str) -> FileError:
    return FileError(
        _(
            "{file} is damaged or incomplete: please open it in your spreadsheet program and save "
            "it again, or download it once more."
        ).format(file=file_name)
    )


def _too_large(file_name: str) -> FileError:
    return FileError(
        _(
            "{file} unpacks to far more than a shop's sheet can hold: please copy the rows into a "
            "new workbook, or save the sheet as CSV."
        ).format(file=file_name)
    )


def _crashed(file_name: str) -> FileError:
    return FileError(
        _(
            "{file} could not be read, since it is damaged or unpacks to far more than a shop's "
            "sheet can hold: please copy the rows into a new workbook, or save the sheet as CSV."
        ).format(file=file_name)
    )


_REFUSALS: dict[Ending, Callable[[str], FileError]] = {
    Ending.PROTECTED: _protected,
    Ending.DAMAGED: _damaged,
    Ending.TOO_LARGE: _too_large,
    Ending.CRASHED: _crashed,
}
