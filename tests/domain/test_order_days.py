"""When a supplier takes orders and rests: orders come on the day that plain counting gives."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory_core.domain.errors import SettingsError
from inventory_core.domain.order_days import OrderCalendar, OrderDays, Stretch

FIRST, LAST = date(2027, 1, 30), date(2027, 2, 20)
CLOSED = OrderCalendar(closed=((FIRST, LAST),))
BEGINNING = date(2027, 1, 1)
A_DAY = timedelta(days=1)

STRETCHES = st.lists(
    st.tuples(st.integers(0, 90), st.integers(0, 30)).map(
        lambda told: (
            BEGINNING + timedelta(days=told[0]),
            BEGINNING + timedelta(days=sum(told)),
        )
    ),
    max_size=4,
).map(tuple)
ORDER_DAYS = st.sampled_from(["", "Mon", "Tue, Fri", "1", "15. und 31."]).map(OrderDays.read)


def among(day: date, stretches: tuple[Stretch, ...]) -> bool:
    return any(first <= day <= last for first, last in stretches)


def takes_orders(calendar: OrderCalendar, day: date) -> bool:
    told = calendar.order_days
    last = (day + A_DAY).day == 1
    of_month = day.day in told.month_days or (last and max(told.month_days, default=0) > day.day)
    return of_month or day.weekday() in told.weekdays or told == OrderDays()


@pytest.mark.parametrize(
    ("text", "weekdays", "month_days"),
    [
        ("", set(), set()),
        ("Mondays", None, None),
        ("Mon / Thurs", {0, 3}, set()),
        ("lunes y jueves", {0, 3}, set()),
        ("周一、周四", {0, 3}, set()),
        ("1, 15", set(), {1, 15}),
        ("0", None, None),
        ("32", None, None),
        ("every other week", None, None),
    ],
)
def test_order_days_are_read_as_sellers_write_them(
    text: str, weekdays: set[int] | None, month_days: set[int]
) -> None:
    if weekdays is None:
        with pytest.raises(SettingsError, match="is no weekday and no day of the month"):
            OrderDays.read(text)
    else:
        assert OrderDays.read(text) == OrderDays(
            weekdays=frozenset(weekdays), month_days=frozenset(month_days)
        )


def test_days_on_which_the_supplier_is_closed_do_not_count() -> None:
    assert CLOSED.arrival(date(2027, 1, 10), 14) == date(2027, 1, 24)
    assert CLOSED.arrival(date(2027, 1, 16), 14) == date(2027, 2, 21)
    # Ordered while it is closed, it is as if it were ordered on the last of these days.
    assert CLOSED.arrival(date(2027, 2, 10), 14) == LAST + timedelta(days=14)


def test_goods_that_come_while_the_seller_is_away_are_there_when_he_is_back() -> None:
    away = OrderCalendar(away=((FIRST, LAST),))

    assert away.arrival(date(2027, 1, 20), 14) == LAST + A_DAY
    assert away.arrival(date(2027, 1, 20), 5) == date(2027, 1, 25)


def test_an_order_between_order_days_is_one_of_the_next() -> None:
    mondays = OrderCalendar(order_days=OrderDays.read("Mon"))

    assert mondays.arrival(date(2026, 12, 3), 10) == date(2026, 12, 17)  # Thursday, and from Monday
    last = OrderCalendar(order_days=OrderDays.read("31"))
    assert last.arrival(date(2027, 2, 2), 0) == date(2027, 2, 28)


@given(
    days=st.integers(0, 60),
    takes=st.integers(0, 60),
    closed=STRETCHES,
    away=STRETCHES,
    order_days=ORDER_DAYS,
)
def test_so_many_open_days_pass_as_the_lead_time_has(
    days: int,
    takes: int,
    closed: tuple[Stretch, ...],
    away: tuple[Stretch, ...],
    order_days: OrderDays,
) -> None:
    today = BEGINNING + timedelta(days=days)
    calendar = OrderCalendar(order_days=order_days, closed=closed, away=away)

    (first,) = calendar.next_orders(today, np.zeros(1))
    (arrives,) = calendar.arrivals(today, np.array([first]), np.array([float(takes)]))

    there = ordered_on = today + timedelta(days=int(first))
    assert takes_orders(calendar, ordered_on)
    assert not any(
        takes_orders(calendar, day) and (day == today or not among(day, away))
        for day in (today + timedelta(days=back) for back in range(int(first)))
    )
    left = takes
    while left:
        there += A_DAY
        left -= not among(there, closed)
    while among(there, away):
        there += A_DAY
    assert today + timedelta(days=int(arrives)) == there


@given(
    wanted=st.integers(0, 80),
    takes=st.integers(0, 40),
    closed=STRETCHES,
    order_days=ORDER_DAYS,
)
def test_who_orders_by_the_last_day_has_it_as_soon_as_if_nobody_rested(
    wanted: int, takes: int, closed: tuple[Stretch, ...], order_days: OrderDays
) -> None:
    calendar = OrderCalendar(order_days=order_days, closed=closed)
    lead_time = np.array([float(takes)])

    (first,) = calendar.next_orders(BEGINNING, np.array([float(wanted)]))
    (latest,) = calendar.latest_orders(BEGINNING, np.array([float(wanted)]), lead_time)

    assert takes_orders(calendar, BEGINNING + timedelta(days=int(latest)))
    assert latest <= first
    (soonest,) = calendar.next_orders(BEGINNING, np.zeros(1))
    (arrives,) = calendar.arrivals(BEGINNING, np.array([latest]), lead_time)
    assert arrives <= first + takes or latest == soonest
    for day in range(int(latest) + 1, int(first) + 1):
        if takes_orders(calendar, BEGINNING + timedelta(days=day)):
            (comes,) = calendar.arrivals(BEGINNING, np.array([float(day)]), lead_time)
            assert comes > first + takes
