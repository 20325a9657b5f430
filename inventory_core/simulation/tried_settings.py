"""The shop's past walked under many settings: what each product would have cost under each.

Settings are a service level and a review period. Everything else is as in the replay of the plan:
what is ordered on a day is what the plan would have ordered then, knowing only the days before.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import numpy.typing as npt
import pandas as pd

from inventory_core.domain.demand import Demand
from inventory_core.domain.forecast import Forecast
from inventory_core.domain.products import with_defaults
from inventory_core.domain.settings import ServiceRule, Settings
from inventory_core.forecasting.engine import count_forecast
from inventory_core.optimization.plan import (
    Ordering,
    lead_times_of,
    ordering_of,
    yearly_demand,
)
from inventory_core.simulation.past import FEWEST_KNOWN_DAYS, Judged, first_stock, judged
from inventory_core.simulation.walk import Replay, Situation, Start, replay

Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

LEVELS_TRIED = (0.80, 0.90, 0.95, 0.98, 0.99)
REVIEWS_TRIED_DAYS = (7, 14, 28)
FEWEST_DAYS = FEWEST_KNOWN_DAYS + 180
"""What a product must have sold for: days to learn from, and half a year to judge by."""

Look = Mapping[int, tuple[Flags, Ordering]]
"""What a day's orders go by under each setting, by its place, and which products are looked at."""


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
    looks: list[Look] = []
    for now in range(days):
        looks.append(dict(grid.look(now)))
        progress((now + 1) / steps)
    costs = []
    for place in range(len(grid.variants)):
        costs.append(_costs(_walked(shop, looks, place, start=start), stretches_days))
        progress((days + place + 1) / steps)
    levels, reviews_days = grid.told()
    by_stretch = tuple(np.stack(costs, axis=2))
    return Tried(shop=shop, levels=levels, reviews_days=reviews_days, costs=by_stretch)


def _walked(shop: Judged, looks: Sequence[Look], place: int, *, start: Numbers) -> Replay:
    """Walk all products under the setting of this place."""
    begin = shop.demand.days - len(looks)

    def wanted(known: Situation) -> Numbers:
        if place not in looks[known.period]:
            return np.zeros_like(start)
        looked_at, ordering = looks[known.period][place]
        return looked_at * ordering.units(known.position)

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

    assumed: PRODUCTS with defaults and follows_shop. levels: n each; None stands for the present
    ones, which are in present_level, NaN where the shop's rule decides. reviews_days: n each.
    learns_from: demand of the whole shop. begin: its column in which the walk begins.
    """

    assumed: pd.DataFrame
    settings: Settings
    present_level: Numbers
    levels: Sequence[float | None]
    reviews_days: Sequence[Numbers]
    learns_from: Demand
    begin: int

    @classmethod
    def of(cls, shop: Judged, *, settings: Settings, learns_from: Demand, begin: int) -> "_Grid":
        """Leave out what is the same as the present settings for every product."""
        own_level = shop.products["service_level"].notna()
        assumed = with_defaults(shop.products, settings).assign(follows_shop=~own_level)
        review = np.maximum(assumed["review_period_days"].to_numpy(dtype=float).round(), 1.0)
        others = [np.full(len(review), float(days)) for days in REVIEWS_TRIED_DAYS]
        by_level = own_level | (settings.service_rule in (ServiceRule.LEVEL, ServiceRule.FILL_RATE))
        level = assumed["service_level"].where(by_level).to_numpy(dtype=float)
        return cls(
            assumed=assumed,
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

    def told(self) -> tuple[Numbers, Numbers]:
        """Return service level and review period of each product and setting, n × V each."""
        levels = [
            self.present_level if level is None else np.full(len(self.assumed), level)
            for _review, level in self.variants
        ]
        return np.stack(levels, axis=1), np.stack([review for review, _level in self.variants], 1)

    def look(self, now: int) -> Iterator[tuple[int, tuple[Flags, Ordering]]]:
        """Say what the plan goes by under each setting, knowing only the days before this one."""
        due = [now % review == 0 for review in self.reviews_days]
        if not np.any(due):
            return
        past = self.learns_from.until(self.begin + now)
        # One forecast serves all settings, and one protection period all service levels.
        expected = count_forecast(past).align(self.assumed["sku"].to_numpy(dtype=str))
        for place, (looked_at, review) in enumerate(zip(due, self.reviews_days, strict=True)):
            if looked_at.any():
                for step, ordering in enumerate(self._orderings(expected, review)):
                    yield place * len(self.levels) + step, (looked_at, ordering)

    def _orderings(self, expected: Forecast, review: Numbers) -> Iterator[Ordering]:
        """Say what is ordered with one review period, under each service level."""
        told = self.assumed.assign(yearly_demand=yearly_demand(expected), review_period_days=review)
        protection = expected.protection_demand(
            lead_time_days=lead_times_of(told), review_period_days=review
        )
        for level in self.levels:
            own = {} if level is None else {"service_level": level, "follows_shop": False}
            yield ordering_of(
                told.assign(**own), expected, protection=protection, settings=self.settings
            )
