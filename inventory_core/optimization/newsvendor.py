"""The newsvendor: how many to buy when there is one chance to buy.

Demand is any frozen scipy distribution, continuous or discrete. Source: Arrow, Harris and
Marschak 1951; Snyder and Shen, Fundamentals of Supply Chain Theory, chapter 4.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import stats

from inventory_core.domain.errors import SettingsError
from inventory_core.domain.forecast import LEVEL_CHANCES
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import short
from inventory_core.optimization.amounts import above_zero, amount
from inventory_core.optimization.shortage import Distribution, expected_left, expected_short, known

Numbers = npt.NDArray[np.float64]

_ROUNDING = 1e-12


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
        if not self.short_cost > 0:
            raise SettingsError(
                _("Each sale loses money (price {price}, cost {cost}): check the two.").format(
                    price=short(self.price), cost=short(self.cost)
                )
            )
        if not self.over_cost > 0:
            raise SettingsError(
                _(
                    "A leftover unit brings {salvage} and cost {cost}, so buying more would "
                    "never hurt: check the salvage value."
                ).format(salvage=short(self.salvage_value), cost=short(self.cost))
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

    None is bought where being short costs nothing.

    Raises:
        SettingsError: being over costs nothing, so that no quantity would be too large.

    >>> best_quantity(stats.norm(50, 8), short_cost=0.70, over_cost=0.18)
    56.60395592743389
    """
    above_zero(_("cost of a unit too many"), over_cost)
    ratio = amount(_("cost of a unit too few"), short_cost) / (short_cost + over_cost)
    if ratio == 0:
        return 0.0
    # Chances that are added up may miss the ratio by a hair where it is exactly reached.
    slack = _ROUNDING * ratio if hasattr(demand, "pmf") else 0.0
    return float(known(demand).ppf(ratio - slack))


def expected_cost(
    demand: Distribution, quantity: npt.ArrayLike, *, short_cost: float, over_cost: float
) -> Numbers:
    """Return the expected cost of not knowing demand: short units and left units, each priced.

    >>> expected_cost(stats.norm(50, 8), 56.604, short_cost=0.70, over_cost=0.18).round(4)
    np.float64(1.9976)
    """
    short, left = expected_short(demand, quantity), expected_left(demand, quantity)
    return np.asarray(short_cost * short + over_cost * left)[()]


def expected_profit(demand: Distribution, quantity: npt.ArrayLike, product: OneShot) -> Numbers:
    """Return the expected profit of buying a quantity once.

    >>> product = OneShot(price=1, cost=0.3, salvage_value=0.12)
    >>> expected_profit(stats.norm(50, 8), 40, product).round(4)
    np.float64(27.6439)
    """
    margin = (product.price - product.cost) * float(demand.mean())
    costs = {"short_cost": product.short_cost, "over_cost": product.over_cost}
    return np.asarray(margin - expected_cost(demand, quantity, **costs))[()]


def fill_rate(demand: Distribution, quantity: npt.ArrayLike) -> Numbers:
    """Return the share of demand that the quantity serves."""
    mean = float(demand.mean())
    share = 1 - expected_short(demand, quantity) / mean if mean else np.ones(np.shape(quantity))
    return np.asarray(share)[()]


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
    amount(_("spread of demand"), spread)
    if amount(_("expected demand"), mean) == 0 or spread**2 <= mean * (1 + 1e-9):
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
            "profit": expected_profit(demand, quantities, product),
        }
    )
