"""Purchase orders in the database: kept, received, taken back; and what that does to the stock."""

from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from inventory_core.domain.errors import StoreError
from inventory_core.domain.frames import COMPONENTS, typed
from inventory_core.domain.suppliers import SUPPLIER_FACTS
from inventory_core.ledger.placing import placed
from inventory_core.store.store import Store
from tests.store.files import sales_of, stock_of, upload

NOW = datetime(2026, 5, 1, 12, 30)  # noqa: DTZ001, the seller's clock has no zone
ORDERED = date(2026, 4, 1)


def order(store: Store, *lines: tuple[str, float]) -> int:
    """Place one order of these products."""
    wanted = pd.DataFrame(list(lines), columns=["sku", "units"])
    wanted = wanted.assign(supplier="Clay", lead_time_days=14.0, unit_cost=2.5)
    draft = placed(wanted, ordered_on=ORDERED)
    (number,) = store.purchases.place(draft.orders, draft.lines)
    return number


def receive(store: Store, number: int, day: str, **units: float) -> int:
    return store.purchases.receive(number, units, on=date.fromisoformat(day), now=NOW)


def on_hand(store: Store) -> dict[str, float]:
    stock = store.stock()
    return dict(zip(stock["sku"], stock["on_hand"], strict=True))


def counted(store: Store, *counts: tuple[str, str, float]) -> None:
    store.save(upload("count", stock=stock_of(*counts)), now=NOW)


def sell(store: Store, day: str, units: float, sku: str = "MUG") -> None:
    store.save(upload(f"{day} {sku}", sales=sales_of((day, sku, day, units))), now=NOW)


def test_orders_come_back_and_are_numbered_on(store: Store) -> None:
    before = store.versions()

    assert [order(store, ("MUG", 10), ("TEA", 5)), order(store, ("MUG", 3))] == [1, 2]

    kept = store.purchases.tables()
    assert kept.lines[["number", "sku", "units", "unit_cost"]].to_numpy().tolist() == [
        [1, "MUG", 10, 2.5],
        [1, "TEA", 5, 2.5],
        [2, "MUG", 3, 2.5],
    ]
    assert kept.orders["expected_on"].dt.date.tolist() == [ORDERED + timedelta(days=14)] * 2
    after = store.versions()
    assert after.stock > before.stock
    assert (after.sales, after.products) == (before.sales, before.products)


def test_a_price_is_kept_as_agreed_and_in_the_money_of_the_shop(store: Store) -> None:
    wanted = pd.DataFrame({"sku": ["MUG"], "units": 10.0, "supplier": "Clay", "unit_cost": 3.0})
    facts = pd.DataFrame([{"supplier": "Clay", "currency": "$", "rate": 0.75, "email": ""}])
    draft = placed(wanted.assign(lead_time_days=14.0), ordered_on=ORDERED).in_currencies(
        typed(facts, SUPPLIER_FACTS)
    )
    (number,) = store.purchases.place(draft.orders, draft.lines)

    def kept() -> list[float]:
        return store.purchases.tables().lines[["unit_price", "unit_cost"]].iloc[0].tolist()

    assert kept() == [4.0, 3.0]
    names = ("expected_on", "reference", "note", "freight", "paid", "currency", "rate")
    nothing = dict.fromkeys(names)
    store.purchases.change(number, nothing, units={}, unit_prices={"MUG": 8.0})
    assert kept() == [8.0, 6.0]
    store.purchases.change(number, nothing, units={}, unit_prices={"MUG": None})
    assert np.isnan(kept()).all()


def test_goods_that_came_since_the_count_are_on_hand_and_taken_back_they_are_not(
    store: Store,
) -> None:
    counted(store, ("MUG", "2026-03-31", 40), ("TEA", "2026-03-31", 7))
    sell(store, "2026-04-05", 50)
    number = order(store, ("MUG", 60))

    receipt = receive(store, number, "2026-04-03", MUG=60)

    assert on_hand(store) == {"MUG": 50, "TEA": 7}
    assert store.purchases.undo_receipt(receipt)
    assert on_hand(store) == {"MUG": 0, "TEA": 7}
    assert not store.purchases.undo_receipt(receipt)
    with pytest.raises(StoreError, match="There is no receipt 9"):
        store.purchases.undo_receipt(9)


@pytest.mark.parametrize(
    ("day", "left"), [("2026-04-09", 40), ("2026-04-10", 40), ("2026-04-11", 70)]
)
def test_goods_that_came_until_the_day_of_the_count_are_in_it(
    store: Store, day: str, left: float
) -> None:
    counted(store, ("MUG", "2026-04-10", 40))

    receive(store, order(store, ("MUG", 30)), day, MUG=30)

    assert on_hand(store) == {"MUG": left}


def test_of_what_was_never_counted_at_least_what_came_is_there(store: Store) -> None:
    number = order(store, ("MUG", 60))
    receive(store, number, "2026-04-03", MUG=20)
    # More than came by then: there was other stock, and of the next goods none is gone.
    sell(store, "2026-04-05", 50)
    receive(store, number, "2026-04-07", MUG=40)
    sell(store, "2026-04-09", 5)

    stock = store.stock()

    assert on_hand(store) == {"MUG": 35}
    assert stock["day"].isna().all()


def test_goods_are_those_of_the_product_that_their_code_stands_for(store: Store) -> None:
    counted(store, ("GREEN TEA", "2026-03-31", 1))
    number = order(store, ("TEA", 60), ("BOX", 2))

    store.make_alias("TEA", product="GREEN TEA")
    packs = pd.DataFrame([("BOX", "TEA", 3.0)], columns=list(COMPONENTS))
    store.replace(COMPONENTS, typed(packs, COMPONENTS))
    receive(store, number, "2026-04-03", TEA=10, BOX=2)

    assert on_hand(store) == {"GREEN TEA": 1 + 10 + 6}


def test_stock_in_other_places_takes_none_of_the_goods(store: Store) -> None:
    stock = stock_of(("MUG", "2026-04-10", 5), ("MUG", "2026-03-31", 8))
    stock["place"] = ["amazon", "shop"]
    store.save(upload("count", stock=stock), now=NOW)

    receive(store, order(store, ("MUG", 30)), "2026-04-05", MUG=30)

    assert on_hand(store) == {"MUG": 5 + 8 + 30}


def test_lines_are_closed_short_and_opened_again(store: Store) -> None:
    number = order(store, ("MUG", 60), ("TEA", 2))

    def closed() -> list[bool]:
        return store.purchases.tables().lines["closed_short"].tolist()

    store.purchases.close_short(number, ["MUG"])
    assert closed() == [True, False]
    store.purchases.close_short(number, ["MUG"], closed=False)
    assert closed() == [False, False]


def test_an_upload_and_its_undo_leave_purchase_orders_alone(store: Store) -> None:
    number = order(store, ("MUG", 60))
    receive(store, number, "2026-04-03", MUG=6)

    saved = store.save(upload("count", stock=stock_of(("MUG", "2026-04-01", 1))), now=NOW)
    assert on_hand(store) == {"MUG": 7}
    store.undo(saved.upload)

    kept = store.purchases.tables()
    assert (len(kept.orders), len(kept.lines), len(kept.receipts)) == (1, 1, 1)
    assert on_hand(store) == {"MUG": 6}


def test_a_backup_has_the_orders_in_it(store: Store, tmp_path: Path) -> None:
    order(store, ("MUG", 60))

    copy = store.back_up(now=NOW, file=tmp_path / "copy.duckdb")

    assert len(Store(copy.path).purchases.tables().orders) == 1
