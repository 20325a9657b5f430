"""What suppliers ask for is typed, kept, and counted in."""

from collections.abc import Callable
from datetime import date, timedelta

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from inventory_core.domain.frames import PRICE_BREAKS, SUPPLIERS, typed
from inventory_core.domain.products import cells_of
from inventory_core.domain.suppliers import (
    LEAD_TIMES,
    SUPPLIER_CODES,
    SUPPLIER_FACTS,
    typed_supplier_facts,
)
from inventory_core.shop.purchases import order_goods, receive_goods
from inventory_core.shop.shop import open_shop
from inventory_core.store.store import Store
from tests.clock import NOW, TODAY
from tests.pages.conftest import PAGES
from tests.pages.looks import labelled, said, table, type_into

Opener = Callable[[str], AppTest]


@pytest.mark.usefixtures("small_shop")
def test_a_smallest_order_is_kept_and_warned_of(app: Opener, store: Store) -> None:
    opened = app("suppliers")
    row = {"supplier": "Clay & Co", "least_units": 0, "least_money": 5000.0}
    terms = {"order_cost": 0.0, "deposit_share": 30.0, "balance_days": 0}
    type_into(opened, "suppliers", added_rows=[row | terms])

    assert not opened.exception
    assert store.read(SUPPLIERS).to_numpy().tolist() == [["Clay & Co", 0.0, 5000.0, 0.0, 0.3, 0.0]]
    plan = app("optimization")
    warning = " ".join(each.value for each in plan.warning)
    assert "Clay & Co takes orders from 5,000" in warning


@pytest.mark.usefixtures("small_shop")
def test_what_is_known_of_a_supplier_is_kept_and_used(app: Opener, store: Store) -> None:
    opened = app("suppliers")
    assert table(opened, "email")["supplier"].tolist() == ["Clay & Co"]
    type_into(opened, "supplier facts", edited_rows={0: {"currency": "$", "rate": None}})
    assert "What does one" in opened.warning[0].value
    assert store.read(SUPPLIER_FACTS).empty

    type_into(opened, "supplier facts", edited_rows={0: {"order_days": "soon"}})
    assert "“soon” is no weekday" in opened.warning[0].value

    tomorrow = TODAY + timedelta(days=1)
    told = {"currency": "$", "rate": 0.8, "email": "a@clay.example", "lead_time_days": 40}
    told |= {"order_days": f"{tomorrow:%A}"}
    type_into(opened, "supplier facts", edited_rows={0: told})
    code = {"supplier": "Clay & Co", "sku": "MUG", "code": "C-1", "name": None}
    type_into(opened, "supplier codes", added_rows=[code])

    assert not opened.exception
    (kept,) = store.read(SUPPLIER_FACTS).to_dict("records")
    assert (kept["currency"], kept["rate"], kept["lead_time_days"]) == ("$", 0.8, 40)
    assert store.read(SUPPLIER_CODES).to_numpy().tolist() == [["Clay & Co", "MUG", "C-1", ""]]
    shop = open_shop(store, today=TODAY)
    # The mug has a lead time of its own.
    mug = shop.plan.set_index("sku").loc["MUG"]
    assert mug["lead_time_days"] == 10
    assert mug["order_on"].date() == tomorrow
    assert mug["protection_days"] == 1 + 10 + 7
    (number,) = order_goods(shop, {"MUG": 12.0}, ordered_on=TODAY)
    (order,) = open_shop(store, today=TODAY).outlook.purchase_orders
    assert (order.number, order.currency, order.rate) == (number, "$", 0.8)
    assert (order.lines[0].unit_price, order.lines[0].unit_cost) == (5.0, 4.0)


