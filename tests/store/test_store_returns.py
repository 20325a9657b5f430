"""Units that came back, lines that were cancelled, and order numbers written in several ways."""

import shutil
import tempfile
from datetime import datetime
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory_core.imports.drop import import_file
from inventory_core.shop import actions
from inventory_core.store.schema import MIGRATIONS
from inventory_core.store.store import Store
from tests.examples import few
from tests.store.test_store import sales_of, sold, stock_of, upload

NOW = datetime(2026, 3, 31, 12, 30)  # noqa: DTZ001, the seller's clock has no zone
HEADINGS = "Date,Order number,SKU,Units,Unit price"


def save(store: Store, *rows: str) -> int:
    """Read a sheet of the seller's own and keep it; return its number."""
    content = "\n".join([HEADINGS, *rows]).encode()
    imported = import_file(f"{len(store.uploads())}.csv", content, today=NOW.date())
    return actions.save_import(store, imported, now=NOW).upload


MARCH = ("2026-03-20,900,MUG,60,10", "2026-03-20,900,TEA,2,4", "2026-03-21,79,MUG,2,10")


# Returns in a later file


def test_an_order_that_came_back_whole_in_a_later_file_is_taken_back(store: Store) -> None:
    counted = upload("stock", stock=stock_of(("MUG", "2026-03-10", 120)))
    store.save(counted, now=NOW)
    save(store, *MARCH)
    later = save(store, "2026-03-25,900,MUG,-60,10", "2026-03-25,901,MUG,1,10")

    assert sold(store) == {
        ("TEA", "2026-03-20"): 2,
        ("MUG", "2026-03-21"): 2,
        ("MUG", "2026-03-25"): 1,
    }
    assert store.stock().set_index("sku").loc["MUG", "on_hand"] == 117
    history = store.uploads().set_index("id").loc[later]
    assert (history["units"], history["rows_replaced"], history["rows_ignored"]) == (1, 0, 1)

    store.undo(later)
    assert sold(store)["MUG", "2026-03-20"] == 60


def test_of_what_came_back_in_part_the_rest_stays_sold(store: Store) -> None:
    save(store, *MARCH)
    save(store, "2026-03-25,900,MUG,-20,10", "2026-03-25,901,MUG,1,10")
    save(store, "2026-03-27,900,MUG,-5,10", "2026-03-27,902,MUG,1,10")

    assert sold(store)["MUG", "2026-03-20"] == 35


def test_a_return_told_twice_takes_back_once(store: Store) -> None:
    save(store, *MARCH)
    save(store, "2026-03-25,900,MUG,-20,10", "2026-03-25,901,MUG,1,10")
    again = save(store, "2026-03-25,900,MUG,-20,10", "2026-03-26,902,MUG,1,10")

    assert sold(store)["MUG", "2026-03-20"] == 40
    store.undo(again)
    assert sold(store)["MUG", "2026-03-20"] == 40


def test_a_sale_told_again_stays_returned(store: Store) -> None:
    back = "2026-03-25,900,MUG,-60,10"
    save(store, *MARCH)
    save(store, back, "2026-03-25,901,MUG,1,10")
    save(store, *MARCH, "2026-03-22,80,MUG,1,10")
    assert ("MUG", "2026-03-20") not in sold(store)

    # Sale and return in one file: nothing is taken back twice.
    save(store, *MARCH, back, "2026-03-26,904,MUG,3,10")
    assert ("MUG", "2026-03-20") not in sold(store)
    assert sold(store)["MUG", "2026-03-26"] == 3


@pytest.mark.parametrize(
    "row",
    [
        "2026-03-25,,MUG,-60,10",
        "2026-03-25,899,MUG,-60,10",
        "2026-03-25,900,CAP,-60,10",
        "2026-03-19,900,MUG,-60,10",
        "2026-03-25,900,MUG,-0.5,10",
    ],
    ids=["no order number", "another order", "another product", "before the sale", "half a unit"],
)
def test_a_return_that_agrees_with_no_sale_changes_nothing(store: Store, row: str) -> None:
    save(store, *MARCH)
    before = sold(store)

    save(store, row, "2026-03-26,901,BOX,1,10")

    assert sold(store) == before | {("BOX", "2026-03-26"): 1}


