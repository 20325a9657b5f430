"""What counts as a sale, a product, a count of the stock, and why the other rows do not."""

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory_core.domain.errors import FileError
from inventory_core.domain.frames import PRODUCTS, SALES, STOCK, check
from inventory_core.imports.drop import import_file
from inventory_core.imports.format import Sheet, SheetMapping
from inventory_core.imports.importing import fingerprint, interpret
from inventory_core.imports.own_sheets.sales import SALES_SHEET
from inventory_core.imports.reasons import Reason
from inventory_core.imports.spreadsheet import read_tables
from tests.examples import few

SHIPPING = ["waiting", "shipped_on", "promised_on"]
TODAY = date(2026, 10, 1)
HEADINGS = "Date,Order number,SKU,Product name,Units,Unit price"


def imported(text):
    result = import_file("sheet.csv", text.encode(), today=TODAY)
    assert result.rows_read == result.rows_accepted + len(result.problems)
    assert set(result.problems["reason"]) <= {reason.code for reason in Reason}
    return result


def sales(*rows):
    return imported("\n".join([HEADINGS, *rows]))


def reasons(result):
    return dict(zip(result.problems["row"], result.problems["reason"], strict=True))


@pytest.mark.parametrize(
    ("row", "reason", "column"),
    [
        (",1,A,Mug,1,5", "no_date", "Date"),
        ("Total,,,,12,60", "unreadable_date", "Date"),
        ("1900-01-01,1,A,Mug,1,5", "date_out_of_range", "Date"),
        ("2999-01-01,1,A,Mug,1,5", "date_out_of_range", "Date"),
        ("2026-10-02,1,A,Mug,1,5", "date_out_of_range", "Date"),
        ("2026-01-05,1,,,1,5", "no_product", "SKU"),
        ("2026-01-05,1,POST,Postage,1,5", "no_product_line", "Product name"),
        ("2026-01-05,1,,运费,1,5", "no_product_line", "Product name"),
        ("2026-01-05,1,BANK CHARGES,,1,5", "no_product_line", "Product name"),
        ("2026-01-05,1,G1,Gift voucher £20.00,1,20", "no_product_line", "Product name"),
        ("2026-01-05,1,A,Mug,,5", "unreadable_units", "Units"),
        ("2026-01-05,1,A,Mug,some,5", "unreadable_units", "Units"),
        ("2026-01-05,1,A,Mug,0,5", "zero_units", "Units"),
        ("2026-01-05,1,A,Mug,1.5,5", "fractional_units", "Units"),
        ("2026-01-05,1,A,Mug,-2,5", "negative_units", "Units"),
        ("2026-01-05,C1,A,Mug,-2,5", "cancellation", "Order number"),
        ("2026-01-05,1,A,Mug,441632960000,5", "implausible_units", "Units"),
        ("2026-01-05,1,A,Mug,1,gratis", "unreadable_price", "Unit price"),
        ("2026-01-05,1,A,Mug,1,-5", "negative_price", "Unit price"),
        ("2026-01-05,1,A,Mug,1,0", "no_price", "Unit price"),
    ],
)
def test_a_line_that_is_no_sale_is_refused_with_its_reason(row, reason, column):
    good = ("2026-01-04,10,A,Mug,1,4", "2026-01-04,11,B,Cup,1,6")
    result = sales(*good, row)
    problem = result.problems.iloc[0]
    assert (problem["row"], problem["reason"], problem["column"]) == (4, reason, column)
    assert (result.rows_read, result.rows_accepted, len(result.sales)) == (3, 2, 2)


def test_every_reason_says_what_to_do():
    for sentence in (reason.sentence for reason in Reason):
        assert sentence.endswith(".")
        assert ":" in sentence or "or leave it empty" in sentence


def test_products_that_resemble_service_lines_stay():
    result = sales("2026-01-05,1,M,Mug,1,5", "2026-01-05,2,D,Sample bag,1,5")
    assert result.problems.empty


def test_a_line_without_a_name_follows_the_names_of_its_sku():
    result = sales("2026-01-05,1,M,Manual,1,5", "2026-01-05,2,M,,1,7", "2026-01-05,3,A,Mug,1,5")
    assert reasons(result) == {2: "no_product_line", 3: "no_product_line"}


def test_zero_prices_are_kept_where_the_sheet_has_no_prices():
    assert sales("2026-01-05,1,A,Mug,1,0", "2026-01-05,2,B,Cup,1,0").rows_accepted == 2


