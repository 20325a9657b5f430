"""Up to which day a file of sales is complete: the likely answer, which the seller may correct."""

import re
from datetime import date, timedelta

import pandas as pd

from inventory_core.corrections.known_days import longest_gap_days
from inventory_core.domain.demand import covered_days
from inventory_core.domain.errors import SettingsError
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import day
from inventory_core.imports.importing import Imported

_DAY = re.compile(r"(?<!\d)(20\d\d)([-_.]?)(\d\d)\2(\d\d)(?!\d)")


def likely_until(imported: Imported, *, today: date) -> date | None:
    """Return the last day whose sales are probably all in a file; None where it holds no sales.

    Its last day with a sale; the later day that its name tells; yesterday where its newest rows are
    of today, or where it has been silent no longer than it often is.
    """
    span = covered_days(imported.sales)
    if span is None:
        return None
    yesterday = today - timedelta(days=1)
    last = min(span[1], today)
    newest = covered_days(pd.concat([imported.sales, imported.withdrawn]))
    if newest and newest[1] >= yesterday:
        return max(last, yesterday)
    by_day = bool((imported.sales["days"] == 1).all())
    gap = longest_gap_days(imported.sales["day"]) if by_day else None
    if gap is not None and (yesterday - last).days <= gap:
        return yesterday
    return max(last, min(_told_by(imported.file_name) or last, yesterday))


def _told_by(file_name: str) -> date | None:
    """Return the last complete day by a name: the end of its stretch, or the day before its day.

    >>> _told_by("sales-2026-03-01_2026-03-31.csv"), _told_by("orders 20260401.csv")
    (datetime.date(2026, 3, 31), datetime.date(2026, 3, 31))
    """
    texts = [f"{year}-{month}-{day}" for year, _sign, month, day in _DAY.findall(file_name)]
    days = pd.Series(pd.to_datetime(texts, format="%Y-%m-%d", errors="coerce")).dropna()
    if days.empty:
        return None
    newest: date = days.max().date()
    return newest if len(days) > 1 else newest - timedelta(days=1)


def check_until(until: date | None, *, today: date) -> None:
    """Refuse a day up to which files are said to be complete where it is still to come.

    Raises:
        SettingsError: it lies after today.
    """
    if until is not None and until > today:
        raise SettingsError(
            _(
                "Files cannot be complete up to {day}, which is still to come: say a day before."
            ).format(day=day(until))
        )
