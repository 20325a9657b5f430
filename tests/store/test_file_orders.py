"""Orders that a file tells as not yet shipped: waiting until a file, or the seller, ships them."""

from datetime import date, datetime
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from inventory_core.domain.deliveries import Delivery, Place
from inventory_core.domain.errors import StoreError
from inventory_core.domain.frames import COMPONENTS, SALES, STOCK, typed
from inventory_core.ledger.customer_orders import (
    CustomerLine,
    CustomerOrder,
    customer_orders,
    tables_of,
    with_customer_orders,
)
from inventory_core.store.schema import MIGRATIONS
from inventory_core.store.store import Store
from tests.store.files import sales_of, sold, stock_of, upload

NOW = datetime(2026, 5, 1, 12, 30)  # noqa: DTZ001, the seller's clock has no zone
ORDERED = date(2026, 4, 20)
OLDER = [(f"old {day}", "OLD", f"2026-03-{day:02}", 1.0, 0.0) for day in range(1, 11)]
"""Older orders of the channel, all of them told as shipped."""

Line = tuple[str, str, str, float, float | None]
"""Order, product, day, units and how many of them wait."""


def told(*lines: Line, **facts: object) -> pd.DataFrame:
    waiting = [line[4] for line in lines]
    return typed(sales_of(*(line[:4] for line in lines)).assign(waiting=waiting, **facts), SALES)


def tell(store: Store, name: str, *lines: Line, **facts: object) -> int:
    saved = store.save(upload(name, sales=told(*lines, **facts), whole_orders=True), now=NOW)
    return saved.upload


def count(store: Store, day: str, on_hand: float, committed: float = 0.0) -> None:
    counts = stock_of(("MUG", day, on_hand)).assign(committed=committed)
    store.save(upload(f"count {day}", stock=typed(counts, STOCK)), now=NOW)


def orders(store: Store) -> list[CustomerOrder]:
    kept = store.customer_orders.tables()
    return list(customer_orders(kept.orders, kept.lines, kept.shipments))


def waiting(store: Store) -> dict[str, float]:
    """Units that wait, by the order's number on its channel."""
    found = {order.reference: sum(line.open for line in order.lines) for order in orders(store)}
    return {reference: units for reference, units in found.items() if units}


def lying(store: Store) -> tuple[float, float]:
    """How many mugs are on hand, and how many are committed."""
    goods = store.customer_orders.tables().goods
    stock = with_customer_orders(store.stock(), tuple(orders(store)), goods).set_index("sku")
    return stock.loc["MUG", "on_hand"], stock.loc["MUG", "committed"]


def test_what_was_not_shipped_lies_there_and_is_committed_until_a_file_says_it_was(
    store: Store,
) -> None:
    count(store, "2026-04-10", 40)
    tell(store, "monday", *OLDER, ("7", "MUG", "2026-04-20", 3.0, 3.0))

    (order,) = orders(store)
    assert (order.channel, order.reference, order.ordered_on) == ("shop", "7", ORDERED)
    assert lying(store) == (40, 3)
    assert sold(store)["MUG", "2026-04-20"] == 3

    newer = tell(store, "friday", *OLDER, ("7", "MUG", "2026-04-20", 3.0, 0.0))
    assert lying(store) == (37, 0)
    assert waiting(store) == {}
    assert sold(store)["MUG", "2026-04-20"] == 3
    store.undo(newer)
    assert lying(store) == (40, 3)


def test_what_left_after_a_count_is_taken_off_it(store: Store) -> None:
    tell(store, "monday", *OLDER, ("7", "MUG", "2026-04-20", 3.0, 3.0))
    count(store, "2026-04-20", 40, committed=3)
    assert lying(store) == (40, 3)

    tell(
        store,
        "friday",
        *OLDER,
        ("7", "MUG", "2026-04-20", 3.0, 0.0),
        ("8", "TEA", "2026-04-24", 1.0, 0.0),
    )

    # What the count called committed was this very order.
    assert lying(store) == (37, 0)


