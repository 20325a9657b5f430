"""Promotions told and found, and how much more they sell."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from inventory_core.corrections.promotions import (
    PRICE_DROP,
    PROMOTION,
    price_drops,
    promotions,
)
from inventory_core.domain.demand import Demand
from inventory_core.domain.frames import PROMOTIONS, empty, typed

Maker = Callable[..., Demand]
Day = Callable[[int], pd.Timestamp]


def told(*rows: tuple[str, pd.Timestamp, pd.Timestamp, str, str]) -> pd.DataFrame:
    return typed(pd.DataFrame(list(rows), columns=list(PROMOTIONS)), PROMOTIONS)


def offer(*, price: float = 7.0, first: int = 100, last: int = 114) -> tuple[np.ndarray, ...]:
    """Units 4 a day at the price 10, and 8 a day from the first to before the last day."""
    units, prices = np.full((1, 200), 4.0), np.full((1, 200), 10.0)
    units[:, first:last], prices[:, first:last] = 8.0, price
    return units, prices


def found(demand: Demand) -> list[tuple[int, int]]:
    runs = price_drops(demand)
    return list(zip(runs.start.tolist(), runs.end.tolist(), strict=True))


def test_a_price_that_is_lower_for_two_weeks_is_a_price_drop(demand_of: Maker, day: Day) -> None:
    units, price = offer()

    correction = promotions(demand_of(units, price=price), empty(PROMOTIONS)).iloc[0]

    assert correction["kind"] == PRICE_DROP
    assert (correction["first_day"], correction["last_day"]) == (day(100), day(113))
    assert correction["note"] == "30 %"
    # Twice as much over 14 days of 4, drawn towards what is known of the shop, which is the same.
    assert 1.6 < correction["factor"] < 2.0


@pytest.mark.parametrize(
    ("price", "first", "last"),
    [(9.2, 100, 114), (7.0, 100, 130), (7.0, 186, 200), (7.0, 10, 24), (7.0, 100, 102)],
    ids=["hardly lower", "the new price", "still running", "no usual price yet", "two sales only"],
)
def test_other_changes_of_price_are_none(
    demand_of: Maker, price: float, first: int, last: int
) -> None:
    units, prices = offer(price=price, first=first, last=last)

    assert found(demand_of(units, price=prices)) == []


def test_a_price_that_differs_from_sale_to_sale_has_no_drops(demand_of: Maker) -> None:
    rng = np.random.default_rng(5)
    units = rng.poisson(2.0, (100, 300)) + 0.0
    units[:, 0] = 1
    demand = demand_of(units, price=rng.choice([10.0, 8.5, 6.0], (100, 300)))

    assert found(demand) == []


def test_a_drop_that_sold_no_more_is_left_out(demand_of: Maker) -> None:
    units, price = offer()

    assert promotions(demand_of(units * 0 + 4, price=price), empty(PROMOTIONS)).empty


def test_a_planned_promotion_adds_what_earlier_ones_sold_more(demand_of: Maker, day: Day) -> None:
    units, price = offer()
    demand = demand_of(units, price=price)

    planned = promotions(demand, told(("Spring", day(210), day(216), "", "")))

    past, coming = planned.iloc[0], planned.iloc[1]
    assert (past["kind"], coming["kind"]) == (PRICE_DROP, PROMOTION)
    assert coming["note"] == "Spring"
    assert coming["factor"] == past["factor"] > 1.6


def test_a_promotion_without_a_past_one_changes_nothing(demand_of: Maker, day: Day) -> None:
    planned = promotions(
        demand_of(np.full((2, 100), 4.0)), told(("Spring", day(110), day(116), "", ""))
    )

    assert planned["factor"].tolist() == [1.0, 1.0]


def test_a_promotion_is_of_the_product_or_category_that_was_told(
    demand_of: Maker, day: Day
) -> None:
    demand = demand_of(np.full((3, 100), 4.0), category=["tea", "tea", "mugs"])
    span = (day(110), day(116))

    planned = promotions(demand, told(("A", *span, "P0002", ""), ("B", *span, "", "tea")))

    assert planned.groupby("note")["sku"].apply(list).to_dict() == {
        "A": ["P0002"],
        "B": ["P0000", "P0001"],
    }


def test_little_evidence_of_its_own_goes_by_the_category(demand_of: Maker, day: Day) -> None:
    """Tea sells three times as much in promotions; a new tea is expected to, a mug less so."""
    units = np.full((22, 200), 4.0)
    units[:10, 100:114] = 12.0
    category = ["tea"] * 11 + ["mugs"] * 11
    rows = [(f"tea {sku}", day(100), day(113), f"P{sku:04d}", "") for sku in range(10)]
    rows += [(f"mug {sku}", day(100), day(113), f"P{sku:04d}", "") for sku in range(11, 21)]
    coming = ("next", day(205), day(210), "", "")

    planned = promotions(demand_of(units, category=category), told(*rows, coming))

    factor = planned[planned["note"] == "next"].set_index("sku")["factor"]
    assert factor["P0000"] > 2.5
    assert factor["P0010"] > 2.2
    assert 1.0 <= factor["P0021"] < 1.3
    assert 1.0 <= factor["P0011"] < 1.2


def test_one_lumpy_sale_in_a_promotion_hardly_counts(demand_of: Maker, day: Day) -> None:
    units = np.zeros((1, 200))
    units[0, ::20] = 20.0
    units[0, 107] = 20.0

    planned = promotions(demand_of(units), told(("Fair", day(106), day(112), "", "")))

    # Seven days would usually sell 7 units; 20 came, but they come in lumps of 20.
    assert 1.0 < planned["factor"].iloc[0] < 1.2