def test_lines_of_one_order_with_the_same_product_are_added_up():
    result = sales("2026-01-05,1,A,Mug,1,5", "2026-01-05,1,A,Mug,3,4", "2026-01-05,2,A,Mug,1,5")
    assert result.sales[SHIPPING].isna().all(axis=None)
    assert result.sales.drop(columns=SHIPPING).to_dict("list") == {
        "channel": ["shop", "shop"],
        "order_id": ["1", "2"],
        "line": ["A 2026-01-05", "A 2026-01-05"],  # receipt numbers begin anew each day
        "sku": ["A", "A"],
        "day": [pd.Timestamp(2026, 1, 5)] * 2,
        "days": [1.0, 1.0],
        "units": [4.0, 1.0],
        "unit_price": [4.25, 5.0],  # (1 × 5 + 3 × 4) / 4
        "rows": [2.0, 1.0],
    }


def test_exact_copies_within_an_order_count_once():
    row = "2026-01-05,1,A,Mug,1,5"
    result = sales(row, row, "2026-01-05,2,A,Mug,1,5")
    assert reasons(result) == {3: "copy"}
    assert result.sales["units"].sum() == 2


def test_without_order_numbers_the_lines_of_a_day_are_added_up():
    result = imported("Date,SKU,Units\n2026-01-05,A,1\n2026-01-05,A,1\n2026-01-06,A,1\n")
    assert result.sales["order_id"].tolist() == ["2026-01-05", "2026-01-06"]
    assert result.sales["units"].tolist() == [2, 1]


def test_receipt_numbers_that_begin_anew_each_day_are_told_apart():
    result = sales("2026-01-05,1,A,Mug,2,5", "2026-01-06,1,A,Mug,3,5", "2026-01-06,2,A,Mug,1,5")
    assert result.sales["line"].tolist() == ["A 2026-01-05", "A 2026-01-06", "A 2026-01-06"]
    assert result.sales["units"].tolist() == [2, 3, 1]


def test_rounded_order_numbers_count_as_none():
    row = "2026-01-05,6.9E+18,A,Mug,1,5"
    result = sales(row, row)
    assert result.sales["order_id"].tolist() == ["2026-01-05"]
    assert result.sales["units"].tolist() == [2]


def test_the_line_total_gives_the_price():
    result = imported("Date,SKU,Units,Line total\n2026-01-05,A,4,£10.00\n")
    assert result.sales["unit_price"].tolist() == [2.5]
    assert result.currency == "£"


def test_channels_keep_their_orders_apart():
    text = "Date,Order number,SKU,Units,Channel\n2026-01-05,1,A,1,Etsy\n2026-01-05,1,A,2,\n"
    assert imported(text).sales["channel"].tolist() == ["Etsy", "shop"]


def test_leading_zeros_stay_and_case_folds_only_where_both_cases_occur():
    rows = [f"2026-01-05,{n},{sku},Mug,1,5" for n, sku in enumerate(["00123", "85a", "85A", "7b"])]
    assert set(sales(*rows).sales["sku"]) == {"00123", "85A", "7b"}


def test_a_product_without_a_sku_goes_by_its_name():
    result = sales("2026-01-05,1,,Blue  Mug,1,5", "2026-01-05,2,,blue-mug,1,5")
    assert result.products["sku"].tolist() == ["blue mug"]


def test_the_most_frequent_name_wins_and_stays_plain_text():
    names = ["=1+1", "<b>😀</b>", "<b>😀</b>"]
    result = sales(*(f"2026-01-05,{n},A,{name},1,5" for n, name in enumerate(names)))
    assert result.products["name"].tolist() == ["<b>😀</b>"]


def test_the_price_of_a_product_is_the_median_of_its_last_lines():
    days = pd.date_range("2026-01-01", periods=41).strftime("%Y-%m-%d")
    rows = [f"{day},{n},A,Mug,1,{5 if n < 21 else 9}" for n, day in enumerate(days)]
    assert sales(*reversed(rows)).products["price"].tolist() == [9]


def test_a_sheet_of_sales_says_nothing_else_of_products():
    products = sales("2026-01-05,1,A,Mug,1,5").products
    assert products.drop(columns=["sku", "name", "price"]).isna().all(axis=None)


def test_a_sale_that_is_taken_back_whole_never_was_demand():
    result = sales(
        "2026-01-05,1,A,Mug,3,5",
        "2026-01-06,2,A,Mug,3,5",
        "2026-01-07,C3,A,Mug,-3,5",  # takes back the nearest, row 3
        "2026-01-08,C4,A,Mug,-2,5",  # takes back nothing
        "2026-03-08,C5,A,Mug,-3,5",  # too late for row 2
    )
    assert reasons(result) == {
        3: "taken_back",
        4: "taken_back",
        5: "cancellation",
        6: "cancellation",
    }
    assert result.sales["order_id"].tolist() == ["1"]


