"""The sheets of a workbook: those that go on with each other, and which of them is read.

A sheet for each month is one list; a sheet of products beside one of orders is another one.
"""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import whole
from inventory_core.imports.formats import VOCABULARY
from inventory_core.imports.headings import compact, headings_key
from inventory_core.imports.reasons import Note, noted
from inventory_core.imports.recognition import candidates, recognised
from inventory_core.imports.table import Table

_MOST_JUDGED = 8
"""So many sheets are looked at closely, those with most known headings: each takes its time."""

_FEWEST_REPEATED = 3
"""A sheet with fewer rows may hold the same as a part of another one by chance."""


def readable(tables: Sequence[Table]) -> tuple[Table, ...]:
    """Return the sheets that can be read, each with those that go on with it, the best first.

    The first one names the others that seem to hold data too, since only one is read at a time.
    """
    if len(tables) == 1:
        return tuple(tables)
    groups: dict[str, list[Table]] = {}
    for table in tables:
        groups.setdefault(headings_key(table), []).append(table)
    sheets = [sheet for group in groups.values() for sheet in _together(group)]
    if len(sheets) == 1:
        return tuple(sheets)
    scores = _scores(sheets)
    best = max(range(len(sheets)), key=lambda place: (scores.get(place, -1.0), -place))
    others = [sheet for place, sheet in enumerate(sheets) if place != best]
    beside = tuple(sheets[place].sheet for place in scores if place != best and scores[place] > 0)
    return (replace(sheets[best], beside=beside), *others)


def _scores(sheets: Sequence[Table]) -> dict[int, float]:
    """How well sheets are recognised, by their place in the workbook."""
    known = {place: VOCABULARY.known(map(str, one.cells)) for place, one in enumerate(sheets)}
    likely = sorted(known, key=lambda place: -known[place])[:_MOST_JUDGED]
    return {place: recognised(sheets[place]) for place in sorted(likely)}


def _together(group: Sequence[Table]) -> list[Table]:
    """Make one sheet of those with the same headings, if their rows tell of days.

    Counts without a day are of different days, as likely as not, and never added up.
    """
    if len(group) == 1 or not _are_dated(group[0]):
        return list(group)
    distinct = _without_repeated(group)
    first, *others = distinct
    names = {compact(str(heading)): str(heading) for heading in first.cells}
    if len(names) < first.cells.shape[1]:
        return list(group)
    cells, ragged = [first.cells], [first.ragged]
    for other in others:
        above = max(int(part.index.max()) for part in cells)
        renamed = other.cells.rename(columns=lambda heading: names[compact(str(heading))])
        cells.append(renamed[list(first.cells)].set_axis(other.cells.index + above))
        ragged.append(other.ragged.assign(row=other.ragged["row"] + above))
    repeated = len(group) - len(distinct)
    told = {Note.SHEETS_TOGETHER: len(distinct) if others else 0, Note.SHEETS_REPEATED: repeated}
    joined = replace(
        first,
        sheet=_name([table.sheet for table in distinct]),
        cells=pd.concat(cells),
        ragged=pd.concat(ragged, ignore_index=True),
        notes=(*first.notes, *noted(told)),
    )
    return [joined]


def _are_dated(table: Table) -> bool:
    """True where each row tells what happened on a day: what was sold, or what came in."""
    found = candidates(table)
    return bool(found) and all(
        mapping.column("day") and (mapping.format.sells or mapping.column("received"))
        for mapping in found
    )


def _without_repeated(group: Sequence[Table]) -> list[Table]:
    """Leave out sheets whose rows all stand in another one, which has all months together."""
    rows = {id(table): frozenset(_prints(table)) for table in group}
    largest_first = sorted(group, key=lambda table: -len(table.cells))
    kept: list[Table] = []
    for table in largest_first:
        several = len(table.cells) >= _FEWEST_REPEATED
        if not (several and any(rows[id(table)] <= rows[id(other)] for other in kept)):
            kept.append(table)
    return [table for table in group if table in kept]


def _prints(table: Table) -> list[int]:
    names = sorted((str(heading) for heading in table.cells), key=compact)
    cells = table.cells[names]
    return [int(number) for number in pd.util.hash_pandas_object(cells, index=False)]


def _name(sheets: Sequence[str]) -> str:
    if len(sheets) == 1:
        return sheets[0]
    return _("{first} to {last} ({count} sheets)").format(
        first=sheets[0], last=sheets[-1], count=whole(len(sheets))
    )
