"""Rows of text to a table: find the header, name the columns, drop what is blank."""

from collections.abc import Iterator
from functools import reduce
from itertools import chain, islice

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from inventory_core.domain.errors import FileError
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import whole
from inventory_core.imports.cells import parse_numbers
from inventory_core.imports.days import parse_days
from inventory_core.imports.headings import Vocabulary
from inventory_core.imports.periods import heading_periods
from inventory_core.imports.pieces import Piece, Rest, Row, pieces_of, trimmed
from inventory_core.imports.reasons import Note, Reason, noted
from inventory_core.imports.table import Table, problem_rows

HEADER_ROWS = 50
"""The header is searched in so many rows."""

MAX_ROWS = 1_048_576
"""As many rows as a spreadsheet program holds."""

MAX_COLUMNS = 1_000

MAX_CELLS = 40_000_000
"""Blank cells cost memory too: a million rows of a thousand are packed into a small file."""

LONGEST_CELL = 32_767
"""As many characters as a spreadsheet program holds."""

_LONGEST_HEADING = 200

_FEWEST_PERIODS = 3


def make_table(
    rows: Iterator[Row],
    vocabulary: Vocabulary,
    *,
    file_name: str,
    sheet: str,
    source: str,
    rest: Rest | None = None,
) -> Table | None:
    """Return the table below the header row; None where there is no row with text at all.

    Args:
        rows: rows from the first of the sheet on, blank ones too.
        vocabulary: by which the header row is found.
        file_name, sheet, source: as in Table.
        rest: the rows after those, where more are read at once.

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
    width = len(headings)
    pieces = pieces_of(chain(top[header + 1 :], rows), width)
    cells, ragged = _collect(
        chain(pieces, rest.read(width)) if rest else pieces,
        width=width,
        above=header + 1,
        breaks_off=rest is not None and rest.breaks_off,
    )
    cells.columns = pd.Index(_unique_headings(headings), dtype="str")
    cells, shortened = _shortened(cells)
    return Table(
        file_name=file_name,
        sheet=sheet,
        cells=_used(cells, headings),
        ragged=ragged,
        source=source,
        notes=noted({Note.SHORTENED: shortened}),
    )


def _used(cells: pd.DataFrame, headings: list[str]) -> pd.DataFrame:
    """Leave out columns without a heading in which nothing stands."""
    used = [
        heading != "" or bool((column != "").any())
        for heading, (_name, column) in zip(headings, cells.items(), strict=True)
    ]
    return cells if all(used) else cells.loc[:, used]


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
    cut, count = cells.copy(deep=False), 0
    for name, column in cells.items():
        if _longest(column) > LONGEST_CELL:
            found = column.str.len() > LONGEST_CELL
            begun = column.mask(found, column.str[: LONGEST_CELL - 1] + "…")
            cut[name] = begun
            count += int(found.sum())
    return cut, count


def _longest(column: pd.Series) -> int:
    """Asked of Arrow itself: pandas takes five times as long for the few rows of most files."""
    return pc.max(pc.utf8_length(pa.array(column))).as_py() or 0


def _collect(
    pieces: Iterator[Piece], *, width: int, above: int, breaks_off: bool
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows as columns of text, and PROBLEMS of those that do not fit the headings."""
    columns: list[list[pa.Array]] = []
    beyond: dict[int, str] = {}
    last: Row = []
    count, short = above, 0
    for piece in pieces:
        beyond |= {count + 1 + place: text for place, text in piece.beyond.items()}
        short += int(((piece.widths > 0) & (piece.widths < width)).sum())
        count += len(piece.widths)
        _check_count(count, width)
        columns.append([trimmed(column) for column in piece.columns])
        last = piece.last_row
    ragged = problem_rows([], reason="", column="", value="")
    too_long = _too_long(beyond, count - above)
    too_short = breaks_off and _is_cut_off(last, width, short, count - above)
    if too_long or too_short:
        cut_off = {count: last[-1]} if too_short else {}
        ragged = pd.concat(
            [_misfits(too_long, Reason.TOO_MANY_CELLS), _misfits(cut_off, Reason.CUT_OFF)]
        )
    return _cells(columns, width=width, above=above, ragged=ragged["row"]), ragged


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


def _too_long(beyond: dict[int, str], count: int) -> dict[int, str]:
    """Rows that are longer than the headings because a comma within a cell has shifted them.

    Blank cells at the end of most rows are a habit of the program that wrote the file; at the end
    of a few they were pushed there.
    """
    habit = len(beyond) > count / 2
    return {number: text for number, text in beyond.items() if text or not habit}


def _cells(
    pieces: list[list[pa.Array]], *, width: int, above: int, ragged: pd.Series
) -> pd.DataFrame:
    """The rows under their numbers, without those that are blank or do not fit."""
    table = pa.table(
        [
            pa.chunked_array([piece[place] for piece in pieces], pa.large_string())
            for place in range(width)
        ],
        names=[str(place) for place in range(width)],
    )
    filled = reduce(pc.or_, (pc.not_equal(column, "") for column in table.columns))
    kept = filled.to_numpy()
    kept[ragged - above - 1] = False
    numbers = pd.RangeIndex(above + 1, above + 1 + len(table))
    if not kept.all():
        table, numbers = table.filter(pa.array(kept)), numbers[kept]
    # In one piece each, since whatever picks rows of a column would join its pieces every time.
    cells: pd.DataFrame = table.combine_chunks().to_pandas().astype("str")
    cells.index = numbers
    return cells
