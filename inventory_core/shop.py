"""The seller's shop as a whole: what a page and the command line both ask of the core.

This is where the store meets the rooms that decide; each function is one step of the way from
saved sales to a purchase list.
"""

from collections.abc import Generator
from dataclasses import dataclass, replace
from datetime import date, datetime

import numpy as np
import pandas as pd

from inventory_core.demand import Demand, daily_demand
from inventory_core.errors import ForecastError
from inventory_core.forecasting import engine
from inventory_core.forecasting.engine import Fitted
from inventory_core.forecasting.forecast import Forecast, stack
from inventory_core.imports.formats import format_named
from inventory_core.imports.importing import Imported
from inventory_core.optimization.plan import make_plan
from inventory_core.parameters import AUTOMATIC, cells_of, choices
from inventory_core.stockouts import stockouts
from inventory_core.store import Saved, Store, Upload

_BATCH = 20
"""Results kept at a time: a stop loses nothing, a save costs about as much as a fit."""


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far a run over all products has come."""

    done: int
    total: int
    failures: tuple[str, ...] = ()


def save_import(store: Store, imported: Imported, *, now: datetime) -> Saved:
    """Keep what a file says.

    Money signs seen in it become the shop's where it has none yet. Prices in another currency than
    the shop's would be wrong as they stand, and are left out.
    """
    settings = store.settings()
    if settings.currency and imported.currency not in ("", settings.currency):
        imported = _without_prices(imported)
    known = format_named(imported.format)
    saved = store.save(
        Upload(
            file_name=imported.file_name,
            format=imported.format,
            channel=imported.channel,
            content=imported.fingerprint,
            mapping=imported.mapping.to_text(),
            effect=imported.effect,
            headings=imported.headings,
            rows_read=imported.rows_read,
            rows_accepted=imported.rows_accepted,
            rows_ignored=len(imported.ignored),
            # What the seller typed beats what a platform happens to say.
            by_seller=known.is_plain and not known.sells,
            whole_orders=known.whole_orders,
            sales=pd.concat([imported.sales, imported.withdrawn], ignore_index=True),
            products=imported.products,
            stock=imported.stock,
        ),
        now=now,
    )
    if imported.currency and not settings.currency:
        store.save_settings(replace(settings, currency=imported.currency))
    return replace(saved, currency=settings.currency)


def _without_prices(imported: Imported) -> Imported:
    money = ("price", "cost", "order_cost", "salvage_value", "goodwill_cost")
    products = imported.products.assign(**dict.fromkeys(money, float("nan")))
    return replace(
        imported, sales=imported.sales.assign(unit_price=float("nan")), products=products
    )


def current_demand(store: Store, *, today: date) -> Demand:
    """Return the daily demand of all products.

    Raises:
        ForecastError: there are no sales before today.
    """
    return daily_demand(store.daily_sales(), today=today)


def known_stockouts(store: Store) -> pd.DataFrame:
    """Return STOCKOUTS: when each product is known to have been sold out."""
    return stockouts(store.stock_counts(), store.daily_sales())


def count_forecast(demand: Demand) -> Forecast:
    """Forecast all products by the model that is there at once."""
    return engine.COUNT.forecast(demand, np.random.default_rng(0))


def current_forecast(
    store: Store, *, count: Forecast, histories: pd.Series, products: pd.DataFrame
) -> Forecast:
    """Return the forecast that the plan uses: kept results where there are any, else count."""
    return engine.in_force(
        count,
        winners_kept=store.forecasts(histories),
        choices_kept=store.forecasts(histories, automatic=False),
        choices=choices(products),
    )


def current_plan(store: Store, *, today: date) -> tuple[Demand, pd.DataFrame]:
    """Return the demand and the plan (PLAN) made from it under the shop's settings."""
    demand = current_demand(store, today=today)
    products = store.products()
    forecast = current_forecast(
        store,
        count=count_forecast(demand),
        histories=engine.fingerprints(demand),
        products=products,
    )
    plan = make_plan(
        demand, forecast, products=products, stock=store.stock(), settings=store.settings()
    )
    return demand, plan


