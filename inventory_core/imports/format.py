"""A kind of sheet that SoloStock reads: its fields, what its words mean, and how it is read.

`Table` is a sheet as text; a `Format` says what such sheets hold; a `SheetMapping` says which
heading of one sheet feeds which field, and what the seller answered; a `Sheet` is all of it, with
the cells by field.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, tzinfo
from functools import cache, cached_property, partial
from html import unescape

import numpy as np
import pandas as pd

from inventory_core.domain.columns import Column, Kind, Schema
from inventory_core.domain.frames import PROBLEMS, PRODUCTS, RECEIPTS, SALES, STOCK, empty
from inventory_core.domain.language import gettext as _
from inventory_core.imports.cells import (
    currency_sign,
    decimal_comma,
    heading_currency,
    parse_numbers,
)
from inventory_core.imports.codes import as_known
from inventory_core.imports.days import parse_days
from inventory_core.imports.reasons import Reason
from inventory_core.imports.statuses import Shipping, Statuses
from inventory_core.imports.table import Table
from inventory_core.imports.texts import (
    by_distinct,
    clean_texts,
    each,
    normalise,
)
from inventory_core.imports.variants import lasting_variants, variants_of_shared_codes
from inventory_core.imports.words import words_for

DEFAULT_CHANNEL = "shop"
"""Where sales were made if nobody says."""

APART, TOGETHER = "apart", "together"
"""Whether variants that share one code are products of their own."""

ROUNDED_ID = r"-?[0-9](?:[.,][0-9]+)?[eE]\+[0-9]+"
"""What a spreadsheet program makes of a long number: 6.9E+18 stands for many orders at once."""

_UNDERSTANDING = 3
"""Raised where the seller's own sheets are understood otherwise: what was confirmed before may be
what was taken for granted then, such as that a day and a number make a sale."""

_REMARK = re.compile(r"[0-9@]|(?<!\S)(?:\S+\s+){4}\S")
"""Digits, an address or more than four words: no platform calls a status so."""

_LONGEST_NAME = 4_000
_NUMBER = re.compile(r"_[0-9]+$")
_DIGIT = re.compile("[0-9]")
"""No word for nothing has one, so most cells need not be compared with these words."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Field:
    """One column that a format knows.

    name: what the readers call it. heading: in our own template, or as the platform writes it.
    column: what it holds and what people call it; without a label where only the heading is a name.
    synonyms: other headings, the surest first.
    """

    name: str
    heading: str
    column: Column
    synonyms: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The heading as people read it: our own ones are translated, a platform's never."""
        own = self.heading == self.column.label
        return _(self.heading) if own else self.heading


def platform_fields(columns: Schema, headings: Mapping[str, str]) -> tuple[Field, ...]:
    """Return columns under the headings that a platform gives them: “Paid At | Date Paid”.

    The surest stands first. A count that stands in several columns is written on_order, on_order_2
    and so on.
    """
    fields = []
    for name, spellings in headings.items():
        first, *others = (spelling.strip() for spelling in spellings.split("|"))
        counted = _NUMBER.sub("", name)
        column = columns[counted] if name == counted else replace(columns[counted], label="")
        fields.append(Field(name=name, heading=first, column=column, synonyms=tuple(others)))
    return tuple(fields)


@dataclass(frozen=True, kw_only=True)
class Companion:
    """Another report of the same platform that completes a format, dropped together with it.

    format: the report. key: field that both have. brings: fields that only the report has.
    """

    format: "Format"
    key: str
    brings: tuple[str, ...]


@dataclass(frozen=True, eq=False, kw_only=True)
class Check:
    """A reason to leave rows out, the field at fault, and True for every such row."""

    reason: Reason
    field: str
    refused: pd.Series


