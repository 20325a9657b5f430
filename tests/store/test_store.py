"""What is kept comes back, nothing doubles, and every upload can be taken back."""

import json
import shutil
import tempfile
import threading
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inventory_core.domain.demand import HORIZON_DAYS
from inventory_core.domain.errors import SettingsError
from inventory_core.domain.forecast import LEVELS, TOTAL_DAYS, Forecast, at_same_pace, stack
from inventory_core.domain.frames import (
    DAILY_SALES,
    PRODUCTS,
    SCORES,
    STOCK,
    check,
    empty,
)
from inventory_core.domain.products import cells_of
from inventory_core.domain.settings import Settings
from inventory_core.domain.upload import EDIT, Saved, Upload
from inventory_core.store.store import Store, Versions
from tests.examples import few
from tests.store.files import fact, facts_of, sales_of, sold, stock_of, upload

NOW = datetime(2026, 2, 1, 12, 30)  # noqa: DTZ001, the seller's clock has no zone


TEA = sales_of(("10", "TEA", "2026-01-05", 2), ("11", "TEA", "2026-01-06", 3))


# Uploads


def test_a_new_store_is_empty(store: Store) -> None:
    assert store.versions() == Versions(sales=0, products=0, forecasts=0, stock=0)
    assert store.covered_days() is None
    assert list(check(store.daily_sales(), DAILY_SALES)["sku"]) == []
    assert list(check(store.stock(), STOCK)["sku"]) == []
    assert list(check(store.products(), PRODUCTS)["sku"]) == []
    assert len(store.uploads()) == 0
    assert store.settings() == Settings()


def test_a_saved_file_is_there_after_opening_the_store_again(store: Store) -> None:
    assert store.save(upload("a", sales=TEA), now=NOW) == Saved(
        upload=1, changed=True, rows_replaced=0
    )

    again = Store(store.path)
    assert sold(again) == {("TEA", "2026-01-05"): 2, ("TEA", "2026-01-06"): 3}
    assert again.covered_days() == (date(2026, 1, 5), date(2026, 1, 6))
    assert again.uploads().iloc[0].to_dict() == {
        "id": 1,
        "saved_at": pd.Timestamp(NOW),
        "file_name": "a.csv",
        "format": "sales",
        "channel": "shop",
        "rows_read": 10,
        "rows_accepted": 8,
        "rows_ignored": 1,
        "rows_replaced": 0,
        "first_day": pd.Timestamp("2026-01-05"),
        "last_day": pd.Timestamp("2026-01-06"),
        "units": 5.0,
        "units_bought": pytest.approx(float("nan"), nan_ok=True),
        "problems": 0,
    }


def test_the_same_file_again_changes_nothing(store: Store) -> None:
    first = store.save(upload("a", sales=TEA), now=NOW)
    versions = store.versions()

    again = store.save(replace(upload("a", sales=TEA), file_name="copy.csv"), now=NOW)

    assert again == Saved(upload=first.upload, changed=False, rows_replaced=8)
    assert store.versions() == versions
    assert len(store.uploads()) == 1


def test_the_same_file_with_another_mapping_replaces_what_it_said(store: Store) -> None:
    store.save(upload("a", sales=TEA), now=NOW)
    mended = sales_of(("10", "TEA", "2026-05-01", 7))

    saved = store.save(replace(upload("a", sales=mended), effect="day first"), now=NOW)

    assert saved.changed
    assert sold(store) == {("TEA", "2026-05-01"): 7}
    assert len(store.uploads()) == 1

    # Undone, the file says what it said before.
    store.undo(saved.upload)
    assert sold(store) == {("TEA", "2026-01-05"): 2, ("TEA", "2026-01-06"): 3}


def test_a_platforms_newer_file_replaces_whole_orders(store: Store) -> None:
    first = sales_of(("7", "TEA", "2026-01-05", 2), ("7", "MUG", "2026-01-05", 1))
    store.save(upload("old", sales=first, whole_orders=True), now=NOW)
    newer = sales_of(("7", "GREEN TEA", "2026-01-05", 2))
    saved = store.save(upload("new", sales=newer, whole_orders=True), now=NOW)
    assert sold(store) == {("GREEN TEA", "2026-01-05"): 2}
    store.undo(saved.upload)
    assert sold(store) == {("TEA", "2026-01-05"): 2, ("MUG", "2026-01-05"): 1}


