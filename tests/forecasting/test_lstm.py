"""The LSTM: without its library always, with it where it is installed."""

import sys
from collections.abc import Callable
from datetime import date

import numpy as np
import pytest

from inventory_core.domain.demand import Demand, plain_demand
from inventory_core.domain.errors import ForecastError, LibraryError
from inventory_core.domain.forecast import Forecast
from inventory_core.forecasting import count, engine, lstm

Catalogue = Callable[..., Demand]

with_library = pytest.mark.skipif(
    not lstm.is_installed(), reason="the LSTM needs requirements-lstm.txt"
)


def run(demand: Demand, *, seed: int = 0) -> Forecast:
    return lstm.forecast(demand, np.random.default_rng(seed))


@pytest.fixture
def _without_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)


@pytest.mark.usefixtures("_without_library")
def test_a_missing_library_is_told_with_what_to_install(catalogue: Catalogue) -> None:
    demand = catalogue(20, 84, seed=7)
    sentence = r"^The LSTM model needs .* pip install -r requirements-lstm\.txt`, or .* model\.$"

    assert not lstm.is_installed()
    with pytest.raises(LibraryError, match=sentence):
        run(demand)
    with pytest.raises(LibraryError, match=sentence):
        engine.forecast_by(demand, lstm.NAME, str(demand.skus[0]))


@pytest.mark.usefixtures("_without_library")
def test_too_small_a_catalogue_is_told_before_a_library_is_asked_for(catalogue: Catalogue) -> None:
    with pytest.raises(ForecastError, match="needs 20 products and 84 days of sales"):
        run(catalogue(19, 200, seed=7))


def test_automatic_never_takes_it() -> None:
    assert lstm.MODEL in engine.MODELS
    assert lstm.MODEL not in engine.COMPETING
    assert lstm.MODEL.whole_catalogue, "a model of one product alone would compete"


@with_library
def test_the_same_seed_gives_the_same_forecast_and_leaves_the_library_as_it_was(
    catalogue: Catalogue,
) -> None:
    import torch

    demand = catalogue(20, 120, seed=1)
    before, threads = torch.random.get_rng_state(), torch.get_num_threads()

    assert np.array_equal(run(demand).totals, run(demand).totals)
    assert not np.array_equal(run(demand).totals, run(demand, seed=1).totals)
    assert torch.equal(before, torch.random.get_rng_state())
    assert torch.get_num_threads() == threads


@with_library
def test_the_safe_total_suffices_as_often_as_it_says(catalogue: Catalogue) -> None:
    covered = []
    for seed in (3, 4):
        demand = catalogue(200, 300, seed=seed)
        safe = run(demand.until(272)).total_quantile(28, 0.95)
        covered.append((demand.units[:, 272:].sum(axis=1) <= safe).mean())

    assert 0.88 <= np.mean(covered) <= 0.99


@with_library
def test_what_all_products_do_after_a_busy_week_is_learned() -> None:
    # Each product's demand swings about its mean: a busy fortnight is followed by a quiet one.
    rng = np.random.default_rng(4)
    days = np.arange(364)
    shift = rng.integers(0, 28, 40)[:, None]
    units = rng.poisson(4 + 3 * np.sign(np.sin(2 * np.pi * (days + shift) / 28))).astype(float)
    units[:, 0] = 4
    skus = np.array([f"{row:03}" for row in range(len(units))])
    known = plain_demand(skus=skus, first_day=date(2024, 1, 1), units=units).until(336)
    actual = units[:, 336:350].sum(axis=1)

    def miss(forecast: Forecast) -> float:
        return float(np.abs(forecast.total_mean(14) - actual).mean())

    assert miss(run(known)) < 0.6 * miss(count.forecast(known, rng))


@with_library
def test_what_was_learned_forecasts_later_days_too(catalogue: Catalogue) -> None:
    demand = catalogue(30, 200, seed=5)
    learned = lstm.learn(demand.until(170), np.random.default_rng(0))
    later = learned(demand)

    assert later.start == demand.start
    assert later.total_mean(28).sum() == pytest.approx(
        28 * demand.units[:, -56:].mean(axis=1).sum(), rel=0.2
    )
