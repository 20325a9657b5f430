"""What is known of the products and expected of them, at a moment."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

import pandas as pd

from inventory_core.corrections.corrections import shop_exposure
from inventory_core.domain.forecast import Forecast
from inventory_core.domain.frames import COMPONENTS, PRICE_BREAKS, SUPPLIERS
from inventory_core.domain.products import AUTOMATIC, choices, likes
from inventory_core.domain.suppliers import with_lead_times, with_review_periods
from inventory_core.forecasting import count, engine, new_products
from inventory_core.forecasting.engine import Fitted
from inventory_core.forecasting.hand_changes import changed_by_hand
from inventory_core.monitoring.surprises import surprises
from inventory_core.monitoring.track_record import off_track
from inventory_core.naming.packs import suggested_packs
from inventory_core.naming.same_products import suggestions
from inventory_core.optimization.supplier_terms import SupplierTerms
from inventory_core.shop.goods import Goods
from inventory_core.shop.past import once_each
from inventory_core.shop.suppliers import Suppliers
from inventory_core.simulation.stock_history import RealPast, real_past

_LATELY = timedelta(days=120)
"""Forecasts of that time tell whether a product is off its track."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Outlook(Goods):
    """What is known of the products and expected of them.

    It stays the same until one of the store's versions rises.
    """

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

    @cached_property
    def _lately_expected(self) -> pd.DataFrame:
        return self._store.kept_for_later(self.past.demand.start - _LATELY)

    @cached_property
    def surprises(self) -> pd.DataFrame:
        """What sold far from what plans expected of its newest week (SURPRISES)."""
        return surprises(self._lately_expected, self.past.demand)

    @cached_property
    def off_track(self) -> pd.DataFrame:
        """What sells otherwise than plans expect, again and again (OFF_TRACK)."""
        return off_track(self._lately_expected, self.past.demand)

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
