"""The commands about stock: what was counted, and what lies there."""

import argparse
from datetime import date, timedelta

import pandas as pd

from inventory_core.domain.language import gettext as _
from inventory_core.domain.language import ngettext
from inventory_core.domain.numbers import Row, day, rows, whole
from inventory_core.shop.shop import Shop, open_shop
from inventory_core.shop.stock import count_stock
from inventory_core.store.store import Store
from inventory_core.terminal.output import records, say, units_of, write_json


def add_counting(command: argparse.ArgumentParser) -> None:
    """Add what `count` takes."""
    command.add_argument(
        "units",
        type=units_of,
        nargs="+",
        metavar="SKU=UNITS",
        help=_("how many lie there"),
    )
    command.add_argument(
        "--day",
        type=date.fromisoformat,
        metavar="YYYY-MM-DD",
        help=_("the day on which it was counted, if that is not today"),
    )
    command.add_argument(
        "--before-sales",
        action="store_true",
        help=_("it was counted before that day's sales; without it, after them"),
    )


def add_listing(command: argparse.ArgumentParser) -> None:
    """Add what `stock` takes."""
    command.add_argument(
        "sku", nargs="*", metavar="SKU", help=_("only these products; without them, all")
    )


def count(options: argparse.Namespace) -> int:
    """Keep what was counted."""
    on = options.day or options.today
    number = count_stock(
        _opened(options).outlook,
        dict(options.units),
        on=on - timedelta(days=1) if options.before_sales else on,
        now=options.now,
    )
    if options.json:
        write_json({"count": number})
        return 0
    kept = ngettext(
        "{products} product is counted. To take it back: undo {number}.",
        "{products} products are counted. To take it back: undo {number}.",
        len(options.units),
    )
    say(kept.format(products=whole(len(options.units)), number=number))
    return 0


def stock(options: argparse.Namespace) -> int:
    """Say what lies there, as far as it is known."""
    known = _opened(options).outlook.stock
    if options.sku:
        known = known[known["sku"].isin(options.sku)]
    if options.json:
        shown = known[["sku", "place", "on_hand", "on_order", "committed", "day"]]
        write_json({"stock": records(shown)})
        return 0
    for row in rows(known):
        say(_stock_sentence(row))
    return 0


def _stock_sentence(row: Row) -> str:
    if pd.isna(row.day):
        return _("{sku}: never counted.").format(sku=row.sku)
    return _("{sku}: {units} on hand, counted on {day}.").format(
        sku=row.sku, units=whole(row.on_hand), day=day(row.day)
    )


def _opened(options: argparse.Namespace) -> Shop:
    return open_shop(Store(options.database), today=options.today)
