"""The list of migrations, and what the views take for current."""

import re
from collections.abc import Iterator

import duckdb
import pytest

from inventory_core.store.schema import MIGRATIONS


@pytest.fixture
def tables() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        for migration in MIGRATIONS:
            for statement in migration.statements:
                connection.execute(statement)
        yield connection


def test_migrations_are_numbered_in_their_order() -> None:
    numbers = [re.match(r"(\d{4}) \S", migration.name) for migration in MIGRATIONS]

    assert [int(number[1]) for number in numbers if number] == list(range(1, len(MIGRATIONS) + 1))


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


def test_a_shop_of_the_first_version_keeps_what_it_says() -> None:
    with duckdb.connect() as connection:
        for statement in MIGRATIONS[0].statements:
            connection.execute(statement)
        connection.execute(
            "insert into sales values (1, 'shop', '10', 'TEA', '2026-01-05', 2, 4.0), "
            "(2, 'shop', '10', 'TEA', '2026-01-05', 3, 4.0)"
        )
        connection.execute("insert into stock values (3, 'TEA', '2026-01-05', 10, 3, null)")
        connection.execute("insert into product_facts values (2, true, 'TEA', 'cost', '2')")
        for migration in MIGRATIONS[1:]:
            for statement in migration.statements:
                connection.execute(statement)

        def ask(question: str) -> list[tuple[object, ...]]:
            return connection.execute(question).fetchall()

        assert ask("select sku, units from sold_by_day") == [("TEA", 3.0)]
        assert ask("select place, sku, on_hand from current_stock") == [("shop", "TEA", 10.0)]
        assert ask("select sku, field, value from current_facts") == [("TEA", "cost", "2")]
