"""Better settings: each product's service level and review period, searched on its own past.

Every product is walked through the shop's last days under many settings at once, ordered as the
plan would have ordered it with only what was known on each day. What cost least on the first of
these days, which are searched, is picked. It is offered where it was also cheaper on the last ones,
which the search did not see, and only if all that was picked was cheaper there together.

One order more or less is chance, since it depends on the day on which the days end; and so are a
few percent. Cheaper means by more than that, in both stretches, and for all together by more than
twice the standard error. What the search did not see was seen by the choice of what is offered:
that part will save less than it did (benchmarks/README.md tells how much less).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from inventory_core.domain.demand import Demand
from inventory_core.domain.errors import ForecastError
from inventory_core.domain.frames import check, typed
from inventory_core.domain.language import gettext as _
from inventory_core.domain.products import cells_of
from inventory_core.domain.settings import Settings
from inventory_core.simulation.past import FEWEST_KNOWN_DAYS
from inventory_core.simulation.tables import BETTER_SETTINGS
from inventory_core.simulation.tried_settings import FEWEST_DAYS, Tried, try_settings

Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Choices = npt.NDArray[np.int64]

UNSEEN_DAYS = 90
_MOST_DAYS = 365
"""Longer ago a shop was another one, and the walk takes its time."""
_SURE_ERRORS = 2.0
_SLIGHT = 0.05
"""A difference below this share of the cost is chance."""


@dataclass(frozen=True, eq=False, kw_only=True)
class BetterSettings:
    """What the search picked, and how it did on the days that it did not see.

    products: BETTER_SETTINGS. left_out: number of products without cost, price or enough history,
    or bought once.
    """

    searched_days: int
    products: pd.DataFrame
    left_out: int

    @property
    def picked(self) -> pd.DataFrame:
        """The products for which the search picked other settings (BETTER_SETTINGS)."""
        return self.products[self.products["picked"]]

    @property
    def pays(self) -> bool:
        """Tell whether all that was picked was cheaper together on the days not seen."""
        costs = self.picked[["picked_unseen_cost", "unseen_cost"]].to_numpy(dtype=float)
        return are_cheaper(costs[:, 0], costs[:, 1])

    @cached_property
    def offered(self) -> pd.DataFrame:
        """The products whose picked settings won there too (BETTER_SETTINGS), the most first."""
        won = self.products[self.products["won"] & self.pays]
        saved = won["unseen_cost"] - won["picked_unseen_cost"]
        return won.loc[saved.sort_values(ascending=False, kind="stable").index]

    def cells(self) -> pd.DataFrame:
        """Return what is offered as cells of the products: sku, field and value."""
        return pd.concat(
            [_cells(row) for _index, row in self.offered.iterrows()], ignore_index=True
        )


def _cells(row: pd.Series) -> pd.DataFrame:
    """Write only what changes, so that the rest still follows the shop."""
    picked = {"service_level": row["picked_level"], "review_period_days": row["picked_review_days"]}
    changed = {
        name: value for name, value in picked.items() if pd.notna(value) and value != row[name]
    }
    return cells_of(str(row["sku"]), changed)


def find_better_settings(
    demand: Demand,
    *,
    products: pd.DataFrame,
    settings: Settings,
    progress: Callable[[float], object] = lambda _share: None,
) -> BetterSettings:
    """Search the settings of each product on a shop's past, and test them on its last days.

    Args:
        demand: of all products.
        products: PRODUCTS.
        settings: the shop's.
        progress: told which share is done.

    Raises:
        ForecastError: there is too little history, or no product that can be judged.
    """
    if demand.days < FEWEST_DAYS:
        raise ForecastError(
            _("A search for better settings needs {days} days of sales: try again later.").format(
                days=FEWEST_DAYS
            )
        )
    days = min(demand.days - FEWEST_KNOWN_DAYS, _MOST_DAYS)
    tried = try_settings(
        demand,
        products=products,
        settings=settings,
        stretches_days=(days - UNSEEN_DAYS, UNSEEN_DAYS),
        progress=progress,
    )
    best = cheapest(tried.costs[0], order_cost=tried.shop.terms.order_cost)
    return BetterSettings(
        searched_days=days - UNSEEN_DAYS,
        products=_told(tried, best),
        left_out=len(products) - len(best),
    )


def cheapest(cost: Numbers, *, order_cost: Numbers) -> Choices:
    """Return which setting cost least (n × V), n; 0 where none is cheaper than the present one.

    >>> cheapest(np.array([[100.0, 97.0, 80.0], [100.0, 97.0, 92.0]]), order_cost=np.full(2, 9.0))
    array([2, 0])
    """
    best = cost.argmin(axis=1)
    chosen = np.take_along_axis(cost, best[:, None], axis=1)[:, 0]
    return np.where(is_cheaper(chosen, cost[:, 0], order_cost=order_cost), best, 0)


def is_cheaper(cost: Numbers, present: Numbers, *, order_cost: Numbers) -> Flags:
    """Tell where a cost lies below the present one by more than chance, n."""
    return np.asarray(present - cost > np.maximum(order_cost, _SLIGHT * present))


def are_cheaper(cost: Numbers, present: Numbers) -> bool:
    """Tell whether products (n each) cost less together than at present, by more than chance.

    That is twice the standard error of what they save, and a few percent.

    >>> are_cheaper(np.array([80.0, 82.0]), np.array([100.0, 100.0]))
    True
    >>> are_cheaper(np.array([60.0, 102.0]), np.array([100.0, 100.0]))
    False
    """
    saved = present - cost
    error = np.sqrt(len(saved)) * saved.std(ddof=1) if len(saved) > 1 else 0.0
    return bool(saved.sum() > max(_SURE_ERRORS * error, _SLIGHT * present.sum()))


def _told(tried: Tried, best: Choices) -> pd.DataFrame:
    def of(numbers: Numbers, choice: Choices) -> Numbers:
        return numbers[np.arange(len(best)), choice]

    now, (searched, unseen) = np.zeros_like(best), tried.costs
    known = tried.shop.products
    frame = pd.DataFrame(
        {
            "sku": known["sku"],
            "name": known["name"].fillna(known["sku"]),
            "service_level": of(tried.levels, now),
            "review_period_days": of(tried.reviews_days, now),
            "picked_level": of(tried.levels, best),
            "picked_review_days": of(tried.reviews_days, best),
            "searched_cost": of(searched, now),
            "picked_searched_cost": of(searched, best),
            "unseen_cost": of(unseen, now),
            "picked_unseen_cost": of(unseen, best),
            "picked": best > 0,
        }
    )
    won = is_cheaper(of(unseen, best), of(unseen, now), order_cost=tried.shop.terms.order_cost)
    return check(typed(frame.assign(won=won), BETTER_SETTINGS), BETTER_SETTINGS)
