"""Some rows of a sheet at a time, as columns: what every reader of files hands on."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, zip_longest

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Row = list[str]
Counts = npt.NDArray[np.int64]

# Small pieces stay in the processor's cache and spare the garbage collector: twice as fast.
_PIECE_ROWS = 2_000

_MAY_BE_SPACE = np.array([sign <= ord(" ") or sign > ord("~") for sign in range(256)])


@dataclass(frozen=True, eq=False, kw_only=True)
class Piece:
    """Rows that follow each other.

    columns: a large_string for each heading, "" where a row ends before it. widths: how many cells
    each row has. beyond: what stands beyond the headings, by the position of the row in the piece;
    blank rows of any length are only blank.
    """

    columns: list[pa.Array]
    widths: Counts
    beyond: Mapping[int, str]

    @property
    def last_row(self) -> Row:
        """The cells of the last row."""
        return [column[-1].as_py() for column in self.columns[: self.widths[-1]]]


@dataclass(frozen=True, eq=False, kw_only=True)
class Rest:
    """The rows of a sheet below its first ones.

    read: gives them, cut to a number of headings. breaks_off: the last line has no end, so the file
    may have been cut off within it.
    """

    read: Callable[[int], Iterable[Piece]]
    breaks_off: bool


def piece_of(rows: list[Row], width: int) -> Piece:
    """Return rows as columns, as many as there are headings."""
    widths = np.fromiter(map(len, rows), np.int64, len(rows))
    longer = np.flatnonzero(widths > width).tolist()
    cut = [row[:width] for row in rows] if longer else rows
    columns = zip_longest(*cut, [""] * width, fillvalue="")
    return Piece(
        columns=[pa.array(column[:-1], pa.large_string()) for column in columns],
        widths=widths,
        beyond={
            position: " ".join(rows[position][width:]).strip()
            for position in longer
            if any(rows[position])
        },
    )


def pieces_of(rows: Iterable[Row], width: int) -> Iterator[Piece]:
    """Return all rows as columns, some thousand at a time."""
    waiting = iter(rows)
    while piece := list(islice(waiting, _PIECE_ROWS)):
        yield piece_of(piece, width)


def trimmed(column: pa.Array) -> pa.Array:
    """Return a column without spaces around its cells.

    Most columns have none: a look at the first and the last byte of each cell costs far less than
    making every cell anew.
    """
    offsets = np.frombuffer(column.buffers()[1], np.int64)[column.offset :][: len(column) + 1]
    first, end = offsets[:-1], offsets[1:]
    filled = end > first
    if not filled.any():
        return column
    signs = np.frombuffer(column.buffers()[2], np.uint8)
    outer = np.concatenate([signs[first[filled]], signs[end[filled] - 1]])
    return pc.utf8_trim_whitespace(column) if _MAY_BE_SPACE[outer].any() else column
