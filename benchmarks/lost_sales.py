"""Zipkin's lost-sales instances: this plan's rule beside the best that anybody can do.

Each period something is ordered that arrives some periods later; demand has a mean of 5 a period;
what is not there is lost, at 4 to 39 a unit; what is left costs 1. The optimum is found by value
iteration over all that is on hand and on its way, and each rule is judged in the same way, exactly.
Source of the instances: Zipkin, Old and new methods for lost-sales inventory systems, 2008.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from inventory_core.domain.arrival import Supply, at_arrival
from inventory_core.domain.demand import HORIZON_DAYS, Numbers
from inventory_core.domain.forecast import TOTAL_DAYS, Forecast, from_counts
from inventory_core.optimization.cost_level import level_by_costs

MEAN = 5.0
LOST_SALE_COSTS, LEAD_PERIODS = (4, 9, 19, 39), (1, 2, 3)
_CLOSE = 1e-5
_MOST_ROUNDS = 5_000
_AT_ONCE = 4_000


@dataclass(frozen=True, eq=False, kw_only=True)
class Instance:
    """Demand of one distribution, and how many units and orders are looked at.

    chances: of a demand of 0, 1, 2 ... ; spread: variance over mean.
    """

    name: str
    chances: Numbers
    spread: float
    most_stock: int
    most_ordered: int


def instances() -> tuple[Instance, Instance]:
    """Return the two kinds of demand."""
    from scipy import stats

    counts = np.arange(45)
    poisson = Instance(
        name="Poisson",
        chances=stats.poisson.pmf(counts, MEAN),
        spread=1.0,
        most_stock=28,
        most_ordered=14,
    )
    share = MEAN / (1 + MEAN)
    geometric = Instance(
        name="geometric",
        chances=(1 - share) * share ** np.arange(120.0),
        spread=1 + MEAN,
        most_stock=60,
        most_ordered=26,
    )
    return poisson, geometric


def report() -> str:
    """Compare the optimum, the plan's rule and the best base stock on each instance."""
    lines = ["| demand | lost sale | lead time | optimum | this rule | base stock |"]
    lines.append("|---|---|---|---|---|---|")
    for instance in instances():
        for lost in LOST_SALE_COSTS:
            for lead in LEAD_PERIODS:
                game = Game.of(instance, lost_sale_cost=lost, lead_periods=lead)
                best = game.optimum()
                ours = game.cost_of(plan_orders(instance, lost, lead)) / best - 1
                base = game.best_base_stock(around=round(MEAN * (lead + 1))) / best - 1
                told = f"{lost} | {lead} | {best:.3f} | +{ours:.2%} | +{base:.2%}"
                lines.append(f"| {instance.name} | {told} |")
    return "\n".join(lines)


@dataclass(frozen=True, eq=False, kw_only=True)
class Game:
    """All states: units on hand, and ordered in each of the last periods but the present one.

    left: chance of each number left (columns) of each number there (rows). paid: expected cost of a
    period that begins with so many.
    """

    shape: tuple[int, ...]
    most_ordered: int
    left: Numbers
    paid: Numbers

    @classmethod
    def of(cls, instance: Instance, *, lost_sale_cost: float, lead_periods: int) -> "Game":
        """Return the game of an instance."""
        there = np.arange(instance.most_stock)
        asked = np.arange(len(instance.chances))
        chances = instance.chances / instance.chances.sum()
        kept = np.maximum(there[:, None] - asked, 0)
        lost = np.maximum(asked - there[:, None], 0)
        left = np.zeros((there.size, there.size))
        for row in there:
            np.add.at(left[row], kept[row], chances)
        return cls(
            shape=(there.size, *(instance.most_ordered,) * (lead_periods - 1)),
            most_ordered=instance.most_ordered,
            left=left,
            paid=(kept + lost_sale_cost * lost) @ chances,
        )

    def optimum(self) -> float:
        """Return the least cost a period."""
        return self._average(lambda ahead: ahead.min(axis=-1))

    def cost_of(self, orders: npt.NDArray[np.int64]) -> float:
        """Return the cost a period of ordering so many units in each state."""
        chosen = orders[..., None]
        return self._average(lambda ahead: np.take_along_axis(ahead, chosen, axis=-1)[..., 0])

    def _average(self, choose: Callable[[Numbers], Numbers]) -> float:
        """Iterate the values of all states until they rise alike (White 1963)."""
        paid = self.paid.reshape(-1, *(1,) * (len(self.shape) - 1))
        next_there = np.arange(self.shape[0])[:, None] + np.arange(self.most_ordered)
        arrived = np.minimum(next_there, self.shape[0] - 1)
        values = np.zeros(self.shape)
        for _round in range(_MOST_ROUNDS):
            found = paid + choose(np.tensordot(self.left, values[arrived], axes=(1, 0)))
            rise = found - values
            values = found - found.flat[0]
            if np.ptp(rise) < _CLOSE:
                break
        return float((rise.min() + rise.max()) / 2)

    def best_base_stock(self, *, around: int) -> float:
        """Return the cost a period of the base-stock level that costs least, from a guess on."""
        position = np.add.reduce(np.indices(self.shape))

        def cost(level: int) -> float:
            return self.cost_of(np.clip(level - position, 0, self.most_ordered - 1))

        level, least = around, cost(around)
        for step in (1, -1):
            while (found := cost(level + step)) < least:
                level, least = level + step, found
        return least


def plan_orders(instance: Instance, lost: float, lead: int) -> npt.NDArray[np.int64]:
    """Return what the plan's rule orders in each state, its demand being known exactly."""
    level = level_by_costs(lost_sale_cost=lost, keeping_cost=1.0, lead_time_cycles=[float(lead)])
    shape = (instance.most_stock, *(instance.most_ordered,) * (lead - 1))
    states = np.stack(list(np.indices(shape)), axis=-1).reshape(-1, lead).astype(float)
    orders = [
        _orders(instance, states[start : start + _AT_ONCE], float(level[0]), lead)
        for start in range(0, len(states), _AT_ONCE)
    ]
    units = np.clip(np.concatenate(orders), 0, instance.most_ordered - 1)
    return units.astype(np.int64).reshape(shape)


def _orders(instance: Instance, states: Numbers, level: float, lead: int) -> Numbers:
    number = len(states)
    coming = states[:, 1:]
    supply = Supply(
        free=states[:, 0],
        coming=coming,
        coming_days=np.broadcast_to(np.arange(1.0, lead), coming.shape),
    )
    arrival = at_arrival(
        _forecast(instance).select(np.zeros(number, dtype=np.int64)),
        supply,
        lead_times_days=np.full((number, 3), float(lead)),
        review_period_days=1,
    )
    return np.ceil(arrival.needed.quantile(level) - supply.position - 1e-6)


def _forecast(instance: Instance) -> Forecast:
    return from_counts(
        np.array([instance.name]),
        date(2001, 1, 1),
        np.full((1, HORIZON_DAYS), MEAN),
        spread=np.full((1, len(TOTAL_DAYS)), instance.spread),
        model="known",
    )
