"""The past walked under many settings: each setting costs what the replay of the plan says."""

from dataclasses import replace
from datetime import date
from functools import cache

import numpy as np
import pandas as pd
import pytest

from inventory_core.domain.demand import Demand, plain_demand
from inventory_core.domain.frames import PRODUCTS, empty
from inventory_core.domain.settings import Settings
from inventory_core.simulation.past import FEWEST_KNOWN_DAYS, THIS_PLAN, walk
from inventory_core.simulation.tuning import FEWEST_DAYS, Tried, try_settings

BY_LEVEL = Settings(service_rule="level")
DAYS, STRETCHES = 308, (70, 42)
WALKED = sum(STRETCHES)
"""Beginning on a day on which every review period looks: 196 days are known."""


def products(**facts: object) -> pd.DataFrame:
    table = empty(PRODUCTS).reindex(range(2)).assign(sku=["A", "B"], cost=4.0, price=10.0)
    return table.assign(lead_time_days=7.0, **facts)


@cache
def usual_demand() -> Demand:
    rng = np.random.default_rng(3)
    units = np.stack([rng.poisson(rate, DAYS) for rate in (3.0, 0.4)]).astype(float)
    units[:, 0] += 1
    return plain_demand(skus=np.array(["A", "B"]), first_day=date(2026, 1, 5), units=units)


@cache
def tried_by(rule: str) -> Tried:
    """What every setting would have cost, worked out once for all tests."""
    return try_settings(
        usual_demand(),
        products=products(),
        settings=Settings(service_rule=rule),
        stretches_days=STRETCHES,
    )


@pytest.fixture
def demand() -> Demand:
    return usual_demand()


@pytest.mark.parametrize("rule", ["level", "fill rate", "classes", "costs"])
def test_present_settings_cost_what_the_replay_of_the_plan_says(demand: Demand, rule: str) -> None:
    settings = Settings(service_rule=rule)
    tried = tried_by(rule)
    walked = walk(demand, products=products(), settings=settings, days=WALKED)

    total = walked.replays[THIS_PLAN].by_product()["total"]
    assert sum(cost[:, 0] for cost in tried.costs) == pytest.approx(total.to_numpy())


@pytest.mark.parametrize("rule", ["level", "classes"])
def test_a_setting_costs_as_if_it_were_the_products_own(demand: Demand, rule: str) -> None:
    settings = Settings(service_rule=rule)
    tried = tried_by(rule)
    own = products(service_level=0.8, review_period_days=14.0)
    by_itself = try_settings(demand, products=own, settings=settings, stretches_days=STRETCHES)

    (place,) = np.flatnonzero((tried.levels[0] == 0.8) & (tried.reviews_days[0] == 14))
    for cost, alone in zip(tried.costs, by_itself.costs, strict=True):
        assert cost[:, place] == pytest.approx(alone[:, 0])


def test_every_level_is_tried_with_every_review_period_once() -> None:
    tried = tried_by("level")
    pairs = list(zip(tried.levels[0], tried.reviews_days[0], strict=True))

    assert len(set(pairs)) == len(pairs) == 5 * 3
    assert pairs[0] == (0.95, 7)


def test_where_costs_decide_there_is_no_present_level(demand: Demand) -> None:
    known = products(service_level=[np.nan, 0.9], review_period_days=[10.0, np.nan])
    settings = Settings(service_rule="costs")
    tried = try_settings(demand, products=known, settings=settings, stretches_days=STRETCHES)

    assert np.isnan(tried.levels[0, 0])
    assert tried.levels[1, 0] == 0.9
    assert tried.reviews_days[:, 0].tolist() == [10, 7]


def test_what_came_later_changes_no_earlier_cost(demand: Demand) -> None:
    later = demand.units.copy()
    later[:, DAYS - STRETCHES[1] :] *= 5
    other = replace(demand, units=later)
    first = tried_by("level")
    second = try_settings(other, products=products(), settings=BY_LEVEL, stretches_days=STRETCHES)

    assert np.array_equal(first.costs[0], second.costs[0])
    assert not np.array_equal(first.costs[1], second.costs[1])


def test_a_younger_product_counts_from_when_there_is_enough_to_learn_from(demand: Demand) -> None:
    launch = DAYS - FEWEST_DAYS
    units = demand.units.copy()
    units[1, :launch] = 0
    units[1, launch] = 1
    young = plain_demand(skus=demand.skus, first_day=demand.first_day, units=units)
    # The walk begins where the other has enough to learn from: this one has, so many days later.
    stretches = (launch, FEWEST_DAYS - FEWEST_KNOWN_DAYS)
    tried = try_settings(young, products=products(), settings=BY_LEVEL, stretches_days=stretches)

    assert tried.costs[0][1].tolist() == [0] * 15
    assert (tried.costs[1][1] > 0).all()
    assert (tried.costs[0][0] > 0).all()


def test_a_product_too_young_is_left_out(demand: Demand) -> None:
    units = demand.units.copy()
    units[1, : DAYS - FEWEST_DAYS + 1] = 0
    young = plain_demand(skus=demand.skus, first_day=demand.first_day, units=units)
    tried = try_settings(young, products=products(), settings=BY_LEVEL, stretches_days=STRETCHES)

    assert tried.shop.demand.skus.tolist() == ["A"]


def test_progress_ends_at_one(demand: Demand) -> None:
    told: list[float] = []
    try_settings(
        demand,
        products=products(),
        settings=Settings(),
        stretches_days=STRETCHES,
        progress=told.append,
    )

    assert told[-1] == pytest.approx(1.0)
    assert told == sorted(told)
