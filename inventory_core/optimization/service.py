"""How often a product may run out: as a chance, as a share of demand served, or as costs decide."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from inventory_core.domain.demand import Numbers
from inventory_core.domain.distribution import Distribution

_A_SHARE, _B_SHARE = 0.80, 0.95
STEADY, VARYING = 0.5, 1.0
"""Standard deviation of demand over its mean, up to which a product is X, and up to which Y."""
_LEAST = 1e-9


def stock_for_fill_rate(demand: Distribution, *, lot: Numbers, fill_rate: Numbers) -> Numbers:
    """Return the stock at which so large a share of demand is served from the shelf, n.

    In each cycle of one lot at most (1 − fill rate) of the lot may be asked for in vain.
    Source: Silver, Pyke and Thomas, Inventory and Production Management, section 6.7.
    """
    allowed = (1 - fill_rate) * np.maximum(lot, _LEAST)
    short = demand.expected_short(demand.units)  # at a stock of each outcome; falls along rows
    rows = np.arange(len(short))
    after = np.clip((short > allowed[:, None]).sum(axis=1), 1, short.shape[1] - 1)
    low, high = demand.units[rows, after - 1], demand.units[rows, after]
    fall = short[rows, after - 1] - short[rows, after]
    share = (short[rows, after - 1] - allowed) / np.maximum(fall, _LEAST)
    return np.asarray(low + np.clip(share, 0.0, 1.0) * (high - low))


def stockouts_a_year(
    demand: Distribution, stock: Numbers, *, lot: Numbers, demand_rate: Numbers
) -> Numbers:
    """Return how often a year stock runs out before the next order arrives, n."""
    cycles = demand_rate / np.maximum(lot, 1.0)
    return np.asarray((1 - demand.chance(stock)) * cycles)


def profit_classes(profit: Numbers) -> npt.NDArray[np.str_]:
    """Sort products into A, B and C: those with 80 % of all profit, the next 15 %, the rest, n.

    >>> profit_classes(np.array([80.0, 15.0, 5.0, 0.0])).tolist()
    ['A', 'B', 'C', 'C']
    """
    gained = np.nan_to_num(np.maximum(profit, 0.0))
    order = np.argsort(-gained, kind="stable")
    before = (gained[order].cumsum() - gained[order]) / max(gained.sum(), _LEAST)
    classes = np.empty(len(gained), dtype="U1")
    classes[order] = np.select([before < _A_SHARE, before < _B_SHARE], ["A", "B"], "C")
    classes[gained <= 0] = "C"
    return classes


def steadiness_classes(demand: Distribution) -> npt.NDArray[np.str_]:
    """Sort products into X, Y and Z by how well their demand can be foreseen, n."""
    varies = variation(demand)
    return np.asarray(np.select([varies <= STEADY, varies <= VARYING], ["X", "Y"], "Z"))


def variation(demand: Distribution) -> Numbers:
    """Return the standard deviation of demand over its mean, n."""
    return np.asarray(np.sqrt(demand.variance) / np.maximum(demand.outcome_mean, _LEAST))


def level_table(levels: Sequence[float]) -> pd.DataFrame:
    """Lay out the levels of CLASS_NAMES: steadiness across, profit down (CLASS_LEVELS).

    >>> level_table((0.98, 0.96, 0.92, 0.96, 0.94, 0.90, 0.92, 0.88, 0.80)).loc["B", "steady"]
    np.float64(0.96)
    """
    names = ("steady", "varying", "erratic")
    columns = {name: levels[place::3] for place, name in enumerate(names)}
    return pd.DataFrame(columns, index=list("ABC"))


def levels_of(table: pd.DataFrame) -> tuple[float, ...]:
    """Return the levels of such a table in the order of CLASS_NAMES."""
    return tuple(table.to_numpy().ravel().round(4).tolist())
