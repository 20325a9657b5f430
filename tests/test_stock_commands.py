"""Stock from the command line: counted, listed, taken back."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from inventory_core.store.store import Store
from tests.test_order_commands import ORDERED, Output, answer, planned, refused, run, small_shop

TOMORROW = ORDERED + timedelta(days=1)


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


def on_hand(path: Path, output: Output, *, today: date = ORDERED) -> dict[str, float]:
    return {
        row["sku"]: row["on_hand"] for row in answer(path, output, "stock", today=today)["stock"]
    }


def test_a_count_is_the_stock_from_its_evening_on_until_it_is_taken_back(
    path: Path, output: Output
) -> None:
    before = on_hand(path, output)
    versions = Store(path).versions()

    number = answer(path, output, "count", "MUG=25")["count"]

    assert on_hand(path, output) == before | {"MUG": 25.0}
    assert planned(path, output)["MUG"]["on_hand"] == 25.0
    assert Store(path).versions().sales == versions.sales
    assert Store(path).versions().stock > versions.stock
    assert answer(path, output, "undo", str(number)) == {"undone": number}
    assert on_hand(path, output) == before
    assert "There is no upload" in refused(path, output, "undo", str(number))


def test_a_count_before_the_days_sales_is_that_of_the_evening_before(
    path: Path, output: Output, tmp_path: Path
) -> None:
    sales = tmp_path / "today.csv"
    sales.write_text(f"Date,SKU,Units,Unit price\n{ORDERED},MUG,4,10\n{ORDERED},SOAP,4,10\n")

    assert run(path, "count", "MUG=25", "--before-sales") == 0
    assert run(path, "count", "SOAP=25") == 0
    assert run(path, "import", str(sales), today=TOMORROW) == 0

    assert on_hand(path, output, today=TOMORROW) == {"MUG": 21.0, "SOAP": 25.0}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("count", "CUP=3"), "There is no product CUP"),
        (("count", "MUG=-3"), "give 0 or more units"),
        (("count", "MUG=nan"), "give 0 or more units"),
        (("count", "MUG=3", "--day", "2026-04-02"), "2 Apr 2026 is still to come"),
    ],
)
def test_a_count_that_cannot_be_is_refused(
    path: Path, output: Output, words: tuple[str, ...], sentence: str
) -> None:
    assert sentence in refused(path, output, *words)


def test_a_count_of_none_changes_what_demand_is_known(path: Path) -> None:
    versions = Store(path).versions()

    assert run(path, "count", "MUG=0") == 0

    assert Store(path).versions().sales > versions.sales


def test_what_was_damaged_is_gone_until_it_is_taken_back(path: Path, output: Output) -> None:
    number = answer(path, output, "move", "damage", "MUG=3", "--note", "fell")["move"]

    assert on_hand(path, output)["MUG"] == 7.0
    (line,) = [
        line
        for line in answer(path, output, "stock", "MUG", "--moves")["moves"]
        if line["kind"] == "damage"
    ]
    assert (line["units"], line["left"], line["note"]) == (-3.0, 7.0, "fell")
    assert answer(path, output, "undo-move", str(number)) == {"undone": number}
    assert on_hand(path, output)["MUG"] == 10.0
    assert "nothing to take back" in refused(path, output, "undo-move", str(number))


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("move", "damage", "MUG=-3"), "Give a number above 0"),
        (("move", "sent", "MUG=3"), "Where were they sent to?"),
        (("move", "found", "CUP=3"), "There is no product CUP"),
        (("stock", "CUP"), "There is no product CUP"),
    ],
)
def test_a_move_that_cannot_be_is_refused(
    path: Path, output: Output, words: tuple[str, ...], sentence: str
) -> None:
    assert sentence in refused(path, output, *words)


def test_the_stock_of_a_day_is_what_lay_there_in_its_evening(path: Path, output: Output) -> None:
    assert run(path, "move", "found", "MUG=4") == 0
    yesterday = str(ORDERED - timedelta(days=1))

    units = {
        day: {
            row["sku"]: row["units"] for row in answer(path, output, "stock", "--day", day)["stock"]
        }
        for day in ("2026-01-01", yesterday, str(ORDERED))
    }

    assert units == {
        "2026-01-01": {},
        yesterday: {"MUG": 10.0, "SOAP": 10.0},
        str(ORDERED): {"MUG": 14.0, "SOAP": 10.0},
    }
