"""Ozon orders: Ozon Seller, Заказы, “Скачать”. One row per product of a parcel; semicolons.

The shipment's sum repeats on each of its rows. An order may be sent in several parcels, each with a
number and a status of its own.
"""

from inventory_core.domain.language import N_
from inventory_core.imports.orders import order_fields, order_format
from inventory_core.imports.statuses import Shipping, Statuses

_STATUSES = Statuses(
    field="status",
    sold=(
        *("Ожидает регистрации", "Ожидает подтверждения", "Ожидает сборки", "Ожидает упаковки"),
        *("Ожидает отгрузки", "Отгружен", "Доставляется", "В пути", "Доставлен", "Доставлено"),
    ),
    cancelled=("Отменен", "Отменён", "Отменено"),
    returned=("Возвращен", "Возвращён"),
)

OZON_ORDERS = order_format(
    "ozon orders",
    label=N_("Ozon orders"),
    channel="Ozon",
    signs=(
        ("Номер отправления", "Принят в обработку"),
        ("Номер отправления", "Артикул", "Количество"),
    ),
    fields=order_fields(
        day="Принят в обработку",
        order_id="Номер отправления",
        sku="Артикул",
        listing="SKU | OZON id",
        name="Название товара | Наименование товара",
        units="Количество",
        unit_price="Ваша цена",
        currency="Код валюты товара",
        status="Статус",
    ),
    statuses=(_STATUSES,),
    shipping=(Shipping(field="status", waiting=("Ожидает…",)),),
)

FORMATS = (OZON_ORDERS,)
