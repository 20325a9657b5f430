"""The commands that copy the database and put a copy back."""

import argparse
import sys
from pathlib import Path

from inventory_core.domain.errors import StoreError
from inventory_core.domain.language import gettext as _
from inventory_core.store import backups
from inventory_core.store.store import Store
from inventory_core.terminal.output import say, write_json


def add_file(command: argparse.ArgumentParser) -> None:
    """Add what `backup` takes."""
    command.add_argument(
        "file",
        type=Path,
        nargs="?",
        metavar="FILE",
        help=_("where to write; without it, beside the database, where the newest five are kept"),
    )


def add_copy(command: argparse.ArgumentParser) -> None:
    """Add what `restore` takes."""
    command.add_argument("file", type=Path, metavar="FILE", help=_("the copy to put back"))
    command.add_argument("--yes", action="store_true", help=_("do it without asking"))


def back_up(options: argparse.Namespace) -> int:
    """Copy the database, and say where to and what the copy holds."""
    backup = Store(options.database).back_up(now=options.now, file=options.file)
    if options.json:
        counts = {"uploads": backup.uploads, "sale_lines": backup.sale_lines}
        write_json({"backup": str(backup.path), **counts})
        return 0
    say(_("Copied to {path}, and checked.").format(path=backup.path))
    say(backup.sentence)
    return 0


def restore(options: argparse.Namespace) -> int:
    """Put a copy in the place of the database, once the seller said so."""
    backup = backups.inspected(options.file)
    if not options.json:
        say(backup.sentence)
    if not (options.yes or _agreed()):
        raise StoreError(_("Nothing was changed: to put the copy back, answer yes, or add --yes."))
    before = backups.restore(options.database, options.file, now=options.now)
    if options.json:
        write_json({"restored": str(backup.path), "before": str(before) if before else None})
        return 0
    say(_("{path} is put back.").format(path=backup.path))
    if before:
        say(_("What was there before is kept in {path}.").format(path=before))
    return 0


def _agreed() -> bool:
    """Ask at the terminal; where nobody sits there, nobody agrees."""
    if not sys.stdin.isatty():
        return False
    say(_("It takes the place of the database: type “yes” to go on."))
    return input().strip().casefold() in ("yes", _("yes"))