def test_the_day_on_which_a_file_says_it_left_counts(store: Store) -> None:
    tell(store, "monday", *OLDER, ("7", "MUG", "2026-04-20", 3.0, 3.0))
    count(store, "2026-04-22", 37)

    tell(
        store,
        "friday",
        *OLDER,
        ("7", "MUG", "2026-04-20", 3.0, 0.0),
        shipped_on=[*[None] * len(OLDER), pd.Timestamp("2026-04-21")],
    )

    assert lying(store) == (37, 0)


def test_what_the_seller_ships_is_not_shipped_again_by_a_file(store: Store) -> None:
    count(store, "2026-04-10", 40)
    tell(store, "monday", *OLDER, ("7", "MUG", "2026-04-20", 3.0, 3.0))
    (order,) = orders(store)
    shipment = store.customer_orders.ship(order.number, {"MUG": 2.0}, on=ORDERED, now=NOW)
    assert lying(store) == (38, 1)

    tell(store, "friday", *OLDER, ("7", "MUG", "2026-04-20", 3.0, 0.0))
    assert lying(store) == (37, 0)
    (order,) = orders(store)
    assert [(one.id, one.units) for one in order.shipments] == [
        (0, (("MUG", 1.0),)),
        (shipment, (("MUG", 2.0),)),
    ]
    assert order.last_shipment == order.shipments[1]

    store.customer_orders.undo_shipment(shipment)
    assert lying(store) == (37, 0)


def test_what_is_cancelled_by_the_seller_waits_no_more(store: Store) -> None:
    count(store, "2026-04-10", 40)
    tell(store, "monday", *OLDER, ("7", "MUG", "2026-04-20", 3.0, 3.0))

    store.customer_orders.cancel(1, {"MUG": 1.0})
    assert lying(store) == (40, 2)
    store.customer_orders.ship(1, {"MUG": 2.0}, on=ORDERED, now=NOW)
    assert lying(store) == (38, 0)


def test_only_the_lines_that_wait_are_open(store: Store) -> None:
    tell(
        store,
        "monday",
        *OLDER,
        ("7", "MUG", "2026-04-20", 3.0, 3.0),
        ("7", "TEA", "2026-04-20", 2.0, 0.0),
        promised_on=pd.Timestamp("2026-04-25"),
    )

    (order,) = orders(store)
    assert [(line.sku, line.open, line.shipped) for line in order.lines] == [
        ("MUG", 3, 0),
        ("TEA", 0, 2),
    ]
    assert (order.promised_on, order.paid) == (date(2026, 4, 25), False)
    assert [line.unit_price for line in order.lines] == [4, 4]


@pytest.mark.parametrize(
    ("older", "open_orders", "marks"),
    [
        ([("2026-03-01", 0.0), ("2026-03-02", 0.0), ("2026-03-03", 1.0)], {"7": 3}, True),
        ([("2026-03-01", 1.0), ("2026-03-02", 1.0), ("2026-03-03", 0.0)], {}, False),
        ([("2026-04-12", 1.0), ("2026-04-13", 1.0)], {}, False),
        ([("2026-04-12", 0.0), ("2026-04-13", 0.0)], {"7": 3}, None),
        ([("2026-04-15", 1.0)], {"7": 3, "older 0": 1}, None),
    ],
    ids=[
        *("most are marked", "most are not", "most of a week ago are not"),
        *("those of a week ago are", "none is older"),
    ],
)
def test_a_channel_that_does_not_mark_what_it_sends_has_no_open_orders(
    store: Store,
    older: list[tuple[str, float]],
    open_orders: dict[str, float],
    marks: bool | None,
) -> None:
    lines = [(f"older {n}", "OLD", day, 1.0, left) for n, (day, left) in enumerate(older)]
    count(store, "2026-04-10", 40)

    tell(store, "monday", *lines, ("7", "MUG", "2026-04-20", 3.0, 3.0))

    assert waiting(store) == open_orders
    assert lying(store) == ((40, 3) if "7" in open_orders else (37, 0))
    unmarked = store.customer_orders.unmarked()
    assert list(unmarked["marks"]) == ([] if marks is None else [marks])


