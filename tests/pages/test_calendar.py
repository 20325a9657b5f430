"""What the seller tells of days unlike others, and switches off, in the real app."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Toggle

from inventory_core.domain.frames import CLOSURES
from inventory_core.shop.shop import open_shop
from inventory_core.store.store import Store
from tests.clock import TODAY
from tests.pages.looks import labelled, type_into

Opener = Callable[[str], AppTest]

CALENDAR, FORECAST = "calendar", "forecast"


@pytest.fixture
def troubled_shop(keep: Callable[[str, str], None]) -> None:
    """Four products and 120 days up to yesterday: one was sold out, of one a café bought 90."""
    first = TODAY - timedelta(days=120)
    days = [first + timedelta(days=back) for back in range(120)]
    rows = [f"{day},MUG,9" for number, day in enumerate(days) if not 60 <= number < 70]
    rows += [f"{day},TEA,{90 if number == 80 else 3}" for number, day in enumerate(days)]
    rows += [f"{day},{sku},2" for day in days for sku in ("PEN", "CUP")]
    keep("sales.csv", "Date,SKU,Units\n" + "\n".join(rows))


def traces(opened: AppTest) -> set[str]:
    chart = next(one for one in opened.get("plotly_chart") if "demand" in one.proto.id)
    return {trace["name"] for trace in json.loads(chart.proto.spec)["data"]}


def sold_out(opened: AppTest) -> Toggle:
    """The switch of the one time that is taken for a stockout."""
    return labelled(opened.toggle, "Probably sold out")


def demand_exposure(store: Store, sku: str) -> float:
    demand = open_shop(store, today=TODAY).past.demand
    return float(demand.exposure[demand.skus.tolist().index(sku), : demand.days].sum())


@pytest.mark.usefixtures("troubled_shop")
def test_a_stockout_is_shaded_explained_and_can_be_switched_off(app: Opener, store: Store) -> None:
    opened = app(FORECAST)

    assert not opened.exception
    assert "Sold out" in traces(opened)
    assert len(opened.toggle) == 1
    assert sold_out(opened).label.endswith("no sale in 10 days, usually 9.0 a day")
    assert demand_exposure(store, "MUG") == 110

    sold_out(opened).set_value(False).run()

    assert not opened.exception
    assert "Sold out" not in traces(opened)
    assert not sold_out(opened).value
    assert demand_exposure(store, "MUG") == 120

    sold_out(opened).set_value(True).run()

    assert demand_exposure(store, "MUG") == 110


@pytest.mark.usefixtures("troubled_shop")
def test_usual_demand_is_drawn_beside_sales_where_units_were_set_aside(app: Opener) -> None:
    opened = app(FORECAST)
    assert "Usual demand" not in traces(opened)

    picker = next(box for box in opened.selectbox if box.label == "Product")
    picker.set_value("TEA").run()

    assert {"Sold", "Usual demand", "Bulk order"} <= traces(opened)


@pytest.mark.parametrize("shop_fixture", ["store", "troubled_shop"])
def test_the_calendar_opens_with_and_without_data(
    app: Opener, request: pytest.FixtureRequest, shop_fixture: str
) -> None:
    request.getfixturevalue(shop_fixture)

    opened = app(CALENDAR)

    assert not opened.exception
    assert not opened.error
    assert opened.title[0].value == "Calendar"
    assert [part.value for part in opened.subheader] == ["Promotions", "Closed"]


@pytest.mark.usefixtures("troubled_shop")
def test_country_and_share_are_kept(app: Opener, store: Store) -> None:
    opened = app("settings")

    labelled(opened.selectbox, "Country").set_value("DE").run()
    labelled(opened.slider, "Share of sales really lost").set_value(40).run()

    assert not opened.exception
    assert store.settings().country == "DE"
    assert store.settings().lost_share == 0.4
    # Ten days sold out, each of which shows 60 % of a usual one, or less where it is a holiday.
    assert demand_exposure(store, "MUG") == pytest.approx(116, abs=0.5)


@pytest.mark.usefixtures("troubled_shop")
def test_closures_that_were_typed_are_kept_and_counted_in(app: Opener, store: Store) -> None:
    opened = app(CALENDAR)
    start = open_shop(store, today=TODAY).past.demand.start
    rows = {"first_day": f"{start}", "last_day": f"{start + timedelta(days=6)}", "note": "beach"}

    type_into(opened, "closures", added_rows=[rows])

    assert not opened.exception
    assert not opened.error
    assert store.read(CLOSURES)["note"].tolist() == ["beach"]
    demand = open_shop(store, today=TODAY).past.demand
    assert demand.exposure[:, demand.days : demand.days + 8].sum() == 4
