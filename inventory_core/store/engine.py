"""DuckDB itself, started once in a process, and the files that are attached to it for a moment.

To start it takes several times as long as to attach a file and to detach it.
"""

import atexit
import hashlib
import os
import tempfile
from collections import Counter
from functools import cache
from pathlib import Path

import duckdb

Connection = duckdb.DuckDBPyConnection

_NO_EXTENSIONS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
"""Else DuckDB asks the internet for a program that reads what is no DuckDB file."""

_holders: Counter[str] = Counter()
"""How many hold each file, one within the other."""


def connected(path: Path, *, read_only: bool) -> Connection:
    """Hold a file, and connect to it alone; `let_go` comes after.

    Raises:
        duckdb.Error: it cannot be opened.
    """
    name = hold(path, read_only=read_only)
    connection = _engine().cursor()
    connection.execute(f"use {name}")
    return connection


def hold(path: Path, *, read_only: bool = False) -> str:
    """Attach a file, unless what asks is itself asked by someone who holds it, and return its name.

    Raises:
        duckdb.Error: it cannot be opened.
    """
    name = _name_of(path)
    if not _holders[name]:
        # Absolute, since DuckDB takes a name like "md:shop" for a service on the internet.
        place = str(path.absolute()).replace("'", "''")
        way = ", read_only" if read_only else ""
        _engine().execute(f"attach '{place}' as {name} (type duckdb{way})")
    _holders[name] += 1
    return name


def let_go(path: Path) -> None:
    """Detach a file, once for each time that it was held."""
    name = _name_of(path)
    _holders[name] -= 1
    if not _holders[name]:
        try:
            _engine().execute(f"detach {name}")
        except duckdb.Error:
            # What was finished stands in the log beside the file. A new start reads it.
            _engine.cache_clear()


def _name_of(path: Path) -> str:
    """Name a file for DuckDB: its own name may be any."""
    return f"shop_{hashlib.sha256(os.fsencode(path.absolute())).hexdigest()[:16]}"


@cache
def _engine() -> Connection:
    # Let go before Python ends: DuckDB complains about what is left after it.
    atexit.register(_engine.cache_clear)
    aside = Path(tempfile.gettempdir()) / f"solostock-{os.getpid()}"
    return duckdb.connect(config={**_NO_EXTENSIONS, "temp_directory": str(aside)})
