"""The command that lets all models compete on each product."""

import argparse
import os
import sys
from collections.abc import Iterable
from contextlib import closing
from time import monotonic

from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import Row, rows, time_left, whole
from inventory_core.forecasting import engine, outlook
from inventory_core.forecasting.fan_out import MOST_PROCESSES
from inventory_core.forecasting.words import model_label
from inventory_core.shop import actions
from inventory_core.shop.actions import Progress
from inventory_core.shop.shop import open_shop
from inventory_core.store.store import Store
from inventory_core.terminal.output import harmless, records, say, write_json

_FORECAST_DAYS = 28


def add_options(command: argparse.ArgumentParser) -> None:
    """Add what `forecast` takes."""
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


def run(options: argparse.Namespace) -> int:
    """Find and keep the best model of each product, and say what is expected by it."""
    store = Store(options.database)
    shop = open_shop(store, today=options.today)
    catalogue = engine.fit_catalogue(shop.past.demand)
    scheduler = options.scheduler
    if scheduler is None:  # an empty one is an answer: do without the cluster of the settings
        scheduler = shop.settings.scheduler
    steps = actions.forecast_everything(
        shop.outlook, catalogue, processes=options.processes, scheduler=scheduler
    )
    with closing(steps):
        failures = _follow(steps)
    forecast = open_shop(store, today=options.today).outlook.forecast
    summary = outlook.summary(forecast, days=_FORECAST_DAYS)
    if options.json:
        write_json({"products": records(summary), "failures": list(failures)})
        return 0
    sys.stderr.writelines(f"{harmless(failure)}\n" for failure in failures)
    for row in rows(summary):
        _say_forecast(row)
    return 0


def _follow(steps: Iterable[Progress]) -> tuple[str, ...]:
    """Show how far a run has come until it ends, and return its failures."""
    started = monotonic()
    failures: tuple[str, ...] = ()
    for progress in steps:
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
