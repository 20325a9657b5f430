"""Hostile and unlucky files: what was once read wrongly, or not at all."""

import gzip
from dataclasses import replace
from datetime import date

import pytest

from inventory_core.domain.errors import FileError
from inventory_core.imports.drop import Answers, import_file
from inventory_core.imports.importing import Imported, interpret
from inventory_core.imports.questions import Topic
from inventory_core.imports.rows import LONGEST_CELL
from inventory_core.imports.spreadsheet import read_tables
from inventory_core.imports.workbook_messages import Limits
from inventory_core.imports.workbook_reader import WorkbookReader
from tests.imports.example_files import archive, members_of, sheet_of, workbook

TODAY = date(2026, 10, 1)
SHEET = "xl/worksheets/sheet1.xml"
GOOD = workbook(Sales=[["Date", "SKU", "Units"], ["2026-01-05", "A", 1]])


def told(content: str | bytes, **answers: object) -> Imported:
    content = content.encode() if isinstance(content, str) else content
    return import_file("sales.csv", content, today=TODAY, answers=Answers(**answers))


def problems(imported: Imported) -> list[tuple[int, str, str]]:
    rows = imported.problems[["row", "reason", "value"]]
    return list(rows.itertuples(index=False, name=None))


# Files cut off mid-line

FULL = "Date,SKU,Units,Price\n2026-01-05,A,1,2.00\n2026-01-06,B,2,3.00\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
@pytest.mark.parametrize("rest", ["2026-01-07,A,12", "2026-01-07,A", "2026-0"])
def test_a_last_row_in_which_the_file_ends_is_refused_however_good_it_looks(rest, encoding):
    imported = told((FULL + rest).encode(encoding))
    assert imported.rows_read == 3
    assert problems(imported) == [(4, "cut_off", rest.split(",")[-1])]
    assert imported.sales["units"].sum() == 3


def test_a_last_row_that_is_whole_is_kept_though_its_line_has_no_end():
    assert told(FULL + "2026-01-07,A,12,2.00").rows_accepted == 3
    assert told(FULL + "2026-01-07,A,12\n").rows_accepted == 3


def test_a_short_last_row_is_kept_where_other_rows_are_short_too():
    assert told(FULL + "2026-01-06,C,1\n2026-01-07,A,12").rows_accepted == 4


def test_a_single_short_row_may_be_all_that_somebody_typed():
    assert told("Date,SKU,Units,Price\n2026-01-05,A,1").rows_accepted == 1


def test_what_stands_in_a_row_that_is_cut_off_is_not_reported_where_there_are_buyers():
    text = "Date,SKU,Units,Buyer,Email\n2026-01-05,A,1,Jane,j@example.com\n2026-01-06,A,1,Joh"
    assert problems(told(text)) == [(3, "cut_off", "")]


# Commas and quotation marks


def test_a_row_that_a_comma_has_shifted_is_refused_though_only_a_blank_cell_is_too_many():
    text = (
        "Date,SKU,Name,Units,Note\n2026-01-05,A,Mug,1,\n2026-01-06,A,Mug, 5,1,\n2026-01-07,A,,1,\n"
    )
    assert problems(told(text)) == [(3, "too_many_cells", "")]


def test_blank_cells_at_the_end_of_all_rows_are_nothing():
    text = "Date,SKU,Units\n2026-01-05,A,1,\n,,,\n2026-01-06,A,1,\n"
    assert told(text).rows_accepted == 2


def test_marks_that_open_in_every_line_do_not_swallow_every_second_row():
    text = "Date,SKU,Units\n" + '2026-01-05,"A,1\n' * 6
    assert told(text).sales["units"].sum() == 6


def test_a_note_of_several_lines_with_commas_stays_one_cell():
    text = 'Date,Note,SKU,Units\n2026-01-05,"Thanks, Jane, bye\nsee you",A,3\n2026-01-06,,A,1\n'
    assert told(text).sales["units"].sum() == 4


def test_a_description_with_a_picture_inside_is_read():
    text = f'SKU,Description,Units,Date\nA,"<img src=data:{"x" * 200_000}>",2,2026-01-05\n'
    assert told(text).sales["units"].sum() == 2


LONG = 200_000


@pytest.mark.parametrize(
    ("field", "cell"),
    [
        ("Date", "2026-01-05" + " " * LONG + "x"),
        ("Date", "2026" + " " * LONG + "x"),
        ("Units", "1" * LONG + "x"),
        ("Units", "1" + ",1" * LONG),
        ("Units", "-" * LONG),
        ("Price", "$1 " * LONG),
    ],
)
def test_a_very_long_cell_is_told_at_once_to_be_no_day_and_no_number(field, cell):
    row = {"Date": "2026-01-05", "SKU": "A", "Units": "1", "Price": "2.50"} | {field: f'"{cell}"'}
    imported = told(",".join(row) + "\n" + ",".join(row.values()) + "\n")
    assert [reason.split("_")[0] for reason in imported.problems["reason"]] == ["unreadable"]


