"""The ledger in the database: it adds up to what was counted, whatever came between."""

import tempfile
from datetime import date, datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory_core.domain.moves import MoveKind
from inventory_core.ledger.moves import StockChange, stock_on, told_moves
from inventory_core.store.store import Store
from tests.examples import few
from tests.store.files import sales_of, stock_of, upload

NOW = datetime(2026, 5, 1, 12, 30)  # noqa: DTZ001, the seller's clock has no zone


def counted(store: Store, *counts: tuple[str, str, float], place: str = "shop") -> None:
    content = f"{place} {counts}"
    store.save(upload(content, stock=stock_of(*counts).assign(place=place)), now=NOW)


def sell(store: Store, day: str, units: float, channel: str = "shop") -> None:
    sales = sales_of((day, "MUG", day, units), channel=channel)
    store.save(upload(f"{day} {channel}", sales=sales), now=NOW)


def told(kind: MoveKind, units: float, day: str, place: str = "") -> pd.DataFrame:
    change = StockChange(kind=kind, on=date.fromisoformat(day), place=place)
    return told_moves({"MUG": units}, change)


def lines(store: Store) -> list[tuple[str, str, float]]:
    moves = store.moves.all()
    days = moves["day"].dt.strftime("%d").tolist()
    return list(zip(days, moves["kind"], moves["units"], strict=True))


def on_hand(store: Store) -> dict[str, float]:
    stock = store.stock()
    return dict(zip(stock["sku"], stock["on_hand"], strict=True))


def test_sales_of_before_the_first_count_are_in_it_and_a_count_tells_its_difference(
    store: Store,
) -> None:
    sell(store, "2026-01-01", 5)
    counted(store, ("MUG", "2026-01-03", 10))
    sell(store, "2026-01-04", 3)
    counted(store, ("MUG", "2026-01-06", 6))
    sell(store, "2026-01-07", 1)

    assert lines(store) == [
        ("03", "opening", 10),
        ("04", "sale", -3),
        ("06", "count", -1),
        ("07", "sale", -1),
    ]
    sell(store, "2026-01-05", 1)
    assert ("06", "count", -1) not in lines(store)
    assert on_hand(store) == {"MUG": 5}


def test_goods_that_nobody_told_of_came_when_more_was_sold_than_there_was(store: Store) -> None:
    counted(store, ("MUG", "2026-01-03", 10))
    sell(store, "2026-01-04", 8)
    sell(store, "2026-01-05", 8)
    counted(store, ("MUG", "2026-01-09", 14))

    assert ("05", "count", 20) in lines(store)
    assert stock_on(store.moves.all(), date(2026, 1, 5))["units"].tolist() == [14]


def test_what_was_told_by_hand_moves_stock_until_it_is_taken_back(store: Store) -> None:
    counted(store, ("MUG", "2026-01-03", 10))
    versions = store.versions()

    number = store.moves.tell(told(MoveKind.DAMAGE, 4, "2026-01-05"), now=NOW)

    assert on_hand(store) == {"MUG": 6}
    assert store.versions().stock > versions.stock
    assert (store.versions().sales, store.versions().products) == (
        versions.sales,
        versions.products,
    )
    assert store.moves.take_back(number)
    assert not store.moves.take_back(number)
    assert on_hand(store) == {"MUG": 10}
    assert [kind for _day, kind, _units in lines(store)] == ["opening", "correction", "damage"]


def test_what_happens_after_a_count_on_its_day_is_not_in_it(store: Store) -> None:
    counts = stock_of(("MUG", "2026-05-01", 10))
    store.moves.tell(told(MoveKind.DAMAGE, 1, "2026-05-01"), now=NOW - timedelta(hours=1))
    store.moves.count(counts, now=NOW)
    store.moves.tell(told(MoveKind.DAMAGE, 2, "2026-05-01"), now=NOW + timedelta(hours=1))
    sell(store, "2026-05-01", 3)

    assert on_hand(store) == {"MUG": 8}


@pytest.mark.parametrize("told_on", ["2026-05-01", "2026-05-03"])
def test_what_came_before_a_count_of_before_the_sales_is_in_it_and_later_it_is_not(
    store: Store, told_on: str
) -> None:
    counted_at = datetime.fromisoformat(f"{told_on} 12:30")
    found = told(MoveKind.FOUND, 4, "2026-05-01")
    counted(store, ("MUG", "2026-04-20", 10))
    store.moves.tell(found, now=counted_at - timedelta(hours=1))
    store.moves.count(stock_of(("MUG", "2026-04-30", 13)), before_sales=True, now=counted_at)
    assert on_hand(store) == {"MUG": 13}

    sell(store, "2026-05-01", 3)
    assert on_hand(store) == {"MUG": 10}
    store.moves.tell(found, now=counted_at + timedelta(hours=1))
    assert on_hand(store) == {"MUG": 14}
    kinds = [kind for _day, kind, _units in lines(store)]
    assert kinds[:3] == ["opening", "found", "count"]
    held = stock_on(store.moves.all(), date(2026, 4, 30))
    assert held["units"].tolist() == [10]


