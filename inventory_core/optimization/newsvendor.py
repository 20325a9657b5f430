"""The newsvendor: how many to buy when there is one chance to buy.

Demand is any frozen scipy distribution, continuous or discrete. Source: Arrow, Harris and
Marschak 1951; Snyder and Shen, Fundamentals of Supply Chain Theory, chapter 4.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import integrate, stats

from inventory_core.errors import SettingsError
from inventory_core.forecasting.forecast import LEVEL_CHANCES
from inventory_core.language import gettext as _

Numbers = npt.NDArray[np.float64]
Distribution = Any
"""A frozen scipy distribution: scipy gives its continuous and discrete ones no common type."""

_TAIL = 1e-13


@dataclass(frozen=True, kw_only=True)
class OneShot:
    """What one unit of a product that is bought once costs and brings, in money.

    goodwill_cost: loss beyond the margin when a customer finds none. salvage_value: what a leftover
    unit still brings. holding_cost: of keeping a leftover unit until then.

    >>> OneShot(price=80, cost=60, salvage_value=45, goodwill_cost=25).critical_ratio
    0.75
    """

    price: float
    cost: float
    salvage_value: float = 0.0
    goodwill_cost: float = 0.0
    holding_cost: float = 0.0

    def __post_init__(self) -> None:
        if self.short_cost <= 0:
            raise SettingsError(
                _("Each sale loses money (price {price:g}, cost {cost:g}): check the two.").format(
                    price=self.price, cost=self.cost
                )
            )
        if self.over_cost <= 0:
            raise SettingsError(
                _(
                    "A leftover unit brings {salvage:g} and cost {cost:g}, so buying more would "
                    "never hurt: check the salvage value."
                ).format(salvage=self.salvage_value, cost=self.cost)
            )

    @property
    def short_cost(self) -> float:
        """Cost of being one unit short: margin and goodwill."""
        return self.price - self.cost + self.goodwill_cost

    @property
    def over_cost(self) -> float:
        """Cost of being one unit over: cost and holding, less salvage."""
        return self.cost - self.salvage_value + self.holding_cost

    @property
    def critical_ratio(self) -> float:
        """Chance of not running out that pays best: short / (short + over)."""
        return self.short_cost / (self.short_cost + self.over_cost)


def best_quantity(demand: Distribution, *, short_cost: float, over_cost: float) -> float:
    """Return the quantity that costs least: the quantile of demand at the critical ratio.

    >>> best_quantity(stats.norm(50, 8), short_cost=0.70, over_cost=0.18)
    56.60395592743389
    """
    return float(demand.ppf(short_cost / (short_cost + over_cost)))


def expected_short(demand: Distribution, quantity: float) -> float:
    """Return the units expected to be asked for beyond the quantity: E[(D − Q)⁺].

    >>> round(expected_short(stats.poisson(6), 8), 4)
    0.314
    """
    smallest, largest = (float(demand.ppf(chance)) for chance in (_TAIL, 1 - _TAIL))
    if hasattr(demand, "pmf"):
        # Added up from below: the upper tail of a wild demand is millions of units long.
        whole = np.floor(quantity)
        left = demand.cdf(np.arange(smallest, whole)).sum() + (quantity - whole) * demand.cdf(whole)
        return max(float(demand.mean() - quantity + left), 0.0)
    certain = max(smallest - quantity, 0.0)
    steps = sorted({max(quantity, smallest), max(float(demand.median()), quantity), largest})
    parts = [
        integrate.quad(demand.sf, low, high, epsabs=1e-13, epsrel=1e-13, limit=200)[0]
        for low, high in pairwise(steps)
        if high > low
    ]
    return certain + float(sum(parts))


def expected_cost(
    demand: Distribution, quantity: float, *, short_cost: float, over_cost: float
) -> float:
    """Return the expected cost of not knowing demand: short units and left units, each priced.

    >>> round(expected_cost(stats.norm(50, 8), 56.604, short_cost=0.70, over_cost=0.18), 4)
    1.9976
    """
    short = expected_short(demand, quantity)
    left = quantity - float(demand.mean()) + short
    return short_cost * short + over_cost * left


def expected_profit(demand: Distribution, quantity: float, product: OneShot) -> float:
    """Return the expected profit of buying a quantity once.

    >>> product = OneShot(price=1, cost=0.3, salvage_value=0.12)
    >>> round(expected_profit(stats.norm(50, 8), 40, product), 4)
    27.6439
    """
    mean = float(demand.mean())
    margin = (product.price - product.cost) * mean
    cost = expected_cost(
        demand, quantity, short_cost=product.short_cost, over_cost=product.over_cost
    )
    return margin - cost


def fill_rate(demand: Distribution, quantity: float) -> float:
    """Return the share of demand that the quantity serves."""
    mean = float(demand.mean())
    return 1.0 if mean == 0 else 1 - expected_short(demand, quantity) / mean


def forecast_distribution(quantiles: Numbers) -> Distribution:
    """Make a distribution of whole units from quantiles of a total at LEVELS.

    Each quantile stands for the chances nearer to it than to its neighbours.
    """
    units = np.round(quantiles)
    values, position = np.unique(units, return_inverse=True)
    chances = np.bincount(position, weights=LEVEL_CHANCES)
    return stats.rv_discrete(values=(values, chances))()


def typed_distribution(mean: float, spread: float) -> Distribution:
    """Make a distribution of whole units from an expectation and a standard deviation.

    Negative binomial, or Poisson where the spread is smaller than pure chance allows.

    >>> typed_distribution(50, 8).mean(), round(typed_distribution(50, 8).std(), 6)
    (np.float64(50.0), np.float64(8.0))
    """
    if spread**2 <= mean * (1 + 1e-9):
        return stats.poisson(mean)
    return stats.nbinom(mean**2 / (spread**2 - mean), mean / spread**2)


def profit_curve(demand: Distribution, product: OneShot, *, points: int = 80) -> pd.DataFrame:
    """Return the expected profit of quantities up to beyond any likely demand.

    Columns: quantity and profit.
    """
    largest = max(float(demand.ppf(0.999)) * 1.2, 5.0)
    quantities = np.unique(np.round(np.linspace(0, largest, points)))
    return pd.DataFrame(
        {
            "quantity": quantities,
            "profit": [expected_profit(demand, float(each), product) for each in quantities],
        }
    )
