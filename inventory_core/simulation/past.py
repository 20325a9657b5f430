"""The shop's own past, walked again by several rules: had you ordered like this, what then?

Every rule looks at the shop as often as the seller does, knows only what was known on that day, and
begins with the same stock. What was sold is taken for what was asked for.

Where counts of the stock tell what really happened, that stands beside the rules, on the same
products. All then begin with what was really there, and what arrived within the lead time from the
first day on arrives for all, since it had been ordered before.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from inventory_core.domain.demand import Demand, Numbers
from inventory_core.domain.errors import ForecastError
from inventory_core.domain.frames import PRODUCTS, typed
from inventory_core.domain.language import gettext as _
from inventory_core.domain.products import Economics, PeriodTerms
from inventory_core.domain.settings import Settings
from inventory_core.forecasting.engine import count_forecast
from inventory_core.optimization.reordering import by_forecast, orders_of_a_day, protection_of
from inventory_core.simulation.stock_history import RealPast
from inventory_core.simulation.walk import (
    Replay,
    Rule,
    Situation,
    Start,
    bell_curve_rule,
    history_rule,
    min_max_rule,
    replay,
)

THIS_PLAN, WEEKS, MIN_MAX, TEXTBOOK = "this plan", "weeks of stock", "min and max", "textbook"
RULES = (THIS_PLAN, WEEKS, MIN_MAX, TEXTBOOK)
WHAT_HAPPENED = "what really happened"
"""Stands beside the rules where it is known."""

FEWEST_KNOWN_DAYS = 84
"""What a rule must know before it may order."""
_PACE_DAYS = 28
_COVER_DAYS = 28
_SAFETY_DAYS = 14
_TEXTBOOK_LEVEL = 0.95
_FEW_DAYS = 3


@dataclass(frozen=True, eq=False, kw_only=True)
class Walked:
    """What each rule did to the same products.

    left_out: number of products that are bought once, or whose cost or price is unknown.
    """

    skus: npt.NDArray[np.str_]
    first_day: pd.Timestamp
    replays: Mapping[str, Replay]
    left_out: int

    def totals(self) -> pd.DataFrame:
        """Return one row per rule, the dearest last.

        Columns rule; ordering, holding, lost_sales, total and stock_value in money; fill_rate;
        orders and stockout_days, over all products, in numbers.
        """
        rows = []
        for rule, walked in self.replays.items():
            products = walked.by_product()
            money = products[["ordering", "holding", "lost_sales", "total", "stock_value"]].sum()
            counted = products[["orders", "stockout_periods"]].sum()
            rows.append(
                {"rule": rule, **money, "fill_rate": walked.fill_rate, "orders": counted["orders"]}
                | {"stockout_days": counted["stockout_periods"]}
            )
        return pd.DataFrame(rows).sort_values("total", kind="stable").reset_index(drop=True)

    def by_day(self) -> pd.DataFrame:
        """Return rule, day, stock_value and cost so far, in money, of all products together."""
        parts = []
        for rule, walked in self.replays.items():
            daily = walked.by_period()
            days = pd.date_range(self.first_day, periods=len(daily), freq="D")
            cost = daily["total"].cumsum()
            part = {"rule": rule, "day": days, "stock_value": daily["stock_value"], "cost": cost}
            parts.append(pd.DataFrame(part))
        return pd.concat(parts, ignore_index=True)

    def stock_of(self, sku: str) -> pd.DataFrame:
        """Return rule, day and on_hand of one product."""
        row = int(np.flatnonzero(self.skus == sku)[0])
        parts = []
        for rule, walked in self.replays.items():
            units = walked.on_hand[row]
            days = pd.date_range(self.first_day, periods=len(units), freq="D")
            parts.append(pd.DataFrame({"rule": rule, "day": days, "on_hand": units}))
        return pd.concat(parts, ignore_index=True)


def _silent(share: float) -> None:
    """Tell nobody how far it is."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Judged:
    """The products that a replay can judge: bought again and again, of known cost and price.

    demand: theirs. economics: likewise. left_out: number of the others.
    """

    demand: Demand
    economics: Economics
    left_out: int

    @cached_property
    def terms(self) -> PeriodTerms:
        """What a day costs."""
        return self.economics.by_period(1)


def judged(demand: Demand, *, products: pd.DataFrame, settings: Settings) -> Judged:
    """Choose from a shop's demand what a replay can judge.

    Raises:
        ForecastError: there is no product with cost and price.
    """
    sold = products.set_index("sku").reindex(demand.skus).reset_index()
    economics = Economics.of(typed(sold, PRODUCTS), settings)
    able = np.isfinite(economics.lost_sale_cost) & ~economics.one_shot
    if not able.any():
        raise ForecastError(_("No product has a cost and a price: add them on the Products page."))
    return Judged(
        demand=demand.select(able),
        economics=economics.select(able),
        left_out=int((~able).sum()),
    )


