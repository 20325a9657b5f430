"""The newsvendor: how many to buy when there is one chance to buy.

Demand is that of one product, a distribution of one row. Source: Arrow, Harris and Marschak 1951;
Snyder and Shen, Fundamentals of Supply Chain Theory, chapter 4.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from inventory_core.domain.demand import Numbers
from inventory_core.domain.distribution import AnyDistribution, NegativeBinomial
from inventory_core.domain.errors import SettingsError
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import short
from inventory_core.optimization.amounts import above_zero, amount

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


def best_quantity(demand: AnyDistribution, *, short_cost: float, over_cost: float) -> float:
    """Return the quantity that costs least: the quantile of demand at the critical ratio.

    None is bought where being short costs nothing.

    Raises:
        SettingsError: being over costs nothing, so that no quantity would be too large.

    >>> best_quantity(typed_distribution(50, 8), short_cost=0.70, over_cost=0.18)
    57.0
    """
    above_zero(_("cost of a unit too many"), over_cost)
    ratio = amount(_("cost of a unit too few"), short_cost) / (short_cost + over_cost)
    # Chances that are added up may miss the ratio by a hair where it is exactly reached.
    return float(demand.least(ratio * (1 - _ROUNDING))[0]) if ratio else 0.0


def expected_short(demand: AnyDistribution, quantity: npt.ArrayLike) -> Numbers:
    """Return the units expected to be asked for beyond a quantity, of its shape."""
    return demand.expected_short(np.asarray(quantity, dtype=float)[None])[0]


def expected_cost(
    demand: AnyDistribution, quantity: npt.ArrayLike, *, short_cost: float, over_cost: float
) -> Numbers:
    """Return the expected cost of not knowing demand: short units and left units, each priced.

    >>> expected_cost(typed_distribution(50, 8), 57, short_cost=0.70, over_cost=0.18).round(4)
    np.float64(2.0502)
    """
    units = np.asarray(quantity, dtype=float)
    short = expected_short(demand, units)
    left = np.maximum(units - demand.mean[0] + short, 0.0)
    return np.asarray(short_cost * short + over_cost * left)[()]


def expected_profit(demand: AnyDistribution, quantity: npt.ArrayLike, product: OneShot) -> Numbers:
    """Return the expected profit of buying a quantity once.

    >>> product = OneShot(price=1, cost=0.3, salvage_value=0.12)
    >>> expected_profit(typed_distribution(50, 8), 40, product).round(4)
    np.float64(27.6991)
    """
    margin = (product.price - product.cost) * float(demand.mean[0])
    costs = {"short_cost": product.short_cost, "over_cost": product.over_cost}
    return np.asarray(margin - expected_cost(demand, quantity, **costs))[()]


def fill_rate(demand: AnyDistribution, quantity: float) -> float:
    """Return the share of demand that the quantity serves."""
    mean = float(demand.mean[0])
    return 1 - float(expected_short(demand, quantity)) / mean if mean else 1.0


def typed_distribution(mean: float, spread: float) -> NegativeBinomial:
    """Make a distribution of whole units from an expectation and a standard deviation.

    Negative binomial, or Poisson where the spread is smaller than pure chance allows.

    >>> demand = typed_distribution(50, 8)
    >>> demand.mean.tolist(), demand.variance.tolist()
    ([50.0], [64.0])
    """
    amount(_("spread of demand"), spread)
    above = spread**2 / amount(_("expected demand"), mean) - 1 if mean else 0.0
    return NegativeBinomial(mean=np.array([float(mean)]), scale=max(above, 0.0))


def profit_curve(demand: AnyDistribution, product: OneShot, *, points: int = 80) -> pd.DataFrame:
    """Return the expected profit of quantities up to beyond any likely demand.

    Columns: quantity and profit.
    """
    largest = max(float(demand.least(0.999)[0]) * 1.2, 5.0)
    quantities = np.unique(np.round(np.linspace(0, largest, points)))
    return pd.DataFrame(
        {
            "quantity": quantities,
            "profit": expected_profit(demand, quantities, product),
        }
    )
