"""Better settings: each product's service level and review period, searched on its own past.

Every product is walked through the shop's last days under many settings at once, ordered as the
plan would have ordered it with only what was known on each day. What cost least on the first of
these days, which are searched, is picked. It is offered where it was also cheaper on the last ones,
which the search did not see, and only if all that was picked was cheaper there together.

Everything but the settings is as in the replay of the plan: what is ordered on a day is what the
plan would have ordered then, knowing only the days before.

One order more or less is chance, since it depends on the day on which the days end; and so are a
few percent. Cheaper means by more than that, in both stretches, and for all together by more than
twice the standard error. What the search did not see was seen by the choice of what is offered:
that part will save less than it did (benchmarks/README.md tells how much less).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product

import numpy as np
import pandas as pd

from inventory_core.domain.demand import Demand, Flags, Numbers, Places
from inventory_core.domain.distribution import Distribution
from inventory_core.domain.errors import ForecastError
from inventory_core.domain.forecast import Forecast
from inventory_core.domain.frames import check, typed
from inventory_core.domain.language import gettext as _
from inventory_core.domain.products import Economics, cells_of
from inventory_core.domain.settings import ServiceRule, Settings
from inventory_core.forecasting.engine import count_forecast
from inventory_core.optimization.reordering import (
    Reordering,
    by_forecast,
    orders_of_a_day,
    protection_of,
)
from inventory_core.simulation.past import FEWEST_KNOWN_DAYS, Judged, first_stock, judged
from inventory_core.simulation.tables import BETTER_SETTINGS
from inventory_core.simulation.walk import Replay, Situation, Start, replay

LEVELS_TRIED = (0.80, 0.90, 0.95, 0.98, 0.99)
REVIEWS_TRIED_DAYS = (7, 14, 28)
FEWEST_DAYS = FEWEST_KNOWN_DAYS + 180
"""What a product must have sold for: days to learn from, and half a year to judge by."""
UNSEEN_DAYS = 90
_MOST_DAYS = 365
"""Longer ago a shop was another one, and the walk takes its time."""
_SURE_ERRORS = 2.0
_SLIGHT = 0.05
"""A difference below this share of the cost is chance."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Look:
    """What a day's orders go by under one setting.

    looked_at: n. late: demand before an order of that day arrives.
    """

    looked_at: Flags
    made: Reordering
    late: Distribution

    def orders(self, position: Numbers) -> Numbers:
        """Return the units to order, n."""
        return np.where(self.looked_at, orders_of_a_day(self.made, self.late, position), 0.0)


