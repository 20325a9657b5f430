"""Which model forecasts which product: the menu of models, and the run over all."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from inventory_core.domain.demand import Demand
from inventory_core.domain.errors import ForecastError
from inventory_core.domain.forecast import Forecast, stack
from inventory_core.domain.frames import SCORES, empty
from inventory_core.domain.language import N_
from inventory_core.domain.language import gettext as _
from inventory_core.domain.products import AUTOMATIC
from inventory_core.forecasting import (
    arima,
    contest,
    count,
    learners,
    lstm,
    prophet,
    regression,
    seasonal_naive,
    theta,
)
from inventory_core.forecasting.contest import Model, backtest, hold, score, trials
from inventory_core.forecasting.fan_out import Crash, fan_out
from inventory_core.forecasting.joining import Joining, Outcomes, joined, outcomes

REVISION = 15
"""Raised whenever a model forecasts differently, so that kept results are made anew."""

_SEED = 0
"""Fixed, so that the same history always gives the same purchase list."""


COMPETING = (count.MODEL, learners.BOOSTING)
"""The models that the combination is made of; without any evidence all go by the first one."""


def _combined(demand: Demand, rng: np.random.Generator) -> Forecast:  # noqa: ARG001 (the contract)
    made = hold(demand, COMPETING, seed=_SEED).combined()
    # Also where one model has all the weight: by this name the seller chose it.
    return replace(made, models=np.full(len(made.skus), contest.COMBINATION))


COMBINATION = Model(
    name=contest.COMBINATION, label=N_("Combination"), forecast=_combined, whole_catalogue=True
)
MODELS = (
    count.MODEL,
    learners.BOOSTING,
    COMBINATION,
    prophet.MODEL,
    arima.MODEL,
    theta.MODEL,
    regression.MODEL,
    learners.LINEAR,
    learners.FOREST,
    learners.NEURAL,
    lstm.MODEL,
    seasonal_naive.MODEL,
)
"""In the menu's order."""

MODEL_NAMES = tuple(model.name for model in MODELS)

_FEWEST_UNITS_A_WEEK = 2.0
"""Below this, a model of one product alone has too little to learn from."""
_FITTING_ERRORS = (
    ForecastError,
    ValueError,
    ArithmeticError,
    RuntimeError,
    np.linalg.LinAlgError,
)


