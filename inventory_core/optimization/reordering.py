"""When and how many to order of each product, by the shop's service rule or its own level.

How sure stock should last from one arrival to the next, and the lot that makes an order worthwhile,
go by what holds year in, year out. What is lacking today goes by the stock that will be there when
an order arrives: see domain/arrival.py.
"""

from dataclasses import dataclass, replace

import numpy as np

from inventory_core.domain.arrival import Arrival, Supply, at_arrival
from inventory_core.domain.demand import Numbers, Texts
from inventory_core.domain.distribution import Distribution
from inventory_core.domain.forecast import Forecast
from inventory_core.domain.policy import Policy, lasts_too_long
from inventory_core.domain.products import DAYS_A_YEAR, Economics
from inventory_core.domain.settings import CLASS_NAMES, ServiceRule, Settings
from inventory_core.optimization import service
from inventory_core.optimization.cost_level import level_by_costs
from inventory_core.optimization.eoq import economic_order_quantity
from inventory_core.optimization.stocking import cheapest_rule

_SLOWEST = 1 / 1000
"""Units a year that are taken to sell of what does not sell."""
_LEAST_LEVEL = 0.01
"""What is kept at all is ordered before the last sale that is all but certain."""
_LONGEST_LOT_YEARS = 1.0
"""No lot is larger than what sells in a year: by then much may have changed."""
_LONGEST_GUESSED_LOT_YEARS = 0.25
"""Nor than what sells in three months where nobody said what an order costs."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Reordering:
    """The policy by which n products are ordered, and what it gives; n each."""

    policy: Policy
    level: Numbers
    """Chance of lasting through the protection period that the reorder point gives."""
    eoq_units: Numbers
    """Economic order quantity; NaN where keeping costs nothing, or is not known."""


def protection_of(economics: Economics, forecast: Forecast) -> Distribution:
    """Return the demand that stock must last for: over lead time and review period."""
    return forecast.protection_demand(
        lead_time_days=economics.lead_times_days,
        review_period_days=economics.review_period_days,
    )


def by_forecast(
    economics: Economics,
    forecast: Forecast,
    protection: Distribution,
    settings: Settings,
    *,
    arrives_days: Numbers | None = None,
) -> Reordering:
    """Say when and how many to order by a forecast, no more than sells before it spoils.

    The reorder point is that of a stock that loses nothing: see `spared` for what that leaves out.

    Args:
        economics, forecast: of n products.
        protection: demand over the protection period, as `protection_of` has it.
        settings: the shop's.
        arrives_days: to the arrival of the next order, n; the usual lead time if left out.
    """
    arrives = economics.lead_time_days if arrives_days is None else arrives_days
    made = _nothing_lost(
        economics,
        yearly_demand=forecast.yearly,
        protection=protection,
        settings=settings,
    )
    keeps = arrives + economics.shelf_life_days
    spoils = ~np.isnan(keeps)
    sellable = np.where(spoils, forecast.total_mean(np.where(spoils, keeps, 0.0)), np.inf)
    lot = _lots_of_the_season(np.asarray(made.policy.lot), arrives, forecast)
    return replace(made, policy=replace(made.policy, sellable_units=sellable, lot=lot))


def _lots_of_the_season(lot: Numbers, arrives_days: Numbers, forecast: Forecast) -> Numbers:
    """Return lots no larger than what sells, once they are there, in the days that they are for.

    Out of its season a product needs no lot that the season's pace made worthwhile.
    """
    yearly = np.maximum(forecast.yearly, _SLOWEST)
    lead_days = arrives_days.round()
    lot_days = np.ceil(lot / yearly * DAYS_A_YEAR)
    sold = forecast.total_mean(lead_days + lot_days) - forecast.total_mean(lead_days)
    return np.minimum(lot, np.ceil(sold - 1e-6))


def sold_off(made: Reordering, economics: Economics) -> Reordering:
    """Let what is discontinued run out: nothing is kept or ordered of it any more."""
    ends, policy = economics.discontinued, made.policy
    let_go = replace(
        policy,
        reorder_point=np.where(ends, 0.0, policy.reorder_point),
        lot=np.where(ends, 0.0, policy.lot),
        reordered=policy.reordered & ~ends,
        stocked=policy.stocked & ~ends,
    )
    return replace(made, policy=let_go, level=np.where(ends, 0.0, made.level))


def arrival_of(
    economics: Economics,
    forecast: Forecast,
    supply: Supply,
    settings: Settings,
    *,
    waited_days: int = 0,
) -> Arrival:
    """Return what an order of today will meet when it arrives.

    Args:
        economics, forecast: of n products.
        supply: at the beginning of the forecast.
        settings: the shop's.
        waited_days: from the beginning of the forecast to today.
    """
    return at_arrival(
        forecast,
        supply,
        lead_times_days=economics.lead_times_days + waited_days,
        review_period_days=economics.review_period_days,
        # When it came is not known: what lies there is taken to be of today.
        keeps_days=np.nan_to_num(economics.shelf_life_days, nan=np.inf) + waited_days,
        lost_share=settings.lost_share,
    )


def spared(made: Reordering, arrival: Arrival) -> Numbers:
    """Return the units below the reorder point that an order of today need not make up for, n.

    They stand for what is lost before it arrives; less than 0 for what sold since the newest sale,
    and what spoils.
    """
    return made.policy.reorder_point - _points(arrival.needed, made.level)


def orders_of_a_day(made: Reordering, late: Distribution, position: Numbers) -> Numbers:
    """Return the units to order of each product by itself, n, where many days are walked.

    What is lost before an order arrives is taken at its mean, for which there is time on each day
    (the projected inventory level); `spared` goes by its distribution.

    Args:
        made: of n products.
        late: demand before an order of that day arrives.
        position: stock position of that day, n.
    """
    lost = late.expected_short(np.maximum(position, 0.0))
    return made.policy.orders(position + lost)


def _points(needed: Distribution, level: Numbers) -> Numbers:
    """Return the whole units that suffice with a chance; none where it is 0."""
    return np.where(level > 0, np.maximum(np.ceil(needed.quantile(level) - 1e-6), 0.0), 0.0)


def _nothing_lost(
    economics: Economics, *, yearly_demand: Numbers, protection: Distribution, settings: Settings
) -> Reordering:
    """Say when and how many to order if nothing is ever lost.

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
    lot = np.minimum(np.nan_to_num(eoq), _largest_lot(economics, yearly_demand)).round()
    lot = np.asarray(lot, dtype=np.float64)
    level = _levels(economics, yearly_demand, lot, protection=protection, settings=settings)
    too_long = lasts_too_long(
        economics.smallest_order, yearly_demand=yearly_demand, protection_demand=protection.mean
    )
    policy = Policy(
        reorder_point=_points(protection, level),
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


def _largest_lot(economics: Economics, yearly_demand: Numbers) -> Numbers:
    years = np.where(economics.order_cost_known, _LONGEST_LOT_YEARS, _LONGEST_GUESSED_LOT_YEARS)
    return np.asarray(years * yearly_demand)


def _decided_by_costs(
    usual: Reordering, economics: Economics, yearly_demand: Numbers, protection: Distribution
) -> Reordering:
    """Let costs decide of what follows the shop; where cost or price is unknown, they cannot."""
    sold = np.maximum(yearly_demand, _SLOWEST)
    best = cheapest_rule(
        protection,
        economics.by_period(DAYS_A_YEAR),
        yearly_demand=sold,
        review_years=economics.review_period_days / DAYS_A_YEAR,
    )
    decided = economics.follows_shop & np.isfinite(economics.lost_sale_cost) & (yearly_demand > 0)
    largest = np.maximum(_largest_lot(economics, yearly_demand), economics.smallest_order)
    lot = np.round(np.minimum(best.lot, largest))
    between_looks = sold * economics.review_period_days / DAYS_A_YEAR
    in_lots = np.maximum(lot, economics.smallest_order) > np.maximum(np.ceil(between_looks), 1.0)
    # A lot that sells between two looks, or that the supplier asks for anyway, is none of its own.
    own_lot = in_lots & (lot > economics.smallest_order) & np.isfinite(usual.eoq_units)
    lot = np.where(own_lot, lot, 0.0)
    # Of lots the cost is known as a whole; where each look may order any number, what a unit more
    # brings is compared with what it costs. A whole unit above the point that the search found.
    level = np.where(
        in_lots,
        np.maximum(protection.chance(np.floor(best.reorder_point) + 1), _LEAST_LEVEL),
        level_by_costs(
            lost_sale_cost=np.nan_to_num(economics.lost_sale_cost),
            keeping_cost=np.nan_to_num(economics.holding_cost)
            * economics.review_period_days
            / DAYS_A_YEAR,
            lead_time_cycles=economics.lead_time_days / economics.review_period_days,
        ),
    )
    level = np.where(decided, np.where(best.stocked, level, 0.0), usual.level)
    policy = replace(
        usual.policy,
        reorder_point=_points(protection, level),
        lot=np.where(decided, lot, usual.policy.lot),
        stocked=np.where(decided, best.stocked, usual.policy.stocked),
    )
    return replace(usual, policy=policy, level=level)


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
