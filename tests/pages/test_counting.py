"""Stock is counted on the pages: in the box of what was never counted, and in a column."""

from datetime import timedelta

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from inventory_core.domain.frames import STOCK, typed
from inventory_core.shop.shop import open_shop
from inventory_core.store.store import Store
from tests.clock import NOW, TODAY
from tests.pages.conftest import Keeper, Opener
from tests.pages.looks import facts, labelled, metrics, said, table, type_into


@pytest.fixture
def uncounted_shop(keep: Keeper, store: Store) -> Store:
    """One sheet of sales alone: eight products that cost from 1 to 8, one of which sold today."""
    days = [TODAY - timedelta(days=back) for back in range(90, 0, -1)]
    lines = [f"{day},P{number},2,10,{number}" for day in days for number in range(1, 9)]
    lines.append(f"{TODAY},P8,3,10,8")
    keep("sales.csv", "Date,SKU,Units,Unit price,Cost\n" + "\n".join(lines) + "\n")
    return store


def on_hand(store: Store) -> dict[str, float]:
    stock = open_shop(store, today=TODAY).outlook.stock.dropna(subset=["day"])
    return dict(zip(stock["sku"], stock["on_hand"], strict=True))


def fields(opened: AppTest) -> list[str]:
    """The products that the box asks for."""
    return [one.label for one in opened.number_input if str(one.key).startswith("count ")]


def test_what_was_never_counted_is_asked_for_and_listed_less_what_lies_there(
    app: Opener, uncounted_shop: Store
) -> None:
    opened = app("optimization")

    assert not opened.exception
    assert fields(opened) == ["P8", "P7", "P6", "P5", "P4", "P3"]
    assert "2 more were never counted" in said(opened)
    listed = table(opened, "order_units", "reason")
    assert len(listed) == 8
    assert listed["reason"].str.contains("in all, less what you have left on").all()
    assert metrics(opened)["Spend"] == "0.00"
    assert "stock known of 0 of 8 products" in said(opened)


def test_what_is_entered_is_kept_at_once_and_the_plan_follows(
    app: Opener, uncounted_shop: Store
) -> None:
    opened = app("optimization")
    opened = opened.number_input(key="count P7").set_value(5.0).run()

    assert not opened.exception
    assert on_hand(uncounted_shop) == {"P7": 5}
    assert fields(opened) == ["P8", "P6", "P5", "P4", "P3", "P2"]
    assert r"Kept\: 5 of P7 are on hand" in said(opened)
    assert "stock known of 1 of 8 products" in said(opened)
    assert metrics(opened)["Spend"] != "0.00"

    opened = opened.button(key="take back count").click().run()
    assert on_hand(uncounted_shop) == {}
    assert fields(opened)[1] == "P7"


@pytest.mark.parametrize(("before", "left"), [(False, 20), (True, 17)])
def test_todays_sales_come_off_what_was_counted_before_them(
    app: Opener, uncounted_shop: Store, before: bool, left: float
) -> None:
    opened = app("optimization")
    opened.segmented_control(key="count these when").set_value(before).run()
    opened.number_input(key="count P8").set_value(20.0).run()

    assert on_hand(uncounted_shop) == {"P8": left}


def test_of_what_was_never_counted_only_what_is_typed_was_ordered(
    app: Opener, uncounted_shop: Store
) -> None:
    opened = app("optimization")
    opened = labelled(opened.button, "I ordered this").click().run()
    assert "P8 (" in said(opened).replace("\\", "")
    opened = labelled(opened.button, "Keep as ordered").click().run()
    assert "Nothing is ordered" in said(opened)

    typed_in = {"edited_rows": {1: {"units": 7}}, "added_rows": [], "deleted_rows": []}
    opened.session_state["lines of draft 1"] = typed_in
    opened = labelled(opened.button, "Keep as ordered").click().run()

    assert not opened.exception
    (order,) = open_shop(uncounted_shop, today=TODAY).outlook.purchase_orders
    assert [line.units for line in order.lines] == [7]


