"""M5: the competition's own scores of single products of one store, WRMSSE and WSPL of level 12.

Each of the last 28 days is forecast with what was known before them, and products count by what
they took in the 28 days before. The data are a folder as shop_data.py describes it.
Source: Makridakis, Spiliotis and Assimakopoulos, The M5 competition: Background, organization, and
implementation, International Journal of Forecasting, 2022.
"""

import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks import peers
from benchmarks.accuracy import AUTOMATIC, OUR_METHODS, WEEK_DAYS, chosen_methods, predict_ours
from benchmarks.scoring import Predictions, root_mean_squared_scaled_error, scaled_pinball_loss
from benchmarks.shop_data import ShopData, Skus, read_shop
from inventory_core.domain.demand import Numbers
from inventory_core.domain.distribution import count_quantiles
from inventory_core.forecasting import engine

DAYS = 28
LEVELS = (0.005, 0.025, 0.165, 0.25, 0.5, 0.75, 0.835, 0.975, 0.995)
QUICK_METHODS = (
    AUTOMATIC,
    *(model.name for model in engine.MODELS if model.whole_catalogue),
    *("SeasonalNaive", "MovingAverage", "CrostonSBA", "AutoETS", "AutoTheta"),
)
"""Run where no method is named: a whole store by the others takes hours."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Window:
    """What is scored: n products with sales lately, and what they sold in the last days, n × days.

    weight: share of each in the revenue, n. squared_scale, absolute_scale: mean change from one day
    to the next since the first sale, squared and absolute, n.
    """

    skus: Skus
    actual: Numbers
    weight: Numbers
    squared_scale: Numbers
    absolute_scale: Numbers


def report(data: Path, *, methods: str | None = None, reuse_peers: bool = False) -> str:
    """Forecast every product by every method and return their scores."""
    shop = read_shop(data)
    window = last_days(shop)
    known = (*OUR_METHODS, *peers.PEERS) if methods else QUICK_METHODS
    names = chosen_methods(methods, known)
    lines = ["| method | WRMSSE | WSPL | ms per product |", "|---|---|---|---|"]
    for name in names:
        print(name, file=sys.stderr, flush=True)
        if name in peers.PEERS:
            made = peers.predict(name, _task(shop, window.skus), reuse=reuse_peers)
        else:
            made = _by_us(name, shop, window.skus)
        points, spread = scores(window, made)
        cost = 1000 * made.seconds.mean()
        lines.append(f"| {name} | {points:.4f} | {spread:.4f} | {cost:.2f} |")
    heading = f"{len(window.skus)} products of {data.name} with sales in the {DAYS} days before."
    return "\n".join([heading, "", *lines])


def last_days(shop: ShopData) -> Window:
    """Return what is to be scored; products that sold nothing lately have no weight."""
    origin = shop.days - DAYS
    revenue = shop.revenue[:, origin - DAYS : origin].sum(axis=1)
    known = shop.units[:, :origin]
    changes = np.diff(known, axis=1)
    # Days up to the first sale do not count: a product may not have been on offer.
    counted = np.logical_or.accumulate(known > 0, axis=1)[:, :-1]
    days = np.maximum(counted.sum(axis=1), 1)
    absolute = np.where(counted, np.abs(changes), 0).sum(axis=1) / days
    squared = np.where(counted, changes**2, 0).sum(axis=1) / days
    scored = (revenue > 0) & (absolute > 0)
    return Window(
        skus=shop.skus[scored],
        actual=shop.units[scored, origin:],
        weight=revenue[scored] / revenue[scored].sum(),
        squared_scale=squared[scored],
        absolute_scale=absolute[scored],
    )


def scores(window: Window, made: Predictions) -> tuple[float, float]:
    """Return WRMSSE and WSPL of forecasts of every single day."""
    points = root_mean_squared_scaled_error(made.mean, window.actual, scale=window.squared_scale)
    spread = scaled_pinball_loss(made.quantiles, window.actual, LEVELS, scale=window.absolute_scale)
    return float(window.weight @ points), float(window.weight @ spread)


def _by_us(name: str, shop: ShopData, skus: Skus) -> Predictions:
    forecast, seconds = predict_ours(name, shop.demand_at(shop.days - DAYS), skus)
    mean, variance = forecast.mean[:, :DAYS], forecast.variance[:, :DAYS]
    quantiles = count_quantiles(mean, variance, LEVELS)
    return Predictions(mean=mean, quantiles=quantiles, seconds=np.full(len(skus), seconds))


def _task(shop: ShopData, skus: Skus) -> peers.Task:
    origin = shop.days - DAYS
    return peers.Task(
        series=shop.histories(skus, origin),
        origin=shop.day(origin),
        spans=[(day, day + 1) for day in range(DAYS)],
        levels=LEVELS,
        season=WEEK_DAYS,
    )
