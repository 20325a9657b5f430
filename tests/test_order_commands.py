"""Purchase orders from the command line: placed, listed, received, closed, and what it changes."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from inventory_core.__main__ import main
from inventory_core.store.store import Store
from tests.shared import FOLDER, HOW_TO_HAVE_THEM

ORDERED, LATER = date(2026, 4, 1), date(2026, 4, 8)

Output = pytest.CaptureFixture[str]


@pytest.fixture
def output(capsys: Output) -> Output:
    """What the commands write."""
    return capsys


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory, empty_database: Path) -> bytes:
    return small_shop(tmp_path_factory.mktemp("ordering"), empty_database)


def small_shop(folder: Path, empty_database: Path) -> bytes:
    """A shop in which mugs of Clay and soap of nobody sell two a day, and ten of each are left."""
    path = folder / "shop.duckdb"
    path.write_bytes(empty_database.read_bytes())
    days = [ORDERED - timedelta(days=day) for day in range(90, 0, -1)]
    sales = [f"{day},{sku},2,10" for day in days for sku in ("MUG", "SOAP")]
    products = ["MUG,Clay,4,21,10,2026-03-31", "SOAP,,1,7,10,2026-03-31"]
    listed = write(folder / "sales.csv", "Date,SKU,Units,Unit price", *sales)
    stock = write(folder / "stock.csv", "SKU,Supplier,Cost,Lead time days,On hand,Date", *products)
    assert run(path, "import", str(listed), str(stock)) == 0
    return path.read_bytes()


@pytest.fixture
def path(tmp_path: Path, shop: bytes) -> Path:
    """The database of that shop."""
    path = tmp_path / "shop.duckdb"
    path.write_bytes(shop)
    return path


def write(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def run(path: Path, *words: str, today: date = ORDERED) -> int:
    return main([words[0], "--database", str(path), "--today", today.isoformat(), *words[1:]])


def answer(path: Path, output: Output, *words: str, today: date = ORDERED) -> dict:
    output.readouterr()
    assert run(path, *words, "--json", today=today) == 0
    return json.loads(output.readouterr().out)


def planned(path: Path, output: Output, *, today: date = ORDERED) -> dict[str, dict]:
    plan = answer(path, output, "plan", today=today)["plan"]
    return {row["sku"]: row for row in plan}


def kinds(path: Path, output: Output, *, today: date) -> dict[str, str]:
    alerts = answer(path, output, "alerts", today=today)["alerts"]
    return {row["alert"]: row["advice"] for row in alerts}


def refused(path: Path, output: Output, *words: str) -> str:
    output.readouterr()
    assert run(path, *words) == 1
    return output.readouterr().err


def test_what_was_ordered_by_the_plan_is_not_ordered_again(path: Path, output: Output) -> None:
    before = planned(path, output)
    assert min(row["order_units"] for row in before.values()) > 0

    orders = answer(path, output, "order", "--plan")["orders"]

    assert [(one["supplier"], one["expected_on"]) for one in orders] == [
        ("", "2026-04-08"),
        ("Clay", "2026-04-22"),
    ]
    assert {line["sku"]: line["units"] for one in orders for line in one["lines"]} == {
        sku: row["order_units"] for sku, row in before.items()
    }
    after = planned(path, output)
    assert {sku: row["order_units"] for sku, row in after.items()} == {"MUG": 0, "SOAP": 0}
    told = after["MUG"]["reason"]
    assert "on their way. What was ordered is expected from 22 Apr 2026 on." in told
    assert run(path, "plan") == 0
    told = output.readouterr().out
    assert "2 purchase orders are on the way, the first expected on 8 Apr 2026" in told
    kept = Store(path).kept_for_later()
    assert set(kept.loc[kept["acted_on"], "sku"]) == {"MUG", "SOAP"}


def test_what_was_never_counted_is_left_out_of_what_the_plan_says_and_named(
    path: Path, output: Output, tmp_path: Path
) -> None:
    days = [ORDERED - timedelta(days=day) for day in range(90, 0, -1)]
    sales = write(tmp_path / "hats.csv", "Date,SKU,Units", *(f"{day},HAT,2" for day in days))
    assert run(path, "import", str(sales)) == 0
    assert planned(path, output)["HAT"]["order_units"] > 0

    told = answer(path, output, "order", "--plan")

    assert told["left_out"] == ["HAT"]
    assert {line["sku"] for one in told["orders"] for line in one["lines"]} == {"MUG", "SOAP"}
    assert "Nothing is ordered" in refused(path, output, "order", "--plan")
    run(path, "order", "--plan")
    assert "Left out: HAT (" in output.readouterr().out
    assert run(path, "count", "HAT=0") == 0
    (one,) = answer(path, output, "order", "--plan")["orders"]
    assert [line["sku"] for line in one["lines"]] == ["HAT"]


def test_goods_arrive_are_taken_back_and_given_up(path: Path, output: Output) -> None:
    assert run(path, "order", "--plan", "--supplier", "Clay") == 0
    (order,) = answer(path, output, "orders")["orders"]
    (line,) = order["lines"]

    (part,) = answer(path, output, "receive", "1", "MUG=6", "--day", "2026-04-05", today=LATER)[
        "orders"
    ]
    assert (part["state"], part["lines"][0]["coming"]) == ("part received", line["units"] - 6)
    mug = planned(path, output, today=LATER)["MUG"]
    assert (mug["on_hand"], mug["on_order"]) == (16, line["units"] - 6)

    assert answer(path, output, "undo-receipt", "1")["changed"]
    assert not answer(path, output, "undo-receipt", "1")["changed"]
    assert answer(path, output, "orders")["orders"][0]["receipts"] == []

    (closed,) = answer(path, output, "close", "1", "MUG", today=LATER)["orders"]
    assert closed["state"] == "cancelled"
    assert planned(path, output, today=LATER)["MUG"]["order_units"] > 0
    assert run(path, "orders") == 0
    assert "Nothing is on its way" in output.readouterr().out
    assert answer(path, output, "orders", "--all")["orders"] == [closed]

    (opened,) = answer(path, output, "close", "1", "--reopen", today=LATER)["orders"]
    assert opened["state"] == "ordered"
    (done,) = answer(path, output, "receive", "1", today=LATER)["orders"]
    assert (done["state"], done["lines"][0]["received"]) == ("received", line["units"])


def test_people_are_told_how_an_order_stands(path: Path, output: Output) -> None:
    assert run(path, "order", "--plan", "--supplier", "Clay", "--expected", "2026-04-05") == 0
    assert run(path, "receive", "1", "MUG=900", today=LATER) == 0
    told = output.readouterr().out

    assert "Purchase order 1 at Clay: ordered on 1 Apr 2026, expected on 5 Apr 2026." in told
    assert "more than ordered." in told
    assert "unless that was counted after it came" in told
    assert run(path, "orders", "--all", today=LATER) == 0
    assert "Receipt 1, 8 Apr 2026: 900 MUG." in output.readouterr().out
    assert run(path, "undo-receipt", "1") == run(path, "undo-receipt", "1") == 0
    assert "Receipt 1 was taken back before." in output.readouterr().out


def test_an_order_is_changed_after_it_was_placed(path: Path, output: Output) -> None:
    assert run(path, "order", "--plan", "--supplier", "Clay") == 0
    told = ("--expected", "2026-05-02", "--reference", "PI 7", "--freight", "20", "--paid")

    (order,) = answer(path, output, "change-order", "1", *told)["orders"]

    (line,) = order["lines"]
    assert (order["expected_on"], order["reference"]) == ("2026-05-02", "PI 7")
    assert (order["freight"], order["paid"], line["unit_cost"]) == (20, True, 4)
    assert line["landed_cost"] == pytest.approx(4 + 20 / line["units"])
    assert run(path, "change-order", "1", "--no-paid", "--note", "call them") == 0
    said = output.readouterr().out
    assert "Not paid yet." in said
    assert "Their reference: PI 7. Your note: call them" in said
    assert "Freight and other costs: 20.00." in said
    (kept,) = answer(path, output, "orders")["orders"]
    assert (kept["freight"], kept["paid"], kept["note"]) == (20, False, "call them")


def test_the_money_of_an_order_is_changed_and_its_costs_follow(path: Path, output: Output) -> None:
    assert run(path, "order", "--plan", "--supplier", "Clay") == 0
    assert "What does one ¥ cost" in refused(path, output, "change-order", "1", "--currency", "¥")
    assert "A rate needs a currency" in refused(path, output, "change-order", "1", "--rate", "2")

    told = ("--currency", "¥", "--rate", "0.1")
    (order,) = answer(path, output, "change-order", "1", *told)["orders"]
    assert (order["currency"], order["rate"]) == ("¥", 0.1)
    assert (order["lines"][0]["unit_price"], order["lines"][0]["unit_cost"]) == (4, 0.4)
    (order,) = answer(path, output, "change-order", "1", "--rate", "0.2")["orders"]
    assert (order["currency"], order["lines"][0]["unit_cost"]) == ("¥", 0.8)
    (order,) = answer(path, output, "change-order", "1", "--currency", "")["orders"]
    assert (order["currency"], order["rate"], order["lines"][0]["unit_cost"]) == ("", 1, 4)


def test_an_order_is_written_for_its_supplier(path: Path, output: Output, tmp_path: Path) -> None:
    assert run(path, "order", "--plan", "--supplier", "Clay") == 0
    pdf, csv = tmp_path / "order.pdf", tmp_path / "order.csv"
    output.readouterr()

    assert run(path, "order-file", "1", str(pdf)) == 0
    assert "× MUG, 4.00" in output.readouterr().out
    assert pdf.read_bytes().startswith(b"%PDF")
    told = answer(path, output, "order-file", "1", str(csv))
    assert told["file"] == str(csv)
    (first,) = answer(path, output, "orders")["orders"]
    # The file for the supplier is understood as a list of what was ordered.
    (again,) = answer(path, output, "order", str(csv))["orders"]
    assert [line["units"] for line in again["lines"]] == [first["lines"][0]["units"]]
    assert "no purchase order 9" in refused(path, output, "order-file", "9", str(pdf))


def test_a_late_order_is_an_alert_of_its_own(path: Path, output: Output) -> None:
    assert run(path, "order", "--plan", "--expected", "2026-04-07") == 0

    assert "late_order" not in kinds(path, output, today=date(2026, 4, 7))
    alerts = kinds(path, output, today=LATER)

    assert "ordered on 1 Apr 2026, expected on 7 Apr 2026, are not here" in alerts["late_order"]
    assert planned(path, output, today=LATER)["MUG"]["order_units"] == 0


def test_a_list_of_ones_own_is_ordered(path: Path, output: Output, tmp_path: Path) -> None:
    listed = write(tmp_path / "list.csv", "Qty;SKU", "12;MUG", ";SOAP", "3;MUG")

    (order,) = answer(path, output, "order", str(listed), "--day", "2026-03-20")["orders"]

    assert order["ordered_on"] == "2026-03-20"
    assert [(line["sku"], line["units"]) for line in order["lines"]] == [("MUG", 15)]


def test_the_purchase_list_taken_home_is_ordered_as_it_stands(
    path: Path, output: Output, tmp_path: Path
) -> None:
    home = tmp_path / "purchases.csv"
    assert run(path, "plan", "--csv", str(home)) == 0
    before = planned(path, output)

    orders = answer(path, output, "order", str(home))["orders"]

    assert {line["sku"]: line["units"] for one in orders for line in one["lines"]} == {
        sku: row["order_units"] for sku, row in before.items()
    }


@pytest.mark.parametrize(
    ("lines", "options", "why"),
    [
        (("SKU,Quantity", "HAT,3"), (), "There is no product HAT"),
        (("SKU,Quantity", "MUG,many"), (), "row 2: “many” is no number of units"),
        (("SKU,Colour", "MUG,red"), (), "has no column “Quantity”"),
        (("SKU,Quantity", "MUG,0"), (), "Nothing is ordered"),
        (("SKU,Quantity", "MUG,3"), ("--supplier", "Wax"), "Nothing is ordered"),
        (("SKU,Quantity", "MUG,3"), ("--day", "2026-04-02"), "is still to come"),
        (("SKU,Quantity", "MUG,3"), ("--expected", "2026-03-02"), "before it was ordered"),
    ],
)
def test_a_list_that_makes_no_sense_is_refused_whole(
    path: Path, output: Output, tmp_path: Path, lines: tuple, options: tuple, why: str
) -> None:
    listed = write(tmp_path / "list.csv", *lines)

    assert why in refused(path, output, "order", str(listed), *options)
    assert answer(path, output, "orders")["orders"] == []


def test_what_does_not_go_with_an_order_is_refused(path: Path, output: Output) -> None:
    assert run(path, "order", "--plan", "--supplier", "Clay") == 0

    assert "no purchase order 4" in refused(path, output, "receive", "4")
    assert "SOAP is not in purchase order 1" in refused(path, output, "receive", "1", "SOAP=3")
    assert "SOAP is not in purchase order 1" in refused(path, output, "close", "1", "SOAP")
    assert "no purchase order 4" in refused(path, output, "change-order", "4", "--paid")
    early = ("change-order", "1", "--expected", "2026-03-01")
    assert "before it was ordered" in refused(path, output, *early)
    assert "There is no receipt 1" in refused(path, output, "undo-receipt", "1")
    assert "nowhere.csv cannot be read" in refused(path, output, "order", "nowhere.csv")


def test_the_case_of_the_same_order_again(
    tmp_path: Path, empty_database: Path, output: Output
) -> None:
    case = FOLDER / "trouble" / "the_same_order_again"
    if not case.exists():
        pytest.skip(HOW_TO_HAVE_THEM)
    path = tmp_path / "shop.duckdb"
    path.write_bytes(empty_database.read_bytes())
    assert run(path, "import", str(case / "sales.csv"), str(case / "stock.csv")) == 0
    assert run(path, "order", "--plan") == 0

    assert run(path, "import", str(case / "week.csv"), today=LATER) == 0
    mug = planned(path, output, today=LATER)["MUG"]

    assert mug["order_units"] == 0
    assert "What was ordered is expected from 15 Apr 2026 on" in mug["reason"]
