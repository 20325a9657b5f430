"""An order that another program adds shows on the open page, and disturbs nobody who types."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import run
from inventory_core.imports.drop import import_file
from inventory_core.shop import actions
from inventory_core.store.store import Store
from tests.browser.conftest import AppServer
from tests.clock import NOW, TODAY


def sell(database: Path, *lines: str) -> None:
    command = (sys.executable, "-m", "inventory_core", "sell", "--database", str(database), *lines)
    subprocess.run(command, cwd=run.ROOT, env=os.environ, check=True, capture_output=True)


@pytest.fixture
def shop(app_server: AppServer) -> Path:
    """A shop of mugs, of which fifty are there."""
    store = Store(app_server.database)
    for name, text in {
        "sales.csv": "Date,SKU,Units\n2026-11-01,MUG,2\n2026-11-20,MUG,3\n",
        "stock.csv": f"SKU,On hand,Date\nMUG,50,{TODAY}\n",
    }.items():
        actions.save_import(store, import_file(name, text.encode(), today=TODAY), now=NOW)
    return app_server.database


def test_an_order_of_the_command_line_is_seen_without_a_reload_and_no_typing_is_lost(
    app_server: AppServer, shop: Path, page: Page, assert_no_error: Callable[[Page], None]
) -> None:
    page.goto(f"{app_server.address}/customer_orders")
    expect(page.get_by_text("No customer order is known yet.")).to_be_visible()

    sell(shop, "MUG=4")
    expect(page.get_by_text("Customer order 1 ")).to_be_visible()

    page.get_by_role("button", name="Add an order").click()
    reference = page.get_by_role("textbox", name="Order number there")
    reference.fill("10")
    sell(shop, "MUG=5")
    reference.press_sequentially("01", delay=2_000)
    assert reference.input_value() == "1001"
    page.get_by_role("button", name="Not now").click()
    expect(page.get_by_text("Customer order 2 ")).to_be_visible()
    assert_no_error(page)
