"""Before a second year a Christmas that is over tells of the next one."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from inventory_core.domain.demand import Demand, plain_demand
from inventory_core.forecasting import count
from inventory_core.forecasting.christmas import first_season
from inventory_core.forecasting.season import yearly_season

CHRISTMAS = date(2024, 12, 25)


def shop(*paces: float, times: list[float], until: date, since: date = date(2024, 9, 1)) -> Demand:
    """Products that sell so many a day, and so many times as many in the weeks before Christmas."""
    days = (until - since).days
    left = [(date(year, 12, 25) - since).days - np.arange(days) for year in (2024, 2025)]
    presents = np.any([(each > 4) & (each <= 28) for each in left], axis=0)
    rates = np.outer(paces, np.ones(days)) * np.where(presents, np.array(times)[:, None], 1.0)
    units = np.random.default_rng(1).poisson(rates).astype(float)
    skus = np.array([f"P{number}" for number in range(len(paces))])
    plain = plain_demand(skus=skus, first_day=since, units=units)
    return replace(plain, category=np.array([f"C{number}" for number in range(len(paces))]))


def height(demand: Demand, christmas: date) -> np.ndarray:
    """What a day in the second week before Christmas sells relative to a usual one."""
    return np.asarray(first_season(demand)[:, (christmas - demand.first_day).days - 10])


def test_what_sold_more_before_last_christmas_is_expected_to_do_so_again() -> None:
    demand = shop(3.0, 3.0, times=[4.0, 1.0], until=date(2025, 10, 20))
    times = height(demand, date(2025, 12, 25))

    assert 2.0 < times[0] < 5.0
    assert 0.8 < times[1] < 1.3


def test_the_weeks_after_christmas_are_not_ordered_for_by_those_before() -> None:
    demand = shop(3.0, times=[4.0], until=date(2025, 12, 15))
    mean = count.forecast(demand, np.random.default_rng(0)).mean[0]
    january = (date(2026, 1, 5) - demand.start).days

    # Twelve a day in the weeks before, three at any other time.
    assert 2.5 < mean[january : january + 28].mean() < 5.0


def test_a_first_rise_in_november_may_be_growth_and_a_steady_shop_has_no_season() -> None:
    rising = shop(3.0, times=[4.0], until=date(2024, 12, 15))
    steady = shop(3.0, 1.0, times=[1.0, 1.0], until=date(2025, 10, 20))

    assert (first_season(rising) == 1).all()
    assert first_season(steady) == pytest.approx(np.ones_like(steady.exposure), abs=0.25)


def test_what_sells_more_since_november_and_still_in_february_grew() -> None:
    steady = shop(2.0, times=[1.0], until=date(2026, 2, 10), since=date(2025, 1, 6))
    grown = steady.units.copy()
    grown[:, 300:] = np.random.default_rng(2).poisson(8.0, grown[:, 300:].shape)  # since November
    week_after = replace(steady, units=grown).until((date(2026, 1, 1) - steady.first_day).days)

    for demand in (replace(steady, units=grown), week_after):
        assert (first_season(demand) == 1).all()
        assert count.forecast(demand, np.random.default_rng(0)).total_mean(28)[0] > 0.9 * 8 * 28


def test_what_stopped_selling_before_christmas_is_not_expected_again_after_it() -> None:
    steady = shop(1.0, times=[1.0], until=date(2025, 1, 20), since=date(2024, 1, 4))
    units = steady.units.copy()
    units[:, 300:] = 0.0  # since the end of October

    assert (first_season(replace(steady, units=units)) == 1).all()


def test_once_a_year_came_back_the_calendar_is_not_asked() -> None:
    grown = shop(3.0, times=[4.0], until=date(2026, 8, 1))

    assert not np.array_equal(yearly_season(grown), first_season(grown))
