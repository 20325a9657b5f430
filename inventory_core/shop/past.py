"""What sold: the first of the stages in which a shop is looked at (see shop.py)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property, wraps
from typing import Concatenate, ParamSpec, TypeVar

import numpy as np
import pandas as pd

from inventory_core.corrections.corrections import (
    Evidence,
    corrected,
    find_corrections,
)
from inventory_core.corrections.known_days import known_until, unknown_days
from inventory_core.corrections.ranges import WHOLE_SHOP
from inventory_core.domain.demand import BY_DAY, Demand, daily_demand
from inventory_core.domain.forecast import Forecast
from inventory_core.domain.frames import (
    CHANNEL_SALES,
    CLOSURES,
    PROMOTIONS,
    SWITCHED_OFF,
    empty,
)
from inventory_core.forecasting import engine, new_products, regression
from inventory_core.forecasting.hand_changes import sold_this_month
from inventory_core.forecasting.regression import PriceEffect
from inventory_core.optimization.price_response import (
    FEWEST_SIMILAR,
    KnownResponse,
    PriceResponse,
    measured_response,
    pooled_response,
)
from inventory_core.store.store import Store

_TAKINGS_DAYS = 400
"""A year, and all of the month in which it began."""

Stage = TypeVar("Stage")
Answer = TypeVar("Answer")
Asked = ParamSpec("Asked")


def once_each(
    method: Callable[Concatenate[Stage, Asked], Answer],
) -> Callable[Concatenate[Stage, Asked], Answer]:
    """Let a stage answer once for each product, or whatever else it is asked about."""

    @wraps(method)
    def ask(stage: Stage, /, *about: Asked.args, **named: Asked.kwargs) -> Answer:
        answers = vars(stage).setdefault(f"{method.__name__} of each", {})
        key = (*about, *sorted(named.items()))
        if key not in answers:
            answers[key] = method(stage, *about, **named)
        answer: Answer = answers[key]
        return answer

    return ask


@dataclass(frozen=True, eq=False, kw_only=True)
class Past:
    """What sold until a day, and what of it is usual demand.

    It stays the same until the store's version of sales rises. Wherever demand is needed,
    ForecastError says that there are no sales before today, and SettingsError that no public
    holidays are known for the shop's country.
    """

    store: Store
    version: int
    today: date

    @cached_property
    def covered_days(self) -> tuple[date, date] | None:
        """First and last day with a sale; None where there are no sales."""
        return self.store.covered_days()

    @cached_property
    def _days_sold(self) -> pd.DataFrame:
        return self.store.days_sold()

    @cached_property
    def known_until(self) -> pd.Series:
        """The last day whose sales are all known, of each channel; index channel."""
        return known_until(self._days_sold, self._said_complete, newest=self._newest)

    @cached_property
    def _said_complete(self) -> pd.DataFrame:
        return self.store.said_complete()

    @property
    def _newest(self) -> pd.Timestamp:
        """The last day of which any channel tells."""
        yesterday = pd.Timestamp(self.today) - pd.Timedelta(days=1)
        told = pd.concat([self._days_sold["day"], self._said_complete["day"]])
        return min(told.max(), yesterday)

    @property
    def older_channels(self) -> dict[str, date]:
        """The last day known of each channel whose files end before those of others."""
        known = self.known_until
        older = known[known < known.max()].items()
        return {str(channel): until.date() for channel, until in older}

    @cached_property
    def _counts(self) -> pd.DataFrame:
        return self.store.stock_counts()

    @cached_property
    def promotions(self) -> pd.DataFrame:
        """Promotions that the seller typed (PROMOTIONS)."""
        return self.store.read(PROMOTIONS)

    @cached_property
    def closures(self) -> pd.DataFrame:
        """Closures that the seller typed (CLOSURES)."""
        return self.store.read(CLOSURES)

    def _evidence(self) -> Evidence:
        covered, newest = self.store.covered(), self._newest
        unknown = unknown_days(self._days_sold, covered, self.known_until, newest=newest)
        return Evidence(
            daily_sales=self.store.daily_sales(),
            # Only read where they are needed: there may be millions of them.
            channel_sales=empty(CHANNEL_SALES) if unknown.empty else self.store.channel_sales(),
            unknown=unknown,
            counts=self._counts,
            covered=covered,
            promotions=self.promotions,
            closures=self.closures,
            switched_off=self.store.read(SWITCHED_OFF),
            settings=self.store.settings(),
        )

    @cached_property
    def _sold_and_corrections(self) -> tuple[Demand, pd.DataFrame]:
        # The file is not kept open meanwhile: an answer that another tab is working out locks
        # itself, and that tab would wait for the file.
        evidence = self._evidence()
        categories = self.store.categories()
        grains = self.store.told_by()
        known = self.known_until
        until = known.max().date() if len(known) else None
        sold = daily_demand(evidence.daily_sales, today=self.today, known_until=until)
        sold = replace(
            sold,
            category=categories.reindex(sold.skus).fillna("").to_numpy(dtype=str),
            told_by=grains.reindex(sold.skus).fillna(BY_DAY).to_numpy(dtype=np.int64),
        )
        return sold, find_corrections(sold, evidence)

    @property
    def sold(self) -> Demand:
        """What all products sold, as it was."""
        return self._sold_and_corrections[0]

    @property
    def corrections(self) -> pd.DataFrame:
        """What of the sales is no usual demand (CORRECTIONS)."""
        return self._sold_and_corrections[1]

    def corrections_of(self, sku: str) -> pd.DataFrame:
        """Return the corrections of one product and of the whole shop."""
        return self.corrections[self.corrections["sku"].isin([sku, WHOLE_SHOP])]

    @cached_property
    def demand(self) -> Demand:
        """The usual daily demand of all products: what they sold, corrected."""
        demand = corrected(self.sold, self.corrections)
        demand.units.setflags(write=False)
        return demand

    @cached_property
    def takings(self) -> pd.DataFrame:
        """What each channel sold and took of late (CHANNEL_TAKINGS)."""
        since = self.sold.start - timedelta(days=_TAKINGS_DAYS)
        return self.store.channel_takings(since=since)

    @cached_property
    def histories(self) -> pd.Series:
        """The fingerprint of each product's history, by which forecasts are kept; index sku."""
        return engine.fingerprints(self.demand)

    @cached_property
    def count_forecast(self) -> Forecast:
        """The forecast by the model that is instant."""
        return engine.count_forecast(self.demand)

    @once_each
    def forecast_by(self, model: str, sku: str) -> Forecast:
        """Return one product's forecast by a model.

        Raises:
            ForecastError: the product has too little history for that model.
        """
        return engine.forecast_by(self.demand, model, sku)

    def has_sold(self, sku: str) -> bool:
        """Tell whether a product ever sold before today."""
        return bool((self.demand.skus == sku).any())

    def is_new(self, sku: str) -> bool:
        """Tell whether a product has too little history for any model to be tested on it."""
        return bool(new_products.still_new(self.demand, pd.Series([sku])))

    @cached_property
    def sold_this_month(self) -> pd.Series:
        """Units sold so far in the month that is forecast first; index sku."""
        return sold_this_month(self.demand)

    @once_each
    def price_effect(self, sku: str) -> PriceEffect | None:
        """Return what a lower price did to one product's sales, if that is known."""
        return regression.price_effect(self.demand.product(sku))

    @once_each
    def price_response(self, sku: str) -> KnownResponse | None:
        """Return how buyers respond to one product's price: as measured, else as with similar ones.

        None where neither is known, and the seller has to assume something.
        """
        if (effect := self.price_effect(sku)) is not None:
            return KnownResponse(response=_measured(effect))
        similar = regression.similar_price_effects(self.demand, sku)
        if len(similar) < FEWEST_SIMILAR:
            return None
        pooled = pooled_response([_measured(one) for one in similar])
        return KnownResponse(response=pooled, similar_products=len(similar))


def _measured(effect: PriceEffect) -> PriceResponse:
    return measured_response(elasticity=effect.elasticity, low=effect.low, high=effect.high)
