"""Small shops in trouble: what is expected stays in proportion to what was ever sold."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inventory_core.domain.demand import Demand, plain_demand
from inventory_core.domain.forecast import Forecast
from inventory_core.forecasting import count

FIRST_DAY = date(2023, 10, 27)
DAYS = 730
YEAR = 365


def shop(product: np.ndarray, *, beside: int = 5, first_day: date = FIRST_DAY) -> Demand:
    """One product beside others that sell one to three a day all the time."""
    others = np.tile(1.0 + np.arange(beside)[:, None] % 3, (1, len(product)))
    return plain_demand(
        skus=np.array(["A", *(f"B{number:03}" for number in range(beside))]),
        first_day=first_day,
        units=np.vstack([np.asarray(product, dtype=float)[None], others]),
    )


def hiding(demand: Demand, days: Sequence[int] | slice) -> Demand:
    """Days that show nothing, such as those on which the shop is closed."""
    exposure = demand.exposure.copy()
    exposure[:, days] = 0.0
    units = demand.units.copy()
    units[:, days] = 0.0
    return replace(demand, units=units, exposure=exposure)


def expected(demand: Demand, sku: str = "A") -> Forecast:
    return count.forecast(demand, np.random.default_rng(0)).product(sku)


def seldom(gap: int, first: int = 0, days: int = DAYS) -> np.ndarray:
    units = np.zeros(days)
    units[first::gap] = 1.0
    return units


@pytest.mark.parametrize("beside", [1, 5, 200])
@pytest.mark.parametrize("gap", [5, 16, 30, 60])
def test_a_unit_every_few_weeks_is_expected_as_often(gap: int, beside: int) -> None:
    for first in (0, gap // 2):
        year = expected(shop(seldom(gap, first), beside=beside)).total_mean(YEAR)[0]

        # The silence since the last sale, up to a gap long, counts for some of it.
        assert 0.75 * YEAR / gap <= year <= 1.25 * YEAR / gap


@given(gap=st.integers(2, 90), first=st.integers(0, 400), units=st.integers(1, 20))
@settings(max_examples=40, deadline=None)
def test_no_steady_seller_is_expected_to_sell_more_than_in_its_best_year(
    gap: int, first: int, units: int
) -> None:
    sold = units * seldom(gap, first)
    best = max(sold[start : start + YEAR].sum() for start in range(DAYS - YEAR + 1))

    # Some lots more, since a pace known from a few of them is uncertain.
    assert expected(shop(sold)).total_mean(YEAR)[0] <= 1.25 * best + units


@pytest.mark.parametrize("beside", [0, 1, 5, 200])
def test_a_single_order_is_at_most_expected_again(beside: int) -> None:
    product = np.zeros(200)
    product[-1] = 300.0
    today = expected(shop(product, beside=beside))
    alone = expected(shop(np.array([300.0]), beside=beside))

    for ahead in (today, alone):
        assert 0 < ahead.total_mean(21)[0] < 100
        assert ahead.total_quantile(21, 0.95)[0] <= 300


@pytest.mark.parametrize("beside", [0, 1, 5, 200])
def test_what_sold_once_and_no_more_is_hardly_expected(beside: int) -> None:
    product = np.zeros(200)
    product[50] = 300.0

    assert expected(shop(product, beside=beside)).total_mean(21)[0] < 1


@given(
    pace=st.integers(1, 6),
    every=st.integers(1, 6),
    beside=st.sampled_from([0, 1, 5]),
    first_day=st.dates(date(2024, 1, 1), date(2024, 1, 7)),
)
@settings(max_examples=10, deadline=None)
def test_what_is_expected_never_rises_with_silence(
    pace: int, every: int, beside: int, first_day: date
) -> None:
    sold = pace * seldom(every, days=300)
    before = np.inf
    for silence in (0, 2, 5, 8, 11, 14, 15, 21, 25, 29, 35, 45, 57, 80, 113, 150, 225, 300):
        product = np.r_[sold, np.zeros(silence)]
        now = expected(shop(product, beside=beside, first_day=first_day)).total_mean(28)[0]

        # What days of the week sell and which averages foretold best is learned anew each time; a
        # sale every fourth day or fewer tells less about it.
        assert now <= before + (0.01 if every < 4 else 0.03) * 28 * pace / every
        before = now


def test_after_a_year_of_silence_hardly_a_unit_is_expected() -> None:
    ahead = expected(shop(np.r_[np.full(300, 2.0), np.zeros(YEAR)]))

    assert ahead.total_mean(28)[0] < 1
    assert ahead.total_quantile(28, 0.95)[0] <= 2


@pytest.mark.parametrize("beside", [0, 5])
@pytest.mark.parametrize("hidden", [14, 30, 60])
def test_days_that_show_nothing_tell_nothing(hidden: int, beside: int) -> None:
    product = np.full(300, 4.0)
    closed = hiding(shop(product, beside=beside), slice(300 - hidden, 300))

    assert expected(closed).total_mean(28)[0] == pytest.approx(4 * 28, rel=0.01)


@pytest.mark.parametrize("pace", [1, 2, 4])
def test_the_first_quiet_days_after_a_closure_cost_at_most_a_third(pace: int) -> None:
    for quiet in (1, 2):
        product = np.r_[np.full(300, float(pace)), np.zeros(14 + quiet)]
        reopened = hiding(shop(product), slice(300, 314))

        assert expected(reopened).total_mean(21)[0] >= 2 / 3 * 21 * pace


def christmas(years: int, *, between: float, high: float = 8.0, until: date) -> Demand:
    """Some equal seasons from 1 November to 24 December, and one unit now and then between."""
    first = date(until.year - years, 10, 27)
    days = [date.fromordinal(first.toordinal() + day) for day in range((until - first).days)]
    season = np.array([(day.month == 11) or (day.month == 12 and day.day <= 24) for day in days])
    rest = seldom(int(1 / between), days=len(days)) if between else np.zeros(len(days))
    return shop(np.where(season, high, rest), beside=2, first_day=first)


@pytest.mark.parametrize("years", [2, 3, 4])
@pytest.mark.parametrize("high", [2.0, 8.0, 40.0])
def test_a_season_with_nothing_between_is_expected_again(years: int, high: float) -> None:
    demand = christmas(years, between=0, high=high, until=date(2026, 10, 26))
    ahead = expected(demand)

    # From 26 October, 52 days reach to 16 December: 46 days of the season.
    assert ahead.total_mean(52)[0] == pytest.approx(46 * high, rel=0.1)
    assert expected(demand, "B000").total_mean(52)[0] == pytest.approx(52, rel=0.03)


@pytest.mark.parametrize("month", [1, 3, 5])
def test_between_two_seasons_with_nothing_between_nothing_is_expected(month: int) -> None:
    ahead = expected(christmas(3, between=0, until=date(2026, month, 15)))

    assert ahead.total_mean(90)[0] < 2


def test_after_the_season_the_few_units_between_are_expected() -> None:
    demand = christmas(3, between=0.2, until=date(2026, 11, 23))
    ahead = expected(demand)

    # 32 days of the season are left; 1.4 units a week sell from two weeks after it on.
    assert ahead.total_mean(32)[0] == pytest.approx(32 * 8, rel=0.15)
    assert ahead.mean[0, 45:52].sum() == pytest.approx(1.4, abs=0.5)
    assert ahead.mean[0, 70:126].sum() / 8 == pytest.approx(1.4, abs=0.4)


@pytest.mark.parametrize("beside", [0, 5, 200])
def test_steep_growth_is_not_cut_down(beside: int) -> None:
    doubling = np.round(2 ** (np.arange(84) / 14))
    ahead = expected(shop(doubling, beside=beside))

    # The last week sold 402, the week before it 284.
    assert ahead.total_mean(7)[0] > 284
    assert ahead.total_mean(21)[0] > 2 * 284


@pytest.mark.parametrize("beside", [0, 5, 200])
@pytest.mark.parametrize("days", [3, 10, 28])
def test_a_new_product_is_expected_to_sell_up_to_its_own_pace(days: int, beside: int) -> None:
    product = np.r_[np.zeros(400), np.full(days, 5.0)]
    daily = expected(shop(product, beside=beside)).total_mean(21)[0] / 21

    assert 5 * (1 - 7 / (days + 6)) <= daily <= 5


def test_what_fades_is_expected_to_sell_little() -> None:
    fading = np.round(10 * np.exp(-np.arange(280) / 100))
    daily = expected(shop(fading)).total_mean(28)[0] / 28

    assert fading[-14:].mean() / 2 < daily < 1.1 * fading[-56:].mean()


def test_a_product_that_is_launched_again_has_its_pace_at_once() -> None:
    product = np.r_[np.full(300, 2.0), np.zeros(200), np.full(10, 2.0)]

    assert expected(shop(product)).total_mean(28)[0] == pytest.approx(56, rel=0.15)
