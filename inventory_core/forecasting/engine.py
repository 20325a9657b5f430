"""Which model forecasts which product: the menu of models, the contest, and the run over all."""

import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing import get_context

import numpy as np
import numpy.typing as npt
import pandas as pd

from inventory_core.demand import Demand
from inventory_core.errors import ForecastError
from inventory_core.forecasting import arima, count, prophet, seasonal_naive
from inventory_core.forecasting.backtest import Model, backtest, winners
from inventory_core.forecasting.forecast import Forecast, stack
from inventory_core.frames import SCORES, empty
from inventory_core.language import gettext as _
from inventory_core.parameters import AUTOMATIC

REVISION = 1
"""Raised whenever a model forecasts differently, so that kept results are made anew."""


def _every_product(demand: Demand) -> npt.NDArray[np.bool_]:
    return np.ones(len(demand.skus), dtype=bool)


COUNT = Model(name=count.NAME, forecast=count.forecast, suits=_every_product, whole_catalogue=True)
PROPHET = Model(name=prophet.NAME, forecast=prophet.forecast, suits=prophet.suits)
ARIMA = Model(name=arima.NAME, forecast=arima.forecast, suits=arima.suits)
SEASONAL_NAIVE = Model(
    name=seasonal_naive.NAME,
    forecast=seasonal_naive.forecast,
    suits=seasonal_naive.suits,
    whole_catalogue=True,
)
MODELS = (COUNT, PROPHET, ARIMA, SEASONAL_NAIVE)
"""In the menu's order."""

MODEL_NAMES = tuple(model.name for model in MODELS)

_FEWEST_UNITS_A_WEEK = 2.0
"""Below this, a model of one product alone has too little to learn from."""
MOST_PROCESSES = 61
"""More than Windows lets one program wait for."""
_FITTING_ERRORS = (
    ForecastError,
    ValueError,
    ArithmeticError,
    RuntimeError,
    np.linalg.LinAlgError,
)


@dataclass(frozen=True, eq=False, kw_only=True)
class Fitted:
    """Some products' contest: the scores of each model, and the forecast of the winner.

    failures: sentences about models that could not be fitted to a product.
    """

    scores: pd.DataFrame
    forecast: Forecast
    failures: tuple[str, ...] = ()

    def product(self, sku: str) -> "Fitted":
        """Return the contest of one of the products."""
        return Fitted(
            scores=self.scores[self.scores["sku"] == sku], forecast=self.forecast.product(sku)
        )


def model_named(name: str) -> Model:
    """Return the model of this name.

    >>> model_named("count").whole_catalogue
    True
    """
    return MODELS[MODEL_NAMES.index(name)]


def fingerprints(demand: Demand) -> pd.Series:
    """Return a text per product that changes with its history or with the models; index sku."""
    texts = [f"{REVISION}-{text}" for text in demand.fingerprints()]
    return pd.Series(texts, index=demand.skus, dtype="str")


def fit_catalogue(demand: Demand) -> Fitted:
    """Let the models that take all products at once compete; a matter of seconds."""
    models = [model for model in MODELS if model.whole_catalogue]
    scores = pd.concat([backtest(demand, model) for model in models], ignore_index=True)
    chosen = winners(scores).reindex(demand.skus).fillna(COUNT.name).to_numpy()
    parts = []
    for model in models:
        forecast = model.forecast(demand, _randomness())
        parts.append(forecast.select(chosen == model.name))
    return Fitted(scores=scores, forecast=stack(parts))


def forecast_by(demand: Demand, name: str, sku: str) -> Forecast:
    """Forecast one product by the model that the seller chose.

    Raises:
        ForecastError: the product has too little history for that model.
    """
    model = model_named(name)
    alone = demand.product(sku)
    if not model.suits(alone).all():
        raise ForecastError(
            _("{sku} has too little history for this model: choose Automatic.").format(sku=sku)
        )
    return model.forecast(demand if model.whole_catalogue else alone, _randomness()).product(sku)


