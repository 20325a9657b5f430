"""Customer orders from the command line: taken in, listed, shipped, cancelled, taken back."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from inventory_core.__main__ import main

TODAY, LATER = date(2026, 4, 1), date(2026, 4, 8)

Output = pytest.CaptureFixture[str]


@pytest.fixture
def output(capsys: Output) -> Output:
    """What the commands write."""
    return capsys


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory, empty_database: Path) -> bytes:
    """A shop in which mugs and soap sell two a day, and ten of each are left."""
    folder = tmp_path_factory.mktemp("customers")
    path = folder / "shop.duckdb"
    path.write_bytes(empty_database.read_bytes())
    days = [TODAY - timedelta(days=day) for day in range(90, 0, -1)]
    sales = [f"{day},{sku},2,10" for day in days for sku in ("MUG", "SOAP")]
    files = {
        "sales.csv": ["Date,SKU,Units,Unit price", *sales],
        "stock.csv": ["SKU,Cost,On hand,Date", "MUG,4,10,2026-03-31", "SOAP,1,10,2026-03-31"],
    }
    for name, lines in files.items():
        (folder / name).write_text("\n".join(lines), encoding="utf-8")
    assert run(path, "import", *(str(folder / name) for name in files)) == 0
    return path.read_bytes()


@pytest.fixture
def path(tmp_path: Path, shop: bytes) -> Path:
    """The database of that shop."""
    path = tmp_path / "shop.duckdb"
    path.write_bytes(shop)
    return path


def run(path: Path, *words: str, today: date = TODAY) -> int:
    return main([words[0], "--database", str(path), "--today", today.isoformat(), *words[1:]])


def answer(path: Path, output: Output, *words: str, today: date = TODAY) -> dict:
    output.readouterr()
    assert run(path, *words, "--json", today=today) == 0
    return json.loads(output.readouterr().out)


def the_order(path: Path, output: Output, *words: str, today: date = TODAY) -> dict:
    (order,) = answer(path, output, *words, today=today)["orders"]
    return order


def planned(path: Path, output: Output) -> dict[str, dict]:
    return {row["sku"]: row for row in answer(path, output, "plan")["plan"]}


def refused(path: Path, output: Output, *words: str) -> str:
    output.readouterr()
    assert run(path, *words) == 1
    return output.readouterr().err


def test_an_order_is_promised_ships_in_parts_and_is_taken_back(path: Path, output: Output) -> None:
    taken = ("sell", "MUG=8@12.5", "SOAP=1", "--channel", "shopify", "--reference", "#1001")
    order = the_order(path, output, *taken, "--promised", "2026-04-05", "--paid")
    assert (order["number"], order["state"], order["paid"]) == (1, "waiting", True)
    assert [(line["unit_price"], line["mark"]) for line in order["lines"]] == [
        (12.5, "ready"),
        (None, "ready"),
    ]
    assert planned(path, output)["MUG"]["committed"] == 8

    shipped = the_order(path, output, "ship", "1", "MUG=3", today=LATER)
    assert (shipped["state"], shipped["shipments"][0]["day"]) == ("part shipped", "2026-04-08")
    plan = planned(path, output)["MUG"]
    assert (plan["on_hand"], plan["committed"]) == (7, 5)

    assert answer(path, output, "undo-shipment", "1") == {"shipment": 1, "changed": True}
    assert run(path, "undo-shipment", "1") == 0
    assert "was taken back before" in output.readouterr().out
    assert the_order(path, output, "ship", "1")["state"] == "shipped"
    assert run(path, "customers") == 0
    assert output.readouterr().out.strip() == "No customer order is waiting."
    assert run(path, "customers", "--all") == 0
    assert "Shipment 2, 1 Apr 2026: 8 × MUG, 1 × SOAP." in output.readouterr().out


def test_who_is_first_gets_what_there_is(path: Path, output: Output) -> None:
    for promised in ("2026-04-05", "2026-04-06"):
        assert run(path, "sell", "MUG=8", "--promised", promised) == 0
    told = answer(path, output, "customers")["orders"]
    assert [(one["number"], one["lines"][0]["ready"]) for one in told] == [(1, 8), (2, 2)]

    assert the_order(path, output, "change-sale", "2", "--first", "--note", "red")["first"]
    told = answer(path, output, "customers")["orders"]
    assert [(one["number"], one["lines"][0]["ready"]) for one in told] == [(2, 8), (1, 2)]
    assert told[0]["note"] == "red"
    assert run(path, "alerts") == 0
    assert "the first for customer order 1, promised for 5 Apr 2026" in output.readouterr().out

    later = the_order(path, output, "change-sale", "2", "--no-first", "--promised", "2026-04-02")
    assert (later["first"], later["promised_on"], later["note"]) == (False, "2026-04-02", "red")


def test_goods_that_arrive_say_who_can_be_served_now(path: Path, output: Output) -> None:
    assert run(path, "sell", "MUG=15") == 0
    ordered = path.with_name("list.csv")
    ordered.write_text("SKU,Quantity\nMUG,30\n", encoding="utf-8")
    assert run(path, "order", str(ordered)) == 0
    told = answer(path, output, "customers")["orders"][0]["lines"][0]
    assert (told["ready"], told["mark"], told["arrives"]) == (10, "on its way", "2026-04-15")

    assert run(path, "receive", "1", "MUG=6", today=LATER) == 0

    assert "Customer order 1 can ship now, or more of it." in output.readouterr().out


def test_what_is_cancelled_can_be_wanted_after_all(path: Path, output: Output) -> None:
    assert run(path, "sell", "MUG=8", "SOAP=2") == 0

    assert the_order(path, output, "cancel", "1", "MUG=3")["lines"][0]["waiting"] == 5
    assert the_order(path, output, "cancel", "1")["state"] == "cancelled"
    assert planned(path, output)["MUG"]["committed"] == 0
    assert the_order(path, output, "cancel", "1", "--revive")["lines"][0]["waiting"] == 8


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("sell", "CUP=1"), "There is no product CUP"),
        (("sell", "MUG=0"), "give units above 0"),
        (("sell", "MUG=1@-1"), "no price below 0"),
        (("sell", "MUG=1", "--day", "2026-04-02"), "is still to come"),
        (("sell", "MUG=1", "--promised", "2026-03-01"), "It cannot be promised for 1 Mar 2026"),
        (("ship", "7"), "There is no customer order 7"),
        (("undo-shipment", "7"), "There is no shipment 7"),
    ],
)
def test_what_makes_no_sense_is_refused(
    path: Path, output: Output, words: tuple[str, ...], why: str
) -> None:
    assert why in refused(path, output, *words)


def test_a_line_that_cannot_be_read_is_refused(path: Path, output: Output) -> None:
    with pytest.raises(SystemExit):
        run(path, "sell", "MUG")
    assert "SKU=UNITS" in output.readouterr().err


SHOPIFY = (
    "Name,Financial Status,Fulfillment Status,Created at,Lineitem quantity,Lineitem name,"
    "Lineitem sku,Lineitem price\n"
    "#1,paid,fulfilled,2026-02-01 10:00:00 +0000,1,Mug,MUG,10\n"
    "#2,paid,{status},2026-03-31 10:00:00 +0000,3,Mug,MUG,10\n"
    "#3,paid,unfulfilled,2026-02-02 10:00:00 +0000,1,Soap,SOAP,10\n"
    "#4,paid,fulfilled,2026-02-02 10:00:00 +0000,1,Soap,SOAP,10\n"
)


def told(path: Path, status: str) -> None:
    """Import a Shopify export in which the newest order has this status."""
    file = path.with_name(f"{status}.csv")
    file.write_text(SHOPIFY.format(status=status), encoding="utf-8")
    assert run(path, "import", str(file)) == 0


def test_what_an_export_tells_as_not_shipped_is_listed_and_shipped_once(
    path: Path, output: Output
) -> None:
    told(path, "unfulfilled")
    order = the_order(path, output, "customers")
    assert (order["channel"], order["reference"], order["state"]) == ("Shopify", "2", "waiting")
    assert order["lines"][0]["mark"] == "ready"

    (note,) = answer(path, output, "customers")["notes"]
    assert note.startswith("Shopify: 1 order older than 30 days is not marked as shipped")
    assert run(path, "customers") == 0
    assert note in output.readouterr().out
    assert the_order(path, output, "ship", "1")["state"] == "shipped"

    told(path, "fulfilled")
    assert answer(path, output, "customers")["orders"] == []
    assert run(path, "customers", "--all") == 0
    text = output.readouterr().out
    assert "Shipment 1, " in text
    assert "Shipped by what a file says" not in text


def test_what_only_a_file_says_was_shipped_is_listed_as_such(path: Path, output: Output) -> None:
    told(path, "unfulfilled")
    told(path, "fulfilled")

    (order,) = answer(path, output, "customers", "--all")["orders"]
    assert [(one["id"], one["units"]) for one in order["shipments"]] == [(None, {"MUG": 3.0})]
    assert run(path, "customers", "--all") == 0
    assert "Shipped by what a file says, " in output.readouterr().out
