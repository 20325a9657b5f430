"""Wildberries stock: WB Партнёры, Аналитика, “Отчёт по остаткам на складах”. One row per size.

The goods lie in Wildberries' warehouses; a column for each of them follows the total.
"""

from inventory_core.domain.language import N_
from inventory_core.imports.catalogue import catalogue_fields, catalogue_format

WILDBERRIES_STOCK = catalogue_format(
    "wildberries stock",
    label=N_("Wildberries stock"),
    channel="Wildberries",
    signs=(("Артикул продавца", "Всего находится на складах"),),
    fields=catalogue_fields(
        sku="Артикул продавца",
        listing="Артикул WB",
        category="Предмет",
        variant="Размер вещи",
        on_hand="Всего находится на складах",
    ),
)

FORMATS = (WILDBERRIES_STOCK,)
