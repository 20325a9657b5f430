"""What the tests of decisions share: small frames, forecasts known by heart, and a last word."""

from collections.abc import Callable
from datetime import date

import numpy as np
import pandas as pd
import pytest

from inventory_core.demand import HORIZON_DAYS, Demand, plain_demand
from inventory_core.forecasting.forecast import LEVELS, TOTAL_DAYS, Forecast, count_quantiles
from inventory_core.frames import PRODUCTS, STOCK, typed

START = date(2025, 3, 1)
LAST_WORDS = pytest.StashKey[list[str]]()


@pytest.fixture
def last_words(pytestconfig: pytest.Config) -> list[str]:
    """Lines that the summary of the whole run ends with, so that a quiet run shows them too."""
    return pytestconfig.stash.setdefault(LAST_WORDS, [])


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    for line in config.stash.get(LAST_WORDS, []):
        terminalreporter.write_line(line)


@pytest.fixture
def sure_forecast() -> Callable[..., Forecast]:
    """A forecast without doubt: so many units every day, so that plans can be made by hand."""

    def make(**daily_units: float) -> Forecast:
        daily = np.array(list(daily_units.values()), dtype=float)
        totals = np.multiply.outer(daily, TOTAL_DAYS.astype(float))
        return _forecast(list(daily_units), daily, np.repeat(totals[:, :, None], len(LEVELS), 2))

    return make


@pytest.fixture
def poisson_forecast() -> Callable[..., Forecast]:
    """A forecast of independent buyers: totals follow a Poisson distribution."""

    def make(**daily_units: float) -> Forecast:
        daily = np.array(list(daily_units.values()), dtype=float)
        totals = np.multiply.outer(daily, TOTAL_DAYS.astype(float))
        return _forecast(list(daily_units), daily, count_quantiles(totals, totals, LEVELS))

    return make


def _forecast(skus: list[str], daily: np.ndarray, totals: np.ndarray) -> Forecast:
    mean = np.repeat(daily[:, None], HORIZON_DAYS, axis=1)
    return Forecast(
        skus=np.array(skus),
        start=START,
        mean=mean,
        variance=mean,
        totals=totals,
        models=np.full(len(skus), "count"),
    )


@pytest.fixture
def demand_of() -> Callable[..., Demand]:
    """A history up to the day before START."""

    def make(**units: list[float]) -> Demand:
        rows = np.array(list(units.values()), dtype=float)
        first_day = date.fromordinal(START.toordinal() - rows.shape[1])
        return plain_demand(skus=np.array(list(units)), first_day=first_day, units=rows)

    return make


@pytest.fixture
def products_of() -> Callable[..., pd.DataFrame]:
    """Products by SKU; a fact that is not named is unknown."""

    def make(**facts: dict[str, object]) -> pd.DataFrame:
        rows = [{"sku": sku, **known} for sku, known in facts.items()]
        return typed(pd.DataFrame(rows), PRODUCTS)

    return make


@pytest.fixture
def stock_of() -> Callable[..., pd.DataFrame]:
    """Counts by SKU: on hand, on order, committed."""

    def make(**counts: tuple[float, float, float]) -> pd.DataFrame:
        rows = [
            {
                "sku": sku,
                "day": pd.Timestamp(START),
                "on_hand": count[0],
                "on_order": count[1],
                "committed": count[2],
            }
            for sku, count in counts.items()
        ]
        return typed(pd.DataFrame(rows), STOCK)

    return make
