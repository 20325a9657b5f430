"""What a product sells a day: exponential averages, some quick and some slow, for every past day.

A lull too long for chance is no news about the level: the product was probably sold out or taken
off. Averages hold their level through it, and whether it comes back is another question.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from inventory_core.domain.demand import Demand, Numbers

_PRIOR_DAYS = 7.0
"""A new product counts as having sold like a typical one for so many days before its launch."""
_YOUNG_DAYS = 28
_LEAST_WEIGHT = 1e-6
"""Long days sold out leave an average with next to nothing to stand on, but not with nothing."""
_CHANCE = 14.0
"""Minus the logarithm of the chance of a lull that is no chance: one in a million."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Averages:
    """The averages of n products before each day.

    levels: smoothing × n × days + 1, units per average day. lull_days: n × days + 1, days since
    the last sale where they are too many for chance, else 0.
    """

    levels: npt.NDArray[np.float32]
    lull_days: npt.NDArray[np.int32]


def averages(demand: Demand, shown: Numbers, smoothing: Numbers, *, usual: float) -> Averages:
    """Run exponential averages over the history of n products.

    Args:
        demand: the history.
        shown: what each day shows, n × days at least.
        smoothing: weight of the newest day in each average.
        usual: the one of them by whose average lulls are judged.
    """
    products, days = demand.units.shape
    judging = int(np.flatnonzero(smoothing == usual)[0])
    odds = _surprise_per_unit(demand)
    fade = 1 - np.asarray(smoothing)[:, None]
    units = np.tile(_PRIOR_DAYS * _prior(demand, shown), (len(fade), 1))
    weight = np.full(units.shape, _PRIOR_DAYS)
    sold_units, sold_weight = units, weight
    silence, missed = np.zeros(products, dtype=np.int32), np.zeros(products)
    levels = np.empty((*units.shape, days + 1), dtype=np.float32)
    lull_days = np.zeros((products, days + 1), dtype=np.int32)
    for day in range(days + 1):
        lull = missed * odds > _CHANCE
        levels[:, :, day] = np.where(lull, sold_units / sold_weight, units / weight)
        lull_days[:, day] = np.where(lull, silence, 0)
        if day == days:
            break
        sold = demand.units[:, day] > 0
        # Back from a lull: what was known before it counts again.
        back = lull & sold
        units, weight = np.where(back, sold_units, units), np.where(back, sold_weight, weight)
        on_sale = day >= demand.launched
        kept = np.where(on_sale, fade, 1.0)
        units = kept * units + demand.units[:, day]
        weight = np.maximum(kept * weight + shown[:, day], _LEAST_WEIGHT)
        sold_units = np.where(sold, units, sold_units)
        sold_weight = np.where(sold, weight, sold_weight)
        # A day that shows nothing, such as one in no file, is no silence.
        told = np.minimum(demand.exposure[:, day], 1.0)
        silence = np.where(sold | ~on_sale, 0, silence + (told > 0))
        usual_rate = sold_units[judging] / sold_weight[judging]
        missed = np.where(sold | ~on_sale, 0.0, missed + told * usual_rate)
    return Averages(levels=levels, lull_days=lull_days)


def _prior(demand: Demand, shown: Numbers) -> Numbers:
    """Units a day that a product is taken to have sold before its launch."""
    # The day of a first sale always has one, so a rate over few days would promise too much.
    rate = demand.units.sum(axis=1) / np.maximum(shown[:, : demand.days].sum(axis=1), _YOUNG_DAYS)
    launch = demand.units[np.arange(len(rate)), demand.launched]
    return np.asarray(np.minimum(np.median(rate), launch) if len(rate) else launch)


def _surprise_per_unit(demand: Demand) -> Numbers:
    """How much each expected unit that does not come speaks against chance, n.

    A negative binomial count of this mean is nothing with chance φ^(−mean/(φ−1)), where φ is
    variance over mean; for a Poisson count that is exp(−mean).
    """
    on_sale = np.arange(demand.days) >= demand.launched[:, None]
    number = np.maximum(on_sale.sum(axis=1), 1)
    mean = demand.units.sum(axis=1) / number
    variance = (demand.units**2).sum(axis=1) / number - mean**2
    dispersion = np.maximum(variance / np.maximum(mean, 1e-9), 1 + 1e-6)
    return np.asarray(np.log(dispersion) / (dispersion - 1))