@dataclass(frozen=True, eq=False, kw_only=True)
class Fitted:
    """Some products' contest: the scores of each model, and the forecast to go by.

    outcomes: of all these products' tests, in the forecast's order; None where they are not at hand
    any more. failures: sentences about models that could not be fitted to a product. finished:
    models of one product alone were tested too.
    """

    scores: pd.DataFrame
    forecast: Forecast
    outcomes: Outcomes | None = None
    failures: tuple[str, ...] = ()
    finished: bool = False

    def product(self, sku: str) -> "Fitted":
        """Return the contest of one of the products."""
        row = int(np.flatnonzero(self.forecast.skus == sku)[0])
        return replace(
            self,
            scores=self.scores[self.scores["sku"] == sku],
            forecast=self.forecast.product(sku),
            outcomes=self.outcomes and self.outcomes.product(row),
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
    """Let the models that take all products at once compete, alone and combined.

    All products go by the combination; those too young for a test, of which there is no evidence,
    by count. What repeating last week would have missed is told beside it.
    """
    held = hold(demand, COMPETING, seed=_SEED)
    tested = np.isin(demand.skus, held.scores["sku"])
    young = held.forecasts[count.NAME].select(~tested)
    repeated = backtest(demand, seasonal_naive.MODEL)
    return Fitted(
        scores=pd.concat([held.scores, repeated], ignore_index=True),
        forecast=stack([held.combined().select(tested), young]),
        outcomes=outcomes(demand, {COMBINATION.name: held.tried}),
    )


def forecast_by(demand: Demand, name: str, sku: str) -> Forecast:
    """Forecast one product by the model that the seller chose.

    Raises:
        ForecastError: the product has too little history for that model.
    """
    model = model_named(name)
    alone = demand.product(sku)
    known = demand if model.whole_catalogue else alone
    if not model.suits(known)[known.skus == sku].all():
        raise ForecastError(
            _("{sku} has too little history for this model: choose Automatic.").format(sku=sku)
        )
    return model.forecast(known, _randomness()).product(sku)


def count_forecast(demand: Demand) -> Forecast:
    """Forecast all products by the model that is there at once."""
    return count.forecast(demand, _randomness())


def in_force(
    count_forecast: Forecast,
    *,
    winners_kept: Forecast | None,
    choices_kept: Forecast | None,
    choices: pd.Series,
) -> Forecast:
    """Put together the forecasts that the plan uses.

    A product whose contest was not run yet, or whose history changed since, goes by count. After
    the horizon all go on like it, which knows the season of the year.

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
    others = [part.going_on_like(count_forecast) for part in parts]
    return stack([*others, count_forecast.select(~np.isin(count_forecast.skus, taken))])


def worth_fitting(demand: Demand) -> npt.NDArray[np.bool_]:
    """Tell which products sell enough for a model of their own to pay, n."""
    weekly = 7 * demand.units.sum(axis=1) / np.maximum(demand.days_on_sale(), 1)
    single = [model.suits(demand) for model in MODELS if not model.whole_catalogue]
    return np.asarray((weekly >= _FEWEST_UNITS_A_WEEK) & np.logical_or.reduce(single))


def fit_product(demand: Demand, catalogue: Fitted) -> Fitted:
    """Test the one-product models beside what the catalogue models reached.

    The forecast stays: whether a model joins it is told by all products together.

    Args:
        demand: of one product.
        catalogue: the contest of the same product.
    """
    tried, failures = {}, []
    for model in MODELS:
        if model.whole_catalogue or not model.suits(demand).all():
            continue
        try:
            tried[model.name] = trials(demand, model)
        except _FITTING_ERRORS as error:
            failures.append(f"{demand.skus[0]}: {model.name}: {error}")
    scores = [catalogue.scores, *(score(demand, tried[name], name=name) for name in tried)]
    return replace(
        catalogue,
        scores=pd.concat([part for part in scores if len(part)] or [empty(SCORES)]),
        outcomes=catalogue.outcomes and catalogue.outcomes.beside(outcomes(demand, tried)),
        failures=tuple(failures),
        finished=True,
    )


def fit_products(
    demand: Demand, catalogue: Fitted, *, processes: int, scheduler: str = ""
) -> Iterator[Fitted]:
    """Test the models of each product alone, one result at a time as it is done.

    Closing the iterator stops the run; what was handed out remains. A product whose contest
    crashes keeps the forecast of the catalogue.

    Args:
        demand: of the products to fit.
        catalogue: from fit_catalogue, of these products at least.
        processes: number of processes; with 1 the work is done in this one.
        scheduler: address of a Dask scheduler, whose cluster does the work instead; "" for none.

    Raises:
        ClusterError: the cluster cannot be reached or cannot do the work.
    """
    # Only a product's own rows travel to where the work is done.
    tasks = [(demand.product(sku), catalogue.product(sku)) for sku in demand.skus]
    run = fan_out(fit_product, tasks, processes=processes, scheduler=scheduler)
    for (_alone, known), result in run:
        yield _crashed(known, result) if isinstance(result, Crash) else result


def join_products(
    demand: Demand,
    fitted: Sequence[Fitted],
    join: Joining,
    *,
    processes: int,
    scheduler: str = "",
) -> Iterator[Fitted]:
    """Let the models that clearly gained join the combination, one product at a time.

    Args:
        demand: of the products at least.
        fitted: from fit_products.
        join: what all of them together said.
        processes, scheduler: as for fit_products.
    """
    tasks = [(demand.product(one.forecast.skus[0]), one, join) for one in fitted]
    run = fan_out(join_product, tasks, processes=processes, scheduler=scheduler)
    for (_alone, known, _join), result in run:
        yield _crashed(known, result) if isinstance(result, Crash) else result


def join_product(demand: Demand, fitted: Fitted, join: Joining) -> Fitted:
    """Let models join the combination's forecast of one product, where they suit it."""
    others: dict[str, Forecast] = {}
    for model in MODELS:
        if model.name in join.models and model.suits(demand).all():
            # What failed was told when the model was tested.
            with suppress(*_FITTING_ERRORS):
                others[model.name] = model.forecast(demand, _randomness())
    return replace(fitted, forecast=joined(fitted.forecast, others, join.models))


def _crashed(known: Fitted, crash: Crash) -> Fitted:
    sentence = _(
        "{sku}: models of its own could not be compared ({reason}); it keeps the best forecast of "
        "those for all products."
    ).format(sku=known.forecast.skus[0], reason=crash.reason)
    return replace(known, failures=(sentence,))


def _randomness() -> np.random.Generator:
    return np.random.default_rng(_SEED)
