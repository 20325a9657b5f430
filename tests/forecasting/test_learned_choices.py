"""What the models of machine learning share, whichever regression they learn with."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from inventory_core.domain.demand import Demand
from inventory_core.domain.errors import ForecastError
from inventory_core.domain.forecast import Forecast
from inventory_core.forecasting.learners import FOREST, LINEAR, NEURAL
from inventory_core.forecasting.regressions import Scaled

Catalogue = Callable[..., Demand]
Forecasts = Callable[[Demand, np.random.Generator], Forecast]

MODELS = (LINEAR, FOREST, NEURAL)

every_model = pytest.mark.parametrize(
    ("forecast", "name"),
    [(model.forecast, model.name) for model in MODELS],
    ids=[model.name for model in MODELS],
)


def run(forecast: Forecasts, demand: Demand) -> Forecast:
    return forecast(demand, np.random.default_rng(0))


@every_model
def test_steady_products_go_on_at_their_own_level(
    forecast: Forecasts, name: str, catalogue: Catalogue
) -> None:
    demand = catalogue(25, 200, seed=2)
    expected, usual = run(forecast, demand).total_mean(28), 28 * demand.units.mean(axis=1)

    assert name
    assert expected.sum() == pytest.approx(usual.sum(), rel=0.15)
    assert np.corrcoef(expected, usual)[0, 1] > 0.95


@every_model
def test_a_thousandfold_last_day_makes_no_forecast_explode(
    forecast: Forecasts, name: str, catalogue: Catalogue
) -> None:
    demand = catalogue(25, 200, seed=3)
    units = demand.units.copy()
    units[0, -1] = 1000 * units[0].mean()
    made = run(forecast, replace(demand, units=units))

    assert set(made.models) == {name}
    # The level itself goes up with that day, to about 170 times; a few times that is the most.
    assert made.total_mean(28)[0] < 28 * 1000 * demand.units[0].mean()
    assert made.total_mean(28)[1:].sum() < 2 * 28 * demand.units[1:].mean(axis=1).sum()


@every_model
def test_too_small_a_catalogue_is_told_in_a_sentence(
    forecast: Forecasts, name: str, catalogue: Catalogue
) -> None:
    assert name
    with pytest.raises(ForecastError, match="needs 20 products and 84 days of sales"):
        run(forecast, catalogue(19, 200, seed=7))


class Remembering:
    """A regression that remembers what it was given and always foretells the same."""

    def __init__(self, foretold: float) -> None:
        self.foretold = foretold

    def fit(self, X: np.ndarray, y: np.ndarray, *, sample_weight: np.ndarray) -> None:  # noqa: N803
        self.features, self.target, self.weight = X, y, sample_weight

    def predict(self, X: np.ndarray) -> np.ndarray:  # noqa: N803
        self.asked = X
        return np.full(len(X), self.foretold)


def test_gaps_become_the_middle_and_extremes_come_in() -> None:
    inside = Remembering(1.0)
    scaled = Scaled(inside, most_examples=1000)
    column = np.r_[np.arange(101.0), np.nan]
    features = np.column_stack([column, np.full(102, np.nan), np.full(102, 3.0)])
    features[0, 2] = -np.inf
    scaled.fit(features, np.ones(102), np.full(102, 8.0))
    scaled.predict(np.array([[1e9, np.inf, 3.0], [99.0, 0.0, -5.0], [np.nan, 1.0, 3.0]]))

    assert inside.features.mean(axis=0) == pytest.approx(0, abs=1e-12)
    assert inside.features[:, 0].std() == pytest.approx(1)
    # 99 of 0 to 100 is the highest hundredth; 50 is the middle, and nearly the mean.
    assert inside.asked[0, 0] == inside.asked[1, 0]
    assert inside.asked[2, 0] == pytest.approx(0, abs=1e-9)
    # A feature that was never known, or always the same, tells nothing.
    assert np.abs(inside.asked[:, 1:]).max() == 0
    assert inside.weight.tolist() == [1.0] * 102


@pytest.mark.parametrize(("foretold", "kept"), [(-2.0, 0.0), (1.5, 1.5), (1e300, 5.0)])
def test_no_total_is_foretold_below_nothing_or_far_above_the_level(
    foretold: float, kept: float
) -> None:
    scaled = Scaled(Remembering(foretold), most_examples=10)
    features = np.arange(40.0).reshape(20, 2)
    scaled.fit(features, np.ones(20), np.ones(20))

    assert scaled.predict(features).tolist() == [kept] * 20


def test_no_more_examples_are_learned_than_asked_and_each_with_its_own_target() -> None:
    inside = Remembering(1.0)
    numbers = np.arange(500.0) / 100
    Scaled(inside, most_examples=100).fit(numbers[:, None], numbers, 1 + numbers)

    assert len(inside.features) == 100
    order = np.argsort(inside.target)
    assert np.diff(inside.features[order, 0]).min() >= 0
    assert np.diff(inside.weight[order]).min() > 0
