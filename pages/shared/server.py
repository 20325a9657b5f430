"""The program that run.py starts: Streamlit's server, which loads what pages need meanwhile.

The first page would else begin to load it when the browser is there already. What is loaded stays
for good, so it is left out of all later searches for garbage, each of which would take a tenth of a
second.
"""

import gc
from importlib import import_module
from threading import Thread

from streamlit.web import cli

_NEEDED = (
    "pages.shared.comparison",
    "pages.shared.charts",
    "pages.shared.search",
    "pages.shared.watchman",
    "inventory_core.shop.reminders",
)
"""What the first page needs, with all that these need."""


def main() -> None:
    """Run Streamlit with the words of the command line, as its own command does."""
    Thread(target=_load, daemon=True).start()
    cli.main()


def _load() -> None:
    gc.disable()
    try:
        for name in _NEEDED:
            import_module(name)
    finally:
        gc.freeze()
        gc.enable()


if __name__ == "__main__":
    main()
