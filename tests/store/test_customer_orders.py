"""Customer orders in the database: demand on their day, gone when they ship, and never both."""

import shutil
import tempfile
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory_core.domain.errors import OrderError, StoreError
from inventory_core.domain.frames import COMPONENTS, SALES, typed
from inventory_core.ledger.customer_orders import (
    CustomerLine,
    CustomerOrder,
    cancelling,
    customer_orders,
    shipping,
    tables_of,
    with_customer_orders,
)
from inventory_core.store.store import Store
from tests.examples import few
from tests.store.files import sales_of, sold, stock_of, upload

NOW = datetime(2026, 5, 1, 12, 30)  # noqa: DTZ001, the seller's clock has no zone
TODAY = NOW.date()
ORDERED = date(2026, 4, 1)


def take(store: Store, *lines: tuple[str, float], on: date = ORDERED, **facts: object) -> int:
    told = tuple(CustomerLine(sku=sku, units=units, unit_price=9.0) for sku, units in lines)
    order = CustomerOrder(ordered_on=on, lines=told, **facts)
    return store.customer_orders.add(*tables_of(order))


def ship(store: Store, number: int, day: str, **units: float) -> int:
    return store.customer_orders.ship(number, units, on=date.fromisoformat(day), now=NOW)


def orders(store: Store) -> dict[int, CustomerOrder]:
    kept = store.customer_orders.tables()
    known = customer_orders(kept.orders, kept.lines, kept.shipments)
    return {order.number: order for order in known}


def lying(store: Store) -> dict[str, tuple[float, float]]:
    """What is on hand and what is committed of each product."""
    goods = store.customer_orders.tables().goods
    stock = with_customer_orders(store.stock(), tuple(orders(store).values()), goods)
    both = zip(stock["on_hand"].fillna(0.0), stock["committed"], strict=True)
    return dict(zip(stock["sku"], both, strict=True))


def tell(store: Store, *lines: tuple[str, str, str, float], name: str = "file") -> int:
    return store.save(upload(name, sales=sales_of(*lines)), now=NOW).upload


def count(store: Store, *counts: tuple[str, str, float]) -> None:
    store.save(upload("count", stock=stock_of(*counts)), now=NOW)


def test_an_order_is_committed_and_gone_once_it_ships(store: Store) -> None:
    count(store, ("MUG", "2026-03-31", 40))
    number = take(store, ("MUG", 10))
    assert lying(store) == {"MUG": (40, 10)}

    shipment = ship(store, number, "2026-04-03", MUG=4)

    assert lying(store) == {"MUG": (36, 6)}
    assert store.customer_orders.undo_shipment(shipment)
    assert lying(store) == {"MUG": (40, 10)}
    assert not store.customer_orders.undo_shipment(shipment)
    with pytest.raises(StoreError, match="There is no shipment 9"):
        store.customer_orders.undo_shipment(9)


def test_what_shipped_until_the_day_of_a_count_is_not_in_it(store: Store) -> None:
    count(store, ("MUG", "2026-04-03", 36))
    number = take(store, ("MUG", 10))

    ship(store, number, "2026-04-03", MUG=4)
    assert lying(store) == {"MUG": (36, 6)}
    ship(store, number, "2026-04-04", MUG=1)
    assert lying(store) == {"MUG": (35, 5)}


@pytest.mark.parametrize("before_sales", [False, True])
def test_what_ships_after_a_count_of_the_same_day_is_taken_off_it(
    store: Store, *, before_sales: bool
) -> None:
    def ship_at(hour: int) -> None:
        moment = NOW.replace(hour=hour)
        store.customer_orders.ship(number, {"MUG": 4.0}, on=TODAY, now=moment)

    number = take(store, ("MUG", 10))
    ship_at(8)
    counted = stock_of(("MUG", str(TODAY - before_sales * timedelta(days=1)), 31))
    store.moves.count(counted, before_sales=before_sales, now=NOW.replace(hour=9))
    assert lying(store) == {"MUG": (31, 6)}

    ship_at(10)

    assert lying(store) == {"MUG": (27, 2)}


