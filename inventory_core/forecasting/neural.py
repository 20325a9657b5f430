"""Neural: a small neural network that learns from all products at once."""

import numpy as np

from inventory_core.domain.demand import Demand
from inventory_core.domain.forecast import Forecast
from inventory_core.forecasting import learned
from inventory_core.forecasting.learned import Learned
from inventory_core.forecasting.scaled import Scaled

NAME = "neural"

_MOST_EXAMPLES = 60_000
_NEURONS = (32, 16)
_LEARNING_RATE = 0.001
_RIDGE = 1.0
_MOST_ROUNDS = 200
_PATIENCE = 5
_LEAST_GAIN = 1e-3
"""Rounds end once so many of them gained less than this share of what is left unexplained."""

suits = learned.suits


def learn(demand: Demand, rng: np.random.Generator) -> Learned:
    """Learn from the past of all products.

    Raises:
        ForecastError: there are too few products, or too few days of history.
    """
    from sklearn.neural_network import MLPRegressor

    network = MLPRegressor(
        loss="poisson",
        hidden_layer_sizes=_NEURONS,
        learning_rate_init=_LEARNING_RATE,
        alpha=_RIDGE,
        max_iter=_MOST_ROUNDS,
        early_stopping=True,
        n_iter_no_change=_PATIENCE,
        tol=_LEAST_GAIN,
        random_state=0,
    )
    mean = Scaled(network, most_examples=_MOST_EXAMPLES)
    return learned.learn(demand, rng, name=NAME, mean=mean)


def forecast(demand: Demand, rng: np.random.Generator) -> Forecast:
    """Learn from all products and forecast them."""
    return learn(demand, rng).forecast(demand)
