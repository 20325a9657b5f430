"""A server for as long as something is measured in a browser: the app's, or Streamlit's own."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import run

if TYPE_CHECKING:
    from playwright.sync_api import Page

APP, HELLO = ("pages.shared.server", "run", "app.py"), ("streamlit", "hello")
"""Modules with the words behind them that serve the app, and Streamlit's hello page."""
TITLE = "() => document.querySelector('[data-testid=stMain] h1')?.innerText.trim()"
IDLE = "() => document.querySelector('[data-testid=stApp][data-test-script-state=notRunning]')"
"""In the browser: the title of a page, and whether all of it is there.

Asked at every frame: Playwright's locators look only twice a second after the first 0.3 s, so that
50 ms more could look like 500.
"""


@contextmanager
def served(
    command: Sequence[str], database: Path, *, checkout: Path = run.ROOT
) -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    """Serve a database; with it come the address and the process.

    checkout: the folder of the project in which the command is run.
    """
    port = run.choose_port(None)
    server = subprocess.Popen(
        # The options of run.py, for any checkout.
        [sys.executable, "-m", *command, *map(str, run.server_command(port)[5:])],
        cwd=checkout,
        env=os.environ | {"SOLOSTOCK_DATABASE": str(database)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        run.wait_until_healthy(server, port)
        yield f"http://{run.ADDRESS}:{port}", server
    finally:
        run.stop(server)


def wait_until_whole(page: "Page") -> None:
    """Wait until a page has a title, and all of it is there."""
    page.wait_for_function(TITLE)
    page.wait_for_function(IDLE)
