import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from inventory_core.domain.distribution import AnyDistribution, Distribution, NegativeBinomial
from inventory_core.domain.errors import SettingsError
from inventory_core.optimization import reorder_once
from inventory_core.optimization.newsvendor import (
    OneShot,
    best_quantity,
    expected_profit,
    typed_distribution,
)
from inventory_core.optimization.reorder_once import Reorder, best_first_buy

CANDLE = OneShot(price=10, cost=4, salvage_value=1, goodwill_cost=0.5)
IN_TIME = Reorder(arrival_day=40, lead_time_days=20, cost=5, order_cost=3)
DAYS = np.ones(60)
"""Of a season that IN_TIME divides into thirds: before the decision, until the delivery, after."""


def newsvendor(demand: AnyDistribution, product: OneShot) -> tuple[float, float]:
    best = best_quantity(demand, short_cost=product.short_cost, over_cost=product.over_cost)
    return best, float(expected_profit(demand, best, product))


def profits(
    bought: float, orders: pd.DataFrame, demands: np.ndarray, reorder: Reorder
) -> np.ndarray:
    """What seasons bring to a seller who buys and orders so: demands of the three stretches."""
    before, between, after = demands
    sold = np.minimum(before, bought)
    more = np.interp(sold, orders["sold_units"], orders["order_units"])
    until = np.minimum(between, bought - sold)
    total = sold + until + np.minimum(after, bought - sold - until + more)
    money = CANDLE.price * total + CANDLE.salvage_value * (bought + more - total)
    money = money - CANDLE.goodwill_cost * (demands.sum(axis=0) - total)
    return money - CANDLE.cost * bought - reorder.cost * more - reorder.order_cost * (more > 0)


# All ways through a small season


MOST = np.arange(25)
OUTCOMES = np.stack(np.meshgrid(MOST, MOST, MOST, indexing="ij")).astype(float)


def chances_of_outcomes(size: float, scale: float) -> np.ndarray:
    """Of each OUTCOME: thirds are Poisson, with a mean that is gamma distributed (integrated)."""
    nodes, weights = np.polynomial.legendre.leggauss(400)
    share = (nodes + 1) / 2
    means = stats.gamma(size, scale=scale / 3).ppf(share)
    each = stats.poisson.pmf(MOST[:, None], means)
    return np.einsum("dk,bk,ck,k->dbc", each, each, each, weights / 2)


def best_way(size: float, scale: float) -> tuple[int, float, dict[int, int]]:
    """The first buy, its profit and the second orders that are best of all of them."""
    chances = chances_of_outcomes(size, scale)
    ways = []
    for first in range(16):
        value = np.array([_value(first, more, chances) for more in range(16)])
        states = [value[:, sold] for sold in range(first)] + [value[:, first:].sum(axis=1)]
        orders = {sold: int(state.argmax()) for sold, state in enumerate(states)}
        ways.append((first, sum(float(state.max()) for state in states), orders))
    return max(ways, key=lambda way: way[1])


def _value(first: int, more: int, chances: np.ndarray) -> np.ndarray:
    """Expected money for each number asked for by the decision, times its chance."""
    always = pd.DataFrame({"sold_units": [0], "order_units": [more]})
    return (chances * profits(first, always, OUTCOMES, IN_TIME)).sum(axis=(1, 2))


@pytest.mark.parametrize(("size", "scale"), [(4.0, 1.0), (1.5, 3.0), (500.0, 0.012)])
def test_trying_all_ways_through_a_small_season_finds_the_same(size: float, scale: float) -> None:
    first, profit, orders = best_way(size, scale)
    demand = NegativeBinomial(mean=np.array([size * scale]), scale=scale)
    found = best_first_buy(demand, CANDLE, IN_TIME, pace=DAYS)

    assert found.units == first
    assert found.profit == pytest.approx(profit, abs=0.02)
    rows = found.second_orders
    assert dict(zip(rows["sold_units"], rows["order_units"], strict=True)) == orders
    assert rows["chance"].sum() == pytest.approx(1)


