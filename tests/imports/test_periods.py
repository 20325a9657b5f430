"""Months, weeks and days as sheets name them, with a year and without."""

from datetime import date

import pytest

from inventory_core.imports.periods import period, undated_periods


@pytest.mark.parametrize(
    "text",
    [
        *("fevereiro de 2026", "febrero 2026", "févr. 2026", "Feb. 26", "febbraio 2026"),
        *(
            "февраль 2026",
            "tháng 2 năm 2026",
            "ก.พ. 2026",
            "Februari 2026",
            "2026년 2월",
            "2026年2月",
        ),
    ],
)
def test_months_are_read_in_many_languages(text) -> None:
    assert period(text) == (date(2026, 2, 1), 28)


@pytest.mark.parametrize(
    "text",
    ["KW 2 2026", "semana 2 2026", "2026-S02", "2026年第2週", "2026년 2주차", "неделя 2, 2026"],
)
def test_weeks_are_read_in_many_languages(text) -> None:
    assert period(text) == (date(2026, 1, 5), 7)


@pytest.mark.parametrize(
    ("headings", "kind", "numbers"),
    [
        ("Jan,Feb,Mar", "month", [1, 2, 3]),
        ("janeiro,fevereiro,março,abril", "month", [1, 2, 3, 4]),
        ("11月,12月,1月", "month", [11, 12, 1]),
        ("M1,M2,M3", "month", [1, 2, 3]),
        ("Tháng 1,Tháng 2,Tháng 3", "month", [1, 2, 3]),
        ("1월,2월,3월", "month", [1, 2, 3]),
        ("Week 12,Week 13,Week 14", "week", [12, 13, 14]),
        ("W0,W1,W2", "week", [0, 1, 2]),
        ("KW 51,KW 52,KW 1", "week", [51, 52, 1]),
        ("第3周,第4周,第5周", "week", [3, 4, 5]),
        ("Day 1,Day 2,Day 3", "day", [1, 2, 3]),
        ("Día 1,Día 2,Día 3", "day", [1, 2, 3]),
    ],
)
def test_periods_without_a_year_are_told_where_they_follow_each_other(
    headings, kind, numbers
) -> None:
    names = headings.split(",")
    told = undated_periods(["SKU", *names, "Total"])
    assert told == {name: (kind, number) for name, number in zip(names, numbers, strict=True)}


@pytest.mark.parametrize(
    "headings", ["May,Name,SKU", "Jan,Feb", "S,M,L", "M1,M3,M5", "W1,Jan,Day 3", "Mar,Mer,Jeu"]
)
def test_what_makes_no_run_is_no_period(headings) -> None:
    assert undated_periods(headings.split(",")) == {}
