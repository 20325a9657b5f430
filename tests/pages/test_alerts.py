"""What alerts let one do at once."""

import pytest

from inventory_core.shop.shop import open_shop
from inventory_core.store.store import Store
from tests.clock import TODAY
from tests.pages.conftest import PAGES, Opener
from tests.pages.looks import labelled, metrics, said
from tests.pages.test_suppliers import received


@pytest.mark.usefixtures("small_shop")
def test_what_is_to_be_ordered_today_is_kept_supplier_by_supplier(
    app: Opener, store: Store
) -> None:
    opened = app("alerts")
    plan = open_shop(store, today=TODAY).plan.set_index("sku")
    spend = plan["spend"].map(lambda money: f"{money:,.2f}")
    assert f"**Clay & Co** · 1 product · {spend['MUG']}" in said(opened).replace("\\", "")
    assert f"**No supplier given** · 1 product · {spend['TEA']}" in said(opened).replace("\\", "")

    opened = opened.button(key="ordered today Clay & Co").click().run()
    opened = labelled(opened.button, "Keep as ordered").click().run()

    assert not opened.exception
    (order,) = open_shop(store, today=TODAY).outlook.purchase_orders
    ordered = {line.sku: line.units for line in order.lines}
    assert ordered == {"MUG": plan.loc["MUG", "order_units"]}
    assert "**Clay" not in said(opened)


@pytest.mark.usefixtures("small_shop")
def test_money_that_is_short_goes_for_what_brings_most_on_both_pages(
    app: Opener, store: Store
) -> None:
    opened = app("alerts")
    labelled(opened.number_input, "I have only").set_value(60.0).run()
    _purchase, bought = open_shop(store, today=TODAY).buy(60.0)
    spend = bought["spend"].sum()
    assert 0 < spend <= 60 < open_shop(store, today=TODAY).plan["spend"].sum()
    assert f"for {spend:,.2f} in all" in said(opened).replace("\\", "")

    opened.switch_page(PAGES["optimization"]).run()

    assert labelled(opened.number_input, "I have only").value == 60.0
    assert metrics(opened)["Spend"] == f"{spend:,.2f}"


@pytest.mark.usefixtures("small_shop")
def test_a_slow_supplier_is_counted_on_as_it_is_by_one_click(app: Opener, store: Store) -> None:
    received(store, 30, 30, 30)
    opened = app("alerts")
    assert any("takes 20 days longer" in one.value for one in opened.warning)

    opened = labelled(opened.button, "Use the real lead times of Clay").click().run()

    assert not opened.exception
    assert not any("takes 20 days longer" in one.value for one in opened.warning)
    assert open_shop(store, today=TODAY).plan.set_index("sku").loc["MUG", "lead_time_days"] == 30
