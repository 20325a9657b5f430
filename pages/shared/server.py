"""The program that run.py starts: Streamlit's server, which loads what pages need meanwhile.

The first page would else begin to load it when the browser is there already. What is loaded stays
for good, so it is left out of all later searches for garbage, each of which would take a tenth of a
second.
"""

import gc
from importlib import import_module
from threading import Thread

from streamlit import net_util

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
    from streamlit.web import cli

    ask_nobody()
    Thread(target=_load, daemon=True).start()
    cli.main()


def ask_nobody() -> None:
    """Let Streamlit ask nobody outside for the address of this computer.

    It would, whenever a foreign page tries to talk to the app, to see whether that page is served
    from here: it is not, and with a dead name server the app would stand still meanwhile.
    """
    net_util.get_external_ip = net_util.get_internal_ip = _no_address


def _no_address() -> None:
    """Only the loopback address is served."""


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
