"""The shop at a moment: all that a page or the command line asks, each answer made once.

Three stages, each an immutable view made from the one before it: what sold (`Past`, in past.py),
what is expected (`Outlook`), and what follows from that under the shop's settings (`Shop`). An
answer is made when it is first asked for and kept in its stage, so a change of settings makes the
last stage anew and nothing before it. What a seller does to the shop stands in actions.py.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

import pandas as pd

from inventory_core.corrections.corrections import shop_exposure
from inventory_core.domain.forecast import Forecast
from inventory_core.domain.frames import COMPONENTS, PRICE_BREAKS, SUPPLIERS
from inventory_core.domain.products import AUTOMATIC, choices, likes
from inventory_core.domain.settings import Settings
from inventory_core.domain.suppliers import with_lead_times, with_review_periods
from inventory_core.forecasting import count, engine, new_products
from inventory_core.forecasting.engine import Fitted
from inventory_core.forecasting.hand_changes import changed_by_hand
from inventory_core.ledger.allocation import Allocation, allocate
from inventory_core.ledger.customer_tables import promises_missed
from inventory_core.monitoring import track_record
from inventory_core.monitoring.alert_words import alert_sentences
from inventory_core.monitoring.alerts import make_alerts
from inventory_core.monitoring.figures.figures import Evidence, ShopFigures, shop_figures
from inventory_core.naming.packs import suggested_packs
from inventory_core.naming.same_products import suggestions
from inventory_core.optimization.budget import Purchase, Ranking
from inventory_core.optimization.overstock import overstock
from inventory_core.optimization.plan import Plan, make_plan
from inventory_core.optimization.plan_words import order_reasons
from inventory_core.optimization.ranking import plan_within, rank_purchases
from inventory_core.optimization.sensitivity import sensitivity
from inventory_core.optimization.standing import Standing, standing, to_count
from inventory_core.optimization.supplier_terms import SupplierTerms
from inventory_core.shop.goods import Goods
from inventory_core.shop.past import Past, once_each
from inventory_core.shop.suppliers import Suppliers
from inventory_core.simulation.cash import Cash, cash_ahead
from inventory_core.simulation.owed import Owed, owed
from inventory_core.simulation.past import Walked, walk
from inventory_core.simulation.projection import project
from inventory_core.simulation.stock_history import RealPast, real_past
from inventory_core.simulation.tuning import BetterSettings, find_better_settings
from inventory_core.simulation.walk import Replay
from inventory_core.store.store import Store, Versions

_SETTINGS_KEPT = 8
"""Settings whose decisions are kept, so that a slider moved back and forth finds them again."""


def open_shop(store: Store, *, today: date) -> "Shop":
    """Return the shop as it stands in its database."""
    versions, settings = store.state()
    past = Past(store=store, version=versions.sales, today=today)
    return Outlook(past=past, versions=versions).under(settings)


@dataclass(frozen=True, kw_only=True)
class Moment:
    """What a view of the shop is made from: views of equal moments say the same."""

    path: Path
    versions: Versions
    today: date
    settings: Settings


@dataclass(frozen=True, eq=False, kw_only=True)
class Outlook(Goods):
    """What is known of the products and expected of them.

    It stays the same until one of the store's versions rises.
    """

    def under(self, settings: Settings) -> "Shop":
        """Return the shop under some settings, the same one as long as it is among the latest."""
        shops: dict[Settings, Shop] = vars(self).setdefault("shops", {})
        shop = shops.pop(settings, None) or Shop(outlook=self, settings=settings)
        shops[settings] = shop
        for oldest in list(shops)[:-_SETTINGS_KEPT]:
            shops.pop(oldest, None)
        return shop

    @cached_property
    def products(self) -> pd.DataFrame:
        """All products with what is known of them (PRODUCTS)."""
        return self._store.products()

    @cached_property
    def suppliers(self) -> Suppliers:
        """What is known of suppliers beside their terms."""
        return Suppliers(store=self._store, today=self.past.today, own_closures=self.past.closures)

    @cached_property
    def bought_products(self) -> pd.DataFrame:
        """All products (PRODUCTS), with their supplier's lead time and rhythm where none is own."""
        facts = self.suppliers.facts
        return with_review_periods(with_lead_times(self.products, facts), facts)

    def product(self, sku: str) -> pd.Series:
        """Return what is known of one product."""
        return self.products[self.products["sku"] == sku].iloc[0]

    def fact(self, sku: str, field: str) -> float | None:
        """Return a number of PRODUCTS; None where it is unknown, or the product is."""
        products = self.bought_products
        known = products.loc[products["sku"] == sku, field].dropna()
        return None if known.empty else float(known.iloc[0])

    def like(self, sku: str) -> tuple[str, float] | None:
        """Return which product the seller said a new one sells like, and how many times as much."""
        said = likes(self.products)
        of_product = said[said["sku"] == sku]
        if of_product.empty:
            return None
        return str(of_product["like_sku"].iloc[0]), float(of_product["like_factor"].iloc[0])

    def suggested_like(self, sku: str) -> str | None:
        """Name a product that a new one may sell like."""
        return new_products.suggested(self.products, self.past.demand, sku)

    @cached_property
    def names_by_code(self) -> dict[str, str]:
        """Name of each product that has one, by its code."""
        named = self.products.dropna(subset=["name"])
        return dict(zip(named["sku"], named["name"], strict=True))

    @cached_property
    def sold_labels(self) -> dict[str, str]:
        """Code and name of each product that ever sold, by its code."""
        sold = self.products[self.products["sku"].isin(self.past.demand.skus)]
        names = sold["sku"] + " · " + sold["name"].fillna(sold["sku"])
        return dict(zip(sold["sku"], names, strict=True))

    @once_each
    def real_past(self, days: int) -> RealPast:
        """Return what really happened on the last days to products that were counted often."""
        past = self.past
        return real_past(
            past.demand,
            sold=past.sold,
            counts=self._store.stock_counts(),
            moves=self.moves,
            days=days,
            shop_exposure=shop_exposure(past.demand, past.corrections),
        )

    @cached_property
    def terms(self) -> SupplierTerms:
        """What suppliers ask for, as the seller typed it."""
        return SupplierTerms(
            suppliers=self._store.read(SUPPLIERS),
            price_breaks=self._store.read(PRICE_BREAKS),
            calendars=self.suppliers.calendars,
        )

    @cached_property
    def uploads(self) -> pd.DataFrame:
        """All uploads, newest first."""
        return self._store.uploads()

    @cached_property
    def codes(self) -> frozenset[str]:
        """Every code of a product that the shop knows."""
        return self._store.codes()

    @cached_property
    def remembered_mappings(self) -> dict[str, str]:
        """The mapping last saved for each set of headings, as text."""
        return self._store.remembered_mappings()

    # Names and packs

    @cached_property
    def names(self) -> pd.DataFrame:
        """Every code that files used, with its name (NAMES)."""
        return self._store.names()

    @cached_property
    def _kept_apart(self) -> set[tuple[str, str]]:
        return self._store.kept_apart()

    @cached_property
    def same_products(self) -> pd.DataFrame:
        """What is probably one product under two codes (PAIRS)."""
        return suggestions(self.names, kept_apart=self._kept_apart)

    @cached_property
    def components(self) -> pd.DataFrame:
        """What packs consist of (COMPONENTS)."""
        return self._store.read(COMPONENTS)

    @cached_property
    def packs_to_add(self) -> pd.DataFrame:
        """What is probably a pack of something and not known as one yet (COMPONENTS)."""
        return suggested_packs(self.names, components=self.components, kept_apart=self._kept_apart)

    # Forecasts

    @cached_property
    def by_models(self) -> Forecast:
        """The forecast before changes by hand: kept results where there are any, else count.

        New products go by the one that the seller said they are like.
        """
        histories = self.past.histories
        in_force = engine.in_force(
            self.past.count_forecast,
            winners_kept=self._store.forecasts(histories),
            choices_kept=self._store.forecasts(histories, automatic=False),
            choices=choices(self.products),
        )
        return new_products.like_others(in_force, self.past.demand, likes(self.products))

    @cached_property
    def hand_changes(self) -> pd.DataFrame:
        """The months that the seller changed by hand (HAND_CHANGES)."""
        return self._store.hand_changes()

    def hand_changes_of(self, sku: str) -> pd.DataFrame:
        """Return the months of one product that the seller changed."""
        return self.hand_changes[self.hand_changes["sku"] == sku]

    def with_hand_changes(self, forecast: Forecast) -> Forecast:
        """Return a forecast with the months that the seller changed."""
        return changed_by_hand(forecast, self.hand_changes, sold=self.past.sold_this_month)

    @cached_property
    def forecast(self) -> Forecast:
        """The forecast that the plan uses, of all products that ever sold."""
        return self.with_hand_changes(self.by_models)

    def choice(self, sku: str) -> str:
        """Return the model that one product should go by, as the seller chose."""
        return str(choices(self.products).get(sku, AUTOMATIC))

    def forecast_by(self, model: str, sku: str) -> Forecast | None:
        """Return one product's forecast by a model or the winner, before changes by hand.

        None where nothing is expected of a product that never sold.
        """
        if model == self.choice(sku) or not self.past.has_sold(sku):
            return self.by_models.product(sku) if sku in self.by_models.skus else None
        contest = self.contest(sku)
        if model == AUTOMATIC and contest:
            return contest.forecast
        return self.past.forecast_by(count.NAME if model == AUTOMATIC else model, sku)

    @once_each
    def contest(self, sku: str) -> Fitted | None:
        """Return the scores of all models on one product and the winner's forecast, if kept."""
        history = self.past.histories.loc[[sku]]
        forecast = self._store.forecasts(history)
        if forecast is None:
            return None
        return Fitted(
            scores=self._store.scores(history),
            forecast=forecast,
            finished=bool(self._store.contests(history).all()),
        )

    @cached_property
    def is_compared(self) -> bool:
        """Whether there is a winner for each product's present history."""
        histories = self.past.histories
        return set(histories.index) <= set(self._store.contests(histories).index)

    @cached_property
    def scores(self) -> pd.DataFrame:
        """The backtests of all products that were compared (SCORES)."""
        return self._store.scores(self.past.histories)


