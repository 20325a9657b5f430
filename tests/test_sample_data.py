from datetime import date
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from sample_data.make_sample_shop import FOLDER, make_sample_shop

CSV_FILES = ("sales.csv", "products.csv", "stock.csv")
WORKBOOK = "messy_workbook.xlsx"


@pytest.fixture(scope="module")
def remade(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shop")
    make_sample_shop(folder)
    return folder


@pytest.fixture(scope="module")
def sales() -> pd.DataFrame:
    return pd.read_csv(FOLDER / "sales.csv", dtype={"SKU": str}, parse_dates=["Date"])


@pytest.fixture(scope="module")
def messy() -> list[tuple[object, ...]]:
    workbook = openpyxl.load_workbook(FOLDER / WORKBOOK)
    assert workbook.sheetnames == ["Notes", "Autumn sales"]
    return list(workbook["Autumn sales"].iter_rows(values_only=True))


def test_every_name_has_a_chinese_one_and_no_other_has() -> None:
    facts = pd.read_csv(FOLDER / "products.csv", dtype=str)
    told = pd.concat([facts["Product name"], facts["Category"], facts["Supplier"]])
    names = pd.read_csv(FOLDER / "names.zh_CN.csv")

    assert set(names["English"]) == set(told)
    assert names["English"].is_unique
    assert names["Chinese"].is_unique
    assert names["Chinese"].str.contains("[\u4e00-\u9fff]").all()


@pytest.mark.parametrize("name", CSV_FILES)
def test_the_script_makes_the_committed_files_again(remade: Path, name: str) -> None:
    assert (remade / name).read_bytes() == (FOLDER / name).read_bytes()


def test_the_script_makes_the_cells_of_the_workbook_again(remade: Path) -> None:
    for sheet in ("Notes", "Autumn sales"):
        committed, made = (
            list(openpyxl.load_workbook(folder / WORKBOOK)[sheet].iter_rows(values_only=True))
            for folder in (FOLDER, remade)
        )

        assert committed == made


def test_another_last_day_moves_the_shop(tmp_path: Path) -> None:
    make_sample_shop(tmp_path, last_day=date(2025, 6, 30))
    days = pd.read_csv(tmp_path / "sales.csv")["Date"]

    assert (days.min(), days.max()) == ("2023-07-02", "2025-06-30")


def test_sales_cover_two_years_in_less_than_three_megabytes(sales: pd.DataFrame) -> None:
    assert sales["Date"].min() == pd.Timestamp(2024, 11, 16)
    assert sales["Date"].max() == pd.Timestamp(2026, 11, 15)
    assert sales["SKU"].nunique() == 63
    assert (FOLDER / "sales.csv").stat().st_size < 3_000_000


def test_no_order_line_is_there_twice_and_no_order_spans_days(sales: pd.DataFrame) -> None:
    assert not sales.duplicated().any()
    assert sales.groupby("Order number")["Date"].nunique().max() == 1


def test_products_behave_as_the_catalogue_says(sales: pd.DataFrame) -> None:
    units = sales.pivot_table(
        index="Date", columns="SKU", values="Units", aggfunc="sum", fill_value=0
    )
    december, july = (units[units.index.month == month].mean() for month in (12, 7))

    assert december["CND-SPICE"] > 5 * july["CND-SPICE"]
    assert july["CND-SOY-CIT"] > 3 * december["CND-SOY-CIT"]
    assert units["MUG-FOX"].tail(180).sum() > 2 * units["MUG-FOX"].head(180).sum()
    assert units["MUG-SAND"].head(180).sum() > 2 * units["MUG-SAND"].tail(180).sum()
    assert units["TEA-YUZU"].head(689).sum() == 0
    assert units["CND-ROSE"].tail(200).sum() == 0
    # Sold out from 130 to 112 days before the end.
    assert units["CND-SOY-LAV"].iloc[-131:-112].sum() == 0
    assert units["PLATE-D"].max() >= 24


def test_promotions_lower_the_price(sales: pd.DataFrame) -> None:
    mugs = sales[sales["SKU"] == "MUG-COBALT"]
    day = mugs["Date"].dt
    promoted = (day.month == 5) & (day.day <= 8) | (day.month == 11) & day.day.between(22, 30)

    assert set(mugs[promoted]["Unit price"]) == {14.4}
    assert set(mugs[~promoted]["Unit price"]) == {18.0}


def test_products_and_stock_leave_a_few_gaps() -> None:
    products = pd.read_csv(FOLDER / "products.csv", dtype={"SKU": str})
    stock = pd.read_csv(FOLDER / "stock.csv", dtype={"SKU": str})

    assert {"00417", "00418"} < set(products["SKU"])
    assert products["Cost"].isna().sum() == 2
    assert products["Lead time days"].isna().sum() == 2
    assert sorted(products["Lead time days"].dropna().unique()) == [7, 21, 75]
    assert (products["One shot"] == "yes").sum() == 2
    assert set(products["SKU"]) - set(stock["SKU"]) == {"CARD-LINO", "RIBBON"}


def test_messy_workbook_has_what_real_ones_have(messy: list[tuple[object, ...]]) -> None:
    items = [row[2] for row in messy]

    assert messy[3] == ("Sold on", "Code", "Item", "Qty", "Paid (€)")
    assert "=1+1 stickers for free" in items
    assert "<b>Gift tag</b> with ribbon" in items
    assert any(row[0] == "TOTAL" for row in messy)
    assert any(row[0] == "Tuesday I think" for row in messy)
    assert any(row[1] == "00417" for row in messy)
    assert any(isinstance(row[3], int) and row[3] < 0 for row in messy)
    assert {type(row[0]).__name__ for row in messy[4:]} == {"datetime", "str", "NoneType"}
