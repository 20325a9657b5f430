"""The list of migrations, and what the views take for current."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from inventory_core.store import schema
from inventory_core.store.schema import MIGRATIONS, Migration

STORE = Path(schema.__file__).parent

LANDED = {
    "0001": "576ef04d0613969b",
    "0002": "b7e8537326e3f524",
    "0002b": "77c1589396743b43",
    "0003": "9f5c826a633a5cec",
    "0004": "431961586de6100a",
    "0005": "ffb27bdb26b0e4d1",
    "0006": "f128901d503a1acd",
    "0007": "811395ebaacce2ec",
    "0008": "f27e280f1faabac2",
    "0008b": "bd0daa8674f44640",
    "0008c": "0878d7a06aad0025",
    "0009": "93b08de4ba6fdc0b",
    "0010": "43db7b6eb72f013a",
    "0011": "21d294030c42c36b",
    "0012": "6c39023f56cca555",
    "0013": "1e2c9fc878cd248d",
    "0014": "5501510bf11d6112",
    "0014b": "5953c7f726527fc6",
    "0014c": "7943fc1be7fc90fb",
    "0014d": "fc3debad277755c2",
    "0015": "a43ac35a1f6cd53f",
    "0017": "b4fd1dd940b413b4",
    "0018": "1e85f1bba6da1575",
    "0019": "60e23054b71ab949",
    "0021": "9123d533b73722ef",
    "0022": "e23cdb52a3cd3752",
    "0023": "37725275b59a7a24",
    "0024": "3b53d04fb29e2377",
}
"""The beginning of each migration’s SHA-256, as it landed; a new one comes last."""


@pytest.fixture
def tables() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        for migration in MIGRATIONS:
            connection.execute(migration.sql)
        yield connection


def test_migrations_are_named_by_their_files_and_applied_in_that_order() -> None:
    numbers = [migration.name.split()[0] for migration in MIGRATIONS]

    assert numbers == list(LANDED) == sorted(numbers)


@pytest.mark.parametrize("migration", MIGRATIONS, ids=list(LANDED))
def test_a_migration_that_landed_never_changes(migration: Migration) -> None:
    digest = hashlib.sha256(migration.sql.encode()).hexdigest()

    assert digest.startswith(LANDED[migration.name.split()[0]])


def test_every_view_of_a_new_database_is_asked_for(tables: duckdb.DuckDBPyConnection) -> None:
    views = dict(
        tables.execute("select view_name, sql from duckdb_views() where not internal").fetchall()
    )
    asked = "".join(file.read_text(encoding="utf-8") for file in STORE.glob("*.py"))

    for name in views:
        others = "".join(sql for view, sql in views.items() if view != name)
        assert re.search(rf"\b{name}\b", asked + others), name


def test_each_product_of_an_order_is_read_from_the_latest_upload_that_names_it(
    tables: duckdb.DuckDBPyConnection,
) -> None:
    tables.execute(
        "insert into sales (upload, channel, order_id, line, day, units, sku) "
        "select col0, col1, col2, col3, col4::date, col5, col3 from values "
        "(1, 'shop', '10', 'TEA', '2026-01-05', 2, 4.0), "
        "(1, 'shop', '10', 'MUG', '2026-01-05', 1, 9.0), "
        "(2, 'shop', '10', 'TEA', '2026-01-06', 3, 4.0), "
        "(2, 'fair', '10', 'TEA', '2026-01-07', 5, 4.0), "
        "(2, 'shop', '11', 'TEA', '2026-01-08', 7, 4.0)"
    )

    current = tables.execute("select channel, order_id, sku, units from current_sales").fetchall()

    assert sorted(current) == [
        ("fair", "10", "TEA", 5.0),
        ("shop", "10", "MUG", 1.0),
        ("shop", "10", "TEA", 3.0),
        ("shop", "11", "TEA", 7.0),
    ]


def test_lines_that_one_upload_repeats_all_count(tables: duckdb.DuckDBPyConnection) -> None:
    tables.execute(
        "insert into sales (upload, channel, order_id, line, day, units, sku) "
        "select col0, col1, col2, col3, col4::date, col5, col3 from values "
        "(4, 'shop', '10', 'TEA', '2026-01-05', 2, 4.0), "
        "(4, 'shop', '10', 'TEA', '2026-01-05', 3, 4.0)"
    )

    assert tables.execute("select sum(units) from current_sales").fetchone() == (5.0,)


def test_the_latest_count_wins_and_on_one_day_the_latest_upload(
    tables: duckdb.DuckDBPyConnection,
) -> None:
    tables.execute(
        "insert into stock (upload, sku, day, on_hand, on_order, committed) "
        "values (1, 'TEA', '2026-01-05', 10, 3, null), "
        "(2, 'TEA', '2026-01-05', 12, null, 1), (3, 'TEA', '2026-01-02', 99, 9, 9)"
    )

    current = tables.execute("select on_hand, on_order, committed from current_stock").fetchall()

    assert current == [(12.0, 0.0, 1.0)]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ("(1, true, 'TEA', 'cost', '2'), (2, false, 'TEA', 'cost', '3')", "2"),
        ("(1, false, 'TEA', 'cost', '3'), (2, true, 'TEA', 'cost', '2')", "2"),
        ("(1, false, 'TEA', 'cost', '3'), (2, false, 'TEA', 'cost', '2')", "2"),
        ("(1, true, 'TEA', 'cost', '2'), (2, true, 'TEA', 'cost', null)", None),
    ],
    ids=["seller first", "seller last", "latest of two files", "cleared"],
)
def test_what_the_seller_said_last_beats_everything_else(
    tables: duckdb.DuckDBPyConnection, facts: str, expected: str | None
) -> None:
    tables.execute(f"insert into product_facts values {facts}")

    assert tables.execute("select value from current_facts").fetchall() == [(expected,)]
