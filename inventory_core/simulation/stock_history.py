"""What really happened to a shop's stock, day by day, as the counts of it tell.

From one count to the next, stock falls by what was sold. Where the next count shows more than that
leaves, the rest arrived in between as one delivery: on the day on which stock would else have
fallen below zero, and where it would not have, on the day of that count. Where the count shows
less, what is missing was there until then. Before the first count and after the last one, stock
falls by what was sold and by nothing else; where more was sold than was there, just that much
arrived.

So what counts leave open is decided in favour of what happened: the latest day and the fewest
deliveries. Sales were lost only on days without stock that the corrections of demand, too, take
for sold out, as counted or as too long a silence tells.
"""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from inventory_core.domain.demand import Demand, Numbers
from inventory_core.domain.frames import STOCK, check

Positions = npt.NDArray[np.int64]

LONGEST_GAP_DAYS = 35
"""Who counts once a month tells enough; in a longer gap several deliveries would pass for one."""


@dataclass(frozen=True, eq=False, kw_only=True)
class RealPast:
    """What happened to n products on the last T days, in units.

    skus: n, sorted. before: on hand on the evening before, n. on_hand: at the end of each day,
    n × T. arrived: n × T. lost: usual demand of days on which it was sold out, n × T, in whole
    units.
    """

    skus: npt.NDArray[np.str_]
    before: Numbers
    on_hand: Numbers
    arrived: Numbers
    lost: Numbers

    def of(self, skus: npt.NDArray[np.str_]) -> "RealPast":
        """Return what happened to some of the products, in their order."""
        rows = np.searchsorted(self.skus, skus)
        return RealPast(**{name: value[rows] for name, value in vars(self).items()})


def real_past(
    demand: Demand, *, sold: Demand, counts: pd.DataFrame, days: int, shop_exposure: Numbers
) -> RealPast:
    """Find out what happened to the products whose counts tell it.

    Those are the ones that sold before these days and were counted so often that no five weeks
    are without a count. A product that lies in several places is counted on days on which all of
    them were.

    Args:
        demand: usual demand of all products.
        sold: the same, as sold; what stock falls by.
        counts: STOCK, one row per place, product and day of a count.
        days: how many of the last days are looked at.
        shop_exposure: usual days' demand that the shop as a whole shows on each day, from the
            first one on; 0 where it is closed.
    """
    begin = demand.days - days
    rows, paths = [], []
    for sku, counted in _whole_counts(counts, demand, begin - LONGEST_GAP_DAYS).groupby("sku"):
        row = int(np.searchsorted(demand.skus, str(sku)))
        points = _points(counted, sold.units[row], begin)
        if demand.launched[row] < begin and np.diff(points[0]).max() <= LONGEST_GAP_DAYS:
            rows.append(row)
            paths.append(_path(points, sold.units[row], begin))
    chosen = np.array(rows, dtype=np.int64)
    before, on_hand, arrived = _stacked(paths, days)
    out = _without_stock(before, on_hand, sold.units[chosen, begin:])
    return RealPast(
        skus=demand.skus[chosen],
        before=before,
        on_hand=on_hand,
        arrived=arrived,
        lost=_lost(demand.select(chosen), out, shop_exposure[begin : demand.days]),
    )


def _whole_counts(counts: pd.DataFrame, demand: Demand, since: int) -> pd.DataFrame:
    """Days on which all places of a product were counted, in order: sku, column and on_hand."""
    told = check(counts, STOCK)
    column = (told["day"] - pd.Timestamp(demand.first_day)).dt.days
    inside = told["sku"].isin(demand.skus) & (column >= max(since, 0)) & (column < demand.days)
    told = told.assign(column=column, on_hand=told["on_hand"].clip(lower=0.0))[inside]
    places = told.groupby("sku")["place"].nunique()
    held = told.groupby(["sku", "column"]).agg(
        on_hand=("on_hand", "sum"), places=("place", "nunique")
    )
    held = held.reset_index()
    return held[held["places"] == held["sku"].map(places)]