def test_what_lies_in_another_place_is_not_on_the_shelf(store: Store) -> None:
    counts = stock_of(("MUG", "2026-03-31", 5), ("MUG", "2026-03-31", 8))
    store.save(upload("count", stock=counts.assign(place=["amazon", "shop"])), now=NOW)

    ship(store, take(store, ("MUG", 10)), "2026-04-03", MUG=2)

    (shelf,) = store.stock(place="shop")[["place", "on_hand"]].to_numpy().tolist()
    assert shelf == ["shop", 6]
    assert lying(store)["MUG"] == (5 + 6, 8)


def test_it_is_demand_on_its_day_as_far_as_files_tell(store: Store) -> None:
    take(store, ("MUG", 10), on=date(2026, 4, 5))
    assert sold(store) == {("MUG", "2026-04-05"): 10}

    first = tell(store, ("1", "MUG", "2026-04-04", 2.0))
    assert sold(store) == {("MUG", "2026-04-04"): 2}
    tell(store, ("2", "MUG", "2026-04-06", 1.0), name="later")

    by_day = {("MUG", "2026-04-04"): 2, ("MUG", "2026-04-05"): 10, ("MUG", "2026-04-06"): 1}
    assert sold(store) == by_day
    prices = store.daily_sales().set_index(["sku", "day"])["unit_price"].tolist()
    assert prices == [4, 9, 4]
    # What was typed for a day says nothing of how far the files of a channel reach.
    assert store.days_sold()["day"].dt.day.tolist() == [4, 6]
    store.undo(first)
    assert ("MUG", "2026-04-05") in sold(store)


def test_only_what_changes_demand_makes_it_anew(store: Store) -> None:
    tell(store, ("1", "MUG", "2026-04-04", 2.0))
    before = store.versions()

    later = take(store, ("MUG", 10), on=date(2026, 4, 5))
    ship(store, later, "2026-04-05", MUG=10)
    assert store.versions().sales == before.sales
    assert store.versions() != before

    earlier = take(store, ("MUG", 10), on=date(2026, 4, 3))
    assert store.versions().sales == before.sales + 1
    store.customer_orders.cancel(earlier, {"MUG": 10.0})
    assert store.versions().sales == before.sales + 2
    assert sold(store) == {("MUG", "2026-04-04"): 2}


def test_an_order_that_a_file_tells_too_is_one_order(store: Store) -> None:
    count(store, ("MUG", "2026-03-31", 40))
    number = take(store, ("MUG", 10), channel="SHOP", reference="#1001")
    ship(store, number, "2026-04-03", MUG=4)

    told = tell(store, ("1001", "MUG", "2026-04-02", 8.0), ("1001", "TEA", "2026-04-02", 1.0))

    assert sold(store) == {("MUG", "2026-04-02"): 8, ("TEA", "2026-04-02"): 1}
    assert lying(store)["MUG"] == (36, 4)
    assert [(line.units, line.unit_price) for line in orders(store)[number].lines] == [(8, 4)]
    store.undo(told)
    assert sold(store) == {("MUG", "2026-04-01"): 10}
    assert lying(store)["MUG"] == (36, 6)


def test_an_order_that_a_file_takes_back_waits_no_more(store: Store) -> None:
    number = take(store, ("MUG", 10), channel="shop", reference="1001")

    tell(store, ("1001", "MUG", "2026-04-02", 0.0))

    assert not orders(store)[number].is_open
    assert sold(store) == {}


def test_an_order_of_another_channel_with_the_same_number_is_another_order(store: Store) -> None:
    take(store, ("MUG", 10), channel="fair", reference="1001")

    tell(store, ("1001", "MUG", "2026-04-02", 8.0))

    assert sold(store) == {("MUG", "2026-04-01"): 10, ("MUG", "2026-04-02"): 8}
    with pytest.raises(StoreError, match="Order 1001 on fair is known already, as"):
        take(store, ("MUG", 1), channel="fair", reference=" #1001 ")
    assert len(orders(store)) == 1


def test_packs_and_aliases_leave_as_the_products_that_they_stand_for(store: Store) -> None:
    count(store, ("GREEN TEA", "2026-03-31", 40))
    number = take(store, ("TEA", 3), ("BOX", 2))

    store.make_alias("TEA", product="GREEN TEA")
    packs = pd.DataFrame([("BOX", "TEA", 3.0)], columns=list(COMPONENTS))
    store.replace(COMPONENTS, typed(packs, COMPONENTS))
    ship(store, number, "2026-04-03", TEA=1, BOX=2)

    assert lying(store) == {"GREEN TEA": (40 - 1 - 6, 2)}
    assert sold(store) == {("GREEN TEA", "2026-04-01"): 9}


