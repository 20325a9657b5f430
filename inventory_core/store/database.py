"""The database file: opened briefly, brought up to date, and explained where it cannot be.

It is held for a moment only, since DuckDB lets one process hold a file: so the app and the command
line work side by side.
"""

import shutil
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import duckdb

from inventory_core.domain.errors import StoreError
from inventory_core.domain.language import gettext as _
from inventory_core.store.engine import Connection, connected, hold, let_go
from inventory_core.store.schema import MIGRATIONS, Migration

Answer = TypeVar("Answer")

_ONE_AT_A_TIME = threading.RLock()
"""Tabs ask one after the other: DuckDB trips over a file that one thread closes while another opens
it, and refuses the second of two writers."""

_HELD = ("could not set lock", "already open in", "used by another process", "already attached")
"""How DuckDB says that another program holds the file: on Linux and macOS, on Windows."""
_NEWER = ("version number", "newer version")
_NO_DATABASE = ("not a valid duckdb", "extension")
_OTHER_LOG = ("replaying wal", "wal does not match")
"""What a program that was ended left to be written, beside another database than its own."""
_DAMAGED = ("corrupt", "could not read enough bytes")

WAIT_SECONDS = 5.0
"""For another program that holds the file, such as a command line that is writing."""
_TRY_AGAIN_SECONDS = 0.05


class HeldError(StoreError):
    """Another program holds the file."""


class Database:
    """A DuckDB file, made and brought up to date when it is first opened."""

    def __init__(self, path: Path, *, wait_seconds: float) -> None:
        """Open the file at `path`, waiting so long where another program holds it.

        Raises:
            StoreError: it is no database, cannot be written, is held, or is of a newer version.
        """
        self._path = path
        self._wait_seconds = wait_seconds
        self._migrate()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Connect for some questions.

        Raises:
            StoreError: the file is held, gone, or cannot be read.
        """
        if not self._path.exists():
            raise StoreError(
                _(
                    "The database {path} is gone: put it back, or start SoloStock again to begin "
                    "with an empty one."
                ).format(path=self._path)
            )
        with self._connected() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Connect for one transaction; an error undoes all of it.

        Raises:
            StoreError: the file is held, gone, or cannot be written.
        """
        with self.reading() as connection:
            connection.begin()
            yield connection
            connection.commit()

    def copy_to(self, copy: Path) -> dict[str, int]:
        """Write all that is in the file into a new one, and return the rows of each table.

        Raises:
            StoreError: the file is held, gone, or cannot be read, or the copy cannot be written.
        """
        with self.reading() as connection:
            try:
                copy.parent.mkdir(parents=True, exist_ok=True)
                name = hold(copy)
                try:
                    ((own,),) = connection.execute("select current_database()").fetchall()
                    connection.execute(f"copy from database {own} to {name}")
                finally:
                    let_go(copy)
            except (duckdb.Error, OSError) as error:
                raise StoreError(explanation(copy, error)) from error
            return row_counts(connection)

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        with _opened(self._path, self._wait_seconds) as connection:
            try:
                yield connection
            except (duckdb.OperationalError, duckdb.FatalException) as error:
                raise StoreError(explanation(self._path, error)) from error

    def _migrate(self) -> None:
        with _ONE_AT_A_TIME:
            with self._connected() as connection:
                pending = _pending(connection, self._path)
            if not pending:
                return
            _back_up(self._path, pending[0])
            with self._connected() as connection:
                # Asked again: another program may have been quicker.
                pending = _pending(connection, self._path)
                # A new file is made at once. Data that were there change step by step, since no
                # table changes twice in a transaction where it has rows.
                for steps in [pending] if pending == MIGRATIONS else [[step] for step in pending]:
                    _apply(connection, steps)


@contextmanager
def alone() -> Iterator[None]:
    """Let no other tab ask meanwhile."""
    with _ONE_AT_A_TIME:
        yield


@contextmanager
def looking_into(path: Path) -> Iterator[Connection]:
    """Connect to a database of ours that may be older, such as a backup, without changing it.

    Raises:
        StoreError: it is not there, no database of ours, damaged, held, or of a newer version.
    """
    if not path.exists():
        raise StoreError(_("There is no file {path}: check its name.").format(path=path))
    with _opened(path, 0.0, read_only=True) as connection:
        try:
            if _pending(connection, path) == MIGRATIONS:
                raise StoreError(_not_ours().format(path=path))
            yield connection
        except duckdb.Error as error:
            raise StoreError(explanation(path, error)) from error


def written_to_its_end(
    path: Path, wait_seconds: float, ask: Callable[[Connection], Answer]
) -> Answer:
    """Ask a database that may be older, and leave nothing of it outside its file.

    Raises:
        HeldError: another program holds the file.
        StoreError: it cannot be opened, read or written.
    """
    with _opened(path, wait_seconds) as connection:
        try:
            answer = ask(connection)
            connection.execute("checkpoint")
        except duckdb.Error as error:
            raise StoreError(explanation(path, error)) from error
    return answer


