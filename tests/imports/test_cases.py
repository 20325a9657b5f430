"""Small files in the shapes of real trouble, each with its right answer worked out by hand.

The files lie outside the project, in shared data; their answers stand in the README there.
"""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from inventory_core.domain.errors import FileError
from inventory_core.imports.drop import Answers, import_file
from tests.shared import HOW_TO_HAVE_THEM

TODAY = date(2026, 11, 30)


@dataclass(frozen=True, kw_only=True)
class Right:
    """What a file says: units by product, in each of the ways that products are told of.

    sold: by name where a product has no code of its own. days: on which something was sold.
    facts: (product, fact, value). answers: to what is rightly asked.
    """

    sold: dict[str, float] = field(default_factory=dict)
    bought: dict[str, float] = field(default_factory=dict)
    there: dict[str, float] = field(default_factory=dict)
    days: tuple[str, ...] = ()
    facts: tuple[tuple[str, str, object], ...] = ()
    currency: str = ""
    answers: Answers | None = None


CASES = {
    "cn_warehouse_stock": Right(there={"LAMP-A": 52, "LAMP-B": 4, "VASE-1": 15, "VASE-2": 3}),
    "purchases_sheet": Right(
        bought={"C-1": 24, "S-1": 12, "M-1": 8},
        facts=(("C-1", "cost", 3.5), ("S-1", "cost", 1.2), ("M-1", "supplier", "Maker")),
    ),
    "inventory_tracker": Right(there={"C-1": 24, "S-1": 12, "M-1": 8}),
    "inventory_list": Right(
        there={"A1": 12, "A2": 0},
        facts=(
            *(("A1", "lead_time_days", 14.0), ("A2", "cost", 3.5), ("A2", "supplier", "Potter")),
            *(("A1", "name", "Blue mug"), ("A1", "price", 9.0)),
        ),
    ),
    "jinxiaocun_daily": Right(
        sold={"手工皂 (100g)": 8, "蜡烛 (大)": 2},
        bought={"手工皂 (100g)": 50, "蜡烛 (大)": 20},
        there={"手工皂 (100g)": 42, "蜡烛 (大)": 18},
        days=("2026-10-01", "2026-10-02"),
    ),
    "months_without_year": Right(
        sold={"candle": 85, "soap": 21},
        days=tuple(f"2026-0{month}-01" for month in range(1, 7)),
        answers=Answers(begins="2026-01-01"),
    ),
    "amazon_all_listings": Right(
        there={"MUG-B": 23, "MUG-R": 4}, facts=(("MUG-G", "price", 9.99), ("MUG-B", "price", 9.99))
    ),
    "amazon_inventory_report": Right(there={"AA-1": 1, "AA-2": 23, "AA-3": 0, "127814": 100}),
    "amazon_fba_ledger": Right(sold={"MUG-B": 2}, days=("2026-05-01",)),
    "meesho_orders": Right(sold={"scarf-blue": 3, "scarf-red": 2}, currency="₹"),
    "loyverse_receipts_by_item": Right(sold={"10001": 2}, days=("2026-01-01",)),
    "loyverse_items_es": Right(
        there={"10205": 12, "10053": 3}, facts=(("10205", "cost", 1.1), ("10053", "cost", 4.0))
    ),
    "ebay_transaction_report": Right(
        sold={"200": 2, "100": 1},
        days=("2023-01-01", "2023-01-03"),
        facts=(("200", "name", "Red lamp"), ("200", "price", 6.495)),
        currency="$",
    ),
    "sku_placeholders": Right(sold={"lamp": 1, "vase": 2, "bowl": 1, "cup": 3, "A-1": 1}),
    "shopify_orders_sizes_share_sku": Right(
        sold={
            "L05 -0-0-0 38 / BLUE": 2,
            "L05 -0-0-0 39 / BLUE": 1,
            "L05 -0-0-0 41 / BLUE": 2,
            "Z1 -0-0-0": 1,
        },
        currency="C$",
    ),
    "etsy_listings_it": Right(
        there={"VA-1": 1, "VA-2": 3, "ciotola c": 2, "ciotola d": 1, "TE-1": 5}, currency="€"
    ),
    "shopee_br_orders": Right(sold={"CA-96-": 1, "CA-93": 3}, days=("2026-01-28", "2026-01-29")),
    "mercadolivre_sales": Right(sold={"CA-96": 3, "CA-98": 1}, days=("2026-01-30", "2026-02-01")),
    "naver_smartstore_orders": Right(sold={"CA-L": 2, "MUG-1": 1, "CA-S": 3}, currency="₩"),
    "vend_products": Right(
        there={"10025": 5, "10026": 0, "264": 46},
        facts=(
            *(("10025", "name", "Racer Tank / S"), ("10026", "name", "Racer Tank / M")),
            *(("264", "name", "Crest Mug"), ("264", "cost", 4.01)),
        ),
    ),
    "wix_orders": Right(sold={"CA-L": 2, "MUG-1": 1}, currency="$"),
    "odoo_order_lines": Right(sold={"AP3014": 5, "SL5081": 2}),
    "tiktok_stock_template": Right(there={"ST3030-M": 4, "ST3030-L": 0, "ST3031-L": 9}),
    "woo_line_item_columns": Right(
        sold={"BK-1": 13, "poster": 3}, days=("2020-10-06", "2020-10-08"), currency="C$"
    ),
    "category_code_and_name": Right(
        facts=(
            ("102900005115168", "category", "花叶类"),
            ("102900005118831", "category", "水生根茎类"),
        )
    ),
    "squarespace_orders": Right(sold={"SQ100": 2, "SQ101": 1}, currency="$"),
}