# What a seller who follows the answer earns


@pytest.mark.parametrize(
    ("mean", "spread", "pace"),
    [
        (5, 3, DAYS),
        (60, 25, DAYS),
        (60, 25, np.linspace(3, 1, 60)),
        (20, 60, DAYS),
        (2000, 46, DAYS),
        (2000, 700, DAYS),
    ],
)
def test_seasons_drawn_at_random_bring_the_expected_profit(
    mean: float, spread: float, pace: np.ndarray
) -> None:
    rng = np.random.default_rng(11)
    demand = typed_distribution(mean, spread)
    found = best_first_buy(demand, CANDLE, IN_TIME, pace=pace)
    scale = max(spread**2 / mean - 1, 1e-6)
    popularity = rng.gamma(mean / scale, scale, 200_000)
    demands = rng.poisson(IN_TIME.shares(pace)[:, None] * popularity).astype(float)
    earned = profits(found.units, found.second_orders, demands, IN_TIME)
    error = earned.std() / len(earned) ** 0.5

    assert found.worth > 0
    assert earned.mean() == pytest.approx(found.profit, abs=4 * error + 0.001 * found.profit)


def test_a_large_season_that_is_counted_in_steps_comes_to_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    demand = typed_distribution(1300, 600)
    found = best_first_buy(demand, CANDLE, IN_TIME, pace=DAYS)
    monkeypatch.setattr(reorder_once, "_STEPS", 1000)
    finer = best_first_buy(demand, CANDLE, IN_TIME, pace=DAYS)

    assert found.units == pytest.approx(finer.units, abs=20)
    assert found.worth == pytest.approx(finer.worth, rel=0.01)


# The limits


SEASONS = (
    typed_distribution(60, 25),
    typed_distribution(1500, 400),
    Distribution.of_counts(np.array([40.0]), np.array([40.0]), outcomes=20),
)


@pytest.mark.parametrize("demand", SEASONS)
@pytest.mark.parametrize(
    "reorder",
    [
        Reorder(arrival_day=30, lead_time_days=10, cost=10.5),  # as much as a sale and its goodwill
        Reorder(arrival_day=30, lead_time_days=10, cost=4, order_cost=1e6),
        Reorder(arrival_day=30, lead_time_days=30, cost=4),  # nothing known yet, and no cheaper
    ],
    ids=["too dear", "order too dear", "decided today"],
)
def test_a_second_order_that_cannot_help_leaves_the_newsvendor(
    demand: AnyDistribution, reorder: Reorder
) -> None:
    found = best_first_buy(demand, CANDLE, reorder, pace=DAYS)

    assert (found.units, found.profit) == newsvendor(demand, CANDLE)
    assert (found.units_without, found.profit_without) == (found.units, found.profit)
    assert found.worth == 0
    assert not found.second_orders["order_units"].any()


def test_a_season_that_is_over_before_the_delivery_leaves_the_newsvendor() -> None:
    pace = np.r_[np.ones(40), np.zeros(20)]
    demand = typed_distribution(60, 25)
    found = best_first_buy(demand, CANDLE, IN_TIME, pace=pace)

    assert (found.units, found.profit) == newsvendor(demand, CANDLE)


def test_a_cheaper_second_order_at_once_is_a_newsvendor_at_its_cost() -> None:
    demand = typed_distribution(60, 25)
    at_once = Reorder(arrival_day=0, lead_time_days=0, cost=3)
    cheaper = OneShot(price=10, cost=3, salvage_value=1, goodwill_cost=0.5)
    units, profit = newsvendor(demand, cheaper)
    found = best_first_buy(demand, CANDLE, at_once, pace=DAYS)

    assert found.units == 0
    assert found.second_orders["order_units"].tolist() == [units]
    assert found.profit == pytest.approx(profit, abs=0.01)


