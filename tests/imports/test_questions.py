"""What cannot be known is asked, once, and the answer is followed."""

from dataclasses import replace
from datetime import date

import pytest

from inventory_core.domain.errors import FileError
from inventory_core.imports.drop import Answers, import_file
from inventory_core.imports.importing import Imported, interpret
from inventory_core.imports.questions import Question, Topic
from tests.imports.example_files import sheet_of

TODAY = date(2026, 10, 1)
MONTHS = "Date,SKU,Units\n2026-01-01,A,31\n2026-02-01,A,28\n2026-03-01,A,62\n"


def asked(text: str) -> tuple[Question, ...]:
    result = interpret(sheet_of(text), today=TODAY)
    return () if isinstance(result, Imported) else result


def told(text: str, **answers: object) -> Imported:
    return import_file("x.csv", text.encode(), today=TODAY, answers=Answers(**answers))


def answered(text: str, *values: str) -> Imported:
    """Answer the open questions one after the other, as the page does."""
    sheet = sheet_of(text)
    mapping = sheet.mapping
    for question, value in zip(asked(text), values, strict=True):
        assert value in dict(question.options)
        mapping = question.answered(mapping, value)
    result = interpret(replace(sheet, mapping=mapping), today=TODAY)
    assert isinstance(result, Imported)
    return result


def test_a_sheet_that_leaves_nothing_open_asks_nothing() -> None:
    assert asked("Date,SKU,Units\n2026-01-05,A,1\n") == ()


def test_the_order_of_day_and_month_is_asked_once() -> None:
    text = "Date,SKU,Units\n05/01/2026,A,1\n06/02/2026,A,1\n"
    (question,) = asked(text)
    assert (question.topic, "05/01/2026" in question.sentence) == (Topic.DAY_ORDER, True)
    assert answered(text, "day").sales["day"].dt.month.tolist() == [1, 2]
    assert answered(text, "month").sales["day"].dt.month.tolist() == [5, 6]
    assert told(text, day_first=True).sales["day"].dt.month.tolist() == [1, 2]


def test_a_year_of_two_digits_that_may_stand_first_is_asked_about() -> None:
    text = "Date,SKU,Units\n26/01/05,A,1\n26/01/06,A,1\n"
    (question,) = asked(text)
    assert [value for value, _label in question.options] == ["day", "year"]
    assert answered(text, "year").sales["day"].dt.strftime("%y/%m/%d").tolist() == [
        *("26/01/05", "26/01/06"),
    ]
    assert told(text, year_first=True).sales["day"].dt.year.tolist() == [2026, 2026]


def test_years_of_two_digits_that_surely_stand_first_are_not_asked_about() -> None:
    days = ("26/01/01", "26/01/09", "26/02/17", "26/02/24", "26/03/31")
    text = "Date,SKU,Units\n" + "".join(f"{day},A,1\n" for day in days)
    assert asked(text) == ()
    assert told(text).sales["day"].dt.month.tolist() == [1, 1, 2, 2, 3]


def test_two_forms_of_dates_in_one_column_each_tell_their_order() -> None:
    text = "Date,SKU,Units\n25-05-2026,A,1\n4/30/2026,A,1\n06-05-2026,A,1\n"
    days = told(text).sales["day"]
    assert days.dt.strftime("%m-%d").tolist() == ["05-25", "04-30", "05-06"]


def test_an_unknown_status_is_asked_about_and_never_guessed() -> None:
    text = "Date,Order,SKU,Units,Status\n2026-01-05,1,A,1,paid\n2026-01-05,2,A,4,parked\n"
    (question,) = asked(text)
    assert (question.topic, question.about) == (Topic.STATUS, "parked")
    with pytest.raises(FileError, match="parked"):
        told(text)
    assert answered(text, "yes").sales["units"].sum() == 5
    left_out = answered(text, "no")
    assert left_out.sales["units"].sum() == 1
    assert left_out.problems["reason"].tolist() == ["left_out"]
    assert told(text, statuses=(("parked", True),)).sales["units"].sum() == 5


