"""Sales that were told before are noticed before they are saved; newer exports are not."""

from datetime import timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from inventory_core.domain.frames import CHANNEL_SALES, SALES, typed
from inventory_core.imports.drop import Answers, import_file
from inventory_core.shop import actions
from inventory_core.shop.told_twice import (
    Suspicion,
    compared,
    told_twice,
    without_sales,
)
from inventory_core.store.store import Store
from tests.clock import NOW, TODAY

FIRST = TODAY - timedelta(days=90)


def units() -> dict[tuple[int, str], int]:
    """What sold on each of 80 days: a made-up shop of four products."""
    rng = np.random.default_rng(7)
    return {(day, sku): int(rng.integers(0, 4)) for day in range(80) for sku in "ABCD"}


def day(number: int) -> str:
    return str(FIRST + timedelta(days=number))


def sheet(rows: list[str], headings: str = "Date,SKU,Units sold") -> bytes:
    return "\n".join([headings, *rows]).encode()


def daily(change: int = 0) -> bytes:
    return sheet([f"{day(n)},{sku},{u + change}" for (n, sku), u in units().items() if u])


def monthly() -> bytes:
    sold = pd.Series(units()).rename_axis(["day", "sku"]).rename("units").reset_index()
    sold["month"] = [day(number)[:7] for number in sold["day"]]
    sums = sold.groupby(["month", "sku"])["units"].sum()
    return sheet([f"{month},{sku},{u}" for (month, sku), u in sums.items()], "Month,SKU,Units sold")


def orders(prefix: str, until: int = 80) -> bytes:
    rows = [
        f"{day(n)},{prefix}{n}{sku},{sku},{u}" for (n, sku), u in units().items() if u and n < until
    ]
    return sheet(rows, "Date,Order number,SKU,Units sold")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "shop.duckdb")


def keep(store: Store, content: bytes, channel: str = "") -> None:
    imported = import_file("x.csv", content, today=TODAY, answers=Answers(channel=channel or None))
    actions.save_import(store, imported, now=NOW)


def suspicion(store: Store, content: bytes, channel: str = "") -> Suspicion | None:
    told = Answers(channel=channel or None)
    found = told_twice(import_file("y.csv", content, today=TODAY, answers=told), store)
    return found.suspicion if found else None


def test_totals_of_months_beside_a_daily_list_are_noticed(store: Store) -> None:
    keep(store, daily())

    assert suspicion(store, monthly()) is Suspicion.SAME_SALES


def test_a_daily_list_beside_totals_of_months_is_no_newer_version(store: Store) -> None:
    keep(store, orders("a"))

    assert suspicion(store, daily()) is Suspicion.SAME_SALES


def test_another_report_of_one_platform_with_other_numbers_is_noticed(store: Store) -> None:
    keep(store, orders("a"))

    assert suspicion(store, orders("b")) is Suspicion.SAME_SALES


def shipped(days_later: int) -> bytes:
    """A warehouse's ledger: without order numbers, and some days after the orders."""
    rows = [f"{day(n + days_later)},{sku},{u}" for (n, sku), u in units().items() if u]
    return sheet(rows)


def test_a_warehouse_that_tells_the_same_sales_some_days_later_is_noticed(store: Store) -> None:
    keep(store, orders("a"))

    assert suspicion(store, shipped(days_later=2)) is Suspicion.SAME_SALES
    assert suspicion(store, shipped(days_later=2), "market") is None


def test_a_file_can_be_kept_for_its_counts_alone(store: Store) -> None:
    rows = [f"{day(n)},{sku},{u},40" for (n, sku), u in units().items() if u]
    ledger = sheet(rows, "Date,SKU,Units sold,Units left")
    imported = import_file("ledger.csv", ledger, today=TODAY)

    kept = without_sales(imported)
    actions.save_import(store, kept, now=NOW)

    assert not imported.sales.empty
    assert store.channel_sales().empty
    assert store.stock()["on_hand"].tolist() == [40.0] * 4
    assert actions.save_import(store, imported, now=NOW).changed


def test_one_platform_under_two_names_is_noticed(store: Store) -> None:
    keep(store, orders("a"), "Etsy")

    assert suspicion(store, orders("b"), "Etsy shop") is Suspicion.SAME_SALES


def test_two_lists_without_order_numbers_may_be_two_shops(store: Store) -> None:
    keep(store, daily())

    assert suspicion(store, daily(change=1)) is Suspicion.OTHER_LIST
    assert suspicion(store, daily(change=1), "market") is None


def test_a_newer_export_of_the_same_orders_is_nothing_to_ask_about(store: Store) -> None:
    keep(store, orders("a", until=60))

    assert suspicion(store, orders("a")) is None


def test_a_longer_list_of_the_same_days_is_nothing_to_ask_about(store: Store) -> None:
    keep(store, daily())

    assert suspicion(store, daily() + f"\n{day(85)},A,2".encode()) is None


def test_a_file_that_is_saved_already_is_nothing_to_ask_about(store: Store) -> None:
    keep(store, orders("a"))

    assert suspicion(store, orders("a")) is None


def test_files_of_one_drop_are_compared(store: Store) -> None:
    first = import_file("a.csv", daily(), today=TODAY)
    second = import_file("b.csv", orders("b"), today=TODAY)

    found = told_twice(second, store, beside=[first])

    assert found is not None
    assert found.suspicion is Suspicion.SAME_SALES
    assert found.units == found.known_units == sum(units().values())
    assert "b.csv seems to tell sales" in found.sentence("b.csv", "shop")


def test_the_next_month_is_nothing_to_ask_about() -> None:
    sold = {"channel": "shop", "sku": list("ABC"), "units": 2.0}
    days = pd.Timestamp(2026, 3, 1), pd.Timestamp(2026, 4, 1)
    known = typed(pd.DataFrame(sold | {"day": days[0]}), CHANNEL_SALES)
    blank = {"order_id": "2026-04-01", "line": "", "days": 1.0, "unit_price": 1.0, "rows": 1.0}
    sales = typed(pd.DataFrame(sold | blank | {"day": days[1]}), SALES)

    assert compared(sales, known, same_orders=0.0) is None