def test_a_file_of_returns_only_is_worth_keeping(store: Store) -> None:
    save(store, *MARCH)
    save(store, "2026-03-25,900,MUG,-60,10")

    assert ("MUG", "2026-03-20") not in sold(store)


def test_where_numbers_of_orders_come_again_the_newest_sale_before_is_taken_back(
    store: Store,
) -> None:
    till = [f"2026-03-{day},1,MUG,2,10" for day in (20, 21, 22, 26)]
    save(store, *till)
    save(store, "2026-03-25,1,MUG,-3,9")

    assert sold(store) == {
        ("MUG", "2026-03-20"): 2,
        ("MUG", "2026-03-21"): 1,
        ("MUG", "2026-03-26"): 2,
    }


def key_of(line: tuple[str, str, str, int]) -> tuple[str, str, str, bool]:
    """What tells a line from others: order, product, day, and whether units came back."""
    return (*line[:3], line[3] < 0)


FILES = st.lists(
    st.lists(
        st.tuples(
            st.sampled_from(["10", "11"]),
            st.sampled_from(["TEA", "MUG"]),
            st.sampled_from(["2026-01-05", "2026-01-06"]),
            st.integers(-6, 9).filter(bool),
        ),
        min_size=1,
        max_size=5,
        unique_by=key_of,
    ),
    min_size=1,
    max_size=4,
)


def left_over(files: list[list[tuple[str, str, str, int]]]) -> dict[tuple[str, str], float]:
    """Units by order and product, reckoned simply: the last to tell of a line is right."""
    told = {key_of(line): line[3] for file in files for line in file}
    left: dict[tuple[str, str], float] = {}
    for order, sku in {key[:2] for key in told}:
        mine = {key[2:]: units for key, units in told.items() if key[:2] == (order, sku)}
        until = max((day for day, back in mine if back), default="")
        sales = {day: units for (day, back), units in mine.items() if not back}
        before = sum(units for day, units in sales.items() if day <= until)
        back = -sum(units for (_, is_back), units in mine.items() if is_back)
        rest = max(0, before - back) + sum(units for day, units in sales.items() if day > until)
        left |= {(order, sku): rest} if rest else {}
    return left


@few(6)
@given(files=FILES, gone=st.sets(st.integers(0, 3), max_size=2))
def test_whatever_is_uploaded_and_undone_sales_less_returns_stay(
    files: list, gone: set[int], tmp_path: Path, empty_database: Path
) -> None:
    folder = Path(tempfile.mkdtemp(dir=tmp_path))
    store = Store(shutil.copy(empty_database, folder / "shop.duckdb"))
    for number, file in enumerate(files):
        lines = sales_of(*file)
        lines["line"] = lines["sku"] + " " + lines["day"].dt.strftime("%Y-%m-%d")
        store.save(upload(str(number), sales=lines), now=NOW)
    for number in gone:
        store.undo(number + 1)

    with duckdb.connect(store.path) as connection:
        current = connection.execute(
            "select order_id, sku, sum(units) from current_lines group by all"
        ).fetchall()

    remaining = [file for number, file in enumerate(files) if number not in gone]
    assert {(order, sku): units for order, sku, units in current} == left_over(remaining)


# Orders that were cancelled in part, as platforms tell of them

ORDER = sales_of(("7", "TEA", "2026-01-05", 2), ("7", "MUG", "2026-01-05", 1))
REST = sales_of(("8", "TEA", "2026-01-31", 4))


def test_a_file_with_only_the_cancelled_row_of_an_order_takes_back_that_row(store: Store) -> None:
    store.save(upload("all", sales=pd.concat([ORDER, REST]), whole_orders=True), now=NOW)
    before = sold(store)
    only = sales_of(("7", "TEA", "2026-01-05", 0))

    cancelled = store.save(upload("cancelled", sales=only, whole_orders=True), now=NOW)

    assert sold(store) == {("MUG", "2026-01-05"): 1, ("TEA", "2026-01-31"): 4}
    store.undo(cancelled.upload)
    assert sold(store) == before


