"""The real app in its own process, and a real Chromium looking at it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page, expect, sync_playwright

import run

CHROMIUM_OPTIONS = (
    "--no-sandbox",  # the checks may run as root, where Chromium has no sandbox
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    # Chromium itself asks nothing of the outside either.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
)
PATIENCE_MS = 60_000
"""How long `expect` waits: a cold first page beside models that are compared takes half a minute on
a busy computer."""

FIRST_PORT = 8600 + 100 * int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
"""Workers of pytest-xdist look for free ports in ranges of their own."""

SCREENSHOTS = Path(os.environ.get("SOLOSTOCK_SCREENSHOTS", ""))
"""Folder for the README's pictures; none are kept where it is not set."""


def picture(page: Page, name: str) -> None:
    if os.environ.get("SOLOSTOCK_SCREENSHOTS"):
        page.wait_for_timeout(800)  # charts are drawn a moment after the script has ended
        page.screenshot(path=SCREENSHOTS / f"{name}.png")


class AppServer:
    """The app on a port and with a database of its own."""

    def __init__(self, folder: Path) -> None:
        self.database = folder / "shop.duckdb"
        self.log = folder / "server.log"
        self.port = next(port for port in range(FIRST_PORT, FIRST_PORT + 100) if run.is_free(port))
        self.address = f"http://{run.ADDRESS}:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        variables = {"SOLOSTOCK_DATABASE": str(self.database), "PYTHONDONTWRITEBYTECODE": "1"}
        command = (sys.executable, *run.server_command(self.port)[1:])
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=run.ROOT, env=os.environ | variables, stdout=log, stderr=log
            )
        try:
            run.wait_until_healthy(self.process, self.port)
        except run.StartError as error:
            pytest.fail(f"{error}\n{self.log_text()}")

    def stop(self) -> None:
        if self.process is not None:
            run.stop(self.process)
            self.process = None

    def restart(self) -> None:
        """A new process on the same port: open tabs come back by themselves."""
        self.stop()
        self.start()

    def log_text(self) -> str:
        """What the server told the terminal, a traceback of ours for instance."""
        return self.log.read_text(encoding="utf-8", errors="replace")


@pytest.fixture(scope="module")
def app_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AppServer]:
    """A started app with an empty database, one for each file of tests."""
    server = AppServer(tmp_path_factory.mktemp("app"))
    try:
        server.start()
        yield server
    finally:
        server.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium; without one the tests fail, for a check not made must not look like a pass."""
    path = os.environ.get(run.CHROMIUM_VARIABLE) or run.installed_chromium()
    if path is None or shutil.which(path) is None:
        pytest.fail(
            f"No Chromium found (looked at {path or 'the PATH'}): run `python3 run.py test`, which "
            f"installs one, or name one in the environment variable {run.CHROMIUM_VARIABLE}."
        )
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        try:
            chromium = playwright.chromium.launch(executable_path=path, args=CHROMIUM_OPTIONS)
        except Error as error:
            pytest.fail(f"Chromium at {path} does not start: {error.message.splitlines()[0]}")
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty tab of a fresh browser profile; `page.context.new_page()` is a second tab."""
    context = browser.new_context(
        accept_downloads=True, viewport={"width": 1280, "height": 900}, locale="en-US"
    )
    context.set_default_timeout(PATIENCE_MS)
    yield context.new_page()
    context.close()


@pytest.fixture
def assert_no_error(app_server: AppServer) -> Callable[[Page], None]:
    """A function that waits for the page to be finished, and fails where it shows a fault or the
    terminal has a traceback."""

    def look(page: Page) -> None:
        app = page.get_by_test_id("stApp")
        expect(app).to_have_attribute("data-test-script-state", "notRunning")
        if "Traceback" in app_server.log_text():
            pytest.fail(app_server.log_text())  # whole, where `assert` would shorten it
        expect(page.get_by_test_id("stException")).to_have_count(0)

    return look