def test_a_platforms_older_file_saved_later_brings_nothing_back(store: Store) -> None:
    cancelled = sales_of(("7", "TEA", "2026-01-05", 0), ("9", "TEA", "2026-01-31", 1))
    store.save(upload("new", sales=cancelled, whole_orders=True), now=NOW)
    older = sales_of(("7", "TEA", "2026-01-05", 2), ("8", "TEA", "2026-01-06", 4))
    saved = store.save(upload("old", sales=older, whole_orders=True), now=NOW)
    assert sold(store) == {("TEA", "2026-01-06"): 4, ("TEA", "2026-01-31"): 1}
    store.undo(saved.upload)
    assert sold(store) == {("TEA", "2026-01-31"): 1}


def test_overlapping_order_files_do_not_double(store: Store) -> None:
    store.save(upload("january", sales=TEA), now=NOW)
    longer = sales_of(("11", "TEA", "2026-01-06", 3), ("12", "TEA", "2026-02-01", 1))
    store.save(upload("february", sales=longer), now=NOW)

    assert sold(store) == {
        ("TEA", "2026-01-05"): 2,
        ("TEA", "2026-01-06"): 3,
        ("TEA", "2026-02-01"): 1,
    }


def test_a_later_export_corrects_units_and_day_of_an_order(store: Store) -> None:
    store.save(upload("first", sales=TEA), now=NOW)
    store.save(upload("second", sales=sales_of(("11", "TEA", "2026-01-09", 1))), now=NOW)

    assert sold(store) == {("TEA", "2026-01-05"): 2, ("TEA", "2026-01-09"): 1}
    assert store.covered_days() == (date(2026, 1, 5), date(2026, 1, 9))


def test_plain_sheets_overlap_by_day(store: Store) -> None:
    week = sales_of(("2026-01-05", "TEA", "2026-01-05", 2), ("2026-01-06", "TEA", "2026-01-06", 3))
    later = sales_of(("2026-01-06", "TEA", "2026-01-06", 4))
    store.save(upload("week", sales=week), now=NOW)
    store.save(upload("later", sales=later), now=NOW)

    assert sold(store) == {("TEA", "2026-01-05"): 2, ("TEA", "2026-01-06"): 4}


def test_the_same_order_number_on_two_channels_is_two_orders(store: Store) -> None:
    store.save(upload("shop", sales=sales_of(("10", "TEA", "2026-01-05", 2))), now=NOW)
    fair = sales_of(("10", "TEA", "2026-01-05", 5), channel="fair")
    store.save(upload("fair", sales=fair), now=NOW)

    assert sold(store) == {("TEA", "2026-01-05"): 7}


def test_a_failing_save_leaves_nothing_behind(store: Store) -> None:
    wrong = upload("a", sales=TEA, stock=pd.DataFrame({"sku": ["TEA"]}))

    with pytest.raises(ValueError, match="missing columns"):
        store.save(wrong, now=NOW)

    assert store.versions() == Versions(sales=0, products=0, forecasts=0, stock=0)
    assert sold(store) == {}
    assert len(store.uploads()) == 0


def test_what_was_saved_while_the_file_is_kept_open_stays_when_a_later_file_fails(
    store: Store,
) -> None:
    wrong = upload("b", sales=TEA, stock=pd.DataFrame({"sku": ["TEA"]}))

    def save_both() -> None:
        with store.kept_open():
            store.save(upload("a", sales=TEA), now=NOW)
            store.save(wrong, now=NOW)

    with pytest.raises(ValueError, match="missing columns"):
        save_both()

    assert len(Store(store.path).uploads()) == 1
    assert sold(store) == {("TEA", "2026-01-05"): 2, ("TEA", "2026-01-06"): 3}


def test_undo_brings_back_what_a_later_file_had_replaced(store: Store) -> None:
    store.save(upload("first", sales=TEA), now=NOW)
    second = store.save(upload("second", sales=sales_of(("11", "TEA", "2026-01-09", 1))), now=NOW)

    store.undo(second.upload)

    assert sold(store) == {("TEA", "2026-01-05"): 2, ("TEA", "2026-01-06"): 3}


