"""Markdown: the price that clears what is too much by a date, and the price that brings most.

One price holds until the date. All who buy until then pay it, also those who would have paid the
usual one, so a lower price pays only where what stays is worth much less than that. Sources: one
price until the stock runs out is near the best of all changing ones where much is sold (Gallego and
van Ryzin 1994); demand of constant elasticity (Talluri and van Ryzin 2004, chapter 7).
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from inventory_core.domain.demand import Numbers
from inventory_core.domain.distribution import Distribution, variance_at
from inventory_core.domain.errors import SettingsError
from inventory_core.domain.forecast import Forecast
from inventory_core.domain.frames import check
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import short
from inventory_core.domain.products import DAYS_A_YEAR
from inventory_core.optimization.amounts import above_zero, amount
from inventory_core.optimization.overstock import worth_of_stock
from inventory_core.optimization.price_response import PriceResponse
from inventory_core.optimization.tables import MARKDOWNS

GOES_ON, SOLD_OFF, OVER = "goes on", "sold off", "over"
"""What becomes of a product after the date."""

KEEP, CLEAR, BEST = "keep", "clear", "best"
"""The prices that are compared: the usual one, the one that clears, the one that brings most."""

_FEWEST_SOLD = 1.0
_STEPS = 100
"""Prices are tried in whole percents of the usual one."""
_OUTCOMES = 200
"""So many outcomes of demand are looked at, all as likely."""
_A_HAIR_MORE = 1 + 1e-9
_PLENTY = 1000.0
"""Times the stock: more demand than that sells it no sooner."""
_SHOWN_BELOW = 0.1
"""How far below the lowest price compared a curve goes on, as a share of the usual price."""


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What a unit costs and brings, in money, and what becomes of the product after the date.

    price: the usual one. holding_cost: for a unit kept for a day. salvage_value: what a unit brings
    at any time, whatever the price. after: one of GOES_ON, SOLD_OFF and OVER.
    """

    price: float
    cost: float
    holding_cost: float
    salvage_value: float
    after: str

    def __post_init__(self) -> None:
        above_zero(_("usual price"), self.price)
        amount(_("cost"), self.cost)
        amount(_("salvage value"), self.salvage_value)
        if self.salvage_value >= self.price:
            raise SettingsError(
                _(
                    "A leftover unit brings {salvage}, no less than the price of {price}, so "
                    "there is no reason to mark it down: check the salvage value."
                ).format(salvage=short(self.salvage_value), price=short(self.price))
            )

    @property
    def later_value(self) -> float:
        """What a unit is worth that is sold after the date.

        Where the product goes on, it spares buying another one then, so it is worth its cost; else
        it brings the usual price, or nothing but its salvage value.
        """
        return {GOES_ON: self.cost, SOLD_OFF: self.price, OVER: self.salvage_value}[self.after]

    @property
    def lowest_price(self) -> float:
        """No lower price is sensible: the salvage value, at least 1 % of the usual price."""
        return max(self.salvage_value, self.price / _STEPS)


@dataclass(frozen=True, kw_only=True)
class Clearance:
    """A stock of one product of which some should be gone by a date.

    stock_units: on the shelf and not promised. extra_units: of them, too many. days: until the
    date. demand: of one product in all until then at the usual price. later_pace: units a day after
    it.
    """

    stock_units: float
    extra_units: float
    days: int
    demand: Distribution
    later_pace: float
    terms: Terms

    @property
    def usual_units(self) -> float:
        """Units expected to be asked for until the date at the usual price."""
        return float(self.demand.mean[0])

    @property
    def tells_a_price(self) -> bool:
        """Whether enough sells at the usual price to tell what would at another."""
        return self.usual_units >= _FEWEST_SOLD

    @property
    def to_sell_units(self) -> float:
        """Units to sell by the date: all, or where the product goes on, the extra and the usual."""
        if self.terms.after == GOES_ON:
            return min(self.stock_units, self.usual_units + self.extra_units)
        return self.stock_units


def clearance(
    forecast: Forecast, *, stock_units: float, extra_units: float, days: int, terms: Terms
) -> Clearance:
    """Put together what is there of one product and what is expected to sell until a date."""
    return Clearance(
        stock_units=stock_units,
        extra_units=extra_units,
        days=days,
        demand=forecast.total(days),
        later_pace=float(forecast.yearly[0]) / DAYS_A_YEAR,
        terms=terms,
    )


def clearing_price(stock: Clearance, elasticity: float) -> float:
    """Return the price at which as many are expected to be asked for as should be gone.

    It solves D (p / p₀) ^ e = units; p₀ where the usual price does, and 0 where no price does.

    >>> terms = Terms(price=20, cost=8, holding_cost=0.01, salvage_value=0, after=GOES_ON)
    >>> demand = Distribution.of(np.array([[20.0, 30.0]]), 0.5)
    >>> stock = Clearance(stock_units=200, extra_units=75, days=56, demand=demand,
    ...                   later_pace=0.5, terms=terms)
    >>> clearing_price(stock, -2.0)  # four times as many as usual
    10.0
    """
    if stock.to_sell_units <= stock.usual_units:
        return stock.terms.price
    if stock.usual_units <= 0:
        return 0.0
    return float(stock.terms.price * (stock.to_sell_units / stock.usual_units) ** (1 / elasticity))


