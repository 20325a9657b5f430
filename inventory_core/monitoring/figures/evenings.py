"""What lay there in the evenings until today, and what the stock was and will be worth."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd

from inventory_core.domain.demand import Numbers, Texts
from inventory_core.domain.frames import typed
from inventory_core.domain.products import DAYS_A_WEEK
from inventory_core.ledger.moves import DailyStock, daily_stock
from inventory_core.monitoring.figures.tables import STOCK_VALUES

LATELY_DAYS = 13 * DAYS_A_WEEK
"""What is told of late, and how far back the worth of the stock is."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Evenings:
    """What lay there of n products in the evenings from a day until today."""

    first_day: date
    today: date
    stock: DailyStock

    def during(self, first: date, end: date) -> DailyStock:
        """Return those of some days, up to one that does not count any more."""
        days = slice((first - self.first_day).days, (end - self.first_day).days)
        return DailyStock(on_hand=self.stock.on_hand[:, days], known=self.stock.known[:, days])

    def first_counted_since(self, days: int) -> int:
        """Return how many products were first counted in so many last days."""
        known = self.stock.known
        return int((known[:, -1] & ~known[:, -1 - days]).sum())


def evenings_of(skus: Texts, moves: pd.DataFrame, *, since: date, today: date) -> Evenings:
    """Return what lay there of n products since a day, and since 13 weeks ago at least.

    Args:
        skus: n, sorted.
        moves: MOVES.
        since: the first day that is wanted.
        today: the running day.
    """
    first = min(since, today - timedelta(days=LATELY_DAYS))
    stock = daily_stock(moves, skus, first_day=first, days=(today - first).days + 1)
    lay = DailyStock(on_hand=np.maximum(stock.on_hand, 0.0), known=stock.known)
    return Evenings(first_day=first, today=today, stock=lay)


def stock_values(evenings: Evenings, cost: Numbers, projected: Numbers) -> pd.DataFrame:
    """Return what the stock was worth 13 weeks ago and each week since, and will be (STOCK_VALUES).

    A week in which the stock of no product of known cost is known is left out.

    Args:
        evenings: of n products.
        cost: of a unit, n; NaN where it is unknown.
        projected: units on hand on the evening of each day from today on, n × days.
    """
    today, unit = evenings.today, np.nan_to_num(cost)
    first = today - timedelta(days=LATELY_DAYS)
    lay = evenings.during(first, today + timedelta(days=1))
    on_hand, known = lay.on_hand[:, ::DAYS_A_WEEK], lay.known[:, ::DAYS_A_WEEK]
    known = known & np.isfinite(cost)[:, None]
    behind = _weekly(unit @ (on_hand * known), first_day=first, ahead=False)
    after_a_week = today + timedelta(days=DAYS_A_WEEK - 1)
    left = projected[:, DAYS_A_WEEK - 1 :: DAYS_A_WEEK]
    ahead = _weekly(unit @ left, first_day=after_a_week, ahead=True)
    weeks = pd.concat([behind, ahead], ignore_index=True)
    # What comes of a stock that nobody knows is not known either.
    is_told = np.append(known.any(axis=0), np.full(len(ahead), known[:, -1].any()))
    return typed(weeks.loc[np.flatnonzero(is_told)], STOCK_VALUES).reset_index(drop=True)


def _weekly(values: Numbers, *, first_day: date, ahead: bool) -> pd.DataFrame:
    days = pd.date_range(first_day, periods=len(values), freq=f"{DAYS_A_WEEK}D", unit="us")
    return pd.DataFrame({"day": days, "stock_value": values, "ahead": ahead})
