"""Which model forecasts which product: the menu of models, the contest, and the run over all."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from inventory_core.demand import Demand
from inventory_core.errors import ForecastError
from inventory_core.forecasting import (
    arima,
    boosting,
    combination,
    count,
    forest,
    linear,
    neural,
    prophet,
    regression,
    seasonal_naive,
    theta,
)
from inventory_core.forecasting.backtest import (
    Model,
    backtest,
    expected_losses,
    pooled_losses,
    score,
    trials,
    winners,
)
from inventory_core.forecasting.combination import combine, weights
from inventory_core.forecasting.fan_out import Crash, fan_out
from inventory_core.forecasting.forecast import Forecast, stack
from inventory_core.frames import SCORES, empty
from inventory_core.language import gettext as _
from inventory_core.parameters import AUTOMATIC

REVISION = 2
"""Raised whenever a model forecasts differently, so that kept results are made anew."""


def _every_product(demand: Demand) -> npt.NDArray[np.bool_]:
    return np.ones(len(demand.skus), dtype=bool)


COUNT = Model(name=count.NAME, forecast=count.forecast, suits=_every_product, whole_catalogue=True)
BOOSTING, LINEAR, FOREST, NEURAL = (
    Model(
        name=learner.NAME,
        forecast=learner.forecast,
        suits=learner.suits,
        whole_catalogue=True,
        learn=learner.learn,
    )
    for learner in (boosting, linear, forest, neural)
)
PROPHET = Model(name=prophet.NAME, forecast=prophet.forecast, suits=prophet.suits)
ARIMA = Model(name=arima.NAME, forecast=arima.forecast, suits=arima.suits)
REGRESSION = Model(name=regression.NAME, forecast=regression.forecast, suits=regression.suits)
THETA = Model(name=theta.NAME, forecast=theta.forecast, suits=theta.suits)
SEASONAL_NAIVE = Model(
    name=seasonal_naive.NAME,
    forecast=seasonal_naive.forecast,
    suits=seasonal_naive.suits,
    whole_catalogue=True,
)
_TRUST = (0.75, 0.5, 0.25)
"""Shares of the better models in a combination, where the rest goes to the bar."""
COMPETING = (COUNT, BOOSTING, SEASONAL_NAIVE)
"""The models that the contest over the whole catalogue always runs; the last one is the bar."""


def _combined(demand: Demand, rng: np.random.Generator) -> Forecast:  # noqa: ARG001 (the contract)
    return _contest(demand).combined()


COMBINATION = Model(
    name=combination.NAME, forecast=_combined, suits=_every_product, whole_catalogue=True
)
MODELS = (
    COUNT,
    BOOSTING,
    COMBINATION,
    PROPHET,
    ARIMA,
    THETA,
    REGRESSION,
    LINEAR,
    FOREST,
    NEURAL,
    SEASONAL_NAIVE,
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
    """Some products' contest: the scores of each model, and the forecast of the winner.

    pooled: how the models did on all products, relative to their mean; index model. failures:
    sentences about models that could not be fitted to a product.
    """

    scores: pd.DataFrame
    forecast: Forecast
    pooled: pd.Series
    failures: tuple[str, ...] = ()

    def product(self, sku: str) -> "Fitted":
        """Return the contest of one of the products."""
        return Fitted(
            scores=self.scores[self.scores["sku"] == sku],
            forecast=self.forecast.product(sku),
            pooled=self.pooled,
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


@dataclass(frozen=True, eq=False, kw_only=True)
class _Contest:
    """All products' scores (SCORES) by the models that take all at once, and their forecasts."""

    scores: pd.DataFrame
    pooled: pd.Series
    tried: Mapping[str, Mapping[int, Forecast]]
    forecasts: Mapping[str, Forecast]
    shares: pd.DataFrame

    def combined(self) -> Forecast:
        """Return the combination of the models' forecasts."""
        return combine(self.forecasts, self.shares)


def fit_catalogue(demand: Demand) -> Fitted:
    """Let the models that take all products at once compete, alone and combined.

    Each product goes by the winner of its contest; a product too young for one by count.
    """
    contest = _contest(demand)
    won = winners(contest.scores, contest.pooled, bar=SEASONAL_NAIVE.name)
    contest = _mixed_with_the_bar(demand, contest, won.index[won == SEASONAL_NAIVE.name])
    won = winners(contest.scores, contest.pooled, bar=SEASONAL_NAIVE.name)
    chosen = won.reindex(demand.skus).fillna(COUNT.name).to_numpy()
    forecasts = {**contest.forecasts, combination.NAME: contest.combined()}
    parts = [forecast.select(chosen == name) for name, forecast in forecasts.items()]
    return Fitted(scores=contest.scores, forecast=stack(parts), pooled=contest.pooled)


