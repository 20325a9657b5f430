"""Copies of the whole database: made and checked, kept in turn beside it, and put back."""

import os
import shutil
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from glob import escape
from pathlib import Path

from inventory_core.domain.errors import StoreError
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import day, whole
from inventory_core.store import database
from inventory_core.store.database import WAIT_SECONDS, Database
from inventory_core.store.engine import Connection

KEPT = 5
"""Backups that are kept in turn; the oldest gives way to the sixth."""

_FOLDER = "backups"
_MOMENT = "%Y-%m-%d %H.%M.%S"
"""In the name of a backup, so that names in their order are the oldest first."""
_ANY_MOMENT = "[0-9]" * 4 + "-[0-9][0-9]" * 2 + " " + ".".join(["[0-9][0-9]"] * 3)
_AGE_OF_CACHES = 1000
"""No program that is running has seen so many versions since a damaged database could be read."""


@dataclass(frozen=True, kw_only=True)
class Backup:
    """A copy that was opened and checked: where it lies, and what it holds."""

    path: Path
    uploads: int
    sale_lines: int
    last_saved: date | None

    @property
    def sentence(self) -> str:
        """Say what the copy holds."""
        if self.last_saved is None:
            return _("It holds no upload yet.")
        return _(
            "Uploads in it: {uploads}, lines of sales: {lines}; the last was saved on {day}."
        ).format(
            uploads=whole(self.uploads), lines=whole(self.sale_lines), day=day(self.last_saved)
        )


def back_up(path: Path, *, now: datetime, file: Path | None, wait_seconds: float) -> Backup:
    """Copy a database, and open and check what was written.

    Args:
        path: the database.
        now: the running moment.
        file: where to write; None for the folder beside it, where the newest few are kept.
        wait_seconds: for another program that holds the database.

    Raises:
        StoreError: it cannot be read or written, or there is such a file already.
    """
    copy = file or _kept_beside(path, now)
    if copy.exists():
        raise StoreError(
            _("{path} is there already: choose another name for the backup.").format(path=copy)
        )
    written = copy.with_name(f"{copy.name}.part")
    _remove(written)
    try:
        counted = Database(path, wait_seconds=wait_seconds).copy_to(written)
        _check(written, counted)
        written.replace(copy)
    finally:
        _remove(written)
    if file is None:
        for old in kept(path)[KEPT:]:
            _remove(old)
    return inspected(copy)


def _folder(path: Path) -> Path:
    return path.parent / _FOLDER


def made_at(file: Path) -> datetime:
    """Return when one of those backups was made, on the seller's clock."""
    return datetime.strptime(file.stem[-len("2026-11-22 09.00.00") :], _MOMENT)  # noqa: DTZ007


def kept(path: Path) -> list[Path]:
    """Return the backups beside a database, the newest first."""
    names = f"{escape(path.stem)} {_ANY_MOMENT}.duckdb"
    return sorted(_folder(path).glob(names), reverse=True)


def inspected(file: Path) -> Backup:
    """Open a backup without changing it, and return what it holds.

    Raises:
        StoreError: it is not there, no database of ours, damaged, or of a newer version.
    """
    with database.looking_into(file) as connection:
        ((uploads, last_saved),) = connection.execute(
            "select count(*), max(saved_at)::date from uploads"
        ).fetchall()
        ((lines,),) = connection.execute("select count(*) from sales").fetchall()
    return Backup(path=file, uploads=uploads, sale_lines=lines, last_saved=last_saved)


def restore(
    path: Path, file: Path, *, now: datetime, wait_seconds: float = WAIT_SECONDS
) -> Path | None:
    """Put a backup in the place of the database.

    Returns where what was there before is kept, as a backup of its own; None where nothing was.

    Raises:
        StoreError: the backup is unusable, the database is held, or one cannot be written; then
            all is as it was.
    """
    inspected(file)
    staged = path.with_name(f"{path.name}.part")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        _copy_with_log(file, staged)
        with database.alone():
            version = _closed_version(path, wait_seconds)
            _raise_versions(staged, above=version)
            before = _change_places(path, staged, now)
    except OSError as error:
        raise StoreError(database.explanation(path, error)) from error
    finally:
        _remove(staged)
    Database(path, wait_seconds=wait_seconds)  # brings an older backup up to date
    return before


def _kept_beside(path: Path, now: datetime) -> Path:
    """Name a new backup; of two in one second the later one gets the next."""
    while (file := _folder(path) / f"{path.stem} {now:{_MOMENT}}.duckdb").exists():
        now += timedelta(seconds=1)
    return file


def _check(written: Path, counted: dict[str, int]) -> None:
    """Make sure that a copy opens and holds as many rows of everything."""
    with database.looking_into(written) as connection:
        if database.row_counts(connection) != counted:
            raise StoreError(
                _("The backup {path} is not complete: check the disk and try again.").format(
                    path=written
                )
            )


def _closed_version(path: Path, wait_seconds: float) -> int | None:
    """Return the highest version of a database that is written to its end; None where unknown.

    What is damaged, or no database, may be replaced too; what another program holds may not.
    """
    if not path.exists():
        return None
    try:
        return database.written_to_its_end(path, wait_seconds, _highest_version)
    except database.HeldError:
        raise
    except StoreError:
        return None


def _highest_version(connection: Connection) -> int:
    ((version,),) = connection.execute("select max(number) from versions").fetchall()
    return int(version)


def _raise_versions(staged: Path, *, above: int | None) -> None:
    """Let no cache of what was there before take the backup for a state that it knows."""

    def rise(connection: Connection) -> None:
        own = _highest_version(connection)
        least = own + _AGE_OF_CACHES if above is None else max(own, above) + 1
        connection.execute("update versions set number = ?", [least])

    database.written_to_its_end(staged, 0.0, rise)


def _change_places(path: Path, staged: Path, now: datetime) -> Path | None:
    """Put the staged file in place, and return where the one before it went.

    It is moved and not copied: what another program may be writing into it goes along.
    """
    if not path.exists():
        _log(path).unlink(missing_ok=True)
        staged.replace(path)
        return None
    before = _kept_beside(path, now)
    before.parent.mkdir(exist_ok=True)
    path.replace(before)
    try:
        if _log(path).exists():
            _log(path).replace(_log(before))
        staged.replace(path)
    except OSError:
        before.replace(path)
        raise
    return before


def _copy_with_log(file: Path, copy: Path) -> None:
    """Copy a database with what was not yet written into it, if any."""
    _remove(copy)
    shutil.copyfile(file, copy)
    if _log(file).exists():
        shutil.copyfile(_log(file), _log(copy))
    with copy.open("rb+") as written:
        os.fsync(written.fileno())


def _log(path: Path) -> Path:
    return path.with_name(f"{path.name}.wal")


def _remove(path: Path) -> None:
    path.unlink(missing_ok=True)
    _log(path).unlink(missing_ok=True)
