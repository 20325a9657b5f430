from datetime import date

import numpy as np
import pandas as pd
import pytest

from inventory_core.domain.frames import PRODUCTS, typed
from inventory_core.domain.products import Economics, cells_of, changed_cells, choices
from inventory_core.domain.settings import Settings


def products(*rows: dict[str, object]) -> pd.DataFrame:
    return typed(pd.DataFrame(rows), PRODUCTS)


def test_what_is_not_known_is_the_shops() -> None:
    settings = Settings(lead_time_days=10, service_level=0.9, order_cost=3)
    goods = Economics.of(products({"sku": "A"}), settings)

    assert (goods.names[0], goods.categories[0], goods.suppliers[0]) == ("A", "", "")
    # Three quarters, rounded down, and half as long again.
    assert goods.lead_times_days.tolist() == [[7, 10, 15]]
    assert (goods.moq_units[0], goods.pack_size_units[0], goods.goodwill_cost[0]) == (1, 1, 0)
    assert (goods.one_shot[0], goods.discontinued[0]) == (False, False)
    assert goods.resting_days(date(2026, 1, 1)).tolist() == [0]
    assert goods.follows_shop[0]
    assert goods.service_level[0] == 0.9
    assert goods.line_cost[0] == goods.order_cost[0] == 3
    assert goods.holding_rate[0] == settings.holding_rate
    assert goods.review_period_days[0] == settings.review_period_days
    assert np.isnan(goods.shelf_life_days[0])
    assert goods.defaults[0] == "cost lead_time_days"


def test_a_product_rests_until_the_day_that_the_seller_named() -> None:
    goods = Economics.of(products({"sku": "A", "no_order_until": "2026-01-15"}), Settings())

    days = [goods.resting_days(date(2026, 1, day))[0] for day in (1, 14, 15, 20)]
    assert days == [14, 1, 0, 0]


def test_what_is_known_stays() -> None:
    known = {
        "sku": "A",
        "name": "Candle",
        "cost": 4.0,
        "price": 10.0,
        "lead_time_days": 30.0,
        "lead_time_shortest_days": 20.0,
        "lead_time_longest_days": 45.0,
        "lead_time_allowance_days": 2.0,
        "moq_units": 12.0,
        "pack_size_units": 6.0,
        "one_shot": True,
        "service_level": 0.8,
        "goodwill_cost": 1.5,
        "holding_rate": 0.5,
        "order_cost": 7.0,
        "review_period_days": 3.0,
    }
    goods = Economics.of(products(known), Settings())

    assert (goods.names[0], goods.cost[0], goods.price[0]) == ("Candle", 4, 10)
    assert goods.lead_times_days.tolist() == [[22, 32, 47]]
    assert goods.lead_time_days[0] == 32
    assert goods.smallest_order[0] == 12
    assert goods.one_shot[0]
    assert (goods.service_level[0], goods.follows_shop[0]) == (0.8, False)
    assert (goods.line_cost[0], goods.review_period_days[0]) == (7, 3)
    assert goods.lost_sale_cost[0] == 7.5  # margin and goodwill
    assert goods.holding_cost[0] == 2
    assert goods.defaults[0] == ""


def test_a_cost_is_guessed_from_the_price_alone() -> None:
    goods = Economics.of(
        products({"sku": "A", "price": 10.0}, {"sku": "B", "cost": 3.0}, {"sku": "C"}),
        Settings(cost_share_rate=0.4),
    )

    assert goods.cost.tolist()[:2] == [4.0, 3.0]
    assert np.isnan(goods.cost[2])
    assert np.isnan(goods.price).tolist() == [False, True, True]
    lead_time = "lead_time_days"
    assert goods.defaults.tolist() == [f"cost {lead_time}", lead_time, f"cost {lead_time}"]


def test_a_usual_lead_time_beyond_the_given_ends_moves_them() -> None:
    ends = {"lead_time_shortest_days": 10.0, "lead_time_longest_days": 20.0}
    goods = Economics.of(
        products(
            {"sku": "A", "lead_time_days": 5.0} | ends, {"sku": "B", "lead_time_days": 30.0} | ends
        ),
        Settings(),
    )

    assert goods.lead_times_days.tolist() == [[5, 5, 20], [10, 30, 30]]


def test_an_empty_text_counts_as_unknown() -> None:
    goods = Economics.of(products({"sku": "A", "name": "", "supplier": ""}), Settings())

    assert (goods.names[0], goods.suppliers[0]) == ("A", "")


def test_a_period_costs_its_part_of_the_year() -> None:
    known = {"sku": "A", "cost": 8.0, "price": 6.0, "holding_rate": 0.365, "lead_time_days": 17.0}
    goods = Economics.of(products(known, {"sku": "B"}), Settings(order_cost=5))
    weekly = goods.by_period(7)

    assert weekly.lead_time_periods.tolist() == [2, 2]  # 17 and 14 days
    assert weekly.holding_cost[0] == pytest.approx(8 * 0.365 * 7 / 365)
    assert weekly.order_cost.tolist() == [5, 5]
    # Who sells at a loss loses nothing with a sale, and what is not known counts as nothing.
    assert weekly.lost_sale_cost.tolist() == [0, 0]
    assert weekly.unit_cost.tolist() == [8, 0]


def test_a_product_goes_by_the_chosen_model_or_automatic() -> None:
    chosen = choices(
        products({"sku": "A", "model": "arima"}, {"sku": "B"}, {"sku": "C", "model": ""})
    )

    assert chosen.to_dict() == {"A": "arima", "B": "automatic", "C": "automatic"}


def test_only_changed_cells_are_found() -> None:
    before = products({"sku": "A", "cost": 4.0, "name": "Candle"}, {"sku": "B", "cost": 5.0})
    after = products(
        {"sku": "A", "cost": 4.5, "name": "Candle"}, {"sku": "B", "one_shot": True, "name": "Soap"}
    )
    cells = changed_cells(before, after)
    found = {(row.sku, row.field): row.value for row in cells.itertuples()}

    assert found.keys() == {("A", "cost"), ("B", "cost"), ("B", "one_shot"), ("B", "name")}
    assert found["A", "cost"] == "4.5"
    assert found["B", "one_shot"] == "True"
    assert found["B", "name"] == "Soap"
    assert pd.isna(found["B", "cost"])  # cleared


def test_nothing_changed_is_nothing_found() -> None:
    same = products({"sku": "A", "cost": 4.0, "one_shot": False, "name": ""})

    assert len(changed_cells(same, same.copy())) == 0
    # An empty text and none at all are the same to a seller
    assert len(changed_cells(same, same.assign(name=pd.Series([None], dtype="str")))) == 0


def test_facts_of_one_product_become_cells() -> None:
    cells = cells_of("A", {"cost": 4.5, "one_shot": True, "supplier": None})

    assert cells["sku"].tolist() == ["A", "A", "A"]
    assert cells["field"].tolist() == ["cost", "one_shot", "supplier"]
    assert cells["value"].tolist()[:2] == ["4.5", "True"]
    assert cells["value"].isna().tolist() == [False, False, True]