@pytest.mark.usefixtures("small_shop")
def test_an_order_waits_while_its_supplier_is_closed(app: Opener, store: Store) -> None:
    opened = app("suppliers")
    first, last = TODAY + timedelta(days=5), TODAY + timedelta(days=24)
    closure = {
        "supplier": "Clay & Co",
        "first_day": first.isoformat(),
        "last_day": last.isoformat(),
        "note": None,
    }
    type_into(opened, "supplier closures", added_rows=[closure])
    type_into(opened, "supplier facts", edited_rows={0: {"chinese_new_year": True}})
    assert not opened.exception

    shop = open_shop(store, today=TODAY)
    # The lead time of the mug is 10 days, of which 4 pass before it closes for 20.
    order_goods(shop, {"MUG": 12.0}, ordered_on=TODAY)
    (order,) = open_shop(store, today=TODAY).outlook.purchase_orders
    assert order.expected_on == TODAY + timedelta(days=30)
    new_year = shop.outlook.suppliers.calendars.of("Clay & Co").closed[-1]
    assert new_year == (date(2028, 1, 19), date(2028, 2, 9))
    told = said(app("optimization")).replace("\\", "")
    assert "Clay & Co is closed from 27 Nov 2026 to 16 Dec 2026: what you order today" in told
    assert "order by 19 Jan 2027 what you need before or during that time." in told


def received(store: Store, *waited: int) -> None:
    """Order mugs so long ago, and receive them today."""
    for days in waited:
        shop = open_shop(store, today=TODAY)
        ordered_on = TODAY - timedelta(days=days)
        (number,) = order_goods(shop, {"MUG": 12.0}, ordered_on=ordered_on)
        receive_goods(open_shop(store, today=TODAY).outlook, number, None, on=TODAY, now=NOW)


@pytest.mark.usefixtures("small_shop")
def test_lead_times_are_learned_and_used_only_when_the_seller_says_so(
    app: Opener, store: Store
) -> None:
    received(store, 20, 30)
    opened = app("suppliers")
    assert "2 orders came so far" in said(opened)
    assert not [each for each in opened.button if each.label == "Use it"]
    received(store, 26)

    opened = app("suppliers")
    told = said(opened).replace("\\", "")
    assert "Clay & Co: 3 orders took 26 days usually, 21 to 30 in 8 of 10 cases." in told
    assert "No lead time is stated." in told
    assert store.read(SUPPLIER_FACTS).empty
    opened = opened.button(key="use Clay & Co ").click().run()

    assert not opened.exception
    (kept,) = store.read(SUPPLIER_FACTS).to_dict("records")
    assert [kept[name] for name in LEAD_TIMES] == [26, 21, 30]
    # The mug has a lead time of its own, which only its own button changes.
    assert open_shop(store, today=TODAY).outlook.fact("MUG", "lead_time_days") == 10
    opened = opened.button(key="use Clay & Co MUG").click().run()
    products = store.products().set_index("sku")
    assert products.loc["MUG", list(LEAD_TIMES)].tolist() == [26, 21, 30]
    assert not [each for each in opened.button if each.label == "Use it"]


@pytest.mark.usefixtures("small_shop")
def test_the_shops_address_is_kept(app: Opener, store: Store) -> None:
    opened = app("suppliers")
    labelled(opened.text_area, "Your name and address").set_value("Zoe\nKiln Lane 3").run()

    assert store.settings().sender == "Zoe\nKiln Lane 3"


@pytest.mark.usefixtures("small_shop")
def test_a_lead_time_of_the_supplier_holds_where_a_product_has_none(store: Store) -> None:
    store.edit_products(cells_of("MUG", {"lead_time_days": None}), now=NOW)
    before = open_shop(store, today=TODAY).plan.set_index("sku").loc["MUG"]
    assert "lead_time_days" in before["defaults"]
    rows = pd.DataFrame([{"supplier": "Clay & Co", "lead_time_days": 40.0}])
    store.replace(SUPPLIER_FACTS, typed_supplier_facts(rows))

    after = open_shop(store, today=TODAY).plan.set_index("sku").loc["MUG"]

    assert (before["lead_time_days"], after["lead_time_days"]) == (14, 40)
    assert "lead_time_days" not in after["defaults"]


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
    first = {"sku": "MUG", "from_units": 10, "unit_cost": 3.0, "whole_order": True}
    type_into(
        opened, "price breaks", added_rows=[first, {**first, "from_units": 20, "unit_cost": 3.5}]
    )

    assert "MUG: A larger lot costs 3.5 a unit" in opened.warning[0].value
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
    assert "an order about every 121 days, with 1 product each time" in told
    shared = next(each.value for each in opened.dataframe if "multiple" in each.value)
    # The mug alone bears all of it, and the 10 of adding it to an order.
    assert shared["order_cost"].round(6).tolist() == [60.0]
    assert shared["multiple"].tolist() == [1.0]


