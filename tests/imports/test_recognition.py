"""Which format a sheet has, and which heading feeds which field."""

import pytest

from inventory_core.domain.errors import FileError
from inventory_core.domain.frames import PRODUCTS, RECEIPTS, SALES, STOCK
from inventory_core.domain.language import languages, using
from inventory_core.imports.drop import Answers, import_file, proposals
from inventory_core.imports.format import SheetMapping
from inventory_core.imports.formats import FORMATS, PLAIN_FORMATS
from inventory_core.imports.headings import headings_key
from inventory_core.imports.own_sheets import template
from inventory_core.imports.own_sheets.fields import ANSWERED
from inventory_core.imports.own_sheets.sales import SALES_SHEET
from inventory_core.imports.recognition import candidates, map_columns, missing_fields
from inventory_core.imports.sheets import readable
from inventory_core.imports.spreadsheet import read_tables
from tests.imports.example_files import sheet_of, workbook
from tests.imports.test_bad_input import TODAY


def table(text):
    (only,) = read_tables("x.csv", text.encode())
    return only


def columns(text):
    sheet = sheet_of(text)
    return sheet.format.name, dict(sheet.mapping.columns)


@pytest.mark.parametrize("known", PLAIN_FORMATS, ids=lambda known: known.name)
def test_every_template_is_recognised_whole_and_accepted(known):
    imported = import_file("template.csv", template(known), today=TODAY)
    assert imported.format == known.name
    told = {field.name: field.heading for field in known.template_fields}
    assert dict(imported.mapping.columns) == told
    assert (imported.rows_read, imported.rows_accepted) == (2, 2)


@pytest.mark.parametrize("known", PLAIN_FORMATS, ids=lambda known: known.name)
def test_a_template_is_recognised_in_every_language(known):
    for language in languages():
        with using(language):
            content = template(known)
        imported = import_file("template.csv", content, today=TODAY)
        assert imported.format == known.name, language
        assert len(imported.mapping.columns) == len(known.template), language


def test_templates_open_right_in_excel():
    assert template(PLAIN_FORMATS[0]).startswith(b"\xef\xbb\xbfDate,Order number,SKU,")


def test_fields_feed_declared_columns():
    declared = {**RECEIPTS, **STOCK, **SALES, **PRODUCTS}
    kinds = {
        (field.name, field.column.kind is declared[field.name].kind)
        for known in PLAIN_FORMATS
        for field in known.fields
        if field.name in declared
    }
    assert len(kinds) > 20
    assert all(same for _name, same in kinds)


# One word in two languages, or of two things: what stands below them tells.
OF_TWO_FIELDS = {"nombre", "reference", "type"}


def test_no_heading_means_two_fields_of_a_format():
    for known in FORMATS:
        # “Sold” over yes and no tells no units: such columns are told by their cells too.
        answers = [field for field in known.fields if field.name in ANSWERED]
        for fields in ([field for field in known.fields if field not in answers], answers):
            headings = [heading for field in fields for heading in field.synonyms]
            twice = {heading for heading in headings if headings.count(heading) > 1}
            assert twice <= OF_TWO_FIELDS, known.name


@pytest.mark.parametrize(
    ("headings", "row", "expected"),
    [
        (
            "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country",
            "536365,85123A,HOLDER,6,2010-12-01 08:26:00,2.55,17850,United Kingdom",
            {
                "day": "InvoiceDate",
                "order_id": "InvoiceNo",
                "sku": "StockCode",
                "name": "Description",
                "units": "Quantity",
                "unit_price": "UnitPrice",
            },
        ),
        (
            "下单时间,订单编号,货号,商品名称,购买数量,商品单价(元),金额",
            "2026/1/5 10:00,1,00123,杯子,2,¥5.00,10元",
            {
                "day": "下单时间",
                "order_id": "订单编号",
                "sku": "货号",
                "name": "商品名称",
                "units": "购买数量",
                "unit_price": "商品单价(元)",
                "line_total": "金额",
            },
        ),
        (
            "Sale Date,Item Name,Buyer,Quantity,Price,Item Total,Date Paid,Order ID,SKU",
            "12/31/20,Boba,ba0,1,4.50,4.5,12/31/2020,18,",
            {
                "day": "Sale Date",
                "name": "Item Name",
                "units": "Quantity",
                "unit_price": "Price",
                "line_total": "Item Total",
                "order_id": "Order ID",
                "sku": "SKU",
            },
        ),
        (
            "Wann,Product,Qty sold",
            "2026-01-05,Mug,2",
            {"day": "Wann", "name": "Product", "units": "Qty sold"},
        ),
    ],
)
def test_sales_are_understood_by_other_headings(headings, row, expected):
    assert columns(f"{headings}\n{row}\n") == ("sales sheet", expected)


