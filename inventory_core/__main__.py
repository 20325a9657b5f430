"""The command line: `python -m inventory_core import|forecast|plan|alerts`, without a browser."""

import argparse
import io
import json
import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import date, datetime
from functools import partial
from pathlib import Path
from time import monotonic

import pandas as pd
from dateutil.tz import tzlocal

from inventory_core import actions
from inventory_core.actions import Progress
from inventory_core.domain.clock import running_moment
from inventory_core.domain.demand import covered_days
from inventory_core.domain.download import to_csv
from inventory_core.domain.errors import FileError, SellerError
from inventory_core.domain.language import ENGLISH, using
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import Row, day, money, rows, time_left, whole
from inventory_core.domain.settings import Settings
from inventory_core.domain.upload import Saved
from inventory_core.forecasting import engine, outlook
from inventory_core.forecasting.fan_out import MOST_PROCESSES
from inventory_core.forecasting.words import model_label
from inventory_core.imports.drop import Answers, import_files, oldest_first
from inventory_core.imports.format import Sheet
from inventory_core.imports.formats import FORMATS
from inventory_core.imports.importing import Imported
from inventory_core.imports.periods import DAY, MONTH, WEEK
from inventory_core.imports.reasons import note_sentence, reason_sentence
from inventory_core.imports.texts import normalise
from inventory_core.imports.upload_words import (
    companion_sentence,
    import_sentence,
    report,
    saved_sentence,
)
from inventory_core.monitoring.alert_words import alert_label, alert_sentences
from inventory_core.optimization import purchases
from inventory_core.optimization.plan_words import order_reasons
from inventory_core.optimization.tables import PLAN, PURCHASES
from inventory_core.shop import open_shop
from inventory_core.store.store import Store, default_path

_FORECAST_DAYS = 28
_STOPPED = 130
"""What a shell expects of a program that was stopped with Ctrl+C."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0, or 1 where the seller has to do something."""
    _write_utf8(sys.stdout, sys.stderr)
    with using(_language(arguments)):
        return _run(parser().parse_args(arguments))


def _language(arguments: Sequence[str] | None) -> str:
    """Return the language in the settings of the shop; English where they cannot be read yet."""
    try:
        database = _database_option(exit_on_error=False).parse_known_args(arguments)[0].database
        settings = Store(database).settings() if database.exists() else Settings()
    except (argparse.ArgumentError, SellerError):  # what runs next says what is wrong
        return ENGLISH
    return settings.language or ENGLISH


def _run(options: argparse.Namespace) -> int:
    try:
        options.now = running_moment(os.environ, clock=datetime.now().astimezone())
        options.today = options.today or options.now.date()
        code = int(options.run(options))
        sys.stdout.flush()
        return code
    except SellerError as error:
        _complain(error, options)
        if options.json:
            _write_json({"error": str(error)})
        return 1
    except KeyboardInterrupt:
        sys.stderr.write(_("Stopped; what was done is kept.") + "\n")
        return _STOPPED
    except BrokenPipeError:
        # Who read our answer, such as `head`, has seen enough; Python would flush it once more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _write_utf8(*streams: object) -> None:
    """Let Windows take every character, also where the output goes to a file."""
    for stream in streams:
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _complain(error: SellerError, options: argparse.Namespace) -> None:
    if not options.json:
        sys.stderr.write(f"{error}\n")


def _database_option(*, exit_on_error: bool = True) -> argparse.ArgumentParser:
    option = argparse.ArgumentParser(add_help=False, exit_on_error=exit_on_error)
    option.add_argument(
        "--database",
        type=Path,
        default=default_path(os.environ, Path.home()),
        metavar="FILE",
        help=_("the shop's database"),
    )
    return option


