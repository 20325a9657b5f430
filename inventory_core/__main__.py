"""The command line: `python -m inventory_core COMMAND`, the work of the pages without a browser."""

import argparse
import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import asdict
from datetime import date, datetime
from math import inf, isnan
from pathlib import Path
from time import monotonic

import pandas as pd

from inventory_core.domain.clock import running_moment
from inventory_core.domain.download import to_csv
from inventory_core.domain.errors import SellerError, SettingsError
from inventory_core.domain.language import ENGLISH, using
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import Row, day, money, rows, time_left, whole
from inventory_core.domain.settings import Settings
from inventory_core.forecasting import engine, outlook
from inventory_core.forecasting.fan_out import MOST_PROCESSES
from inventory_core.forecasting.words import model_label
from inventory_core.ledger.words import waiting_sentence
from inventory_core.monitoring.alert_words import data_notes
from inventory_core.optimization import purchases
from inventory_core.optimization.budget_words import bought_reasons, budget_sentence
from inventory_core.optimization.markdown_words import overstock_sentence
from inventory_core.optimization.plan_words import stands_on_sentence
from inventory_core.optimization.tables import OVERSTOCK_ON_SCREEN, PLAN, PURCHASES
from inventory_core.shop import actions
from inventory_core.shop.actions import Progress
from inventory_core.shop.shop import Shop, open_shop
from inventory_core.simulation.cash_words import (
    cash_gaps,
    cash_sentence,
    no_costs_sentence,
    payment_list,
)
from inventory_core.simulation.tables import PAYMENTS_ON_SCREEN
from inventory_core.store.store import Store, default_path
from inventory_core.terminal import (
    backup_command,
    customer_commands,
    delivery_commands,
    figure_commands,
    import_command,
    order_commands,
    product_commands,
    reminder_commands,
    stock_commands,
    undo_command,
    watch_command,
)
from inventory_core.terminal.options import Command, opened_shop
from inventory_core.terminal.output import (
    complain,
    records,
    say,
    write_file,
    write_json,
    write_utf8,
)

_FORECAST_DAYS = 28
_STOPPED = 130
"""What a shell expects of a program that was stopped with Ctrl+C."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0, or 1 where the seller has to do something."""
    write_utf8(sys.stdout, sys.stderr)
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
        options.clock = _now
        options.now = _now()
        options.today = options.today or options.now.date()
        code = int(options.run(options))
        sys.stdout.flush()
        return code
    except SellerError as error:
        complain(error, options)
        if options.json:
            write_json({"error": str(error)})
        return 1
    except KeyboardInterrupt:
        sys.stderr.write(_("Stopped; what was done is kept.") + "\n")
        return _STOPPED
    except BrokenPipeError:
        # Who read our answer, such as `head`, has seen enough; Python would flush it once more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _now() -> datetime:
    return running_moment(os.environ, clock=datetime.now().astimezone())


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
    for name, run, explanation, add_options in _commands():
        command = commands.add_parser(name, parents=[common], help=explanation)
        add_options(command)
        command.set_defaults(run=run)
    return result


def _commands() -> tuple[Command, ...]:
    """Return name, work, explanation and options of each command."""
    return (*_commands_of_plans(), *_commands_of_goods())


def _commands_of_plans() -> tuple[Command, ...]:
    return (
        ("import", import_command.run, _("read and keep files"), import_command.add_options),
        (
            "watch",
            watch_command.run,
            _("take in by itself what is dropped into a folder"),
            watch_command.add_options,
        ),
        ("forecast", _forecast, _("find the best model of each product"), _add_forecasting),
        ("plan", _plan, _("what to order now"), _add_listing),
        ("budget", _budget, _("what to buy with the money that there is"), _add_budget),
        (
            "product",
            product_commands.run,
            _("add a product, or change what is known of it"),
            product_commands.add_options,
        ),
        (
            "alerts",
            reminder_commands.alerts,
            _("what needs attention"),
            reminder_commands.add_alerts,
        ),
        (
            "calendar",
            reminder_commands.calendar,
            _("write the days to remember"),
            reminder_commands.add_file,
        ),
        ("cash", _cash, _("what is to be paid in the coming weeks"), _add_payments),
    )


