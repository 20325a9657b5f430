"""Days on which a product was sold out: as its stock was counted, or as its silence tells.

A stretch without a sale tells of a stockout where it is all but impossible at the pace at which the
product sold before and after. A slow seller's silence tells nothing. A long silence is no stockout
but the end of a season or of the product, and counts as demand of none.

A product that is still silent may be back tomorrow or never. Its usual pace is kept, and for some
weeks to come as much of it is expected as chances are that it is back. Where the newest count says
that none is left, why it is silent is known, and nothing is taken off.
"""

import numpy as np
import pandas as pd
from scipy.special import betaln

from inventory_core.corrections.ranges import (
    Flags,
    Runs,
    columns_of,
    corrections_from,
    days_of,
    marked,
    runs_of,
)
from inventory_core.corrections.stockouts import held
from inventory_core.corrections.weekdays import open_days
from inventory_core.domain.demand import Demand, Numbers, chance_back, so_far
from inventory_core.domain.frames import STOCKOUTS, check

SOLD_OUT = "sold out"
NOT_BACK = "not back"
COUNTED = "counted"
"""Note of a stockout that was counted, not inferred."""

_CHANCE = 0.001
"""Of a false alarm in all of one product's history."""
_EMPTY_CHANCE = 0.1
"""Where none is left by the newest count, a shorter silence up to it tells that, too."""
_NEAR_DAYS = 14
_WINDOWS_DAYS = (_NEAR_DAYS, 28, 56)
"""The pace before and after is taken over each of these; the slowest of them counts."""
_SHORTEST_DAYS, _LONGEST_DAYS = 3, 42
_LONGEST_OPEN_DAYS = 21
"""A product that is silent for longer, up to the last day, is taken for given up."""
_LONGEST_EMPTY_DAYS = 91
"""Where none is left by the newest count, it takes a whole season to be taken for given up."""
_WAIT_DAYS = 28
_MOSTLY_SHOWN = 0.8
"""A day that shows less of the usual demand, as where a channel is not known yet, is no silence."""
_ROUNDS = 2
"""The second round finds what stockouts next to it hid in the first."""


def inferred_stockouts(demand: Demand, *, empty: Flags | None = None) -> Runs:
    """Return the stretches in which each product was probably sold out.

    Days that show little (the shop was closed, a channel is not known yet) or are a weekday without
    business neither show the pace nor count as silence.

    Args:
        demand: the history of n products.
        empty: of which products none is left, n; nothing is known of it where left out.
    """
    sold, shown = demand.units > 0, _mostly_shown(demand)
    open_for = shown & (open_days(demand) | sold)
    silent = runs_of(~sold & (np.arange(demand.days) >= demand.launched[:, None]))
    chance = _CHANCE / np.bincount(silent.row, minlength=len(sold))[silent.row]
    length, shortest = silent.total(so_far(shown)), np.full(len(silent.row), _SHORTEST_DAYS)
    longest = np.where(silent.end < demand.days, _LONGEST_DAYS, _LONGEST_OPEN_DAYS)
    if empty is not None:
        explained = (silent.end == demand.days) & empty[silent.row]
        longest = np.where(explained, _LONGEST_EMPTY_DAYS, longest)
        shortest = np.where(explained, 1, shortest)
        chance = np.where(explained, _EMPTY_CHANCE, chance)
    possible = (length >= shortest) & (length <= longest)
    silent, chance = silent.where(possible), chance[possible]
    found = np.zeros(len(silent.row), dtype=bool)
    for _round in range(_ROUNDS):
        tried = open_for & ~marked(silent.where(found), sold.shape)
        found |= _improbable(silent, sold, tried, demand.launched, chance)
    return silent.where(found)


def _mostly_shown(demand: Demand) -> Flags:
    return np.asarray(demand.exposure[:, : demand.days] > _MOSTLY_SHOWN)


def _improbable(
    silent: Runs, sold: Flags, tried: Flags, launched: np.ndarray, allowed: Numbers
) -> Flags:
    """Tell which stretches are too long to be chance."""
    days = sold.shape[1]
    sales, trials = so_far((sold & tried).astype(float)), so_far(tried.astype(float))
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
        surprising &= chance < (np.maximum(allowed, _CHANCE) if window == _NEAR_DAYS else allowed)
    return np.asarray(surprising)


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
    gone = _none_left(demand, counts)
    runs = _apart(inferred_stockouts(demand, empty=gone), counted, demand)
    inferred = days_of(runs, demand).assign(
        sku=demand.skus[runs.row],
        silent_days=runs.total(so_far(_mostly_shown(demand))),
        waiting=(runs.end == demand.days) & ~gone[runs.row],
    )
    inferred = inferred[~_was_there(inferred, demand, counts)]
    parts = [counted.assign(note=COUNTED), inferred.assign(note="")]
    found = pd.concat(parts, ignore_index=True).assign(factor=1.0 - lost_share)
    waiting = _not_back(inferred[inferred["waiting"]], demand, lost_share)
    return pd.concat([corrections_from(found, kind=SOLD_OUT), waiting], ignore_index=True)


def _not_back(still: pd.DataFrame, demand: Demand, lost_share: float) -> pd.DataFrame:
    """What to expect of products that are still silent, in the weeks to come (CORRECTIONS)."""
    start = pd.Timestamp(demand.start)
    share = chance_back(still["silent_days"])
    days = still.assign(first_day=start, last_day=start + pd.Timedelta(days=_WAIT_DAYS - 1))
    return corrections_from(days.assign(factor=1 - lost_share * (1 - share)), kind=NOT_BACK)


def _apart(runs: Runs, counted: pd.DataFrame, demand: Demand) -> Runs:
    """What of these stretches was not counted, where that is more than some days around."""
    start, end = columns_of(counted, demand, days=demand.days)
    row = np.searchsorted(demand.skus, counted["sku"].to_numpy(dtype=str))
    known = marked(Runs(row=row, start=start, end=end), demand.units.shape)
    touched = runs.total(so_far(known)) > 0
    around = runs_of(marked(runs.where(touched), known.shape) & ~known)
    around = around.where(around.end - around.start >= _SHORTEST_DAYS)
    return runs_of(marked(runs.where(~touched), known.shape) | marked(around, known.shape))


def _none_left(demand: Demand, counts: pd.DataFrame) -> Flags:
    """Tell of which products none was left when they were last counted, and none sold since, n."""
    newest = pd.DataFrame({"sku": demand.skus}).merge(
        held(counts).sort_values("day").drop_duplicates("sku", keep="last"), on="sku", how="left"
    )
    last_sale = pd.Timestamp(demand.start) - pd.to_timedelta(demand.days_since_sale(), unit="D")
    return np.asarray((newest["on_hand"] <= 0) & (newest["day"] >= last_sale))


def _was_there(ranges: pd.DataFrame, demand: Demand, counts: pd.DataFrame) -> np.ndarray:
    """Tell in which ranges some was left: of the last count, less what was sold since."""
    if counts.empty or ranges.empty:
        return np.zeros(len(ranges), dtype=bool)
    last = pd.merge_asof(
        ranges.reset_index().sort_values("last_day"),
        held(counts).rename(columns={"day": "counted"}).sort_values("counted"),
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
