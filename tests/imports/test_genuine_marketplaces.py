"""Files of marketplaces and stock programs as shops downloaded them, counted by hand."""

from datetime import date
from pathlib import Path

import pytest

from inventory_core.imports.drop import Answers, import_files
from inventory_core.imports.importing import Imported

SALES = {
    # 61 rows of one unit each, of which 4 are Cancelado and 3 Não pago.
    "shopee_br_orders_2026.xlsx": ("shopee orders", 61, 54, 54, 24),
    # 149 rows: 23 CANCELLED, 28 that begin with RTO; of the 98 others one has two units.
    "meesho_orders_2025_08.csv": ("meesho orders", 149, 98, 99, 28),
    # 208 rows: 12 name parcels whose products follow; 5 were cancelled; 14 came back (Devolução 5,
    # Devolvido 4, Mediação 3, Reclamação 1, Pacote não entregue 1). Of the 177 others, all with one
    # unit, three have two and one has three.
    "mercadolivre_br_sales_2026.xlsx": ("mercado libre sales", 208, 177, 182, 21),
}
"""Format, rows read, rows accepted, units and products."""

STOCK = {
    # 1,101 products with 6,945 units, of which 614 are postage; two rows below say who exported it.
    # Of the others 434 can no longer be sold: they are sold and not yet sent.
    "thai_zort_stock_2023.xlsx": ("zort stock", 1103, 1100, 6331, 434),
    # Four rows of labels and explanations, and 4,740 products, 84 of them without the seller's SKU.
    "tiktok_stock_template_th.xlsx": ("tiktok stock", 4744, 4740, 4153, 0),
}
"""Format, rows read, products, units on hand and units committed."""


def read(folder: Path, name: str) -> Imported:
    dropped = [(name, (folder / "exports_more" / name).read_bytes())]
    (imported,) = import_files(dropped, today=date(2026, 11, 22), answers=Answers())
    assert isinstance(imported, Imported), imported
    return imported


@pytest.mark.parametrize("name", SALES)
def test_sales_are_what_the_file_says(shared_data: Path, name: str) -> None:
    imported = read(shared_data, name)
    sales = imported.sales
    told = (imported.format, imported.rows_read, imported.rows_accepted)
    assert (*told, sales["units"].sum(), sales["sku"].nunique()) == SALES[name]


@pytest.mark.parametrize("name", STOCK)
def test_stock_is_what_the_file_says(shared_data: Path, name: str) -> None:
    imported = read(shared_data, name)
    stock = imported.stock
    counts = (stock["on_hand"].sum(), stock["committed"].sum())
    assert (imported.format, imported.rows_read, len(stock), *counts) == STOCK[name]