@dataclass(frozen=True, eq=False, kw_only=True)
class Reading:
    """What a format found in a sheet; every row is either accepted or has one problem.

    currency, cost_currency: signs of what is paid by customers, and to suppliers, "" where unknown.
    withdrawn: SALES of no units: order lines that are no demand now, though an earlier export may
    have told otherwise. returned: SALES of fewer than no units, which came back of what was sold in
    the same order. cells: PROBLEMS of rows that are kept without one of their cells. notes: (code,
    number of rows) of what was accepted but should be known.
    """

    problems: pd.DataFrame
    sales: pd.DataFrame = field(default_factory=lambda: empty(SALES))
    withdrawn: pd.DataFrame = field(default_factory=lambda: empty(SALES))
    returned: pd.DataFrame = field(default_factory=lambda: empty(SALES))
    products: pd.DataFrame = field(default_factory=lambda: empty(PRODUCTS))
    stock: pd.DataFrame = field(default_factory=lambda: empty(STOCK))
    receipts: pd.DataFrame = field(default_factory=lambda: empty(RECEIPTS))
    cells: pd.DataFrame = field(default_factory=lambda: empty(PROBLEMS))
    currency: str = ""
    cost_currency: str = ""
    notes: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, eq=False, kw_only=True)
class Format:
    """A kind of sheet that SoloStock reads.

    label: what such a file holds, marked for translation. one_of: fields of which at least one is
    needed. signs: sets of headings, each of which tells this format from all others; a plain sheet
    has none and is recognised by what its columns are called and hold. fits: tells the format where
    no set of headings can. sells: it holds sales. channel: where those were made. day_first: how
    the platform writes dates, None where it varies. shipping: what tells whether order lines were
    shipped, the surest column first. prepare: mends the sheet before it is read, such as by filling
    in what stands only once. leave_out: checks of this platform alone, judged before all others.
    whole_orders: a file tells all of an order or nothing of it, so that a newer one replaces the
    order and not only its lines. currency: of the prices, where the platform has but one and does
    not write it. unusable: why such a file cannot be read by itself, and which one can, marked for
    translation. asked: fields that the seller is asked about where no column feeds them, the one
    that counts last. across: its columns are days, weeks or months. template: fields of the
    template. examples: its rows, a comma between cells.
    """

    name: str
    label: str
    fields: tuple[Field, ...]
    read: Callable[["Sheet", date], Reading]
    one_of: tuple[str, ...] = ()
    signs: tuple[tuple[str, ...], ...] = ()
    fits: Callable[[Sequence[str]], bool] | None = None
    sells: bool = False
    channel: str = DEFAULT_CHANNEL
    day_first: bool | None = None
    statuses: tuple[Statuses, ...] = ()
    shipping: tuple[Shipping, ...] = ()
    companion: Companion | None = None
    prepare: Callable[["Sheet"], "Sheet"] | None = None
    leave_out: Callable[["Sheet"], Sequence[Check]] | None = None
    whole_orders: bool = False
    currency: str = ""
    unusable: str = ""
    asked: tuple[str, ...] = ()
    across: bool = False
    template: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()

    def __repr__(self) -> str:
        """Return the name: what an upload is known by holds a mapping written so."""
        return repr(self.name)

    @property
    def is_plain(self) -> bool:
        """A sheet of the seller's own making, for which there is a template."""
        return not self.signs and self.fits is None

    @property
    def template_fields(self) -> tuple[Field, ...]:
        """The fields that stand in the template."""
        return tuple(self.field(name) for name in self.template)

    def field(self, name: str) -> Field:
        """Return the field of this name."""
        return next(known for known in self.fields if known.name == name)


