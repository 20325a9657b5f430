"""How well the columns of a sheet fit fields, by what they are called and by what they hold."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

import pandas as pd

from inventory_core.domain.columns import Kind
from inventory_core.domain.frames import PRODUCT_FACTS
from inventory_core.imports.cells import parse_numbers
from inventory_core.imports.days import are_days
from inventory_core.imports.format import Field
from inventory_core.imports.headings import compact
from inventory_core.imports.privacy import is_personal
from inventory_core.imports.table import Table
from inventory_core.imports.texts import normalise, normalise_texts
from inventory_core.imports.words import heading_words, sure_heading_words, words_for

_EXACT = 3.0
_CONTAINS = 1.5
_BY_CONTENT = 1.0
_SAMPLE_ROWS = 1_000
_SAMPLE_CELLS = 200
_MOST_NAMES = 20_000
"""So many headings are remembered with how well they name a field."""
_OTHERS = ("other_numbers", "other_units")
"""What headings over numbers mean that no sheet needs."""

_PROSE = 150
"""A product's name is shorter on average; a description longer."""

REMARK = re.compile(r"[(（][^(（)）]*[)）]|[\[［【][^\[［【\]］】]*[\]］】]")
"""What stands in brackets behind a heading: a unit, a currency, a place, an explanation."""

_CODE = re.compile(r"(?:\b(?:code|id|no|nr|number)|编码|编号|代码|コード|코드|codigo|código)$")


@dataclass(frozen=True, eq=False, kw_only=True)
class Content:
    """What a column holds: shares of some filled cells that read as so, 0 where it is empty.

    Read when asked for, since most columns of a wide export are told by their headings.
    """

    heading: str
    sample: pd.Series

    @cached_property
    def numbers(self) -> float:
        """Those that read as numbers."""
        bare = self.sample.str.replace("[%％]", "", regex=True).astype("str")
        return _share(parse_numbers(bare).notna())

    @cached_property
    def days(self) -> float:
        """Those that read as days."""
        return _share(are_days(self.sample))

    @cached_property
    def digits(self) -> float:
        """Those that are digits alone."""
        return _share(self.sample.str.fullmatch(r"[0-9]+(\.[0-9]+)?"))

    @cached_property
    def counts(self) -> float:
        """Those that are whole numbers, as numbers of units are."""
        numbers = parse_numbers(self.sample.astype("str"))
        return _share((numbers.notna() & (numbers % 1 == 0)).astype(bool))

    @cached_property
    def answers(self) -> float:
        """Those that say yes or no."""
        return _share(normalise_texts(self.sample).isin((*words_for("yes"), *words_for("no"))))

    @cached_property
    def is_prose(self) -> bool:
        """True for descriptions, which are longer than any name."""
        return len(self.sample) > 0 and bool(self.sample.str.len().mean() > _PROSE)

    def readable(self, kind: Kind) -> float:
        """Return the share that can be read as this kind."""
        if kind is Kind.NUMBER:
            return self.numbers
        if kind is Kind.FLAG:
            return self.answers
        return self.days if kind is Kind.DAY else float(len(self.sample) > 0)


@dataclass(frozen=True, kw_only=True)
class Match:
    """How well a heading fits a field."""

    score: float
    field: str
    heading: str

    @property
    def is_sure(self) -> bool:
        """False where the heading says more than the words that are known."""
        return self.score > _CONTAINS

    @property
    def is_guessed(self) -> bool:
        """True where no word of the heading is known, and only the cells below it tell."""
        return self.field == "day" and self.score == _BY_CONTENT


def contents_of(table: Table) -> list[Content]:
    """Return what every column holds."""
    contents = []
    for heading, cells in table.cells.items():
        top = cells.head(_SAMPLE_ROWS)
        sample = top[top != ""].head(_SAMPLE_CELLS)
        contents.append(Content(heading=str(heading), sample=sample))
    return contents


def best_matches(
    contents: Sequence[Content], fields: Sequence[Field], *, of_persons: bool
) -> list[Match]:
    """Give each field and each heading to its best match.

    of_persons: the sheet may name buyers, so a lone “Name” is one of them.
    """
    persons = of_persons and any(is_personal(content.heading) for content in contents)
    matches = [
        Match(score=score, field=field.name, heading=content.heading)
        for field in fields
        for content in contents
        if not _tells_of_persons(field, content.heading, beside_others=persons)
        and (score := _score(field, content)) > 0
    ]
    taken: list[Match] = []
    order = {field.name: place for place, field in enumerate(fields)}
    for match in sorted(matches, key=lambda m: (-round(m.score, 3), order[m.field], -m.score)):
        names, headings = {m.field for m in taken}, {m.heading for m in taken}
        if match.field not in names and match.heading not in headings:
            taken.append(match)
    return taken


def without_meaning(contents: Sequence[Content], fields: Sequence[Field]) -> list[Content]:
    """Return the columns that fit none of the fields, nor seem to be about persons."""
    return [
        content
        for content in contents
        if not is_personal(content.heading) and not any(_score(field, content) for field in fields)
    ]


