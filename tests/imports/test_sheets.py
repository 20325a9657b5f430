"""Sheets of a workbook: months are one list, other sheets are named, none is lost silently."""

import pytest

from inventory_core.domain.errors import FileError
from inventory_core.imports.drop import Answers, import_file
from inventory_core.imports.sheets import readable
from inventory_core.imports.spreadsheet import read_tables
from inventory_core.imports.table import Table
from tests.clock import TODAY
from tests.imports.example_files import workbook

SOLD = ["Date", "Order", "SKU", "Units"]
JANUARY = [["2026-01-05", "1", "A", 1], ["2026-01-06", "2", "B", 2], ["2026-01-07", "3", "A", 3]]
FEBRUARY = [["2026-02-05", "4", "A", 4], ["2026-02-06", "5", "B", 5], ["2026-02-07", "6", "A", 6]]


def sheets_of(content: bytes) -> tuple[Table, ...]:
    return readable(read_tables("book.xlsx", content))


def test_a_sheet_for_each_month_is_one_list() -> None:
    content = workbook(January=[SOLD, *JANUARY], February=[SOLD, *FEBRUARY])

    imported = import_file("book.xlsx", content, today=TODAY)

    assert imported.sales.groupby("sku")["units"].sum().to_dict() == {"A": 14.0, "B": 7.0}
    assert (imported.rows_read, imported.rows_accepted) == (6, 6)
    assert dict(imported.notes) == {"sheets_together": 2}
    assert imported.sheets_left == ()


def test_row_numbers_go_on_from_sheet_to_sheet() -> None:
    bad = ["2026-02-08", "7", "A", "many"]
    content = workbook(January=[SOLD, *JANUARY], February=[SOLD, *FEBRUARY, bad])

    imported = import_file("book.xlsx", content, today=TODAY)

    # Headings and three rows of January, then headings and three rows of February.
    assert imported.problems["row"].tolist() == [9]


def test_headings_may_stand_in_another_order_and_spelling() -> None:
    turned = [list(reversed(row)) for row in [["DATE", "order", "sku", "units"], *FEBRUARY]]

    imported = import_file(
        "book.xlsx", workbook(January=[SOLD, *JANUARY], February=turned), today=TODAY
    )

    assert imported.sales["units"].sum() == 21


def test_a_sheet_of_all_months_beside_them_counts_once() -> None:
    content = workbook(
        All=[SOLD, *JANUARY, *FEBRUARY], January=[SOLD, *JANUARY], February=[SOLD, *FEBRUARY]
    )

    imported = import_file("book.xlsx", content, today=TODAY)

    assert imported.sales["units"].sum() == 21
    assert dict(imported.notes) == {"sheets_repeated": 2}


def test_counts_without_a_day_are_never_added_up() -> None:
    counts = ["SKU", "On hand"]
    content = workbook(Old=[counts, ["A", 10], ["B", 4]], New=[counts, ["A", 7], ["B", 2]])

    first, second = sheets_of(content)

    assert (first.sheet, second.sheet) == ("Old", "New")
    assert first.beside == ("New",)


def test_other_sheets_that_hold_data_are_named_and_can_be_chosen() -> None:
    content = workbook(
        Orders=[SOLD, *JANUARY],
        Stock=[["SKU", "On hand"], ["A", 7], ["B", 2]],
        Notes=[["Remember"], ["call Ann"]],
    )

    best = import_file("book.xlsx", content, today=TODAY)
    other = import_file("book.xlsx", content, today=TODAY, answers=Answers(sheet="Stock"))

    assert best.sales["units"].sum() == 6
    assert best.sheets_left == ("Stock",)
    assert other.stock.set_index("sku")["on_hand"].to_dict() == {"A": 7.0, "B": 2.0}


def test_a_sheet_that_is_not_there_is_said() -> None:
    content = workbook(January=[SOLD, *JANUARY], Stock=[["SKU", "On hand"], ["A", 7]])

    with pytest.raises(FileError, match="has no sheet March with rows: please name one of"):
        import_file("book.xlsx", content, today=TODAY, answers=Answers(sheet="March"))


def test_the_best_of_very_many_sheets_is_found() -> None:
    others = {f"Note {n}": [[f"Name {n}", "Street"], ["Ann", "Road"]] for n in range(30)}
    content = workbook(**others, Orders=[SOLD, *JANUARY])

    assert sheets_of(content)[0].sheet == "Orders"
