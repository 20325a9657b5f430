"""How far off a model would have been: rolling-origin backtests on a product's own history."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt
import pandas as pd

from inventory_core.domain.demand import Demand, Numbers
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


class Learned(Protocol):
    """A model that has learned and forecasts what goes on from there."""

    def forecast(self, demand: Demand) -> Forecast:
        """Forecast every product of a demand."""


@dataclass(frozen=True, kw_only=True)
class Model:
    """A way to forecast, as the seller may choose it.

    forecast takes demand and randomness, and forecasts every product of that demand; suits tells
    for which products there is history enough; whole_catalogue models take all products at once.
    learn is there where learning takes long and what was learned serves later days too.
    """

    name: str
    forecast: Callable[[Demand, np.random.Generator], Forecast]
    suits: Callable[[Demand], npt.NDArray[np.bool_]]
    whole_catalogue: bool = False
    learn: Callable[[Demand, np.random.Generator], Learned] | None = None


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
    learned: Learned | None = None
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
        found[origin] = learned.forecast(known) if learned else model.forecast(known, rng)
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
