"""What is known of suppliers, brought together: when they are closed, how long they take."""

from collections import defaultdict
from datetime import date, datetime

import pandas as pd

from inventory_core.corrections.calendar import chinese_new_year
from inventory_core.domain.numbers import rows
from inventory_core.domain.products import cells_of
from inventory_core.domain.suppliers import SUPPLIER_FACTS, facts_of_each, typed_supplier_facts
from inventory_core.ledger.closures import Stretch, around_new_year
from inventory_core.ledger.lead_times import LearnedLeadTime
from inventory_core.store.store import Store

_YEARS_AHEAD = 2
"""An order comes within them."""


def closed_stretches(
    told: pd.DataFrame, facts: pd.DataFrame, *, today: date
) -> dict[str, list[Stretch]]:
    """Return when each supplier is closed: as the seller typed it, and at Chinese New Year.

    Args:
        told: SUPPLIER_CLOSURES.
        facts: SUPPLIER_FACTS.
        today: the running day.
    """
    closed: dict[str, list[Stretch]] = defaultdict(list)
    for row in rows(told):
        closed[row.supplier].append((row.first_day.date(), row.last_day.date()))
    years = range(today.year - 1, today.year + _YEARS_AHEAD + 1)
    for supplier in facts.loc[facts["chinese_new_year"].astype(bool), "supplier"]:
        closed[supplier] += [around_new_year(chinese_new_year(year)) for year in years]
    return dict(closed)


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


def use_lead_time(store: Store, learned: LearnedLeadTime, *, now: datetime) -> None:
    """Keep a learned lead time as that of its product, or of all products of its supplier."""
    if learned.sku:
        store.edit_products(cells_of(learned.sku, learned.facts()), now=now)
        return
    facts = facts_of_each([learned.supplier], store.read(SUPPLIER_FACTS))
    theirs = facts["supplier"] == learned.supplier
    facts.loc[theirs, list(learned.facts())] = list(learned.facts().values())
    store.replace(SUPPLIER_FACTS, typed_supplier_facts(facts))
