from collections.abc import Callable
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from inventory_core.domain.demand import HORIZON_DAYS
from inventory_core.domain.distribution import count_quantiles
from inventory_core.domain.forecast import (
    LEVELS,
    NO_MODEL,
    TOTAL_DAYS,
    Forecast,
    at_same_pace,
    from_paths,
    interpolate_levels,
    stack,
)

Forecasts = Callable[..., Forecast]
START = date(2025, 3, 1)


def exact(mean: float, variance: float) -> np.ndarray:
    # Nearer to Poisson than this, scipy's negative binomial itself goes wrong: its median of a mean
    # of 5 becomes 6.
    if variance <= mean * (1 + 1e-6):
        return stats.poisson(mean).ppf(LEVELS)
    return stats.nbinom(mean**2 / (variance - mean), mean / variance).ppf(LEVELS)


# Quantiles of counts


@pytest.mark.parametrize("mean", [0.01, 0.3, 1, 5, 11.9])
@pytest.mark.parametrize("spread", [1, 1.2, 2, 5])
def test_small_counts_are_exact(mean: float, spread: float) -> None:
    quantiles = count_quantiles(np.array([mean]), np.array([mean * spread]), LEVELS)

    assert quantiles[0].tolist() == exact(mean, mean * spread).tolist()


@given(mean=st.floats(0.01, 5000), spread=st.floats(1, 100))
def test_all_counts_are_within_one_unit_of_the_exact_ones(mean: float, spread: float) -> None:
    quantiles = count_quantiles(np.array([mean]), np.array([mean * spread]), LEVELS)

    assert np.abs(quantiles[0] - exact(mean, mean * spread)).max() <= 1
    assert (quantiles == np.round(quantiles)).all()
    assert (np.diff(quantiles) >= 0).all()


def test_no_demand_and_less_spread_than_chance_are_taken_as_they_come() -> None:
    assert count_quantiles(np.array([0.0]), np.array([0.0]), [0.5, 0.995]).tolist() == [[0, 0]]
    calm = count_quantiles(np.array([8.0]), np.array([0.5]), LEVELS)

    assert calm[0].tolist() == stats.poisson(8).ppf(LEVELS).tolist()


def test_quantiles_keep_the_shape_of_their_means() -> None:
    mean = np.full((3, 4), 2.0)

    assert count_quantiles(mean, mean, [0.1, 0.9]).shape == (3, 4, 2)


# The value itself


def test_a_forecast_of_another_shape_is_refused(poisson_forecast: Forecasts) -> None:
    forecast = poisson_forecast(A=2.0)

    for wrong in (
        {"mean": forecast.mean[:, 1:]},
        {"totals": forecast.totals[:, 1:]},
        {"models": np.array(["count", "count"])},
        {"later": np.zeros(2)},
    ):
        with pytest.raises(ValueError, match=r"must be|wrong shape|2 models|2 numbers"):
            replace(forecast, **wrong)


def test_expected_totals_add_up_the_days(poisson_forecast: Forecasts) -> None:
    forecast = poisson_forecast(A=2.0, B=0.5)

    assert forecast.total_mean(28).tolist() == [56, 14]
    assert forecast.total_mean([10, 4]).tolist() == [20, 2]
    assert forecast.total_mean(0).tolist() == [0, 0]


def test_after_the_horizon_the_rest_of_the_year_follows_and_then_the_year_again(
    poisson_forecast: Forecasts,
) -> None:
    forecast = replace(poisson_forecast(A=2.0, B=0.5), later=np.array([310.0, 0.0]))

    assert forecast.total_mean(HORIZON_DAYS + 10).tolist() == [420 + 20, 105]
    assert forecast.total_mean(365).tolist() == forecast.yearly.tolist() == [730, 105]
    assert forecast.total_mean(2 * 365 + 5).tolist() == [2 * 730 + 10, 2 * 105 + 2.5]


