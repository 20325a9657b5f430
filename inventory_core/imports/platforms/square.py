"""Square's exports from its dashboard.

Item sales: Reports, Item Sales (or Transactions), Export, “Items Detail CSV”.

One row per product of a payment, on the shop's own clock. Refunds are rows too and take sales back;
their units are negative, or at least their money. Amounts typed in at the till are no products.
"""

import re

from inventory_core.domain.language import N_
from inventory_core.imports.catalogue import catalogue_fields, catalogue_format, counted_at
from inventory_core.imports.format import Sheet
from inventory_core.imports.order_lines import negated
from inventory_core.imports.orders import order_fields, order_format
from inventory_core.imports.statuses import Statuses
from inventory_core.imports.texts import normalise, normalise_texts

_EVENTS = Statuses(
    field="status",
    # What a refund takes back is told by its units; it is no sale.
    sold=("payment", "refund", ""),
)


def _without_regular(sheet: Sheet) -> Sheet:
    """Leave out Square's own word for a product that has no variants."""
    variants = sheet.raw("variant")
    return sheet.put("variant", variants.where(variants.str.lower() != "regular", ""))


def _prepare(sheet: Sheet) -> Sheet:
    sheet = _without_regular(sheet)
    return negated(sheet, normalise_texts(sheet.raw("status")) == "refund")


SQUARE_ITEMS = order_format(
    "square items",
    label=N_("Square item sales"),
    channel="Square",
    signs=(("Price Point Name", "Event Type"), ("Price Point Name", "Modifiers Applied")),
    fields=order_fields(
        day="Date",
        order_id="Transaction ID",
        sku="SKU",
        name="Item",
        variant="Price Point Name",
        units="Qty",
        # Before discounts and taxes; outside America the gross sales are after both.
        line_total="Product Sales | Gross Sales",
        status="Event Type",
        category="Category",
    ),
    statuses=(_EVENTS,),
    prepare=_prepare,
)

SQUARE_PAYMENTS = order_format(
    "square payments",
    label=N_("Square transactions"),
    channel="Square",
    signs=(("Gross Sales", "Total Collected", "Card Entry Methods"),),
    fields=order_fields(day="Date", order_id="Transaction ID"),
    unusable=N_(
        "This file has one row per payment, with all of its items in one cell: please download "
        "“Items Detail CSV” from the same page, and upload that."
    ),
)
"""Square transactions: Transactions, Export, “Transactions CSV”. Money only."""


_COUNT = re.compile(r"current quantity\b.*")


def _counted(sheet: Sheet) -> Sheet:
    headings = map(str, sheet.table.cells.columns)
    places = [name for name in headings if _COUNT.fullmatch(normalise(name))]
    return counted_at(_without_regular(sheet), places)


SQUARE_CATALOGUE = catalogue_format(
    "square catalogue",
    label=N_("Square item library"),
    signs=(
        ("Token", "Item Name", "Variation Name"),
        ("Reference Handle", "Item Name", "Variation Name"),
    ),
    fields=catalogue_fields(
        sku="SKU",
        name="Item Name",
        variant="Variation Name",
        category="Reporting Category | Categories | Category",
        supplier="Default Vendor Name",
        cost="Default Unit Cost",
        price="Price",
    ),
    prepare=_counted,
)
"""Square item library: Items, Actions, “Export library”. One row per variation.

Each location has a column of its own for its count, “Current Quantity” with its name.
"""

FORMATS = (
    SQUARE_CATALOGUE,
    SQUARE_ITEMS,
    SQUARE_PAYMENTS,
)
