"""The page that tells what is to be paid when."""

from collections.abc import Callable
from datetime import timedelta

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from inventory_core.domain.frames import SUPPLIERS
from inventory_core.ledger.changing import OrderChange
from inventory_core.shop.purchases import change_order, order_goods
from inventory_core.shop.shop import open_shop
from inventory_core.store.store import Store
from tests.clock import TODAY
from tests.pages.looks import labelled, metrics, said, table

Opener = Callable[[str], AppTest]


@pytest.mark.usefixtures("small_shop")
def test_payments_of_todays_orders_are_told_with_their_day(app: Opener) -> None:
    opened = app("cash")
    plan = table(app("optimization"), "order_units").set_index("sku")

    assert not opened.exception
    assert "is to be paid" in opened.subheader[0].value
    assert list(metrics(opened)) == [
        "To pay in 4 weeks",
        "Takings in 4 weeks",
        "To pay in 26 weeks",
        "Stock in 26 weeks",
    ]
    assert len(opened.get("plotly_chart")) == 2
    payments = table(opened, "ordered_on")
    today = pd.Timestamp(TODAY)
    mugs = payments[(payments["supplier"] == "Clay & Co") & (payments["ordered_on"] == today)]
    assert mugs["day"].tolist() == [today + timedelta(days=10)]
    assert mugs["kind"].tolist() == ["Balance"]
    assert mugs["money"].tolist() == [plan.loc["MUG", "spend"]]


@pytest.mark.usefixtures("small_shop")
def test_only_what_is_ordered_now_can_be_looked_at(app: Opener) -> None:
    opened = app("cash")
    labelled(opened.toggle, "Only for what is to be ordered").set_value(True).run()

    assert not opened.exception
    ordered_on = set(table(opened, "ordered_on")["ordered_on"])
    assert ordered_on == {pd.Timestamp(TODAY)}


@pytest.mark.usefixtures("small_shop")
def test_an_open_order_is_owed_until_it_is_paid(app: Opener, store: Store) -> None:
    comes = TODAY + timedelta(days=10)
    shop = open_shop(store, today=TODAY)
    order_goods(shop, {"MUG": 600.0}, ordered_on=TODAY - timedelta(days=3), expected_on=comes)

    payments = table(app("cash"), "ordered_on")
    owed = payments[payments["ordered_on"] < pd.Timestamp(TODAY)]
    assert owed[["day", "money"]].to_numpy().tolist() == [[pd.Timestamp(comes), 2400.0]]

    change_order(open_shop(store, today=TODAY).outlook, 1, OrderChange(paid=True))
    payments = table(app("cash"), "ordered_on")
    assert not (payments["ordered_on"] < pd.Timestamp(TODAY)).any()


@pytest.mark.usefixtures("small_shop")
def test_terms_of_payment_split_the_amount(app: Opener, store: Store) -> None:
    assert "Everything is taken as paid when it arrives" in app("cash").info[0].value

    rows = pd.DataFrame([["Clay & Co", 0.0, 0.0, 0.0, 0.3, 30.0]], columns=list(SUPPLIERS))
    store.replace(SUPPLIERS, rows)
    opened = app("cash")

    assert not opened.exception
    assert not opened.info
    payments = table(opened, "ordered_on")
    clay = payments[payments["supplier"] == "Clay & Co"]
    first = clay[clay["ordered_on"] == clay["ordered_on"].min()].set_index("kind")
    assert first.loc["Deposit", "money"] / first["money"].sum() == pytest.approx(0.3)
    assert first.loc["Balance", "day"] - first.loc["Deposit", "day"] == timedelta(days=40)


def test_one_product_that_lasts_says_when_the_first_payment_is(
    app: Opener, keep: Callable[[str, str], None]
) -> None:
    last = TODAY - timedelta(days=1)
    rows = [f"{last - timedelta(days=back)},MUG,1,10" for back in range(90)]
    keep("sales.csv", "Date,SKU,Units,Unit price\n" + "\n".join(rows))
    keep("stock.csv", f"Date,SKU,On hand\n{last},MUG,500\n")

    opened = app("cash")

    assert not opened.exception
    assert "Nothing is to be paid in the next 26 weeks" in opened.subheader[0].value
    assert "There is nothing to pay" in opened.success[0].value


def test_without_any_cost_the_page_says_what_it_needs(
    app: Opener, keep: Callable[[str, str], None]
) -> None:
    last = TODAY - timedelta(days=1)
    rows = [f"{last - timedelta(days=back)},MUG,1" for back in range(90)]
    keep("sales.csv", "Date,SKU,Units\n" + "\n".join(rows))

    opened = app("cash")

    assert not opened.exception
    assert "No product has a cost or a price" in opened.info[0].value
    assert not opened.metric


def test_an_empty_shop_points_to_the_upload(app: Opener) -> None:
    opened = app("cash")

    assert not opened.exception
    assert "nothing to plan from yet" in opened.info[0].value


@pytest.mark.usefixtures("small_shop")
def test_a_balance_that_is_typed_tells_whether_it_lasts(app: Opener) -> None:
    opened = app("cash")
    assert "Type what is in your account" in said(opened)
    labelled(opened.number_input, "In your account today").set_value(1.0)
    labelled(opened.number_input, "Goes out each week").set_value(7000.0)
    opened = labelled(opened.button, "Keep").click().run()

    assert not opened.exception
    assert "the money runs out on" in said(opened)
    assert len(opened.get("plotly_chart")) == 3
    assert any("your money runs out on" in one.value for one in app("alerts").warning)
