"""The tables that the seller types: each is read as it was kept, and caches learn of the change."""

from dataclasses import asdict

import pandas as pd
import pytest

from inventory_core.domain.columns import Kind
from inventory_core.domain.frames import empty, typed
from inventory_core.optimization.tables import PLAN
from inventory_core.store.store import Store
from inventory_core.store.tables import TABLES, Table

EXAMPLES = {
    Kind.DAY: ["2026-01-05", "2026-02-01"],
    Kind.NUMBER: [1.0, 2.5],
    Kind.FLAG: [True, False],
}


@pytest.fixture(params=TABLES, ids=[table.name for table in TABLES])
def table(request: pytest.FixtureRequest) -> Table:
    declared: Table = request.param
    return declared


def rows_of(table: Table) -> pd.DataFrame:
    columns = {
        # A pack of tea has something else in it.
        name: EXAMPLES.get(column.kind, [f"{name} of tea", f"{name} of wax"])
        for name, column in table.schema.items()
    }
    return typed(pd.DataFrame(columns), table.schema)


def test_a_table_is_read_as_it_was_typed(store: Store, table: Table) -> None:
    store.replace(table.schema, rows_of(table))

    pd.testing.assert_frame_equal(store.read(table.schema), rows_of(table))


def test_what_is_typed_takes_the_place_of_all_that_was_there(store: Store, table: Table) -> None:
    store.replace(table.schema, rows_of(table))
    store.replace(table.schema, rows_of(table).tail(1))
    assert len(store.read(table.schema)) == 1

    store.replace(table.schema, empty(table.schema))
    assert store.read(table.schema).empty


def test_the_versions_of_a_table_rise_and_no_others(store: Store, table: Table) -> None:
    before = asdict(store.versions())

    store.replace(table.schema, rows_of(table))

    after = asdict(store.versions())
    assert {name for name in after if after[name] > before[name]} == set(table.raises)


def test_what_the_seller_does_not_type_is_no_table(store: Store) -> None:
    with pytest.raises(ValueError, match="schema must be one of TABLES"):
        store.read(PLAN)


def test_a_table_is_put_back_only_where_it_holds_what_was_kept(store: Store, table: Table) -> None:
    both, one = rows_of(table), rows_of(table).tail(1)
    store.replace(table.schema, both)

    assert not store.put_back(table.schema, empty(table.schema), instead_of=one)
    pd.testing.assert_frame_equal(store.read(table.schema), both)
    assert store.put_back(table.schema, one, instead_of=both.iloc[::-1])
    pd.testing.assert_frame_equal(store.read(table.schema), one.reset_index(drop=True))