@dataclass(frozen=True, eq=False, kw_only=True)
class Shop:
    """What to do under the shop's settings."""

    outlook: Outlook
    settings: Settings

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
        with self.past.store.kept_open():
            products, stock = outlook.bought_products, outlook.stock
            terms, incoming = outlook.terms, outlook.incoming
        return make_plan(
            self.past.demand,
            forecast,
            products=products,
            stock=stock,
            settings=self.settings,
            terms=terms,
            incoming=incoming,
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

    def arrivals(self, sku: str) -> list[tuple[int, float]]:
        """Return days after the first of the forecast, and units, of what comes of a product."""
        plan = self.whole_plan
        return plan.stock.arrivals(plan.economics.skus.tolist().index(sku))

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
            planned_for=self.past.demand.start,
            today=self.past.today,
            settings=self.settings,
            older_channels=self.past.older_channels,
            incoming=self.outlook.incoming,
            promises=self.promises_missed,
        )

    @property
    def advice(self) -> list[str]:
        """What is wrong and what to do, of each alert."""
        return alert_sentences(
            self.alerts,
            self.settings.currency,
            incoming=self.outlook.incoming,
            promises=self.promises_missed,
        )

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
        """Return what brings most for a budget, and the plan (PLAN) with that in it."""
        purchase = self.ranking.buy(budget)
        return purchase, plan_within(self.whole_plan, purchase).frame()

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
            first_day=outlook.forecast.start,
            terms=outlook.terms,
            owed=self.owed,
        )

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