def raise_versions(connection: Connection, *versions: str) -> None:
    """Let every cache that depends on these versions know of a change.

    Uploads are numbered by those of products and of stock: so these rise above each other.
    """
    connection.execute(
        "update versions set number = 1 + case when name in ('products', 'stock') "
        "then (select number from uploads_until_now) else number end "
        "where list_contains(?, name)",
        [list(versions)],
    )


def row_counts(connection: Connection) -> dict[str, int]:
    """Return how many rows each table has."""
    names = connection.execute(
        "select table_name from duckdb_tables() where database_name = current_database() "
        "order by table_name"
    ).fetchall()
    return {
        name: connection.execute(f'select count(*) from "{name}"').fetchall()[0][0]  # noqa: S608
        for (name,) in names
    }


def next_in(connection: Connection, column: str, table: str) -> int:
    """Return the next number of a table whose rows are numbered on."""
    question = f"select coalesce(max({column}), 0) + 1 from {table}"  # noqa: S608
    return int(connection.execute(question).fetchall()[0][0])


@contextmanager
def _opened(path: Path, wait_seconds: float, *, read_only: bool = False) -> Iterator[Connection]:
    with _ONE_AT_A_TIME:
        connection = _connected_after(path, wait_seconds, read_only=read_only)
        try:
            yield connection
        finally:
            # Closing in the middle of a transaction undoes it.
            connection.close()
            let_go(path)


def _connected_after(path: Path, wait_seconds: float, *, read_only: bool) -> Connection:
    """Connect, trying again for a while where another program holds the file."""
    deadline = time.monotonic() + wait_seconds
    while True:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            return connected(path, read_only=read_only)
        except (duckdb.Error, OSError) as error:
            held = _says(path, error, _HELD)
            if not held or time.monotonic() > deadline:
                kind = HeldError if held else StoreError
                raise kind(explanation(path, error)) from error
            time.sleep(_TRY_AGAIN_SECONDS)


def _says(path: Path, error: Exception, marks: tuple[str, ...]) -> bool:
    """Tell what is wrong; DuckDB only does so by its text, in which a path may say anything."""
    text = str(error).replace(str(path.absolute()), "").lower()
    return any(mark in text for mark in marks)


def explanation(path: Path, error: Exception) -> str:
    """Say in the seller's words why the file cannot be opened, read or written."""
    if _says(path, error, _HELD):
        sentence = _("The database {path} is in use by another program: close it and try again.")
    elif _says(path, error, _NEWER):
        sentence = _newer()
    elif _says(path, error, _NO_DATABASE):
        sentence = _not_ours()
    elif _says(path, error, _OTHER_LOG):
        sentence = _(
            "Beside the database {path} lies {log}, the last changes of another one: move that "
            "away, or put the copy back by “python -m inventory_core restore”."
        )
    elif _says(path, error, _DAMAGED):
        sentence = _(
            "The database {path} is damaged ({cause}): put a copy of it in its place, "
            "or move it away and start anew."
        )
    else:
        sentence = _(
            "The database {path} cannot be written ({cause}): check that the folder exists, that "
            "you may write in it and that the disk is not full, or choose another file with "
            "--database."
        )
    return sentence.format(path=path, cause=_cause(error), log=f"{path.name}.wal")


def _not_ours() -> str:
    return _(
        "{path} is not a SoloStock database: choose another file with --database, "
        "or move this one away and start anew."
    )


def _newer() -> str:
    return _("The database {path} was made by a newer version: please update SoloStock.")


def _cause(error: Exception) -> str:
    """Return the operating system's own words, such as "Permission denied"."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error).splitlines()[0].rpartition(": ")[2]


def _pending(connection: Connection, path: Path) -> tuple[Migration, ...]:
    """Return the migrations that this file still needs; never writes."""
    tables = {
        row[0]
        for row in connection.execute(
            "select table_name from duckdb_tables() where database_name = current_database()"
        ).fetchall()
    }
    if not tables:
        return MIGRATIONS
    if "migrations" not in tables:
        raise StoreError(
            _(
                "{path} is a database of another program: choose another file with --database."
            ).format(path=path)
        )
    applied = {row[0] for row in connection.execute("select name from migrations").fetchall()}
    if applied - {migration.name for migration in MIGRATIONS}:
        raise StoreError(_newer().format(path=path))
    return tuple(migration for migration in MIGRATIONS if migration.name not in applied)


def _apply(connection: Connection, migrations: Sequence[Migration]) -> None:
    """Change the tables and record it, all or nothing."""
    connection.begin()
    connection.execute("create table if not exists migrations (name text primary key)")
    for migration in migrations:
        connection.execute(migration.sql)
        connection.execute("insert into migrations values (?)", [migration.name])
    connection.commit()


def _back_up(path: Path, migration: Migration) -> None:
    """Copy the file before its tables change, unless it is brand-new."""
    if migration is MIGRATIONS[0]:
        return
    copy = path.with_suffix(f".before-{migration.name.split()[0]}.duckdb")
    try:
        shutil.copyfile(path, copy)
    except OSError as error:
        raise StoreError(
            _(
                "The database {path} cannot be copied before it is brought up to date ({cause}): "
                "check that you may write in its folder and that the disk is not full."
            ).format(path=path, cause=_cause(error))
        ) from error
