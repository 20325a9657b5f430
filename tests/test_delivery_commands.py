"""Orders get a place, and today's rounds are told, from the command line."""

import io
import json
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from inventory_core.__main__ import main
from inventory_core.store.store import Store

TODAY = date(2026, 4, 1)
LINK = "https://www.google.com/maps/@48.2,11.5,15z"

Output = pytest.CaptureFixture[str]


@pytest.fixture
def path(tmp_path: Path, empty_database: Path) -> Path:
    """A shop with twenty mugs, and none of the soap."""
    path = tmp_path / "shop.duckdb"
    path.write_bytes(empty_database.read_bytes())
    stock = tmp_path / "stock.csv"
    stock.write_text(
        "SKU,Cost,On hand,Date\nMUG,4,20,2026-03-31\nSOAP,1,0,2026-03-31", encoding="utf-8"
    )
    assert run(path, "import", str(stock)) == 0
    return path


def run(path: Path, *words: str) -> int:
    return main([words[0], "--database", str(path), "--today", TODAY.isoformat(), *words[1:]])


def told(path: Path, output: Output, *words: str) -> str:
    output.readouterr()
    assert run(path, *words) == 0
    return output.readouterr().out


def refused(path: Path, output: Output, *words: str) -> str:
    output.readouterr()
    assert run(path, *words) == 1
    return output.readouterr().err


def test_orders_with_a_place_become_rounds_as_text_json_csv_and_pdf(
    path: Path, capsys: Output, tmp_path: Path
) -> None:
    run(path, "sell", "MUG=2", "--place", "48,1; 11,5", "--address", "Ann, High Street 1")
    run(path, "sell", "MUG=3")
    run(path, "change-sale", "2", "--place", LINK)
    run(path, "sell", "MUG=60", "--place", "48.3, 11.5")
    run(path, "sell", "SOAP=1", "--place", "48.4, 11.5")
    assert "Rounds begin and end at your place" in refused(path, capsys, "deliveries")
    csv, pdf = tmp_path / "rounds.csv", tmp_path / "rounds.pdf"

    text = told(
        path, capsys, "deliveries", "--home", "48.0, 11.5", "--csv", str(csv), "--pdf", str(pdf)
    )

    assert "Round 1: " in text
    assert "Ann, High Street 1 · 2 × MUG" in text
    assert "Ways are 1.30 times the straight line" in text
    assert "Ann, High Street 1" in csv.read_text("utf-8-sig")
    (page,) = PdfReader(io.BytesIO(pdf.read_bytes())).pages
    assert "High Street 1" in page.extract_text()
    answer = json.loads(told(path, capsys, "deliveries", "--json"))
    assert {stop["number"]: stop["units"] for stop in answer["stops"]} == {1: 2, 2: 3, 3: 15}
    assert answer["left_out"] == []
    assert 0 < answer["kilometres"] <= answer["as_they_came"]["kilometres"]


def test_a_place_is_changed_and_deleted_and_the_address_stays(path: Path, capsys: Output) -> None:
    run(path, "sell", "MUG=2", "--place", "48.1, 11.5", "--address", "Ann")

    run(path, "change-sale", "1", "--place", LINK)
    (kept,) = Store(path).deliveries.all()
    assert (kept.place.latitude, kept.street) == (48.2, "Ann")
    run(path, "change-sale", "1", "--address", "Bob")
    assert Store(path).deliveries.all()[0].street == "Bob"

    run(path, "change-sale", "1", "--place", "")
    assert Store(path).deliveries.all() == ()
    run(path, "deliveries", "--home", LINK)
    assert "No order with a place can be brought today" in told(path, capsys, "deliveries")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--address", "Ann"), "say where it lies by --place"),
        (("--place", "nowhere"), "tells no place"),
    ],
)
def test_what_makes_no_sense_keeps_no_order(
    path: Path, capsys: Output, words: tuple[str, str], why: str
) -> None:
    assert why in refused(path, capsys, "sell", "MUG=2", *words)
    assert Store(path).customer_orders.tables().orders.empty


