"""Square item sales: Reports, Item Sales (or Transactions), Export, “Items Detail CSV”.

One row per product of a payment, on the shop's own clock. Refunds are rows too and take sales back;
their units are negative, or at least their money. Amounts typed in at the till are no products.
"""

from inventory_core.domain.language import N_
from inventory_core.imports.format import Sheet, Statuses
from inventory_core.imports.order_lines import negated
from inventory_core.imports.orders import order_fields, order_format
from inventory_core.imports.texts import normalise_texts

_EVENTS = Statuses(
    field="status",
    # What a refund takes back is told by its units; it is no sale.
    sold=("payment", "refund", ""),
)


def _prepare(sheet: Sheet) -> Sheet:
    variants = sheet.raw("variant")
    # Square's own word for a product that has no variants.
    sheet = sheet.put("variant", variants.where(variants.str.lower() != "regular", ""))
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

FORMATS = (SQUARE_ITEMS,)
