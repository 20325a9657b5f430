"""The Track record page: what it shows before there is a record, and afterwards."""

from collections.abc import Callable
from datetime import timedelta

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from inventory_core.domain.frames import SCORES, typed
from inventory_core.forecasting import engine
from inventory_core.shop import actions
from inventory_core.shop.shop import open_shop
from inventory_core.store.store import Store
from tests.clock import TODAY
from tests.pages.looks import metrics, table

Opener = Callable[[str], AppTest]

TRACK_RECORD = "track_record"


def expect(store: Store, *, days_ago: int, ordered: tuple[str, ...] = ()) -> None:
    """Keep what the plan expected so many days ago."""
    start = open_shop(store, today=TODAY).past.demand.start
    earlier = open_shop(store, today=start - timedelta(days=days_ago))
    actions.keep_expectations(earlier, ordered=ordered)


def choose(opened: AppTest, key: str, option: object) -> AppTest:
    return opened.segmented_control(key=key).set_value(option).run()


@pytest.mark.usefixtures("small_shop")
def test_before_any_forecast_is_over_the_page_says_when_to_come_back(app: Opener) -> None:
    opened = app(TRACK_RECORD)

    assert not opened.exception
    assert "Forecasts are kept from now on" in opened.info[0].value
    assert not opened.metric


@pytest.mark.parametrize("page", ["alerts", "optimization", TRACK_RECORD])
@pytest.mark.usefixtures("small_shop")
def test_what_the_plan_expects_is_kept_when_it_is_looked_at(
    app: Opener, store: Store, page: str
) -> None:
    app(page)

    kept = store.kept_for_later()
    assert set(kept["sku"]) == {"MUG", "OLD", "PEN", "TEA"}
    assert len(kept) == 12  # three periods each
    assert not kept["acted_on"].any()
    start = open_shop(store, today=TODAY).past.demand.start
    assert set(kept["start"].dt.date) == {start}


@pytest.mark.usefixtures("small_shop")
def test_forecasts_whose_days_are_over_are_judged(app: Opener, store: Store) -> None:
    expect(store, days_ago=30, ordered=("MUG",))

    opened = app(TRACK_RECORD)

    assert not opened.exception
    assert metrics(opened)["Forecasts judged"] == "4"
    listed = table(opened, "in_band").set_index("sku")
    assert listed.loc["PEN", "actual_units"] == 28  # one a day
    assert listed.loc["OLD", "actual_units"] == 0  # sold on its first ten days only
    assert listed.loc["MUG", "name"] == "Mug"

    opened.toggle(key="record ordered").set_value(True).run()

    assert metrics(opened)["Forecasts judged"] == "1"
    assert table(opened, "in_band")["sku"].tolist() == ["MUG"]


@pytest.mark.usefixtures("small_shop")
def test_the_period_that_decides_orders_can_be_looked_at(app: Opener, store: Store) -> None:
    expect(store, days_ago=40)

    opened = choose(app(TRACK_RECORD), "record period", "protection")

    assert not opened.exception
    days = table(opened, "in_band").set_index("sku")["days"]
    kept = store.kept_for_later().query("period == 'protection'").set_index(["sku", "start"])
    assert days["TEA"] == kept.loc["TEA", "days"].iloc[0]
    assert days["TEA"] != 28


@pytest.mark.usefixtures("small_shop")
def test_changes_since_the_last_upload_are_listed(app: Opener, store: Store) -> None:
    opened = choose(app(TRACK_RECORD), "record section", "Changed most")
    assert "There is one forecast so far" in opened.info[0].value

    expect(store, days_ago=100)
    opened = choose(app(TRACK_RECORD), "record section", "Changed most")

    assert not opened.exception
    listed = table(opened, "change_money").set_index("sku")
    # A hundred days ago it had sold on ten of twenty days, and never since.
    assert listed.loc["OLD", "now_units"] < listed.loc["OLD", "before_units"]
    assert listed["change_money"].abs().is_monotonic_decreasing


@pytest.mark.usefixtures("small_shop")
def test_the_worst_forecasts_are_listed_once_models_were_compared(
    app: Opener, store: Store
) -> None:
    opened = choose(app(TRACK_RECORD), "record section", "Forecast worst")
    assert "No models were compared yet" in opened.info[0].value

    demand = open_shop(store, today=TODAY).past.demand
    rows = [("MUG", "count", 3, 80, 9, 1, 2.5), ("PEN", "count", 3, 28, 0, 0, 0.1)]
    scores = typed(pd.DataFrame(rows, columns=list(SCORES)), SCORES)
    store.save_scores(scores, histories=engine.fingerprints(demand))
    opened = choose(app(TRACK_RECORD), "record section", "Forecast worst")

    assert not opened.exception
    listed = table(opened, "loss_money").set_index("sku")
    assert listed["loss_units"].to_dict() == {"MUG": 2.5, "PEN": 0.1}
    assert listed.loc["MUG", "loss_money"] == 10  # at a cost of 4