def test_undo_of_an_earlier_file_leaves_the_later_one(store: Store) -> None:
    first = store.save(upload("first", sales=TEA), now=NOW)
    store.save(upload("second", sales=sales_of(("11", "TEA", "2026-01-09", 1))), now=NOW)

    store.undo(first.upload)

    assert sold(store) == {("TEA", "2026-01-09"): 1}


def test_no_number_is_given_twice(store: Store) -> None:
    first = store.save(upload("first", sales=TEA), now=NOW)
    store.undo(first.upload)
    second = store.save(upload("second", sales=TEA), now=NOW)

    store.undo(first.upload)

    assert first.upload != second.upload
    assert list(store.uploads()["id"]) == [second.upload]


def test_an_undone_file_can_be_saved_again(store: Store) -> None:
    store.undo(store.save(upload("a", sales=TEA), now=NOW).upload)

    assert store.save(upload("a", sales=TEA), now=NOW).changed
    assert sold(store) == {("TEA", "2026-01-05"): 2, ("TEA", "2026-01-06"): 3}


ORDERS = st.tuples(
    st.sampled_from(["10", "11", "12"]),
    st.sampled_from(["TEA", "MUG"]),
    st.sampled_from(["2026-01-05", "2026-01-06", "2026-01-07"]),
    st.integers(-3, 9),
)
FILES = st.builds(
    lambda sales, counts, costs, by_seller, whole_orders: upload(
        str(hash((tuple(sales), tuple(counts), tuple(costs), by_seller, whole_orders))),
        sales=sales_of(*sales),
        stock=stock_of(*counts),
        products=pd.concat([empty(PRODUCTS), *(facts_of("TEA", cost=cost) for cost in costs)]),
        by_seller=by_seller,
        whole_orders=whole_orders,
    ),
    st.lists(ORDERS, max_size=4, unique_by=lambda order: order[:2]),
    st.lists(
        st.tuples(st.just("TEA"), st.sampled_from(["2026-01-04", "2026-01-06"]), st.integers(0, 9)),
        max_size=1,
    ),
    st.lists(st.integers(1, 9), max_size=1),
    st.booleans(),
    st.booleans(),
)
UNDO = st.integers(0, 5)


@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(st.one_of(FILES, UNDO), max_size=6))
def test_any_uploads_and_undos_equal_the_uploads_that_survive(
    steps: list[Upload | int], tmp_path: Path, empty_database: Path
) -> None:
    folder = Path(tempfile.mkdtemp(dir=tmp_path))
    files = (folder / "shop.duckdb", folder / "replayed.duckdb")
    store, replayed = (Store(shutil.copy(empty_database, file)) for file in files)
    surviving: dict[int, Upload] = {}
    for step in steps:
        if isinstance(step, Upload):
            saved = store.save(step, now=NOW)
            surviving.setdefault(saved.upload, step)
        elif surviving:
            number = list(surviving)[step % len(surviving)]
            store.undo(number)
            del surviving[number]

    for file in surviving.values():
        replayed.save(file, now=NOW)

    assert sold(store) == sold(replayed)
    assert store.covered_days() == replayed.covered_days()
    pd.testing.assert_frame_equal(store.stock(), replayed.stock())
    pd.testing.assert_frame_equal(store.products(), replayed.products())
    assert set(store.uploads()["id"]) == surviving.keys()


# Products


@pytest.mark.parametrize("seller_first", [True, False])
def test_the_seller_beats_what_sales_say_whatever_the_order(
    store: Store, *, seller_first: bool
) -> None:
    seen = upload("sales", sales=TEA, products=facts_of("TEA", name="Tea!!", price=4.5))
    said = upload("products", products=facts_of("TEA", name="Green tea"), by_seller=True)
    for file in (said, seen) if seller_first else (seen, said):
        store.save(file, now=NOW)

    assert fact(store, "TEA", "name") == "Green tea"
    assert fact(store, "TEA", "price") == 4.5


