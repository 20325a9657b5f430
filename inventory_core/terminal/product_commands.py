"""The command about products: adds one, and changes what is known of it."""

import argparse
from collections.abc import Callable
from datetime import date

import pandas as pd

from inventory_core.domain.columns import Column, Kind
from inventory_core.domain.frames import PRODUCT_FACTS
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import cell_text, rows, short
from inventory_core.shop.outlook import Outlook
from inventory_core.shop.products import add_product, change_product, named
from inventory_core.terminal.options import opened_shop
from inventory_core.terminal.output import records, say, write_json

_FACTS = {name: column for name, column in PRODUCT_FACTS.items() if column.label}
_RATES = ("service_level", "holding_rate")


def add_options(command: argparse.ArgumentParser) -> None:
    """Add what `product` takes: its code, and an option for each fact."""
    command.add_argument("sku", metavar="SKU", help=_("its code"))
    command.add_argument("--add", action="store_true", help=_("it is new"))
    facts = command.add_argument_group(
        _("what is known of it"), _('An empty value ("") takes a fact back to the default.')
    )
    for name, column in _FACTS.items():
        facts.add_argument(
            f"--{name.replace('_', '-')}",
            type=_reading(name, column),
            default=argparse.SUPPRESS,
            metavar=_metavar(column),
            help=_(column.help).replace("%", "%%"),
        )


def run(options: argparse.Namespace) -> int:
    """Add a product or change facts of one, and say what is known of it now."""
    outlook = _outlook(options)
    facts = {name: getattr(options, name) for name in _FACTS if hasattr(options, name)}
    if options.add:
        add_product(outlook, options.sku, facts, now=options.now)
    elif facts:
        change_product(outlook, options.sku, facts, now=options.now)
    known = named(_outlook(options), options.sku)[["sku", *_FACTS]]
    if options.json:
        write_json({"product": records(known)[0]})
        return 0
    (product,) = rows(known)
    say(product.sku)
    for name, column in _FACTS.items():
        value = getattr(product, name)
        if pd.notna(value):
            say(f"  {_(column.label)}: {cell_text(value, column)}")
    return 0


def _outlook(options: argparse.Namespace) -> Outlook:
    return opened_shop(options).outlook


def _metavar(column: Column) -> str:
    return {Kind.DAY: "YYYY-MM-DD", Kind.FLAG: "yes|no", Kind.NUMBER: "N"}.get(column.kind, "TEXT")


def _reading(name: str, column: Column) -> Callable[[str], object]:
    """Return what reads a fact as its column is declared, and an empty one as none."""

    def read(text: str) -> object:
        if not text.strip():
            return None
        match column.kind:
            case Kind.DAY:
                return pd.Timestamp(date.fromisoformat(text))
            case Kind.FLAG:
                return _answer(text)
            case Kind.NUMBER:
                return _number(text, name, column)
            case _:
                return text.strip()

    return read


def _answer(text: str) -> bool:
    if text.lower() not in ("yes", "no"):
        raise argparse.ArgumentTypeError(_("say yes or no"))
    return text.lower() == "yes"


def _number(text: str, name: str, column: Column) -> float:
    number = float(text.removesuffix("%"))
    if name in _RATES and (number > 1 or text.endswith("%")):
        number /= 100
    smallest, largest = column.limits
    if not smallest <= number <= largest:
        raise argparse.ArgumentTypeError(
            _("it must lie between {smallest} and {largest}").format(
                smallest=short(smallest), largest=short(largest)
            )
        )
    return number
