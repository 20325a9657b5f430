"""The checks that judge the rows of a sheet, whatever its format."""

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd

from inventory_core.domain.columns import Kind
from inventory_core.domain.frames import MOST_UNITS, PROBLEMS, empty
from inventory_core.imports.format import Check, Sheet
from inventory_core.imports.reasons import Reason
from inventory_core.imports.table import problem_rows

UNCOUNTED = ("", "not stocked", "not tracked", "parent")
"""What stands in place of a count where there is none, after normalising; a lone dash is empty."""

_SEVERAL = 2
_MOST_EXPLANATIONS = 5
"""So many rows below the headings may explain them."""

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


def problems_of(
    sheet: Sheet, checks: Sequence[Check], verdict: pd.Series | None = None
) -> pd.DataFrame:
    """Return PROBLEMS: one row for each row left out, with the first reason that holds.

    verdict: of the checks, where it is known already.
    """
    if verdict is None:
        verdict = verdicts(checks)
    left_out = verdict[verdict >= 0]
    if left_out.empty:
        return empty(PROBLEMS).astype({"row": "int64"})
    texts = pd.Series("", index=left_out.index, dtype="object")
    columns, reasons = texts.copy(), texts.copy()
    for position in left_out.unique():
        check, refused = checks[position], left_out == position
        reasons[refused] = check.reason.code
        columns[refused] = sheet.mapping.column(check.field) or ""
        texts[refused] = sheet.raw(check.field).loc[left_out.index[refused]].to_numpy()
    problems = problem_rows(
        left_out.index, reason=reasons.array, column=columns.array, value=texts.array
    )
    return problems.sort_values("row", ignore_index=True)


def heading_rows(sheet: Sheet) -> list[Check]:
    """Leave out rows that repeat the headings, or that explain them below."""
    mapped = dict(sheet.mapping.columns)
    repeats = pd.Series(data=True, index=sheet.table.cells.index)
    for name, heading in mapped.items():
        if not repeats.any():  # mostly after the first column
            break
        repeats &= sheet.raw(name) == heading
    first = next(iter(mapped))
    return [
        Check(reason=Reason.REPEATED_HEADER, field=first, refused=repeats),
        Check(reason=Reason.DESCRIPTION_ROW, field=first, refused=_explanations(sheet)),
    ]


def _explanations(sheet: Sheet) -> pd.Series:
    """True for the first rows, where several days and numbers are words and later ones are not."""
    known = {field.name: field.column.kind for field in sheet.format.fields}
    read = {Kind.DAY: sheet.days, Kind.NUMBER: sheet.numbers}
    fields = [name for name in dict(sheet.mapping.columns) if known.get(name) in read]
    index = sheet.table.cells.index
    explains = np.zeros(len(index), dtype=bool)
    if len(fields) < _SEVERAL:
        return pd.Series(explains, index=index)
    head = min(len(index), _MOST_EXPLANATIONS)
    words, readable = np.zeros(head, dtype="int64"), np.zeros(head, dtype=bool)
    for name in fields:
        told = read[known[name]](name).head(head).notna().to_numpy()
        readable |= told
        words += sheet.filled(name).head(head).to_numpy(dtype=bool) & ~told
    if readable.any() or len(index) > head:
        explains[:head] = np.logical_and.accumulate((words >= _SEVERAL) & ~readable)
    return pd.Series(explains, index=index)


def day_checks(sheet: Sheet, days: pd.Series, *, today: date) -> list[Check]:
    """Refuse unreadable days and days before 2000 or after today."""
    outside = (days < EARLIEST_DAY) | (days > pd.Timestamp(today))
    unreadable = days.isna() & sheet.filled("day")
    return [
        Check(reason=Reason.UNREADABLE_DATE, field="day", refused=unreadable),
        Check(reason=Reason.DATE_OUT_OF_RANGE, field="day", refused=outside),
    ]


def count_checks(sheet: Sheet, field: str, *, blank: pd.Series) -> list[Check]:
    """Refuse counts of stock that make no sense; only on hand may be negative (sold, not there).

    Args:
        sheet: as it stands.
        field: `on_hand`, or another count.
        blank: True where the cell tells no count, and need not.
    """
    units = sheet.numbers(field)
    negative = (units < 0) & (not field.startswith("on_hand"))
    return [
        Check(reason=Reason.UNREADABLE_UNITS, field=field, refused=units.isna() & ~blank),
        Check(reason=Reason.NEGATIVE_COUNT, field=field, refused=negative),
        Check(reason=Reason.FRACTIONAL_UNITS, field=field, refused=units % 1 > 0),
        Check(reason=Reason.IMPLAUSIBLE_UNITS, field=field, refused=units.abs() > MOST_UNITS),
    ]
