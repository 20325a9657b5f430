"""Amounts, days and shares as a shop owner writes them."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pandas as pd

from inventory_core.domain.language import gettext as _
from inventory_core.domain.language import ngettext

Row = Any
"""One row of a frame as a named tuple, whose fields pandas cannot type."""


def rows(frame: pd.DataFrame) -> Iterator[Row]:
    """Walk through the rows of a frame."""
    return frame.itertuples()


def money(amount: float, currency: str = "") -> str:
    """Write an amount with the shop's currency sign; a dash where it is unknown.

    >>> money(1234.5, "€")
    '€1,234.50'
    """
    return "–" if pd.isna(amount) else f"{currency}{amount:,.2f}"


def signed_money(amount: float, currency: str = "") -> str:
    """Write what is gained or lost; a dash where it is unknown.

    >>> signed_money(-1234.5, "€"), signed_money(20.0, "€")
    ('-€1,234.50', '+€20.00')
    """
    sign = "-" if amount < 0 else "+"
    return "–" if pd.isna(amount) else sign + money(abs(amount), currency)


def whole(number: float) -> str:
    """Write a number of units; a dash where it is unknown.

    >>> whole(1234.4)
    '1,234'
    """
    return "–" if pd.isna(number) else f"{number:,.0f}"


def day(when: pd.Timestamp | date) -> str:
    """Write a day so that nobody mistakes the month for the day.

    >>> day(date(2026, 3, 4))
    '4 Mar 2026'
    """
    return "–" if pd.isna(when) else f"{when.day} {when:%b %Y}"


def days_between(first: pd.Timestamp | date, last: pd.Timestamp | date) -> str:
    """Write a stretch of days.

    >>> days_between(date(2026, 5, 3), date(2026, 5, 9))
    '3 May 2026 – 9 May 2026'
    """
    return day(first) if first == last else f"{day(first)} – {day(last)}"


def share(rate: float, *, signed: bool = False) -> str:
    """Write a share in percent; a dash where it is unknown.

    >>> share(0.125), share(0.125, signed=True)
    ('12 %', '+12 %')
    """
    return "–" if pd.isna(rate) else f"{100 * rate:{'+' if signed else ''}.0f} %"


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
