"""A sheet as text: what every kind of file becomes before anyone asks what it means."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from inventory_core.domain.frames import PROBLEMS

_LONGEST_EXAMPLE = 40


@dataclass(frozen=True, eq=False, kw_only=True)
class Table:
    """One sheet of a file as text.

    sheet: its name, "" for text files. cells: all text, an empty cell is "", columns are the
    headings (unique: a repeated one becomes "Units (2)", a blank one "Column 3"), the index is the
    row number as a spreadsheet program shows it; wholly blank rows are left out. ragged: PROBLEMS
    of the rows with more cells than there are headings, and of a last row in whose middle the file
    breaks off; those are not in `cells`. source: where it came from, for people. joined: headings
    of columns that another file brought. beside: names of other sheets of the workbook that seem to
    hold data too. notes: code of a Note and a count, of what was not taken
    from the file as it stands there.
    """

    file_name: str
    sheet: str
    cells: pd.DataFrame
    ragged: pd.DataFrame
    source: str
    joined: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    notes: tuple[tuple[str, int], ...] = ()

    @cached_property
    def examples(self) -> dict[str, str]:
        """The beginning of the first filled cell of each column, "" where there is none."""
        return {str(heading): _first_filled(cells) for heading, cells in self.cells.items()}


def _first_filled(cells: pd.Series) -> str:
    if cells.empty:
        return ""
    first = (cells != "").to_numpy(dtype=bool).argmax()
    return str(cells.iloc[first])[:_LONGEST_EXAMPLE]


def problem_rows(rows: object, *, reason: object, column: object, value: object) -> pd.DataFrame:
    """Return PROBLEMS; each argument is the same for all rows, or one value for each."""
    frame = pd.DataFrame({"row": rows, "reason": reason, "column": column, "value": value})
    return frame[list(PROBLEMS)].astype(
        {"row": "int64", "reason": "str", "column": "str", "value": "str"}
    )
