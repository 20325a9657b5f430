"""Suppliers that are closed: what waits until they open, and what is said of it before."""

from datetime import date, timedelta

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from inventory_core.ledger.closures import arrival, closure_sentences
from inventory_core.ledger.placing import placed

FIRST, LAST = date(2027, 1, 30), date(2027, 2, 20)
CLOSED = {"Clay": [(FIRST, LAST)]}
BEGINNING = date(2027, 1, 1)

STRETCHES = st.lists(
    st.tuples(st.integers(0, 90), st.integers(0, 30)).map(
        lambda told: (
            BEGINNING + timedelta(days=told[0]),
            BEGINNING + timedelta(days=sum(told)),
        )
    ),
    max_size=4,
)


def test_days_on_which_the_supplier_is_closed_do_not_count() -> None:
    assert arrival(date(2027, 1, 10), 14, CLOSED["Clay"]) == date(2027, 1, 24)
    assert arrival(date(2027, 1, 16), 14, CLOSED["Clay"]) == date(2027, 2, 21)
    # Ordered while it is closed, it is as if it were ordered on the last of these days.
    assert arrival(date(2027, 2, 10), 14, CLOSED["Clay"]) == LAST + timedelta(days=14)


@given(days=st.integers(0, 60), takes=st.integers(0, 60), closed=STRETCHES)
def test_so_many_open_days_pass_as_the_lead_time_has(
    days: int, takes: int, closed: list[tuple[date, date]]
) -> None:
    ordered_on = BEGINNING + timedelta(days=days)

    arrives = arrival(ordered_on, takes, closed)

    waited = [ordered_on + timedelta(days=day + 1) for day in range((arrives - ordered_on).days)]
    is_open = [not any(first <= day <= last for first, last in closed) for day in waited]
    assert sum(is_open) == takes
    assert not is_open or is_open[-1]


def test_an_order_is_expected_after_its_supplier_opens_again() -> None:
    rows = [("MUG", "Clay"), ("TEA", "Leaf")]
    wanted = pd.DataFrame(rows, columns=["sku", "supplier"])
    wanted = wanted.assign(units=1.0, unit_cost=1.0, lead_time_days=14.0)
    draft = placed(wanted, ordered_on=date(2027, 1, 20))

    expected = draft.around(CLOSED).orders.set_index("supplier")["expected_on"].dt.date

    assert expected.to_dict() == {"Clay": date(2027, 2, 25), "Leaf": date(2027, 2, 3)}
    unchanged = draft.around({}).orders["expected_on"]
    assert unchanged.tolist() == draft.orders["expected_on"].tolist()


def test_a_closure_ahead_says_until_when_to_order() -> None:
    told = closure_sentences(CLOSED, {"Clay": 14}, today=date(2026, 12, 1))

    assert told == [
        "Clay is closed from 30 Jan 2027 to 20 Feb 2027: order by 15 Jan 2027 what you need before "
        "or during that time."
    ]
    # What is ordered on that day comes before it closes, and a day later it does not.
    last_chance = date(2027, 1, 15)
    assert arrival(last_chance, 14, CLOSED["Clay"]) < FIRST
    assert arrival(last_chance + timedelta(days=1), 14, CLOSED["Clay"]) > LAST


def test_one_too_near_says_when_an_order_of_today_comes() -> None:
    told = closure_sentences(CLOSED, {"Clay": 14}, today=date(2027, 1, 20))

    assert told[0].endswith("what you order today is expected on 25 Feb 2027.")


def test_what_is_over_far_off_or_of_nobody_is_not_told() -> None:
    assert closure_sentences(CLOSED, {"Clay": 14}, today=date(2027, 2, 21)) == []
    assert closure_sentences(CLOSED, {"Clay": 14}, today=date(2026, 9, 1)) == []
    assert closure_sentences(CLOSED, {"Leaf": 14}, today=date(2027, 1, 20)) == []
