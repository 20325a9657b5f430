"""Linear: one weight per feature, learned from all products at once; quick and easy to explain."""

import numpy as np

from inventory_core.domain.demand import Demand
from inventory_core.domain.forecast import Forecast
from inventory_core.forecasting import learned
from inventory_core.forecasting.learned import Learned
from inventory_core.forecasting.scaled import Scaled

NAME = "linear"

_MOST_EXAMPLES = 300_000
_RIDGE = 1e-2

suits = learned.suits


def learn(demand: Demand, rng: np.random.Generator) -> Learned:
    """Learn from the past of all products.

    Raises:
        ForecastError: there are too few products, or too few days of history.
    """
    from sklearn.linear_model import PoissonRegressor

    weights = PoissonRegressor(alpha=_RIDGE, solver="newton-cholesky")
    mean = Scaled(weights, most_examples=_MOST_EXAMPLES)
    return learned.learn(demand, rng, name=NAME, mean=mean)


def forecast(demand: Demand, rng: np.random.Generator) -> Forecast:
    """Learn from all products and forecast them."""
    return learn(demand, rng).forecast(demand)
