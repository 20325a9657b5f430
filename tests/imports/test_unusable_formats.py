"""Reports that cannot be read by themselves say why, and which one can."""

from datetime import date

import pytest

from inventory_core.domain.errors import FileError
from inventory_core.imports.drop import import_file
from inventory_core.imports.formats import format_named
from tests.imports.example_files import sheet_of

TODAY = date(2026, 11, 1)
REPORTS = {
    "amazon business report": (
        "(Parent) ASIN,(Child) ASIN,Title,SKU,Sessions - Total,Units Ordered,"
        'Ordered Product Sales,Total Order Items\nB0,B1,Mug,MUG-B,"1,200",30,$375.00,28\n'
    ),
    "amazon returns": (
        "return-date,order-id,sku,asin,fnsku,product-name,quantity,fulfillment-center-id,"
        "detailed-disposition,reason,status,license-plate-number,customer-comments\n"
        "2026-09-01T10:00:00+00:00,111-1,MUG-B,B01,X01,Mug,1,ABC1,SELLABLE,UNWANTED_ITEM,,L1,\n"
    ),
    "ebay category sales": (
        " Category name,Sales,Vs. prior period,Percentage of your sales,One-time buyers,"
        "Average sales price per item\nHome>Mugs,$66.54,53.67% Up,34.5%,3,$22.18\n"
    ),
    "etsy orders": (
        "Sale Date,Order ID,Full Name,Number of Items,Currency,Order Value,Status\n"
        "09/11/26,2000003,Jane Doe,2,GBP,6.00,Refunded\n"
    ),
    "etsy payments": (
        "Date,Type,Title,Info,Currency,Amount,Fees & Taxes,Net,Tax Details\n"
        '"September 3, 2026",Sale,Payment for Order #301,,USD,$25.00,--,$25.00,\n'
    ),
    "lightspeed sold": "name,sku,amount sold\nTank / S,10025,3\n",
    "loyverse receipts summed": (
        "Date,Receipt number,Receipt type,Gross sales,Discounts,Net sales,Taxes,Total collected,"
        "Cost of goods,Gross profit,Payment type,Description,Store,Status\n"
        "2026-09-01 10:00,1-1,Sale,9,0,9,0,9,2,7,Cash,2 x Latte,Main,Closed\n"
    ),
    "loyverse sold": (
        "Item name,SKU,Category,Items sold,Gross sales,Items refunded,Refunds,Discounts,Net sales,"
        "Cost of goods,Gross profit,Margin,Taxes\nLatte,10001,Drinks,2,9,0,0,0,9,2,7,77%,0\n"
    ),
    "shopify sales by type": (
        "Product Type,Net Quantity,Gross Sales,Discounts,Returns,Total Net Sales\n"
        "Basket,13,3744,316.8,0,3427.2\n"
    ),
    "square payments": (
        "Date,Time,Gross Sales,Net Sales,Tip,Total Collected,Card,Card Entry Methods,"
        "Transaction ID,Description,Event Type\n"
        '2026-09-03,10:11:12,$25.00,$25.00,$0.00,$25.00,$25.00,Tapped,T1,"2 x Mug, Bowl",Payment\n'
    ),
    "woocommerce orders analytics": (
        "Date,Order #,N. Revenue (formatted),Status,Customer,Customer type,Product(s),Items sold,"
        "Coupon(s),Net Sales,Attribution\n"
        '2026-09-01 10:00:00,5001,"৳2,999",completed,Jane Doe,new,"2× Mug, 1× Bowl",3,,2999,\n'
    ),
    "woocommerce products sold": (
        "Product title,SKU,Items sold,Net sales,Orders,Category,Variations,Status,Stock\n"
        "Mug,MUG-B,12,150.00,9,Kitchen,0,In stock,4\n"
    ),
}
ONE_ROW_PER_ORDER = (
    "Date,Commande n°,État,Client,Produit(s),Articles vendus\n2026-09-01,5001,Terminée,J,Mug,1\n",
    "order_number,order_date,status,line_items,download_permissions\n5001,2026-09-01,x,Mug,\n",
)


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_without_products_or_days_says_which_one_to_upload(name: str) -> None:
    content = REPORTS[name].encode("utf-8-sig")
    assert sheet_of(REPORTS[name]).format.name == name
    with pytest.raises(FileError, match=r"please (?:export|download).* upload") as error:
        import_file("report.csv", content, today=TODAY)
    assert str(error.value) == f"report.csv: {format_named(name).unusable}"


@pytest.mark.parametrize("text", ONE_ROW_PER_ORDER)
def test_orders_with_all_products_in_one_cell_are_told_in_each_form(text: str) -> None:
    assert sheet_of(text).format.name == "woocommerce orders analytics"
