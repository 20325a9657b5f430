"""The ordering contest: what rules cost that must order two full weeks ahead, by the same past.

Several hundred products of a real retailer are ordered once a week, six times. An order placed at
the end of a week can be sold from the third week after it on. What is asked for in vain is lost, at
1 a unit; what is left at the end of a week costs 0.2 a unit. The two weeks before any order arrives
are the same for all and do not count. The plan is told what a seller would tell it, and nothing
else: cost, price, what keeping costs, that an order costs nothing, and the lead time.

The data are a folder with weekly.parquet (store, product, week, sales, in_stock, part) and
start.parquet (store, product, on_hand, arrives_week1, arrives_week2), or a folder of such folders.
"""

import errno
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from inventory_core.domain.demand import Demand, Flags, Numbers, plain_demand
from inventory_core.domain.forecast import Forecast
from inventory_core.domain.frames import PRODUCTS, STOCK, typed
from inventory_core.domain.settings import ServiceRule, Settings
from inventory_core.forecasting import count
from inventory_core.optimization.plan import make_plan

HOLDING, LOST = 0.2, 1.0
"""Money for a unit left at the end of a week, and for one asked for in vain."""
ORDERS, LEAD_WEEKS, PLAYED_WEEKS = 6, 2, 8
WEEK_DAYS, YEAR_WEEKS = 7, 52
PRICE, COST, HOLDING_RATE = 21.8, 20.8, 0.5
RATIO = LOST / (LOST + HOLDING)
"""Critical ratio of a week that could be ordered for by itself."""
PACE_WEEKS = 13
SETTINGS = Settings(order_cost=0, holding_rate=HOLDING_RATE, review_period_days=WEEK_DAYS)


@dataclass(frozen=True, eq=False, kw_only=True)
class Known:
    """What is known of n products when they are ordered.

    past: units of each week, n × weeks. in_stock: whether each was there, n × weeks. stock: units
    left, n. coming: units that arrive at the beginning of the next weeks, n × LEAD_WEEKS. ended:
    the last day of the past.
    """

    skus: npt.NDArray[np.str_]
    past: Numbers
    in_stock: Flags
    stock: Numbers
    coming: Numbers
    ended: date

    @property
    def position(self) -> Numbers:
        """On hand and on its way, n."""
        return np.asarray(self.stock + self.coming.sum(axis=1))


@dataclass(frozen=True, eq=False, kw_only=True)
class Window:
    """What sold in each week, the last ones of which are played, and the stock at their start."""

    name: str
    skus: npt.NDArray[np.str_]
    units: Numbers
    in_stock: Flags
    first_week: date
    start: Numbers
    coming: Numbers


Rule = Callable[[Known], Numbers]


@dataclass(frozen=True, kw_only=True)
class Cost:
    """Money of the weeks that count."""

    holding: float
    lost: float

    @property
    def total(self) -> float:
        """Both."""
        return self.holding + self.lost


def report(data: Path) -> str:
    """Play every rule in every window, and compare them."""
    windows = [read_window(folder) for folder in _folders(data)]
    rules = {**OTHERS, **OURS}
    costs: dict[str, list[Cost]] = {}
    for name, rule in rules.items():
        costs[name] = []
        for window in windows:
            print(name, window.name, file=sys.stderr, flush=True)
            costs[name].append(play(window, rule))
    names = [window.name for window in windows]
    lines = [f"| rule | {' | '.join(names)} | together |", "|---|" + "---|" * (len(names) + 1)]
    lines += [_line(name, each) for name, each in costs.items()]
    return "\n".join(lines)


def _line(name: str, costs: list[Cost]) -> str:
    each = [f"{cost.total:,.0f} ({cost.holding:,.0f} + {cost.lost:,.0f})" for cost in costs]
    return f"| {name} | {' | '.join(each)} | {sum(cost.total for cost in costs):,.0f} |"


def _folders(data: Path) -> list[Path]:
    if (data / "weekly.parquet").exists():
        return [data]
    found = sorted(file.parent for file in data.glob("*/weekly.parquet"))
    if not found:
        raise FileNotFoundError(errno.ENOENT, "no such file", str(data / "weekly.parquet"))
    return found


def read_window(folder: Path) -> Window:
    """Read one folder."""
    weekly = pd.read_parquet(folder / "weekly.parquet")
    start = pd.read_parquet(folder / "start.parquet")
    weekly, start = (
        frame.assign(sku=frame["store"].astype(str) + "-" + frame["product"].astype(str))
        for frame in (weekly, start)
    )
    by_week = weekly.set_index(["sku", "week"])[["sales", "in_stock"]].astype(float)
    wide = by_week.unstack("week")  # noqa: PD010 (each product and week stands there once)
    there = start.set_index("sku").loc[wide.index]
    return Window(
        name=folder.name,
        skus=wide.index.to_numpy(dtype=str),
        units=wide["sales"].fillna(0.0).to_numpy(),
        in_stock=wide["in_stock"].fillna(1.0).to_numpy() > 0,
        first_week=weekly["week"].min().date(),
        start=there["on_hand"].to_numpy(dtype=float),
        coming=there[["arrives_week1", "arrives_week2"]].to_numpy(dtype=float),
    )