def test_what_waits_for_more_than_thirty_days_is_taken_for_shipped(store: Store) -> None:
    count(store, "2026-04-10", 40)
    first = (*OLDER, ("7", "MUG", "2026-04-20", 3.0, 3.0))
    tell(store, "april", *first)
    assert lying(store) == (40, 3)

    tell(store, "may", *first, ("8", "TEA", "2026-05-19", 1.0, 0.0))
    assert waiting(store) == {"7": 3}
    tell(store, "later", *first, ("8", "TEA", "2026-05-20", 1.0, 0.0))

    assert waiting(store) == {}
    assert lying(store) == (37, 0)
    assert store.customer_orders.unmarked().to_dict("records") == [
        {"channel": "shop", "marks": True, "orders": 1.0}
    ]


def test_orders_of_another_channel_judge_nothing(store: Store) -> None:
    tell(store, "shop", *OLDER, ("7", "MUG", "2026-04-20", 3.0, 3.0))
    fair = [(f"fair {day}", "OLD", f"2026-03-{day:02}", 1.0, 1.0) for day in range(1, 5)]

    tell(store, "fair", *fair, ("7", "MUG", "2026-06-20", 5.0, 5.0), channel="fair")

    assert waiting(store) == {"7": 3}


def test_what_a_file_does_not_say_left_as_ever(store: Store) -> None:
    count(store, "2026-04-10", 40)

    tell(store, "monday", *OLDER, ("7", "MUG", "2026-04-20", 3.0, None))

    assert orders(store) == []
    assert lying(store) == (37, 0)


def test_an_order_that_was_typed_before_stays_one(store: Store) -> None:
    count(store, "2026-04-10", 40)
    lines = (CustomerLine(sku="MUG", units=3),)
    typed_order = CustomerOrder(ordered_on=ORDERED, channel="shop", reference="7", lines=lines)
    number = store.customer_orders.add(*tables_of(typed_order))

    tell(store, "monday", *OLDER, ("7", "MUG", "2026-04-20", 3.0, 3.0))
    assert [order.number for order in orders(store)] == [number]
    assert lying(store) == (40, 3)

    tell(store, "friday", *OLDER, ("7", "MUG", "2026-04-20", 3.0, 0.0))
    assert lying(store) == (37, 0)


def test_a_typed_order_of_which_a_file_does_not_say_waits_for_the_seller(store: Store) -> None:
    count(store, "2026-04-10", 40)
    lines = (CustomerLine(sku="MUG", units=3),)
    typed_order = CustomerOrder(ordered_on=ORDERED, channel="shop", reference="7", lines=lines)
    store.customer_orders.add(*tables_of(typed_order))

    tell(store, "monday", *OLDER, ("7", "MUG", "2026-04-20", 3.0, None))

    assert lying(store) == (40, 3)


def test_an_order_of_a_file_is_not_typed_again(store: Store) -> None:
    tell(store, "monday", *OLDER, ("7", "MUG", "2026-04-20", 3.0, 3.0))
    again = CustomerOrder(
        ordered_on=ORDERED,
        channel="Shop",
        reference="#7",
        lines=(CustomerLine(sku="MUG", units=3),),
    )

    with pytest.raises(StoreError, match="Order 7 on shop is known already, as customer order 1"):
        store.customer_orders.add(*tables_of(again))

    assert waiting(store) == {"7": 3}


def test_an_undone_file_takes_its_orders_along_and_they_come_back_as_they_were(
    store: Store,
) -> None:
    count(store, "2026-04-10", 40)
    lines = (*OLDER, ("7", "MUG", "2026-04-20", 3.0, 3.0))
    first = tell(store, "monday", *lines)
    store.customer_orders.ship(1, {"MUG": 1.0}, on=ORDERED, now=NOW)

    store.undo(first)
    assert orders(store) == []
    assert lying(store) == (40, 0)

    tell(store, "again", *lines)
    assert [(order.number, order.reference) for order in orders(store)] == [(1, "7")]
    assert lying(store) == (39, 2)


