"""What alerts let one do at once."""

import pytest

from inventory_core.shop.shop import open_shop
from inventory_core.store.store import Store
from tests.clock import TODAY
from tests.pages.conftest import Opener
from tests.pages.looks import labelled, said
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
def test_a_slow_supplier_is_counted_on_as_it_is_by_one_click(app: Opener, store: Store) -> None:
    received(store, 30, 30, 30)
    opened = app("alerts")
    assert any("takes 20 days longer" in one.value for one in opened.warning)

    opened = labelled(opened.button, "Use the real lead times of Clay").click().run()

    assert not opened.exception
    assert not any("takes 20 days longer" in one.value for one in opened.warning)
    assert open_shop(store, today=TODAY).plan.set_index("sku").loc["MUG", "lead_time_days"] == 30
