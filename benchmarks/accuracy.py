"""Accuracy: the app's models beside the libraries that people would use instead, on a real shop.

From three origins, each with only what was known then, total demand over the next 7, 14 and 28 days
is forecast and scored at five chances. The data are a folder as shop_data.py describes it.
"""

import os
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

import numpy as np
import pandas as pd

from benchmarks import peers
from benchmarks.scoring import (
    LEVELS,
    Predictions,
    coverage,
    pinball_loss,
    scaled_loss,
    weighted_loss,
)
from benchmarks.shop_data import ShopData, Skus, read_shop
from inventory_core.domain.demand import Demand
from inventory_core.domain.forecast import Forecast, stack
from inventory_core.forecasting import engine, lstm

ORIGINS_BEFORE_END = (28, 84, 140)
HORIZONS = (7, 14, 28)
WEEK_DAYS = 7
SCORED_LEVEL = LEVELS.index(0.95)
QUANTILES = [f"q{level * 100:g}" for level in LEVELS]
AUTOMATIC = "automatic"
OUR_METHODS = (AUTOMATIC, *engine.MODEL_NAMES)

Result = TypeVar("Result")


def report(
    data: Path,
    *,
    products: int,
    seed: int,
    methods: str | None = None,
    out: Path | None = None,
    reuse_peers: bool = False,
) -> str:
    """Let every method forecast, keep what they said in a file if one is named, score it."""
    shop = read_shop(data)
    skus = shop.sample(products, seed=seed)
    names = chosen_methods(methods, (*OUR_METHODS, *peers.PEERS))
    parts = []
    for origin in (shop.days - back for back in ORIGINS_BEFORE_END):
        for name in names:
            print(f"{name}, {shop.day(origin)}", file=sys.stderr, flush=True)
            if name in peers.PEERS:
                made = peers.predict(name, _task(shop, skus, origin), reuse=reuse_peers)
            else:
                made = _in_totals(*predict_ours(name, shop.demand_at(origin), skus))
            parts.append(_rows(shop, skus, origin, made).assign(method=name))
    forecasts = pd.concat(parts, ignore_index=True)
    if out is not None:
        _write(forecasts, out)
    return "\n".join([f"{len(skus)} products of {data.name}, seed {seed}.", "", *table(forecasts)])


def chosen_methods(wanted: str | None, known: Sequence[str]) -> Sequence[str]:
    """Return the methods that were named, separated by commas; all that can run if none was.

    Raises:
        SystemExit: a name is unknown.
    """
    if wanted is None:
        return [name for name in known if name != lstm.NAME or lstm.is_installed()]
    names = list(dict.fromkeys(name.strip() for name in wanted.split(",")))
    if unknown := [name for name in names if name not in known]:
        raise SystemExit(f"Unknown methods {unknown}: choose from {', '.join(known)}.")
    return names


# Forecasting


def predict_ours(name: str, demand: Demand, skus: Skus) -> tuple[Forecast, float]:
    """Forecast products of a catalogue by a method of the app, and tell the seconds for each.

    Whole-catalogue models forecast all products, and their time is divided by all of them.
    """
    if name == AUTOMATIC:
        forecast, seconds = timed(lambda: engine.fit_catalogue(demand).forecast)
    elif engine.model_named(name).whole_catalogue:
        forecast, seconds = timed(partial(_forecast, name, demand))
    else:
        return _predict_one_by_one(name, demand, skus)
    return forecast.align(skus), seconds / len(demand.skus)


def _forecast(name: str, demand: Demand) -> Forecast:
    return engine.model_named(name).forecast(demand, np.random.default_rng(0))


def _predict_one_by_one(name: str, demand: Demand, skus: Skus) -> tuple[Forecast, float]:
    """Fit a model to each product alone; count forecasts those that it does not suit."""
    count = engine.count_forecast(demand).align(skus)
    known = demand.select(np.isin(demand.skus, skus))
    suited = known.select(engine.model_named(name).suits(known))
    tasks = [partial(_forecast, name, suited.product(sku)) for sku in suited.skus]
    if not tasks:
        return count, 0.0
    # What is loaded at the first call is no cost of a product.
    with ProcessPoolExecutor(mp_context=get_context("spawn"), initializer=tasks[0]) as pool:
        forecasts, seconds = zip(*pool.map(timed, tasks), strict=True)
    rest = count.select(~np.isin(skus, suited.skus))
    return stack([rest, *forecasts]).align(skus), float(np.mean(seconds))