def test_an_order_is_typed_in_place_of_one_whose_file_was_undone(store: Store) -> None:
    count(store, "2026-04-10", 40)
    lines = (*OLDER, ("7", "MUG", "2026-04-20", 3.0, 3.0))
    undone = tell(store, "monday", *lines)
    store.deliveries.keep(Delivery(number=1, place=Place(latitude=48.1, longitude=11.5)))
    store.undo(undone)
    told_anew = CustomerOrder(
        ordered_on=ORDERED,
        channel="Shop",
        reference="#7",
        lines=(CustomerLine(sku="MUG", units=3),),
    )

    number = store.customer_orders.add(*tables_of(told_anew))
    tell(store, "again", *lines)

    assert [order.number for order in orders(store)] == [number]
    assert lying(store) == (40, 3)
    assert [told.number for told in store.deliveries.all()] == [number]


def test_a_cancelled_order_waits_no_more(store: Store) -> None:
    count(store, "2026-04-10", 40)
    tell(store, "monday", *OLDER, ("7", "MUG", "2026-04-20", 3.0, 3.0))

    tell(store, "friday", *OLDER, ("7", "MUG", "2026-04-20", 0.0, None))

    assert lying(store) == (40, 0)
    assert sold(store).get(("MUG", "2026-04-20")) is None


def test_packs_and_aliases_wait_as_the_products_that_they_stand_for(store: Store) -> None:
    count(store, "2026-04-10", 40)
    tell(
        store,
        "monday",
        *OLDER,
        ("7", "CUP", "2026-04-20", 3.0, 3.0),
        ("8", "BOX", "2026-04-20", 2.0, 1.0),
    )

    store.make_alias("CUP", product="MUG")
    packs = pd.DataFrame([("BOX", "MUG", 6.0)], columns=list(COMPONENTS))
    store.replace(COMPONENTS, typed(packs, COMPONENTS))

    assert lying(store) == (40 - 6, 3 + 6)
    tell(store, "friday", *OLDER, ("7", "CUP", "2026-04-20", 3.0, 0.0))
    assert lying(store) == (40 - 6 - 3, 6)


def test_a_database_of_before_says_what_it_said_and_learns_by_the_next_file(tmp_path: Path) -> None:
    path = tmp_path / "shop.duckdb"
    with duckdb.connect(path) as connection:
        connection.execute("create table migrations (name text primary key)")
        for migration in MIGRATIONS:
            if migration.name < "0018":
                connection.execute(migration.sql)
                connection.execute("insert into migrations values (?)", [migration.name])
        connection.execute(BEFORE)

    store = Store(path)
    assert lying(store) == (40 - 3 - 2, 8)
    assert sold(store) == {("MUG", "2026-04-20"): 3 + 10}
    assert [(order.number, order.reference) for order in orders(store)] == [(1, "")]
    assert store.customer_orders.unmarked().empty

    tell(store, "newer", *OLDER, ("7", "MUG", "2026-04-20", 3.0, 1.0))
    assert lying(store) == (40 - 2 - 2, 8 + 1)


BEFORE = """
insert into uploads (id, saved_at, file_name, format, channel, content, mapping, rows_read,
    rows_accepted, effect, headings, rows_ignored, rows_replaced, first_day, last_day, units)
values (0, '2026-04-21', 'sales.csv', 'sales', 'shop', 'before', '', 1, 1, '', '', 0, 0,
    '2026-04-20', '2026-04-20', 3);
insert into sales (upload, channel, order_id, line, sku, day, days, units, unit_price, rows,
    whole_order)
values (0, 'shop', '7', 'MUG', 'MUG', '2026-04-20', 1, 3, 4, 1, true);
insert into stock (upload, place, sku, day, on_hand, rows)
values (0, 'shop', 'MUG', '2026-04-10', 40, 1);
insert into customer_orders values (1, 'direct', '', '2026-04-20', null, false, false, '');
insert into customer_lines values (1, 'MUG', 10, 9, 0);
insert into shipments values (1, 1, 'MUG', 2, '2026-04-21', '2026-04-21', false);
"""
"""An order of a file, a typed one of which a part was shipped, and a count."""
