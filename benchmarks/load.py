"""Load: ten tabs at once on a large shop, how long pages take and what memory they leave behind.

5,000 products, a million order lines in three years. Beside Streamlit's own hello page with as many
tabs and page changes, on a server of its own.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import numpy as np
import psutil

import run
from benchmarks.serving import APP, HELLO, IDLE, TITLE, served, wait_until_whole

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PRODUCTS, DAYS, LINES = 5_000, 3 * 365, 1_000_000
PAGES = ("Alerts", "Optimization", "Products", "Cash", "Shop figures", "Purchases")
HELLO_PAGES = ("Animation demo", "Plotting demo", "Mapping demo", "Dataframe demo")
_PATIENCE_MS = 600_000
_ANOTHER = f"before => ({TITLE})() && ({TITLE})() !== before"


@dataclass(kw_only=True)
class _Run:
    """What came of the page changes of one server: seconds of each, and its memory in bytes."""

    seconds: list[float] = field(default_factory=list)
    memory: list[int] = field(default_factory=list)


def report(tabs: int = 10, changes: int = 500) -> str:
    """Change pages in all tabs in turn, at both servers."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=run.installed_chromium(), args=["--no-sandbox"]
        )
        database = Path(folder) / "shop.duckdb"
        _import_shop(Path(folder), database)
        ours = _changed(browser, APP, PAGES, database, tabs, changes)
        hello = _changed(browser, HELLO, HELLO_PAGES, database, tabs, changes)
    return _table(ours, hello, tabs=tabs, changes=changes)


def _import_shop(folder: Path, database: Path) -> None:
    """Write the sales, stock and facts of such a shop, and import them."""
    rng = np.random.default_rng(0)
    last = date.today() - timedelta(days=1)  # noqa: DTZ011 (both programs ask the same clock)
    share = rng.gamma(0.5, 1.0, PRODUCTS)
    sold = rng.choice(PRODUCTS, LINES, p=share / share.sum())
    back = np.sort(rng.integers(0, DAYS, LINES))[::-1]
    texts = np.array([(last - timedelta(days=day)).isoformat() for day in range(DAYS)])
    rows = zip(texts[back], sold, strict=True)
    sales = [f"{day},{n},P{sku:04},1,{5 + sku % 40}" for n, (day, sku) in enumerate(rows)]
    files = {
        "sales": ["Date,Order number,SKU,Units,Unit price", *sales],
        "stock": ["Date,SKU,On hand", *(f"{last},P{n:04},{n % 90}" for n in range(PRODUCTS))],
        "products": [
            "SKU,Supplier,Cost,Lead time days",
            *(f"P{n:04},Supplier {n % 40},{2 + n % 17},{7 + n % 40}" for n in range(PRODUCTS)),
        ],
    }
    for name, lines in files.items():
        (folder / f"{name}.csv").write_text("\n".join(lines), encoding="utf-8")
    command = (sys.executable, "-m", "inventory_core", "import", "--database", str(database))
    paths = (str(folder / f"{name}.csv") for name in files)
    subprocess.run([*command, *paths], cwd=run.ROOT, check=True, capture_output=True)


def _changed(
    browser: "Browser",
    command: Sequence[str],
    names: Sequence[str],
    database: Path,
    tabs: int,
    changes: int,
) -> _Run:
    """Open the tabs and change their pages in turn."""
    done = _Run()
    with served(command, database) as (address, server):
        pages = [_opened(browser, address) for _tab in range(tabs)]
        done.memory.append(_memory(server))
        for change in range(changes):
            page, name = pages[change % tabs], names[(change // tabs + change) % len(names)]
            before = page.evaluate(TITLE)
            started = time.perf_counter()
            page.get_by_test_id("stSidebar").get_by_role("link", name=name).first.click()
            page.wait_for_function(_ANOTHER, arg=before)
            page.wait_for_function(IDLE)
            done.seconds.append(time.perf_counter() - started)
            if change in (changes // 2, changes - 1):
                done.memory.append(_memory(server))
        for page in pages:
            page.close()
    return done


def _opened(browser: "Browser", address: str) -> "Page":
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.set_default_timeout(_PATIENCE_MS)
    page.goto(address)
    wait_until_whole(page)
    return page


def _memory(server: "subprocess.Popen[bytes]") -> int:
    return int(psutil.Process(server.pid).memory_info().rss)


def _table(ours: _Run, hello: _Run, *, tabs: int, changes: int) -> str:
    """Write both side by side, as a Markdown table."""
    lines = [
        f"{tabs} tabs, {changes} page changes",
        "",
        "| of | median s | slowest s | MB first | MB halfway | MB last |",
        "|---|---|---|---|---|---|",
    ]
    for name, done in (("solostock", ours), ("hello", hello)):
        first, halfway, last = (f"{size / 1024**2:,.0f}" for size in done.memory)
        lines.append(
            f"| {name} | {median(done.seconds):.2f} | {max(done.seconds):.2f} "
            f"| {first} | {halfway} | {last} |"
        )
    return "\n".join(lines)