def _contest(demand: Demand) -> _Contest:
    models = [model for model in COMPETING if model.suits(demand).all()]
    tried = {model.name: trials(demand, model) for model in models}
    scores = pd.concat([score(demand, found, name=name) for name, found in tried.items()])
    shares = _shares(scores, demand).reindex(columns=list(tried)).fillna(0.0)
    combined = score(demand, _combined_trials(tried, shares), name=combination.NAME)
    scores = pd.concat([scores, combined], ignore_index=True)
    return _Contest(
        scores=scores,
        pooled=pooled_losses(scores),
        tried=tried,
        forecasts={model.name: model.forecast(demand, _randomness()) for model in models},
        shares=shares,
    )


def _combined_trials(
    tried: Mapping[str, Mapping[int, Forecast]], shares: pd.DataFrame
) -> dict[int, Forecast]:
    """Combine past forecasts of the products in `shares`, where all models made one."""
    origins = [at for at in tried[COUNT.name] if all(at in tries for tries in tried.values())]
    combined = {}
    for at in origins:
        known = tried[COUNT.name][at]
        chosen = known.select(np.isin(known.skus, shares.index))
        others = {name: tries[at].align(chosen.skus) for name, tries in tried.items()}
        if len(chosen.skus):
            combined[at] = combine(others, shares)
    return combined


def _mixed_with_the_bar(demand: Demand, contest: _Contest, skus: pd.Index) -> _Contest:
    """Mix so much of the bar into the combination of products where the bar alone would win.

    A few tests are often won by luck, and half of a better model is better than none of it: the
    largest share of the better models is kept with which a product does no worse than the bar.
    """
    scores, shares = contest.scores, contest.shares.copy()
    limit = scores[scores["model"] == SEASONAL_NAIVE.name].set_index("sku")["loss_units"]
    alone = pd.Series({name: float(name == SEASONAL_NAIVE.name) for name in shares})
    for trust in _TRUST:
        mixed = trust * contest.shares.loc[skus] + (1 - trust) * alone
        tried = score(demand, _combined_trials(contest.tried, mixed), name=combination.NAME)
        good = tried[tried["loss_units"] <= limit.reindex(tried["sku"]).to_numpy()]
        shares.loc[good["sku"]] = mixed.loc[good["sku"]]
        replaced = scores["sku"].isin(good["sku"]) & (scores["model"] == combination.NAME)
        scores = pd.concat([scores[~replaced], good], ignore_index=True)
        skus = skus.difference(pd.Index(good["sku"]))
    return replace(contest, scores=scores, shares=shares)


def _shares(scores: pd.DataFrame, demand: Demand) -> pd.DataFrame:
    """Return the weight of each model but the bar in a combination, for all products.

    Products without tests of their own go by what holds for all.
    """
    able = scores[scores["model"] != SEASONAL_NAIVE.name]
    usual = pooled_losses(able)
    if able.empty:
        return pd.DataFrame({COUNT.name: 1.0}, index=demand.skus)
    expected = expected_losses(able, usual).reindex(demand.skus)
    untested = expected.isna().all(axis=1)
    expected.loc[untested, :] = usual.reindex(expected.columns).to_numpy()
    return weights(expected)


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
    table = pd.concat([part for part in scores if len(part)] or [empty(SCORES)])
    won = winners(table, catalogue.pooled, bar=SEASONAL_NAIVE.name)
    winner = model_named(won.get(demand.skus[0], catalogue.forecast.models[0]))
    forecast = catalogue.forecast
    if not winner.whole_catalogue:
        forecast = winner.forecast(demand, _randomness())
    return replace(catalogue, scores=table, forecast=forecast, failures=tuple(failures))


def fit_products(
    demand: Demand, catalogue: Fitted, *, processes: int, scheduler: str = ""
) -> Iterator[Fitted]:
    """Run the contest of each product, one result at a time as it is done.

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


def _crashed(known: Fitted, crash: Crash) -> Fitted:
    sentence = _(
        "{sku}: models of its own could not be compared ({reason}); it keeps the best forecast of "
        "those for all products."
    ).format(sku=known.forecast.skus[0], reason=crash.reason)
    return replace(known, failures=(sentence,))


def _randomness() -> np.random.Generator:
    """Fixed, so that the same history always gives the same purchase list."""
    return np.random.default_rng(0)
