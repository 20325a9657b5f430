"""The reorder point: how much stock lasts until the next order arrives, with a chosen chance.

The lead time is uncertain too. Its shortest, usual and longest length are mixed into the
distribution of demand, so that no bell curve is assumed anywhere.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from inventory_core.domain.forecast import LEVEL_CHANCES, Forecast

Numbers = npt.NDArray[np.float64]

LEAD_TIME_CHANCES = (1 / 6, 4 / 6, 1 / 6)
"""Weights of the shortest, usual and longest lead time (PERT, Malcolm et al. 1959)."""

_ROUNDING = 1e-9
_LONGEST_MOQ_YEARS = 2.0
"""A smallest order that lasts longer is a store's whole life."""


@dataclass(frozen=True, eq=False, kw_only=True)
class ProtectionDemand:
    """Total demand of n products over their protection periods, as weighted outcomes.

    units, chances: n × outcomes, units rising along each row, chances adding up to 1. mean: n.
    """

    units: Numbers
    chances: Numbers
    mean: Numbers

    @property
    def _middle(self) -> Numbers:
        """Chance at which each outcome stands, in the middle of its own."""
        return np.asarray(self.chances.cumsum(axis=1) - self.chances / 2)

    def quantile(self, level: npt.ArrayLike) -> Numbers:
        """Units that demand stays at or below with chance `level`, n; straight between outcomes."""
        middle = self._middle
        wanted = np.broadcast_to(np.asarray(level, dtype=float), len(self.units))[:, None]
        above = np.clip((middle < wanted).sum(axis=1), 1, middle.shape[1] - 1)
        rows = np.arange(len(self.units))
        low, high = middle[rows, above - 1], middle[rows, above]
        share = np.clip((wanted[:, 0] - low) / np.maximum(high - low, 1e-12), 0.0, 1.0)
        return self.units[rows, above - 1] * (1 - share) + self.units[rows, above] * share

    def chance(self, stock: npt.ArrayLike) -> Numbers:
        """Chance that demand stays at or below a stock, n: the level whose quantile it is."""
        held = np.broadcast_to(np.asarray(stock, dtype=float), len(self.units))
        middle = self._middle
        rows = np.arange(len(self.units))
        above = np.clip((self.units <= held[:, None]).sum(axis=1), 1, middle.shape[1] - 1)
        low, high = self.units[rows, above - 1], self.units[rows, above]
        share = np.clip((held - low) / np.maximum(high - low, 1e-12), 0.0, 1.0)
        chance = middle[rows, above - 1] * (1 - share) + middle[rows, above] * share
        return np.where(held < self.units[:, 0], 0.0, chance)

    def expected_short(self, stock: npt.ArrayLike) -> Numbers:
        """Units expected to be asked for beyond each of many stocks, n × anything."""
        held = np.asarray(stock, dtype=float)
        rows = np.arange(len(self.units)).reshape(-1, *(1 for _ in held.shape[1:]))
        # Each row in a range of its own: so one search finds the outcomes above, in all rows.
        step = self.units.max(initial=0.0) + 1
        ranges = (self.units + rows.reshape(-1, 1) * step).ravel()
        sought = np.minimum(held, step - 0.5) + rows * step
        place = np.searchsorted(ranges, sought, side="right") - rows * self.units.shape[1]
        chance, short = _above(self.chances), _above(self.units * self.chances)
        return np.maximum(short[rows, place] - held * chance[rows, place], 0.0)


def _above(parts: Numbers) -> Numbers:
    """Sum of the cells from each place on, n × outcomes + 1."""
    return np.pad(parts[:, ::-1].cumsum(axis=1)[:, ::-1], ((0, 0), (0, 1)))


def protection_demand(
    forecast: Forecast, *, lead_time_days: Numbers, review_period_days: npt.ArrayLike
) -> ProtectionDemand:
    """Mix the demand over shortest, usual and longest lead time, each with the review period.

    Args:
        forecast: of n products.
        lead_time_days: n × 3, the shortest, usual and longest.
        review_period_days: n, days until the next chance to order.
    """
    review = np.broadcast_to(np.asarray(review_period_days, dtype=float), len(forecast.skus))
    periods = np.round(lead_time_days + review[:, None]).astype(np.int64)
    outcomes = [forecast.total_distribution(periods[:, part]) for part in range(3)]
    means = [forecast.total_mean(periods[:, part]) for part in range(3)]
    units = np.concatenate(outcomes, axis=1)
    weights = np.concatenate([chance * LEVEL_CHANCES for chance in LEAD_TIME_CHANCES])
    order = np.argsort(units, axis=1, kind="stable")
    return ProtectionDemand(
        units=np.take_along_axis(units, order, axis=1),
        chances=weights[order],
        mean=sum((c * m for c, m in zip(LEAD_TIME_CHANCES, means, strict=True)), np.zeros(())),
    )


def order_quantity(
    *,
    wanted_units: npt.ArrayLike,
    moq_units: npt.ArrayLike,
    pack_size_units: npt.ArrayLike,
    most_units: npt.ArrayLike = np.inf,
) -> Numbers:
    """Lift a wanted quantity to the minimum order and round it up to whole packs.

    Never more than `most_units`; none where not even the minimum order is within them.

    >>> order_quantity(wanted_units=[0, 13, 40], moq_units=24, pack_size_units=10)
    array([ 0., 30., 40.])
    >>> order_quantity(wanted_units=40, moq_units=24, pack_size_units=10, most_units=[39, 29])
    array([30.,  0.])
    """
    wanted = np.asarray(wanted_units, dtype=float)
    pack = np.asarray(pack_size_units, dtype=float)
    fewest = np.ceil(np.asarray(moq_units, dtype=float) / pack - _ROUNDING) * pack
    units = np.ceil(np.maximum(wanted, moq_units) / pack - _ROUNDING) * pack
    capped = np.minimum(units, np.floor(np.asarray(most_units) / pack + _ROUNDING) * pack)
    return np.where((wanted > 0) & (capped >= fewest), capped, 0.0)


def lasts_too_long(
    fewest_units: npt.ArrayLike, *, yearly_demand: npt.ArrayLike, protection_demand: npt.ArrayLike
) -> npt.NDArray[np.bool_]:
    """Tell whether the smallest order would last for years, and beyond the protection period.

    >>> lasts_too_long([24, 240], yearly_demand=100, protection_demand=30)
    array([False,  True])
    """
    longest = np.maximum(_LONGEST_MOQ_YEARS * np.asarray(yearly_demand), protection_demand)
    return np.asarray(np.asarray(fewest_units) > longest)