def test_a_return_in_a_sheet_that_begins_with_the_newest_finds_its_sale():
    result = sales("2026-01-07,2,A,Mug,-3,5", "2026-01-07,1,A,Mug,3,5", "2026-01-05,0,B,Cup,1,5")
    assert reasons(result) == {2: "taken_back", 3: "taken_back"}


def expected_taken_back(lines):
    """The rule word by word: each return takes the nearest earlier sale not yet taken."""
    steps = [later[0] - earlier[0] for earlier, later in pairwise(lines)]
    newest_first = sum(step.days < 0 for step in steps) > sum(step.days > 0 for step in steps)
    open_sales, taken = [], set()
    for row, (day, units, price) in sorted(
        enumerate(lines), key=lambda line: (line[1][0], newest_first * -line[0])
    ):
        if units > 0:
            open_sales.append((row, day, units, price))
            continue
        fitting = [sale for sale in open_sales if sale[2:] == (-units, price)]
        if fitting and day - fitting[-1][1] <= timedelta(days=30):
            open_sales.remove(fitting[-1])
            taken |= {row, fitting[-1][0]}
    return taken


@few(12)
@given(
    st.lists(
        st.tuples(
            st.dates(date(2026, 1, 1), date(2026, 3, 31)),
            st.sampled_from([-2, -1, 1, 2]),
            st.sampled_from([5, 9]),
        ),
        max_size=12,
    )
)
def test_returns_take_back_what_the_rule_says(lines):
    lines = [(date(2025, 12, 1), 7, 1), *lines, (date(2026, 4, 1), 7, 1)]
    rows = [f"{day},{n},A,Mug,{units},{price}" for n, (day, units, price) in enumerate(lines)]
    found = {row - 2 for row, reason in reasons(sales(*rows)).items() if reason == "taken_back"}
    assert found == expected_taken_back(lines)


def test_products_say_only_what_the_file_says():
    text = (
        "SKU,Cost,Service level,Holding rate,One shot,Lead time days\n"
        "00123,£4.20,95 %,30,是,\n7,,0.9,0.3,no,14\n"
    )
    result = imported(text)
    products = check(result.products, PRODUCTS)
    assert products["sku"].tolist() == ["00123", "7"]
    assert products["service_level"].tolist() == [0.95, 0.9]
    assert products["holding_rate"].tolist() == [0.3, 0.3]
    assert products["one_shot"].tolist() == [True, False]
    assert products["lead_time_days"].isna().tolist() == [True, False]
    assert products["name"].isna().all()
    assert result.cost_currency == "£"


def test_products_say_what_is_not_ordered_any_more_or_not_yet():
    text = (
        "Artikelnummer,Auslaufartikel,Nicht bestellen bis\nA,ja,\nB,nein,15.01.2027\n"
        "C,,2027-02-28\n"
    )
    result = imported(text)
    assert result.cells.empty
    assert result.products["discontinued"].tolist()[:2] == [True, False]
    days = result.products["no_order_until"].dt.strftime("%Y-%m-%d").fillna("")
    assert days.tolist() == ["", "2027-01-15", "2027-02-28"]


@pytest.mark.parametrize(
    ("heading", "value", "reason"),
    [
        ("Cost", "-1", "bad_money"),
        ("Cost", "cheap", "unreadable_number"),
        ("Lead time days", "151", "out_of_range"),
        ("Minimum order units", "0.5", "out_of_range"),
        ("Pack size units", "2.5", "fractional_units"),
        ("Service level", "30 %", "out_of_range"),
        ("Service level", "100", "out_of_range"),
        ("Holding rate", "250 %", "out_of_range"),
        ("One shot", "maybe", "unreadable_flag"),
        ("Discontinued", "soon", "unreadable_flag"),
        ("Do not order until", "spring", "unreadable_date"),
        ("Do not order until", "05/01/2027", "unreadable_date"),  # January or May?
    ],
)
def test_a_senseless_value_is_left_out_alone(heading, value, reason):
    result = imported(f"SKU,Supplier,{heading}\nA,x,{value}\nB,x,\n")
    assert result.problems.empty
    assert result.cells.to_dict("records") == [
        {"row": 2, "reason": reason, "column": heading, "value": value}
    ]
    assert result.products["supplier"].tolist() == ["x", "x"]
    (field,) = (name for name, column in result.mapping.columns if column == heading)
    assert result.products[field].isna().all()


def test_zero_means_none_where_one_is_the_least():
    result = imported("SKU,Minimum order units,Pack size units\nA,0,0\nB,12,6\n")
    assert result.cells.empty
    assert result.products["moq_units"].fillna(-1).tolist() == [-1, 12]


def test_lead_times_must_be_in_order():
    text = (
        "SKU,Lead time days,Shortest lead time days,Longest lead time days\nA,10,12,20\nB,10,8,20\n"
    )
    result = imported(text)
    assert result.cells["reason"].tolist() == ["lead_times_disordered"]
    assert result.products["lead_time_days"].fillna(-1).tolist() == [-1, 10]


