"""First page: seconds from a start of the program to what can be read, and to load it again.

The sample shop beside Streamlit's own hello page, each started in turn, so that both meet the same
noise; and from the click on the sample shop to numbers that are final.
"""

import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import run
from benchmarks.serving import APP, HELLO, served, wait_until_whole

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

_PATIENCE_MS = 120_000
_FINAL = "Models were compared"


def report(repetitions: int = 3) -> str:
    """Measure both in turn, and write the medians as a Markdown table."""
    from playwright.sync_api import sync_playwright

    ours: dict[str, list[float]] = {}
    hello: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=run.installed_chromium(), args=["--no-sandbox"]
        )
        database = Path(folder) / "shop.duckdb"
        with _looked_at(APP, database, browser) as (page, _started):
            _keep(ours, "sample shop to final numbers", _opened_sample(page))
        for _ in range(repetitions):
            for taken, command in ((ours, APP), (hello, HELLO)):
                with _looked_at(command, database, browser) as (page, started):
                    wait_until_whole(page)
                    _keep(taken, "cold first page", time.perf_counter() - started)
                    _keep(taken, "loaded again", _loaded_again(page))
    return _table(ours, hello)


@contextmanager
def _looked_at(
    command: Sequence[str], database: Path, browser: "Browser"
) -> Iterator[tuple["Page", float]]:
    """Start a server and open its page; with it comes the moment at which it was started."""
    started = time.perf_counter()
    with served(command, database) as (address, _server):
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.set_default_timeout(_PATIENCE_MS)
        page.goto(address)
        yield page, started
        page.close()


def _opened_sample(page: "Page") -> float:
    """Open the sample shop; seconds until the page says that its numbers are final."""
    wait_until_whole(page)
    button = page.get_by_role("button", name="Try it with the sample shop")
    started = time.perf_counter()
    button.click()
    page.get_by_text(_FINAL).wait_for()
    wait_until_whole(page)
    return time.perf_counter() - started


def _loaded_again(page: "Page") -> float:
    started = time.perf_counter()
    page.reload()
    wait_until_whole(page)
    return time.perf_counter() - started


def _keep(taken: dict[str, list[float]], step: str, seconds: float) -> None:
    taken.setdefault(step, []).append(seconds)


def _table(ours: dict[str, list[float]], hello: dict[str, list[float]]) -> str:
    lines = ["| step | s | hello s | ratio |", "|---|---|---|---|"]
    for step, taken in ours.items():
        own = median(taken)
        peer = median(hello[step]) if step in hello else None
        told = f"{peer:.2f} | {own / peer:.2f}" if peer else " | "
        lines.append(f"| {step} | {own:.2f} | {told} |")
    return "\n".join(lines)
