"""Whether the money lasts: what the shop has, what comes in, and what is to be paid, day by day."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd

from inventory_core.domain.frames import check
from inventory_core.domain.products import DAYS_A_WEEK
from inventory_core.domain.settings import Settings
from inventory_core.simulation.cash import Cash
from inventory_core.simulation.tables import BALANCES

_KEEPS_DAYS = 7
"""A balance tells nothing any more after so many days: too much came in and went out since."""
WARNED_DAYS = 56
"""So far ahead a lack of money is told: later ones are too unsure, and there is time."""


@dataclass(frozen=True, kw_only=True)
class Funds:
    """What the shop had on the morning of a day, and what goes out each week beside goods."""

    money: float
    on: date
    weekly_costs: float

    def is_of_now(self, today: date) -> bool:
        """Tell whether the money of that day still says what there is."""
        return today <= self.on + timedelta(days=_KEEPS_DAYS)


@dataclass(frozen=True, kw_only=True)
class Lack:
    """Money that will be missing: from which day on, how much at most, and on which day that is."""

    first_day: date
    worst_day: date
    money: float


def funds_of(settings: Settings) -> Funds | None:
    """Return what the seller said of the shop's money, if anything."""
    if settings.balance is None or not settings.balance_on:
        return None
    return Funds(
        money=settings.balance,
        on=date.fromisoformat(settings.balance_on),
        weekly_costs=settings.weekly_costs,
    )


def balances(funds: Funds, ahead: Cash) -> pd.DataFrame:
    """Return what there is on the evening of each day from today on (BALANCES).

    That is if the plan is followed, and if there is today what there was when it was told: what
    came in and went out since is not known.
    """
    first, days = ahead.weeks["first_day"].iloc[0], ahead.takings.size
    due = (ahead.payments["day"] - first).dt.days.to_numpy()
    within = due < days
    money = ahead.payments["money"].to_numpy(dtype=float)[within]
    paid = np.bincount(due[within], weights=money, minlength=days)
    flow = ahead.takings - paid - funds.weekly_costs / DAYS_A_WEEK
    frame = pd.DataFrame(
        {
            "day": pd.date_range(first, periods=days, unit="us"),
            "balance": funds.money + np.cumsum(flow),
        }
    )
    return check(frame, BALANCES)


def lack(told: pd.DataFrame) -> Lack | None:
    """Return what will be missing on some days (BALANCES), if anything."""
    short = told[told["balance"] < 0]
    if short.empty:
        return None
    worst = int(short["balance"].argmin())
    return Lack(
        first_day=short["day"].iloc[0].date(),
        worst_day=short["day"].iloc[worst].date(),
        money=-float(short["balance"].iloc[worst]),
    )