def _share(true: pd.Series) -> float:
    return float(true.mean()) if len(true) else 0.0


def _tells_of_persons(field: Field, heading: str, *, beside_others: bool) -> bool:
    """True for a column of persons that is called like one of products; Name may be either."""
    described = field.column.kind is Kind.TEXT and field.name not in ("order_id", "document")
    return described and (is_personal(heading) or (beside_others and compact(heading) == "name"))


def _score(field: Field, content: Content) -> float:
    """Exact headings beat contained ones, then contents and the order of synonyms decide."""
    if field.name == "name" and content.is_prose and not _is_surely_a_name(content.heading):
        return 0.0
    by_name = _name_score(field, content.heading)
    if field.column.kind is Kind.FLAG and len(content.sample) and content.answers < 0.5:
        # A fact that cannot be read is told cell by cell; “Paid” may be an amount, or by what.
        return by_name - 1.0 if field.name in PRODUCT_FACTS and by_name >= _EXACT - 1 else 0.0
    if field.column.kind is Kind.NUMBER and content.answers > content.numbers:
        return 0.0  # “Sold” and “Received” may be a number or a yes
    if by_name >= _EXACT - 1:
        return by_name - (1.0 - content.readable(field.column.kind))
    if by_name > 0:
        return by_name if content.readable(field.column.kind) > 0.5 else 0.0
    sought = field.name == "day" and field.column.required and not _is_other_day(content.heading)
    return _BY_CONTENT if sought and content.digits < 0.5 and content.days > 0.9 else 0.0


@cache
def _is_surely_a_name(heading: str) -> bool:
    """True for names, False for descriptions, which stand for names where there are none."""
    return compact(heading) in {compact(word) for word in sure_heading_words("name")}


def _is_other_day(heading: str) -> bool:
    """True for the day on which something was listed, counted or expires: never one of a sale."""
    return compact(heading) in _other_days()


@cache
def _other_days() -> frozenset[str]:
    others = (word for name in ("other_day", "count_day") for word in heading_words(name))
    return frozenset(map(compact, others))


@cache
def _words_of_others() -> frozenset[str]:
    return frozenset(compact(word) for name in _OTHERS for word in heading_words(name))


@cache
def _places(field: Field) -> Mapping[str, int]:
    """Every spelling of a field, and its place among them."""
    spellings = [normalise(known) for known in (field.heading, *field.synonyms) if known]
    return {spoken: place for place, spoken in reversed(list(enumerate(spellings)))}


@cache
def _exact_places(field: Field) -> Mapping[str, int]:
    places: dict[str, int] = {}
    for spoken, place in _places(field).items():
        joined = spoken.replace(" ", "")
        places[joined] = min(place, places.get(joined, place))
    return places


@cache
def _foreign_places(field: Field) -> Mapping[str, int]:
    """The spellings that are looked for anywhere in a heading, as in scripts without spaces."""
    return {spoken: place for spoken, place in _places(field).items() if not spoken.isascii()}


@cache
def _longest_spelling(field: Field) -> int:
    return max(map(len, _places(field)), default=0)


@lru_cache(maxsize=_MOST_NAMES)
def _name_score(field: Field, heading: str) -> float:
    bare = normalise(REMARK.sub(" ", heading)).rstrip(".?").lstrip("¿")
    exact = _exact_places(field)
    # “Order Lines/Quantity” is how some programs say where a heading belongs.
    last = bare.rpartition("/")[2].strip()
    for spoken, loss in ((normalise(heading), 0.0), (bare, 0.005), (last, 0.2)):
        place = exact.get(spoken.replace(" ", ""))
        if place is not None:
            return _EXACT - _loss(place) - loss
    if field.name in ("name", "category", "supplier") and _CODE.search(bare):
        return 0.0
    if field.name not in _OTHERS and bare.replace(" ", "") in _words_of_others():
        return 0.0  # “Balance due” is no balance of units
    inside = min(_places_inside(field, bare), default=None)
    return 0.0 if inside is None else _CONTAINS - _loss(inside)


def _loss(place: int) -> float:
    """What a word loses by standing behind others.

    The later ones lose as good as nothing more: languages stand behind each other, and none is less
    sure of one field than of another.

    >>> _loss(3) < _loss(140) < _loss(141) < 0.8
    True
    """
    return min(place, 79) / 100 + place / 10_000_000


def _places_inside(field: Field, bare: str) -> Iterator[int]:
    """Places of the spellings that make up most of a heading.

    “Product SKU code” is no product name, 占用体积 (room taken) no 占用 (units taken).
    """
    if _longest_spelling(field) < len(bare) / 2:
        return
    places = _places(field)
    for run in _runs_of_words(bare):
        if run.isascii() and run in places and len(run) >= len(bare) / 2:
            yield places[run]
    if not bare.isascii():
        for spoken, place in _foreign_places(field).items():
            if len(spoken) >= len(bare) / 2 + 1 and spoken in bare:
                yield place


def _runs_of_words(text: str) -> Iterator[str]:
    words = text.split(" ")
    for first in range(len(words)):
        for end in range(first + 1, len(words) + 1):
            yield " ".join(words[first:end])
