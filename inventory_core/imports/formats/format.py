"""A kind of sheet that SoloStock reads, and the cells of one such sheet by its fields."""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, tzinfo
from functools import cached_property, partial
from html import unescape

import pandas as pd

from inventory_core.domain.columns import Kind
from inventory_core.imports.cells import (
    by_distinct,
    clean_texts,
    decimal_comma,
    each,
    parse_days,
    parse_numbers,
)
from inventory_core.imports.formats.sheet import (
    DEFAULT_CHANNEL,
    Companion,
    Field,
    Reading,
    SheetMapping,
    Statuses,
)
from inventory_core.imports.table import Table

_LONGEST_NAME = 4_000

ROUNDED_ID = r"-?[0-9](?:[.,][0-9]+)?[eE]\+[0-9]+"
"""What a spreadsheet program makes of a long number: 6.9E+18 stands for many orders at once."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Check:
    """A reason to leave rows out: its code, the field at fault, and True for every such row."""

    reason: str
    field: str
    refused: pd.Series


@dataclass(frozen=True, kw_only=True)
class Format:
    """A kind of sheet that SoloStock reads.

    one_of: fields of which at least one is needed. signs: sets of headings, each of which tells
    this format from all others; a plain sheet has none and is recognised by what its columns are
    called and hold. fits: tells the format where no set of headings can. sells: it holds sales.
    channel: where those were made. day_first: how the platform writes dates, None where it varies.
    prepare: mends the sheet before it is read, such as by filling in what stands only once.
    leave_out: checks of this platform alone, judged before all others. whole_orders: a file tells
    all of an order or nothing of it, so that a newer one replaces the order and not only its lines.
    currency: of the prices, where the platform has but one and does not write it. unusable: why
    such a file cannot be read by itself, and which one can.
    """

    name: str
    label: str
    fields: tuple[Field, ...]
    read: Callable[["Columns", date], Reading]
    one_of: tuple[str, ...] = ()
    signs: tuple[tuple[str, ...], ...] = ()
    fits: Callable[[Sequence[str]], bool] | None = None
    sells: bool = False
    channel: str = DEFAULT_CHANNEL
    day_first: bool | None = None
    statuses: tuple[Statuses, ...] = ()
    companion: Companion | None = None
    prepare: Callable[["Columns"], "Columns"] | None = None
    leave_out: Callable[["Columns"], Sequence[Check]] | None = None
    whole_orders: bool = False
    currency: str = ""
    unusable: str = ""

    @property
    def is_plain(self) -> bool:
        """A sheet of the seller's own making, for which there is a template."""
        return not self.signs and self.fits is None

    def field(self, name: str) -> Field:
        """Return the field of this name."""
        return next(known for known in self.fields if known.name == name)


@dataclass(frozen=True, eq=False, kw_only=True)
class Columns:
    """The cells of a sheet by field; a field that is not mapped is a column of empty cells.

    zone: the shop's clock; None takes all times as they are written.
    """

    format: Format
    table: Table
    mapping: SheetMapping
    zone: tzinfo | None = None
    _read: dict[tuple[str, str], pd.Series] = field(default_factory=dict, init=False, repr=False)

    def _once(self, key: tuple[str, str], read: Callable[[], pd.Series]) -> pd.Series:
        """Read a column the first time that it is asked for; most are asked for several times."""
        if key not in self._read:
            self._read[key] = read()
        return self._read[key]

    def has(self, field: str) -> bool:
        """Tell whether a heading feeds this field."""
        return self.mapping.column(field) is not None

    def raw(self, field: str) -> pd.Series:
        """Return the cells as they stand."""
        heading = self.mapping.column(field)
        if heading is None:
            return pd.Series("", index=self.table.cells.index, dtype="str")
        return self.table.cells[heading]

    def texts(self, field: str) -> pd.Series:
        """Return ids."""
        return self._once(("texts", field), lambda: clean_texts(self.raw(field)))

    def names(self, field: str) -> pd.Series:
        """Return names, without the codes that web pages write for signs (`&amp;`)."""
        unescaped = partial(each, change=_unescaped)
        return self._once(("names", field), lambda: by_distinct(self.texts(field), unescaped))

    def numbers(self, field: str) -> pd.Series:
        """Return numbers, NaN where a cell is empty or cannot be read."""
        comma = self.decimal_comma
        return self._once(
            ("numbers", field), lambda: parse_numbers(self.raw(field), decimal_comma=comma)
        )

    @cached_property
    def decimal_comma(self) -> bool | None:
        """What all number columns of the sheet together show about its decimal sign."""
        fields = (field.name for field in self.format.fields if field.kind is Kind.NUMBER)
        return decimal_comma([self.raw(name) for name in fields if self.has(name)])

    def days(self, field: str) -> pd.Series:
        """Return days, NaT where a cell is empty or cannot be read."""
        order = self.mapping.day_first
        return self._once(
            ("days", field), lambda: parse_days(self.raw(field), day_first=order, zone=self.zone)
        )

    def day_texts(self) -> pd.Series:
        """Return what tells the days: a column, or the headings of a sheet with days across."""
        if self.has("day") or self.format.fits is None:
            return self.raw("day")
        return pd.Series([str(heading) for heading in self.table.cells.columns], dtype="str")

    def filled(self, field: str) -> pd.Series:
        """Return True where the cell of a field is not empty."""
        return self.raw(field) != ""

    def put(self, field: str, texts: pd.Series) -> "Columns":
        """Return the same columns with other cells for a field; a field without a heading stays."""
        heading = self.mapping.column(field)
        if heading is None:
            return self
        cells = self.table.cells.assign(**{heading: texts.astype("str")})
        return replace(self, table=replace(self.table, cells=cells))

    def skus(self, field: str = "sku") -> pd.Series:
        """Return product codes; codes that differ only by case in this sheet become upper case.

        Only there: elsewhere `a1` and `A1` may be two products of a seller who means it so. A code
        that a spreadsheet program rounded would merge products, and is left empty.
        """
        skus = self.texts(field)
        skus = skus.where((skus != "-") & ~skus.str.fullmatch(ROUNDED_ID), "")
        distinct = pd.Series(skus.unique(), dtype="str")
        folded = distinct.str.upper()
        in_two_cases = folded.duplicated(keep=False)
        if not in_two_cases.any():
            return skus
        codes = pd.Index(distinct).get_indexer(pd.Index(skus))
        return folded.where(in_two_cases, distinct).take(codes).set_axis(skus.index)


def template(format: Format) -> bytes:  # noqa: A002, the word the whole project uses
    """Return an example sheet to fill in: CSV that opens right in Excel (UTF-8 with BOM)."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([known.heading for known in format.fields])
    writer.writerows(zip(*(known.examples for known in format.fields), strict=True))
    return text.getvalue().encode("utf-8-sig")


def _unescaped(name: str) -> str:
    """Return a name without HTML's codes; a number too long for Python to read is none of them.

    >>> _unescaped("Bowl &amp; lid")
    'Bowl & lid'
    """
    return unescape(name) if len(name) <= _LONGEST_NAME else name
