"""How demand is distributed: outcomes and their chances, of many products at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from inventory_core.domain.demand import Numbers


@dataclass(frozen=True, eq=False, kw_only=True)
class Distribution:
    """Demand of n products over some time, as weighted outcomes.

    units, chances: n × outcomes, units rising along each row, chances adding up to 1. mean: n, as
    the source of the outcomes tells it, which they meet only nearly.
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


def mixed(parts: Sequence[Distribution], weights: Iterable[float]) -> Distribution:
    """Return what demand is if it is distributed as each part with such a chance.

    Args:
        parts: of the same n products.
        weights: adding up to 1.

    >>> sure = [
    ...     Distribution(units=np.array([[units]]), chances=np.ones((1, 1)), mean=np.array([units]))
    ...     for units in (8.0, 4.0)
    ... ]
    >>> both = mixed(sure, (0.25, 0.75))
    >>> both.units.tolist(), both.chances.tolist(), both.mean.tolist()
    ([[4.0, 8.0]], [[0.75, 0.25]], [5.0])
    """
    weighted = list(zip(weights, parts, strict=True))
    units = np.concatenate([part.units for part in parts], axis=1)
    chances = np.concatenate([weight * part.chances for weight, part in weighted], axis=1)
    order = np.argsort(units, axis=1, kind="stable")
    return Distribution(
        units=np.take_along_axis(units, order, axis=1),
        chances=np.take_along_axis(chances, order, axis=1),
        mean=sum((weight * part.mean for weight, part in weighted), np.zeros(())),
    )
