"""The grain in which sales were told: by days, by weeks or by months.

The total of a week, spread evenly over its days, says nothing of any of them: seven days that
begin within a week hold a part of two, and seem surer than weeks are. So what was told by weeks is
learned by weeks, and what by months by months; and who sells on one weekday only, as on a market,
sells by weeks. What was told by days is best learned by days, also of products that seldom sell:
on the earlier days of M5 weeks foretold each kind of them worse.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from inventory_core.domain.demand import Demand, Flags, Numbers, Places

_FEWEST_CHANGES = 3
_FEWEST_SALES = 8
"""Fewer may fall on one weekday by chance."""
_NEARLY_ALL = 0.95
_NO_CHANGE = 1e-9
_WEEK_DAYS = 7
_BY_DAY, _BY_MONTH = -2, -1


@dataclass(frozen=True, eq=False, kw_only=True)
class Grain:
    """How long a period is, and over how many of them totals are tested.

    step: periods from one test to the next, on average. spans: periods of each total, rising.
    span_days: how many days those are. period_days: usual days of a period.
    """

    step: float
    spans: Places
    span_days: Places
    period_days: int

    @property
    def step_days(self) -> float:
        """Days from one test to the next."""
        return self.step * self.period_days


# The third power of the golden ratio: what sells once in so many days is never met at the same
# places of its gap each time, such as always a week after a sale.
DAYS = Grain(
    step=2 + 5**0.5,
    spans=np.array([7, 14, 28, 56]),
    span_days=np.array([7, 14, 28, 56]),
    period_days=1,
)
WEEKS = Grain(
    step=1,
    spans=np.array([1, 2, 4, 8]),
    span_days=np.array([7, 14, 28, 56]),
    period_days=7,
)
MONTHS = Grain(
    step=1,
    spans=np.array([1, 2, 3]),
    span_days=np.array([30, 61, 91]),
    period_days=30,
)


@dataclass(frozen=True, eq=False, kw_only=True)
class Periods:
    """What n products sold in each of some periods, one after the other, the last ending today.

    starts: the day on which each begins. days: how many each has. units: n × periods. shown: how
    many average days' demand each showed, n × periods. told: how many days' silence it would at
    least have been, n × periods. launched: the period in which each product first sold, n.
    """

    starts: Places
    days: Places
    units: Numbers
    shown: Numbers
    told: Numbers
    launched: Places

    @property
    def number(self) -> int:
        """How many periods there are."""
        return len(self.starts)


def in_periods(demand: Demand, shown: Numbers, told: Numbers, starts: Places) -> Periods:
    """Add up the days of n products to periods; the first and the last may be shorter than others.

    Args:
        demand: the history.
        shown: what each day shows, n × days at least.
        told: how much a day without a sale tells at least, from 0 to 1, n × days at least.
        starts: the day on which each period begins, rising from 0.
    """

    def added(daily: Numbers) -> Numbers:
        return np.add.reduceat(daily[:, : demand.days], starts, axis=1)

    return Periods(
        starts=starts,
        days=np.diff(starts, append=demand.days),
        units=added(demand.units),
        shown=added(shown),
        told=added(told),
        launched=np.searchsorted(starts, demand.launched, side="right") - 1,
    )


def each_day(demand: Demand) -> Places:
    """Return the days on which periods of a day begin."""
    return np.arange(demand.days)


def by_grain(demand: Demand) -> Iterator[tuple[Grain, Places, Flags]]:
    """Sort products by the grain in which their sales were told.

    Hands out each grain with the days on which its periods begin, and which of the n products have
    it; every product has one.
    """
    begins = _begins(demand)
    for begin in np.unique(begins):
        rows = np.asarray(begins == begin)
        if begin == _BY_DAY:
            yield DAYS, each_day(demand), rows
        elif begin == _BY_MONTH:
            yield MONTHS, _from_day_0(_firsts_of_months(demand)), rows
        else:
            weeks = np.arange(demand.days) % _WEEK_DAYS == begin
            yield WEEKS, _from_day_0(weeks), rows


def _from_day_0(begins: Flags) -> Places:
    return np.unique(np.r_[0, np.flatnonzero(begins)])


def _begins(demand: Demand) -> Places:
    """Return the day of the week on which each product's weeks begin, _BY_DAY or _BY_MONTH, n.

    Days of the week are counted from the first day covered. What is sold a day changes only where
    one period ends and the next begins. Of a product that seldom changed the whole shop tells.
    """
    if _on_one_weekday((demand.units > 0).sum(axis=0)):
        # As on a market: any weeks do, so long as the last one ends with the data.
        return np.full(len(demand.skus), demand.days % _WEEK_DAYS)
    changes = np.abs(np.diff(demand.units, axis=1, prepend=demand.units[:, :1])) > _NO_CHANGE
    firsts = _firsts_of_months(demand)
    shop = _begun(changes.sum(axis=0)[None], firsts)
    return np.where(changes.sum(axis=1) >= _FEWEST_CHANGES, _begun(changes, firsts), shop)


def _begun(changes: Flags | Places, firsts: Flags) -> Places:
    """Return the same from how often units change on each day, rows × days."""
    number = changes.sum(axis=1)
    on = np.stack([changes[:, day::_WEEK_DAYS].sum(axis=1) for day in range(_WEEK_DAYS)], axis=1)
    weekly = on.max(axis=1) >= _NEARLY_ALL * number
    monthly = changes[:, firsts].sum(axis=1) >= _NEARLY_ALL * number
    begins = np.where(monthly, _BY_MONTH, np.where(weekly, on.argmax(axis=1), _BY_DAY))
    return np.where(number >= _FEWEST_CHANGES, begins, _BY_DAY)


def _on_one_weekday(sales: Places) -> bool:
    on = [sales[day::_WEEK_DAYS].sum() for day in range(_WEEK_DAYS)]
    return bool(sum(on) >= _FEWEST_SALES and max(on) >= _NEARLY_ALL * sum(on))


def _firsts_of_months(demand: Demand) -> Flags:
    days = (demand.first_day + timedelta(days=day) for day in range(demand.days))
    return np.array([day.day == 1 for day in days], dtype=bool)
