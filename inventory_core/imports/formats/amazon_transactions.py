"""Amazon date-range report: Payments, Reports Repository, “Transaction” (comma-separated).

Notes stand above the headings. Orders, refunds, fees and transfers are rows alike; only rows with
product sales, which are for all units of the row, are about products. A refund has positive units
and takes its order back. Headings, words and dates are those of the country; times are local.
"""

from collections.abc import Sequence

import pandas as pd

from inventory_core.domain.language import gettext as _
from inventory_core.imports.cells import normalise_texts
from inventory_core.imports.formats.format import Check, Columns
from inventory_core.imports.formats.order_lines import negated
from inventory_core.imports.formats.orders import order_fields, order_format
from inventory_core.imports.formats.sheet import Statuses

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


def _is(columns: Columns, types: Sequence[str]) -> pd.Series:
    return normalise_texts(columns.raw("status")).isin(
        list(normalise_texts(pd.Series(types, dtype="str")))
    )


def _no_sale(columns: Columns) -> pd.Series:
    money = columns.numbers("line_total")
    nothing = (money == 0) | ~columns.filled("line_total")
    return (nothing & columns.has("line_total")) | _is(columns, _LIQUIDATIONS)


def _first_day(columns: Columns) -> pd.Series:
    """One day for all parts of an order, so that it is the same order in any period."""
    days = columns.raw("day")
    orders = columns.raw("order_id").where(columns.filled("order_id") & _is(columns, _ORDERS))
    return days.groupby(orders).transform("first").fillna(days)


def _prepare(columns: Columns) -> Columns:
    dates = columns.raw("day")
    columns = columns.put("day", dates.str.replace("(?:GMT|UTC)(?=[+-])", "", regex=True))
    columns = columns.put("day", _first_day(columns))
    # A fee has no units: what its type means is not asked.
    columns = columns.put("units", columns.raw("units").where(~_no_sale(columns), ""))
    return negated(columns, _is(columns, _REFUNDS))


def _leave_out(columns: Columns) -> Sequence[Check]:
    return [Check(reason="not_a_sale", field="status", refused=_no_sale(columns))]


AMAZON_TRANSACTIONS = order_format(
    "amazon transactions",
    label=_("Amazon transactions"),
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
            *("date/time", "Datum/Uhrzeit", "date/heure", "fecha y hora", "fecha/hora", "Data/Ora"),
            *("datum/tijd", "日付/時間"),
        ),
        order_id=(
            *("order id", "Bestellnummer", "numéro de la commande", "número de pedido"),
            *("Id. del pedido", "Numero ordine", "bestelnummer", "注文番号"),
        ),
        sku="sku",
        name=("description", "Beschreibung", "descripción", "Descrizione", "beschrijving", "説明"),
        units=("quantity", "Menge", "quantité", "cantidad", "Quantità", "aantal", "数量"),
        line_total=(
            *("product sales", "Umsätze", "ventes de produits", "ventas de productos", "Vendite"),
            *("verkoop van producten", "商品売上", "商品の売上"),
        ),
        status=("type", "Typ", "tipo", "トランザクションの種類"),
    ),
    statuses=(_TYPES,),
    prepare=_prepare,
    leave_out=_leave_out,
)
