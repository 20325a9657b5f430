"""The rows of a text file: nearly all are read at once, those that need care one by one."""

import csv
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.csv as arrow

from inventory_core.imports.pieces import Counts, Piece, Row, piece_of
from inventory_core.imports.text_lines import Lines

_PIECE_LINES = 32_768
LONGEST_LINE = 1_000_000
_FEWEST_BYTES = 64
_MOST_BEYOND = 20
_SAMPLE_LINES = 50

# Shops keep whole pictures inside descriptions, far beyond the csv module's limit of a cell.
csv.field_size_limit(LONGEST_LINE)

ReadRow = Callable[[Lines, int], tuple[list[Row], int]]
"""Reads the row that begins with a line; returns it, or several, and how many lines they take."""


def first_rows(lines: Lines, first: int, read_row: ReadRow, *, count: int) -> tuple[list[Row], int]:
    """Return about so many rows from a line on, and the line after them."""
    rows: list[Row] = []
    while len(rows) < count and first < len(lines):
        read, taken = read_row(lines, first)
        rows += read
        first += taken
    return rows, first


def pieces(
    lines: Lines, first: int, read_row: ReadRow, *, delimiter: str, width: int
) -> Iterator[Piece]:
    """Return all rows from a line on, cut to the width of the headings.

    Args:
        lines: the text.
        first: the line of the first row.
        read_row: reads a row that needs care.
        delimiter: a sign of ASCII.
        width: number of headings.
    """
    while first < len(lines):
        part, last = _part(lines, first, read_row, delimiter)
        cells = usual_width(parsed_rows(lines.strings(first, first + _SAMPLE_LINES), delimiter))
        yield _piece(part, delimiter, width=width, cells=min(cells[1], width + _MOST_BEYOND))
        first = last


def parsed_rows(lines: Iterator[str] | Sequence[str], delimiter: str) -> list[Row]:
    """The rows of a few lines, none where those cannot be told."""
    try:
        return list(csv.reader(lines, delimiter=delimiter, skipinitialspace=True))
    except csv.Error:
        return []


def usual_width(rows: Sequence[Row]) -> tuple[int, int]:
    """How many rows have the most frequent number of cells above one, and that number."""
    widths = Counter(len(row) for row in rows if len(row) > 1)
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]), default=(1, 0))
    return count, width


@dataclass(frozen=True, eq=False, kw_only=True)
class _Part:
    """A part of a text. plain: its lines that are a row each. careful: the other rows, by place."""

    plain: list[memoryview]
    careful: dict[int, Row]
    count: int


def _part(lines: Lines, first: int, read_row: ReadRow, delimiter: str) -> tuple[_Part, int]:
    """Read what needs care in some lines, and return the line after them."""
    last = min(first + _PIECE_LINES, len(lines))
    plain: list[memoryview] = []
    careful: dict[int, Row] = {}
    count, line = 0, first
    for odd in (first + np.flatnonzero(lines.need_care(first, last, delimiter))).tolist():
        if odd < line:
            continue  # within a row that began above
        plain.append(lines.span(line, odd))
        count += odd - line
        rows, taken = read_row(lines, odd)
        careful |= enumerate(rows, start=count)
        count, line = count + len(rows), odd + taken
    if line < last:
        plain.append(lines.span(line, last))
        count, line = count + last - line, last
    return _Part(plain=plain, careful=careful, count=count), line


def _piece(part: _Part, delimiter: str, *, width: int, cells: int) -> Piece:
    """Read the plain lines at once, and put the rows that need care between them."""
    places = np.delete(np.arange(part.count), list(part.careful))
    table, ragged = _table(b"".join(part.plain), delimiter, cells)
    careful = part.careful | {int(places[number]): row for number, row in ragged.items()}
    plain = _plain_piece(table, width)
    if not careful:
        return plain
    other = piece_of(list(careful.values()), width)
    return _mixed(plain, other, np.delete(places, list(ragged)), np.array(list(careful)))


def _table(text: bytes, delimiter: str, cells: int) -> tuple[pa.Table, dict[int, Row]]:
    """Read lines that are a row each; those with more or fewer cells by themselves."""
    ragged: dict[int, Row] = {}

    def read_alone(row: arrow.InvalidRow) -> str:
        (ragged[row.number - 1],) = parsed_rows([row.text], delimiter)
        return "skip"

    names = [str(position) for position in range(cells)]
    if not text:
        return pa.table([pa.array([], pa.large_string())] * cells, names), ragged
    table = arrow.read_csv(
        pa.BufferReader(text),
        # Only a reader that uses one core numbers the rows; all of them are one block.
        read_options=arrow.ReadOptions(
            use_threads=False, block_size=max(len(text), _FEWEST_BYTES), column_names=names
        ),
        parse_options=arrow.ParseOptions(delimiter=delimiter, invalid_row_handler=read_alone),
        convert_options=arrow.ConvertOptions(
            check_utf8=False, column_types=dict.fromkeys(names, pa.large_string())
        ),
    )
    return table, ragged


def _plain_piece(table: pa.Table, width: int) -> Piece:
    """Rows with the same number of cells."""
    if table.num_columns > width:
        rows = zip(*(column.to_pylist() for column in table.columns), strict=True)
        return piece_of([[cell.lstrip(" ") for cell in row] for row in rows], width)
    blank = pa.repeat(pa.scalar("", pa.large_string()), len(table))
    return Piece(
        columns=[
            *(column.combine_chunks() for column in table.columns),
            *[blank] * (width - table.num_columns),
        ],
        widths=np.full(len(table), table.num_columns),
        beyond={},
    )


def _mixed(plain: Piece, other: Piece, plain_places: Counts, other_places: Counts) -> Piece:
    """Put the rows of two pieces into their places."""
    places = np.concatenate([plain_places, other_places])
    order = np.argsort(places)
    beyond = {int(plain_places[place]): text for place, text in plain.beyond.items()}
    beyond |= {int(other_places[place]): text for place, text in other.beyond.items()}
    return Piece(
        columns=[
            pa.concat_arrays(both).take(pa.array(order))
            for both in zip(plain.columns, other.columns, strict=True)
        ],
        widths=np.concatenate([plain.widths, other.widths])[order],
        beyond=dict(sorted(beyond.items())),
    )
