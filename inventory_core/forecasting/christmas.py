"""A first season, before a year came back: what sells more before Christmas.

What sold more in the weeks before last Christmas and less after it will do so again. The rise is
laid to Christmas as far as it goes beyond what other weeks rise and fall: of the whole shop, then
of the category beside it, then of the product. Once the season of a year came back, season.py knows
more. A Christmas to come tells nothing yet: its rise may be growth that stays.

Saint Valentine's and Mother's Day were tried likewise: rises that small were mostly chance.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np

from inventory_core.domain.demand import HORIZON_DAYS, Demand, Flags, Numbers, Places

_BEFORE_DAYS = 49
"""So long before Christmas presents are bought."""
_RISING_DAYS, _LAST_DAYS = 34, 5
"""What is bought rises so long; in the last days no parcel would arrive, and it falls."""
_BESIDE_DAYS = 91
"""So far before and after those weeks, days tell what sells without Christmas."""
_FEWEST_BESIDE_DAYS = 28
_MOST_LIFT = 4.0
_HALVINGS = 30
_DOUBT = 4.0
"""A rise twice as large as those of other weeks is not believed yet, a larger one more and more."""
_STEP_DAYS = 14
_FEWEST_OTHERS = 6
_LEAST = 1e-9


def first_season(demand: Demand, *, ahead_days: int = HORIZON_DAYS) -> Numbers:
    """Return what each past and coming day sells relative to a day far from Christmas.

    n × days + ahead; 1 where no Christmas is near, or none that is over shows.
    """
    nearness, lift = _nearness(demand, demand.days + ahead_days), np.zeros(len(demand.skus))
    over = _over(nearness[: demand.days])
    for names in (np.zeros(len(demand.skus)), demand.category, demand.skus):
        season = np.exp(np.outer(lift, nearness[: demand.days]))
        # What sells less before Christmas than at other times was rather sold out, or taken off.
        lift = np.maximum(lift + _lift(demand, season, over, names), 0.0)
    return np.asarray(np.exp(np.outer(lift, nearness)))


def _nearness(demand: Demand, days: int) -> Numbers:
    """Return how near Christmas each of so many days is, from 0 to 1."""
    nearness = np.zeros(days)
    for year in range(demand.first_day.year, demand.first_day.year + days // 365 + 2):
        left = (date(year, 12, 25) - demand.first_day).days - np.arange(days)
        rise = np.clip((_BEFORE_DAYS + 1 - left) / _RISING_DAYS, 0.0, 1.0)
        fall = np.clip(left / _LAST_DAYS, 0.0, 1.0)
        nearness = np.maximum(nearness, rise * fall)
    return nearness


def _over(near: Numbers) -> Numbers:
    """Leave out a Christmas that is still to come."""
    ended = np.flatnonzero((near[:-1] > 0) & (near[1:] == 0))
    return np.where(np.arange(len(near)) <= np.max(ended, initial=-1), near, 0.0)


def _lift(demand: Demand, season: Numbers, near: Numbers, names: np.ndarray) -> Numbers:
    """Return the logarithm of how much more sells right before Christmas, n; one for each name.

    More than before and more than after, whichever is less: what goes on selling more was growth.
    Shrunk as far as it is no more than usual (James and Stein, 1961); 0 where too little is known.
    """
    if not (near > 0).any():
        return np.zeros(len(demand.skus))
    _groups, group = np.unique(names, return_inverse=True)
    exposure = demand.exposure[:, : demand.days] * season
    before, after = (
        _side(demand, exposure, group, _beside(near > 0, after=later)) for later in (False, True)
    )
    lift = np.nan_to_num(np.fmin(before.lift(near), after.lift(near)))
    believed = lift * _belief(after.units, after.shown, near > 0)
    return np.where(after.known, believed[group], 0.0)


@dataclass(frozen=True, eq=False, kw_only=True)
class _Side:
    """What groups of products sold, and would have sold as on the days on one side of Christmas.

    known: of which products these days tell, n. told: of which groups. units, shown: of the
    products of which they tell, groups × days.
    """

    known: Flags
    told: Flags
    units: Numbers
    shown: Numbers

    def lift(self, near: Numbers) -> Numbers:
        """Return how much more they sold near Christmas, groups; NaN where nothing tells."""
        on = near > 0
        solved = _solved(self.units @ on, self.shown[:, on], near[on])
        return np.where(self.told, solved, np.nan)


def _side(demand: Demand, exposure: Numbers, group: Places, days: Flags) -> _Side:
    """Add up the products of each group by what is usual for each on these days.

    So what comes on sale late does not look like a rise.
    """
    known = exposure @ days >= _FEWEST_BESIDE_DAYS
    usual = demand.units @ days / np.maximum(exposure @ days, _FEWEST_BESIDE_DAYS)
    told = np.bincount(group, known) > 0
    units, shown = np.zeros((2, len(told), demand.days))
    np.add.at(units, group, demand.units * known[:, None])
    np.add.at(shown, group, exposure * (usual * known)[:, None])
    return _Side(known=known, told=told, units=units, shown=shown)


def _beside(near: Flags, *, after: bool) -> Flags:
    """Tell which days lie within _BESIDE_DAYS before or after those, and are none of them."""
    reach = np.convolve(near, np.ones(_BESIDE_DAYS + 1))
    if not after:
        reach = np.convolve(near[::-1], np.ones(_BESIDE_DAYS + 1))[: len(near)][::-1]
    return np.asarray((reach[: len(near)] > 0) & ~near)


def _solved(units: Numbers, shown: Numbers, near: Numbers) -> Numbers:
    """Return the lift with which so many units are expected in all, by halving; one a row."""
    low, high = (np.full(len(units), bound) for bound in (-_MOST_LIFT, _MOST_LIFT))
    for _step in range(_HALVINGS):
        middle = (low + high) / 2
        more = (shown * np.exp(np.outer(middle, near))).sum(axis=1) < units
        low, high = np.where(more, middle, low), np.where(more, high, middle)
    return np.asarray((low + high) / 2)


def _belief(units: Numbers, shown: Numbers, near: Flags) -> Numbers:
    """Return from 0 to 1 how far a rise goes beyond what other weeks rise and fall, one a row."""
    day = np.arange(len(near))
    length = int(near.sum() / (np.diff(near.astype(int), prepend=0) == 1).sum())
    windows = (
        (day >= start) & (day < start + length)
        for start in range(0, len(near) - length + 1, _STEP_DAYS)
    )
    others = [window for window in windows if not (window & near).any()]
    if len(others) < _FEWEST_OTHERS:
        return np.zeros(len(units))
    usual = np.mean([_rise(units, shown, near, window) ** 2 for window in others], axis=0)
    rise = _rise(units, shown, near, near)
    return np.asarray(np.maximum(1 - _DOUBT * usual / np.maximum(rise**2, _LEAST), 0.0))


def _rise(units: Numbers, shown: Numbers, near: Flags, window: Flags) -> Numbers:
    """Logarithm of what some days sell by what those around them, far from Christmas, do; rows."""
    around = (_beside(window, after=False) | _beside(window, after=True)) & ~near
    pace = (units @ around + 1) / (shown @ around + 1)
    return np.asarray(np.log((units @ window + 1) / (pace * (shown @ window) + 1)))
