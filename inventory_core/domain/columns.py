"""What a column of a frame is, said once: what it holds, what it is called, how it is written.

Checks, tables on the screen, files to take home, templates and documents all go by it. Labels and
explanations are marked for translation here, and translated when they are shown.
"""

from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass
from enum import Enum, auto
from functools import partial
from math import inf

from inventory_core.domain.language import gettext


class Kind(Enum):
    """What a column holds, as far as it is checked."""

    TEXT = "text"
    DAY = "day"
    NUMBER = "number"
    FLAG = "flag"
    LINE = "line"
    """A list of numbers, one after another in time, that is drawn in its cell."""


class Unit(Enum):
    """How the cells of a column are written, where its kind leaves that open."""

    WORDS = auto()
    """A text of some words, such as a product's name."""
    SENTENCE = auto()
    """A text that needs room."""
    MARK = auto()
    """A kind of alert, drawn in its colour."""
    MONTH = auto()
    """A day that stands for its month."""
    UNITS = auto()
    """Pieces of a product, and other things that are counted."""
    DAYS = auto()
    MONEY = auto()
    """In the shop's currency."""
    SHARE = auto()
    """A fraction, written with a sign of percent."""
    PERCENT = auto()
    """A fraction, written in percent below a label that says so."""


@dataclass(frozen=True)
class Column:
    """One column of a frame.

    label, help: in English; a column that nobody is shown has none. digits: decimals that are
    written; None for as many as there are. limits: smallest and largest number that may be typed,
    or length of a text. default: in a row that is added. required: no row is complete without it.
    """

    kind: Kind
    label: str = ""
    help: str = ""
    _: KW_ONLY
    unit: Unit | None = None
    digits: int | None = None
    limits: tuple[float, float] = (-inf, inf)
    default: float | bool | None = None
    required: bool = False


Schema = Mapping[str, Column]
"""The columns of a frame by name, in their order."""

Declared = Callable[..., Column]
"""Declares a column by its label, its help and the rest of Column."""

text: Declared = partial(Column, Kind.TEXT)
words: Declared = partial(Column, Kind.TEXT, unit=Unit.WORDS)
sentence: Declared = partial(Column, Kind.TEXT, unit=Unit.SENTENCE)
mark: Declared = partial(Column, Kind.TEXT, unit=Unit.MARK)
day: Declared = partial(Column, Kind.DAY)
month: Declared = partial(Column, Kind.DAY, unit=Unit.MONTH)
flag: Declared = partial(Column, Kind.FLAG)
line: Declared = partial(Column, Kind.LINE)
number: Declared = partial(Column, Kind.NUMBER)
units: Declared = partial(Column, Kind.NUMBER, unit=Unit.UNITS)
days: Declared = partial(Column, Kind.NUMBER, unit=Unit.DAYS)
money: Declared = partial(Column, Kind.NUMBER, unit=Unit.MONEY)
share: Declared = partial(Column, Kind.NUMBER, unit=Unit.SHARE)
percent: Declared = partial(Column, Kind.NUMBER, unit=Unit.PERCENT)


def some_of(schema: Schema, *names: str) -> Schema:
    """Return the named columns of a schema, in this order.

    >>> list(some_of({"sku": text("SKU"), "cost": money(), "price": money()}, "price", "sku"))
    ['price', 'sku']
    """
    return {name: schema[name] for name in names}


def labels(schema: Schema) -> list[str]:
    """Return what the columns are called, in the language in use.

    >>> labels({"sku": text("SKU"), "cost": money("Cost")})
    ['SKU', 'Cost']
    """
    return [gettext(column.label) for column in schema.values()]
