"""All that a shop holds, as files for spreadsheets in one archive."""

import io
from datetime import date, timedelta
from pathlib import Path
from zipfile import ZipFile

import pandas as pd

from inventory_core.shop.everything import everything
from inventory_core.shop.shop import open_shop
from inventory_core.store.store import Store
from inventory_core.store.tables import TABLES
from tests.clock import NOW
from tests.store.files import facts_of, sales_of, stock_of, upload

TODAY = date(2026, 5, 1)
RESULTS = {"plan", "forecasts", "figures", "overstock", "alerts"}


def files_of(store: Store) -> dict[str, pd.DataFrame]:
    """What each file of the archive says, by its name."""
    with ZipFile(io.BytesIO(everything(open_shop(store, today=TODAY)))) as archive:
        assert archive.testzip() is None
        return {
            Path(name).stem: pd.read_csv(archive.open(name), dtype=str, keep_default_na=False)
            for name in archive.namelist()
        }


def test_everything_is_in_the_archive_and_runs_nothing_in_a_spreadsheet(tmp_path: Path) -> None:
    store = Store(tmp_path / "shop.duckdb")
    days = [TODAY - timedelta(days=back) for back in range(1, 61)]
    sales = sales_of(*((f"{day}", "MUG", f"{day}", 2.0) for day in days))
    store.save(upload("sales", sales=sales), now=NOW)
    store.save(upload("stock", stock=stock_of(("MUG", f"{days[0]}", 9.0))), now=NOW)
    evil = facts_of("MUG", name='=HYPERLINK("http://evil")', cost=4.0)
    store.save(upload("products", products=evil), now=NOW)

    files = files_of(store)

    assert {table.name.replace("_", "-") for table in TABLES} | RESULTS < set(files)
    assert len(files["sales-by-day"]) == 60
    assert files["sales-by-day"]["units"].astype(float).sum() == 120
    assert files["stock"]["On hand"].tolist() == ["9"]
    assert files["stock-moves"]["Units"].tolist() == ["9"]
    assert files["products"]["Product name"].tolist() == ['\'=HYPERLINK("http://evil")']
    for name in ("plan", "figures"):
        assert files[name]["Product"].tolist() == ['\'=HYPERLINK("http://evil")']
    assert files["forecasts"]["days"].tolist() == ["28", "91", "182"]
    for name, file in files.items():
        assert all(file.columns), name
        assert file.columns.is_unique, name


def test_a_shop_without_sales_takes_home_what_it_has(empty_database: Path, tmp_path: Path) -> None:
    path = tmp_path / "shop.duckdb"
    path.write_bytes(empty_database.read_bytes())

    files = files_of(Store(path))

    assert files["products"].empty
    assert RESULTS.isdisjoint(files)
