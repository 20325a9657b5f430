"""What the learning models look at: a product on one day, and how many days ahead to look.

Everything is told relative to the product's level on that day, so that a product of one unit a
week and one of fifty a day teach each other. Days count by what they showed: a stockout is no lull.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
import numpy.typing as npt

from inventory_core.domain.demand import Demand, Numbers, so_far
from inventory_core.forecasting.averages import averages
from inventory_core.forecasting.periods import each_day, in_periods
from inventory_core.forecasting.weekdays import shown_days, weekday_profile

Rows = npt.NDArray[np.int64]

_SMOOTHING = np.array([0.005, 0.02, 0.05, 0.12, 0.3])
_USUAL = 0.005
"""About half a year: by the pace of fewer weeks too little is known to call a silence a lull."""
_SURPRISE = 14.0
"""Only a lull that chance brings once in a million is one here."""
_MIXTURE = np.array([0.0, 0.5, 0.3, 0.2, 0.0])
"""How the averages make up the level that everything is relative to."""
_YOUNG_DAYS = 28
_LOWEST_LEVEL = 0.02
_LEAST_SHOWN = 0.5
_SINGLE_DAYS = 7
_MONTH_DAYS = 30.4
_YEAR_DAYS = 364
"""A year of whole weeks: the same weekdays."""
_YEARS_FOR_SEASON = 1.5
"""With less history, too few days have a year before them to learn what it tells."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Examples:
    """Rows to learn from or to forecast: one per product, origin and number of days ahead.

    products: the row of the demand that each is about. features: rows × names. expected: units if
    the level just went on, always above zero.
    """

    products: Rows
    days: Rows
    features: npt.NDArray[np.float32]
    expected: Numbers