def test_a_free_order_once_all_is_known_loses_only_what_comes_by_chance() -> None:
    """All but a hundredth is asked for first: what is left to come is known but for chance."""
    pace = np.r_[np.full(30, 0.01 / 30), np.full(30, 0.99 / 30)]
    demand = typed_distribution(2000, 1000)
    late = Reorder(arrival_day=30, lead_time_days=0, cost=4)
    found = best_first_buy(demand, CANDLE, late, pace=pace)
    sure = (CANDLE.price - CANDLE.cost) * 2000

    assert 0.5 < (found.profit - found.profit_without) / (sure - found.profit_without) < 1


# What always holds


@given(
    mean=st.floats(1, 150),
    variation=st.floats(0.1, 1.5),
    arrival=st.integers(1, 59),
    lead_share=st.floats(0, 1),
    dearer=st.floats(0, 4),
    order_cost=st.floats(0, 30),
)
def test_the_chance_is_worth_something_and_less_where_it_is_dearer(
    mean: float, variation: float, arrival: int, lead_share: float, dearer: float, order_cost: float
) -> None:
    demand = typed_distribution(mean, variation * mean)
    lead = int(lead_share * arrival)
    terms = {"arrival_day": arrival, "lead_time_days": lead, "cost": 4 + dearer}
    dear = best_first_buy(demand, CANDLE, Reorder(**terms, order_cost=order_cost), pace=DAYS)
    free = best_first_buy(demand, CANDLE, Reorder(**terms), pace=DAYS)

    assert 0 <= dear.worth <= free.worth + 1e-6
    assert free.profit <= 6 * mean + 1e-6  # no more than all demand at the margin
    orders = free.second_orders["order_units"].to_numpy()
    assert (np.diff(orders) >= 0).all()  # who sold more orders no fewer


# What is shown of it


def test_a_short_table_goes_from_few_sold_to_all_sold() -> None:
    found = best_first_buy(typed_distribution(60, 25), CANDLE, IN_TIME, pace=DAYS)
    rows = found.some_second_orders()

    assert len(rows) <= 8
    assert rows["sold_units"].is_monotonic_increasing
    assert rows["sold_units"].iloc[-1] == found.units
    assert rows["chance"].is_monotonic_decreasing
    assert found.usual["sold_units"] == stats.nbinom(6.365159, 0.24180).ppf(0.5)


@pytest.mark.parametrize(
    ("arrival", "lead", "sentence"),
    [
        (60, 10, "there after 60 days at the earliest, and the season lasts 60"),
        (20, 90, "there after 90 days at the earliest, and the season lasts 60"),
        (20, 30, "takes 30 days cannot be there in 20: choose a later day"),
        (20, -1, "lead time must be 0 or more, not -1"),
    ],
)
def test_a_second_delivery_that_comes_too_late_is_told_in_a_sentence(
    arrival: int, lead: int, sentence: str
) -> None:
    with pytest.raises(SettingsError, match=sentence):
        best_first_buy(
            typed_distribution(60, 25),
            CANDLE,
            Reorder(arrival_day=arrival, lead_time_days=lead, cost=4),
            pace=DAYS,
        )


def test_leftovers_that_bring_more_than_the_second_order_costs_are_told_in_a_sentence() -> None:
    with pytest.raises(SettingsError, match="ordering more would never hurt: check the two"):
        best_first_buy(
            typed_distribution(60, 25),
            CANDLE,
            Reorder(arrival_day=30, lead_time_days=10, cost=0.5),
            pace=DAYS,
        )


@pytest.mark.parametrize("pace", [np.zeros(60), np.full(60, np.nan), -DAYS])
def test_a_season_without_demand_is_told_in_a_sentence(pace: np.ndarray) -> None:
    with pytest.raises(SettingsError, match="expected demand must be"):
        best_first_buy(typed_distribution(60, 25), CANDLE, IN_TIME, pace=pace)
    with pytest.raises(SettingsError, match="expected demand must be more than 0"):
        best_first_buy(typed_distribution(0, 0), CANDLE, IN_TIME, pace=DAYS)
