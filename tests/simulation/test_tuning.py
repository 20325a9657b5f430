"""Better settings: what is picked, what is offered, and what is written for it."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from inventory_core.domain.demand import plain_demand
from inventory_core.domain.errors import ForecastError
from inventory_core.domain.frames import PRODUCTS, empty, typed
from inventory_core.domain.settings import Settings
from inventory_core.simulation.tables import BETTER_SETTINGS
from inventory_core.simulation.tuning import (
    FEWEST_DAYS,
    UNSEEN_DAYS,
    BetterSettings,
    are_cheaper,
    cheapest,
    find_better_settings,
    is_cheaper,
)


def found(*rows: tuple[float, float, bool], **changed: object) -> BetterSettings:
    """Products A, B, … picked by the search: cost now and then on the days not seen, and won."""
    frame = pd.DataFrame(
        {
            "sku": list("ABCDE"[: len(rows)]),
            "unseen_cost": [now for now, _, _ in rows],
            "picked_unseen_cost": [then for _, then, _ in rows],
            "won": [won for _, _, won in rows],
        }
    )
    told = {"service_level": 0.95, "picked_level": 0.9, "picked": True, "name": frame["sku"]}
    told |= {"review_period_days": 7.0, "picked_review_days": 7.0}
    told |= {"searched_cost": 300.0, "picked_searched_cost": 200.0}
    products = typed(frame.assign(**(told | changed)), BETTER_SETTINGS)
    return BetterSettings(searched_days=180, products=products, left_out=0)


# Picking


def test_an_order_more_or_less_and_five_percent_are_chance() -> None:
    present, order_cost = np.array([100.0, 100.0, 1000.0, 1000.0]), np.array([20.0, 3.0, 20.0, 20])
    cost = np.array([81.0, 94.0, 955.0, 940.0])

    cheaper = is_cheaper(cost, present, order_cost=order_cost)
    assert cheaper.tolist() == [False, True, False, True]


def test_where_nothing_is_cheaper_the_present_settings_stay() -> None:
    costs = np.array([[50.0, 50.0, 50.0], [50.0, 60.0, 49.0], [50.0, 20.0, 30.0]])

    assert cheapest(costs, order_cost=np.ones(3)).tolist() == [0, 0, 1]


@given(costs=arrays(float, (4, 5), elements=st.floats(0, 1000)))
def test_a_pick_is_never_dearer(costs: np.ndarray) -> None:
    best = cheapest(costs, order_cost=np.full(4, 10.0))
    chosen = costs[np.arange(4), best]

    assert (chosen <= costs[:, 0]).all()
    assert ((best == 0) | (chosen == costs.min(axis=1))).all()


def test_products_are_cheaper_together_where_they_agree() -> None:
    present = np.full(4, 100.0)

    # 10, 12, 8 and 10 saved: 40 ± 2 · √4 · 1.6. 90, -30, -10 and -10: 40 ± 2 · √4 · 54.
    assert are_cheaper(np.array([90.0, 88, 92, 90]), present)
    assert not are_cheaper(np.array([10.0, 130, 110, 110]), present)
    assert not are_cheaper(np.array([96.0, 96, 96, 96]), present)  # sure, but slight
    assert are_cheaper(np.array([90.0]), np.array([100.0]))
    assert not are_cheaper(np.array([]), np.array([]))


# Offering


def test_offered_is_what_won_the_most_saved_first() -> None:
    made = found((100, 90, True), (100, 99, False), (100, 80, True), (100, 90, True))

    assert made.pays
    assert made.offered["sku"].tolist() == ["C", "A", "D"]


def test_nothing_is_offered_where_all_that_was_picked_did_worse_together() -> None:
    made = found((100, 60, True), (100, 160, False))

    assert not made.pays
    assert made.offered.empty


def test_only_what_changes_is_written() -> None:
    made = found(
        (100, 80, True),
        (100, 80, True),
        (100, 80, True),
        service_level=[0.95, 0.95, np.nan],
        picked_level=[0.9, 0.95, np.nan],
        picked_review_days=[7.0, 14.0, 28.0],
    )

    assert made.cells().to_numpy().tolist() == [
        ["A", "service_level", "0.9"],
        ["B", "review_period_days", "14.0"],
        ["C", "review_period_days", "28.0"],
    ]


# The whole way


def test_a_shop_that_wastes_money_every_day_is_told() -> None:
    # Steady sales of dear goods, hardly any margin, and stock for the worst of cases.
    rng = np.random.default_rng(1)
    units = rng.poisson(2.0, (6, 500)).astype(float) + 1
    skus = np.array(list("ABCDEF"))
    demand = plain_demand(skus=skus, first_day=date(2026, 1, 5), units=units)
    products = empty(PRODUCTS).reindex(range(6)).assign(sku=skus, cost=100.0, price=101.0)
    settings = Settings(
        service_rule="level", service_level=0.995, review_period_days=28, holding_rate=0.5
    )
    made = find_better_settings(demand, products=products, settings=settings)

    assert made.searched_days == 365 - UNSEEN_DAYS
    assert made.products["sku"].tolist() == list("ABCDEF")
    assert len(made.offered) == 6
    assert (made.offered["picked_level"] < 0.995).all()
    assert (made.offered["picked_unseen_cost"] < made.offered["unseen_cost"]).all()


def test_too_little_history_is_told() -> None:
    units = np.ones((1, FEWEST_DAYS - 1))
    demand = plain_demand(skus=np.array(["A"]), first_day=date(2026, 1, 5), units=units)

    with pytest.raises(ForecastError, match=f"needs {FEWEST_DAYS} days"):
        find_better_settings(demand, products=empty(PRODUCTS), settings=Settings())
