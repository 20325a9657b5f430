"""From the bytes of good files of every kind to text tables."""

import gzip
from datetime import date, datetime

import pytest

from inventory_core.imports.spreadsheet import read_tables
from tests.imports.example_files import workbook

SALES = (
    "Date,SKU,Product name,Units,Price\n2026-01-05,00123,Café Größe,3,12.50\n2026-01-06,7,é,1,8\n"
)
CHINESE = "日期,商品编码,商品名称,数量\n2026-01-05,00123,蓝色杯子,3\n2026-01-06,7,毛巾,1\n"


def only(content, name="sales.csv"):
    (table,) = read_tables(name, content)
    return table


@pytest.mark.parametrize(
    ("encoding", "mark", "label"),
    [
        ("utf-8", b"", "UTF-8"),
        ("utf-8-sig", b"", "UTF-8"),
        ("utf-16-le", b"\xff\xfe", "UTF-16"),
        ("utf-16-be", b"\xfe\xff", "UTF-16"),
        ("utf-16-le", b"", "UTF-16"),
        ("utf-16-be", b"", "UTF-16"),
        ("cp1252", b"", "Windows-1252"),
    ],
)
def test_western_text_is_read_in_every_encoding(encoding, mark, label):
    table = only(mark + SALES.encode(encoding))
    assert list(table.cells) == ["Date", "SKU", "Product name", "Units", "Price"]
    assert table.cells["Product name"].tolist() == ["Café Größe", "é"]
    assert table.source == f"CSV, {label}, comma"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk"])
def test_chinese_text_is_read_in_every_encoding(encoding):
    table = only(CHINESE.encode(encoding))
    assert list(table.cells) == ["日期", "商品编码", "商品名称", "数量"]
    assert table.cells["商品名称"].tolist() == ["蓝色杯子", "毛巾"]


@pytest.mark.parametrize(
    ("encoding", "label", "text"),
    [
        ("cp932", "Shift-JIS", "注文日,商品名,数量\n2026-01-05,マグカップ,3\n"),
        ("cp949", "EUC-KR", "주문일,상품명,수량\n2026-01-05,머그컵,3\n"),
        ("cp950", "Big5", "訂單日期,商品名稱,數量\n2026-01-05,馬克杯,3\n"),
        ("cp1251", "Windows-1251", "Дата,Наименование,Количество\n2026-01-05,Кружка,3\n"),
        ("cp1250", "Windows-1250", "Data,Tytuł oferty,Ilość\n2026-01-05,Łyżka,3\n"),
        ("cp874", "Windows-874", "วันที่,ชื่อสินค้า,จำนวน\n2026-01-05,แก้ว,3\n"),
    ],
)
def test_text_is_read_in_the_encodings_of_many_countries(encoding, label, text):
    table = only(text.encode(encoding))
    rows = [line.split(",") for line in text.splitlines()]
    assert [list(table.cells), table.cells.iloc[0].tolist()] == rows
    assert table.source == f"CSV, {label}, comma"


def test_chinese_names_below_western_headings_are_read():
    text = "Date,SKU,Product name,Units\n2026-01-05,1,蓝色杯子,3\n"
    assert only(text.encode("gb18030")).cells["Product name"].tolist() == ["蓝色杯子"]


@pytest.mark.parametrize(("delimiter", "name"), [(",", "comma"), (";", "semicolon"), ("\t", "tab")])
def test_the_delimiter_is_found(delimiter, name):
    table = only(SALES.replace(",", delimiter).encode())
    assert table.cells.shape == (2, 5)
    assert table.source.endswith(name)


def test_semicolons_win_over_decimal_commas():
    table = only(b"Was;Wann;Preis\nA;x;12,50\nB;y;8,00\n")
    assert table.cells["Preis"].tolist() == ["12,50", "8,00"]


def test_the_line_that_names_the_delimiter_is_no_row():
    table = only(b"sep=;\nDate;SKU;Units\n2026-01-05;A,B;3\n")
    assert table.cells["SKU"].to_dict() == {2: "A,B"}


def test_title_rows_notes_and_blank_lines_stand_above_the_header():
    title = "Sales report\n\nMade by, my shop, 2026\n\n"
    text = "Date,SKU,Units\n2026-01-05,A,3\n\n2026-01-06,B,1\n"
    assert only((title + text).encode()).cells["SKU"].to_dict() == {6: "A", 8: "B"}


def test_unknown_headings_are_found_by_their_looks():
    table = only(b"Report 2026\n\nWann,Wieviel,Wovon\n2026-01-05,3,A\n")
    assert list(table.cells) == ["Wann", "Wieviel", "Wovon"]


def test_a_line_break_inside_a_cell_is_no_row():
    table = only(b'Date,SKU,Note,Units\n2026-01-05,A,"one\ntwo",3\n2026-01-06,B,,1\n')
    assert table.cells["Note"].to_dict() == {2: "one\ntwo", 3: ""}