class History:
    """Demand, added up once, so that features of any past day are read off at once."""

    def __init__(self, demand: Demand) -> None:
        """Add up the demand of n products."""
        self.demand = demand
        self.days = demand.days
        self.shown_daily = shown_days(demand, weekday_profile(demand))
        self.units = so_far(demand.units)
        self.shown = so_far(self.shown_daily)
        self.empty_days = so_far((demand.units == 0) & (demand.exposure[:, : self.days] > 0))
        self.prices = so_far(np.nan_to_num(demand.price))
        tells = np.minimum(demand.exposure, 1.0)
        sold = in_periods(demand, self.shown_daily, tells, each_day(demand))
        told = averages(sold, smoothing=_SMOOTHING, usual=_USUAL, surprise=_SURPRISE)
        self.levels, self.lull_days = told.levels, told.lull_days
        day = np.arange(self.days) + 1
        latest = np.maximum.accumulate(np.where(demand.units > 0, day, 0), axis=1)
        self.last_sale = np.pad(latest, ((0, 0), (1, 0)))
        _names, self.groups = np.unique(demand.category, return_inverse=True)
        self.month = so_far(_month_waves(demand))
        self.has_seasons = self.days >= _YEARS_FOR_SEASON * _YEAR_DAYS

    def totals(self, origin: int, examples: Examples) -> Numbers:
        """Return the units that followed in the days that examples at an origin look ahead."""
        products, end = examples.products, origin + examples.days
        return np.asarray(self.units[products, end] - self.units[products, origin])

    def examples(self, origin: int, ahead: Sequence[int]) -> Examples:
        """Return what was known at an origin, for each number of days to look ahead.

        Args:
            origin: days of history that were known.
            ahead: numbers of days.
        """
        products = np.flatnonzero(self.demand.launched < origin)
        level = np.maximum(_MIXTURE @ self.levels[:, products, origin], _LOWEST_LEVEL)
        known = self._known_at(origin, products, level)
        parts, expected = [], []
        for days in ahead:
            shown = self.shown[products, origin + days] - self.shown[products, origin]
            shown = np.maximum(shown, _LEAST_SHOWN)
            season = self._day_of_year(origin + days // 2)
            when = (np.log(days), season, *self._time_of_month(origin, days))
            # What these days show is in what is expected of them, and in no feature besides: of a
            # week closed ahead, as none was learned, a regression would foretell anything.
            columns = [np.full(len(products), x) for x in when]
            if self.has_seasons:
                columns += self._a_year_ago(origin, products, days)
            parts.append(np.column_stack([known, *columns]))
            expected.append(level * shown)
        return Examples(
            products=np.tile(products, len(ahead)),
            days=np.repeat(np.array(ahead), len(products)),
            features=np.concatenate(parts).astype(np.float32),
            expected=np.concatenate(expected),
        )

    def _known_at(self, origin: int, products: Rows, level: Numbers) -> Numbers:
        """Features that do not depend on how far to look ahead, n × features."""
        since = origin - self.last_sale[products, origin]
        shown_since = self.shown[products, origin] - self.shown[products, origin - since]
        columns = [
            *(self.levels[:, products, origin] / level),
            np.log(level),
            *(
                self._rate(products, origin - back, days) / level
                for days, back in ((7, 0), (28, 0), (28, 28), (84, 0))
            ),
            *(self._single_day(products, origin - back) / level for back in range(_SINGLE_DAYS)),
            shown_since,
            shown_since * level,
            self.lull_days[products, origin],
            *(self._share_empty(products, origin, days) for days in (28, 84)),
            *self._shape(products, origin, level),
            origin - self.demand.launched[products],
            *self._price(products, origin),
            *(self._momentum(origin, *span)[products] for span in ((28, 28), (7, 28))),
        ]
        return np.column_stack(columns)

    def _rate(self, products: Rows, end: int, days: int) -> Numbers:
        """Units per average day over the days before an end."""
        start = max(end - days, 0)
        end = max(end, 0)
        shown = self.shown[products, end] - self.shown[products, start]
        units = self.units[products, end] - self.units[products, start]
        return np.asarray(units / np.maximum(shown, _LEAST_SHOWN))

    def _single_day(self, products: Rows, end: int) -> Numbers:
        """Units of the day before an end."""
        if end < 1:
            return np.zeros(len(products))
        return np.asarray(self.demand.units[products, end - 1])

    def _share_empty(self, products: Rows, origin: int, days: int) -> Numbers:
        """Share of the last days on which nothing sold though it could have."""
        start = max(origin - days, 0)
        empty_days = self.empty_days[products, origin] - self.empty_days[products, start]
        return np.asarray(empty_days / (origin - start))

    def _shape(self, products: Rows, origin: int, level: Numbers) -> list[Numbers]:
        """How lumpy the last weeks were: by day, at most in a day, and by week."""
        days = self.demand.units[products, max(origin - 8 * 7, 0) : origin]
        weeks = self.demand.units[products, max(origin - 16 * 7, 0) : origin]
        whole = weeks.shape[1] // 7 * 7
        by_week = weeks[:, weeks.shape[1] - whole :].reshape(len(products), -1, 7).sum(axis=2)
        return [
            days.var(axis=1) / np.maximum(days.mean(axis=1), _LOWEST_LEVEL),
            days.max(axis=1) / level,
            by_week.std(axis=1) / np.maximum(by_week.mean(axis=1), 0.1) if whole else level * 0,
        ]

    def _price(self, products: Rows, origin: int) -> list[Numbers]:
        """The price, also relative to the last weeks and to the highest; NaN where unknown."""
        price = self.demand.price[products, origin - 1]
        start = max(origin - 8 * 7, 0)
        usual = (self.prices[products, origin] - self.prices[products, start]) / (origin - start)
        before = self.demand.price[products, max(origin - 28, 0)]
        with np.errstate(divide="ignore", invalid="ignore"):
            return [np.log(price), price / usual, price / before]

    def _momentum(self, origin: int, days: int, before: int) -> Numbers:
        """How much more each product's category sells than in the days before, n."""

        def rate(start: int, end: int) -> Numbers:
            start, end = max(start, 0), max(end, 0)
            units = np.bincount(self.groups, self.units[:, end] - self.units[:, start])
            shown = np.bincount(self.groups, self.shown[:, end] - self.shown[:, start])
            return np.asarray((units + 1) / (shown + 1))

        lately, earlier = rate(origin - days, origin), rate(origin - days - before, origin - days)
        return np.asarray((lately / earlier)[self.groups])

    def _time_of_month(self, origin: int, days: int) -> Numbers:
        """Where in the month the coming days lie, and the week before them: pay days count."""
        coming = (self.month[:, origin + days] - self.month[:, origin]) / days
        start = max(origin - 7, 0)
        before = (self.month[:, origin] - self.month[:, start]) / max(origin - start, 1)
        return np.concatenate([coming, before])

    def _day_of_year(self, day: int) -> int:
        return (self.demand.first_day + timedelta(days=day)).timetuple().tm_yday

    def _a_year_ago(self, origin: int, products: Rows, days: int) -> list[Numbers]:
        """What came a year ago relative to the weeks before it: own and of the category."""
        then = origin - _YEAR_DAYS
        if then < _YOUNG_DAYS:
            return [np.full(len(products), np.nan)] * 2
        own = self._rate(products, then + days, days)
        before = self._rate(products, then, 8 * 7)
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = np.where(before > 0, own / before, np.nan)
        return [ratio, self._momentum(then + days, days, 8 * 7)[products]]


def _month_waves(demand: Demand) -> Numbers:
    """Where in its month each past and coming day lies, as sine and cosine; 2 × days."""
    days = np.datetime64(demand.first_day, "D") + np.arange(demand.exposure.shape[1])
    since_first = (days - days.astype("datetime64[M]")).astype(float)
    angle = 2 * np.pi * since_first / _MONTH_DAYS
    return np.stack([np.sin(angle), np.cos(angle)])


def join(parts: Sequence[Examples]) -> Examples:
    """Put examples under one another."""
    return Examples(
        products=np.concatenate([part.products for part in parts]),
        days=np.concatenate([part.days for part in parts]),
        features=np.concatenate([part.features for part in parts]),
        expected=np.concatenate([part.expected for part in parts]),
    )
