"""Every column of a sheet is accounted for: used, perhaps of use, or not used."""

from pathlib import Path

import pytest

from inventory_core.domain.errors import FileError
from inventory_core.imports.column_uses import ColumnUse, column_uses, first_rows, uses_table
from inventory_core.imports.drop import Answers, import_file
from inventory_core.imports.importing import Imported
from inventory_core.imports.privacy import is_personal
from inventory_core.imports.spreadsheet import read_tables
from tests.clock import TODAY
from tests.imports.example_files import sheet_of
from tests.imports.test_cases import CASES as TROUBLES
from tests.imports.test_cases import case as read_trouble
from tests.imports.test_formats import CASES, read_case


def uses(text: str, **columns: str) -> dict[str, ColumnUse]:
    answers = Answers(columns=tuple(columns.items()))
    imported = import_file("x.csv", text.encode(), today=TODAY, answers=answers)
    return {use.heading: use for use in imported.uses}


def assert_all_accounted_for(imported: Imported, headings: list[str]) -> None:
    told = [use.heading for use in imported.uses]
    assert sorted(told) == sorted(headings)
    fields = dict(imported.mapping.columns)
    assert {use.heading for use in imported.uses if use.field} == {*fields.values()} & {*headings}
    assert not [use for use in imported.uses if use.field and use.likely]
    assert not [use for use in imported.uses if is_personal(use.heading) and use.example]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_column_of_a_platforms_file_is_accounted_for(case: Path) -> None:
    imported = read_case(case)
    name = imported.file_name.split(" + ")[0]
    tables = read_tables(name, (case / name).read_bytes())
    (headings,) = [
        list(map(str, table.cells.columns))
        for table in tables
        if {use.heading for use in imported.uses} == set(map(str, table.cells.columns))
    ]
    assert_all_accounted_for(imported, headings)


@pytest.mark.parametrize("name", TROUBLES)
def test_every_column_of_a_case_is_accounted_for(shared_data: Path, name: str) -> None:
    content = read_trouble(shared_data, name)
    imported = import_file(f"{name}.csv", content, today=TODAY, answers=TROUBLES[name].answers)
    (table,) = read_tables(f"{name}.csv", content)
    assert_all_accounted_for(imported, list(map(str, table.cells.columns)))


def test_what_may_matter_is_told_from_what_does_not() -> None:
    told = uses("Item,Brought,Sold,Left,Remark\nMug,9,6,3,fell\n")
    assert {use.heading: (use.field, use.likely) for use in told.values()} == {
        "Item": ("name", ""),
        "Brought": ("", ""),
        "Sold": ("", "units"),
        "Left": ("on_hand", ""),
        "Remark": ("", ""),
    }


def test_a_column_that_the_seller_points_at_is_used() -> None:
    text = "Date,Product,Units,Gone\n2026-01-04,Mug,3,5\n"
    assert uses(text)["Gone"].field == ""
    told = uses(text, units="Gone")
    assert (told["Gone"].field, told["Gone"].example) == ("units", "5")
    assert (told["Units"].field, told["Units"].likely) == ("", "quantity")


def test_cells_of_persons_are_no_examples() -> None:
    text = "Date,Product,Units,Buyer name,ShipAddress\n2026-01-04,Mug,3,Jane Doe,Road 1\n"
    told = uses(text)
    assert [told[name].example for name in ("Product", "Buyer name", "ShipAddress")] == [
        *("Mug", "", ""),
    ]
    shown, schema = first_rows(sheet_of(text).table)
    assert list(shown.columns) == list(schema) == ["Date", "Product", "Units"]


def test_an_example_is_a_filled_cell_and_short() -> None:
    text = f"Date,Product,Units,Remark,Blank\n2026-01-04,Mug,3,,\n2026-01-05,Mug,3,{'x' * 99},\n"
    told = uses(text)
    assert told["Remark"].example == "x" * 40
    assert told["Blank"].example == ""


def test_what_is_used_stands_first() -> None:
    sheet = sheet_of("Remark,Item,Sold,Left\nfell,Mug,6,3\n")
    assert [use.heading for use in column_uses(sheet)] == ["Remark", "Item", "Sold", "Left"]
    table = uses_table(sheet)
    assert table["heading"].tolist() == ["Item", "Left", "Sold", "Remark"]
    assert table["use"].tolist() == [
        *("Product name", "On hand", "Not used, though it may matter", "Not used"),
    ]


def test_a_sheet_that_says_nothing_of_products_has_no_uses() -> None:
    with pytest.raises(FileError, match="None of the columns"):
        uses("Task,Owner\nPack,Ann\n")
