"""What a command says: lines for people, JSON for programs, files to take home."""

import argparse
import io
import json
import re
import sys
from pathlib import Path

import pandas as pd

from inventory_core.domain.errors import FileError, SellerError
from inventory_core.domain.language import gettext as _

_ORDERS_TO_A_TERMINAL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""Control characters of ECMA-48 but line feed and tab; names in files may hold them."""


def write_utf8(*streams: object) -> None:
    """Let Windows take every character, also where the output goes to a file."""
    for stream in streams:
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def harmless(text: str) -> str:
    """Return a text without what would make a terminal do more than show it, such as colours.

    >>> harmless("Mug \\x1b[31mred\\x07")
    'Mug [31mred'
    """
    return _ORDERS_TO_A_TERMINAL.sub("", text)


def complain(error: SellerError, options: argparse.Namespace) -> None:
    """Tell people what they have to do; programs read it in the JSON."""
    if not options.json:
        sys.stderr.write(f"{harmless(str(error))}\n")


def write_file(path: Path, content: bytes) -> None:
    """Write a file that was asked for, such as with --csv.

    Raises:
        FileError: it cannot be written.
    """
    try:
        path.write_bytes(content)
    except OSError as error:
        raise FileError(
            _("{path} cannot be written ({error}): choose another file.").format(
                path=path, error=error.strerror
            )
        ) from error


def records(frame: pd.DataFrame) -> list[dict[str, object]]:
    """Return the rows of a frame as JSON writes them, days in ISO."""
    days = frame.select_dtypes("datetime").columns
    texts = frame.assign(**{column: frame[column].dt.strftime("%Y-%m-%d") for column in days})
    records: list[dict[str, object]] = json.loads(texts.to_json(orient="records"))
    return records


def say(line: str) -> None:
    """Write a line for people."""
    sys.stdout.write(f"{harmless(line)}\n")


def write_json(value: object) -> None:
    """Write the answer for programs."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")
