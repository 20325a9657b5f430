"""Days on which a product was sold out: as its stock was counted, or as its silence tells.

A stretch without a sale tells of a stockout where it is all but impossible at the pace at which the
product sold before and after. A slow seller's silence tells nothing. A long silence is no stockout
but the end of a season or of the product, and counts as demand of none.

A product that is still silent may be back tomorrow or never. Its usual pace is kept, and for some
weeks to come as much of it is expected as chances are that it is back.
"""

import numpy as np
import pandas as pd
from scipy.special import betaln

from inventory_core.corrections.ranges import (
    Flags,
    Runs,
    corrections_from,
    days_of,
    marked,
    runs_of,
)
from inventory_core.corrections.weekdays import open_days
from inventory_core.domain.demand import Demand, Numbers, so_far
from inventory_core.domain.frames import STOCK, STOCKOUTS, check

SOLD_OUT = "sold out"
NOT_BACK = "not back"
COUNTED = "counted"
"""Note of a stockout that was counted, not inferred."""

_CHANCE = 0.001
"""Of a false alarm in all of one product's history."""
_NEAR_DAYS = 14
_WINDOWS_DAYS = (_NEAR_DAYS, 28, 56)
"""The pace before and after is taken over each of these; the slowest of them counts."""
_SHORTEST_DAYS, _LONGEST_DAYS = 3, 42
_LONGEST_OPEN_DAYS = 21
"""A product that is silent for longer, up to the last day, is taken for given up."""
_BACK_DAYS, _WAIT_DAYS = 5.0, 28
"""After so many silent days chances are even that it is back in the weeks to come. On the earlier
days of M5 the share that came back fell from a half after a week to a fifth after three."""
_MOSTLY_SHOWN = 0.8
"""A day that shows less of the usual demand, as where a channel is not known yet, is no silence."""
_ROUNDS = 2
"""The second round finds what stockouts next to it hid in the first."""


def inferred_stockouts(demand: Demand) -> Runs:
    """Return the stretches in which each product was probably sold out.

    Days that show little (the shop was closed, a channel is not known yet) or are a weekday without
    business neither show the pace nor count as silence.
    """
    sold = demand.units > 0
    shown = demand.exposure[:, : demand.days] > _MOSTLY_SHOWN
    open_for = shown & (open_days(demand) | sold)
    silent = runs_of(~sold & (np.arange(demand.days) >= demand.launched[:, None]))
    found = silent.where(np.zeros(len(silent.row), dtype=bool))
    for _round in range(_ROUNDS):
        tried = open_for & ~marked(found, sold.shape)
        unknown = ~np.isin(_ids(silent, demand), _ids(found, demand))
        found = _joined(found, _improbable(silent.where(unknown), sold, tried, demand.launched))
    return found


def _ids(runs: Runs, demand: Demand) -> np.ndarray:
    return runs.row * demand.days + runs.start


def _joined(first: Runs, second: Runs) -> Runs:
    return Runs(
        row=np.concatenate([first.row, second.row]),
        start=np.concatenate([first.start, second.start]),
        end=np.concatenate([first.end, second.end]),
    )


def _improbable(silent: Runs, sold: Flags, tried: Flags, launched: np.ndarray) -> Runs:
    """The stretches too long to be chance, and not too long to be a stockout."""
    days = sold.shape[1]
    sales, trials = so_far((sold & tried).astype(float)), so_far(tried.astype(float))
    looks = np.bincount(silent.row, minlength=len(sold))[silent.row]
    length = silent.end - silent.start
    longest = np.where(silent.end < days, _LONGEST_DAYS, _LONGEST_OPEN_DAYS)
    possible = (length >= _SHORTEST_DAYS) & (length <= longest)
    silent, looks = silent.where(possible), looks[possible]
    silence, ended = silent.total(trials), silent.end < days
    surprising = np.ones(len(silence), dtype=bool)
    for window in _WINDOWS_DAYS:
        begin = np.maximum(silent.start - window, launched[silent.row])
        before = Runs(row=silent.row, start=begin, end=silent.start)
        after = Runs(row=silent.row, start=silent.end, end=np.minimum(silent.end + window, days))
        chance = _chance_of_silence(silence, before.total(sales), before.total(trials))
        back = _chance_of_silence(silence, after.total(sales), after.total(trials))
        # A stretch that reaches the last day has nothing after it.
        chance = np.where(ended, np.maximum(chance, back), chance)
        # A fortnight tells too little to bear out many looks; it shows sales that die away.
        surprising &= chance < (_CHANCE if window == _NEAR_DAYS else _CHANCE / looks)
    return silent.where(surprising)


