"""A shop to measure on: a folder with sales.parquet, products.parquet and perhaps events.parquet.

sales: sku, day, units, price; a product has a row for each day since it came on the shelf, with no
units where it did not sell. products: sku, department, category. events: day, event, kind.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from inventory_core.corrections.corrections import Evidence, corrected, find_corrections
from inventory_core.domain.demand import Demand, Numbers, daily_demand
from inventory_core.domain.frames import (
    CHANNEL_SALES,
    CLOSURES,
    COVERED,
    PROMOTIONS,
    STOCK,
    SWITCHED_OFF,
    UNKNOWN,
    empty,
)
from inventory_core.domain.settings import Settings

Skus = npt.NDArray[np.str_]

COUNTRY = "US"
"""Where the shop of M5 stands; a folder without events stays without holidays."""
FIRST_DAYS, FEWEST_SALES_DAYS = 300, 10
"""Scored are products with sales on so many of the first days."""
FEWEST_DAYS = 14
"""A younger product gets days without sales before its first, since peers need two weeks."""


@dataclass(frozen=True, eq=False, kw_only=True)
class ShopData:
    """The folder's frames, and what is scored as matrices of products × days.

    skus: n, sorted. units, revenue: n × days, nothing before a product came on the shelf.
    on_shelf: n, the first day that it has a row for, counted from the first day of all.
    """

    sales: pd.DataFrame
    products: pd.DataFrame
    events: pd.DataFrame | None
    first_day: date
    skus: Skus
    units: Numbers
    revenue: Numbers
    on_shelf: npt.NDArray[np.int64]

    @property
    def days(self) -> int:
        """Number of days covered."""
        return self.units.shape[1]

    def day(self, origin: int) -> date:
        """Return the date of the first day to forecast when so many days are known."""
        return self.first_day + timedelta(days=origin)

    def demand_at(self, origin: int) -> Demand:
        """Return what was known of the whole catalogue after so many days.

        As in the app, models see usual demand: corrected for what could be told by then. The
        public holidays are those of the shop's country; the other events stay unused.
        """
        known = self.sales[self.sales["day"] < pd.Timestamp(self.day(origin))]
        daily_sales = known.rename(columns={"price": "unit_price"}).assign(largest_units=np.nan)
        demand = daily_demand(daily_sales, today=self.day(origin))
        department = self.products.set_index("sku")["department"].reindex(demand.skus).fillna("")
        demand = replace(demand, category=department.to_numpy(dtype=str))
        evidence = Evidence(
            daily_sales=daily_sales,
            channel_sales=empty(CHANNEL_SALES),
            unknown=empty(UNKNOWN),
            counts=empty(STOCK),
            covered=empty(COVERED),
            promotions=empty(PROMOTIONS),
            closures=empty(CLOSURES),
            switched_off=empty(SWITCHED_OFF),
            settings=Settings(country=COUNTRY if self.events is not None else ""),
        )
        return corrected(demand, find_corrections(demand, evidence))

    def histories(self, skus: Skus, origin: int) -> list[Numbers]:
        """Return the units of each product from its first day on the shelf to the origin."""
        rows = np.searchsorted(self.skus, skus)
        first = np.clip(np.minimum(self.on_shelf[rows], origin - FEWEST_DAYS), 0, None)
        return [self.units[row, begin:origin] for row, begin in zip(rows, first, strict=True)]

    def totals(self, skus: Skus, *, origin: int, days: int) -> Numbers:
        """Return how many units of each product sold in so many days after the origin."""
        rows = np.searchsorted(self.skus, skus)
        return self.units[rows, origin : origin + days].sum(axis=1)

    def sample(self, products: int, *, seed: int) -> Skus:
        """Draw products that sold often enough in the first days, sorted."""
        sold_on = (self.units[:, :FIRST_DAYS] > 0).sum(axis=1)
        eligible = self.skus[sold_on >= FEWEST_SALES_DAYS]
        wanted = min(products, len(eligible))
        return np.sort(np.random.default_rng(seed).choice(eligible, wanted, replace=False))


def read_shop(folder: Path) -> ShopData:
    """Read the folder.

    Raises:
        FileNotFoundError: sales.parquet or products.parquet is missing.
    """
    files = [folder / "sales.parquet", folder / "products.parquet"]
    for file in files:
        file.stat()  # unlike pandas, it says which one is missing
    sales, products = map(pd.read_parquet, files)
    events = folder / "events.parquet"
    first_day = sales["day"].min()
    skus, row = np.unique(sales["sku"].to_numpy(dtype=str), return_inverse=True)
    column = (sales["day"] - first_day).dt.days.to_numpy()
    units = np.zeros((len(skus), column.max() + 1))
    units[row, column] = sales["units"]
    revenue = np.zeros_like(units)
    revenue[row, column] = sales["units"] * sales["price"]
    on_shelf = np.full(len(skus), len(units[0]))
    np.minimum.at(on_shelf, row, column)
    return ShopData(
        sales=sales,
        products=products,
        events=pd.read_parquet(events) if events.exists() else None,
        first_day=first_day.date(),
        skus=skus,
        units=units,
        revenue=revenue,
        on_shelf=on_shelf,
    )