def test_an_older_file_added_later_brings_no_old_price_and_name_back(store: Store) -> None:
    this_year = upload("new", sales=TEA, products=facts_of("TEA", name="Green tea", price=4.5))
    old = sales_of(("1", "TEA", "2025-01-05", 2), ("2", "MUG", "2026-01-20", 1))
    told = pd.concat([facts_of("TEA", name="Tea", price=3.0), facts_of("MUG", price=9.0)])
    store.save(this_year, now=NOW)
    before = store.products()

    last_year = store.save(upload("old", sales=old, products=told), now=NOW)

    assert (fact(store, "TEA", "name"), fact(store, "TEA", "price")) == ("Green tea", 4.5)
    assert fact(store, "MUG", "price") == 9
    assert store.names().set_index("sku").loc["TEA", "name"] == "Green tea"
    store.undo(last_year.upload)
    pd.testing.assert_frame_equal(store.products(), before)


def test_of_two_files_that_end_on_one_day_and_of_lists_the_later_one_tells(store: Store) -> None:
    for price in (4.0, 5.0):
        told = upload(f"{price}", sales=TEA, products=facts_of("TEA", price=price, cost=price))
        store.save(told, now=NOW)
    assert fact(store, "TEA", "price") == 5

    # A platform's list of products is as new as its upload, which sales of later days outdate.
    store.save(upload("list", products=facts_of("TEA", price=6.0)), now=NOW)
    assert fact(store, "TEA", "price") == 6
    later = sales_of(("19", "TEA", "2026-02-03", 1))
    store.save(upload("later", sales=later, products=facts_of("TEA", price=7.0)), now=NOW)
    assert fact(store, "TEA", "price") == 7


@pytest.mark.parametrize("told", ["a cancelled order", "a count"])
def test_what_an_older_file_tells_beside_its_sales_is_as_old_as_the_file(
    store: Store, told: str
) -> None:
    this_year = sales_of(("10", "TEA", "2026-01-05", 2))
    store.save(upload("new", sales=this_year, products=facts_of("TEA", price=9.0)), now=NOW)
    old = {
        "a cancelled order": {
            "sales": sales_of(("1", "TEA", "2025-01-05", 0), ("2", "MUG", "2025-01-09", 1))
        },
        "a count": {"stock": stock_of(("TEA", "2025-01-09", 4))},
    }

    store.save(upload("old", products=facts_of("TEA", price=7.0), **old[told]), now=NOW)

    assert fact(store, "TEA", "price") == 9


def test_a_cell_typed_by_the_seller_comes_back_in_its_kind(store: Store) -> None:
    values = {
        "name": "Tea",
        "cost": 2.25,
        "lead_time_days": 21,
        "one_shot": True,
        "no_order_until": pd.Timestamp(2027, 1, 15),
        "model": "count",
    }
    store.edit_products(cells_of("TEA", values), now=NOW)

    products = check(store.products(), PRODUCTS)
    assert products.loc[0, list(values)].to_dict() == values
    assert bool(products.loc[0, "one_shot"]) is True
    assert store.uploads().iloc[0]["format"] == EDIT


def test_a_cleared_cell_goes_back_to_the_default(store: Store) -> None:
    known = facts_of("TEA", name="Tea", cost=2.0)
    store.save(upload("a", products=known, by_seller=True), now=NOW)
    store.edit_products(cells_of("TEA", {"cost": 3.0}), now=NOW)
    store.edit_products(cells_of("TEA", {"cost": None}), now=NOW)

    assert fact(store, "TEA", "cost") is None
    assert fact(store, "TEA", "name") == "Tea"


def test_an_edit_can_be_taken_back(store: Store) -> None:
    known = facts_of("TEA", name="Tea", cost=2.0)
    store.save(upload("a", products=known, by_seller=True), now=NOW)
    store.edit_products(cells_of("TEA", {"cost": None}), now=NOW)

    store.undo(int(store.uploads()["id"].max()))

    assert fact(store, "TEA", "cost") == 2.0


