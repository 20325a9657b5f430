"""Forest: large decision trees, each grown on other examples, that vote on what comes next."""

import numpy as np

from inventory_core.domain.demand import Demand
from inventory_core.domain.forecast import Forecast
from inventory_core.forecasting import learned
from inventory_core.forecasting.learned import Learned
from inventory_core.forecasting.scaled import Scaled

NAME = "forest"

_MOST_EXAMPLES = 60_000
_TREES = 50
_FEWEST_IN_LEAF = 50
"""Few would learn the examples by heart, and their errors would look too small."""
_FEATURE_SHARE = 0.5

suits = learned.suits


def learn(demand: Demand, rng: np.random.Generator) -> Learned:
    """Learn from the past of all products.

    Raises:
        ForecastError: there are too few products, or too few days of history.
    """
    from sklearn.ensemble import ExtraTreesRegressor

    trees = ExtraTreesRegressor(
        n_estimators=_TREES,
        min_samples_leaf=_FEWEST_IN_LEAF,
        max_features=_FEATURE_SHARE,
        random_state=0,
    )
    mean = Scaled(trees, most_examples=_MOST_EXAMPLES)
    return learned.learn(demand, rng, name=NAME, mean=mean)


def forecast(demand: Demand, rng: np.random.Generator) -> Forecast:
    """Learn from all products and forecast them."""
    return learn(demand, rng).forecast(demand)
