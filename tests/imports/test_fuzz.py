"""Random damage to platforms' files: never a traceback, never a row unaccounted for.

Each example takes a made-up file of `formats/`, or a genuine one where those are present, and does
to it what programs, people and bad lines do to files. The examples are the same in every run, but
for `run.py test --long`, which tries many other ones.
"""

import csv
import io
import tracemalloc
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from inventory_core.domain.errors import FileError
from inventory_core.imports.drop import Answers, import_files, sheet_print
from inventory_core.imports.format import Sheet
from inventory_core.imports.importing import Imported
from inventory_core.imports.own_sheets.preparing import prepared
from inventory_core.imports.own_sheets.products import PRODUCTS_SHEET, parts_of_products
from inventory_core.imports.own_sheets.purchases import PURCHASES_SHEET, parts_of_purchases
from inventory_core.imports.own_sheets.sales import SALES_SHEET, parts_of_sales
from inventory_core.imports.own_sheets.stock import STOCK_SHEET, parts_of_stock
from inventory_core.imports.reasons import Note, Reason
from inventory_core.imports.spreadsheet import read_tables
from inventory_core.shop import actions
from inventory_core.store.store import Store
from tests.examples import few
from tests.imports.example_files import workbook
from tests.imports.test_formats import CASES, TODAY, dropped_files, read_case

NOW = datetime(2026, 11, 1, 12)  # noqa: DTZ001, on the seller's clock
FILES = [file for case in CASES for file in dropped_files(case)]
PERSONAL = (
    *("jane", "doe", "example.com", "555012", "900123", "example street", "beispielstra"),
    *("exampleton", "示例路", "请放在门口", "ring twice", "john roe", "placeholder"),
)
"""What stands in the buyers' columns of the made-up files, in small letters."""

# What happens to files. Each takes the bytes and a source of chance.

Damage = Callable[[bytes, Random], bytes]


