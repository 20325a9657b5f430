"""The command line: `python -m inventory_core COMMAND`, the work of the pages without a browser."""

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from inventory_core.domain.clock import running_moment
from inventory_core.domain.errors import SellerError
from inventory_core.domain.language import ENGLISH, using
from inventory_core.domain.language import gettext as _
from inventory_core.domain.settings import Settings
from inventory_core.store.store import Store, default_path
from inventory_core.terminal import (
    backup_command,
    customer_commands,
    delivery_commands,
    figure_commands,
    forecast_command,
    import_command,
    order_commands,
    plan_commands,
    product_commands,
    reminder_commands,
    stock_commands,
    undo_command,
    watch_command,
)
from inventory_core.terminal.options import Command
from inventory_core.terminal.output import complain, write_json, write_utf8

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
        (
            "forecast",
            forecast_command.run,
            _("find the best model of each product"),
            forecast_command.add_options,
        ),
        *plan_commands.commands(),
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
        *figure_commands.commands(),
    )


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


if __name__ == "__main__":
    sys.exit(main())
