from collections.abc import Callable

import numpy as np
import pytest

from inventory_core.domain.demand import HORIZON_DAYS, Demand
from inventory_core.domain.forecast import Forecast
from inventory_core.forecasting import count

Histories = Callable[..., Demand]
WEEK = np.array([2, 2, 2, 2, 2, 5, 6])  # Monday to Sunday, three a day on average
RNG = np.random.default_rng(0)


def forecast(demand: Demand) -> Forecast:
    return count.forecast(demand, RNG)


def poisson(rate: float, days: int, *, seed: int) -> np.ndarray:
    units = np.random.default_rng(seed).poisson(rate, days).astype(float)
    units[0] = max(units[0], 1)
    return units


def test_weekdays_are_found(history_of: Histories) -> None:
    ahead = forecast(history_of(A=np.tile(WEEK, 40)))
    days = ahead.mean[0, :7]  # the history ends on a Sunday

    assert days.sum() == pytest.approx(21, rel=0.05)
    assert days / days.mean() == pytest.approx(WEEK / 3, rel=0.05)


def test_a_slow_product_borrows_the_weekdays_of_the_catalogue(history_of: Histories) -> None:
    rng = np.random.default_rng(6)
    quick = {
        f"Q{number:02}": rng.poisson(np.tile(WEEK, 40)) + np.eye(1, 280)[0] for number in range(20)
    }
    slow = np.zeros(280)
    slow[::28] = 1  # ten sales, all on Mondays
    ahead = forecast(history_of(SLOW=slow, **quick)).product("SLOW")

    # The catalogue's weekdays count as 60 units, its own as ten: 60 · 5/21 on a Saturday and
    # 60 · 2/21 on a Tuesday, though it sold on neither
    saturday, tuesday = ahead.mean[0, 5], ahead.mean[0, 1]
    assert saturday / tuesday == pytest.approx(2.5, rel=0.1)


def test_the_level_follows_a_lasting_change(history_of: Histories) -> None:
    units = np.concatenate([poisson(2, 300, seed=1), poisson(8, 60, seed=2)])
    calm = forecast(history_of(A=poisson(2, 360, seed=1)))
    moved = forecast(history_of(A=units))

    assert calm.total_mean(28)[0] == pytest.approx(56, rel=0.15)
    assert moved.total_mean(28)[0] == pytest.approx(8 * 28, rel=0.15)


def test_one_lucky_day_does_not_move_the_level_much(history_of: Histories) -> None:
    units = poisson(2, 360, seed=1)
    units[-3] = 40

    assert forecast(history_of(A=units)).total_mean(28)[0] < 2 * 56


def test_nine_of_ten_totals_stay_below_the_90_percent_quantile(
    catalogue: Callable[..., Demand],
) -> None:
    whole = catalogue(400, 428, seed=11)
    known = forecast(whole.until(400))
    below = {
        days: float(
            (whole.units[:, 400 : 400 + days].sum(axis=1) <= known.total_quantile(days, 0.9)).mean()
        )
        for days in (7, 28)
    }
    middle = (whole.units[:, 400:].sum(axis=1) <= known.total_quantile(28, 0.5)).mean()

    # 400 products: the share itself wavers by 1.5 percentage points
    assert 0.86 <= below[28] <= 0.95
    assert 0.86 <= below[7] <= 0.97  # small counts: the quantile covers more than its chance
    assert 0.43 <= middle <= 0.60


def test_totals_spread_wider_than_independent_days_where_demand_clusters(
    history_of: Histories,
) -> None:
    rng = np.random.default_rng(4)
    level = np.repeat(rng.gamma(1, 3, 20), 20)  # moods of twenty days
    ahead = forecast(history_of(A=np.maximum(rng.poisson(level), np.eye(1, 400)[0])))
    quantile = ahead.total_quantile(28, 0.95)[0]
    independent = ahead.total_mean(28)[0] + 1.645 * ahead.variance[0, :28].sum() ** 0.5

    assert quantile > 1.2 * independent


def test_a_product_with_one_sale_is_expected_to_sell_seldom(history_of: Histories) -> None:
    once = np.zeros(200)
    once[50] = 1
    ahead = forecast(history_of(ONCE=once, OFTEN=poisson(3, 200, seed=3))).product("ONCE")

    assert 0 < ahead.total_mean(28)[0] < 1
    assert ahead.total_quantile(28, 0.5)[0] == 0


def test_a_brand_new_product_is_judged_by_its_own_sales_and_a_typical_one(
    history_of: Histories,
) -> None:
    typical = {f"T{number:02}": poisson(1, 200, seed=number) for number in range(15)}
    new = np.concatenate([np.zeros(193), np.full(7, 5.0)])
    daily = forecast(history_of(NEW=new, **typical)).product("NEW").total_mean(28)[0] / 28

    # Seven days of 5, and as many of a typical product's 1
    assert daily == pytest.approx(3, rel=0.25)


def test_ten_times_the_units_are_ten_times_the_forecast(history_of: Histories) -> None:
    units = poisson(6, 300, seed=9)
    one, ten = forecast(history_of(A=units)), forecast(history_of(A=10 * units))

    assert ten.total_mean(28)[0] == pytest.approx(10 * one.total_mean(28)[0], rel=0.02)
    assert ten.total_quantile(28, 0.9)[0] == pytest.approx(
        10 * one.total_quantile(28, 0.9)[0], rel=0.1
    )


def test_the_same_history_gives_the_same_forecast_whatever_the_randomness(
    history_of: Histories,
) -> None:
    demand = history_of(A=poisson(2, 100, seed=1))
    one = count.forecast(demand, np.random.default_rng(1))
    two = count.forecast(demand, np.random.default_rng(2))

    assert np.array_equal(one.totals, two.totals)


def test_the_order_of_products_does_not_matter(history_of: Histories) -> None:
    demand = history_of(
        **{f"P{number}": poisson(number, 120, seed=number) for number in range(1, 6)}
    )
    backwards = forecast(demand.select(np.arange(4, -1, -1)))

    for sku in demand.skus:
        assert np.allclose(backwards.product(sku).totals, forecast(demand).product(sku).totals)


def test_a_shop_closed_on_sundays_is_expected_to_stay_closed(history_of: Histories) -> None:
    ahead = forecast(history_of(A=np.tile([3, 3, 3, 3, 3, 3, 0], 40)))

    assert ahead.mean[0, 6] < 0.2
    assert ahead.mean[0, :6].tolist() == pytest.approx([3] * 6, rel=0.02)
    assert ahead.total_mean(28)[0] == pytest.approx(24 * 3, rel=0.02)


def test_a_thousand_products_of_400_days_are_forecast_at_once(
    catalogue: Callable[..., Demand],
) -> None:
    demand = catalogue(1000, 400, seed=2)
    ahead = forecast(demand)

    assert ahead.mean.shape == (1000, HORIZON_DAYS)
    assert np.isfinite(ahead.totals).all()
    assert np.isfinite(ahead.variance).all()
    # What 1,000 products sell together is hardly a matter of chance
    assert ahead.total_mean(28).sum() == pytest.approx(demand.units[:, -28:].sum(), rel=0.06)
