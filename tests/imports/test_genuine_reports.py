"""More files as shops downloaded them, from other platforms: what is sold and what is there."""

from pathlib import Path

import pytest

from inventory_core.domain.errors import FileError
from inventory_core.imports.drop import import_file
from tests.clock import TODAY

READ = {
    # format, rows read, units sold, products sold, units on hand, products told of; counted from
    # the files by other means than the importer.
    "amazon_inventory_report_it.txt": ("amazon inventory", 4880, 0, 0, 98_822, 4880),
    # Subscription and transport to the warehouse only.
    "amazon_settlement_1.txt": ("amazon settlement", 4, 0, 0, 0, 0),
    # 39 rows of a quantity with an order; one was sold elsewhere (“Non-Amazon CA”, for 0.00), and
    # the refund took the whole of another order back. A damaged unit is no sale.
    "amazon_settlement_3.txt": ("amazon settlement", 190, 37, 16, 0, 16),
    # 103 orders of one unit each, three of them refunded whole, once without the postage.
    "ebay_transaction_report_2022.csv": ("ebay transactions", 374, 100, 100, 0, 100),
    "etsy_listings_it.csv": ("etsy listings", 27, 0, 0, 27, 27),
    # None of them is tracked.
    "loyverse_items_es.csv": ("loyverse items", 412, 0, 0, 0, 412),
    # 67 drafts are left out.
    "odoo_sale_order_line_2014.csv": ("odoo orders", 371, 1363, 101, 0, 101),
}
REFUSED = {
    "ebay_category_sales.csv": "totals of whole categories",
    "etsy_orders_2019.csv": "does not say which products were sold",
    "shopify_report_retailsales.csv": "names no products",
    "vend_sold_GAR.csv": "does not say when anything was sold",
}


@pytest.mark.parametrize("name", READ)
def test_a_genuine_report_is_read_as_what_it_is(shared_data: Path, name: str) -> None:
    content = (shared_data / "exports_more" / name).read_bytes()
    told = import_file(name, content, today=TODAY)
    sold, there = told.sales, told.stock
    assert (
        *(told.format, told.rows_read, sold["units"].sum(), sold["sku"].nunique()),
        *(there["on_hand"].sum(), len(told.products)),
    ) == READ[name]
    assert told.refused.empty


@pytest.mark.parametrize("name", REFUSED)
def test_a_genuine_report_of_totals_says_why_it_is_of_no_use(shared_data: Path, name: str) -> None:
    content = (shared_data / "exports_more" / name).read_bytes()
    with pytest.raises(FileError, match=REFUSED[name]):
        import_file(name, content, today=TODAY)
