"""Each format on a small made-up file with the platform's real headings.

A case is a folder in `formats/`: the files that are dropped together, `expected.json` with what is
said about them, and the expected frames (`sales.csv`, `withdrawn.csv`, `stock.csv`, `products.csv`,
`receipts.csv`; only the columns that stand there are compared). A new case is a new folder and
nothing else.

expected.json: format; rows_read; left_out, the row numbers by reason; and where needed: answers to
questions (day_first, currency, period, statuses), notes, currency, used, names of companion files.
"""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from inventory_core.domain.columns import Kind
from inventory_core.domain.frames import PRODUCTS, RECEIPTS, SALES, STOCK, typed
from inventory_core.imports.drop import Answers, import_files
from inventory_core.imports.format import Sheet
from inventory_core.imports.formats import FORMATS
from inventory_core.imports.importing import Imported
from inventory_core.imports.reasons import Note, Reason
from inventory_core.imports.recognition import candidates
from inventory_core.imports.sheets import readable
from inventory_core.imports.spreadsheet import read_tables

FOLDER = Path(__file__).parent / "formats"
TODAY = date(2026, 11, 1)
FRAMES = {
    "sales": SALES,
    "withdrawn": SALES,
    "stock": STOCK,
    "products": PRODUCTS,
    "receipts": RECEIPTS,
}
CASES = sorted(path.parent for path in FOLDER.glob("*/expected.json"))


def expected(case: Path) -> dict:
    return json.loads((case / "expected.json").read_text("utf-8"))


def dropped_files(case: Path) -> list[tuple[str, bytes]]:
    own = {"expected.json", *(f"{name}.csv" for name in FRAMES)}
    return [
        (path.name, path.read_bytes()) for path in sorted(case.iterdir()) if path.name not in own
    ]


def read_case(case: Path) -> Imported:
    told = expected(case).get("answers", {})
    statuses = tuple(told.pop("statuses", {}).items())
    results = import_files(
        dropped_files(case), today=TODAY, answers=Answers(**told, statuses=statuses)
    )
    used = [result.table.file_name for result in results if isinstance(result, Sheet)]
    assert used == expected(case).get("used", [])
    (imported,) = (result for result in results if not isinstance(result, Sheet))
    if isinstance(imported, Exception):
        raise imported
    return imported


def frame(case: Path, name: str) -> pd.DataFrame | None:
    path = case / f"{name}.csv"
    if not path.exists():
        return None
    texts = pd.read_csv(path, dtype="str", keep_default_na=False, encoding="utf-8-sig")
    schema = FRAMES[name]
    assert set(texts.columns) <= set(schema), f"{path} has columns that {name} has not"
    blank = texts.where(texts != "")
    columns = {
        column: texts[column] if schema[column].kind is Kind.TEXT else blank[column]
        for column in texts
    }
    return typed(pd.DataFrame(columns), schema)[list(texts.columns)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_platforms_file_is_read_as_its_folder_says(case: Path) -> None:
    told, imported = expected(case), read_case(case)
    left_out = imported.problems.groupby("reason")["row"].apply(list).to_dict()
    assert imported.format == told["format"]
    assert imported.rows_read == told["rows_read"]
    assert left_out == told["left_out"]
    assert imported.rows_accepted == imported.rows_read - len(imported.problems)
    assert imported.currency == told.get("currency", imported.currency)
    assert dict(imported.notes) == told.get("notes", {})
    for name in FRAMES:
        assert_same(getattr(imported, name), frame(case, name), name)
    counted = imported.sales if len(imported.sales) else imported.stock
    if len(counted):
        uncounted = dict(imported.notes).get("uncounted", 0)
        rows = counted["rows"].sum() + imported.withdrawn["rows"].sum()
        assert rows + uncounted == imported.rows_accepted


def assert_same(made: pd.DataFrame, wanted: pd.DataFrame | None, name: str) -> None:
    if wanted is None:
        assert made.empty or name == "products", f"{name}.csv is missing:\n{made.to_csv()}"
        return
    columns = list(wanted.columns)
    made = made[columns].sort_values(columns, ignore_index=True)
    for column in made.select_dtypes("str"):
        made[column] = made[column].fillna("")
    wanted = wanted.sort_values(columns, ignore_index=True)
    pd.testing.assert_frame_equal(made, wanted, check_dtype=False)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_headings_may_stand_in_any_order_and_spelling_and_be_joined_by_new_ones(case: Path) -> None:
    for name, content in dropped_files(case):
        table = readable(read_tables(name, content))[0]
        as_it_is = [mapping.format for mapping in candidates(table)]
        cells = table.cells[table.cells.columns[::-1]].assign(**{"Added later": "x"})
        cells.columns = pd.Index([respelled(heading) for heading in cells.columns])
        assert [m.format for m in candidates(replace(table, cells=cells))] == as_it_is
        assert len(as_it_is) == 1


def respelled(heading: str) -> str:
    return f" {heading.upper().replace('-', '_').replace('(', '（').replace(')', '）')} "


def test_every_format_of_a_platform_has_a_case() -> None:
    told = {expected(case)["format"] for case in CASES}
    wanted = {known.name for known in FORMATS if not known.is_plain and not known.unusable}
    assert wanted - told == set()


def test_every_reason_has_a_sentence() -> None:
    reasons = {reason for case in CASES for reason in expected(case)["left_out"]}
    notes = {code for case in CASES for code in expected(case).get("notes", {})}
    assert reasons <= {reason.code for reason in Reason}
    assert notes <= {note.name.lower() for note in Note}
