"""The plan: for every product what to order now, and every number that led there."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property, partial
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from inventory_core.domain.arrival import Arrival
from inventory_core.domain.demand import Demand, Flags, Numbers, Texts
from inventory_core.domain.distribution import Distribution
from inventory_core.domain.forecast import Forecast
from inventory_core.domain.frames import check
from inventory_core.domain.policy import Policy, order_quantity
from inventory_core.domain.products import DAYS_A_YEAR, Economics
from inventory_core.domain.settings import Settings
from inventory_core.optimization import risks, service
from inventory_core.optimization.order_times import OrderTimes
from inventory_core.optimization.reordering import (
    Reordering,
    arrival_of,
    by_forecast,
    classes,
    protection_of,
    sold_off,
    spared,
)
from inventory_core.optimization.stock_position import StockPosition
from inventory_core.optimization.supplier_orders import (
    JointOrders,
    Orders,
    SupplierOrders,
    joint_orders,
)
from inventory_core.optimization.supplier_terms import (
    Prices,
    SupplierTerms,
    lot_at_prices,
    usual_cost,
)
from inventory_core.optimization.tables import PLAN
from inventory_core.optimization.waiting import Wait

Columns = dict[str, npt.NDArray[Any]]

_NO_DAY = np.datetime64("NaT", "us")
_A_DAY = np.timedelta64(1, "D")
_NO_TERMS = SupplierTerms()
_SEASON_IS_OVER = 0.25
"""Where so little of what sells before an order arrives sells in as many days after."""
_PACE_DAYS = 28
"""The usual pace is that of so many coming days."""


class Refused(StrEnum):
    """Why something lacking is not ordered."""

    NOT = ""
    DISCONTINUED = "discontinued"
    NOT_YET = "not to be ordered yet"
    MOQ_TOO_LARGE = "minimum order too large"
    NOT_WORTH_STOCKING = "not worth stocking"
    SPOILS = "minimum order spoils"


@dataclass(frozen=True, eq=False, kw_only=True)
class Plan:
    """What to order of n products now, and all that decides about it; n each, in their order.

    PLAN says what each column of its frame is.
    """

    economics: Economics
    forecast: Forecast
    stock: StockPosition
    wait: Wait
    """From the beginning of the forecast until today."""
    times: OrderTimes
    """When the next orders can be placed, and come."""
    protection: Distribution
    """Demand over lead time and review period."""
    arrival: Arrival
    """What an order of today will meet."""
    position: Numbers
    """Stock position as an order of today sees it: what will be lost before it arrives needs no
    stock, as if it were there; what sold since the newest sale known is expected to be gone."""
    reordering: Reordering
    """By which each product is ordered by itself, with the lot that costs least at its prices."""
    orders: Orders
    prices: Prices
    together: JointOrders
    refused: Texts
    """Why something lacking is not ordered, of Refused."""
    days_since_sale: Numbers
    days_on_sale: Numbers
    cover_days: float
    """Stock that will not sell within lead time and these days is overstock."""

    @cached_property
    def free_today(self) -> Numbers:
        """Units there this morning and not promised, n; less than 0 where more is promised.

        What sold since the newest sale, or a later count, is expected demand.
        """
        free = self.stock.position - self.stock.coming.sum(axis=1)
        counted, asked = (
            self.forecast.total_mean(days) for days in (self.stock.unseen_days, self.wait.days)
        )
        return np.where(free > 0, np.maximum(free + counted - asked, 0.0), free)

    @cached_property
    def yearly_demand(self) -> Numbers:
        """Units expected in a year."""
        return self.forecast.yearly

    @cached_property
    def classes(self) -> Texts:
        """Class of each product, by what it brings and how steadily."""
        return classes(self.economics, self.yearly_demand, self.protection)

    @property
    def policy(self) -> Policy:
        """By which each product is ordered by itself."""
        return self.reordering.policy

    @property
    def protection_days(self) -> Numbers:
        """Days that stock must last for: to the usual arrival of the order after the next, n."""
        return self.times.lead_times_days[:, 1] + self.times.review_period_days

    @property
    def longest_days(self) -> Numbers:
        """Stock that lasts beyond these days is overstock, n."""
        return self.protection_days + self.cover_days

    @property
    def daily_demand(self) -> Numbers:
        """Units expected a day at the usual pace, n."""
        return self.forecast.total_mean(_PACE_DAYS) / _PACE_DAYS

    @property
    def spend(self) -> Numbers:
        """Money that the orders cost at the supplier's prices, n; NaN where it is unknown.

        So it is where the stock was never counted: what lies there is to be taken off the order.
        """
        unknown = ~self.stock.known & (self.orders.units > 0)
        return np.where(unknown, np.nan, self.prices.spend(self.orders.units))

    @property
    def joint_orders(self) -> pd.DataFrame:
        """What is best ordered together at one supplier (JOINT_ORDERS)."""
        return self.together.frame(self.economics)

    def frame(self) -> pd.DataFrame:
        """The plan as a table (PLAN)."""
        columns = self._facts() | self._decisions() | self._risks()
        return check(pd.DataFrame(columns), PLAN)

    def _facts(self) -> Columns:
        goods, stock = self.economics, self.stock
        return {
            "sku": goods.skus,
            "name": goods.names,
            "category": goods.categories,
            "supplier": goods.suppliers,
            "one_shot": goods.one_shot,
            "discontinued": goods.discontinued,
            "no_order_until": goods.no_order_until,
            "on_hand": np.where(stock.told, stock.on_hand, np.nan),
            "on_order": stock.on_order,
            "committed": stock.committed,
            "stock_position": np.where(stock.told, stock.position, np.nan),
            "stock_known": stock.known,
            "lead_time_days": goods.lead_time_days,
            "protection_days": self.protection_days,
            "moq_units": goods.moq_units,
            "pack_size_units": goods.pack_size_units,
            "shelf_life_days": goods.shelf_life_days,
            "cost": goods.cost,
            "price": goods.price,
            "days_since_sale": self.days_since_sale,
            "days_on_sale": self.days_on_sale,
            "holding_rate": goods.holding_rate,
            "order_cost": goods.order_cost,
            "defaults": goods.defaults,
        }

    def _decisions(self) -> Columns:
        point, orders = self.policy.reorder_point, self.orders
        usual, price = self.economics.cost.copy(), self.prices.spend(orders.units)
        return {
            "model": self.forecast.models,
            "daily_demand": self.daily_demand,
            "yearly_demand": self.yearly_demand,
            "protection_demand": self.protection.mean,
            "safety_stock": np.maximum(point - self.protection.mean, 0.0),
            "reorder_point": point,
            "service_level": self.reordering.level,
            "class": self.classes,
            "eoq_units": self.reordering.eoq_units,
            "lot_units": np.asarray(self.policy.lot),
            "lacking_units": np.maximum(point - self.position, 0.0),
            "wanted_units": orders.wanted,
            "most_units": orders.most,
            "order_units": orders.units,
            "added_units": orders.added,
            "joins": orders.joins,
            "refused": self.refused,
            # Where none is ordered, what a unit usually costs.
            "unit_cost": np.divide(price, orders.units, out=usual, where=orders.units > 0),
            "spend": self.spend,
        }

    def _risks(self) -> Columns:
        expected, needed = self.forecast, self.arrival.needed
        unseen = expected.total_mean(self.stock.unseen_days)
        free, position = self.stock.free + unseen, self.stock.position + unseen
        today = np.datetime64(self.times.today, "us")
        usual, point = self.times.lead_times_days[:, 1], self.policy.reorder_point
        # What is not kept has no day to order by, and neither has what was never counted.
        never = self.economics.one_shot | (point <= 0) & (self.position >= point)
        known, waits = self.stock.known, self.times.waits_days
        runs_out = risks.day_reached(
            expected, np.maximum(free, 0.0), since_days=self.stock.unseen_days
        )
        cover_days = risks.days_of_cover(self.stock.free, self.daily_demand)
        return {
            "order_on": np.where(waits > 0, today + waits.astype(np.int64) * _A_DAY, _NO_DAY),
            "order_by": np.where(never | ~known, _NO_DAY, np.maximum(self._order_by(), today)),
            "stockout_day": np.where(known, runs_out, _NO_DAY),
            "cover_days": np.where(known, cover_days, np.nan),
            "lead_time_demand": expected.total_mean(usual),
            "lost_units": self.arrival.lost,
            "left_units": self.arrival.left,
            "missed_units": self._missed(usual),
            "spoiled_units": self.arrival.spoiled,
            # What spoils is not among those left.
            "next_demand": np.maximum(needed.mean - (position - self.arrival.left), 0.0),
            "short_units": needed.expected_short(np.maximum(position, 0.0)),
            "arrives": today + np.round(usual).astype(np.int64) * _A_DAY,
            **self._too_many(free=free, position=position),
            "stockouts_a_year": self._stockouts_a_year(),
        }

    def _too_many(self, *, free: Numbers, position: Numbers) -> Columns:
        soon = self.times.lead_times_days[:, 1] + self.cover_days + self.wait.days
        # An order may last longer than that where its lot, or the least that can be ordered, does;
        # by whole packs it may bring nearly a pack more.
        ordered = self.policy.reorder_point + self._usual_order + self.economics.pack_size_units
        coming = np.floor(position - np.maximum(self.forecast.total_mean(soon), ordered))
        return {
            "overstock_units": risks.overstock(self.forecast, soon, free),
            "over_ordered_units": np.clip(coming, 0.0, self.stock.on_order),
        }

    def _missed(self, lead_days: Numbers) -> Numbers:
        """Return what a season asks for in vain that is over when an order arrives, n; else 0."""
        before = self.forecast.total_mean(lead_days)
        after = self.forecast.total_mean(2 * lead_days) - before
        return np.where(after < _SEASON_IS_OVER * before, self.arrival.lost, 0.0)

    def _order_by(self) -> risks.Days:
        """Return the day by which to order, n: on which the position meets the reorder point.

        That is where a supplier takes orders every day; else the best one that it does.
        """
        expected, above = self.forecast, self.position - self.policy.reorder_point
        meets = risks.day_reached(expected, above + expected.total_mean(self.wait.days))
        return self.times.order_by(meets, self.economics.lead_time_days, lacking=above < 0)

    @property
    def _usual_order(self) -> Numbers:
        return np.maximum(self.policy.lot, self.economics.smallest_order)

    def _stockouts_a_year(self) -> Numbers:
        between_looks = self.yearly_demand * self.economics.review_period_days / DAYS_A_YEAR
        return service.stockouts_a_year(
            self.protection,
            self.policy.reorder_point,
            lot=np.maximum(self._usual_order, between_looks),
            demand_rate=self.yearly_demand,
        )


def make_plan(  # noqa: PLR0913 (all that a plan is made of)
    demand: Demand,
    forecast: Forecast,
    *,
    products: pd.DataFrame,
    stock: pd.DataFrame,
    settings: Settings,
    terms: SupplierTerms = _NO_TERMS,
    incoming: pd.DataFrame | None = None,
    today: date | None = None,
) -> Plan:
    """Decide for every product what to order now.

    A product is ordered when the stock that will be there when an order arrives does not last until
    the next could: at least what is lacking, at least the economic order quantity (but never more
    than a year's demand), in whole packs, and at least the minimum order, but no more than is
    expected to sell within its shelf life. The reorder point is the stock position below which that
    is so while there is stock to sell; what will be lost before an order can arrive needs none.
    One-shot products are never reordered, and neither is what is discontinued, what the seller
    wants no order of yet, and what the supplier sells only by so many that they would last for
    years. How sure the stock should last goes by the shop's service rule;
    a product's own service level comes before it. What is ordered at one supplier shares the cost
    of the order where that is known, and is lifted to the least that the supplier takes.

    What sold between the newest sale and today is expected demand, but for what was counted since.
    Where that is too long ago, nobody can say: the plan is made as if today were the day after it.
    Of products that were never counted, what is ordered is what it would be if none lay there, to
    be lessened by the seller: they call for no other order, and are in no sum of money.

    Args:
        demand, forecast: of the products that ever sold.
        products: PRODUCTS, all of them.
        stock: STOCK, of the products that were ever counted.
        settings: the shop's.
        terms: of the suppliers that have such.
        incoming: INCOMING, what of the stock on order arrives when.
        today: the day of the orders, the first of the forecast if left out.
    """
    economics, expected, together = _bought(products, forecast, settings=settings, terms=terms)
    wait = Wait.until(today, start=forecast.start)
    times = OrderTimes.of(economics, terms.calendars, today=wait.planned_as)
    timed = times.applied(economics)
    protection = protection_of(timed, expected)
    counted = StockPosition.of(economics.skus, stock, incoming, forecast_from=wait.told_from)
    made = by_forecast(economics, expected, protection, settings, arrives_days=timed.lead_time_days)
    by_itself = sold_off(made, economics)
    arrival, position = _met(timed, expected, counted, settings, by_itself, waited_days=wait.days)
    # Each product by itself says who calls for an order; only then others can join that order.
    resting = economics.resting_days(wait.today) > 0
    orders = Orders.by(_without(by_itself.policy, resting), position)
    plan = Plan(
        economics=economics,
        forecast=expected,
        stock=counted,
        wait=wait,
        times=times,
        protection=protection,
        arrival=arrival,
        position=position,
        reordering=by_itself,
        orders=orders,
        prices=Prices.of(economics.skus, economics.cost, terms.price_breaks),
        together=together,
        refused=_refused(economics, by_itself.policy, orders, position, resting=resting),
        **_history(economics.skus, demand),
        cover_days=settings.cover_days,
    )
    return _ordered_together(_with_usual_lots(plan), terms.suppliers)


def _without(policy: Policy, resting: Flags) -> Policy:
    """Let nothing be ordered of some products."""
    return replace(policy, reordered=policy.reordered & ~resting)


def _bought(
    products: pd.DataFrame, forecast: Forecast, *, settings: Settings, terms: SupplierTerms
) -> tuple[Economics, Forecast, JointOrders]:
    """Return what products cost and bring, each with its share of an order, what is expected to
    sell of them, and who shares an order.
    """
    # Costs come first: lots, shares of an order's cost and what a lost sale loses go by them.
    costs = usual_cost(products, terms.price_breaks)
    alone = Economics.of(products, settings, cost=costs)
    # Then who is ordered together, since a product's lot goes by its share of the order's cost.
    expected = forecast.align(alone.skus)
    together = joint_orders(alone, terms.suppliers, yearly_demand=expected.yearly)
    return together.share(alone), expected, together


def _met(
    goods: Economics,
    expected: Forecast,
    counted: StockPosition,
    settings: Settings,
    by_itself: Reordering,
    *,
    waited_days: int,
) -> tuple[Arrival, Numbers]:
    """Return what the next order of each product meets, and the stock position that it goes by."""
    supply = counted.supply(expected.total_mean(counted.unseen_days))
    arrival = arrival_of(goods, expected, supply, settings, waited_days=waited_days)
    position = supply.position + spared(by_itself, arrival)
    # What was counted since the newest sale has seen the futures in which less had sold by then.
    most = np.maximum(counted.position, 0.0)
    return replace(arrival, left=np.minimum(arrival.left, most)), position


def _history(skus: Texts, demand: Demand) -> dict[str, Numbers]:
    """Return days_since_sale and days_on_sale, n each; NaN where it never sold."""
    rows = {sku: row for row, sku in enumerate(demand.skus.tolist())}
    place = np.array([rows.get(sku, -1) for sku in skus.tolist()], dtype=np.int64)
    since, on_sale = demand.days_since_sale(), demand.days_on_sale()
    return {
        "days_since_sale": np.append(since, np.nan)[place],
        "days_on_sale": np.append(on_sale, np.nan)[place],
    }


def _refused(
    economics: Economics, policy: Policy, orders: Orders, position: Numbers, *, resting: Flags
) -> Texts:
    too_large = (policy.reorder_point > position) & np.logical_not(policy.reordered)
    spoils = (orders.wanted > orders.units) & (orders.units == 0)
    cases = (
        (Refused.DISCONTINUED, economics.discontinued),
        (Refused.NOT, economics.one_shot),
        (Refused.NOT_YET, resting),
        (Refused.NOT_WORTH_STOCKING, np.logical_not(policy.stocked)),
        (Refused.MOQ_TOO_LARGE, too_large),
        (Refused.SPOILS, spoils),
    )
    reasons = [np.array(reason.value) for reason, _holds in cases]
    return np.select([holds for _reason, holds in cases], reasons, Refused.NOT.value)


def _with_usual_lots(plan: Plan) -> Plan:
    """Let products be bought in the lots that cost least at prices that fall with larger ones."""
    if not plan.prices.breaks:
        return plan
    lot = np.array(plan.policy.lot)
    for row in plan.prices.breaks:
        lot[row] = _lot_at_prices(plan, row, least_units=1.0)
    policy = replace(plan.policy, lot=lot)
    return replace(plan, reordering=replace(plan.reordering, policy=policy))


def _ordered_together(plan: Plan, suppliers: pd.DataFrame) -> Plan:
    """Bring the orders of each supplier together."""
    goods, position = plan.economics, plan.position
    gathering = SupplierOrders(
        economics=goods,
        suppliers=suppliers,
        policy=plan.policy,
        kept=plan.policy.reordered & plan.policy.stocked & (plan.refused == Refused.NOT),
        counted=plan.stock.known,
        cycle_days=plan.together.days_of(len(goods.skus)),
        longest_days=plan.longest_days,
        expected_units=plan.forecast.total_mean,
        spend=plan.prices.spend,
    )
    # Who joins buys at falling prices too. What a minimum lacks is known only after both.
    joined = replace(plan, orders=gathering.with_companions(plan.orders, position))
    priced = _at_prices(joined)
    return replace(plan, orders=gathering.with_minimums(priced, position))


def _at_prices(plan: Plan) -> Orders:
    """Lift orders to the number of units that costs least at the supplier's prices."""
    wanted, units = plan.orders.wanted.copy(), plan.orders.units.copy()
    lacking = plan.policy.reorder_point - plan.position
    for row in [row for row in plan.prices.breaks if units[row] > 0]:
        wanted[row] = _lot_at_prices(plan, row, least_units=max(float(lacking[row]), 1.0))
        units[row] = _orderable(plan, row, wanted[row])
    return replace(plan.orders, wanted=wanted, units=units)


def _lot_at_prices(plan: Plan, row: int, *, least_units: float) -> float:
    goods = plan.economics
    return lot_at_prices(
        plan.prices.breaks[row],
        least_units=least_units,
        demand_rate=float(plan.yearly_demand[row]),
        order_cost=float(goods.order_cost[row]),
        holding_rate=float(goods.holding_rate[row]),
        orderable=partial(_orderable, plan, row),
    )


def _orderable(plan: Plan, row: int, wanted_units: npt.ArrayLike) -> Numbers:
    """Return what can be ordered of one product where so many are wanted."""
    return order_quantity(
        wanted_units=wanted_units,
        moq_units=plan.economics.moq_units[row],
        pack_size_units=plan.economics.pack_size_units[row],
        most_units=plan.orders.most[row],
    )
