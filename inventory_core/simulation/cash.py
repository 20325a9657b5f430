"""Cash: what is to be paid when, what comes in, and what the stock is worth in the coming weeks.

All of it follows from the shop as projected: orders become payments by the terms of their supplier.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from inventory_core.domain.demand import Numbers
from inventory_core.domain.frames import check
from inventory_core.domain.products import DAYS_A_WEEK
from inventory_core.optimization.standing import to_count
from inventory_core.optimization.supplier_terms import Prices, SupplierTerms
from inventory_core.optimization.tables import PLAN
from inventory_core.simulation.owed import BALANCE, NOTHING_OWED, ORDER_COST, Owed
from inventory_core.simulation.tables import CASH, PAYMENTS
from inventory_core.simulation.walk import Replay

DEPOSIT = "deposit"
KINDS = (DEPOSIT, BALANCE, ORDER_COST)
"""What is paid: a share with the order, the rest afterwards, and what any order costs."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Cash:
    """The money of the coming weeks.

    payments: PAYMENTS, those due after the last week too. weeks: CASH. takings: what sales bring on
    each day of these weeks, in money. stock_value: at cost, before the first day; on_order_value:
    of the units that are still on order; owed_value: of those among them of which it is not known
    what is still to be paid for them. uncosted, guessed: number of products bought or kept whose
    cost is unknown, or guessed from the price. unpriced: of those sold at an unknown price.
    uncounted: of those that sell and were never counted, of which nothing is bought and only what
    is known to have come is sold.
    """

    payments: pd.DataFrame
    weeks: pd.DataFrame
    takings: Numbers
    stock_value: float
    on_order_value: float
    owed_value: float
    uncosted: int
    guessed: int
    unpriced: int
    uncounted: int

    @property
    def due_later(self) -> float:
        """Money due after the last week, for orders until then."""
        end = self.weeks["first_day"].iloc[-1] + pd.Timedelta(days=DAYS_A_WEEK)
        return float(self.payments.loc[self.payments["day"] >= end, "money"].sum())

    def stock_values(self) -> pd.DataFrame:
        """Return day and stock_value: before the first day, and then after each week."""
        starts = self.weeks["first_day"]
        days = pd.concat([starts, starts.tail(1) + pd.Timedelta(days=DAYS_A_WEEK)])
        values = [self.stock_value, *self.weeks["stock_value"]]
        return pd.DataFrame({"day": days.to_numpy(), "stock_value": values})


def cash_ahead(
    plan: pd.DataFrame,
    projected: Replay,
    *,
    first_day: date,
    terms: SupplierTerms,
    owed: Owed = NOTHING_OWED,
) -> Cash:
    """Turn the shop as projected into money, week by week.

    Args:
        plan: PLAN.
        projected: the same products, day by day from the first day on, in whole weeks.
        first_day: of the projection, on which the orders of the plan are placed: today.
        terms: of the suppliers; who has none is paid when the goods arrive.
        owed: for orders that were placed before.
    """
    known = check(plan, PLAN).reset_index(drop=True)
    planned = _payments(_orders(known, projected, terms.price_breaks), terms.suppliers, first_day)
    payments = pd.concat([owed.payments, planned]).sort_values(list(PAYMENTS))
    takings = np.nan_to_num(known["price"].to_numpy(dtype=float)) @ projected.sold
    paid_for = known["sku"].map(owed.units).fillna(0.0)
    ordered, kept, sold = (
        units.sum(axis=1) > 0 for units in (projected.ordered, projected.on_hand, projected.sold)
    )
    matters, costed = ordered | kept, known["cost"].notna()
    guessed = known["defaults"].str.contains("cost", regex=False)
    return Cash(
        payments=payments.reset_index(drop=True),
        weeks=_weeks(known, projected, payments, takings, first_day),
        takings=takings,
        stock_value=float((known["cost"] * _at_first(projected)).sum()),
        on_order_value=float((known["cost"] * known["on_order"]).sum()),
        owed_value=float((known["cost"] * (known["on_order"] - paid_for).clip(lower=0)).sum()),
        uncosted=int((matters & ~costed).sum()),
        guessed=int((matters & costed & guessed).sum()),
        unpriced=int((sold & known["price"].isna()).sum()),
        uncounted=len(to_count(known)),
    )


