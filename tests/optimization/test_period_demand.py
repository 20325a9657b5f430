"""Demand by periods: it must vary as the forecast says, and futures must be like it."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory_core.domain.demand import HORIZON_DAYS
from inventory_core.domain.distribution import count_quantiles
from inventory_core.domain.forecast import LEVELS, TOTAL_DAYS, Forecast
from inventory_core.optimization.period_demand import LeadTimes, PeriodDemand, period_demand

MANY = 20_000


def demand_of(mean: float = 10.0, *, noise: float = 2.0, doubt: float = 0.1) -> PeriodDemand:
    return PeriodDemand(mean=np.full(60, mean), known=30, noise=noise, doubt=doubt)


@given(days=st.lists(st.integers(0, 180), min_size=3, max_size=3), period_days=st.integers(7, 30))
def test_parts_of_a_period_keep_the_average_lead_time(days: list[int], period_days: int) -> None:
    days = sorted(days)

    made = LeadTimes.of_days(days, period_days=period_days)

    # Malcolm et al. 1959: (shortest + 4 usual + longest) / 6.
    average = (days[0] + 4 * days[1] + days[2]) / 6
    assert made.periods @ made.chances * period_days == pytest.approx(average)
    assert made.chances.sum() == pytest.approx(1)
    assert made.longest * period_days < days[2] + period_days


def test_independent_buyers_leave_no_doubt_about_the_level(
    poisson_forecast: Callable[..., Forecast],
) -> None:
    made = period_demand(poisson_forecast(TEA=3.0), period_days=7, protection_periods=3)

    assert made.mean.tolist() == pytest.approx([21.0] * 60)
    assert made.known == 30
    # Quantiles at 20 levels tell a little less than the whole variance, which is the mean.
    assert made.noise == pytest.approx(1.0, abs=0.05)
    assert made.doubt == pytest.approx(0.0, abs=0.001)


def test_totals_vary_as_the_forecast_says(poisson_forecast: Callable[..., Forecast]) -> None:
    sure = poisson_forecast(TEA=3.0)
    totals = 3.0 * TOTAL_DAYS[None, :]
    doubtful = Forecast(
        skus=sure.skus,
        start=sure.start,
        mean=sure.mean,
        variance=sure.variance,
        totals=count_quantiles(totals, 2.5 * totals + 0.04 * totals**2, LEVELS),
        models=sure.models,
    )

    made = period_demand(doubtful, period_days=7, protection_periods=3)

    assert made.noise == pytest.approx(2.5, rel=0.1)
    assert made.doubt == pytest.approx(0.04, rel=0.15)


def test_after_the_forecast_demand_goes_on_as_in_its_last_weeks(
    poisson_forecast: Callable[..., Forecast],
) -> None:
    flat = poisson_forecast(TEA=1.0)
    rising = Forecast(**{**vars(flat), "mean": np.arange(HORIZON_DAYS, dtype=float)[None, :]})

    made = period_demand(rising, period_days=14, protection_periods=2)

    assert made.mean[:2].tolist() == [91, 287]  # 0 + 1 + ... + 13, and 14 + ... + 27
    assert set(made.mean[made.known :]) == {14 * (182 + 209) / 2}


@pytest.mark.parametrize(("noise", "doubt"), [(1.0, 0.0), (3.0, 0.0), (1.0, 0.2), (2.0, 0.1)])
def test_futures_vary_as_they_are_said_to(noise: float, doubt: float) -> None:
    demand = demand_of(noise=noise, doubt=doubt)

    futures = demand.futures(MANY, periods=8, rng=np.random.default_rng(1))

    for periods in (1, 8):
        totals, mean = futures[:, :periods].sum(axis=1), 10.0 * periods
        variance = noise * mean + doubt * mean**2
        assert totals.mean() == pytest.approx(mean, abs=4 * np.sqrt(variance / MANY))
        assert totals.var() == pytest.approx(variance, rel=0.06)


def test_a_good_start_stays_good_where_the_level_is_doubtful() -> None:
    rng = np.random.default_rng(2)
    sure, doubtful = (
        np.corrcoef(demand_of(doubt=doubt).futures(MANY, periods=8, rng=rng).T)[0, -1]
        for doubt in (0.0, 0.5)
    )

    assert sure == pytest.approx(0, abs=0.03)
    assert doubtful == pytest.approx(50 / 70, abs=0.05)  # 0.5 × 10² of 2 × 10 + 0.5 × 10²


def test_what_is_asked_in_vain_before_an_order_can_arrive_needs_no_stock() -> None:
    demand = demand_of(10.0, noise=1.0, doubt=0.0)

    none, some, plenty = (
        demand.served_from(stock, periods=3).mean[:4].tolist() for stock in (0.0, 15.0, 500.0)
    )

    assert none == pytest.approx([0, 0, 0, 10], abs=0.01)
    assert plenty == pytest.approx([10, 10, 10, 10], abs=0.01)
    assert some[0] == pytest.approx(9.8, abs=0.2)
    assert sum(some[:3]) == pytest.approx(15, abs=0.1)


def test_lead_times_are_mixed_into_the_demand_over_them() -> None:
    lead_times = LeadTimes.of_days([7, 7, 21], period_days=7)
    demand = demand_of(12.0, noise=1.0, doubt=0.0)

    made = demand.protection(lead_times, more=1, periods=5)

    # One week in 5 of 6 cases and three in the other, each with one week more.
    assert made.mean.tolist() == pytest.approx([12 * (2 * 5 + 4) / 6] * 5)
    assert (made.units * made.chances).sum(axis=1) == pytest.approx(made.mean, rel=0.01)
