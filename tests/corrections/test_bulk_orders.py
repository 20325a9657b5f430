"""Order lines far beyond the usual, and those that are usual."""

import numpy as np
import pandas as pd
import pytest

from inventory_core.corrections.bulk_orders import BULK_ORDER, bulk_orders
from inventory_core.domain.demand import daily_demand
from inventory_core.domain.frames import DAILY_SALES, typed


def sales(lines: list[float], *, days_units: list[float] | None = None) -> pd.DataFrame:
    """One product, a line a day."""
    days = pd.date_range("2025-01-06", periods=len(lines))
    frame = pd.DataFrame({"sku": "A", "day": days, "units": days_units or lines})
    return typed(frame.assign(largest_units=lines), DAILY_SALES)


def found(daily_sales: pd.DataFrame) -> list[tuple[int, float]]:
    """Day number and units set aside of each bulk order."""
    demand = daily_demand(daily_sales, today=pd.Timestamp("2026-01-01").date())
    corrections = bulk_orders(demand, daily_sales)
    assert (corrections["kind"] == BULK_ORDER).all()
    days = (corrections["first_day"] - pd.Timestamp("2025-01-06")).dt.days
    return list(zip(days, corrections["units"], strict=True))


def test_what_lies_beyond_the_usual_large_line_is_set_aside() -> None:
    assert found(sales([1, 2, 1, 3, 1, 2, 1, 1, 60, 2, 1, 2, 1, 3, 1])) == [(8, 57.0)]


@pytest.mark.parametrize(
    "lines",
    [
        [1, 1, 2, 1, 1, 1, 1, 1, 1, 2, 9, 1],
        [10, 12, 24, 6, 48, 12, 144, 6, 24, 12, 6, 288, 12, 24, 100],
        [1, 50, 1, 1, 1, 50, 1, 1, 1, 1, 50, 1, 1, 1, 1, 50],
        [1, 1, 1, 200],
    ],
    ids=["few units", "lines differ much", "comes again and again", "too few days"],
)
def test_a_large_line_that_is_no_wonder_stays(lines: list[float]) -> None:
    assert found(sales(lines)) == []


def test_a_large_line_on_days_that_are_large_anyway_stays() -> None:
    lines = [1.0] * 20 + [30.0]

    assert found(sales(lines)) == [(20, 29.0)]
    assert found(sales(lines, days_units=[40.0] * 21)) == []


def test_days_whose_lines_are_unknown_tell_nothing() -> None:
    lines = [float("nan")] * 20

    assert found(sales(lines, days_units=[1.0] * 19 + [90.0])) == []


def test_a_wholesalers_lines_rarely_look_like_bulk_orders() -> None:
    rng = np.random.default_rng(4)
    lines = np.ceil(np.exp(rng.normal(2.5, 1.0, (200, 100))))
    days = pd.date_range("2025-01-06", periods=100)
    table = pd.DataFrame(lines, columns=days, index=[f"P{row}" for row in range(200)])
    frame = table.stack().rename_axis(["sku", "day"]).rename("units").reset_index()  # noqa: PD013
    daily = typed(frame.assign(largest_units=frame["units"]), DAILY_SALES)

    demand = daily_demand(daily, today=days[-1].date())

    assert len(bulk_orders(demand, daily)) <= 20  # 0.1 % of 20,000 lines
