"""Whatever a seller does in whatever order, the store says what plain Python works out."""

import shutil
import tempfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory_core.domain.errors import StoreError
from inventory_core.domain.frames import COMPONENTS, PRODUCTS, STOCK, empty, typed
from inventory_core.domain.moves import MoveKind
from inventory_core.ledger.moves import StockChange, told_moves
from inventory_core.ledger.placing import placed
from inventory_core.ledger.purchase_orders import incoming, purchase_orders, with_orders
from inventory_core.store.store import Store
from tests.examples import few
from tests.store.files import sales_of, upload
from tests.store.reference import File, Line, ReferenceShop, RefusedError
from tests.store.reference_purchases import Delivery, Order

NOW = datetime(2026, 2, 1, 12, 30)  # noqa: DTZ001, the seller's clock has no zone

CODES = ("A", "B", "K", "P")
CODE = st.sampled_from(CODES)
DAY = st.sampled_from([date(2025, 1, 5), date(2026, 1, 5), date(2026, 1, 6)])
COUNT_DAY = st.one_of(DAY, st.just(date(2026, 1, 7)))
GOODS_DAY = st.sampled_from([date(2025, 1, 4), date(2025, 12, 31), date(2026, 1, 7)])
"""No day of a sale: which of the two came first on one day, nobody knows."""
LINE = st.builds(
    Line,
    order=st.sampled_from(["1", "2"]),
    sku=CODE,
    day=DAY,
    units=st.sampled_from([0.0, 1.0, 3.0]),
    price=st.sampled_from([4.0, 7.0]),
)


def facts(values: st.SearchStrategy) -> st.SearchStrategy:
    return st.lists(st.tuples(CODE, values), max_size=2, unique_by=lambda fact: fact[0]).map(tuple)


FILE = st.builds(
    File,
    content=st.sampled_from(["monday", "tuesday", "wednesday"]),
    effect=st.sampled_from(["as recognised", "otherwise"]),
    channel=st.sampled_from(["shop", "fair"]),
    currency=st.sampled_from(["", "$", "€"]),
    lines=st.lists(LINE, max_size=3, unique_by=lambda line: (line.order, line.sku)).map(tuple),
    counts=st.lists(
        st.tuples(CODE, COUNT_DAY, st.sampled_from([0.0, 5.0, 20.0]), st.sampled_from([0.0, 6.0])),
        max_size=2,
        unique_by=lambda count: count[:2],
    ).map(tuple),
    names=facts(st.sampled_from(["Mug", "Cup"])),
    prices=facts(st.sampled_from([4.0, 7.0])),
    by_seller=st.booleans(),
)
PACKS = st.lists(
    st.tuples(
        st.sampled_from(["K", "P"]), st.sampled_from(["A", "B"]), st.sampled_from([1.0, 2.0])
    ),
    max_size=3,
    unique_by=lambda row: row[:2],
)
UNITS_BY_CODE = st.dictionaries(CODE, st.sampled_from([2.0, 6.0]), min_size=1, max_size=3)
ORDER_STEP = st.one_of(
    st.tuples(st.just("order"), UNITS_BY_CODE, GOODS_DAY),
    st.tuples(st.just("receive"), st.integers(0, 5), UNITS_BY_CODE, GOODS_DAY),
    st.tuples(st.just("receive"), st.integers(0, 5), UNITS_BY_CODE, GOODS_DAY),
    st.tuples(st.just("change"), st.integers(0, 5), UNITS_BY_CODE),
    st.tuples(st.just("undo receipt"), st.integers(0, 5)),
    st.tuples(st.just("close"), st.integers(0, 5), CODE, st.booleans()),
    st.tuples(
        st.just("tell"), st.sampled_from([MoveKind.FOUND, MoveKind.LOSS]), UNITS_BY_CODE, GOODS_DAY
    ),
    st.tuples(st.just("take back"), st.integers(0, 5)),
)
STEP = st.one_of(
    FILE.map(lambda file: ("save", file)),
    FILE.map(lambda file: ("save", file)),
    st.tuples(st.just("undo"), st.integers(0, 5)),
    st.tuples(st.just("alias"), CODE, CODE),
    st.tuples(st.just("apart"), CODE),
    st.tuples(st.just("packs"), PACKS),
    st.tuples(st.just("currency"), st.sampled_from(["", "$", "£"])),
)