def test_lines_that_became_one_product_share_what_a_file_tells_of_it(store: Store) -> None:
    number = take(store, ("A", 3), ("B", 2), channel="shop", reference="7")
    store.make_alias("B", product="A")

    tell(store, ("7", "A", "2026-04-02", 4.0))
    assert [line.units for line in orders(store)[number].lines] == [3, 1]
    tell(store, ("7", "A", "2026-04-02", 9.0), name="later")

    assert [line.units for line in orders(store)[number].lines] == [3, 6]


def test_a_backup_has_the_orders_in_it(store: Store, tmp_path: Path) -> None:
    take(store, ("MUG", 10))

    copy = store.back_up(now=NOW, file=tmp_path / "copy.duckdb")

    assert orders(Store(copy.path)) == orders(store)


# Whatever is done in whatever order


@dataclass
class Reference:
    """What must be so, of one product, worked out anew from all that was done."""

    counts: list[tuple[date, float]] = field(default_factory=list)
    files: dict[str, tuple[date, float, float | None]] = field(default_factory=dict)
    numbered: dict[int, str] = field(default_factory=dict)
    typed: dict[int, tuple[str, date, float]] = field(default_factory=dict)
    cancelled: dict[int, float] = field(default_factory=dict)
    shipments: dict[int, tuple[int, date, float]] = field(default_factory=dict)

    def wanted(self, number: int) -> float:
        """Units of an order, as a file tells them if one does."""
        reference, _day, units = self.typed[number]
        return self.files[reference][1] if reference in self.files else units

    def number_of(self, reference: str) -> int | None:
        """The number of an order that a file tells: the typed one, else that of the file."""
        typed = [n for n, told in self.typed.items() if told[0] == reference]
        told = [n for n, order in self.numbered.items() if order == reference]
        return (typed or told or [None])[0]

    def standing(self) -> list[int]:
        """The orders that are typed, or told by a file that is there."""
        told = [n for n, order in self.numbered.items() if order in self.files]
        return [*self.typed, *(n for n in told if self.number_of(self.numbered[n]) == n)]

    def shipped(self, number: int | None) -> float:
        return sum(units for order, _day, units in self.shipments.values() if order == number)

    def left_by_file(self, reference: str) -> float:
        """What left by a file's word alone; without any, what was not typed leaves when sold."""
        if reference not in self.files:
            return 0.0
        _day, units, waiting = self.files[reference]
        number = self.number_of(reference)
        if waiting is None and number in self.typed:
            return 0.0
        return max(units - (waiting or 0.0) - self.shipped(number), 0.0)

    def open(self, number: int) -> float:
        reference = self.typed[number][0] if number in self.typed else self.numbered[number]
        wanted = self.wanted(number) if number in self.typed else self.files[reference][1]
        gone = self.shipped(number) + self.left_by_file(reference)
        return max(wanted - self.cancelled.get(number, 0.0) - gone, 0.0)

    def demand(self) -> float:
        reached = max((day for day, _units, _waiting in self.files.values()), default=date.max)
        waiting = [
            units - self.cancelled.get(number, 0.0)
            for number, (reference, day, units) in self.typed.items()
            if reference not in self.files and day <= reached
        ]
        return sum(units for _day, units, _waiting in self.files.values()) + sum(waiting)

    def on_hand(self) -> float:
        if not self.counts:
            return 0.0
        counted_on, counted = max(self.counts, key=lambda one: one[0])
        sales = [(told[0], self.left_by_file(order)) for order, told in self.files.items()]
        standing = self.standing()
        shipped = [
            (day, units) for order, day, units in self.shipments.values() if order in standing
        ]
        gone = sum(units for day, units in (*sales, *shipped) if day > counted_on)
        return max(counted - gone, 0.0)