def _chance_of_silence(silence: Numbers, sales: Numbers, trials: Numbers) -> Numbers:
    """Chance of so many days without a sale, after sales on so many of the days tried.

    Beta-binomial, with half a day of either kind known beforehand: the fewer days were tried, the
    less a silence surprises.
    """
    none = trials - sales + 0.5
    return np.asarray(np.exp(betaln(sales + 0.5, none + silence) - betaln(sales + 0.5, none)))


def sold_out(
    demand: Demand, *, known: pd.DataFrame, counts: pd.DataFrame, lost_share: float
) -> pd.DataFrame:
    """Return when each product was sold out (CORRECTIONS).

    Args:
        demand: without bulk orders; closed days have no exposure.
        known: STOCKOUTS, as counted. They stand for any inferred one that they touch.
        counts: STOCK, all counts; what was counted as there was not sold out.
        lost_share: share of sales really lost when sold out.
    """
    counted = check(known, STOCKOUTS)
    counted = counted[counted["sku"].isin(demand.skus)]
    runs = inferred_stockouts(demand)
    inferred = days_of(runs, demand).assign(sku=demand.skus[runs.row])
    inferred = inferred[~_touched(inferred, counted) & ~_was_there(inferred, demand, counts)]
    parts = [counted.assign(note=COUNTED), inferred.assign(note="")]
    found = pd.concat(parts, ignore_index=True).assign(factor=1.0 - lost_share)
    waiting = _not_back(inferred, demand, lost_share)
    return pd.concat([corrections_from(found, kind=SOLD_OUT), waiting], ignore_index=True)


def _not_back(inferred: pd.DataFrame, demand: Demand, lost_share: float) -> pd.DataFrame:
    """What to expect of products that are still silent, in the weeks to come (CORRECTIONS)."""
    start = pd.Timestamp(demand.start)
    still = inferred[inferred["last_day"] == start - pd.Timedelta(days=1)]
    silent_days = (start - still["first_day"]).dt.days
    share = _BACK_DAYS / (_BACK_DAYS + silent_days)
    days = still.assign(first_day=start, last_day=start + pd.Timedelta(days=_WAIT_DAYS - 1))
    return corrections_from(days.assign(factor=1 - lost_share * (1 - share)), kind=NOT_BACK)


def _touched(ranges: pd.DataFrame, others: pd.DataFrame) -> np.ndarray:
    """Tell which ranges share a day with another one of the same product."""
    pairs = ranges.reset_index().merge(others, on="sku", suffixes=("", "_other"))
    common = (pairs["first_day"] <= pairs["last_day_other"]) & (
        pairs["last_day"] >= pairs["first_day_other"]
    )
    return np.isin(ranges.index, pairs.loc[common, "index"])


def _was_there(ranges: pd.DataFrame, demand: Demand, counts: pd.DataFrame) -> np.ndarray:
    """Tell in which ranges some was left: of the last count, less what was sold since."""
    if counts.empty or ranges.empty:
        return np.zeros(len(ranges), dtype=bool)
    held = check(counts, STOCK).groupby(["sku", "day"])["on_hand"].sum().reset_index()
    last = pd.merge_asof(
        ranges.reset_index().sort_values("last_day"),
        held.rename(columns={"day": "counted"}).sort_values("counted"),
        left_on="last_day",
        right_on="counted",
        by="sku",
    ).set_index("index")
    last = last.reindex(ranges.index)
    first = pd.Timestamp(demand.first_day)
    since = (last["counted"].fillna(first) - first).dt.days.to_numpy() + 1
    until = (ranges["first_day"] - first).dt.days.to_numpy()
    since = np.clip(since, 0, until)
    row = np.searchsorted(demand.skus, ranges["sku"].to_numpy(dtype=str))
    sales = so_far(demand.units)
    left = last["on_hand"].to_numpy() - (sales[row, until] - sales[row, since])
    return np.asarray(last["on_hand"].notna().to_numpy() & (left > 0))
