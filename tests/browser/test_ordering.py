"""Stock typed, an order placed and corrected, half of it here, the rest given up; a customer who
waits until the goods come."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

import run
from inventory_core.domain.clock import CLOCK_VARIABLE
from inventory_core.imports.drop import import_file
from inventory_core.ledger.purchase_orders import PurchaseOrder
from inventory_core.shop import actions
from inventory_core.shop.shop import Shop, open_shop
from inventory_core.store.store import Store
from tests.browser.conftest import AppServer
from tests.clock import NOW, TODAY

pytestmark = pytest.mark.long

Settled = Callable[[Page], None]

ROW_PIXELS = 35
LEAD_DAYS = 10


@pytest.fixture
def shop(app_server: AppServer) -> AppServer:
    """Mugs of Clay & Co sell two a day and were never counted."""
    days = [TODAY - timedelta(days=back) for back in range(200, 0, -1)]
    files = {
        "sales.csv": ["Date,SKU,Units,Unit price", *(f"{day},MUG,2,10" for day in days)],
        "products.csv": ["SKU,Supplier,Cost,Lead time days", f"MUG,Clay & Co,4,{LEAD_DAYS}"],
    }
    for name, lines in files.items():
        imported = import_file(name, "\n".join(lines).encode(), today=TODAY)
        actions.save_import(Store(app_server.database), imported, now=NOW)
    return app_server


def command(shop: AppServer, *words: str) -> str:
    """Run a command beside the app, at its moment."""
    program = (sys.executable, "-m", "inventory_core", *words, "--database", str(shop.database))
    done = subprocess.run(program, cwd=run.ROOT, check=True, capture_output=True, text=True)
    return done.stdout


def now_is(shop: AppServer, days_later: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let so many days pass since the beginning."""
    monkeypatch.setenv(CLOCK_VARIABLE, (NOW + timedelta(days=days_later)).isoformat())
    shop.restart()


def view(shop: AppServer) -> Shop:
    """The shop as it stands, on the day that the clock shows."""
    moment = os.environ.get(CLOCK_VARIABLE) or NOW.isoformat()
    return open_shop(Store(shop.database), today=type(NOW).fromisoformat(moment).date())


def order(shop: AppServer) -> PurchaseOrder:
    """The one order at a supplier."""
    (one,) = view(shop).outlook.purchase_orders
    return one


def go(page: Page, shop: AppServer, name: str, settled: Settled) -> None:
    page.goto(f"{shop.address}/{name}")
    expect(page.get_by_role("heading", level=1).first).to_be_visible()
    settled(page)


def type_into(table: Locator, *, column: int, number: int) -> None:
    """Type into a cell of the first row of a table, so many columns right of the first one."""
    table.scroll_into_view_if_needed()
    table.click(position={"x": 10, "y": 1.5 * ROW_PIXELS})
    for _step in range(column):
        table.page.keyboard.press("ArrowRight")
    keyboard = table.page.keyboard
    keyboard.press("Enter")
    editor = table.page.locator("#portal input")
    editor.fill(str(number))
    keyboard.press("Enter")
    table.page.wait_for_timeout(500)  # the table tells its form a moment later


def take_an_order_home(page: Page, shop: AppServer, settled: Settled) -> None:
    """Count what was never counted, correct what the plan wants, and keep it as ordered."""
    go(page, shop, "optimization", settled)
    counted = page.get_by_role("spinbutton", name="MUG")
    counted.fill("6")
    counted.press("Enter")
    expect(page.get_by_text("Kept: 6 of MUG are on hand")).to_be_visible()
    settled(page)
    page.get_by_role("button", name="I ordered this").click()
    expect(page.get_by_text("Correct units, prices and days")).to_be_visible()
    settled(page)
    type_into(page.get_by_test_id("stDataFrame").first, column=2, number=40)
    page.get_by_role("button", name="Keep as ordered").click()
    expect(page.get_by_text("Kept as ordered.")).to_be_visible()
    settled(page)
    assert order(shop).lines[0].units == 40


