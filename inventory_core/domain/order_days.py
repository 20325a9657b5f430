"""On which days a supplier takes orders, and when it and the seller rest: when an order comes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

from inventory_core.domain.calendar_words import weekday_numbers
from inventory_core.domain.demand import Flags, Numbers, Places
from inventory_core.domain.errors import SettingsError
from inventory_core.domain.language import gettext as _
from inventory_core.domain.products import DAYS_A_WEEK, DAYS_A_YEAR
from inventory_core.domain.texts import tidy

Stretch = tuple[date, date]
"""First and last day."""

_LONGEST_MONTH = 31
_MONTHS_A_YEAR = 12
_AND = frozenset({"and", "und", "et", "y", "e", "en"})
_FILLERS = re.compile(r"^每月?|(?<=\d)[日号]$")
"""Chinese writes “every Monday” and “day 1” as one word: 每周一, 每月1号."""


@dataclass(frozen=True, kw_only=True)
class OrderDays:
    """The weekdays (Monday is 0) and days of the month on which a supplier takes orders.

    Without any it takes them on every day. Of a month that is shorter, its last day counts.
    """

    weekdays: frozenset[int] = frozenset()
    month_days: frozenset[int] = frozenset()

    @classmethod
    def read(cls, text: str) -> "OrderDays":
        """Read them as a seller writes them.

        Raises:
            SettingsError: something is neither a weekday nor a day of the month.

        >>> OrderDays.read("Mon and Thursday")
        OrderDays(weekdays=frozenset({0, 3}), month_days=frozenset())
        >>> sorted(OrderDays.read("1., 15.").month_days)
        [1, 15]
        >>> sorted(OrderDays.read("每月1号、15日").month_days), *OrderDays.read("每周一").weekdays
        ([1, 15], 0)
        """
        weekdays, month_days = set(), set()
        for part in re.findall(r"[^\s,;/&+、，.]+", tidy(text).lower()):
            word = _FILLERS.sub("", part)
            if word.isdecimal() and 1 <= int(word) <= _LONGEST_MONTH:
                month_days.add(int(word))
            elif word in weekday_numbers():
                weekdays.add(weekday_numbers()[word])
            elif word not in _AND:
                raise SettingsError(
                    _(
                        "“{word}” is no weekday and no day of the month: type such as Mon, Thu or "
                        "1, 15."
                    ).format(word=word)
                )
        return cls(weekdays=frozenset(weekdays), month_days=frozenset(month_days))

    @property
    def every_days(self) -> float:
        """Days from one to the next on average.

        >>> OrderDays.read("Mon").every_days, round(OrderDays.read("1").every_days, 1)
        (7.0, 30.4)
        """
        a_year = (
            len(self.weekdays) * DAYS_A_YEAR / DAYS_A_WEEK + len(self.month_days) * _MONTHS_A_YEAR
        )
        return DAYS_A_YEAR / a_year if a_year else 1.0

    def among(self, first_day: date, days: int) -> Flags:
        """Tell which of so many days they are."""
        if not self.weekdays and not self.month_days:
            return np.ones(days, dtype=bool)
        week = np.zeros(DAYS_A_WEEK, dtype=bool)
        week[list(self.weekdays)] = True
        on_weekdays = week[(first_day.weekday() + np.arange(days)) % DAYS_A_WEEK]
        return on_weekdays | self._in_months(first_day, days) if self.month_days else on_weekdays

    def _in_months(self, first_day: date, days: int) -> Flags:
        """Tell which of so many days are among the days of the month."""
        each = np.datetime64(first_day, "D") + np.arange(days)
        month = each.astype("datetime64[M]")
        of_month = (each - month.astype("datetime64[D]")).astype(np.int64) + 1
        length = ((month + 1).astype("datetime64[D]") - month.astype("datetime64[D]")).astype(
            np.int64
        )
        ends = (of_month == length) & (max(self.month_days) > length)
        return np.asarray(np.isin(of_month, list(self.month_days)) | ends)


@dataclass(frozen=True, kw_only=True)
class OrderCalendar:
    """When a supplier takes orders, and when it and the seller rest.

    closed: days on which the supplier does nothing; they do not count as lead time. away: days on
    which the seller neither orders nor takes goods in.

    An order that is placed between order days is taken for one of the next.

    >>> new_year = OrderCalendar(closed=((date(2027, 1, 30), date(2027, 2, 20)),))
    >>> str(new_year.arrival(date(2027, 1, 20), 14))
    '2027-02-25'
    """

    order_days: OrderDays = OrderDays()
    closed: tuple[Stretch, ...] = ()
    away: tuple[Stretch, ...] = ()

    def arrival(self, ordered_on: date, lead_time_days: float) -> date:
        """Return when an order of a day comes."""
        taken = self.next_orders(ordered_on, np.zeros(1))
        (days,) = self.arrivals(ordered_on, taken, np.array([float(lead_time_days)]))
        return ordered_on + timedelta(days=int(days))

    def arrivals(self, today: date, ordered_days: Numbers, lead_times_days: Numbers) -> Numbers:
        """Return in how many days orders come that are placed in so many days; of one shape."""
        ordered, takes = _whole(ordered_days), _whole(lead_times_days)
        days = self._reach(today, int((ordered + takes).max(initial=0)))
        worked = self._worked(today, days)
        arrives = np.maximum(np.searchsorted(worked, worked[ordered] + takes), ordered)
        there = np.where(_among(self.away, today, days), days, np.arange(days))
        return np.minimum.accumulate(there[::-1])[::-1][arrives].astype(float)

    def next_orders(self, today: date, wanted_days: Numbers) -> Numbers:
        """Return in how many days the first order can be placed in so many days or later."""
        wanted = _whole(wanted_days)
        possible = self._possible(today, self._reach(today, int(wanted.max(initial=0))))
        return possible[np.searchsorted(possible, wanted)].astype(float)

    def latest_orders(self, today: date, wanted_days: Numbers, lead_times_days: Numbers) -> Numbers:
        """Return in how many days to order at last what should be ordered in so many days or soon.

        Where that order would come late, since the supplier rests, an earlier one is meant.
        """
        first, takes = _whole(self.next_orders(today, wanted_days)), _whole(lead_times_days)
        days = self._reach(today, int((first + takes).max(initial=0)))
        worked = self._worked(today, days)
        in_time = np.searchsorted(worked, worked[first + takes] - takes, side="right") - 1
        possible = self._possible(today, days)
        place = np.searchsorted(possible, np.minimum(in_time, first), side="right") - 1
        return possible[np.maximum(place, 0)].astype(float)

    def _reach(self, today: date, days: int) -> int:
        """Return so many days that the last of some is among them whoever rests meanwhile."""
        rests = (*self.closed, *self.away)
        rested = sum(max((last - max(first, today)).days + 1, 0) for first, last in rests)
        return days + rested + 2 * _LONGEST_MONTH

    def _worked(self, today: date, days: int) -> Places:
        """Return on how many days from tomorrow to each of some the supplier works."""
        works = ~_among(self.closed, today, days)
        works[0] = False
        return np.cumsum(works)

    def _possible(self, today: date, days: int) -> Places:
        """Return in how many days orders can be placed; today even where the seller is away."""
        present = ~_among(self.away, today, days)
        present[0] = True
        return np.flatnonzero(self.order_days.among(today, days) & present)


@dataclass(frozen=True, kw_only=True)
class OrderCalendars:
    """The calendars of suppliers: their own, and that of all others."""

    own: Mapping[str, OrderCalendar] = field(default_factory=dict)
    others: OrderCalendar = OrderCalendar()

    def of(self, supplier: str) -> OrderCalendar:
        """Return the calendar of a supplier."""
        return self.own.get(supplier, self.others)


def _whole(days: Numbers) -> Places:
    return np.maximum(np.round(days), 0).astype(np.int64)


def _among(stretches: tuple[Stretch, ...], today: date, days: int) -> Flags:
    """Tell which of so many days from today on are in some stretches."""
    inside = np.zeros(days, dtype=bool)
    for first, last in stretches:
        inside[max((first - today).days, 0) : max((last - today).days + 1, 0)] = True
    return inside
