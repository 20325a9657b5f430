"""The shop's own past, walked again by several rules: had you ordered like this, what then?

Every rule looks at the shop as often as the seller does, knows only what was known on that day, and
begins with the same stock. What was sold is taken for what was asked for.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from inventory_core.demand import Demand
from inventory_core.errors import ForecastError
from inventory_core.frames import PRODUCTS, STOCK, typed
from inventory_core.language import gettext as _
from inventory_core.optimization.plan import DAYS_A_YEAR, make_plan
from inventory_core.parameters import lost_with_a_sale, with_defaults
from inventory_core.replay import (
    Replay,
    Rule,
    Situation,
    Start,
    Terms,
    bell_curve_rule,
    history_rule,
    min_max_rule,
    replay,
)
from inventory_core.settings import Settings
from inventory_core.shop import count_forecast

Numbers = npt.NDArray[np.float64]

THIS_PLAN, WEEKS, MIN_MAX, TEXTBOOK = "this plan", "weeks of stock", "min and max", "textbook"
RULES = (THIS_PLAN, WEEKS, MIN_MAX, TEXTBOOK)

FEWEST_KNOWN_DAYS = 84
"""What a rule must know before it may order."""
_PACE_DAYS = 28
_COVER_DAYS = 28
_SAFETY_DAYS = 14
_TEXTBOOK_LEVEL = 0.95


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


def walk(
    demand: Demand,
    *,
    products: pd.DataFrame,
    settings: Settings,
    days: int,
    progress: Callable[[float], None] = _silent,
) -> Walked:
    """Walk all rules through the last days of a shop's history.

    Args:
        demand: of all products.
        products: PRODUCTS.
        settings: the shop's.
        days: how far back the walk begins.
        progress: told which share is done.

    Raises:
        ForecastError: there is too little history, or no product with cost and price.
    """
    if demand.days - days < FEWEST_KNOWN_DAYS:
        raise ForecastError(
            _("Rules need {days} days to learn from first: choose a shorter time.").format(
                days=FEWEST_KNOWN_DAYS
            )
        )
    known = products.set_index("sku").reindex(demand.skus).reset_index()
    assumed = with_defaults(typed(known, PRODUCTS), settings)
    margin = lost_with_a_sale(assumed)
    able = (margin.notna() & ~assumed["one_shot"]).to_numpy()
    if not able.any():
        raise ForecastError(_("No product has a cost and a price: add them on the Products page."))
    demand, assumed = demand.select(able), assumed[able].reset_index(drop=True)
    terms = _terms(assumed, margin[able].to_numpy(dtype=float))
    start = Start(period=demand.days - days, on_hand=_first_stock(demand, terms, settings, days))
    rules = {
        THIS_PLAN: _plan_rule(demand, products=known[able], settings=settings),
        WEEKS: _weeks_rule(terms),
        MIN_MAX: history_rule(terms),
        TEXTBOOK: bell_curve_rule(terms, service_level=_TEXTBOOK_LEVEL),
    }
    # The plan alone takes long; the others are done at once.
    told = {THIS_PLAN: progress}
    replays = {
        name: replay(
            demand.units,
            _looked_at(rule, every_days=settings.review_period_days),
            terms=terms,
            start=start,
            progress=told.get(name, _silent),
        )
        for name, rule in rules.items()
    }
    return Walked(
        skus=demand.skus,
        first_day=pd.Timestamp(demand.start) - pd.Timedelta(days=days),
        replays=replays,
        left_out=int((~able).sum()),
    )


def _terms(assumed: pd.DataFrame, margin: Numbers) -> Terms:
    cost = assumed["cost"].to_numpy(dtype=float)
    lead_time = assumed["lead_time_days"] + assumed["lead_time_allowance_days"]
    return Terms(
        lead_time_periods=lead_time.round().to_numpy(dtype=np.int64),
        moq_units=assumed["moq_units"].to_numpy(dtype=float),
        pack_size_units=assumed["pack_size_units"].to_numpy(dtype=float),
        unit_cost=cost,
        order_cost=assumed["order_cost"].to_numpy(dtype=float),
        holding_cost=assumed["holding_rate"].to_numpy(dtype=float) * cost / DAYS_A_YEAR,
        lost_sale_cost=np.maximum(margin, 0.0),
    )


def _first_stock(demand: Demand, terms: Terms, settings: Settings, days: int) -> Numbers:
    """What lasts, at the pace of the weeks before, until a first order can have arrived."""
    begin = demand.days - days
    pace = demand.units[:, begin - _PACE_DAYS : begin].mean(axis=1)
    return np.ceil(pace * (terms.lead_time_periods + settings.review_period_days + _SAFETY_DAYS))


def _weeks_rule(terms: Terms) -> Rule:
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


def _plan_rule(demand: Demand, *, products: pd.DataFrame, settings: Settings) -> Rule:
    """Order what the plan would have ordered, forecasting by Count from the days before alone."""
    facts = typed(products, PRODUCTS)

    def wanted(known: Situation) -> Numbers:
        past = demand.until(known.period)
        stock = pd.DataFrame(
            {
                "sku": demand.skus,
                "on_hand": known.on_hand,
                "on_order": known.on_order,
                "committed": known.owed,
                "day": pd.Timestamp(past.start),
                "place": "",
                "rows": 1.0,
            }
        )
        plan = make_plan(
            past,
            count_forecast(past),
            products=facts,
            stock=typed(stock, STOCK),
            settings=settings,
        )
        return plan["order_units"].to_numpy(dtype=float)

    return wanted