def _points(counted: pd.DataFrame, sold: Numbers, begin: int) -> tuple[Positions, Numbers]:
    """Days and units from which the path is drawn: the counts, the evening before, the last day."""
    column, units = counted["column"].to_numpy(), counted["on_hand"].to_numpy()
    latest = max(int(np.searchsorted(column, begin - 1, side="right")) - 1, 0)
    column, units = column[latest:], units[latest:]
    if column[0] >= begin:
        first = units[0] + sold[begin : column[0] + 1].sum()
        column, units = np.append(begin - 1, column), np.append(first, units)
    last = max(units[-1] - sold[column[-1] + 1 :].sum(), 0.0)
    if column[-1] < len(sold) - 1:
        column, units = np.append(column, len(sold) - 1), np.append(units, last)
    return column, units


def _path(
    points: tuple[Positions, Numbers], sold: Numbers, begin: int
) -> tuple[float, Numbers, Numbers]:
    """Stock on the evening before, stock at the end of each day from then on, and arrivals."""
    column, units = points
    parts = [
        _between(units[at], units[at + 1], sold[column[at] + 1 : column[at + 1] + 1])
        for at in range(len(column) - 1)
    ]
    stock = np.concatenate([units[:1], *(part[0] for part in parts)])
    arrived = np.concatenate([np.zeros(1), *(part[1] for part in parts)])
    skipped = begin - 1 - int(column[0])
    return float(stock[skipped]), stock[skipped + 1 :], arrived[skipped + 1 :]


def _between(before: float, after: float, sold: Numbers) -> tuple[Numbers, Numbers]:
    """Stock and arrivals of each day from the day after a count to the day of the next one."""
    falling = before - sold.cumsum()
    arrived = np.zeros(len(sold))
    came = after - falling[-1]
    if came > 0:
        below = np.flatnonzero(falling < 0)
        arrived[below[0] if below.size else -1] = came
    stock = falling + arrived.cumsum()
    stock[-1] = after
    return stock, arrived


def _stacked(
    paths: list[tuple[float, Numbers, Numbers]], days: int
) -> tuple[Numbers, Numbers, Numbers]:
    none = np.zeros((0, days))
    return (
        np.array([before for before, _, _ in paths], dtype=float),
        np.vstack([none, *(on_hand for _, on_hand, _ in paths)]),
        np.vstack([none, *(arrived for _, _, arrived in paths)]),
    )


def _without_stock(before: Numbers, on_hand: Numbers, sold: Numbers) -> npt.NDArray[np.bool_]:
    """Tell the days on which there was nothing to sell from morning to night, n × days."""
    morning = np.concatenate([before[:, None], on_hand[:, :-1]], axis=1)
    return np.asarray((morning <= 0) & (on_hand <= 0) & (sold == 0))


def _lost(demand: Demand, out: npt.NDArray[np.bool_], shop_exposure: Numbers) -> Numbers:
    """Usual demand of days without stock, as far as they show less of it than the whole shop."""
    last = slice(demand.days - out.shape[1], demand.days)
    exposure = demand.exposure.copy()
    missing = np.where(out, np.maximum(shop_exposure - exposure[:, last], 0.0), 0.0)
    exposure[:, last] = np.where(missing > 0, 0.0, exposure[:, last])
    usual = replace(demand, exposure=exposure).usual_units()[:, last]
    return _whole_units(missing * usual)


def _whole_units(daily: Numbers) -> Numbers:
    """Round to whole units day by day, so that no more than half a unit is missing in the end.

    >>> _whole_units(np.array([[0.4, 0.4, 0.4, 0.4]]))
    array([[0., 1., 0., 1.]])
    """
    return np.diff(np.floor(daily.cumsum(axis=1) + 0.5), prepend=0.0)
