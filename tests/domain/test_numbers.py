"""Numbers, days and money in English and in other languages."""

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory_core.domain import numbers
from inventory_core.domain.language import using
from inventory_core.domain.numbers import (
    country_name,
    day,
    day_pattern,
    days_between,
    decimal,
    money,
    month_and_year,
    month_name,
    month_pattern,
    percent,
    share,
    short,
    signed_money,
    time,
    whole,
)

AMOUNTS = st.floats(min_value=-1e9, max_value=1e9)


@given(amount=AMOUNTS)
def test_english_numbers_are_written_as_python_writes_them(amount: float) -> None:
    assert money(amount, "€") == f"€{amount:,.2f}"
    assert money(amount) == f"{amount:,.2f}"
    assert signed_money(amount, "€") == f"{'-' if amount < 0 else '+'}€{abs(amount):,.2f}"
    assert whole(amount) == f"{amount:,.0f}"
    assert decimal(amount) == f"{amount:,.1f}"
    assert short(amount) == f"{amount:g}"
    assert share(amount) == f"{100 * amount:.0f} %"
    assert share(amount, signed=True) == f"{100 * amount:+.0f} %"
    assert percent(amount, 1) == f"{amount:.1%}"


def test_every_english_day_is_written_with_its_month_as_a_word() -> None:
    for number in range(366):
        when = date(2028, 1, 1) + timedelta(days=number)
        assert day(when) == day(pd.Timestamp(when)) == f"{when.day} {when:%b %Y}"
        assert month_and_year(when) == f"{when:%B %Y}"
        assert month_name(when) == f"{when:%B}"


@pytest.mark.parametrize("hour", range(24))
def test_an_english_time_has_two_digits_for_the_hour(hour: int) -> None:
    assert time(pd.Timestamp(2026, 11, 22, hour, 5)) == f"{hour:02}:05"


@pytest.mark.parametrize("write", [money, signed_money, whole, decimal, share])
def test_what_is_unknown_is_a_dash(write: object) -> None:
    assert write(float("nan")) == "–"
    assert day(pd.NaT) == month_and_year(pd.NaT) == "–"


def test_german_points_and_commas_change_places_and_the_sign_comes_last() -> None:
    with using("de"):
        assert money(-1234567.5, "€") == "-1.234.567,50\N{NO-BREAK SPACE}€"
        assert money(1234.5) == "1.234,50"
        assert whole(12345) == "12.345"
        assert short(12.5) == "12,5"
        assert day(date(2026, 3, 4)) == "4. März 2026"
        assert month_and_year(date(2026, 3, 4)) == "März 2026"
        assert (day_pattern(), month_pattern()) == ("d.M.y", "M/y")


def test_chinese_days_are_written_in_numbers() -> None:
    with using("zh_CN"):
        assert money(1234.5, "¥") == "¥1,234.50"
        assert day(date(2026, 3, 4)) == "2026年3月4日"
        assert days_between(date(2026, 3, 4), date(2026, 3, 5)) == "2026年3月4日 – 2026年3月5日"
        assert month_and_year(date(2026, 3, 4)) == "2026年3月"
        assert month_name(date(2026, 3, 4)) == "三月"
        assert country_name("CN", "China") == "中国"
        assert country_name("??", "Atlantis") == "Atlantis"
        assert (day_pattern(), month_pattern()) == ("y年M月d日", "y年M月")


def test_a_day_that_was_written_before_is_written_again_without_formatting_it() -> None:
    numbers._formatted.cache_clear()
    for _again in range(1000):
        day(date(2026, 3, 4))

    assert numbers._formatted.cache_info().misses == 1
