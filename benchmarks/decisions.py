"""Decisions: what a year of purchases would have cost by this plan, and by the rules of others.

Each week of the last third is decided with only what was known before it, and replayed with the
real lead times, minimum orders and packs; what is not there is lost. The middle third serves to
choose what rules leave open. The data are a folder as weekly_shop.py describes it.
"""

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks import peers
from benchmarks.rules import foresight_rule, pace_rule
from benchmarks.weekly_shop import FIRST_DAY, WEEK_DAYS, WeeklyShop, read_weekly_shop
from inventory_core.domain.demand import Numbers
from inventory_core.domain.frames import PRODUCTS, STOCK, typed
from inventory_core.domain.products import DAYS_A_YEAR
from inventory_core.domain.settings import Settings
from inventory_core.forecasting import count
from inventory_core.optimization.plan import make_plan
from inventory_core.simulation.walk import (
    Replay,
    Rule,
    Situation,
    Start,
    bell_curve_rule,
    history_rule,
    largest_demand,
    level_rule,
    replay,
)

SERVICE_LEVEL = 0.95
PACES_TRIED_WEEKS, COVERS_TRIED_WEEKS = (4, 8, 13, 26, 52), (1, 4, 8)
PEERS = ("CrostonSBA",)
"""Whose forecasts (d) takes: AutoETS would take an hour."""
PLAN, OTHER_PLAN = "(e) **this plan**", "(e) not chosen"
FORESIGHT = "(f) perfect foresight: the bound"
_ONE_DAY = pd.Timedelta(days=1)
_LEAST_COST = 1e-9


