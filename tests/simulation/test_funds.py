"""Whether the money lasts, worked out by hand."""

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from inventory_core.domain.errors import SettingsError
from inventory_core.domain.frames import typed
from inventory_core.domain.settings import Settings
from inventory_core.simulation.cash import Cash
from inventory_core.simulation.funds import Funds, Lack, balances, funds_of, lack
from inventory_core.simulation.tables import CASH, PAYMENTS

MONDAY = date(2026, 11, 23)


def ahead(*due: tuple[int, float]) -> Cash:
    """Two weeks that bring 10 a day, and payments: days after Monday, and money."""
    first = pd.Timestamp(MONDAY)
    payments = pd.DataFrame(
        {"day": [first + pd.Timedelta(days=day) for day, _ in due], "money": [m for _, m in due]}
    )
    return Cash(
        payments=typed(payments, PAYMENTS),
        weeks=typed(pd.DataFrame({"first_day": pd.date_range(first, periods=2, freq="7D")}), CASH),
        takings=np.full(14, 10.0),
        **dict.fromkeys(("stock_value", "on_order_value", "owed_value"), 0.0),
        **dict.fromkeys(("uncosted", "guessed", "unpriced", "uncounted"), 0),
    )


def funds(money: float, on: date = MONDAY, weekly_costs: float = 0.0) -> Funds:
    return Funds(money=money, on=on, weekly_costs=weekly_costs)


def test_money_comes_in_and_goes_out_day_by_day() -> None:
    told = balances(funds(100, weekly_costs=14), ahead((1, 200.0), (20, 999.0)))

    # Each day 10 come in and 2 go out; what is due after the last day is not paid in these weeks.
    assert told["balance"].head(3).tolist() == [108, -84, -76]
    assert told["balance"].iloc[-1] == 100 + 14 * 8 - 200
    assert lack(told) == Lack(first_day=date(2026, 11, 24), worst_day=date(2026, 11, 24), money=84)


def test_a_balance_of_some_days_ago_is_taken_as_that_of_today() -> None:
    told = balances(funds(100, on=date(2026, 11, 20)), ahead((0, 50.0)))

    assert told["day"].iloc[0] == pd.Timestamp(MONDAY)
    assert told["balance"].head(2).tolist() == [60, 70]


def test_the_worst_day_is_not_the_first_on_which_money_is_missing() -> None:
    told = balances(funds(5), ahead((0, 20.0), (3, 100.0)))

    assert lack(told) == Lack(first_day=MONDAY, worst_day=date(2026, 11, 26), money=75)


def test_a_balance_tells_something_for_a_week() -> None:
    assert funds(1).is_of_now(date(2026, 11, 30))
    assert not funds(1).is_of_now(date(2026, 12, 1))


def test_what_the_seller_said_is_money_on_a_day() -> None:
    said = Settings(balance=12.5, balance_on="2026-11-23", weekly_costs=7.0)

    assert funds_of(said) == funds(12.5, weekly_costs=7.0)
    assert funds_of(Settings()) is None
    assert funds_of(replace(said, balance=None, balance_on="")) is None
    with pytest.raises(SettingsError, match="an amount of money"):
        Settings(balance=float("nan"), balance_on="2026-11-23")
    with pytest.raises(SettingsError, match="“Monday” is no day"):
        Settings(balance=3.0, balance_on="Monday")
