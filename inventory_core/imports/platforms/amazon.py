"""Amazon's reports: orders, payments, and goods in Amazon's warehouses."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from inventory_core.domain.language import N_
from inventory_core.imports.catalogue import catalogue_fields, catalogue_format, without_counts
from inventory_core.imports.format import Check, Sheet
from inventory_core.imports.order_lines import filled_down, negated
from inventory_core.imports.order_shipping import of_seller
from inventory_core.imports.orders import order_fields, order_format
from inventory_core.imports.reasons import Reason
from inventory_core.imports.statuses import Shipping, Statuses
from inventory_core.imports.texts import normalise_texts


def _only_at_amazon(sheet: Sheet) -> Sheet:
    # What is only sent by the seller must not be counted as none at Amazon.
    own_shelf = sheet.texts("tracked").str.lower() == "no"
    return without_counts(sheet, own_shelf & ~(sheet.numbers("on_hand") > 0))


AMAZON_FBA_INVENTORY = catalogue_format(
    "amazon fba inventory",
    label=N_("Amazon FBA inventory"),
    channel="Amazon",
    signs=(("afn-fulfillable-quantity",),),
    fields=catalogue_fields(
        sku="sku | seller-sku | merchant-sku",
        name="product-name",
        price="your-price",
        on_hand="afn-fulfillable-quantity",
        on_order="afn-inbound-working-quantity",
        on_order_2="afn-inbound-shipped-quantity",
        on_order_3="afn-inbound-receiving-quantity",
        tracked="afn-listing-exists",
    ),
    prepare=_only_at_amazon,
)
"""Amazon, goods in Amazon's warehouses: Reports, Fulfilment, “Manage FBA Inventory”; with tabs.

Sellable is what can be fulfilled; on order is what is on its way into the warehouses. The seller's
own shelf (mfn) is no part of this stock.
"""


_STATUSES = Statuses(
    field="status",
    sold=(
        # Pending: the payment is being checked, or is made on delivery. Nearly all are sent.
        *("pending", "pending - waiting for pick up", "pendingavailability", "unshipped"),
        *("partially shipped", "partiallyshipped", "shipping", "shipped", "complete"),
        *("invoiceunconfirmed", "shipped - picked up", "shipped - out for delivery"),
        *("shipped - delivered to buyer", "shipped - lost in transit", "shipped - damaged"),
    ),
    cancelled=("cancelled", "canceled"),
    returned=(
        *("shipped - returned to seller", "shipped - returning to seller"),
        *("shipped - rejected by buyer", "shipped - undeliverable"),
    ),
    ask=("unfulfillable",),
)

_ITEM_STATUSES = replace(_STATUSES, field="item_status", sold=(*_STATUSES.sold, ""), ask=())


_AMAZON = ("amazon", "afn", "amazon fulfilment", "amazon fulfillment")
_SHIPPING = Shipping(
    field="shipping",
    waiting=(
        *("pending", "pending - waiting for pick up", "pendingavailability", "unshipped"),
        "invoiceunconfirmed",
    ),
    unsure=("partially shipped", "partiallyshipped", "unfulfillable"),
)


def _with_shipping(sheet: Sheet) -> Sheet:
    """Tell what the seller has to ship from what lies in Amazon's warehouses."""
    told = of_seller(sheet, "status", platform=_AMAZON)
    of_line = of_seller(sheet, "item_status", platform=_AMAZON)
    return sheet.added("shipping", told.where(told == "", of_line.where(of_line != "", told)))


def _without_units(sheet: Sheet) -> Sequence[Check]:
    """Leave out products of which 0 were sent: they were cancelled, whatever the order's status."""
    return [Check(reason=Reason.CANCELLED, field="units", refused=sheet.numbers("units") == 0)]


def _no_own_sales(sheet: Sheet) -> Sequence[Check]:
    """Leave out what the files of another channel tell, and what was sent a second time."""
    elsewhere = normalise_texts(sheet.raw("marketplace")).str.startswith("non amazon")
    again = sheet.texts("kind").str.lower() == "true"
    return [
        *_without_units(sheet),
        Check(reason=Reason.SOLD_ELSEWHERE, field="marketplace", refused=elsewhere),
        Check(reason=Reason.REPLACEMENT, field="kind", refused=again),
    ]


