"""Sales in a sheet of the seller's own, one row per product sold or per line of an order."""

from inventory_core.domain.columns import Schema, day, money, text, units, words
from inventory_core.domain.language import N_
from inventory_core.imports.format import Format, Statuses
from inventory_core.imports.orders import read_orders
from inventory_core.imports.own_sheets import own_fields
from inventory_core.imports.words import words_for

_STATUSES = Statuses(
    field="status",
    sold=words_for("sold"),
    cancelled=words_for("cancelled"),
    unpaid=words_for("unpaid"),
    returned=words_for("returned"),
    ask=(*words_for("ask"), ""),
)

_COLUMNS: Schema = {
    "day": day(
        N_("Date"),
        N_("Day of the sale, such as 2026-03-31; or month or week of a total."),
        required=True,
    ),
    "order_id": text(
        N_("Order number"),
        N_("Number of the order or receipt; with it, uploading an order again replaces it."),
    ),
    "sku": text(N_("SKU"), N_("Your code of the product; needed where there is no product name.")),
    "name": words(
        N_("Product name"), N_("Name of the product; stands for the SKU where that is empty.")
    ),
    "units": units(
        N_("Units"), N_("Number of units sold, a whole number above zero."), required=True
    ),
    "unit_price": money(
        N_("Unit price"), N_("Price of one unit, with or without a currency sign.")
    ),
    "line_total": money(
        N_("Line total"),
        N_("Money for the whole line; gives the unit price where that is missing."),
    ),
    "category": text(N_("Category"), N_("Your group of products, by which you can search.")),
    "channel": text(
        N_("Channel"), N_("Where it was sold, such as Etsy or market; empty means your shop.")
    ),
    "variant": text(
        N_("Variant"), N_("Size, colour and the like, where it stands apart from the name.")
    ),
    "status": text(N_("Status"), N_("Cancelled, unpaid and returned orders are no demand.")),
    "currency": text(N_("Currency"), N_("Currency of the prices, such as EUR.")),
}

SALES_SHEET = Format(
    name="sales sheet",
    label=N_("Sales"),
    fields=own_fields(_COLUMNS),
    one_of=("sku", "name"),
    sells=True,
    statuses=(_STATUSES,),
    read=read_orders,
    examples=(
        "2026-03-30,1001,MUG-01,Blue mug,2,12.50,25.00,Kitchen,,,paid,",
        "2026-03-31,1002,00123,Tea towel,1,8.00,8.00,Kitchen,market,red,paid,",
    ),
)
