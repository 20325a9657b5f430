"""Lists of products and stock: what all platforms' exports of them share.

A platform's file says which heading feeds which field; what is left to do here is the same for all:
find the product as its sales do, add up the places where it lies, keep what is told of it.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from inventory_core.domain.columns import Schema, day, money, text, units
from inventory_core.domain.frames import PRODUCTS, STOCK, check, typed
from inventory_core.domain.language import N_
from inventory_core.imports.cells import currency_sign
from inventory_core.imports.checks import (
    UNCOUNTED,
    count_checks,
    day_checks,
    heading_rows,
    problems_of,
    verdicts,
)
from inventory_core.imports.format import (
    DEFAULT_CHANNEL,
    ROUNDED_ID,
    Check,
    Field,
    Format,
    Reading,
    Sheet,
    platform_fields,
)
from inventory_core.imports.order_lines import product_keys, titles
from inventory_core.imports.own_sheets.fields import COLUMNS
from inventory_core.imports.reasons import Note, Reason, noted
from inventory_core.imports.service_lines import service_lines
from inventory_core.imports.texts import normalise_texts

_COUNTS = ("on_hand", "on_order", "committed")
_TEXT_FACTS = ("category", "supplier")
_MONEY_FACTS = ("cost", "price")
_NUMBER_FACTS = (*_MONEY_FACTS, "lead_time_days", "moq_units", "pack_size_units")
_FACTS = (*_TEXT_FACTS, *_NUMBER_FACTS)
_NUMBER = re.compile(r"_[0-9]+$")
_ID = rf"[0-9]+|{ROUNDED_ID}"

_VARIANT = N_("Size, colour and the like, which make products of their own.")
_COLUMNS: Schema = {
    **COLUMNS,
    "day": day(N_("Date"), N_("Day of the count; empty means today.")),
    "listing": text(
        N_("Listing number"),
        N_("The platform's number; stands for the code where that is empty."),
    ),
    "variant": text(N_("Variant"), _VARIANT),
    "option": text("", _VARIANT),
    "handle": text("", N_("What all rows of a product have in common.")),
    "id": text("", N_("The platform's number of the row.")),
    "parent": text("", N_("The product that a variant belongs to.")),
    "kind": text("", N_("Tells products from their variants.")),
    "available": units("", N_("Units that can still be sold.")),
    "surcharge": money("", N_("What a variant costs beyond the price of its product.")),
    "tracked": text("", N_("Tells whether the units of this row are counted.")),
    "currency": text(N_("Currency"), N_("Currency of the prices.")),
}
_FIELDS = {name: replace(column, required=False) for name, column in _COLUMNS.items()}


def catalogue_fields(**headings: str) -> tuple[Field, ...]:
    """Return the fields of a platform's list of products from their headings, the surest first.

    A count that stands in several columns is written on_order, on_order_2 and so on: added up.
    """
    return platform_fields(_FIELDS, headings)


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


def read_catalogue(sheet: Sheet, today: date) -> Reading:
    """Read what a platform tells of each product, and how many units there are.

    Rows of one product are its places: their counts are added up, and of everything else the first
    that is told holds. On hand may be negative: units sold beyond the shelf. A row without a count
    is kept for what else it tells of the product.
    """
    told = _told(sheet, today)
    checks = [
        *(sheet.format.leave_out(sheet) if sheet.format.leave_out else ()),
        *_checks(sheet, told, today=today),
    ]
    accepted = told[verdicts(checks) == -1]
    counted = accepted[accepted["on_hand"].notna()]
    return Reading(
        problems=problems_of(sheet, checks),
        stock=_stock(counted, place=sheet.mapping.channel),
        products=_products(accepted),
        currency=_currency(sheet),
        notes=_notes(sheet, accepted),
    )


def counted_at(sheet: Sheet, places: Sequence[str]) -> Sheet:
    """Read the column of each place as a count on hand: one of many, called by the seller."""
    counts = tuple((f"on_hand_{number}", name) for number, name in enumerate(places, start=1))
    return replace(sheet, mapping=replace(sheet.mapping, columns=(*sheet.mapping.columns, *counts)))


def without_counts(sheet: Sheet, rows: pd.Series) -> Sheet:
    """Empty the counts on hand of rows that do not really have one."""
    for part in _parts(sheet, "on_hand"):
        sheet = sheet.put(part, sheet.raw(part).mask(rows, ""))
    return sheet


def descriptions_above(sheet: Sheet) -> Sequence[Check]:
    """Leave out what templates explain above the first product: labels, and what is mandatory.

    A product has a number of the platform (`id`), or at least a count.
    """
    numbered = sheet.texts("id").str.fullmatch(_ID).astype(bool) | sheet.numbers("on_hand").notna()
    named = next(name for name in ("name", "sku", "listing") if sheet.has(name))
    return [
        Check(reason=Reason.DESCRIPTION_ROW, field=named, refused=(~numbered).cummin().astype(bool))
    ]


def _told(sheet: Sheet, today: date) -> pd.DataFrame:
    """One row per row of the sheet, unjudged; what is not told is empty."""
    titled = titles(sheet)
    frame = {
        "sku": product_keys(sheet, titled),
        "name": titled,
        "day": sheet.days("day").where(sheet.filled("day"), pd.Timestamp(today)),
        **{name: _count(sheet, name) for name in _COUNTS},
        **{name: sheet.names(name) for name in _TEXT_FACTS},
        **{name: sheet.numbers(name) for name in _NUMBER_FACTS},
    }
    # Platforms write zero where the seller never entered an amount.
    nothing = dict.fromkeys(("name", *_TEXT_FACTS), "") | dict.fromkeys(_MONEY_FACTS, 0)
    told = pd.DataFrame(frame)
    told = told.assign(**{name: told[name].where(told[name] != no) for name, no in nothing.items()})
    told.loc[_foreign(sheet), list(_MONEY_FACTS)] = float("nan")
    return told


def _count(sheet: Sheet, name: str) -> pd.Series:
    """The sum of all columns of a count, NaN where none of them has one."""
    parts = {part: sheet.numbers(part) for part in _parts(sheet, name)}
    return pd.DataFrame(parts, index=sheet.table.cells.index).sum(axis=1, min_count=1)


def _parts(sheet: Sheet, name: str) -> list[str]:
    return [part for part, _heading in sheet.mapping.columns if _NUMBER.sub("", part) == name]


def _checks(sheet: Sheet, told: pd.DataFrame, *, today: date) -> list[Check]:
    """The reasons to leave out a row, the first that holds wins."""
    named = "name" if sheet.has("name") else "sku"
    service = service_lines(sheet.texts("sku"), sheet.names("name"))
    counts = [part for name in _COUNTS for part in _parts(sheet, name)]
    on_hand = _parts(sheet, "on_hand")
    numbers = [name for name in _NUMBER_FACTS if sheet.has(name)]
    silent = told["on_hand"].isna() & told[list(_FACTS)].isna().all(axis=1)
    blank = {name: normalise_texts(sheet.raw(name)).isin(UNCOUNTED) for name in counts}
    return [
        *heading_rows(sheet),
        Check(reason=Reason.NO_PRODUCT, field=named, refused=told["sku"] == ""),
        Check(reason=Reason.NO_PRODUCT_LINE, field=named, refused=service),
        *day_checks(sheet, told["day"], today=today),
        *(check for name in counts for check in count_checks(sheet, name, blank=blank[name])),
        *(check for name in numbers for check in _number_checks(sheet, name)),
        *(Check(reason=Reason.NOT_TRACKED, field=part, refused=silent) for part in on_hand[:1]),
    ]


def _number_checks(sheet: Sheet, name: str) -> tuple[Check, ...]:
    numbers = sheet.numbers(name)
    smallest, largest = _FIELDS[name].limits
    outside = (numbers < smallest) | (numbers > largest)
    reason = Reason.BAD_MONEY if name in _MONEY_FACTS else Reason.OUT_OF_RANGE
    unreadable = numbers.isna() & sheet.filled(name)
    return (
        Check(reason=Reason.UNREADABLE_NUMBER, field=name, refused=unreadable),
        Check(reason=reason, field=name, refused=outside),
    )


def _stock(counted: pd.DataFrame, *, place: str) -> pd.DataFrame:
    counts = counted.fillna({"on_order": 0.0, "committed": 0.0}).assign(place=place, rows=1.0)
    stock = counts.groupby(["place", "sku", "day"], sort=False)[[*_COUNTS, "rows"]].sum()
    return check(typed(stock.reset_index(), STOCK), STOCK)


def _products(accepted: pd.DataFrame) -> pd.DataFrame:
    facts = accepted.groupby("sku", sort=False)[["name", *_FACTS]].first().reset_index()
    return check(typed(facts, PRODUCTS), PRODUCTS)


def _main_currency(sheet: Sheet) -> str:
    named = sheet.texts("currency")
    return next(iter(named[named != ""].value_counts().index), "")


def _foreign(sheet: Sheet) -> pd.Series:
    """True where the price is in another currency than most of the sheet."""
    return ~sheet.texts("currency").isin(("", _main_currency(sheet)))


def _currency(sheet: Sheet) -> str:
    named = pd.Series([_main_currency(sheet)], dtype="str")
    amounts = (sheet.raw(name) for name in _MONEY_FACTS)
    return next(filter(None, map(currency_sign, (*amounts, named))), "")


def _notes(sheet: Sheet, accepted: pd.DataFrame) -> tuple[tuple[str, int], ...]:
    silent = accepted["on_hand"].isna() & bool(_parts(sheet, "on_hand"))
    foreign = _foreign(sheet).loc[accepted.index]
    return noted({Note.UNCOUNTED: int(silent.sum()), Note.OTHER_CURRENCY: int(foreign.sum())})
