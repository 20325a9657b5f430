"""Amounts, days, headings and ids as people write them."""

from datetime import date, timedelta, timezone

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from inventory_core.imports.cells import currency_sign, decimal_comma, parse_numbers
from inventory_core.imports.day_orders import DayOrder
from inventory_core.imports.days import day_order, parse_days, possible_orders
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
        (("26/01/01", "26/01/09", "26/02/17", "26/02/24", "26/03/31"), DayOrder.YEAR_FIRST),
        (("25-12-30", "25-12-31", "26-01-01", "26-01-02", "26-01-15"), DayOrder.YEAR_FIRST),
        (("45/01/01",), DayOrder.YEAR_FIRST),
        (("26/01/05",), DayOrder.AMBIGUOUS),
        (("26/02/01", "26/02/02", "26/02/07"), DayOrder.AMBIGUOUS),
        (("13/01/24",), DayOrder.DAY_FIRST),
        (("28/02/26",), DayOrder.DAY_FIRST),
        (("22/01/24", "23/01/24", "24/01/24"), DayOrder.DAY_FIRST),
        (("01/01/20", "01/02/21", "01/03/22", "01/04/23", "01/05/26"), DayOrder.AMBIGUOUS),
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


def test_two_digits_that_stay_or_rise_by_one_are_the_year():
    texts = column("25/12/30", "25/12/31", "26/01/01", "26/01/02", "26/01/15")
    assert parse_days(texts).dt.year.tolist() == [2025, 2025, 2026, 2026, 2026]
    assert parse_days(texts, day_first=True).dt.day.tolist() == [30, 31, 1, 2, 15]


def test_a_year_that_may_stand_first_is_asked_about():
    texts = column("26/02/01", "26/02/02", "26/02/26")
    assert possible_orders(texts) == (DayOrder.DAY_FIRST, DayOrder.YEAR_FIRST)
    assert parse_days(texts).isna().tolist() == [True, True, False]
    assert parse_days(texts, year_first=True).dt.day.tolist() == [1, 2, 26]
    assert parse_days(texts, day_first=True).dt.year.tolist() == [2001, 2002, 2026]
    assert parse_days(texts, day_first=False).dt.year.tolist() == [2001, 2002, 2026]


@pytest.mark.parametrize(
    "text",
    """
    1 de fevereiro de 2026 06:52 hs.; 01 fevereiro 2026 00:41; 1 de febrero de 2026 19:45 hs.
    1 февр. 2026 г., 14:03; 1 февраля 2026 года; 2026年2月1日; 2026年2月1日(日) 14:05
    2026年2月1日 下午3:05; 2026年2月1日下午3時5分; 2026/02/01 午前3:05; 26年2月1日; 2026년 2월 1일
    2026. 2. 1. 오후 3:05; 2026-02-01 오전 3:05:06; 1 ก.พ. 2569; 01/02/2569 14:05; 1 กุมภาพันธ์ 2569
    วันอาทิตย์ที่ 1 กุมภาพันธ์ พ.ศ. 2569; Sun, 1 Feb 2026; 1. Februar 2026 um 14:05 Uhr
    So., 1. Feb. 2026; dim. 1er févr. 2026 à 14h05; 1 fevr. 2026; domenica 1 febbraio 2026
    domingo, 1 de fevereiro de 2026; 1 Feb 2026 3:05 p. m.; Feb 1, 2026 at 3:05 PM
    Chủ Nhật, 1 thg 2, 2026; Ngày 1 tháng 2 năm 2026; 1 tháng 2, 2026 3:05 CH; 1 Februari 2026
    1 lutego 2026; 1 Şub 2026; 2026-Feb-01; 1º de febrero de 2026
    """.replace("\n", ";").split(";"),
)
def test_dates_with_words_are_read_in_many_languages(text):
    expected = [pd.Timestamp(2026, 2, 1)] if text.strip() else [pd.NaT]
    assert parse_days(column(text)).tolist() == expected


@pytest.mark.parametrize(
    "text",
    ["2 de fevereiro | 14:00", "Marble 12 24", "14h30", "mar", "5 soles 2024", "13 tháng 13"],
)
def test_words_that_make_no_date_are_left(text):
    assert parse_days(column(text)).isna().all()


def test_mar_is_tuesday_where_another_month_follows():
    assert parse_days(column("mar. 3 févr. 2026", "mar. 3, 2026")).dt.month.tolist() == [2, 3]


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
    st.lists(st.dates(date(1900, 1, 1), date(2399, 12, 31)), min_size=1),
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
    texts = column(*[day.strftime(form) for day in days])
    assume(DayOrder.YEAR_FIRST not in possible_orders(texts))  # told by the column
    read = parse_days(texts, day_first=day_first)
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
