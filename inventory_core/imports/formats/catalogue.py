"""Lists of products and stock: what all platforms' exports of them share.

A platform's file says which heading feeds which field; what is left to do here is the same for all:
find the product as its sales do, add up the places where it lies, keep what is told of it.
"""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from inventory_core.domain.columns import Kind
from inventory_core.domain.frames import PRODUCTS, STOCK, check, typed
from inventory_core.domain.language import gettext as _
from inventory_core.imports.cells import currency_sign, normalise_texts
from inventory_core.imports.formats.checks import (
    count_checks,
    day_checks,
    problems_of,
    repeated_header,
    verdicts,
)
from inventory_core.imports.formats.format import Check, Columns, Format
from inventory_core.imports.formats.order_lines import product_keys, titles
from inventory_core.imports.formats.products_sheet import PRODUCTS_SHEET
from inventory_core.imports.formats.service_lines import service_lines
from inventory_core.imports.formats.sheet import DEFAULT_CHANNEL, Field, Reading
from inventory_core.imports.formats.stock_sheet import STOCK_SHEET

UNCOUNTED = ("", "not stocked", "not tracked", "parent")
"""What stands in place of a count where there is none, after normalising; a lone dash is empty."""

_COUNTS = ("on_hand", "on_order", "committed")
_TEXT_FACTS = ("category", "supplier")
_MONEY_FACTS = ("cost", "price")
_NUMBER_FACTS = (*_MONEY_FACTS, "lead_time_days", "moq_units", "pack_size_units")
_FACTS = (*_TEXT_FACTS, *_NUMBER_FACTS)
_NUMBER = re.compile(r"_[0-9]+$")

_EXPLANATIONS = {
    "listing": _("The platform's number; stands for the code where that is empty."),
    "variant": _("Size, colour and the like, which make products of their own."),
    "option": _("Size, colour and the like, which make products of their own."),
    "handle": _("What all rows of a product have in common."),
    "id": _("The platform's number of the row."),
    "parent": _("The product that a variant belongs to."),
    "kind": _("Tells products from their variants."),
    "tracked": _("Tells whether the units of this row are counted."),
    "currency": _("Currency of the prices."),
}
_KNOWN = {field.name: field for field in (*PRODUCTS_SHEET.fields, *STOCK_SHEET.fields)} | {
    name: Field(name=name, heading=name, kind=Kind.TEXT, explanation=explanation)
    for name, explanation in _EXPLANATIONS.items()
}


def catalogue_fields(**headings: str | tuple[str, ...]) -> tuple[Field, ...]:
    """Return the fields of a platform's list of products from their headings, the surest first.

    A count that stands in several columns is written on_order, on_order_2 and so on: added up.
    """
    return tuple(
        _field(name, (told,) if isinstance(told, str) else told) for name, told in headings.items()
    )


def _field(name: str, headings: tuple[str, ...]) -> Field:
    first, *others = headings
    return replace(
        _KNOWN[_NUMBER.sub("", name)],
        name=name,
        heading=first,
        synonyms=tuple(others),
        required=False,
        examples=("", ""),
    )


def catalogue_format(
    name: str,
    *,
    label: str,
    signs: tuple[tuple[str, ...], ...],
    fields: tuple[Field, ...],
    channel: str = DEFAULT_CHANNEL,
    **traits: Any,
) -> Format:
    """Declare a platform's export of products or stock.

    channel: the place where the stock lies. Only a platform that keeps the goods in warehouses of
    its own is one: whatever lies on the seller's own shelf is one and the same stock, no matter how
    many platforms it is offered on.
    """
    names = {field.name for field in fields}
    return Format(
        name=name,
        label=label,
        channel=channel,
        signs=signs,
        fields=fields,
        one_of=tuple(field for field in ("sku", "name", "listing") if field in names),
        read=read_catalogue,
        **traits,
    )


def read_catalogue(columns: Columns, today: date) -> Reading:
    """Read what a platform tells of each product, and how many units there are.

    Rows of one product are its places: their counts are added up, and of everything else the first
    that is told holds. On hand may be negative: units sold beyond the shelf. A row without a count
    is kept for what else it tells of the product.
    """
    told = _told(columns, today)
    checks = [
        *(columns.format.leave_out(columns) if columns.format.leave_out else ()),
        *_checks(columns, told, today=today),
    ]
    accepted = told[verdicts(checks) == -1]
    counted = accepted[accepted["on_hand"].notna()]
    return Reading(
        problems=problems_of(columns, checks),
        stock=_stock(counted, place=columns.mapping.channel),
        products=_products(accepted),
        currency=_currency(columns),
        notes=_notes(columns, accepted),
    )


def without_counts(columns: Columns, rows: pd.Series) -> Columns:
    """Empty the count on hand of rows that do not really have one."""
    return columns.put("on_hand", columns.raw("on_hand").mask(rows, ""))


