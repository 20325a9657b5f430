"""What a sheet means: the format that fits best, and which heading feeds which field."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from inventory_core.frames import Kind
from inventory_core.imports.cells import DayOrder, day_order, normalise, parse_days, parse_numbers
from inventory_core.imports.formats import FORMATS, format_named
from inventory_core.imports.formats.sheet import Field, Format, SheetMapping
from inventory_core.imports.headings import compact
from inventory_core.imports.table import Table
from inventory_core.language import gettext as _

__all__ = [
    "SheetMapping",
    "ask_day_order",
    "best_table",
    "map_columns",
    "missing_fields",
    "recognise",
]

_EXACT = 3.0
_CONTAINS = 1.5
_BY_CONTENT = 1.0
_MISSING = 2.0
_SAMPLE_ROWS = 1_000
_REMARK = re.compile(r"[(（].*?[)）]")
_SAMPLE_CELLS = 200


@dataclass(frozen=True, kw_only=True)
class _Content:
    """What a column holds: shares of its filled cells that read as so, 0 where it is empty."""

    heading: str
    texts: float
    numbers: float
    days: float
    digits: float

    def readable(self, kind: Kind) -> float:
        """Return the share that can be read as this kind."""
        return {Kind.NUMBER: self.numbers, Kind.DAY: self.days}.get(kind, self.texts)


@dataclass(frozen=True, kw_only=True)
class _Match:
    """How well a heading fits a field."""

    score: float
    field: str
    heading: str


def recognise(table: Table) -> SheetMapping | None:
    """Return the format and the columns that fit the headings and the contents best.

    None where no format fits. The mapping may lack required fields: see `missing_fields`.
    """
    return _best(table)[1]


def best_table(tables: Sequence[Table]) -> Table:
    """Return the sheet that is recognised best; the first one where several are equal."""
    return max(tables, key=lambda table: _best(table)[0])


def map_columns(table: Table, format_name: str) -> SheetMapping:
    """Return the columns that fit best if the sheet is of this format."""
    return _mapping(format_name, _assign(_matches(_contents(table), format_named(format_name))))


def missing_fields(mapping: SheetMapping) -> list[str]:
    """Return the labels of the required fields that no column feeds."""
    known = format_named(mapping.format)
    labels = [
        field.heading for field in known.fields if field.required and not mapping.column(field.name)
    ]
    if known.one_of and not any(mapping.column(name) for name in known.one_of):
        labels.append(_(" or ").join(known.field(name).heading for name in known.one_of))
    return labels


def ask_day_order(table: Table, mapping: SheetMapping) -> bool:
    """Return True where nobody has said, and nothing shows, whether 05/01 is in May or January."""
    heading = mapping.column("day")
    if heading is None or mapping.day_first is not None:
        return False
    return day_order(table.cells[heading]) is DayOrder.AMBIGUOUS


def _best(table: Table) -> tuple[float, SheetMapping | None]:
    best: tuple[float, SheetMapping | None] = (0.0, None)
    contents = _contents(table)
    for known in FORMATS:
        matches = _assign(_matches(contents, known))
        mapping = _mapping(known.name, matches)
        score = sum(match.score for match in matches) - _MISSING * len(missing_fields(mapping))
        # One known heading, such as a lone "Name", could be a list of anything.
        if len(matches) > 1 and score > best[0]:
            best = (score, mapping)
    return best


def _mapping(format_name: str, matches: list[_Match]) -> SheetMapping:
    columns = tuple((match.field, match.heading) for match in matches)
    return SheetMapping(format=format_name, columns=columns)


def _contents(table: Table) -> list[_Content]:
    contents = []
    for heading, cells in table.cells.items():
        top = cells.head(_SAMPLE_ROWS)
        sample = top[top != ""].head(_SAMPLE_CELLS)
        numbers = parse_numbers(sample.str.replace("[%％]", "", regex=True).astype("str"))
        days = [parse_days(sample, day_first=first).notna() for first in (True, False)]
        contents.append(
            _Content(
                heading=str(heading),
                texts=float(len(sample) > 0),
                numbers=_share(numbers.notna()),
                days=_share(days[0] | days[1]),
                digits=_share(sample.str.fullmatch(r"[0-9]+(\.[0-9]+)?")),
            )
        )
    return contents


def _share(true: pd.Series) -> float:
    return float(true.mean()) if len(true) else 0.0


def _matches(contents: list[_Content], known: Format) -> list[_Match]:
    return [
        _Match(score=score, field=field.name, heading=content.heading)
        for field in known.fields
        for content in contents
        if (score := _score(field, content)) > 0
    ]


def _assign(matches: list[_Match]) -> list[_Match]:
    """Give each field and each heading to its best match."""
    taken: list[_Match] = []
    for match in sorted(matches, key=lambda match: -match.score):
        fields, headings = {m.field for m in taken}, {m.heading for m in taken}
        if match.field not in fields and match.heading not in headings:
            taken.append(match)
    return taken


def _score(field: Field, content: _Content) -> float:
    """Exact headings beat contained ones, then contents and the order of synonyms decide."""
    by_name = _name_score(field, content.heading)
    readable = content.readable(field.kind)
    if by_name >= _EXACT - 1:
        return by_name - (1.0 - readable)
    if by_name > 0:
        return by_name if readable > 0.5 else 0.0
    is_days = field.kind is Kind.DAY and content.days > 0.9 and content.digits < 0.5
    return _BY_CONTENT if is_days else 0.0


def _name_score(field: Field, heading: str) -> float:
    exact = [compact(known) for known in (field.heading, *field.synonyms)]
    if compact(heading) in exact:
        return _EXACT - exact.index(compact(heading)) / 100
    bare = normalise(_REMARK.sub(" ", heading))
    for position, known in enumerate((field.heading, *field.synonyms)):
        spoken = normalise(known)
        inside = f" {spoken} " in f" {bare} " if spoken.isascii() else spoken in bare
        # "Product SKU code" is no product name.
        if inside and len(spoken) >= len(bare) / 2:
            return _CONTAINS - position / 100
    return 0.0
