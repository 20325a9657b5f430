import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory_core.domain.distribution import AnyDistribution, Distribution
from inventory_core.domain.errors import SettingsError
from inventory_core.optimization.newsvendor import (
    OneShot,
    best_quantity,
    expected_cost,
    expected_profit,
    expected_short,
    fill_rate,
    profit_curve,
    typed_distribution,
)

CANDLE = OneShot(price=10, cost=4, salvage_value=1)


def test_costs_of_being_short_and_over_follow_from_prices() -> None:
    product = OneShot(price=10, cost=4, salvage_value=1, goodwill_cost=2, holding_cost=0.5)

    assert product.short_cost == 8  # a margin of 6 and 2 of goodwill
    assert product.over_cost == 3.5  # 4 paid, 1 got back, 0.5 for keeping it
    assert product.critical_ratio == pytest.approx(8 / 11.5)


def test_a_price_below_cost_is_refused_in_a_sentence() -> None:
    with pytest.raises(SettingsError, match=r"price 3, cost 4\): check the two\.$"):
        OneShot(price=3, cost=4)


def test_goodwill_can_make_up_for_a_price_below_cost() -> None:
    assert OneShot(price=3, cost=4, goodwill_cost=2).short_cost == 1


def test_a_salvage_value_above_cost_is_refused_in_a_sentence() -> None:
    with pytest.raises(SettingsError, match=r"brings 5 and cost 4, .* check the salvage value\.$"):
        OneShot(price=10, cost=4, salvage_value=5)


def test_numbers_that_are_none_are_refused_in_a_sentence() -> None:
    with pytest.raises(SettingsError, match=r"check the two\.$"):
        OneShot(price=np.nan, cost=4)
    with pytest.raises(SettingsError, match=r"too few must be 0 or more, not nan"):
        best_quantity(typed_distribution(6, 0), short_cost=np.nan, over_cost=1)
    with pytest.raises(SettingsError, match=r"spread of demand must be 0 or more, not -1"):
        typed_distribution(50, -1)
    with pytest.raises(SettingsError, match=r"expected demand must be 0 or more, not -5"):
        typed_distribution(-5, 1)


@pytest.mark.parametrize(
    "demand", [typed_distribution(6, 0), Distribution.of(np.array([[3.0, 9.0]]), 0.5)]
)
def test_none_is_bought_where_being_short_costs_nothing(demand: AnyDistribution) -> None:
    assert best_quantity(demand, short_cost=0, over_cost=1) == 0


def test_if_being_over_costs_nothing_no_quantity_is_best() -> None:
    with pytest.raises(SettingsError, match=r"cost of a unit too many must be more than 0"):
        best_quantity(typed_distribution(6, 0), short_cost=1, over_cost=0)


def test_chances_that_add_up_to_the_ratio_are_enough() -> None:
    # 0.1 added up seven times is a hair less than 0.7
    demand = Distribution.of(np.arange(10.0)[None], 0.1)

    assert best_quantity(demand, short_cost=0.7, over_cost=0.3) == 6


def test_the_best_quantity_of_a_die_earns_most() -> None:
    die = Distribution.of(np.arange(1.0, 7.0)[None], 1 / 6)
    profits = [expected_profit(die, quantity, CANDLE) for quantity in range(8)]
    best = best_quantity(die, short_cost=CANDLE.short_cost, over_cost=CANDLE.over_cost)

    # The ratio 6 / 9 is reached at the fourth face
    assert best == 4
    # One bought always sells; the fourth sells in half of the cases: 10 / 2 + 1 / 2 - 4 more
    assert profits[:2] == pytest.approx([0, 6])
    assert profits[4] - profits[3] == pytest.approx(1.5)
    assert max(profits) == profits[4]


def test_cost_of_uncertainty_is_what_a_sure_demand_would_have_earned_more() -> None:
    demand = typed_distribution(20, 0)
    cost = expected_cost(demand, 22, short_cost=CANDLE.short_cost, over_cost=CANDLE.over_cost)

    assert expected_profit(demand, 22, CANDLE) == pytest.approx(20 * 6 - cost)


def test_fill_rate_of_nothing_bought_is_zero_and_of_no_demand_is_one() -> None:
    assert fill_rate(typed_distribution(6, 0), 0) == pytest.approx(0)
    assert fill_rate(typed_distribution(6, 0), 8) == pytest.approx(1 - 0.3140 / 6, abs=1e-4)
    assert fill_rate(typed_distribution(0, 0), 0) == 1


@pytest.mark.parametrize(("mean", "spread"), [(50, 8), (3, 4), (0.5, 2)])
def test_typed_expectation_and_spread_are_kept(mean: float, spread: float) -> None:
    demand = typed_distribution(mean, spread)

    assert (demand.mean[0], demand.variance[0] ** 0.5) == pytest.approx((mean, spread))


def test_a_spread_below_chance_becomes_chance() -> None:
    assert typed_distribution(50, 1).variance[0] == pytest.approx(50)


def test_the_profit_curve_peaks_at_the_best_quantity() -> None:
    demand = typed_distribution(30, 0)
    curve = profit_curve(demand, CANDLE)
    best = best_quantity(demand, short_cost=CANDLE.short_cost, over_cost=CANDLE.over_cost)

    assert curve["quantity"].is_monotonic_increasing
    assert curve["quantity"].iloc[0] == 0
    assert curve["quantity"].iloc[-1] >= demand.least(0.999)[0]
    assert curve.loc[curve["profit"].idxmax(), "quantity"] == best


def test_no_demand_has_no_spread() -> None:
    assert typed_distribution(0, 3).mean[0] == 0


@given(mean=st.floats(0.1, 200), spread=st.floats(0.1, 300), share=st.floats(0, 3))
def test_short_and_left_units_balance(mean: float, spread: float, share: float) -> None:
    demand, quantity = typed_distribution(mean, spread), share * mean
    short = expected_short(demand, quantity)
    left = expected_cost(demand, quantity, short_cost=0, over_cost=1)

    assert short >= max(mean - quantity, 0) - 1e-6 * mean
    assert 0 <= short <= mean + 1e-6
    assert -1e-6 * mean <= left <= quantity + 1e-6
