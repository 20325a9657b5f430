"""The coming weeks, if the plan is followed and demand comes as expected.

One product without and with its order of today, or the whole shop with all orders that will follow.
"""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial

import numpy as np
import numpy.typing as npt
import pandas as pd

from inventory_core.domain.demand import HORIZON_DAYS, so_far
from inventory_core.domain.forecast import LAST_DAYS, Forecast
from inventory_core.domain.frames import PRODUCTS, check
from inventory_core.domain.products import with_defaults
from inventory_core.domain.settings import Settings
from inventory_core.optimization.plan import NOT_WORTH_STOCKING, joint_orders_of
from inventory_core.optimization.reorder import order_quantity
from inventory_core.optimization.supplier_orders import (
    Fill,
    orderable,
    with_companions,
    with_minimums,
)
from inventory_core.optimization.supplier_terms import SupplierTerms
from inventory_core.optimization.tables import PLAN
from inventory_core.simulation.walk import Replay, Situation, Start, Terms, replay

Numbers = npt.NDArray[np.float64]

PROJECTED_DAYS = 182
"""26 weeks; the forecast reaches four weeks further."""


def projected_stock(
    forecast: Forecast, *, stock: float, order_units: float, lead_time_days: int
) -> pd.DataFrame:
    """Expected stock of one product day by day, without and with an order placed now.

    Units already on order should be part of `stock`. Returns columns day, without_order,
    with_order and high_demand (with the order, if demand runs at its 90 % total).
    """
    days = np.arange(1, HORIZON_DAYS + 1)
    demand = forecast.mean[0].cumsum()
    high = np.array([forecast.total_quantile(int(day), 0.9)[0] for day in days])
    arrived = np.where(days > lead_time_days, order_units, 0.0)
    return pd.DataFrame(
        {
            "day": [pd.Timestamp(forecast.start + timedelta(days=int(day) - 1)) for day in days],
            "without_order": _sold_down(stock, demand, np.zeros(len(days))),
            "with_order": _sold_down(stock, demand, arrived),
            "high_demand": _sold_down(stock, high, arrived),
        }
    )


def _sold_down(stock: float, demand: Numbers, arrived: Numbers) -> Numbers:
    """Stock after each day; what could not be sold is lost, not owed when the order arrives."""
    level, left, before = stock, np.empty(len(demand)), 0.0
    for day, (sold, came) in enumerate(
        zip(np.diff(demand, prepend=0.0), np.diff(arrived, prepend=before), strict=True)
    ):
        level = max(level + came - sold, 0.0)
        left[day] = level
    return left


def project(
    plan: pd.DataFrame,
    forecast: Forecast,
    *,
    products: pd.DataFrame,
    settings: Settings,
    terms: SupplierTerms,
) -> Replay:
    """Walk the whole shop through the coming days, from the first day of the forecast on.

    Today's orders are those of the plan. From then on each product is looked at once in its review
    period and ordered as the plan does it: below the reorder point of that day, which is today's,
    moved by what is expected more or less in the protection period from that day on. Units already
    on order have no date and count as there from today on; what is bought once is not bought again.

    Args:
        plan: PLAN, in the order of products.
        forecast: that the plan was made from.
        products: PRODUCTS.
        settings: the shop's.
        terms: of the suppliers that have such.
    """
    known = check(plan, PLAN).reset_index(drop=True)
    expected = _expected(forecast.align(known["sku"].to_numpy(dtype=str)))
    assumed = with_defaults(check(products, PRODUCTS).reset_index(drop=True), settings)
    # In the plan the cost of an order is already shared among those who are in it.
    together = joint_orders_of(known.assign(order_cost=assumed["order_cost"]), terms.suppliers)
    rule = _PlanAhead(
        # What lacks nothing today, or would spoil today, may be ordered later all the same.
        plan=known.assign(
            refused=known["refused"].where(known["refused"] == NOT_WORTH_STOCKING, "")
        ),
        reorder_point=_reorder_points(known, expected),
        total=so_far(expected),
        sellable=_sellable(known, expected),
        together=together,
        suppliers=terms.suppliers,
        cover_days=settings.cover_days,
    )
    position = _numbers(known, "stock_position")
    start = Start(period=0, on_hand=np.maximum(position, 0.0), owed=np.maximum(-position, 0.0))
    return replay(expected[:, :PROJECTED_DAYS], rule.wanted, terms=_terms(known), start=start)


