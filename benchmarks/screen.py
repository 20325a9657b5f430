"""Screen: seconds to change the page and to see a slider's plan, in Chromium, for 1,000 products.

Beside another checkout of this project, each in a server of its own and asked in turn, so that both
meet the same noise.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import numpy as np

import run
from benchmarks.serving import APP, IDLE, TITLE, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PRODUCTS, DAYS = 1_000, 365
PAGES = ("Alerts", "Optimization", "Forecast", "Products", "Cash")
SLIDER = "Holding cost, %"
_PATIENCE_MS = 300_000
_HEADED = f"name => ({TITLE})() === name"
_FIGURES = (
    "() => [...document.querySelectorAll('[data-testid=stMetric]')].map(m => m.innerText).join()"
)


def report(repetitions: int = 5, peer: Path | None = None) -> str:
    """Measure this checkout, and the peer's if one is named, in turn."""
    from playwright.sync_api import sync_playwright

    checkouts = [run.ROOT, *([peer.resolve()] if peer else [])]
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        files = _write_shop(Path(folder))
        browser = stack.enter_context(sync_playwright()).chromium.launch(
            executable_path=run.installed_chromium(), args=["--no-sandbox"]
        )
        pages = [
            stack.enter_context(_opened(checkout, browser, files, Path(folder) / f"{number}"))
            for number, checkout in enumerate(checkouts)
        ]
        seconds: list[dict[str, list[float]]] = [{} for _ in pages]
        for _ in range(repetitions):
            for page, taken in zip(pages, seconds, strict=True):
                for step, time_taken in _steps(page):
                    taken.setdefault(step, []).append(time_taken)
    return _table(seconds)


def _write_shop(folder: Path) -> tuple[Path, ...]:
    """Write a shop of so many products as the three sheets that a seller would drop."""
    rng = np.random.default_rng(0)
    last = date.today() - timedelta(days=1)  # noqa: DTZ011 (both programs ask the same clock)
    daily = rng.gamma(0.5, 1.0, PRODUCTS) + 0.02
    sales, stock, facts = (
        ["Date,SKU,Product name,Units,Unit price"],
        ["Date,SKU,On hand"],
        ["SKU,Supplier,Cost,Lead time days,Pack size units"],
    )
    units = rng.poisson(daily, (DAYS, PRODUCTS))
    for back, row in enumerate(units[::-1]):
        day = last - timedelta(days=back)
        sales += [f"{day},P{n:04},Product {n},{row[n]},{5 + n % 40}" for n in row.nonzero()[0]]
    for n in range(PRODUCTS):
        stock.append(f"{last},P{n:04},{int(daily[n] * rng.integers(0, 90))}")
        facts.append(f"P{n:04},Supplier {n % 20},{2 + n % 17},{7 + n % 40},{1 + 5 * (n % 3)}")
    paths = tuple(folder / f"{name}.csv" for name in ("sales", "stock", "products"))
    for path, lines in zip(paths, (sales, stock, facts), strict=True):
        path.write_text("\n".join(lines), encoding="utf-8")
    return paths


@contextmanager
def _opened(
    checkout: Path, browser: "Browser", files: Sequence[Path], folder: Path
) -> Iterator["Page"]:
    """Import the shop with a checkout, start its app, and wait until its models are compared."""
    database = folder.with_suffix(".duckdb")
    command = (sys.executable, "-m", "inventory_core", "import", "--database", str(database))
    subprocess.run([*command, *map(str, files)], cwd=checkout, check=True, capture_output=True)
    with served(_server_of(checkout), database, checkout=checkout) as (address, _server):
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.set_default_timeout(_PATIENCE_MS)
        page.goto(address)
        page.get_by_role("heading", name="Alerts", level=1).wait_for()
        page.wait_for_function(IDLE)
        page.get_by_text("Models are still being compared").wait_for(state="hidden")
        page.wait_for_function(IDLE)
        yield page


def _server_of(checkout: Path) -> Sequence[str]:
    """Return what serves the app of a checkout; older ones have no program of their own for it."""
    own = checkout / "pages" / "shared" / "server.py"
    return APP if own.exists() else ("streamlit", *APP[1:])


def _steps(page: "Page") -> Iterator[tuple[str, float]]:
    """Change to each page, and move the slider one step and back; seconds of each."""
    for name in PAGES:
        started = time.perf_counter()
        page.get_by_test_id("stSidebar").get_by_role("link", name=name, exact=True).click()
        _wait_until_idle(page, _HEADED, name)
        yield f"to {name}", time.perf_counter() - started
        if name == "Optimization":
            for key in ("ArrowLeft", "ArrowRight"):
                yield "slider", _moved(page, key)


def _moved(page: "Page", key: str) -> float:
    slider = page.get_by_role("slider", name=SLIDER)
    slider.focus()
    before = page.evaluate(_FIGURES)
    started = time.perf_counter()
    slider.press(key)
    _wait_until_idle(page, f"before => ({_FIGURES})() !== before", before)
    return time.perf_counter() - started


def _wait_until_idle(page: "Page", happened: str, arg: str) -> None:
    """Wait until something has happened on the page, and the run that brought it is over."""
    page.wait_for_function(happened, arg=arg)
    page.wait_for_function(IDLE)


def _table(seconds: Sequence[dict[str, list[float]]]) -> str:
    """Write the medians side by side, as a Markdown table."""
    ours, *others = seconds
    lines = ["| step | ms | peer ms | ratio |", "|---|---|---|---|"]
    for step, taken in ours.items():
        own = 1000 * median(taken)
        peers = [1000 * median(other[step]) for other in others]
        told = [f"{ms:,.0f} | {own / ms:.2f}" for ms in peers] or [" | "]
        lines.append(f"| {step} | {own:,.0f} | {told[0]} |")
    return "\n".join(lines)
