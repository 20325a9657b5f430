"""Daily demand of every product, as one table of products by days.

All models and decisions start here. Days without a sale are zero demand from the first sale of a
product to the last day that the data cover; before its first sale a product was not on offer.

Not every day tells as much: a day sold out tells nothing, a promotion tells more than usual. That
is each day's exposure, and models learn units per usual day from units and exposure together.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import blake2b
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from inventory_core.domain.errors import ForecastError
from inventory_core.domain.frames import DAILY_SALES, check
from inventory_core.domain.language import gettext as _

Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]
Texts = npt.NDArray[np.str_]

HORIZON_DAYS = 210
"""Days forecast: the longest lead time, its allowance and the longest review period."""

BY_DAY, BY_MONTH = -1, -2
"""Grains in which sales are told; beside them weeks, by the weekday on which they begin."""

_AROUND_DAYS = 28
_LEAST_SHOWN = 0.1
"""A day that shows less than this tells too little to be scaled up."""
_BACK_DAYS = 5.0
"""After so many silent days chances are even that a product is back in the weeks to come."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Demand:
    """Units asked for, one row per product and one column per day.

    skus: n product codes, sorted. first_day: the day of column 0. units: n × days, never negative,
    without what is no part of usual demand (bulk orders). exposure: n × (days + HORIZON_DAYS), how
    many usual days' demand each past and coming day shows: 1 on a usual day, 0 before the launch,
    when sold out or closed, 2 in a promotion that doubles demand. launched: n columns, the first
    day on which each product sold. price: n × days, the latest known, NaN where none was ever
    known. category: n texts, "" where unknown. told_by: n grains in which sales were told: BY_DAY,
    BY_MONTH, or by weeks, which begin on that weekday (Monday being 0); units of a week or month
    are spread over its days.
    """

    skus: npt.NDArray[np.str_]
    first_day: date
    units: Numbers
    exposure: Numbers
    launched: npt.NDArray[np.int64]
    price: Numbers
    category: npt.NDArray[np.str_]
    told_by: Places

    def __post_init__(self) -> None:
        expected = (len(self.skus), self.days + HORIZON_DAYS)
        if self.exposure.shape != expected:
            raise ValueError(f"exposure must be {expected}, got {self.exposure.shape}")
        if self.price.shape != self.units.shape:
            raise ValueError(f"price must be {self.units.shape}, got {self.price.shape}")

    @property
    def days(self) -> int:
        """Number of days covered."""
        return int(self.units.shape[1])

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

    def weekdays(self, days: int) -> npt.NDArray[np.int64]:
        """Return the weekday of each of the first so many days, Monday being 0."""
        return (self.first_day.weekday() + np.arange(days)) % 7

    def usual_units(self) -> Numbers:
        """Return units as if every day had been usual, n × days.

        Where a day shows nothing, the rate of the weeks around it stands in, for the models that
        need a number for every day.
        """
        shown = self.exposure[:, : self.days]
        with np.errstate(divide="ignore", invalid="ignore"):
            rate = _around(self.units) / _around(shown)
            usual = np.where(shown > _LEAST_SHOWN, self.units / shown, rate)
        return np.where(np.isfinite(usual), usual, 0.0)

    def coming(self) -> Numbers:
        """Return the exposure of the days to forecast, n × HORIZON_DAYS."""
        return self.exposure[:, self.days :]

    def select(self, rows: npt.NDArray[np.int64] | npt.NDArray[np.bool_] | slice) -> "Demand":
        """Return the demand of some of the products."""
        return replace(
            self,
            skus=self.skus[rows],
            units=self.units[rows],
            exposure=self.exposure[rows],
            launched=self.launched[rows],
            price=self.price[rows],
            category=self.category[rows],
            told_by=self.told_by[rows],
        )

    def product(self, sku: str) -> "Demand":
        """Return the demand of one product, from its first sale on."""
        row = int(np.searchsorted(self.skus, sku))
        if row == len(self.skus) or self.skus[row] != sku:
            raise KeyError(sku)
        launched = int(self.launched[row])
        alone = self.select(slice(row, row + 1))
        return replace(
            alone,
            first_day=self.first_day + timedelta(days=launched),
            units=alone.units[:, launched:],
            exposure=alone.exposure[:, launched:],
            launched=np.zeros(1, dtype=np.int64),
            price=alone.price[:, launched:],
        )

    def until(self, days: int) -> "Demand":
        """Return what was known after the first so many days; later products are left out."""
        known = self.select(self.launched < days)
        return replace(
            known,
            units=known.units[:, :days],
            exposure=known.exposure[:, : days + HORIZON_DAYS],
            price=known.price[:, :days],
        )

    def fingerprints(self) -> list[str]:
        """Return a short text per product that changes when its history changes."""
        return [self._fingerprint(row) for row in range(len(self.skus))]

    def _fingerprint(self, row: int) -> str:
        launched = int(self.launched[row])
        text = (
            f"{self.first_day + timedelta(days=launched)} {self.category[row]} {self.told_by[row]}"
        )
        told = (self.units, self.exposure, self.price)
        numbers = np.concatenate([numbers[row, launched:] for numbers in told])
        digest = blake2b(text.encode() + numbers.astype(np.float32).tobytes(), digest_size=12)
        return digest.hexdigest()


