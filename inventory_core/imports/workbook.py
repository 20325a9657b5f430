"""Excel workbooks, old and new, through calamine: no formula and no macro is ever run."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

import python_calamine as calamine

from inventory_core.domain.errors import FileError
from inventory_core.domain.language import gettext as _
from inventory_core.imports.headings import Vocabulary
from inventory_core.imports.rows import Row, make_table
from inventory_core.imports.table import Table

ZIP_MAGIC = b"PK"
OLE_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")

_SMALLEST_LIMIT = 64 * 1024**2
_LARGEST_LIMIT = 1024**3
_USUAL_RATIO = 100
"""A sheet shrinks to a tenth or a thirtieth when packed; a bomb to a thousandth."""

_EXACT = 1e15
"""Excel keeps 15 digits: a longer number was rounded, and must look so."""

_MOST_CELLS = 40_000_000
_PLACE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{0,3})([0-9]{1,7})["']""")
_LONGEST_PLACE = 64
_PIECE_BYTES = 1024**2

_Value = int | float | str | bool | time | date | datetime | timedelta


def read_workbook(file_name: str, content: bytes, vocabulary: Vocabulary) -> list[Table]:
    """Return one table for each sheet with text; its header row is found by the known headings.

    Raises:
        FileError: the workbook is protected, damaged, too large, or no workbook at all.
    """
    if content.startswith(OLE_MAGIC) and "EncryptedPackage".encode("utf-16-le") in content:
        raise _protected(file_name)
    if content.startswith(ZIP_MAGIC):
        _check_archive(file_name, content)
    try:
        return _tables(file_name, content, vocabulary)
    except calamine.PasswordError as error:
        raise _protected(file_name) from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise _damaged(file_name) from error
    except BaseException as error:
        # The library's panics derive from BaseException and have no importable class.
        if type(error).__name__ != "PanicException":
            raise
        raise _damaged(file_name) from error


def _tables(file_name: str, content: bytes, vocabulary: Vocabulary) -> list[Table]:
    tables = []
    with calamine.load_workbook(io.BytesIO(content)) as workbook:
        for sheet in workbook.sheets_metadata:
            if sheet.typ is not calamine.SheetTypeEnum.WorkSheet:
                continue
            rows = _rows(workbook.get_sheet_by_name(sheet.name))
            source = _("Excel workbook, sheet {sheet}").format(sheet=sheet.name)
            tables.append(
                make_table(rows, vocabulary, file_name=file_name, sheet=sheet.name, source=source)
            )
    return [table for table in tables if table is not None]


def _rows(sheet: calamine.CalamineSheet) -> Iterator[Row]:
    for row in sheet.iter_rows():
        yield [value if type(value) is str else _text(value) for value in row]


def _text(value: _Value) -> str:
    """A cell as a person would type it: 123 for 123.0, ISO days."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        if abs(value) >= _EXACT:
            return format(value, ".14e")
        return str(int(value)) if value.is_integer() else format(value, ".15g")
    if isinstance(value, datetime):
        return value.isoformat(" ").removesuffix(" 00:00:00")
    return str(value)


def _check_archive(file_name: str, content: bytes) -> None:
    """Unpack everything once, piece by piece, since a directory can lie about sizes."""
    limit = min(_LARGEST_LIMIT, max(_SMALLEST_LIMIT, _USUAL_RATIO * len(content)))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if not any(member.filename.startswith(("xl/", "content.xml")) for member in members):
                raise FileError(
                    _(
                        "{file} is a ZIP archive and no workbook: please unpack it and upload the "
                        "spreadsheet inside."
                    ).format(file=file_name)
                )
            cells = 0
            for member in members:
                size, more = _measured(file_name, archive, member, limit=limit)
                limit, cells = limit - size, cells + more
                if cells > _MOST_CELLS:
                    raise _too_large(file_name)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError) as error:
        raise _damaged(file_name) from error
    except RuntimeError as error:  # zipfile has no class of its own for a password
        raise _protected(file_name) from error


def _measured(
    file_name: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo, *, limit: int
) -> tuple[int, int]:
    """Return the true size of a member and a sheet's cells up to its last corner.

    Blank cells are counted too, since they cost as much memory.
    """
    member.file_size = limit + 2 * _PIECE_BYTES  # read on beyond what the directory says
    size, last_row, columns, end = 0, 0, {b"A"}, b""
    may_be_sheet = not member.filename.endswith("sharedStrings.xml")
    with archive.open(member) as stream:
        while piece := stream.read(_PIECE_BYTES):
            size += len(piece)
            if size > limit:
                raise _too_large(file_name)
            if may_be_sheet and (places := _PLACE.findall(end + piece)):
                last_row = max(last_row, max(int(row) for _column, row in places))
                columns.update(column for column, _row in places)
            end = piece[-_LONGEST_PLACE:]
    return size, last_row * max(map(_column_number, columns))


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


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