Looks = Mapping[int, Look]
"""Those of a day, by the place of the setting."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Tried:
    """What n products would have cost under V settings each, the present ones first.

    levels: service level of each product, n × V; NaN where the shop's rule decides. reviews_days:
    likewise. costs: of each stretch of days, n × V, in money.
    """

    shop: Judged
    levels: Numbers
    reviews_days: Numbers
    costs: tuple[Numbers, ...]


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
        products=_compared(tried, best),
        left_out=len(products) - len(best),
    )


def cheapest(cost: Numbers, *, order_cost: Numbers) -> Places:
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


def _compared(tried: Tried, best: Places) -> pd.DataFrame:
    def of(numbers: Numbers, choice: Places) -> Numbers:
        return numbers[np.arange(len(best)), choice]

    now, (searched, unseen) = np.zeros_like(best), tried.costs
    goods = tried.shop.economics
    frame = pd.DataFrame(
        {
            "sku": goods.skus,
            "name": goods.names,
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


# The past walked under many settings


def try_settings(
    demand: Demand,
    *,
    products: pd.DataFrame,
    settings: Settings,
    stretches_days: Sequence[int],
    progress: Callable[[float], object] = lambda _share: None,
) -> Tried:
    """Walk each product with enough history through the last days, under every setting.

    What a younger product costs counts from the day on which there is enough to learn from.

    Args:
        demand: of all products.
        products: PRODUCTS.
        settings: the shop's.
        stretches_days: costs are added up over each of these, which follow one another.
        progress: told which share is done.

    Raises:
        ForecastError: no product can be judged.
    """
    days = sum(stretches_days)
    old_enough = demand.launched <= demand.days - FEWEST_DAYS
    shop = judged(demand.select(old_enough), products=products, settings=settings)
    grid = _Grid.of(shop, settings=settings, learns_from=demand, begin=demand.days - days)
    start, steps = first_stock(shop, settings, days=days), days + len(grid.variants)
    looks: list[Looks] = []
    for now in range(days):
        looks.append(dict(grid.look(now)))
        progress((now + 1) / steps)
    costs = []
    for place in range(len(grid.variants)):
        walked = _walked(shop, [each.get(place) for each in looks], start=start)
        costs.append(_costs(walked, stretches_days))
        progress((days + place + 1) / steps)
    return Tried(
        shop=shop,
        levels=grid.levels_tried,
        reviews_days=np.stack([review for review, _level in grid.variants], axis=1),
        costs=tuple(np.stack(costs, axis=2)),
    )


def _walked(shop: Judged, looks: Sequence[Look | None], *, start: Numbers) -> Replay:
    """Walk all products under one setting, looked at on some of the days."""
    begin = shop.demand.days - len(looks)

    def wanted(known: Situation) -> Numbers:
        look = looks[known.period]
        return np.zeros_like(start) if look is None else look.orders(known.position)

    walked = replay(
        shop.demand.units[:, begin:],
        wanted,
        terms=shop.terms,
        start=Start(period=0, on_hand=start),
    )
    return walked.since(shop.demand.launched + FEWEST_KNOWN_DAYS - begin)


def _costs(walked: Replay, stretches_days: Sequence[int]) -> Numbers:
    """Add up the costs of each stretch, stretches × n."""
    ends = np.cumsum(stretches_days)
    parts = [slice(end - days, end) for days, end in zip(stretches_days, ends, strict=True)]
    return np.stack([walked.during(part).by_product()["total"] for part in parts])


@dataclass(frozen=True, eq=False, kw_only=True)
class _Grid:
    """The settings tried: every review period with every service level, the present ones first.

    economics: under the present settings. levels: None stands for the present ones, which are in
    present_level, NaN where the shop's rule decides. reviews_days: n each. learns_from: demand of
    the whole shop. begin: its column in which the walk begins.
    """

    economics: Economics
    settings: Settings
    present_level: Numbers
    levels: Sequence[float | None]
    reviews_days: Sequence[Numbers]
    learns_from: Demand
    begin: int

    @classmethod
    def of(cls, shop: Judged, *, settings: Settings, learns_from: Demand, begin: int) -> "_Grid":
        """Leave out what is the same as the present settings for every product."""
        goods = shop.economics
        review = np.maximum(goods.review_period_days.round(), 1.0)
        others = [np.full(len(review), float(days)) for days in REVIEWS_TRIED_DAYS]
        by_level = ~goods.follows_shop | (
            settings.service_rule in (ServiceRule.LEVEL, ServiceRule.FILL_RATE)
        )
        level = np.where(by_level, goods.service_level, np.nan)
        return cls(
            economics=goods,
            settings=settings,
            present_level=level,
            levels=[None, *(tried for tried in LEVELS_TRIED if (level != tried).any())],
            reviews_days=[review, *(tried for tried in others if (review != tried).any())],
            learns_from=learns_from,
            begin=begin,
        )

    @property
    def variants(self) -> list[tuple[Numbers, float | None]]:
        """Every review period with every service level."""
        return list(product(self.reviews_days, self.levels))

    @property
    def levels_tried(self) -> Numbers:
        """Service level of each product and setting, n × V."""
        levels = [
            self.present_level if level is None else np.full(len(self.present_level), level)
            for _review, level in self.variants
        ]
        return np.stack(levels, axis=1)

    def look(self, now: int) -> Iterator[tuple[int, Look]]:
        """Say what the plan goes by under each setting, knowing only the days before this one."""
        due = [now % review == 0 for review in self.reviews_days]
        if not np.any(due):
            return
        past = self.learns_from.until(self.begin + now)
        # One forecast serves all settings, and one protection period all service levels.
        expected = count_forecast(past).align(self.economics.skus)
        late = expected.total(self.economics.lead_time_days.round())
        for place, (looked_at, review) in enumerate(zip(due, self.reviews_days, strict=True)):
            if looked_at.any():
                goods = replace(self.economics, review_period_days=review)
                for step, made in enumerate(self._reorderings(goods, expected)):
                    look = Look(looked_at=looked_at, made=made, late=late)
                    yield place * len(self.levels) + step, look

    def _reorderings(self, goods: Economics, expected: Forecast) -> Iterator[Reordering]:
        """Say what is ordered with one review period, under each service level."""
        protection = protection_of(goods, expected)
        own = np.zeros(len(goods.skus), dtype=bool)
        for level in self.levels:
            if level is not None:
                levels = np.full(len(goods.skus), level)
                goods = replace(goods, service_level=levels, follows_shop=own)
            yield by_forecast(goods, expected, protection, self.settings)
