"""Plans of suppliers that take orders on some days only, or rest: two candles a day, 14 days."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest

from inventory_core.domain.demand import Demand
from inventory_core.domain.forecast import Forecast
from inventory_core.domain.order_days import OrderCalendar, OrderCalendars, OrderDays
from inventory_core.optimization.plan import make_plan
from inventory_core.optimization.reason_words import order_reasons
from inventory_core.optimization.supplier_terms import SupplierTerms
from tests.optimization.test_plan import CANDLE, FREE_ORDERS

START = date(2025, 3, 1)  # a Saturday

Planned = Callable[..., pd.Series]


def day(number: int) -> date:
    return START + timedelta(days=number)


@pytest.fixture
def planned(
    sure_forecast: Callable[..., Forecast],
    demand_of: Callable[..., Demand],
    products_of: Callable[..., pd.DataFrame],
    stock_of: Callable[..., pd.DataFrame],
) -> Planned:
    """The plan of a product that sells two a day for sure, of a supplier with a calendar."""

    def plan(on_hand: float, *, today: date = START, **calendar: Any) -> pd.Series:
        calendars = OrderCalendars(own={"Wax & Co": OrderCalendar(**calendar)})
        return (
            make_plan(
                demand_of(A=[2.0] * 100),
                sure_forecast(A=2),
                products=products_of(A=CANDLE),
                stock=stock_of(A=(on_hand, 0, 0)),
                settings=FREE_ORDERS,
                terms=SupplierTerms(calendars=calendars),
                today=today,
            )
            .frame()
            .iloc[0]
        )

    return plan


MONDAYS = OrderDays.read("Mon")


def test_an_order_of_the_next_order_day_lasts_until_that_of_the_one_after(planned: Planned) -> None:
    plan = planned(30, order_days=MONDAYS)

    assert plan["order_on"].date() == day(2)
    assert plan["arrives"].date() == day(2 + 14)
    assert plan["protection_days"] == 2 + 14 + 7
    assert plan["order_units"] == 2 * 7  # 30 are gone by then, and 2 more are asked for in vain
    assert plan["order_by"].date() == day(2)
    (reason,) = order_reasons(pd.DataFrame([plan]))
    assert reason.startswith(
        "Order on Monday 3 March. You have 30. When that order is here on 17 Mar 2025, 0 will be"
    )


def test_on_an_order_day_it_is_ordered_as_ever(planned: Planned) -> None:
    plan, usual = planned(30, today=day(2), order_days=MONDAYS), planned(30, today=day(2))

    assert pd.isna(plan["order_on"])
    assert plan["order_units"] == usual["order_units"] > 0


@pytest.mark.parametrize(
    ("on_hand", "order_by"),
    # By Monday 4 are sold: 42 are left of 46, which last until the order of the next one comes.
    [(46, 9), (47, 9), (59, 9), (60, 16), (61, 16)],
)
def test_what_lasts_is_ordered_on_the_first_order_day_on_which_it_does_not(
    planned: Planned, on_hand: float, order_by: int
) -> None:
    plan = planned(on_hand, order_days=MONDAYS)

    assert plan["order_units"] == 0
    assert plan["order_by"].date() == day(order_by)
    assert planned(on_hand - 2 * order_by, today=day(order_by), order_days=MONDAYS)["order_units"]


def test_an_order_before_a_closure_lasts_until_the_first_one_after_it(planned: Planned) -> None:
    # An order of today comes on day 14; that of the next look would on day 21, and comes on 44.
    plan = planned(30, closed=((day(16), day(38)),))

    assert plan["arrives"].date() == day(14)
    assert plan["protection_days"] == 44
    assert plan["order_units"] == 2 * 44 - 30


def test_an_order_that_a_closure_delays_comes_later(planned: Planned) -> None:
    plan = planned(30, closed=((day(10), day(19)),))

    assert plan["arrives"].date() == day(24)
    assert plan["protection_days"] == 31


def test_a_closure_ahead_brings_the_day_to_order_by_forward(planned: Planned) -> None:
    # 200 meet the reorder point of 42 on day 79; what is ordered then would come a day late.
    assert planned(200)["order_by"].date() == day(79)
    assert planned(200, closed=((day(60), day(80)),))["order_by"].date() == day(58)
    assert planned(200, away=((day(70), day(85)),))["order_by"].date() == day(86)
