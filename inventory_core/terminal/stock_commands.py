"""The commands about stock: what was counted, what else happened to it, and what lies there."""

import argparse

import pandas as pd

from inventory_core.domain.errors import StockError
from inventory_core.domain.language import gettext as _
from inventory_core.domain.language import ngettext
from inventory_core.domain.moves import MoveKind
from inventory_core.domain.numbers import Row, day, rows, whole
from inventory_core.ledger.moves import StockChange, ledger, stock_on
from inventory_core.ledger.stock_words import TOLD_KINDS, kind_label
from inventory_core.shop.outlook import Outlook
from inventory_core.shop.stock import check_codes, count_stock, move_stock
from inventory_core.store.store import Store
from inventory_core.terminal.options import add_day, opened_shop, units_of
from inventory_core.terminal.output import records, say, write_json


def add_counting(command: argparse.ArgumentParser) -> None:
    """Add what `count` takes."""
    command.add_argument(
        "units",
        type=units_of,
        nargs="+",
        metavar="SKU=UNITS",
        help=_("how many lie there"),
    )
    add_day(command, _("the day on which it was counted, if that is not today"))
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
    add_day(command, _("what lay there in the evening of that day, instead of now"))
    command.add_argument(
        "--moves", action="store_true", help=_("all that moved the stock of these products")
    )


def add_moving(command: argparse.ArgumentParser) -> None:
    """Add what `move` takes."""
    kinds = [kind.replace(" ", "-") for kind in TOLD_KINDS]
    command.add_argument("kind", choices=kinds, help=_("what happened"))
    command.add_argument(
        "units",
        type=units_of,
        nargs="+",
        metavar="SKU=UNITS",
        help=_("how many, above 0; only those of a correction may be below"),
    )
    add_day(command, _("the day on which it happened, if that is not today"))
    command.add_argument("--place", default="", help=_("where they were sent to, such as Amazon"))
    command.add_argument("--note", default="", help=_("what you want to remember of it"))


def add_move(command: argparse.ArgumentParser) -> None:
    """Add what `undo-move` takes."""
    command.add_argument("move", type=int, metavar="MOVE", help=_("its number"))


def count(options: argparse.Namespace) -> int:
    """Keep what was counted."""
    number = count_stock(
        opened_shop(options).outlook,
        dict(options.units),
        on=options.day or options.today,
        before_sales=options.before_sales,
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


def move(options: argparse.Namespace) -> int:
    """Keep what happened to stock beside sales, receipts and counts."""
    change = StockChange(
        kind=MoveKind(options.kind.replace("-", " ")),
        on=options.day or options.today,
        place=options.place,
        note=options.note,
    )
    number = move_stock(opened_shop(options).outlook, dict(options.units), change, now=options.now)
    if options.json:
        write_json({"move": number})
        return 0
    say(
        _("{kind}: kept. To take it back: undo-move {number}.").format(
            kind=kind_label(change.kind), number=number
        )
    )
    return 0


def undo_move(options: argparse.Namespace) -> int:
    """Take back what was told to have happened, by moves against it.

    Raises:
        StockError: nothing stands that was told under this number.
    """
    if not Store(options.database).moves.take_back(options.move):
        raise StockError(
            _("There is nothing to take back under {number}: see “stock SKU --moves”.").format(
                number=options.move
            )
        )
    if options.json:
        write_json({"undone": options.move})
        return 0
    say(_("{number} is taken back.").format(number=options.move))
    return 0


def stock(options: argparse.Namespace) -> int:
    """Say what lies there, or lay there on a day, as far as it is known, and what moved it.

    Raises:
        StockError: a product is unknown.
    """
    outlook = opened_shop(options).outlook
    check_codes(outlook, options.sku)
    if options.moves:
        return _say_moves(_moves(outlook, options), as_json=options.json)
    if options.day:
        return _say_day(_moves(outlook, options), options)
    known = outlook.stock
    if options.sku:
        known = known[known["sku"].isin(options.sku)]
    if options.json:
        shown = known[["sku", "place", "on_hand", "on_order", "committed", "day"]]
        write_json({"stock": records(shown)})
        return 0
    for row in rows(known):
        say(_stock_sentence(row))
    return 0


def _moves(outlook: Outlook, options: argparse.Namespace) -> pd.DataFrame:
    moves = outlook.moves
    return moves[moves["sku"].isin(options.sku)] if options.sku else moves


def _say_day(moves: pd.DataFrame, options: argparse.Namespace) -> int:
    known = stock_on(moves, options.day)
    if options.json:
        write_json({"day": options.day.isoformat(), "stock": records(known)})
        return 0
    if known.empty:
        say(_("Nothing was counted by {day}.").format(day=day(options.day)))
    for row in rows(known):
        say(
            _("{sku}: {units} on hand in the evening of {day} ({place}).").format(
                sku=row.sku, units=whole(row.units), day=day(options.day), place=row.place
            )
        )
    return 0


def _say_moves(moves: pd.DataFrame, *, as_json: bool) -> int:
    lines = [
        ledger(of_one).assign(sku=str(sku), place=str(place))
        for (sku, place), of_one in moves.groupby(["sku", "place"])
    ]
    if as_json:
        write_json({"moves": [line for one in lines for line in records(one)]})
        return 0
    for one in lines:
        for row in rows(one):
            say(
                _("{day}  {sku}: {what}, {units}, {left} left ({place})").format(
                    day=day(row.day),
                    sku=row.sku,
                    what=f"{kind_label(row.kind)} {row.document}".strip(),
                    units=f"{row.units:+.10g}",
                    left=whole(row.left),
                    place=row.place,
                )
            )
    return 0


def _stock_sentence(row: Row) -> str:
    if pd.isna(row.day):
        return _("{sku}: never counted; {units} came and were not sold since.").format(
            sku=row.sku, units=whole(row.on_hand)
        )
    return _("{sku}: {units} on hand, counted on {day}.").format(
        sku=row.sku, units=whole(row.on_hand), day=day(row.day)
    )
