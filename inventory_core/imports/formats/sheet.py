"""What a format of sheet is: its fields, the mapping of a sheet's headings to them, its reader."""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pandas as pd

from inventory_core.frames import PROBLEMS, PRODUCTS, SALES, STOCK, Kind, empty
from inventory_core.imports.cells import clean_texts, parse_days, parse_numbers
from inventory_core.imports.table import Table

EARLIEST_DAY = pd.Timestamp(2000, 1, 1)
"""An earlier date in a seller's sheet is a typing error or a spreadsheet program's day 0."""

DEFAULT_CHANNEL = "shop"
"""Where sales were made if nobody says."""

MOST_MONEY = 1e9
"""A higher amount in one cell is another number in the wrong column."""

MOST_UNITS = 1_000_000
"""More units in one cell are an order number or a telephone number in the wrong column."""


@dataclass(frozen=True, kw_only=True)
class Field:
    """One column that a format knows.

    name: the column of the frame it feeds. heading: the heading in our own template. synonyms:
    other headings, English and Chinese, the surest first. examples: two cells for the template.
    limits: smallest and largest number that makes sense.
    """

    name: str
    heading: str
    kind: Kind
    explanation: str
    synonyms: tuple[str, ...] = ()
    required: bool = False
    examples: tuple[str, str] = ("", "")
    limits: tuple[float, float] | None = None


@dataclass(frozen=True, kw_only=True)
class SheetMapping:
    """What the seller or the program says that a sheet means.

    format: the name of a format. columns: (field name, heading) of every mapped field. day_first
    and decimal_comma: None tells from the column. channel: where the sales were made.
    """

    format: str
    columns: tuple[tuple[str, str], ...]
    day_first: bool | None = None
    decimal_comma: bool | None = None
    channel: str = DEFAULT_CHANNEL

    def column(self, field: str) -> str | None:
        """Return the heading that feeds a field, or None."""
        return dict(self.columns).get(field)


@dataclass(frozen=True, eq=False, kw_only=True)
class Reading:
    """What a format found in a sheet; every row is either accepted or has one problem."""

    problems: pd.DataFrame
    sales: pd.DataFrame = field(default_factory=lambda: empty(SALES))
    products: pd.DataFrame = field(default_factory=lambda: empty(PRODUCTS))
    stock: pd.DataFrame = field(default_factory=lambda: empty(STOCK))
    currency: str = ""


@dataclass(frozen=True, kw_only=True)
class Format:
    """A kind of sheet that SoloStock reads. one_of: fields of which at least one is needed."""

    name: str
    label: str
    fields: tuple[Field, ...]
    read: Callable[[Table, SheetMapping, date], Reading]
    one_of: tuple[str, ...] = ()

    def field(self, name: str) -> Field:
        """Return the field of this name."""
        return next(known for known in self.fields if known.name == name)


def template(format: Format) -> bytes:  # noqa: A002, the word the whole project uses
    """Return an example sheet to fill in: CSV that opens right in Excel (UTF-8 with BOM)."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([known.heading for known in format.fields])
    writer.writerows(zip(*(known.examples for known in format.fields), strict=True))
    return text.getvalue().encode("utf-8-sig")


@dataclass(frozen=True, eq=False, kw_only=True)
class Columns:
    """The cells of a sheet by field; a field that is not mapped is a column of empty cells."""

    table: Table
    mapping: SheetMapping

    def raw(self, field: str) -> pd.Series:
        """Return the cells as they stand."""
        heading = self.mapping.column(field)
        if heading is None:
            return pd.Series("", index=self.table.cells.index, dtype="str")
        return self.table.cells[heading]

    def texts(self, field: str) -> pd.Series:
        """Return ids or names."""
        return clean_texts(self.raw(field))

    def numbers(self, field: str) -> pd.Series:
        """Return numbers, NaN where a cell is empty or cannot be read."""
        return parse_numbers(self.raw(field), decimal_comma=self.mapping.decimal_comma)

    def days(self, field: str) -> pd.Series:
        """Return days, NaT where a cell is empty or cannot be read."""
        return parse_days(self.raw(field), day_first=self.mapping.day_first)

    def skus(self) -> pd.Series:
        """Return product codes; codes that differ only by case in this sheet become upper case.

        Only there: elsewhere `a1` and `A1` may be two products of a seller who means it so.
        """
        skus = self.texts("sku")
        distinct = pd.Series(skus.unique(), dtype="str")
        folded = distinct.str.upper()
        in_two_cases = folded.duplicated(keep=False)
        if not in_two_cases.any():
            return skus
        codes = pd.Index(distinct).get_indexer(pd.Index(skus))
        return folded.where(in_two_cases, distinct).take(codes).set_axis(skus.index)


@dataclass(frozen=True, eq=False, kw_only=True)
class Check:
    """A reason to refuse rows: its code, the field at fault, and True for every row it refuses."""

    reason: str
    field: str
    refused: pd.Series


def verdicts(checks: Sequence[Check]) -> pd.Series:
    """Return the position of the first check that refuses each row, -1 where none does."""
    first = np.select(
        [check.refused.to_numpy(dtype=bool) for check in checks],
        list(range(len(checks))),
        default=-1,
    )
    return pd.Series(first, index=checks[0].refused.index)


def refused_rows(columns: Columns, checks: Sequence[Check]) -> pd.DataFrame:
    """Return PROBLEMS: one row for each refused row, with the first reason that holds."""
    verdict = verdicts(checks)
    parts = [empty(PROBLEMS).astype({"row": "int64"})]
    for position in sorted(set(verdict[verdict >= 0])):
        check = checks[position]
        rows = verdict.index[verdict == position]
        heading = columns.mapping.column(check.field) or ""
        value = columns.raw(check.field).loc[rows].to_numpy()
        parts.append(problem_rows(rows, reason=check.reason, column=heading, value=value))
    return pd.concat(parts, ignore_index=True).sort_values("row", ignore_index=True)


def problem_rows(rows: object, *, reason: str, column: str, value: object) -> pd.DataFrame:
    """Return PROBLEMS for rows that share a reason."""
    frame = pd.DataFrame({"row": rows, "reason": reason, "column": column, "value": value})
    return frame[list(PROBLEMS)].astype(
        {"row": "int64", "reason": "str", "column": "str", "value": "str"}
    )


def day_checks(columns: Columns, days: pd.Series, *, today: date) -> list[Check]:
    """Refuse unreadable days and days before 2000 or after today."""
    outside = (days < EARLIEST_DAY) | (days > pd.Timestamp(today))
    return [
        Check(reason="unreadable_date", field="day", refused=days.isna() & filled(columns, "day")),
        Check(reason="date_out_of_range", field="day", refused=outside),
    ]


def filled(columns: Columns, field: str) -> pd.Series:
    """Return True where the cell of a field is not empty."""
    return columns.raw(field) != ""
