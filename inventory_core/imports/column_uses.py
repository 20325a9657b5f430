"""What every column of a sheet was taken for, and which of those that were not used may matter."""

from dataclasses import dataclass

import pandas as pd

from inventory_core.domain.columns import Schema, text
from inventory_core.domain.frames import Frame, check, typed
from inventory_core.domain.language import gettext as _
from inventory_core.imports.contents import best_matches, contents_of
from inventory_core.imports.format import Sheet
from inventory_core.imports.own_sheets.fields import ANSWERED
from inventory_core.imports.own_sheets.preparing import places
from inventory_core.imports.privacy import is_personal
from inventory_core.imports.subject import MEANINGS
from inventory_core.imports.table import Table
from inventory_core.imports.tables import COLUMN_USES

_MATTERING = frozenset(
    (
        *("quantity", "units", "received", "on_hand", "returned_units", "status", "day"),
        *ANSWERED,
        *("sold_day", "received_day", "count_day", "cost", "price", "unit_price", "supplier"),
        *("lead_time_days", "moq_units", "pack_size_units"),
    )
)
"""What a sheet may tell that must not be lost silently."""

_EXAMPLE_ROWS = 3


@dataclass(frozen=True, kw_only=True)
class ColumnUse:
    """A column of a sheet, with a cell of it.

    field: what it was taken for, "" where it is not used. likely: what it looks like (see
    `subject.MEANINGS`), where it is not used but seems to matter; "" for all others. example: a
    filled cell, "" where the column is empty or may be about a person.
    """

    heading: str
    example: str
    field: str = ""
    likely: str = ""


def column_uses(sheet: Sheet) -> tuple[ColumnUse, ...]:
    """Return every column of a sheet in its order, and what became of it."""
    taken = {heading: field for field, heading in sheet.mapping.columns}
    if sheet.format.is_plain:
        taken |= dict.fromkeys(places(sheet), "on_hand")
    likely = _likely(sheet, frozenset(taken))
    return tuple(
        ColumnUse(
            heading=heading,
            example="" if is_personal(heading) else sheet.table.examples[heading],
            field=taken.get(heading, ""),
            likely=likely.get(heading, ""),
        )
        for heading in map(str, sheet.table.cells.columns)
        if heading not in sheet.table.joined
    )


def _likely(sheet: Sheet, taken: frozenset[str]) -> dict[str, str]:
    """Return the fields that free columns of the seller's own sheet look like.

    Of a platform's export it is known which columns matter.
    """
    if not sheet.format.is_plain:
        return {}
    free = [one for one in contents_of(sheet.table) if one.heading not in taken]
    found = {}
    for match in best_matches(free, MEANINGS, of_persons=True):
        if match.field in _MATTERING:
            found[match.heading] = match.field
    return found


def uses_table(sheet: Sheet) -> pd.DataFrame:
    """Return COLUMN_USES for people: what is used first, then what may matter."""
    rows = [
        {
            "heading": use.heading,
            "example": use.example,
            "use": _said(sheet, use),
        }
        for use in sorted(column_uses(sheet), key=lambda use: (not use.field, not use.likely))
    ]
    return check(typed(pd.DataFrame(rows, columns=list(COLUMN_USES)), COLUMN_USES), COLUMN_USES)


def _said(sheet: Sheet, use: ColumnUse) -> str:
    if use.field:
        known = {field.name: field.column.label for field in sheet.format.fields}
        return _(known.get(use.field, "")) if known.get(use.field) else _("Used")
    if sheet.format.across:
        return _("Units of a period, or not used")
    return _("Not used, though it may matter") if use.likely else _("Not used")


def first_rows(table: Table) -> tuple[Frame, Schema]:
    """Return the first rows of a sheet to look at, without columns that may be about persons."""
    shown = [name for name in map(str, table.cells.columns) if not is_personal(name)]
    cells = table.cells[shown].head(_EXAMPLE_ROWS).reset_index(drop=True)
    return cells, {name: text(name) for name in shown}
