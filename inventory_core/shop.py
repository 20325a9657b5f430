"""The seller's shop as a whole: what a page and the command line both ask of the core.

This is where the store meets the rooms that decide; each function is one step of the way from
saved sales to a purchase list.
"""

from collections.abc import Collection, Generator
from dataclasses import dataclass, replace
from datetime import date, datetime

import numpy as np
import pandas as pd

from inventory_core.corrections.corrections import (
    Evidence,
    corrected,
    find_corrections,
    shop_exposure,
)
from inventory_core.domain.demand import Demand, daily_demand
from inventory_core.domain.errors import ForecastError
from inventory_core.domain.forecast import Forecast, stack
from inventory_core.domain.frames import CLOSURES, PRICE_BREAKS, PROMOTIONS, SUPPLIERS, SWITCHED_OFF
from inventory_core.domain.products import AUTOMATIC, cells_of, choices, likes
from inventory_core.domain.upload import Saved, Upload
from inventory_core.forecasting import engine
from inventory_core.forecasting.backtest import pooled_losses
from inventory_core.forecasting.engine import Fitted
from inventory_core.forecasting.hand_changes import (
    changed_by_hand,
    check_hand_changes,
    sold_this_month,
)
from inventory_core.forecasting.new_products import like_others
from inventory_core.imports.formats import format_named
from inventory_core.imports.importing import Imported
from inventory_core.monitoring import track_record
from inventory_core.optimization.plan import make_plan
from inventory_core.optimization.supplier_terms import SupplierTerms
from inventory_core.simulation.stock_history import RealPast, real_past
from inventory_core.store.store import Store

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
        store.save_settings(currency=imported.currency)
    return replace(saved, currency=settings.currency)


def _without_prices(imported: Imported) -> Imported:
    money = ("price", "cost", "order_cost", "salvage_value", "goodwill_cost")
    products = imported.products.assign(**dict.fromkeys(money, float("nan")))
    return replace(
        imported, sales=imported.sales.assign(unit_price=float("nan")), products=products
    )


def current_demand(store: Store, *, today: date) -> Demand:
    """Return the usual daily demand of all products: what they sold, corrected.

    Raises:
        ForecastError: there are no sales before today.
        SettingsError: no public holidays are known for the shop's country.
    """
    return corrected(*sales_and_corrections(store, today=today))


def sales_and_corrections(store: Store, *, today: date) -> tuple[Demand, pd.DataFrame]:
    """Return what all products sold each day, and what of it is no usual demand (CORRECTIONS).

    Raises:
        ForecastError: there are no sales before today.
        SettingsError: no public holidays are known for the shop's country.
    """
    daily_sales = store.daily_sales()
    sold = daily_demand(daily_sales, today=today)
    category = store.products().set_index("sku")["category"].reindex(sold.skus).fillna("")
    sold = replace(sold, category=category.to_numpy(dtype=str))
    evidence = Evidence(
        daily_sales=daily_sales,
        counts=store.stock_counts(),
        covered=store.covered(),
        promotions=store.read(PROMOTIONS),
        closures=store.read(CLOSURES),
        switched_off=store.read(SWITCHED_OFF),
        settings=store.settings(),
    )
    return sold, find_corrections(sold, evidence)


def what_happened(
    store: Store, demand: Demand, *, sold: Demand, corrections: pd.DataFrame, days: int
) -> RealPast:
    """Return what really happened on the last days to products whose stock was counted often.

    Args:
        store: knows all counts.
        demand: usual demand.
        sold, corrections: what that was made from.
        days: how many of the last days.
    """
    return real_past(
        demand,
        sold=sold,
        counts=store.stock_counts(),
        days=days,
        shop_exposure=shop_exposure(demand, corrections),
    )


def forecast_by_models(
    store: Store,
    demand: Demand,
    *,
    count: Forecast,
    histories: pd.Series,
    products: pd.DataFrame,
) -> Forecast:
    """Return the forecast before changes by hand: kept results where there are any, else count.

    New products go by the one that the seller said they are like.
    """
    by_models = engine.in_force(
        count,
        winners_kept=store.forecasts(histories),
        choices_kept=store.forecasts(histories, automatic=False),
        choices=choices(products),
    )
    return like_others(by_models, demand, likes(products))


def with_hand_changes(store: Store, demand: Demand, by_models: Forecast) -> Forecast:
    """Return the forecast that the plan uses: by models, and as the seller changed it by hand."""
    return changed_by_hand(by_models, store.hand_changes(), sold=sold_this_month(demand))


def forecast_in_force(store: Store, demand: Demand) -> Forecast:
    """Return the forecast that the plan uses, where nothing of it was made yet."""
    by_models = forecast_by_models(
        store,
        demand,
        count=engine.count_forecast(demand),
        histories=engine.fingerprints(demand),
        products=store.products(),
    )
    return with_hand_changes(store, demand, by_models)


