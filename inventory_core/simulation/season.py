"""A schedule for the season: would levels or fixed orders of one product beat the plan's rule?

A period is the time from one look at the plan to the next. Goods that are on their way count as
on hand. All ways are walked through the same made-up futures, in which the product sells as the
forecast says, with real lead times, smallest orders and packs. Schedules are made from the
forecast's distributions, and the futures are drawn afterwards: no schedule knows what it is judged
by. The plan's rule is made anew at each look, from what the forecast says of the days from then on.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
import pandas as pd

from inventory_core.domain.demand import Flags, Numbers
from inventory_core.domain.errors import SettingsError
from inventory_core.domain.forecast import Forecast
from inventory_core.domain.frames import check, typed
from inventory_core.domain.language import gettext as _
from inventory_core.domain.policy import Policy
from inventory_core.domain.products import DAYS_A_YEAR, Economics, PeriodTerms
from inventory_core.domain.settings import ServiceRule, Settings
from inventory_core.optimization.period_demand import LeadTimes, PeriodDemand, period_demand
from inventory_core.optimization.plan import Plan
from inventory_core.optimization.reordering import reordering
from inventory_core.optimization.season_levels import SeasonLevels, fixed_orders, season_levels
from inventory_core.simulation.tables import SCHEDULE, SEASON_SAVINGS, SEASON_WAYS
from inventory_core.simulation.walk import Replay, Rule, Start, replay


class Way(StrEnum):
    """A way to order a product through its season."""

    PLAN = "plan"
    COSTS = "costs decide"
    LEVELS = "levels"
    FIXED_ORDERS = "fixed orders"


HALF_YEAR_DAYS = 182
_FEWEST_DAYS = 56
"""A schedule of fewer days is none."""
_SHORTEST_PERIOD_DAYS = 7
"""Who looks more often is taken to order once a week."""
_LONGEST_PERIOD_DAYS = 14
"""Longer periods tell too little of lead times that end within them."""
_LONGEST_LOT_YEARS = 2.0
"""Who must buy for longer at once needs no schedule."""
SEASONAL_RATIO = 1.5
"""Where demand has a season, its highest month is above its lowest by at least this factor."""
_MONTH_DAYS = 28
_FEWEST_A_MONTH = 1.0
"""What sells less in its best month has no season that one could plan for."""
_FUTURES = 1000
SURE_ERRORS = 2.0
"""What differs by so many standard errors is hardly chance: 1 case in 20."""
_SLIGHT = 0.01
"""A saving below this share of the cost is no reason to change anything."""


@dataclass(frozen=True, eq=False, kw_only=True)
class SeasonSchedule:
    """What ways to order a product cost in the days that can be planned, and the best schedule.

    best: Way.LEVELS or Way.FIXED_ORDERS, whichever costs less. ways: SEASON_WAYS. schedule:
    SCHEDULE of the best. stock: rule, day and on_hand, expected at the end of each period.
    stock_position: today, units. order_units: what the best orders today.
    """

    days: int
    futures: int
    best: Way
    ways: pd.DataFrame
    schedule: pd.DataFrame
    stock: pd.DataFrame
    stock_position: float
    order_units: float

    def of(self, way: str, column: str) -> float:
        """Return a number of one of the ways; NaN where it was not compared."""
        known = self.ways.loc[self.ways["way"] == way, column]
        return float(known.iloc[0]) if len(known) else float("nan")

    @property
    def saving(self) -> float:
        """Money that the best schedule is expected to save."""
        return self.of(self.best, "saving")

    @property
    def error(self) -> float:
        """Standard error of the saving, in money."""
        return self.of(self.best, "error")

    @property
    def is_sure(self) -> bool:
        """Tell whether it saves, more than by chance and more than a trifle."""
        trifle = _SLIGHT * self.of(Way.PLAN, "total")
        return self.saving > max(SURE_ERRORS * self.error, trifle)


def has_season(forecast: Forecast) -> Flags:
    """Tell which products are expected to sell much more in one month than in another, n."""
    months = forecast.mean.shape[1] // _MONTH_DAYS
    sums = forecast.mean[:, : months * _MONTH_DAYS].reshape(-1, months, _MONTH_DAYS).sum(axis=2)
    best, worst = sums.max(axis=1), sums.min(axis=1)
    return np.asarray((best >= _FEWEST_A_MONTH) & (best > SEASONAL_RATIO * worst))


# One product's season


@dataclass(frozen=True, eq=False, kw_only=True)
class SeasonCase:
    """A product, and the periods at whose start it may be ordered.

    first_day: of the first period. stock: the stock position then, units. terms: what a period
    costs. economics: of the one product.
    """

    first_day: pd.Timestamp
    period_days: int
    periods: int
    stock: float
    demand: PeriodDemand
    lead_times: LeadTimes
    terms: PeriodTerms
    economics: Economics

    @property
    def days(self) -> pd.DatetimeIndex:
        """The first day of each period."""
        step = pd.Timedelta(days=self.period_days)
        return pd.date_range(self.first_day, periods=self.periods, freq=step)

    def plan_policy(self, settings: Settings) -> Policy:
        """Return what the plan would go by in each period, made from the forecast from then on."""
        season = self.demand.total_mean(self.demand.known)[: self.periods]
        if settings.service_rule == ServiceRule.CLASSES:  # the product's class holds all the time
            settings = replace(settings, service_rule=ServiceRule.LEVEL)
        made = reordering(
            self.economics.select(np.zeros(self.periods, dtype=np.int64)),
            yearly_demand=season * DAYS_A_YEAR / (self.demand.known * self.period_days),
            protection=self.demand.protection(self.lead_times, more=1, periods=self.periods),
            settings=settings,
        )
        # That the smallest order does not last too long was asked for the whole year.
        return replace(made.policy, reordered=made.policy.stocked)

    @property
    def to_serve(self) -> PeriodDemand:
        """Demand without what cannot be served any more, since no order arrives in time."""
        return self.demand.served_from(self.stock, periods=self.lead_times.usual)

    def levels(self) -> SeasonLevels:
        """Return the levels that cost least."""
        return season_levels(
            self.to_serve, self.terms, lead_times=self.lead_times, stock=self.stock
        )

    def fixed_orders(self, policy: Policy) -> Numbers:
        """Return the units of each period, fixed ahead, that keep the safety stock of a policy."""
        lasting = self.demand.protection(self.lead_times, more=1, periods=self.periods)
        return fixed_orders(
            self.to_serve,
            self.terms,
            lead_times=self.lead_times,
            stock=self.stock,
            safety_stock=np.maximum(policy.reorder_point - lasting.mean, 0.0),
        )


def season_case(plan: Plan, sku: str, settings: Settings) -> SeasonCase:
    """Take down all that decides about one product's season.

    Raises:
        SettingsError: something that costs is unknown, or there is nothing to schedule.
    """
    row = np.flatnonzero(plan.economics.skus == sku)
    goods = plan.economics.select(row)
    _refuse(plan, int(row[0]))
    if settings.service_rule == ServiceRule.CLASSES:
        # Of what sells most in the shop, the plan knows this one's class.
        goods = replace(goods, service_level=plan.reordering.level[row])
    period_days = max(int(goods.review_period_days[0]), _SHORTEST_PERIOD_DAYS)
    lead_times = LeadTimes.of_days(goods.lead_times_days[0], period_days=period_days)
    demand = period_demand(
        plan.forecast.select(row),
        period_days=period_days,
        protection_periods=lead_times.usual + 1,
    )
    periods = min(HALF_YEAR_DAYS // period_days, demand.known - lead_times.longest)
    if periods * period_days < _FEWEST_DAYS:
        raise SettingsError(
            _(
                "The forecast of {name} ends too soon after an order of today could arrive late: "
                "for a schedule, enter a shorter longest lead time."
            ).format(name=goods.names[0])
        )
    return SeasonCase(
        first_day=pd.Timestamp(plan.forecast.start),
        period_days=period_days,
        periods=periods,
        stock=max(float(plan.stock.position[row[0]]), 0.0),
        demand=demand,
        lead_times=lead_times,
        terms=goods.by_period(period_days),
        economics=goods,
    )


def _refuse(plan: Plan, row: int) -> None:
    """Raise where there is nothing to schedule, or nothing to judge a schedule by."""
    for applies, sentence in _objections(plan, row):
        if applies:
            raise SettingsError(sentence.format(name=plan.economics.names[row]))


def _objections(plan: Plan, row: int) -> tuple[tuple[bool, str], ...]:
    """Return what may speak against a schedule, and whether it does."""
    goods, yearly = plan.economics, plan.yearly_demand[row]
    earned, position = goods.lost_sale_cost[row], plan.stock.position[row]
    return (
        (
            goods.one_shot[row],
            _("{name} is bought only once, so it needs no schedule: see One-shot buys."),
        ),
        (
            not yearly > 0,
            _("{name} is not expected to sell: a schedule has to wait for its sales."),
        ),
        (
            np.isnan(earned),
            _("A schedule weighs costs: add cost and price of {name} on the Products page."),
        ),
        (
            earned <= 0,
            _("Selling {name} earns nothing, so no schedule can pay: check its cost and price."),
        ),
        (
            plan.orders.most[row] < np.inf,
            _("{name} spoils, which a schedule does not reckon with: order it by the plan."),
        ),
        (
            goods.smallest_order[row] > _LONGEST_LOT_YEARS * yearly,
            _("The smallest order of {name} lasts for years: ask the supplier for fewer first."),
        ),
        (
            position < 0,
            _("More of {name} is promised than there is: order it by the plan first."),
        ),
        (
            goods.review_period_days[row] > _LONGEST_PERIOD_DAYS,
            _(
                "A schedule goes by weeks: to compare one for {name}, look at the plan at least "
                "every two weeks (review period)."
            ),
        ),
    )


# The ways compared


def compare_ways(
    plan: Plan, sku: str, *, settings: Settings, rng: np.random.Generator
) -> SeasonSchedule:
    """Find the best schedule for one product, and what it saves against the plan's rule.

    Args:
        plan: of the shop.
        sku: the product.
        settings: the shop's.
        rng: draws the futures.

    Raises:
        SettingsError: something that costs is unknown, or there is nothing to schedule.
    """
    case = season_case(plan, sku, settings)
    by_plan, levels = case.plan_policy(settings), case.levels()
    fixed = case.fixed_orders(by_plan)
    rules = {
        Way.PLAN: _by_policy(by_plan),
        Way.LEVELS: _by_policy(levels.policy),
        Way.FIXED_ORDERS: _as_fixed(fixed),
    }
    if case.economics.follows_shop[0] and settings.service_rule != ServiceRule.COSTS:
        by_costs = case.plan_policy(replace(settings, service_rule=ServiceRule.COSTS))
        rules[Way.COSTS] = _by_policy(by_costs)
    walked = _walk(case, rules, rng)
    ways = _ways(case, walked, levels)
    best = min((Way.LEVELS, Way.FIXED_ORDERS), key=ways.set_index("way")["total"].__getitem__)
    return SeasonSchedule(
        days=case.periods * case.period_days,
        futures=_FUTURES,
        best=best,
        ways=ways,
        schedule=_schedule(case, best, levels=levels, fixed=fixed),
        stock=_expected_stock(case, {way: walked[way] for way in (Way.PLAN, best)}),
        stock_position=case.stock,
        order_units=float(walked[best].ordered[0, 0]),
    )


def _by_policy(policy: Policy) -> Rule:
    """Order by the policy of each period."""
    return lambda known: policy.at(known.period).wanted(known.position)


def _as_fixed(orders: Numbers) -> Rule:
    return lambda known: np.full(known.position.shape, orders[known.period])


# Futures, and what each way costs in them


def _walk(
    case: SeasonCase, rules: Mapping[Way, Rule], rng: np.random.Generator
) -> dict[Way, Replay]:
    lead_times = case.lead_times.drawn(_FUTURES, rng)
    periods = case.periods + case.lead_times.longest
    futures = case.demand.futures(_FUTURES, periods=periods, rng=rng)
    start = Start(period=0, on_hand=np.full(_FUTURES, case.stock))
    same = case.terms.select(np.zeros(_FUTURES, dtype=np.int64))
    terms = replace(same, lead_time_periods=lead_times)
    return {
        way: replay(futures, _until(rule, case.periods), terms=terms, start=start)
        for way, rule in rules.items()
    }


def _until(rule: Rule, period: int) -> Rule:
    """Order nothing more from a period on."""
    return lambda known: rule(known) if known.period < period else np.zeros(known.position.shape)


def _ways(case: SeasonCase, walked: Mapping[Way, Replay], levels: SeasonLevels) -> pd.DataFrame:
    """Add up what the orders of all periods cost in each future, from when they can arrive on.

    What is left when the last period is over counts by what it costs from then on under the best
    levels, more than what the way does that leaves the stock best for that.
    """
    later = {way: _later_cost(case, each, levels) for way, each in walked.items()}
    least = min(each.mean() for each in later.values())
    usual = _own_costs(case, walked[Way.PLAN]).sum(axis=1) + later[Way.PLAN]
    rows = []
    for way, each in walked.items():
        costs = _own_costs(case, each)
        total = costs.sum(axis=1) + later[way]
        rows.append(
            {
                "way": way,
                **costs.mean(),
                "left_over": later[way].mean() - least,
                "total": total.mean() - least,
                "saving": (usual - total).mean(),
                "error": (usual - total).std(ddof=1) / np.sqrt(len(total)),
                "fill_rate": _fill_rate(case, each),
            }
        )
    return check(pd.DataFrame(rows), SEASON_WAYS)


def _counted(case: SeasonCase, walked: Replay) -> Flags:
    """Which periods an order of the compared ones decides about, futures × periods."""
    first = walked.terms.lead_time_periods[:, None]
    periods = np.arange(walked.demand.shape[1])
    return np.asarray((periods >= first) & (periods < first + case.periods))


def _own_costs(case: SeasonCase, walked: Replay) -> pd.DataFrame:
    counted, terms = _counted(case, walked), walked.terms
    return pd.DataFrame(
        {
            "ordering": terms.order_cost * (walked.ordered > 0).sum(axis=1),
            "holding": terms.holding_cost * (walked.on_hand * counted).sum(axis=1),
            "lost_sales": terms.lost_sale_cost * (walked.lost * counted).sum(axis=1),
        }
    )


def _later_cost(case: SeasonCase, walked: Replay, levels: SeasonLevels) -> Numbers:
    moved = walked.ordered.sum(axis=1) - walked.sold[:, : case.periods].sum(axis=1)
    return levels.cost_from(case.periods, case.stock + moved)


def _fill_rate(case: SeasonCase, walked: Replay) -> float:
    counted = _counted(case, walked)
    asked = float((walked.demand * counted).sum())
    return 1 - float((walked.lost * counted).sum()) / asked if asked else 1.0


# What is shown


def _schedule(case: SeasonCase, best: Way, *, levels: SeasonLevels, fixed: Numbers) -> pd.DataFrame:
    empty = np.full(case.periods, np.nan)
    by_levels = best == Way.LEVELS
    schedule = pd.DataFrame(
        {
            "day": case.days,
            "demand": case.demand.mean[: case.periods],
            "reorder_point": levels.reorder_points[: case.periods] if by_levels else empty,
            "order_up_to": levels.order_up_to[: case.periods] if by_levels else empty,
            "order_units": empty if by_levels else fixed[: case.periods],
        }
    )
    return check(schedule, SCHEDULE)


def _expected_stock(case: SeasonCase, walked: Mapping[Way, Replay]) -> pd.DataFrame:
    parts = [
        pd.DataFrame(
            {
                "rule": way,
                "day": case.days + pd.Timedelta(days=case.period_days - 1),
                "on_hand": each.on_hand[:, : case.periods].mean(axis=0),
            }
        )
        for way, each in walked.items()
    ]
    return pd.concat(parts, ignore_index=True)


def season_savings(found: Mapping[str, SeasonSchedule], names: pd.Series) -> pd.DataFrame:
    """List the products for which a schedule surely saves (SEASON_SAVINGS).

    Args:
        found: what was found for each product, by its code.
        names: of products, by their code.
    """
    rows = []
    for sku, each in found.items():
        half_year = HALF_YEAR_DAYS / each.days
        money = {
            "plan_cost": each.of(Way.PLAN, "total"),
            "saving": each.saving,
            "doubt": SURE_ERRORS * each.error,
            "costs_rule_saving": each.of(Way.COSTS, "saving"),
        }
        told = {"sku": sku, "name": names[sku], "way": each.best}
        if each.is_sure:
            rows.append(told | {name: half_year * amount for name, amount in money.items()})
    savings = typed(pd.DataFrame(rows, columns=list(SEASON_SAVINGS)), SEASON_SAVINGS)
    ordered = savings.sort_values("saving", ascending=False, kind="stable")
    return check(ordered.reset_index(drop=True), SEASON_SAVINGS)
