"""The command that reads files: its options, and what it says became of each row."""

import argparse
from collections.abc import Sequence
from contextlib import nullcontext
from datetime import date
from functools import partial
from pathlib import Path

import pandas as pd
from dateutil.tz import tzlocal

from inventory_core.domain.demand import covered_days
from inventory_core.domain.errors import FileError
from inventory_core.domain.language import gettext as _
from inventory_core.domain.upload import Saved
from inventory_core.imports.archive import unpacked
from inventory_core.imports.drop import Answers, import_files, oldest_first
from inventory_core.imports.format import APART, TOGETHER, Sheet
from inventory_core.imports.formats import FORMATS
from inventory_core.imports.importing import Imported
from inventory_core.imports.periods import DAY, MONTH, WEEK, YEAR
from inventory_core.imports.reasons import note_sentence, reason_sentence
from inventory_core.imports.texts import normalise
from inventory_core.imports.upload_words import (
    channel_label,
    companion_sentence,
    saved_sentence,
    told_lines,
)
from inventory_core.shop import actions
from inventory_core.shop.completeness import check_until
from inventory_core.shop.told_twice import told_twice, without_sales
from inventory_core.store.store import Store
from inventory_core.terminal.output import complain, say, write_json

SAVE, COUNTS, LEAVE_OUT = "save", "counts", "leave-out"


def add_options(reading: argparse.ArgumentParser) -> None:
    """Add what tells how files are to be read."""
    reading.add_argument("files", nargs="+", type=Path, metavar="FILE")
    reading.add_argument("--dry-run", action="store_true", help=_("read only, keep nothing"))
    reading.add_argument(
        "--format",
        choices=[known.name for known in FORMATS],
        metavar="NAME",
        help=_("what the files are, where that is not clear"),
    )
    reading.add_argument(
        "--channel", metavar="NAME", help=_("where the sales were made, if not on the platform")
    )
    reading.add_argument("--currency", default="", help=_("the currency whose prices count"))
    reading.add_argument(
        "--period",
        choices=(DAY, WEEK, MONTH, YEAR),
        default="",
        help=_("what each row is the total of, where there are no orders"),
    )
    reading.add_argument(
        "--complete-until",
        type=date.fromisoformat,
        metavar="YYYY-MM-DD",
        help=_("the last day whose sales are all in the files"),
    )
    _add_answers(reading)
    _add_meanings(reading)


def _add_answers(reading: argparse.ArgumentParser) -> None:
    """Add the answers to what files leave open."""
    order = reading.add_mutually_exclusive_group()
    for name, day_first in (("--day-first", True), ("--month-first", False)):
        order.add_argument(
            name,
            dest="day_first",
            action="store_const",
            const=day_first,
            help=_("how dates like 05/01/2026 are written in the files"),
        )
    order.add_argument("--year-first", action="store_true", help=_("… or like 26/01/05, in 2026"))
    for name, counts in (("--count-status", True), ("--leave-out-status", False)):
        reading.add_argument(
            name,
            dest="statuses",
            action="append",
            default=[],
            type=partial(_status_answer, counts=counts),
            metavar="TEXT",
            help=_("orders of this status are sold") if counts else _("… are not sold"),
        )


def _add_meanings(reading: argparse.ArgumentParser) -> None:
    """Add what tells how rows and columns are meant."""
    reading.add_argument(
        "--column",
        dest="columns",
        action="append",
        default=[],
        type=_column_answer,
        metavar="FIELD=HEADING",
        help=_("what a column is: a field such as on_hand, cost or status, and its heading"),
    )
    reading.add_argument(
        "--begins",
        type=date.fromisoformat,
        metavar="DATE",
        help=_(
            "when the first column begins, where headings such as Jan or Week 1 name no year; or "
            "when that was sold or bought which a file without a day tells"
        ),
    )
    reading.add_argument(
        "--one-piece",
        action="store_true",
        help=_("each row is one unit, where no column tells the units"),
    )
    reading.add_argument(
        "--sheet", default="", help=_("which sheet of a workbook to read, instead of the likeliest")
    )
    reading.add_argument(
        "--told-twice",
        choices=(SAVE, COUNTS, LEAVE_OUT),
        help=_("what to do with a file that seems to tell sales that are kept already"),
    )
    reading.add_argument(
        "--variants",
        choices=(APART, TOGETHER),
        default="",
        help=_("whether variants that share one code are products of their own"),
    )


def _column_answer(text: str) -> tuple[str, str]:
    field, sign, heading = text.partition("=")
    if not (field and sign and heading):
        raise argparse.ArgumentTypeError(_("write FIELD=HEADING, such as on_hand=Left"))
    return field, heading


def _status_answer(text: str, *, counts: bool) -> tuple[str, bool]:
    return normalise(text), counts


def run(options: argparse.Namespace) -> int:
    """Read the files, keep what they say, and tell of each what became of it."""
    check_until(options.complete_until, today=options.today)
    store = None if options.dry_run else Store(options.database)
    files = [file for path in dict.fromkeys(options.files) for file in _opened(path)]
    results = _read(files, options, store)
    saved: dict[int, Saved | FileError | None] = {}
    with store.kept_open() if store else nullcontext():
        for imported in oldest_first(one for one in results if isinstance(one, Imported)):
            saved[id(imported)] = _save(store, imported, options) if store else None
    answers = []
    for (name, _content), result in zip(files, results, strict=True):
        kept = saved.get(id(result))
        told = kept if isinstance(kept, FileError) else result
        answers.append(_settle(name, told, options, kept if isinstance(kept, Saved) else None))
    if options.json:
        write_json({"files": answers})
    return 1 if any("error" in answer for answer in answers) else 0