def case(shared_data: Path, name: str) -> bytes:
    """The content of a case; tests on them are skipped where they are absent."""
    folder = shared_data / "cases"
    if not folder.is_dir():
        pytest.skip(HOW_TO_HAVE_THEM)
    return (folder / f"{name}.csv").read_bytes()


def units(frame: pd.DataFrame, column: str) -> dict[str, float]:
    return frame.groupby("sku")[column].sum().to_dict()


@pytest.mark.parametrize("name", CASES)
def test_a_case_is_read_rightly(shared_data: Path, name: str) -> None:
    right = CASES[name]
    content = case(shared_data, name)
    told = import_file(f"{name}.csv", content, today=TODAY, answers=right.answers)

    assert units(told.sales, "units") == right.sold
    assert units(told.receipts, "units") == right.bought
    latest = told.stock.sort_values("day").groupby(["place", "sku"]).tail(1)
    assert units(latest, "on_hand") == right.there
    if right.days:
        assert sorted({str(day.date()) for day in told.sales["day"]}) == list(right.days)
    known = told.products.set_index("sku")
    for sku, fact, value in right.facts:
        assert known.loc[sku, fact] == pytest.approx(value)
    assert told.currency == right.currency


def test_every_case_has_its_answer_here(shared_data: Path) -> None:
    files = {path.stem for path in (shared_data / "cases").glob("*.csv")}

    assert files == set(CASES)


def test_months_without_a_year_are_asked_about(shared_data: Path) -> None:
    content = case(shared_data, "months_without_year")

    with pytest.raises(FileError, match="name no year"):
        import_file("months_without_year.csv", content, today=TODAY)


def test_what_is_left_day_by_day_is_kept_as_counts_of_those_days(shared_data: Path) -> None:
    content = case(shared_data, "jinxiaocun_daily")
    told = import_file("jinxiaocun_daily.csv", content, today=TODAY)

    counts = {(row.sku, str(row.day.date())): row.on_hand for row in told.stock.itertuples()}
    assert counts == {
        ("手工皂 (100g)", "2026-10-01"): 47,
        ("手工皂 (100g)", "2026-10-02"): 42,
        ("蜡烛 (大)", "2026-10-02"): 18,
    }