def _commands_of_goods() -> tuple[Command, ...]:
    return (
        ("order", order_commands.order, _("keep what was ordered"), order_commands.add_ordering),
        ("orders", order_commands.orders, _("what is on its way"), order_commands.add_listing),
        ("receive", order_commands.receive, _("keep what came"), order_commands.add_receiving),
        (
            "change-order",
            order_commands.change_order,
            _("change what is known of an order"),
            order_commands.add_change,
        ),
        (
            "order-file",
            order_commands.order_file,
            _("write an order for its supplier"),
            order_commands.add_document,
        ),
        ("close", order_commands.close, _("keep what will not come"), order_commands.add_closing),
        (
            "undo-receipt",
            order_commands.undo_receipt,
            _("take back what was said to have come"),
            order_commands.add_receipt,
        ),
        ("count", stock_commands.count, _("keep what was counted"), stock_commands.add_counting),
        ("move", stock_commands.move, _("keep what happened to stock"), stock_commands.add_moving),
        ("undo-move", stock_commands.undo_move, _("take that back"), stock_commands.add_move),
        ("stock", stock_commands.stock, _("what lies there"), stock_commands.add_listing),
        ("undo", undo_command.undo, _("take back an upload or a count"), undo_command.add_number),
        *customer_commands.commands(),
        *delivery_commands.commands(),
        ("backup", backup_command.back_up, _("copy the database"), backup_command.add_file),
        ("restore", backup_command.restore, _("put a copy back"), backup_command.add_copy),
        ("overstock", _overstock, _("what lies there too much"), _add_overstock),
        *figure_commands.commands(),
    )


def _add_forecasting(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--processes",
        type=int,
        choices=range(1, MOST_PROCESSES + 1),
        default=min(os.cpu_count() or 1, MOST_PROCESSES),
        metavar="N",
        help=_("work with so many processes"),
    )
    command.add_argument(
        "--scheduler",
        metavar="ADDRESS",
        help=_("let a Dask cluster do the work, such as tcp://192.168.1.5:8786"),
    )


def _add_listing(command: argparse.ArgumentParser) -> None:
    _add_csv(command, _("write the purchase list"))
    command.add_argument("--supplier", help=_("only this supplier's products in the list"))


def _add_budget(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "money",
        type=_amount,
        nargs="?",
        metavar="MONEY",
        help=_("what you can spend now; without it, what the plan would spend, as far as it pays"),
    )
    _add_listing(command)


def _amount(text: str) -> float:
    amount = float(text)
    if not 0 <= amount < inf:
        raise ValueError(text)
    return amount


def _add_payments(command: argparse.ArgumentParser) -> None:
    _add_csv(command, _("write the coming payments"))


def _add_overstock(command: argparse.ArgumentParser) -> None:
    _add_csv(command, _("write the overstock"))


