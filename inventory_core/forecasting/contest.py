"""The contest of models: how far off each would have been, and what each counts in a combination.

Models are tested on the shop's own history from rolling origins. Those that take all products at
once are combined: averaged by how well they did on all products together. A product's own few tests
decide nothing, since what they say beyond that is mostly luck.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

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
SCORED_LEVELS = (0.5, 0.75, 0.9, 0.95, 0.99)

COMBINATION = "combination"
"""Names the average of the models that did best."""
_CLOSE = 1.15
"""A model takes part where it loses at most so many times what the best one loses."""
_POWER = 4.0
"""A model that loses a tenth more weighs a third less."""


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


@dataclass(frozen=True, eq=False, kw_only=True)
class Contest:
    """All products' scores (SCORES), and the models' forecasts.

    weights: each model's weight in the combination. tried: what the combination would have said, by
    the days known then.
    """

    scores: pd.DataFrame
    weights: pd.Series
    tried: Mapping[int, Forecast]
    forecasts: Mapping[str, Forecast]

    def combined(self) -> Forecast:
        """Return the combination of the models' forecasts; the only model's where it is alone."""
        return combine(self.forecasts, self.weights)


def hold(demand: Demand, models: Sequence[Model], *, seed: int) -> Contest:
    """Let models compete on all products, and weigh them by what all products' tests say.

    Without any test there is no evidence for more than the first of them.
    """
    able = [model for model in models if model.suits(demand).all()]
    tried = {model.name: trials(demand, model) for model in able}
    scores = pd.concat([score(demand, found, name=name) for name, found in tried.items()])
    shares = weights(pooled_losses(scores)) if len(scores) else pd.Series({able[0].name: 1.0})
    combined = _combined_trials(tried, shares)
    if (shares > 0).sum() > 1:
        scores = pd.concat([scores, score(demand, combined, name=COMBINATION)])
    return Contest(
        scores=scores.reset_index(drop=True),
        weights=shares,
        tried=combined,
        forecasts={
            model.name: model.forecast(demand, np.random.default_rng(seed)) for model in able
        },
    )


def _combined_trials(
    tried: Mapping[str, Mapping[int, Forecast]], shares: pd.Series
) -> dict[int, Forecast]:
    """Combine past forecasts, from the origins that all models forecast from."""
    used = [str(name) for name in shares.index[shares > 0]]
    origins = set.intersection(*(set(tried[name]) for name in used))
    return {at: combine({name: tried[name][at] for name in used}, shares) for at in sorted(origins)}


def weights(pooled: pd.Series) -> pd.Series:
    """Return each model's weight in a combination; they add up to 1.

    Args:
        pooled: from pooled_losses, index model.

    >>> weights(pd.Series({"count": 1.0, "boosting": 1.0, "seasonal naive": 1.3})).to_dict()
    {'count': 0.5, 'boosting': 0.5, 'seasonal naive': 0.0}
    """
    relative = pooled / pooled.min()
    shares = (relative**-_POWER).where(relative <= _CLOSE, 0.0)
    return shares / shares.sum()


def combine(forecasts: Mapping[str, Forecast], shares: pd.Series) -> Forecast:
    """Average forecasts of the same products, quantile by quantile.

    That keeps the shape of the distributions, which averaging their chances would flatten. Source:
    Lichtendahl, Grushka-Cockayne and Winkler, Is it better to average probabilities or quantiles?,
    2013. Where one model has all the weight, its own forecast is returned.

    Args:
        forecasts: by model.
        shares: weights of models, index model.
    """
    parts = [(share, forecasts[str(name)]) for name, share in shares.items() if share > 0]
    first = parts[0][1]
    if len(parts) == 1:
        return first
    aligned = [(share, forecast.align(first.skus)) for share, forecast in parts]
    return Forecast(
        skus=first.skus,
        start=first.start,
        mean=sum(share * part.mean for share, part in aligned),
        variance=sum(share * part.variance for share, part in aligned),
        totals=sum(share * part.totals for share, part in aligned),
        later=sum(share * part.later for share, part in aligned),
        models=np.full(len(first.skus), COMBINATION),
    )
