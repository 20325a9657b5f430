import csv
import io
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory_core.domain.columns import labels, text
from inventory_core.domain.download import to_csv
from inventory_core.optimization.purchases import file_name, purchase_list, shares_of_suppliers
from inventory_core.optimization.tables import PURCHASES

ROWS: list[dict[str, Any]] = [
    {"sku": "A", "supplier": "Wax & Co", "order_units": 12.0, "unit_cost": 4.0, "spend": 48.0},
    {"sku": "B", "supplier": "Soap", "order_units": 0.0, "unit_cost": 9.0, "spend": 0.0},
    {"sku": "C", "supplier": "Soap", "order_units": 1.0, "unit_cost": 5.0, "spend": 5.0},
    {"sku": "D", "supplier": "Soap", "order_units": 30.0, "unit_cost": 2.0, "spend": 60.0},
    {"sku": "E", "supplier": "Soap", "order_units": 7.0, "unit_cost": None, "spend": None},
    {"sku": "F", "supplier": "", "order_units": 3.0, "unit_cost": 1.0, "spend": 3.0},
]
REASONS = [f"because of {row['sku']}" for row in ROWS]

Plans = Callable[..., pd.DataFrame]


def read(content: bytes) -> list[list[str]]:
    """The cells as a spreadsheet program finds them."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def written(*cells: str) -> list[str]:
    rows = read(
        to_csv(pd.DataFrame({"cell": pd.Series(cells, dtype="str")}), {"cell": text("Cell")})
    )
    return [row[0] for row in rows[1:]]


# What is on the list


def test_only_what_is_ordered_is_listed_by_supplier_and_the_largest_spend(plan_of: Plans) -> None:
    purchases = purchase_list(plan_of(*ROWS), REASONS)

    assert list(purchases.columns) == list(PURCHASES)
    assert purchases["sku"].tolist() == ["F", "D", "C", "E", "A"]
    assert purchases["unit_cost"].tolist()[:3] == [1, 2, 5]
    assert purchases["reason"].tolist()[0] == "because of F"
    assert purchases.index.tolist() == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(
    ("supplier", "skus"),
    [
        ("Soap", ["D", "C", "E"]),
        ("Wax & Co", ["A"]),
        ("", ["F"]),
        ("soap", []),
        (None, list("FDCEA")),
    ],
)
def test_one_supplier_gets_only_its_own(
    plan_of: Plans, supplier: str | None, skus: list[str]
) -> None:
    assert purchase_list(plan_of(*ROWS), REASONS, supplier=supplier)["sku"].tolist() == skus


def test_the_lists_of_all_suppliers_make_up_the_whole(plan_of: Plans) -> None:
    plan = plan_of(*ROWS)
    parts = [purchase_list(plan, REASONS, supplier=name) for name in ("", "Soap", "Wax & Co")]

    pd.testing.assert_frame_equal(pd.concat(parts, ignore_index=True), purchase_list(plan, REASONS))


def test_a_spend_that_nobody_knows_is_an_empty_cell(plan_of: Plans) -> None:
    purchases = purchase_list(plan_of(*ROWS), REASONS, supplier="Soap")
    rows = read(to_csv(purchases, PURCHASES))

    assert [rows[0][place] for place in (3, 5, 6)] == ["Units to order", "Unit cost", "Spend"]
    assert [[row[3], *row[5:7]] for row in rows[1:]] == [
        *(["30", "2", "60"], ["1", "5", "5"], ["7", "", ""])
    ]


def test_what_was_never_counted_is_marked(plan_of: Plans) -> None:
    counted, uncounted = ROWS[0] | {"stock_known": True}, ROWS[2] | {"stock_known": False}
    listed = purchase_list(plan_of(counted, uncounted), ["", ""]).set_index("sku")

    assert listed["note"].to_dict() == {"A": "", "C": "less what you have left when it comes"}


def test_nothing_to_order_is_a_list_with_headings_alone(plan_of: Plans) -> None:
    purchases = purchase_list(plan_of(ROWS[1]), ["nothing"])

    assert read(to_csv(purchases, PURCHASES)) == [labels(PURCHASES)]


# How it is written


def test_the_file_begins_with_a_bom_and_its_lines_end_as_excel_likes() -> None:
    content = to_csv(pd.DataFrame({"sku": ["A", "B"]}), {"sku": text("SKU")})

    assert content == b"\xef\xbb\xbfSKU\r\nA\r\nB\r\n"


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+49 30 123", "-5", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1＋1", "＋1", "－1", "＠a"],
)
def test_a_cell_that_would_run_as_a_formula_is_defused(cell: str) -> None:
    assert written(cell) == [f"'{cell}"]


@pytest.mark.parametrize("cell", ["a=1", "1-2", " plain", "'=1", "A@b", "007", "0012.50", ""])
def test_a_cell_that_is_no_formula_stays_as_it_is(cell: str) -> None:
    # A second column keeps a line with an empty cell from looking like an empty line
    frame = pd.DataFrame({"cell": pd.Series([cell], dtype="str"), "other": ["x"]})

    assert read(to_csv(frame, {"cell": text("Cell"), "other": text("Other")}))[1] == [cell, "x"]


def test_formulas_hidden_behind_commas_and_quotes_stay_inside_their_cell() -> None:
    cells = ['x",=1+1', "x\r\n=1+1", "x;=1+1", '"']

    assert written(*cells) == cells


def test_texts_of_all_languages_come_back() -> None:
    cells = [
        "Müller & Söhne",
        "香味蜡烛（大）",
        "🕯️ candle",
        'the "big" one',
        "a,b;c",
        "<b>bold</b>",
    ]

    assert written(*cells) == cells


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), min_size=1))
def test_any_text_comes_back_with_at_most_an_apostrophe_in_front(cells: list[str]) -> None:
    for cell, found in zip(cells, written(*cells), strict=True):
        assert found in (cell, f"'{cell}")
        assert found[0] not in "=+-@\t\r\n"


@pytest.mark.parametrize(
    ("numbers", "cells"),
    [
        ([12.0, 30.0], ["12", "30"]),
        ([12345.678, 3.0], ["12345.678", "3.0"]),
        ([12.0, None], ["12", ""]),
        ([0.1 + 0.2, 1e-9], ["0.3", "0.0"]),
        ([-4.0, 1_000_000_000_000.0], ["-4", "1000000000000"]),
        ([1_234_567.89, 0.0], ["1234567.89", "0.0"]),
    ],
)
def test_numbers_are_exact_and_plain(numbers: list[float], cells: list[str]) -> None:
    # A second column keeps a line with an empty cell from looking like an empty line
    rows = read(
        to_csv(
            pd.DataFrame({"n": numbers, "other": "x"}),
            {"n": text("Number"), "other": text("Other")},
        )
    )

    assert [row[0] for row in rows[1:]] == cells


def test_days_are_written_in_iso_and_unknown_ones_left_empty() -> None:
    days = pd.Series([pd.Timestamp(2025, 3, 1), pd.NaT])
    rows = read(
        to_csv(
            pd.DataFrame({"day": days, "sku": ["A", "B"]}), {"day": text("Day"), "sku": text("SKU")}
        )
    )

    assert rows[1:] == [["2025-03-01", "A"], ["", "B"]]


def test_writing_leaves_the_frame_alone() -> None:
    frame = pd.DataFrame({"name": ["=1"], "units": [1.0]})
    before = frame.copy()
    to_csv(frame, {"name": text("Name"), "units": text("Units")})

    pd.testing.assert_frame_equal(frame, before)


@pytest.mark.parametrize(
    ("supplier", "name"),
    [
        (None, "purchase-list.csv"),
        ("Wax & Co", "purchase-list-wax-co.csv"),
        ("../../etc/passwd", "purchase-list-etc-passwd.csv"),
        ('A/B\\C:D*E?"<>|', "purchase-list-a-b-c-d-e.csv"),
        ("蜡烛厂", "purchase-list-蜡烛厂.csv"),
        ("", "purchase-list-no-supplier.csv"),
        ("🕯️", "purchase-list-no-supplier.csv"),
    ],
)
def test_a_file_is_named_after_its_supplier(supplier: str | None, name: str) -> None:
    assert file_name(supplier) == name


def test_each_supplier_gets_its_share_the_most_money_first(
    plan_of: Callable[..., pd.DataFrame],
) -> None:
    plan = plan_of(
        {"sku": "A", "supplier": "Clay", "order_units": 2.0, "spend": 8.0},
        {"sku": "B", "supplier": "", "order_units": 5.0, "spend": 90.0},
        {"sku": "C", "supplier": "Clay", "order_units": 1.0, "spend": 7.0},
        {"sku": "D", "supplier": "Wax", "order_units": 3.0, "spend": np.nan},
        {"sku": "E", "supplier": "Leaf"},
    )

    shares = shares_of_suppliers(plan)

    assert [(one.supplier, one.units) for one in shares] == [
        ("", {"B": 5.0}),
        ("Clay", {"A": 2.0, "C": 1.0}),
        ("Wax", {"D": 3.0}),
    ]
    assert [one.spend for one in shares[:2]] == [90, 15]
    assert np.isnan(shares[2].spend)
