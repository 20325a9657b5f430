import numpy as np
import pytest

from inventory_core.forecasting.months import carry_on

MONTHS = np.arange(60)
WAVE = 1 + 0.4 * np.sin(2 * np.pi * MONTHS / 12)


def test_season_of_the_year_comes_again() -> None:
    forecast = carry_on(np.array([100 * WAVE]), 12)

    assert forecast[0] == pytest.approx(100 * WAVE[:12], rel=0.01)


def test_season_grows_with_the_level() -> None:
    past = (100 + 2 * MONTHS) * WAVE
    coming = (220 + 2 * np.arange(12)) * WAVE[:12]

    assert carry_on(np.array([past]), 12)[0] == pytest.approx(coming, rel=0.1)


def test_month_that_sells_alone_in_the_year_stays_alone() -> None:
    christmas = np.tile([*np.zeros(11), 120.0], 4)
    forecast = carry_on(np.array([christmas]), 12)[0]

    assert forecast[:11].max() < 10
    assert forecast[11] == pytest.approx(120, rel=0.1)


def test_trend_goes_on_but_fades() -> None:
    forecast = carry_on(np.array([100.0 + MONTHS]), 36)[0]

    # The true first month is 160; a drift of at most 1 that keeps 0.8 of itself adds up to 5.
    assert forecast[0] == pytest.approx(160, abs=1)
    assert forecast[0] + 1 < forecast[11] < forecast[-1] + 0.2
    assert forecast[-1] < 160 + 5


def test_chance_makes_no_season() -> None:
    noise = np.random.default_rng(4).poisson(50, (200, 48)).astype(float)
    forecast = carry_on(noise, 12)
    level = forecast.mean(axis=1, keepdims=True)

    # Months of the year averaged over four years would lie 7 / √4 / 50 = 7 % off.
    assert np.sqrt(((forecast / level - 1) ** 2).mean()) < 0.05


def test_two_years_are_enough_for_a_season() -> None:
    assert carry_on(np.array([100 * WAVE[:24]]), 12)[0] == pytest.approx(100 * WAVE[:12], rel=0.05)


def test_less_than_two_years_make_no_season() -> None:
    forecast = carry_on(np.array([100 * WAVE[:23]]), 12)[0]

    assert np.ptp(forecast) < 0.1 * forecast.mean() + abs(forecast[-1] - forecast[0])


def test_unknown_months_do_not_count() -> None:
    past = 100 * WAVE
    past[[5, 17, 18, 58, 59]] = np.nan

    assert carry_on(np.array([past]), 12)[0] == pytest.approx(100 * WAVE[:12], rel=0.06)


@pytest.mark.parametrize("months", [1, 2, 11, 12, 13, 23, 24, 25, 40])
def test_constant_series_of_any_length_go_on(months: int) -> None:
    assert carry_on(np.array([np.full(months, 7.0)]), 18)[0] == pytest.approx(np.full(18, 7.0))


@pytest.mark.parametrize("months", [1, 12, 60])
def test_nothing_goes_on_as_nothing(months: int) -> None:
    assert carry_on(np.array([np.zeros(months)]), 18).tolist() == [[0.0] * 18]


def test_falling_series_end_at_nothing() -> None:
    forecast = carry_on(np.array([np.linspace(590, 0, 60)]), 36)

    assert forecast.min() == 0


def test_no_series_make_no_forecasts() -> None:
    assert carry_on(np.zeros((0, 12)), 18).shape == (0, 18)
