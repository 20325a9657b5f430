"""Databases that earlier commits made still open, and say what they said then.

Each file of `earlier/` was made by the commit that it is named after, through its command line and
its store: sales.csv, products.csv, stock.csv and a second sales.csv that overlaps the first, two
settings, and where the commit knew them an alias, a pack, a promotion, a month changed by hand and
a supplier. 9ca8390, a932c6b and 25b22d9 had applied a migration 0002 that was edited afterwards.
"""

import zipfile
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest

from inventory_core.domain.frames import COMPONENTS, PROMOTIONS, SUPPLIERS
from inventory_core.domain.products import cells_of
from inventory_core.domain.settings import ServiceRule, Settings
from inventory_core.ledger.customer_orders import CustomerLine, CustomerOrder, tables_of
from inventory_core.ledger.placing import placed
from inventory_core.store.store import Store

FILES = sorted((Path(__file__).parent / "earlier").glob("*.zip"))
FIRST, LAST = date(2025, 12, 1), date(2026, 3, 5)
NOW = datetime(2026, 3, 10, 12, 30)  # noqa: DTZ001, the seller's clock has no zone

DAYS = [FIRST + timedelta(days=number) for number in range(90)]
TEA = sum(1 + day.day % 2 for day in DAYS)
OLD = 10
MUG = sum(2 + day.day % 3 for day in DAYS[:85]) + 5 * 5 + 5 * 3
"""Of the last five days and the five after them the second file says 5 and 3."""


@pytest.fixture(params=FILES, ids=[file.stem for file in FILES])
def commit(request: pytest.FixtureRequest) -> str:
    file: Path = request.param
    return file.stem


@pytest.fixture
def store(commit: str, tmp_path: Path) -> Store:
    with zipfile.ZipFile(Path(__file__).parent / "earlier" / f"{commit}.zip") as packed:
        packed.extract("shop.duckdb", tmp_path)
    return Store(tmp_path / "shop.duckdb")


def knew_aliases(commit: str) -> bool:
    return commit != "b5e0732"


def but_for_the_rule(settings: Settings) -> Settings:
    """Leave aside what decides now: the level, where a file says so, or costs, as is told once."""
    told = settings.new_rule == (settings.service_rule == ServiceRule.COSTS)
    return replace(settings, new_rule=not told, service_rule=ServiceRule.COSTS)


def test_sales_are_what_they_were(store: Store, commit: str) -> None:
    units = store.daily_sales().groupby("sku")["units"].sum().to_dict()

    apart = {"MUG": MUG, "TEA": TEA, "OLD": OLD}
    assert units == ({"MUG": MUG, "TEA": TEA + OLD} if knew_aliases(commit) else apart)
    assert store.covered_days() == (FIRST, LAST)
    assert len(store.uploads()) == 4


def test_stock_and_products_are_what_they_were(store: Store, commit: str) -> None:
    on_hand = store.stock().set_index("sku")["on_hand"].to_dict()
    products = store.products().set_index("sku")

    apart = {"MUG": 20 - 5 * 3, "TEA": 0, "OLD": 50}
    assert on_hand == ({"MUG": 5, "TEA": 50} if knew_aliases(commit) else apart)
    assert products["cost"].dropna().to_dict() == {"MUG": 4, "TEA": 2}
    assert products.loc["MUG", ["supplier", "lead_time_days", "pack_size_units"]].tolist() == [
        *("Clay & Co", 10, 6)
    ]


def test_settings_and_what_the_seller_typed_are_what_they_were(store: Store, commit: str) -> None:
    assert but_for_the_rule(store.settings()) == Settings(service_level=0.9, order_cost=12.5)
    packs = store.read(COMPONENTS).to_numpy().tolist()
    assert packs == ([["PACK", "MUG", 2.0]] if knew_aliases(commit) else [])
    if commit == "6d57a51":
        assert store.read(PROMOTIONS)["name"].tolist() == ["Fair"]
        assert store.hand_changes()["units"].tolist() == [50]
        assert store.read(SUPPLIERS).iloc[0].tolist() == ["Clay & Co", 12, 0, 0, 0, 0]


def test_the_file_is_written_like_any_other(store: Store) -> None:
    store.edit_products(cells_of("MUG", {"cost": 4.5}), now=NOW)
    store.save_settings(cover_days=90)
    store.undo(4)

    assert store.products().set_index("sku").loc["MUG", "cost"] == 4.5
    kept = but_for_the_rule(store.settings())
    assert kept == Settings(service_level=0.9, order_cost=12.5, cover_days=90)
    assert store.covered_days() == (FIRST, DAYS[-1])


def test_it_knows_no_purchase_orders_and_takes_one(store: Store) -> None:
    before = store.stock()
    assert store.purchases.tables().orders.empty

    wanted = pd.DataFrame({"sku": ["MUG"], "units": 12.0, "supplier": "", "lead_time_days": 10.0})
    draft = placed(wanted.assign(unit_cost=4.0), ordered_on=LAST)
    (number,) = store.purchases.place(draft.orders, draft.lines)
    pd.testing.assert_frame_equal(store.stock(), before)

    store.purchases.receive(number, {"MUG": 12.0}, on=NOW.date(), now=NOW)
    on_hand = store.stock().set_index("sku")["on_hand"]
    assert on_hand["MUG"] == before.set_index("sku")["on_hand"]["MUG"] + 12


def test_it_knows_no_customer_orders_and_takes_one(store: Store) -> None:
    before = store.stock()
    sold = store.daily_sales()
    assert store.customer_orders.tables().orders.empty

    line = CustomerLine(sku="MUG", units=2.0)
    number = store.customer_orders.add(*tables_of(CustomerOrder(ordered_on=LAST, lines=(line,))))
    pd.testing.assert_frame_equal(store.stock(), before)
    assert store.daily_sales()["units"].sum() == sold["units"].sum() + 2

    store.customer_orders.ship(number, {"MUG": 2.0}, on=NOW.date(), now=NOW)
    on_hand = store.stock().set_index("sku")["on_hand"]
    assert on_hand["MUG"] == before.set_index("sku")["on_hand"]["MUG"] - 2
