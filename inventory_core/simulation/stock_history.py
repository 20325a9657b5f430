"""What really happened to a shop's stock, day by day, as the ledger of its moves tells.

Before the first count stock falls by what was sold and by nothing else. What came is what the
ledger shows beyond that. Sales were lost only on days without stock that the corrections of demand,
too, take for sold out, as counted or as too long a silence tells.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np
import numpy.typing as npt
import pandas as pd

from inventory_core.domain.demand import Demand, Numbers
from inventory_core.domain.frames import STOCK, check
from inventory_core.ledger.moves import DailyStock, daily_stock

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
    demand: Demand,
    *,
    sold: Demand,
    counts: pd.DataFrame,
    moves: pd.DataFrame,
    days: int,
    shop_exposure: Numbers,
) -> RealPast:
    """Find out what happened to the products whose counts tell it.

    Those are the ones that sold before these days and were counted so often that no five weeks
    are without a count. A product that lies in several places is counted on days on which all of
    them were.

    Args:
        demand: usual demand of all products.
        sold: the same, as sold; what stock falls by.
        counts: STOCK, one row per place, product and day of a count.
        moves: MOVES.
        days: how many of the last days are looked at.
        shop_exposure: usual days' demand that the shop as a whole shows on each day, from the
            first one on; 0 where it is closed.
    """
    begin = demand.days - days
    rows = [
        row
        for row, counted in _days_counted(counts, demand, since=begin - LONGEST_GAP_DAYS)
        if demand.launched[row] < begin
        and _longest_gap(counted, begin, demand.days) <= LONGEST_GAP_DAYS
    ]
    chosen = np.array(rows, dtype=np.int64)
    selling = sold.units[chosen, begin - 1 :]
    told = daily_stock(
        moves,
        demand.skus[chosen],
        first_day=demand.first_day + timedelta(days=begin - 1),
        days=days + 1,
    )
    stock = np.maximum(_with_days_before(told, selling), 0.0)
    before, on_hand = stock[:, 0], stock[:, 1:]
    arrived = np.maximum(np.diff(stock, axis=1) + selling[:, 1:], 0.0)
    out = _without_stock(before, on_hand, selling[:, 1:])
    return RealPast(
        skus=demand.skus[chosen],
        before=before,
        on_hand=on_hand,
        arrived=arrived,
        lost=_lost(demand.select(chosen), out, shop_exposure[begin : demand.days]),
    )


def _days_counted(
    counts: pd.DataFrame, demand: Demand, *, since: int
) -> Iterator[tuple[int, Positions]]:
    """Yield rows of products with the days on which all of their places were counted."""
    told = check(counts, STOCK)
    column = (told["day"] - pd.Timestamp(demand.first_day)).dt.days
    inside = told["sku"].isin(demand.skus) & (column >= max(since, 0)) & (column < demand.days)
    told = told.assign(column=column)[inside]
    places = told.groupby("sku")["place"].nunique()
    held = told.groupby(["sku", "column"])["place"].nunique().reset_index()
    held = held[held["place"] == held["sku"].map(places)]
    for sku, counted in held.groupby("sku"):
        yield int(np.searchsorted(demand.skus, str(sku))), counted["column"].to_numpy()


def _longest_gap(counted: Positions, begin: int, end: int) -> int:
    """Return the most days without a count, from the evening before the first to the last day."""
    latest = max(int(np.searchsorted(counted, begin - 1, side="right")) - 1, 0)
    first = min(int(counted[latest]), begin - 1)
    return int(np.diff([first, *counted[latest:], end - 1]).max())


def _with_days_before(told: DailyStock, sold: Numbers) -> Numbers:
    """Return stock with the days before the first count, when it fell by what was sold."""
    first = told.known.argmax(axis=1)
    so_far = sold.cumsum(axis=1)
    each = np.arange(len(sold))
    then = told.on_hand[each, first][:, None] + so_far[each, first][:, None] - so_far
    return np.where(told.known, told.on_hand, then)


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
