"""Product codes that a spreadsheet program changed, and texts that stand in place of a code."""

from collections.abc import Sequence

import pandas as pd
import pytest

from inventory_core.imports.codes import as_known
from inventory_core.imports.drop import import_file, import_files
from inventory_core.imports.importing import Imported, interpret
from tests.clock import TODAY
from tests.imports.example_files import sheet_of


@pytest.mark.parametrize(
    ("code", "known", "right"),
    [
        ("417", ["00417"], "00417"),
        ("417.0", ["00417"], "00417"),
        ("90.75", ["90.750"], "90.750"),
        ("417", ["417", "00417"], "417"),  # known as it stands
        ("417", ["0417", "00417"], "417"),  # either may be meant
        ("417", ["4170", "A417", "00418"], "417"),
        ("A7", ["0A7", "A07"], "A7"),
        ("00417", ["417"], "417"),
        ("", ["0"], ""),
    ],
)
def test_a_code_is_taken_for_the_only_known_one_of_its_number(
    code: str, known: Sequence[str], right: str
) -> None:
    assert as_known(pd.Series([code]), known).tolist() == [right]


def test_codes_that_lost_their_zeros_are_those_of_the_shop() -> None:
    sheet = sheet_of("SKU,On hand\n417,53\n7,2\n")
    imported = interpret(sheet, today=TODAY, known=["00417", "MUG"])
    assert isinstance(imported, Imported)
    assert imported.stock.set_index("sku")["on_hand"].to_dict() == {"00417": 53, "7": 2}
    assert dict(imported.notes) == {"zeros": 1}


def test_a_list_in_the_same_drop_tells_the_codes_of_sales() -> None:
    files = [
        ("sales.csv", b"Date,SKU,Units\n2026-01-04,417,3\n"),
        ("list.csv", b"SKU,Product,Cost\n00417,Mug,4\n"),
    ]
    sales, products = import_files(files, today=TODAY)
    assert isinstance(sales, Imported)
    assert isinstance(products, Imported)
    assert sales.sales["sku"].tolist() == products.products["sku"].tolist() == ["00417"]


@pytest.mark.parametrize(
    "nothing",
    [
        "--",
        "-",
        "N/A",
        "#N/A",
        "n.a.",
        "none",
        "NULL",
        "nil",
        "TBD",
        "0",
        "?",
        "无",
        "暂无",
        "6.9E+12",
    ],
)
def test_what_stands_for_no_code_is_none(nothing: str) -> None:
    text = f"Date,SKU,Product,Units\n2026-01-04,{nothing},Mug,3\n2026-01-05,{nothing},Bowl,2\n"
    imported = import_file("x.csv", text.encode(), today=TODAY)
    assert imported.sales["sku"].tolist() == ["mug", "bowl"]


@pytest.mark.parametrize("code", ["00", "000", "NA-1", "NONE-SUCH", "X"])
def test_what_only_resembles_nothing_is_a_code(code: str) -> None:
    text = f"Date,SKU,Product,Units\n2026-01-04,{code},Mug,3\n"
    assert import_file("x.csv", text.encode(), today=TODAY).sales["sku"].tolist() == [code]