def test_each_open_status_is_a_question_of_its_own() -> None:
    rows = "".join(f"2026-01-05,{n},A,1,odd {n % 3}\n" for n in range(9))
    questions = asked(f"Date,Order,SKU,Units,Status\n{rows}")
    assert sorted(question.about for question in questions) == ["odd 0", "odd 1", "odd 2"]


def test_a_status_of_a_row_that_cannot_be_read_is_not_asked() -> None:
    assert asked("Date,Order,SKU,Units,Status\n2026-01-05,1,A,1,paid\nTotal,,,9,Jane Doe\n") == ()


def test_two_currencies_are_asked_about_and_units_kept_without_the_others_price() -> None:
    text = (
        "Date,Order,SKU,Units,Unit price,Currency\n"
        "2026-01-05,1,A,1,10,EUR\n2026-01-05,2,A,2,12,USD\n2026-01-05,3,A,4,11,EUR\n"
    )
    (question,) = asked(text)
    assert (question.topic, [value for value, _label in question.options]) == (
        Topic.CURRENCY,
        ["EUR", "USD"],
    )
    imported = told(text, currency="EUR")
    assert imported.sales["unit_price"].fillna(-1).tolist() == [10, -1, 11]
    assert (imported.sales["units"].sum(), imported.currency) == (7, "€")
    assert dict(imported.notes) == {"other_currency": 1}


def test_first_days_of_months_may_be_totals() -> None:
    (question,) = asked(MONTHS)
    assert (question.topic, [value for value, _label in question.options]) == (
        Topic.PERIOD,
        ["month", "day"],
    )
    assert answered(MONTHS, "day").sales["days"].tolist() == [1, 1, 1]
    months = answered(MONTHS, "month")
    assert months.sales["days"].tolist() == [31, 28, 31]
    assert dict(months.notes) == {"period_total": 3}


def test_saturdays_alone_may_be_weeks_or_market_days() -> None:
    text = "Date,SKU,Units\n2026-01-03,A,7\n2026-01-10,A,1\n2026-01-17,A,9\n"
    (question,) = asked(text)
    assert [value for value, _label in question.options] == ["week", "day"]
    assert answered(text, "week").sales["days"].tolist() == [7, 7, 7]


def test_months_that_are_written_as_such_are_totals_without_asking() -> None:
    imported = told("Month,SKU,Units\nJan 2026,A,31\n2026-02,A,28\n2026年3月,A,3\n2026-W20,A,7\n")
    assert imported.sales["days"].tolist() == [31, 28, 31, 7]
    days = imported.sales["day"].dt.strftime("%m-%d")
    assert days.tolist() == ["01-01", "02-01", "03-01", "05-11"]


def test_a_total_of_the_running_month_ends_today() -> None:
    imported = told("Month,SKU,Units\n2026-10,A,5\n2026-09,A,5\n")
    assert imported.sales["days"].tolist() == [1, 30]


def test_days_with_orders_are_days() -> None:
    assert asked(MONTHS.replace("Date,", "Date,Order,").replace("-01,A", "-01,7,A")) == ()


PIECES = "Date sold,Item,Sale price\n2026-01-05,Coat,30\n2026-01-05,Coat,20\n"


def test_rows_without_units_may_be_pieces() -> None:
    (question,) = asked(PIECES)
    assert (question.topic, [value for value, _label in question.options]) == (
        Topic.PIECES,
        ["yes"],
    )
    assert answered(PIECES, "yes").sales[["units", "unit_price"]].to_numpy().tolist() == [[2, 25]]
    assert told(PIECES, one_piece=True).sales["units"].tolist() == [2]
    with pytest.raises(FileError, match="Is each row one piece"):
        told(PIECES)


UNKNOWN = "Date sold,Item,Sale price,Went out,Mood\n2026-01-05,Coat,30,2,9.5\n"


