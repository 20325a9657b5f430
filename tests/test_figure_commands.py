"""The shop in figures, and everything as files, from the command line."""

from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.test_order_commands import Output, answer, refused, run, small_shop


@pytest.fixture
def output(capsys: Output) -> Output:
    """What the commands write."""
    return capsys


@pytest.fixture
def path(tmp_path: Path, empty_database: Path) -> Path:
    """A database in which mugs and soap sell two a day, and ten of each were counted yesterday."""
    path = tmp_path / "copy.duckdb"
    path.write_bytes(small_shop(tmp_path, empty_database))
    return path


def test_programs_get_each_figure_with_what_it_stands_on(path: Path, output: Output) -> None:
    told = answer(path, output, "figures")
    figures = {each["figure"]: each for each in told["figures"]}
    products = {each["sku"]: each for each in told["products"]}

    assert figures["stock_value"]["value"] == sum(
        each["stock_value"] or 0 for each in products.values()
    )
    assert figures["turnover"]["value"] is None
    assert figures["turnover"]["stands_on"].startswith("Not known yet")
    assert products["MUG"]["on_hand"] == 10
    assert [month["which"] for month in told["months"]] == ["this month", "last month", "last year"]
    assert set(told["best_sellers"]) == set(products)


def test_people_read_each_figure_and_what_it_means(path: Path, output: Output) -> None:
    assert run(path, "figures") == 0
    said = output.readouterr().out

    assert "Days of cover: " in said
    assert "Turns a year: –." in said
    assert "The month of your newest sale, " in said


def test_everything_is_written_to_a_file(path: Path, output: Output, tmp_path: Path) -> None:
    file = tmp_path / "all.zip"

    assert answer(path, output, "export-all", str(file)) == {"written": str(file)}
    with ZipFile(file) as archive:
        assert {"sales-by-day.csv", "plan.csv"} < set(archive.namelist())


def test_a_file_that_cannot_be_written_is_said(path: Path, output: Output, tmp_path: Path) -> None:
    missing = tmp_path / "nowhere" / "all.zip"

    assert "cannot be written" in refused(path, output, "export-all", str(missing))
