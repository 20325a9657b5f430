"""An upload is taken back once, whatever came before and after, and its currency with it."""

import json
from datetime import datetime
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from inventory_core.domain.frames import RECEIPTS, typed
from inventory_core.store.schema import MIGRATIONS
from inventory_core.store.store import Store
from tests.store.files import fact, facts_of, receipts, sales_of, sold, upload

NOW = datetime(2026, 2, 1, 12, 30)  # noqa: DTZ001, the seller's clock has no zone

SHOP = sales_of(("10", "TEA", "2026-01-05", 2))
FAIR = sales_of(("10", "TEA", "2026-01-05", 2), channel="fair")
MIGRATION_NAMES = [migration.name.split()[0] for migration in MIGRATIONS]
ONCE = {("TEA", "2026-01-05"): 2}


def keep(store: Store, content: str, **told: object) -> int:
    return store.save(upload(content, **told), now=NOW).upload


def test_an_upload_that_gave_way_to_another_reading_cannot_be_taken_back(store: Store) -> None:
    keep(store, "a", sales=SHOP)
    second = keep(store, "a", sales=FAIR, effect="of the fair")
    third = keep(store, "a", sales=SHOP)

    assert not store.undo(second)
    assert sold(store) == ONCE
    assert store.undo(third)
    assert sold(store) == ONCE
    assert list(store.uploads()["id"]) == [second]


def test_what_was_taken_back_cannot_be_taken_back_again(store: Store) -> None:
    first = keep(store, "a", sales=SHOP)
    assert store.undo(first)
    again = keep(store, "a", sales=SHOP)
    versions = store.versions()

    assert not store.undo(first)
    assert (sold(store), store.versions()) == (ONCE, versions)
    assert list(store.uploads()["id"]) == [again]


def test_several_uploads_are_taken_back_together_as_far_as_they_are_there(store: Store) -> None:
    first, second = keep(store, "a", sales=SHOP), keep(store, "b", sales=FAIR)
    store.undo(first)

    assert store.undo(first, second)
    assert sold(store) == {}


# Money


def price(store: Store) -> list[float]:
    return store.daily_sales()["unit_price"].dropna().tolist()


def test_the_currency_goes_with_the_file_that_named_it_and_the_next_one_counts(
    store: Store,
) -> None:
    dollars = keep(store, "a", sales=SHOP, currency="$")
    euros = keep(
        store,
        "b",
        sales=sales_of(("11", "MUG", "2026-01-06", 1)),
        products=facts_of("MUG", price=9.0, cost=4.0, goodwill_cost=1.0, order_cost=3.0),
        currency="€",
    )
    assert store.settings().currency == "$"
    assert price(store) == [4.0]
    assert [fact(store, "MUG", field) for field in ("price", "cost", "order_cost")] == [None] * 3

    store.undo(dollars)
    assert store.settings().currency == "€"
    assert price(store) == [4.0]
    assert [fact(store, "MUG", field) for field in ("price", "cost", "order_cost")] == [9, 4, 3]

    store.undo(euros)
    assert store.settings().currency == ""


def test_costs_of_another_currency_wait_alone(store: Store) -> None:
    told = facts_of("TEA", price=9.0, cost=4.0)
    keep(store, "a", sales=SHOP, products=told, currency="$", cost_currency="¥")

    assert (fact(store, "TEA", "price"), fact(store, "TEA", "cost")) == (9, None)
    assert store.settings().currency == "$"


@pytest.mark.parametrize(("currency", "cost"), [("€", []), ("$", [2.5]), ("", [2.5])])
def test_purchases_count_in_the_shops_currency(
    store: Store, currency: str, cost: list[float]
) -> None:
    bought = {"document": "P1", "line": "1", "sku": "TEA", "day": "2026-01-02", "units": 9.0}
    row = {**bought, "unit_cost": 2.5, "supplier": "", "rows": 1.0}
    keep(store, "a", sales=SHOP, currency="$")
    keep(
        store,
        "b",
        receipts=typed(
            pd.DataFrame([row]).assign(day=lambda told: pd.to_datetime(told["day"])), RECEIPTS
        ),
        currency=currency,
    )

    assert receipts(store)["unit_cost"].dropna().tolist() == cost
    assert receipts(store)["units"].tolist() == [9]


def test_a_typed_currency_holds_for_what_is_uploaded_after_it(store: Store) -> None:
    keep(store, "a", sales=SHOP, currency="$")
    store.save_settings(currency="US$")
    other = keep(store, "b", sales=sales_of(("11", "TEA", "2026-01-06", 1)), currency="€")

    assert store.settings().currency == "US$"
    assert price(store) == [4.0]
    store.save_settings(currency="€")
    assert price(store) == [4.0]
    store.undo(other)
    keep(store, "b", sales=sales_of(("11", "TEA", "2026-01-06", 1)), currency="€")
    assert price(store) == [4.0, 4.0]


def test_the_currency_of_a_database_of_before_stays(tmp_path: Path) -> None:
    path, before = tmp_path / "shop.duckdb", MIGRATIONS[: MIGRATION_NAMES.index("0011")]
    with duckdb.connect(path) as connection:
        connection.execute("create table migrations (name text primary key)")
        for migration in before:
            connection.execute(migration.sql)
            connection.execute("insert into migrations values (?)", [migration.name])
        connection.execute("insert into settings values ('currency', ?)", [json.dumps("€")])

    store = Store(path)
    keep(store, "a", sales=SHOP, currency="$")

    assert store.settings().currency == "€"
    assert (price(store), sold(store)) == ([], ONCE)


def test_a_cleared_currency_is_learned_from_the_next_file(store: Store) -> None:
    keep(store, "a", sales=SHOP, currency="$")
    store.save_settings(currency="")
    assert store.settings().currency == ""

    keep(store, "b", sales=FAIR)
    keep(store, "c", sales=sales_of(("11", "TEA", "2026-01-06", 1)), cost_currency="¥")

    assert store.settings().currency == "¥"
    assert price(store) == [4.0, 4.0]


def test_the_answer_to_a_save_names_the_currency_before_it(store: Store) -> None:
    first = store.save(upload("a", sales=SHOP, currency="$"), now=NOW)
    second = store.save(upload("b", sales=FAIR, currency="€"), now=NOW)
    again = store.save(upload("b", sales=FAIR, currency="€"), now=NOW)

    assert [saved.currency for saved in (first, second, again)] == ["", "$", "$"]
