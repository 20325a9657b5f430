from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from inventory_core.domain.demand import Demand, plain_demand
from inventory_core.forecasting import count
from inventory_core.forecasting.season import FEWEST_WEEKS, YEAR_WEEKS, yearly_season

FIRST_DAY = date(2024, 11, 18)


def catalogue(expected: np.ndarray, *, weeks: int, products: int = 1, seed: int = 3) -> Demand:
    """Products that sell by chance around what is expected of each week of the year."""
    rng = np.random.default_rng(seed)
    week = np.arange(7 * weeks) // 7 % YEAR_WEEKS
    units = rng.poisson(expected[week] / 7, (products, 7 * weeks)).astype(float)
    units[:, 0] += 1
    skus = np.array([f"{number:03}" for number in range(products)])
    return plain_demand(skus=skus, first_day=FIRST_DAY, units=units)


def autumn(*, high: float, low: float) -> np.ndarray:
    """Ten weeks of high season, the last ones before the year of weeks is over."""
    return np.where(np.arange(YEAR_WEEKS) >= 42, high, low)


def months_ahead(demand: Demand, season: np.ndarray) -> tuple[float, float]:
    """What the first four and the next sixteen weeks ahead sell relative to an average day."""
    coming = season[:, demand.days :]
    return float(coming[:, :28].mean()), float(coming[:, 28 : 28 + 112].mean())


def test_a_season_that_came_back_is_expected_again() -> None:
    # The history ends with week 41: ten weeks of 70 units follow, after them 14.
    weeks = 3 * YEAR_WEEKS - 10
    demand = catalogue(autumn(high=70, low=14), weeks=weeks)
    average = (10 * 70 + 42 * 14) / YEAR_WEEKS
    soon, later = months_ahead(demand, yearly_season(demand))

    assert soon == pytest.approx(70 / average, rel=0.2)  # a little less: seasons are shrunk
    assert later < 0.9 * soon
    assert yearly_season(demand)[0, -1] == pytest.approx(14 / average, rel=0.2)


def test_a_high_season_seen_only_once_is_not_expected_again() -> None:
    once = autumn(high=70, low=14)
    demand = catalogue(once, weeks=2 * YEAR_WEEKS - 10)  # the second one is still to come

    assert yearly_season(demand) == pytest.approx(np.ones((1, demand.exposure.shape[1])), abs=0.3)


def test_count_expects_the_season_too() -> None:
    demand = catalogue(autumn(high=70, low=14), weeks=3 * YEAR_WEEKS - 10)
    forecast = count.forecast(demand, np.random.default_rng(0))

    # The last weeks sold 14 each; the coming ones 70, of which the model dares to expect most.
    assert 0.7 * 4 * 70 < forecast.total_mean(28)[0] < 1.1 * 4 * 70
    assert 0.7 * 8 * 70 < forecast.total_mean(56)[0] < 1.1 * 8 * 70


def test_a_small_product_shares_the_season_of_its_category() -> None:
    demand = catalogue(autumn(high=3, low=0.6), weeks=3 * YEAR_WEEKS - 10, products=40)
    other = catalogue(np.full(YEAR_WEEKS, 3.0), weeks=3 * YEAR_WEEKS - 10, products=40, seed=4)
    both = plain_demand(
        skus=np.array([f"{number:03}" for number in range(80)]),
        first_day=FIRST_DAY,
        units=np.concatenate([demand.units, other.units]),
    )
    season = yearly_season(replace(both, category=np.repeat(["toys", "soap"], 40)))
    soon = season[:, both.days : both.days + 28].mean(axis=1)

    assert np.median(soon[:40]) > 1.8
    assert np.median(soon[40:]) == pytest.approx(1.0, abs=0.1)


def test_chance_makes_no_season() -> None:
    demand = catalogue(np.full(YEAR_WEEKS, 20.0), weeks=2 * YEAR_WEEKS, products=200)
    alone = replace(demand, category=np.array([f"c{number}" for number in range(200)]))
    swing = np.abs(yearly_season(alone) - 1).max(axis=1)

    # Of so many, a few look alike by chance, and even these hardly move.
    assert (swing > 0.02).mean() < 0.1
    assert swing.max() < 0.6


def test_growth_is_no_season() -> None:
    weeks = 2 * YEAR_WEEKS
    growing = np.repeat(20 * 3 ** (np.arange(weeks) / YEAR_WEEKS), 7) / 7
    units = np.random.default_rng(5).poisson(growing, (1, 7 * weeks)).astype(float)
    demand = plain_demand(skus=np.array(["A"]), first_day=FIRST_DAY, units=units)

    assert yearly_season(demand) == pytest.approx(np.ones((1, demand.exposure.shape[1])), abs=0.1)


@pytest.mark.parametrize("jump", [30, 52, 60, 90])
def test_a_product_that_sells_more_from_one_week_on_has_no_season(jump: int) -> None:
    weeks = 2 * YEAR_WEEKS
    pace = np.repeat(np.where(np.arange(weeks) < jump, 3.0, 18.0), 7) / 7
    units = np.random.default_rng(6).poisson(pace, (20, 7 * weeks)).astype(float)
    alone = plain_demand(
        skus=np.array([f"{number:02}" for number in range(20)]), first_day=FIRST_DAY, units=units
    )
    demand = replace(alone, category=np.array([f"c{number}" for number in range(20)]))

    assert np.abs(yearly_season(demand)[:, demand.days :] - 1).max() < 0.5


