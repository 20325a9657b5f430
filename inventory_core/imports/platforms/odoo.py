"""Odoo's sale orders: Sales, Orders, list view, Action, “Export”.

The headings are the paths of the columns that were chosen. Either lines, which name their order in
each row (“Order Reference/Order Reference”), or orders, whose lines stand below each other while
all else is said in the first row only (“Order Lines/Product”). A product is written `[CODE] Name`.
A quotation was not ordered yet.
"""

import pandas as pd

from inventory_core.domain.language import N_
from inventory_core.imports.format import Sheet
from inventory_core.imports.order_lines import coded_names, filled_down
from inventory_core.imports.orders import order_fields, order_format
from inventory_core.imports.statuses import Statuses

_STATUSES = Statuses(
    field="status",
    sold=(
        *("sales order", "sale order", "sale", "confirmed", "done", "locked", "to invoice"),
        *("manual", "progress", "sale to invoice", "in progress", "exception", "invoiced", ""),
    ),
    cancelled=("cancelled", "canceled", "cancel"),
    # Nobody has ordered what is only offered.
    unpaid=("draft", "draft quotation", "quotation", "quotation sent", "sent"),
)


def _with_codes(sheet: Sheet) -> Sheet:
    """Take code and name apart; a description may go on below the name."""
    first = sheet.raw("name").str.split("\\n").str[0].fillna("")
    codes, names = coded_names(first)
    skus = sheet.raw("sku") if sheet.has("sku") else pd.Series("", index=codes.index, dtype="str")
    sheet = sheet.put("name", names).added("sku", skus.where(skus != "", codes))
    return filled_down(sheet, key="order_id", fields=("day", "status", "currency"))


ODOO_ORDERS = order_format(
    "odoo orders",
    label=N_("Odoo sale orders"),
    channel="Odoo",
    signs=(
        ("Order Reference/Order Reference", "Quantity"),
        ("Order Reference/Order Reference", "Ordered Quantity"),
        ("Order Reference/Order Date", "Quantity"),
        ("Order Reference/Date", "Quantity"),
        ("Order Reference", "Order Lines/Quantity"),
        ("Order Reference", "Order Lines/Ordered Quantity"),
        ("Order Reference", "Order Lines/Ordered Qty"),
        ("Order Date", "Order Lines/Quantity"),
        ("name", "order_line/product_uom_qty"),
    ),
    fields=order_fields(
        day=(
            "Order Reference/Order Date | Order Reference/Date | Order Date | "
            "Order Reference/Creation Date | Creation Date | Date | date_order"
        ),
        order_id="Order Reference/Order Reference | Order Reference | Number | name",
        sku=(
            "Product/Internal Reference | Order Lines/Product/Internal Reference | "
            "order_line/product_id/default_code"
        ),
        name=(
            "Product | Product/Display Name | Product/Name | Order Lines/Product | "
            "Order Lines/Product/Display Name | Order Lines/Product/Name | order_line/product_id | "
            "Description | Order Lines/Description | order_line/name"
        ),
        units=(
            "Quantity | Ordered Quantity | Ordered Qty | Order Lines/Quantity | "
            "Order Lines/Ordered Quantity | Order Lines/Ordered Qty | order_line/product_uom_qty"
        ),
        unit_price="Unit Price | Order Lines/Unit Price | order_line/price_unit",
        line_total="Subtotal | Order Lines/Subtotal | order_line/price_subtotal",
        currency="Currency | Order Reference/Currency | Order Lines/Currency",
        status="Order Reference/Status | Status | Order Status | Order Lines/Order Status | state",
    ),
    statuses=(_STATUSES,),
    prepare=_with_codes,
)

FORMATS = (ODOO_ORDERS,)