def _save(store: Store, imported: Imported, options: argparse.Namespace) -> Saved | FileError:
    """Keep what a file says, unless it tells the same sales twice and nobody said what to do."""
    found = told_twice(imported, store) if options.told_twice != SAVE else None
    if found:
        sentence = found.sentence(imported.file_name, channel_label(found.channel))
        if options.told_twice == COUNTS and len(imported.stock):
            return _kept(store, without_sales(imported), options)
        if options.told_twice in (LEAVE_OUT, COUNTS):
            return FileError(_("{sentence} It is left out, as you said.").format(sentence=sentence))
        return FileError(
            _(
                "{sentence} Nothing of it was saved: give --told-twice save, counts (to keep what "
                "it counts, without its sales) or leave-out, or name another shop by --channel."
            ).format(sentence=sentence)
        )
    return _kept(store, imported, options)


def _kept(store: Store, imported: Imported, options: argparse.Namespace) -> Saved:
    return actions.save_import(
        store, imported, now=options.now, complete_until=options.complete_until
    )


def _read(
    files: Sequence[tuple[str, bytes | FileError]], options: argparse.Namespace, store: Store | None
) -> list[Imported | Sheet | FileError]:
    """Read all files as one drop; one that cannot be opened is no reason not to read the others."""
    answers = Answers(
        format=options.format,
        channel=options.channel,
        day_first=options.day_first,
        year_first=options.year_first,
        currency=options.currency,
        period=options.period,
        begins=str(options.begins or ""),
        one_piece=options.one_piece,
        variants=options.variants,
        columns=tuple(options.columns),
        statuses=tuple(options.statuses),
        sheet=options.sheet,
    )
    return import_files(
        files,
        today=options.today,
        answers=answers,
        zone=tzlocal(),
        remembered=store.remembered_mappings().get if store else None,
        known=store.codes() if store else (),
    )


def _settle(
    name: str,
    result: Imported | Sheet | FileError,
    options: argparse.Namespace,
    saved: Saved | None,
) -> dict[str, object]:
    """Tell what became of a file, and return it for programs."""
    if isinstance(result, FileError):
        complain(result, options)
        return {"file": name, "error": str(result)}
    if isinstance(result, Sheet):
        sentence = companion_sentence(result)
        if not options.json:
            say(sentence)
        return {"file": name, "format": result.mapping.format, "completes": result.used_for}
    if not options.json:
        _say_imported(result, saved)
    return _answer(result, saved)


def _opened(path: Path) -> list[tuple[str, bytes | FileError]]:
    """Return the file, or the files inside where it is an archive."""
    try:
        return unpacked(path.name, path.read_bytes())
    except OSError as error:
        sentence = _("{path} cannot be opened ({error}): check its name.")
        return [(path.name, FileError(sentence.format(path=path, error=error.strerror)))]


def _say_imported(imported: Imported, saved: Saved | None) -> None:
    for line in told_lines(imported):
        say(line)
    if saved:
        say(saved_sentence(imported, saved))


def _answer(imported: Imported, saved: Saved | None) -> dict[str, object]:
    """Return what became of a file, for programs; with nothing kept, what would have."""
    counted = imported.stock["day"]
    if (span := covered_days(imported.sales)) is None and len(counted):
        span = (counted.min().date(), counted.max().date())
    skus = pd.concat([frame["sku"] for frame in (imported.sales, imported.stock)])
    replaced = saved.rows_replaced if saved else 0
    return {
        "file": imported.file_name,
        "format": imported.format,
        "channel": imported.channel,
        "columns": dict(imported.mapping.columns),
        "rows_read": imported.rows_read,
        "rows_saved": imported.rows_accepted - replaced,
        "rows_replaced": replaced,
        "rows_refused": len(imported.refused),
        "rows_ignored": len(imported.ignored),
        "refused": _reasons(imported.refused),
        "ignored": _reasons(imported.ignored),
        "notes": [
            {"note": code, "explanation": note_sentence(code), "count": count}
            for code, count in imported.notes
        ],
        "products": int((skus if len(skus) else imported.products["sku"]).nunique()),
        "units": float(imported.sales["units"].sum()),
        "on_hand": float(imported.stock["on_hand"].sum()),
        "first_day": str(span[0]) if span else None,
        "last_day": str(span[1]) if span else None,
        "currency": imported.currency,
        "cost_currency": imported.cost_currency,
        "bought": float(imported.receipts["units"].sum()),
        "cells_left_out": _reasons(imported.cells),
        "columns_not_used": [
            {"heading": use.heading, "example": use.example, "looks_like": use.likely or None}
            for use in imported.uses
            if not use.field
        ],
        "sheets_left": list(imported.sheets_left),
        "saved": saved is not None,
        "changed": saved is not None and saved.changed,
    }


def _reasons(problems: pd.DataFrame) -> list[dict[str, object]]:
    return [
        {
            "reason": reason,
            "explanation": reason_sentence(str(reason)),
            "count": len(numbers),
            "rows": [int(number) for number in numbers],
        }
        for reason, numbers in problems.groupby("reason")["row"]
    ]