def parser() -> argparse.ArgumentParser:
    """Return the commands and options, and the words of `--help`."""
    common = _common_options()
    result = argparse.ArgumentParser(
        prog="python -m inventory_core", description=_("Sales in, forecast and purchase list out.")
    )
    commands = result.add_subparsers(required=True, metavar="COMMAND")
    reading = commands.add_parser("import", parents=[common], help=_("read and keep files"))
    _add_reading(reading)
    reading.set_defaults(run=_import)
    forecasting = commands.add_parser(
        "forecast", parents=[common], help=_("find the best model of each product")
    )
    forecasting.add_argument(
        "--processes",
        type=int,
        choices=range(1, MOST_PROCESSES + 1),
        default=min(os.cpu_count() or 1, MOST_PROCESSES),
        metavar="N",
        help=_("work with so many processes"),
    )
    forecasting.add_argument(
        "--scheduler",
        metavar="ADDRESS",
        help=_("let a Dask cluster do the work, such as tcp://192.168.1.5:8786"),
    )
    forecasting.set_defaults(run=_forecast)
    planning = commands.add_parser("plan", parents=[common], help=_("what to order now"))
    planning.add_argument("--csv", type=Path, metavar="FILE", help=_("write the purchase list"))
    planning.add_argument("--supplier", help=_("only this supplier's products in the list"))
    planning.set_defaults(run=_plan)

    alerting = commands.add_parser("alerts", parents=[common], help=_("what needs attention"))
    alerting.set_defaults(run=_alerts)
    return result


def _common_options() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False, parents=[_database_option()])
    common.add_argument("--json", action="store_true", help=_("print JSON for programs"))
    common.add_argument(
        "--today",
        type=date.fromisoformat,
        metavar="YYYY-MM-DD",
        help=_("plan as if this were the running day"),
    )
    return common


def _add_reading(reading: argparse.ArgumentParser) -> None:
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
        choices=(DAY, WEEK, MONTH),
        default="",
        help=_("what each row is the total of, where there are no orders"),
    )
    _add_answers(reading)


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


def _status_answer(text: str, *, counts: bool) -> tuple[str, bool]:
    return normalise(text), counts


def _import(options: argparse.Namespace) -> int:
    store = None if options.dry_run else Store(options.database)
    results = _read(options, store)
    saved = {
        id(imported): actions.save_import(store, imported, now=options.now) if store else None
        for imported in oldest_first(one for one in results if isinstance(one, Imported))
    }
    answers = [
        _settle(path.name, result, options, saved.get(id(result)))
        for path, result in zip(dict.fromkeys(options.files), results, strict=True)
    ]
    if options.json:
        _write_json({"files": answers})
    return 1 if any("error" in answer for answer in answers) else 0


def _read(options: argparse.Namespace, store: Store | None) -> list[Imported | Sheet | FileError]:
    """Read all files as one drop; one that cannot be opened is no reason not to read the others."""
    contents = {path: _content(path) for path in options.files}
    answers = Answers(
        format=options.format,
        channel=options.channel,
        day_first=options.day_first,
        currency=options.currency,
        period=options.period,
        statuses=tuple(options.statuses),
    )
    readable = [
        (path.name, content) for path, content in contents.items() if isinstance(content, bytes)
    ]
    read = iter(
        import_files(
            readable,
            today=options.today,
            answers=answers,
            zone=tzlocal(),
            remembered=store.remembered_mapping if store else None,
        )
    )
    return [
        content if isinstance(content, FileError) else next(read) for content in contents.values()
    ]


def _settle(
    name: str,
    result: Imported | Sheet | FileError,
    options: argparse.Namespace,
    saved: Saved | None,
) -> dict[str, object]:
    """Tell what became of a file, and return it for programs."""
    if isinstance(result, FileError):
        _complain(result, options)
        return {"file": name, "error": str(result)}
    if isinstance(result, Sheet):
        sentence = companion_sentence(result)
        if not options.json:
            _say(sentence)
        return {"file": name, "format": result.mapping.format, "completes": result.used_for}
    if not options.json:
        _say_import(result, saved)
    return _told(result, saved)


def _content(path: Path) -> bytes | FileError:
    try:
        return path.read_bytes()
    except OSError as error:
        return FileError(
            _("{path} cannot be opened ({error}): check its name.").format(
                path=path, error=error.strerror
            )
        )


def _say_import(imported: Imported, saved: Saved | None) -> None:
    sentence = import_sentence(imported).replace("**", "")
    _say(f"{imported.file_name} ({imported.format}): {sentence}")
    for row in rows(report(imported)):
        _say(f"  {whole(row.rows)} × {row.explanation} [{row.examples}]")
    if saved:
        _say(saved_sentence(imported, saved))


