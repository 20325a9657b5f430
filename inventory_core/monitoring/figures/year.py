"""What each product sold on the days of a year, what that brought, and what lay there meanwhile."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from inventory_core.domain.demand import Flags, Numbers, Texts
from inventory_core.domain.frames import CHANNEL_TAKINGS, check
from inventory_core.domain.products import DAYS_A_YEAR
from inventory_core.ledger.moves import DailyStock

LEAST_DAYS = 28
"""Stock that is known for fewer days says nothing of how it turns."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Year:
    """The last T days whose sales are known, a year at most, of n products.

    sold, priced: units, and those of known price, n × T. takings: what the latter brought, n × T.
    on_hand: in the evening, n × T. known: from the first count on, n × T.
    """

    first_day: date
    sold: Numbers
    priced: Numbers
    takings: Numbers
    on_hand: Numbers
    known: Flags

    @property
    def days(self) -> int:
        """Number of days, T."""
        return int(self.sold.shape[1])

    def figures(self, cost: Numbers) -> pd.DataFrame:
        """Return how the stock of each product turned and what it earned (of PRODUCT_FIGURES).

        Only days count on which its stock is known, at the pace of a whole year: so a product that
        was first counted in spring is not taken to have had no stock in winter.

        Args:
            cost: of a unit, n; NaN where it is unknown.
        """
        counted = self.known.sum(axis=1)
        enough = counted >= LEAST_DAYS
        a_year = np.divide(DAYS_A_YEAR, counted, out=np.full(len(cost), np.nan), where=enough)
        sold, priced, takings, lay = (
            (values * self.known).sum(axis=1)
            for values in (self.sold, self.priced, self.takings, self.on_hand)
        )
        average = cost * lay * a_year / DAYS_A_YEAR
        spent = cost * sold * a_year
        earned = np.where((priced > 0) | (sold == 0), (takings - cost * priced) * a_year, np.nan)
        return pd.DataFrame(
            {
                "counted_days": counted.astype(float),
                "average_value": average,
                "cost_a_year": spent,
                "margin_a_year": earned,
                "turnover": ratio(spent, average),
                "gmroi": ratio(earned, average),
            }
        )


def year_of(
    skus: Texts, takings: pd.DataFrame, stock: DailyStock, *, first_day: date, end: date
) -> Year:
    """Return the days until one, of n products.

    Args:
        skus: n, sorted.
        takings: CHANNEL_TAKINGS.
        stock: of those days.
        first_day: the first of them.
        end: the day after the last one.
    """
    days = (end - first_day).days
    told = check(takings, CHANNEL_TAKINGS)
    column = (told["day"] - pd.Timestamp(first_day)).dt.days.to_numpy()
    # What was sold of a pack that is a product no more is in no row.
    row = pd.Index(skus).get_indexer(pd.Index(told["sku"]))
    inside = (column >= 0) & (column < days) & (row >= 0)
    cells = row[inside] * days + column[inside]

    def daily(name: str) -> Numbers:
        weights = told[name].to_numpy(dtype=float)[inside]
        summed = np.bincount(cells, weights=weights, minlength=len(skus) * days)
        return summed.astype(float).reshape(len(skus), days)

    return Year(
        first_day=first_day,
        sold=daily("units"),
        priced=daily("priced_units"),
        takings=daily("takings"),
        on_hand=stock.on_hand,
        known=stock.known,
    )


def ratio(part: Numbers, whole: Numbers) -> Numbers:
    """Divide each by each; NaN where nothing is there to divide by.

    >>> ratio(np.array([1.0, 1.0]), np.array([4.0, 0.0])).tolist()
    [0.25, nan]
    """
    return np.divide(part, whole, out=np.full(len(part), np.nan), where=whole > 0)
