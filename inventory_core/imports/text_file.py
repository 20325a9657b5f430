"""Text files: which delimiter, and where each row ends, also where a quotation mark stays open."""

import csv
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain

from inventory_core.domain.errors import FileError
from inventory_core.domain.language import N_
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import whole
from inventory_core.imports.encoding import LABELS, text_encoding, utf_8
from inventory_core.imports.headings import Vocabulary
from inventory_core.imports.pieces import Piece, Rest, Row
from inventory_core.imports.rows import HEADER_ROWS, MAX_ROWS, make_table
from inventory_core.imports.table import Table
from inventory_core.imports.text_lines import Lines, lines_of
from inventory_core.imports.text_rows import (
    LONGEST_LINE,
    ReadRow,
    first_rows,
    parsed_rows,
    pieces,
    usual_width,
)

_DELIMITERS = {",": N_("comma"), ";": N_("semicolon"), "\t": N_("tab"), "|": N_("vertical bar")}
_SAMPLE_LINES = 100
_MOST_LINES = 8 * MAX_ROWS
"""Cells hold line breaks, and some systems end a line with two signs."""
_LONGEST_CELL_LINES = 100
_END = "\x1f"


class _OpenQuoteError(Exception):
    """A quotation mark is not closed where it should be; the file is read again line by line."""


def read_text(
    file_name: str,
    content: bytes,
    vocabulary: Vocabulary,
    progress: Callable[[float], object] | None = None,
) -> Table | None:
    """Return the table of a text file, None where it has no row.

    Args:
        file_name: for messages.
        content: its bytes.
        vocabulary: the headings that are known.
        progress: told the share that is read, now and then.

    Raises:
        FileError: it is no text, or no table.
    """
    encoding = text_encoding(content, vocabulary)
    lines = _lines(file_name, utf_8(content, encoding))
    # Only Excel knows the line `sep=;`, and does not show it.
    marked = _marked_delimiter(next(lines.strings(0, 1), ""))
    first = 1 if marked else 0
    sample = list(lines.strings(first, first + _SAMPLE_LINES))
    delimiter = marked or _delimiter(sample, vocabulary)

    def table(read_row: ReadRow) -> Table | None:
        count = HEADER_ROWS if delimiter.isascii() else len(lines)
        top, line = first_rows(lines, first, read_row, count=count)
        return make_table(
            iter(top),
            vocabulary,
            file_name=file_name,
            sheet="",
            source=_("CSV, {encoding}, {delimiter}").format(
                encoding=LABELS[encoding],
                delimiter=_(_DELIMITERS[delimiter]) if delimiter in _DELIMITERS else delimiter,
            ),
            rest=Rest(
                read=lambda width: _reported(
                    pieces(lines, line, read_row, delimiter=delimiter, width=width),
                    len(lines),
                    progress,
                ),
                breaks_off=lines.text[-4:].rstrip(b"\0")[-1:] not in (b"\n", b"\r"),
            ),
        )

    try:
        return table(partial(_whole_row, delimiter=delimiter))
    except _OpenQuoteError:
        width = usual_width(parsed_rows(sample, delimiter))[1]
        return table(partial(_careful_row, delimiter=delimiter, width=width))


def _reported(
    read: Iterator[Piece], count: int, progress: Callable[[float], object] | None
) -> Iterator[Piece]:
    """Pass rows on, and tell the share of all lines that was read."""
    rows = 0
    for piece in read:
        rows += len(piece.widths)
        if progress:
            progress(min(rows / count, 1.0))
        yield piece


def _marked_delimiter(line: str) -> str:
    sign = line.strip(' \r\n"').removeprefix("sep=")
    return sign if line.strip('"').startswith("sep=") and len(sign) == 1 else ""


def _lines(file_name: str, text: bytes) -> Lines:
    """The lines of a text, unless they are so many or so long that they cannot be a table's.

    A line of a million signs is no row, and would cost any amount of memory.
    """
    if text.count(b"\n") + text.count(b"\r") > _MOST_LINES:
        raise FileError(
            _(
                "{file} has more than {count} lines, most of them blank or within cells: please "
                "export it again as CSV or XLSX, or split it, such as by year."
            ).format(file=file_name, count=whole(_MOST_LINES))
        )
    lines = lines_of(text)
    if lines.longest > LONGEST_LINE:
        raise FileError(
            _(
                "{file} has a line of more than {count} characters and is no table: please "
                "export it again as CSV or XLSX."
            ).format(file=file_name, count=whole(LONGEST_LINE))
        )
    return lines


def _delimiter(sample: list[str], vocabulary: Vocabulary) -> str:
    """The sign that gives most known headings, else the most rows of one width."""

    def score(delimiter: str) -> tuple[int, int, int]:
        rows = parsed_rows(sample, delimiter)
        return max(map(vocabulary.known, rows), default=0), *usual_width(rows)

    return max(_DELIMITERS, key=score)


def _whole_row(lines: Lines, first: int, *, delimiter: str) -> tuple[list[Row], int]:
    """A row as the csv module reads it.

    Raises:
        _OpenQuoteError: a cell runs over a line that may be a row of its own, or over the end.
    """
    reader = csv.reader(
        chain(lines.strings(first), [_END]), delimiter=delimiter, skipinitialspace=True
    )
    try:
        row = next(reader)
    except csv.Error as error:
        raise _OpenQuoteError from error
    taken = reader.line_num
    if first + taken > len(lines) or (taken > 1 and _swallows_rows(row, delimiter)):
        raise _OpenQuoteError
    return [row], taken


def _swallows_rows(row: Row, delimiter: str) -> bool:
    """True where a line inside a cell has as many cells as the row itself."""
    for before, cell in enumerate(row):
        first, *others = cell.splitlines() or [""]
        if others and before + first.count(delimiter) >= len(row) - 1:
            return True
        if any(line.count(delimiter) >= len(row) - 1 for line in others[:-1]):
            return True
    return False


def _careful_row(lines: Lines, first: int, *, delimiter: str, width: int) -> tuple[list[Row], int]:
    """A row of a file with stray quotation marks: those stand for themselves."""
    taken = _lines_of_row(lines.strings(first, first + _LONGEST_CELL_LINES), delimiter, width)
    if rows := parsed_rows(lines.strings(first, first + taken), delimiter):
        return rows, taken
    (line,) = lines.strings(first, first + 1)
    cells = line.rstrip("\r\n").split(delimiter)
    return [[cell.strip().removeprefix('"') for cell in cells]], 1


def _lines_of_row(lines: Iterator[str], delimiter: str, width: int) -> int:
    """How many lines the first row takes, 0 where its quotation mark is never closed."""
    marks = above = 0
    for taken, line in enumerate(lines, start=1):
        marks += line.count('"')
        cells = line.count(delimiter)
        above = cells if taken == 1 else above
        if marks % 2 == 0:
            # Two lines with all their cells are two rows, each with a stray mark.
            return 0 if taken > 1 and {above, cells} == {width - 1} else taken
        if taken > 1 and cells >= width - 1 > 0:
            return 0
    return 0