def in_force(
    count_forecast: Forecast,
    *,
    winners_kept: Forecast | None,
    choices_kept: Forecast | None,
    choices: pd.Series,
) -> Forecast:
    """Put together the forecasts that the plan uses.

    A product whose contest was not run yet, or whose history changed since, goes by count.

    Args:
        count_forecast: of all products.
        winners_kept: forecasts by the winners of the products' contests.
        choices_kept: forecasts by models that the seller chose.
        choices: the model that each product should go by, AUTOMATIC or a name; index sku.
    """
    parts: list[Forecast] = []
    if choices_kept is not None:
        wanted = choices.reindex(choices_kept.skus).to_numpy() == choices_kept.models
        parts.append(choices_kept.select(wanted))
    if winners_kept is not None:
        wanted = choices.reindex(winners_kept.skus).fillna(AUTOMATIC).to_numpy() == AUTOMATIC
        parts.append(winners_kept.select(wanted))
    taken = np.concatenate([part.skus for part in parts]) if parts else np.array([], dtype=str)
    return stack([*parts, count_forecast.select(~np.isin(count_forecast.skus, taken))])


def worth_fitting(demand: Demand) -> npt.NDArray[np.bool_]:
    """Tell which products sell enough for a model of their own to pay, n."""
    weekly = 7 * demand.units.sum(axis=1) / np.maximum(demand.days_on_sale(), 1)
    single = [model.suits(demand) for model in MODELS if not model.whole_catalogue]
    return np.asarray((weekly >= _FEWEST_UNITS_A_WEEK) & np.logical_or.reduce(single))


def fit_product(demand: Demand, catalogue: Fitted) -> Fitted:
    """Let the one-product models compete with what the catalogue models reached.

    Args:
        demand: of one product.
        catalogue: the scores and forecast of the same product.
    """
    scores, failures = [catalogue.scores], []
    for model in MODELS:
        if model.whole_catalogue or not model.suits(demand).all():
            continue
        try:
            scores.append(backtest(demand, model))
        except _FITTING_ERRORS as error:
            failures.append(f"{demand.skus[0]}: {model.name}: {error}")
    table = pd.concat([score for score in scores if len(score)] or [empty(SCORES)])
    winner = winners(table).get(demand.skus[0], catalogue.forecast.models[0])
    forecast = catalogue.forecast
    if winner != forecast.models[0]:
        forecast = model_named(winner).forecast(demand, _randomness())
    return Fitted(scores=table, forecast=forecast, failures=tuple(failures))


def fit_products(demand: Demand, catalogue: Fitted, *, processes: int) -> Iterator[Fitted]:
    """Run the contest of each product, one result at a time as it is done.

    Closing the iterator stops the run; what was handed out remains.

    Args:
        demand: of the products to fit.
        catalogue: from fit_catalogue, of these products at least.
        processes: number of processes; with 1 the work is done in this one.
    """
    tasks = [(demand.product(sku), catalogue.product(sku)) for sku in demand.skus]
    if processes == 1:
        yield from (fit_product(*task) for task in tasks)
        return
    # Each process fits small series: more threads in it would only stand in each other's way.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    # Spawned, not forked: forking a process that runs threads, as a web server does, can hang.
    pool = ProcessPoolExecutor(min(processes, MOST_PROCESSES), mp_context=get_context("spawn"))
    futures = [pool.submit(fit_product, *task) for task in tasks]
    try:
        for future in as_completed(futures):
            yield future.result()
    finally:
        # Not left to the pool's own cancel_futures: it does nothing once the pool is forgotten.
        for future in futures:
            future.cancel()
        pool.shutdown(wait=False)


def _randomness() -> np.random.Generator:
    """Fixed, so that the same history always gives the same purchase list."""
    return np.random.default_rng(0)
