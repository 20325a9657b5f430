"""A schedule for the season: would levels or fixed orders of one product beat the plan's rule?

All ways are walked through the same made-up futures, in which the product sells as the forecast
says, with real lead times, smallest orders and packs. Schedules are made from the forecast's
distributions, and the futures are drawn afterwards: no schedule knows what it is judged by. The
plan's rule is made anew at each look, from what the forecast says of the days from then on.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from inventory_core.domain.forecast import Forecast
from inventory_core.domain.frames import check, typed
from inventory_core.domain.settings import ServiceRule, Settings
from inventory_core.optimization.plan import ReorderRule
from inventory_core.optimization.season_levels import SeasonLevels
from inventory_core.simulation.season_case import HALF_YEAR_DAYS, SeasonCase, season_case
from inventory_core.simulation.tables import SCHEDULE, SEASON_SAVINGS, SEASON_WAYS
from inventory_core.simulation.walk import Replay, Rule, Situation, Start, Terms, replay

Numbers = npt.NDArray[np.float64]

PLAN_RULE, COSTS_RULE, SEASON_LEVELS, FIXED_ORDERS = (
    "plan",
    "costs decide",
    "levels",
    "fixed orders",
)

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

    best: SEASON_LEVELS or FIXED_ORDERS, whichever costs less. ways: SEASON_WAYS. schedule: SCHEDULE
    of the best.
    stock: rule, day and on_hand, expected at the end of each period. stock_position: today, units.
    order_units: what the best orders today.
    """

    days: int
    futures: int
    best: str
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
        trifle = _SLIGHT * self.of(PLAN_RULE, "total")
        return self.saving > max(SURE_ERRORS * self.error, trifle)


def has_season(forecast: Forecast) -> npt.NDArray[np.bool_]:
    """Tell which products are expected to sell much more in one month than in another, n."""
    months = forecast.mean.shape[1] // _MONTH_DAYS
    sums = forecast.mean[:, : months * _MONTH_DAYS].reshape(-1, months, _MONTH_DAYS).sum(axis=2)
    best, worst = sums.max(axis=1), sums.min(axis=1)
    return np.asarray((best >= _FEWEST_A_MONTH) & (best > SEASONAL_RATIO * worst))


def compare_ways(
    forecast: Forecast,
    *,
    plan: pd.DataFrame,
    product: pd.DataFrame,
    settings: Settings,
    rng: np.random.Generator,
) -> SeasonSchedule:
    """Find the best schedule for one product, and what it saves against the plan's rule.

    Args:
        forecast: of the product alone, as the plan uses it.
        plan: PLAN, its row.
        product: PRODUCTS, its row.
        settings: the shop's.
        rng: draws the futures.

    Raises:
        SettingsError: something that costs is unknown, or there is nothing to schedule.
    """
    case = season_case(forecast, plan=plan, product=product, settings=settings)
    by_plan, levels = case.plan_rule(settings), case.levels()
    fixed = case.fixed_orders(by_plan)
    rules = {
        PLAN_RULE: _as_planned(by_plan),
        SEASON_LEVELS: _up_to(levels),
        FIXED_ORDERS: _as_fixed(fixed),
    }
    if case.follows_shop and settings.service_rule != ServiceRule.COSTS:
        by_costs = case.plan_rule(replace(settings, service_rule=ServiceRule.COSTS))
        rules[COSTS_RULE] = _as_planned(by_costs)
    walked = _walk(case, rules, rng)
    ways = _ways(case, walked, levels)
    best = min((SEASON_LEVELS, FIXED_ORDERS), key=ways.set_index("way")["total"].__getitem__)
    return SeasonSchedule(
        days=case.periods * case.period_days,
        futures=_FUTURES,
        best=best,
        ways=ways,
        schedule=_schedule(case, best, levels=levels, fixed=fixed),
        stock=_expected_stock(case, {way: walked[way] for way in (PLAN_RULE, best)}),
        stock_position=case.stock,
        order_units=float(walked[best].ordered[0, 0]),
    )


# The ways as rules


def _as_planned(rule: ReorderRule) -> Rule:
    def wanted(known: Situation) -> Numbers:
        lacking = rule.reorder_point[known.period] - known.position
        ordered = (lacking > 0) & rule.stocked[known.period]
        return np.where(ordered, np.maximum(lacking, rule.lot[known.period]), 0.0)

    return wanted


def _up_to(levels: SeasonLevels) -> Rule:
    def wanted(known: Situation) -> Numbers:
        ordered = known.position <= levels.reorder_points[known.period]
        return np.where(ordered, levels.order_up_to[known.period] - known.position, 0.0)

    return wanted


def _as_fixed(orders: Numbers) -> Rule:
    return lambda known: np.full(known.position.shape, orders[known.period])


# Futures, and what each way costs in them


def _walk(
    case: SeasonCase, rules: Mapping[str, Rule], rng: np.random.Generator
) -> dict[str, Replay]:
    lead_times = case.lead_times.drawn(_FUTURES, rng)
    periods = case.periods + case.lead_times.longest
    futures = case.demand.futures(_FUTURES, periods=periods, rng=rng)
    start = Start(period=0, on_hand=np.full(_FUTURES, case.stock))
    money = {
        "moq_units": case.terms.fewest_units,
        "pack_size_units": case.terms.pack_size_units,
        "unit_cost": float(case.assumed["cost"].iloc[0]),
        "order_cost": case.terms.order_cost,
        "holding_cost": case.terms.holding_cost,
        "lost_sale_cost": case.terms.lost_sale_cost,
    }
    terms = Terms(
        lead_time_periods=lead_times,
        **{name: np.full(_FUTURES, value) for name, value in money.items()},
    )
    return {
        way: replay(futures, _until(rule, case.periods), terms=terms, start=start)
        for way, rule in rules.items()
    }


def _until(rule: Rule, period: int) -> Rule:
    """Order nothing more from a period on."""
    return lambda known: rule(known) if known.period < period else np.zeros(known.position.shape)


def _ways(case: SeasonCase, walked: Mapping[str, Replay], levels: SeasonLevels) -> pd.DataFrame:
    """Add up what the orders of all periods cost in each future, from when they can arrive on.

    What is left when the last period is over counts by what it costs from then on under the best
    levels, more than what the way does that leaves the stock best for that.
    """
    later = {way: _later_cost(case, each, levels) for way, each in walked.items()}
    least = min(each.mean() for each in later.values())
    usual = _own_costs(case, walked[PLAN_RULE]).sum(axis=1) + later[PLAN_RULE]
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


def _counted(case: SeasonCase, walked: Replay) -> npt.NDArray[np.bool_]:
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


def _schedule(case: SeasonCase, best: str, *, levels: SeasonLevels, fixed: Numbers) -> pd.DataFrame:
    empty = np.full(case.periods, np.nan)
    by_levels = best == SEASON_LEVELS
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


def _expected_stock(case: SeasonCase, walked: Mapping[str, Replay]) -> pd.DataFrame:
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
            "plan_cost": each.of(PLAN_RULE, "total"),
            "saving": each.saving,
            "doubt": SURE_ERRORS * each.error,
            "costs_rule_saving": each.of(COSTS_RULE, "saving"),
        }
        told = {"sku": sku, "name": names[sku], "way": each.best}
        if each.is_sure:
            rows.append(told | {name: half_year * amount for name, amount in money.items()})
    savings = typed(pd.DataFrame(rows, columns=list(SEASON_SAVINGS)), SEASON_SAVINGS)
    ordered = savings.sort_values("saving", ascending=False, kind="stable")
    return check(ordered.reset_index(drop=True), SEASON_SAVINGS)