@dataclass(frozen=True, eq=False, kw_only=True)
class _PlanAhead:
    """What the plan would order on the coming days.

    plan: PLAN of today. reorder_point: n × days. sellable: units expected to sell before an order
    of that day would spoil, n × days. together: JOINT_ORDERS. suppliers: SUPPLIERS. cover_days:
    beyond the protection period, more than these days' demand is overstock.
    """

    plan: pd.DataFrame
    reorder_point: Numbers
    total: Numbers
    sellable: Numbers
    together: pd.DataFrame
    suppliers: pd.DataFrame
    cover_days: int

    def wanted(self, known: Situation) -> Numbers:
        """Return the units to order on a day, n."""
        if known.period == 0:
            return _numbers(self.plan, "order_units")
        wanted = self._lacking(known)
        if not wanted.any():
            return wanted
        most = np.maximum(self.sellable[:, known.period] - known.position, 0.0)
        units = order_quantity(
            wanted_units=wanted,
            moq_units=self.plan["moq_units"],
            pack_size_units=self.plan["pack_size_units"],
            most_units=most,
        )
        if self.suppliers.empty:
            return units
        then = self.plan.assign(
            stock_position=known.position,
            reorder_point=self.reorder_point[:, known.period],
            wanted_units=wanted,
            most_units=most,
            order_units=units,
            joins=False,
        )
        coming = partial(self.expected_units, known.period)
        fill = Fill(
            cover_days=self.cover_days,
            expected_units=coming,
            spend_of=lambda orders: orders * _numbers(self.plan, "cost"),
        )
        then = with_companions(then, self.together, expected_units=coming)
        return _numbers(with_minimums(then, self.suppliers, fill), "order_units")

    def expected_units(self, first: int, days: npt.ArrayLike) -> Numbers:
        """Units of each product in so many days from one of the coming days on, n."""
        count = np.broadcast_to(np.asarray(days, dtype=np.int64), len(self.plan))
        ends = np.minimum(first + count, self.total.shape[1] - 1)
        return self.total[np.arange(len(self.plan)), ends] - self.total[:, first]

    def _lacking(self, known: Situation) -> Numbers:
        """What products below their reorder point are short of, and at least their lot, n."""
        plan = self.plan
        review = np.round(_numbers(plan, "protection_days") - _numbers(plan, "lead_time_days"))
        looked_at = known.period % np.maximum(review, 1.0) == 0
        lacking = self.reorder_point[:, known.period] - known.position
        ordered = looked_at & (lacking > 0) & orderable(plan)
        return np.where(ordered, np.maximum(lacking, _numbers(plan, "lot_units")), 0.0)


def _numbers(plan: pd.DataFrame, column: str) -> Numbers:
    return plan[column].to_numpy(dtype=float)


def _expected(forecast: Forecast) -> Numbers:
    """Expected units of each day until no period looks further, n × days."""
    usual = forecast.mean[:, -LAST_DAYS:].mean(axis=1, keepdims=True)
    return np.concatenate([forecast.mean, np.repeat(usual, PROJECTED_DAYS, axis=1)], axis=1)


def _coming(expected: Numbers, days: Numbers) -> Numbers:
    """Units expected in so many days (n, at most the forecast's) from each day on, n × days."""
    total = so_far(expected)
    ends = np.arange(PROJECTED_DAYS) + np.clip(days.round(), 0, HORIZON_DAYS).astype(int)[:, None]
    return np.take_along_axis(total, ends, axis=1) - total[:, :PROJECTED_DAYS]


def _reorder_points(plan: pd.DataFrame, expected: Numbers) -> Numbers:
    coming = _coming(expected, _numbers(plan, "protection_days"))
    moved = _numbers(plan, "reorder_point")[:, None] + np.round(coming - coming[:, :1])
    return np.maximum(moved, 0.0)


def _sellable(plan: pd.DataFrame, expected: Numbers) -> Numbers:
    keeps = plan["lead_time_days"] + plan["shelf_life_days"]
    sold = _coming(expected, keeps.fillna(0.0).to_numpy(dtype=float))
    return np.where(keeps.notna().to_numpy()[:, None], sold, np.inf)


def _terms(plan: pd.DataFrame) -> Terms:
    """What a walk has to know; money is counted where its days of payment are known."""
    nothing = np.zeros(len(plan))
    return Terms(
        lead_time_periods=_numbers(plan, "lead_time_days").round().astype(np.int64),
        moq_units=_numbers(plan, "moq_units"),
        pack_size_units=_numbers(plan, "pack_size_units"),
        unit_cost=np.nan_to_num(_numbers(plan, "cost")),
        order_cost=nothing,
        holding_cost=nothing,
        lost_sale_cost=nothing,
    )
