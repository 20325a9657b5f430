"""The contest of the models that take all products at once, alone and combined."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from inventory_core.domain.demand import Demand
from inventory_core.domain.forecast import Forecast
from inventory_core.forecasting import combination
from inventory_core.forecasting.backtest import (
    Model,
    expected_losses,
    pooled_losses,
    score,
    trials,
    winners,
)
from inventory_core.forecasting.combination import combine, weights

_TRUST = (0.75, 0.5, 0.25)
"""Shares of the better models in a combination, where the rest goes to the bar."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Contest:
    """All products' scores (SCORES), and the models' forecasts of past months and of what comes.

    bar: the model that the others must beat. pooled: how the models did on all products. tried: by
    model, and by the days known then. shares: weights in the combination, products × models.
    """

    bar: str
    scores: pd.DataFrame
    pooled: pd.Series
    tried: Mapping[str, Mapping[int, Forecast]]
    forecasts: Mapping[str, Forecast]
    shares: pd.DataFrame

    def combined(self) -> Forecast:
        """Return the combination of the models' forecasts."""
        return combine(self.forecasts, self.shares)

    def winners(self) -> pd.Series:
        """Name the model that each product should go by; index sku."""
        return winners(self.scores, self.pooled, bar=self.bar)


def hold(demand: Demand, models: Sequence[Model], *, seed: int) -> Contest:
    """Let models compete on all products; the last of them is the bar."""
    able = [model for model in models if model.suits(demand).all()]
    tried = {model.name: trials(demand, model) for model in able}
    scores = pd.concat([score(demand, found, name=name) for name, found in tried.items()])
    bar = models[-1].name
    shares = (
        _shares(scores, demand, first=able[0].name, bar=bar)
        .reindex(columns=list(tried))
        .fillna(0.0)
    )
    combined = score(demand, _combined_trials(tried, shares), name=combination.NAME)
    scores = pd.concat([scores, combined], ignore_index=True)
    contest = Contest(
        bar=bar,
        scores=scores,
        pooled=pooled_losses(scores),
        tried=tried,
        forecasts={
            model.name: model.forecast(demand, np.random.default_rng(seed)) for model in able
        },
        shares=shares,
    )
    return _mixed_with_the_bar(demand, contest)


def _combined_trials(
    tried: Mapping[str, Mapping[int, Forecast]], shares: pd.DataFrame
) -> dict[int, Forecast]:
    """Combine past forecasts of the products in `shares`, where all models made one."""
    first = next(iter(tried.values()))
    origins = [at for at in first if all(at in tries for tries in tried.values())]
    combined = {}
    for at in origins:
        known = first[at]
        chosen = known.select(np.isin(known.skus, shares.index))
        others = {name: tries[at].align(chosen.skus) for name, tries in tried.items()}
        if len(chosen.skus):
            combined[at] = combine(others, shares)
    return combined


def _mixed_with_the_bar(demand: Demand, contest: Contest) -> Contest:
    """Mix so much of the bar into the combination of products where the bar alone would win.

    A few tests are often won by luck, and half of a better model is better than none of it: the
    largest share of the better models is kept with which a product does no worse than the bar.
    """
    scores, shares, won = contest.scores, contest.shares.copy(), contest.winners()
    skus = won.index[won == contest.bar]
    limit = scores[scores["model"] == contest.bar].set_index("sku")["loss_units"]
    alone = pd.Series({name: float(name == contest.bar) for name in shares})
    for trust in _TRUST:
        mixed = trust * contest.shares.loc[skus] + (1 - trust) * alone
        tried = score(demand, _combined_trials(contest.tried, mixed), name=combination.NAME)
        good = tried[tried["loss_units"] <= limit.reindex(tried["sku"]).to_numpy()]
        shares.loc[good["sku"]] = mixed.loc[good["sku"]]
        replaced = scores["sku"].isin(good["sku"]) & (scores["model"] == combination.NAME)
        scores = pd.concat([scores[~replaced], good], ignore_index=True)
        skus = skus.difference(pd.Index(good["sku"]))
    return replace(contest, scores=scores, shares=shares)


def _shares(scores: pd.DataFrame, demand: Demand, *, first: str, bar: str) -> pd.DataFrame:
    """Return the weight of each model but the bar in a combination, for all products.

    Products without tests of their own go by what holds for all, and all by the first model where
    there are no tests.
    """
    able = scores[scores["model"] != bar]
    usual = pooled_losses(able)
    if able.empty:
        return pd.DataFrame({first: 1.0}, index=demand.skus)
    expected = expected_losses(able, usual).reindex(demand.skus)
    untested = expected.isna().all(axis=1)
    expected.loc[untested, :] = usual.reindex(expected.columns).to_numpy()
    return weights(expected)
