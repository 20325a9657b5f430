"""The command line: the same core without a browser, for people and for programs."""

import csv
import io
import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest

from inventory_core.__main__ import main
from inventory_core.optimization.tables import OVERSTOCK, PLAN
from inventory_core.simulation.tables import CASH, PAYMENTS
from inventory_core.store.store import Store
from tests.imports.example_files import archive
from tests.texts import plain_words

ROOT = Path(__file__).parents[1]
FIRST_DAY = date(2026, 1, 5)
DAYS = 70
TODAY = FIRST_DAY + timedelta(days=DAYS)

KEYS = [
    "file",
    "format",
    "channel",
    "columns",
    "rows_read",
    "rows_saved",
    "rows_replaced",
    "rows_refused",
    "rows_ignored",
    "refused",
    "ignored",
    "notes",
    "products",
    "units",
    "on_hand",
    "first_day",
    "last_day",
    "currency",
    "cost_currency",
    "bought",
    "cells_left_out",
    "columns_not_used",
    "sheets_left",
    "saved",
    "changed",
]

SERVE = """
import sys, time
from pathlib import Path
from inventory_core.store.store import Store

store = Store(Path(sys.argv[1]))
print("serving", flush=True)
while True:
    store.versions()
    time.sleep(0.01)
"""


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "shop.duckdb"


@pytest.fixture(scope="session")
def sales(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two products that sell a little each day, and three rows that cannot be kept."""
    path = tmp_path_factory.mktemp("files") / "sales.csv"
    lines = ["Date,SKU,Product name,Units,Unit price"]
    for day in range(DAYS):
        when = FIRST_DAY + timedelta(days=day)
        lines += [f"{when},007,Tea 🍵,{1 + day % 3},€4.50", f"{when},MUG,=Mug,1,€9.00"]
    lines += [f"{FIRST_DAY},MUG,=Mug,-2,€9.00", "soon,MUG,=Mug,1,€9.00", f"{FIRST_DAY},MUG,x,0,€9"]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def saved_database(tmp_path_factory: pytest.TempPathFactory, sales: Path) -> bytes:
    database = tmp_path_factory.mktemp("database") / "shop.duckdb"
    assert run("import", sales, "--json", database=database) == 0
    return database.read_bytes()


@pytest.fixture
def saved(database: Path, saved_database: bytes, capsys: pytest.CaptureFixture[str]) -> Path:
    """A database with these sales."""
    database.write_bytes(saved_database)
    capsys.readouterr()
    return database


@pytest.fixture
def counted(saved: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A database with these sales, and none of the two products left."""
    stock, yesterday = tmp_path / "counted.csv", TODAY - timedelta(days=1)
    stock.write_text(f"SKU,Date,On hand\n007,{yesterday},0\nMUG,{yesterday},0\n")
    assert run("import", stock, database=saved) == 0
    capsys.readouterr()
    return saved


def run(command: str, *options: object, database: Path) -> int:
    arguments = [command, *map(str, options), "--database", str(database), "--today", f"{TODAY}"]
    return main(arguments)


def answer(capsys: pytest.CaptureFixture[str]) -> dict:
    """What a command wrote: JSON and nothing else."""
    return json.loads(capsys.readouterr().out)


def program(*arguments: object, encoding: str = "utf-8") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "inventory_core", *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": encoding},
    )


# The language


def test_a_command_speaks_the_language_of_the_settings(
    saved: Path,
    capsys: pytest.CaptureFixture[str],
    translated: Callable[[str, dict[str, str]], None],
) -> None:
    planned = "Planned for {day}, the day after your newest sale."
    translated("de", {planned: "Geplant für den {day}.", "what to order now": "Plan"})
    store = Store(saved)
    store.save_settings(language="de")

    assert run("plan", database=saved) == 0
    assert capsys.readouterr().out.startswith("Geplant für den ")
    with pytest.raises(SystemExit):
        main(["--help", "--database", str(saved)])
    assert "what to order now" not in capsys.readouterr().out


