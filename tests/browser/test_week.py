"""What this was built for, from a dropped file to a list, and the week of a seller after it.

Every step has the number of clicks that it may take; typing, dropping and moving a slider are none.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

import run
from inventory_core.imports.drop import import_file
from inventory_core.shop import actions
from inventory_core.shop.shop import open_shop
from inventory_core.store.store import Store
from tests.browser.conftest import AppServer, picture
from tests.clock import NOW, TODAY

SAMPLE = run.ROOT / "sample_data"

Settled = Callable[[Page], None]


class Seller:
    """Someone at the app, whose clicks are counted."""

    def __init__(self, page: Page, settled: Settled) -> None:
        self.page, self.settled = page, settled
        self.clicks = 0

    @contextmanager
    def within(self, clicks: int) -> Iterator[None]:
        """A task that may take so many clicks."""
        self.clicks = 0
        yield
        self.settled(self.page)
        assert self.clicks <= clicks

    def click(self, what: Locator) -> None:
        self.clicks += 1
        what.click()

    def press(self, name: str) -> None:
        self.click(self.page.get_by_role("button", name=name).first)

    def open(self, name: str) -> None:
        self.click(self.page.get_by_test_id("stSidebar").get_by_role("link", name=name))
        expect(self.page.get_by_role("heading", name=name, level=1)).to_be_visible()
        self.settled(self.page)

    def look_for(self, text: str) -> None:
        """Type into the search above the menu, which leads to the only thing that it finds."""
        search = self.page.get_by_role("textbox", name="Find anything")
        search.fill(text)
        search.press("Enter")

    def choose(self, field: str, answer: str) -> None:
        """Choose in a list by typing a part of what stands there."""
        chooser = self.page.get_by_role("combobox", name=field)
        self.click(chooser)
        chooser.fill(answer)
        self.click(self.page.get_by_role("option", name=answer).first)

    def figure(self, label: str) -> Locator:
        metric = self.page.get_by_test_id("stMetric").filter(has_text=label)
        return metric.get_by_test_id("stMetricValue").last


@pytest.fixture
def seller(page: Page, assert_no_error: Settled) -> Seller:
    return Seller(page, assert_no_error)


def drop_what_there_is(seller: Seller) -> None:
    with seller.within(clicks=1):
        seller.page.get_by_test_id("stFileUploader").locator("input[type=file]").set_input_files(
            [SAMPLE / f"{name}.csv" for name in ("sales", "products", "stock")]
        )
        seller.press("Save 3 files")
        expect(seller.page.get_by_text("rows read =").first).to_be_visible()


def move_holding_and_order_cost(seller: Seller) -> None:
    with seller.within(clicks=1):
        seller.open("Optimization")
        for name in ("Holding cost, %", "Cost per order"):
            before = seller.figure("Spend").inner_text()
            slider = seller.page.get_by_role("slider", name=name)
            for _step in range(5):
                slider.press("ArrowRight")
            expect(seller.figure("Spend")).not_to_have_text(before)
            seller.settled(seller.page)


def run_prophet_and_arima(seller: Seller) -> None:
    with seller.within(clicks=7):
        seller.open("Forecast")
        seller.choose("Product", "TEA-EG")
        for model in ("Prophet", "ARIMA"):
            seller.settled(seller.page)
            seller.choose("Model", model)
            expect(seller.page.get_by_text(f"Forecast by {model} from")).to_be_visible()


def see_the_lot_that_costs_least(seller: Seller) -> None:
    with seller.within(clicks=1):
        seller.look_for("TEA-EG")
        expect(seller.page.get_by_role("heading", name="Earl Grey")).to_be_visible()
        seller.settled(seller.page)
        picture(seller.page, "product")
        seller.click(seller.page.get_by_text("For experts"))
        expect(seller.page.get_by_text("Economic order quantity").first).to_be_visible()


def see_a_one_shot_buy(seller: Seller) -> None:
    with seller.within(clicks=2):
        seller.open("Optimization")
        seller.click(seller.page.get_by_text("One-shot buys", exact=True))
        expect(seller.figure("Critical ratio")).to_be_visible()


def take_the_list_home(seller: Seller) -> None:
    with seller.within(clicks=2):
        seller.click(seller.page.get_by_text("What to order", exact=True).first)
        button = seller.page.get_by_role("button", name="Download the purchase list")
        expect(button).to_be_visible()
        seller.settled(seller.page)
        with seller.page.expect_download() as downloaded:
            seller.click(button)
    rows = Path(downloaded.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert len(rows) > 5


def test_the_first_screen_speaks_the_language_of_the_browser(
    app_server: AppServer, browser: Browser, assert_no_error: Settled
) -> None:
    context = browser.new_context(locale="zh-CN", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(app_server.address)
    expect(page.get_by_role("heading", name="上传", level=1)).to_be_visible()
    expect(page.get_by_role("button", name="用示例店铺试试")).to_be_visible()
    assert_no_error(page)
    picture(page, "welcome_zh")
    context.close()


def test_what_was_asked_for_first_takes_few_clicks(app_server: AppServer, seller: Seller) -> None:
    seller.page.goto(app_server.address)
    expect(seller.page.get_by_role("heading", name="Upload", level=1)).to_be_visible()
    picture(seller.page, "welcome")

    drop_what_there_is(seller)
    move_holding_and_order_cost(seller)
    run_prophet_and_arima(seller)
    see_the_lot_that_costs_least(seller)
    see_a_one_shot_buy(seller)
    take_the_list_home(seller)


def monday_with_500(seller: Seller, store: Store) -> None:
    """What to order for 500, from whom."""
    with seller.within(clicks=0):
        money = seller.page.get_by_role("spinbutton", name="I have only")
        money.fill("500")
        money.press("Enter")
        _purchase, bought = open_shop(store, today=TODAY).buy(500)
        spend = f"{bought['spend'].sum():,.2f}"
        expect(seller.page.get_by_text(f"for {spend} in all")).to_be_visible()


def ordered(seller: Seller, store: Store) -> None:
    with seller.within(clicks=2):
        seller.press("I ordered this")
        seller.press("Keep as ordered")
        expect(seller.page.get_by_text("Kept as ordered.").first).to_be_visible()
    assert len(open_shop(store, today=TODAY).outlook.purchase_orders) == 1


def sent_to_the_supplier(seller: Seller) -> None:
    with seller.within(clicks=3):
        seller.open("Purchases")
        seller.click(seller.page.get_by_text("For the supplier").first)
        with seller.page.expect_download() as downloaded:
            seller.press("Download as PDF")
    assert Path(downloaded.value.path()).read_bytes().startswith(b"%PDF")


def arrived(seller: Seller, store: Store) -> None:
    with seller.within(clicks=1):
        seller.press("It arrived")
        expect(seller.page.get_by_text("Everything that you ordered is here")).to_be_visible()
    (order,) = open_shop(store, today=TODAY).outlook.purchase_orders
    assert order.receipts


def why_so_many(seller: Seller, store: Store) -> None:
    """Why so many of one product: found by its name, read on its page."""
    plan = open_shop(store, today=TODAY).plan
    row = plan[(plan["order_units"] > 0) & plan["stock_known"]].iloc[0]
    with seller.within(clicks=0):
        seller.look_for(row["sku"])
        expect(seller.page.get_by_text(f"You have {row['on_hand']:,.0f}").first).to_be_visible()


def counted_short(seller: Seller, store: Store) -> None:
    """Fewer lie there than the stock says."""
    with seller.within(clicks=2):
        seller.press("Count it")
        shelf = seller.page.get_by_role("spinbutton", name="On the shelf")
        shelf.fill("3")
        seller.click(seller.page.get_by_role("button", name="Keep", exact=True).first)
        expect(seller.page.get_by_text("Counted: 3 of")).to_be_visible()
    assert 3.0 in open_shop(store, today=TODAY).outlook.stock["on_hand"].tolist()


def how_is_my_shop(seller: Seller) -> None:
    with seller.within(clicks=1):
        seller.open("Shop figures")
        expect(seller.figure("Stock at cost").first).to_be_visible()


def currency_and_backup(seller: Seller, store: Store) -> None:
    with seller.within(clicks=3):
        seller.open("Settings")
        sign = seller.page.get_by_role("textbox", name="Currency sign")
        sign.fill("€")
        sign.press("Enter")
        seller.settled(seller.page)
        seller.click(seller.page.get_by_text("Backup", exact=True))
        seller.press("Back up now")
        expect(seller.page.get_by_text("Copied and checked.")).to_be_visible()
    assert store.settings().currency == "€"


def lead_time_of_a_supplier(seller: Seller) -> None:
    """The way to it; the cell is typed in a table."""
    with seller.within(clicks=1):
        seller.click(seller.page.get_by_role("link", name="Suppliers"))
        expect(seller.page.get_by_role("heading", name="Suppliers", level=1)).to_be_visible()


@pytest.fixture
def store(app_server: AppServer) -> Store:
    """The sample shop, dropped by the test before or put there now."""
    store = Store(app_server.database)
    if store.covered_days() is None:
        for name in ("sales.csv", "products.csv", "stock.csv"):
            imported = import_file(name, (SAMPLE / name).read_bytes(), today=TODAY)
            actions.save_import(store, imported, now=NOW)
    return store


def test_the_week_of_a_seller_takes_few_clicks(
    app_server: AppServer, store: Store, seller: Seller
) -> None:
    seller.page.goto(f"{app_server.address}/alerts")
    expect(seller.page.get_by_role("heading", name="Alerts", level=1)).to_be_visible()
    expect(seller.page.get_by_text("Models are still being compared")).to_have_count(0)
    seller.settled(seller.page)

    monday_with_500(seller, store)
    ordered(seller, store)
    sent_to_the_supplier(seller)
    arrived(seller, store)
    why_so_many(seller, store)
    counted_short(seller, store)
    how_is_my_shop(seller)
    currency_and_backup(seller, store)
    lead_time_of_a_supplier(seller)