def report(
    data: Path,
    *,
    penalty: float = 0.5,
    products: int | None = None,
    seed: int = 0,
    out: Path | None = None,
    reuse_peers: bool = False,
) -> str:
    """Replay every rule, keep what each product cost in a file if one is named, and compare.

    Args:
        data: the folder.
        penalty: what a lost sale costs, as a share of the unit's cost.
        products, seed: how many to draw, and how; all if left out.
        out: a .csv file.
        reuse_peers: take peers' forecasts from an earlier run.
    """
    shop = read_weekly_shop(data, penalty=penalty)
    shop = shop if products is None else shop.sample(products, seed=seed)
    start = _start(shop, shop.weeks - shop.weeks // 3)
    walked = {}
    for name, rule in [*_others(shop, reuse=reuse_peers), *_ours(shop)]:
        print(name, file=sys.stderr, flush=True)
        walked[name] = replay(shop.units, rule, terms=shop.terms, start=start)
    walked[FORESIGHT] = _foresight(shop, start)
    if out is not None:
        _write(walked, shop, out)
    weeks = shop.weeks - start.period
    head = f"{len(shop.skus)} products of {data.name}, {weeks} weeks from {start.period} before."
    return "\n".join([head, "", *table(walked)])


def _start(shop: WeeklyShop, week: int) -> Start:
    """Begin with the largest demand over a lead time so far on hand, the least that (c) keeps."""
    past = shop.units[:, :week]
    return Start(period=week, on_hand=largest_demand(past, shop.terms.lead_time_periods))


# The rules


def _others(shop: WeeklyShop, *, reuse: bool) -> Iterator[tuple[str, Rule]]:
    pace, cover = _best_pace(shop)
    yield (
        f"(a) pace of {pace} weeks × (lead time + {cover})",
        pace_rule(shop.terms, pace_periods=pace, cover_periods=cover),
    )
    textbook = bell_curve_rule(shop.terms, service_level=SERVICE_LEVEL)
    yield "(b) textbook normal (s, Q), EOQ, 95 %", textbook
    yield "(c) min/max of the largest lead-time demand", history_rule(shop.terms)
    for name in PEERS:
        yield f"(d) {name}, its 95 %, EOQ", peer_rule(shop, name, reuse=reuse)


def _best_pace(shop: WeeklyShop) -> tuple[int, int]:
    def cost(setting: tuple[int, int]) -> float:
        rule = pace_rule(shop.terms, pace_periods=setting[0], cover_periods=setting[1])
        return _earlier_cost(shop, rule)

    settings = [(pace, cover) for pace in PACES_TRIED_WEEKS for cover in COVERS_TRIED_WEEKS]
    return min(settings, key=cost)


def _ours(shop: WeeklyShop) -> Iterator[tuple[str, Rule]]:
    """The plan from forecasts by weeks or days, whichever was cheaper before; then the other."""
    rules = {
        "weeks": plan_rule(shop, week_days=1),
        "days, a week's units on one": plan_rule(shop, week_days=WEEK_DAYS),
    }
    first, other = sorted(rules, key=lambda name: _earlier_cost(shop, rules[name]))
    yield f"{PLAN}, forecasting {first}", rules[first]
    yield f"{OTHER_PLAN}, forecasting {other}", rules[other]


def _earlier_cost(shop: WeeklyShop, rule: Rule) -> float:
    """Replay the middle third: nothing is chosen by the weeks that are compared."""
    third = shop.weeks // 3
    known, start = shop.units[:, : shop.weeks - third], _start(shop, shop.weeks - 2 * third)
    return _total(replay(known, rule, terms=shop.terms, start=start))


def peer_rule(shop: WeeklyShop, name: str, *, reuse: bool) -> Rule:
    """Order the economic lot once below the peer's 95 % of demand over the protection period."""
    protection = shop.terms.lead_time_periods + 1
    spans = np.unique(protection)
    place = np.searchsorted(spans, protection)

    def wanted(known: Situation) -> Numbers:
        rows = np.flatnonzero(known.past.any(axis=1))
        task = peers.Task(
            series=list(known.past[rows]),
            origin=FIRST_DAY + timedelta(days=known.period),  # none of these asks for dates
            spans=[(0, int(span)) for span in spans],
            levels=(SERVICE_LEVEL,),
            season=1,
        )
        made = peers.predict(name, task, reuse=reuse)
        mean, point = np.zeros(len(protection)), np.zeros(len(protection))
        mean[rows] = made.mean[np.arange(len(rows)), place[rows]] / protection[rows]
        point[rows] = made.quantiles[np.arange(len(rows)), place[rows], 0]
        return level_rule(shop.terms, reorder_point=point, demand=mean)(known)

    return wanted


def plan_rule(shop: WeeklyShop, *, week_days: int) -> Rule:
    """Order what the plan says, from what Count forecasts anew every week.

    Args:
        shop: the shop.
        week_days: days that a week has for the app: 7, or 1 where it is to forecast by weeks.
    """
    demand, products = shop.demand(week_days=week_days), _products(shop, week_days=week_days)
    settings = Settings(review_period_days=week_days, order_cost=0)

    def wanted(known: Situation) -> Numbers:
        past = demand.until(known.period * week_days)
        sold = past.select(np.asarray(past.units.any(axis=1)))
        forecast = count.forecast(sold, np.random.default_rng(0)).align(shop.skus)
        stock = {"place": "shop", "sku": shop.skus, "day": pd.Timestamp(past.start) - _ONE_DAY}
        units = {"on_hand": known.on_hand, "on_order": known.on_order, "committed": known.owed}
        plan = make_plan(
            past,
            forecast,
            products=products,
            stock=typed(pd.DataFrame(stock | units), STOCK),
            settings=settings,
        )
        return plan.orders.units

    return wanted


def _products(shop: WeeklyShop, *, week_days: int) -> pd.DataFrame:
    """What a seller would tell of the shop's products (PRODUCTS)."""
    terms = shop.terms
    lead_time = terms.lead_time_periods * float(week_days)
    years = DAYS_A_YEAR / week_days
    facts = {
        "sku": shop.skus,
        "cost": terms.unit_cost,
        "price": terms.unit_cost + terms.lost_sale_cost,
        "holding_rate": terms.holding_cost * years / np.maximum(terms.unit_cost, _LEAST_COST),
        "order_cost": terms.order_cost,
        "lead_time_days": lead_time,
        "lead_time_shortest_days": lead_time,
        "lead_time_longest_days": lead_time,
        "moq_units": terms.moq_units,
        "pack_size_units": terms.pack_size_units,
    }
    return typed(pd.DataFrame(facts), PRODUCTS)


def _foresight(shop: WeeklyShop, start: Start) -> Replay:
    """Replay the bound: without minimum orders and packs it is lower than anybody can reach."""
    nothing = np.zeros(len(shop.skus))
    loose = replace(shop.terms, moq_units=nothing, pack_size_units=nothing)
    rule = foresight_rule(shop.units, terms=loose, start=start)
    return replay(shop.units, rule, terms=loose, start=start)


# The table


def table(walked: dict[str, Replay]) -> list[str]:
    """Compare the rules, as a Markdown table and a sentence."""
    totals = {name: _total(each) for name, each in walked.items()}
    plan = next(name for name in walked if name.startswith(PLAN))
    rivals = [name for name in walked if not name.startswith(("(e)", "(f)"))]
    best, bound = min(rivals, key=totals.__getitem__), totals[FORESIGHT]
    lines = [
        "| rule | total cost | ordering | holding | lost sales | fill rate by value "
        "| average stock value | total by bound |",
        "|---|" + "---|" * 7,
    ]
    for name, each in walked.items():
        cost = each.by_product()
        parts = [cost[part].sum() for part in ("total", "ordering", "holding", "lost_sales")]
        money = " | ".join(f"{part:,.0f}" for part in parts)
        stock = cost["stock_value"].sum()
        shares = f"{each.fill_rate:.1%} | {stock:,.0f} | {totals[name] / bound:.2f}"
        lines.append(f"| {name} | {money} | {shares} |")
    less = 1 - totals[plan] / totals[best]
    above = totals[plan] / bound - 1
    told = f"This plan costs {less:.1%} less than the best of the others, {best}, and {above:.0%} "
    return [*lines, "", told + "more than the bound."]


def _total(walked: Replay) -> float:
    return float(walked.by_product()["total"].sum())


def _write(walked: dict[str, Replay], shop: WeeklyShop, out: Path) -> None:
    parts = [each.by_product().assign(rule=name, sku=shop.skus) for name, each in walked.items()]
    pd.concat(parts, ignore_index=True).to_csv(out, index=False)