def test_an_empty_cell_of_a_file_clears_nothing(store: Store) -> None:
    known = facts_of("TEA", cost=2.0, supplier="Kyoto")
    store.save(upload("a", products=known, by_seller=True), now=NOW)
    later = facts_of("TEA", cost=3.0, supplier="")
    store.save(upload("b", products=later, by_seller=True), now=NOW)

    assert fact(store, "TEA", "cost") == 3.0
    assert fact(store, "TEA", "supplier") == "Kyoto"


def test_products_are_all_that_were_sold_counted_or_described(store: Store) -> None:
    store.save(upload("a", sales=TEA), now=NOW)
    store.save(upload("b", stock=stock_of(("MUG", "2026-01-05", 4))), now=NOW)
    store.save(upload("c", products=facts_of("CAP", cost=1.0)), now=NOW)

    assert list(store.products()["sku"]) == ["CAP", "MUG", "TEA"]


ODD_TEXTS = (
    "00417",
    "1e5",
    "NA",
    "nan",
    "None",
    "NULL",
    "True",
    "TEA-🍵",
    'O\'Brien "best"',
    "<script>alert(1)</script>",
    "=1+1",
    "'; drop table sales; --",
    "ein\nzwei",
    "茶杯",
)


def test_texts_survive_as_they_are(store: Store) -> None:
    texts = sorted(ODD_TEXTS)
    sales = pd.concat([sales_of((text, text, "2026-01-05", 2), channel=text) for text in texts])
    counts = stock_of(*((text, "2026-01-04", 5) for text in texts))
    facts = pd.concat([facts_of(text, name=text, supplier=text) for text in texts])
    store.save(upload("a", sales=sales, stock=counts, products=facts), now=NOW)
    for text in texts:
        store.save(replace(upload(text), file_name=text, channel=text), now=NOW)

    assert sold(store) == {(text, "2026-01-05"): 2 for text in texts}
    assert store.stock()[["sku", "on_hand"]].to_numpy().tolist() == [[text, 3.0] for text in texts]
    products = store.products()[["sku", "name", "supplier"]].to_numpy().tolist()
    assert products == [[text] * 3 for text in texts]
    uploads = store.uploads()[["file_name", "channel"]].to_numpy().tolist()
    assert uploads[:-1] == [[text] * 2 for text in reversed(texts)]


# Stock


def test_stock_is_the_latest_count_less_what_was_sold_since(store: Store) -> None:
    # 9 counted at the end of the 5th: its own sales are part of the count, the 3 of the 6th not.
    counted = stock_of(("TEA", "2026-01-05", 9), ("TEA", "2026-01-01", 50))
    store.save(upload("stock", stock=counted), now=NOW)
    store.save(upload("sales", sales=TEA), now=NOW)

    stock = store.stock()
    assert stock[["sku", "on_hand"]].to_numpy().tolist() == [["TEA", 6.0]]
    assert stock["day"].tolist() == [pd.Timestamp("2026-01-05")]


def test_stock_never_falls_below_nothing(store: Store) -> None:
    file = upload("a", sales=TEA, stock=stock_of(("TEA", "2026-01-04", 1)))
    store.save(file, now=NOW)

    assert store.stock()["on_hand"].tolist() == [0.0]


def test_a_sale_that_two_files_tell_of_leaves_the_shelf_once(store: Store) -> None:
    store.save(upload("stock", stock=stock_of(("TEA", "2026-01-05", 9))), now=NOW)
    store.save(upload("a", sales=TEA), now=NOW)
    store.save(upload("b", sales=TEA), now=NOW)

    assert store.stock()["on_hand"].tolist() == [6.0]


def test_units_on_order_and_committed_are_kept_and_none_where_unknown(store: Store) -> None:
    counts = stock_of(("TEA", "2026-01-05", 9), ("MUG", "2026-01-05", 4))
    told = counts.assign(on_order=[20.0, np.nan], committed=[np.nan, 1.0])
    store.save(upload("stock", stock=told), now=NOW)

    stock = store.stock().set_index("sku")
    assert stock.loc["TEA", ["on_order", "committed"]].tolist() == [20.0, 0.0]
    assert stock.loc["MUG", ["on_order", "committed"]].tolist() == [0.0, 1.0]


# Settings


