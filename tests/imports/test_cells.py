"""Amounts, days, headings and ids as people write them."""

from datetime import date, timedelta, timezone

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory_core.imports.cells import currency_sign, decimal_comma, parse_numbers
from inventory_core.imports.days import DayOrder, day_order, parse_days
from inventory_core.imports.texts import clean_texts, normalise


def column(*texts):
    return pd.Series(list(texts), dtype="str")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("7", 7),
        ("1,234.56", 1234.56),
        ("1.234,56", 1234.56),
        ("1 234,56", 1234.56),
        ("1\u202f234,50", 1234.5),
        ("1'234.56", 1234.56),
        ("1’234.56", 1234.56),
        ("1,23,456.00", 123456),
        ("$1,433.66", 1433.66),
        ("12,50 €", 12.5),
        ("US$ 5", 5),
        ("EUR 12.00", 12),
        ("kr 12", 12),
        ("¥88", 88),
        ("￥88", 88),
        ("88元", 88),
        ("(12.50)", -12.5),
        ("(£1,000.00)", -1000),
        ("12.50-", -12.5),
        ("-£5", -5),
        ("£-5", -5),
        ("−3", -3),
        ("+3", 3),
        (".5", 0.5),
        ("１２", 12),
        ('="7"', 7),
        ("'7", 7),
        ("1e-05", 0.00001),
        ("0.123", 0.123),
        ("0,123", 0.123),
    ],
)
def test_amounts_are_read_as_written(text, number):
    assert parse_numbers(column(text)).tolist() == [number]


@pytest.mark.parametrize(
    "text",
    ["", "-", "two", "--5", "1.2.3", "12 34", "1,234,5", "nan", "inf", "1e999", "5 pcs", "5%"],
)
def test_what_is_no_amount_is_empty(text):
    assert parse_numbers(column(text)).isna().all()


def test_one_clear_value_decides_about_those_that_can_be_read_both_ways():
    assert parse_numbers(column("1.234", "0,5", "7")).tolist() == [1234, 0.5, 7]
    assert parse_numbers(column("1.234", "0.5", "7")).tolist() == [1.234, 0.5, 7]
    assert parse_numbers(column("1,234")).tolist() == [1234]


def test_the_rest_of_the_sheet_decides_where_a_column_shows_nothing():
    assert parse_numbers(column("1.000", "7"), decimal_comma=True).tolist() == [1000, 7]
    assert parse_numbers(column("1,000", "7"), decimal_comma=True).tolist() == [1, 7]
    assert parse_numbers(column("1.000", "0.5"), decimal_comma=True).tolist() == [1, 0.5]
    assert decimal_comma([column("1.000"), column("12,50", "1,234")]) is True
    assert decimal_comma([column("1,000"), column("12.50")]) is False
    assert decimal_comma([column("1,000"), column("7")]) is None


@given(
    st.lists(
        st.decimals(min_value=-(10**9), max_value=10**9, places=2, allow_nan=False), min_size=1
    ),
    st.sampled_from([",.", ".,", " ,", "'."]),
)
def test_amounts_round_trip_in_every_convention(amounts, convention):
    thousands, point = convention
    texts = [
        f"{amount:,.2f}".replace(",", "T").replace(".", point).replace("T", thousands)
        for amount in amounts
    ]
    read = parse_numbers(column(*texts))
    np.testing.assert_allclose(read, [float(amount) for amount in amounts])


def test_rows_keep_their_labels():
    numbers = parse_numbers(pd.Series(["1", "2", "1"], index=[5, 9, 7], dtype="str"))
    assert numbers.to_dict() == {5: 1.0, 9: 2.0, 7: 1.0}


def test_the_currency_is_the_most_frequent_sign():
    assert currency_sign(column("€3", "4 EUR", "$5", "6")) == "€"
    assert currency_sign(column("3", "")) == ""


@pytest.mark.parametrize(
    "text",
    [
        "2024-01-05",
        "2024-01-05 08:26:00",
        "2024-01-05T08:04:21+00:00",
        "2024-01-05 09:50:26 +0200",
        "2024-01-05 00:00:00 UTC",
        "2024/1/5",
        "2024/1/5 10:00",
        "2024.1.5",
        "2024年1月5日",
        "2024年1月5日 上午10:05",
        "5.1.24",
        "05.01.2024",
        "05-Jan-2024",
        "Jan-05-24",
        "Jan-05-24 23:45:00",
        "Jan 5, 2024 1:05:07 AM",
        "Jan 5, 2024 1:05:07\u202fAM PST",
        "5th January 2024",
        "Fri, 5 Jan 2024",
        "20240105",
        "20240105101010",
        "45296",
        "45296.52",
    ],
)
def test_days_are_read_in_every_common_form(text):
    assert parse_days(column(text)).tolist() == [pd.Timestamp(2024, 1, 5)]


