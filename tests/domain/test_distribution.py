import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from inventory_core.domain.distribution import Distribution
from inventory_core.domain.forecast import LEAD_TIME_CHANCES


def lead_times(shortest: float, usual: float, longest: float) -> np.ndarray:
    return np.array([[shortest, usual, longest]], dtype=float)


def test_a_sure_demand_over_a_sure_lead_time_is_known_at_every_level(sure_forecast) -> None:
    demand = sure_forecast(A=2).protection_demand(
        lead_time_days=lead_times(14, 14, 14), review_period_days=7
    )

    assert demand.mean.tolist() == pytest.approx([42])  # 2 a day over 14 + 7 days
    assert demand.quantile(0.5).tolist() == pytest.approx([42])
    assert demand.quantile(0.99).tolist() == pytest.approx([42])


def test_lead_times_are_mixed_by_their_chances(sure_forecast) -> None:
    demand = sure_forecast(A=3).protection_demand(
        lead_time_days=lead_times(4, 10, 22), review_period_days=0
    )

    assert LEAD_TIME_CHANCES == (1 / 6, 4 / 6, 1 / 6)
    assert demand.mean.tolist() == pytest.approx([(12 + 4 * 30 + 66) / 6])
    # Below one sixth the quick one, above five sixths the slow one
    assert [demand.quantile(level)[0] for level in (0.1, 0.5, 0.95)] == pytest.approx([12, 30, 66])


def test_the_quantile_of_independent_buyers_is_that_of_a_poisson_total(poisson_forecast) -> None:
    demand = poisson_forecast(A=2).protection_demand(
        lead_time_days=lead_times(14, 14, 14), review_period_days=7
    )

    for level in (0.5, 0.8, 0.9, 0.95, 0.98):
        assert demand.quantile(level)[0] == pytest.approx(stats.poisson(42).ppf(level), abs=1)


def test_expected_short_of_independent_buyers_is_that_of_a_poisson_total(poisson_forecast) -> None:
    demand = poisson_forecast(A=2).protection_demand(
        lead_time_days=lead_times(14, 14, 14), review_period_days=7
    )
    # Sum of the chances of being above each number of units from 45 on: 1.348
    short = stats.poisson(42).sf(np.arange(45, 200)).sum()

    assert demand.expected_short([45])[0] == pytest.approx(short, rel=0.05)
    assert demand.expected_short([0])[0] == pytest.approx(42, rel=0.01)
    assert demand.expected_short([500])[0] == 0


def test_each_product_has_its_own_lead_time_and_review_period(sure_forecast) -> None:
    demand = sure_forecast(A=1, B=1).protection_demand(
        lead_time_days=np.array([[5.0, 5, 5], [9, 9, 9]]),
        review_period_days=[1, 2],
    )

    assert demand.mean.tolist() == [6, 11]
    assert demand.quantile([0.5, 0.9]).tolist() == pytest.approx([6, 11])


def test_levels_between_outcomes_are_read_straight() -> None:
    demand = Distribution(
        units=np.array([[10.0, 20.0]]), chances=np.array([[0.5, 0.5]]), mean=np.array([15.0])
    )

    # The outcomes stand at 0.25 and 0.75
    assert demand.quantile(0.5)[0] == pytest.approx(15)
    assert demand.quantile(0.01)[0] == 10
    assert demand.quantile(0.99)[0] == 20
    assert demand.expected_short([12])[0] == 4


@settings(max_examples=30, deadline=None)
@given(
    outcomes=st.lists(st.floats(0, 1000), min_size=2, max_size=30),
    levels=st.tuples(st.floats(0.5, 0.995), st.floats(0.5, 0.995)),
)
def test_a_higher_level_never_needs_less_stock(
    outcomes: list[float], levels: tuple[float, float]
) -> None:
    units = np.sort(np.array([outcomes]))
    chances = np.full(units.shape, 1 / units.size)
    demand = Distribution(units=units, chances=chances, mean=units.mean(axis=1))
    low, high = (demand.quantile(level)[0] for level in sorted(levels))

    assert low <= high + 1e-9
    assert units.min() - 1e-9 <= low <= units.max() + 1e-9
