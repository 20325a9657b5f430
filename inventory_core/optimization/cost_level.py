"""Costs decide how sure it should be that stock lasts from one arrival to the next.

With lost sales a unit more waits until stock runs out for the next time, and then brings its
margin. So the order is right at which keeping a unit until then costs just its margin: after so
many arrivals on average should stock run out once as a lost sale costs times what keeping a unit
from one arrival to the next does. (The first-order condition of the lost-sales problem; where
nothing is under way when an order is placed it is the newsvendor's critical ratio: Arrow, Harris
and Marschak 1951.)

Stretches from an order to the arrival of the next overlap, so luck lasts: after one that sold
little there is plenty for the next. That makes it longer until stock runs out than chance alone
would. How much longer stands in a table of the first passage of moving averages of independent
normal numbers over a level.
"""

import numpy as np
import numpy.typing as npt

from inventory_core.domain.demand import Numbers

LEVELS = np.array([0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.975, 0.99, 0.995])
"""Chance that a moving average stays below, once."""
WINDOWS = np.array([1, 2, 3, 4, 6, 9, 14, 20])
"""Numbers that each moving average is of."""
PASSAGES = np.array(
    [
        [0.111, 0.429, 1.0, 2.333, 4.0, 9.0, 19.0, 39.0, 99.0, 199.0],
        [0.15, 0.61, 1.44, 3.32, 5.40, 11.9, 23.8, 46.2, 109, 215],
        [0.18, 0.75, 1.81, 4.11, 6.71, 14.1, 28.2, 54.1, 127, 251],
        [0.21, 0.89, 2.17, 4.92, 8.12, 17.2, 33.9, 64.3, 149, 284],
        [0.27, 1.24, 2.96, 6.75, 11.1, 22.9, 43.8, 80.6, 182, 345],
        [0.33, 1.58, 3.90, 8.90, 14.7, 30.2, 58.5, 107, 236, 438],
        [0.46, 2.19, 5.75, 13.3, 22.0, 44.6, 84.0, 150, 330, 605],
        [0.58, 2.86, 7.30, 17.5, 28.4, 57.5, 109, 199, 421, 776],
    ]
)
"""How many moving averages stay below on average before the first that does not, windows × levels.

Simulated, but for the first row, which is level ÷ (1 − level)."""

_ROUNDS = 4


def level_by_costs(
    *, lost_sale_cost: npt.ArrayLike, keeping_cost: npt.ArrayLike, lead_time_cycles: npt.ArrayLike
) -> Numbers:
    """Return the chance of lasting from one arrival to the next that costs least, n.

    What is lost while stock is out leaves no trace, so the overlap counts as far as demand is
    served. At most the highest of LEVELS, none where a lost sale costs nothing.

    Args:
        lost_sale_cost: money that a unit less loses when stock runs out, n.
        keeping_cost: money for keeping a unit from one arrival to the next, n.
        lead_time_cycles: lead time over the time from one arrival to the next, n.

    >>> found = level_by_costs(lost_sale_cost=[4, 4, 0], keeping_cost=1, lead_time_cycles=[0, 2, 0])
    >>> found.round(2)
    array([0.8 , 0.72, 0.  ])
    """
    lost, kept, overlap = np.broadcast_arrays(
        *(
            np.asarray(each, dtype=float)
            for each in (lost_sale_cost, keeping_cost, lead_time_cycles)
        )
    )
    with np.errstate(divide="ignore"):
        arrivals = np.log(np.maximum(lost, 0.0) / np.maximum(kept, 1e-12))
    level = np.full(arrivals.shape, LEVELS[-1])
    for _round in range(_ROUNDS):
        level = _level(arrivals, window=1 + overlap * level)
    return np.where(lost > 0, np.minimum(level, LEVELS[-1]), 0.0)


def _level(log_arrivals: Numbers, *, window: Numbers) -> Numbers:
    """Read the table backwards: the level that is passed after so many arrivals, n."""
    place = np.interp(np.log(window), np.log(WINDOWS), np.arange(len(WINDOWS)))
    low = np.minimum(place.astype(np.int64), len(WINDOWS) - 2)
    share = (place - low)[:, None]
    table = np.log(PASSAGES)
    passages = table[low] * (1 - share) + table[low + 1] * share
    odds = np.log(LEVELS / (1 - LEVELS))
    found = np.array(
        [np.interp(at, row, odds) for at, row in zip(log_arrivals, passages, strict=True)]
    )
    below = np.exp(log_arrivals - passages[:, 0]) * LEVELS[0]  # towards 0 in proportion
    return np.where(log_arrivals < passages[:, 0], below, 1 / (1 + np.exp(-found)))
