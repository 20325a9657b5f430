"""The contest of models: how far off each would have been, and which one a product should go by.

Models are tested on a product's own history from rolling origins. Those that take all products at
once compete together, alone and combined: averaged by how well they did.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from inventory_core.domain.demand import Demand, Flags, Numbers
from inventory_core.domain.forecast import Forecast, interpolate_levels
from inventory_core.domain.frames import SCORES, check, empty

BACKTEST_DAYS = 28
"""Days of each test: about what decides an order of a usual product."""
ORIGINS = 3
"""Number of tests, one after the other, the last one ending today."""
OVERLAPPING_STEP_DAYS = 7
"""Days between the tests of quick models."""
FEWEST_DAYS = 28
"""A product must have been on sale so long before a test counts."""
PRIOR_ORIGINS = 6.0
"""All products' tests together count as much as so many tests of a product's own."""
SCORED_LEVELS = (0.5, 0.75, 0.9, 0.95, 0.99)

COMBINATION = "combination"
"""Names the average of the models that did best."""
_CLOSE = 1.15
"""A model takes part where it loses at most so many times what the best one loses."""
_POWER = 4.0
"""A model that loses a tenth more weighs a third less."""
_TRUST = (0.75, 0.5, 0.25)
"""Shares of the better models in a combination, where the rest goes to the bar."""


def every_product(demand: Demand) -> Flags:
    """Tell that there is history enough for each product, n."""
    return np.ones(len(demand.skus), dtype=bool)


@dataclass(frozen=True, kw_only=True)
class Model:
    """A way to forecast, as the seller may choose it.

    label names it in the menu. forecast takes demand and randomness, and forecasts every product of
    that demand; suits tells for which products there is history enough; whole_catalogue models take
    all products at once. learn is there where learning takes long; what it returns forecasts later
    days too.
    """

    name: str
    label: str
    forecast: Callable[[Demand, np.random.Generator], Forecast]
    suits: Callable[[Demand], Flags] = every_product
    whole_catalogue: bool = False
    learn: Callable[[Demand, np.random.Generator], Callable[[Demand], Forecast]] | None = None


def pinball_loss(quantiles: Numbers, actual: Numbers, levels: npt.ArrayLike) -> Numbers:
    """Mean loss of quantiles (n × levels) against what happened (n), in units; lower is better.

    Being short by one unit costs the level, being over by one costs the rest to 1.
    Source: Koenker and Bassett, Regression Quantiles, 1978.

    >>> pinball_loss(np.array([[10.0]]), np.array([14.0]), [0.75])
    array([3.])
    """
    short = actual[:, None] - quantiles
    chance = np.asarray(levels)
    return np.asarray(np.maximum(chance * short, (chance - 1) * short).mean(axis=1))


def backtest(demand: Demand, model: Model, *, seed: int = 0) -> pd.DataFrame:
    """Forecast the last months again, each time with only what was known then.

    Returns SCORES, one row per product that could be tested: the mean miss of the total over
    BACKTEST_DAYS in units, its bias (positive: forecast too low) and the pinball loss that decides.
    """
    return score(demand, trials(demand, model, seed=seed), name=model.name)


def trials(demand: Demand, model: Model, *, seed: int = 0) -> dict[int, Forecast]:
    """Return the forecasts that a model would have made, by the number of days known then.

    Models that take all products at once are quick, and so are tested every week: a product's luck
    with one last week or another then matters less. Others are tested every BACKTEST_DAYS.

    A model that learns learns once, before the first test: no test was seen in learning.
    """
    learned: Callable[[Demand], Forecast] | None = None
    found: dict[int, Forecast] = {}
    step = OVERLAPPING_STEP_DAYS if model.whole_catalogue else BACKTEST_DAYS
    first = demand.days - BACKTEST_DAYS * ORIGINS
    for origin in range(first, demand.days - BACKTEST_DAYS + 1, step):
        known = _testable(demand, model, origin)
        if known is None:
            continue
        rng = np.random.default_rng(seed)
        if model.learn and learned is None:
            learned = model.learn(known, rng)
        found[origin] = learned(known) if learned else model.forecast(known, rng)
    return found


def _testable(demand: Demand, model: Model, origin: int) -> Demand | None:
    """Return what was known of products old enough for a test at an origin; None without one."""
    known = demand.until(max(origin, 0))
    known = known.select(known.days_on_sale() >= FEWEST_DAYS)
    known = known.select(model.suits(known))
    return known if len(known.skus) else None


def score(demand: Demand, tried: Mapping[int, Forecast], *, name: str) -> pd.DataFrame:
    """Compare forecasts of past months, by the days known, with what sold then: SCORES."""
    parts = [_score(demand, origin, forecast) for origin, forecast in tried.items()]
    tested = pd.concat(parts or [empty(SCORES)])
    if tested.empty:
        return empty(SCORES)
    steps = np.diff(sorted(tried)) if len(tried) > 1 else [BACKTEST_DAYS]
    # Tests that overlap count as the part of one that is their own.
    tested["origins"] = min(steps) / BACKTEST_DAYS
    scores = tested.groupby("sku", as_index=False).agg(
        origins=("origins", "sum"),
        actual_units=("actual_units", "mean"),
        miss_units=("miss_units", "mean"),
        bias_units=("bias_units", "mean"),
        loss_units=("loss_units", "mean"),
    )
    return check(scores.assign(model=name), SCORES)


def _score(demand: Demand, origin: int, forecast: Forecast) -> pd.DataFrame:
    rows = np.searchsorted(demand.skus, forecast.skus)
    actual = demand.units[rows, origin : origin + BACKTEST_DAYS].sum(axis=1)
    distribution = forecast.total_distribution(BACKTEST_DAYS)
    products = len(forecast.skus)
    levels = [interpolate_levels(distribution, np.full(products, at)) for at in SCORED_LEVELS]
    short = actual - levels[0]
    return pd.DataFrame(
        {
            "sku": forecast.skus,
            "origins": 1.0,
            "actual_units": actual,
            "miss_units": np.abs(short),
            "bias_units": short,
            "loss_units": pinball_loss(np.stack(levels, axis=1), actual, SCORED_LEVELS),
        }
    )


def expected_losses(scores: pd.DataFrame, pooled: pd.Series) -> pd.DataFrame:
    """Return the loss to expect of each model (columns) on each product (index sku).

    A product's few tests say little. So they count together with how the models did on all
    products, as much as PRIOR_ORIGINS tests, on the scale of what the product loses by any model.
    Ratios are averaged, not units: a model that lost a fifth of another's loss says more than one
    that lost 10 % less, however much a product sells.

    Args:
        scores: SCORES.
        pooled: from pooled_losses; models that are not in it are expected to do like the worst.
    """
    losses = scores.pivot_table(index="sku", columns="model", values="loss_units", sort=False)
    origins = scores.pivot_table(index="sku", columns="model", values="origins", sort=False)
    # A model may be right to the unit by luck: that is no more than ten times better than usual.
    least = np.maximum(losses.mean(axis=1) / 10, 1e-9)
    own = losses.clip(lower=least, axis=0).apply(np.log)
    usual = pooled.clip(lower=0.1).reindex(own.columns).fillna(pooled.max()).apply(np.log)
    scale = (own - usual).mean(axis=1)
    # What each model would lose here if it did as it does on all products.
    alike = pd.DataFrame(0.0, index=own.index, columns=own.columns).add(scale, axis=0) + usual
    expected = (origins * own + PRIOR_ORIGINS * alike) / (origins + PRIOR_ORIGINS)
    return expected.apply(np.exp)


def pooled_losses(scores: pd.DataFrame) -> pd.Series:
    """Return how much each model loses over all products, relative to their mean; index model.

    Only products that all of the models were tested on count; each by the square root of what it
    sells, so that neither the best seller nor the many that hardly sell decide alone.
    """
    own = scores.pivot_table(index="sku", columns="model", values="loss_units", sort=False).dropna()
    sold = scores.groupby("sku")["actual_units"].mean().reindex(own.index)
    losses = own.div(np.sqrt(sold.clip(lower=1.0)), axis=0).sum()
    if not losses.sum() > 0:
        return pd.Series(1.0, index=own.columns)
    return losses / losses.mean()


def winners(scores: pd.DataFrame, pooled: pd.Series, *, bar: str) -> pd.Series:
    """Name the model with the lowest expected loss for each product; index sku.

    A model that lost more than the bar on the product's own tests cannot win; on a tie the first
    in the frame does.
    """
    if scores.empty:
        return pd.Series(dtype="str")
    expected = expected_losses(scores, pooled)
    own = scores.pivot_table(index="sku", columns="model", values="loss_units", sort=False)
    if bar in own:
        expected = expected.where(~own.gt(own[bar], axis=0))
    return expected.idxmin(axis=1).sort_index()


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
    combined = score(demand, _combined_trials(tried, shares), name=COMBINATION)
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
        tried = score(demand, _combined_trials(contest.tried, mixed), name=COMBINATION)
        good = tried[tried["loss_units"] <= limit.reindex(tried["sku"]).to_numpy()]
        shares.loc[good["sku"]] = mixed.loc[good["sku"]]
        replaced = scores["sku"].isin(good["sku"]) & (scores["model"] == COMBINATION)
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


def weights(expected: pd.DataFrame) -> pd.DataFrame:
    """Return each model's weight per product, rows adding up to 1.

    Args:
        expected: expected loss of each model (columns) on each product (index sku); NaN where a
            model cannot forecast a product.

    >>> weights(pd.DataFrame({"count": [1.0, 1.0], "arima": [1.0, 2.0]})).to_numpy().tolist()
    [[0.5, 0.5], [1.0, 0.0]]
    """
    losses = np.maximum(expected.to_numpy(dtype=float), 1e-9)
    relative = losses / np.nanmin(losses, axis=1, keepdims=True)
    shares = np.where(relative <= _CLOSE, relative**-_POWER, 0.0)
    shares = shares / shares.sum(axis=1, keepdims=True)
    return pd.DataFrame(shares, index=expected.index, columns=expected.columns)


def combine(forecasts: Mapping[str, Forecast], shares: pd.DataFrame) -> Forecast:
    """Average forecasts of the same products, quantile by quantile.

    That keeps the shape of the distributions, which averaging their chances would flatten. Source:
    Lichtendahl, Grushka-Cockayne and Winkler, Is it better to average probabilities or quantiles?,
    2013.

    Args:
        forecasts: by model.
        shares: weights of the models (columns) for each of the products (index sku).
    """
    first = next(iter(forecasts.values()))
    mean, variance, totals = (
        np.zeros_like(numbers) for numbers in (first.mean, first.variance, first.totals)
    )
    for name, forecast in forecasts.items():
        share = shares[name].reindex(first.skus).to_numpy()
        aligned = forecast.align(first.skus)
        mean += _times(share, aligned.mean)
        variance += _times(share, aligned.variance)
        totals += _times(share, aligned.totals)
    return Forecast(
        skus=first.skus,
        start=first.start,
        mean=mean,
        variance=variance,
        totals=totals,
        models=np.full(len(first.skus), COMBINATION),
    )


def _times(share: Numbers, numbers: Numbers) -> Numbers:
    return np.asarray(share.reshape(-1, *[1] * (numbers.ndim - 1)) * numbers)
