"""What is known of suppliers, brought together: when they are closed, how long they take."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

import pandas as pd

from inventory_core.corrections.calendar import chinese_new_year
from inventory_core.domain.numbers import rows
from inventory_core.domain.order_days import OrderCalendar, OrderCalendars, OrderDays, Stretch
from inventory_core.domain.products import cells_of
from inventory_core.domain.suppliers import (
    SUPPLIER_CLOSURES,
    SUPPLIER_CODES,
    SUPPLIER_FACTS,
    facts_of_each,
    typed_supplier_facts,
)
from inventory_core.ledger.closures import around_new_year, closure_sentences
from inventory_core.ledger.lead_times import LearnedLeadTime, learned_lead_times
from inventory_core.ledger.purchase_orders import PurchaseOrder
from inventory_core.store.store import Store

_YEARS_AHEAD = 2
"""An order comes within them."""
_SLOW_DAYS, _SLOW_SHARE = 2, 0.2
"""A supplier that is later by less, in days or as a share of what is counted on, is not slow."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Suppliers:
    """What is known of suppliers beside their terms, as the seller typed it."""

    store: Store
    today: date
    own_closures: pd.DataFrame
    """When the seller is away (CLOSURES)."""

    @cached_property
    def facts(self) -> pd.DataFrame:
        """Addresses, currencies and lead times (SUPPLIER_FACTS)."""
        facts = self.store.read(SUPPLIER_FACTS)
        return facts.assign(
            chinese_new_year=facts["chinese_new_year"].fillna(value=False),
            order_days=facts["order_days"].fillna(""),
        )

    @cached_property
    def codes(self) -> pd.DataFrame:
        """What they call products (SUPPLIER_CODES)."""
        return self.store.read(SUPPLIER_CODES)

    @cached_property
    def typed_closures(self) -> pd.DataFrame:
        """When they are closed, as the seller typed it (SUPPLIER_CLOSURES)."""
        return self.store.read(SUPPLIER_CLOSURES)

    @cached_property
    def calendars(self) -> OrderCalendars:
        """When each takes orders and rests, and when the seller is away."""
        days = dict(zip(self.facts["supplier"], self.facts["order_days"], strict=True))
        away = tuple((row.first_day.date(), row.last_day.date()) for row in rows(self.own_closures))
        closed = self._closed
        own = {
            supplier: OrderCalendar(
                order_days=OrderDays.read(days.get(supplier, "")),
                closed=tuple(closed.get(supplier, ())),
                away=away,
            )
            for supplier in {*days, *closed}
        }
        return OrderCalendars(own=own, others=OrderCalendar(away=away))

    @property
    def _closed(self) -> dict[str, list[Stretch]]:
        """When each is closed: as the seller typed it, and at Chinese New Year where ticked."""
        closed: dict[str, list[Stretch]] = defaultdict(list)
        for row in rows(self.typed_closures):
            closed[row.supplier].append((row.first_day.date(), row.last_day.date()))
        years = range(self.today.year - 1, self.today.year + _YEARS_AHEAD + 1)
        for supplier in self.facts.loc[self.facts["chinese_new_year"].astype(bool), "supplier"]:
            closed[supplier] += [around_new_year(chinese_new_year(year)) for year in years]
        return dict(closed)

    def closure_sentences(self, plan: pd.DataFrame) -> list[str]:
        """Say what to know of those of a plan (PLAN) that are closed soon."""
        longest = plan.groupby("supplier")["lead_time_days"].max()
        takes = {str(supplier): round(days) for supplier, days in longest.items()}
        return closure_sentences(self.calendars, takes, today=self.today)


def stated_lead_time(
    learned: LearnedLeadTime, *, products: pd.DataFrame, facts: pd.DataFrame
) -> float | None:
    """Return the lead time that was stated where another was learned; None where none was.

    Args:
        learned: of a product or a supplier.
        products: PRODUCTS, with their supplier's lead time where they have none.
        facts: SUPPLIER_FACTS.
    """
    table, key, name = (
        (products, "sku", learned.sku) if learned.sku else (facts, "supplier", learned.supplier)
    )
    stated = table.loc[table[key] == name, "lead_time_days"].dropna()
    return None if stated.empty else float(stated.iloc[0])


def slow_suppliers(
    orders: Sequence[PurchaseOrder], products: pd.DataFrame, *, usual_days: float
) -> dict[str, float]:
    """Return the days by which suppliers really take longer than is counted on.

    Args:
        orders: placed so far.
        products: PRODUCTS, with their supplier's lead time where they have none.
        usual_days: the lead time of products that have none either.
    """
    days = products["lead_time_days"].fillna(usual_days)
    counted_on = days.groupby(products["supplier"].fillna("")).median()
    slow = {}
    for learned in learned_lead_times(orders):
        if learned.sku or not learned.can_be_used or learned.usual_days is None:
            continue
        stated = float(counted_on.get(learned.supplier, usual_days))
        if learned.usual_days - stated >= max(_SLOW_DAYS, _SLOW_SHARE * stated):
            slow[learned.supplier] = learned.usual_days - stated
    return slow


def use_lead_time(store: Store, learned: LearnedLeadTime, *, now: datetime) -> None:
    """Keep a learned lead time as that of its product, or of all products of its supplier."""
    if learned.sku:
        store.edit_products(cells_of(learned.sku, learned.facts()), now=now)
        return
    facts = facts_of_each([learned.supplier], store.read(SUPPLIER_FACTS))
    theirs = facts["supplier"] == learned.supplier
    facts.loc[theirs, list(learned.facts())] = list(learned.facts().values())
    store.replace(SUPPLIER_FACTS, typed_supplier_facts(facts))


def use_real_lead_times(
    store: Store, supplier: str, orders: Sequence[PurchaseOrder], *, now: datetime
) -> None:
    """Let the plan count, for all products of a supplier, on what its orders really took.

    A product that has a lead time of its own gets the one learned of it, or else follows its
    supplier from now on.
    """
    learned = {one.sku: one for one in learned_lead_times(orders) if one.supplier == supplier}
    products = store.products()
    own = products[(products["supplier"] == supplier) & products["lead_time_days"].notna()]
    nothing = LearnedLeadTime(supplier=supplier, sku="", orders=0)
    cells = [
        cells_of(sku, (learned[sku] if _is_known(learned.get(sku)) else nothing).facts())
        for sku in own["sku"]
    ]
    if cells:
        store.edit_products(pd.concat(cells, ignore_index=True), now=now)
    use_lead_time(store, learned[""], now=now)


def _is_known(learned: LearnedLeadTime | None) -> bool:
    return learned is not None and learned.can_be_used