def _told_once(sheet: Sheet) -> Sheet:
    once = ("day", "currency", "status", "promised_day")
    return _with_shipping(filled_down(sheet, key="order_id", fields=once))


AMAZON_ORDERS = order_format(
    "amazon orders",
    label=N_("Amazon orders"),
    channel="Amazon",
    signs=(
        ("amazon-order-id", "purchase-date"),
        ("order-id", "order-item-id", "purchase-date", "quantity-purchased"),
    ),
    # Neither the line's number nor the marketplace tells lines apart: not all reports have them,
    # and the same order must be known in each.
    fields=order_fields(
        day="purchase-date",
        order_id="amazon-order-id | order-id",
        sku="sku | seller-sku",
        listing="asin",
        name="product-name | title",
        units="quantity | quantity-purchased | quantity-shipped",
        line_total="item-price",
        currency="currency",
        status="order-status",
        item_status="item-status",
        marketplace="sales-channel",
        kind="is-replacement-order",
        promised_day="latest-ship-date | promise-date",
        fulfilled_by="fulfillment-channel | fulfilment-channel",
    ),
    statuses=(_STATUSES, _ITEM_STATUSES),
    shipping=(_SHIPPING,),
    prepare=_told_once,
    leave_out=_no_own_sales,
)
"""Amazon orders: Reports, Fulfilment, “All Orders” (tab-separated text). One row per product.

Also the “Amazon Fulfilled Shipments” and “Order Report” of the same place, which have no statuses.
Times are in UTC. The price is for all units of the row. An order can be shipped although one of its
products was cancelled: that row has a status of its own, or 0 units. What Amazon only sent for
another channel (“Non-Amazon”) is in the files of that channel.
"""


AMAZON_INDIA_ORDERS = order_format(
    "amazon india orders",
    label=N_("Amazon India orders"),
    channel="Amazon",
    signs=(("Courier Status", "Fulfilment", "Qty"),),
    fields=order_fields(
        day="Date",
        order_id="Order ID",
        sku="SKU",
        listing="ASIN",
        name="Style",
        variant="Size",
        units="Qty",
        line_total="Amount",
        currency="currency",
        status="Status",
        category="Category",
        fulfilled_by="Fulfilment",
    ),
    day_first=False,
    statuses=(_STATUSES,),
    shipping=(_SHIPPING,),
    prepare=_with_shipping,
    leave_out=_without_units,
)
"""Amazon India orders: the comma-separated sale report. One row per product in an order.

Dates are month first. The status decides: cancelled rows may have units and an amount. Returns are
statuses too. The amount is for all units of the row.
"""


def _only_sent_by_amazon(sheet: Sheet) -> Sheet:
    own_shelf = sheet.texts("tracked").str.lower().isin(("merchant", "seller"))
    return without_counts(sheet, own_shelf & ~(sheet.numbers("on_hand") > 0))


AMAZON_RESTOCK = catalogue_format(
    "amazon restock",
    label=N_("Amazon restock report"),
    channel="Amazon",
    signs=(("Merchant SKU", "Recommended replenishment qty"),),
    fields=catalogue_fields(
        sku="Merchant SKU",
        name="Product Name",
        supplier="Supplier",
        price="Price",
        currency="Currency code",
        on_hand="Available",
        on_order="Inbound",
        tracked="Fulfilled by",
    ),
    prepare=_only_sent_by_amazon,
)
"""Amazon restock: Inventory, FBA, “Restock inventory”, download. One row per product and country.

Amazon's own advice of what to send in is left aside: it knows neither the seller's supplier nor the
seller's shelf. A product that the seller sends by himself has no stock at Amazon.
"""