def walk(
    demand: Demand,
    *,
    products: pd.DataFrame,
    settings: Settings,
    days: int,
    real: RealPast | None = None,
    progress: Callable[[float], object] = _silent,
) -> Walked:
    """Walk all rules through the last days of a shop's history.

    Args:
        demand: of all products.
        products: PRODUCTS.
        settings: the shop's.
        days: how far back the walk begins.
        real: what really happened on these days; then only its products are walked, beside it.
        progress: told which share is done.

    Raises:
        ForecastError: there is too little history, or no product with cost and price.
    """
    _refuse_short_history(demand, days=days)
    among = demand if real is None else demand.select(np.isin(demand.skus, real.skus))
    shop = judged(among, products=products, settings=settings)
    real = None if real is None else real.of(shop.demand.skus)
    asked, start = _beginning(shop, settings, days=days, real=real)
    replays = {
        name: replay(
            asked,
            _looked_at(rule, every_days=settings.review_period_days),
            terms=shop.terms,
            start=start,
            # The plan alone takes long; the others are done at once.
            progress=progress if name == THIS_PLAN else _silent,
        )
        for name, rule in _rules(demand, shop, settings).items()
    }
    return Walked(
        skus=shop.demand.skus,
        first_day=pd.Timestamp(demand.start) - pd.Timedelta(days=days),
        replays=replays if real is None else replays | {WHAT_HAPPENED: _as_it_was(shop, real)},
        left_out=shop.left_out,
    )


def _refuse_short_history(demand: Demand, *, days: int) -> None:
    if demand.days - days < FEWEST_KNOWN_DAYS:
        raise ForecastError(
            _("Rules need {days} days to learn from first: choose a shorter time.").format(
                days=FEWEST_KNOWN_DAYS
            )
        )


def _rules(demand: Demand, shop: Judged, settings: Settings) -> dict[str, Rule]:
    return {
        THIS_PLAN: _plan_rule(demand, shop.economics, settings),
        WEEKS: _weeks_rule(shop.terms),
        MIN_MAX: history_rule(shop.terms),
        TEXTBOOK: bell_curve_rule(shop.terms, service_level=_TEXTBOOK_LEVEL),
    }


def _beginning(
    shop: Judged, settings: Settings, *, days: int, real: RealPast | None
) -> tuple[Numbers, Start]:
    """Return what is asked for, in all of history, and the stock with which all rules begin."""
    begin, asked = shop.demand.days - days, shop.demand.units
    if real is None:
        return asked, Start(period=begin, on_hand=first_stock(shop, settings, days=days))
    lost = np.pad(real.lost, ((0, 0), (begin, 0)))
    soon = np.arange(days) < shop.terms.lead_time_periods[:, None]
    under_way = np.where(soon, real.arrived, 0.0)
    return asked + lost, Start(period=begin, on_hand=real.before, under_way=under_way)


def first_stock(shop: Judged, settings: Settings, *, days: int) -> Numbers:
    """What lasts, at the pace of the weeks before, until a first order can have arrived."""
    begin = shop.demand.days - days
    pace = shop.demand.units[:, begin - _PACE_DAYS : begin].mean(axis=1)
    lead_time = shop.terms.lead_time_periods
    return np.ceil(pace * (lead_time + settings.review_period_days + _SAFETY_DAYS))


def _as_it_was(shop: Judged, real: RealPast) -> Replay:
    """Tell what happened as if it had been a rule.

    What arrived was ordered, but for little: less than half the smallest order, or than sells in
    three days, is taken for goods that came back, or for a mistake in counting.
    """
    sold = shop.demand.units[:, -real.lost.shape[1] :]
    asked = sold + real.lost
    least = np.maximum(shop.terms.smallest_order / 2, _FEW_DAYS * asked.mean(axis=1))
    return Replay(
        terms=shop.terms,
        demand=asked,
        on_hand=real.on_hand,
        ordered=np.where(real.arrived >= least[:, None], real.arrived, 0.0),
        arrived=real.arrived,
        sold=sold,
        lost=real.lost,
    )


def _weeks_rule(terms: PeriodTerms) -> Rule:
    """Order for four weeks more, at the pace of the last four, at two weeks' safety."""

    def wanted(known: Situation) -> Numbers:
        pace = known.past[:, -_PACE_DAYS:].mean(axis=1)
        least = pace * (terms.lead_time_periods + _SAFETY_DAYS)
        most = least + pace * _COVER_DAYS
        return min_max_rule(minimum=least, maximum=most)(known)

    return wanted


def _looked_at(rule: Rule, *, every_days: int) -> Rule:
    """Let a rule order only on the days on which the seller looks."""
    step = max(every_days, 1)
    return lambda known: rule(known) if known.period % step == 0 else np.zeros(len(known.on_hand))


def _plan_rule(demand: Demand, economics: Economics, settings: Settings) -> Rule:
    """Order what the plan would have ordered, forecasting by Count from the days before alone.

    demand: of all products, from which Count learns. economics: of those that are ordered.
    """

    def wanted(known: Situation) -> Numbers:
        expected = count_forecast(demand.until(known.period)).align(economics.skus)
        protection = protection_of(economics, expected)
        made = by_forecast(economics, expected, protection, settings)
        late = expected.total(economics.lead_time_days.round())
        return orders_of_a_day(made, late, known.position)

    return wanted
