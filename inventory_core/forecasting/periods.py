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

from inventory_core.domain.demand import BY_DAY, BY_MONTH, Demand, Flags, Numbers, Places
from inventory_core.domain.products import DAYS_A_WEEK

_FEWEST_SALES = 8
"""Fewer may fall on one weekday by chance."""
_NEARLY_ALL = 0.95


@dataclass(frozen=True, eq=False, kw_only=True)
class Grain:
    """How long a period is, and over how many of them totals are tested.

    step: periods from one test to the next, on average. span_days: days of each total, rising.
    period_days: usual days of a period.
    """

    step: float
    span_days: Places
    period_days: int

    @property
    def spans(self) -> Places:
        """How many periods each total has."""
        return self.span_days // self.period_days

    @property
    def between_days(self) -> Places:
        """Days from the end of each total to that of the next, the first from today on."""
        return np.diff(self.span_days, prepend=0)

    @property
    def step_days(self) -> float:
        """Days from one test to the next."""
        return self.step * self.period_days


# The third power of the golden ratio: what sells once in so many days is never met at the same
# places of its gap each time, such as always a week after a sale.
DAYS = Grain(step=2 + 5**0.5, span_days=np.array([7, 14, 28, 56]), period_days=1)
WEEKS = Grain(step=1, span_days=np.array([7, 14, 28, 56]), period_days=7)
MONTHS = Grain(step=1, span_days=np.array([30, 61, 91]), period_days=30)


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
    told_by = _on_one_weekday(demand)
    weekday = demand.weekdays(demand.days)
    for told in np.unique(told_by):
        rows = np.asarray(told_by == told)
        if told == BY_DAY:
            yield DAYS, each_day(demand), rows
        elif told == BY_MONTH:
            yield MONTHS, _from_day_0(_firsts_of_months(demand)), rows
        else:
            yield WEEKS, _from_day_0(weekday == told), rows


def _from_day_0(begins: Flags) -> Places:
    return np.unique(np.r_[0, np.flatnonzero(begins)])


def _on_one_weekday(demand: Demand) -> Places:
    """Return how sales were told, n; where one weekday has all, by weeks that end today.

    As on a market, and in sheets that tell of a week on its last day.
    """
    sales = (demand.units > 0).sum(axis=0)
    on = [int(sales[day::DAYS_A_WEEK].sum()) for day in range(DAYS_A_WEEK)]
    if sum(on) < _FEWEST_SALES or max(on) < _NEARLY_ALL * sum(on):
        return demand.told_by
    return np.full(len(demand.skus), demand.start.weekday())


def _firsts_of_months(demand: Demand) -> Flags:
    days = (demand.first_day + timedelta(days=day) for day in range(demand.days))
    return np.array([day.day == 1 for day in days], dtype=bool)
