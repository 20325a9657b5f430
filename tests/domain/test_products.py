import numpy as np
import pandas as pd

from inventory_core.domain.frames import OVERRIDES, PRODUCTS, check, typed
from inventory_core.domain.products import cells_of, changed_cells, choices, with_defaults
from inventory_core.domain.settings import Settings


def products(*rows: dict[str, object]) -> pd.DataFrame:
    return typed(pd.DataFrame(rows), PRODUCTS)


def test_what_is_not_known_is_the_shops() -> None:
    settings = Settings(lead_time_days=10, service_level=0.9, order_cost=3)
    assumed = with_defaults(products({"sku": "A"}), settings).iloc[0]

    assert assumed["name"] == "A"
    assert (assumed["category"], assumed["supplier"]) == ("", "")
    assert assumed["lead_time_shortest_days"] == 7  # three quarters, rounded down
    assert assumed["lead_time_days"] == 10
    assert assumed["lead_time_longest_days"] == 15  # half as long again
    assert (assumed["moq_units"], assumed["pack_size_units"]) == (1, 1)
    assert not assumed["one_shot"]
    assert (assumed["salvage_value"], assumed["goodwill_cost"]) == (0, 0)
    assert {name: assumed[name] for name in OVERRIDES} == {
        name: getattr(settings, name) for name in OVERRIDES
    }


def test_what_is_known_stays() -> None:
    known = {
        "sku": "A",
        "name": "Candle",
        "cost": 4.0,
        "price": 10.0,
        "lead_time_days": 30.0,
        "lead_time_shortest_days": 20.0,
        "lead_time_longest_days": 45.0,
        "moq_units": 12.0,
        "pack_size_units": 6.0,
        "one_shot": True,
        "service_level": 0.8,
    }
    assumed = with_defaults(products(known), Settings()).iloc[0]

    assert {name: assumed[name] for name in known} == known


def test_a_cost_is_guessed_from_the_price_alone() -> None:
    assumed = with_defaults(
        products({"sku": "A", "price": 10.0}, {"sku": "B", "cost": 3.0}, {"sku": "C"}),
        Settings(cost_share_rate=0.4),
    )

    assert assumed["cost"].tolist()[:2] == [4.0, 3.0]
    assert np.isnan(assumed["cost"].iloc[2])
    assert assumed["price"].isna().tolist() == [False, True, True]


def test_a_usual_lead_time_beyond_the_given_ends_moves_them() -> None:
    ends = {"lead_time_shortest_days": 10.0, "lead_time_longest_days": 20.0}
    assumed = with_defaults(
        products(
            {"sku": "A", "lead_time_days": 5.0} | ends, {"sku": "B", "lead_time_days": 30.0} | ends
        ),
        Settings(),
    )

    assert assumed["lead_time_shortest_days"].tolist() == [5, 10]
    assert assumed["lead_time_longest_days"].tolist() == [20, 30]


def test_an_empty_text_counts_as_unknown() -> None:
    assumed = with_defaults(products({"sku": "A", "name": "", "supplier": ""}), Settings())

    assert assumed["name"].tolist() == ["A"]
    check(assumed, PRODUCTS)


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
