"""A shop to decide for week by week: what sold, and what buying, keeping and not having costs.

Either a folder with products.parquet (sku, cost_price, order_cost_eur, holding_eur_per_unit_year,
lead_time_weeks, moq, lot_multiple) and sales.parquet (sku, week, units; weeks without sales left
out), or one with online_retail.csv.gz, whose costs and lead times nobody knows and are assumed.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from benchmarks.main_job import FILE_NAME, TODAY
from inventory_core.domain.demand import Demand, Numbers, plain_demand
from inventory_core.domain.products import PeriodTerms
from inventory_core.imports import importing, recognition, sheets, spreadsheet
from inventory_core.imports.format import Sheet

WEEKS_A_YEAR, WEEK_DAYS = 52, 7
FIRST_DAY = date(2001, 1, 1)
"""Weeks have numbers and no dates; a Monday as good as any."""
ASSUMED_COST_SHARE, ASSUMED_ORDER_COST, ASSUMED_HOLDING_RATE = 0.5, 5.0, 0.20
ASSUMED_LEAD_TIME_WEEKS = 4


@dataclass(frozen=True, eq=False, kw_only=True)
class WeeklyShop:
    """n products, sorted by sku; units: n × weeks. launched: the week since when each is on sale.

    terms: money for each order, for each unit and week held, and for each sale lost.
    """

    skus: npt.NDArray[np.str_]
    units: Numbers
    launched: npt.NDArray[np.int64]
    terms: PeriodTerms

    @property
    def weeks(self) -> int:
        """Number of weeks covered."""
        return self.units.shape[1]

    def sample(self, products: int, *, seed: int) -> "WeeklyShop":
        """Draw some of the products."""
        wanted = min(products, len(self.skus))
        return self.only(
            np.sort(np.random.default_rng(seed).choice(len(self.skus), wanted, replace=False))
        )

    def only(self, rows: npt.NDArray[np.int64] | npt.NDArray[np.bool_]) -> "WeeklyShop":
        """Keep some of the products."""
        terms = {name: value[rows] for name, value in vars(self.terms).items()}
        return replace(
            self,
            skus=self.skus[rows],
            units=self.units[rows],
            launched=self.launched[rows],
            terms=PeriodTerms(**terms),
        )

    def demand(self, *, week_days: int) -> Demand:
        """Return it as the app's models take it, each week's units on the last of so many days."""
        days = np.zeros((*self.units.shape, week_days))
        days[:, :, -1] = self.units
        daily = days.reshape(len(self.skus), -1)
        demand = plain_demand(skus=self.skus, first_day=FIRST_DAY, units=daily)
        launched = self.launched * week_days
        on_sale = np.arange(demand.exposure.shape[1]) >= launched[:, None]
        return replace(demand, launched=launched, exposure=on_sale.astype(float))


def read_weekly_shop(folder: Path, *, penalty: float) -> WeeklyShop:
    """Read the folder; a lost sale costs the penalty, a share of what the unit costs.

    Raises:
        FileNotFoundError: there is neither of the two.
    """
    if (folder / FILE_NAME).exists():
        return _online_retail(folder / FILE_NAME, penalty)
    files = [folder / "products.parquet", folder / "sales.parquet"]
    for file in files:
        file.stat()  # unlike pandas, it says which one is missing
    products, sales = map(pd.read_parquet, files)
    products = products.assign(sku=products["sku"].astype(str)).sort_values("sku")
    skus = products["sku"].to_numpy(dtype=str)
    units = np.zeros((len(skus), int(sales["week"].max()) + 1))
    row = np.searchsorted(skus, sales["sku"].astype(str).to_numpy(dtype=str))
    np.add.at(units, (row, sales["week"].to_numpy()), sales["units"].to_numpy())
    cost = products["cost_price"].to_numpy(dtype=float)
    terms = PeriodTerms(
        lead_time_periods=products["lead_time_weeks"].to_numpy(dtype=np.int64),
        moq_units=products["moq"].to_numpy(dtype=float),
        pack_size_units=products["lot_multiple"].to_numpy(dtype=float),
        unit_cost=cost,
        order_cost=products["order_cost_eur"].to_numpy(dtype=float),
        holding_cost=products["holding_eur_per_unit_year"].to_numpy(dtype=float) / WEEKS_A_YEAR,
        lost_sale_cost=penalty * cost,
    )
    return WeeklyShop(skus=skus, units=units, launched=np.zeros(len(skus), np.int64), terms=terms)


def _online_retail(file: Path, penalty: float) -> WeeklyShop:
    """Read the file as the app does, in weeks that end with its last day."""
    sales = _sales(file)
    weeks = (sales["day"].max() - sales["day"].min()).days // WEEK_DAYS
    first = pd.Timestamp(TODAY) - timedelta(days=weeks * WEEK_DAYS)
    sales = sales[sales["day"] >= first]
    skus, row = np.unique(sales["sku"].to_numpy(dtype=str), return_inverse=True)
    units = np.zeros((len(skus), weeks))
    np.add.at(units, (row, (sales["day"] - first).dt.days // WEEK_DAYS), sales["units"])
    price = sales.groupby("sku")["unit_price"].median().loc[skus].to_numpy(dtype=float)
    cost, each = ASSUMED_COST_SHARE * price, np.ones(len(skus))
    terms = PeriodTerms(
        lead_time_periods=np.full(len(skus), ASSUMED_LEAD_TIME_WEEKS),
        moq_units=each,
        pack_size_units=each,
        unit_cost=cost,
        order_cost=ASSUMED_ORDER_COST * each,
        holding_cost=ASSUMED_HOLDING_RATE * cost / WEEKS_A_YEAR,
        lost_sale_cost=penalty * cost,
    )
    return WeeklyShop(skus=skus, units=units, launched=np.argmax(units > 0, axis=1), terms=terms)


def _sales(file: Path) -> pd.DataFrame:
    content = file.read_bytes()
    table = sheets.readable(spreadsheet.read_tables(file.name, content))[0]
    (mapping,) = recognition.candidates(table)
    imported = importing.interpret(Sheet(table=table, mapping=mapping), today=TODAY)
    if not isinstance(imported, importing.Imported):
        raise ValueError(f"{file.name} leaves questions open")
    sales = imported.sales
    return sales[(sales["units"] > 0) & (sales["unit_price"] > 0)]
