"""What happens on a day, one after the other: the stock is what one would reckon on paper."""

import shutil
import tempfile
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from inventory_core.domain.frames import typed
from inventory_core.domain.moves import TOLD_MOVES, MoveKind
from inventory_core.domain.purchase_orders import PURCHASE_LINES, PURCHASE_ORDERS
from inventory_core.ledger.customer_orders import CustomerLine, CustomerOrder, tables_of
from inventory_core.store.store import Store
from tests.examples import few
from tests.store.files import stock_of

MORNING = datetime(2026, 5, 1, 8)  # noqa: DTZ001, the seller's clock has no zone
AT_FIRST = 500
ORDERED = date(2026, 4, 1)


@dataclass
class Paper:
    """A shop and what one would write down beside it: units of mugs."""

    store: Store
    now: datetime = MORNING
    units: float = AT_FIRST
    done: list[tuple[str, int, float]] = field(default_factory=list)
    """What moved since the last count and was not undone: kind, number and units."""
    before_count: list[tuple[str, int, float]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._count(AT_FIRST, self.now - timedelta(days=1))
        orders = {"number": [1], "supplier": "Clay", "ordered_on": ORDERED, "expected_on": ORDERED}
        blank = {"reference": "", "note": "", "freight": 0.0, "paid": False, "currency": ""}
        lines = {"number": [1], "sku": "MUG", "units": 1e6, "closed_short": False}
        (self.order,) = self.store.purchases.place(
            typed(pd.DataFrame(orders | blank | {"rate": 1.0}), PURCHASE_ORDERS),
            typed(pd.DataFrame(lines | {"days_before": 0.0}), PURCHASE_LINES),
        )
        wanted = (CustomerLine(sku="MUG", units=1e6, unit_price=9.0),)
        sold = CustomerOrder(ordered_on=ORDERED, lines=wanted)
        self.sold = self.store.customer_orders.add(*tables_of(sold))

    def _count(self, units: float, now: datetime) -> None:
        self.store.moves.count(stock_of(("MUG", str(now.date()), units)), now=now)

    def count(self, units: float) -> None:
        self._count(units, self.now)
        self.units, self.done, self.before_count = units, [], self.before_count + self.done

    def move(self, units: float) -> None:
        kind = MoveKind.FOUND if units > 0 else MoveKind.DAMAGE
        told = {"day": [self.now.date()], "place": "shop", "sku": "MUG", "units": units}
        frame = pd.DataFrame(told | {"kind": kind.value, "note": ""})
        self._moved("move", self.store.moves.tell(typed(frame, TOLD_MOVES), now=self.now), units)

    def receive(self, units: float) -> None:
        today = self.now.date()
        number = self.store.purchases.receive(self.order, {"MUG": units}, on=today, now=self.now)
        self._moved("receipt", number, units)

    def ship(self, units: float) -> None:
        today, taken = self.now.date(), {"MUG": units}
        number = self.store.customer_orders.ship(self.sold, taken, on=today, now=self.now)
        self._moved("shipment", number, -units)

    def _moved(self, kind: str, number: int, units: float) -> None:
        self.done.append((kind, number, units))
        self.units += units

    def undo(self, place: int) -> None:
        """Take back something; what was counted since stays as it was counted."""
        known = self.before_count + self.done
        if not known:
            return
        kind, number, units = undone = known[place % len(known)]
        take_back = {
            "move": self.store.moves.take_back,
            "receipt": self.store.purchases.undo_receipt,
            "shipment": self.store.customer_orders.undo_shipment,
        }[kind]
        assert take_back(number)
        if undone in self.done:
            self.units -= units
            self.done.remove(undone)
        else:
            self.before_count.remove(undone)


units = st.integers(1, 9).map(float)
steps = st.lists(
    st.tuples(
        st.integers(1, 900),
        st.one_of(
            st.tuples(st.just("count"), st.integers(200, 800).map(float)),
            st.tuples(st.just("move"), units),
            st.tuples(st.just("move"), units.map(float.__neg__)),
            st.tuples(st.sampled_from(["receive", "ship"]), units),
            st.tuples(st.just("undo"), st.integers(0, 9)),
        ),
    ),
    min_size=1,
    max_size=8,
)


@few(10)
@given(steps=steps)
def test_whatever_happens_on_some_days_the_stock_is_what_one_reckons(
    empty_database: Path, steps: list[tuple[int, tuple[str, float]]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "shop.duckdb"
        shutil.copy(empty_database, path)
        paper = Paper(Store(path))
        for minutes, (what, how_many) in steps:
            paper.now += timedelta(minutes=minutes)
            getattr(paper, what)(how_many)

            assert paper.store.stock()["on_hand"].tolist() == [paper.units]


def test_what_is_undone_after_a_count_of_its_day_changes_that_count_not(store: Store) -> None:
    paper = Paper(store)
    paper.move(9)
    paper.now += timedelta(hours=3)
    paper.count(62)
    paper.now += timedelta(hours=2)
    paper.undo(0)

    assert store.stock()["on_hand"].tolist() == [62]


def test_what_is_undone_on_the_next_day_is_as_if_it_never_was(store: Store) -> None:
    paper = Paper(store)
    paper.count(46)
    paper.now += timedelta(hours=3)
    paper.move(-7)
    paper.now += timedelta(hours=20)
    paper.undo(0)

    assert store.stock()["on_hand"].tolist() == [46]
