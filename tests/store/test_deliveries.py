"""What is typed for a delivery is kept with its order, and deleted 30 days after that is done."""

import io
from datetime import date, datetime, time, timedelta
from zipfile import ZipFile

import pytest

from inventory_core.domain.deliveries import Delivery, Place, Priority
from inventory_core.ledger.customer_orders import CustomerLine, CustomerOrder, tables_of
from inventory_core.shop.everything import everything
from inventory_core.shop.shop import open_shop
from inventory_core.store.store import Store
from tests.store.files import sales_of, upload

NOW = datetime(2026, 5, 1, 12, 30)  # noqa: DTZ001, the seller's clock has no zone
TODAY = NOW.date()
ORDERED = date(2026, 4, 1)


def take(store: Store) -> int:
    order = CustomerOrder(ordered_on=ORDERED, lines=(CustomerLine(sku="MUG", units=4.0),))
    return store.customer_orders.add(*tables_of(order))


def delivery(number: int) -> Delivery:
    return Delivery(
        number=number,
        place=Place(latitude=48.1, longitude=11.5),
        name="Ann Miller",
        street="High Street 1",
        note="ring",
        earliest=time(9, 30),
        latest=time(17),
        priority=Priority.HIGH,
    )


def kept(store: Store, today: date) -> list[int]:
    """The orders of which something is kept once the shop was opened on a day."""
    open_shop(store, today=today)
    return [one.number for one in store.deliveries.all()]


def test_all_that_was_typed_is_kept_replaced_and_deleted(store: Store) -> None:
    number = take(store)
    store.deliveries.keep(delivery(number))
    assert store.deliveries.all() == (delivery(number),)
    assert open_shop(store, today=TODAY).outlook.deliveries == {number: delivery(number)}

    before = store.versions().stock
    store.deliveries.keep(Delivery(number=number, place=Place(latitude=1, longitude=2)))
    assert store.deliveries.all()[0].name == ""
    assert store.versions().stock > before

    store.deliveries.forget(number)
    assert store.deliveries.all() == ()


@pytest.mark.parametrize("done", ["shipped", "cancelled"])
def test_it_is_deleted_30_days_after_the_order_is_done(store: Store, done: str) -> None:
    number = take(store)
    store.deliveries.keep(delivery(number))
    assert kept(store, TODAY + timedelta(days=300)) == [number]  # open for so long

    if done == "shipped":
        store.customer_orders.ship(number, {"MUG": 4.0}, on=TODAY, now=NOW)
    else:
        store.customer_orders.cancel(number, {"MUG": 4.0})

    assert open_shop(store, today=TODAY).outlook.deliveries == {}
    assert kept(store, TODAY + timedelta(days=29)) == [number]
    assert kept(store, TODAY + timedelta(days=30)) == []


def test_an_order_that_is_open_again_keeps_it(store: Store) -> None:
    number = take(store)
    store.deliveries.keep(delivery(number))
    shipment = store.customer_orders.ship(number, {"MUG": 4.0}, on=TODAY, now=NOW)
    kept(store, TODAY)

    store.customer_orders.undo_shipment(shipment)

    assert kept(store, TODAY + timedelta(days=20)) == [number]
    assert store.deliveries.all()[0].done_on is None


def test_a_plan_for_a_later_day_does_not_lengthen_the_time(store: Store) -> None:
    number = take(store)
    store.deliveries.keep(delivery(number))
    store.customer_orders.ship(number, {"MUG": 4.0}, on=TODAY, now=NOW)

    kept(store, TODAY + timedelta(days=10))
    kept(store, TODAY)

    assert kept(store, TODAY + timedelta(days=30)) == []


def test_no_address_is_in_what_is_exported(store: Store) -> None:
    store.save(upload("sales", sales=sales_of(("1", "MUG", "2026-04-01", 4))), now=NOW)
    store.deliveries.keep(delivery(take(store)))

    archive = everything(open_shop(store, today=TODAY))

    with ZipFile(io.BytesIO(archive)) as files:
        texts = [files.read(name).decode("utf-8-sig") for name in files.namelist()]
    assert texts
    assert not any(word in text for text in texts for word in ("Ann Miller", "High Street"))
