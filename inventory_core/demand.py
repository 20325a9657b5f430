"""Daily demand of every product, as one table of products by days.

All models and decisions start here. Days without a sale are zero demand from the first sale of a
product to the last day that the data cover; before its first sale a product was not on offer.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import blake2b

import numpy as np
import numpy.typing as npt
import pandas as pd

from inventory_core.errors import ForecastError
from inventory_core.frames import DAILY_SALES, check
from inventory_core.language import gettext as _

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False, kw_only=True)
class Demand:
    """Units asked for, one row per product and one column per day.

    skus: n product codes, sorted. first_day: the day of column 0. units: n × days, whole and never
    negative. launched: n columns, the first day on which each product sold.
    """

    skus: npt.NDArray[np.str_]
    first_day: date
    units: Numbers
    launched: npt.NDArray[np.int64]

    @property
    def days(self) -> int:
        """Number of days covered."""
        return self.units.shape[1]

    @property
    def start(self) -> date:
        """First day to forecast: the day after the last one covered."""
        return self.first_day + timedelta(days=self.days)

    def days_on_sale(self) -> npt.NDArray[np.int64]:
        """Days since each product's first sale, n."""
        return self.days - self.launched

    def days_since_sale(self) -> npt.NDArray[np.int64]:
        """Days since each product's last sale, n; 1 when it sold on the last day covered."""
        return np.asarray(np.argmax(self.units[:, ::-1] > 0, axis=1) + 1)

    def select(self, rows: npt.NDArray[np.int64] | npt.NDArray[np.bool_] | slice) -> "Demand":
        """Return the demand of some of the products."""
        return replace(
            self, skus=self.skus[rows], units=self.units[rows], launched=self.launched[rows]
        )

    def product(self, sku: str) -> "Demand":
        """Return the demand of one product, from its first sale on."""
        row = int(np.searchsorted(self.skus, sku))
        if row == len(self.skus) or self.skus[row] != sku:
            raise KeyError(sku)
        launched = int(self.launched[row])
        return replace(
            self,
            skus=self.skus[row : row + 1],
            first_day=self.first_day + timedelta(days=launched),
            units=self.units[row : row + 1, launched:],
            launched=np.zeros(1, dtype=np.int64),
        )

    def until(self, days: int) -> "Demand":
        """Return what was known after the first so many days; later products are left out."""
        known = self.launched < days
        return replace(
            self,
            skus=self.skus[known],
            units=self.units[known, :days],
            launched=self.launched[known],
        )

    def fingerprints(self) -> list[str]:
        """Return a short text per product that changes when its history changes."""
        whole = self.units.astype(np.int32)
        return [
            blake2b(
                f"{self.first_day + timedelta(days=int(launched))}".encode()
                + row[launched:].tobytes(),
                digest_size=12,
            ).hexdigest()
            for row, launched in zip(whole, self.launched, strict=True)
        ]


def covered_days(sales: pd.DataFrame) -> tuple[date, date] | None:
    """Return the first and the last day that order lines (SALES) tell of; None without any."""
    if sales.empty:
        return None
    last = sales["day"] + pd.to_timedelta(sales["days"] - 1, unit="D")
    return sales["day"].min().date(), last.max().date()


def daily_demand(daily_sales: pd.DataFrame, *, today: date) -> Demand:
    """Fill the days between sales with zeros, up to the last day that the sales cover.

    The day that is still running is left out, since it is not complete.

    Args:
        daily_sales: DAILY_SALES, one row per product and day. Rows of no units tell that the data
            cover their day; a product with no others never sold and is left out.
        today: the running day.

    Raises:
        ForecastError: there are no sales before today.
    """
    covered = check(daily_sales, DAILY_SALES)
    covered = covered[covered["day"] < pd.Timestamp(today)]
    sales = covered[covered["units"] > 0]
    if sales.empty:
        raise ForecastError(_("There are no sales before today: please upload a sales file first."))
    # Sales of the running day show that the data cover all days before it.
    yesterday = pd.Timestamp(today) - pd.Timedelta(days=1)
    first, last = covered["day"].min(), min(daily_sales["day"].max(), yesterday)
    column = (sales["day"] - first).dt.days.to_numpy()
    skus, row = np.unique(sales["sku"].to_numpy(dtype=str), return_inverse=True)
    units = np.zeros((len(skus), (last - first).days + 1))
    np.add.at(units, (row, column), sales["units"].to_numpy(dtype=float))
    launched = np.argmax(units > 0, axis=1)
    return Demand(skus=skus, first_day=first.date(), units=units, launched=launched)