@dataclass(frozen=True, eq=False, kw_only=True)
class Outcome:
    """What is to be expected at each of n prices.

    sold_units: until the date. cleared_chance: that all units to sell are gone by then. takings,
    holding_cost: until then, in money. left_value: what the rest is worth, in money.
    """

    prices: Numbers
    sold_units: Numbers
    cleared_chance: Numbers
    takings: Numbers
    holding_cost: Numbers
    left_value: Numbers

    @property
    def money(self) -> Numbers:
        """Takings less holding, and what is left."""
        return self.takings - self.holding_cost + self.left_value


def outcome(stock: Clearance, prices: npt.ArrayLike, elasticity: float) -> Outcome:
    """Return what is to be expected at each of these prices, all more than zero.

    Demand is a count whose mean goes with the price and whose overdispersion stays. Stock falls
    evenly until the date, or until it is gone.
    """
    tried = np.atleast_1d(np.asarray(prices, dtype=float))
    demand = _demand(stock, tried, elasticity)
    sold = np.minimum(demand.units, stock.stock_units)
    left = stock.stock_units - sold
    # What sells out early lies there for a part of the days only.
    share = np.divide(sold, demand.units, out=np.ones_like(sold), where=demand.units > 0)
    unit_days = stock.days * share * (stock.stock_units + left) / 2
    terms = stock.terms
    worth = worth_of_stock(
        left,
        pace=stock.later_pace,
        value=terms.later_value,
        holding_cost=terms.holding_cost,
        salvage_value=terms.salvage_value,
    )
    sold_units = demand.expected(sold)
    return Outcome(
        prices=tried,
        sold_units=sold_units,
        cleared_chance=demand.expected(demand.units >= stock.to_sell_units - 0.5),
        takings=tried * sold_units,
        holding_cost=terms.holding_cost * demand.expected(unit_days),
        left_value=demand.expected(worth),
    )


def _demand(stock: Clearance, prices: Numbers, elasticity: float) -> Distribution:
    """Total demand until the date at each of n prices."""
    if stock.usual_units <= 0:
        return Distribution.of(np.zeros((len(prices), 1)), 1.0)
    wanted = stock.usual_units * (prices / stock.terms.price) ** elasticity
    mean = np.minimum(wanted, _PLENTY * max(stock.stock_units, stock.usual_units))
    variance = variance_at(mean, old_mean=stock.demand.mean, old_variance=stock.demand.variance)
    return Distribution.of_counts(mean, variance, outcomes=_OUTCOMES)


def best_price(stock: Clearance, elasticity: float) -> float:
    """Return the price that is expected to bring most money, never more than the usual one.

    Tried are the price that clears, and whole percents of the usual one but for those next to it;
    of equals the highest.
    """
    usual, clearing = stock.terms.price, clearing_price(stock, elasticity)
    steps = usual * np.arange(_STEPS, 0, -1) / _STEPS
    apart = (np.abs(steps - clearing) >= usual / _STEPS) | (steps == usual)
    prices = np.append(steps[apart], clearing)
    prices = prices[prices >= stock.terms.lowest_price]
    money = outcome(stock, prices, elasticity).money
    # A unit in one or two of the outcomes looked at is rounding, no reason to change the price.
    rounding = 2 * usual / _OUTCOMES * _A_HAIR_MORE
    if money[prices == usual].max() >= money.max() - rounding:
        return usual
    return float(prices[np.argmax(money)])


def compare(stock: Clearance, response: PriceResponse) -> pd.DataFrame:
    """Compare keeping the price with the one that clears by the date and the best one (MARKDOWNS).

    A price that clears is shown no lower than what a unit brings anyway.
    """
    terms = stock.terms
    clearing = max(clearing_price(stock, response.elasticity), terms.lowest_price)
    prices = np.array([terms.price, clearing, best_price(stock, response.elasticity)])
    expected = outcome(stock, prices, response.elasticity)
    compared = pd.DataFrame(
        {
            "choice": [KEEP, CLEAR, BEST],
            "price": prices,
            "sold_units": expected.sold_units,
            "cleared_chance": expected.cleared_chance,
            "takings": expected.takings,
            "holding_cost": expected.holding_cost,
            "left_units": stock.stock_units - expected.sold_units,
            "left_value": expected.left_value,
            "money": expected.money,
            **_gains(stock, prices, response),
        }
    )
    return check(compared, MARKDOWNS)


def price_curve(stock: Clearance, response: PriceResponse) -> pd.DataFrame:
    """Return what each price brings more than the usual one: columns price, gain, low and high.

    low, high: with buyers who respond as weakly or as strongly as may be.
    """
    terms = stock.terms
    lowest = min(clearing_price(stock, response.elasticity), best_price(stock, response.elasticity))
    first = max(lowest - _SHOWN_BELOW * terms.price, terms.lowest_price)
    prices = np.linspace(first, terms.price, _STEPS + 1)
    gains = _gains(stock, prices, response)
    return pd.DataFrame(
        {
            "price": prices,
            "gain": gains["gain"],
            "low": np.minimum.reduce(list(gains.values())),
            "high": np.maximum.reduce(list(gains.values())),
        }
    )


def _gains(stock: Clearance, prices: Numbers, response: PriceResponse) -> dict[str, Numbers]:
    """Return what prices bring more than the usual one, as expected and at both ends."""
    powers = {
        "gain": response.elasticity,
        "gain_weak": response.weak,
        "gain_strong": response.strong,
    }
    return {
        name: outcome(stock, prices, power).money - outcome(stock, stock.terms.price, power).money
        for name, power in powers.items()
    }
