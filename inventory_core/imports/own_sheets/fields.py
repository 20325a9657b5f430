"""Every column that a sheet of the seller's own may have, whatever it tells of."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache

from inventory_core.domain.columns import Schema, day, flag, money, text, units, words
from inventory_core.domain.frames import PRODUCTS
from inventory_core.domain.language import N_
from inventory_core.imports.format import Field
from inventory_core.imports.words import heading_words, words_for

_FACTS = {name: column for name, column in PRODUCTS.items() if column.label}

FACT_FIELDS = tuple(name for name in _FACTS if name not in ("sku", "name"))
"""What is told of a product itself, beside what it is called."""

COLUMNS: Schema = {
    **_FACTS,
    "name": words(
        N_("Product name"), N_("Name of the product; stands for the SKU where that is empty.")
    ),
    "variant": text(
        N_("Variant"), N_("Size, colour and the like, where it stands apart from the name.")
    ),
    "order_id": text(
        N_("Order number"),
        N_("Number of the order or receipt; with it, uploading an order again replaces it."),
    ),
    "units": units(
        N_("Units"),
        N_("Number of units sold; without it, you are asked whether each row is one piece."),
    ),
    "returned_units": units(
        N_("Returned units"), N_("Units that came back, taken off the units sold.")
    ),
    "unit_price": money(
        N_("Unit price"), N_("Price of one unit, with or without a currency sign.")
    ),
    "line_total": money(
        N_("Line total"),
        N_("Money for the whole line; gives the unit price where that is missing."),
    ),
    "channel": text(
        N_("Channel"), N_("Where it was sold, such as Etsy or market; empty means your shop.")
    ),
    "status": text(N_("Status"), N_("Cancelled, unpaid and returned orders are no demand.")),
    "item_status": text(
        N_("Second status"), N_("Another column that tells what was cancelled or came back.")
    ),
    "shipping": text(N_("Shipping"), N_("Tells whether the order was shipped.")),
    "promised_day": day(N_("Promised for"), N_("Day by which it is to be shipped.")),
    "paid": flag(N_("Paid"), N_("Yes or no; you are asked whether what is not paid was sold.")),
    "sent": flag(
        N_("Sent"),
        N_("Yes or no; where nothing says what is paid, you are asked about what is not sent."),
    ),
    "cancelled": flag(N_("Cancelled"), N_("Yes or no; what was cancelled is no demand.")),
    "came_back": flag(N_("Returned"), N_("Yes or no; what came back is no demand.")),
    "kind": text(N_("Type of row"), N_("Tells sales from refunds, fees, transfers and the like.")),
    "currency": text(N_("Currency"), N_("Currency of the prices, such as EUR.")),
    "document": text(
        N_("Purchase number"), N_("Number of your purchase, or of the supplier's invoice.")
    ),
    "received": units(N_("Units bought"), N_("Units that you bought or that came in.")),
    "on_hand": units(
        N_("On hand"),
        N_("Units on the shelf at the end of the day; several places are added up."),
    ),
    "on_order": units(
        N_("On order"), N_("Units ordered from the supplier and not yet here; empty means none.")
    ),
    "committed": units(N_("Committed"), N_("Units sold and not yet sent; empty means none.")),
}
"""By name; the day has another meaning in each kind of sheet and is declared there."""


ANSWERED = ("paid", "sent", "cancelled", "came_back")
"""Columns of yes or no that tell whether a row counts."""

_SAID_BY_STATUSES = {"sent": "sold", "cancelled": "cancelled", "came_back": "returned"}
"""Those that are called like what a status says."""


@cache
def spoken(meaning: str) -> tuple[str, ...]:
    """Return what columns of a meaning are called in all languages, the surest first."""
    if meaning not in _SAID_BY_STATUSES:
        return heading_words(meaning)
    words = (*heading_words(meaning), *words_for(_SAID_BY_STATUSES[meaning]))
    others = {word for name in ANSWERED if name != meaning for word in heading_words(name)}
    return tuple(word for word in dict.fromkeys(words) if word not in others)


def own_fields(
    columns: Iterable[str], *, words_of: Mapping[str, tuple[str, ...]], day_help: str = ""
) -> tuple[Field, ...]:
    """Return fields, known by their labels and by the words for them.

    Args:
        columns: names of COLUMNS, or `day`; with a star where the sheet cannot be without it.
        words_of: meanings of headings (see `words/english.py`) that feed a field, the surest
            first, where it is not the one of its own name.
        day_help: what the day means in this kind of sheet.
    """
    fields = []
    for marked in columns:
        name = marked.rstrip("*")
        column = day(N_("Date"), day_help) if name == "day" else COLUMNS[name]
        meanings = words_of.get(name, (name,))
        synonyms = dict.fromkeys(word for meaning in meanings for word in spoken(meaning))
        fields.append(
            Field(
                name=name,
                heading=column.label,
                column=replace(column, required=marked.endswith("*")),
                synonyms=tuple(synonyms),
            )
        )
    return tuple(fields)