def _told(imported: Imported, saved: Saved | None) -> dict[str, object]:
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


def _forecast(options: argparse.Namespace) -> int:
    store = Store(options.database)
    shop = open_shop(store, today=options.today)
    catalogue = engine.fit_catalogue(shop.past.demand)
    scheduler = options.scheduler
    if scheduler is None:  # an empty one is an answer: do without the cluster of the settings
        scheduler = shop.settings.scheduler
    run = actions.forecast_everything(
        shop.outlook, catalogue, processes=options.processes, scheduler=scheduler
    )
    with closing(run):
        failures = _follow(run)
    forecast = open_shop(store, today=options.today).outlook.forecast
    summary = outlook.summary(forecast, days=_FORECAST_DAYS)
    if options.json:
        _write_json({"products": _records(summary), "failures": list(failures)})
        return 0
    sys.stderr.writelines(f"{failure}\n" for failure in failures)
    for row in rows(summary):
        _say_forecast(row)
    return 0


def _follow(run: Iterable[Progress]) -> tuple[str, ...]:
    """Show how far a run has come until it ends, and return its failures."""
    started = monotonic()
    failures: tuple[str, ...] = ()
    for progress in run:
        failures = progress.failures
        if progress.total:
            left = time_left(monotonic() - started, progress.done / progress.total)
            end = "\n" if progress.done == progress.total else ""
            sys.stderr.write(f"\r{progress.done} / {progress.total}, {left}    {end}")
    return failures


def _say_forecast(row: Row) -> None:
    sentence = _("{sku}: {mean} units in {days} days, {low} to {high} in 8 of 10 cases ({model})")
    _say(
        sentence.format(
            sku=row.sku,
            mean=whole(row.mean_units),
            days=_FORECAST_DAYS,
            low=whole(row.low_units),
            high=whole(row.high_units),
            model=model_label(row.model),
        )
    )


def _plan(options: argparse.Namespace) -> int:
    shop = open_shop(Store(options.database), today=options.today)
    plan, currency = shop.plan, shop.settings.currency
    reasons = order_reasons(plan, currency)
    listed = purchases.purchase_list(plan, reasons, supplier=options.supplier)
    if options.csv:
        _write_file(options.csv, to_csv(listed, PURCHASES))
    ordered = listed["sku"] if options.csv else ()
    actions.keep_expectations(shop, ordered=list(ordered))
    if options.json:
        told = plan[list(PLAN)].assign(reason=reasons)
        _write_json({"planned_for": shop.past.demand.start.isoformat(), "plan": _records(told)})
        return 0
    _say(_("Planned for {day}.").format(day=day(shop.past.demand.start)))
    for row in rows(listed):
        _say(
            f"{row.sku} · {row.name}: {whole(row.order_units)} "
            f"({money(row.spend, currency)}) · {row.reason}"
        )
    return 0


def _write_file(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise FileError(
            _("{path} cannot be written ({error}): choose another file with --csv.").format(
                path=path, error=error.strerror
            )
        ) from error


def _alerts(options: argparse.Namespace) -> int:
    shop = open_shop(Store(options.database), today=options.today)
    alerts = shop.alerts
    sentences = alert_sentences(alerts, shop.settings.currency)
    if options.json:
        _write_json({"alerts": _records(alerts.assign(advice=sentences))})
        return 0
    for row, sentence in zip(rows(alerts), sentences, strict=True):
        product = f"{row.sku} · {row.name}: " if row.sku else ""
        _say(f"[{alert_label(row.alert)}] {product}{sentence}")
    return 0


def _records(frame: pd.DataFrame) -> list[dict[str, object]]:
    days = frame.select_dtypes("datetime").columns
    texts = frame.assign(**{column: frame[column].dt.strftime("%Y-%m-%d") for column in days})
    records: list[dict[str, object]] = json.loads(texts.to_json(orient="records"))
    return records


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _write_json(value: object) -> None:
    json.dump(value, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


if __name__ == "__main__":
    sys.exit(main())