def timed(work: Callable[[], Result]) -> tuple[Result, float]:
    """Return what the work gave, and the seconds of one core that it took, all threads added up."""
    began = _core_seconds()
    result = work()
    return result, _core_seconds() - began


def _core_seconds() -> float:
    """Seconds of a core that this process and the programs that it called have used."""
    called = os.times()
    return time.process_time() + called.children_user + called.children_system


def _in_totals(forecast: Forecast, seconds: float) -> Predictions:
    quantiles = [[forecast.total_quantile(days, level) for level in LEVELS] for days in HORIZONS]
    return Predictions(
        mean=np.stack([forecast.total_mean(days) for days in HORIZONS], axis=1),
        quantiles=np.moveaxis(np.array(quantiles), 2, 0),
        seconds=np.full(len(forecast.skus), seconds),
    )


def _task(shop: ShopData, skus: Skus, origin: int) -> peers.Task:
    return peers.Task(
        series=shop.histories(skus, origin),
        origin=shop.day(origin),
        spans=[(0, days) for days in HORIZONS],
        levels=LEVELS,
        season=WEEK_DAYS,
    )


# Scoring


def _rows(shop: ShopData, skus: Skus, origin: int, made: Predictions) -> pd.DataFrame:
    """One row per product and horizon: what was forecast, and what was sold."""
    horizons = [
        pd.DataFrame(made.quantiles[:, place], columns=QUANTILES).assign(
            sku=skus,
            origin=pd.Timestamp(shop.day(origin)),
            horizon=days,
            mean=made.mean[:, place],
            seconds_per_product=made.seconds.mean(),
            actual=shop.totals(skus, origin=origin, days=days),
            daily_units=[history.mean() for history in shop.histories(skus, origin)],
        )
        for place, days in enumerate(HORIZONS)
    ]
    return pd.concat(horizons, ignore_index=True)


def _write(forecasts: pd.DataFrame, out: Path) -> None:
    first = ["method", "sku", "origin", "horizon", "mean", *QUANTILES, "seconds_per_product"]
    ordered = forecasts[[*first, "actual", "daily_units"]]
    if out.suffix == ".csv":
        ordered.to_csv(out, index=False)
    else:
        ordered.to_parquet(out, index=False)


def table(forecasts: pd.DataFrame) -> list[str]:
    """Write the scores of every method over all origins, as a Markdown table."""
    columns = [f"{name} {days} d" for name in ("wPL", "sPL", "95 %") for days in HORIZONS]
    lines = [
        f"| method | {' | '.join(columns)} | ms per product |",
        "|---|" + "---|" * (len(columns) + 1),
    ]
    for name, made in forecasts.groupby("method", sort=False):
        scores = np.array([_scores(made[made["horizon"] == days]) for days in HORIZONS]).T
        cells = [f"{score:.4f}" for score in scores[:2].ravel()]
        cells += [f"{100 * share:.1f}" for share in scores[2]]
        # The median of the origins: at the first, libraries are loaded.
        seconds = made.groupby("origin")["seconds_per_product"].first().median()
        lines.append(f"| {name} | {' | '.join(cells)} | {1000 * seconds:.2f} |")
    return lines


def _scores(made: pd.DataFrame) -> tuple[float, float, float]:
    """Score the forecasts of one method and horizon: wPL, sPL, coverage of the 95 % quantile."""
    quantiles, actual = made[QUANTILES].to_numpy(), made["actual"].to_numpy()
    loss = pinball_loss(quantiles, actual, LEVELS)
    usual, days = made["daily_units"].to_numpy(), int(made["horizon"].iloc[0])
    return (
        weighted_loss(loss, actual),
        scaled_loss(loss, daily_units=usual, days=days),
        coverage(quantiles[:, SCORED_LEVEL], actual),
    )
