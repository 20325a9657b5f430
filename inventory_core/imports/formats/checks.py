"""The checks that judge the rows of a sheet, whatever its format."""

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd

from inventory_core.domain.frames import MOST_UNITS, PROBLEMS, empty
from inventory_core.imports.formats.format import Check, Columns

EARLIEST_DAY = pd.Timestamp(2000, 1, 1)
"""An earlier date in a seller's sheet is a typing error or a spreadsheet program's day 0."""


def verdicts(checks: Sequence[Check]) -> pd.Series:
    """Return the position of the first check that refuses each row, -1 where none does."""
    first = np.select(
        [check.refused.to_numpy(dtype=bool) for check in checks],
        list(range(len(checks))),
        default=-1,
    )
    return pd.Series(first, index=checks[0].refused.index)


def problems_of(columns: Columns, checks: Sequence[Check]) -> pd.DataFrame:
    """Return PROBLEMS: one row for each row left out, with the first reason that holds."""
    verdict = verdicts(checks)
    parts = [empty(PROBLEMS).astype({"row": "int64"})]
    for position in sorted(set(verdict[verdict >= 0])):
        check = checks[position]
        rows = verdict.index[verdict == position]
        heading = columns.mapping.column(check.field) or ""
        value = columns.raw(check.field).loc[rows].to_numpy()
        parts.append(problem_rows(rows, reason=check.reason, column=heading, value=value))
    return pd.concat(parts, ignore_index=True).sort_values("row", ignore_index=True)


def problem_rows(rows: object, *, reason: object, column: object, value: object) -> pd.DataFrame:
    """Return PROBLEMS; each argument is the same for all rows, or one value for each."""
    frame = pd.DataFrame({"row": rows, "reason": reason, "column": column, "value": value})
    return frame[list(PROBLEMS)].astype(
        {"row": "int64", "reason": "str", "column": "str", "value": "str"}
    )


def repeated_header(columns: Columns) -> Check:
    """Leave out rows that repeat the headings, as pasted exports have them in the middle."""
    mapped = dict(columns.mapping.columns)
    repeats = pd.Series(data=True, index=columns.table.cells.index)
    for name, heading in mapped.items():
        repeats &= columns.raw(name) == heading
    return Check(reason="repeated_header", field=next(iter(mapped)), refused=repeats)


def day_checks(columns: Columns, days: pd.Series, *, today: date) -> list[Check]:
    """Refuse unreadable days and days before 2000 or after today."""
    outside = (days < EARLIEST_DAY) | (days > pd.Timestamp(today))
    unreadable = days.isna() & columns.filled("day")
    return [
        Check(reason="unreadable_date", field="day", refused=unreadable),
        Check(reason="date_out_of_range", field="day", refused=outside),
    ]


def count_checks(columns: Columns, field: str, *, blank: pd.Series) -> list[Check]:
    """Refuse counts of stock that make no sense; only on hand may be negative (sold, not there).

    Args:
        columns: the sheet.
        field: `on_hand`, or another count.
        blank: True where the cell tells no count, and need not.
    """
    units = columns.numbers(field)
    negative = (units < 0) & (not field.startswith("on_hand"))
    return [
        Check(reason="unreadable_units", field=field, refused=units.isna() & ~blank),
        Check(reason="negative_count", field=field, refused=negative),
        Check(reason="fractional_units", field=field, refused=units % 1 > 0),
        Check(reason="implausible_units", field=field, refused=units.abs() > MOST_UNITS),
    ]