def play(window: Window, rule: Rule) -> Cost:
    """Walk one rule through a window."""
    known_weeks = window.units.shape[1] - PLAYED_WEEKS
    arriving = np.zeros((len(window.skus), PLAYED_WEEKS + LEAD_WEEKS + 1))
    arriving[:, :LEAD_WEEKS] = window.coming
    stock, holding, lost = window.start.copy(), 0.0, 0.0
    for week in range(PLAYED_WEEKS):
        if week < ORDERS:
            known = _known(window, known_weeks + week, stock, arriving[:, week : week + LEAD_WEEKS])
            arriving[:, week + LEAD_WEEKS] = np.maximum(np.round(rule(known)), 0.0)
        asked = window.units[:, known_weeks + week]
        there = stock + arriving[:, week]
        stock = np.maximum(there - asked, 0.0)
        if week >= LEAD_WEEKS:
            holding += HOLDING * float(stock.sum())
            lost += LOST * float(np.maximum(asked - there, 0.0).sum())
    return Cost(holding=holding, lost=lost)


def _known(window: Window, weeks: int, stock: Numbers, coming: Numbers) -> Known:
    return Known(
        skus=window.skus,
        past=window.units[:, :weeks].copy(),
        in_stock=window.in_stock[:, :weeks].copy(),
        stock=stock.copy(),
        coming=coming.copy(),
        ended=window.first_week + timedelta(days=WEEK_DAYS * weeks - 1),
    )


# The rules of others


def seasonal_average(known: Known) -> Numbers:
    """Average of the last weeks without season, with the season of each coming week, n × weeks.

    Season: what the whole shop sells in that week of the year, relative to its average week.
    """
    total = known.past.sum(axis=0)
    weeks = np.arange(total.size)[::-1] % YEAR_WEEKS  # 0: the week of the year that just ended
    season = np.array([total[weeks == week].mean() for week in range(YEAR_WEEKS)])
    season = season / season.mean()
    pace = (known.past / season[weeks])[:, -PACE_WEEKS:].mean(axis=1)
    coming = season[(-1 - np.arange(2 * LEAD_WEEKS)) % YEAR_WEEKS]
    return np.asarray(pace[:, None] * coming)


def cover_rule(weeks: int) -> Rule:
    """Order up to what the seasonal average expects in so many weeks."""
    return lambda known: np.ceil(seasonal_average(known)[:, :weeks].sum(axis=1)) - known.position


def filled_up(known: Known) -> Numbers:
    """Fill the stock that is expected at the arrival, less what is lost, up to 1.2 weeks."""
    expected = seasonal_average(known)
    stock = known.stock
    for week in range(LEAD_WEEKS):
        stock = np.maximum(stock + known.coming[:, week] - expected[:, week], 0.0)
    return 1.2 * expected[:, LEAD_WEEKS] - stock


def base_stock(known: Known) -> Numbers:
    """Order up to the critical ratio's quantile of demand over lead time and a week."""
    forecast = count_forecast(_demand(known), known.skus)
    days = WEEK_DAYS * (LEAD_WEEKS + 1)
    return np.ceil(forecast.total_quantile(days, RATIO)) - known.position


def textbook(known: Known) -> Numbers:
    """Order up to mean and safety factor times standard deviation, of the last year's weeks."""
    weeks = LEAD_WEEKS + 1
    year = known.past[:, -YEAR_WEEKS:]
    factor = 0.9674  # the standard normal quantile at the critical ratio
    return weeks * year.mean(axis=1) + factor * year.std(axis=1) * weeks**0.5 - known.position


# This plan


def count_forecast(demand: Demand, skus: npt.NDArray[np.str_]) -> Forecast:
    """Forecast as the app does."""
    sold = demand.select(np.asarray(demand.units.any(axis=1)))
    return count.forecast(sold, np.random.default_rng(0)).align(skus)


def _demand(known: Known, *, by_stock: bool = False) -> Demand:
    """What the app makes of a sheet of weeks, told what was sold out or not."""
    daily = np.repeat(known.past / WEEK_DAYS, WEEK_DAYS, axis=1)
    first = known.ended - timedelta(days=daily.shape[1] - 1)
    demand = plain_demand(skus=known.skus, first_day=first, units=daily)
    demand = replace(demand, told_by=np.full(len(known.skus), first.weekday()))
    if not by_stock:
        return demand
    exposure = demand.exposure.copy()
    told = known.in_stock | (known.past > 0)
    exposure[:, : demand.days] *= np.repeat(told, WEEK_DAYS, axis=1)
    return replace(demand, exposure=exposure)


def plan_rule(settings: Settings, *, by_stock: bool = False) -> Rule:
    """Order what the plan says."""

    def wanted(known: Known) -> Numbers:
        demand = _demand(known, by_stock=by_stock)
        products = pd.DataFrame({"sku": known.skus, "cost": COST, "price": PRICE})
        products["lead_time_days"] = float(WEEK_DAYS * LEAD_WEEKS)
        stock = pd.DataFrame({"place": "shop", "sku": known.skus, "day": pd.Timestamp(known.ended)})
        counted = stock.assign(on_hand=known.stock, on_order=known.coming.sum(axis=1), committed=0)
        plan = make_plan(
            demand,
            count_forecast(demand, known.skus),
            products=typed(products, PRODUCTS),
            stock=typed(counted.assign(rows=1.0), STOCK),
            settings=settings,
        )
        return plan.orders.units

    return wanted


def _by_level(level: float) -> Settings:
    return replace(SETTINGS, service_rule=ServiceRule.LEVEL, service_level=level)


OTHERS: dict[str, Rule] = {
    "organiser's: seasonal average, 4 weeks' cover": cover_rule(4),
    "the same average, 3 weeks' cover": cover_rule(3),
    "the same average, stock at arrival filled up to 1.2 weeks": filled_up,
    "base stock at the critical ratio": base_stock,
    "textbook: mean and safety stock": textbook,
}
OURS: dict[str, Rule] = {
    "**this plan**, by default: costs decide": plan_rule(SETTINGS),
    "this plan, told what was sold out": plan_rule(SETTINGS, by_stock=True),
    "this plan, at a service level of 83 %": plan_rule(_by_level(RATIO)),
}
