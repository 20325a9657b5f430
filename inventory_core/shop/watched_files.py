"""The files of a watched folder: which may be taken in, and where they go when that is done.

Nothing is ever overwritten here, whoever else writes in the folder at the same moment.
"""

import os
import stat
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from itertools import count
from pathlib import Path

from inventory_core.domain.errors import FileError, SettingsError
from inventory_core.domain.language import gettext as _

_TEMPORARY_BEGINNINGS = (".", "~")
"""Hidden files, and what spreadsheet programs leave beside an open file, such as ~$list.xlsx."""

_TEMPORARY_ENDINGS = (
    *(".crdownload", ".part", ".partial", ".download", ".opdownload", ".filepart"),
    *(".tmp", ".temp", ".swp"),
)
"""What browsers and copying programs call a file that is still to come."""

_WINDOWS_UNSEEN = getattr(stat, "FILE_ATTRIBUTE_HIDDEN", 2) | 4
"""Hidden files and those of the system, such as desktop.ini."""


class Fate(StrEnum):
    """What becomes of a file; the first two name the sub-folders to which files are moved."""

    DONE = "done"
    REFUSED = "refused"
    WAITING = "waiting"
    UNFINISHED = "unfinished"


@dataclass(frozen=True, kw_only=True)
class Mark:
    """By what a file is known to be the same as before. touched: when anything was done to it."""

    size: int
    changed_ns: int
    inode: int
    touched: datetime = field(compare=False)


def checked_folder(text: str, *, database: Path) -> Path:
    """Return the folder that a seller typed, once files can be taken in from it.

    Raises:
        SettingsError: it is none, holds the database, or cannot be written.
    """
    folder = Path(text.strip()).expanduser()
    if not text.strip() or not folder.is_dir():
        raise SettingsError(
            _(
                "There is no folder “{path}”: make one for this purpose, and type its whole path."
            ).format(path=text.strip())
        )
    folder = folder.absolute()
    if folder == database.absolute().parent:
        raise SettingsError(
            _(
                "Your database lies in {path}, so files cannot be taken in from there: choose a "
                "folder of its own."
            ).format(path=folder)
        )
    try:
        for fate in (Fate.DONE, Fate.REFUSED):
            (folder / fate).mkdir(exist_ok=True)
    except OSError as error:
        raise SettingsError(
            _(
                "Files cannot be moved within {path} ({cause}): choose a folder in which you may "
                "write."
            ).format(path=folder, cause=error.strerror)
        ) from error
    return folder


def files_in(folder: Path) -> dict[Path, Mark]:
    """Return the files that lie in a folder, without hidden and temporary ones.

    Raises:
        FileError: it cannot be looked into.
    """
    try:
        with os.scandir(folder) as entries:
            names = [entry.name for entry in entries if entry.is_file(follow_symlinks=False)]
    except OSError as error:
        raise FileError(
            _(
                "The watched folder {path} cannot be looked into ({cause}): put it back, or choose "
                "another one on the Upload page."
            ).format(path=folder, cause=error.strerror)
        ) from error
    marks = {folder / name: mark_of(folder / name) for name in sorted(names)}
    return {path: mark for path, mark in marks.items() if mark is not None and not _is_unseen(path)}


def _is_unseen(path: Path) -> bool:
    name = path.name.lower()
    if name.startswith(_TEMPORARY_BEGINNINGS) or name.endswith(_TEMPORARY_ENDINGS):
        return True
    return bool(getattr(path.lstat(), "st_file_attributes", 0) & _WINDOWS_UNSEEN)


def mark_of(path: Path) -> Mark | None:
    """Return by what a file is known; None where it is gone."""
    try:
        known = path.stat()
    except OSError:
        return None
    # Who copies a file gives it the age of the old one at the end; the system's own note is new.
    touched = datetime.fromtimestamp(max(known.st_mtime, known.st_ctime)).astimezone()
    return Mark(
        size=known.st_size,
        changed_ns=known.st_mtime_ns,
        inode=known.st_ino,
        touched=touched.replace(tzinfo=None),
    )


def put_away(path: Path, fate: Fate, report: str, *, mark: Mark) -> Path:
    """Move a file to the sub-folder of its fate, with a report beside it; return where it lies.

    A file that took its name at the same moment is not the one that was read, and goes back.

    Args:
        path: of the file.
        fate: what became of it.
        report: in plain words.
        mark: of the file as it was read.

    Raises:
        FileError: it cannot be moved.
    """
    target = _free(path.parent / fate / path.name)
    beside = _report_of(target)
    try:
        target.parent.mkdir(exist_ok=True)
        beside.write_text(f"{report}\n", encoding="utf-8")
        path.rename(target)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise FileError(
            _(
                "{path} was read but cannot be moved ({cause}): close the programs that have it "
                "open, and check that you may write in its folder."
            ).format(path=path, cause=error.strerror)
        ) from error
    if mark_of(target) != mark:
        put_back(target)
    return target


def put_back(path: Path) -> bool:
    """Move a file from a sub-folder back into the watched folder, where it is looked at anew.

    Returns False where another program has it open.
    """
    try:
        path.rename(_free(path.parents[1] / path.name))
    except OSError:
        return False
    return True


def _free(path: Path) -> Path:
    """Return the path, or with a number where it or its report is taken."""
    names = (f"{path.stem} ({number}){path.suffix}" for number in count(2))
    while path.exists() or _report_of(path).exists():
        path = path.with_name(next(names))
    return path


def _report_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.txt")