def test_a_product_listed_twice_is_kept_once():
    result = imported("SKU,Cost,Price\nA,1,2\nA,1,3\n,1,1\n")
    assert reasons(result) == {3: "repeated_sku", 4: "no_product"}


def test_places_of_one_product_are_added_up():
    text = "SKU,Location,On hand,On order,Committed\nA,Shop,3,1,\nA,Cellar,4,,2\nB,Shop,-1,,\n"
    stock = check(imported(text).stock, STOCK)
    assert stock.to_dict("list") == {
        "place": ["shop", "shop"],
        "sku": ["A", "B"],
        "day": [pd.Timestamp(TODAY)] * 2,
        "on_hand": [7.0, -1.0],
        "on_order": [1.0, 0.0],
        "committed": [2.0, 0.0],
        "rows": [2.0, 1.0],
    }


def test_counts_of_stock_that_make_no_sense_are_refused():
    text = (
        "SKU,On hand,On order,Date\nA,,1,2026-01-05\nB,x,1,2026-01-05\nC,1,-1,2026-01-05\n"
        "D,1.5,1,2026-01-05\nE,1,1,2999-01-05\n,1,1,2026-01-05\nF,1,1,2026-01-05\n"
    )
    result = imported(text)
    assert reasons(result) == {
        2: "unreadable_units",
        3: "unreadable_units",
        5: "fractional_units",
        6: "date_out_of_range",
        7: "no_product",
    }
    assert result.cells[["row", "reason"]].to_numpy().tolist() == [[4, "negative_count"]]
    assert result.stock[["sku", "on_hand", "on_order"]].to_numpy().tolist() == [
        ["C", 1.0, 0.0],
        ["F", 1.0, 1.0],
    ]


def test_a_mapping_made_for_another_sheet_is_explained():
    (table,) = read_tables("x.csv", b"Day,Code,Sold\n2026-01-05,A,1\n")
    mapping = SheetMapping(format=SALES_SHEET, columns=(("day", "Date"),))
    with pytest.raises(FileError, match="has no column “Date”: please choose"):
        interpret(Sheet(table=table, mapping=mapping), today=TODAY)


def test_the_seller_decides_what_the_program_cannot_tell():
    (table,) = read_tables("x.csv", b'Date,SKU,Units,Price\n05/01/2026,A,2,"1,5"\n')
    mapping = SheetMapping(
        format=SALES_SHEET,
        columns=(("day", "Date"), ("sku", "SKU"), ("units", "Units"), ("unit_price", "Price")),
        day_first=True,
        channel="market",
    )
    result = interpret(Sheet(table=table, mapping=mapping), today=TODAY)
    assert result.sales.drop(columns=SHIPPING).iloc[0].tolist() == [
        "market",
        "2026-01-05",
        "A 2026-01-05",
        "A",
        pd.Timestamp(2026, 1, 5),
        1.0,
        2.0,
        1.5,
        1.0,
    ]


def test_fingerprints_tell_contents_apart():
    assert fingerprint(b"a") == fingerprint(b"a") != fingerprint(b"b")


def test_rows_with_too_many_cells_are_refused_and_counted():
    result = sales("2026-01-05,1,A,Mug,1,5,extra", "2026-01-05,1,A,Mug,1,5")
    assert reasons(result) == {2: "too_many_cells"}
    assert result.rows_read == 2


@pytest.mark.long  # half a million rows
def test_the_whole_online_retail_file_adds_up(shared_data: Path) -> None:
    file = shared_data / "online_retail" / "online_retail.csv.gz"
    result = import_file(file.name, file.read_bytes(), today=TODAY)
    assert result.rows_read == 541_909
    assert result.problems["reason"].value_counts().to_dict() == {
        "taken_back": 12_116,
        "copy": 5_262,
        "no_product_line": 3_030,
        "cancellation": 2_625,
        "negative_units": 1_333,
        "no_price": 1_141,
    }
    assert result.rows_accepted == 516_402
    sold = check(result.sales, SALES)
    assert (sold["day"].min(), sold["day"].max()) == (
        pd.Timestamp(2010, 12, 1),
        pd.Timestamp(2011, 12, 9),
    )
    assert not sold.duplicated(["channel", "order_id", "sku"]).any()
    assert sold["units"].max() == 4_800  # the orders of 80,995 and 74,215 were taken back
    assert sold["sku"].isin(["POST", "DOT", "M", "BANK CHARGES", "AMAZONFEE"]).sum() == 0
    assert "85123A" in set(sold["sku"])
    assert "85123a" not in set(sold["sku"])
