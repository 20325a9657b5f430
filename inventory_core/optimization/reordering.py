"""When and how many to order of each product, by the shop's service rule or its own level."""

from dataclasses import dataclass

import numpy as np

from inventory_core.domain.demand import HORIZON_DAYS, Numbers, Texts
from inventory_core.domain.distribution import Distribution
from inventory_core.domain.forecast import Forecast
from inventory_core.domain.policy import Policy, lasts_too_long
from inventory_core.domain.products import DAYS_A_YEAR, Economics
from inventory_core.domain.settings import CLASS_NAMES, ServiceRule, Settings
from inventory_core.optimization import service
from inventory_core.optimization.eoq import economic_order_quantity
from inventory_core.optimization.stocking import cheapest_rule

_SLOWEST = 1 / 1000
"""Units a year that are taken to sell of what does not sell."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Reordering:
    """The policy by which n products are ordered, and what it gives; n each."""

    policy: Policy
    level: Numbers
    """Chance of lasting through the protection period that the reorder point gives."""
    eoq_units: Numbers
    """Economic order quantity; NaN where keeping costs nothing, or is not known."""


def yearly_demand(forecast: Forecast) -> Numbers:
    """Return the units expected in a year at the pace of the horizon, n."""
    return forecast.total_mean(HORIZON_DAYS) * DAYS_A_YEAR / HORIZON_DAYS


def protection_of(economics: Economics, forecast: Forecast) -> Distribution:
    """Return the demand that stock must last for: over lead time and review period."""
    return forecast.protection_demand(
        lead_time_days=economics.lead_times_days,
        review_period_days=economics.review_period_days,
    )


def sellable_units(economics: Economics, forecast: Forecast) -> Numbers:
    """Return the units that sell before an order of today spoils, without end if it keeps, n."""
    keeps = economics.lead_time_days + economics.shelf_life_days
    spoils = ~np.isnan(keeps)
    if not spoils.any():
        return np.full(len(keeps), np.inf)
    return np.where(spoils, forecast.total_mean(np.where(spoils, keeps, 0.0)), np.inf)


def reordering(
    economics: Economics,
    *,
    yearly_demand: Numbers,
    protection: Distribution,
    settings: Settings,
    sellable_units: Numbers | float = np.inf,
) -> Reordering:
    """Say when and how many to order.

    Args:
        economics: of n products.
        yearly_demand: units, n.
        protection: demand over the protection period.
        settings: the shop's service rule, and levels of its classes.
        sellable_units: before an order of today spoils, n.
    """
    eoq = economic_order_quantity(
        demand_rate=yearly_demand,
        order_cost=economics.order_cost,
        holding_cost=economics.holding_cost,
    )
    # Never more than a year's demand at once: by then much may have changed.
    lot = np.round(np.minimum(np.nan_to_num(eoq), yearly_demand)).astype(np.float64)
    level = _levels(economics, yearly_demand, lot, protection=protection, settings=settings)
    point = np.where(level > 0, np.ceil(protection.quantile(level) - 1e-6), 0.0)
    stocked = np.ones(len(lot), dtype=bool)
    if settings.service_rule == ServiceRule.COSTS:
        best = cheapest_rule(
            protection,
            economics.by_period(DAYS_A_YEAR),
            yearly_demand=np.maximum(yearly_demand, _SLOWEST),
        )
        # Where cost or price is unknown, costs cannot decide.
        known = np.isfinite(economics.lost_sale_cost)
        decided = economics.follows_shop & known & (yearly_demand > 0)
        # A whole unit above the point at which that rule orders already.
        whole = np.where(best.stocked, np.floor(best.reorder_point) + 1, 0.0)
        most = np.maximum(yearly_demand, economics.smallest_order)
        point = np.where(decided, whole, point)
        lot = np.where(decided, np.round(np.minimum(best.lot, most)), lot)
        reached = np.where(best.stocked, protection.chance(whole), 0.0)
        level = np.where(decided, reached, level)
        stocked = np.where(decided, best.stocked, stocked)
    too_long = lasts_too_long(
        economics.smallest_order, yearly_demand=yearly_demand, protection_demand=protection.mean
    )
    policy = Policy(
        reorder_point=point,
        lot=lot,
        moq_units=economics.moq_units,
        pack_size_units=economics.pack_size_units,
        sellable_units=sellable_units,
        reordered=~economics.one_shot & ~too_long,
        stocked=stocked,
    )
    return Reordering(policy=policy, level=level, eoq_units=eoq)


def _levels(
    economics: Economics,
    yearly_demand: Numbers,
    lot: Numbers,
    *,
    protection: Distribution,
    settings: Settings,
) -> Numbers:
    """Return the chance of lasting that each product's reorder point has to give, n."""
    level = economics.service_level
    if settings.service_rule == ServiceRule.FILL_RATE:
        between_looks = yearly_demand * economics.review_period_days / DAYS_A_YEAR
        cycle = np.maximum.reduce([lot, economics.smallest_order, between_looks])
        served = service.stock_for_fill_rate(protection, lot=cycle, fill_rate=level)
        return protection.chance(served)
    if settings.service_rule == ServiceRule.CLASSES:
        by_class = dict(zip(CLASS_NAMES, settings.class_levels, strict=True))
        names = classes(economics, yearly_demand, protection)
        return np.where(economics.follows_shop, [by_class[str(name)] for name in names], level)
    return level


def classes(economics: Economics, yearly_demand: Numbers, protection: Distribution) -> Texts:
    """Return the class of each product: what it brings (A, B, C), and how steadily (X, Y, Z), n."""
    profit = yearly_demand * (economics.price - economics.cost)
    return np.char.add(service.profit_classes(profit), service.steadiness_classes(protection))
