"""On the Forecast page a seller changes months by hand and compares models."""

import json
from collections.abc import Callable
from datetime import timedelta

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from inventory_core.domain.frames import HAND_CHANGES, typed
from inventory_core.forecasting import lstm
from inventory_core.forecasting.hand_changes import months_ahead
from inventory_core.shop.shop import open_shop
from inventory_core.store.store import Store
from tests.clock import TODAY
from tests.pages.conftest import save

Opener = Callable[[str], AppTest]

FORECAST = "forecast"


def lines(opened: AppTest) -> dict[str, dict[str, object]]:
    """The traces of the demand chart by their names."""
    chart = next(one for one in opened.get("plotly_chart") if "demand" in one.proto.id)
    return {trace["name"]: trace for trace in json.loads(chart.proto.spec)["data"]}


def next_month(store: Store) -> pd.Timestamp:
    start = open_shop(store, today=TODAY).past.demand.start
    return months_ahead(start)[1]


def change(store: Store, units: float, note: str) -> pd.Timestamp:
    month = next_month(store)
    told = pd.DataFrame([{"sku": "MUG", "month": month, "units": units, "note": note}])
    store.change_by_hand(typed(told, HAND_CHANGES))
    return month


@pytest.mark.usefixtures("compared_shop")
def test_a_month_changed_by_hand_is_drawn_as_such_with_its_note(app: Opener, store: Store) -> None:
    assert "Changed by you" not in lines(app(FORECAST))
    month = change(store, 900, "fair <b>in</b> May")

    opened = app(FORECAST)

    assert not opened.exception
    assert not opened.error
    drawn = lines(opened)
    assert drawn["The model alone"]["line"]["dash"] == "dash"
    notes = {text for text in drawn["Changed by you"]["text"] if text}
    assert notes == {
        f"900 in {month:%B}, typed by you. fair &lt;b&gt;in&lt;/b&gt; May"  # shown as it stands
    }


@pytest.mark.usefixtures("compared_shop")
def test_the_plan_goes_by_what_was_typed(app: Opener, store: Store) -> None:
    def expected() -> float:
        plan = open_shop(store, today=TODAY).plan
        return float(plan.set_index("sku").loc["MUG", "yearly_demand"])

    before = expected()
    change(store, 5000, "")

    assert expected() > before + 4000


@pytest.mark.usefixtures("compared_shop")
def test_past_changes_are_kept_and_told(app: Opener, store: Store) -> None:
    told = {"sku": "MUG", "month": pd.Timestamp(2020, 5, 1), "units": 120.0, "note": "fair"}
    store.change_by_hand(typed(pd.DataFrame([told]), HAND_CHANGES))

    opened = app(FORECAST)

    assert "May 2020: you typed 120 (fair)" in [caption.value for caption in opened.caption]


@pytest.mark.usefixtures("compared_shop")
def test_a_typed_number_is_saved_and_kept(app: Opener, store: Store) -> None:
    opened = app(FORECAST)
    edited = {"edited_rows": {1: {"units": 250, "note": "wedding"}}}
    editor = f"months MUG {store.versions().forecasts}"
    opened.session_state[editor] = edited | {"added_rows": [], "deleted_rows": []}

    opened.run()
    opened.button(key="save hand changes").click().run()

    assert not opened.exception
    kept = store.hand_changes()
    assert kept[["sku", "month", "units", "note"]].to_numpy().tolist() == [
        ["MUG", next_month(store), 250.0, "wedding"]
    ]


@pytest.mark.usefixtures("compared_shop")
def test_other_models_are_drawn_beside_the_one_in_use(app: Opener) -> None:
    opened = app(FORECAST)
    opened.selectbox(key="product").set_value("MUG").run()
    compare = next(one for one in opened.multiselect if one.label == "Compare with")
    other, name = ("seasonal naive", "Seasonal naive")
    if name not in compare.options:  # it is in use itself
        other, name = ("count", "Count")

    compare.select(other).run()

    assert not opened.exception
    assert lines(opened)[name]["line"]["dash"] == "dashdot"


@pytest.mark.skipif(lstm.is_installed(), reason="the library that is to be absent is installed")
def test_a_model_without_its_library_says_how_to_get_it(app: Opener, store: Store) -> None:
    days = [TODAY - timedelta(days=back) for back in range(1, 90)]
    lines_of_sales = [f"{day},P{row:02},2" for row in range(20) for day in days]
    save(store, "sales.csv", "\n".join(["Date,SKU,Units", *lines_of_sales]))
    opened = app(FORECAST)
    opened.selectbox(key="product").set_value("P07").run()
    compare = next(one for one in opened.multiselect if one.label == "Compare with")

    compare.select("lstm").run()

    assert not opened.exception
    assert any("requirements-lstm.txt" in caption.value for caption in opened.caption)
    opened.selectbox(key="model P07").set_value("lstm").run()
    assert not opened.exception
    assert ["requirements-lstm.txt" in error.value for error in opened.error] == [True]