def test_a_forecast_goes_on_as_many_times_as_much_as_another_within_the_horizon(
    poisson_forecast: Forecasts,
) -> None:
    steady = poisson_forecast(A=2.0)
    # All of the year lies within the horizon, or nearly all of it after it.
    over, ahead = (
        replace(poisson_forecast(A=pace), later=np.array([later]))
        for pace, later in ((2.0, 10.0), (0.001, 420.0))
    )
    own = poisson_forecast(A=2.5)

    assert own.going_on_like(steady).yearly == pytest.approx(2.5 * 365)
    assert own.going_on_like(over).later == pytest.approx(10 * 2.5 / 2)
    assert poisson_forecast(A=0.02).going_on_like(ahead).later == pytest.approx([420], rel=0.02)


def test_where_the_other_expects_nothing_a_forecast_goes_on_at_its_own_pace(
    poisson_forecast: Forecasts,
) -> None:
    own = poisson_forecast(A=2.5)

    assert own.going_on_like(poisson_forecast(A=0.0)).yearly == pytest.approx(2.5 * 365)
    assert own.going_on_like(poisson_forecast(B=9.0)).yearly == pytest.approx(2.5 * 365)


@pytest.mark.parametrize("days", TOTAL_DAYS.tolist())
def test_a_held_total_is_handed_back_as_it_is(poisson_forecast: Forecasts, days: int) -> None:
    forecast = poisson_forecast(A=2.0)
    held = forecast.totals[:, TOTAL_DAYS.tolist().index(days)]

    assert np.allclose(forecast.total_distribution(days), held)


@pytest.mark.parametrize("days", [8, 12, 17, 25, 49, 100, 199])
def test_a_total_between_two_held_ones_is_close_to_the_exact_one(
    poisson_forecast: Forecasts, days: int
) -> None:
    quantiles = poisson_forecast(A=2.0).total_distribution(days)[0]

    assert np.abs(quantiles - stats.poisson(2 * days).ppf(LEVELS)).max() <= 2


def test_between_two_held_totals_the_weekdays_stay_right(poisson_forecast: Forecasts) -> None:
    # All of the demand between day 21 and day 28 is on its last day
    sure = poisson_forecast(A=1.0)
    mean = sure.mean.copy()
    mean[0, 21:28] = [0, 0, 0, 0, 0, 0, 7]
    totals = np.repeat(mean.cumsum(axis=1)[:, TOTAL_DAYS - 1, None], len(LEVELS), axis=2)
    forecast = replace(sure, mean=mean, totals=totals)

    assert forecast.total_quantile(27, 0.9)[0] == pytest.approx(21)
    assert forecast.total_quantile(28, 0.9)[0] == pytest.approx(28)


def test_no_days_need_no_units_and_days_beyond_the_horizon_are_the_horizon(
    poisson_forecast: Forecasts,
) -> None:
    forecast = poisson_forecast(A=2.0)

    assert forecast.total_distribution(0).tolist() == [[0.0] * len(LEVELS)]
    assert forecast.total_distribution(-3).tolist() == [[0.0] * len(LEVELS)]
    assert np.array_equal(forecast.total_distribution(999), forecast.total_distribution(210))


def test_each_product_may_have_days_and_a_level_of_its_own(poisson_forecast: Forecasts) -> None:
    forecast = poisson_forecast(A=2.0, B=2.0)
    both = forecast.total_quantile([7, 28], [0.5, 0.9])

    assert both.tolist() == [
        forecast.total_quantile(7, 0.5)[0],
        forecast.total_quantile(28, 0.9)[1],
    ]
    assert both.tolist() == [
        stats.poisson(14).ppf(0.5),
        pytest.approx(stats.poisson(56).ppf(0.9), abs=1),
    ]


