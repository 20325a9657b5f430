"""Orders of several products at one supplier: their common cycle, who joins, and its minimum.

Where an order costs something whatever is in it, products are best ordered together. What is below
its reorder point calls for an order; what will be there within half a cycle joins it (the can-order
policy: Balintfy 1964; Silver, Pyke and Thomas, Inventory and Production Management, chapter 10).
"""

import numpy as np
import numpy.typing as npt
import pandas as pd

from inventory_core.frames import JOINT_ORDERS, check, typed
from inventory_core.optimization.joint_orders import JointProducts, best_cycle
from inventory_core.optimization.reorder import order_quantity

Numbers = npt.NDArray[np.float64]

_DAYS_A_YEAR = 365


def joint_orders(products: pd.DataFrame, suppliers: pd.DataFrame) -> pd.DataFrame:
    """Find how often to order what from each supplier whose orders cost something by themselves.

    Args:
        products: sku and supplier; yearly_demand in units; holding_cost of a unit for a year and
            order_cost of adding the product to an order, in money.
        suppliers: SUPPLIERS.

    Returns:
        JOINT_ORDERS, of the products that sell and cost something to hold.
    """
    costing = suppliers.loc[suppliers["order_cost"] > 0].set_index("supplier")["order_cost"]
    turnover = products["yearly_demand"] * products["holding_cost"]
    able = products[products["supplier"].isin(costing.index) & (turnover > 0)]
    joint = JointProducts(
        demand_rates=able["yearly_demand"].to_numpy(dtype=float),
        holding_costs=able["holding_cost"].to_numpy(dtype=float),
        order_costs=able["order_cost"].to_numpy(dtype=float),
        shared_order_cost=0.0,
    )
    shared = able["supplier"].map(costing).to_numpy(dtype=float)
    cycle_years, multiples = np.zeros(len(able)), np.zeros(len(able))
    for indices in able.groupby("supplier").indices.values():
        rows = np.asarray(indices)
        cycle = best_cycle(joint.select(rows, shared_order_cost=float(shared[rows[0]])))
        cycle_years[rows], multiples[rows] = cycle.cycle_years, cycle.multiples
    units = cycle_years * multiples * joint.demand_rates
    held = joint.holding_costs * units
    alone = 2 * (shared + joint.order_costs) * joint.holding_costs * joint.demand_rates
    found = pd.DataFrame(
        {
            "supplier": able["supplier"],
            "sku": able["sku"],
            "cycle_days": _DAYS_A_YEAR * cycle_years,
            "multiple": multiples,
            "order_units": units,
            # Economic lots cost as much to order as to hold, and so does the best cycle.
            "order_cost": held * units / (2 * joint.demand_rates),
            "yearly_cost": held,
            "yearly_cost_apart": np.sqrt(alone),
        }
    )
    ordered = found.sort_values("supplier", kind="stable").reset_index(drop=True)
    return check(typed(ordered, JOINT_ORDERS), JOINT_ORDERS)


def with_companions(plan: pd.DataFrame, together: pd.DataFrame) -> pd.DataFrame:
    """Let products join an order that their supplier gets anyway, if they will soon need one.

    Args:
        plan: PLAN so far, with the orders of products below their reorder point.
        together: JOINT_ORDERS.
    """
    cycle_days = plan["sku"].map(together.set_index("sku")["cycle_days"])
    called = plan["supplier"].isin(plan.loc[plan["order_units"] > 0, "supplier"])
    above = plan["stock_position"] - plan["reorder_point"]
    soon = above < plan["yearly_demand"] * cycle_days / _DAYS_A_YEAR / 2
    joins = called & soon & (plan["order_units"] == 0) & _orderable(plan)
    lot = np.round(np.minimum(plan["eoq_units"], plan["yearly_demand"]))
    wanted = np.where(joins, np.maximum(lot - above, 0.0), plan["wanted_units"])
    units = np.where(joins, _ordered(plan, wanted), plan["order_units"])
    return plan.assign(wanted_units=wanted, order_units=units, joins=joins & (units > 0))