def test_repeated_and_blank_headings_become_unique():
    table = only(b"SKU,Units,Units,,Units (2),\nA,1,2,x,3,\n")
    assert list(table.cells) == ["SKU", "Units", "Units (2)", "Column 4", "Units (2) (2)"]
    assert table.cells.iloc[0].tolist() == ["A", "1", "2", "x", "3"]


def test_rows_with_more_cells_than_headings_are_told_apart():
    table = only(b"Date,SKU,Units\n2026-01-05,A,1,234\n2026-01-05,B,1,,\n2026-01-05,C\n")
    assert table.ragged.to_dict("records") == [
        {"row": 2, "reason": "too_many_cells", "column": "", "value": "234"}
    ]
    assert table.cells["Units"].to_dict() == {3: "1", 4: ""}


@pytest.mark.parametrize(
    "damage",
    [
        '2026-01-05,"A,3,x\n',  # closed nowhere
        '"2026-01-05,A,3,x\n2026-01-05,"B",3,x\n',  # closed by the next row
        '2026-01-05,A,3,"x\n2026-01-05,B,3,x\n2026-01-05,C,3,"x\n',
    ],
)
def test_an_open_quotation_mark_swallows_no_row(damage):
    good = "2026-01-06,D,1,y\n" * 5
    table = only(f"Date,SKU,Units,Note\n{damage}{good}".encode())
    assert len(table.cells) + len(table.ragged) == damage.count("\n") + 5
    assert table.cells["SKU"].tolist()[-5:] == ["D"] * 5


def test_long_cells_with_line_breaks_stay_whole():
    note = "\n".join(f"line {number}, with a comma" for number in range(20))
    text = f'Date,SKU,Units,Note\n2026-01-05,A,3,"{note}"\n2026-01-06,B,1,\n'
    assert only(text.encode()).cells["Note"].to_dict() == {2: note, 3: ""}


def test_packed_files_are_unpacked():
    assert only(gzip.compress(SALES.encode()), "sales.csv.gz").cells.shape == (2, 5)


def test_workbook_cells_become_text_without_damage():
    rows = [
        ["Date", "SKU", "Units", "Price", "Paid", "Note"],
        [date(2026, 1, 5), "00123", 3, 12.5, True, None],
        [datetime(2026, 1, 6, 8, 30), 123, 3.0, 0.1 + 0.2, False, "x"],  # noqa: DTZ001
    ]
    table = only(workbook(Sales=rows), "sales.xlsx")
    assert table.cells.loc[2].tolist() == ["2026-01-05", "00123", "3", "12.5", "TRUE", ""]
    assert table.cells.loc[3].tolist() == ["2026-01-06 08:30:00", "123", "3", "0.3", "FALSE", "x"]
    assert table.source == "Excel workbook, sheet Sales"


def test_every_sheet_with_rows_is_a_table():
    content = workbook(Notes=[["Hello"]], Empty=[], Sales=[["Date", "SKU"], ["2026-01-05", "A"]])
    assert [table.sheet for table in read_tables("book.xlsx", content)] == ["Sales"]


def test_row_numbers_of_a_workbook_count_leading_blank_rows():
    rows = [[], ["Report"], [], ["Date", "SKU", "Units"], ["2026-01-05", "A", 1]]
    assert only(workbook(Sales=rows), "x.xlsx").cells.index.tolist() == [5]


def test_the_suffix_does_not_matter():
    content = workbook(Sales=[["Date", "SKU"], ["2026-01-05", "A"]])
    assert only(content, "sales.csv").cells["SKU"].tolist() == ["A"]
    assert only(SALES.encode(), "sales.xlsx").cells.shape == (2, 5)


def test_formulas_and_html_stay_text():
    text = 'SKU,Product name,Units\nA,"=HYPERLINK(""http://x"")",1\nB,<b>😀</b>,1\n'
    names = only(text.encode()).cells["Product name"].tolist()
    assert names == ['=HYPERLINK("http://x")', "<b>😀</b>"]


def test_a_row_of_data_with_dates_and_numbers_is_no_row_of_periods():
    text = "My orders\nBought on;Receipt;Article;What;Went out\n"
    rows = "03.11.2024;10011;00123;Mug;2\n04.11.2024;10012;00124;Cup;1\n"
    (table,) = read_tables("x.csv", (text + rows).encode())
    assert list(table.cells.columns) == ["Bought on", "Receipt", "Article", "What", "Went out"]
    dates = "A,B,C,D\n2026-01-05,2026-01-06,2026-01-06,x\n"
    (table,) = read_tables("x.csv", dates.encode())
    assert list(table.cells.columns) == ["A", "B", "C", "D"]