def write_to_the_supplier(page: Page, shop: AppServer, settled: Settled) -> None:
    """The order as PDF, and as a table that is known again when it is dropped."""
    go(page, shop, "purchases", settled)
    page.get_by_text("For the supplier").click()
    with page.expect_download() as downloaded:
        page.get_by_role("button", name="Download as PDF").click()
    written = BytesIO(Path(downloaded.value.path()).read_bytes())
    text = " ".join(sheet.extract_text() for sheet in PdfReader(written).pages)
    assert "MUG" in text
    assert "40" in text
    with page.expect_download() as downloaded:
        # Each table has such a button of its own, too.
        page.get_by_test_id("stDownloadButton").get_by_text("Download as CSV").click()
    table = Path(downloaded.value.path()).read_bytes()
    go(page, shop, "upload", settled)
    page.get_by_test_id("stFileUploader").locator("input[type=file]").set_input_files(
        {"name": "order.csv", "mimeType": "text/csv", "buffer": table}
    )
    expect(page.get_by_text("It is kept as purchase order 1")).to_be_visible()
    settled(page)


def nothing_is_ordered_again(page: Page, shop: AppServer, settled: Settled) -> None:
    go(page, shop, "optimization", settled)
    to_order = page.get_by_test_id("stMetric").filter(has_text="Products to order now")
    expect(to_order).to_contain_text("0 / 1")


def let_a_part_arrive(page: Page, shop: AppServer, settled: Settled) -> None:
    go(page, shop, "purchases", settled)
    type_into(page.get_by_test_id("stDataFrame").first, column=1, number=25)
    page.get_by_role("button", name="It arrived").click()
    expect(page.get_by_text("Partly here")).to_be_visible()
    settled(page)
    assert (order(shop).lines[0].received, order(shop).lines[0].coming) == (25, 15)


def give_up_the_rest(page: Page, shop: AppServer, settled: Settled) -> None:
    """What should have been here is an alert until the seller says that it will not come."""
    go(page, shop, "alerts", settled)
    late = page.get_by_test_id("stMetric").filter(has_text="Late")
    expect(late).to_be_visible()
    go(page, shop, "purchases", settled)
    page.get_by_role("button", name="Not coming any more").click()
    page.get_by_role("button", name="They are not coming any more").click()
    expect(page.get_by_text("Everything that you ordered is here or closed.")).to_be_visible()
    settled(page)
    go(page, shop, "alerts", settled)
    expect(late).to_have_count(0)


def test_what_was_ordered_is_remembered_until_it_is_here_or_given_up(
    shop: AppServer, page: Page, assert_no_error: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_an_order_home(page, shop, assert_no_error)
    write_to_the_supplier(page, shop, assert_no_error)
    now_is(shop, 1, monkeypatch)
    nothing_is_ordered_again(page, shop, assert_no_error)
    now_is(shop, LEAD_DAYS, monkeypatch)
    let_a_part_arrive(page, shop, assert_no_error)
    now_is(shop, LEAD_DAYS + 2, monkeypatch)
    give_up_the_rest(page, shop, assert_no_error)
    (lying,) = view(shop).outlook.stock["on_hand"]
    assert lying == 6 + 25


def test_a_customer_waits_until_goods_arrive(
    shop: AppServer,
    page: Page,
    assert_no_error: Settled,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now_is(shop, LEAD_DAYS + 3, monkeypatch)
    command(shop, "count", "MUG=31")
    command(shop, "sell", "MUG=36", "--promised", str(TODAY + timedelta(days=30)))
    go(page, shop, "customer_orders", assert_no_error)
    expect(page.get_by_text("Not enough for this one.")).to_be_visible()
    wanted = tmp_path / "list.csv"
    wanted.write_text("SKU,Quantity\nMUG,60\n", encoding="utf-8")
    command(shop, "order", str(wanted))
    expect(page.get_by_text("On its way")).to_be_visible()

    number = max(one.number for one in view(shop).outlook.purchase_orders)
    command(shop, "receive", str(number))

    expect(page.get_by_text("Can ship now.")).to_be_visible()
    page.get_by_role("button", name="Shipped", exact=True).click()
    expect(page.get_by_text("Shipped on")).to_be_visible()
    assert_no_error(page)
    (left,) = view(shop).outlook.stock["on_hand"]
    assert left == 60 - 5
