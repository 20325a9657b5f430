"""When orders can be placed next and when they come: by the calendars of their suppliers."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import numpy.typing as npt

from inventory_core.domain.demand import Flags, Numbers, Places
from inventory_core.domain.order_days import OrderCalendar, OrderCalendars, OrderDays
from inventory_core.domain.products import Economics

_A_DAY = np.timedelta64(1, "D")


@dataclass(frozen=True, eq=False, kw_only=True)
class OrderTimes:
    """When the next order of n products can be placed, and comes, and when the one after comes."""

    today: date
    waits_days: Numbers
    """Days from today to the next order, n; 0 where it can be placed today."""
    lead_times_days: Numbers
    """Days from today to its arrival, shortest, usual and longest, n × 3."""
    review_period_days: Numbers
    """Days from that arrival to that of the order after it, n."""
    groups: tuple[tuple[OrderCalendar, Places], ...] = ()
    """Calendars that are not like any other day, each with the rows of its products."""

    @classmethod
    def of(cls, goods: Economics, calendars: OrderCalendars, *, today: date) -> "OrderTimes":
        """Return those of n products, of which most have a supplier that is always there."""
        lead_times, review = goods.lead_times_days.copy(), goods.review_period_days.copy()
        waits = np.zeros(len(goods.skus))
        groups = _groups(goods, calendars)
        for calendar, rows in groups:
            first, second = _next_two(calendar, goods.review_period_days[rows], today)
            takes = np.column_stack([goods.lead_times_days[rows], goods.lead_time_days[rows]])
            ordered = np.stack([first, first, first, second], axis=1)
            *in_time, after = calendar.arrivals(today, ordered, takes).T
            waits[rows], lead_times[rows] = first, np.stack(in_time, axis=1)
            review[rows] = np.maximum(after - in_time[1], 1.0)
        return cls(
            today=today,
            waits_days=waits,
            lead_times_days=lead_times,
            review_period_days=review,
            groups=groups,
        )

    def applied(self, goods: Economics) -> Economics:
        """Return the products as the next order of each meets them."""
        return replace(
            goods,
            lead_times_days=self.lead_times_days,
            review_period_days=self.review_period_days,
        )

    def order_by(
        self, days: npt.NDArray[np.datetime64], lead_time_days: Numbers, *, lacking: Flags
    ) -> npt.NDArray[np.datetime64]:
        """Return the days on which to order at last, n.

        Args:
            days: in whose course the stock position falls below the reorder point, which covers
                the wait for the next order too; NaT where it never does.
            lead_time_days: usual, n.
            lacking: whether it lies below now.
        """
        moved, today = days.copy(), np.datetime64(self.today, "us")
        for calendar, rows in self.groups:
            known = rows[~np.isnat(days[rows])]
            in_days = np.maximum((days[known] - today) / _A_DAY, 0.0) + self.waits_days[known]
            # Where the supplier takes orders on some days only, it has to be below by that morning.
            some_days = calendar.order_days != OrderDays()
            in_days += some_days & ~lacking[known]
            latest = calendar.latest_orders(self.today, in_days, lead_time_days[known])
            moved[known] = today + latest.astype(np.int64) * _A_DAY
        return moved


def _groups(
    goods: Economics, calendars: OrderCalendars
) -> tuple[tuple[OrderCalendar, Places], ...]:
    alike: dict[OrderCalendar, list[int]] = defaultdict(list)
    for place, supplier in enumerate(np.unique(goods.suppliers).tolist()):
        alike[calendars.of(supplier)].append(place)
    alike.pop(OrderCalendar(), None)
    group = np.full(len(goods.skus) + 1, -1)
    for number, places in enumerate(alike.values()):
        group[places] = number
    of_goods = group[goods.supplier_numbers]
    return tuple(
        (calendar, np.flatnonzero(of_goods == number)) for number, calendar in enumerate(alike)
    )


def _next_two(calendar: OrderCalendar, review: Numbers, today: date) -> tuple[Numbers, Numbers]:
    """Return in how many days the next order can be placed, and the one after it, n each."""
    first = calendar.next_orders(today, np.zeros(len(review)))
    longer = review > calendar.order_days.every_days
    return first, calendar.next_orders(today, first + np.where(longer, np.round(review), 1.0))
