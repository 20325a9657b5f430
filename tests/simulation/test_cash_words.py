"""Sentences about money that is to be paid."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from inventory_core.domain.frames import typed
from inventory_core.simulation.cash import KINDS, Cash
from inventory_core.simulation.cash_words import (
    cash_gaps,
    cash_sentence,
    funds_sentence,
    payment_label,
)
from inventory_core.simulation.funds import Funds, Lack
from inventory_core.simulation.tables import CASH, PAYMENTS

MONDAY = pd.Timestamp(2026, 11, 23)


def ahead(paid: dict[int, float], **told: float) -> Cash:
    """Money by the week, counted from 0; the stock loses 100 a week from 3,900 on."""
    weeks = pd.DataFrame(
        {
            "first_day": pd.date_range(MONDAY, periods=26, freq="7D"),
            "paid": [paid.get(week, 0.0) for week in range(26)],
            "stock_value": 3900 - 100.0 * np.arange(1, 27),
        }
    )
    days = [MONDAY + pd.Timedelta(weeks=week) for week in paid]
    payments = pd.DataFrame({"day": days, "money": list(paid.values())})
    names = ("on_order_value", "owed_value", "uncounted", "uncosted", "guessed", "unpriced")
    counts = dict.fromkeys(names, 0)
    return Cash(
        payments=typed(payments, PAYMENTS),
        weeks=typed(weeks, CASH),
        takings=np.zeros(26 * 7),
        stock_value=3900,
        **(counts | told),
    )


def test_the_next_weeks_are_summed_up_with_the_dearest_of_them() -> None:
    made = ahead({0: 400.0, 2: 620.0, 3: 220.0, 4: 900.0})

    assert cash_sentence(made, currency="€") == (
        "In the next 4 weeks €1,240.00 is to be paid, most in the week from 7 Dec 2026: €620.00. "
        "Your stock is expected to go from €3,900.00 to €3,500.00 at cost."
    )


def test_where_nothing_is_due_soon_the_first_payment_is_named() -> None:
    assert cash_sentence(ahead({5: 90.0}), currency="") == (
        "Nothing is to be paid in the next 4 weeks; the first payment is 90.00 on 28 Dec 2026."
    )
    assert cash_sentence(ahead({}), currency="") == ("Nothing is to be paid in the next 26 weeks.")


@pytest.mark.parametrize(
    ("told", "sentences"),
    [
        ({}, []),
        (
            {"uncounted": 2},
            ["2 products that were never counted are in neither payments nor takings."],
        ),
        ({"uncosted": 1}, ["1 product of unknown cost is not counted."]),
        ({"guessed": 2}, ["The cost of 2 products is guessed from their price."]),
        ({"unpriced": 1200}, ["1,200 products of unknown price are not in the takings."]),
        (
            {"owed_value": 40.0},
            [
                "What you still owe for units that are on order without a purchase order or "
                "without its prices (€40.00 at cost) is not counted."
            ],
        ),
    ],
)
def test_what_is_missing_is_told(told: dict[str, float], sentences: list[str]) -> None:
    assert cash_gaps(ahead({}, **told), currency="€") == sentences


def test_each_part_of_a_payment_has_a_name() -> None:
    assert [payment_label(kind) for kind in KINDS] == ["Deposit", "Balance", "Order cost"]


@pytest.mark.parametrize(
    ("known", "lack", "said"),
    [
        (None, None, "Type what is in your account"),
        (Funds(money=90, on=date(2026, 11, 1), weekly_costs=0), None, "1 Nov 2026 is too old"),
        (
            Funds(money=90, on=MONDAY.date(), weekly_costs=0),
            None,
            "From €90.00 on 23 Nov 2026, the",
        ),
        (
            Funds(money=90, on=MONDAY.date(), weekly_costs=0),
            Lack(first_day=date(2026, 12, 1), worst_day=date(2026, 12, 9), money=1234.5),
            "runs out on 1 Dec 2026, and up to €1,234.50 is missing on 9 Dec 2026",
        ),
    ],
)
def test_it_is_said_whether_the_money_lasts(
    known: Funds | None, lack: Lack | None, said: str
) -> None:
    assert said in funds_sentence(known, lack, currency="€", today=MONDAY.date())
