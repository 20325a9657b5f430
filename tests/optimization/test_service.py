import numpy as np
import pytest

from inventory_core.domain.distribution import Distribution
from inventory_core.optimization.service import (
    profit_classes,
    steadiness_classes,
    stock_for_fill_rate,
    stockouts_a_year,
)


def demand(*rows: dict[float, float]) -> Distribution:
    """Demand over a protection period: the chance of each number of units."""
    units = np.array([sorted(row) for row in rows], dtype=float)
    chances = np.array([[row[key] for key in sorted(row)] for row in rows])
    return Distribution(units=units, chances=chances, mean=(units * chances).sum(axis=1))


def one(value: float) -> np.ndarray:
    return np.array([value])


def test_a_fill_rate_allows_so_many_units_in_vain_per_lot() -> None:
    # 0, 10 or 20 units; a lot of 10 at 90 % allows 1 in vain: at stock 10 it is 2.5, at 20 none,
    # so six tenths of the way up.
    coming = demand({0: 0.25, 10: 0.5, 20: 0.25})
    stock = stock_for_fill_rate(coming, lot=one(10), fill_rate=one(0.9))

    assert stock[0] == pytest.approx(16)
    assert coming.expected_short(stock)[0] == pytest.approx(1.0)


def test_a_large_lot_needs_less_safety_for_the_same_fill_rate() -> None:
    coming = demand({0: 0.25, 10: 0.5, 20: 0.25})
    small, large = (
        stock_for_fill_rate(coming, lot=one(lot), fill_rate=one(0.9))[0] for lot in (10, 40)
    )

    assert large < small


def test_stockouts_a_year_are_cycles_that_run_out() -> None:
    # 120 a year in lots of 10 are 12 cycles; stock 20 lasts in 7 of 8 (the middle of the last
    # outcome's chance)
    coming = demand({0: 0.25, 10: 0.5, 20: 0.25})
    often = stockouts_a_year(coming, one(20), lot=one(10), demand_rate=one(120))

    assert often[0] == pytest.approx(12 * 0.125)


def test_products_without_profit_are_c() -> None:
    assert profit_classes(np.array([np.nan, -5.0, 10.0])).tolist() == ["C", "C", "A"]
    assert profit_classes(np.zeros(2)).tolist() == ["C", "C"]


def test_steadiness_is_the_spread_beside_the_mean() -> None:
    # Standard deviation over mean: 0, √50 / 10 = 0.71, and √(0.09 · 100² ) / 10 = 3
    coming = demand(
        {9: 0.0, 10: 1.0, 11: 0.0}, {0: 0.25, 10: 0.5, 20: 0.25}, {0: 0.9, 1: 0, 100: 0.1}
    )

    assert steadiness_classes(coming).tolist() == ["X", "Y", "Z"]
