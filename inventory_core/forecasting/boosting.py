"""Boosting: small decision trees, one after the other, that learn from all products at once."""

import numpy as np

from inventory_core.domain.demand import Demand
from inventory_core.domain.forecast import Forecast
from inventory_core.forecasting import learned
from inventory_core.forecasting.learned import Learned
from inventory_core.forecasting.trees import Trees

NAME = "boosting"

suits = learned.suits


def learn(demand: Demand, rng: np.random.Generator) -> Learned:
    """Learn from the past of all products.

    Raises:
        ForecastError: there are too few products, or too few days of history.
    """
    mean = Trees("poisson", leaves=31, rounds=150, fewest=100)
    return learned.learn(demand, rng, name=NAME, mean=mean)


def forecast(demand: Demand, rng: np.random.Generator) -> Forecast:
    """Learn from all products and forecast them."""
    return learn(demand, rng).forecast(demand)
