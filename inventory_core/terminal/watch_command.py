"""The command that takes in by itself what is dropped into a folder."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import asdict
from time import sleep

from dateutil.tz import tzlocal

from inventory_core.domain.errors import SellerError
from inventory_core.domain.language import gettext as _
from inventory_core.shop.watched_files import Fate, checked_folder
from inventory_core.shop.watching import (
    SECONDS_AFTER_TROUBLE,
    SECONDS_BETWEEN_LOOKS,
    Dealt,
    FolderWatch,
)
from inventory_core.store.store import Store
from inventory_core.terminal.output import complain, say, write_json


def add_options(command: argparse.ArgumentParser) -> None:
    """Add what `watch` takes."""
    command.add_argument("folder", metavar="FOLDER", help=_("a folder made for this purpose"))
    command.add_argument(
        "--once", action="store_true", help=_("look twice and end, for a scheduler")
    )


def run(options: argparse.Namespace) -> int:
    """Take files in until it is stopped, or once.

    Raises:
        SettingsError: the folder cannot be used.
    """
    folder = checked_folder(options.folder, database=options.database)
    watch = FolderWatch(Store(options.database), folder, zone=tzlocal())
    if options.once:
        _look(watch, options)
        sleep(SECONDS_BETWEEN_LOOKS)
        dealt = _look(watch, options)
        _tell(dealt, options)
        return 1 if any(one.fate is not Fate.DONE for one in dealt) else 0
    if not options.json:
        say(_("Watching {folder}; Ctrl+C ends it.").format(folder=folder))
    while True:
        sleep(_look_again_after(watch, options))


def _look_again_after(watch: FolderWatch, options: argparse.Namespace) -> float:
    """Look, tell what came of it, and return how many seconds to wait."""
    sys.stdout.flush()
    try:
        dealt = _look(watch, options)
    except SellerError as error:
        complain(error, options)
        return SECONDS_AFTER_TROUBLE
    if dealt:
        _tell(dealt, options)
        sys.stdout.flush()
    return SECONDS_BETWEEN_LOOKS


def _look(watch: FolderWatch, options: argparse.Namespace) -> tuple[Dealt, ...]:
    now = options.clock()
    # A watch that goes on past midnight is of the new day, unless another one was named.
    today = now.date() if options.today == options.now.date() else options.today
    return watch.look(now=now, today=today)


def _tell(dealt: Sequence[Dealt], options: argparse.Namespace) -> None:
    if options.json:
        write_json({"files": [asdict(one) for one in dealt]})
        return
    for one in dealt:
        say(_fate_sentence(one))
        say(one.report)


def _fate_sentence(one: Dealt) -> str:
    return {
        Fate.DONE: _("{file} is taken in and lies in “done” now."),
        Fate.REFUSED: _("{file} cannot be used and lies in “refused” now."),
        Fate.WAITING: _("{file} needs an answer: open the Upload page, which asks."),
    }[one.fate].format(file=one.file)