@pytest.mark.long
def test_no_english_is_left_in_what_commands_say(
    saved: Path, sales: Path, another_language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    store = Store(saved)
    store.save_settings(language=another_language)
    names = {"MUG", "Mug", "Tea", "shop", "sales", "csv", "sheet", "Date", "Units", "soon"}

    for command in (("plan",), ("alerts",), ("forecast", "--processes", "1"), ("import", sales)):
        assert run(*command, database=saved) == 0
        output = capsys.readouterr()
        for line in (output.out + output.err).splitlines():
            assert plain_words(line) <= names, line


def test_a_command_asks_no_shop_for_its_language_where_there_is_none(database: Path) -> None:
    with pytest.raises(SystemExit):
        main(["--help", "--database", str(database)])

    assert not database.exists()


# import


def test_import_says_for_programs_what_became_of_each_row(
    database: Path, sales: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("import", sales, "--json", database=database) == 0

    (told,) = answer(capsys)["files"]
    assert list(told) == KEYS
    assert told["file"] == "sales.csv"
    assert told["format"] == "sales sheet"
    assert (told["rows_read"], told["rows_saved"], told["rows_replaced"]) == (143, 140, 0)
    assert (told["products"], told["currency"], told["saved"]) == (2, "€", True)
    # 70 mugs; 70 days of 1, 2, 3 cups in turn: 23 × 6 + 1.
    assert told["units"] == 70 + 139
    assert (told["first_day"], told["last_day"]) == ("2026-01-05", "2026-03-15")


def test_import_gives_reason_and_row_numbers_of_refused_rows(
    database: Path, sales: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("import", sales, "--json", database=database)

    (told,) = answer(capsys)["files"]
    assert (told["rows_refused"], told["rows_ignored"]) == (2, 1)
    assert [(why["reason"], why["count"], why["rows"]) for why in told["refused"]] == [
        ("unreadable_date", 1, [143]),
        ("zero_units", 1, [144]),
    ]
    (ignored,) = told["ignored"]
    assert (ignored["reason"], ignored["rows"]) == ("negative_units", [142])
    assert all(why["explanation"].endswith(".") for why in told["refused"] + told["ignored"])


def test_importing_again_changes_nothing_and_says_so(
    saved: Path, sales: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = Store(saved).versions()
    assert run("import", sales, "--json", database=saved) == 0

    (told,) = answer(capsys)["files"]
    assert (told["rows_saved"], told["rows_replaced"], told["changed"]) == (0, 140, False)
    assert told["rows_read"] == 140 + told["rows_refused"] + told["rows_ignored"]
    assert Store(saved).versions() == before


def test_a_dry_run_keeps_nothing(
    database: Path, sales: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("import", sales, "--dry-run", "--json", database=database) == 0

    (told,) = answer(capsys)["files"]
    assert told["saved"] is False
    assert told["rows_read"] == 143
    assert not database.exists()


def test_one_bad_file_does_not_keep_the_others_out(
    database: Path, sales: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad, absent = tmp_path / "notes.csv", tmp_path / "absent.csv"
    bad.write_bytes(b"")
    stock = tmp_path / "stock.csv"
    stock.write_text(f"SKU,Date,On hand\n007,{FIRST_DAY},9\n", encoding="utf-8")

    assert run("import", bad, absent, sales, stock, "--json", database=database) == 1

    files = answer(capsys)["files"]
    assert [file["file"] for file in files] == [
        "notes.csv",
        "absent.csv",
        "sales.csv",
        "stock.csv",
    ]
    assert [list(file) for file in files[:2]] == [["file", "error"]] * 2
    assert files[1]["error"] == f"{absent} cannot be opened (No such file or directory): " + (
        "check its name."
    )
    assert files[2]["rows_saved"] == 140
    assert (files[3]["format"], files[3]["rows_saved"]) == ("stock sheet", 1)
    assert len(Store(database).uploads()) == 2


def test_import_says_for_people_what_became_of_a_file(
    database: Path, sales: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("import", sales, tmp_path / "absent.csv", database=database) == 1

    told = capsys.readouterr()
    assert "sales.csv (sales sheet): 140 of 143 rows can be kept. Sold:" in told.out
    assert "The units are negative" in told.out
    assert "143 rows read = 140 saved + 2 refused + 1 ignored." in told.out
    assert "absent.csv cannot be opened" in told.err


def test_import_reads_each_file_of_an_archive(
    database: Path, sales: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    packed = tmp_path / "all.zip"
    packed.write_bytes(archive({"sales.csv": sales.read_bytes(), "sub/list.csv": b"\0\1\2\3" * 99}))
    assert run("import", packed, "--json", database=database) == 1

    read, failed = answer(capsys)["files"]
    assert (read["file"], read["rows_saved"]) == ("all.zip › sales.csv", 140)
    assert failed["file"] == "all.zip › sub/list.csv"
    assert "is no spreadsheet: please export it again" in failed["error"]


@pytest.mark.parametrize(("option", "day"), [("--day-first", "02-01"), ("--month-first", "01-02")])
def test_the_order_of_day_and_month_can_be_said(
    option: str, day: str, database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "sales.csv"
    path.write_text("Date,SKU,Units\n01/02/2026,TEA,1\n", encoding="utf-8")

    assert run("import", path, "--json", database=database) == 1
    (asked,) = answer(capsys)["files"]
    assert "can be read in several ways" in asked["error"]

    assert run("import", path, option, "--json", database=database) == 0
    (told,) = answer(capsys)["files"]
    assert told["first_day"] == f"2026-{day}"


def test_the_year_can_be_said_to_come_first(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "sales.csv"
    path.write_text("Date,SKU,Units\n26/01/05,TEA,1\n", encoding="utf-8")

    assert run("import", path, "--year-first", "--json", database=database) == 0
    (told,) = answer(capsys)["files"]
    assert told["first_day"] == "2026-01-05"


def test_the_channel_of_the_sales_can_be_said(
    database: Path, sales: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("import", sales, "--channel", "fair", "--json", database=database)

    (told,) = answer(capsys)["files"]
    assert told["channel"] == "fair"
    assert Store(database).uploads()["channel"].tolist() == ["fair"]


# forecast


def test_forecast_keeps_and_tells_every_product(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # Five weeks of a mug a day: too short for a test of 28 days, so that no model is fitted long.
    days = [TODAY - timedelta(days=back) for back in range(35, 0, -1)]
    lines = [f"{day},MUG,1" for day in days] + [f"{days[3]},CAP,1"]
    (tmp_path / "sales.csv").write_text("\n".join(["Date,SKU,Units", *lines]), encoding="utf-8")
    assert run("import", tmp_path / "sales.csv", database=database) == 0
    capsys.readouterr()

    assert run("forecast", "--processes", 1, "--json", database=database) == 0
    written = capsys.readouterr()
    told = json.loads(written.out)
    assert told["failures"] == []
    assert [product["sku"] for product in told["products"]] == ["CAP", "MUG"]
    assert told["products"][1]["mean_units"] == pytest.approx(28, abs=1)
    assert "1 / 1" in written.err
    versions = Store(database).versions()
    assert versions.forecasts > 0

    assert run("forecast", "--processes", 1, database=database) == 0
    written = capsys.readouterr()
    assert written.out.startswith("CAP: ")
    assert f"MUG: {told['products'][1]['mean_units']:.0f} units in 28 days, " in written.out
    assert written.err == ""
    assert Store(database).versions() == versions


def test_forecast_by_a_scheduler_that_is_not_there_says_what_to_do(
    saved: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("distributed", reason="clusters need requirements-cluster.txt")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"tcp://127.0.0.1:{taken.getsockname()[1]}"

    assert run("forecast", "--scheduler", address, "--json", database=saved) == 1
    assert f"No Dask scheduler can be reached at {address} (" in answer(capsys)["error"]


def test_forecast_goes_by_the_scheduler_of_the_settings_unless_told_otherwise(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("distributed", reason="clusters need requirements-cluster.txt")
    lines = [f"{TODAY - timedelta(days=back)},MUG,1" for back in range(1, 35)]
    (tmp_path / "sales.csv").write_text("\n".join(["Date,SKU,Units", *lines]), encoding="utf-8")
    assert run("import", tmp_path / "sales.csv", database=database) == 0
    Store(database).save_settings(scheduler="nowhere")
    capsys.readouterr()

    assert run("forecast", "--json", database=database) == 1
    assert "can be reached at nowhere (this is no address)" in answer(capsys)["error"]
    assert run("forecast", "--scheduler", "", "--processes", 1, "--json", database=database) == 0


def test_forecast_without_sales_says_what_to_do(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("forecast", "--json", database=database) == 1
    assert answer(capsys) == {
        "error": "There are no sales before today: please upload a sales file first.",
    }


def test_no_processes_at_all_are_refused(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        run("forecast", "--processes", 0, database=saved)

    assert caught.value.code == 2
    assert "--processes" in capsys.readouterr().err


# plan and alerts


def test_plan_tells_programs_every_number(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("plan", "--json", database=saved) == 0

    told = answer(capsys)
    assert told["planned_for"] == f"{TODAY}"
    assert [list(product) for product in told["plan"]] == [[*PLAN, "reason"]] * 2
    mug = told["plan"][1]
    assert (mug["sku"], mug["stock_known"], mug["price"]) == ("MUG", False, 9.0)
    assert mug["order_units"] > 0
    assert mug["spend"] is mug["on_hand"] is None
    assert mug["reason"].startswith(f"{mug['order_units']:.0f} in all, less what you have left on ")
    assert told["stands_on"] == {
        "products": 2,
        "stock_known": 0,
        "costs_known": 0,
        "never_sold": 0,
        "sales_days": DAYS,
    }


def test_plan_says_what_it_stands_on_and_marks_what_was_never_counted(
    saved: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("plan", "--csv", tmp_path / "list.csv", database=saved) == 0

    told = capsys.readouterr().out
    assert "\nStands on: stock known of 0 of 2 products, costs of 0, 2 months of sales.\n" in told
    assert "(less what you have left when it comes) · " in told
    table = csv.DictReader(io.StringIO((tmp_path / "list.csv").read_text(encoding="utf-8-sig")))
    noted = [(row["Note"], row["Spend"]) for row in table]
    assert noted == [("less what you have left when it comes", "")] * 2


def test_plan_writes_a_purchase_list_that_opens_right_in_excel(
    saved: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("plan", "--csv", tmp_path / "list.csv", database=saved) == 0

    content = (tmp_path / "list.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    table = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    named = {row["SKU"]: row["Product"] for row in table}
    assert named == {"007": "Tea 🍵", "MUG": "'=Mug"}
    told = capsys.readouterr().out
    assert told.startswith("Planned for 16 Mar 2026, the day after your newest sale.\n")
    assert "007 · Tea 🍵: " in told


def test_a_purchase_list_that_cannot_be_written_is_explained(
    saved: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "no folder" / "list.csv"

    assert run("plan", "--csv", path, "--json", database=saved) == 1
    assert answer(capsys) == {
        "error": f"{path} cannot be written (No such file or directory): choose another file."
    }


def test_a_list_of_one_supplier_leaves_the_others_out(
    saved: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    products = tmp_path / "products.csv"
    products.write_text("SKU,Supplier,Cost\nMUG,Kiln,3\n007,Kyoto,1\n", encoding="utf-8")
    assert run("import", products, database=saved) == 0
    capsys.readouterr()

    assert run("plan", "--supplier", "Kiln", database=saved) == 0

    told = capsys.readouterr().out
    assert "MUG · " in told
    assert "007 · " not in told


def test_alerts_are_told_most_urgent_first(
    saved: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stock = tmp_path / "stock.csv"
    stock.write_text(f"SKU,Date,On hand\n007,{TODAY - timedelta(days=1)},0\n", encoding="utf-8")
    assert run("import", stock, database=saved) == 0
    capsys.readouterr()

    assert run("alerts", "--json", database=saved) == 0
    told = answer(capsys)["alerts"]
    assert [(alert["alert"], alert["sku"]) for alert in told] == [
        ("no_stock_count", ""),
        ("out_of_stock", "007"),
    ]
    assert all(alert["advice"].endswith(".") for alert in told)

    assert run("alerts", database=saved) == 0
    assert "[Out of stock] 007 · Tea 🍵: Nothing left to sell: order now." in (
        capsys.readouterr().out
    )


def test_a_budget_is_not_spent_on_what_was_never_counted(
    saved: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("budget", 40, database=saved) == 0

    told = capsys.readouterr().out
    assert "2 products were never counted, and no money is spent on what may lie there" in told


def test_a_budget_buys_whole_packs_and_is_never_exceeded(
    counted: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("budget", 40, "--csv", tmp_path / "list.csv", "--json", database=counted) == 0

    told = answer(capsys)
    assert told["budget"] == 40
    assert 0 < told["spend"] <= 40
    assert told["left"] == 40 - told["spend"]
    bought = {row["sku"]: row["order_units"] for row in told["plan"] if row["order_units"]}
    table = csv.DictReader(io.StringIO((tmp_path / "list.csv").read_text(encoding="utf-8-sig")))
    assert {row["SKU"]: float(row["Units to order"]) for row in table} == bought
    ordered = Store(counted).kept_for_later().query("acted_on")["sku"]
    assert set(ordered) == set(bought)


def test_without_a_budget_it_is_what_the_plan_would_spend_as_far_as_that_pays(
    counted: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("plan", "--json", database=counted) == 0
    spend = sum(row["spend"] for row in answer(capsys)["plan"])
    assert run("budget", "--json", database=counted) == 0

    told = answer(capsys)
    assert told["budget"] == pytest.approx(min(spend, told["largest_order"]))


def test_a_budget_too_small_for_anything_is_told_what_is_needed(
    counted: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("budget", 0.01, database=counted) == 0

    assert "The smallest order that pays costs €" in capsys.readouterr().out


@pytest.mark.parametrize("amount", ["-5", "inf", "nan", "much"])
def test_a_budget_that_is_no_amount_is_refused(
    counted: Path, amount: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["budget", "--database", str(saved), "--", amount])

    assert "MONEY" in capsys.readouterr().err


def test_cash_tells_what_is_to_be_paid_and_when(
    counted: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("cash", "--csv", tmp_path / "payments.csv", "--json", database=counted) == 0

    told = answer(capsys)
    assert list(told["weeks"][0]) == list(CASH)
    assert list(told["payments"][0]) == list(PAYMENTS)
    # The projected weeks begin on the day that is planned for, and all is due in them or later.
    assert told["weeks"][0]["first_day"] == told["planned_for"]
    paid = sum(week["paid"] for week in told["weeks"]) + told["due_later"]
    assert paid == pytest.approx(sum(payment["money"] for payment in told["payments"]))
    table = list(csv.DictReader(io.StringIO((tmp_path / "payments.csv").read_text("utf-8-sig"))))
    assert len(table) == len(told["payments"])
    assert {row["Supplier"] for row in table} == {"No supplier given"}

    assert run("cash", database=counted) == 0
    assert "is to be paid" in capsys.readouterr().out


def test_cash_keeps_a_balance_and_tells_whether_it_lasts(
    counted: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("cash", database=counted) == 0
    assert "Type what is in your account" in capsys.readouterr().out

    assert run("cash", "--balance", "0.5", "--weekly-costs", "700", "--json", database=counted) == 0
    told = answer(capsys)
    assert (told["balance"], told["balance_on"]) == (0.5, TODAY.isoformat())
    assert told["short_from"] == next(one["day"] for one in told["balances"] if one["balance"] < 0)
    worst = min(one["balance"] for one in told["balances"])
    assert told["missing"] == pytest.approx(-worst)

    assert run("alerts", "--json", database=counted) == 0
    (short,) = (one for one in answer(capsys)["alerts"] if one["alert"] == "cash_short")
    assert short["money"] == pytest.approx(told["missing"])
    assert run("plan", "--json", database=counted) == 0
    assert not any("your money" in note for note in answer(capsys)["data_notes"])


def test_money_is_reckoned_from_today_where_the_newest_sale_is_older(
    counted: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    later = TODAY + timedelta(days=16)

    def told(command: str, *options: object) -> dict:
        arguments = [command, *map(str, options), "--database", str(counted), "--today", f"{later}"]
        assert main(arguments) == 0
        return answer(capsys)

    told("order", "--plan", "--json")
    ahead = told("cash", "--balance", "1000", "--json")

    assert ahead["planned_for"] == ahead["weeks"][0]["first_day"] == later.isoformat()
    # No order of a day that is over is paid for: they are placed today or later.
    assert min(one["ordered_on"] for one in ahead["payments"]) == later.isoformat()
    # The balance is that of this morning: nothing is there to be sold today, and nothing is due.
    assert ahead["balances"][0]["day"] == later.isoformat()
    assert ahead["balances"][0]["balance"] == 1000
    placed = [one for one in ahead["payments"] if one["placed"]]
    assert sum(one["money"] for one in placed) > 0
    assert {one["ordered_on"] for one in placed} == {later.isoformat()}


def test_cash_without_any_cost_or_price_says_so(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sales = tmp_path / "sales.csv"
    lines = [f"{FIRST_DAY + timedelta(days=day)},MUG,1" for day in range(DAYS)]
    sales.write_text("Date,SKU,Units\n" + "\n".join(lines), encoding="utf-8")
    assert run("import", sales, database=database) == 0
    capsys.readouterr()

    assert run("cash", "--json", database=database) == 1
    assert answer(capsys) == {
        "error": "No product has a cost or a price, so nothing can be said about money."
    }


def test_overstock_is_told_with_what_waiting_costs(
    saved: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("overstock", database=saved) == 0
    assert "Nothing lies there too much" in capsys.readouterr().out
    stock = tmp_path / "stock.csv"
    stock.write_text(f"SKU,Date,On hand\nMUG,{TODAY - timedelta(days=1)},900\n", encoding="utf-8")
    assert run("import", stock, database=saved) == 0
    capsys.readouterr()

    assert run("overstock", "--csv", tmp_path / "overstock.csv", "--json", database=saved) == 0

    (mug,) = answer(capsys)["overstock"]
    assert list(mug) == list(OVERSTOCK)
    assert (mug["sku"], mug["name"]) == ("MUG", "=Mug")
    assert 700 < mug["overstock_units"] < 900  # one a day sells within lead time and 60 days
    assert 0 < mug["waiting_cost"] <= mug["money"]
    (row,) = csv.DictReader(io.StringIO((tmp_path / "overstock.csv").read_text("utf-8-sig")))
    assert float(row["Units too many"]) == mug["overstock_units"]

    assert run("overstock", database=saved) == 0
    assert "MUG · =Mug: " in capsys.readouterr().out


# What goes wrong


@pytest.mark.parametrize(
    "command", ["forecast", "plan", "budget", "alerts", "cash", "overstock", "import"]
)
def test_a_database_that_cannot_be_made_is_explained(
    command: str, tmp_path: Path, sales: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [sales] if command == "import" else []
    database = sales / "folder" / "shop.duckdb"

    assert run(command, *files, "--json", database=database) == 1
    written = capsys.readouterr()
    told = json.loads(written.out)
    assert list(told) == ["error"]
    assert told["error"].startswith(f"The database {database} cannot be written (Not a directory)")
    assert written.err == ""

    assert run(command, *files, database=database) == 1
    written = capsys.readouterr()
    assert written.out == ""
    assert written.err.startswith(f"The database {database} cannot be written (Not a directory)")


def test_a_missing_database_folder_is_made(
    tmp_path: Path, sales: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database = tmp_path / "new" / "folder" / "shop.duckdb"

    assert run("import", sales, database=database) == 0
    assert database.is_file()


def test_a_day_that_is_none_is_refused(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["plan", "--today", "tomorrow", "--database", str(saved)])

    assert caught.value.code == 2
    assert "--today" in capsys.readouterr().err


def test_the_clock_can_be_set_from_outside(
    database: Path,
    sales: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("SOLOSTOCK_NOW", f"{TODAY}T09:30")
    assert main(["import", str(sales), "--database", str(database)]) == 0
    capsys.readouterr()

    assert main(["alerts", "--json", "--database", str(database)]) == 0
    by_clock = answer(capsys)
    assert run("alerts", "--json", database=database) == 0
    assert by_clock == answer(capsys)
    (upload,) = Store(database).uploads()["saved_at"]
    assert upload.isoformat() == f"{TODAY}T09:30:00"


def test_a_clock_that_is_none_gets_a_sentence(
    saved: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOLOSTOCK_NOW", "nonsense")

    assert main(["plan", "--database", str(saved)]) == 1
    assert "SOLOSTOCK_NOW holds “nonsense”" in capsys.readouterr().err


# As a program


@contextmanager
def serving(database: Path) -> Iterator[None]:
    """Let another process open and close the database in a loop, as the app does."""
    command = [sys.executable, "-c", SERVE, str(database)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "serving\n"
        try:
            yield
            assert process.poll() is None
        finally:
            process.kill()


def test_the_program_works_while_the_app_is_open_and_writes_utf8_on_any_console(
    database: Path, sales: Path
) -> None:
    with serving(database):
        done = program(
            "import", sales, "--json", "--database", database, "--today", TODAY, encoding="cp1252"
        )

    assert done.returncode == 0
    assert done.stderr == b""
    (told,) = json.loads(done.stdout.decode("utf-8"))["files"]
    assert (told["rows_saved"], told["currency"]) == (140, "€")


@pytest.mark.skipif(os.name == "nt", reason="Windows has other words for a closed pipe")
def test_a_reader_that_has_seen_enough_is_no_error(saved: Path) -> None:
    command = [sys.executable, "-m", "inventory_core", "alerts", "--database", str(saved)]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()

        assert process.stderr.read() == b""


def test_the_program_explains_its_commands(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--help"])

    assert caught.value.code == 0
    told = capsys.readouterr().out
    assert [word for word in ("import", "forecast", "plan", "alerts") if word not in told] == []