@given(data=st.data())
def test_totals_never_fall_with_a_higher_chance(data: st.DataObject) -> None:
    steps = data.draw(
        st.lists(st.floats(0, 50), min_size=len(TOTAL_DAYS), max_size=len(TOTAL_DAYS))
    )
    held = np.multiply.outer(np.cumsum(steps), np.linspace(0.5, 1.5, len(LEVELS)))[None]
    mean = np.full((1, HORIZON_DAYS), sum(steps) / HORIZON_DAYS)
    forecast = Forecast(
        skus=np.array(["A"]),
        start=START,
        mean=mean,
        variance=mean,
        totals=held,
        later=at_same_pace(mean),
        models=np.array(["count"]),
    )
    quantiles = forecast.total_distribution(data.draw(st.integers(1, HORIZON_DAYS)))

    assert (np.diff(quantiles) >= 0).all()
    assert quantiles.min() >= 0


def test_levels_between_two_held_ones_are_read_straight() -> None:
    quantiles = np.arange(len(LEVELS), dtype=float)[None] * 10

    at = [interpolate_levels(quantiles, np.array([level]))[0] for level in (0.5, 0.55, 0.6)]
    assert at == pytest.approx([70, 75, 80])
    assert interpolate_levels(quantiles, np.array([0.001]))[0] == 0
    assert interpolate_levels(quantiles, np.array([0.999]))[0] == 190


# Picking and putting together


def test_align_puts_products_in_the_order_asked_and_the_unknown_at_nothing(
    poisson_forecast: Forecasts,
) -> None:
    aligned = poisson_forecast(A=1.0, B=2.0).align(np.array(["B", "UNKNOWN", "A"]))

    assert aligned.skus.tolist() == ["B", "UNKNOWN", "A"]
    assert aligned.models.tolist() == ["count", NO_MODEL, "count"]
    assert aligned.total_mean(10).tolist() == [20, 0, 10]
    assert aligned.totals[1].max() == 0
    assert aligned.start == START


def test_align_to_nothing_is_empty(poisson_forecast: Forecasts) -> None:
    assert len(poisson_forecast(A=1.0).align(np.array([], dtype=str)).skus) == 0


def test_products_are_selected_by_place_or_name(poisson_forecast: Forecasts) -> None:
    forecast = poisson_forecast(A=1.0, B=2.0, C=3.0)

    assert forecast.select(np.array([True, False, True])).skus.tolist() == ["A", "C"]
    assert forecast.select(np.array([2, 0])).total_mean(1).tolist() == [3, 1]
    assert forecast.product("B").total_mean(1).tolist() == [2]
    with pytest.raises(KeyError, match="D"):
        forecast.product("D")


def test_stacked_forecasts_are_sorted_by_product(poisson_forecast: Forecasts) -> None:
    one = poisson_forecast(B=2.0)
    two = replace(poisson_forecast(A=1.0, C=3.0), models=np.array(["arima", "prophet"]))
    whole = stack([one, two])

    assert whole.skus.tolist() == ["A", "B", "C"]
    assert whole.models.tolist() == ["arima", "count", "prophet"]
    assert whole.total_mean(1).tolist() == [1, 2, 3]


def test_forecasts_that_start_on_different_days_are_not_stacked(
    poisson_forecast: Forecasts,
) -> None:
    late = replace(poisson_forecast(B=2.0), start=date(2025, 3, 2))

    with pytest.raises(ValueError, match="must start on one day"):
        stack([poisson_forecast(A=1.0), late])


def test_simulated_futures_become_a_forecast() -> None:
    rng = np.random.default_rng(5)
    paths = rng.poisson(2, size=(HORIZON_DAYS, 4000)).astype(float)
    forecast = from_paths("A", START, paths, model="prophet")

    assert forecast.models.tolist() == ["prophet"]
    assert forecast.total_mean(28)[0] == pytest.approx(56, rel=0.01)
    assert forecast.variance.mean() == pytest.approx(2, rel=0.02)
    assert forecast.total_quantile(28, 0.9)[0] == pytest.approx(stats.poisson(56).ppf(0.9), abs=1)


def test_negative_futures_count_as_none() -> None:
    forecast = from_paths("A", START, np.full((HORIZON_DAYS, 10), -3.0), model="arima")

    assert forecast.total_mean(28).tolist() == [0]
    assert forecast.totals.max() == 0
