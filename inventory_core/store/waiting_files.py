"""Which files of watched folders wait where they are, for an answer of the seller."""

from collections.abc import Collection
from pathlib import Path

from inventory_core.store.database import Database, raise_versions
from inventory_core.store.engine import Connection


class WaitingFiles:
    """The files that wait; each change raises a version, so that the alert about them is there."""

    def __init__(self, database: Database) -> None:
        """Keep them in this database."""
        self._database = database

    def all(self) -> tuple[Path, ...]:
        """Return all files that wait, by folder and name."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "select folder, name from waiting_files order by all"
            ).fetchall()
        return tuple(Path(folder, name) for folder, name in rows)

    def keep(self, folder: Path, names: Collection[str]) -> None:
        """Keep that these files of a folder wait, and no others of it."""
        with self._database.writing() as connection:
            if _names(connection, folder) == set(names):
                return
            connection.execute("delete from waiting_files where folder = ?", [str(folder)])
            connection.execute(
                "insert into waiting_files select ?, unnest(?::text[])", [str(folder), list(names)]
            )
            raise_versions(connection, "products")

    def forget(self, file: Path) -> None:
        """Keep that a file waits no more."""
        with self._database.writing() as connection:
            if file.name not in _names(connection, file.parent):
                return
            connection.execute(
                "delete from waiting_files where folder = ? and name = ?",
                [str(file.parent), file.name],
            )
            raise_versions(connection, "products")


def _names(connection: Connection, folder: Path) -> set[str]:
    rows = connection.execute("select name from waiting_files where folder = ?", [str(folder)])
    return {name for (name,) in rows.fetchall()}
