"""Amounts, days, shares and countries as a shop owner writes them, in the language in use."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any

import pandas as pd
from babel import Locale
from babel.dates import format_datetime
from babel.numbers import get_decimal_symbol, get_group_symbol

from inventory_core.domain.columns import Column, Kind, Unit
from inventory_core.domain.language import ENGLISH, language, ngettext
from inventory_core.domain.language import gettext as _

Row = Any
"""One row of a frame as a named tuple, whose fields pandas cannot type."""

_DASH = "–"
_DAY, _MONTH, _MONTH_NAME, _TIME, _WEEKDAY = "yMMMd", "yMMMM", "LLLL", "Hm", "MMMEd"
"""What is shown of a moment, in the skeletons of Unicode's CLDR."""
_DAY_FIRST = {_DAY: "d MMM yyyy", _WEEKDAY: "EEEE d MMMM"}
_KEPT_DAYS = 10_000


def rows(frame: pd.DataFrame) -> Iterator[Row]:
    """Walk through the rows of a frame."""
    return frame.itertuples()


# Numbers. Python rounds and groups them by threes: Babel takes fifty times as long.


def money(amount: float, currency: str = "") -> str:
    """Write an amount with the shop's currency sign; a dash where it is unknown.

    >>> money(1234.5, "€")
    '€1,234.50'
    """
    if pd.isna(amount):
        return _DASH
    before, after = _around_money(language(), currency)
    return f"{before}{decimal(amount, 2)}{after}"


def signed_money(amount: float, currency: str = "") -> str:
    """Write what is gained or lost; a dash where it is unknown.

    >>> signed_money(-1234.5, "€"), signed_money(20.0, "€")
    ('-€1,234.50', '+€20.00')
    """
    sign = "-" if amount < 0 else "+"
    return _DASH if pd.isna(amount) else sign + money(abs(amount), currency)


def whole(number: float) -> str:
    """Write a number of units; a dash where it is unknown.

    >>> whole(1234.4)
    '1,234'
    """
    return decimal(number, 0)


def decimal(number: float, places: int = 1) -> str:
    """Write a number with so many decimal places; a dash where it is unknown.

    >>> decimal(1234.56)
    '1,234.6'
    """
    return _DASH if pd.isna(number) else _in_language(f"{number:,.{places}f}")


def short(number: float, digits: int = 6) -> str:
    """Write a number as short as it can be, with so many digits at most.

    >>> short(12.50), short(3.14159, 2)
    ('12.5', '3.1')
    """
    return _in_language(f"{number:.{digits}g}")


def share(rate: float, *, signed: bool = False) -> str:
    """Write a share in percent; a dash where it is unknown.

    >>> share(0.125), share(0.125, signed=True)
    ('12 %', '+12 %')
    """
    return _DASH if pd.isna(rate) else _in_language(f"{100 * rate:{'+' if signed else ''}.0f} %")


def percent(rate: float, places: int = 0) -> str:
    """Write a share in percent where numbers stand alone.

    >>> percent(0.25), percent(0.985, 1)
    ('25%', '98.5%')
    """
    return _in_language(f"{rate:.{places}%}")


def _in_language(number: str) -> str:
    comma, point = _signs(language())
    if (comma, point) == (",", "."):
        return number
    return number.replace(",", "\0").replace(".", point).replace("\0", comma)


def number_signs() -> str:
    """Return the decimal sign and the one between thousands, for what formats by itself.

    >>> number_signs()
    '.,'
    """
    comma, point = _signs(language())
    return point + comma


@cache
def _signs(name: str) -> tuple[str, str]:
    """Return what stands for Python's comma and point."""
    return get_group_symbol(name), get_decimal_symbol(name)


@cache
def _around_money(name: str, currency: str) -> tuple[str, str]:
    """Return what stands before and after an amount.

    >>> _around_money("en", "€"), _around_money("de", "")
    (('€', ''), ('', ''))
    """
    pattern = str(Locale.parse(name).currency_formats["standard"].pattern).split(";")[0]
    before, after = re.split("[#0,.]+", pattern)
    return before.replace("¤", currency).lstrip(), after.replace("¤", currency).rstrip()


# Days and times


def day(when: pd.Timestamp | date) -> str:
    """Write a day so that nobody mistakes the month for the day.

    >>> day(date(2026, 3, 4))
    '4 Mar 2026'
    """
    return _moment(when, _DAY)