@dataclass(frozen=True, kw_only=True)
class SheetMapping:
    """What the seller or the program says that a sheet means.

    columns: (field name, heading) of every mapped field. day_first: None tells from the column;
    year_first: where that leaves it open, 26/01/05 is in 2026.
    channel: where the sales were made. statuses: (text as compared, whether it counts as demand) of
    statuses that only the seller knows. currency: the one whose prices count where a file has
    several. period: how long each row's units took to sell, "day", "week" or "month"; "" where the
    sheet itself tells. begins: the day, in ISO form, on which the first column of a sheet with
    periods across begins whose headings name no year, or on which that was sold or bought which a
    sheet without a day tells. one_piece: each row is one unit. variants:
    whether variants that share one code are products of their own, "apart" or "together"; "" where
    it need not be asked.
    """

    format: Format
    columns: tuple[tuple[str, str], ...]
    day_first: bool | None = None
    year_first: bool = False
    channel: str = DEFAULT_CHANNEL
    statuses: tuple[tuple[str, bool], ...] = ()
    currency: str = ""
    period: str = ""
    begins: str = ""
    one_piece: bool = False
    variants: str = ""

    def column(self, field: str) -> str | None:
        """Return the heading that feeds a field, or None."""
        return dict(self.columns).get(field)

    def to_text(self) -> str:
        """Write it down, to be kept with an upload."""
        # A remark in the place of a status may name a person: its answer is not remembered.
        statuses = tuple(pair for pair in self.statuses if not _REMARK.search(pair[0]))
        written = vars(self) | {"format": self.format.name, "statuses": statuses}
        written["understanding"] = _UNDERSTANDING
        return json.dumps(written, ensure_ascii=False)

    @classmethod
    def from_text(cls, text: str, format_named: Callable[[str], Format]) -> "SheetMapping":
        """Read what `to_text` wrote.

        Raises:
            ValueError, TypeError, KeyError: it is of another version.
        """
        written = json.loads(text)
        own = format_named(written["format"]).is_plain
        if written.pop("understanding", 1) != _UNDERSTANDING and own:
            raise ValueError("what the seller's own sheets are about was judged otherwise then")
        for name in ("columns", "statuses"):
            written[name] = tuple(tuple(pair) for pair in written[name])
        return cls(**written | {"format": format_named(written["format"])})


@dataclass(frozen=True, eq=False, kw_only=True)
class Sheet:
    """A sheet with what it means; a field that is not mapped is a column of empty cells.

    content: fingerprint of the bytes it came from, those of its companion included. used_for: the
    file that it completes, "" where it stands alone. zone: the shop's clock; None takes all times
    as they are written. known: codes of products that the shop has already.
    """

    table: Table
    mapping: SheetMapping
    content: str = ""
    used_for: str = ""
    zone: tzinfo | None = None
    known: frozenset[str] = frozenset()
    _read: dict[tuple[str, str], pd.Series] = field(default_factory=dict, init=False, repr=False)

    @property
    def format(self) -> Format:
        """The kind of sheet that it is read as."""
        return self.mapping.format

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
        return self._blank if heading is None else self.table.cells[heading]

    @cached_property
    def _blank(self) -> pd.Series:
        return pd.Series("", index=self.table.cells.index, dtype="str")

    def texts(self, field: str) -> pd.Series:
        """Return ids."""
        if not self.has(field):
            return self._blank
        return self._once(("texts", field), lambda: clean_texts(self.raw(field)))

    def names(self, field: str) -> pd.Series:
        """Return names, without the codes that web pages write for signs (`&amp;`)."""
        if not self.has(field):
            return self._blank
        return self._once(("names", field), lambda: self._names(field))

    def _names(self, field: str) -> pd.Series:
        texts = self.texts(field).where(self.filled(field), "")
        return by_distinct(texts, partial(each, change=_unescaped))

    def numbers(self, field: str) -> pd.Series:
        """Return numbers, NaN where a cell is empty or cannot be read."""
        if not self.has(field):
            return pd.Series(np.nan, index=self._blank.index)
        comma = self.decimal_comma
        return self._once(
            ("numbers", field), lambda: parse_numbers(self.raw(field), decimal_comma=comma)
        )

    @cached_property
    def decimal_comma(self) -> bool | None:
        """What all number columns of the sheet together show about its decimal sign."""
        fields = (field.name for field in self.format.fields if field.column.kind is Kind.NUMBER)
        return decimal_comma([self.raw(name) for name in fields if self.has(name)])

    def days(self, field: str) -> pd.Series:
        """Return days, NaT where a cell is empty or cannot be read."""
        if not self.has(field):
            return pd.Series(pd.NaT, index=self._blank.index, dtype="datetime64[us]")
        told = self.mapping
        return self._once(
            ("days", field),
            lambda: parse_days(
                self.raw(field),
                day_first=told.day_first,
                year_first=told.year_first,
                zone=self.zone,
            ),
        )

    def day_texts(self) -> pd.Series:
        """Return what tells the days: a column, or the headings of a sheet with days across."""
        if self.has("day") or self.format.fits is None:
            return self.raw("day")
        return pd.Series([str(heading) for heading in self.table.cells.columns], dtype="str")

    def money_sign(self, field: str) -> str:
        """Return the currency sign of a column of money: of its cells, else its heading, or ""."""
        heading = self.mapping.column(field)
        return (currency_sign(self.raw(field)) or heading_currency(heading)) if heading else ""

    def filled(self, field: str) -> pd.Series:
        """Return True where the cell of a field is neither empty nor a word for nothing (N/A)."""
        return ~self._once(("nothing", field), lambda: _says_nothing(self.raw(field)))

    def put(self, field: str, texts: pd.Series) -> "Sheet":
        """Return the sheet with other cells for a field; a field without a heading stays."""
        heading = self.mapping.column(field)
        if heading is None:
            return self
        return self.with_cells(self.table.cells.assign(**{heading: _cells(texts)}))

    def added(self, field: str, texts: pd.Series) -> "Sheet":
        """Return the sheet with a column of its own for a field that no heading feeds so far."""
        heading = f"[{field}]"
        added = self.with_cells(self.table.cells.assign(**{heading: _cells(texts)}))
        columns = tuple(pair for pair in self.mapping.columns if pair[0] != field)
        return replace(added, mapping=replace(self.mapping, columns=(*columns, (field, heading))))

    def is_added(self, field: str) -> bool:
        """Tell whether a field is fed by what was said of all rows, and by no column."""
        return self.mapping.column(field) == f"[{field}]"

    def with_cells(self, cells: pd.DataFrame) -> "Sheet":
        """Return the sheet with other cells under the same headings."""
        return replace(self, table=replace(self.table, cells=cells))

    def skus(self, field: str = "sku") -> pd.Series:
        """Return product codes, as the shop knows them where a spreadsheet program changed them.

        Codes that differ only by case in this sheet become upper case. Only there: elsewhere `a1`
        and `A1` may be two products of a seller who means it so.
        """
        codes, known = self._codes(field), self.known
        return self._once(("skus", field), lambda: as_known(codes, known) if known else codes)

    def _codes(self, field: str) -> pd.Series:
        if not self.has(field):
            return self._blank
        return self._once(("codes", field), lambda: by_distinct(self.texts(field), _codes))

    def changed_codes(self) -> pd.Series:
        """Return True where a spreadsheet program had changed the product's code."""
        return self.skus() != self._codes("sku")

    @cached_property
    def variants(self) -> pd.Series:
        """The variant of each row, without what is wished for one piece only."""
        return lasting_variants(self.names("variant")) if self.has("variant") else self._blank

    @cached_property
    def shared_codes(self) -> pd.Series:
        """The variant of each row whose code several variants share, "" for all others."""
        if self.mapping.variants == TOGETHER:
            return self._blank
        return variants_of_shared_codes(
            self.skus(),
            self.variants,
            self.names("name"),
            listed=not self.format.sells,
            known=self.known,
        )


