"""The real app, page by page, on a database of its own."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from inventory_core import shop
from inventory_core.imports.drop import import_file
from inventory_core.store.store import Store

APP = Path(__file__).parents[2] / "app.py"
NOW = datetime(2026, 11, 22, 9, 0)  # noqa: DTZ001 (the seller's own clock)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """An empty shop, the one that the app will open."""
    path = tmp_path / "shop.duckdb"
    monkeypatch.setenv("SOLOSTOCK_DATABASE", str(path))
    yield Store(path)
    # Streamlit's caches outlive one app in the same process.
    st.cache_data.clear()
    st.cache_resource.clear()


@pytest.fixture
def keep(store: Store) -> Callable[[str, str], None]:
    """Save a CSV, given as text, as an upload would."""

    def save(name: str, text: str) -> None:
        imported = import_file(name, text.encode(), today=date(2026, 11, 22))
        shop.save_import(store, imported, now=NOW)

    return save


@pytest.fixture
def small_shop(keep: Callable[[str, str], None]) -> None:
    """Four products and 120 days up to yesterday: one to order, one out, one dead, one fine."""
    first = date.today() - timedelta(days=120)  # noqa: DTZ011 (the app asks the same clock)
    days = [first + timedelta(days=back) for back in range(120)]
    rows = [f"{day},MUG,Mug,{2 + day.day % 3},10" for day in days]
    rows += [f"{day},TEA,Tea,{1 + day.day % 2},5" for day in days]
    rows += [f"{day},OLD,Old lamp,1,40" for day in days[:10]]
    rows += [f"{day},PEN,Pen,1,2" for day in days]
    keep("sales.csv", "Date,SKU,Product name,Units,Unit price\n" + "\n".join(rows))
    keep(
        "stock.csv",
        f"Date,SKU,On hand\n{days[-1]},MUG,20\n{days[-1]},TEA,0\n{days[-1]},OLD,50\n"
        f"{days[-1]},PEN,60\n",
    )
    keep(
        "products.csv",
        "SKU,Supplier,Cost,Lead time days,Pack size units\nMUG,Clay & Co,4,10,6\nTEA,,2,7,1\n",
    )


@pytest.fixture
def app(store: Store) -> Callable[[str], AppTest]:
    """Open the app on a page."""

    def opened(page: str) -> AppTest:
        running = AppTest.from_file(APP, default_timeout=60).run()
        folder, _, name = page.rpartition("/")
        is_folder = (APP.parent / "pages" / page).is_dir()
        script = f"{page}/{name}.py" if is_folder else f"{folder}/{name}.py"
        return running.switch_page(f"pages/{script}").run()

    return opened
