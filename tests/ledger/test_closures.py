"""Suppliers that are closed: what waits until they open, and what is said of it before."""

from datetime import date, timedelta

import pandas as pd

from inventory_core.domain.order_days import OrderCalendar, OrderCalendars
from inventory_core.ledger.closures import closure_sentences
from inventory_core.ledger.placing import placed

FIRST, LAST = date(2027, 1, 30), date(2027, 2, 20)
CLAY = OrderCalendar(closed=((FIRST, LAST),))
CLOSED = OrderCalendars(own={"Clay": CLAY})


def test_an_order_is_expected_after_its_supplier_opens_again() -> None:
    rows = [("MUG", "Clay"), ("TEA", "Leaf")]
    wanted = pd.DataFrame(rows, columns=["sku", "supplier"])
    wanted = wanted.assign(units=1.0, unit_cost=1.0, lead_time_days=14.0)
    draft = placed(wanted, ordered_on=date(2027, 1, 20))

    expected = draft.around(CLOSED).orders.set_index("supplier")["expected_on"].dt.date

    assert expected.to_dict() == {"Clay": date(2027, 2, 25), "Leaf": date(2027, 2, 3)}
    both = wanted.assign(supplier="Clay", lead_time_days=[14.0, 9.0])
    lines = placed(both, ordered_on=date(2027, 1, 20)).around(CLOSED).lines
    # Nine days end before it closes, on 29 January; fourteen only on 25 February.
    assert lines["days_before"].tolist() == [0, 27]
    unchanged = draft.around(OrderCalendars()).orders["expected_on"]
    assert unchanged.tolist() == draft.orders["expected_on"].tolist()


def test_a_closure_ahead_says_until_when_to_order() -> None:
    told = closure_sentences(CLOSED, {"Clay": 14}, today=date(2026, 12, 1))

    assert told == [
        "Clay is closed from 30 Jan 2027 to 20 Feb 2027: order by 15 Jan 2027 what you need before "
        "or during that time."
    ]
    # What is ordered on that day comes before it closes, and a day later it does not.
    last_chance = date(2027, 1, 15)
    assert CLAY.arrival(last_chance, 14) < FIRST
    assert CLAY.arrival(last_chance + timedelta(days=1), 14) > LAST


def test_one_too_near_says_when_an_order_of_today_comes() -> None:
    told = closure_sentences(CLOSED, {"Clay": 14}, today=date(2027, 1, 20))

    assert told[0].endswith("what you order today is expected on 25 Feb 2027.")


def test_what_is_over_far_off_or_of_nobody_is_not_told() -> None:
    assert closure_sentences(CLOSED, {"Clay": 14}, today=date(2027, 2, 21)) == []
    assert closure_sentences(CLOSED, {"Clay": 14}, today=date(2026, 9, 1)) == []
    assert closure_sentences(CLOSED, {"Leaf": 14}, today=date(2027, 1, 20)) == []