def test_a_year_that_ended_low_and_another_that_ended_somewhat_lower_are_no_season() -> None:
    low = np.linspace(1, 0.02, YEAR_WEEKS) * 20
    lower = np.linspace(1, 0.6, YEAR_WEEKS) * 45
    pace = np.repeat(np.r_[low, lower], 7) / 7
    units = np.random.default_rng(7).poisson(pace)[None].astype(float)
    demand = plain_demand(skus=np.array(["A"]), first_day=FIRST_DAY, units=units)

    ahead = count.forecast(demand, np.random.default_rng(0)).total_mean(28)[0]
    assert 20 * 4 < ahead < 40 * 4  # it sold 27 a week in the end


def test_less_than_a_year_and_a_half_tells_no_season() -> None:
    demand = catalogue(autumn(high=70, low=14), weeks=FEWEST_WEEKS - 1)

    assert (yearly_season(demand) == 1).all()


def test_a_product_that_came_later_has_the_season_of_its_category() -> None:
    demand = catalogue(autumn(high=35, low=7), weeks=3 * YEAR_WEEKS - 10, products=5)
    units = demand.units.copy()
    units[0, : demand.days - 60] = 0.0
    young = plain_demand(skus=demand.skus, first_day=FIRST_DAY, units=units)
    season = yearly_season(young)

    others = season[1:, young.days : young.days + 28].mean()
    assert others > 1.8
    assert season[0, young.days : young.days + 28].mean() == pytest.approx(others, rel=0.35)


SEASON_UNITS = 432.0


def sells_in(season: range, *, days: int, before: int = 0) -> Demand:
    """One product that only sells on some days of each year, beside some that always sell.

    before: days of the first year in which it was not on sale yet.
    """
    rng = np.random.default_rng(5)
    high = np.isin(np.arange(days) % 365, season) & (np.arange(days) >= before)
    paces = [high * SEASON_UNITS / len(season), *(np.full(days, rate) for rate in (0.5, 1.0, 3.0))]
    units = rng.poisson(paces).astype(float)
    return plain_demand(
        skus=np.array(["A", "B", "C", "D"]), first_day=date(2023, 1, 2), units=units
    )


def best_year(demand: Demand) -> np.ndarray:
    """Most units of any whole year back from today, n."""
    ends = range(demand.days, 364, -365)
    return np.max([demand.units[:, end - 365 : end].sum(axis=1) for end in ends], axis=0)


@pytest.mark.parametrize("days", range(2 * 365, 3 * 365 + 1, 73))
@pytest.mark.parametrize("season", [range(20, 110), range(60, 150), range(80, 134)])
def test_a_year_is_expected_to_sell_what_a_season_does(season: range, days: int) -> None:
    demand = sells_in(season, days=days)

    yearly = count.forecast(demand, np.random.default_rng(0)).yearly

    assert yearly[0] == pytest.approx(SEASON_UNITS, rel=0.12)
    # A sum of Poisson numbers is off by twice its root now and then.
    assert (yearly <= best_year(demand) + 2 * np.sqrt(best_year(demand))).all()


@pytest.mark.parametrize("days_after", [7, 60, 150, 210])
def test_what_came_for_a_season_is_expected_once_a_second_one_came(days_after: int) -> None:
    # On sale for 14 months: two seasons and the ten months between them.
    demand = sells_in(range(304, 358), days=723 + days_after, before=300)

    yearly = count.forecast(demand, np.random.default_rng(0)).yearly

    assert yearly[0] == pytest.approx(SEASON_UNITS, rel=0.15)


@pytest.mark.parametrize("weeks_on_sale", [57, 70, 90])
def test_a_product_that_came_later_and_sells_all_year_has_no_season(weeks_on_sale: int) -> None:
    demand = sells_in(range(365), days=730, before=730 - 7 * weeks_on_sale)

    assert yearly_season(demand)[0, demand.days :] == pytest.approx(np.ones(210), abs=0.3)


def test_a_year_of_a_steady_product_is_as_its_next_months() -> None:
    steady = catalogue(np.full(YEAR_WEEKS, 14.0), weeks=120, products=5)

    made = count.forecast(steady, np.random.default_rng(0))

    assert made.yearly == pytest.approx(made.total_mean(210) * 365 / 210, rel=0.01)


def test_a_christmas_after_the_horizon_is_part_of_the_year() -> None:
    # A year and a month are known, with a Christmas that is over; the next is eleven months away.
    days = 400
    near = np.array(
        [(date(2024, 12, 24) - date(2023, 12, 25)).days - 45 <= d < 365 for d in range(days)]
    )
    pace = np.where(near, 4.0, 1.0)
    units = np.random.default_rng(4).poisson(pace, (6, days)).astype(float)
    demand = plain_demand(
        skus=np.array([f"{number}" for number in range(6)]),
        first_day=date(2023, 12, 25),
        units=units,
    )

    made = count.forecast(demand, np.random.default_rng(0))

    assert (made.later_pace > 1.2 * made.total_mean(210) / 210).all()


def test_weeks_before_the_first_sale_say_nothing_of_a_season() -> None:
    # Its first sale began a season: the weeks before it were no part of one.
    demand = sells_in(range(304, 358), days=955, before=300)

    season = yearly_season(demand)[0, demand.days :]

    before, first = 304 - (955 - 730), 310 - (955 - 730)
    assert season[: before - 14].max() < 0.5
    assert season[first : first + 40].mean() > 4
