"""What suppliers ask for is typed, kept, and counted in."""

from collections.abc import Callable

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from inventory_core.domain.frames import PRICE_BREAKS, SUPPLIERS, typed
from inventory_core.store.store import Store
from pages.shared.tables import editor_key
from tests.pages.looks import table

Opener = Callable[[str], AppTest]


def saved(opened: AppTest, key: str) -> AppTest:
    return opened.button(key=key).click().run()


@pytest.mark.usefixtures("small_shop")
def test_a_smallest_order_is_kept_and_warned_of(app: Opener, store: Store) -> None:
    opened = app("suppliers")
    opened.session_state[editor_key("suppliers", store.read(SUPPLIERS))] = {
        "edited_rows": {},
        "added_rows": [
            {"supplier": "Clay & Co", "least_units": 0, "least_money": 5000.0}
            | {"order_cost": 0.0, "deposit_share": 30.0, "balance_days": 0}
        ],
        "deleted_rows": [],
    }
    saved(opened, "save suppliers")

    assert not opened.exception
    assert store.read(SUPPLIERS).to_numpy().tolist() == [["Clay & Co", 0.0, 5000.0, 0.0, 0.3, 0.0]]
    plan = app("optimization")
    warning = " ".join(each.value for each in plan.warning)
    assert "Clay & Co takes orders from 5,000" in warning


@pytest.mark.usefixtures("small_shop")
def test_a_lower_price_lifts_the_order(app: Opener, store: Store) -> None:
    # The usual lot at 4 is √(2 · 1,100 · 10 / 1) = 148 in packs of 6; at 2, √2 times as many.
    rows = pd.DataFrame([["MUG", 150.0, 2.0, True]], columns=list(PRICE_BREAKS))
    store.replace(PRICE_BREAKS, rows)

    opened = app("optimization")
    plan = table(opened, "order_units").set_index("sku")

    assert not opened.exception
    assert plan.loc["MUG", "order_units"] >= 200
    assert plan.loc["MUG", "spend"] == 2 * plan.loc["MUG", "order_units"]
    assert "cost 2.00 each instead of 4.00" in plan.loc["MUG", "reason"]


@pytest.mark.usefixtures("small_shop")
def test_contradictory_prices_are_refused_with_a_sentence(app: Opener, store: Store) -> None:
    opened = app("suppliers")
    opened.session_state[editor_key("price breaks", store.read(PRICE_BREAKS))] = {
        "edited_rows": {},
        "added_rows": [
            {"sku": "MUG", "from_units": 10, "unit_cost": 3.0, "whole_order": True},
            {"sku": "MUG", "from_units": 20, "unit_cost": 3.5, "whole_order": True},
        ],
        "deleted_rows": [],
    }
    saved(opened, "save price breaks")

    assert "MUG: A larger lot costs 3.5 a unit" in opened.error[0].value
    assert store.read(PRICE_BREAKS).empty


def test_an_empty_shop_says_where_suppliers_are_named(app: Opener) -> None:
    opened = app("suppliers")

    assert not opened.exception
    assert "Products page first" in opened.info[0].value


@pytest.mark.usefixtures("small_shop")
def test_what_an_order_costs_by_itself_leads_to_a_common_cycle(app: Opener, store: Store) -> None:
    rows = pd.DataFrame([{"supplier": "Clay & Co", "order_cost": 50.0}])
    store.replace(SUPPLIERS, typed(rows, SUPPLIERS).fillna(0.0))

    opened = app("suppliers")

    assert not opened.exception
    told = " ".join(each.value for each in opened.markdown)
    assert "an order about every 122 days, with 1 product each time" in told
    shared = next(each.value for each in opened.dataframe if "multiple" in each.value)
    # The mug alone bears all of it, and the 10 of adding it to an order.
    assert shared["order_cost"].round(6).tolist() == [60.0]
    assert shared["multiple"].tolist() == [1.0]


@pytest.mark.usefixtures("small_shop")
def test_what_is_typed_in_one_table_stays_while_the_other_is_kept(
    app: Opener, store: Store
) -> None:
    opened = app("suppliers")
    other = editor_key("price breaks", store.read(PRICE_BREAKS))
    opened.session_state[other] = {
        "edited_rows": {},
        "added_rows": [{"sku": "MUG", "from_units": 10, "unit_cost": 3.0, "whole_order": True}],
        "deleted_rows": [],
    }
    opened.session_state[editor_key("suppliers", store.read(SUPPLIERS))] = {
        "edited_rows": {},
        "added_rows": [
            {"supplier": "Clay & Co", "least_units": 5, "least_money": 0.0}
            | {"order_cost": 0.0, "deposit_share": 0.0, "balance_days": 0}
        ],
        "deleted_rows": [],
    }
    saved(opened, "save suppliers")

    assert store.read(SUPPLIERS)["supplier"].tolist() == ["Clay & Co"]
    assert editor_key("price breaks", store.read(PRICE_BREAKS)) == other
