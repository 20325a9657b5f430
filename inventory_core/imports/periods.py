"""Weeks and months: what a total was sold in, where a sheet has no single days."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

import pandas as pd

from inventory_core.domain.texts import tidy
from inventory_core.imports.day_words import MONTH_NAME, in_english, month_of
from inventory_core.imports.days import LONGEST_DAY, parse_days

DAY, WEEK, MONTH, YEAR = "day", "week", "month", "year"

_MONTHS = tuple(
    re.compile(form)
    for form in (
        r"(?P<year>(?:19|20)[0-9]{2})\s*[-/.年년]\s*(?P<month>[0-9]{1,2})[月월]?",
        r"(?P<month>[0-9]{1,2})\s*[-/.]\s*(?P<year>(?:19|20)[0-9]{2})",
        rf"{MONTH_NAME}[-/ ,']*(?P<year>[0-9]{{4}}|[0-9]{{2}})",
        rf"(?P<year>[0-9]{{4}})[-/ ,]*{MONTH_NAME}",
    )
)
_WEEK_WORD = (
    r"(?:w|wk|week|kw|cw|woche|semana|sem\.?|semaine|s|settimana|sett\.?|неделя|нед\.?|tuần"
    r"|สัปดาห์(?:ที่)?|minggu(?: ke)?)"
)
_WEEKS = tuple(
    re.compile(form)
    for form in (
        rf"(?P<year>(?:19|20)[0-9]{{2}})[-/ ]*{_WEEK_WORD}[-/ ]*(?P<week>[0-9]{{1,2}})",
        rf"{_WEEK_WORD}[-/ ]*(?P<week>[0-9]{{1,2}})[-/, ]*(?P<year>(?:19|20)[0-9]{{2}})",
        r"(?P<year>(?:19|20)[0-9]{2})[年년]?\s*第?(?P<week>[0-9]{1,2})(?:周|週|주차?)",
    )
)
_UNDATED = tuple(
    (kind, re.compile(form))
    for kind, form in (
        (WEEK, rf"{_WEEK_WORD}[-/ ]*([0-9]{{1,2}})|第?([0-9]{{1,2}})(?:周|週|주차?)"),
        (
            MONTH,
            r"(?:m|month|mes|mês|mois|monat|mese|месяц|เดือน(?:ที่)?|bulan(?: ke)?)[-/ ]*([0-9]{1,2})"
            r"|([0-9]{1,2})[月월]",
        ),
        (
            DAY,
            r"(?:d|day|día|dia|jour|tag|giorno|день|ngày|วันที่|hari(?: ke)?)[-/ ]*([0-9]{1,3})"
            r"|([0-9]{1,2})[日일]",
        ),
    )
)
"""Periods of no year, and the number that they have."""
_SHORTEST_RUN = 3
"""Fewer headings with numbers in order may be anything, such as sizes."""

_NUMBER = re.compile(r"[0-9]{1,7}(?:[.,][0-9]+)?")
_DIGIT = re.compile("[0-9]")
_MOST_SHEETS = 100
"""The headings of so many sheets are remembered: they are asked for several times in a row."""


def period(text: str) -> tuple[date, int] | None:
    """Return first day and number of days of a month or of an ISO week; None for other texts.

    >>> period("Feb 2026") == period("2026年2月") == (date(2026, 2, 1), 28)
    True
    >>> period("2026-W02")
    (datetime.date(2026, 1, 5), 7)
    """
    plain = tidy(text).lower() if len(text) <= LONGEST_DAY else ""
    if match := next(filter(None, (form.fullmatch(plain) for form in _WEEKS)), None):
        try:
            return date.fromisocalendar(int(match["year"]), int(match["week"]), 1), 7
        except ValueError:
            return None
    words = in_english(plain)
    if match := next(filter(None, (form.fullmatch(words) for form in _MONTHS)), None):
        found = match.groupdict()
        word = found.get("word")
        month = month_of(word) if word else int(found["month"])
        year = int(found["year"]) + (2000 if len(found["year"]) == 2 else 0)
        if 1 <= month <= 12:
            return _month(date(year, month, 1))
    return None


def spans(days: pd.Series, texts: pd.Series, *, period: str) -> pd.DataFrame:
    """Return first day and number of days in which each row's units were sold.

    Args:
        days: what the cells say as single days, NaT where they name a longer period.
        texts: the cells themselves.
        period: how long each row's units took to sell: DAY, WEEK, MONTH or YEAR; "" where single
            days are single days.

    Returns:
        Columns day and days, indexed as `days`.
    """
    frame = pd.DataFrame({"day": days, "days": 1.0})
    unread = days.isna() & (texts != "")
    if unread.any():
        longer = _periods(texts[unread])
        frame.loc[unread, "day"] = longer["day"]
        frame.loc[unread, "days"] = longer["days"].fillna(1.0)
    single = frame["days"] == 1
    if period == WEEK:
        frame.loc[single, "days"] = 7.0
    elif period == MONTH:
        frame.loc[single, "days"] = frame["day"].dt.days_in_month.astype("float64").fillna(1.0)
        frame.loc[single, "day"] = frame["day"] - pd.to_timedelta(frame["day"].dt.day - 1, unit="D")
    elif period == YEAR:
        gone = pd.to_timedelta(frame["day"].dt.day_of_year - 1, unit="D")
        frame.loc[single, "days"] = (365.0 + frame["day"].dt.is_leap_year).fillna(1.0)
        frame.loc[single, "day"] = frame["day"] - gone
    return frame


def _periods(texts: pd.Series) -> pd.DataFrame:
    found = {text: period(text) for text in texts.unique()}
    starts = {text: pd.Timestamp(told[0]) for text, told in found.items() if told}
    lengths = {text: float(told[1]) for text, told in found.items() if told}
    day = texts.map(starts).astype("datetime64[us]")
    return pd.DataFrame({"day": day, "days": texts.map(lengths).astype("float64")})


def likely_period(days: pd.Series) -> str:
    """Tell from the days of a sheet whether its rows may be totals: MONTH, WEEK, or else DAY.

    >>> likely_period(pd.Series(pd.to_datetime(["2026-01-01", "2026-02-01", "2026-03-01"])))
    'month'
    """
    distinct = days.dropna().drop_duplicates()
    if len(distinct) < 3:
        return DAY
    if (distinct.dt.day == 1).all() or distinct.dt.is_month_end.all():
        return MONTH
    same_weekday = (distinct.dt.day_of_week == distinct.dt.day_of_week.iloc[0]).all()
    return WEEK if same_weekday else DAY


def heading_periods(
    headings: Sequence[str], *, day_first: bool | None = None, year_first: bool = False
) -> dict[str, tuple[date, int]]:
    """Return first day and number of days of every heading that names a day, week or month.

    Headings that are single days a week or a month apart stand for weeks or months.
    """
    return dict(_heading_periods(tuple(headings), day_first, year_first))


@lru_cache(maxsize=_MOST_SHEETS)
def _heading_periods(
    headings: tuple[str, ...],
    day_first: bool | None,  # noqa: FBT001, a cache tells named arguments from others
    year_first: bool,  # noqa: FBT001
) -> dict[str, tuple[date, int]]:
    longer = {heading: told for heading in headings if (told := period(heading))}
    # A short number is one, also where a spreadsheet program would take it for a day.
    names = [
        name
        for name in headings
        if name not in longer and _DIGIT.search(tidy(name)) and not _NUMBER.fullmatch(name.strip())
    ]
    if not names:
        return longer
    others = pd.Series(names, dtype="str")
    days = parse_days(others, day_first=day_first, year_first=year_first)
    dated = {name: day for name, day in zip(others, days, strict=True) if not pd.isna(day)}
    kind = likely_period(pd.Series(list(dated.values()), dtype="datetime64[us]"))
    if len(set(dated.values())) < len(dated):
        return longer  # the cells of one row of data rather than headings
    return longer | {name: _span(day.date(), kind) for name, day in dated.items()}


def undated_periods(headings: Sequence[str]) -> dict[str, tuple[str, int]]:
    """Return kind (MONTH, WEEK or DAY) and number of every heading of a period without a year.

    Only of headings that follow each other in order, at least three: a lone “May” is a name.

    >>> undated_periods(["SKU", "Nov", "Dez", "Jan", "Summe"])
    {'Nov': ('month', 11), 'Dez': ('month', 12), 'Jan': ('month', 1)}
    >>> undated_periods(["W0", "W1", "W2", "Mon", "May"])
    {'W0': ('week', 0), 'W1': ('week', 1), 'W2': ('week', 2)}
    """
    told = {heading: undated for heading in headings if (undated := _undated(heading))}
    runs: list[list[str]] = []
    for kind in (MONTH, WEEK, DAY):
        for heading in (name for name, undated in told.items() if undated[0] == kind):
            follows = bool(runs) and _follows(told[runs[-1][-1]], told[heading])
            runs.append([*runs.pop(), heading] if follows else [heading])
    return {heading: told[heading] for run in runs if len(run) >= _SHORTEST_RUN for heading in run}


def _undated(heading: str) -> tuple[str, int] | None:
    plain = tidy(heading).lower() if len(heading) <= LONGEST_DAY else ""
    if re.fullmatch(MONTH_NAME, words := in_english(plain)):
        return MONTH, month_of(words)
    for kind, form in _UNDATED:
        if match := form.fullmatch(plain):
            return kind, int(match[1] or match[2])
    return None


def _follows(before: tuple[str, int], after: tuple[str, int]) -> bool:
    """Tell whether a period is the next one, also into another year."""
    (kind, number), (other_kind, next_number) = before, after
    new_year = next_number == 1 and number in {MONTH: (12,), WEEK: (52, 53)}.get(kind, ())
    return kind == other_kind and (next_number == number + 1 or new_year)


def without_sums(periods: dict[str, tuple[date, int]]) -> dict[str, tuple[date, int]]:
    """Return the periods in which no shorter one begins: a month beside its days is their sum.

    >>> list(without_sums({"Jan": (date(2026, 1, 1), 31), "1 Jan": (date(2026, 1, 1), 1)}))
    ['1 Jan']
    """
    told = set(periods.values())
    return {
        heading: (day, days)
        for heading, (day, days) in periods.items()
        if not any(length < days and day <= other < day + timedelta(days) for other, length in told)
    }


def period_id(day: date, days: int) -> str:
    """Return what stands for the order number of what was sold in a period.

    >>> period_id(date(2026, 3, 1), 1), period_id(date(2026, 3, 1), 31)
    ('2026-03-01', '2026-03-01 + 30')
    """
    return day.isoformat() + (f" + {days - 1}" if days > 1 else "")


def _span(day: date, kind: str) -> tuple[date, int]:
    if kind == MONTH:
        return _month(day)
    return day, 7 if kind == WEEK else 1


def _month(day: date) -> tuple[date, int]:
    first = day.replace(day=1)
    return first, ((first + timedelta(days=31)).replace(day=1) - first).days
