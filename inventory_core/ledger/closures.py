"""Stretches of days on which suppliers do nothing: what is ordered then, or just before, waits."""

from collections.abc import Mapping
from datetime import date, timedelta

from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import day
from inventory_core.domain.order_days import OrderCalendar, OrderCalendars, Stretch

_AHEAD = timedelta(days=120)
"""A closure is told so long before it begins: the longest usual lead time by sea."""
_BEFORE_NEW_YEAR, _AFTER_NEW_YEAR = timedelta(days=7), timedelta(days=14)


def around_new_year(new_years_day: date) -> Stretch:
    """Return when factories rest around Chinese New Year: workers leave before and come back late.

    >>> [str(day) for day in around_new_year(date(2027, 2, 6))]
    ['2027-01-30', '2027-02-20']
    """
    return new_years_day - _BEFORE_NEW_YEAR, new_years_day + _AFTER_NEW_YEAR


def closure_sentences(
    calendars: OrderCalendars, lead_times: Mapping[str, int], *, today: date
) -> list[str]:
    """Say of each supplier that closes soon, or is closed, until when to order and what waits.

    Args:
        calendars: of the suppliers.
        lead_times: longest of a supplier's products, in days; others are not spoken of.
        today: the running day.
    """
    soon = sorted(
        (first, last, supplier)
        for supplier, calendar in calendars.own.items()
        for first, last in calendar.closed
        if supplier in lead_times and last >= today and first <= today + _AHEAD
    )
    return [
        _closure_sentence(
            supplier, (first, last), calendars.of(supplier), lead_times[supplier], today
        )
        for first, last, supplier in soon
    ]


def _closure_sentence(
    supplier: str, closure: Stretch, calendar: OrderCalendar, lead_time: int, today: date
) -> str:
    first, last = closure
    order_by = first - timedelta(days=lead_time + 1)
    if order_by >= today:
        sentence = _(
            "{supplier} is closed from {first} to {last}: order by {order_by} what you need before "
            "or during that time."
        )
    else:
        sentence = _(
            "{supplier} is closed from {first} to {last}: what you order today is expected on "
            "{arrives}."
        )
    return sentence.format(
        supplier=supplier,
        first=day(first),
        last=day(last),
        order_by=day(order_by),
        arrives=day(calendar.arrival(today, lead_time)),
    )
