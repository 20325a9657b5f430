import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from inventory_core.domain.errors import SettingsError
from inventory_core.optimization.newsvendor import typed_distribution
from inventory_core.optimization.popularity import (
    STEPS,
    chances,
    highest,
    popularity,
    short_of,
    steps,
)
from inventory_core.optimization.shortage import expected_short


@pytest.mark.parametrize("demand", [stats.nbinom(2.5, 0.1), stats.nbinom(90, 0.9)])
def test_units_short_are_those_of_a_negative_binomial(demand: object) -> None:
    shape, scale = popularity(demand)
    stock = np.array([-3.0, 0.0, 1.0, 10.0, 60.0])

    assert short_of(shape, scale, stock) == pytest.approx(expected_short(demand, stock), abs=1e-9)


def test_a_demand_that_varies_less_than_chance_is_poisson() -> None:
    shape, scale = popularity(stats.norm(50, 3))
    stock = np.arange(100.0)

    assert shape * scale == pytest.approx(50)
    assert short_of(shape, scale, stock) == pytest.approx(
        expected_short(stats.poisson(50), stock), abs=1e-4
    )


def test_each_unit_has_its_own_chance() -> None:
    found = chances(2.5, 9.0, np.arange(200.0))

    assert found[:-1] == pytest.approx(stats.nbinom(2.5, 0.1).pmf(range(199)), abs=1e-10)
    assert found.sum() == pytest.approx(1)


def test_a_stretch_without_demand_brings_none_for_sure() -> None:
    assert chances(2.5, 0.0, np.arange(3.0)).tolist() == [1, 0, 0]


@settings(max_examples=50, deadline=None)
@given(mean=st.floats(0.01, 1e5), variation=st.floats(0.01, 5))
def test_steps_are_few_and_keep_the_mean(mean: float, variation: float) -> None:
    shape, scale = popularity(typed_distribution(mean, variation * mean))
    units = steps(shape, scale)
    found = chances(shape, scale, units)

    assert 2 <= units.size <= STEPS + 1
    assert units[-2] <= highest(shape, scale) <= units[-1]
    assert found.sum() == pytest.approx(1)
    lost = short_of(shape, scale, units[-1:])[0]  # what lies beyond the last step
    assert found @ units + lost == pytest.approx(mean, rel=1e-6)


def test_what_sold_tells_how_much_more_will() -> None:
    """Shape 4 and scale 3 for a season; after 10 units in half of it, 14 / 2.5 for the other."""
    rng = np.random.default_rng(2)
    popular = rng.gamma(4, 3, 2_000_000)
    first, second = rng.poisson(popular / 2), rng.poisson(popular / 2)
    seen = second[first == 10]
    after = chances(4.0 + 10, 1.5 / (1 + 1.5), np.arange(60.0))

    assert seen.mean() == pytest.approx(14 * 0.6, rel=0.01)
    assert np.bincount(seen, minlength=60)[:60] / seen.size == pytest.approx(after, abs=0.004)


def test_no_demand_is_refused_in_a_sentence() -> None:
    with pytest.raises(SettingsError, match="expected demand must be more than 0"):
        popularity(stats.poisson(0))