def _told(columns: Columns, today: date) -> pd.DataFrame:
    """One row per row of the sheet, unjudged; what is not told is empty."""
    titled = titles(columns)
    frame = {
        "sku": product_keys(columns, titled),
        "name": titled,
        "day": columns.days("day").where(columns.filled("day"), pd.Timestamp(today)),
        **{name: _count(columns, name) for name in _COUNTS},
        **{name: columns.names(name) for name in _TEXT_FACTS},
        **{name: columns.numbers(name) for name in _NUMBER_FACTS},
    }
    # Platforms write zero where the seller never entered an amount.
    nothing = dict.fromkeys(("name", *_TEXT_FACTS), "") | dict.fromkeys(_MONEY_FACTS, 0)
    told = pd.DataFrame(frame)
    told = told.assign(**{name: told[name].where(told[name] != no) for name, no in nothing.items()})
    told.loc[_foreign(columns), list(_MONEY_FACTS)] = float("nan")
    return told


def _count(columns: Columns, name: str) -> pd.Series:
    """The sum of all columns of a count, NaN where none of them has one."""
    parts = {part: columns.numbers(part) for part in _parts(columns, name)}
    return pd.DataFrame(parts, index=columns.table.cells.index).sum(axis=1, min_count=1)


def _parts(columns: Columns, name: str) -> list[str]:
    return [part for part, _heading in columns.mapping.columns if _NUMBER.sub("", part) == name]


def _checks(columns: Columns, told: pd.DataFrame, *, today: date) -> list[Check]:
    """The reasons to leave out a row, the first that holds wins."""
    named = "name" if columns.has("name") else "sku"
    service = service_lines(columns.texts("sku"), columns.names("name"))
    counts = [part for name in _COUNTS for part in _parts(columns, name)]
    on_hand = _parts(columns, "on_hand")
    numbers = [name for name in _NUMBER_FACTS if columns.has(name)]
    silent = told["on_hand"].isna() & told[list(_FACTS)].isna().all(axis=1)
    blank = {name: normalise_texts(columns.raw(name)).isin(UNCOUNTED) for name in counts}
    return [
        repeated_header(columns),
        Check(reason="no_product", field=named, refused=told["sku"] == ""),
        Check(reason="no_product_line", field=named, refused=service),
        *day_checks(columns, told["day"], today=today),
        *(check for name in counts for check in count_checks(columns, name, blank=blank[name])),
        *(check for name in numbers for check in _number_checks(columns, name)),
        *(Check(reason="not_tracked", field=part, refused=silent) for part in on_hand[:1]),
    ]


def _number_checks(columns: Columns, name: str) -> tuple[Check, ...]:
    numbers = columns.numbers(name)
    smallest, largest = _KNOWN[name].limits or (float("-inf"), float("inf"))
    outside = (numbers < smallest) | (numbers > largest)
    reason = "bad_money" if name in _MONEY_FACTS else "out_of_range"
    unreadable = numbers.isna() & columns.filled(name)
    return (
        Check(reason="unreadable_number", field=name, refused=unreadable),
        Check(reason=reason, field=name, refused=outside),
    )


def _stock(counted: pd.DataFrame, *, place: str) -> pd.DataFrame:
    counts = counted.fillna({"on_order": 0.0, "committed": 0.0}).assign(place=place, rows=1.0)
    stock = counts.groupby(["place", "sku", "day"], sort=False)[[*_COUNTS, "rows"]].sum()
    return check(typed(stock.reset_index(), STOCK), STOCK)


def _products(accepted: pd.DataFrame) -> pd.DataFrame:
    facts = accepted.groupby("sku", sort=False)[["name", *_FACTS]].first().reset_index()
    return check(typed(facts, PRODUCTS), PRODUCTS)


def _main_currency(columns: Columns) -> str:
    named = columns.texts("currency")
    return next(iter(named[named != ""].value_counts().index), "")


def _foreign(columns: Columns) -> pd.Series:
    """True where the price is in another currency than most of the sheet."""
    return ~columns.texts("currency").isin(("", _main_currency(columns)))


def _currency(columns: Columns) -> str:
    named = pd.Series([_main_currency(columns)], dtype="str")
    amounts = (columns.raw(name) for name in _MONEY_FACTS)
    return next(filter(None, map(currency_sign, (*amounts, named))), "")


def _notes(columns: Columns, accepted: pd.DataFrame) -> tuple[tuple[str, int], ...]:
    silent = accepted["on_hand"].isna() & bool(_parts(columns, "on_hand"))
    foreign = _foreign(columns).loc[accepted.index]
    counted = {"uncounted": int(silent.sum()), "other_currency": int(foreign.sum())}
    return tuple((code, count) for code, count in counted.items() if count)
