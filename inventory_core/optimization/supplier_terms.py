"""What suppliers ask for: smallest orders, and prices that fall with larger ones."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

import numpy as np
import pandas as pd

from inventory_core.domain.demand import Flags, Numbers, Texts
from inventory_core.domain.errors import SettingsError
from inventory_core.domain.frames import PRICE_BREAKS, SUPPLIERS, check, empty, typed
from inventory_core.domain.language import gettext as _
from inventory_core.domain.order_days import OrderCalendars
from inventory_core.optimization.price_breaks import PriceBreaks, best_lots, yearly_spending

_PRICE_COLUMNS = ("from_units", "unit_cost", "whole_order")
_FIRST_UNIT = 1.0
_LATEST_BALANCE_DAYS = 365


@dataclass(frozen=True, eq=False, kw_only=True)
class SupplierTerms:
    """What suppliers ask for: SUPPLIERS with terms of their own, PRICE_BREAKS of their products.

    calendars: when they take orders and rest.
    """

    suppliers: pd.DataFrame = field(default_factory=lambda: empty(SUPPLIERS))
    price_breaks: pd.DataFrame = field(default_factory=lambda: empty(PRICE_BREAKS))
    calendars: OrderCalendars = field(default_factory=OrderCalendars)

    def __post_init__(self) -> None:
        check(self.suppliers, SUPPLIERS)
        check(self.price_breaks, PRICE_BREAKS)


def typed_suppliers(rows: pd.DataFrame) -> pd.DataFrame:
    """Return SUPPLIERS as the seller typed them; empty rows go, empty cells are 0.

    Raises:
        SettingsError: a supplier is missing or stands there twice, a number is below zero, or more
            than the whole is to be paid with the order.
    """
    told = typed(rows.dropna(how="all"), SUPPLIERS).reset_index(drop=True)
    numbers = told.columns.drop("supplier")
    told = told.fillna({"supplier": "", **dict.fromkeys(numbers, 0.0)})
    if (told["supplier"] == "").any() or told["supplier"].duplicated().any():
        raise SettingsError(_("Name each supplier once: please correct the rows."))
    if (told[numbers] < 0).any(axis=None):
        raise SettingsError(_("A number here cannot be below zero: please correct it."))
    if (told["deposit_share"] > 1).any():
        raise SettingsError(_("A deposit is at most 100 %: please correct it."))
    if (told["balance_days"] > _LATEST_BALANCE_DAYS).any():
        raise SettingsError(
            _("The rest is due at most {days} days after arrival: please correct it.").format(
                days=_LATEST_BALANCE_DAYS
            )
        )
    return check(told, SUPPLIERS)


def typed_price_breaks(rows: pd.DataFrame) -> pd.DataFrame:
    """Return PRICE_BREAKS as the seller typed them, smallest first; empty rows go.

    Raises:
        SettingsError: a product, number of units or price is missing, or a product's prices
            contradict one another.
    """
    told = typed(rows.dropna(how="all"), PRICE_BREAKS)
    whole = told["whole_order"].astype("boolean").fillna(value=True)
    told = told.assign(whole_order=whole.astype(bool))
    if told[["sku", "from_units", "unit_cost"]].isna().any(axis=None):
        raise SettingsError(
            _("Each price needs a product, a number of units and a price: please complete the row.")
        )
    if (told["from_units"] < _FIRST_UNIT).any():
        raise SettingsError(_("A price holds from 1 unit on at least: please correct the row."))
    told = told.sort_values(["sku", "from_units"], kind="stable").reset_index(drop=True)
    for sku, prices in told.groupby("sku"):
        try:
            _of_columns(*(prices[name].to_numpy() for name in _PRICE_COLUMNS))
        except SettingsError as error:
            raise SettingsError(f"{sku}: {error}") from error
    return check(told, PRICE_BREAKS)


def _of_columns(from_units: Numbers, unit_cost: Numbers, whole_order: Flags) -> PriceBreaks:
    """Return the prices of one product; columns of PRICE_BREAKS, rising."""
    if whole_order.any() != whole_order.all():
        raise SettingsError(
            _("Its prices hold either all for the whole order or all for the units beyond.")
        )
    return PriceBreaks(
        from_units=tuple(from_units.tolist()),
        unit_cost=tuple(unit_cost.tolist()),
        incremental=not whole_order.any(),
    )


@dataclass(frozen=True, eq=False, kw_only=True)
class Prices:
    """What n products cost at their suppliers.

    cost: of a unit in the smallest order, n. breaks: all prices of the products whose prices fall
    with larger orders, by row: the own cost from the first unit on, then the breaks.
    """

    cost: Numbers
    breaks: Mapping[int, PriceBreaks]

    @classmethod
    def of(cls, skus: Texts, cost: Numbers, price_breaks: pd.DataFrame) -> "Prices":
        """Bring together the usual cost of n products and PRICE_BREAKS."""
        rows = {sku: row for row, sku in enumerate(skus.tolist())}
        ordered = price_breaks.sort_values(["sku", "from_units"], kind="stable")
        named = ordered["sku"].to_numpy(dtype=str)
        columns = [ordered[name].to_numpy() for name in _PRICE_COLUMNS]
        ends = [*np.flatnonzero(named[1:] != named[:-1]) + 1, len(named)]
        breaks = {
            rows[sku]: _beside_cost(
                _of_columns(*(column[start:end] for column in columns)), float(cost[rows[sku]])
            )
            for start, end in pairwise([0, *ends])
            if start < end and (sku := str(named[start])) in rows
        }
        return cls(cost=cost, breaks=breaks)

    def spend(self, units: Numbers) -> Numbers:
        """Money that orders cost, n, or n × orders; NaN where the cost is unknown."""
        spend = units * self.cost.reshape(-1, *(1 for _ in units.shape[1:]))
        for row, breaks in self.breaks.items():
            spend[row] = breaks.lot_cost(units[row])
        return spend


def _beside_cost(breaks: PriceBreaks, cost: float) -> PriceBreaks:
    """Add the cost of a unit below the first break; where unknown or lower, that price holds."""
    if not cost > breaks.unit_cost[0] or breaks.from_units[0] <= _FIRST_UNIT:
        return replace(breaks, from_units=(_FIRST_UNIT, *breaks.from_units[1:]))
    return replace(
        breaks,
        from_units=(_FIRST_UNIT, *breaks.from_units),
        unit_cost=(cost, *breaks.unit_cost),
    )


def usual_cost(products: pd.DataFrame, price_breaks: pd.DataFrame) -> Numbers:
    """Return what a unit costs in the smallest order, n: the first price, or the own cost below it.

    Args:
        products: PRODUCTS.
        price_breaks: PRICE_BREAKS.
    """
    cost = products["cost"].to_numpy(dtype=float)
    if price_breaks.empty:
        return cost
    first = price_breaks.sort_values("from_units").drop_duplicates("sku").set_index("sku")
    price, start = (
        products["sku"].map(first[name]).to_numpy(dtype=float)
        for name in ("unit_cost", "from_units")
    )
    holds = ~np.isnan(price) & (~(cost > price) | (start <= _FIRST_UNIT))
    return np.where(holds, price, cost)


def lot_at_prices(
    breaks: PriceBreaks,
    *,
    least_units: float,
    demand_rate: float,
    order_cost: float,
    holding_rate: float,
    orderable: Callable[[Numbers], Numbers] = np.asarray,
) -> float:
    """Return the order of so many units at least that costs least a year, and never over a year's.

    Compared are the smallest order, the best lot at each price, and each number of units from which
    on a lower price holds; each as the supplier would deliver it. Without a holding cost there is
    no best lot.

    Args:
        breaks: the prices.
        least_units: that are wanted.
        demand_rate, order_cost, holding_rate: as in price_breaks.yearly_spending.
        orderable: what can be ordered where so many are wanted; 0 where nothing can.

    >>> breaks = PriceBreaks(from_units=(1, 100), unit_cost=(5, 4))
    >>> costs = {"demand_rate": 400, "order_cost": 10, "holding_rate": 0.25}
    >>> lot_at_prices(breaks, least_units=90, **costs)
    100.0
    """
    if not demand_rate > 0:
        return least_units
    rates = {"demand_rate": demand_rate, "order_cost": order_cost, "holding_rate": holding_rate}
    best = best_lots(breaks, **rates) if holding_rate > 0 else np.zeros(0)
    wanted = np.array([least_units, *best, *breaks.from_units])
    wanted = np.clip(wanted, least_units, max(demand_rate, least_units))
    lots = orderable(wanted)
    costs = np.where(lots > 0, yearly_spending(breaks, lots, **rates), np.inf)
    return float(wanted[np.argmin(costs)])


def missing_for_minimum(plan: pd.DataFrame, suppliers: pd.DataFrame) -> pd.DataFrame:
    """Return which suppliers' orders in a plan (PLAN) are too small for them.

    Columns supplier, least_units and least_money as typed, units and spend of the order; what was
    never counted is in neither.
    """
    asking = suppliers[(suppliers["least_units"] > 0) | (suppliers["least_money"] > 0)]
    if asking.empty:  # groups of nothing take as long as groups of all
        return asking.assign(units=0.0, spend=0.0)
    sure = (
        (plan["order_units"] > 0) & plan["stock_known"] & plan["supplier"].isin(asking["supplier"])
    )
    ordered = plan[sure].groupby("supplier", as_index=False)
    totals = ordered.agg(units=("order_units", "sum"), spend=("spend", "sum"))
    both = totals.merge(asking, on="supplier")
    small = (both["units"] < both["least_units"]) | (both["spend"] < both["least_money"])
    return both[small].reset_index(drop=True)
