"""The command that takes back an upload, or what was counted or typed."""

import argparse

from inventory_core.domain.errors import StoreError
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import rows
from inventory_core.imports.upload_words import upload_facts, upload_title
from inventory_core.store.store import Store
from inventory_core.terminal.output import say, write_json


def add_number(command: argparse.ArgumentParser) -> None:
    """Add what `undo` takes."""
    command.add_argument(
        "number",
        type=int,
        nargs="?",
        metavar="NUMBER",
        help=_("of the upload; without it, all uploads are listed"),
    )


def undo(options: argparse.Namespace) -> int:
    """Take an upload back, or list them, newest first.

    Raises:
        StoreError: there is no such upload any more.
    """
    store = Store(options.database)
    if options.number is None:
        return _list(store, as_json=options.json)
    if not store.undo(options.number):
        raise StoreError(
            _("There is no upload {number}: list them by “undo” without a number.").format(
                number=options.number
            )
        )
    if options.json:
        write_json({"undone": options.number})
        return 0
    say(_("Upload {number} is taken back.").format(number=options.number))
    return 0


def _list(store: Store, *, as_json: bool) -> int:
    uploads = list(rows(store.uploads()))
    if as_json:
        told = [{"number": int(one.id), "title": upload_title(one)} for one in uploads]
        write_json({"uploads": told})
        return 0
    for one in uploads:
        say(f"{one.id}  {upload_title(one)}  {upload_facts(one)}")
    return 0