@pytest.mark.parametrize("name", ["1" * LONG, "&#" + "1" * 5_000 + ";", "&" * LONG, "$1" * LONG])
def test_a_very_long_name_is_read_at_once_and_cut(name):
    imported = told(f"Date,SKU,Product,Units\n2026-01-05,A,{name},1\n")
    long = len(name) > LONGEST_CELL
    shown = name[: LONGEST_CELL - 1] + "…" if long else name
    assert imported.products["name"].tolist() == [shown]
    assert imported.notes == ((("shortened", 1),) if long else ())


def test_a_very_long_heading_is_read_at_once_and_cut():
    headings = f"Date,SKU,Units,{'(' * LONG}"
    (table,) = read_tables("sales.csv", f"{headings}\n2026-01-05,A,1,2\n".encode())
    assert table.cells.columns[3] == "(" * 200
    assert told(f"{headings}\n2026-01-05,A,1,2\n").rows_accepted == 1


# Other kinds of files


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"<div><table><tr><td>Date</td></tr></table></div>", "a web page"),
        (b"\xef\xbb\xbf<style>td {}</style>\n<table>", "a web page"),
        ("<!-- Sheet --><html>".encode("utf-16"), "a web page"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related\n", "a web page"),
        (b'[{"date": "2026-01-05",\n "sku": "A"}]', "a JSON or RTF document"),
        (b'{"orders": []}', "a JSON or RTF document"),
        (b"{\\rtf1 Date, SKU, Units}", "a JSON or RTF document"),
    ],
)
def test_what_is_no_spreadsheet_is_called_by_its_name(content, kind):
    with pytest.raises(FileError, match=rf"^sales\.csv is {kind} and no spreadsheet: please"):
        told(content)


def with_end(rows: str, name: str = SHEET) -> bytes:
    """The good workbook with more rows at the end of its sheet."""
    members = members_of(GOOD)
    sheet = members.pop(SHEET).replace(b"</sheetData>", f"{rows}</sheetData>".encode())
    others = {
        path: content.replace(SHEET.removeprefix("xl/").encode(), name.removeprefix("xl/").encode())
        for path, content in members.items()
    }
    return archive({**others, name: sheet})


CORNER = '<row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row>'


@pytest.mark.parametrize(
    "content",
    [
        with_end('<row r="1048576"><c><v>1</v></c></row><row r="9"><c r="XFD9"><v>1</v></c></row>'),
        with_end(CORNER, name="xl/other/sheet.xml"),
        with_end(" " * (1024**2 - members_of(GOOD)[SHEET].index(b"</sheetData>") - 25) + CORNER),
    ],
)
def test_a_workbook_that_would_fill_the_memory_is_refused(content):
    with pytest.raises(FileError, match="unpacks to far more than a shop's sheet can hold"):
        told(content)


def test_the_cells_of_all_sheets_together_are_limited():
    members = members_of(workbook(**{f"S{n}": [["Date"], ["2026-01-05"]] for n in range(3)}))
    corner = b'<row r="1000"><c r="T1000" t="n"><v>1</v></c></row></sheetData>'
    content = archive(
        {
            path: content.replace(b"</sheetData>", corner) if "worksheets" in path else content
            for path, content in members.items()
        }
    )
    with WorkbookReader(Limits(cells=60_000)) as reader:
        assert len(read_tables("sales.xlsx", content, reader=reader)) == 3
    with (
        WorkbookReader(Limits(cells=59_999)) as reader,
        pytest.raises(FileError, match="unpacks to far more"),
    ):
        read_tables("sales.xlsx", content, reader=reader)


def test_a_workbook_whose_directory_lies_about_its_place_is_damaged():
    end = GOOD.rindex(b"PK\x05\x06")
    lying = GOOD[: end + 12] + (10**6).to_bytes(4, "little") + GOOD[end + 16 :]
    with pytest.raises(FileError, match="is damaged or incomplete"):
        told(lying)


# What a sheet means


def test_day_code_and_number_in_chinese_are_sales_and_no_count_of_the_stock():
    imported = told("日期,商品编码,数量\n2026-01-05,A,3\n")
    assert (imported.format, imported.sales["units"].sum()) == ("sales sheet", 3)


def test_a_wide_sheet_without_a_product_has_no_products():
    imported = told("Product,Jan 2026,Feb 2026,Mar 2026\nTotal,1,2,3\n")
    assert problems(imported) == [(2, "total_row", "Total")]
    assert imported.products.empty


def test_the_total_of_a_month_is_not_counted_beside_its_days():
    text = "Date,SKU,Units\n2026-01-01,A,3\n2026-01-09,A,4\n2026-01-02,B,1\nJanuary 2026,A,7\n"
    imported = told(text)
    assert problems(imported) == [(5, "total_row", "January 2026")]
    assert imported.sales["units"].sum() == 8


def test_a_month_beside_some_of_its_days_is_kept_where_it_is_not_their_sum():
    text = "Date,SKU,Units\n2026-02-01,A,3\nJanuary 2026,A,7\nFebruary 2026,A,9\n"
    assert told(text).sales["units"].sum() == 19


