"""A workbook that ends whoever reads it ends nothing else, and takes no more than it may."""

from collections.abc import Iterator
from datetime import date
from random import Random

import psutil
import pytest

from inventory_core.domain.errors import FileError
from inventory_core.imports.drop import import_files
from inventory_core.imports.importing import Imported
from inventory_core.imports.reasons import note_sentence
from inventory_core.imports.spreadsheet import read_tables
from inventory_core.imports.workbook_messages import Ending, Limits
from inventory_core.imports.workbook_reader import WorkbookReader
from tests.imports.example_files import archive, members_of, workbook
from tests.imports.hostile_workbooks import (
    GOOD_ROWS,
    LAST_COLUMN,
    LAST_ROW,
    cells_without_places,
    many_sheets,
    ods,
    ods_row,
    shared_string,
    with_chain,
    xls,
    xlsb,
)

TODAY = date(2026, 10, 1)
FEW = Limits(memory_bytes=400 * 1024**2, cells=1_000_000, text_bytes=32 * 1024**2)
"""The same limits, sooner reached: tests of several programs run side by side."""

GOOD = {
    "xlsx": workbook(Sales=GOOD_ROWS),
    "xls": xls(GOOD_ROWS),
    "xlsb": xlsb(1, 2),
    "ods": ods(ods_row("Date", "SKU", "Units") + ods_row("2026-01-05", "A", "1")),
}
HOSTILE = {
    "a far corner of an XLSB": lambda: xlsb(LAST_ROW - 1, LAST_COLUMN - 1),
    "a row of an XLSB that no program has": lambda: xlsb(2**31, 5),
    "cells without places": lambda: cells_without_places(20_000),
    "a row repeated downwards": lambda: ods(ods_row("a", "b", "c", rows=2**31 - 1)),
    "a cell repeated to the right": lambda: ods(ods_row("a", columns=2**31 - 1) * 100),
    "a cell repeated everywhere": lambda: ods(ods_row("a", rows=LAST_ROW, columns=LAST_COLUMN)),
    "one text in very many cells": lambda: shared_string(32_000, 20_000),
    "a folder of an XLS that never ends": lambda: with_chain(GOOD["xls"], 1, 1),
}


@pytest.fixture(scope="module")
def reader() -> Iterator[WorkbookReader]:
    with WorkbookReader(FEW) as opened:
        yield opened


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_workbook_that_would_take_too_much_is_refused_and_the_next_one_is_read(
    kind: str, reader: WorkbookReader
) -> None:
    content = HOSTILE[kind]()
    assert len(content) < 205 * 1024
    with pytest.raises(FileError, match=r"^bad\.xlsx .*: please .*\.$"):
        read_tables("bad.xlsx", content, reader=reader)
    (table,) = read_tables("good.xlsx", GOOD["xlsx"], reader=reader)
    assert table.cells["SKU"].tolist() == ["A"]


def test_a_file_that_ends_the_program_does_not_end_the_drop() -> None:
    corner = xlsb(LAST_ROW - 1, LAST_COLUMN - 1)
    files = [("1.xls", GOOD["xls"]), ("2.xlsb", corner), ("3.xlsx", GOOD["xlsx"])]
    first, second, third = import_files(files, today=TODAY)
    assert isinstance(second, FileError)
    assert str(second) == (
        "2.xlsb could not be read, since it is damaged or unpacks to far more than a shop's sheet "
        "can hold: please copy the rows into a new workbook, or save the sheet as CSV."
    )
    assert isinstance(first, Imported)
    assert isinstance(third, Imported)
    assert first.sales["units"].tolist() == third.sales["units"].tolist() == [1.0]


@pytest.mark.parametrize("kind", GOOD)
def test_every_kind_of_workbook_is_read(kind: str, reader: WorkbookReader) -> None:
    (table,) = read_tables(f"sales.{kind}", GOOD[kind], reader=reader)
    assert table.sheet == "Sales"
    assert len(table.cells) == 1


def test_what_takes_too_long_is_stopped() -> None:
    content = cells_without_places(10_000)
    with WorkbookReader(Limits(seconds=0.1, seconds_per_megabyte=0.0)) as hasty:
        assert hasty.read(content).ending is Ending.CRASHED
    with WorkbookReader() as patient:
        assert patient.read(content).ending is Ending.READ


def test_one_program_serves_a_drop_and_ends_with_it() -> None:
    def programs() -> set[int]:
        return {child.pid for child in psutil.Process().children()}

    before = programs()
    with WorkbookReader(FEW) as reader:
        assert programs() == before
        seen = set()
        for content in GOOD.values():
            reader.read(content)
            seen |= programs() - before
        assert len(seen) == 1
    assert not seen & programs()


def test_of_very_many_sheets_only_the_first_are_looked_at_and_that_is_said(
    reader: WorkbookReader,
) -> None:
    tables = read_tables("book.xlsx", many_sheets(3_000, 2), reader=reader)
    assert [table.sheet for table in tables] == [f"S{number}" for number in range(1, 51)]
    assert tables[0].notes == (("sheets_passed_over", 2_950),)
    assert "only the first 50 were looked at" in note_sentence(tables[0].notes[0][0])


def test_a_cell_longer_than_any_program_holds_is_cut_and_that_is_said(
    reader: WorkbookReader,
) -> None:
    (table,) = read_tables("book.xlsx", shared_string(40_000, 2), reader=reader)
    assert table.cells["Date"].str.len().tolist() == [10, 32_767, 32_767]
    assert table.notes == (("shortened", 2),)


@pytest.mark.long
@pytest.mark.parametrize("kind", GOOD)
def test_no_damage_to_a_workbook_ends_more_than_its_reading(
    kind: str, reader: WorkbookReader
) -> None:
    rows = [
        ["Date", "SKU", "Units"],
        *([f"2026-01-{day:02}", f"SKU {day}", day] for day in range(1, 29)),
    ]
    content = {"xlsx": workbook(Sales=rows), "xls": xls(rows)}.get(kind, GOOD[kind])
    for seed in range(250):
        damaged = _damaged(content, Random(seed))  # noqa: S311, the same damages each time
        try:
            read_tables("bad.xlsx", damaged, reader=reader)
        except FileError as error:
            assert str(error).endswith(".")  # noqa: PT017, either outcome is right
    assert reader.read(content).ending is Ending.READ


def _damaged(content: bytes, chance: Random) -> bytes:
    """Damage anywhere, or in a packed part, whose damage the sum of its bytes would tell."""
    if content.startswith(b"PK") and chance.random() < 0.8:
        members = members_of(content)
        name = chance.choice(sorted(members))
        return archive({**members, name: _changed(members[name], chance)})
    return _changed(content, chance)


def _changed(content: bytes, chance: Random) -> bytes:
    """Some bytes changed, most of them where a file says where what stands."""
    changed = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        most = chance.choice((600, 2_000, len(changed)))
        place = chance.randrange(min(most, len(changed)))
        changed[place] = chance.choice((0, 1, 127, 255, chance.randrange(256)))
    return bytes(changed)
