"""Sheets that name no year or no day at all: Jan … Dec, Week 1 … 52 across, or only units sold."""

import re
from calendar import isleap, monthrange
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from inventory_core.imports.periods import DAY, MONTH, WEEK, YEAR, period, undated_periods

_YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})(?![0-9])")
_YEARS = 3
"""So many years back are proposed: an older sheet is rare."""


def with_years(headings: Sequence[str], begins: str) -> dict[str, tuple[date, int]]:
    """Return first day and number of days of headings without a year.

    Args:
        headings: of the sheet.
        begins: the day on which the first of them begins, in ISO form; "" where nobody said.

    >>> with_years(["SKU", "Nov", "Dec", "Jan"], "2025-11-01")["Jan"]
    (datetime.date(2026, 1, 1), 31)
    >>> with_years(["SKU", "W0", "W1", "W2"], "2026-01-05")["W2"]
    (datetime.date(2026, 1, 19), 7)
    """
    undated = undated_periods(headings)
    if not begins or not undated:
        return {}
    first = date.fromisoformat(begins)
    kinds = [kind for kind, _number in undated.values()]
    return {
        heading: _span(first, kind, place)
        for place, (heading, kind) in enumerate(zip(undated, kinds, strict=True))
    }


def likely_beginnings(headings: Sequence[str], *, told: str, today: date) -> tuple[date, ...]:
    """Return on which days the first heading without a year may begin, the likeliest first.

    Args:
        headings: of the sheet.
        told: what else is known of it, such as the name of its file, which may name a year.
        today: most sheets end not long before it.

    >>> headings = ["Product", "Jan", "Feb", "Mar"]
    >>> likely_beginnings(headings, told="sales 2024.csv", today=date(2026, 2, 14))[:2]
    (datetime.date(2024, 1, 1), datetime.date(2026, 1, 1))
    """
    undated = undated_periods(headings)
    if not undated:
        return ()
    kind, number = next(iter(undated.values()))
    named = [int(year) for year in _YEAR.findall(told)]
    years = dict.fromkeys([*named, *range(today.year, today.year - _YEARS, -1)])
    found = [_in_year(year, kind, number) for year in years]
    if kind != MONTH:
        length = 7 if kind == WEEK else 1
        monday = today - timedelta(days=today.weekday() if kind == WEEK else 0)
        found.insert(len(named), monday - timedelta(days=length * len(undated)))
    return tuple(dict.fromkeys(day for day in found if day <= today))


def likely_spans(*, told: str, today: date) -> tuple[tuple[date, str, int], ...]:
    """Return when that may have been sold which a sheet without a day tells, the likeliest first.

    Args:
        told: what else is known of it, such as the name of its file, which may name a month.
        today: most sheets end not long before it.

    Returns:
        First day, kind of period and number of days of each.

    >>> likely_spans(told="sales October 2025.csv", today=date(2026, 2, 14))[0]
    (datetime.date(2025, 10, 1), 'month', 31)
    """
    month = today.replace(day=1)
    years = [int(year) for year in _YEAR.findall(told)]
    found = [
        *((day, MONTH if days > 7 else WEEK, days) for day, days in _named_periods(told)),
        *((date(year, 1, 1), YEAR, 365 + isleap(year)) for year in years),
        _month_of(month),
        _month_of(month - timedelta(days=1)),
        (today - timedelta(days=today.weekday() + 7), WEEK, 7),
        (today, DAY, 1),
        (today - timedelta(days=1), DAY, 1),
        *((date(year, 1, 1), YEAR, 365 + isleap(year)) for year in (today.year, today.year - 1)),
    ]
    return tuple(dict.fromkeys(span for span in found if span[0] <= today))


def _named_periods(told: str) -> Iterator[tuple[date, int]]:
    """Months and weeks in the name of a file."""
    words = re.split(r"[\s_.]+", told)
    for length in (2, 1):
        for first in range(len(words) - length + 1):
            if found := period(" ".join(words[first : first + length])):
                yield found


def _month_of(day: date) -> tuple[date, str, int]:
    return day.replace(day=1), MONTH, monthrange(day.year, day.month)[1]


def _in_year(year: int, kind: str, number: int) -> date:
    if kind == MONTH:
        return date(year, min(max(number, 1), 12), 1)
    if kind == WEEK:
        return date.fromisocalendar(year, 1, 1) + timedelta(weeks=max(number, 1) - 1)
    return date(year, 1, 1)


def _span(first: date, kind: str, place: int) -> tuple[date, int]:
    if kind != MONTH:
        length = 7 if kind == WEEK else 1
        return first + timedelta(days=length * place), length
    months = first.year * 12 + first.month - 1 + place
    start = date(months // 12, months % 12 + 1, 1)
    after = date((months + 1) // 12, (months + 1) % 12 + 1, 1)
    return start, (after - start).days
