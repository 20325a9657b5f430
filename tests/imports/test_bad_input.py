"""Bad files: each gets a sentence that says what to do, none a traceback."""

import gzip
import os
import struct
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory_core.domain.errors import FileError
from inventory_core.imports.drop import import_file
from inventory_core.imports.format import Sheet
from inventory_core.imports.importing import Imported, interpret
from inventory_core.imports.recognition import candidates
from inventory_core.imports.spreadsheet import MAX_FILE_BYTES, read_tables
from tests.examples import few
from tests.imports.example_files import archive, members_of, workbook

TODAY = date(2026, 10, 1)
SHEET = "xl/worksheets/sheet1.xml"
GOOD = (
    "Date,Order number,SKU,Product name,Units,Unit price\n"
    '2026-01-05,1001,00123,"Mug, blue",3,12.50\n'
    "2026-01-06,1002,7,Towel,1,8.00\n"
    "2026-01-07,1003,7,Towel,-1,8.00\n"
)


def lying(content, true_size):
    """The archive with a directory that says 100 bytes."""
    return content.replace(struct.pack("<I", true_size), struct.pack("<I", 100))


def bomb():
    return archive({SHEET: b" " * (70 * 1024**2)})


def sparse_workbook():
    members = members_of(workbook(Sales=[["Date", "SKU"], ["2026-01-05", "A"]]))
    return archive({**members, SHEET: members[SHEET].replace(b'r="B2"', b'r="XFD1048576"')})


def encrypted_workbook():
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
    return header + "EncryptedPackage".encode("utf-16-le") + bytes(1000)


WORKBOOK = workbook(Sales=[["Date", "SKU", "Units"], ["2026-01-05", "A", 1]])

