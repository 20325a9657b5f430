"""A list of what is wanted, as orders at its suppliers."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np
import pandas as pd

from inventory_core.domain.frames import typed
from inventory_core.domain.numbers import rows
from inventory_core.domain.order_days import OrderCalendars
from inventory_core.domain.purchase_orders import PURCHASE_LINES, PURCHASE_ORDERS

_DECIMALS = 4
"""Of a price that was worked out in another currency."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Draft:
    """Orders that are not kept yet: PURCHASE_ORDERS and PURCHASE_LINES, numbered from 1 on."""

    orders: pd.DataFrame
    lines: pd.DataFrame
    in_all: Mapping[str, float] = field(default_factory=dict)
    """Units of products that were never counted, by the plan: what was ordered of them is that
    less what lay there, and has to be typed."""

    def uncounted(self, skus: Collection[str]) -> "Draft":
        """Return it with none ordered yet of products that were never counted."""
        asked = self.lines["sku"].isin(list(skus))
        lines = self.lines.assign(units=self.lines["units"].mask(asked, 0.0))
        in_all = dict(zip(self.lines["sku"][asked], self.lines["units"][asked], strict=True))
        return replace(self, lines=lines, in_all=in_all)

    def lines_of(self, number: int) -> pd.DataFrame:
        """Return the lines of one order."""
        return self.lines[self.lines["number"] == number].reset_index(drop=True)

    def corrected(self, told: Sequence[tuple[date, pd.DataFrame]]) -> "Draft":
        """Return it with the expected day and the lines that the seller gave each order.

        An order whose lines were all left out is none.
        """
        days = np.array([np.datetime64(day, "us") for day, _lines in told])
        lines = pd.concat([lines for _day, lines in told], ignore_index=True)
        orders = self.orders.assign(expected_on=days)
        # A day that the seller typed is that of all that was ordered.
        typed_days = orders["number"][orders["expected_on"] != self.orders["expected_on"]]
        before = lines["days_before"].mask(lines["number"].isin(typed_days), 0.0)
        lines = lines.assign(days_before=before)
        kept = orders[orders["number"].isin(lines["number"])]
        return replace(self, orders=kept, lines=lines)._costed()

    def around(self, calendars: OrderCalendars) -> "Draft":
        """Return it with later days where the supplier of an order takes it later, or rests."""
        orders = {row.number: row for row in rows(self.orders)}

        def arrival(number: float, days_before: float) -> pd.Timestamp:
            order = orders[number]
            takes = (order.expected_on - order.ordered_on).days - days_before
            calendar = calendars.of(order.supplier)
            return pd.Timestamp(calendar.arrival(order.ordered_on.date(), takes))

        last = {number: arrival(number, 0.0) for number in orders}
        before = [
            (last[row.number] - arrival(row.number, row.days_before)).days
            for row in rows(self.lines)
        ]
        return replace(
            self,
            orders=typed(
                self.orders.assign(expected_on=self.orders["number"].map(last)), PURCHASE_ORDERS
            ),
            lines=typed(self.lines.assign(days_before=before), PURCHASE_LINES),
        )

    def in_currencies(self, facts: pd.DataFrame) -> "Draft":
        """Return it with the prices of each order in its supplier's currency (SUPPLIER_FACTS)."""
        foreign = {row.supplier: (row.currency, row.rate) for row in rows(facts) if row.currency}
        told = [foreign.get(supplier, ("", 1.0)) for supplier in self.orders["supplier"]]
        orders = self.orders.assign(
            currency=[currency for currency, _rate in told], rate=[rate for _currency, rate in told]
        )
        of_lines = self.lines["number"].map(orders.set_index("number")["rate"])
        prices = (self.lines["unit_cost"] / of_lines).round(_DECIMALS)
        lines = self.lines.assign(unit_price=prices.where(of_lines != 1, self.lines["unit_cost"]))
        return replace(self, orders=typed(orders, PURCHASE_ORDERS), lines=lines)._costed()

    def _costed(self) -> "Draft":
        """Return it with the cost of each line in the shop's money."""
        rates = self.lines["number"].map(self.orders.set_index("number")["rate"])
        return replace(self, lines=self.lines.assign(unit_cost=self.lines["unit_price"] * rates))


def placed(wanted: pd.DataFrame, *, ordered_on: date, expected_on: date | None = None) -> Draft:
    """Return one order for each supplier.

    Each product is expected by its lead time, and an order when the last of its products is. Where
    the supplier is not known, products that take as long stand in one order.

    Args:
        wanted: columns sku, units, unit_cost, supplier and lead_time_days.
        ordered_on: the day of all of them.
        expected_on: the day on which all of them come, as the seller said.
    """
    takes = wanted["lead_time_days"].round()
    together = takes.where(wanted["supplier"] == "", -1.0)
    number = wanted.groupby([wanted["supplier"], together]).ngroup() + 1
    lines = wanted.assign(
        number=number, takes=takes, closed_short=False, unit_price=wanted["unit_cost"]
    )
    orders = lines.groupby("number", as_index=False).agg(
        supplier=("supplier", "first"), takes=("takes", "max")
    )
    last = lines.groupby("number")["takes"].transform("max")
    lines["days_before"] = 0.0 if expected_on else last - takes
    start = np.datetime64(ordered_on, "us")
    arrives = start + orders["takes"].to_numpy().astype("timedelta64[D]")
    told = np.datetime64(expected_on, "us") if expected_on else None
    dated = orders.assign(
        ordered_on=start,
        expected_on=arrives if told is None else told,
        reference="",
        note="",
        freight=0.0,
        paid=False,
        currency="",
        rate=1.0,
    )
    return Draft(orders=typed(dated, PURCHASE_ORDERS), lines=typed(lines, PURCHASE_LINES))
