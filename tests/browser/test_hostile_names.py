"""A name from a file is shown as it stands, wherever: nothing of it is rendered, and no address in
it is asked for anything."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Page, Request, expect

from inventory_core.domain.frames import PROMOTIONS, typed
from inventory_core.domain.products import cells_of
from inventory_core.imports.drop import import_file
from inventory_core.ledger.changing import OrderChange
from inventory_core.ledger.customer_orders import CustomerLine, CustomerOrder
from inventory_core.shop import actions
from inventory_core.shop.customer_orders import take_order
from inventory_core.shop.purchases import change_order, order_goods
from inventory_core.shop.shop import open_shop
from inventory_core.store.store import Store
from tests.browser.conftest import AppServer
from tests.clock import NOW, TODAY

Settled = Callable[[Page], None]

HOSTILE = (
    "![p](https://evil.example/p.png) **LOUD** :red[LOUD] `LOUD` $LOUD$ <b>LOUD</b> "
    "[LOUD](https://evil.example) :material/home:"
)
RENDERED = (
    "strong, em, code, b, .katex, a[href^='http'][href*=evil], img[src*=evil], span[style*=color]"
)
"""What the marks in that name would become."""

APP = Path(__file__).parents[2] / "app.py"
ADDRESSES = [
    Path(page).stem for page in re.findall(r"pages/[\w/]+\.py", APP.read_text(encoding="utf-8"))
]


def quoted(*cells: object) -> str:
    return ",".join(f'"{cell}"' for cell in cells)


@pytest.fixture(scope="module")
def hostile_shop(app_server: AppServer) -> AppServer:
    """A shop in which every text that a file or a seller can tell is hostile."""
    store = Store(app_server.database)
    days = [TODAY - timedelta(days=back) for back in range(120, 0, -1)]
    lines = [
        quoted(day, f"{sku} {HOSTILE}", f"{name} {HOSTILE}", 2 + day.day % 3, 10)
        for day in days
        for sku, name in (("A", "Mug"), ("B", "Tea"))
    ]
    files = {
        "sales": ["Date,SKU,Product name,Units,Unit price", *lines],
        "stock": ["Date,SKU,On hand", quoted(days[-1], f"A {HOSTILE}", 5)],
        "products": [
            "SKU,Supplier,Category,Cost,Lead time days",
            *(quoted(f"{sku} {HOSTILE}", HOSTILE, HOSTILE, 4, 9) for sku in "AB"),
        ],
    }
    for name, rows in files.items():
        imported = import_file(f"{name} {HOSTILE}.csv", "\n".join(rows).encode(), today=TODAY)
        actions.save_import(store, imported, now=NOW)
    sku = f"A {HOSTILE}"
    store.edit_products(cells_of(sku, {"note": HOSTILE}), now=NOW)
    (number,) = order_goods(open_shop(store, today=TODAY), {sku: 3.0}, ordered_on=TODAY)
    facts = OrderChange(reference=HOSTILE, note=HOSTILE)
    change_order(open_shop(store, today=TODAY).outlook, number, facts)
    waiting = CustomerOrder(
        ordered_on=TODAY,
        promised_on=TODAY + timedelta(days=1),
        reference=HOSTILE,
        note=HOSTILE,
        lines=(CustomerLine(sku=sku, units=50.0),),
    )
    take_order(open_shop(store, today=TODAY).outlook, waiting)
    sale = {"name": HOSTILE[:80], "sku": sku, "category": ""} | {
        "first_day": days[40],
        "last_day": days[45],
    }
    store.replace(PROMOTIONS, typed(pd.DataFrame([sale]), PROMOTIONS))
    return app_server


def rendered(page: Page) -> list[str]:
    """Places in which a mark of that name became more than letters."""
    found = page.locator(RENDERED).filter(has_text="LOUD").all_inner_texts()
    pictures = page.locator("img[src*=evil], a[href^='http'][href*=evil]").all()
    # Our own words may be bold around a name; its stars then stand there as they are.
    texts = [text for text in found if "**LOUD**" not in text]
    return texts + [str(each.evaluate("it => it.outerHTML")) for each in pictures]


@pytest.mark.parametrize("width", [1280, pytest.param(390, marks=pytest.mark.long)])
def test_no_name_is_rendered_and_nothing_is_asked_of_the_outside(
    hostile_shop: AppServer, page: Page, assert_no_error: Settled, width: int
) -> None:
    asked: list[str] = []
    found: dict[str, list[str]] = {}

    def note(request: Request) -> None:
        if not request.url.startswith((hostile_shop.address, "data:", "blob:")):
            asked.append(request.url)

    page.on("request", note)
    page.set_viewport_size({"width": width, "height": 900})
    for address in ADDRESSES:
        page.goto(f"{hostile_shop.address}/{address}")
        expect(page.get_by_role("heading", level=1).first).to_be_visible()
        assert_no_error(page)
        for closed in page.get_by_test_id("stExpander").locator("summary").all():
            closed.click()
        assert_no_error(page)
        if places := rendered(page):
            found[address] = places
    assert found == {}
    assert asked == []


def test_another_site_cannot_show_the_app_in_a_frame(hostile_shop: AppServer, page: Page) -> None:
    page.set_content(f'<h2>Win a prize</h2><iframe src="{hostile_shop.address}/alerts"></iframe>')

    framed = page.frame_locator("iframe").locator("html")
    expect(framed).to_have_count(1)  # the app begins
    expect(framed).to_have_count(0)  # and sees where it is
