"""One product explained by its price, weekday, trend and season."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from inventory_core.domain.demand import Demand, plain_demand
from inventory_core.domain.errors import ForecastError
from inventory_core.domain.forecast import Forecast
from inventory_core.forecasting import regression
from inventory_core.forecasting.regression import (
    PriceEffect,
    price_effect,
    similar_price_effects,
)

FIRST_DAY = date(2024, 1, 1)
WEEK = np.array([1.0, 1.0, 1.0, 1.0, 1.3, 1.6, 0.7])
NO_RNG = np.random.default_rng(0)


def demand_of(*units: np.ndarray | list[float]) -> Demand:
    rows = np.array(units, dtype=float)
    skus = np.array([f"{row:03}" for row in range(len(rows))])
    return plain_demand(skus=skus, first_day=FIRST_DAY, units=rows)


def priced(*, elasticity: float, seed: int, days: int = 500, rate: float = 4.0) -> Demand:
    """A product whose price is 8, 9 or 10 for 40 days each, and whose level wanders."""
    rng = np.random.default_rng(seed)
    price = np.resize(np.repeat([10.0, 8.0, 9.0, 10.0, 9.0, 8.0], 40), days)
    level = rate * np.exp(rng.normal(0, 0.01, days).cumsum())
    units = rng.poisson(level * np.resize(WEEK, days) * (price / 10) ** elasticity).astype(float)
    units[0] = max(units[0], 1)
    return replace(demand_of(units), price=price[None, :])


def run(demand: Demand) -> Forecast:
    return regression.forecast(demand, NO_RNG)


def test_summer_follows_summer() -> None:
    # Two years and a half from January on; the season peaks in the middle of the year.
    days = np.arange(912)
    units = np.random.default_rng(3).poisson(6 - 4 * np.cos(2 * np.pi * days / 365.25))
    forecast = run(demand_of(units))

    # After 912 days, at the height of the third summer, half a year goes down to the winter.
    assert forecast.mean[0, :28].mean() > 2 * forecast.mean[0, 160:188].mean()


def test_a_growing_product_does_not_grow_for_ever() -> None:
    days = np.arange(365)
    forecast = run(demand_of(np.round(2 + 10 * days / 365)))
    weeks = forecast.mean[0].reshape(-1, 7).mean(axis=1)

    # It sold 12 a day in the end.
    assert 11 < weeks[0] < 14
    assert weeks[-1] == pytest.approx(weeks[4], rel=1e-6)
    assert weeks[-1] < 15


def test_a_sudden_rush_is_not_expected_to_grow() -> None:
    forecast = run(demand_of([*np.ones(10), *np.zeros(300), *np.full(3, 1000.0)]))

    assert 0 < forecast.mean.max() <= 1000


def test_a_coming_closure_sells_nothing_and_a_promotion_twice() -> None:
    demand = demand_of(np.random.default_rng(4).poisson(5, 196))
    exposure = demand.exposure.copy()
    exposure[:, 196:203] = 0
    exposure[:, 203:210] = 2
    usual, told = run(demand), run(replace(demand, exposure=exposure))

    assert told.mean[0, :7].max() == 0
    assert told.mean[0, 7:14] == pytest.approx(2 * usual.mean[0, 7:14])


def test_days_sold_out_teach_nothing() -> None:
    units = np.random.default_rng(5).poisson(5, 196).astype(float)
    units[100:140] = 0
    demand = demand_of(units)
    exposure = demand.exposure.copy()
    exposure[:, 100:140] = 0

    assert run(replace(demand, exposure=exposure)).total_mean(28)[0] == pytest.approx(140, rel=0.1)


def test_the_safe_total_suffices_as_often_as_it_says() -> None:
    rng = np.random.default_rng(6)
    rates = rng.lognormal(0.5, 0.7, (150, 1))
    units = rng.negative_binomial(2, 2 / (2 + rates), (150, 280)).astype(float)
    units[:, 0] = np.maximum(units[:, 0], 1)
    known = demand_of(*units[:, :252])
    suits = regression.HISTORY.suffices(known)
    safe = run(known.select(suits)).total_quantile(28, 0.95)

    assert 0.88 <= (units[suits, 252:].sum(axis=1) <= safe).mean() <= 0.99


def test_a_lasting_price_cut_lifts_the_forecast() -> None:
    demand = priced(elasticity=-2.0, seed=7, days=245)
    price = demand.price.copy()
    price[:, -5:] = 8.0

    lifted = run(replace(demand, price=price)).total_mean(28)[0]
    assert demand.price[0, -1] == 10.0
    assert lifted > 1.25 * run(demand).total_mean(28)[0]


def test_a_known_elasticity_is_found_again() -> None:
    effects = [price_effect(priced(elasticity=-2.0, seed=seed)) for seed in range(20)]
    known = [effect for effect in effects if effect]

    assert len(known) >= 19
    assert np.median([effect.elasticity for effect in known]) == pytest.approx(-2, abs=0.25)
    assert np.mean([effect.low <= -2 <= effect.high for effect in known]) >= 0.85


def test_where_price_does_nothing_it_is_rarely_said_to() -> None:
    effects = [price_effect(priced(elasticity=0.0, seed=seed)) for seed in range(40)]

    # One in forty is what a range of 95 % allows on that side.
    assert sum(effect is not None for effect in effects) <= 3


def test_a_dearer_product_that_sells_more_shows_no_effect() -> None:
    assert price_effect(priced(elasticity=2.0, seed=1)) is None


@pytest.mark.parametrize(
    "price",
    [
        np.full(500, 10.0),
        np.full(500, np.nan),
        np.r_[np.full(250, 10.0), np.full(250, 8.0)],
        np.resize(np.repeat([10.0, 9.7], 40), 500),
        np.where(np.arange(500) % 20 == 0, 8.0, 10.0),
        np.resize(np.repeat([0.0, 10.0], 40), 500),
    ],
    ids=["the same", "unknown", "changed once", "by 3 %", "for single orders", "free"],
)
def test_a_price_that_hardly_changed_tells_nothing(price: np.ndarray) -> None:
    demand = priced(elasticity=-2.0, seed=3)

    assert price_effect(replace(demand, price=price[None, :])) is None


def test_a_promotion_does_not_hide_what_its_price_did() -> None:
    demand = priced(elasticity=-2.0, seed=4)
    exposure = demand.exposure.copy()
    exposure[:, :500] = np.where(demand.price < 10, 1.5, 1.0)
    told = price_effect(replace(demand, exposure=exposure))

    assert told == price_effect(demand)
    assert told is not None


def test_more_is_sold_the_larger_the_cut() -> None:
    effect = PriceEffect(elasticity=-1.0, low=-2.0, high=-0.5)

    # Half the price: 1 / 0.5 - 1, 0.5 ** -0.5 - 1 and 0.5 ** -2 - 1.
    assert effect.more_sold(0.5) == pytest.approx((1.0, 0.41421, 3.0), rel=1e-4)


def test_products_of_the_same_category_tell_what_one_of_its_own_does_not() -> None:
    made = [priced(elasticity=-2.0, seed=seed) for seed in range(4)]
    every = replace(
        demand_of(*(one.units[0] for one in made)),
        price=np.concatenate([np.full((1, 500), 10.0), *(one.price for one in made[1:])]),
        category=np.array(["mugs", "mugs", "mugs", "lamps"]),
    )

    assert price_effect(every.product("000")) is None
    assert similar_price_effects(every, "000") == [
        price_effect(every.product(sku))
        for sku in sorted(("001", "002"), key=lambda sku: -every.product(sku).units.sum())
    ]
    assert similar_price_effects(every, "003") == []
    unsorted = replace(every, category=np.full(4, ""))
    assert similar_price_effects(unsorted, "000") == []


def test_too_young_a_product_is_told_in_a_sentence() -> None:
    units = np.r_[np.ones(20), np.zeros(35)]

    assert not regression.HISTORY.suffices(demand_of(units)).any()
    assert not regression.HISTORY.suffices(demand_of(np.r_[np.ones(9), np.zeros(60)])).any()
    assert regression.HISTORY.suffices(demand_of(np.r_[units, 0])).all()
    with pytest.raises(ForecastError, match="000 has too little history for a regression"):
        run(demand_of(units))
