"""What a sheet means: the format that fits best, and which heading feeds which field."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, reduce

import pandas as pd

from inventory_core.domain.columns import Kind
from inventory_core.domain.language import gettext as _
from inventory_core.imports.cells import parse_numbers
from inventory_core.imports.day_orders import DayOrder
from inventory_core.imports.days import day_order, parse_days
from inventory_core.imports.format import Field, Format, SheetMapping
from inventory_core.imports.formats import FORMATS, PLAIN_FORMATS
from inventory_core.imports.headings import compact
from inventory_core.imports.privacy import is_personal
from inventory_core.imports.table import Table
from inventory_core.imports.texts import normalise

_EXACT = 3.0
_CONTAINS = 1.5
_BY_CONTENT = 1.0
_MISSING = 2.0
_EXPORT = 100.0
_SAMPLE_ROWS = 1_000
_REMARK = re.compile(r"[(（].*?[)）]")
_SAMPLE_CELLS = 200


@dataclass(frozen=True, eq=False, kw_only=True)
class _Content:
    """What a column holds: shares of some filled cells that read as so, 0 where it is empty.

    Read when asked for, since most columns of a wide export are told by their headings.
    """

    heading: str
    sample: pd.Series

    @cached_property
    def numbers(self) -> float:
        bare = self.sample.str.replace("[%％]", "", regex=True).astype("str")
        return _share(parse_numbers(bare).notna())

    @cached_property
    def days(self) -> float:
        days = [parse_days(self.sample, day_first=first).notna() for first in (True, False)]
        return _share(days[0] | days[1])

    @cached_property
    def digits(self) -> float:
        return _share(self.sample.str.fullmatch(r"[0-9]+(\.[0-9]+)?"))

    def readable(self, kind: Kind) -> float:
        """Return the share that can be read as this kind."""
        if kind is Kind.NUMBER:
            return self.numbers
        return self.days if kind is Kind.DAY else float(len(self.sample) > 0)


@dataclass(frozen=True, kw_only=True)
class _Match:
    """How well a heading fits a field."""

    score: float
    field: str
    heading: str


def candidates(table: Table) -> tuple[SheetMapping, ...]:
    """Return what the sheet can mean: more than one only where several fit equally well.

    A platform's export is told by its own headings alone; any other sheet by what its columns are
    called and hold. Mappings may lack required fields: see `missing_fields`.
    """
    return _ranked(table)[1]


def best_table(tables: Sequence[Table]) -> Table:
    """Return the sheet that is recognised best; the first one where several are equal."""
    if len(tables) == 1:
        return tables[0]
    return max(tables, key=lambda table: _ranked(table)[0])


def map_columns(table: Table, known: Format) -> SheetMapping:
    """Return the columns that fit best if the sheet is of this format."""
    if known.is_plain:
        return _mapping(known, _assign(_matches(_contents(table), known)))
    return _exact_mapping(table, known)


def _lacking(mapping: SheetMapping) -> list[Field]:
    return [
        field
        for field in mapping.format.fields
        if field.column.required and not mapping.column(field.name)
    ]


def missing_fields(mapping: SheetMapping) -> list[str]:
    """Return the titles of the required fields that no column feeds."""
    known = mapping.format
    titles = [field.title for field in _lacking(mapping)]
    if known.one_of and not any(mapping.column(name) for name in known.one_of):
        choice = (known.field(name).title for name in known.one_of)
        titles.append(reduce(lambda a, b: _("{one} or {other}").format(one=a, other=b), choice))
    return titles


def missing_companion(mapping: SheetMapping) -> str:
    """Return the label of the report that tells all that is missing here, "" where none does."""
    companion, lacking = mapping.format.companion, _lacking(mapping)
    if companion is None or not lacking:
        return ""
    brought = all(field.name in companion.brings for field in lacking)
    return _(companion.format.label) if brought else ""


def _ranked(table: Table) -> tuple[float, tuple[SheetMapping, ...]]:
    """Return the best score and all mappings that reach it."""
    headings = [str(heading) for heading in table.cells.columns]
    exports = [known for known in FORMATS if _is_export(known, headings)]
    if exports:
        return _best((_exact_mapping(table, known) for known in exports), at_least=_EXPORT)
    contents = _contents(table)
    matched = [(known, _assign(_matches(contents, known))) for known in PLAIN_FORMATS]
    # One known heading, such as a lone "Name", could be a list of anything.
    scores = {
        _mapping(known, matches): sum(match.score for match in matches)
        for known, matches in matched
        if len(matches) > 1
    }
    scores = {m: score - _MISSING * len(missing_fields(m)) for m, score in scores.items()}
    best = max(scores.values(), default=0.0)
    # Plain sheets share many columns: the first of the menu is meant where they fit alike.
    return best, tuple(m for m, score in scores.items() if score == best > 0)[:1]


def _is_export(known: Format, headings: Sequence[str]) -> bool:
    if known.fits is not None:
        return known.fits(headings)
    spelled = _spellings(headings)
    return any(all(compact(sign) in spelled for sign in signs) for signs in known.signs)


def _best(
    mappings: Iterable[SheetMapping], *, at_least: float
) -> tuple[float, tuple[SheetMapping, ...]]:
    scores = {m: len(m.columns) - _MISSING * len(missing_fields(m)) for m in mappings}
    best = max(scores.values())
    return at_least + best, tuple(m for m, score in scores.items() if score == best)


def _exact_mapping(table: Table, known: Format) -> SheetMapping:
    """Map every field to the first of its headings that the sheet has."""
    spelled = _spellings(str(heading) for heading in table.cells.columns)
    columns = tuple(
        (field.name, heading)
        for field in known.fields
        if (heading := _first(spelled, (field.heading, *field.synonyms)))
    )
    mapping = SheetMapping(format=known, columns=columns, channel=known.channel)
    return _with_day_order(table, mapping, known)


def _first(spelled: dict[str, str], headings: Iterable[str]) -> str | None:
    return next((spelled[compact(name)] for name in headings if compact(name) in spelled), None)


def _spellings(headings: Iterable[str]) -> dict[str, str]:
    """Headings by how they are compared: as they stand, and without a remark in brackets."""
    bare: dict[str, str] = {}
    whole: dict[str, str] = {}
    for heading in headings:
        whole.setdefault(compact(heading), heading)
        bare.setdefault(compact(_REMARK.sub(" ", heading)), heading)
    return bare | whole


def _with_day_order(table: Table, mapping: SheetMapping, known: Format) -> SheetMapping:
    """Where a column does not tell itself, what the platform is known to write does."""
    heading = mapping.column("day")
    if known.day_first is None or heading is None:
        return mapping
    if day_order(table.cells[heading]) is not DayOrder.AMBIGUOUS:
        return mapping
    return replace(mapping, day_first=known.day_first)


def _mapping(known: Format, matches: list[_Match]) -> SheetMapping:
    columns = tuple((match.field, match.heading) for match in matches)
    return SheetMapping(format=known, columns=columns, channel=known.channel)


def _contents(table: Table) -> list[_Content]:
    contents = []
    for heading, cells in table.cells.items():
        top = cells.head(_SAMPLE_ROWS)
        sample = top[top != ""].head(_SAMPLE_CELLS)
        contents.append(_Content(heading=str(heading), sample=sample))
    return contents


def _share(true: pd.Series) -> float:
    return float(true.mean()) if len(true) else 0.0


def _matches(contents: list[_Content], known: Format) -> list[_Match]:
    persons = known.sells and any(is_personal(content.heading) for content in contents)
    return [
        _Match(score=score, field=field.name, heading=content.heading)
        for field in known.fields
        for content in contents
        if not _tells_of_persons(field, content.heading, beside_others=persons)
        and (score := _score(field, content)) > 0
    ]


def _tells_of_persons(field: Field, heading: str, *, beside_others: bool) -> bool:
    """True for a column of persons that is called like one of products; Name may be either."""
    described = field.column.kind is Kind.TEXT and field.name != "order_id"
    return described and (is_personal(heading) or (beside_others and compact(heading) == "name"))


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
    if by_name >= _EXACT - 1:
        return by_name - (1.0 - content.readable(field.column.kind))
    if by_name > 0:
        return by_name if content.readable(field.column.kind) > 0.5 else 0.0
    is_days = field.column.kind is Kind.DAY and content.digits < 0.5 and content.days > 0.9
    return _BY_CONTENT if is_days else 0.0


@cache
def _spellings_of(field: Field) -> tuple[str, ...]:
    return tuple(normalise(known) for known in (field.heading, *field.synonyms))


def _name_score(field: Field, heading: str) -> float:
    spellings = _spellings_of(field)
    exact = [spoken.replace(" ", "") for spoken in spellings]
    if compact(heading) in exact:
        return _EXACT - min(exact.index(compact(heading)), 80) / 100
    bare = normalise(_REMARK.sub(" ", heading))
    for position, spoken in enumerate(spellings):
        inside = f" {spoken} " in f" {bare} " if spoken.isascii() else spoken in bare
        # "Product SKU code" is no product name.
        if inside and len(spoken) >= len(bare) / 2:
            return _CONTAINS - min(position, 140) / 100
    return 0.0
