"""Demand of one product period by period: how much to expect, how it varies, and whole futures.

In a made-up future, how well the product sells is drawn once and holds throughout, so that a good
start stays good; around it buyers come by chance. Both are set so that the total over the
protection period and that over the whole forecast vary as the forecast says, and totals in between
about so. Source of the mixture: Greenwood and Yule 1920.
"""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from inventory_core.domain.demand import HORIZON_DAYS, Numbers, so_far
from inventory_core.domain.distribution import Distribution, mixed
from inventory_core.domain.forecast import LEAD_TIME_CHANCES, Forecast

Periods = npt.NDArray[np.int64]

_LAST_DAYS = 28
"""After its last day a forecast is taken to go on as in so many days before."""
_OUTCOMES = 120
"""Totals have so many outcomes, all as likely: the quantiles in the middle of their share."""


@dataclass(frozen=True, eq=False, kw_only=True)
class LeadTimes:
    """How many periods an order takes to arrive, rising, and how likely each is."""

    periods: Periods
    chances: Numbers

    @classmethod
    def of_days(cls, days: npt.ArrayLike, *, period_days: int) -> "LeadTimes":
        """Return the lead times of a shortest, usual and longest number of days.

        Parts of a period are whole ones with such a chance that the average stays right.

        >>> LeadTimes.of_days([7, 14, 21], period_days=7).periods.tolist()
        [1, 2, 3]
        >>> LeadTimes.of_days([10, 10, 10], period_days=7).chances.round(2).tolist()
        [0.57, 0.43]
        """
        exact = np.asarray(days, dtype=float) / period_days
        whole = np.floor(exact).astype(np.int64)
        usual, part = np.array(LEAD_TIME_CHANCES), exact - whole
        chances = np.zeros(int(whole.max()) + 2)
        np.add.at(chances, whole, usual * (1 - part))
        np.add.at(chances, whole + 1, usual * part)
        possible = np.flatnonzero(chances)
        return cls(periods=possible.astype(np.int64), chances=chances[possible])

    @property
    def usual(self) -> int:
        """Periods that an order takes on average, rounded."""
        return round(float(self.periods @ self.chances))

    @property
    def longest(self) -> int:
        """The most periods that an order takes."""
        return int(self.periods[-1])

    def drawn(self, number: int, rng: np.random.Generator) -> Periods:
        """Draw lead times at random."""
        return rng.choice(self.periods, size=number, p=self.chances / self.chances.sum())


@dataclass(frozen=True, eq=False, kw_only=True)
class PeriodDemand:
    """What is expected of one product in each period, and beyond what the forecast knows.

    mean: units in each period. known: of so many periods the forecast tells; in as many more after
    them demand goes on as in the last weeks. noise: variance divided by mean of any total if one
    knew how well the product will sell; doubt: variance of how well it does, whose mean is 1. So a
    total with the mean m has the variance noise × m + doubt × m².
    """

    mean: Numbers
    known: int
    noise: float
    doubt: float

    def total_mean(self, periods: int) -> Numbers:
        """Expected units of so many periods from each one on, as far as there are so many."""
        before = so_far(self.mean[None, :])[0]
        return before[periods:] - before[: before.size - periods]

    def total(self, mean: Numbers) -> Distribution:
        """Totals of these means, one row each, in whole units that are all as likely."""
        variance = self.noise * mean + self.doubt * mean**2
        return Distribution.of_counts(mean, variance, outcomes=_OUTCOMES)

    def served_from(self, stock: float, *, periods: int) -> "PeriodDemand":
        """Return it with only what a stock is expected to serve in the first periods.

        What is asked for in vain before an order can arrive needs no stock afterwards.
        """
        asked = self.mean[:periods].cumsum()
        in_vain = self.total(asked).expected_short(np.full((asked.size, 1), stock))[:, 0]
        sold = np.maximum(np.diff(asked - in_vain, prepend=0.0), 0.0)
        return replace(self, mean=np.concatenate([sold, self.mean[periods:]]))

    def protection(self, lead_times: LeadTimes, *, more: int, periods: int) -> Distribution:
        """Demand over the lead time and so many periods more, from each of the first ones on.

        Args:
            lead_times: of an order.
            more: 1 for all that an order must last for, 0 for what sells before it arrives.
            periods: number of rows.
        """
        means = [self.total_mean(int(each) + more)[:periods] for each in lead_times.periods]
        return mixed([self.total(mean) for mean in means], lead_times.chances)

    def futures(self, number: int, *, periods: int, rng: np.random.Generator) -> Numbers:
        """Make up futures of whole units, number × periods."""
        level = np.ones(number)
        if self.doubt > 0:
            level = rng.gamma(1 / self.doubt, self.doubt, number)
        rate = level[:, None] * self.mean[:periods]
        if self.noise > 1:
            rate = rng.gamma(rate / (self.noise - 1), self.noise - 1)
        return rng.poisson(rate).astype(float)


def period_demand(forecast: Forecast, *, period_days: int, protection_periods: int) -> PeriodDemand:
    """Cut the forecast of one product into periods.

    Args:
        forecast: of that product alone.
        period_days: length of a period.
        protection_periods: after so many, fewer than the forecast has, totals vary as it says.
    """
    known = HORIZON_DAYS // period_days
    daily = forecast.mean[0, : known * period_days]
    mean = daily.reshape(known, period_days).sum(axis=1)
    after = daily[-_LAST_DAYS:].mean() * period_days
    noise, doubt = _spread(forecast, np.array([protection_periods, known]) * period_days)
    return PeriodDemand(
        mean=np.concatenate([mean, np.full(known, after)]), known=known, noise=noise, doubt=doubt
    )


def _spread(forecast: Forecast, days: Periods) -> tuple[float, float]:
    """Noise and doubt that give the totals after a few and after many days their variances."""
    totals = [forecast.total(int(each)) for each in days]
    mean = np.maximum([total.mean[0] for total in totals], 1e-9)
    few, many = np.array([total.variance[0] for total in totals]) / mean
    doubt = max((many - few) / max(mean[1] - mean[0], 1e-9), 0.0)
    noise = few - doubt * mean[0]
    if noise >= 1:
        return float(noise), float(doubt)
    # Whole buyers who come by chance vary no less than this; so the rest of the few is doubt.
    return 1.0, float(max((few - 1) / mean[0], 0.0))
