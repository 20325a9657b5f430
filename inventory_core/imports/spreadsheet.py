"""The bytes of any spreadsheet to text tables: what counts is what is inside, never the suffix."""

import gzip
import io
import re
import zlib
from collections.abc import Callable, Sequence
from contextlib import nullcontext

from inventory_core.domain.errors import FileError
from inventory_core.domain.language import gettext as _
from inventory_core.imports import archive
from inventory_core.imports.formats import VOCABULARY
from inventory_core.imports.table import Table
from inventory_core.imports.text_file import read_text
from inventory_core.imports.workbook import OLE_MAGIC, read_workbook
from inventory_core.imports.workbook_reader import WorkbookReader

MAX_FILE_BYTES = archive.MAX_UNPACKED_BYTES
"""Larger than any export of a shop that one person runs; also the limit once unpacked."""

_GZIP_MAGIC = b"\x1f\x8b"
_BLANK = b"\0\t\n\r \xef\xbb\xbf\xff\xfe"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM6", b"II*\x00", b"MM\x00*")


def read_tables(
    file_name: str,
    content: bytes,
    *,
    reader: WorkbookReader | None = None,
    progress: Callable[[float], object] | None = None,
) -> tuple[Table, ...]:
    """Return one table for each sheet that has rows; a text file is one sheet.

    Args:
        file_name: for messages.
        content: the bytes of the file.
        reader: of the workbooks of a drop; without it, a workbook gets one for itself.
        progress: told the share of a text file that is read, now and then.

    Raises:
        FileError: the file is empty, too large, damaged, protected, or no spreadsheet.
    """
    _check_size(file_name, content)
    if content.startswith(_GZIP_MAGIC):
        content = _unpacked(file_name, content)
    _check_kind(file_name, content)
    if content.startswith((*archive.ZIP_MAGICS, OLE_MAGIC)):
        with nullcontext(reader) if reader else WorkbookReader() as workbooks:
            found = read_workbook(file_name, content, VOCABULARY, workbooks)
    else:
        table = read_text(file_name, content, VOCABULARY, progress)
        found = [] if table is None else [table]
    if not found:
        raise _empty(file_name)
    tables = tuple(table for table in found if len(table.cells) + len(table.ragged))
    if not tables:
        raise FileError(
            _(
                "{file} has headings but no rows below them: please export it again with a period "
                "in which there are data."
            ).format(file=file_name)
        )
    return tables


def _check_size(file_name: str, content: bytes) -> None:
    if not content[:1_000].strip(_BLANK) and not content.strip(_BLANK):
        raise _empty(file_name)
    if len(content) > MAX_FILE_BYTES:
        raise _too_large(file_name)


def _unpacked(file_name: str, content: bytes) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(content)) as stream:
            unpacked = stream.read(MAX_FILE_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise FileError(
            _(
                "{file} is damaged or incomplete and cannot be unpacked: please download it once "
                "more, or unpack it yourself and upload the spreadsheet."
            ).format(file=file_name)
        ) from error
    _check_size(file_name, unpacked)
    return unpacked


def _check_kind(file_name: str, content: bytes) -> None:
    """Name the common files that are no spreadsheet; other ones fail as text without rows."""
    start = content[:1_000].replace(b"\0", b"").lstrip(_BLANK).lower()
    if start.startswith(b"%pdf"):
        raise FileError(
            _(
                "{file} is a PDF document, made for printing, and no spreadsheet: please download "
                "the same report as CSV or XLSX, mostly under “Export” or “Download”, and upload "
                "that."
            ).format(file=file_name)
        )
    if content.startswith(archive.ZIP_MAGICS):
        _check_members(file_name, archive.names(content))
    if content.startswith(_PICTURES) or content[8:12] == b"WEBP":
        raise _wrong_kind(file_name, _("a picture"))
    if start.startswith(b"<?xml"):
        raise _wrong_kind(file_name, _("an XML document"))
    if re.match(rb"<[a-z!]|mime-version:", start):
        raise _wrong_kind(file_name, _("a web page"))
    if re.match(rb'\{\s*["\\]|\[\s*[{\["]', start):
        raise _wrong_kind(file_name, _("a JSON or RTF document"))


def _check_members(file_name: str, names: Sequence[str]) -> None:
    """Name what else is packed like a workbook; a damaged archive has no names."""
    if any(name.startswith(("xl/", "content.xml")) for name in names) or not names:
        return
    if any(name.endswith((".iwa", "Index.zip")) for name in names):
        raise FileError(
            _(
                "{file} is a document of Apple Numbers: please open it there, choose File › "
                "Export To › CSV or Excel, and upload that."
            ).format(file=file_name)
        )
    raise FileError(
        _(
            "{file} is a ZIP archive and no workbook: please unpack it and upload the "
            "spreadsheet inside."
        ).format(file=file_name)
    )


def _wrong_kind(file_name: str, kind: str) -> FileError:
    return FileError(
        _(
            "{file} is {kind} and no spreadsheet: please export the data as CSV or XLSX and "
            "upload that."
        ).format(file=file_name, kind=kind)
    )


def _empty(file_name: str) -> FileError:
    return FileError(
        _("{file} is empty: please export it again and check that it has rows.").format(
            file=file_name
        )
    )


def _too_large(file_name: str) -> FileError:
    return FileError(
        _(
            "{file} is larger than {megabytes} MB: please export a shorter period, or split the "
            "file."
        ).format(file=file_name, megabytes=MAX_FILE_BYTES // 1024**2)
    )