def changed_bytes(content: bytes, chance: Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.randint(1, 20)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def zero_bytes(content: bytes, chance: Random) -> bytes:
    place = chance.randrange(len(content) + 1)
    return content[:place] + bytes(chance.randint(1, 5)) + content[place:]


def cut_off(content: bytes, chance: Random) -> bytes:
    return content[: chance.randrange(1, len(content) + 1)]


def _lines(content: bytes) -> list[bytes]:
    return content.splitlines(keepends=True) or [b""]


def deleted_lines(content: bytes, chance: Random) -> bytes:
    return b"".join(line for line in _lines(content) if chance.random() > 0.3)


def doubled_lines(content: bytes, chance: Random) -> bytes:
    return b"".join(line * chance.choice((1, 1, 2, 3)) for line in _lines(content))


def shuffled_lines(content: bytes, chance: Random) -> bytes:
    lines = _lines(content)
    return b"".join(chance.sample(lines, len(lines)))


def headings_in_the_middle(content: bytes, chance: Random) -> bytes:
    lines = _lines(content)
    lines.insert(chance.randrange(len(lines) + 1), chance.choice(lines[:4]))
    return b"".join(lines)


def loose_signs(content: bytes, chance: Random) -> bytes:
    """Commas, quotation marks and the like, where nobody put them between quotation marks."""
    for _ in range(chance.randint(1, 5)):
        place = chance.randrange(len(content) + 1)
        sign = chance.choice((b",", b";", b"\t", b"|", b'"', b"'", b"\r", b"\n", b"\r\r\n", b"="))
        content = content[:place] + sign + content[place:]
    return content


def other_encoding(content: bytes, chance: Random) -> bytes:
    encodings = ("utf-16", "utf-16-be", "utf-32", "gb18030", "cp1252", "utf-8-sig", "cp437")
    return text_of(content).encode(chance.choice(encodings), errors="replace")


def read_in_the_wrong_encoding(content: bytes, chance: Random) -> bytes:
    return content.decode(chance.choice(("cp1252", "latin-1", "gb18030")), "replace").encode()


def text_of(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


def _rows(content: bytes) -> tuple[list[list[str]], str]:
    """The rows of a text file as far as they can be told, and its delimiter."""
    text = text_of(content).replace("\0", "")
    delimiter = max(",;\t", key=text.count)
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error:
        rows = [line.split(delimiter) for line in text.splitlines()]
    return [row for row in rows if row] or [[""]], delimiter


def _written(rows: list[list[str]], delimiter: str) -> bytes:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter).writerows(rows)
    return stream.getvalue().encode("utf-8", "replace")


def other_delimiters(content: bytes, chance: Random) -> bytes:
    """One part of the file with one delimiter, the rest with another, as when two are pasted."""
    rows, delimiter = _rows(content)
    place = chance.randrange(len(rows) + 1)
    other = chance.choice(",;\t|")
    return _written(rows[:place], chance.choice((delimiter, other))) + _written(rows[place:], other)


def other_columns(content: bytes, chance: Random) -> bytes:
    """Columns removed, doubled, shuffled, or with another heading."""
    rows, delimiter = _rows(content)
    width = max(map(len, rows))
    order = list(range(width))
    for _ in range(chance.randint(1, 3)):
        place = chance.randrange(len(order))
        what = chance.randrange(4)
        if what == 0 and len(order) > 1:
            del order[place]
        elif what == 1:
            order.insert(place, chance.choice(order))
        elif what == 2:
            chance.shuffle(order)
        else:
            row = chance.choice(rows[:8])
            row[place % len(row)] = chance.choice(("", "Units", "Date", "Total", "SKU", "数量"))
    return _written(
        [[row[place] if place < len(row) else "" for place in order] for row in rows], delimiter
    )


CELLS = (
    *("6.9E+18", '="00123"', "\t00123", "'00123", "-", "--", "N/A", "#REF!", "=1+1", "\u202e321"),
    *("05/06/2026", "2026-13-45", "13/05/2026", "1.6.2026", "46000", "9999-12-31", "99999"),
    *("2026-10-01T23:30:00+08:00", "2026-10-01T23:30:00Z", "Oct 1, 2026 1:00 AM PDT"),
    *("0001-01-01", "1899-12-31", "2026年10月1日", "00/00/0000", "0000-00-00"),
    *("USD", "EUR", "€12,50", "$1,234.50", "1.234,50", "1e400", "1e308", "-1e308", "NaN", "inf"),
    *("0", "-3", "0.5", "12345678901", "1e-9", "٣", "²", "½", "Refunded", "strange status"),
    *(
        "<script>alert(1)</script>",
        "**bold** $x^2$ [a](b)",
        "😀",
        "\ud83d",
        "\0",
        "",
        " ",
        "\u200b",
    ),
    *("2026-01-05" + " " * 3_000 + "x", "&#" + "1" * 5_000 + ";", "(" * 3_000, "1" * 3_000),
    *("Shipping", "Total", "刷单", "x" * 5_000, "many words " * 40, "a\nb\nc", 'say "hi"'),
)


def odd_cells(content: bytes, chance: Random) -> bytes:
    rows, delimiter = _rows(content)
    for _ in range(chance.randint(1, 8)):
        row = chance.choice(rows)
        row[chance.randrange(len(row))] = chance.choice(CELLS)
    return _written(rows, delimiter)


def odd_columns(content: bytes, chance: Random) -> bytes:
    """One column that holds odd cells in some or all of its rows."""
    rows, delimiter = _rows(content)
    place = chance.randrange(max(map(len, rows)))
    cells = chance.sample(CELLS, chance.choice((1, 2, len(CELLS))))
    for row in rows[chance.randint(1, 3) :]:
        if place < len(row):
            row[place] = chance.choice(cells)
    return _written(rows, delimiter)


def as_workbook(content: bytes, chance: Random) -> bytes:
    """An XLSX under whatever name the file had; a workbook becomes text instead."""
    if content.startswith(b"PK"):
        return b"Date,SKU,Units\n" + content[: chance.randrange(len(content))]
    printable = [
        ["".join(sign for sign in cell if sign.isprintable())[:30_000] for cell in row]
        for row in _rows(content)[0]
    ]
    if chance.random() < 0.5:
        printable = [[_value(cell) for cell in row] for row in printable]
    return workbook(Notes=[["Hello"], []], Orders=printable)


def _value(cell: str) -> object:
    for kind in (int, float, datetime.fromisoformat):
        try:
            value = kind(cell)
        except (ValueError, OverflowError):
            continue
        return value.replace(tzinfo=None) if isinstance(value, datetime) else value
    return cell


DAMAGES: tuple[Damage, ...] = (
    *(changed_bytes, zero_bytes, cut_off, deleted_lines, doubled_lines, shuffled_lines),
    *(headings_in_the_middle, loose_signs, other_encoding, read_in_the_wrong_encoding),
    *(other_delimiters, other_columns, odd_cells, odd_columns, as_workbook),
)

damaged_by = st.lists(
    st.tuples(st.sampled_from(DAMAGES), st.integers(0, 2**32)), min_size=1, max_size=3
)


def damaged(content: bytes, damages: list[tuple[Damage, int]]) -> bytes:
    for damage, seed in damages:
        content = damage(content, Random(seed)) if content else content  # noqa: S311
    return content


# What holds for every file, whatever happened to it.


def assert_sound(result: Imported | Sheet | FileError) -> None:
    if isinstance(result, FileError):
        assert str(result).endswith("."), result
    elif isinstance(result, Imported):
        assert_adds_up(result)
        assert_plausible(result)


def assert_adds_up(imported: Imported) -> None:
    problems = imported.problems
    assert imported.rows_read == imported.rows_accepted + len(problems)
    assert imported.rows_accepted >= 0
    assert problems["row"].is_unique
    assert problems["row"].ge(1).all()
    assert set(problems["reason"]) <= {reason.code for reason in Reason}
    assert {code for code, _ in imported.notes} <= {note.name.lower() for note in Note}
    assert len(imported.refused) + len(imported.ignored) == len(problems)
    counted = imported.sales if len(imported.sales) else imported.stock
    if len(counted):
        uncounted = dict(imported.notes).get("uncounted", 0)
        rows = counted["rows"].sum() + imported.withdrawn["rows"].sum()
        # A seller's own sheet tells several things, each with an account of its own.
        assert imported.mapping.format.is_plain or rows + uncounted == imported.rows_accepted


PARTS = {
    SALES_SHEET: parts_of_sales,
    PURCHASES_SHEET: parts_of_purchases,
    STOCK_SHEET: parts_of_stock,
    PRODUCTS_SHEET: parts_of_products,
}


def assert_each_part_adds_up(imported: Imported, content: bytes) -> None:
    """Of every row each part of an own sheet is kept, said to be left out, or not there."""
    (table,) = [
        table
        for table in read_tables(imported.file_name, content)
        if sheet_print(content, table) == imported.fingerprint
    ]
    sheet = prepared(Sheet(table=table, mapping=imported.mapping))
    kept = ~table.cells.index.isin(imported.problems["row"])
    said = table.cells.index.isin(imported.cells["row"]) | ~kept
    counted = {"sales": 0, "receipts": 0, "stock": 0}
    for part in PARTS[imported.mapping.format](sheet, TODAY):
        used = part.usable & kept
        assert (used | part.silent | said).all()
        told = part.frames(used)
        for name in counted.keys() & told.keys():
            counted[name] += int(used.sum())
            assert told[name]["rows"].sum() == used.sum()
        assert not used.any() or len(pd.concat(frame for frame in tables_of(told)))
    assert counted == {name: getattr(imported, name)["rows"].sum() for name in counted}


def tables_of(told: dict[str, object]) -> list[pd.DataFrame]:
    return [table for table in told.values() if isinstance(table, pd.DataFrame)]


def assert_plausible(imported: Imported) -> None:
    sales, withdrawn = imported.sales, imported.withdrawn
    assert (sales["units"] > 0).all()
    assert (sales["units"] % 1 == 0).all()
    assert (withdrawn["units"] == 0).all()
    key = ["channel", "order_id", "line"]
    for frame in (sales, withdrawn):
        assert not frame[key].duplicated().any()
        assert (frame[[*key, "sku"]] != "").all(axis=None)
        assert frame["day"].notna().all()
        assert frame["days"].ge(1).all()
    for days in (sales["day"], imported.stock["day"]):
        assert days.between(pd.Timestamp(2000, 1, 1), pd.Timestamp(TODAY)).all()
    for frame in (imported.products, imported.stock):
        assert frame["sku"].notna().all()
        assert (frame["sku"] != "").all()
    assert imported.products["sku"].is_unique
    assert imported.stock["on_hand"].notna().all()
    assert not imported.stock[["place", "sku", "day"]].duplicated().any()


ANSWERS = (
    None,
    Answers(day_first=True, currency="USD", statuses=(("strange status", True),)),
    Answers(day_first=False, currency="EUR", period="month", statuses=(("strange status", False),)),
)
OWN_SHEETS = (
    (
        "ledger.csv",
        "Date,Item,In,Out,Balance,Cost,Supplier\n2026-01-04,Mug,9,2,7,4.10,Kim\n"
        "2026-01-04,Mug,,1,6,,\n2026-01-05,Cup,3,,3,2.00,Kim\n2026-01-06,Cup,,,3,,\n",
    ),
    (
        "day book.csv",
        "Date;Order;SKU;Product;Qty;Price;Returned quantity;Stock left;Paid\n"
        "04.01.2026;1;A;Mug;2;9,50;;7;yes\n05.01.2026;2;A;Mug;1;9,50;1;7;yes\n"
        "05.01.2026;3;B;Cup;3;4,00;;1;yes\n06.01.2026;3;B;Cup;1;4,00;;0;yes\n",
    ),
    (
        "purchases.csv",
        "Purchase date,PO,Item,Qty bought,Unit cost,Supplier,Stock\n2026-01-04,1,Mug,9,4,Kim,12\n"
        "2026-01-05,2,Cup,6,2,Kim,8\n2026-01-05,2,Cup,6,2,Kim,14\n",
    ),
    (
        "inventory.csv",
        "SKU,Product,Quantity in stock,On order,Reorder level,Cost,Price,Supplier\n"
        "A,Mug,12,24,6,4,9.5,Kim\nB,Cup,0,,6,2,4,Kim\nC,Bowl,,,2,3,8,Lee\n",
    ),
    ("products.csv", "SKU,Product,Cost,Price,Lead time\nA,Mug,4,9.5,14\nB,Cup,2,4,7\n"),
)
"""Made up, each telling several things in a row."""


@few(12)
@given(st.sampled_from(OWN_SHEETS), damaged_by)
def test_whatever_happens_to_an_own_sheet_each_part_of_every_row_is_accounted_for(file, damages):
    name, text = file
    content = damaged(text.encode(), damages)
    (result,) = import_files([(name, content)], today=TODAY, answers=ANSWERS[1])
    assert_sound(result)
    if isinstance(result, Imported) and result.mapping.format in PARTS:
        assert_each_part_adds_up(result, content)


@pytest.mark.parametrize(("name", "text"), OWN_SHEETS, ids=[name for name, _text in OWN_SHEETS])
def test_each_part_of_a_sound_own_sheet_is_accounted_for(name: str, text: str) -> None:
    (result,) = import_files([(name, text.encode())], today=TODAY)
    assert isinstance(result, Imported)
    assert_each_part_adds_up(result, text.encode())


ZONES = (None, ZoneInfo("Asia/Shanghai"), ZoneInfo("America/Los_Angeles"))


@few(24)
@given(st.sampled_from(FILES), damaged_by, st.sampled_from(ANSWERS), st.sampled_from(ZONES))
def test_whatever_happens_to_a_platforms_file_every_row_is_accounted_for(
    file, damages, answers, zone
):
    name, content = file
    content = damaged(content, damages)
    (result,) = import_files([(name, content)], today=TODAY, answers=answers, zone=zone)
    assert_sound(result)


@few(3)
@given(st.lists(st.tuples(st.sampled_from(FILES), damaged_by), min_size=2, max_size=4))
def test_files_dropped_together_are_each_accounted_for(files):
    dropped = [(name, damaged(content, damages)) for (name, content), damages in files]
    results = import_files(dropped, today=TODAY)
    assert len(results) == len(dropped)
    for result in results:
        assert_sound(result)


@pytest.fixture(scope="module")
def genuine(shared_data: Path) -> list[tuple[str, bytes]]:
    paths = sorted((shared_data / "exports").glob("*.csv"))
    if not paths:
        pytest.skip(f"No genuine files in {shared_data / 'exports'}: put some exports there.")
    return [(path.name, path.read_bytes()) for path in paths]


@few(6)
@given(place=st.integers(0, 1000), damages=damaged_by)
def test_whatever_happens_to_a_genuine_file_every_row_is_accounted_for(genuine, place, damages):
    name, content = genuine[place % len(genuine)]
    (result,) = import_files([(name, damaged(content, damages))], today=TODAY)
    assert_sound(result)


@cache
def _imported(case: Path) -> Imported:
    return read_case(case)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_nothing_of_the_buyers_is_kept_or_reported(case):
    imported = _imported(case)
    frames = ("sales", "withdrawn", "products", "stock", "problems")
    told = "".join(getattr(imported, name).to_csv() for name in frames)
    told = (told + repr(imported.notes) + imported.mapping.to_text()).lower()
    assert [text for text in PERSONAL if text in told] == []


# What is saved can be taken back.

GENTLE = (deleted_lines, doubled_lines, shuffled_lines, headings_in_the_middle, cut_off, odd_cells)


def _state(store: Store) -> list[pd.DataFrame]:
    sales = store.daily_sales().sort_values(["sku", "day"], ignore_index=True)
    return [sales, store.stock(), store.products(), store.names()]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return Store(tmp_path_factory.mktemp("fuzz") / "shop.duckdb")


@few(4)
@given(
    st.sampled_from(CASES),
    st.lists(st.tuples(st.sampled_from(GENTLE), st.integers(0, 2**32)), min_size=1, max_size=2),
)
def test_undoing_a_damaged_file_brings_back_the_state_before_it(store, case, damages):
    files = dropped_files(case)
    changed = [(name, damaged(content, damages)) for name, content in files]
    assume(changed != files)
    saved = actions.save_import(store, _imported(case), now=NOW)
    before = _state(store)
    for result in import_files(changed, today=TODAY, answers=ANSWERS[1]):
        if isinstance(result, Imported):
            again = actions.save_import(store, result, now=NOW)
            assert again.rows_replaced <= result.rows_accepted
            store.undo(again.upload)
    for earlier, now in zip(before, _state(store), strict=True):
        pd.testing.assert_frame_equal(earlier, now)
    store.undo(saved.upload)
    assert [len(frame) for frame in (*_state(store), store.uploads())] == [0] * 5
    assert store.covered_days() is None


def test_a_large_damaged_file_takes_memory_in_proportion():
    chance = Random(1)  # noqa: S311
    rows = [["Date", "Order", "SKU", "Product", "Units", "Price", "Status", "Note"]]
    for number in range(30_000):
        sku = f"S{number % 500}"
        row = ["2026-01-05", f"{number}", sku, f"Product {sku}", "1", "9.50", "paid", "x, y"]
        row[chance.randrange(8)] = chance.choice((*CELLS[:60], row[3]))
        rows.append(row)
    content = loose_signs(_written(rows, ",").replace(b'"x, y"', b"x, y", 500), chance)
    tracemalloc.start()
    (result,) = import_files([("large.csv", content)], today=TODAY, answers=ANSWERS[1])
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert_sound(result)
    assert peak < 40 * len(content)