_ORDERS = ("order", "bestellung", "commande", "pedido", "ordine", "bestelling", "注文")
_REFUNDS = (
    *("refund", "erstattung", "remboursement", "reembolso", "rimborso", "terugbetaling", "返金"),
    *("chargeback refund", "a-to-z guarantee claim", "a-to-z guarantee refund"),
)
_TYPES = Statuses(
    field="status",
    # What a refund takes back is told by its units; it is no sale.
    sold=(*_ORDERS, *_REFUNDS),
)
_LIQUIDATIONS = ("liquidations", "liquidations adjustments")
"""Amazon sells off what buyers would not have: units leave, but nobody asked for them."""


def _is(sheet: Sheet, types: Sequence[str]) -> pd.Series:
    return normalise_texts(sheet.raw("status")).isin(
        list(normalise_texts(pd.Series(types, dtype="str")))
    )


def _no_sale(sheet: Sheet) -> pd.Series:
    money = sheet.numbers("line_total")
    nothing = (money == 0) | ~sheet.filled("line_total")
    return (nothing & sheet.has("line_total")) | _is(sheet, _LIQUIDATIONS)


def _first_day(sheet: Sheet) -> pd.Series:
    """One day for all parts of an order, so that it is the same order in any period."""
    days = sheet.raw("day")
    orders = sheet.raw("order_id").where(sheet.filled("order_id") & _is(sheet, _ORDERS))
    return days.groupby(orders).transform("first").fillna(days)


def _sales_of_payments(sheet: Sheet) -> Sheet:
    dates = sheet.raw("day")
    sheet = sheet.put("day", dates.str.replace("(?:GMT|UTC)(?=[+-])", "", regex=True))
    sheet = sheet.put("day", _first_day(sheet))
    # A fee has no units: what its type means is not asked.
    sheet = sheet.put("units", sheet.raw("units").where(~_no_sale(sheet), ""))
    return negated(sheet, _is(sheet, _REFUNDS))


def _fees(sheet: Sheet) -> Sequence[Check]:
    return [Check(reason=Reason.NOT_A_SALE, field="status", refused=_no_sale(sheet))]


AMAZON_TRANSACTIONS = order_format(
    "amazon transactions",
    label=N_("Amazon transactions"),
    channel="Amazon",
    # A shipment may be paid for in two months.
    whole_orders=False,
    signs=(
        ("settlement id", "type", "product sales"),
        ("Abrechnungsnummer", "Typ", "Umsätze"),
        ("date/heure", "type", "ventes de produits"),
        ("identificador de pago", "tipo", "ventas de productos"),
        ("Id. de liquidación", "tipo", "ventas de productos"),
        ("Numero pagamento", "Tipo", "Vendite"),
        ("schikkings-ID", "type", "verkoop van producten"),
        ("決済番号", "トランザクションの種類"),
    ),
    fields=order_fields(
        day=(
            "date/time | Datum/Uhrzeit | date/heure | fecha y hora | fecha/hora | Data/Ora | "
            "datum/tijd | 日付/時間"
        ),
        order_id=(
            "order id | Bestellnummer | numéro de la commande | número de pedido | "
            "Id. del pedido | Numero ordine | bestelnummer | 注文番号"
        ),
        sku="sku",
        name="description | Beschreibung | descripción | Descrizione | beschrijving | 説明",
        units="quantity | Menge | quantité | cantidad | Quantità | aantal | 数量",
        line_total=(
            "product sales | Umsätze | ventes de produits | ventas de productos | Vendite | "
            "verkoop van producten | 商品売上 | 商品の売上"
        ),
        status="type | Typ | tipo | トランザクションの種類",
    ),
    statuses=(_TYPES,),
    prepare=_sales_of_payments,
    leave_out=_fees,
)
"""Amazon date-range report: Payments, Reports Repository, “Transaction” (comma-separated).

Notes stand above the headings. Orders, refunds, fees and transfers are rows alike; only rows with
product sales, which are for all units of the row, are about products. A refund has positive units
and takes its order back. Headings, words and dates are those of the country; times are local.
"""

FORMATS = (
    AMAZON_FBA_INVENTORY,
    AMAZON_INDIA_ORDERS,
    AMAZON_ORDERS,
    AMAZON_RESTOCK,
    AMAZON_TRANSACTIONS,
)