@pytest.mark.parametrize(
    ("headings", "format_name"),
    [
        ("SKU,Quantity", "stock sheet"),
        ("SKU,On hand (not editable),Incoming", "stock sheet"),
        ("商品编码,库存", "stock sheet"),
        ("SKU,Product name,Cost,Price", "products sheet"),
        ("货号,供应商,进价,起订量", "products sheet"),
        ("Date,SKU,Quantity,Price", "sales sheet"),
        ("SKU,Units,Price", "stock sheet"),
        ("SKU,Units sold,Price", "sales sheet"),
        ("Purchase date,Supplier,SKU,Quantity,Unit cost", "purchases sheet"),
        ("SKU,Product,Cost,Quantity in stock", "stock sheet"),
        ("入库日期,SKU,数量,库龄天数,仓库", "stock sheet"),
    ],
)
def test_the_format_is_told_by_its_headings(headings, format_name):
    row = ",".join("1" for _heading in headings.split(","))
    assert columns(f"{headings}\n{row}\n")[0] == format_name


def test_exact_headings_beat_contained_ones():
    text = "Due date,Date,Product SKU code,SKU,Units\n2026-02-05,2026-01-05,x,A,1\n"
    assert columns(text)[1] == {"day": "Date", "sku": "SKU", "units": "Units"}


def test_contents_decide_between_two_headings():
    text = "Date,Order date,SKU,Units\nMonday,2026-01-05,A,1\nTuesday,2026-01-06,A,1\n"
    assert columns(text)[1]["day"] == "Order date"


def test_a_sheet_of_other_things_is_not_recognised():
    assert candidates(table("Name,Street\nAnn,Road 1\n")) == ()


def test_the_wrong_sheet_in_front_does_not_matter():
    content = workbook(
        Customers=[["Name", "City"], ["Ann", "York"]],
        Orders=[["Date", "SKU", "Units"], ["2026-01-05", "A", 1]],
    )
    assert readable(read_tables("book.xlsx", content))[0].sheet == "Orders"


def test_missing_required_fields_are_named():
    mapping = sheet_of("Date,Units sold,Unit price\n2026-01-05,2,12.50\n").mapping
    assert missing_fields(mapping) == ["SKU or Product name"]


def test_what_the_seller_is_asked_about_is_not_missing():
    mapping = sheet_of("SKU,Units sold,Unit price\nA,2,12.50\n").mapping
    assert (mapping.column("day"), missing_fields(mapping)) == (None, [])


def test_the_seller_can_choose_another_format():
    mapping = map_columns(table("SKU,Quantity\nA,2\n"), SALES_SHEET)
    assert mapping == SheetMapping(
        format=SALES_SHEET, columns=(("sku", "SKU"), ("units", "Quantity"))
    )


def test_mappings_can_be_kept_in_a_set():
    mapping = sheet_of("Date,SKU,Units\n2026-01-05,A,1\n").mapping
    assert len({mapping, SheetMapping(format=mapping.format, columns=mapping.columns)}) == 1


TWO_IN_ONE = (
    "Created at,Lineitem quantity,Lineitem name,Lineitem price,"
    "Order Date,Product Name,Quantity,Wholesale Price,Retailer Name\n"
    "2026-01-05 10:00:00 +0100,1,Mug,5,2026-01-05,Mug,1,5,Jane\n"
)


def test_where_two_platforms_fit_equally_well_the_seller_chooses():
    found = [mapping.format.name for mapping in candidates(table(TWO_IN_ONE))]
    assert sorted(found) == ["faire orders", "shopify orders"]
    with pytest.raises(FileError, match=r"can be read in several ways .*--format\.$"):
        import_file("x.csv", TWO_IN_ONE.encode(), today=TODAY)
    chosen = Answers(format="shopify orders")
    imported = import_file("x.csv", TWO_IN_ONE.encode(), today=TODAY, answers=chosen)
    assert (imported.format, imported.channel) == ("shopify orders", "Shopify")


def test_what_was_confirmed_for_the_same_headings_is_proposed_again():
    sheet = table("Day,Code,Sold\n2026-01-05,A,1\n")
    told = SheetMapping(
        format=SALES_SHEET,
        columns=(("day", "Day"), ("sku", "Code"), ("units", "Sold")),
        channel="market",
        statuses=(("parked", False),),
    )
    assert proposals(sheet, told.to_text()) == (told,)
    assert proposals(sheet, '{"format": "of another version"}') == candidates(sheet)
    assert proposals(sheet, "no JSON") == candidates(sheet)
    again = table("SOLD,day,code\n3,2026-02-05,B\n")
    assert headings_key(again) == headings_key(sheet)
    assert dict(proposals(again, told.to_text())[0].columns) == {
        "day": "day",
        "sku": "code",
        "units": "SOLD",
    }
