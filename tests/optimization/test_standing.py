"""What a plan stands on, said in one sentence, and what should be counted first."""

from collections.abc import Callable

import pandas as pd
import pytest

from inventory_core.domain.forecast import NO_MODEL
from inventory_core.optimization.plan_words import stands_on_sentence
from inventory_core.optimization.standing import Standing, standing, to_count

PlanOf = Callable[..., pd.DataFrame]


def test_a_plan_stands_on_what_is_known(plan_of: PlanOf) -> None:
    plan = plan_of(
        {"sku": "A", "stock_known": True, "defaults": ""},
        {"sku": "B", "stock_known": True, "defaults": "cost lead_time_days"},
        {"sku": "C", "stock_known": False, "defaults": "lead_time_days", "model": NO_MODEL},
    )

    assert standing(plan, sales_days=400) == Standing(
        products=3, stock_known=2, costs_known=2, never_sold=1, sales_days=400
    )


@pytest.mark.parametrize(
    ("days", "length"),
    [
        (1, "1 day"),
        (59, "59 days"),
        (60, "2 months"),
        (729, "24 months"),
        (730, "2 years"),
        (1100, "3 years"),
    ],
)
def test_what_a_plan_stands_on_is_said(days: int, length: str) -> None:
    known = Standing(products=63, stock_known=58, costs_known=61, never_sold=0, sales_days=days)

    assert stands_on_sentence(known) == (
        f"Stands on: stock known of 58 of 63 products, costs of 61, {length} of sales."
    )


def test_what_never_sold_is_said_to_be_unknown() -> None:
    known = Standing(products=1, stock_known=0, costs_known=1, never_sold=1, sales_days=0)

    assert stands_on_sentence(known) == (
        "Stands on: stock known of 0 of 1 product, costs of 1, 0 days of sales. 1 product has "
        "never sold and is like none that did: nobody knows how much of it will be asked for."
    )


def test_the_dearest_order_is_counted_first_and_what_is_sold_off_never(plan_of: PlanOf) -> None:
    sells = {"daily_demand": 1.0, "order_units": 10.0, "unit_cost": 2.0}
    plan = plan_of(
        sells | {"sku": "CHEAP"},
        sells | {"sku": "DEAR", "unit_cost": 9.0},
        sells | {"sku": "UNPRICED", "unit_cost": float("nan")},
        sells | {"sku": "UNPRICED BEST SELLER", "unit_cost": float("nan"), "daily_demand": 3.0},
        sells | {"sku": "COUNTED", "stock_known": True},
        sells | {"sku": "ENDS", "discontinued": True},
        sells | {"sku": "ONCE", "one_shot": True},
        sells | {"sku": "STANDS STILL", "daily_demand": 0.0},
    )

    assert to_count(plan)["sku"].tolist() == ["DEAR", "CHEAP", "UNPRICED BEST SELLER", "UNPRICED"]
