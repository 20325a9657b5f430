from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from inventory_core.forecasting.theta import monthly_means

MONTHS = np.arange(60)
WAVE = 1 + 0.4 * np.sin(2 * np.pi * MONTHS / 12)
M3 = Path(__file__).parents[2] / "../shared/data/m3_monthly.parquet"


def test_season_of_the_year_comes_again() -> None:
    forecast = monthly_means([100 * WAVE], 12)

    assert forecast[0] == pytest.approx(100 * WAVE[:12], rel=0.01)


def test_season_grows_with_the_level() -> None:
    past = (100 + 2 * MONTHS) * WAVE
    coming = (220 + 2 * np.arange(12)) * WAVE[:12]

    assert monthly_means([past], 12)[0] == pytest.approx(coming, rel=0.1)


def test_month_that_sells_alone_in_the_year_stays_alone() -> None:
    christmas = np.tile([*np.zeros(11), 120.0], 4)
    forecast = monthly_means([christmas], 12)[0]

    assert forecast[:11].max() < 10
    assert forecast[11] == pytest.approx(120, rel=0.1)


def test_trend_goes_on_but_fades() -> None:
    forecast = monthly_means([100.0 + MONTHS], 36)[0]

    # The true first month is 160; a drift of at most 1 that keeps 0.8 of itself adds up to 5.
    assert forecast[0] == pytest.approx(160, abs=1)
    assert forecast[0] + 1 < forecast[11] < forecast[-1] + 0.2
    assert forecast[-1] < 160 + 5


def test_chance_makes_no_season() -> None:
    noise = np.random.default_rng(4).poisson(50, (200, 48)).astype(float)
    forecast = monthly_means(list(noise), 12)
    level = forecast.mean(axis=1, keepdims=True)

    # Months of the year averaged over four years would lie 7 / √4 / 50 = 7 % off.
    assert np.sqrt(((forecast / level - 1) ** 2).mean()) < 0.05


def test_two_years_are_enough_for_a_season() -> None:
    assert monthly_means([100 * WAVE[:24]], 12)[0] == pytest.approx(100 * WAVE[:12], rel=0.05)


def test_less_than_two_years_make_no_season() -> None:
    forecast = monthly_means([100 * WAVE[:23]], 12)[0]

    assert np.ptp(forecast) < 0.1 * forecast.mean() + abs(forecast[-1] - forecast[0])


def test_each_series_is_forecast_as_if_alone() -> None:
    series = [100 * WAVE, 30 * WAVE[:31], np.full(7, 5.0)]
    together = monthly_means(series, 18)

    for row, each in enumerate(series):
        assert together[row] == pytest.approx(monthly_means([each], 18)[0])


def test_unknown_months_do_not_count() -> None:
    past = 100 * WAVE
    past[[5, 17, 18, 58, 59]] = np.nan

    assert monthly_means([past], 12)[0] == pytest.approx(100 * WAVE[:12], rel=0.06)


@pytest.mark.parametrize("months", [1, 2, 11, 12, 13, 23, 24, 25, 40])
def test_constant_series_of_any_length_go_on(months: int) -> None:
    assert monthly_means([np.full(months, 7.0)], 18)[0] == pytest.approx(np.full(18, 7.0))


@pytest.mark.parametrize("months", [0, 1, 12, 60])
def test_nothing_goes_on_as_nothing(months: int) -> None:
    assert monthly_means([np.zeros(months)], 18).tolist() == [[0.0] * 18]


def test_falling_series_end_at_nothing() -> None:
    forecast = monthly_means([np.linspace(590, 0, 60)], 36)

    assert forecast.min() == 0


def test_no_series_make_no_forecasts() -> None:
    assert monthly_means([], 18).shape == (0, 18)


@pytest.mark.skipif(not M3.exists(), reason="needs ../shared/data/m3_monthly.parquet")
def test_m3_is_foretold_better_than_by_the_theta_of_the_competition() -> None:
    frame = pd.read_parquet(M3)
    actual = np.stack(list(frame["xx"]))
    forecast = monthly_means([past.astype(float) for past in frame["x"]], 18)
    error = (200 * np.abs(forecast - actual) / (forecast + actual)).mean()

    # Statsforecast's Theta reaches 13.48 on these 714 series.
    assert error < 13.2
