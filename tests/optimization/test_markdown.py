"""A stock that should be smaller: 25 sell in eight weeks at 20, 200 are there, 75 too many."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from inventory_core.domain.distribution import Distribution
from inventory_core.domain.errors import SettingsError
from inventory_core.domain.forecast import Forecast
from inventory_core.optimization.markdown import (
    GOES_ON,
    OVER,
    SOLD_OFF,
    Clearance,
    Terms,
    best_price,
    clearance,
    clearing_price,
    compare,
    outcome,
    price_curve,
)
from inventory_core.optimization.price_response import ASSUMED, USUALLY, PriceResponse

TERMS = Terms(price=20, cost=8, holding_cost=0.01, salvage_value=0, after=GOES_ON)


def demand_of(mean: float, variance: float) -> Distribution:
    """Two outcomes that have this mean and variance."""
    away = variance**0.5
    return Distribution.of(np.array([[mean - away, mean + away]]), 0.5)


STOCK = Clearance(
    stock_units=200,
    extra_units=75,
    days=56,
    demand=demand_of(25, 50),
    later_pace=0.5,
    terms=TERMS,
)
PLENTY = replace(STOCK, stock_units=100_000, extra_units=99_000)
"""So much that no sensible price sells it all."""


def with_terms(stock: Clearance, **changed: object) -> Clearance:
    return replace(stock, terms=replace(stock.terms, **changed))


def test_the_price_that_clears_solves_the_demand_curve() -> None:
    # Four times as many by (p / 20) ^ -2; all 200 are eight times as many
    assert clearing_price(STOCK, -2.0) == pytest.approx(10)
    assert clearing_price(with_terms(STOCK, after=OVER), -2.0) == pytest.approx(20 / 8**0.5)
    assert clearing_price(with_terms(STOCK, after=SOLD_OFF), -1.0) == pytest.approx(2.5)


def test_what_sells_anyway_needs_no_lower_price() -> None:
    by_itself = replace(STOCK, stock_units=24, extra_units=10)

    assert clearing_price(by_itself, -2.0) == 20
    assert clearing_price(replace(STOCK, extra_units=0), -2.0) == 20


def test_no_price_clears_what_never_sells() -> None:
    never = replace(STOCK, demand=demand_of(0, 0), later_pace=0.0)

    assert not never.tells_a_price
    assert clearing_price(never, -2.0) == 0
    assert best_price(never, -2.0) == 20
    assert outcome(never, [20.0, 5.0], -2.0).takings.tolist() == [0, 0]
    # Every unit lies there on every day
    assert outcome(never, 20.0, -2.0).holding_cost[0] == pytest.approx(200 * 56 * 0.01)


@pytest.mark.parametrize("after", [GOES_ON, SOLD_OFF, OVER])
@pytest.mark.parametrize("price", [20.0, 12.0, 6.0])
def test_money_is_that_of_every_outcome_added_up(after: str, price: float) -> None:
    stock = with_terms(STOCK, after=after, salvage_value=2.0, holding_cost=0.02)
    found = outcome(stock, price, -2.0)
    grown = (price / 20) ** -2
    mean, variance = 25 * grown, 25 * grown + 25 * grown**2
    demand = stats.nbinom(mean**2 / (variance - mean), mean / variance)
    later = {GOES_ON: 8.0, SOLD_OFF: 20.0, OVER: 2.0}[after]
    queue = np.maximum(later - 0.02 * (np.arange(200) + 0.5) / 0.5, 2.0)

    takings = holding = worth = 0.0
    for units in range(3000):
        sold, chance = min(units, 200), demand.pmf(units)
        days = 56 if units <= 200 else 56 * 200 / units
        takings += chance * price * sold
        holding += chance * 0.02 * days * (200 - sold / 2)
        worth += chance * queue[: 200 - sold].sum()

    assert found.takings[0] == pytest.approx(takings, rel=0.005)
    assert found.holding_cost[0] == pytest.approx(holding, rel=0.005)
    assert found.left_value[0] == pytest.approx(worth, rel=0.005, abs=0.001 * takings)
    assert found.money[0] == pytest.approx(takings - holding + worth, rel=0.005)
    # Twenty-five more than usual and the 75, or all
    wanted = 100 if after == GOES_ON else 200
    assert found.cleared_chance[0] == pytest.approx(demand.sf(wanted - 1), abs=0.02)


@pytest.mark.parametrize(("elasticity", "share"), [(-3.0, 0.6), (-2.0, 0.8), (-5.0, 0.5)])
def test_without_holding_the_best_price_is_the_usual_markup(
    elasticity: float, share: float
) -> None:
    # s e / (1 + e): 12 for 8 at -3, 16 at -2, 10 at -5 (Lerner's rule)
    worth_8 = {"holding_cost": 0.0, "cost": 8.0}
    goes_on = with_terms(PLENTY, **worth_8)
    over = with_terms(PLENTY, after=OVER, salvage_value=8.0, **worth_8)

    assert best_price(goes_on, elasticity) == pytest.approx(20 * share)
    assert best_price(over, elasticity) == pytest.approx(20 * share)


def test_the_best_price_is_that_of_trying_all() -> None:
    for elasticity in (-1.2, -2.0, -4.0):
        for after in (GOES_ON, SOLD_OFF, OVER):
            stock = with_terms(STOCK, after=after)
            every = np.linspace(0.2, 20, 500)
            money = outcome(stock, every, elasticity).money
            found = outcome(stock, best_price(stock, elasticity), elasticity).money[0]

            assert found == pytest.approx(money.max(), rel=0.002)


@given(
    elasticity=st.floats(-1.0, -0.05),
    mean=st.floats(1, 300),
    holding=st.floats(0, 0.001),
)
def test_where_buyers_hardly_look_at_the_price_it_is_kept(
    elasticity: float, mean: float, holding: float
) -> None:
    stock = with_terms(replace(STOCK, demand=demand_of(mean, 2 * mean)), holding_cost=holding)

    assert best_price(stock, elasticity) == 20


def test_long_holding_can_make_a_lower_price_pay_even_so() -> None:
    dear = with_terms(replace(STOCK, later_pace=0.01), holding_cost=0.05)

    assert best_price(dear, -0.9) < 20


@given(
    extra=st.floats(0, 400),
    more=st.floats(0, 400),
    mean=st.floats(0.01, 300),
    elasticity=st.floats(-8, -0.2),
    after=st.sampled_from([GOES_ON, SOLD_OFF, OVER]),
)
def test_more_units_need_a_lower_price_and_never_one_above_the_usual(
    extra: float, more: float, mean: float, elasticity: float, after: str
) -> None:
    few = replace(STOCK, stock_units=extra + mean, extra_units=extra, demand=demand_of(mean, mean))
    few = with_terms(few, after=after)
    many = replace(few, stock_units=extra + mean + more, extra_units=extra + more)

    assert 0 <= clearing_price(many, elasticity) <= clearing_price(few, elasticity) <= 20


@given(
    mean=st.floats(0.0, 500),
    spread=st.floats(1, 20),
    elasticity=st.floats(-9, -0.1),
    salvage=st.floats(0, 19),
    after=st.sampled_from([GOES_ON, SOLD_OFF, OVER]),
)
def test_nothing_brings_more_than_the_best_price(
    mean: float, spread: float, elasticity: float, salvage: float, after: str
) -> None:
    stock = with_terms(
        replace(STOCK, demand=demand_of(mean, mean * spread)), after=after, salvage_value=salvage
    )
    response = PriceResponse(elasticity=elasticity, weak=elasticity / 2, strong=2 * elasticity)
    compared = compare(stock, response).set_index("choice")

    assert np.isfinite(compared.to_numpy(dtype=float)).all()
    assert compared["price"].between(max(salvage, 0.2), 20).all()
    # A unit in two of 200 outcomes, at 20 each, is rounding and no reason to change the price.
    assert compared.loc["best", "money"] >= compared["money"].max() - 2 * 20 / 200 - 1e-6
    assert (compared.loc["keep", ["gain", "gain_weak", "gain_strong"]] == 0).all()
    assert (compared["sold_units"] + compared["left_units"]).to_numpy() == pytest.approx(200)


def test_the_curve_begins_below_the_prices_compared_and_ends_at_the_usual_one() -> None:
    curve = price_curve(STOCK, ASSUMED[USUALLY])

    assert curve["price"].iloc[0] < clearing_price(STOCK, -1.76)
    assert curve["price"].iloc[-1] == 20
    assert (curve.iloc[-1][["gain", "low", "high"]] == 0).all()
    assert (curve["low"] <= curve["gain"]).all()
    assert (curve["gain"] <= curve["high"]).all()


def test_a_clearance_takes_demand_from_the_forecast(
    poisson_forecast: Callable[..., Forecast],
) -> None:
    made = clearance(poisson_forecast(A=0.5), stock_units=200, extra_units=75, days=56, terms=TERMS)

    assert made.usual_units == pytest.approx(28)
    assert made.demand.variance[0] == pytest.approx(28, rel=0.1)
    assert made.later_pace == pytest.approx(0.5)
    assert made.to_sell_units == pytest.approx(103)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"price": 0}, r"usual price must be more than 0"),
        ({"cost": -1}, r"cost must be 0 or more, not -1"),
        ({"salvage_value": 25}, r"brings 25, no less than the price of 20, .*salvage value\.$"),
    ],
)
def test_terms_that_make_no_sense_are_refused_in_a_sentence(
    changed: dict[str, float], sentence: str
) -> None:
    with pytest.raises(SettingsError, match=sentence):
        replace(TERMS, **changed)
