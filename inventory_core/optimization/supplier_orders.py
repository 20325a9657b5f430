"""Orders of several products at one supplier: their common cycle, who joins, and its minimum.

Where an order costs something whatever is in it, products are best ordered together. What is below
its reorder point calls for an order; what will be there within half a cycle joins it (the can-order
policy: Balintfy 1964; Silver, Pyke and Thomas, Inventory and Production Management, chapter 10).
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from inventory_core.domain.demand import Flags, Numbers, Places, Texts
from inventory_core.domain.frames import check
from inventory_core.domain.policy import Policy, lasts_too_long
from inventory_core.domain.products import DAYS_A_YEAR, Economics
from inventory_core.optimization.joint_orders import JointProducts, best_cycle
from inventory_core.optimization.tables import JOINT_ORDERS


@dataclass(frozen=True, eq=False, kw_only=True)
class JointOrders:
    """How often to order what together; m products of the n, by supplier. JOINT_ORDERS says more.

    rows: of the products, m. cycle_days, multiple, units, order_cost, yearly_cost,
    yearly_cost_apart: m each.
    """

    rows: Places
    cycle_days: Numbers
    multiple: Numbers
    units: Numbers
    order_cost: Numbers
    yearly_cost: Numbers
    yearly_cost_apart: Numbers

    def share(self, economics: Economics) -> Economics:
        """Let each product bear its share of what its supplier's orders cost."""
        order_cost = economics.line_cost.copy()
        order_cost[self.rows] = self.order_cost
        known = economics.order_cost_known.copy()
        known[self.rows] = True
        return replace(economics, order_cost=order_cost, order_cost_known=known)

    def days_of(self, products: int) -> Numbers:
        """Days from one order to the next, n; NaN where a product is ordered on its own."""
        days = np.full(products, np.nan)
        days[self.rows] = self.cycle_days
        return days

    def frame(self, economics: Economics) -> pd.DataFrame:
        """Return JOINT_ORDERS, sorted by supplier."""
        columns = {
            "supplier": pd.Series(economics.suppliers[self.rows], dtype="str"),
            "sku": pd.Series(economics.skus[self.rows], dtype="str"),
            "cycle_days": self.cycle_days,
            "multiple": self.multiple,
            "order_units": self.units,
            "order_cost": self.order_cost,
            "yearly_cost": self.yearly_cost,
            "yearly_cost_apart": self.yearly_cost_apart,
        }
        ordered = pd.DataFrame(columns).sort_values("supplier", kind="stable")
        return check(ordered.reset_index(drop=True), JOINT_ORDERS)


def joint_orders(
    economics: Economics, suppliers: pd.DataFrame, *, yearly_demand: Numbers
) -> JointOrders:
    """Find how often to order what from each supplier whose orders cost something by themselves.

    Ordered together is what sells, is bought again and costs something to hold.

    Args:
        economics: of n products.
        suppliers: SUPPLIERS.
        yearly_demand: units, n.
    """
    supplier = supplier_places(economics.suppliers, suppliers)
    order_costs = np.append(suppliers["order_cost"].to_numpy(dtype=float), 0.0)
    holding_costs = np.nan_to_num(economics.holding_cost)
    again = (
        ~economics.one_shot
        & ~economics.discontinued
        & ~lasts_too_long(
            economics.smallest_order, yearly_demand=yearly_demand, protection_demand=0
        )
    )
    sells = yearly_demand * holding_costs > 0
    rows = np.flatnonzero((order_costs[supplier] > 0) & sells & again)
    supplier, shared = supplier[rows], order_costs[supplier[rows]]
    joint = JointProducts(
        demand_rates=yearly_demand[rows],
        holding_costs=holding_costs[rows],
        order_costs=economics.line_cost[rows],
        shared_order_cost=0.0,
    )
    cycle_years, multiples = np.zeros(len(rows)), np.zeros(len(rows))
    for place in np.unique(supplier):
        own = np.flatnonzero(supplier == place)
        cycle = best_cycle(joint.select(own, shared_order_cost=float(order_costs[place])))
        cycle_years[own], multiples[own] = cycle.cycle_years, cycle.multiples
    units = cycle_years * multiples * joint.demand_rates
    held = joint.holding_costs * units
    alone = 2 * (shared + joint.order_costs) * joint.holding_costs * joint.demand_rates
    return JointOrders(
        rows=rows,
        cycle_days=DAYS_A_YEAR * cycle_years,
        multiple=multiples,
        units=units,
        # Economic lots cost as much to order as to hold, and so does the best cycle.
        order_cost=held * units / (2 * joint.demand_rates),
        yearly_cost=held,
        yearly_cost_apart=np.sqrt(alone),
    )


@dataclass(frozen=True, eq=False, kw_only=True)
class Orders:
    """What is ordered of n products on one day; units, n each."""

    wanted: Numbers
    """What reorder point and lot ask for, before minimum order and packs."""
    most: Numbers
    """What sells within the shelf life; without end where it keeps."""
    units: Numbers
    added: Numbers
    """Units of them that are there only for the supplier's minimum."""
    joins: Flags
    """What is above its reorder point and ordered along with others."""

    @classmethod
    def by(cls, policy: Policy, position: Numbers) -> "Orders":
        """Order by a policy, each product by itself."""
        wanted, most = policy.wanted(position), policy.most(position)
        return cls(
            wanted=wanted,
            most=most,
            units=policy.orderable(wanted, most_units=most),
            added=np.zeros(len(position)),
            joins=np.zeros(len(position), dtype=bool),
        )


