"""Forecasts by models that learn from the whole catalogue's past what came after days like today.

One regression foretells the total over the next days, relative to the product's level; a second
one, from the errors of the first, how far off it will be. Both look any number of days ahead, so
that a few fits serve the whole horizon. Totals follow a negative binomial distribution.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from inventory_core.domain.demand import Demand, Flags, Numbers
from inventory_core.domain.errors import ForecastError
from inventory_core.domain.forecast import TOTAL_DAYS, Forecast, from_counts
from inventory_core.domain.language import N_
from inventory_core.domain.language import gettext as _
from inventory_core.forecasting.contest import Model
from inventory_core.forecasting.features import Examples, History, join
from inventory_core.forecasting.regressions import Features, Scaled, Trees
from inventory_core.forecasting.weekdays import deal_totals

FEWEST_PRODUCTS = 20
"""With fewer products there is too little to compare a day with."""
_FEWEST_DAYS = 84

_AHEAD = np.array([1, 2, 4, 7, 10, 14, 21, 28, 42, 56, 84, 112])
_AHEAD_AT_ONCE = 2
"""Numbers of days to learn from each origin; neighbours tell nearly the same."""
_HISTORY_SHARE = 0.25
"""The farthest look ahead learned, as a share of the history."""
_ORIGIN_STEP_DAYS = 7
_MOST_EXAMPLES = 300_000
_FIRST_ORIGIN = 56
_LARGEST_RELATIVE = 30.0
"""Totals count as so many times the expected ones at most: a wholesale order of what hardly ever
sells would send a regression on a logarithmic scale beyond all numbers."""
_LARGEST_SPREAD = 500.0
_SMALLEST_SPREAD = 0.02
_SMALL_MEAN = 0.05
_LEAST_MEAN = 1e-6
_KNOT_DAYS = 7


class Regression(Protocol):
    """Foretells a number from a row of features."""

    def fit(self, features: Features, target: Numbers, weight: Numbers) -> None:
        """Learn from examples, of which some weigh more."""

    def predict(self, features: Features) -> Numbers:
        """Foretell the target of each row."""


@dataclass(frozen=True, eq=False, kw_only=True)
class _Learned:
    """Two fitted regressions: relative totals, and the spread of totals around their mean."""

    name: str
    mean: Regression
    spread: Trees
    farthest: int

    def forecast(self, demand: Demand) -> Forecast:
        """Forecast all products of a demand that goes on from the one learned from."""
        history = History(demand)
        ahead = TOTAL_DAYS[self.farthest >= TOTAL_DAYS]
        examples = history.examples(demand.days, ahead.tolist())
        mean = _totals(self.mean, examples)
        spread = np.clip(self.spread.predict(_with_mean(examples, mean)), 1.0, _LARGEST_SPREAD)
        shape = (len(ahead), len(demand.skus))
        return _forecast(
            history, ahead, mean.reshape(shape).T, spread.reshape(shape).T, name=self.name
        )


def suits(demand: Demand) -> Flags:
    """Tell for each product whether the catalogue is large and old enough to learn from, n."""
    enough = len(demand.skus) >= FEWEST_PRODUCTS and demand.days >= _FEWEST_DAYS
    return np.full(len(demand.skus), enough)


def check_history(demand: Demand) -> None:
    """See to it that the catalogue is large and old enough to learn from.

    Raises:
        ForecastError: there are too few products, or too few days of history.
    """
    if not suits(demand).all():
        raise ForecastError(
            _(
                "This model learns from the whole catalogue and needs {products} products and "
                "{days} days of sales: please choose another model."
            ).format(products=FEWEST_PRODUCTS, days=_FEWEST_DAYS)
        )


def _learn(
    demand: Demand,
    rng: np.random.Generator,
    *,
    name: str,
    mean: Regression,
) -> _Learned:
    """Learn from the past of all products.

    Raises:
        ForecastError: there are too few products, or too few days of history.
    """
    check_history(demand)
    history = History(demand)
    farthest = int(max(_HISTORY_SHARE * demand.days, 28))
    examples, totals = _examples(history, _AHEAD[farthest >= _AHEAD], rng)
    relative = np.minimum(totals / examples.expected, _LARGEST_RELATIVE)
    # A best seller's totals are surer, and a wrong one costs more.
    mean.fit(examples.features, relative, examples.expected)
    spread = _spread(examples, totals, _totals(mean, examples))
    return _Learned(name=name, mean=mean, spread=spread, farthest=farthest)


def _spread(examples: Examples, totals: Numbers, foretold: Numbers) -> Trees:
    """Learn how many times the mean the squared error of a total is."""
    errors = (totals - foretold) ** 2 / np.maximum(foretold, _SMALL_MEAN)
    spread = Trees("gamma", leaves=15, rounds=80, fewest=300, feature_share=0.7)
    spread.fit(_with_mean(examples, foretold), np.maximum(errors, _SMALLEST_SPREAD))
    return spread


def _examples(
    history: History, ahead: npt.NDArray[np.int64], rng: np.random.Generator
) -> tuple[Examples, Numbers]:
    """Collect what was known at past origins and the totals that followed.

    Whole weeks before today, so that each day of the week has the place that it has today.
    """
    origins = range(history.days - _ORIGIN_STEP_DAYS, _FIRST_ORIGIN, -_ORIGIN_STEP_DAYS)
    at_once = min(_AHEAD_AT_ONCE, len(ahead))
    most = max(_MOST_EXAMPLES // (at_once * len(history.demand.skus)), 2)
    parts, totals = [], []
    for origin in origins[:most]:
        inside = ahead[origin + ahead <= history.days]
        days = rng.choice(inside, min(at_once, len(inside)), replace=False)
        part = history.examples(origin, days.tolist())
        parts.append(part)
        totals.append(history.totals(origin, part))
    return join(parts), np.concatenate(totals)


def _totals(mean: Regression, examples: Examples) -> Numbers:
    relative = np.minimum(mean.predict(examples.features), _LARGEST_RELATIVE)
    return np.maximum(relative * examples.expected, _LEAST_MEAN)


def _with_mean(examples: Examples, mean: Numbers) -> Numbers:
    return np.column_stack([examples.features, np.log(mean)])


def _forecast(
    history: History, ahead: npt.NDArray[np.int64], mean: Numbers, spread: Numbers, *, name: str
) -> Forecast:
    """Make a forecast of totals over the days learned (n × ahead); farther ones follow suit."""
    demand = history.demand
    coming = history.shown_daily[:, demand.days :]
    # Weeks at the least share a rate: a single day's own forecast is mostly noise.
    weeks = ahead >= _KNOT_DAYS
    daily = deal_totals(coming, ahead[weeks], mean[:, weeks])
    spreads = np.stack([np.interp(np.log(TOTAL_DAYS), np.log(ahead), row) for row in spread])
    # Beyond what could be learned the spread grows with the square root of the days.
    spreads = np.maximum(spreads * np.sqrt(np.maximum(TOTAL_DAYS / ahead[-1], 1.0)), 1.0)
    return from_counts(demand.skus, demand.start, daily, spread=spreads, model=name)


def _boosting() -> Regression:
    """Small decision trees, one after the other, each mending the errors of those before it."""
    # Twice as many learned by heart what a year of days happened to be like.
    return Trees("poisson", leaves=31, rounds=80, fewest=200, feature_share=0.3)


def _linear() -> Regression:
    """One weight per feature: quick and easy to explain."""
    from sklearn.linear_model import PoissonRegressor

    weights = PoissonRegressor(alpha=1e-2, solver="newton-cholesky")
    return Scaled(weights, most_examples=300_000)


def _forest() -> Regression:
    """Large decision trees, each grown on other examples, that vote on what comes next."""
    from sklearn.ensemble import ExtraTreesRegressor

    trees = ExtraTreesRegressor(
        n_estimators=50,
        # Few would learn the examples by heart, and their errors would look too small.
        min_samples_leaf=50,
        max_features=0.5,
        random_state=0,
    )
    return Scaled(trees, most_examples=60_000)


def _neural() -> Regression:
    """A small neural network."""
    from sklearn.neural_network import MLPRegressor

    network = MLPRegressor(
        loss="poisson",
        hidden_layer_sizes=(32, 16),
        learning_rate_init=0.001,
        alpha=1.0,
        max_iter=200,
        # Rounds end once five of them gained less than this share of what is left unexplained.
        early_stopping=True,
        n_iter_no_change=5,
        tol=1e-3,
        random_state=0,
    )
    return Scaled(network, most_examples=60_000)


def _learner(name: str, label: str, regression: Callable[[], Regression]) -> Model:
    def learn(demand: Demand, rng: np.random.Generator) -> Callable[[Demand], Forecast]:
        return _learn(demand, rng, name=name, mean=regression()).forecast

    def forecast(demand: Demand, rng: np.random.Generator) -> Forecast:
        return learn(demand, rng)(demand)

    return Model(
        name=name,
        label=label,
        forecast=forecast,
        suits=suits,
        whole_catalogue=True,
        learn=learn,
    )


BOOSTING = _learner("boosting", N_("Boosting"), _boosting)
LINEAR = _learner("linear", N_("Linear"), _linear)
FOREST = _learner("forest", N_("Forest"), _forest)
NEURAL = _learner("neural", N_("Neural"), _neural)
