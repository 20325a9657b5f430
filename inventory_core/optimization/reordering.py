"""When and how many to order of each product, by the shop's service rule or its own level."""

from dataclasses import dataclass, replace

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


def by_forecast(
    economics: Economics, forecast: Forecast, protection: Distribution, settings: Settings
) -> Reordering:
    """Say when and how many to order by a forecast, no more than sells before it spoils.

    Args:
        economics, forecast: of n products.
        protection: demand over the protection period, as `protection_of` has it.
        settings: the shop's.
    """
    made = reordering(
        economics,
        yearly_demand=yearly_demand(forecast),
        protection=protection,
        settings=settings,
    )
    keeps = economics.lead_time_days + economics.shelf_life_days
    spoils = ~np.isnan(keeps)
    sellable = np.where(spoils, forecast.total_mean(np.where(spoils, keeps, 0.0)), np.inf)
    return replace(made, policy=replace(made.policy, sellable_units=sellable))


def reordering(
    economics: Economics, *, yearly_demand: Numbers, protection: Distribution, settings: Settings
) -> Reordering:
    """Say when and how many to order.

    Args:
        economics: of n products.
        yearly_demand: units, n.
        protection: demand over the protection period.
        settings: the shop's service rule, and levels of its classes.
    """
    eoq = economic_order_quantity(
        demand_rate=yearly_demand,
        order_cost=economics.order_cost,
        holding_cost=economics.holding_cost,
    )
    # Never more than a year's demand at once: by then much may have changed.
    lot = np.round(np.minimum(np.nan_to_num(eoq), yearly_demand)).astype(np.float64)
    level = _levels(economics, yearly_demand, lot, protection=protection, settings=settings)
    too_long = lasts_too_long(
        economics.smallest_order, yearly_demand=yearly_demand, protection_demand=protection.mean
    )
    policy = Policy(
        reorder_point=np.where(level > 0, np.ceil(protection.quantile(level) - 1e-6), 0.0),
        lot=lot,
        moq_units=economics.moq_units,
        pack_size_units=economics.pack_size_units,
        reordered=~economics.one_shot & ~too_long,
        stocked=np.ones(len(lot), dtype=bool),
    )
    usual = Reordering(policy=policy, level=level, eoq_units=eoq)
    if settings.service_rule != ServiceRule.COSTS:
        return usual
    return _decided_by_costs(usual, economics, yearly_demand, protection)


def _decided_by_costs(
    usual: Reordering, economics: Economics, yearly_demand: Numbers, protection: Distribution
) -> Reordering:
    """Let costs decide of what follows the shop; where cost or price is unknown, they cannot."""
    best = cheapest_rule(
        protection,
        economics.by_period(DAYS_A_YEAR),
        yearly_demand=np.maximum(yearly_demand, _SLOWEST),
    )
    known = np.isfinite(economics.lost_sale_cost)
    decided = economics.follows_shop & known & (yearly_demand > 0)
    # A whole unit above the point at which that rule orders already.
    point = np.where(best.stocked, np.floor(best.reorder_point) + 1, 0.0)
    lot = np.round(np.minimum(best.lot, np.maximum(yearly_demand, economics.smallest_order)))
    reached = np.where(best.stocked, protection.chance(point), 0.0)
    policy = replace(
        usual.policy,
        reorder_point=np.where(decided, point, usual.policy.reorder_point),
        lot=np.where(decided, lot, usual.policy.lot),
        stocked=np.where(decided, best.stocked, usual.policy.stocked),
    )
    return replace(usual, policy=policy, level=np.where(decided, reached, usual.level))


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
