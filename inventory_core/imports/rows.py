"""Rows of text to a table: find the header, name the columns, drop what is blank."""

from collections.abc import Iterator
from itertools import chain, islice, zip_longest

import pandas as pd
import pyarrow as pa

from inventory_core.domain.errors import FileError
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import whole
from inventory_core.imports.cells import parse_numbers
from inventory_core.imports.days import parse_days
from inventory_core.imports.headings import Vocabulary
from inventory_core.imports.periods import heading_periods
from inventory_core.imports.reasons import Note, Reason, noted
from inventory_core.imports.table import Table, problem_rows

HEADER_ROWS = 50
"""The header is searched in so many rows."""

MAX_ROWS = 1_048_576
"""As many rows as a spreadsheet program holds."""

MAX_COLUMNS = 1_000

MAX_CELLS = 30_000_000
"""Blank cells cost memory too: a million rows of a thousand are packed into a small file."""

LONGEST_CELL = 32_767
"""As many characters as a spreadsheet program holds."""

_LONGEST_HEADING = 200

_FEWEST_PERIODS = 3

# Small pieces stay in the processor's cache and spare the garbage collector: twice as fast.
_PIECE_ROWS = 2_000

Row = list[str]


def make_table(
    rows: Iterator[Row],
    vocabulary: Vocabulary,
    *,
    file_name: str,
    sheet: str,
    source: str,
    breaks_off: bool = False,
) -> Table | None:
    """Return the table below the header row; None where there is no row with text at all.

    Args:
        rows: every row from the first of the sheet on, blank ones too.
        vocabulary: by which the header row is found.
        file_name, sheet, source: as in Table.
        breaks_off: the last line has no end, so the file may have been cut off within it.

    Raises:
        FileError: there are more rows or columns than a shop's file can have.
    """
    top = list(islice(rows, HEADER_ROWS))
    header = _header_position(top, vocabulary)
    if header is None:
        return None
    headings = [" ".join(cell.split())[:_LONGEST_HEADING] for cell in top[header]]
    if len(headings) > MAX_COLUMNS:
        raise FileError(
            _("{file} has {count} columns: please leave only those with sales data.").format(
                file=file_name, count=len(headings)
            )
        )
    cells, ragged = _collect(
        chain(top[header + 1 :], rows),
        width=len(headings),
        above=header + 1,
        breaks_off=breaks_off,
    )
    cells.columns = pd.Index(_unique_headings(headings), dtype="str")
    cells, shortened = _shortened(cells)
    used = [
        heading != "" or bool((column != "").any())
        for heading, (_name, column) in zip(headings, cells.items(), strict=True)
    ]
    return Table(
        file_name=file_name,
        sheet=sheet,
        cells=cells if all(used) else cells.loc[:, used],
        ragged=ragged,
        source=source,
        notes=noted({Note.SHORTENED: shortened}),
    )


def _header_position(top: list[Row], vocabulary: Vocabulary) -> int | None:
    """The row with most known headings; else the first that looks like headings or has text."""
    known = [vocabulary.known(row) for row in top]
    if max(known, default=0) > 1:
        return known.index(max(known))
    if (wide := next((p for p, row in enumerate(top) if _has_periods(row)), None)) is not None:
        return wide
    filled = [position for position, row in enumerate(top) if any(cell.strip() for cell in row)]
    return next((p for p in filled if _looks_like_headings(top[p])), next(iter(filled), None))


def _has_periods(row: Row) -> bool:
    """True for the headings of a sheet with days, weeks or months across."""
    names = [cell for cell in row if cell.strip()]
    found = heading_periods(names, day_first=True)
    return len(names) > len(found) >= _FEWEST_PERIODS


def _looks_like_headings(row: Row) -> bool:
    cells = pd.Series([cell for cell in row if cell.strip()], dtype="str")
    words = parse_numbers(cells).isna() & parse_days(cells, day_first=True).isna()
    return len(cells) > 1 and bool(words.all())


def _unique_headings(headings: list[str]) -> list[str]:
    """Name blank headings by position and number repeated ones."""
    names: dict[str, None] = {}
    for position, heading in enumerate(headings, start=1):
        first = heading or _("Column {number}").format(number=position)
        repeated = (f"{first} ({count})" for count in range(2, MAX_COLUMNS + 2))
        names[next(name for name in chain([first], repeated) if name not in names)] = None
    return list(names)


