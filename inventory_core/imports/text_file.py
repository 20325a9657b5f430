"""Text files: which delimiter, and where each row ends, also where a quotation mark stays open."""

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice

import numpy as np

from inventory_core.domain.errors import FileError
from inventory_core.domain.language import N_
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import whole
from inventory_core.imports.encoding import LABELS, text_encoding
from inventory_core.imports.headings import Vocabulary
from inventory_core.imports.rows import MAX_ROWS, Row, make_table
from inventory_core.imports.table import Table

_DELIMITERS = {",": N_("comma"), ";": N_("semicolon"), "\t": N_("tab"), "|": N_("vertical bar")}
_SAMPLE_LINES = 100
_LONGEST_LINE = 1_000_000
_MOST_LINES = 8 * MAX_ROWS
"""Cells hold line breaks, and some systems end a line with two signs."""
_LONGEST_CELL_LINES = 100
_PIECE_BYTES = 1024**2
_END = "\x1f"
_REPORTED_ROWS = 2_000

# Shops keep whole pictures inside descriptions, far beyond the csv module's limit of a cell.
csv.field_size_limit(_LONGEST_LINE)


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
    count = _check_lines(file_name, content)
    marked, sample = _sample(content, encoding)
    delimiter = marked or _delimiter(sample, vocabulary)
    width = _usual_width(sample, delimiter)[1]
    source = _("CSV, {encoding}, {delimiter}").format(
        encoding=LABELS[encoding],
        delimiter=_(_DELIMITERS[delimiter]) if delimiter in _DELIMITERS else delimiter,
    )

    def table(rows: Iterator[Row]) -> Table | None:
        return make_table(
            _reported(rows, count, progress) if progress else rows,
            vocabulary,
            file_name=file_name,
            sheet="",
            source=source,
            breaks_off=not content[-4:].rstrip(b"\0").endswith((b"\n", b"\r")),
        )

    try:
        return table(_rows(_lines(content, encoding), delimiter))
    except _OpenQuoteError:
        lines = list(_lines(content, encoding))
        return table(_careful_rows(lines, delimiter=delimiter, width=width))


def _reported(
    rows: Iterable[Row], count: int, progress: Callable[[float], object]
) -> Iterator[Row]:
    """Pass rows on, and tell now and then the share of all lines that was read."""
    for number, row in enumerate(rows, start=1):
        if number % _REPORTED_ROWS == 0:
            progress(min(number / count, 1.0))
        yield row


def _lines(content: bytes, encoding: str) -> Iterator[str]:
    """Lines of the text, without the `sep=;` line that only Excel knows and does not show."""
    # Only Windows-1252 leaves a few bytes without a meaning.
    lines = io.TextIOWrapper(io.BytesIO(content), encoding, errors="replace", newline="")
    first = next(lines, "")
    return lines if _marked_delimiter(first) else chain([first], lines)


def _marked_delimiter(line: str) -> str:
    sign = line.strip(' \r\n"').removeprefix("sep=")
    return sign if line.strip('"').startswith("sep=") and len(sign) == 1 else ""


def _sample(content: bytes, encoding: str) -> tuple[str, list[str]]:
    text = io.TextIOWrapper(io.BytesIO(content), encoding, errors="replace", newline="")
    lines = list(islice(text, _SAMPLE_LINES))
    marked = _marked_delimiter(lines[0]) if lines else ""
    return marked, lines[1:] if marked else lines


def _check_lines(file_name: str, content: bytes) -> int:
    """Return the number of lines.

    A line of a million signs is no row of a table, and would cost any amount of memory.
    """
    count, longest = _measured(content)
    if longest > _LONGEST_LINE:
        raise FileError(
            _(
                "{file} has a line of more than {count} characters and is no table: please "
                "export it again as CSV or XLSX."
            ).format(file=file_name, count=whole(_LONGEST_LINE))
        )
    if count > _MOST_LINES:
        raise FileError(
            _(
                "{file} has more than {count} lines, most of them blank or within cells: please "
                "export it again as CSV or XLSX, or split it, such as by year."
            ).format(file=file_name, count=whole(_MOST_LINES))
        )
    return count + 1