def test_a_column_of_whole_numbers_may_tell_the_units() -> None:
    (question,) = asked(UNKNOWN)
    assert [label for _value, label in question.options] == [
        *("“Went out” tells how many", "Yes, each row is one piece"),
    ]
    (value, _label), _pieces = question.options
    assert answered(UNKNOWN, value).sales["units"].tolist() == [2]
    assert answered(UNKNOWN, "yes").sales["units"].tolist() == [1]


def test_a_sheet_with_units_is_not_asked_about_pieces() -> None:
    assert asked("Date sold,Item,Sale price,Qty\n2026-01-05,Coat,30,1\n") == ()


def statuses_asked(text: str) -> list[str]:
    return [question.about for question in asked(text) if question.topic is Topic.STATUS]


@pytest.mark.parametrize(
    ("heading", "cells", "open_texts"),
    [
        ("Paid", "yes,no,", ["Paid: no", "Paid: –"]),
        ("Paid?", "TRUE,FALSE,TRUE", ["Paid?: FALSE"]),
        ("Delivered", "1,0,1", ["Delivered: 0"]),
        ("Bezahlt", "x,,x", ["Bezahlt: –"]),
        ("Payé", "oui,non,oui", ["Payé: non"]),
        ("¿Pagado?", "sí,no,sí", ["¿Pagado?: no"]),
        ("Оплачено", "да,нет,да", ["Оплачено: нет"]),
        ("是否付款", "是,否,是", ["是否付款: 否"]),
        ("已付款", "是,否,是", ["已付款: 否"]),
        ("入金済み", "○,×,○", ["入金済み: ×"]),
        ("입금여부", "o,x,o", ["입금여부: x"]),
        ("Cancelled", "yes,no,", ["Cancelled: –"]),
        ("Refunded", "no,n,no", []),
        ("Paid", "cash,card,cash", ["cash", "card"]),
    ],
)
def test_a_column_of_yes_and_no_is_a_status(
    heading: str, cells: str, open_texts: list[str]
) -> None:
    rows = [f"2026-01-0{day},Mug,1,{cell}" for day, cell in enumerate(cells.split(","), start=1)]
    assert statuses_asked("\n".join([f"Date,Product,Qty,{heading}", *rows, ""])) == open_texts


def test_what_was_cancelled_or_came_back_is_not_sold() -> None:
    text = "Date,Product,Qty,Cancelled,Returned?\n2026-01-05,A,1,yes,no\n2026-01-06,A,2,no,no\n"
    imported = told(text + "2026-01-07,A,4,no,yes\n")
    assert imported.sales["units"].tolist() == [2]
    assert imported.problems["reason"].tolist() == ["cancelled", "returned"]


def test_what_is_paid_is_sold_before_it_is_sent() -> None:
    text = "Date,Product,Qty,Paid,Sent\n2026-01-05,A,1,yes,no\n2026-01-06,A,2,yes,\n"
    assert told(text).sales["units"].tolist() == [1, 2]


def test_the_answer_about_what_is_not_paid_holds_for_its_column() -> None:
    text = "Date,Product,Qty,Paid\n2026-01-05,A,1,yes\n2026-01-06,A,2,no\n"
    assert answered(text, "yes").sales["units"].tolist() == [1, 2]
    left_out = answered(text, "no")
    assert left_out.sales["units"].tolist() == [1]
    assert left_out.problems[["reason", "value"]].to_numpy().tolist() == [["left_out", "Paid: no"]]


UNDATED = "Product,Sold,Price\nMug,30,5\nCup,2,4\n"


def test_units_sold_without_a_day_are_asked_about() -> None:
    (question,) = asked(UNDATED)
    assert (question.topic, question.any_day) == (Topic.BEGINS, True)
    assert {
        "2026-10-01 month",
        "2026-09-01 month",
        "2025-01-01 year",
        TODAY.isoformat() + " day",
    } <= {value for value, _label in question.options}
    with pytest.raises(FileError, match="No column tells the day"):
        told(UNDATED)


