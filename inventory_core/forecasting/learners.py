"""The models that learn from all products at once, each by another regression."""

from collections.abc import Callable

import numpy as np

from inventory_core.domain.demand import Demand
from inventory_core.domain.forecast import Forecast
from inventory_core.domain.language import N_
from inventory_core.forecasting import learned
from inventory_core.forecasting.contest import Model
from inventory_core.forecasting.learned import Learned, Regression
from inventory_core.forecasting.scaled import Scaled
from inventory_core.forecasting.trees import Trees


def _boosting() -> Regression:
    """Small decision trees, one after the other, each mending the errors of those before it."""
    return Trees("poisson", leaves=31, rounds=150, fewest=100)


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
    def learn(demand: Demand, rng: np.random.Generator) -> Learned:
        return learned.learn(demand, rng, name=name, mean=regression())

    def forecast(demand: Demand, rng: np.random.Generator) -> Forecast:
        return learn(demand, rng).forecast(demand)

    return Model(
        name=name,
        label=label,
        forecast=forecast,
        suits=learned.suits,
        whole_catalogue=True,
        learn=learn,
    )


BOOSTING = _learner("boosting", N_("Boosting"), _boosting)
LINEAR = _learner("linear", N_("Linear"), _linear)
FOREST = _learner("forest", N_("Forest"), _forest)
NEURAL = _learner("neural", N_("Neural"), _neural)