def with_minimums(plan: pd.DataFrame, suppliers: pd.DataFrame, *, cover_days: int) -> pd.DataFrame:
    """Lift orders to what their supplier takes at least: first what would run out first.

    All products of the supplier are lifted to last equally long, and never so long that they would
    count as overstock; where not even that suffices, the order stays as it is.

    Args:
        plan: PLAN so far.
        suppliers: SUPPLIERS.
        cover_days: beyond the protection period, more than these days' demand is overstock.
    """
    asked = suppliers[(suppliers["least_units"] > 0) | (suppliers["least_money"] > 0)]
    place = supplier_places(plan["supplier"], asked)
    ordered = plan["order_units"].to_numpy(dtype=float)
    cost = np.nan_to_num(plan["cost"].to_numpy(dtype=float))

    def lifted(days: Numbers) -> Numbers:
        """Orders that make the products of each supplier last so long, n."""
        last = np.minimum(np.append(days, 0.0)[place], plan["protection_days"] + cover_days)
        target = plan["yearly_demand"] * last / _DAYS_A_YEAR
        wanted = np.where(_orderable(plan) & (place >= 0), target - plan["stock_position"], 0.0)
        return np.maximum(ordered, _ordered(plan, np.maximum(wanted, 0.0)))

    def suffices(units: Numbers) -> npt.NDArray[np.bool_]:
        """Whether each supplier takes these orders; not a mark where it gets none."""
        totals = [_by_supplier(place, amount, len(asked)) for amount in (units, units * cost)]
        least = (asked["least_units"].to_numpy(), asked["least_money"].to_numpy())
        return (totals[0] >= least[0]) & (totals[1] >= least[1])

    longest = np.full(len(asked), float((plan["protection_days"] + cover_days).max()))
    called = _by_supplier(place, ordered, len(asked)) > 0
    able = called & ~suffices(ordered) & suffices(lifted(longest))
    low, high = np.zeros(len(asked)), np.where(able, longest, 0.0)
    while (high - low > 1).any():
        middle = np.floor((low + high) / 2)
        enough = suffices(lifted(middle))
        low, high = np.where(enough, low, middle), np.where(enough, middle, high)
    units = np.where(np.append(able, False)[place], lifted(high), ordered)
    return plan.assign(
        order_units=units,
        added_units=units - ordered,
        joins=plan["joins"] | (ordered == 0) & (units > 0),
    )


def added_for_minimum(plan: pd.DataFrame) -> pd.DataFrame:
    """Return what suppliers' minimums add to a plan (PLAN): supplier, units and spend."""
    added = plan[plan["added_units"] > 0]
    added = added.assign(added_spend=added["added_units"] * added["unit_cost"])
    totals = added.groupby("supplier", as_index=False)
    return totals.agg(units=("added_units", "sum"), spend=("added_spend", "sum"))


def supplier_places(named: pd.Series, suppliers: pd.DataFrame) -> npt.NDArray[np.int64]:
    """Return the row of each product's supplier in SUPPLIERS; −1 where it is not there."""
    rows = {name: row for row, name in enumerate(suppliers["supplier"])}
    return named.map(rows).fillna(-1).to_numpy(dtype=np.int64)


def _orderable(plan: pd.DataFrame) -> pd.Series:
    """Products that are ordered again and again; none that is better left alone."""
    return ~plan["one_shot"] & (plan["refused"] == "") & (plan["reorder_point"] > 0)


def _ordered(plan: pd.DataFrame, wanted: Numbers) -> Numbers:
    return order_quantity(
        wanted_units=wanted,
        moq_units=plan["moq_units"],
        pack_size_units=plan["pack_size_units"],
        most_units=plan["most_units"],
    )


def _by_supplier(place: npt.NDArray[np.int64], amounts: Numbers, count: int) -> Numbers:
    """Sum of the amounts of each supplier; those at place −1 have none."""
    return np.bincount(place + 1, weights=amounts, minlength=count + 1)[1:].astype(float)