def so_far(daily: npt.NDArray[Any]) -> Numbers:
    """Add up each row from its beginning; column k holds the sum of the first k cells.

    >>> so_far(np.array([[1.0, 2.0]])).tolist()
    [[0.0, 1.0, 3.0]]
    """
    return np.pad(daily.cumsum(axis=1), ((0, 0), (1, 0))).astype(float)


def chance_back(silent_days: npt.ArrayLike) -> Numbers:
    """Return the chance that what was silent for so many days sells again in the weeks to come.

    On the earlier days of M5 the share that came back fell from a half after a week to a fifth
    after three.

    >>> chance_back([5, 20]).tolist()
    [0.5, 0.2]
    """
    return np.asarray(_BACK_DAYS / (_BACK_DAYS + np.asarray(silent_days, dtype=float)))


def _around(daily: Numbers) -> Numbers:
    """Add up the weeks around each day."""
    days = daily.shape[1]
    total = so_far(daily)
    day = np.arange(days)
    first, last = np.maximum(day - _AROUND_DAYS, 0), np.minimum(day + _AROUND_DAYS + 1, days)
    return np.asarray(total[:, last] - total[:, first])


def plain_demand(*, skus: npt.NDArray[np.str_], first_day: date, units: Numbers) -> Demand:
    """Return demand (n × days) of products with nothing but usual days since their first sale."""
    launched = np.argmax(units > 0, axis=1)
    days = units.shape[1]
    return Demand(
        skus=skus,
        first_day=first_day,
        units=units,
        exposure=(np.arange(days + HORIZON_DAYS) >= launched[:, None]).astype(float),
        launched=launched,
        price=np.full(units.shape, np.nan),
        category=np.full(len(skus), "", dtype="U1"),
        told_by=np.full(len(skus), BY_DAY),
    )


def covered_days(sales: pd.DataFrame) -> tuple[date, date] | None:
    """Return the first and the last day that order lines (SALES) tell of; None without any."""
    if sales.empty:
        return None
    last = sales["day"] + pd.to_timedelta(sales["days"] - 1, unit="D")
    return sales["day"].min().date(), last.max().date()


def daily_demand(
    daily_sales: pd.DataFrame, *, today: date, known_until: date | None = None
) -> Demand:
    """Fill the days between sales with zeros, up to the last day that the sales cover.

    The day that is still running is left out, since it is not complete.

    Args:
        daily_sales: DAILY_SALES, one row per product and day. Rows of no units tell that the data
            cover their day; a product with no others never sold and is left out.
        today: the running day.
        known_until: a last day without sales that the data cover as well.

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
    newest = max(daily_sales["day"].max(), pd.Timestamp(known_until or date.min))
    first, last = covered["day"].min(), min(newest, yesterday)
    column = (sales["day"] - first).dt.days.to_numpy()
    skus, row = np.unique(sales["sku"].to_numpy(dtype=str), return_inverse=True)
    units = np.zeros((len(skus), (last - first).days + 1))
    np.add.at(units, (row, column), sales["units"].to_numpy(dtype=float))
    demand = plain_demand(skus=skus, first_day=first.date(), units=units)
    return replace(demand, price=_prices(covered[covered["sku"].isin(skus)], demand))


def _prices(sales: pd.DataFrame, demand: Demand) -> Numbers:
    """The latest price known on each day, n × days; before the first one, the first."""
    told = sales[sales["unit_price"] > 0]
    seen = np.full(demand.units.shape, np.nan)
    row = np.searchsorted(demand.skus, told["sku"].to_numpy(dtype=str))
    column = (told["day"] - pd.Timestamp(demand.first_day)).dt.days.to_numpy()
    seen[row, column] = told["unit_price"]
    known = np.isfinite(seen)
    days = np.arange(demand.days)
    # Before the first price the latest is none: the first one stands in.
    latest = np.maximum.accumulate(np.where(known, days, -1), axis=1)
    latest = np.where(latest < 0, known.argmax(axis=1)[:, None], latest)
    return np.take_along_axis(seen, latest, axis=1)
