"""What a sheet means: the format that fits best, and which heading feeds which field."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache, reduce

from inventory_core.domain.language import gettext as _
from inventory_core.imports.contents import REMARK, Content, best_matches, contents_of
from inventory_core.imports.day_orders import DayOrder
from inventory_core.imports.days import day_order
from inventory_core.imports.format import Field, Format, SheetMapping
from inventory_core.imports.formats import FORMATS
from inventory_core.imports.headings import compact
from inventory_core.imports.own_sheets.statuses import with_statuses
from inventory_core.imports.own_sheets.wide import without_periods
from inventory_core.imports.subject import subjects
from inventory_core.imports.table import Table

_MISSING = 2.0
_EXPORT = 100.0


def candidates(table: Table) -> tuple[SheetMapping, ...]:
    """Return what the sheet can mean: more than one only where several fit equally well.

    A platform's export is told by its own headings alone; any other sheet by what its columns are
    called and hold: see `subject.py`. Mappings may lack required fields: see `missing_fields`.
    """
    return _ranked(table)[1]


def recognised(table: Table) -> float:
    """Return how well a sheet is recognised, to be compared with others; 0 where it is not."""
    score, found = _ranked(table)
    return score if found else 0.0


def map_columns(table: Table, known: Format) -> SheetMapping:
    """Return the columns that fit best if the sheet is of this format."""
    if known.is_plain:
        return _plain_mapping(table, contents_of(table), known)[1]
    return _exact_mapping(table, known)


def _lacking(mapping: SheetMapping) -> list[Field]:
    return [
        field
        for field in mapping.format.fields
        if field.column.required and not mapping.column(field.name)
    ]


def _asked(mapping: SheetMapping) -> list[Field]:
    """Required fields that no column need feed, since the seller is asked about them."""
    return [field for field in _lacking(mapping) if field.name in mapping.format.asked]


def missing_fields(mapping: SheetMapping) -> list[str]:
    """Return the titles of the fields that a column must feed, and none does."""
    known = mapping.format
    asked = _asked(mapping)
    titles = [field.title for field in _lacking(mapping) if field not in asked]
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


def completes_another(known: Format) -> bool:
    """Tell whether files of this format complete those of another one."""
    return any(other.companion and other.companion.format is known for other in FORMATS)


def _ranked(table: Table) -> tuple[float, tuple[SheetMapping, ...]]:
    """Return the best score and all mappings that reach it."""
    headings = [str(heading) for heading in table.cells.columns]
    spelled = frozenset(_spellings(headings))
    exports = [known for known in FORMATS if _is_export(known, headings, spelled)]
    if exports:
        return _best((_exact_mapping(table, known) for known in exports), at_least=_EXPORT)
    contents = contents_of(table)
    scored = [_plain_mapping(table, contents, known) for known in subjects(table, contents)]
    return max((score for score, _mapping in scored), default=0.0), tuple(m for _s, m in scored)


def _plain_mapping(
    table: Table, contents: list[Content], known: Format
) -> tuple[float, SheetMapping]:
    """Map a sheet of the seller's own, and say how well it fits."""
    matches = best_matches(contents, known.fields, of_persons=known.sells)
    columns = {match.field: match.heading for match in matches}
    if known.statuses:
        columns = with_statuses(table, columns, known)
    mapping = SheetMapping(format=known, columns=tuple(columns.items()), channel=known.channel)
    missing = len(missing_fields(mapping)) + len(_asked(mapping))
    score = sum(match.score for match in matches) - _MISSING * missing
    return score, mapping


def _is_export(known: Format, headings: Sequence[str], spelled: frozenset[str]) -> bool:
    if known.fits is not None:
        return known.fits(headings)
    return any(signs <= spelled for signs in _signs(known))


@cache
def _signs(known: Format) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(map(compact, signs)) for signs in known.signs)


def _best(
    mappings: Iterable[SheetMapping], *, at_least: float
) -> tuple[float, tuple[SheetMapping, ...]]:
    scores = {m: len(m.columns) - _MISSING * len(missing_fields(m)) for m in mappings}
    best = max(scores.values())
    return at_least + best, tuple(m for m, score in scores.items() if score == best)


def _exact_mapping(table: Table, known: Format) -> SheetMapping:
    """Map every field to the first of its headings that the sheet has."""
    columns = exact_columns(table, known)
    mapping = SheetMapping(format=known, columns=columns, channel=known.channel)
    return _with_day_order(table, mapping, known)


def exact_columns(table: Table, known: Format) -> tuple[tuple[str, str], ...]:
    """Return the fields of a format with the first of their headings that the sheet has."""
    headings = [str(heading) for heading in table.cells.columns]
    spelled = _spellings(without_periods(headings) if known.across else headings)
    return tuple(
        (field.name, heading)
        for field in known.fields
        if (heading := _first(spelled, (field.heading, *field.synonyms)))
    )


def _first(spelled: dict[str, str], headings: Iterable[str]) -> str | None:
    return next((spelled[compact(name)] for name in headings if compact(name) in spelled), None)


def _spellings(headings: Iterable[str]) -> dict[str, str]:
    """Headings by how they are compared: as they stand, and without a remark in brackets."""
    bare: dict[str, str] = {}
    whole: dict[str, str] = {}
    for heading in headings:
        whole.setdefault(compact(heading), heading)
        bare.setdefault(compact(REMARK.sub(" ", heading)), heading)
    return bare | whole


def _with_day_order(table: Table, mapping: SheetMapping, known: Format) -> SheetMapping:
    """Where a column does not tell itself, what the platform is known to write does."""
    heading = mapping.column("day")
    if known.day_first is None or heading is None:
        return mapping
    if day_order(table.cells[heading]) is not DayOrder.AMBIGUOUS:
        return mapping
    return replace(mapping, day_first=known.day_first)