def plan_by(store: Store, demand: Demand, forecast: Forecast) -> pd.DataFrame:
    """Return the plan (PLAN) that follows from a forecast under the shop's settings."""
    return make_plan(
        demand,
        forecast,
        products=store.products(),
        stock=store.stock(),
        settings=store.settings(),
        terms=supplier_terms(store),
    )


def supplier_terms(store: Store) -> SupplierTerms:
    """Return what suppliers ask for, as the seller typed it."""
    return SupplierTerms(suppliers=store.read(SUPPLIERS), price_breaks=store.read(PRICE_BREAKS))


def current_plan(store: Store, *, today: date) -> tuple[Demand, pd.DataFrame]:
    """Return the demand and the plan (PLAN) made from it under the shop's settings."""
    demand = current_demand(store, today=today)
    return demand, plan_by(store, demand, forecast_in_force(store, demand))


def change_by_hand(store: Store, changes: pd.DataFrame, *, start: date) -> None:
    """Keep the months whose forecast the seller changed (HAND_CHANGES), from now on.

    Raises:
        ForecastError: a month lies before `start` or beyond the horizon, or units below zero.
    """
    store.change_by_hand(check_hand_changes(changes, start))


def keep_expectations(
    store: Store,
    forecast: Forecast,
    plan: pd.DataFrame,
    *,
    today: date,
    ordered: Collection[str] = (),
) -> None:
    """Keep what a plan (PLAN) expects, to be scored when its days are over.

    Args:
        store: where it is kept.
        forecast: that the plan was made from.
        plan: as it was shown to the seller.
        today: the running day.
        ordered: the products whose orders the seller takes home; the others were only shown.
    """
    acted_on = plan["sku"].isin(ordered)
    for part, acted in ((plan[acted_on], True), (plan[~acted_on], False)):
        if len(part):
            store.keep_for_later(
                track_record.to_keep(forecast, part, made_on=today, acted_on=acted)
            )


def compare_catalogue(store: Store, demand: Demand, catalogue: Fitted) -> None:
    """Keep the winners of the contest over all products, so that the plan uses them at once.

    Products whose own contest was run on their present history keep its winner.

    Args:
        store: where results are kept.
        demand: of all products.
        catalogue: from engine.fit_catalogue, of the same demand.
    """
    histories = engine.fingerprints(demand)
    unfinished = ~np.isin(demand.skus, _finished(store, histories))
    worthwhile = engine.worth_fitting(demand)
    _keep(store, [catalogue], histories, only=demand.skus[unfinished & ~worthwhile])
    better = demand.skus[unfinished & worthwhile]
    _keep(store, [catalogue], histories, only=better, preliminary=True)


def forecast_everything(
    store: Store, demand: Demand, catalogue: Fitted, *, processes: int, scheduler: str = ""
) -> Generator[Progress]:
    """Find and keep the best forecast of every product whose history changed since the last run.

    Closing the iterator stops the run and keeps what is done.

    Args:
        store: where results are kept.
        demand: of all products.
        catalogue: from engine.fit_catalogue, of the same demand.
        processes: number of processes to work with.
        scheduler: address of a Dask scheduler, whose cluster does the work instead; "" for none.

    Raises:
        ClusterError: the cluster cannot be reached or cannot do the work.
    """
    histories = engine.fingerprints(demand)
    compare_catalogue(store, demand, catalogue)
    work = demand.select(~np.isin(demand.skus, _finished(store, histories)))
    total, done = len(work.skus), 0
    failures = _keep_choices(store, demand, histories)
    yield Progress(done=0, total=total, failures=failures)
    batch: list[Fitted] = []
    try:
        run = engine.fit_products(work, catalogue, processes=processes, scheduler=scheduler)
        for fitted in run:
            if fitted.finished:
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
    scores = store.scores(histories)
    return Fitted(
        scores=scores,
        forecast=forecast,
        pooled=pooled_losses(scores),
        finished=bool(store.contests(histories).all()),
    )


def _finished(store: Store, histories: pd.Series) -> list[str]:
    """Name the products whose own contest is over."""
    contests = store.contests(histories)
    return contests.index[contests].tolist()


def _keep(
    store: Store,
    batch: list[Fitted],
    histories: pd.Series,
    *,
    only: np.ndarray | None = None,
    preliminary: bool = False,
) -> None:
    forecast = stack([fitted.forecast for fitted in batch])
    scores = pd.concat([fitted.scores for fitted in batch], ignore_index=True)
    if only is not None:
        forecast = forecast.select(np.isin(forecast.skus, only))
        scores = scores[scores["sku"].isin(only)]
    if len(forecast.skus):
        store.save_forecast(forecast, histories=histories, preliminary=preliminary)
        store.save_scores(scores, histories=histories)
