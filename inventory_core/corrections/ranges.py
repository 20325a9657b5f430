"""Stretches of days: from true cells of a matrix to rows, and back."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from inventory_core.domain.demand import Demand
from inventory_core.domain.frames import CORRECTIONS, check, typed

Flags = npt.NDArray[np.bool_]
Positions = npt.NDArray[np.int64]

WHOLE_SHOP = ""
"""Stands for a product's code where all are meant."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Runs:
    """Stretches of columns, one entry each: the row, the first column, the one after the last."""

    row: Positions
    start: Positions
    end: Positions

    def where(self, wanted: Flags) -> "Runs":
        """Return some of the stretches."""
        return Runs(row=self.row[wanted], start=self.start[wanted], end=self.end[wanted])

    def total(self, cumulated: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Add up each stretch from what `so_far` returned."""
        return cumulated[self.row, self.end] - cumulated[self.row, self.start]


def runs_of(flags: Flags) -> Runs:
    """Return the stretches of true cells in each row of a matrix.

    >>> runs = runs_of(np.array([[True, True, False, True]]))
    >>> runs.start.tolist(), runs.end.tolist()
    ([0, 3], [2, 4])
    """
    edges = np.zeros((flags.shape[0], flags.shape[1] + 2), dtype=np.int8)
    edges[:, 1:-1] = flags
    steps = np.diff(edges, axis=1)
    row, start = np.nonzero(steps == 1)
    return Runs(row=row, start=start, end=np.nonzero(steps == -1)[1])


def marked(runs: Runs, shape: tuple[int, int]) -> Flags:
    """Return a matrix of this shape with the cells of the stretches true."""
    steps = np.zeros((shape[0], shape[1] + 1), dtype=np.int16)
    np.add.at(steps, (runs.row, runs.start), 1)
    np.add.at(steps, (runs.row, runs.end), -1)
    return np.asarray(steps.cumsum(axis=1)[:, :-1] > 0)


def columns_of(frame: pd.DataFrame, demand: Demand, *, days: int) -> tuple[Positions, Positions]:
    """Return the first column of each row's days, and the one after the last, within `days`."""
    first = pd.Timestamp(demand.first_day)
    start = np.asarray((frame["first_day"] - first).dt.days, dtype=np.int64)
    end = np.asarray((frame["last_day"] - first).dt.days + 1, dtype=np.int64)
    start, end = np.clip(start, 0, days), np.clip(end, 0, days)
    return start, np.maximum(start, end)


def days_of(runs: Runs, demand: Demand) -> pd.DataFrame:
    """Return the first_day and last_day of each stretch."""
    first = pd.Timestamp(demand.first_day)
    return pd.DataFrame(
        {
            "first_day": first + pd.to_timedelta(runs.start, unit="D"),
            "last_day": first + pd.to_timedelta(runs.end - 1, unit="D"),
        }
    )


def corrections_from(days: pd.DataFrame, *, kind: str) -> pd.DataFrame:
    """Complete rows of first_day, last_day and what else is known to CORRECTIONS of one kind."""
    usual: dict[str, Any] = {
        "sku": WHOLE_SHOP,
        "units": 0.0,
        "factor": 1.0,
        "active": True,
        "note": "",
    }
    missing = {name: value for name, value in usual.items() if name not in days}
    complete = typed(days.assign(**missing, kind=kind), CORRECTIONS)
    return check(complete.astype({"active": bool}), CORRECTIONS)