def test_settings_come_back_as_they_were(store: Store) -> None:
    chosen = Settings(service_level=0.975, review_period_days=14, order_cost=0.0, currency="€")
    versions = store.versions()

    store.save_settings(**chosen.changes_from(Settings()))

    assert Store(store.path).settings() == chosen
    assert store.versions() == versions


def test_of_two_who_read_the_same_settings_neither_undoes_the_others_change(store: Store) -> None:
    other = Store(store.path)
    assert store.settings() == other.settings() == Settings()

    store.save_settings(service_level=0.9)
    other.save_settings(order_cost=3.0)

    assert store.settings() == other.settings() == Settings(service_level=0.9, order_cost=3.0)


def test_a_setting_that_makes_no_sense_is_refused_and_nothing_is_kept(store: Store) -> None:
    with pytest.raises(SettingsError, match=r"^There is no service rule “nonsense”: please choose"):
        store.save_settings(order_cost=3.0, service_rule="nonsense")

    assert store.settings() == Settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("service_rule", "nonsense"),
        ("country", "Atlantis"),
        ("language", "tlh"),
        ("class_levels", [0.9, 0.8]),
        ("service_level", 95),
        ("colour", "blue"),
    ],
)
def test_a_setting_that_is_none_any_more_gives_way_and_the_others_stay(
    store: Store, name: str, value: object
) -> None:
    store.save_settings(order_cost=3.0)
    with duckdb.connect(store.path) as connection:
        connection.execute("insert into settings values (?, ?)", [name, json.dumps(value)])

    assert Store(store.path).settings() == Settings(order_cost=3.0)


# Forecasts


def forecast_of(*skus: str, model: str = "count", daily_units: float = 2.0) -> Forecast:
    numbers = np.full((len(skus), HORIZON_DAYS), daily_units)
    totals = daily_units * TOTAL_DAYS[None, :, None] + np.arange(len(LEVELS))
    return Forecast(
        skus=np.array(skus),
        start=date(2026, 2, 1),
        mean=numbers,
        variance=numbers * 1.5,
        totals=np.broadcast_to(totals, (len(skus), len(TOTAL_DAYS), len(LEVELS))),
        later=at_same_pace(numbers),
        models=np.full(len(skus), model),
    )


def histories_of(**fingerprints: str) -> pd.Series:
    return pd.Series(fingerprints, dtype="str")


HISTORIES = histories_of(MUG="m1", TEA="t1")


def test_a_forecast_comes_back_number_by_number(store: Store) -> None:
    kept = stack([forecast_of("TEA", daily_units=0.5), forecast_of("MUG", model="arima")])
    store.save_forecast(kept, histories=HISTORIES)

    back = store.forecasts(HISTORIES)

    assert back is not None
    assert back.skus.tolist() == ["MUG", "TEA"]
    assert back.models.tolist() == ["arima", "count"]
    assert back.start == date(2026, 2, 1)
    np.testing.assert_array_equal(back.mean, kept.mean)
    np.testing.assert_array_equal(back.variance, kept.variance)
    np.testing.assert_array_equal(back.totals, kept.totals)


def test_only_forecasts_of_the_present_history_are_returned(store: Store) -> None:
    store.save_forecast(forecast_of("MUG", "TEA"), histories=HISTORIES)

    back = store.forecasts(histories_of(MUG="m1", TEA="t2"))

    assert back is not None
    assert back.skus.tolist() == ["MUG"]
    assert store.forecasts(histories_of(TEA="t2")) is None


def test_a_new_forecast_stands_in_place_of_the_old_one(store: Store) -> None:
    store.save_forecast(forecast_of("MUG", "TEA"), histories=HISTORIES)
    store.save_forecast(forecast_of("TEA", model="prophet"), histories=histories_of(TEA="t2"))

    back = store.forecasts(histories_of(MUG="m1", TEA="t2"))

    assert back is not None
    assert back.models.tolist() == ["count", "prophet"]
    assert store.forecasts(histories_of(TEA="t1")) is None