DAYS = st.sampled_from([date(2026, 4, day) for day in (1, 2, 3, 4)])
ROW = st.integers(0, 3)
STEP = st.one_of(
    st.tuples(st.just("order"), st.sampled_from(["", "7", "8"]), DAYS, st.integers(1, 9)),
    st.tuples(st.just("ship"), ROW, DAYS, st.integers(1, 9)),
    st.tuples(st.just("ship"), ROW, DAYS, st.integers(1, 9)),
    st.tuples(st.just("undo"), ROW),
    st.tuples(st.just("cancel"), ROW, st.integers(1, 9)),
    st.tuples(st.just("count"), DAYS, st.integers(0, 60)),
    st.tuples(
        *(st.just("file"), st.sampled_from(["7", "8", "9"]), DAYS, st.integers(0, 9)),
        st.sampled_from([None, 0, 2, 9]),
    ),
    st.tuples(st.just("forget"), st.sampled_from(["7", "8", "9"])),
)


class Shops:
    """The store and its reference, to which the same is done."""

    def __init__(self, store: Store) -> None:
        self.store, self.reference = store, Reference()
        self.uploads: dict[str, int] = {}
        self.counted = 0

    def order(self, reference: str, day: date, units: int) -> None:
        standing = self.reference.standing()
        if reference and self.reference.number_of(reference) in standing:
            with pytest.raises(StoreError):
                take(self.store, ("MUG", units), on=day, channel="shop", reference=reference)
            return
        number = take(self.store, ("MUG", units), on=day, channel="shop", reference=reference)
        self.reference.typed[number] = (reference or f"own {number}", day, float(units))
        kept = {n: one for n, one in self.reference.numbered.items() if one != reference}
        self.reference.numbered = kept

    def ship(self, row: int, day: date, units: int) -> None:
        order = orders(self.store).get(row)
        if order is None:
            return
        try:
            told = shipping(order, {"MUG": float(units)}, on=day, today=TODAY)
        except OrderError:
            assert units > self.reference.open(row) or not order.ordered_on <= day <= TODAY
            return
        shipment = self.store.customer_orders.ship(row, told, on=day, now=NOW)
        self.reference.shipments[shipment] = (row, day, float(units))

    def undo(self, row: int) -> None:
        if self.reference.shipments.pop(row, None):
            assert self.store.customer_orders.undo_shipment(row)

    def cancel(self, row: int, units: int) -> None:
        order = orders(self.store).get(row)
        if order and units <= order.lines[0].open:
            self.store.customer_orders.cancel(row, cancelling(order, {"MUG": float(units)}))
            self.reference.cancelled[row] = self.reference.cancelled.get(row, 0.0) + units

    def count(self, day: date, units: int) -> None:
        self.counted += 1
        name = f"count {self.counted}"
        self.store.save(upload(name, stock=stock_of(("MUG", str(day), units))), now=NOW)
        kept = [one for one in self.reference.counts if one[0] != day]
        self.reference.counts = [*kept, (day, float(units))]

    def file(self, order: str, day: date, units: int, most: int | None) -> None:
        self.forget(order)
        waiting = None if most is None or not units else float(min(most, units))
        told = sales_of((order, "MUG", str(day), float(units))).assign(waiting=waiting)
        # Whether it was cancelled or sold, the file tells of that order.
        self.uploads[order] = self.store.save(
            upload(f"{order} {day} {units} {most}", sales=typed(told, SALES)), now=NOW
        ).upload
        self.reference.files[order] = (day, float(units), waiting)
        if waiting and self.reference.number_of(order) is None:
            (number,) = (n for n, one in orders(self.store).items() if one.reference == order)
            self.reference.numbered[number] = order

    def forget(self, order: str) -> None:
        if self.reference.files.pop(order, None):
            assert self.store.undo(self.uploads.pop(order))


@few(8)
@given(steps=st.lists(STEP, min_size=1, max_size=12))
def test_no_unit_is_ever_taken_off_twice(empty_database: Path, steps: list[tuple]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        shops = Shops(Store(Path(shutil.copy(empty_database, folder))))
        for what, *told in steps:
            getattr(shops, what)(*told)

        reference, known = shops.reference, orders(shops.store)
        promised = sum(reference.open(number) for number in reference.standing())
        on_hand, committed = lying(shops.store).get("MUG", (0.0, 0.0))
        assert (on_hand, committed) == (reference.on_hand(), promised)
        assert sum(sold(shops.store).values()) == reference.demand()
        for order in known.values():
            (line,) = order.lines
            # Each unit that is wanted waits or was shipped, and none does both.
            assert line.open + line.shipped == max(line.units - line.cancelled, line.shipped)