@pytest.mark.usefixtures("small_shop")
def test_a_row_that_is_not_whole_stays_until_it_is(app: Opener, store: Store) -> None:
    opened = app("suppliers")
    begun = {"sku": "MUG", "from_units": 10, "unit_cost": None, "whole_order": True}
    type_into(opened, "price breaks", added_rows=[begun])
    assert "please complete the row" in opened.warning[0].value
    type_into(opened, "suppliers", added_rows=[{"supplier": "Clay & Co", "least_units": 5}])
    assert store.read(SUPPLIERS)["supplier"].tolist() == ["Clay & Co"]
    assert store.read(PRICE_BREAKS).empty

    opened.switch_page(PAGES["alerts"]).run()
    opened.switch_page(PAGES["suppliers"]).run()

    assert "please complete the row" in opened.warning[0].value
    assert table(opened, "from_units")["from_units"].tolist() == [10]
    type_into(opened, "price breaks", edited_rows={0: {"unit_cost": 3.0}})
    assert store.read(PRICE_BREAKS)["unit_cost"].tolist() == [3.0]
    assert not opened.warning


@pytest.mark.usefixtures("small_shop")
def test_what_is_not_whole_can_be_let_go(app: Opener, store: Store) -> None:
    opened = app("suppliers")
    type_into(opened, "price breaks", added_rows=[{"sku": "MUG", "from_units": 10}])

    labelled(opened.button, "Let go of what is not kept").click().run()

    assert not opened.warning
    assert table(opened, "from_units").empty


@pytest.mark.usefixtures("small_shop")
def test_rows_of_two_tabs_are_both_kept(app: Opener, store: Store) -> None:
    one, other = app("suppliers"), app("suppliers")
    price = {"sku": "MUG", "from_units": 10, "unit_cost": 3.0, "whole_order": True}
    type_into(one, "price breaks", added_rows=[price])
    type_into(other, "price breaks", added_rows=[{**price, "sku": "TEA"}])

    assert store.read(PRICE_BREAKS)["sku"].tolist() == ["MUG", "TEA"]
    type_into(one, "price breaks", added_rows=[price], edited_rows={})
    assert store.read(PRICE_BREAKS)["sku"].tolist() == ["MUG", "TEA"]

    # The first tab's own row is not the last that was kept any more.
    one.button(key="take back price breaks").click().run()
    assert store.read(PRICE_BREAKS)["sku"].tolist() == ["MUG", "TEA"]
    assert "Nothing was taken back: it was changed elsewhere since." in said(one)


@pytest.mark.usefixtures("small_shop")
def test_a_row_that_was_kept_is_taken_back(app: Opener, store: Store) -> None:
    opened = app("suppliers")
    type_into(opened, "suppliers", added_rows=[{"supplier": "Clay & Co", "least_units": 5}])
    assert r"Kept\: Clay & Co is added" in said(opened)
    type_into(
        opened,
        "suppliers",
        added_rows=[{"supplier": "Clay & Co", "least_units": 9}],
    )
    assert store.read(SUPPLIERS)["least_units"].tolist() == [9]

    opened.button(key="take back suppliers").click().run()
    assert store.read(SUPPLIERS)["least_units"].tolist() == [5]
    opened.button(key="take back suppliers").click().run()
    assert store.read(SUPPLIERS).empty
    assert opened.button(key="take back suppliers").disabled