def test_chosen_forecasts_lie_apart_from_automatic_ones(store: Store) -> None:
    store.save_forecast(forecast_of("TEA"), histories=HISTORIES)
    store.save_forecast(forecast_of("TEA", model="arima"), histories=HISTORIES, automatic=False)

    automatic, chosen = store.forecasts(HISTORIES), store.forecasts(HISTORIES, automatic=False)

    assert automatic is not None
    assert chosen is not None
    assert (automatic.models.tolist(), chosen.models.tolist()) == (["count"], ["arima"])


def scores_of(sku: str, *models: str, loss: float = 1.5) -> pd.DataFrame:
    numbers = dict.fromkeys(list(SCORES)[2:], loss)
    return pd.DataFrame({"sku": sku, "model": list(models), **numbers})


def test_scores_are_kept_by_history_and_replaced_by_product(store: Store) -> None:
    store.save_scores(scores_of("TEA", "count", "arima"), histories=HISTORIES)
    store.save_scores(scores_of("MUG", "count"), histories=HISTORIES)
    store.save_scores(scores_of("TEA", "count", loss=9.0), histories=histories_of(TEA="t2"))

    assert len(check(store.scores(histories_of(TEA="t1")), SCORES)) == 0
    now = store.scores(histories_of(MUG="m1", TEA="t2"))
    assert now[["sku", "model", "loss_units"]].to_numpy().tolist() == [
        ["MUG", "count", 1.5],
        ["TEA", "count", 9.0],
    ]


# Versions


def test_versions_rise_with_what_changed(store: Store) -> None:
    told = []
    for change in (
        lambda: store.save(upload("a", sales=TEA), now=NOW),
        lambda: store.edit_products(cells_of("TEA", {"cost": 2.0}), now=NOW),
        lambda: store.save_forecast(forecast_of("TEA"), histories=HISTORIES),
        lambda: store.save_scores(scores_of("TEA", "count"), histories=HISTORIES),
        lambda: store.undo(1),
    ):
        before = store.versions()
        change()
        after = store.versions()
        told.append(
            (
                after.sales - before.sales,
                after.products - before.products,
                after.forecasts - before.forecasts,
            )
        )

    assert told == [(1, 1, 0), (0, 1, 0), (0, 0, 1), (0, 0, 1), (1, 1, 0)]