def test_an_order_that_is_done_gets_no_place(path: Path, capsys: Output) -> None:
    run(path, "sell", "MUG=2")
    run(path, "ship", "1")

    assert "Nothing of customer order 1 is waiting any more" in refused(
        path, capsys, "change-sale", "1", "--place", LINK
    )
    assert "letters at most" in refused(
        path, capsys, "sell", "MUG=2", "--place", LINK, "--address", "x" * 201
    )


def test_a_postcode_is_a_place_once_a_sheet_told_where_it_lies(
    path: Path, capsys: Output, tmp_path: Path
) -> None:
    sheet = tmp_path / "codes.csv"
    sheet.write_text(
        "Postcode;Latitude;Longitude\nSW1A 1AA;51,5;-0,14\n01067;51.06;13.72\n"
        "01067;51.04;13.74\n99999;;\n88888;91;0\n",
        encoding="utf-8",
    )
    run(path, "deliveries", "--postcodes", str(sheet), "--home", "01067")
    assert Store(path).settings().home == "51.05, 13.73"

    run(path, "sell", "MUG=1", "--place", "sw1a1aa")

    (kept,) = Store(path).deliveries.all()
    assert (kept.place.latitude, kept.place.longitude) == (51.5, -0.14)
    assert "tells no place" in refused(path, capsys, "sell", "MUG=1", "--place", "99999")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Postcode,Latitude\n01067,51\n", "no column “longitude”: add one"),
        ("zip,lat,lng\n01067,here,there\n", "tells of no postcode where it lies"),
    ],
)
def test_a_sheet_without_postcodes_says_what_to_do(
    path: Path, capsys: Output, tmp_path: Path, text: str, why: str
) -> None:
    sheet = tmp_path / "codes.csv"
    sheet.write_text(text, encoding="utf-8")

    assert why in refused(path, capsys, "deliveries", "--postcodes", str(sheet))


def test_ways_of_a_sheet_go_before_the_straight_line(
    path: Path, capsys: Output, tmp_path: Path
) -> None:
    run(path, "sell", "MUG=1", "--place", "48.1, 11.5")
    run(path, "sell", "MUG=1", "--place", "48.2, 11.5")
    sheet = tmp_path / "ways.csv"
    # A river lies between the two customers; the way back home is told by its time alone.
    sheet.write_text(
        'From,To,km,Minutes\nhome,1,20,30\n1,2,90,120\n"48.2, 11.5",home,,45\nelsewhere,2,1,1\n',
        encoding="utf-8",
    )

    text = told(path, capsys, "deliveries", "--home", "48.0, 11.5", "--ways", str(sheet), "--json")

    answer = json.loads(text)
    # Each is gone to from home, since the way between them is told to be long.
    assert {stop["number"]: stop["round"] for stop in answer["stops"]} in (
        {1: 1, 2: 2},
        {1: 2, 2: 1},
    )
    assert {stop["number"]: stop["kilometres"] for stop in answer["stops"]}[1] == 20
    first = answer["stops"][0]
    assert first["arrives"] == {1: "09:30", 2: "09:45"}[first["number"]]
    assert "6 of 6 ways are those of your sheet" in told(
        path, capsys, "deliveries", "--ways", str(sheet)
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("To,km\nhome,1\n", "no column “from”: add one"),
        ("From,To,km\nhome,1,far\n", "tells no way from one place to another"),
        ("From,To,km\nhere,there,5\n", "names no two places of today"),
    ],
)
def test_a_sheet_without_ways_says_what_to_do(
    path: Path, capsys: Output, tmp_path: Path, text: str, why: str
) -> None:
    run(path, "sell", "MUG=1", "--place", "48.1, 11.5")
    run(path, "deliveries", "--home", "48.0, 11.5")
    sheet = tmp_path / "ways.csv"
    sheet.write_text(text, encoding="utf-8")

    assert why in refused(path, capsys, "deliveries", "--ways", str(sheet))
