"""Costs decide how sure it should be that stock lasts."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory_core.optimization.cost_level import (
    LEVELS,
    PASSAGES,
    WINDOWS,
    level_by_costs,
)

_SERIES, _LENGTH = 3_000, 800


@pytest.mark.parametrize("row", range(1, 5))
def test_the_table_is_what_moving_averages_do(row: int) -> None:
    from scipy import stats

    window, levels = int(WINDOWS[row]), LEVELS[2:6]
    noise = np.random.default_rng(row).normal(size=(_SERIES, _LENGTH))
    sums = np.pad(noise.cumsum(axis=1), ((0, 0), (1, 0)))
    averages = (sums[:, window:] - sums[:, :-window]) / np.sqrt(window)
    highest = np.maximum.accumulate(averages, axis=1)

    before = [(highest <= stats.norm.ppf(level)).sum(axis=1).mean() for level in levels]

    assert PASSAGES[row, 2:6] == pytest.approx(before, rel=0.06)


def test_the_first_row_is_chance_alone() -> None:
    assert PASSAGES[0] == pytest.approx(LEVELS / (1 - LEVELS), rel=0.01)


@pytest.mark.parametrize("ratio", [0.5, 1.0, 4.0, 9.0, 39.0])
def test_without_a_lead_time_it_is_the_newsvendors_ratio(ratio: float) -> None:
    level = level_by_costs(lost_sale_cost=np.array([ratio]), keeping_cost=1.0, lead_time_cycles=0.0)

    assert level[0] == pytest.approx(ratio / (1 + ratio), abs=0.01)


@given(
    lost=st.floats(0.01, 1e4),
    kept=st.floats(1e-4, 1e3),
    overlap=st.floats(0, 40),
    more=st.floats(1, 10),
)
def test_dearer_sales_ask_for_more_and_dearer_stock_and_longer_ways_for_less(
    lost: float, kept: float, overlap: float, more: float
) -> None:
    def level(lost: float, kept: float, overlap: float) -> float:
        found = level_by_costs(
            lost_sale_cost=np.array([lost]), keeping_cost=kept, lead_time_cycles=overlap
        )
        return float(found[0])

    usual = level(lost, kept, overlap)
    assert 0 <= usual <= LEVELS[-1]
    assert level(lost * more, kept, overlap) >= usual - 2e-3
    assert level(lost, kept * more, overlap) <= usual + 2e-3
    assert level(lost, kept, overlap * more) <= usual + 2e-3


@pytest.mark.parametrize(("lost", "kept", "expected"), [(0, 1, 0), (-3, 1, 0), (1, 0, LEVELS[-1])])
def test_what_costs_nothing_decides_alone(lost: float, kept: float, expected: float) -> None:
    level = level_by_costs(lost_sale_cost=np.array([lost]), keeping_cost=kept, lead_time_cycles=2.0)

    assert level[0] == expected
