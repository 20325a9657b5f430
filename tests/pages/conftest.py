"""The real app, page by page, on a database of its own."""

import os
import pickle
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import streamlit as st
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from inventory_core.__main__ import main
from inventory_core.domain.demand import Demand
from inventory_core.forecasting import engine
from inventory_core.imports.drop import import_file
from inventory_core.shop import actions
from inventory_core.store.store import Store
from tests.clock import NOW, TODAY

APP = Path(__file__).parents[2] / "app.py"
PAGES = {
    Path(page).stem: page
    for page in re.findall(r"pages/[\w/]+\.py", APP.read_text(encoding="utf-8"))
}
"""The file of each page of the menu, by its address in the browser."""

Keeper = Callable[[str, str], None]
Opener = Callable[[str], AppTest]


def save(store: Store, name: str, text: str) -> None:
    """Save a CSV, given as text, as an upload would."""
    imported = import_file(name, text.encode(), today=TODAY)
    actions.save_import(store, imported, now=NOW)


@pytest.fixture(scope="package", autouse=True)
def contests() -> Iterator[dict[bytes, engine.Fitted]]:
    """Contests by history: the app holds one behind each page, the same ones in test after test."""
    held: dict[bytes, engine.Fitted] = {}
    hold = engine.fit_catalogue

    def held_once(demand: Demand) -> engine.Fitted:
        history = pickle.dumps(demand)
        if history not in held:
            held[history] = hold(demand)
        return held[history]

    with pytest.MonkeyPatch.context() as lent:
        lent.setattr(engine, "fit_catalogue", held_once)
        yield held


@pytest.fixture(scope="session")
def small_shop_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of the small shop, made once and copied for each test."""
    return made_once(tmp_path_factory, "small.duckdb", fill_small_shop)


@pytest.fixture(scope="session")
def compared_shop_file(tmp_path_factory: pytest.TempPathFactory, small_shop_file: Path) -> Path:
    """The database of the small shop after all models competed on each of its products."""

    def compare(path: Path) -> None:
        shutil.copy(small_shop_file, path)
        assert main(["forecast", "--database", str(path), "--processes", "1"]) == 0

    return made_once(tmp_path_factory, "compared.duckdb", compare)


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """The file that `make` writes; of two workers of pytest-xdist, the second finds it there."""
    folder = factory.getbasetemp()
    path = (folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder) / name
    if not path.exists():
        own = factory.mktemp("making") / name
        make(own)
        own.replace(path)  # at once: nobody sees half a file
    return path


def fill_small_shop(path: Path) -> None:
    """Four products and 120 days up to yesterday: one to order, one out, one dead, one fine."""
    first = TODAY - timedelta(days=120)
    days = [first + timedelta(days=back) for back in range(120)]
    rows = [f"{day},MUG,Mug,{2 + day.day % 3},10" for day in days]
    rows += [f"{day},TEA,Tea,{1 + day.day % 2},5" for day in days]
    rows += [f"{day},OLD,Old lamp,1,40" for day in days[:10]]
    rows += [f"{day},PEN,Pen,1,2" for day in days]
    store = Store(path)
    save(store, "sales.csv", "Date,SKU,Product name,Units,Unit price\n" + "\n".join(rows))
    save(
        store,
        "stock.csv",
        f"Date,SKU,On hand\n{days[-1]},MUG,20\n{days[-1]},TEA,0\n{days[-1]},OLD,50\n"
        f"{days[-1]},PEN,60\n",
    )
    save(
        store,
        "products.csv",
        "SKU,Supplier,Cost,Lead time days,Pack size units\nMUG,Clay & Co,4,10,6\nTEA,,2,7,1\n",
    )


@pytest.fixture
def shop_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the app will look for its database."""
    path = tmp_path / "shop.duckdb"
    monkeypatch.setenv("SOLOSTOCK_DATABASE", str(path))
    yield path
    # Streamlit's caches outlive one app in the same process.
    st.cache_data.clear()
    st.cache_resource.clear()


@pytest.fixture
def store(shop_file: Path, empty_database: Path) -> Store:
    """An empty shop, or the one that another fixture put there; the one that the app will open."""
    if not shop_file.exists():
        shutil.copy(empty_database, shop_file)
    return Store(shop_file)


@pytest.fixture
def small_shop(shop_file: Path, small_shop_file: Path) -> None:
    """The small shop, whose models were not compared yet."""
    shutil.copy(small_shop_file, shop_file)


@pytest.fixture
def compared_shop(shop_file: Path, compared_shop_file: Path) -> None:
    """The small shop, whose models were compared: no page needs to fit them again."""
    shutil.copy(compared_shop_file, shop_file)


@pytest.fixture
def drawer_open(store: Store) -> None:
    """The tools for experts lie open."""
    store.save_settings(expert=True)


@pytest.fixture
def keep(store: Store) -> Keeper:
    """Save a CSV, given as text, as an upload would."""
    return lambda name, text: save(store, name, text)


@pytest.fixture(scope="session", autouse=True)
def components_found_once() -> Iterator[None]:
    """Let Streamlit look for components in all installed packages once, not whenever it starts."""
    found = manifest_scanner.scan_component_manifests()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", lambda: found)
        yield


@pytest.fixture
def app(store: Store) -> Opener:
    """Open the app on a page, called as in its address."""

    def opened(page: str) -> AppTest:
        running = AppTest.from_file(APP, default_timeout=60)
        return running.switch_page(PAGES[page]).run()

    return opened