def _add_csv(command: argparse.ArgumentParser, explanation: str) -> None:
    command.add_argument("--csv", type=Path, metavar="FILE", help=explanation)


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
        write_json({"products": records(summary), "failures": list(failures)})
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
    say(
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
    shop = opened_shop(options)
    reasons = shop.reasons(shop.plan)
    listed = _purchases(shop, shop.plan, reasons, options)
    if options.json:
        write_json({**_plan_of(shop), "plan": _plan_records(shop.plan, reasons)})
        return 0
    _say_day(shop)
    say(stands_on_sentence(shop.standing))
    _say_purchases(listed, shop)
    return 0


def _budget(options: argparse.Namespace) -> int:
    shop = opened_shop(options)
    ranking, sign = shop.ranking, shop.settings.currency
    budget = shop.usual_budget if options.money is None else options.money
    purchase, bought = shop.buy(budget)
    reasons = bought_reasons(bought, purchase.reasons.tolist(), sign)
    listed = _purchases(shop, bought, reasons, options)
    spend = float(bought["spend"].sum())
    if options.json:
        numbers = {
            "budget": budget,
            "spend": spend,
            "profit": purchase.profit,
            "left": budget - spend,
            "smallest_order": None if isnan(ranking.smallest_order) else ranking.smallest_order,
            "largest_order": ranking.largest_order,
        }
        write_json({**_plan_of(shop), **numbers, "plan": _plan_records(bought, reasons)})
        return 0
    _say_day(shop)
    say(stands_on_sentence(shop.standing))
    say(budget_sentence(ranking, purchase, spend=spend, currency=sign))
    _say_purchases(listed, shop)
    return 0


def _purchases(
    shop: Shop, plan: pd.DataFrame, reasons: Sequence[str], options: argparse.Namespace
) -> pd.DataFrame:
    """Return the purchase list of a plan, written where that is asked for; keep what it expects.

    What goes by the list is kept for the track record as ordered, the rest as shown.
    """
    listed = purchases.purchase_list(plan, reasons, supplier=options.supplier)
    if options.csv:
        write_file(options.csv, to_csv(listed, PURCHASES))
    actions.keep_expectations(shop, ordered=list(listed["sku"]) if options.csv else [])
    return listed


def _planned_for(shop: Shop) -> dict[str, object]:
    return {
        "planned_for": shop.past.demand.start.isoformat(),
        "data_notes": data_notes(shop.alerts),
    }


def _plan_of(shop: Shop) -> dict[str, object]:
    return {**_planned_for(shop), "stands_on": asdict(shop.standing)}


def _plan_records(plan: pd.DataFrame, reasons: Sequence[str]) -> list[dict[str, object]]:
    return records(plan[list(PLAN)].assign(reason=list(reasons)))


def _say_day(shop: Shop) -> None:
    say(_("Planned for {day}.").format(day=day(shop.past.demand.start)))
    for note in data_notes(shop.alerts):
        say(note)
    for closure in shop.outlook.suppliers.closure_sentences(shop.plan):
        say(closure)
    if on_the_way := waiting_sentence(shop.outlook.purchase_orders):
        say(on_the_way)


def _say_purchases(listed: pd.DataFrame, shop: Shop) -> None:
    for row in rows(listed):
        told = row.note or money(row.spend, shop.settings.currency)
        say(f"{row.sku} · {row.name}: {whole(row.order_units)} ({told}) · {row.reason}")


def _cash(options: argparse.Namespace) -> int:
    shop = opened_shop(options)
    if shop.plan["cost"].isna().all():
        raise SettingsError(no_costs_sentence())
    ahead, sign = shop.cash, shop.settings.currency
    payments = payment_list(ahead.payments)
    if options.csv:
        write_file(options.csv, to_csv(payments, PAYMENTS_ON_SCREEN))
    if options.json:
        names = (
            *("stock_value", "on_order_value", "due_later"),
            *("uncounted", "uncosted", "guessed", "unpriced"),
        )
        numbers = {name: getattr(ahead, name) for name in names}
        lists = {"weeks": records(ahead.weeks), "payments": records(ahead.payments)}
        write_json({**_planned_for(shop), **numbers, **lists})
        return 0
    _say_day(shop)
    for sentence in (cash_sentence(ahead, currency=sign), *cash_gaps(ahead, currency=sign)):
        say(sentence)
    for row in rows(payments):
        say(f"{day(row.day)} · {row.supplier} · {row.kind}: {money(row.money, sign)}")
    return 0


def _overstock(options: argparse.Namespace) -> int:
    shop = opened_shop(options)
    overstock, sign = shop.overstock, shop.settings.currency
    if options.csv:
        write_file(options.csv, to_csv(overstock, OVERSTOCK_ON_SCREEN))
    if options.json:
        write_json({**_planned_for(shop), "overstock": records(overstock)})
        return 0
    _say_day(shop)
    say(overstock_sentence(overstock, currency=sign, cover_days=shop.settings.cover_days))
    for row in rows(overstock):
        units, asleep = whole(row.overstock_units), money(row.money, sign)
        waiting = _("waiting costs {cost}").format(cost=money(row.waiting_cost, sign))
        say(f"{row.sku} · {row.name}: {units} ({asleep}) · {waiting}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
