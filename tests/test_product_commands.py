"""Products from the command line: added, changed, discontinued, left alone until a day."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from inventory_core.__main__ import main
from inventory_core.store.store import Store

TODAY = date(2026, 4, 1)

Output = pytest.CaptureFixture[str]


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory, empty_database: Path) -> bytes:
    """A shop in which mugs sell two a day, and ten are left."""
    folder = tmp_path_factory.mktemp("products")
    path = folder / "shop.duckdb"
    path.write_bytes(empty_database.read_bytes())
    days = [TODAY - timedelta(days=day) for day in range(90, 0, -1)]
    sales, stock = folder / "sales.csv", folder / "stock.csv"
    sales.write_text("Date,SKU,Units,Unit price\n" + "".join(f"{day},MUG,2,10\n" for day in days))
    stock.write_text("SKU,Cost,On hand,Date\nMUG,4,10,2026-03-31\n")
    assert run(path, "import", str(sales), str(stock)) == 0
    return path.read_bytes()


@pytest.fixture
def path(tmp_path: Path, shop: bytes) -> Path:
    """The database of that shop."""
    path = tmp_path / "shop.duckdb"
    path.write_bytes(shop)
    return path


def run(path: Path, *words: str) -> int:
    return main([words[0], "--database", str(path), "--today", f"{TODAY}", *words[1:]])


def answer(path: Path, capsys: Output, *words: str) -> dict:
    capsys.readouterr()
    assert run(path, *words, "--json") == 0
    return json.loads(capsys.readouterr().out)


def planned(path: Path, capsys: Output) -> dict[str, dict]:
    return {row["sku"]: row for row in answer(path, capsys, "plan")["plan"]}


def test_a_product_is_added_with_what_is_known_of_it(path: Path, capsys: Output) -> None:
    told = ("--name", "Bowl", "--cost", "3.5", "--holding-rate", "30%", "--one-shot", "no")
    answer(path, capsys, "product", "BOWL", "--add", *told)

    product = answer(path, capsys, "product", "BOWL")["product"]
    assert (product["name"], product["cost"], product["holding_rate"]) == ("Bowl", 3.5, 0.3)
    assert product["one_shot"] is False
    assert product["price"] is None
    assert (
        "nobody knows how much of it will be asked for" in planned(path, capsys)["BOWL"]["reason"]
    )


def test_a_product_without_sales_sells_like_another(path: Path, capsys: Output) -> None:
    answer(path, capsys, "product", "CUP", "--add", "--like-sku", "MUG", "--like-factor", "0.5")

    plan = planned(path, capsys)
    assert plan["CUP"]["daily_demand"] == pytest.approx(plan["MUG"]["daily_demand"] / 2, rel=0.05)
    assert plan["CUP"]["order_units"] > 0


def test_what_is_discontinued_is_not_ordered_until_that_is_taken_back(
    path: Path, capsys: Output
) -> None:
    assert planned(path, capsys)["MUG"]["order_units"] > 0

    answer(path, capsys, "product", "MUG", "--discontinued", "yes")
    assert planned(path, capsys)["MUG"]["order_units"] == 0
    assert answer(path, capsys, "alerts")["alerts"] == []
    (lying,) = answer(path, capsys, "overstock")["overstock"]
    assert (lying["sku"], lying["discontinued"], lying["overstock_units"]) == ("MUG", True, 10)

    answer(path, capsys, "product", "MUG", "--discontinued", "")
    assert planned(path, capsys)["MUG"]["order_units"] > 0


def test_what_is_not_to_be_ordered_yet_says_so_and_alerts_nobody(
    path: Path, capsys: Output
) -> None:
    answer(path, capsys, "product", "MUG", "--no-order-until", "2026-05-15")

    mug = planned(path, capsys)["MUG"]
    assert (mug["order_units"], mug["no_order_until"]) == (0, "2026-05-15")
    assert mug["reason"] == "Not ordered before 15 May 2026, as you said."
    assert answer(path, capsys, "alerts")["alerts"] == []

    answer(path, capsys, "product", "MUG", "--no-order-until", f"{TODAY}")
    assert planned(path, capsys)["MUG"]["order_units"] > 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("MUGG", "--cost", "4"), "There is no product MUGG"),
        (("MUGG",), "There is no product MUGG"),
        (("MUG", "--add"), "There is a product with the code MUG already"),
        ((" ", "--add"), "A product needs a code of its own"),
        (("MUG", "--like-sku", "BOWL"), "BOWL has never sold, so nothing can sell like it"),
    ],
)
def test_what_makes_no_sense_is_refused(
    path: Path, capsys: Output, words: tuple[str, ...], said: str
) -> None:
    capsys.readouterr()

    assert run(path, "product", *words) == 1
    assert said in capsys.readouterr().err
    assert Store(path).products()["sku"].tolist() == ["MUG"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--cost", "-1"), "it must lie between 0 and"),
        (("--discontinued", "soon"), "say yes or no"),
        (("--no-order-until", "spring"), "spring"),
    ],
)
def test_a_fact_that_cannot_be_is_refused(
    path: Path, capsys: Output, words: tuple[str, ...], said: str
) -> None:
    with pytest.raises(SystemExit):
        run(path, "product", "MUG", *words)
    assert said in capsys.readouterr().err


def test_a_fact_goes_back_to_the_default(path: Path, capsys: Output) -> None:
    capsys.readouterr()
    run(path, "product", "MUG", "--lead-time-days", "30", "--no-order-until", "2026-05-15")
    assert capsys.readouterr().out == (
        "MUG\n  Cost: 4\n  Price: 10\n  Lead time days: 30\n  Do not order until: 15 May 2026\n"
    )

    assert (
        answer(path, capsys, "product", "MUG", "--lead-time-days", "")["product"]["lead_time_days"]
        is None
    )