def test_what_was_sent_to_a_warehouse_is_sold_from_there(store: Store) -> None:
    counted(store, ("MUG", "2026-01-03", 10))
    store.moves.tell(told(MoveKind.SENT, 6, "2026-01-05", place="Amazon"), now=NOW)
    sell(store, "2026-01-06", 2, channel="Amazon.de")
    sell(store, "2026-01-06", 1)

    held = stock_on(store.moves.all(), date(2026, 1, 6))
    assert dict(zip(held["place"], held["units"], strict=True)) == {"Amazon": 4, "shop": 3}
    assert on_hand(store) == {"MUG": 7}


def test_a_stocktake_is_kept_until_it_is_done(store: Store) -> None:
    store.stocktake.begin(["MUG", "TEA"])
    store.stocktake.add("MUG", 1)
    store.stocktake.add("MUG", 3)
    store.stocktake.add("HAT", 2)
    store.stocktake.put("TEA", 7)
    store.stocktake.begin(["MUG"])

    there = Store(store.path).stocktake.lines()
    assert there[["sku", "units"]].to_numpy().tolist() == [["HAT", 2], ["MUG", 4], ["TEA", 7]]
    number = store.stocktake.finish(stock_of(("MUG", "2026-01-03", 4)), now=NOW)
    assert store.stocktake.lines().empty
    assert on_hand(store) == {"MUG": 4}
    assert store.undo(number)
    assert on_hand(store) == {}
    store.stocktake.begin(["MUG"])
    store.stocktake.explain("MUG", MoveKind.LOSS)
    assert store.stocktake.lines()["reason"].tolist() == ["loss"]
    store.stocktake.give_up()
    assert store.stocktake.lines().empty


@pytest.mark.parametrize("before_sales", [False, True])
def test_what_a_stocktake_explains_is_a_move_before_it_and_is_undone_with_it(
    store: Store, before_sales: bool
) -> None:
    counted(store, ("MUG", "2026-04-20", 10))
    sell(store, "2026-05-01", 2)
    left = 9 if before_sales else 7
    number = store.stocktake.finish(
        stock_of(("MUG", "2026-04-30" if before_sales else "2026-05-01", left)),
        moves=[told(MoveKind.DAMAGE, 1, "2026-05-01")],
        before_sales=before_sales,
        now=NOW,
    )

    assert on_hand(store) == {"MUG": 7}
    assert sorted(kind for _day, kind, _units in lines(store)) == ["damage", "opening", "sale"]
    assert store.undo(number)
    assert on_hand(store) == {"MUG": 8}
    assert not store.undo(number)
    assert on_hand(store) == {"MUG": 8}


STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["count", "sell", *(kind.value for kind in (MoveKind.FOUND, MoveKind.LOSS))]
        ),
        st.integers(1, 9),
        st.integers(0, 9),
    ),
    min_size=1,
    max_size=8,
)


@few(6)
@given(steps=STEPS)
def test_on_the_day_of_each_count_the_ledger_holds_what_was_counted(
    steps: list[tuple[str, int, int]], tmp_path: Path, empty_database: Path
) -> None:
    path = Path(tempfile.mkdtemp(dir=tmp_path)) / "shop.duckdb"
    path.write_bytes(empty_database.read_bytes())
    store, counts = Store(path), {}
    for place, (what, day, units) in enumerate(steps):
        on = f"2026-01-0{day}"
        if what == "count":
            counts[on] = units
            store.save(upload(f"{place}", stock=stock_of(("MUG", on, units))), now=NOW)
        elif what == "sell":
            sales = sales_of((str(place), "MUG", on, units))
            store.save(upload(f"{place}", sales=sales), now=NOW)
        elif units:
            store.moves.tell(told(MoveKind(what), units, on), now=NOW)

    moves = store.moves.all()
    for on, units in counts.items():
        held = stock_on(moves, date.fromisoformat(on))["units"]
        assert held.tolist() == pytest.approx([units])
    assert on_hand(store) == {
        sku: pytest.approx(total) for sku, total in moves.groupby("sku")["units"].sum().items()
    }


def test_where_nothing_was_told_nothing_is_taken_back(store: Store) -> None:
    assert store.moves.all().empty
    assert not store.moves.take_back(1)