# Made when they are needed: some are as large as a file may be.
BAD_FILES = {
    "empty": (lambda: b"", "is empty"),
    "only spaces": (lambda: b" \r\n\r\n", "is empty"),
    "only a byte order mark": (lambda: b"\xef\xbb\xbf", "is empty"),
    "header only": (lambda: b"Date,SKU,Units\n", "no rows below"),
    "header only, workbook": (lambda: workbook(Sales=[["Date", "SKU", "Units"]]), "no rows below"),
    "empty workbook": (lambda: workbook(Sales=[]), "is empty"),
    "binary garbage": (lambda: bytes(range(256)) * 40, "holds no text"),
    "zero bytes in text": (lambda: b"Date,SKU\n" + bytes(range(1, 9)) * 90, "holds no text"),
    "PDF": (lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "a PDF document"),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(100), "a picture"),
    "web page": (lambda: b"<!DOCTYPE html><html><table><tr><td>1</td></tr></table>", "a web page"),
    "XML": (lambda: b'<?xml version="1.0"?><Workbook/>', "an XML document"),
    "password": (encrypted_workbook, "protected by a password"),
    "truncated workbook": (lambda: WORKBOOK[: len(WORKBOOK) // 2], "damaged or incomplete"),
    "truncated old workbook": (
        lambda: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2000),
        "damaged or incomplete",
    ),
    "damaged workbook": (
        lambda: WORKBOOK[:100] + bytes(200) + WORKBOOK[300:],
        "damaged or incomplete",
    ),
    "zip without a workbook": (lambda: archive({"sales.csv": GOOD}), "is a ZIP archive"),
    "zip bomb": (bomb, "far more than a shop"),
    "zip bomb with a false size": (lambda: lying(bomb(), 70 * 1024**2), "far more than a shop"),
    "sheet with a cell in the last corner": (sparse_workbook, "far more than a shop"),
    "gz bomb": (lambda: gzip.compress(b"a" * (MAX_FILE_BYTES + 1), 1), "larger than 200 MB"),
    "truncated gz": (lambda: gzip.compress(os.urandom(5000))[:3000], "damaged or incomplete"),
    "too large": (lambda: b"a,b\n" * (MAX_FILE_BYTES // 4 + 1), "larger than 200 MB"),
    "endless line": (lambda: b"a," * 600_000, "a line of more than"),
    "too many columns": (
        lambda: b",".join(b"h%d" % n for n in range(2000)) + b"\n1\n",
        "2000 columns",
    ),
    "too many rows": (lambda: b"Date,SKU,Units\n" + b"a\n" * 1_048_576, "more than 1,048,576 rows"),
    "no known column": (lambda: b"foo,bar\n1,2\n", "None of the columns"),
    "no date column": (
        lambda: b"SKU,Units sold,Unit price\nA,2,12.50\n",
        "No column tells the day",
    ),
    "no product column": (lambda: b"Date,Units sold\n2026-01-05,2\n", "“SKU or Product name”"),
    "no units column": (
        lambda: b"Order date,SKU,Unit price\n2026-01-05,A,2.00\n",
        "Is each row one piece?",
    ),
    "ambiguous dates": (
        lambda: b"Date,SKU,Units\n05/01/2026,A,2\n",
        "can be read in several ways",
    ),
}


@pytest.mark.parametrize("kind", BAD_FILES)
def test_bad_file_gets_a_sentence_that_says_what_to_do(kind):
    make, words = BAD_FILES[kind]
    with pytest.raises(FileError) as caught:
        import_file("sales.csv", make(), today=TODAY)
    sentence = str(caught.value)
    assert words in sentence
    assert "please" in sentence
    assert sentence.endswith(".")


def assert_counts_or_error(content):
    try:
        for table in read_tables("x.csv", content):
            found = candidates(table)
            if len(found) != 1:
                continue
            imported = interpret(Sheet(table=table, mapping=found[0]), today=TODAY)
            if not isinstance(imported, Imported):
                continue
            assert imported.rows_read == len(table.cells) + len(table.ragged)
            assert imported.rows_read == imported.rows_accepted + len(imported.problems)
            assert imported.problems["row"].is_unique
    except FileError as error:
        assert str(error).endswith(".")  # noqa: PT017, either outcome is right


@few(8)
@given(st.binary(max_size=300))
def test_random_bytes_never_break_the_import(content):
    assert_counts_or_error(content)


@few(8)
@given(
    st.lists(
        st.sampled_from(["Date", "SKU", "Units", "Price", "Cost", "On hand", "One shot", "x"])
    ),
    st.lists(
        st.lists(
            st.one_of(
                st.text(max_size=8),
                st.sampled_from(["2026-01-05", "5/1/26", "3", "-3", "0", "1,5", "£2", "A", "yes"]),
            ),
            max_size=8,
        )
    ),
)
def test_random_tables_never_break_the_import(headings, rows):
    lines = [",".join(cells) for cells in [headings, *rows]]
    assert_counts_or_error("\n".join(lines).encode("utf-8", errors="replace"))


@few(8)
@given(st.lists(st.tuples(st.integers(0, len(GOOD)), st.binary(max_size=3)), max_size=5))
def test_random_damage_to_a_good_file_never_breaks_the_import(edits):
    content = GOOD.encode()
    for position, insert in edits:
        content = content[:position] + insert + content[position + 1 :]
    assert_counts_or_error(content)


@few(8)
@given(st.lists(st.tuples(st.integers(0, len(WORKBOOK)), st.binary(max_size=3)), max_size=5))
def test_random_damage_to_a_workbook_never_breaks_the_import(edits):
    content = WORKBOOK
    for position, insert in edits:
        content = content[:position] + insert + content[position + len(insert) :]
    assert_counts_or_error(content)


@few(8)
@given(st.binary(min_size=1, max_size=40), st.integers(0, 10_000))
def test_random_damage_inside_a_sheet_never_breaks_the_import(insert, place):
    sheet = members_of(WORKBOOK)[SHEET]
    position = place % len(sheet)
    damaged = sheet[:position] + insert + sheet[position + 2 :]
    assert_counts_or_error(archive({**members_of(WORKBOOK), SHEET: damaged}))
