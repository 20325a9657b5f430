"""Histories and forecasts that several tests of models begin with."""

from collections.abc import Callable, Sequence
from datetime import date

import numpy as np
import pytest

from inventory_core.domain.demand import HORIZON_DAYS, Demand, plain_demand
from inventory_core.domain.distribution import count_quantiles
from inventory_core.domain.forecast import LEVELS, TOTAL_DAYS, Forecast, at_same_pace

MONDAY = date(2024, 1, 1)
START = date(2025, 3, 1)


@pytest.fixture
def history_of() -> Callable[..., Demand]:
    """Units a day of each product, from a Monday on; its first sale is its launch."""

    def make(**units: Sequence[float] | np.ndarray) -> Demand:
        rows = np.array([np.asarray(units[sku], dtype=float) for sku in sorted(units)])
        return plain_demand(
            skus=np.array(sorted(units)),
            first_day=MONDAY,
            units=rows,
        )

    return make


@pytest.fixture
def catalogue() -> Callable[..., Demand]:
    """A made-up catalogue: each product sells a negative binomial number of units every day."""

    def make(products: int, days: int, *, seed: int, size: float = 2.0) -> Demand:
        rng = np.random.default_rng(seed)
        rates = rng.lognormal(0.0, 1.0, size=(products, 1))
        units = rng.negative_binomial(size, size / (size + rates), (products, days)).astype(float)
        units[:, 0] = np.maximum(units[:, 0], 1)
        return plain_demand(
            skus=np.array([f"{number:05}" for number in range(products)]),
            first_day=MONDAY,
            units=units,
        )

    return make


@pytest.fixture
def poisson_forecast() -> Callable[..., Forecast]:
    """A forecast of independent buyers, so many a day."""

    def make(**daily_units: float) -> Forecast:
        skus = sorted(daily_units)
        daily = np.array([daily_units[sku] for sku in skus])
        totals = np.multiply.outer(daily, TOTAL_DAYS.astype(float))
        mean = np.repeat(daily[:, None], HORIZON_DAYS, axis=1)
        return Forecast(
            skus=np.array(skus),
            start=START,
            mean=mean,
            variance=mean,
            totals=count_quantiles(totals, totals, LEVELS),
            later=at_same_pace(mean),
            models=np.full(len(skus), "count"),
        )

    return make