def weekday_and_day(when: pd.Timestamp | date) -> str:
    """Write a day whose year is clear with its weekday.

    >>> weekday_and_day(date(2026, 12, 7))
    'Monday 7 December'
    """
    return _moment(when, _WEEKDAY)


def days_between(first: pd.Timestamp | date, last: pd.Timestamp | date) -> str:
    """Write a stretch of days.

    >>> days_between(date(2026, 5, 3), date(2026, 5, 9))
    '3 May 2026 – 9 May 2026'
    """
    return day(first) if first == last else f"{day(first)} – {day(last)}"


def month_and_year(when: pd.Timestamp | date) -> str:
    """Write a month of a year.

    >>> month_and_year(date(2026, 3, 4))
    'March 2026'
    """
    return _moment(when, _MONTH)


def month_name(when: pd.Timestamp | date) -> str:
    """Write a month whose year is clear.

    >>> month_name(date(2026, 3, 4))
    'March'
    """
    return _moment(when, _MONTH_NAME)


def time(when: pd.Timestamp | datetime) -> str:
    """Write a time of the day.

    >>> time(pd.Timestamp(2026, 3, 4, 17, 5))
    '17:05'
    """
    return _moment(when, _TIME)


def _moment(when: pd.Timestamp | date, skeleton: str) -> str:
    return _DASH if pd.isna(when) else _formatted(when, skeleton, language())


@lru_cache(_KEPT_DAYS)
def _formatted(when: pd.Timestamp | date, skeleton: str, name: str) -> str:
    return format_datetime(pd.Timestamp(when), _pattern(skeleton, name), locale=name)


@cache
def _pattern(skeleton: str, name: str) -> str:
    """Return Unicode's pattern; in English the day comes first, as in most of the world."""
    if name == ENGLISH and skeleton in _DAY_FIRST:
        return _DAY_FIRST[skeleton]
    known = Locale.parse(name).datetime_skeletons
    return str(known[skeleton].pattern) if skeleton in known else skeleton


def day_pattern() -> str:
    """Return how days are written, in the letters of Unicode's CLDR, for what formats by itself.

    >>> day_pattern()
    'd MMM yyyy'
    """
    return _screen_pattern(_DAY, "yMd", language())


def month_pattern() -> str:
    """Return how months are written, in the letters of Unicode's CLDR.

    >>> month_pattern()
    'MMM y'
    """
    return _screen_pattern("yMMM", "yM", language())


def _screen_pattern(skeleton: str, of_numbers: str, name: str) -> str:
    """Return a pattern without a month's name, which a screen knows in English only.

    >>> _screen_pattern("yMMMd", "yMd", "zh_CN"), _screen_pattern("yMMMd", "yMd", "de")
    ('y年M月d日', 'd.M.y')
    """
    pattern = _pattern(skeleton, name)
    return _pattern(of_numbers, name) if "MMM" in pattern and name != ENGLISH else pattern


def country_name(code: str, english: str) -> str:
    """Name a country by its two letters.

    >>> country_name("GB", "United Kingdom")
    'United Kingdom'
    """
    name = language()
    return english if name == ENGLISH else str(Locale.parse(name).territories.get(code, english))


def language_name(code: str) -> str:
    """Name a language in itself.

    >>> language_name("en"), language_name("zh_CN")
    ('English', '中文')
    """
    return str(Locale.parse(code).get_language_name() or code)


def time_left(seconds: float, share: float) -> str:
    """Say how long a run that took so many seconds for this share will still take.

    >>> time_left(30, 0.25)
    'about 2 minutes left'
    """
    if share <= 0:
        return _("estimating the time left")
    left = seconds * (1 - share) / share
    if left < 60:
        return ngettext("about {n} second left", "about {n} seconds left", round(left)).format(
            n=round(left)
        )
    minutes = round(left / 60)
    return ngettext("about {n} minute left", "about {n} minutes left", minutes).format(n=minutes)


def cell_text(value: Any, column: Column) -> str:
    """Write a cell of a table in a sentence; a dash where it is empty.

    >>> from inventory_core.domain.columns import flag, percent as in_percent
    >>> cell_text(0.3, in_percent("Deposit, %")), cell_text(True, flag("One shot"))
    ('30%', 'yes')
    """
    if pd.isna(value) or value == "":
        return _DASH
    if column.kind is Kind.DAY:
        return day(value)
    if column.kind is Kind.FLAG:
        return _("yes") if value else _("no")
    if column.kind is Kind.NUMBER:
        return percent(value) if column.unit is Unit.PERCENT else short(value)
    return str(value)