def forecast_everything(
    store: Store, demand: Demand, catalogue: Fitted, *, processes: int
) -> Generator[Progress]:
    """Find and keep the best forecast of every product whose history changed since the last run.

    Closing the iterator stops the run and keeps what is done.

    Args:
        store: where results are kept.
        demand: of all products.
        catalogue: from engine.fit_catalogue, of the same demand.
        processes: number of processes to work with.
    """
    histories = engine.fingerprints(demand)
    unfinished = ~np.isin(demand.skus, _finished(store, histories))
    worthwhile = engine.worth_fitting(demand)
    _keep(store, [catalogue], histories, only=demand.skus[unfinished & ~worthwhile])
    work = demand.select(unfinished & worthwhile)
    total, done = len(work.skus), 0
    failures = _keep_choices(store, demand, histories)
    yield Progress(done=0, total=total, failures=failures)
    batch: list[Fitted] = []
    try:
        for fitted in engine.fit_products(work, catalogue, processes=processes):
            batch.append(fitted)
            done, failures = done + 1, failures + fitted.failures
            if len(batch) == _BATCH:
                _keep(store, batch, histories)
                batch = []
            yield Progress(done=done, total=total, failures=failures)
    finally:
        if batch:
            _keep(store, batch, histories)


def forecast_product(store: Store, demand: Demand, catalogue: Fitted, sku: str) -> None:
    """Find and keep the best forecast of one product, and that of the model chosen for it."""
    histories = engine.fingerprints(demand)
    _keep(store, [engine.fit_product(demand.product(sku), catalogue.product(sku))], histories)
    _keep_choices(store, demand, histories.loc[[sku]])


def choose_model(store: Store, demand: Demand, *, sku: str, model: str, now: datetime) -> None:
    """Let one product go by this model, or by the winner again (AUTOMATIC), from now on.

    Raises:
        ForecastError: the product has too little history for that model.
    """
    if model != AUTOMATIC:
        forecast = engine.forecast_by(demand, model, sku)
        store.save_forecast(forecast, histories=engine.fingerprints(demand), automatic=False)
    store.edit_products(cells_of(sku, {"model": model}), now=now)


def _keep_choices(store: Store, demand: Demand, histories: pd.Series) -> tuple[str, ...]:
    """Forecast anew, by the models that the seller chose, what they have no forecast of.

    Returns sentences about products with too little history for their model; they go by the
    winner of their contest, or by count.
    """
    chosen = choices(store.products())
    chosen = chosen[chosen.index.isin(histories.index)].loc[lambda model: model != AUTOMATIC]
    kept = store.forecasts(histories, automatic=False)
    known = set() if kept is None else set(zip(kept.skus, kept.models, strict=True))
    failures = []
    for sku, model in chosen.items():
        if (sku, model) in known:
            continue
        try:
            forecast = engine.forecast_by(demand, model, str(sku))
        except ForecastError as error:
            failures.append(str(error))
            continue
        store.save_forecast(forecast, histories=histories, automatic=False)
    return tuple(failures)


def kept_contest(store: Store, histories: pd.Series) -> Fitted | None:
    """Return the scores and the winners' forecasts kept for these histories; None without one."""
    forecast = store.forecasts(histories)
    if forecast is None:
        return None
    return Fitted(scores=store.scores(histories), forecast=forecast)


def _finished(store: Store, histories: pd.Series) -> list[str]:
    """Name the products whose best forecast is kept for their present history."""
    kept = store.forecasts(histories)
    return [] if kept is None else kept.skus.tolist()


def _keep(
    store: Store,
    batch: list[Fitted],
    histories: pd.Series,
    *,
    only: np.ndarray | None = None,
) -> None:
    forecast = stack([fitted.forecast for fitted in batch])
    scores = pd.concat([fitted.scores for fitted in batch], ignore_index=True)
    if only is not None:
        forecast = forecast.select(np.isin(forecast.skus, only))
        scores = scores[scores["sku"].isin(only)]
    if len(forecast.skus):
        store.save_forecast(forecast, histories=histories)
        store.save_scores(scores, histories=histories)
