"""The value that every model hands back: how many units will be asked for, and how sure that is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np
import numpy.typing as npt

from inventory_core.domain.demand import HORIZON_DAYS, Numbers, so_far
from inventory_core.domain.distribution import Distribution, count_quantiles, mixed
from inventory_core.domain.products import DAYS_A_YEAR

TOTAL_DAYS = np.array(
    [1, 2, 3, 4, 5, 6, 7, 10, 14, 21, 28, 42, 56, 84, 112, 140, 175, 210],
    dtype=np.int64,
)
"""Days after which the distribution of the total so far is held; interpolated in between."""

LEVELS = (
    np.array([1, 2.5, 5, 10, 20, 30, 40, 50, 60, 70, 75, 80, 85, 90, 92.5, 95, 97, 98, 99, 99.5])
    / 100
)
"""Chances at which the distribution of a total is held."""

LEVEL_CHANCES = np.diff(np.concatenate([[0.0], (LEVELS[1:] + LEVELS[:-1]) / 2, [1.0]]))
"""Chance of the outcomes that each level stands for: those nearer to it than to the next ones."""

LEAD_TIME_CHANCES = (1 / 6, 4 / 6, 1 / 6)
"""Weights of the shortest, usual and longest lead time (PERT, Malcolm et al. 1959)."""

LATER_DAYS = DAYS_A_YEAR - HORIZON_DAYS
"""Days after the horizon until a year is full: of them only the total is forecast."""

NO_MODEL = "none"
"""Stands for the model of a product that never sold."""

_LEAST = 1e-9


@dataclass(frozen=True, eq=False, kw_only=True)
class Forecast:
    """The distribution of demand of n products over the days after `start`.

    mean, variance: n × HORIZON_DAYS, of the demand of each single day. totals: n × TOTAL_DAYS ×
    LEVELS, the number of units that total demand over so many days stays at or below with that
    chance. A total is never the sum of daily quantiles: those do not add up. later: n, expected
    units of the LATER_DAYS after the horizon, which may hold a season or be between two. models:
    the name of the model behind each product.

    Guarantees: nothing is negative, totals never fall with more days or a higher chance.
    """

    skus: npt.NDArray[np.str_]
    start: date
    mean: Numbers
    variance: Numbers
    totals: Numbers
    later: Numbers
    models: npt.NDArray[np.str_]

    def __post_init__(self) -> None:
        products = len(self.skus)
        expected = (products, HORIZON_DAYS)
        if self.mean.shape != expected or self.variance.shape != expected:
            raise ValueError(f"mean and variance must be {expected}, got {self.mean.shape}")
        if self.totals.shape != (products, len(TOTAL_DAYS), len(LEVELS)):
            raise ValueError(f"totals have the wrong shape: {self.totals.shape}")
        if self.later.shape != (products,):
            raise ValueError(f"later has {len(self.later)} numbers for {products} products")
        if len(self.models) != products:
            raise ValueError(f"{len(self.models)} models for {products} products")

    def select(self, rows: npt.NDArray[np.int64] | npt.NDArray[np.bool_] | slice) -> "Forecast":
        """Return the forecast of some of the products."""
        return replace(
            self,
            skus=self.skus[rows],
            mean=self.mean[rows],
            variance=self.variance[rows],
            totals=self.totals[rows],
            later=self.later[rows],
            models=self.models[rows],
        )

    def product(self, sku: str) -> "Forecast":
        """Return the forecast of one product."""
        rows = np.flatnonzero(self.skus == sku)
        if len(rows) == 0:
            raise KeyError(sku)
        return self.select(rows)

    def align(self, skus: npt.NDArray[np.str_] | Sequence[str]) -> "Forecast":
        """Return the forecast of exactly these products; no demand for those it does not know."""
        position = {sku: row for row, sku in enumerate(self.skus)}
        rows = np.array([position.get(sku, -1) for sku in skus], dtype=np.int64)
        known = rows >= 0

        def filled(numbers: Numbers) -> Numbers:
            values = np.zeros((len(skus), *numbers.shape[1:]))
            values[known] = numbers[rows[known]]
            return values

        models = np.full(len(skus), NO_MODEL, dtype=object)
        models[known] = self.models[rows[known]]
        return Forecast(
            skus=np.asarray(skus, dtype=str),
            start=self.start,
            mean=filled(self.mean),
            variance=filled(self.variance),
            totals=filled(self.totals),
            later=filled(self.later),
            models=models.astype(str),
        )

    @cached_property
    def _cumulated(self) -> Numbers:
        """Expected total demand after each day, with none after no day, n × days + 1."""
        return so_far(self.mean)

    def total_mean(self, days: npt.ArrayLike) -> Numbers:
        """Expected total demand over the next `days` (one number, or one per product), n.

        Beyond the horizon `later` is spread evenly, and after a year all comes again.
        """
        wanted = np.broadcast_to(np.asarray(days, dtype=np.int64), len(self.skus))
        years, rest = np.divmod(np.maximum(wanted, 0), DAYS_A_YEAR)
        known = self._cumulated[np.arange(len(self.skus)), np.minimum(rest, HORIZON_DAYS)]
        beyond = np.maximum(rest - HORIZON_DAYS, 0)
        return np.asarray(known + beyond * self.later_pace + years * self.yearly)

    @property
    def later_pace(self) -> Numbers:
        """Units expected a day after the horizon, n."""
        return self.later / LATER_DAYS

    @property
    def yearly(self) -> Numbers:
        """Units expected in the coming year, n."""
        return np.asarray(self._cumulated[:, -1] + self.later)

    def going_on_like(self, other: "Forecast") -> "Forecast":
        """Return this forecast going on after its horizon like another one of the same products.

        As many times as much as within the horizon, but no surer of that than the horizon holds as
        much of the other's year as any would: what is said of days between two seasons tells little
        of the next season.
        """
        aligned = other.align(self.skus)
        usual = aligned.yearly * (HORIZON_DAYS / DAYS_A_YEAR)
        own, others = self._cumulated[:, -1], aligned._cumulated[:, -1]
        more = (own - others) / np.maximum(np.maximum(usual, others), _LEAST)
        later = np.where(usual > _LEAST, aligned.later * (1 + more), self.later)
        return replace(self, later=later)

    def total_distribution(self, days: npt.ArrayLike) -> Numbers:
        """Quantiles at LEVELS of total demand over the next `days`, n × levels.

        Between two held totals the quantile is interpolated in its distance from the expected
        total, so that the weekdays in between stay right.
        """
        products = np.arange(len(self.skus))
        wanted = np.clip(np.broadcast_to(np.asarray(days, dtype=np.int64), products.shape), 0, None)
        wanted = np.minimum(wanted, HORIZON_DAYS)
        above = np.searchsorted(TOTAL_DAYS, wanted)
        below = above - 1
        held = np.concatenate([np.zeros((1,), dtype=np.int64), TOTAL_DAYS])
        low, high = held[below + 1], held[above + 1]
        share = np.where(high > low, (wanted - low) / np.maximum(high - low, 1), 0.0)[:, None]
        spread_low = np.where(
            (below >= 0)[:, None],
            self.totals[products, below] - self.total_mean(low)[:, None],
            0.0,
        )
        spread_high = self.totals[products, above] - self.total_mean(high)[:, None]
        spread = spread_low + share * (spread_high - spread_low)
        quantiles = np.maximum(self.total_mean(wanted)[:, None] + spread, 0.0)
        return np.where((wanted == 0)[:, None], 0.0, np.maximum.accumulate(quantiles, axis=1))

    def total(self, days: npt.ArrayLike) -> Distribution:
        """Distribution of total demand over the next `days` (one number, or one per product)."""
        units = self.total_distribution(days)
        chances = np.broadcast_to(LEVEL_CHANCES, units.shape)
        return Distribution(units=units, chances=chances, mean=self.total_mean(days))

    def protection_demand(
        self, *, lead_time_days: Numbers, review_period_days: npt.ArrayLike
    ) -> Distribution:
        """Mix the demand over shortest, usual and longest lead time, each with the review period.

        The lead time is uncertain too, and no bell curve is assumed anywhere.

        Args:
            lead_time_days: n × 3, the shortest, usual and longest.
            review_period_days: n, days until the next chance to order.
        """
        review = np.broadcast_to(np.asarray(review_period_days, dtype=float), len(self.skus))
        periods = np.round(lead_time_days + review[:, None]).astype(np.int64)
        return mixed([self.total(days) for days in periods.T], LEAD_TIME_CHANCES)

    def total_quantile(self, days: npt.ArrayLike, level: npt.ArrayLike) -> Numbers:
        """Units that total demand over the next `days` stays at or below with chance `level`, n."""
        levels = np.broadcast_to(np.asarray(level, dtype=float), len(self.skus))
        return interpolate_levels(self.total_distribution(days), levels)


def moments(quantiles: Numbers) -> tuple[Numbers, Numbers]:
    """Mean and variance of distributions told by their quantiles at LEVELS (anything × LEVELS)."""
    mean = (quantiles * LEVEL_CHANCES).sum(axis=-1)
    return mean, ((quantiles - mean[..., None]) ** 2 * LEVEL_CHANCES).sum(axis=-1)


def interpolate_levels(quantiles: Numbers, levels: Numbers) -> Numbers:
    """Read each row of quantiles (n × LEVELS) at its own chances, n or n × anything.

    Beyond the ends, the ends.
    """
    each = levels.reshape(len(quantiles), -1)
    position = np.interp(each, LEVELS, np.arange(len(LEVELS)))
    low = np.floor(position).astype(np.int64)
    high = np.minimum(low + 1, len(LEVELS) - 1)
    share = position - low
    below, above = (np.take_along_axis(quantiles, place, axis=1) for place in (low, high))
    return np.asarray((below * (1 - share) + above * share).reshape(levels.shape))


def at_same_pace(mean: Numbers) -> Numbers:
    """Return the units of LATER_DAYS at the pace of the horizon (n × HORIZON_DAYS), n."""
    return np.asarray(mean.mean(axis=1) * LATER_DAYS)


def from_counts(
    skus: npt.NDArray[np.str_],
    start: date,
    mean: Numbers,
    *,
    spread: Numbers,
    later: Numbers | None = None,
    model: str,
) -> Forecast:
    """Make a forecast of n products whose totals are negative binomial.

    Args:
        skus: n product codes.
        start: first day of the forecast.
        mean: expected units of each day, n × HORIZON_DAYS.
        spread: variance divided by mean of the total over each of TOTAL_DAYS, n × TOTAL_DAYS.
        later: expected units of LATER_DAYS, n; if left out, at the pace of the horizon.
        model: name of the model.
    """
    totals = mean.cumsum(axis=1)[:, TOTAL_DAYS - 1]
    quantiles = count_quantiles(totals, totals * spread, LEVELS)
    return Forecast(
        skus=skus,
        start=start,
        mean=mean,
        variance=mean * spread[:, :1],
        totals=np.maximum.accumulate(quantiles, axis=1),
        later=at_same_pace(mean) if later is None else later,
        models=np.full(len(skus), model),
    )


def from_paths(sku: str, start: date, paths: Numbers, *, model: str) -> Forecast:
    """Make a forecast of one product from simulated futures (HORIZON_DAYS × paths).

    Negative demand, which some models simulate, counts as none.
    """
    paths = np.maximum(paths, 0.0)
    totals = paths.cumsum(axis=0)[TOTAL_DAYS - 1]
    mean = paths.mean(axis=1)[None, :]
    return Forecast(
        skus=np.array([sku]),
        start=start,
        mean=mean,
        variance=paths.var(axis=1)[None, :],
        totals=np.quantile(totals, LEVELS, axis=1).T[None, :, :],
        later=at_same_pace(mean),
        models=np.array([model]),
    )


def stack(forecasts: Sequence[Forecast]) -> Forecast:
    """Put forecasts of the same first day under one another, sorted by product."""
    starts = {forecast.start for forecast in forecasts}
    if len(starts) != 1:
        raise ValueError(f"forecasts must start on one day, got {sorted(starts)}")
    skus = np.concatenate([forecast.skus for forecast in forecasts])
    order = np.argsort(skus, kind="stable")
    return Forecast(
        skus=skus[order],
        start=starts.pop(),
        mean=np.concatenate([forecast.mean for forecast in forecasts])[order],
        variance=np.concatenate([forecast.variance for forecast in forecasts])[order],
        totals=np.concatenate([forecast.totals for forecast in forecasts])[order],
        later=np.concatenate([forecast.later for forecast in forecasts])[order],
        models=np.concatenate([forecast.models for forecast in forecasts])[order],
    )