@pytest.mark.usefixtures("uncounted_shop")
def test_one_product_that_was_never_counted_asks_to_be(app: Opener) -> None:
    opened = app("product")

    assert not opened.exception
    assert "Count it to see how its stock will run." in said(opened)


@pytest.mark.usefixtures("uncounted_shop")
def test_no_budget_is_spent_on_what_was_never_counted(app: Opener) -> None:
    opened = app("optimization")
    opened.number_input(key="budget").set_value(100.0).run()

    assert not opened.exception
    assert [info.value for info in opened.info] == [
        "Nothing that was counted pays now. 8 products were never counted, and no money is spent "
        "on what may lie there: count them first."
    ]


@pytest.mark.usefixtures("small_shop")
def test_where_all_is_counted_nothing_is_asked_for(app: Opener) -> None:
    opened = app("optimization")

    assert fields(opened) == []
    assert "Count these" not in said(opened)


@pytest.mark.usefixtures("small_shop")
def test_on_hand_is_typed_like_a_cost_and_taken_back(app: Opener, store: Store) -> None:
    opened = facts(app("products"))
    shown = table(opened, "on_hand", "counted").set_index("sku")
    assert shown.loc["MUG", "on_hand"] == 20
    assert shown.loc["MUG", "counted"] == pd.Timestamp(TODAY - timedelta(days=1))

    row = shown.index.tolist().index("MUG")
    type_into(opened, "products", edited_rows={row: {"on_hand": 7}})
    assert on_hand(store)["MUG"] == 7
    assert r"Kept\: On hand of MUG, 20 → 7" in said(opened)

    opened.button(key="take back products").click().run()
    assert on_hand(store)["MUG"] == 20


@pytest.mark.usefixtures("small_shop")
def test_a_count_and_a_cost_that_are_typed_at_once_are_taken_back_at_once(
    app: Opener, store: Store
) -> None:
    opened = facts(app("products"))
    row = table(opened, "on_hand")["sku"].tolist().index("PEN")
    type_into(opened, "products", edited_rows={row: {"on_hand": 7, "cost": 0.5}})
    assert on_hand(store)["PEN"] == 7

    opened.button(key="take back products").click().run()
    assert on_hand(store)["PEN"] == 60
    assert store.products().set_index("sku")["cost"].isna()["PEN"]


@pytest.mark.usefixtures("small_shop")
def test_a_count_cannot_be_emptied(app: Opener, store: Store) -> None:
    opened = facts(app("products"))
    row = table(opened, "on_hand")["sku"].tolist().index("MUG")
    type_into(opened, "products", edited_rows={row: {"on_hand": None}})

    assert opened.warning[0].value == (
        "A count cannot be emptied: type 0 where none is left, or take the count back."
    )
    assert on_hand(store)["MUG"] == 20


@pytest.mark.usefixtures("small_shop")
def test_what_lies_in_two_places_is_not_counted_by_one_number(app: Opener, store: Store) -> None:
    warehouse = typed(
        pd.DataFrame({"sku": ["MUG"], "place": "Amazon", "on_hand": 30.0, "rows": 1.0}), STOCK
    )
    store.moves.count(warehouse.assign(day=pd.Timestamp(TODAY - timedelta(days=1))), now=NOW)
    opened = facts(app("products"))
    row = table(opened, "on_hand")["sku"].tolist().index("MUG")
    type_into(opened, "products", edited_rows={row: {"on_hand": 7}})

    assert "one number does not say what lies where" in opened.warning[0].value
    assert on_hand(store)["MUG"] == 50


@pytest.mark.usefixtures("small_shop")
def test_a_product_is_added_with_what_lies_there(app: Opener, store: Store) -> None:
    opened = facts(app("products"))
    labelled(opened.text_input, "SKU").set_value("BOWL")
    labelled(opened.number_input, "On hand").set_value(12.0)
    opened = labelled(opened.button, "Add the product").click().run()

    assert not opened.exception
    assert on_hand(store)["BOWL"] == 12