def _at_first(projected: Replay) -> Numbers:
    """Return the units that lay there before the first day, n: what is on its way comes later."""
    first = projected.during(slice(0, 1))
    return np.maximum(first.on_hand + first.sold - first.arrived, 0.0)[:, 0]


def _orders(plan: pd.DataFrame, projected: Replay, price_breaks: pd.DataFrame) -> pd.DataFrame:
    """Return one row per order of a product: supplier, ordered and arrives (days), and money."""
    rows, ordered = np.nonzero(projected.ordered)
    skus, cost = plan["sku"].to_numpy(dtype=str), plan["cost"].to_numpy(dtype=float)
    spend = Prices.of(skus, cost, price_breaks).spend(projected.ordered)
    orders = pd.DataFrame(
        {
            "supplier": plan["supplier"].to_numpy(dtype=str)[rows],
            "ordered": ordered,
            "arrives": ordered + projected.terms.lead_time_periods[rows],
            "money": spend[rows, ordered],
        }
    )
    return orders[orders["money"] > 0]


def _payments(orders: pd.DataFrame, suppliers: pd.DataFrame, first_day: date) -> pd.DataFrame:
    terms = suppliers.set_index("supplier").reindex(orders["supplier"]).fillna(0.0)
    share = terms["deposit_share"].to_numpy()
    once = orders.assign(money=terms["order_cost"].to_numpy()).drop_duplicates(
        ["supplier", "ordered"]
    )
    parts = [
        orders.assign(kind=DEPOSIT, due=orders["ordered"], money=orders["money"] * share),
        orders.assign(
            kind=BALANCE,
            due=orders["arrives"] + terms["balance_days"].to_numpy().round().astype(np.int64),
            money=orders["money"] * (1 - share),
        ),
        once.assign(kind=ORDER_COST, due=once["ordered"]),
    ]
    every = pd.concat(parts, ignore_index=True)
    start = pd.Timestamp(first_day).as_unit("us")
    dated = every[every["money"] > 0].assign(
        day=start + pd.to_timedelta(every["due"], unit="D"),
        ordered_on=start + pd.to_timedelta(every["ordered"], unit="D"),
        placed=False,
    )
    told = ["day", "supplier", "kind", "ordered_on", "placed"]
    return check(dated.groupby(told, as_index=False).agg(money=("money", "sum")), PAYMENTS)


def _weeks(
    plan: pd.DataFrame,
    projected: Replay,
    payments: pd.DataFrame,
    takings: Numbers,
    first_day: date,
) -> pd.DataFrame:
    cost = np.nan_to_num(plan["cost"].to_numpy(dtype=float))
    weeks = takings.size // DAYS_A_WEEK
    due = (payments["day"] - pd.Timestamp(first_day)).dt.days // DAYS_A_WEEK

    def paid(kind: str) -> Numbers:
        chosen = (payments["kind"] == kind) & (due < weeks)
        money = payments["money"][chosen].to_numpy(dtype=float)
        return np.bincount(due[chosen], weights=money, minlength=weeks).astype(float)

    by_kind = {kind: paid(kind) for kind in KINDS}
    frame = pd.DataFrame(
        {
            "first_day": pd.date_range(first_day, periods=weeks, freq="7D", unit="us"),
            "deposits": by_kind[DEPOSIT],
            "balances": by_kind[BALANCE],
            "order_costs": by_kind[ORDER_COST],
            "paid": sum(by_kind.values(), np.zeros(weeks)),
            "takings": takings.reshape(weeks, DAYS_A_WEEK).sum(axis=1),
            "stock_value": (cost @ projected.on_hand)[DAYS_A_WEEK - 1 :: DAYS_A_WEEK],
        }
    )
    return check(frame, CASH)
