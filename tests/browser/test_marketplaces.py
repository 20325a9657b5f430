"""A seller on three platforms: all exports in one drop, one product under two names, one undo."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import FilePayload, Page, expect

import run
from inventory_core.store.store import Store
from tests.browser.conftest import AppServer, picture

Settled = Callable[[Page], None]

FORMATS = run.ROOT / "tests" / "imports" / "formats"


def export(example: str, name: str, *lines: dict[str, str]) -> FilePayload:
    """A file with the headings of an example and these rows."""
    with (FORMATS / example).open(encoding="utf-8-sig", newline="") as file:
        headings = next(csv.reader(file))
    text = io.StringIO()
    writer = csv.DictWriter(text, headings, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(lines)
    return {"name": name, "mimeType": "text/csv", "buffer": text.getvalue().encode()}


def shopify_order(number: str, day: str, *, status: str = "paid") -> dict[str, str]:
    return {
        "Name": number,
        "Email": "jane.doe@example.com",
        "Financial Status": status,
        "Created at": f"{day} 10:00:00 +0100",
        "Currency": "EUR",
        "Lineitem quantity": "3",
        "Lineitem name": "Stoneware mug",
        "Lineitem price": "12.00",
        "Lineitem sku": "MUG-01",
    }


SHOPIFY = export(
    "shopify_orders/orders_export.csv",
    "orders_export_1.csv",
    shopify_order("#1001", "2026-11-02"),
    shopify_order("#1002", "2026-11-03", status="voided"),
)
ETSY = export(
    "etsy_sold_items/EtsySoldOrderItems2026.csv",
    "EtsySoldOrderItems2026-11.csv",
    {
        "Sale Date": "11/04/26",
        "Item Name": "Stoneware Mug | handmade pottery, coffee lover, gift",
        "Quantity": "2",
        "Price": "14.00",
        "Currency": "EUR",
        "Transaction ID": "3000000001",
        "Listing ID": "777",
        "Order ID": "1000001",
        "Ship Name": "Jane Doe",
    },
)
SQUARE = export(
    "square_items/items-2026-09-15-2026-09-19.csv",
    "items-2026-11.csv",
    {
        "Date": "2026-11-05",
        "Time": "12:59:30",
        "Item": "Tea towel",
        "Qty": "4.0",
        "SKU": "TOWEL",
        "Gross Sales": "€36.00",
        "Net Sales": "€36.00",
        "Transaction ID": "T1",
        "Event Type": "Payment",
        "Customer Name": "Jane Doe",
    },
)


def drop(page: Page, *files: FilePayload) -> None:
    chooser = page.get_by_test_id("stFileUploader").locator("input[type=file]")
    chooser.set_input_files(list(files))


def open_page(page: Page, name: str) -> None:
    page.get_by_test_id("stSidebar").get_by_role("link", name=name).click()
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()


def units_sold(store: Store) -> dict[str, float]:
    sales = store.daily_sales()
    return sales.groupby("sku")["units"].sum().to_dict()


def drop_three_exports(page: Page, settled: Settled) -> None:
    """Each file is told by its headings; one cancelled order is left out and said so."""
    drop(page, SHOPIFY, ETSY, SQUARE)
    told = ("Shopify orders", "Etsy sold order items", "Square item sales")
    for place, format_name in enumerate(told):
        holds = page.get_by_role("combobox", name="This file holds").nth(place)
        expect(holds).to_have_value(format_name)
    page.get_by_role("button", name="Save 3 files").click()
    account = "2 rows read = 1 saved + 1 ignored"
    expect(page.get_by_text(account).first).to_be_visible()
    settled(page)


def download_report(page: Page) -> list[list[str]]:
    with page.expect_download() as downloaded:
        page.get_by_role("button", name="Download the import report of orders_export_1").click()
    text = Path(downloaded.value.path()).read_text(encoding="utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def make_one_product_of_two_names(page: Page, settled: Settled) -> None:
    open_page(page, "Products")
    page.get_by_test_id("stMain").get_by_role("link", name="Names and packs").click()
    expect(page.get_by_text("These are probably the same")).to_be_visible()
    picture(page, "names")
    page.get_by_role("button", name="Same product", exact=True).first.click()
    expect(page.get_by_text("What was made one: 1")).to_be_visible()
    settled(page)


def take_the_etsy_file_back(page: Page, settled: Settled) -> None:
    open_page(page, "Upload")
    page.get_by_text("What was uploaded").click()
    row = page.get_by_test_id("stHorizontalBlock").filter(has_text="EtsySoldOrderItems2026-11.csv")
    row.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Taken back: ")).to_be_visible()
    settled(page)


def test_three_platforms_in_one_drop(
    app_server: AppServer, page: Page, assert_no_error: Settled
) -> None:
    page.goto(app_server.address)
    expect(page.get_by_role("heading", name="Upload", level=1)).to_be_visible()
    store = Store(app_server.database)

    drop_three_exports(page, assert_no_error)
    assert units_sold(store) == {"MUG-01": 3, "777": 2, "TOWEL": 4}
    assert [row[1] for row in download_report(page)[1:]] == ["kept", "ignored"]

    make_one_product_of_two_names(page, assert_no_error)
    assert units_sold(store) == {"MUG-01": 5, "TOWEL": 4}

    take_the_etsy_file_back(page, assert_no_error)
    assert units_sold(store) == {"MUG-01": 3, "TOWEL": 4}

    # What was cancelled since the first export is taken over, and told as replaced.
    drop(
        page,
        export(
            "shopify_orders/orders_export.csv",
            "orders_export_2.csv",
            shopify_order("#1001", "2026-11-02", status="refunded"),
            shopify_order("#1003", "2026-11-06"),
        ),
    )
    expect(page.get_by_text("as you confirmed last time")).to_be_visible()
    page.get_by_role("button", name="Save this file").click()
    expect(page.get_by_text("orders_export_2.csv: 2 rows read = 1 saved")).to_be_visible()
    assert_no_error(page)
    assert units_sold(store) == {"MUG-01": 3, "TOWEL": 4}
    assert store.daily_sales()["day"].max().day == 6
    assert b"Doe" not in app_server.database.read_bytes()
