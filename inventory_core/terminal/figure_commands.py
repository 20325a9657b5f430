"""The commands that tell the shop in figures, and take everything home."""

import argparse
from math import isnan
from pathlib import Path

from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import Row, day, money, rows, share, whole
from inventory_core.monitoring.figures.figures import ShopFigures
from inventory_core.monitoring.figures.words import (
    definition,
    figure_label,
    figure_text,
    gaps,
    month_label,
    stands_on,
)
from inventory_core.shop.everything import everything
from inventory_core.terminal.options import Command, opened_shop
from inventory_core.terminal.output import records, say, write_file, write_json


def commands() -> tuple[Command, ...]:
    """Return name, work, explanation and options of each command about all of the shop."""
    return (
        ("figures", figures, _("the shop in figures"), add_nothing),
        ("export-all", export_all, _("all data and results as CSV in a ZIP file"), add_archive),
    )


def add_nothing(_command: argparse.ArgumentParser) -> None:
    """Add no option to those that all commands have."""


def add_archive(command: argparse.ArgumentParser) -> None:
    """Add what `export-all` takes."""
    command.add_argument("file", type=Path, metavar="FILE.zip", help=_("where to write"))


def figures(options: argparse.Namespace) -> int:
    """Say each figure of the shop with what it means and stands on."""
    shop = opened_shop(options)
    told, sign = shop.figures, shop.settings.currency
    notes = gaps(told, shop.alerts)
    if options.json:
        write_json({"notes": notes, **_record(told)})
        return 0
    for note in notes:
        say(note)
    for figure in told.figures:
        label, value = figure_label(figure.kind), figure_text(figure, currency=sign)
        say(f"{label}: {value}. {definition(figure.kind)} {stands_on(figure, told)}")
    for row in rows(told.months):
        say(_month(row, sign))
    return 0


def export_all(options: argparse.Namespace) -> int:
    """Write all data and results as CSV in one archive."""
    write_file(options.file, everything(opened_shop(options)))
    if options.json:
        write_json({"written": str(options.file)})
        return 0
    say(_("Everything is written to {path}.").format(path=options.file))
    return 0


def _month(row: Row, sign: str) -> str:
    return _(
        "{which}, {first} – {last}: {units} units sold for {takings}, margin {margin} ({rate})."
    ).format(
        which=month_label(row.which),
        first=day(row.first_day),
        last=day(row.last_day),
        units=whole(row.units),
        takings=money(row.takings, sign),
        margin=money(row.margin, sign),
        rate=share(row.margin_rate),
    )


def _record(told: ShopFigures) -> dict[str, object]:
    return {
        "year_days": told.year_days,
        "figures": [
            {
                "figure": figure.kind,
                "value": None if isnan(figure.value) else figure.value,
                "products": figure.products,
                "definition": definition(figure.kind),
                "stands_on": stands_on(figure, told),
            }
            for figure in told.figures
        ],
        "ages": records(told.ages())[0],
        "months": records(told.months),
        "stock_values": records(told.stock_values),
        "suppliers": records(told.suppliers),
        "channels": records(told.channels),
        "products": records(told.products),
        "best_sellers": told.best_sellers()["sku"].tolist(),
        "worst_sellers": told.worst_sellers()["sku"].tolist(),
    }
