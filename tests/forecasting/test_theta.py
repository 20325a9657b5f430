from collections.abc import Callable
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from inventory_core.domain.demand import HORIZON_DAYS, Demand, plain_demand
from inventory_core.domain.forecast import Forecast
from inventory_core.forecasting import theta

YEARS_4 = 1461


def run(demand: Demand) -> Forecast:
    return theta.forecast(demand, np.random.default_rng(0))


def season(days: np.ndarray) -> np.ndarray:
    return 1 + 0.6 * np.sin(2 * np.pi * days / 365.25)


def shop(products: int, days: int, *, seed: int = 6) -> Demand:
    """Products of all sizes and seasons; the units of a day are negative binomial."""
    rng = np.random.default_rng(seed)
    rates = rng.lognormal(0.5, 1.0, (products, 1))
    rates = rates * season(np.arange(days) + rng.uniform(0, 365, (products, 1)))
    units = rng.negative_binomial(2, 2 / (2 + rates)).astype(float)
    units[:, 0] = np.maximum(units[:, 0], 1)
    skus = np.array([f"{number:04}" for number in range(products)])
    return plain_demand(skus=skus, first_day=date(2020, 1, 1), units=units)


@pytest.mark.parametrize(("days", "suited"), [(730, False), (731, True), (1461, True)])
def test_suits_products_two_years_on_sale(
    history_of: Callable[..., Demand], days: int, suited: bool
) -> None:
    demand = history_of(A=np.ones(2000), B=np.r_[np.zeros(2000 - days), np.ones(days)])

    assert theta.suits(demand).tolist() == [True, suited]


def test_coming_months_follow_the_season(history_of: Callable[..., Demand]) -> None:
    days = np.arange(YEARS_4 + HORIZON_DAYS)
    forecast = run(history_of(A=40 * season(days[:YEARS_4])))
    coming = 40 * season(days[YEARS_4:])

    for first in range(0, HORIZON_DAYS, 30):
        month = slice(first, first + 30)
        assert forecast.mean[0, month].sum() == pytest.approx(coming[month].sum(), rel=0.07)


def test_weekdays_keep_their_share(history_of: Callable[..., Demand]) -> None:
    week = [0, 10, 10, 10, 10, 20, 10]
    forecast = run(history_of(A=np.tile(week, 160)))

    # 160 weeks end on a Sunday, so Monday comes first.
    assert forecast.mean[0, :7] == pytest.approx(week, abs=1)


def test_days_sold_out_do_not_count(history_of: Callable[..., Demand]) -> None:
    units = np.full(YEARS_4, 6.0)
    demand = history_of(A=units)
    exposure = demand.exposure.copy()
    # Half of one month, and all of the last two.
    for sold_out in (slice(700, 715), slice(YEARS_4 - 61, YEARS_4)):
        units[sold_out] = 0
        exposure[0, sold_out] = 0
    forecast = run(replace(demand, units=units[None, :], exposure=exposure))

    assert forecast.total_mean([28])[0] == pytest.approx(168, rel=0.15)


def test_coming_promotion_and_closure_are_in_the_mean(history_of: Callable[..., Demand]) -> None:
    demand = history_of(A=np.full(YEARS_4, 6))
    exposure = demand.exposure.copy()
    exposure[0, demand.days] = 2
    exposure[0, demand.days + 1] = 0
    forecast = run(replace(demand, exposure=exposure))

    assert forecast.mean[0, :3] == pytest.approx([12, 0, 6])


def test_totals_cover_what_comes_as_often_as_they_say() -> None:
    demand = shop(300, YEARS_4)
    known = demand.until(YEARS_4 - 90)
    forecast = run(known)

    for days in (28, 84):
        actual = demand.units[:, known.days : known.days + days].sum(axis=1)
        for level in (0.5, 0.9, 0.95):
            covered = (actual <= forecast.total_quantile(days, level)).mean()
            three_standard_errors = 3 * np.sqrt(level * (1 - level) / len(actual))
            assert covered == pytest.approx(level, abs=three_standard_errors)


def test_erratic_months_are_less_sure_than_steady_ones(history_of: Callable[..., Demand]) -> None:
    rng = np.random.default_rng(9)
    level = np.repeat(rng.gamma(2, 2, 49), 30)[:YEARS_4]
    steady, erratic = (
        run(history_of(A=rng.poisson(4, YEARS_4))),
        run(history_of(A=rng.poisson(level))),
    )

    def width(forecast: Forecast) -> float:
        return float(forecast.total_quantile(84, 0.95)[0] - forecast.total_quantile(84, 0.05)[0])

    assert width(erratic) > 2 * width(steady)


def test_nothing_sold_for_years_is_expected_to_go_on(history_of: Callable[..., Demand]) -> None:
    assert run(history_of(A=[3, 0, 2, *np.zeros(1000)])).total_mean([28])[0] < 0.5
