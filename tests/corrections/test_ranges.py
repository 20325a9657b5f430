"""Stretches of days: cells to rows and back."""

from collections.abc import Callable

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from inventory_core.corrections.ranges import (
    columns_of,
    corrections_from,
    days_of,
    marked,
    runs_of,
)
from inventory_core.domain.demand import Demand, so_far
from inventory_core.domain.frames import CORRECTIONS, check


@given(arrays.arrays(bool, st.tuples(st.integers(1, 4), st.integers(1, 12))))
def test_marking_the_runs_of_cells_gives_the_cells_again(cells: np.ndarray) -> None:
    runs = runs_of(cells)

    assert (marked(runs, cells.shape) == cells).all()
    assert (runs.total(so_far(cells.astype(float))) == runs.end - runs.start).all()


def test_days_outside_the_demand_are_cut_off(
    demand_of: Callable[..., Demand], day: Callable[[int], pd.Timestamp]
) -> None:
    demand = demand_of(np.ones((1, 10)))
    told = pd.DataFrame(
        {"first_day": [day(-5), day(8), day(30)], "last_day": [day(2), day(20), day(40)]}
    )

    start, end = columns_of(told, demand, days=10)

    assert (end - start).tolist() == [3, 2, 0]


def test_days_alone_make_a_correction_of_the_whole_shop_that_changes_nothing(
    demand_of: Callable[..., Demand], day: Callable[[int], pd.Timestamp]
) -> None:
    runs = runs_of(np.array([[False, True, True, False]]))
    found = corrections_from(days_of(runs, demand_of(np.ones((1, 4)))), kind="closed")

    assert check(found, CORRECTIONS).iloc[0].to_dict() == {
        "sku": "",
        "kind": "closed",
        "first_day": day(1),
        "last_day": day(2),
        "units": 0.0,
        "factor": 1.0,
        "active": True,
        "note": "",
    }
