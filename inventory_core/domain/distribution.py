"""How demand is distributed: outcomes and their chances, or a count by closed forms.

Whatever is decided by demand needs only what AnyDistribution says of it: how much is expected, how
far off that may be, what suffices with which chance, and what a stock lacks.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from inventory_core.domain.demand import Numbers

_LEAST = 1e-9
_SMALL_MEAN = 12.0
_SMALL_COUNT = 140
_FARTHEST = float(np.sqrt(0.995 / 0.005))
"""No distribution has its 99.5 % quantile farther from its mean, in standard deviations
(Cantelli's inequality): small counts are added up at least that far."""


class AnyDistribution(Protocol):
    """Demand of n products over some time."""

    @property
    def mean(self) -> Numbers:
        """Units expected to be asked for, n."""

    @property
    def variance(self) -> Numbers:
        """Variance of the units asked for, n."""

    def least(self, level: npt.ArrayLike) -> Numbers:
        """The fewest units that suffice with chance `level`, n."""

    def expected_short(self, stock: npt.ArrayLike) -> Numbers:
        """Units expected to be asked for beyond each of many stocks, n × anything."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Distribution:
    """Demand of n products over some time, as weighted outcomes.

    units, chances: n × outcomes, units rising along each row, chances adding up to 1. mean: n, as
    the source of the outcomes tells it, which they meet only nearly.
    """

    units: Numbers
    chances: Numbers
    mean: Numbers

    @classmethod
    def of(cls, units: Numbers, chances: npt.ArrayLike) -> "Distribution":
        """Return the distribution that has these outcomes (n × outcomes, rising), and their mean.

        Args:
            units: outcomes.
            chances: of each, or one row for all products.
        """
        weights = np.broadcast_to(np.asarray(chances, dtype=float), units.shape)
        return cls(units=units, chances=weights, mean=(units * weights).sum(axis=1))

    @classmethod
    def of_counts(cls, mean: Numbers, variance: Numbers, *, outcomes: int) -> "Distribution":
        """Return counts with these means and variances (n each), as so many equal chances."""
        levels = (np.arange(outcomes) + 0.5) / outcomes
        units = count_quantiles(mean, variance, levels)
        return cls(units=units, chances=np.full(units.shape, 1 / outcomes), mean=mean)

    def in_whole_units(self) -> "Distribution":
        """Return it with every outcome rounded."""
        return Distribution.of(np.round(self.units), self.chances)

    def expected(self, values: Numbers | npt.NDArray[np.bool_]) -> Numbers:
        """Return what is expected of something that has such a value at each outcome, n."""
        return np.asarray((values * self.chances).sum(axis=1))

    @property
    def outcome_mean(self) -> Numbers:
        """Mean of the outcomes as they stand, n."""
        return self.expected(self.units)

    @property
    def variance(self) -> Numbers:
        """Variance of the outcomes, n."""
        return self.expected((self.units - self.outcome_mean[:, None]) ** 2)

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

    def least(self, level: npt.ArrayLike) -> Numbers:
        """The least outcome at or below which demand stays with chance `level`, n."""
        wanted = np.broadcast_to(np.asarray(level, dtype=float), len(self.units))[:, None]
        place = (self.chances.cumsum(axis=1) < wanted).sum(axis=1)
        rows = np.arange(len(self.units))
        return self.units[rows, np.minimum(place, self.units.shape[1] - 1)]

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
        place = self._within(held)
        chance, short = _above(self.chances), _above(self.units * self.chances)
        return np.maximum(short[place] - held * chance[place], 0.0)

    def expected_waiting(self, stock: npt.ArrayLike) -> Numbers:
        """Units left of each of many stocks, times the sales that they wait for, n × anything.

        Of k units left the first waits for one more sale and the last for k: k (k + 1) / 2.
        """
        held = np.asarray(stock, dtype=float)
        place = self._within(held)
        chance, units, squares = (
            _below(self.chances * self.units**power)[place] for power in range(3)
        )
        return (held * (held + 1) * chance - (2 * held + 1) * units + squares) / 2

    def _within(self, held: Numbers) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Rows, and in each the number of outcomes within each of many stocks (n × anything)."""
        rows = np.arange(len(self.units)).reshape(-1, *(1 for _ in held.shape[1:]))
        # Each row in a range of its own: so one search finds the outcomes above, in all rows.
        step = self.units.max(initial=0.0) + 1
        ranges = (self.units + rows.reshape(-1, 1) * step).ravel()
        sought = np.clip(held, -0.5, step - 0.5) + rows * step
        place = np.searchsorted(ranges, sought, side="right") - rows * self.units.shape[1]
        return rows, place


def _below(parts: Numbers) -> Numbers:
    """Sum of the cells before each place, n × outcomes + 1."""
    return np.pad(parts.cumsum(axis=1), ((0, 0), (1, 0)))


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


@dataclass(frozen=True, eq=False, kw_only=True)
class NegativeBinomial:
    """Demand of n products in whole units: buyers come by chance to what is more or less popular.

    Poisson with a gamma distributed mean (Greenwood and Yule 1920). What was asked for in one
    stretch of time tells how much the next will bring: after d units the shape of the gamma
    distribution, mean / scale, is larger by d (Gelman et al., Bayesian Data Analysis, section 2.6).

    mean: n. scale: by how much the variance exceeds the mean, as a share of it; where it is 0, all
    is Poisson.
    """

    mean: Numbers
    scale: float

    @property
    def variance(self) -> Numbers:
        """Variance of the units asked for, n."""
        return self.mean * (1 + self.scale)

    def least(self, level: npt.ArrayLike) -> Numbers:
        """The fewest units that suffice with chance `level`, n.

        >>> NegativeBinomial(mean=np.array([12.0]), scale=3.0).least(0.95)
        array([25.])
        """
        # Imported here: it takes half a second, which only what is bought once needs.
        from scipy import stats

        sought = np.asarray(level, dtype=float)
        if self.scale <= _LEAST:
            return np.asarray(stats.poisson.ppf(sought, self.mean))
        return np.asarray(stats.nbinom.ppf(sought, self.mean / self.scale, 1 / (1 + self.scale)))

    def expected_short(self, stock: npt.ArrayLike) -> Numbers:
        """Units expected to be asked for beyond each of many stocks, n × anything.

        E[(X − k)⁺] = E[X] P(X′ ≥ k) − k P(X > k), where the shape of X′ is larger by one; straight
        between whole stocks.

        >>> NegativeBinomial(mean=np.array([12.0]), scale=3.0).expected_short([[0, 12]]).round(4)
        array([[12.    ,  2.7024]])
        >>> NegativeBinomial(mean=np.array([6.0]), scale=0.0).expected_short([[8]]).round(4)
        array([[0.314]])
        """
        held = np.asarray(stock, dtype=float)
        whole = np.floor(np.maximum(held, 0.0))
        mean = self.mean.reshape(-1, *(1 for _ in held.shape[1:]))
        reached = np.where(whole > 0, self._beyond(np.maximum(whole, 1.0) - 1, mean, more=1), 1.0)
        beyond = self._beyond(whole, mean)
        short = mean * reached - (whole + np.maximum(held - whole, 0.0)) * beyond
        return np.maximum(short, 0.0) - np.minimum(held, 0.0)

    def _beyond(self, stock: Numbers, mean: Numbers, *, more: int = 0) -> Numbers:
        """Chance of more than a whole stock, of a shape that is larger by so many."""
        from scipy import special

        if self.scale <= _LEAST:
            return np.asarray(special.gammainc(stock + 1, mean))
        shape, share = mean / self.scale + more, self.scale / (1 + self.scale)
        return np.asarray(special.betainc(stock + 1, shape, share))

    def chances_at(self, units: Numbers) -> Numbers:
        """Return the chance of each number of units, n × units, which are a step apart.

        What lies between two is shared among them so that the mean stays right, what lies beyond
        the last counts as that.

        >>> NegativeBinomial(mean=np.array([12.0]), scale=3.0).chances_at(np.arange(3.0)[None])
        array([[0.00390625, 0.01171875, 0.984375  ]])
        """
        width = units[..., 1:2] - units[..., :1]
        wider = np.concatenate([units[..., :1] - width, units, units[..., -1:] + width], axis=-1)
        found = np.diff(self.expected_short(wider), n=2) / width
        found[..., -1] += 1 - found.sum(axis=-1)
        return np.maximum(found, 0.0)


def count_quantiles(mean: Numbers, variance: Numbers, levels: npt.ArrayLike) -> Numbers:
    """Quantiles of counts with these means and variances, of shape mean.shape + levels.shape.

    The count is negative binomial, with size = mean² / (variance − mean); Poisson at the least.
    Small counts are exact, by adding up probabilities. Large ones are read off the gamma
    distribution with the same mean and variance, which is then within one unit of scipy's exact
    and many times slower quantile.

    >>> count_quantiles(np.array([10.0]), np.array([10.0]), [0.5, 0.95])
    array([[10., 15.]])
    """
    mean = np.maximum(mean, 1e-9)
    variance = np.maximum(variance, mean * (1 + 1e-6))
    chances = np.asarray(levels, dtype=float)
    quantiles = np.empty((*mean.shape, len(chances)))
    small = (mean < _SMALL_MEAN) & (mean + _FARTHEST * np.sqrt(variance) < _SMALL_COUNT)
    quantiles[small] = _small_count_quantiles(mean[small], variance[small], chances)
    quantiles[~small] = _large_count_quantiles(mean[~small], variance[~small], chances)
    return quantiles


def _small_count_quantiles(mean: Numbers, variance: Numbers, chances: Numbers) -> Numbers:
    size = mean**2 / (variance - mean)
    success = mean / variance
    probability = np.exp(size * np.log(success))
    reached = probability.copy()
    quantiles = np.zeros((len(mean), len(chances)))
    for count in range(_SMALL_COUNT):
        quantiles += reached[:, None] < chances
        probability = probability * (count + size) / (count + 1) * (1 - success)
        reached = reached + probability
    return quantiles


def _large_count_quantiles(mean: Numbers, variance: Numbers, chances: Numbers) -> Numbers:
    from scipy import special

    shape, scale = mean**2 / variance, variance / mean
    continuous = special.gammaincinv(shape[:, None], chances) * scale[:, None]
    return np.asarray(np.maximum(np.ceil(continuous - 0.5), 0.0))


def variance_at(mean: Numbers, *, old_mean: Numbers, old_variance: Numbers) -> Numbers:
    """Return the variance of a count of another mean, of the same overdispersion.

    The variance of a negative binomial count is mean + overdispersion × mean². Source: Hilbe,
    Negative Binomial Regression, 2011, section 8.2.

    >>> variance_at(np.array(20.0), old_mean=np.array(10.0), old_variance=np.array(30.0))
    array(100.)
    """
    overdispersion = np.maximum(old_variance - old_mean, 0.0) / np.maximum(old_mean, _LEAST) ** 2
    overdispersion = np.where(old_mean > _LEAST, overdispersion, 0.0)
    return np.asarray(mean + overdispersion * mean**2)