def _shortened(cells: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """Cut cells that no spreadsheet program could hold, and count them.

    They end with a sign that shows it, so that no number or day is read from a part.
    """
    too_long = {str(name): column.str.len() > LONGEST_CELL for name, column in cells.items()}
    cut = {
        name: cells[name].mask(found, cells[name].str[: LONGEST_CELL - 1] + "…")
        for name, found in too_long.items()
        if found.any()
    }
    return cells.assign(**cut), sum(int(found.sum()) for found in too_long.values())


def _collect(
    rows: Iterator[Row], *, width: int, above: int, breaks_off: bool
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows as columns of text, and PROBLEMS of those that do not fit the headings."""
    pieces: list[list[pa.Array]] = []
    beyond: dict[int, str] = {}
    last: Row = []
    count, short = above, 0
    while piece := list(islice(rows, _PIECE_ROWS)):
        widths, last = list(map(len, piece)), piece[-1]
        short += sum(0 < length < width for length in widths) if breaks_off else 0
        if max(widths) > width:
            beyond |= _cells_beyond(piece, width=width, above=count)
            piece = [row[:width] for row in piece]
        count += len(piece)
        _check_count(count, width)
        columns = zip_longest(*piece, [""] * width, fillvalue="")
        pieces.append([pa.array(column[:-1], pa.large_string()) for column in columns])
    cells = _stripped(pieces, width=width)
    cells.index = pd.RangeIndex(above + 1, above + 1 + len(cells))
    too_long = _too_long(beyond, count - above)
    too_short = {count: last[-1]} if _is_cut_off(last, width, short, count - above) else {}
    misfits = [_misfits(too_long, Reason.TOO_MANY_CELLS), _misfits(too_short, Reason.CUT_OFF)]
    ragged = pd.concat(misfits)
    kept = (cells != "").any(axis=1) & ~cells.index.isin(ragged["row"])
    return cells if kept.all() else cells[kept], ragged


def _check_count(count: int, width: int) -> None:
    if count * width > MAX_CELLS:
        raise FileError(
            _(
                "The file has more than {cells} cells: please leave out columns that you do not "
                "need, or split it, such as by year."
            ).format(cells=whole(MAX_CELLS))
        )
    if count > MAX_ROWS:
        raise FileError(
            _("The file has more than {rows} rows: please split it, such as by year.").format(
                rows=whole(MAX_ROWS)
            )
        )


def _is_cut_off(last: Row, width: int, short: int, count: int) -> bool:
    """True for a last row that alone of several has too few cells, though some are filled."""
    return short == 1 < count and 0 < len(last) < width and any(cell.strip() for cell in last)


def _misfits(values: dict[int, str], reason: Reason) -> pd.DataFrame:
    return problem_rows(list(values), reason=reason.code, column="", value=list(values.values()))


def _cells_beyond(piece: list[Row], *, width: int, above: int) -> dict[int, str]:
    """What stands beyond the headings, by row; blank rows of any length are only blank."""
    return {
        number: " ".join(row[width:]).strip()
        for number, row in enumerate(piece, start=above + 1)
        if len(row) > width and any(row)
    }


def _too_long(beyond: dict[int, str], count: int) -> dict[int, str]:
    """Rows that are longer than the headings because a comma within a cell has shifted them.

    Blank cells at the end of most rows are a habit of the program that wrote the file; at the end
    of a few they were pushed there.
    """
    habit = len(beyond) > count / 2
    return {number: text for number, text in beyond.items() if text or not habit}


def _stripped(pieces: list[list[pa.Array]], *, width: int) -> pd.DataFrame:
    columns = {
        position: pa.chunked_array([piece[position] for piece in pieces], pa.large_string())
        for position in range(width)
    }
    frame = pa.table(list(columns.values()), names=[str(position) for position in columns])
    cells: pd.DataFrame = frame.to_pandas()
    stripped: pd.DataFrame = cells.astype("str").apply(lambda column: column.str.strip())
    return stripped
