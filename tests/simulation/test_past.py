"""The shop's past walked again: what each rule knew, and what it cost."""

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from inventory_core.domain.demand import Demand, plain_demand
from inventory_core.domain.errors import ForecastError
from inventory_core.domain.frames import PRODUCTS, empty
from inventory_core.domain.settings import Settings
from inventory_core.simulation.past import FEWEST_KNOWN_DAYS, RULES, THIS_PLAN, WHAT_HAPPENED, walk
from inventory_core.simulation.stock_history import RealPast


def products(**facts: object) -> pd.DataFrame:
    table = empty(PRODUCTS).reindex(range(2)).assign(sku=["A", "B"], cost=4.0, price=10.0)
    return table.assign(lead_time_days=7.0, **facts)


@pytest.fixture
def demand() -> Demand:
    rng = np.random.default_rng(3)
    units = np.stack([rng.poisson(rate, 260) for rate in (3.0, 0.4)]).astype(float)
    units[:, 0] += 1
    return plain_demand(skus=np.array(["A", "B"]), first_day=date(2026, 1, 5), units=units)


def test_all_rules_serve_the_same_customers_from_the_same_stock(demand: Demand) -> None:
    walked = walk(demand, products=products(), settings=Settings(), days=90)

    assert tuple(walked.replays) == RULES
    for replayed in walked.replays.values():
        assert np.array_equal(replayed.demand, demand.units[:, -90:])
        assert replayed.sold.sum() + replayed.lost.sum() == demand.units[:, -90:].sum()
    totals = walked.totals().set_index("rule")
    assert totals["total"].to_numpy() == pytest.approx(
        totals[["ordering", "holding", "lost_sales"]].sum(axis=1).to_numpy()
    )
    # A steady shop with a week's lead time: who looks weekly serves nearly all.
    assert totals.loc[THIS_PLAN, "fill_rate"] > 0.95


def test_orders_are_placed_only_on_the_days_of_a_look(demand: Demand) -> None:
    walked = walk(demand, products=products(), settings=Settings(review_period_days=10), days=90)

    for replayed in walked.replays.values():
        days = np.flatnonzero(replayed.ordered.sum(axis=0)) + demand.days - 90
        assert (days % 10 == 0).all()


def test_what_came_later_changes_no_earlier_order(demand: Demand) -> None:
    changed = demand.units.copy()
    changed[:, 230:] *= 5
    later = replace(demand, units=changed)
    before, after = (
        walk(one, products=products(), settings=Settings(), days=90) for one in (demand, later)
    )

    for rule in RULES:
        first, second = (walked.replays[rule].ordered[:, : 230 - 170] for walked in (before, after))
        assert np.array_equal(first, second)


def test_lines_are_there_for_each_rule_and_day(demand: Demand) -> None:
    walked = walk(demand, products=products(), settings=Settings(), days=90)
    lines, one = walked.by_day(), walked.stock_of("B")

    assert len(lines) == len(one) == 90 * len(RULES)
    ends = lines.groupby("rule")["cost"].max()
    assert ends.to_dict() == pytest.approx(walked.totals().set_index("rule")["total"].to_dict())


def test_what_costs_and_brings_nobody_knows_what_is_left_out(demand: Demand) -> None:
    known = products(cost=[4.0, np.nan], price=[10.0, np.nan])

    assert walk(demand, products=known, settings=Settings(), days=90).left_out == 1
    with pytest.raises(ForecastError, match="No product has a cost and a price"):
        walk(demand, products=products(price=np.nan), settings=Settings(), days=90)


def test_rules_need_something_to_learn_from(demand: Demand) -> None:
    with pytest.raises(ForecastError, match="choose a shorter time"):
        walk(demand, products=products(), settings=Settings(), days=260 - FEWEST_KNOWN_DAYS + 1)


def test_progress_ends_at_one(demand: Demand) -> None:
    told: list[float] = []
    walk(demand, products=products(), settings=Settings(), days=90, progress=told.append)

    assert told[-1] == pytest.approx(1.0)
    assert told == sorted(told)


# Beside what really happened


@pytest.fixture
def real(demand: Demand) -> RealPast:
    """B alone: 9 in the evening before, all that sold is there, 40 arrive on the fourth day."""
    sold = demand.units[1:, -90:]
    arrived = np.zeros_like(sold)
    arrived[0, [3, 50]] = 40, 1
    lost = np.zeros_like(sold)
    lost[0, 60:62] = 1
    on_hand = 9 + (arrived - sold).cumsum(axis=1)
    before = np.array([9.0])
    return RealPast(
        skus=np.array(["B"]), before=before, on_hand=on_hand, arrived=arrived, lost=lost
    )


def test_what_really_happened_is_counted_at_the_same_costs(demand: Demand, real: RealPast) -> None:
    walked = walk(demand, products=products(), settings=Settings(), days=90, real=real)
    happened = walked.totals().set_index("rule").loc[WHAT_HAPPENED]

    assert walked.skus.tolist() == ["B"]
    # One delivery: the unit on day 50 is less than sells in three days, no order of its own.
    assert (happened["orders"], happened["ordering"]) == (1, 10)
    assert happened["stockout_days"] == 2
    assert happened["lost_sales"] == 2 * (10 - 4)
    assert happened["stock_value"] == pytest.approx(4 * real.on_hand.mean())
    assert happened["holding"] == pytest.approx(real.on_hand.sum() * 4 * 0.25 / 365)


def test_all_begin_with_what_was_really_there_and_under_way(demand: Demand, real: RealPast) -> None:
    walked = walk(demand, products=products(), settings=Settings(), days=90, real=real)

    for rule in RULES:
        replayed = walked.replays[rule]
        # What came on day 50 was ordered within these days, and so is up to the rule.
        assert replayed.arrived[0, :7].tolist() == [0, 0, 0, 40, 0, 0, 0]
        assert replayed.arrived[0, 50] != 1
        assert replayed.on_hand[0, 0] == 9 - replayed.sold[0, 0]
        assert np.array_equal(replayed.demand, demand.units[1:, -90:] + real.lost)


def test_products_without_counts_change_nothing_beside_what_happened(
    demand: Demand, real: RealPast
) -> None:
    known = products(cost=[np.nan, 4.0], price=[np.nan, 10.0])
    walked, without = (
        walk(demand, products=one, settings=Settings(), days=90, real=real)
        for one in (products(), known)
    )

    assert walked.left_out == without.left_out == 0
    assert walked.totals().equals(without.totals())
