"""All that is no usual demand, and demand without it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
import pandas as pd

from inventory_core.corrections import (
    big_days,
    bulk_orders,
    calendar,
    known_days,
    older_channels,
    promotions,
    sold_out,
)
from inventory_core.corrections.ranges import WHOLE_SHOP, Runs, columns_of
from inventory_core.corrections.stockouts import stockouts
from inventory_core.domain.demand import Demand, Numbers, so_far
from inventory_core.domain.frames import CORRECTIONS, SWITCHED_OFF, check, empty
from inventory_core.domain.settings import Settings

KINDS = (
    sold_out.SOLD_OUT,
    sold_out.NOT_BACK,
    bulk_orders.BULK_ORDER,
    big_days.BIG_DAY,
    promotions.PROMOTION,
    promotions.PRICE_DROP,
    calendar.HOLIDAY,
    calendar.CLOSED,
    calendar.NOT_COVERED,
    known_days.OLDER_CHANNEL,
    known_days.PARTIAL_DAY,
)
"""All kinds of corrections, in the order of legends."""


_AROUND_DAYS = 28


@dataclass(frozen=True, eq=False, kw_only=True)
class Evidence:
    """What is known besides demand itself; each frame as frames.py declares it.

    channel_sales: may be empty where no days are unknown.
    """

    daily_sales: pd.DataFrame
    channel_sales: pd.DataFrame
    unknown: pd.DataFrame
    counts: pd.DataFrame
    covered: pd.DataFrame
    promotions: pd.DataFrame
    closures: pd.DataFrame
    switched_off: pd.DataFrame
    settings: Settings


def find_corrections(demand: Demand, evidence: Evidence) -> pd.DataFrame:
    """Return everything in demand as sold that is no usual demand (CORRECTIONS).

    One after the other, since each is found more surely without those before it.

    Raises:
        SettingsError: no public holidays are known for the shop's country.
    """
    shop, told = evidence.settings, evidence
    known = stockouts(told.counts, told.daily_sales)
    promoted = promotions.promoted_days(demand, told.promotions)
    from_the_first = told.unknown["first_day"] <= pd.Timestamp(demand.first_day)
    in_part = partial(older_channels.older_channels, channel_sales=told.channel_sales)
    steps: tuple[Callable[[Demand], pd.DataFrame], ...] = (
        partial(calendar.not_covered, covered=told.covered),
        partial(in_part, unknown=told.unknown[~from_the_first]),
        partial(calendar.closures, told=told.closures),
        partial(bulk_orders.bulk_orders, daily_sales=told.daily_sales),
        partial(big_days.big_days, promoted=promoted),
        partial(calendar.holiday_effects, country=shop.country),
        # Only now: all days before a channel's first file are alike, and tell of closed ones.
        partial(in_part, unknown=told.unknown[from_the_first]),
        partial(sold_out.sold_out, known=known, counts=told.counts, lost_share=shop.lost_share),
        partial(promotions.promotions, told=told.promotions),
    )
    parts = []
    for find in steps:
        found = find(demand)
        if len(found):
            parts.append(_switched(found, told.switched_off))
            demand = corrected(demand, parts[-1])
    found = pd.concat(parts, ignore_index=True) if parts else empty(CORRECTIONS)
    return check(found.astype({"active": bool}), CORRECTIONS)


def _switched(found: pd.DataFrame, switched_off: pd.DataFrame) -> pd.DataFrame:
    """Leave those inactive that touch what the seller switched off of their kind."""
    off = check(switched_off, SWITCHED_OFF)
    pairs = found.reset_index().merge(off, on=["sku", "kind"], suffixes=("", "_off"))
    touching = (pairs["first_day"] <= pairs["last_day_off"]) & (
        pairs["last_day"] >= pairs["first_day_off"]
    )
    return found.assign(active=~found.index.isin(pairs.loc[touching, "index"]))


def corrected(demand: Demand, corrections: pd.DataFrame) -> Demand:
    """Return usual demand: units without those set aside, and the exposure of each day.

    What sold on a day that shows no usual demand at all, such as an order on a day of closure, is
    left out. Products that are not in `demand` are passed over.

    Args:
        demand: as sold.
        corrections: CORRECTIONS; those that are not active change nothing.
    """
    active = check(corrections, CORRECTIONS)
    active = active[active["active"]]
    exposure = demand.exposure * shop_exposure(demand, active)
    own = active[(active["sku"] != WHOLE_SHOP) & active["sku"].isin(demand.skus)]
    start, end = columns_of(own, demand, days=exposure.shape[1])
    length = end - start
    row = np.repeat(np.searchsorted(demand.skus, own["sku"].to_numpy(dtype=str)), length)
    column = np.arange(length.sum()) + np.repeat(start - length.cumsum() + length, length)
    np.multiply.at(exposure, (row, column), np.repeat(own["factor"].to_numpy(), length))
    units = demand.units.copy()
    past = column < demand.days
    aside = np.repeat(own["units"].to_numpy(), length)
    np.subtract.at(units, (row[past], column[past]), aside[past])
    usual = exposure[:, : demand.days] > 0
    return replace(demand, units=np.where(usual, np.maximum(units, 0.0), 0.0), exposure=exposure)


def shop_exposure(demand: Demand, corrections: pd.DataFrame) -> Numbers:
    """Return how many usual days' demand the shop as a whole shows on each past and coming day."""
    for_all = corrections[corrections["active"] & (corrections["sku"] == WHOLE_SHOP)]
    days = demand.exposure.shape[1]
    exposure = np.ones(days)
    start, end = columns_of(for_all, demand, days=days)
    for first, last, factor in zip(start, end, for_all["factor"], strict=True):
        exposure[first:last] *= factor
    return exposure


def usual_pace(demand: Demand, corrections: pd.DataFrame) -> Numbers:
    """Return units on a usual day in the weeks around each correction; NaN where none is known.

    Args:
        demand: corrected.
        corrections: CORRECTIONS of products in `demand`.
    """
    start, end = columns_of(corrections, demand, days=demand.days)
    row = np.searchsorted(demand.skus, corrections["sku"].to_numpy(dtype=str))
    around = Runs(
        row=row,
        start=np.maximum(start - _AROUND_DAYS, 0),
        end=np.minimum(end + _AROUND_DAYS, demand.days),
    )
    shown = around.total(so_far(demand.exposure[:, : demand.days]))
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(around.total(so_far(demand.units)) / shown)