@dataclass(frozen=True, eq=False, kw_only=True)
class SupplierOrders:
    """By what the orders of one day are brought together at their suppliers; n products.

    Args:
        economics: of the products.
        suppliers: SUPPLIERS.
        policy: of the day.
        kept: which products are ordered again and again, and none better left alone.
        counted: of which it is known how many lie there; only their orders are sure.
        cycle_days: from one order to the next; NaN where a product is ordered on its own.
        longest_days: beyond these days' demand a product is overstock.
        expected_units: of each product in so many days from this one on.
        spend: money that orders of so many units cost; NaN where the cost is unknown.
    """

    economics: Economics
    suppliers: pd.DataFrame
    policy: Policy
    kept: Flags
    counted: Flags
    cycle_days: Numbers
    longest_days: Numbers
    expected_units: Callable[[npt.ArrayLike], Numbers]
    spend: Callable[[Numbers], Numbers]

    def with_companions(self, orders: Orders, position: Numbers) -> Orders:
        """Let what will soon be needed join an order that its supplier gets anyway."""
        together = ~np.isnan(self.cycle_days)
        if not together.any():
            return orders
        supplier = self.economics.supplier_numbers
        sure = (orders.units > 0) & self.counted
        called = np.bincount(supplier, weights=sure)[supplier] > 0
        above = position - self.policy.reorder_point
        half_a_cycle = np.where(together, self.cycle_days, 0.0) / 2
        soon = together & (above < self.expected_units(half_a_cycle))
        able = self.kept & self.counted & (self.policy.reorder_point > 0)
        joins = called & soon & (orders.units == 0) & able
        wanted = np.where(joins, np.maximum(self.policy.lot - above, 0.0), orders.wanted)
        joined = self.policy.orderable(wanted, most_units=orders.most)
        units = np.where(joins, joined, orders.units)
        return replace(orders, wanted=wanted, units=units, joins=joins & (units > 0))

    def with_minimums(self, orders: Orders, position: Numbers) -> Orders:
        """Lift orders to what their supplier takes at least: first what would run out first.

        All products of the supplier that bring something are lifted to last equally long, and never
        so long that they would count as overstock; where not even that suffices, the order stays
        as it is.
        """
        asking = (self.suppliers["least_units"] > 0) | (self.suppliers["least_money"] > 0)
        asked = self.suppliers[asking]
        if asked.empty or not orders.units.any():
            return orders
        place = supplier_places(self.economics.suppliers, asked)
        least_units, least_money = (
            asked[name].to_numpy(dtype=float) for name in ("least_units", "least_money")
        )
        room = np.maximum(self.expected_units(self.longest_days) - position, 0.0)
        most = np.minimum(orders.most, room)
        filling = self._filling(place, least_money > 0)

        def lifted(days: Numbers) -> Numbers:
            """Orders that make the products of each supplier last so long, n."""
            lasting = np.minimum(np.append(days, 0.0)[place], self.longest_days)
            lacking = np.maximum(self.expected_units(lasting) - position, 0.0)
            wanted = np.where(filling, lacking, 0.0)
            return np.maximum(orders.units, self.policy.orderable(wanted, most_units=most))

        def suffices(units: Numbers) -> Flags:
            """Whether each supplier takes these orders."""
            sure = np.where(self.counted, units, 0.0)
            ordered = _by_supplier(place, sure, len(asked))
            spent = _by_supplier(place, np.nan_to_num(self.spend(sure)), len(asked))
            return (ordered >= least_units) & (spent >= least_money)

        longest = np.full(len(asked), self.longest_days.max())
        called = _by_supplier(place, np.where(self.counted, orders.units, 0.0), len(asked)) > 0
        able = called & ~suffices(orders.units) & suffices(lifted(longest))
        low, high = np.zeros(len(asked)), np.where(able, longest, 0.0)
        while (high - low > 1).any():
            middle = np.floor((low + high) / 2)
            enough = suffices(lifted(middle))
            low, high = np.where(enough, low, middle), np.where(enough, middle, high)
        units = np.where(np.append(able, False)[place], lifted(high), orders.units)
        return replace(
            orders,
            units=units,
            added=units - orders.units,
            joins=orders.joins | (orders.units == 0) & (units > 0),
        )

    def _filling(self, place: Places, asks_money: Flags) -> Flags:
        """Products that do not lose money, and count towards what their supplier asks for, n."""
        known = ~np.isnan(self.economics.cost)
        counts = (place >= 0) & (known | ~np.append(asks_money, False)[place])
        pays = ~(self.economics.price <= self.economics.cost)
        return self.kept & self.counted & (self.policy.reorder_point > 0) & counts & pays


def added_for_minimum(plan: pd.DataFrame) -> pd.DataFrame:
    """Return what suppliers' minimums add to a plan (PLAN): supplier, units and spend."""
    added = plan[plan["added_units"] > 0]
    if added.empty:  # groups of nothing take as long as groups of all
        return added[["supplier"]].assign(units=0.0, spend=0.0)
    added = added.assign(added_spend=added["added_units"] * added["unit_cost"])
    totals = added.groupby("supplier", as_index=False)
    return totals.agg(units=("added_units", "sum"), spend=("added_spend", "sum"))


def supplier_places(named: Texts, suppliers: pd.DataFrame) -> Places:
    """Return the row of each product's supplier in SUPPLIERS, n; −1 where it is not there."""
    rows = {name: row for row, name in enumerate(suppliers["supplier"])}
    return np.array([rows.get(name, -1) for name in named.tolist()], dtype=np.int64)


def _by_supplier(place: Places, amounts: Numbers, count: int) -> Numbers:
    """Sum of the amounts of each supplier; those at place −1 have none."""
    return np.bincount(place + 1, weights=amounts, minlength=count + 1)[1:].astype(float)