class Shops:
    """The store and its reference, to which the same is done."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.reference = ReferenceShop(NOW.date())
        self.given: list[int] = []
        self.receipts: list[int] = []
        self.moves: list[int] = []

    def take(self, kind: str, *told: object) -> None:
        steps: dict[str, Callable[..., None]] = {
            "save": self.save,
            "undo": self.undo,
            "alias": self.alias,
            "apart": self.apart,
            "packs": self.packs,
            "currency": self.currency,
            "order": self.order,
            "change": self.change,
            "receive": self.receive,
            "undo receipt": self.undo_receipt,
            "close": self.close,
            "tell": self.tell,
            "take back": self.take_back,
        }
        steps[kind](*told)

    def save(self, file: File) -> None:
        number = self.store.save(upload_of(file), now=NOW).upload
        self.reference.save(file, number)
        self.given.append(number)

    def undo(self, which: int) -> None:
        if self.given:
            number = self.given[which % len(self.given)]
            assert self.store.undo(number) == self.reference.undo(number)

    def alias(self, sku: str, product: str) -> None:
        both_or_neither(
            lambda: self.store.make_alias(sku, product=product),
            lambda: self.reference.make_alias(sku, product),
        )

    def apart(self, sku: str) -> None:
        self.store.take_apart(sku)
        self.reference.take_apart(sku)

    def packs(self, rows: Sequence[tuple[str, str, float]]) -> None:
        told = typed(pd.DataFrame(rows, columns=list(COMPONENTS)), COMPONENTS)
        both_or_neither(
            lambda: self.store.replace(COMPONENTS, told), lambda: self.reference.pack(rows)
        )

    def currency(self, sign: str) -> None:
        self.store.save_settings(currency=sign)
        versions = self.store.versions()
        self.reference.type_currency(sign, max(versions.products, versions.stock))

    def order(self, units: dict[str, float], day: date) -> None:
        wanted = pd.DataFrame({"sku": list(units), "units": list(units.values())})
        wanted = wanted.assign(supplier="Clay", lead_time_days=14.0, unit_cost=2.5)
        draft = placed(wanted, ordered_on=day)
        (number,) = self.store.purchases.place(draft.orders, draft.lines)
        self.reference.purchases.orders[number] = Order(ordered_on=day, units=dict(units))

    def change(self, which: int, units: dict[str, float]) -> None:
        """Let other numbers of these be ordered, where they were."""
        facts = dict.fromkeys(("expected_on", "reference", "note", "freight", "paid"))
        for number, order in self.nth(which, self.reference.purchases.orders):
            told = {code: number for code, number in units.items() if code in order.units}
            self.store.purchases.change(number, facts, units=told, unit_prices={})
            order.units.update(told)

    def receive(self, which: int, units: dict[str, float], day: date) -> None:
        """Let come what of these was ordered: too few, too many, or what was given up."""
        for number, order in self.nth(which, self.reference.purchases.orders):
            came = {code: number for code, number in units.items() if code in order.units}
            if came:
                receipt = self.store.purchases.receive(number, came, on=day, now=NOW)
                self.receipts.append(receipt)
                self.reference.purchases.deliveries[receipt] = Delivery(
                    order=number, units=came, day=day
                )

    def undo_receipt(self, which: int) -> None:
        if self.receipts:
            receipt = self.receipts[which % len(self.receipts)]
            taken_back = self.reference.purchases.undo(receipt)
            assert self.store.purchases.undo_receipt(receipt) == taken_back

    def close(self, which: int, code: str, closed: bool) -> None:
        for number, order in self.nth(which, self.reference.purchases.orders):
            if code in order.units:
                self.store.purchases.close_short(number, [code], closed=closed)
                (order.given_up.add if closed else order.given_up.discard)(code)

    def tell(self, kind: MoveKind, units: dict[str, float], day: date) -> None:
        move = self.store.moves.tell(told_moves(units, StockChange(kind=kind, on=day)), now=NOW)
        sign = -1.0 if kind is MoveKind.LOSS else 1.0
        self.moves.append(move)
        self.reference.moved[move] = [(code, sign * number, day) for code, number in units.items()]

    def take_back(self, which: int) -> None:
        if self.moves:
            move = self.moves[which % len(self.moves)]
            assert self.store.moves.take_back(move) == self.reference.take_back(move)

    @staticmethod
    def nth(which: int, orders: dict[int, Order]) -> list[tuple[int, Order]]:
        """One of the orders, or none where there is none."""
        return [list(orders.items())[which % len(orders)]] if orders else []


def both_or_neither(change: Callable[[], None], refer: Callable[[], None]) -> None:
    """Do the same to both; what one of them refuses the other has to refuse."""
    try:
        refer()
    except RefusedError:
        with pytest.raises(StoreError):
            change()
    else:
        change()


def upload_of(file: File) -> object:
    lines = [(line.order, line.sku, str(line.day), line.units) for line in file.lines]
    sales = sales_of(*lines, channel=file.channel)
    facts = pd.DataFrame(file.names, columns=["sku", "name"]).merge(
        pd.DataFrame(file.prices, columns=["sku", "price"]), on="sku", how="outer"
    )
    return upload(
        file.content,
        effect=file.effect,
        currency=file.currency,
        by_seller=file.by_seller,
        sales=sales.assign(unit_price=[line.price for line in file.lines]),
        stock=counts_of(file),
        products=typed(facts, PRODUCTS) if len(facts) else empty(PRODUCTS),
    )


def counts_of(file: File) -> pd.DataFrame:
    counts = pd.DataFrame(list(file.counts), columns=["sku", "day", "on_hand", "on_order"])
    return typed(counts.assign(place="shop", rows=1.0, day=pd.to_datetime(counts["day"])), STOCK)


def by_day(frame: pd.DataFrame, column: str) -> dict[tuple[str, date], float]:
    told = frame.dropna(subset=[column])
    return dict(zip(zip(told["sku"], told["day"].dt.date, strict=True), told[column], strict=True))


def by_sku(frame: pd.DataFrame, column: str) -> dict[str, object]:
    told = frame[frame[column].notna() & (frame[column].astype("str") != "")]
    return dict(zip(told["sku"], told[column], strict=True))


@few(10)
@given(steps=st.lists(STEP, min_size=2, max_size=9))
def test_the_store_says_what_its_reference_says(
    steps: list[tuple], tmp_path: Path, empty_database: Path
) -> None:
    file = Path(tempfile.mkdtemp(dir=tmp_path)) / "shop.duckdb"
    shops = Shops(Store(shutil.copy(empty_database, file)))
    for step in steps:
        shops.take(*step)

    store, reference = shops.store, shops.reference
    sales, products = store.daily_sales(), store.products()
    assert set(store.uploads()["id"]) == reference.uploads()
    assert store.settings().currency == reference.currency()
    assert by_day(sales, "units") == reference.sold()
    assert by_day(sales, "unit_price") == pytest.approx(reference.unit_prices(), abs=1e-6)
    assert set(products["sku"]) == reference.products()
    described = set(products["sku"])
    assert by_sku(products, "name") == kept(reference.names(), described)
    assert by_sku(products, "price") == kept(reference.prices(), described)
    assert by_sku(store.stock(), "on_hand") == reference.on_hand()


@few(6)
@given(
    steps=st.lists(
        st.one_of(FILE.map(lambda file: ("save", file)), STEP, ORDER_STEP, ORDER_STEP, ORDER_STEP),
        min_size=3,
        max_size=10,
    )
)
def test_stock_and_orders_are_what_their_reference_says(
    steps: list[tuple], tmp_path: Path, empty_database: Path
) -> None:
    file = Path(tempfile.mkdtemp(dir=tmp_path)) / "shop.duckdb"
    shops = Shops(Store(shutil.copy(empty_database, file)))
    for step in steps:
        shops.take(*step)

    kept = shops.store.purchases.tables()
    orders = purchase_orders(kept.orders, kept.lines, kept.receipts)
    coming = incoming(orders, kept.goods, today=NOW.date())
    stock = with_orders(shops.store.stock(), orders, kept.goods, coming)
    reference = shops.reference
    assert {order.number: str(order.state) for order in orders} == reference.purchases.states()
    for order in orders:
        came = {line.sku: line.received for line in order.lines if line.received}
        assert came == reference.purchases.came(order.number)
    assert by_sku(shops.store.stock(), "on_hand") == reference.on_hand()
    assert by_sku(stock, "on_order") == reference.on_order()


def kept(facts: dict, skus: set[str]) -> dict:
    return {sku: value for sku, value in facts.items() if sku in skus}
