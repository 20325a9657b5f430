"""What a seller does to the shop: saves files, chooses models, forecasts, orders.

Each of these writes into the store and leaves the views of shop.py as they are: whoever looks again
sees what changed.
"""

from collections.abc import Collection, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
import pandas as pd

from inventory_core.domain.errors import ForecastError
from inventory_core.domain.forecast import stack
from inventory_core.domain.products import AUTOMATIC, cells_of, choices
from inventory_core.domain.upload import Saved, Upload
from inventory_core.forecasting import engine
from inventory_core.forecasting.engine import Fitted
from inventory_core.forecasting.hand_changes import check_hand_changes
from inventory_core.forecasting.joining import Joining, joining
from inventory_core.imports.importing import Imported
from inventory_core.shop.outlook import Outlook
from inventory_core.shop.past import Past
from inventory_core.shop.shop import Shop
from inventory_core.store.store import Store

_BATCH = 20
"""Results kept at a time: a stop loses nothing, a save costs about as much as a fit."""


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far a run over all products has come."""

    done: int
    total: int
    failures: tuple[str, ...] = ()


def save_import(
    store: Store, imported: Imported, *, now: datetime, complete_until: date | None = None
) -> Saved:
    """Keep what a file says, up to the day to which it is said to be complete.

    The first money sign seen becomes the shop's where it has none yet. Money in another currency
    than the shop's would be wrong as it stands, and is kept uncounted.
    """
    known = imported.mapping.format
    until = complete_until if len(imported.sales) else None
    return store.save(
        Upload(
            file_name=imported.file_name,
            format=imported.format,
            channel=imported.channel,
            content=imported.fingerprint,
            mapping=imported.mapping.to_text(),
            # The same file that is now said to be complete up to another day tells something new.
            effect=f"{imported.effect} {until}" if until else imported.effect,
            headings=imported.headings,
            rows_read=imported.rows_read,
            rows_accepted=imported.rows_accepted,
            rows_ignored=len(imported.ignored),
            # What the seller typed beats what a platform happens to say.
            by_seller=known.is_plain and not known.sells,
            whole_orders=known.whole_orders,
            sales=pd.concat(
                [imported.sales, imported.withdrawn, imported.returned], ignore_index=True
            ),
            products=imported.products,
            stock=imported.stock,
            receipts=imported.receipts,
            problems=imported.problems,
            complete_until=until,
            currency=imported.currency,
            cost_currency=imported.cost_currency,
        ),
        now=now,
    )


def change_by_hand(past: Past, changes: pd.DataFrame) -> None:
    """Keep the months whose forecast the seller changed (HAND_CHANGES), from now on.

    Raises:
        ForecastError: a month is over or beyond the horizon, or units below zero.
    """
    past.store.change_by_hand(check_hand_changes(changes, past.demand.start))


def keep_expectations(shop: Shop, *, ordered: Collection[str] = ()) -> None:
    """Keep what the plan expects, to be scored when its days are over.

    Args:
        shop: as it was shown to the seller.
        ordered: the products whose orders the seller takes home; the others were only shown.
    """
    expected = shop.expectations
    acted_on = expected["sku"].isin(ordered)
    for part, acted in ((expected[acted_on], True), (expected[~acted_on], False)):
        if len(part):
            shop.past.store.keep_for_later(part.assign(acted_on=acted))


def compare_catalogue(past: Past, catalogue: Fitted) -> None:
    """Keep the forecasts of the contest over all products, so that the plan uses them at once.

    Products whose own models were tested on their present history keep what came of that.

    Args:
        past: whose usual demand the models competed on.
        catalogue: from engine.fit_catalogue.
    """
    skus = past.demand.skus
    unfinished = ~np.isin(skus, _finished(past))
    worthwhile = engine.worth_fitting(past.demand)
    _keep(past, [catalogue], only=skus[unfinished & ~worthwhile])
    _keep(past, [catalogue], only=skus[unfinished & worthwhile], preliminary=True)


def forecast_everything(
    outlook: Outlook, catalogue: Fitted, *, processes: int, scheduler: str = ""
) -> Generator[Progress]:
    """Test the models of one product on all products whose history changed since the last run.

    Their forecasts change only where all these tests together say that it is for the better.
    Closing the iterator stops the run and keeps what is done.

    Args:
        outlook: of all products.
        catalogue: from engine.fit_catalogue, of the same demand.
        processes: number of processes to work with.
        scheduler: address of a Dask scheduler, whose cluster does the work instead; "" for none.

    Raises:
        ClusterError: the cluster cannot be reached or cannot do the work.
    """
    past = outlook.past
    compare_catalogue(past, catalogue)
    work = past.demand.select(~np.isin(past.demand.skus, _finished(past)))
    total, done = len(work.skus), 0
    failures = _keep_choices(outlook, past.histories)
    yield Progress(done=0, total=total, failures=failures)
    tested: list[Fitted] = []
    run = engine.fit_products(work, catalogue, processes=processes, scheduler=scheduler)
    with closing(_keeping(past, run)) as kept:
        for fitted in kept:
            tested += [fitted] if fitted.finished else []
            done, failures = done + 1, failures + fitted.failures
            yield Progress(done=done, total=total, failures=failures)
    join = _joining(past.store, tested)
    if not join.changes_forecasts:
        return
    run = engine.join_products(work, tested, join, processes=processes, scheduler=scheduler)
    with closing(_keeping(past, run)) as kept:
        for _joined in kept:
            yield Progress(done=done, total=total, failures=failures)


def _keeping(past: Past, run: Iterator[Fitted]) -> Generator[Fitted]:
    """Keep results as they are done, also where the run is stopped."""
    batch: list[Fitted] = []
    try:
        for fitted in run:
            if fitted.finished:
                batch.append(fitted)
            if len(batch) == _BATCH:
                _keep(past, batch)
                batch = []
            yield fitted
    finally:
        if batch:
            _keep(past, batch)


def _joining(store: Store, tested: Sequence[Fitted]) -> Joining:
    """Choose what joins the combination; where too few were tested, as after the last run."""
    join = joining([fitted.outcomes for fitted in tested if fitted.outcomes])
    if join is None:
        return _last_joining(store)
    store.save_settings(own_models=join.models, own_models_gain=join.gain)
    return join


def _last_joining(store: Store) -> Joining:
    settings = store.settings()
    return Joining(models=settings.own_models, gain=settings.own_models_gain)


def forecast_product(outlook: Outlook, catalogue: Fitted, sku: str) -> None:
    """Test models on one product and keep its forecast, and that of the model chosen for it."""
    past, alone = outlook.past, outlook.past.demand.product(sku)
    fitted = engine.fit_product(alone, catalogue.product(sku))
    _keep(past, [engine.join_product(alone, fitted, _last_joining(past.store))])
    _keep_choices(outlook, past.histories.loc[[sku]])


def choose_model(past: Past, *, sku: str, model: str, now: datetime) -> None:
    """Let one product go by this model, or by the winner again (AUTOMATIC), from now on.

    Raises:
        ForecastError: the product has too little history for that model.
    """
    if model != AUTOMATIC:
        forecast = past.forecast_by(model, sku)
        past.store.save_forecast(forecast, histories=past.histories, automatic=False)
    past.store.edit_products(cells_of(sku, {"model": model}), now=now)


def _keep_choices(outlook: Outlook, histories: pd.Series) -> tuple[str, ...]:
    """Forecast anew, by the models that the seller chose, what they have no forecast of.

    Returns sentences about products with too little history for their model; they go by the
    winner of their contest, or by count.
    """
    store = outlook.past.store
    chosen = choices(outlook.products)
    chosen = chosen[chosen.index.isin(histories.index)].loc[lambda model: model != AUTOMATIC]
    made = store.forecasts(histories, automatic=False)
    up_to_date = set() if made is None else set(zip(made.skus, made.models, strict=True))
    failures = []
    for sku, model in chosen.items():
        if (sku, model) in up_to_date:
            continue
        try:
            forecast = outlook.past.forecast_by(model, str(sku))
        except ForecastError as error:
            failures.append(str(error))
            continue
        store.save_forecast(forecast, histories=histories, automatic=False)
    return tuple(failures)


def _finished(past: Past) -> list[str]:
    """Name the products whose own contest is over."""
    contests = past.store.contests(past.histories)
    return contests.index[contests].tolist()


def _keep(
    past: Past, batch: list[Fitted], *, only: np.ndarray | None = None, preliminary: bool = False
) -> None:
    forecast = stack([fitted.forecast for fitted in batch])
    scores = pd.concat([fitted.scores for fitted in batch], ignore_index=True)
    if only is not None:
        forecast = forecast.select(np.isin(forecast.skus, only))
        scores = scores[scores["sku"].isin(only)]
    if len(forecast.skus):
        histories = past.histories
        past.store.save_forecast(forecast, histories=histories, preliminary=preliminary)
        past.store.save_scores(scores, histories=histories)
