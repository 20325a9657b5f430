"""What several commands take, and the shop that they open by it."""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path

from inventory_core.domain.errors import FileError
from inventory_core.domain.language import gettext as _
from inventory_core.shop.shop import Shop, open_shop
from inventory_core.store.store import Store

Command = tuple[
    str,
    Callable[[argparse.Namespace], int],
    str,
    Callable[[argparse.ArgumentParser], None],
]
"""Name, work, explanation and options of a command."""


def opened_shop(options: argparse.Namespace) -> Shop:
    """Return the shop that the options name, as it stands on their day."""
    return open_shop(Store(options.database), today=options.today)


def add_day(command: argparse.ArgumentParser, explanation: str) -> None:
    """Add the day on which something happened."""
    command.add_argument("--day", type=date.fromisoformat, metavar="YYYY-MM-DD", help=explanation)


def read_file(path: Path) -> bytes:
    """Return what a file holds that was named.

    Raises:
        FileError: it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise FileError(
            _("{path} cannot be read ({error}): check its name.").format(
                path=path, error=error.strerror
            )
        ) from error


def units_of(text: str) -> tuple[str, float]:
    """Read a code and a number as they are typed, such as MUG=12.

    Raises:
        ValueError: it is something else.
    """
    sku, _equals, units = text.rpartition("=")
    if not sku:
        raise ValueError(text)
    return sku, float(units)