@pytest.mark.parametrize("text", ["", "total", "2023-02-29", "0000-00-00", "31/31/2024", "12", "5"])
def test_what_is_no_day_is_empty(text):
    assert parse_days(column(text)).isna().all()


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (("2024-01-05",), DayOrder.UNAMBIGUOUS),
        (("05/05/2024",), DayOrder.UNAMBIGUOUS),
        (("05/01/2024",), DayOrder.AMBIGUOUS),
        (("05/01/2024", "13/01/2024"), DayOrder.DAY_FIRST),
        (("05/01/2024", "01/13/2024"), DayOrder.MONTH_FIRST),
        (("05/01/2024", "13/01/2024", "01/13/2024"), DayOrder.AMBIGUOUS),
        (("5.1.24",), DayOrder.DAY_FIRST),
        (("5.1.24", "1.13.24"), DayOrder.MONTH_FIRST),
    ],
)
def test_the_whole_column_tells_whether_the_day_comes_first(texts, order):
    assert day_order(column(*texts)) is order


def test_nothing_is_guessed_where_the_order_is_unknown():
    days = parse_days(column("05/01/2024", "05/05/2024"))
    assert days.isna().tolist() == [True, False]


def test_the_order_that_was_told_decides_where_the_column_shows_nothing():
    texts = column("05/01/2024", "06/01/2024")
    assert parse_days(texts, day_first=True).dt.month.tolist() == [1, 1]
    assert parse_days(texts, day_first=False).dt.month.tolist() == [5, 6]
    shown = column("05/01/2024", "13/01/2024", "05-02-2024")
    assert parse_days(shown, day_first=False).dt.month.tolist() == [1, 1, 5]


def test_a_clock_with_halves_of_the_day_is_moved_to_the_shops_zone():
    shanghai = timezone(timedelta(hours=8))
    texts = column("2026-09-04 11:30:00 PM UTC", "2026-09-04 12:30 AM UTC", "2026-09-04 23:30")
    assert parse_days(texts, zone=shanghai).dt.day.tolist() == [5, 4, 4]
    mixed = column("2026-09-04 23:30 -0500", "2026-09-04 23:30 +0800")
    assert parse_days(mixed, zone=shanghai).dt.day.tolist() == [5, 4]
    summer = column("2026-03-28 23:50 +0100", "2026-03-29 23:50 +0200")
    assert parse_days(summer, zone=shanghai).dt.day.tolist() == [28, 29]


@pytest.mark.parametrize(
    ("text", "sign"),
    [("PKR", "PKR"), ("ZAR 260", "ZAR"), ("12 kr", "kr"), ("NZD", "NZD"), ("US$5", "$"), ("5", "")],
)
def test_currencies_are_told_by_whole_words(text, sign):
    assert currency_sign(column(text)) == sign


@given(
    st.lists(st.dates(date(1900, 1, 1), date(2999, 12, 31)), min_size=1),
    st.sampled_from(
        [
            "%Y-%m-%d",
            "%Y/%m/%d",
            "%d-%b-%Y",
            "%b %d, %Y",
            "%Y%m%d",
            "%Y-%m-%d %H:%M",
            "%Y年%m月%d日",
        ]
    ),
)
def test_days_round_trip(days, form):
    texts = [day.strftime(form) for day in days]
    assert parse_days(column(*texts)).dt.date.tolist() == days


@given(st.lists(st.dates(date(2000, 1, 1), date(2068, 12, 31)), min_size=1), st.booleans())
def test_days_round_trip_when_the_order_is_told(days, day_first):
    form = "%d/%m/%y" if day_first else "%m/%d/%y"
    read = parse_days(column(*[day.strftime(form) for day in days]), day_first=day_first)
    assert read.dt.date.tolist() == days


def test_excel_serial_numbers_count_from_1900():
    assert parse_days(column("36526")).tolist() == [pd.Timestamp(2000, 1, 1)]
    assert parse_days(column("36526")).iloc[0] - timedelta(days=36526) == pd.Timestamp(1899, 12, 30)


@given(st.text())
def test_any_text_is_read_without_an_error(text):
    assert len(parse_numbers(column(text))) == 1
    assert len(parse_days(column(text))) == 1
    assert len(clean_texts(column(text))) == 1


@pytest.mark.parametrize(
    ("heading", "plain"),
    [
        ("\ufeffOrder-ID", "order id"),
        ("On hand (not editable)", "on hand"),
        ("Ｐｒｉｃｅ ", "price"),
        ("unit_price*", "unit price"),
        ("商品数量（件）", "商品数量(件)"),
        ("SKU\u200b:", "sku"),
    ],
)
def test_headings_are_compared_without_what_people_vary(heading, plain):
    assert normalise(heading) == plain


def test_ids_keep_their_leading_zeros_and_lose_their_wrapping():
    texts = column('="00123"', "\t6917", "'00750", " 42 ", "123.0", "a\u200bb")
    assert clean_texts(texts).tolist() == ["00123", "6917", "00750", "42", "123.0", "ab"]
