"""Plan: what to order of 1,000 and of 10,000 products, with every kind of constraint, in time."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.accuracy import timed
from inventory_core.domain.demand import HORIZON_DAYS, Demand, plain_demand
from inventory_core.domain.forecast import TOTAL_DAYS, Forecast, from_counts
from inventory_core.domain.frames import PRICE_BREAKS, PRODUCTS, STOCK, SUPPLIERS, typed
from inventory_core.domain.settings import ServiceRule, Settings
from inventory_core.optimization.plan import make_plan
from inventory_core.optimization.ranking import rank_purchases
from inventory_core.optimization.supplier_terms import SupplierTerms

SIZES = (1_000, 10_000)
SUPPLIER_COUNT = 50
WITH_PRICE_BREAKS = 0.1
START = date(2026, 1, 1)
_DAYS = 28
_REPETITIONS = 5


def report(seed: int = 0) -> str:
    """Time each step of the plan, after the forecast is there."""
    lines = [
        "| products | ordered | " + " | ".join(f"{rule} ms" for rule in ServiceRule) + " | rank ms "
        "| one budget ms |",
        "|---|---|" + "---|" * (len(ServiceRule) + 2),
    ]
    return "\n".join([*lines, *(_row(size, np.random.default_rng(seed)) for size in SIZES)])


def _row(size: int, rng: np.random.Generator) -> str:
    forecast = _forecast(size, rng)
    products, terms = _products(forecast, rng), _terms(forecast.skus, rng)
    stock, history = _stock(forecast, rng), _history(forecast)
    times = []
    for rule in ServiceRule:
        settings = Settings(service_rule=rule)
        known: dict[str, Any] = {
            "products": products,
            "stock": stock,
            "settings": settings,
            "terms": terms,
        }
        times.append(_milliseconds(partial(_table, history, forecast, **known)))
    settings = Settings()
    plan = make_plan(
        history, forecast, products=products, stock=stock, settings=settings, terms=terms
    )
    ranking = rank_purchases(plan, terms.suppliers)
    times.append(_milliseconds(lambda: rank_purchases(plan, terms.suppliers)))
    times.append(_milliseconds(lambda: ranking.buy(ranking.largest_order / 3)))
    told = " | ".join(f"{time:,.0f}" for time in times)
    return f"| {size:,} | {(plan.orders.units > 0).sum():,} | {told} |"


def _table(history: Demand, forecast: Forecast, **known: Any) -> pd.DataFrame:
    return make_plan(history, forecast, **known).frame()


def _milliseconds(step: Callable[[], object]) -> float:
    return 1000 * float(np.median([timed(step)[1] for _ in range(_REPETITIONS)]))


def _forecast(size: int, rng: np.random.Generator) -> Forecast:
    daily = rng.gamma(0.5, 2.0, size)
    return from_counts(
        np.array([f"P{number:05}" for number in range(size)]),
        START,
        np.repeat(daily[:, None], HORIZON_DAYS, axis=1),
        spread=np.full((size, len(TOTAL_DAYS)), 2.0),
        model="count",
    )


def _products(forecast: Forecast, rng: np.random.Generator) -> pd.DataFrame:
    size = len(forecast.skus)
    cost = np.round(rng.lognormal(1.5, 0.8, size), 2)
    facts = pd.DataFrame(
        {
            "sku": forecast.skus,
            "supplier": [f"S{number % SUPPLIER_COUNT}" for number in range(size)],
            "cost": cost,
            "price": np.round(cost * rng.uniform(1.2, 3.0, size), 2),
            "lead_time_days": rng.integers(3, 90, size),
            "moq_units": rng.choice([1, 10, 50], size),
            "pack_size_units": rng.choice([1, 6, 24], size),
            "shelf_life_days": np.where(rng.random(size) < 0.1, 60.0, np.nan),
        }
    )
    return typed(facts, PRODUCTS)


def _terms(skus: np.ndarray, rng: np.random.Generator) -> SupplierTerms:
    suppliers = pd.DataFrame(
        {
            "supplier": [f"S{number}" for number in range(SUPPLIER_COUNT)],
            "least_money": rng.uniform(100, 5000, SUPPLIER_COUNT),
            "order_cost": rng.uniform(0, 80, SUPPLIER_COUNT),
        }
    )
    cheaper = rng.choice(skus, int(len(skus) * WITH_PRICE_BREAKS), replace=False)
    breaks = pd.DataFrame(
        {"sku": cheaper, "from_units": 100.0, "unit_cost": 1.0, "whole_order": True}
    )
    return SupplierTerms(
        suppliers=typed(suppliers, SUPPLIERS).fillna(0.0), price_breaks=typed(breaks, PRICE_BREAKS)
    )


def _stock(forecast: Forecast, rng: np.random.Generator) -> pd.DataFrame:
    on_hand = np.floor(forecast.total_mean(60) * rng.uniform(0, 2, len(forecast.skus)))
    counted = pd.DataFrame({"sku": forecast.skus, "on_hand": on_hand, "day": pd.Timestamp(START)})
    return typed(counted.assign(place="", rows=1.0, on_order=0.0, committed=0.0), STOCK)


def _history(forecast: Forecast) -> Demand:
    units = np.repeat(np.round(forecast.mean[:, :1]), _DAYS, axis=1)
    return plain_demand(
        skus=forecast.skus, first_day=START - timedelta(days=_DAYS), units=np.maximum(units, 1.0)
    )
