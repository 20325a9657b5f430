from collections.abc import Callable
from datetime import date

import numpy as np
import pytest

from inventory_core.domain.demand import Demand, plain_demand
from inventory_core.domain.errors import ForecastError
from inventory_core.domain.forecast import Forecast
from inventory_core.forecasting import count
from inventory_core.forecasting.learners import BOOSTING

Catalogue = Callable[..., Demand]


def run(demand: Demand) -> Forecast:
    return BOOSTING.forecast(demand, np.random.default_rng(0))


def test_steady_products_go_on_at_their_own_level(catalogue: Catalogue) -> None:
    demand = catalogue(60, 300, seed=2)
    expected, usual = run(demand).total_mean(28), 28 * demand.units.mean(axis=1)

    assert expected.sum() == pytest.approx(usual.sum(), rel=0.1)
    assert np.corrcoef(expected, usual)[0, 1] > 0.95


def test_the_safe_total_suffices_as_often_as_it_says(catalogue: Catalogue) -> None:
    covered = []
    for seed in (3, 4, 5):  # of 200 products alone, one share is 0.86 and another 0.93
        demand = catalogue(200, 300, seed=seed)
        safe = run(demand.until(272)).total_quantile(28, 0.95)
        covered.append((demand.units[:, 272:].sum(axis=1) <= safe).mean())

    assert 0.88 <= np.mean(covered) <= 0.99


def test_what_all_products_do_after_a_busy_week_is_learned() -> None:
    # Each product's demand swings about its mean: a busy fortnight is followed by a quiet one.
    rng = np.random.default_rng(4)
    days = np.arange(364)
    shift = rng.integers(0, 28, 40)[:, None]
    rates = 4 + 3 * np.sign(np.sin(2 * np.pi * (days + shift) / 28))
    units = rng.poisson(rates).astype(float)
    units[:, 0] = 4
    demand = catalogue_of(units)
    known = demand.until(336)
    actual = units[:, 336:350].sum(axis=1)

    def miss(forecast: Forecast) -> float:
        return float(np.abs(forecast.total_mean(14) - actual).mean())

    assert miss(run(known)) < 0.6 * miss(count.forecast(known, rng))


def catalogue_of(units: np.ndarray) -> Demand:
    skus = np.array([f"{row:03}" for row in range(len(units))])
    return plain_demand(skus=skus, first_day=date(2024, 1, 1), units=units)


def test_too_small_or_too_young_a_catalogue_is_told_in_a_sentence(catalogue: Catalogue) -> None:
    for demand in (catalogue(19, 200, seed=7), catalogue(30, 83, seed=7)):
        assert not BOOSTING.suits(demand).any()
        with pytest.raises(ForecastError, match="needs 20 products and 84 days of sales"):
            run(demand)
    assert BOOSTING.suits(catalogue(20, 84, seed=7)).all()


def test_a_catalogue_of_rare_and_giant_orders_gets_forecasts_of_its_size() -> None:
    # Wholesale: each product sells on one day in a hundred, now and then by the thousand. Without a
    # limit the logarithmic scale of the regression ran away to numbers beyond all counting.
    rng = np.random.default_rng(1)
    orders = (rng.random((300, 374)) < 0.01) * rng.pareto(0.8, (300, 374)) * 20
    units = np.floor(np.minimum(orders, 20_000))
    units[np.arange(300), rng.integers(0, 300, 300)] += 1
    skus = np.array([f"{number:04}" for number in range(300)])
    forecast = run(plain_demand(skus=skus, first_day=date(2025, 1, 1), units=units))

    assert np.isfinite(forecast.totals).all()
    assert forecast.total_mean(84).max() < 10 * units.sum(axis=1).max()