def _measured(content: bytes) -> tuple[int, int]:
    """How many lines end, and how long the longest is; some of the content at a time."""
    count, last, longest = 0, -1, 0
    for start in range(0, len(content), _PIECE_BYTES):
        signs = np.frombuffer(content[start : start + _PIECE_BYTES], dtype=np.uint8)
        ends = start + np.flatnonzero((signs == ord("\n")) | (signs == ord("\r")))
        longest = max(longest, int(np.diff(ends, prepend=last).max(initial=0)))
        last = int(ends[-1]) if len(ends) else last
        count += len(ends)
    return count, max(longest, len(content) - last)


def _delimiter(sample: list[str], vocabulary: Vocabulary) -> str:
    """The sign that gives most known headings, else the most rows of one width."""

    def score(delimiter: str) -> tuple[int, int, int]:
        rows = _parsed_rows(sample, delimiter)
        return max(map(vocabulary.known, rows), default=0), *_usual_width(sample, delimiter)

    return max(_DELIMITERS, key=score)


def _usual_width(sample: list[str], delimiter: str) -> tuple[int, int]:
    """How many rows have the most frequent number of cells above one, and that number."""
    widths = Counter(len(row) for row in _parsed_rows(sample, delimiter) if len(row) > 1)
    width, rows = max(widths.items(), key=lambda item: (item[1], item[0]), default=(1, 0))
    return rows, width


def _parsed_rows(lines: list[str], delimiter: str) -> list[Row]:
    """The rows of a few lines, none where those cannot be told."""
    try:
        return list(csv.reader(lines, delimiter=delimiter, skipinitialspace=True))
    except csv.Error:
        return []


def _rows(lines: Iterable[str], delimiter: str) -> Iterator[Row]:
    """Rows as the csv module reads them.

    Raises:
        _OpenQuoteError: a cell runs over a line that may be a row of its own, or over the end.
    """
    reader = csv.reader(chain(lines, [_END]), delimiter=delimiter, skipinitialspace=True)
    line, previous = 0, None
    try:
        for row in reader:
            if previous is not None:
                yield previous
            if reader.line_num > line + 1 and _swallows_rows(row, delimiter):
                raise _OpenQuoteError
            line, previous = reader.line_num, row
    except csv.Error as error:
        raise _OpenQuoteError from error
    if previous != [_END]:
        raise _OpenQuoteError


def _swallows_rows(row: Row, delimiter: str) -> bool:
    """True where a line inside a cell has as many cells as the row itself."""
    for before, cell in enumerate(row):
        first, *others = cell.splitlines() or [""]
        if others and before + first.count(delimiter) >= len(row) - 1:
            return True
        if any(line.count(delimiter) >= len(row) - 1 for line in others[:-1]):
            return True
    return False


def _careful_rows(lines: list[str], *, delimiter: str, width: int) -> Iterator[Row]:
    """Rows of a file with stray quotation marks: those stand for themselves."""
    start = 0
    while start < len(lines):
        taken = _lines_of_row(lines[start : start + _LONGEST_CELL_LINES], delimiter, width)
        rows = _parsed_rows(lines[start : start + taken], delimiter)
        if not rows:
            cells = lines[start].rstrip("\r\n").split(delimiter)
            rows, taken = [[cell.strip().removeprefix('"') for cell in cells]], 1
        yield from rows
        start += taken


def _lines_of_row(lines: list[str], delimiter: str, width: int) -> int:
    """How many lines the first row takes, 0 where its quotation mark is never closed."""
    marks = 0
    for taken, line in enumerate(lines, start=1):
        marks += line.count('"')
        if marks % 2 == 0:
            # Two lines with all their cells are two rows, each with a stray mark.
            both = {lines[0].count(delimiter), line.count(delimiter)}
            return 0 if taken > 1 and both == {width - 1} else taken
        if taken > 1 and line.count(delimiter) >= width - 1 > 0:
            return 0
    return 0
