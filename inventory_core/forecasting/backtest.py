"""How far off a model would have been: rolling-origin backtests on a product's own history."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from inventory_core.demand import Demand, Numbers
from inventory_core.forecasting.forecast import Forecast, interpolate_levels
from inventory_core.frames import SCORES, check, empty

BACKTEST_DAYS = 28
"""Days of each test: about what decides an order of a usual product."""
ORIGINS = 3
"""Number of tests, one after the other, the last one ending today."""
FEWEST_DAYS = 28
"""A product must have been on sale so long before a test counts."""
SCORED_LEVELS = (0.5, 0.75, 0.9, 0.95, 0.99)


@dataclass(frozen=True, kw_only=True)
class Model:
    """A way to forecast, as the seller may choose it.

    forecast takes demand and randomness, and forecasts every product of that demand; suits tells
    for which products there is history enough; whole_catalogue models take all products at once.
    """

    name: str
    forecast: Callable[[Demand, np.random.Generator], Forecast]
    suits: Callable[[Demand], npt.NDArray[np.bool_]]
    whole_catalogue: bool = False


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
    tests = [
        _test(demand, model, demand.days - BACKTEST_DAYS * back, seed=seed)
        for back in range(ORIGINS, 0, -1)
    ]
    tested = pd.concat([test for test in tests if test is not None] or [empty(SCORES)])
    if tested.empty:
        return empty(SCORES)
    scores = tested.groupby("sku", as_index=False).agg(
        origins=("origins", "sum"),
        actual_units=("actual_units", "mean"),
        miss_units=("miss_units", "mean"),
        bias_units=("bias_units", "mean"),
        loss_units=("loss_units", "mean"),
    )
    return check(scores.assign(model=model.name), SCORES)


def _test(demand: Demand, model: Model, origin: int, *, seed: int) -> pd.DataFrame | None:
    known = demand.until(max(origin, 0))
    if len(known.skus) == 0:
        return None
    known = known.select(known.days_on_sale() >= FEWEST_DAYS)
    known = known.select(model.suits(known))
    if len(known.skus) == 0:
        return None
    forecast = model.forecast(known, np.random.default_rng(seed))
    rows = np.searchsorted(demand.skus, known.skus)
    actual = demand.units[rows, origin : origin + BACKTEST_DAYS].sum(axis=1)
    return _score(forecast, actual)


def _score(forecast: Forecast, actual: Numbers) -> pd.DataFrame:
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


def winners(scores: pd.DataFrame) -> pd.Series:
    """Name the model with the lowest loss for each product; index sku.

    On a tie the first in the frame wins.
    """
    order = scores.sort_values("loss_units", kind="stable")
    return order.drop_duplicates("sku").set_index("sku")["model"].sort_index()