def test_a_full_export_replaces_the_order_again(store: Store) -> None:
    store.save(upload("all", sales=ORDER, whole_orders=True), now=NOW)
    only = sales_of(("7", "TEA", "2026-01-05", 0))
    store.save(upload("cancelled", sales=only, whole_orders=True), now=NOW)
    newer = sales_of(("7", "TEA", "2026-01-05", 1), ("9", "TEA", "2026-02-02", 1))
    saved = store.save(upload("newer", sales=newer, whole_orders=True), now=NOW)

    assert sold(store) == {("TEA", "2026-01-05"): 1, ("TEA", "2026-02-02"): 1}
    store.undo(saved.upload)
    assert sold(store) == {("MUG", "2026-01-05"): 1}


def test_a_line_cancelled_in_a_newer_file_stays_so_when_an_older_one_comes_later(
    store: Store,
) -> None:
    newer = sales_of(("7", "TEA", "2026-01-05", 0), ("9", "TEA", "2026-01-31", 1))
    store.save(upload("newer", sales=newer, whole_orders=True), now=NOW)
    store.save(upload("older", sales=ORDER, whole_orders=True), now=NOW)

    assert sold(store) == {("MUG", "2026-01-05"): 1, ("TEA", "2026-01-31"): 1}


def test_an_old_export_in_which_an_order_was_not_paid_takes_nothing_back(store: Store) -> None:
    store.save(upload("newer", sales=pd.concat([ORDER, REST]), whole_orders=True), now=NOW)
    unpaid = sales_of(("7", "TEA", "2026-01-05", 0), ("6", "CAP", "2026-01-04", 1))
    store.save(upload("older", sales=unpaid, whole_orders=True), now=NOW)

    assert sold(store)["TEA", "2026-01-05"] == 2


def test_units_that_came_back_are_taken_off_a_platforms_order(store: Store) -> None:
    store.save(upload("all", sales=ORDER, whole_orders=True), now=NOW)
    refund = sales_of(("7", "TEA", "2026-02-03", -1), ("9", "CAP", "2026-02-03", 1))
    saved = store.save(upload("refund", sales=refund, whole_orders=True), now=NOW)

    assert sold(store)["TEA", "2026-01-05"] == 1
    assert sold(store)["MUG", "2026-01-05"] == 1
    store.undo(saved.upload)
    assert sold(store)["TEA", "2026-01-05"] == 2


# One order, written in several ways


def test_an_order_is_the_same_with_a_sign_before_it_and_a_fraction_behind(store: Store) -> None:
    save(store, "2026-03-20,#1001,MUG,2,10", "2026-03-20,#1002.0,MUG,5,10")
    save(store, "2026-03-20,1001.0,MUG,3,10")
    assert sold(store) == {("MUG", "2026-03-20"): 8}

    save(store, "2026-03-20,1001,MUG,4,10", "2026-03-20,1002,MUG,6,10")
    assert sold(store) == {("MUG", "2026-03-20"): 10}


def test_orders_that_earlier_versions_kept_are_known_by_the_same_number() -> None:
    kept = ("#1001", "1001.0", "1001", "#", "2026-01-05", "A-1.0", "#B-2.0", "10.50")
    with duckdb.connect() as connection:
        for migration in MIGRATIONS:
            if migration.name.startswith("0008c"):
                for number in kept:
                    connection.execute(
                        "insert into sales (upload, channel, order_id, sku, day, units) "
                        "values (1, 'shop', ?, 'MUG', '2026-01-05', 1)",
                        [number],
                    )
            connection.execute(migration.sql)
        numbers = connection.execute("select order_id from sales").fetchall()

    assert [number for (number,) in numbers] == [
        *("1001", "1001", "1001", "#", "2026-01-05", "A-1.0", "B-2.0", "10.50")
    ]
