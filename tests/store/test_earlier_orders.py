"""A database whose purchase orders an earlier commit kept says what it said then.

`earlier/ordered/a2a9d90.zip` was made by that commit through its command line. MUG sold 2 and TEA 1
on each of the first twenty days of March. On the 10th a stock file counted 60 MUG (12 on order, 3
committed), 30 TEA (5 on order) and 8 JAR (4 on order, 1 committed). Order 1: 24 MUG on the 5th, of
which 10 came on the 12th, as was taken back, and 8 on the 13th. Order 2: 20 TEA on the 11th. Order
3: 6 MUG on the 5th, of which 4 came on the 9th and no more will.
"""

import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest

from inventory_core.shop.outlook import Outlook
from inventory_core.shop.shop import open_shop
from inventory_core.store.store import Store

FILE = Path(__file__).parent / "earlier" / "ordered" / "a2a9d90.zip"
TODAY = date(2026, 3, 21)
NOW = datetime(2026, 3, 21, 12, 30)  # noqa: DTZ001, the seller's clock has no zone

JAR, TEA = (8, 4, 1), (30 - 10, 5 + 20, 0)
"""On hand, on order, committed. What the count says is on order of TEA, order 2 is not yet in."""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    with zipfile.ZipFile(FILE) as packed:
        packed.extract("shop.duckdb", tmp_path)
    return Store(tmp_path / "shop.duckdb")


def outlook(store: Store) -> Outlook:
    return open_shop(store, today=TODAY).outlook


def stock(store: Store) -> dict[str, tuple[float, ...]]:
    """On hand, on order and committed of each product."""
    known = outlook(store).stock.set_index("sku")[["on_hand", "on_order", "committed"]]
    return {sku: tuple(row) for sku, *row in known.itertuples()}


def test_stock_is_what_it_was(store: Store) -> None:
    # The 12 that the count says are on order of MUG are those of order 1.
    assert stock(store) == {"MUG": (60 - 20 + 8, 24 - 8, 3), "TEA": TEA, "JAR": JAR}


def test_orders_are_what_they_were(store: Store) -> None:
    orders = outlook(store).purchase_orders

    assert [(order.number, str(order.state), order.supplier) for order in orders] == [
        (1, "part received", "Clay & Co"),
        (2, "ordered", "Leaf"),
        (3, "closed", "Clay & Co"),
    ]
    assert [receipt.id for order in orders for receipt in order.receipts] == [2, 3]
    assert [line.unit_cost for order in orders for line in order.lines] == [4, 2, 4]
    assert [order.expected_on.day for order in orders] == [19, 21, 19]
    assert [(order.freight, order.paid) for order in orders] == [(0, False)] * 3


def test_orders_go_on_like_any_others(store: Store) -> None:
    store.purchases.receive(1, {"MUG": 16}, on=TODAY, now=NOW)
    store.purchases.close_short(3, ["MUG"], closed=False)
    assert stock(store) == {"MUG": (60 - 20 + 8 + 16, 6 - 4, 3), "TEA": TEA, "JAR": JAR}

    assert store.purchases.undo_receipt(2)
    assert not store.purchases.undo_receipt(1)
    assert stock(store)["MUG"] == (60 - 20 + 16, 8 + 2, 3)
