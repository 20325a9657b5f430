"""The shop at a moment: all that a page or the command line asks, each answer made once.

Three stages, each an immutable view made from the one before it: what sold (`Past`, in past.py),
what is expected (`Outlook`, in outlook.py), and what follows from that under the shop's settings
(`Shop`). An answer is made when it is first asked for and kept in its stage, so a change of
settings makes the last stage anew and nothing before it. What a seller does to the shop stands in
actions.py.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

import pandas as pd

from inventory_core.domain.settings import Settings
from inventory_core.ledger.allocation import Allocation, allocate
from inventory_core.ledger.customer_tables import promises_missed
from inventory_core.monitoring import track_record
from inventory_core.monitoring.alert_words import alert_sentences
from inventory_core.monitoring.alerts import make_alerts
from inventory_core.monitoring.figures.figures import Evidence, ShopFigures, shop_figures
from inventory_core.monitoring.product_list import product_list
from inventory_core.monitoring.signals import Signals
from inventory_core.optimization.budget import Purchase, Ranking
from inventory_core.optimization.budget_words import bought_reasons
from inventory_core.optimization.overstock import overstock
from inventory_core.optimization.plan import Plan, make_plan
from inventory_core.optimization.ranking import plan_within, rank_purchases
from inventory_core.optimization.reason_words import order_reasons
from inventory_core.optimization.sensitivity import sensitivity
from inventory_core.optimization.standing import Standing, standing, to_count
from inventory_core.shop.outlook import Outlook
from inventory_core.shop.past import Past
from inventory_core.shop.suppliers import slow_suppliers
from inventory_core.simulation.cash import Cash, cash_ahead
from inventory_core.simulation.funds import WARNED_DAYS, Funds, Lack, balances, funds_of, lack
from inventory_core.simulation.owed import Owed, owed
from inventory_core.simulation.past import Walked, walk
from inventory_core.simulation.projection import project, stock_ahead
from inventory_core.simulation.tuning import BetterSettings, find_better_settings
from inventory_core.simulation.walk import Replay
from inventory_core.store.store import Store, Versions

_SETTINGS_KEPT = 8
"""Settings whose decisions are kept, so that a slider moved back and forth finds them again."""


def open_shop(store: Store, *, today: date) -> "Shop":
    """Return the shop as it stands in its database."""
    versions, settings = store.state()
    past = Past(store=store, version=versions.sales, today=today)
    outlook = Outlook(past=past, versions=versions)
    outlook.forget_done_deliveries()
    return Shop.of(outlook, settings)


@dataclass(frozen=True, kw_only=True)
class Moment:
    """What a view of the shop is made from: views of equal moments say the same."""

    path: Path
    versions: Versions
    today: date
    settings: Settings


@dataclass(frozen=True, eq=False, kw_only=True)
class Shop:
    """What to do under the shop's settings."""

    outlook: Outlook
    settings: Settings

    @classmethod
    def of(cls, outlook: Outlook, settings: Settings) -> "Shop":
        """Return the shop under some settings, the same one as long as it is among the latest."""
        shops: dict[Settings, Shop] = vars(outlook).setdefault("shops", {})
        shop = shops.pop(settings, None) or cls(outlook=outlook, settings=settings)
        shops[settings] = shop
        for oldest in list(shops)[:-_SETTINGS_KEPT]:
            shops.pop(oldest, None)
        return shop

    @property
    def moment(self) -> Moment:
        """What this view is made from, small enough to be kept anywhere."""
        return Moment(
            path=self.past.store.path,
            versions=self.outlook.versions,
            today=self.past.today,
            settings=self.settings,
        )

    @property
    def past(self) -> Past:
        """What sold until now."""
        return self.outlook.past

    @cached_property
    def whole_plan(self) -> Plan:
        """What to order of each product, with all that it was made from."""
        outlook, forecast = self.outlook, self.outlook.forecast
        return make_plan(
            self.past.demand,
            forecast,
            products=outlook.bought_products,
            stock=outlook.stock,
            settings=self.settings,
            terms=outlook.terms,
            incoming=outlook.incoming,
            today=self.past.today,
        )

    @cached_property
    def plan(self) -> pd.DataFrame:
        """What to order of each product (PLAN)."""
        return self.whole_plan.frame()

    @cached_property
    def standing(self) -> Standing:
        """What the plan stands on."""
        covered = self.past.covered_days
        days = (covered[1] - covered[0]).days + 1 if covered else 0
        return standing(self.plan, sales_days=days)

    @cached_property
    def to_count(self) -> pd.DataFrame:
        """The rows of the plan that should be counted, the most important first (PLAN)."""
        return to_count(self.plan)

    def stock_ahead(self, sku: str) -> pd.DataFrame:
        """Return the expected stock of one product from today on (see projection.py)."""
        return stock_ahead(self.whole_plan, sku)

    def reasons(self, plan: pd.DataFrame) -> list[str]:
        """Say of each product of a plan (PLAN) of this shop why it is ordered so, or not at all."""
        return order_reasons(plan, self.settings.currency, incoming=self.outlook.incoming)

    @cached_property
    def waiting(self) -> tuple[Allocation, ...]:
        """What each line of a customer order gets that waits, in their turn."""
        outlook = self.outlook
        return allocate(outlook.customer_orders, outlook.supply, self.settings.queue_rules)

    @cached_property
    def promises_missed(self) -> pd.DataFrame:
        """What customers ordered that will not be there by its day (PROMISES)."""
        return promises_missed(self.waiting)

    @cached_property
    def alerts(self) -> pd.DataFrame:
        """What needs attention today (ALERTS)."""
        return make_alerts(
            self.plan,
            self.signals,
            forecast_from=self.past.demand.start,
            today=self.past.today,
            settings=self.settings,
        )

    @cached_property
    def signals(self) -> Signals:
        """What tells that something is wrong, beside the plan."""
        outlook = self.outlook
        return Signals(
            older_channels=self.past.older_channels,
            slow_suppliers=slow_suppliers(
                outlook.purchase_orders,
                outlook.bought_products,
                usual_days=self.settings.lead_time_days,
            ),
            incoming=outlook.incoming,
            promises=self.promises_missed,
            surprises=outlook.surprises,
            off_track=outlook.off_track,
            waiting_files=len(outlook.waiting_files),
            money_lacks=self._lacks_soon,
        )

    @cached_property
    def product_list(self) -> pd.DataFrame:
        """Every product at a glance (PRODUCT_LIST)."""
        return product_list(self.plan, self.alerts, self.past.demand, wait=self.whole_plan.wait)

    @property
    def advice(self) -> list[str]:
        """What is wrong and what to do, of each alert."""
        return alert_sentences(self.alerts, self.settings.currency, signals=self.signals)

    @cached_property
    def sensitivity(self) -> pd.DataFrame:
        """How the plan changes if a setting is somewhat wrong (see sensitivity.py)."""

        def plan_at(settings: Settings) -> pd.DataFrame:
            return self.plan if settings == self.settings else replace(self, settings=settings).plan

        return sensitivity(self.settings, plan_at)

    @cached_property
    def ranking(self) -> Ranking:
        """All that could be bought now, ranked by profit for its money."""
        return rank_purchases(self.whole_plan, self.outlook.terms.suppliers)

    @property
    def usual_budget(self) -> float:
        """What the plan without a budget would spend, but no more than pays."""
        smallest = self.ranking.smallest_order  # NaN where nothing pays
        if math.isnan(smallest):
            return 0.0
        most = max(self.ranking.largest_order, smallest)
        return min(max(float(self.plan["spend"].sum()), smallest), most)

    def buy(self, budget: float) -> tuple[Purchase, pd.DataFrame]:
        """Return what brings most for a budget, and the plan (PLAN and its reason) with that."""
        purchase = self.ranking.buy(budget)
        bought = plan_within(self.whole_plan, purchase).frame()
        reasons = bought_reasons(bought, purchase.reasons.tolist(), self.settings.currency)
        return purchase, bought.assign(reason=reasons)

    @cached_property
    def overstock(self) -> pd.DataFrame:
        """What lies there too much (OVERSTOCK), the most money first."""
        return overstock(self.plan)

    @cached_property
    def joint_orders(self) -> pd.DataFrame:
        """What is best ordered together at one supplier (JOINT_ORDERS)."""
        return self.whole_plan.joint_orders

    @cached_property
    def projected(self) -> Replay:
        """The shop on the coming days if the plan is followed."""
        return project(self.whole_plan, self.outlook.terms.suppliers)

    @cached_property
    def figures(self) -> ShopFigures:
        """The shop in figures: what its stock is worth, how it turns, what it earns and misses."""
        return shop_figures(
            Evidence(
                plan=self.whole_plan,
                frame=self.plan,
                overstock=self.overstock,
                projected=self.projected.on_hand,
                demand=self.past.demand,
                corrections=self.past.corrections,
                takings=self.past.takings,
                moves=self.outlook.moves,
                dead_stock_days=self.settings.dead_stock_days,
                today=self.past.today,
            )
        )

    @cached_property
    def cash(self) -> Cash:
        """The payments, takings and stock of the coming weeks if the plan is followed."""
        outlook = self.outlook
        return cash_ahead(
            self.plan,
            self.projected,
            first_day=self.whole_plan.wait.today,
            terms=outlook.terms,
            owed=self.owed,
        )

    @property
    def funds(self) -> Funds | None:
        """What the seller said of the shop's money."""
        return funds_of(self.settings)

    @cached_property
    def balances(self) -> pd.DataFrame | None:
        """The money on the evening of each day to come (BALANCES), if what there is is known."""
        funds = self.funds
        if funds is None or not funds.is_of_now(self.past.today):
            return None
        return balances(funds, self.cash)

    @property
    def lack(self) -> Lack | None:
        """The money that will be missing, as far as that is known."""
        return None if self.balances is None else lack(self.balances)

    @property
    def _lacks_soon(self) -> dict[date, float]:
        missing = self.lack
        soon = self.past.today + timedelta(days=WARNED_DAYS)
        return {missing.first_day: missing.money} if missing and missing.first_day <= soon else {}

    @cached_property
    def owed(self) -> Owed:
        """What is still to be paid for open orders."""
        outlook = self.outlook
        return owed(
            outlook.purchase_orders,
            incoming=outlook.incoming,
            suppliers=outlook.terms.suppliers,
            today=self.past.today,
        )

    def replay(
        self, days: int, *, beside_real_past: bool, progress: Callable[[float], object]
    ) -> Walked:
        """Walk through the last days by several rules, beside what really happened if asked for.

        Args:
            days: how many of the last days.
            beside_real_past: only products whose stock was counted often, and how it went.
            progress: told how much of the walk is done, as a share; it may end it by an exception.
        """
        return walk(
            self.past.demand,
            products=self.outlook.bought_products,
            settings=self.settings,
            days=days,
            real=self.outlook.real_past(days) if beside_real_past else None,
            progress=progress,
        )

    def better_settings(self, progress: Callable[[float], object]) -> BetterSettings:
        """Search the settings of each product on its own past, telling the share that is done."""
        return find_better_settings(
            self.past.demand,
            products=self.outlook.bought_products,
            settings=self.settings,
            progress=progress,
        )

    @cached_property
    def expectations(self) -> pd.DataFrame:
        """What the plan expects, to be scored when its days are over (KEPT_FORECASTS)."""
        return track_record.to_keep(
            self.outlook.forecast, self.plan, made_on=self.past.today, acted_on=False
        )