def _cells(texts: pd.Series) -> pd.Series:
    """Return what a sheet holds: text, and an empty one where a number is unknown."""
    return texts.astype("str").fillna("")


def _says_nothing(texts: pd.Series) -> pd.Series:
    return by_distinct(texts, _are_nothing)


def _are_nothing(texts: pd.Series) -> pd.Series:
    nothing = _words_for_nothing()
    told = [not _DIGIT.search(text) and normalise(text) in nothing for text in texts]
    return pd.Series(told, index=texts.index, dtype=bool)


@cache
def _words_for_nothing() -> frozenset[str]:
    return frozenset(("", *words_for("nothing")))


def _codes(distinct: pd.Series) -> pd.Series:
    """Return codes without what is none: N/A, 0, or a number that was rounded and merges many."""
    none = _are_nothing(distinct) | (distinct == "0")
    codes = distinct.where(~(none | distinct.str.fullmatch(ROUNDED_ID).astype(bool)), "")
    folded = codes.str.upper()
    return folded.where(folded.duplicated(keep=False), codes)


def _unescaped(name: str) -> str:
    """Return a name without HTML's codes; a number too long for Python to read is none of them.

    >>> _unescaped("Bowl &amp; lid")
    'Bowl & lid'
    """
    return unescape(name) if len(name) <= _LONGEST_NAME else name
