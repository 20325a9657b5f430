"""A list of what is to be ordered: a product and a quantity in each row."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from inventory_core.domain.errors import FileError
from inventory_core.domain.language import gettext as _
from inventory_core.domain.language import spellings
from inventory_core.imports.cells import parse_numbers
from inventory_core.imports.headings import needed_column
from inventory_core.imports.platforms.solostock import PURCHASE_ORDER
from inventory_core.imports.recognition import candidates
from inventory_core.imports.table import Table
from inventory_core.imports.texts import normalise
from inventory_core.imports.words import heading_words

_OWN_HEADING = "Units to order"
"""That of a purchase list that was taken home."""


@dataclass(frozen=True, eq=False, kw_only=True)
class OrderList:
    """What a list tells of an order.

    units: by product. number, ordered_on, expected_on: of an order that was taken home for its
    supplier; None of any other list.
    """

    units: Mapping[str, float]
    number: int | None = None
    ordered_on: date | None = None
    expected_on: date | None = None


def is_purchase_list(table: Table) -> bool:
    """Tell whether a sheet is a purchase list that the app itself wrote."""
    headings = {normalise(str(heading)) for heading in table.cells.columns}
    return not headings.isdisjoint(map(normalise, spellings(_OWN_HEADING)))


def is_ours(table: Table) -> bool:
    """Tell whether a sheet is a purchase list or an order that the app itself wrote."""
    if is_purchase_list(table):
        return True
    return any(mapping.format is PURCHASE_ORDER for mapping in candidates(table))


def order_list(table: Table) -> OrderList:
    """Return what a list asks for; rows without any units are left out.

    Raises:
        FileError: it has no such columns, or a quantity is no number.
    """
    codes = [*spellings("SKU"), *heading_words("sku")]
    skus = needed_column(table, codes, called=_("SKU")).str.strip()
    quantities = [
        *(*spellings(_OWN_HEADING), *spellings("Quantity")),
        *heading_words("quantity"),
    ]
    texts = needed_column(table, quantities, called=_("Quantity"))
    units = parse_numbers(texts)
    unreadable = (skus != "") & (texts.str.strip() != "") & (units.isna() | (units < 0))
    for row, value in texts[unreadable].items():
        raise FileError(
            _("{file}, row {row}: “{value}” is no number of units: correct it.").format(
                file=table.file_name, row=row, value=value
            )
        )
    wanted = units[(skus != "") & (units > 0)].groupby(skus).sum()
    told = {str(sku): float(number) for sku, number in wanted.items()}
    if not any(mapping.format is PURCHASE_ORDER for mapping in candidates(table)):
        return OrderList(units=told)
    return OrderList(
        units=told,
        number=_number(_example(table, "Purchase order")),
        ordered_on=_day(_example(table, "Ordered on")),
        expected_on=_day(_example(table, "Expected on")),
    )


def _example(table: Table, heading: str) -> str:
    """Return the first filled cell below a heading of ours, in whatever language it is."""
    return next(filter(None, map(table.examples.get, spellings(heading))), "")


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
