"""Orders of several products at one supplier: their common cycle, who joins, and its minimum.

Where an order costs something whatever is in it, products are best ordered together. What is below
its reorder point calls for an order; what will be there within half a cycle joins it (the can-order
policy: Balintfy 1964; Silver, Pyke and Thomas, Inventory and Production Management, chapter 10).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from inventory_core.domain.frames import check, typed
from inventory_core.optimization.joint_orders import JointProducts, best_cycle
from inventory_core.optimization.reorder import lasts_too_long, order_quantity
from inventory_core.optimization.tables import JOINT_ORDERS

Numbers = npt.NDArray[np.float64]
Expected = Callable[[npt.ArrayLike], Numbers]
"""Units expected of each product in so many days from now on, n."""

_DAYS_A_YEAR = 365


def joint_orders(products: pd.DataFrame, suppliers: pd.DataFrame) -> pd.DataFrame:
    """Find how often to order what from each supplier whose orders cost something by themselves.

    Args:
        products: sku, supplier, one_shot, moq_units and pack_size_units as PRODUCTS; yearly_demand
            in units; holding_cost of a unit for a year and order_cost of adding the product to an
            order, in money.
        suppliers: SUPPLIERS.

    Returns:
        JOINT_ORDERS, of the products that sell, are bought again and cost something to hold.
    """
    costing = suppliers.loc[suppliers["order_cost"] > 0].set_index("supplier")["order_cost"]
    turnover = products["yearly_demand"] * products["holding_cost"]
    again = ~products["one_shot"] & ~lasts_too_long(
        smallest_order(products), yearly_demand=products["yearly_demand"], protection_demand=0
    )
    able = products[products["supplier"].isin(costing.index) & (turnover > 0) & again]
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


def with_companions(
    plan: pd.DataFrame, together: pd.DataFrame, *, expected_units: Expected
) -> pd.DataFrame:
    """Let products join an order that their supplier gets anyway, if they will soon need one.

    Args:
        plan: PLAN so far, with the orders of products below their reorder point.
        together: JOINT_ORDERS.
        expected_units: of each product in so many days from now on.
    """
    cycle_days = plan["sku"].map(together.set_index("sku")["cycle_days"]).astype(float)
    called = plan["supplier"].isin(plan.loc[plan["order_units"] > 0, "supplier"])
    above = plan["stock_position"] - plan["reorder_point"]
    soon = cycle_days.notna() & (above < expected_units(cycle_days.fillna(0.0) / 2))
    kept = orderable(plan) & (plan["reorder_point"] > 0)
    joins = called & soon & (plan["order_units"] == 0) & kept
    wanted = np.where(joins, np.maximum(plan["lot_units"] - above, 0.0), plan["wanted_units"])
    units = np.where(joins, _ordered(plan, wanted), plan["order_units"])
    return plan.assign(wanted_units=wanted, order_units=units, joins=joins & (units > 0))


@dataclass(frozen=True, eq=False, kw_only=True)
class Fill:
    """By what small orders may be filled up.

    cover_days: beyond the protection period, more than these days' demand is overstock.
    expected_units: of each product in so many days from now on. spend_of: money that orders of so
    many units cost, n; missing where the cost is unknown.
    """

    cover_days: int
    expected_units: Expected
    spend_of: Callable[[Numbers], Numbers]


def with_minimums(plan: pd.DataFrame, suppliers: pd.DataFrame, fill: Fill) -> pd.DataFrame:
    """Lift orders to what their supplier takes at least: first what would run out first.

    All products of the supplier that bring something are lifted to last equally long, and never so
    long that they would count as overstock; where not even that suffices, the order stays as it is.

    Args:
        plan: PLAN so far.
        suppliers: SUPPLIERS.
        fill: by what orders may be filled up.
    """
    asked = suppliers[(suppliers["least_units"] > 0) | (suppliers["least_money"] > 0)]
    if asked.empty:
        return plan.assign(added_units=0.0)
    place = supplier_places(plan["supplier"], asked)
    ordered = plan["order_units"].to_numpy(dtype=float)
    longest = (plan["protection_days"] + fill.cover_days).to_numpy(dtype=float)
    position = plan["stock_position"].to_numpy(dtype=float)
    room = np.maximum(fill.expected_units(longest) - position, 0.0)
    kept = orderable(plan) & (plan["reorder_point"] > 0)
    filling = kept & _brings_something(plan, asked, place)

    def lifted(days: Numbers) -> Numbers:
        """Orders that make the products of each supplier last so long, n."""
        target = fill.expected_units(np.minimum(np.append(days, 0.0)[place], longest))
        wanted = np.where(filling, np.maximum(target - position, 0.0), 0.0)
        return np.maximum(ordered, _ordered(plan, wanted, most=room))

    def suffices(units: Numbers) -> npt.NDArray[np.bool_]:
        """Whether each supplier takes these orders."""
        spend = np.nan_to_num(fill.spend_of(units))
        totals = [_by_supplier(place, amount, len(asked)) for amount in (units, spend)]
        least = (asked["least_units"].to_numpy(), asked["least_money"].to_numpy())
        return (totals[0] >= least[0]) & (totals[1] >= least[1])

    most_days = np.full(len(asked), longest.max())
    called = _by_supplier(place, ordered, len(asked)) > 0
    able = called & ~suffices(ordered) & suffices(lifted(most_days))
    low, high = np.zeros(len(asked)), np.where(able, most_days, 0.0)
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


def _brings_something(
    plan: pd.DataFrame, asked: pd.DataFrame, place: npt.NDArray[np.int64]
) -> npt.NDArray[np.bool_]:
    """Products of these suppliers that do not lose money, and count towards what is asked for."""
    asks_money = np.append(asked["least_money"].to_numpy() > 0, False)[place]
    counts = (place >= 0) & (plan["cost"].notna() | ~asks_money)
    return np.asarray(counts & ~(plan["price"] <= plan["cost"]), dtype=bool)


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


def orderable(plan: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Tell which products of a plan (PLAN) are ordered again and again, none better left alone."""
    too_large = lasts_too_long(
        smallest_order(plan),
        yearly_demand=plan["yearly_demand"],
        protection_demand=plan["protection_demand"],
    )
    return np.asarray(~plan["one_shot"] & (plan["refused"] == "") & ~too_large, dtype=bool)


def smallest_order(products: pd.DataFrame) -> Numbers:
    """Return the fewest units that can be ordered of each product, n; PRODUCTS or PLAN."""
    return order_quantity(
        wanted_units=np.ones(len(products)),
        moq_units=products["moq_units"],
        pack_size_units=products["pack_size_units"],
    )


def _ordered(plan: pd.DataFrame, wanted: Numbers, *, most: Numbers | float = np.inf) -> Numbers:
    return order_quantity(
        wanted_units=wanted,
        moq_units=plan["moq_units"],
        pack_size_units=plan["pack_size_units"],
        most_units=np.minimum(plan["most_units"], most),
    )


def _by_supplier(place: npt.NDArray[np.int64], amounts: Numbers, count: int) -> Numbers:
    """Sum of the amounts of each supplier; those at place −1 have none."""
    return np.bincount(place + 1, weights=amounts, minlength=count + 1)[1:].astype(float)