def test_two_threads_write_without_losing_anything(store: Store) -> None:
    problems: list[BaseException] = []

    def write(channel: str) -> None:
        try:
            for number in range(5):
                sales = sales_of((str(number), "TEA", "2026-01-05", 1), channel=channel)
                store.save(upload(f"{channel} {number}", sales=sales), now=NOW)
                store.versions()
        except BaseException as problem:
            problems.append(problem)

    threads = [threading.Thread(target=write, args=[channel]) for channel in ("shop", "fair")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert problems == []
    assert sold(store) == {("TEA", "2026-01-05"): 10}
    assert store.versions() == Versions(sales=10, products=10, forecasts=0, stock=10)
    assert store.uploads()["id"].tolist() == list(range(10, 0, -1))


def test_two_threads_that_save_the_same_file_save_it_once(store: Store) -> None:
    answers: list[Saved] = []
    threads = [
        threading.Thread(target=lambda: answers.append(store.save(upload("a", sales=TEA), now=NOW)))
        for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answer.changed for answer in answers) == [False, True]
    assert len(store.uploads()) == 1


# What newer exports say of orders that older ones told of


def line_of(order: str, sku: str, units: float, *, line: str = "", days: float = 1) -> pd.DataFrame:
    frame = sales_of((order, sku, "2026-01-05", units), channel="Etsy")
    return frame.assign(line=line or sku, days=days)


def test_a_later_export_takes_a_cancelled_order_back_and_undo_brings_it_again(store: Store) -> None:
    store.save(upload("january", sales=line_of("7", "TEA", 2)), now=NOW)
    cancelled = store.save(upload("february", sales=line_of("7", "TEA", 0)), now=NOW)
    assert sold(store) == {}
    assert store.covered_days() is None

    store.undo(cancelled.upload)
    assert sold(store) == {("TEA", "2026-01-05"): 2}


def test_a_line_that_got_another_code_does_not_double(store: Store) -> None:
    store.save(upload("before", sales=line_of("7", "cat sticker", 2, line="9001")), now=NOW)
    store.save(upload("after", sales=line_of("7", "STICKER", 2, line="9001")), now=NOW)
    assert sold(store) == {("STICKER", "2026-01-05"): 2}


def test_rows_that_tell_anew_are_counted_as_replaced(store: Store) -> None:
    first = pd.concat([line_of("7", "TEA", 2), line_of("8", "TEA", 1).assign(rows=3.0)])
    assert store.save(upload("first", sales=first), now=NOW).rows_replaced == 0
    again = pd.concat([line_of("8", "TEA", 1).assign(rows=3.0), line_of("9", "TEA", 1)])
    assert store.save(upload("second", sales=again), now=NOW).rows_replaced == 3
    assert store.uploads()["rows_replaced"].tolist() == [3, 0]

    counted = stock_of(("TEA", "2026-01-05", 4), ("MUG", "2026-01-05", 4))
    assert store.save(upload("stock", stock=counted), now=NOW).rows_replaced == 0
    assert store.save(upload("recount", stock=counted[:1]), now=NOW).rows_replaced == 1


def test_a_total_is_spread_over_its_days_in_whole_units(store: Store) -> None:
    store.save(upload("months", sales=line_of("2026-01", "TEA", 3, days=7)), now=NOW)
    days = sold(store)
    assert sum(days.values()) == 3
    assert [day[-2:] for _sku, day in sorted(days)] == ["07", "09", "11"]


@few(6)
@given(units=st.integers(1, 500), days=st.integers(2, 31))
def test_no_unit_of_a_total_is_lost(empty_database: Path, units: int, days: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        kept = Store(shutil.copy(empty_database, Path(folder) / "shop.duckdb"))
        kept.save(upload("total", sales=line_of("m", "TEA", units, days=days)), now=NOW)
        told = kept.daily_sales()
    assert told["units"].sum() == units
    assert (told["units"] % 1 == 0).all()
    assert told["units"].max() - units / days < 1
    assert (told["day"].max() - pd.Timestamp("2026-01-05")).days == days - 1


# Stock in several places


def test_places_are_added_up_and_each_sale_leaves_its_own(store: Store) -> None:
    shelf = stock_of(("TEA", "2026-01-04", 10))
    amazon = stock_of(("TEA", "2026-01-03", 50)).assign(place="Amazon")
    store.save(upload("shelf", stock=shelf), now=NOW)
    store.save(upload("fba", stock=amazon), now=NOW)
    for number, (channel, units) in enumerate((("Amazon", 5.0), ("Etsy", 3.0), ("fair", 1.0))):
        lines = sales_of((str(number), "TEA", "2026-01-05", units), channel=channel)
        store.save(upload(channel, sales=lines), now=NOW)

    (held,) = store.stock().to_dict("records")
    assert held["on_hand"] == (50 - 5) + (10 - 3 - 1)
    assert (held["place"], str(held["day"].date())) == ("Amazon, shop", "2026-01-03")


def test_every_count_is_kept_with_its_day(store: Store) -> None:
    store.save(upload("monday", stock=stock_of(("TEA", "2026-01-05", 0))), now=NOW)
    later = store.save(upload("friday", stock=stock_of(("TEA", "2026-01-09", 7))), now=NOW)
    counts = store.stock_counts()
    assert counts["day"].dt.day.tolist() == [5, 9]
    assert counts["on_hand"].tolist() == [0, 7]
    assert store.stock()["on_hand"].tolist() == [7]
    store.undo(later.upload)
    assert store.stock()["on_hand"].tolist() == [0]


# What the seller confirmed before


def test_the_mapping_saved_last_for_the_same_headings_is_remembered(store: Store) -> None:
    first = replace(upload("a", sales=TEA), headings="h", mapping="first")
    second = replace(upload("b", sales=TEA), headings="h", mapping="second")
    third = replace(upload("c", sales=TEA), headings="other", mapping="third")
    assert store.remembered_mappings() == {}
    for one in (first, third):
        store.save(one, now=NOW)
    kept = store.save(second, now=NOW)
    assert store.remembered_mappings() == {"h": "second", "other": "third"}
    store.undo(kept.upload)
    assert store.remembered_mappings() == {"h": "first", "other": "third"}
