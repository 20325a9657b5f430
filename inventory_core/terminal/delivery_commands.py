"""The commands about bringing orders to customers: where to, and today's rounds."""

import argparse
import os
from dataclasses import replace
from pathlib import Path

from inventory_core.domain.deliveries import Delivery
from inventory_core.domain.errors import OrderError
from inventory_core.domain.language import gettext as _
from inventory_core.ledger.fonts import font_files
from inventory_core.routing.rounds import HOUR
from inventory_core.routing.route_sheet import RouteSheet
from inventory_core.shop.deliveries import (
    keep_delivery,
    keep_home,
    keep_postcodes,
    place_told,
    route_sheet,
    ways_told,
)
from inventory_core.store.store import Store
from inventory_core.terminal.options import Command, opened_shop, read_file
from inventory_core.terminal.output import records, say, write_file, write_json


def commands() -> tuple[Command, ...]:
    """Return name, work, explanation and options of each command about deliveries."""
    return (("deliveries", deliveries, _("today’s rounds to customers"), add_files),)


def add_files(command: argparse.ArgumentParser) -> None:
    """Add what `deliveries` takes."""
    command.add_argument(
        "--home",
        metavar="PLACE",
        help=_("where rounds begin and end, kept; told as places of orders are"),
    )
    command.add_argument(
        "--postcodes",
        type=Path,
        metavar="FILE",
        help=_("keep where postcodes lie: a sheet with postcode, latitude and longitude"),
    )
    command.add_argument(
        "--ways",
        type=Path,
        metavar="FILE",
        help=_("go by the kilometres and minutes of a sheet with from, to, km and minutes"),
    )
    command.add_argument(
        "--csv", type=Path, metavar="FILE", help=_("write the route sheet for spreadsheets")
    )
    command.add_argument("--pdf", type=Path, metavar="FILE", help=_("write the route sheet as PDF"))


def add_place(command: argparse.ArgumentParser) -> None:
    """Add where an order is brought to."""
    command.add_argument(
        "--place",
        metavar="PLACE",
        help=_(
            "where you bring it: latitude and longitude, the link of a map, or a postcode; empty: "
            "nowhere"
        ),
    )
    command.add_argument(
        "--address",
        metavar="TEXT",
        help=_("name and street there; deleted 30 days after the order is done"),
    )


def check_place(options: argparse.Namespace) -> None:
    """Refuse what cannot be kept for a new order, before that is kept.

    Raises:
        OrderError: the place is none, or an address comes without one.
    """
    if options.place:
        place_told(Store(options.database), options.place)
    elif options.address:
        raise _no_place()


def keep_place(options: argparse.Namespace, number: int) -> None:
    """Keep where an order is brought to; what is not named stays.

    Raises:
        OrderError: the place is none, or an address comes without one.
    """
    if options.place is None and options.address is None:
        return
    outlook = opened_shop(options).outlook
    if options.place == "":
        outlook.past.store.deliveries.forget(number)
        return
    known = outlook.deliveries.get(number)
    if options.place:
        place = place_told(outlook.past.store, options.place)
    elif known:
        place = known.place
    else:
        raise _no_place()
    told = replace(known or Delivery(number=number, place=place), place=place)
    street = told.street if options.address is None else options.address
    keep_delivery(outlook, replace(told, street=street))


def deliveries(options: argparse.Namespace) -> int:
    """Say today's rounds, and write them where that is asked for."""
    if options.postcodes:
        keep_postcodes(
            Store(options.database), options.postcodes.name, read_file(options.postcodes)
        )
    if options.home is not None:
        keep_home(Store(options.database), options.home)
    told = ways_told(options.ways.name, read_file(options.ways)) if options.ways else None
    sheet = route_sheet(opened_shop(options), told=told)
    if options.csv:
        write_file(options.csv, sheet.csv())
    if options.pdf:
        fonts = font_files(os.environ, Path.home())
        write_file(options.pdf, sheet.pdf(fonts=fonts, now=options.now))
    if options.json:
        write_json(_record(sheet))
        return 0
    _say_rounds(sheet)
    return 0


def _say_rounds(sheet: RouteSheet) -> None:
    if not sheet.task.stops:
        say(_("No order with a place can be brought today: give one by “change-sale --place”."))
        return
    for place, driven in enumerate(sheet.rounds.rounds, start=1):
        say(sheet.round_sentence(place, driven))
        for stop, visit in enumerate(driven.visits, start=1):
            say(f"  {sheet.visit_sentence(stop, visit)}")
    for sentence in sheet.sentences():
        say(sentence)
    say(sheet.road_sentence())


def _no_place() -> OrderError:
    return OrderError(_("An address is kept with its place: say where it lies by --place."))


def _record(sheet: RouteSheet) -> dict[str, object]:
    came = sheet.task.as_they_came(sheet.rounds)
    return {
        "day": sheet.day.isoformat(),
        "stops": records(sheet.frame()),
        "left_out": [
            {"number": stop.number, "why": sheet.task.why_left_out(stop)}
            for stop in sheet.rounds.left_out
        ],
        "kilometres": sheet.rounds.metres / 1000,
        "hours": sheet.rounds.seconds / HOUR,
        "as_they_came": {"kilometres": came.metres / 1000, "hours": came.seconds / HOUR},
    }
