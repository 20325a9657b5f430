"""Demand made by hand: what corrections are looked for in."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from inventory_core.corrections.corrections import Evidence
from inventory_core.domain.demand import Demand, Numbers, plain_demand
from inventory_core.domain.frames import (
    CHANNEL_SALES,
    CLOSURES,
    COVERED,
    DAILY_SALES,
    PROMOTIONS,
    STOCK,
    SWITCHED_OFF,
    UNKNOWN,
    empty,
    typed,
)
from inventory_core.domain.settings import Settings

FIRST_DAY = date(2025, 1, 6)
"""A Monday."""


@pytest.fixture
def demand_of() -> Callable[..., Demand]:
    """Demand from units, products × days, and perhaps prices and categories."""

    def made(
        units: Numbers, *, price: Numbers | None = None, category: list[str] | None = None
    ) -> Demand:
        skus = np.array([f"P{row:04d}" for row in range(len(units))])
        demand = plain_demand(skus=skus, first_day=FIRST_DAY, units=np.asarray(units, dtype=float))
        if price is not None:
            demand = replace(demand, price=np.asarray(price, dtype=float))
        if category is not None:
            demand = replace(demand, category=np.array(category))
        return demand

    return made


@pytest.fixture
def day() -> Callable[[int], pd.Timestamp]:
    """The day of a column."""
    return lambda column: pd.Timestamp(FIRST_DAY) + pd.Timedelta(days=column)


@pytest.fixture
def sales_of() -> Callable[[Demand], pd.DataFrame]:
    """DAILY_SALES of a demand, as if each day's units had been one order line."""

    def made(demand: Demand) -> pd.DataFrame:
        row, column = np.nonzero(demand.units)
        units = demand.units[row, column]
        days = pd.Timestamp(demand.first_day) + pd.to_timedelta(column, unit="D")
        frame = pd.DataFrame({"sku": demand.skus[row], "day": days, "units": units})
        return typed(frame.assign(largest_units=units), DAILY_SALES)

    return made


@pytest.fixture
def evidence_of(sales_of: Callable[[Demand], pd.DataFrame]) -> Callable[..., Evidence]:
    """Evidence of a shop that told nothing but its sales, except for what is given."""

    def made(demand: Demand, **told: object) -> Evidence:
        nothing = {
            "daily_sales": sales_of(demand),
            "channel_sales": empty(CHANNEL_SALES),
            "unknown": empty(UNKNOWN),
            "counts": empty(STOCK),
            "covered": empty(COVERED),
            "promotions": empty(PROMOTIONS),
            "closures": empty(CLOSURES),
            "switched_off": empty(SWITCHED_OFF),
            "settings": Settings(),
        }
        return Evidence(**(nothing | told))  # type: ignore[arg-type]

    return made
