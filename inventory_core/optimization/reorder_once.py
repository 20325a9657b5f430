"""What if I can reorder once: how many to buy now, where more can be bought during the season.

What sold by the day of decision says how popular the thing is. So the second order is a newsvendor
of its own for each number that may have sold by then, and what it is expected to gain is a sum over
them, not a simulation. Source: Fisher, Rajaram and Raman 2001, Optimizing inventory replenishment
of retail fashion products; here with negative binomial demand.

What is asked for between decision and delivery is met from the first buy while it lasts and lost
beyond. Where the first buy is sold out by the day of decision, the seller is taken to know only
that at least so many were asked for, not since when; so the chance to reorder is rather worth a
little more than said.
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
from inventory_core.optimization.amounts import above_zero, amount, amounts
from inventory_core.optimization.newsvendor import OneShot, best_quantity, expected_profit

_STEPS = 300
"""Most steps in which demand is counted: one unit each, where that many suffice."""
_TAIL = 1e-5
"""Chance of demand beyond the last step."""
_FARTHEST = 20.0
"""Times the mean up to which demand is counted: else steps would be too long for what is usual."""
_LEAST_SCALE = 1e-6
"""Scale at which the negative binomial is as good as Poisson."""
_STRIDE = 8
"""Steps between the first buys that are tried before every one near the best of them."""
_SHOWN_CHANCES = (0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95)
"""Chances that no more are sold, of the second orders that a short table shows."""
_HARDLY = 2e-4
"""Gain, as a share of the margin of all demand, below which it may be due to counting in steps."""


@dataclass(frozen=True, kw_only=True)
class Reorder:
    """The chance to buy once more: when, and what it costs.

    arrival_day: days from now until the second delivery is there. lead_time_days: how long it
    takes, so that it is decided so many days before. cost: of a unit then. order_cost: money for
    that order, whatever its size.
    """

    arrival_day: int
    lead_time_days: int
    cost: float
    order_cost: float = 0.0

    def __post_init__(self) -> None:
        amount(_("lead time"), self.lead_time_days)
        amount(_("cost per unit of the second order"), self.cost)
        amount(_("cost of the second order"), self.order_cost)

    @property
    def decision_day(self) -> int:
        """Days from now until the second order must be decided."""
        return self.arrival_day - self.lead_time_days

    def shares(self, pace: npt.ArrayLike) -> Numbers:
        """Share of a season's demand before the decision, until the delivery, and after it.

        Raises:
            SettingsError: the season is over before the delivery, or there is no time to order it.

        >>> reorder = Reorder(arrival_day=40, lead_time_days=10, cost=4)
        >>> reorder.shares(np.ones(60)).round(3)
        array([0.5  , 0.167, 0.333])
        """
        daily = amounts(_("expected demand"), pace)
        self._check_time(season_days=daily.size)
        above_zero(_("expected demand"), float(daily.sum()))
        stretches = np.split(daily, [self.decision_day, self.arrival_day])
        return np.array([stretch.sum() for stretch in stretches]) / daily.sum()

    def _check_time(self, *, season_days: int) -> None:
        earliest = max(self.arrival_day, self.lead_time_days)
        if earliest >= season_days:
            raise SettingsError(
                _(
                    "No reorder can arrive in time: it would be there after {earliest} days at the "
                    "earliest, and the season lasts {season}. Choose a longer season."
                ).format(earliest=earliest, season=season_days)
            )
        if self.arrival_day < self.lead_time_days:
            raise SettingsError(
                _(
                    "An order that takes {lead} days cannot be there in {arrival}: choose a later "
                    "day for the second delivery."
                ).format(lead=self.lead_time_days, arrival=self.arrival_day)
            )


@dataclass(frozen=True, kw_only=True)
class FirstBuy:
    """How many to buy now, and how many more once it is known what sold.

    units: to buy now. worth: what the chance to reorder adds to the expected profit, in money.
    units_without, profit_without: the best if there were no second order. second_orders: one row
    for each number that may have sold by the day of decision, with columns sold_units, order_units
    and chance (that just so many sold); where all of the first buy is sold, more may have been
    asked for.
    """

    units: float
    worth: float
    units_without: float
    profit_without: float
    second_orders: pd.DataFrame

    @property
    def profit(self) -> float:
        """What is expected with the best second order, in money."""
        return self.profit_without + self.worth

    @property
    def usual(self) -> pd.Series:
        """The second order after sales that are passed as often as not."""
        return self.second_orders.iloc[int(np.searchsorted(self._so_many_or_fewer, 0.5))]

    def some_second_orders(self) -> pd.DataFrame:
        """Return second orders from few sold to many, with the chance that so many are sold.

        Columns sold_units, order_units and chance (of so many or more).
        """
        places = np.searchsorted(self._so_many_or_fewer, _SHOWN_CHANCES)
        rows = np.unique(np.append(places, len(self.second_orders) - 1))
        more = 1 - self._so_many_or_fewer + self.second_orders["chance"]
        return self.second_orders.assign(chance=more).iloc[rows].reset_index(drop=True)

    @property
    def _so_many_or_fewer(self) -> Numbers:
        # The last one for certain, whatever rounding left.
        return np.append(self.second_orders["chance"].to_numpy().cumsum()[:-1], 1.0)


def best_first_buy(
    demand: AnyDistribution, product: OneShot, reorder: Reorder, *, pace: npt.ArrayLike
) -> FirstBuy:
    """Return how many to buy now, and how many more for each number sold by the day of decision.

    Where the chance to reorder is worth nothing, the answer is the newsvendor's.

    Args:
        demand: of the whole season. What one buy earns goes by it as it is, what a second order
            adds by the negative binomial of its mean and variance.
        product: money of a unit, at the cost of buying now.
        reorder: the second chance.
        pace: expected demand of each day of the season, in any unit: its length is the season's.

    Raises:
        SettingsError: the second delivery would come too late, or money contradicts itself.

    >>> from inventory_core.optimization.newsvendor import typed_distribution
    >>> found = best_first_buy(
    ...     typed_distribution(50, 36),
    ...     OneShot(price=10, cost=4, salvage_value=1),
    ...     Reorder(arrival_day=30, lead_time_days=10, cost=5),
    ...     pace=np.ones(60),
    ... )
    >>> found.units, found.units_without, round(found.profit), round(found.profit_without)
    (44.0, 57.0, 222, 178)
    """
    once = best_quantity(demand, short_cost=product.short_cost, over_cost=product.over_cost)
    second = _SecondOrder.of(demand, product, reorder, pace)
    units, worth = second.best_first(expected_profit(demand, second.units, product))
    pays = worth > _HARDLY * product.short_cost * float(demand.mean[0])
    units, worth = (units, worth) if pays else (once, 0.0)
    return FirstBuy(
        units=units,
        worth=worth,
        units_without=once,
        profit_without=float(expected_profit(demand, once, product)),
        second_orders=second.by_sales(units, pays=pays),
    )


@dataclass(frozen=True, kw_only=True)
class _SecondOrder:
    """What a second order gains, for every first buy that is a step of the season.

    units: the steps. alone: expected cost of each first buy without a second order. sold: units
    asked for by the day of decision, and sold_chance of so many. arrived: the same by the day of
    delivery, and arrived_chance given those sold (rows). short: units expected to be short after
    it, given those arrived (rows) and the stock (columns: units). orders: those tried.
    """

    units: Numbers
    alone: Numbers
    sold: Numbers
    sold_chance: Numbers
    arrived: Numbers
    arrived_chance: Numbers
    short: Numbers
    orders: Numbers
    short_cost: float
    over_cost: float
    order_cost: float

    @classmethod
    def of(
        cls, demand: AnyDistribution, product: OneShot, reorder: Reorder, pace: npt.ArrayLike
    ) -> "_SecondOrder":
        mean = above_zero(_("expected demand"), float(demand.mean[0]))
        scale = max(float(demand.variance[0]) / mean - 1, _LEAST_SCALE)
        shape = mean / scale
        until, between, after = reorder.shares(pace) * scale

        def of(shapes: npt.ArrayLike, scale: float) -> NegativeBinomial:
            return NegativeBinomial(mean=np.atleast_1d(shapes) * scale, scale=scale)

        units, sold = _steps(of(shape, scale)), _steps(of(shape, until))
        arrived = _steps(of(shape, until + between))
        short = of(shape, scale).expected_short(units[None])[0]
        left = units - mean + short
        return cls(
            units=units,
            alone=product.short_cost * short + product.over_cost * left,
            sold=sold,
            sold_chance=of(shape, until).chances_at(sold[None])[0],
            arrived=arrived,
            arrived_chance=of(shape + sold, between / (1 + until)).chances_at(
                arrived - sold[:, None]
            ),
            short=of(shape + arrived, after / (1 + until + between)).expected_short(units[None]),
            orders=units[: np.searchsorted(units, _highest(of(shape, after))) + 1],
            order_cost=reorder.order_cost,
            **_sides(product, reorder),
        )

    def best_first(self, earned: Numbers) -> tuple[float, float]:
        """First buy that brings most with its second orders, and what the chance of them is worth.

        The worth is found within the negative binomial, so that its difference from the demand as
        it is does not pass for a gain. earned: expected profit of each first buy alone.
        """
        places = np.arange(self.units.size)
        some = places[::_STRIDE]
        gains = self._gains(some)
        near = places[np.abs(places - some[(earned[some] + gains).argmax()]) < _STRIDE]
        tried, gains = np.append(some, near), np.append(gains, self._gains(near))
        worth = self.alone.min() - (self.alone[tried] - gains).min()
        return float(self.units[tried[(earned[tried] + gains).argmax()]]), float(worth)

    def _gains(self, places: npt.NDArray[np.int64]) -> Numbers:
        found = map(self.best, self.units[places])
        return np.array([chance @ gain for _orders, gain, chance in found])

    def best(self, first: float) -> tuple[Numbers, Numbers, Numbers]:
        """Best order, its gain and its chance, for each number sold up to all of the first."""
        rows, chance = self._known(first)
        stock = self.orders + np.maximum(first - self.arrived, 0.0)[:, None]
        short = rows @ self._short_of(stock)
        sells = short[:, :1] - short
        gain = self.short_cost * sells - self.over_cost * (self.orders - sells)
        gain[:, 1:] -= self.order_cost
        return self.orders[gain.argmax(axis=1)], gain.max(axis=1), chance

    def by_sales(self, first: float, *, pays: bool) -> pd.DataFrame:
        """Second orders by the number sold, as far as that can be; none where they do not pay."""
        orders, _gain, chance = self.best(first)
        sold = np.append(self.sold[: orders.size - 1], first)
        found = pd.DataFrame({"sold_units": sold, "order_units": orders * pays, "chance": chance})
        return found[(chance > 0) | (found.index == 0)]

    def _known(self, first: float) -> tuple[Numbers, Numbers]:
        """Chances of those arrived, for each number sold up to all of the first, and of that."""
        left = np.count_nonzero(self.sold < first)
        sold_out = self.sold_chance[left:]
        chance = np.append(self.sold_chance[:left], sold_out.sum())
        last = sold_out @ self.arrived_chance[left:] / max(chance[-1], np.finfo(float).tiny)
        return np.vstack([self.arrived_chance[:left], last]), chance

    def _short_of(self, stock: Numbers) -> Numbers:
        """Units expected to be short of a stock that lies between two steps."""
        place = np.minimum(stock / self.units[1], self.units.size - 1.0)
        below = np.minimum(place.astype(int), self.units.size - 2)
        low, high = (np.take_along_axis(self.short, below + step, axis=1) for step in (0, 1))
        return low + (place - below) * (high - low)


def _highest(demand: NegativeBinomial) -> float:
    """A number of units that demand hardly ever passes, at least one."""
    quantile = float(demand.least(1 - _TAIL)[0])
    return max(min(quantile, _FARTHEST * float(demand.mean[0])), 1.0)


def _steps(demand: NegativeBinomial) -> Numbers:
    """The numbers in which demand is counted: from 0 on, by 1, 2, 5, 10, ... units."""
    most = _highest(demand)
    widths = np.outer(10.0 ** np.arange(15), [1, 2, 5]).ravel()
    width = widths[widths * _STEPS >= most][0]
    return width * np.arange(np.ceil(most / width) + 1)


def _sides(product: OneShot, reorder: Reorder) -> dict[str, float]:
    """What a unit short and a unit over cost, where it is bought with the second order."""
    dearer = reorder.cost - product.cost
    sides = {"short_cost": product.short_cost - dearer, "over_cost": product.over_cost + dearer}
    if not sides["over_cost"] > 0:
        raise SettingsError(
            _(
                "A leftover unit brings {salvage} and would cost {cost} in the second order, "
                "so ordering more would never hurt: check the two."
            ).format(salvage=short(product.salvage_value), cost=short(reorder.cost))
        )
    return sides