def test_the_total_of_a_month_is_sold_over_its_days() -> None:
    sales = answered(UNDATED, "2026-09-01 month").sales
    assert sales[["sku", "units", "days", "unit_price"]].to_numpy().tolist() == [
        *(["mug", 30, 30, 5], ["cup", 2, 30, 4]),
    ]
    assert sales["day"].dt.strftime("%Y-%m-%d").tolist() == ["2026-09-01", "2026-09-01"]
    year = answered(UNDATED, "2025-01-01 year").sales
    assert year["days"].tolist() == [365, 365]


def test_another_day_may_begin_a_period() -> None:
    sheet = sheet_of(UNDATED)
    (question,) = interpret(sheet, today=TODAY)
    mapping = question.answered(sheet.mapping, "2026-03-04")
    (length,) = interpret(replace(sheet, mapping=mapping), today=TODAY)
    assert length.topic is Topic.PERIOD
    week = interpret(replace(sheet, mapping=length.answered(mapping, "week")), today=TODAY)
    assert week.sales[["units", "days"]].to_numpy().tolist() == [[30, 7], [2, 7]]


def test_a_month_in_the_name_of_the_file_is_proposed_first() -> None:
    sheet = sheet_of(UNDATED)
    named = replace(sheet, table=replace(sheet.table, file_name="sales March 2025.csv"))
    (question,) = interpret(named, today=TODAY)
    assert question.options[0][0] == "2025-03-01 month"


def test_a_purchase_without_a_day_is_asked_about() -> None:
    text = "Item,Supplier,Qty bought,Cost\nCoat,Kim,2,30\n"
    (question,) = asked(text)
    assert (question.topic, "bought" in question.sentence) == (Topic.BEGINS, True)
    receipts = told(text, begins="2026-03-04").receipts
    assert receipts[["sku", "units", "unit_cost"]].to_numpy().tolist() == [["coat", 2, 30]]
    assert receipts["day"].dt.strftime("%Y-%m-%d").tolist() == ["2026-03-04"]


def test_what_was_bought_may_be_pieces() -> None:
    text = "Date purchased,Item,Supplier,Cost\n2026-01-05,Coat,Kim,30\n2026-01-05,Hat,Kim,9\n"
    receipts = told(text, format="purchases sheet", one_piece=True).receipts
    assert receipts[["units", "unit_cost"]].to_numpy().tolist() == [[1, 30], [1, 9]]
    with pytest.raises(FileError, match="how many units were bought"):
        told(text, format="purchases sheet")


ACROSS = "Product,Nov,Dec,Jan\nMug,1,2,3\n"


def test_months_across_may_begin_on_any_day_that_the_seller_names() -> None:
    (question,) = asked(ACROSS)
    assert (question.topic, question.any_day) == (Topic.BEGINS, True)
    assert "Nov" in question.sentence
    # Today is in October 2026: none of the proposals lies ahead.
    assert [value for value, _label in question.options] == ["2025-11-01", "2024-11-01"]
    sales = answered(ACROSS, "2025-11-01").sales
    days = sales["day"].dt.strftime("%Y-%m-%d")
    assert list(zip(days, sales["units"], sales["days"], strict=True)) == [
        *(("2025-11-01", 1, 30), ("2025-12-01", 2, 31), ("2026-01-01", 3, 31)),
    ]
    assert told(ACROSS, begins="2023-11-01").sales["day"].dt.year.tolist() == [2023, 2023, 2024]


def test_weeks_across_without_a_year_are_asked_about() -> None:
    text = "Product,Week 1,Week 2,Week 3\nMug,1,2,3\n"
    (question,) = asked(text)
    assert question.topic is Topic.BEGINS
    sales = told(text, begins="2026-01-05").sales
    assert sales["day"].dt.strftime("%m-%d").tolist() == ["01-05", "01-12", "01-19"]
    assert sales["days"].tolist() == [7, 7, 7]


def test_months_across_with_a_year_are_not_asked_about() -> None:
    assert asked("Product,Nov 2025,Dec 2025,Jan 2026\nMug,1,2,3\n") == ()