@pytest.mark.parametrize("name", ["January total", "Total Feb 2026", "1月合计", "本月合计", "Sum"])
def test_a_row_that_says_whose_total_it_is_is_no_product(name):
    text = f"Date,Product,Units\n2026-01-05,Mug,3\n2026-01-31,{name},3\n"
    assert problems(told(text)) == [(3, "no_product_line", name)]


@pytest.mark.parametrize("name", ["Total Body Lotion", "May mug", "Decor sample", "March"])
def test_a_product_may_have_words_of_totals_and_months_in_its_name(name):
    assert told(f"Date,Product,Units\n2026-01-05,{name},3\n").rows_accepted == 1


def test_a_column_that_sums_up_days_is_passed_over():
    imported = told("Product,2026-01-01,2026-01-02,2026-01-03,Jan 2026,Feb 2026\nMug,1,2,3,6,9\n")
    assert imported.sales["units"].sum() == 15
    assert imported.notes == (("period_total", 1), ("total_column", 1))


@pytest.mark.parametrize(
    "text",
    [
        "Date,Name,Email,SKU,Qty\n2026-01-05,Jane Doe,jane@example.com,A,1\n",
        "Date,Name,Address,Item,Qty\n2026-01-05,Jane Doe,1 Example Street,A,1\n",
        "日期,客户名称,商品编码,数量\n2026-01-05,Jane Doe,A,1\n",
    ],
)
def test_the_name_of_a_buyer_is_not_taken_for_that_of_the_product(text):
    imported = told(text)
    kept = imported.sales.to_csv() + imported.products.to_csv()
    assert imported.rows_accepted == 1
    assert "jane" not in kept.lower()


def test_where_only_buyers_have_names_the_product_is_asked_for():
    with pytest.raises(FileError, match="was found for “SKU or Product name”"):
        told("Date,Name,Address,Qty\n2026-01-05,Jane Doe,1 Example Street,1\n")


def test_a_product_may_be_called_name_where_a_supplier_has_an_address():
    imported = told("SKU,Name,Cost,Supplier,Supplier email\nA,Mug,2.00,Potter,p@example.com\n")
    assert imported.products["name"].tolist() == ["Mug"]


# Questions


def asked(text: str) -> Imported | tuple:
    """Return the open questions, or what the sheet says where there are none."""
    return interpret(sheet_of(text), today=TODAY)


def test_a_column_of_remarks_is_one_question_and_not_thousands():
    rows = "".join(f"2026-01-05,A,1,Please ring bell {n}\n" for n in range(100))
    sheet = sheet_of("Date,SKU,Units,Status\n" + rows)
    (question,) = interpret(sheet, today=TODAY)
    assert (question.topic, question.about) == (Topic.REMARKS, "Status")
    assert "“Status” holds 100 different texts" in question.sentence
    answered = replace(sheet, mapping=question.answered(sheet.mapping, "yes"))
    imported = interpret(answered, today=TODAY)
    assert imported.sales["units"].sum() == 100


def test_thirty_unknown_statuses_are_asked_one_by_one():
    rows = "".join(f"2026-01-05,A,1,status {n}\n" for n in range(30))
    assert len(asked("Date,SKU,Units,Status\n" + rows)) == 30


PRICES = "Date,SKU,Units,Price\n2026-01-05,A,1,€2.50\n2026-01-06,B,2,$3.00\n2026-01-07,A,1,2\n"


def test_two_currencies_are_asked_about_also_where_only_signs_tell_them():
    (question,) = asked(PRICES)
    assert question.topic is Topic.CURRENCY
    assert sorted(value for value, _label in question.options) == ["$", "€"]
    imported = told(PRICES, currency="€")
    assert imported.sales["unit_price"].fillna(0).tolist() == [2.5, 0, 2]
    assert (imported.currency, imported.notes) == ("€", (("other_currency", 1),))


def test_a_column_of_currencies_beats_the_signs():
    text = "Date,SKU,Units,Price,Currency\n2026-01-05,A,1,$2.50,CAD\n2026-01-06,B,2,C$3.00,CAD\n"
    assert isinstance(asked(text), Imported)


def test_a_small_file_of_very_many_blank_cells_is_refused():
    rows = b"a," * 900 + b"b\n" + (b"," * 900 + b"\n") * 45_000
    with pytest.raises(FileError, match="more than 40,000,000 cells: please leave out columns"):
        told(gzip.compress(rows))


@pytest.mark.parametrize("blank", [b"\n", b"\r\n"])
def test_a_small_file_of_very_many_blank_lines_is_refused(blank):
    with pytest.raises(FileError, match="more than 8,388,608 lines, most of them blank"):
        told(gzip.compress(FULL.encode() + blank * 8_400_000))


def test_a_long_cell_is_cut_whatever_its_heading():
    imported = told(f"Date,SKU,Units,self\n2026-01-05,A,1,{'x' * 40_000}\n")
    assert imported.notes == (("shortened", 1),)
