"""What is said of suppliers: names, smallest orders, and orders that share their cost."""

import pandas as pd

from inventory_core.domain.language import gettext as _
from inventory_core.domain.language import ngettext
from inventory_core.domain.numbers import Row, money, whole


def supplier_label(supplier: str) -> str:
    """Name a supplier, also where none was given."""
    return supplier or _("No supplier given")


def minimum_reached_sentence(row: Row, currency: str) -> str:
    """Say what a supplier's minimum adds to an order (a row of added_for_minimum)."""
    return _(
        "{supplier}: {units} units for {money} are ordered only to reach its smallest order; they "
        "are those that would run out next."
    ).format(
        supplier=supplier_label(row.supplier),
        units=whole(row.units),
        money=money(row.spend, currency),
    )


def joint_orders_sentence(together: pd.DataFrame, currency: str) -> str:
    """Say how often to order at one supplier, and what sharing the cost saves (JOINT_ORDERS)."""
    rarer = int((together["multiple"] > 1).sum())
    often = len(together) - rarer
    cost, apart = together["yearly_cost"].sum(), together["yearly_cost_apart"].sum()
    if rarer:
        rhythm = ngettext(
            "{supplier}: an order about every {days} days, with {n} product each time and {rarer} "
            "more seldom.",
            "{supplier}: an order about every {days} days, with {n} products each time and {rarer} "
            "more seldom.",
            often,
        )
    else:
        rhythm = ngettext(
            "{supplier}: an order about every {days} days, with {n} product each time.",
            "{supplier}: an order about every {days} days, with {n} products each time.",
            often,
        )
    saving = _("Ordering and holding then cost {cost} a year.")
    if len(together) > 1:
        saving = _(
            "Ordering and holding then cost {cost} a year, {saved} less than each product by "
            "itself."
        )
    return f"{rhythm} {saving}".format(
        supplier=supplier_label(together["supplier"].iloc[0]),
        days=whole(together["cycle_days"].iloc[0]),
        n=whole(often),
        rarer=whole(rarer),
        cost=money(cost, currency),
        saved=money(apart - cost, currency),
    )


def supplier_minimum_sentence(row: Row, currency: str) -> str:
    """Say that an order is too small for its supplier (a row of missing_for_minimum)."""
    if row.least_money and not row.spend > 0:
        return _(
            "{supplier} takes orders from {least} on; what this one costs is not known. Add the "
            "costs on the Products page."
        ).format(supplier=supplier_label(row.supplier), least=money(row.least_money, currency))
    if row.spend < row.least_money:
        return _(
            "{supplier} takes orders from {least} on; this one comes to {spend}. Add {missing}, or "
            "wait until more is needed."
        ).format(
            supplier=supplier_label(row.supplier),
            least=money(row.least_money, currency),
            spend=money(row.spend, currency),
            missing=money(row.least_money - row.spend, currency),
        )
    return _(
        "{supplier} takes orders from {least} units on; this one has {units}. Add {missing}, or "
        "wait until more is needed."
    ).format(
        supplier=supplier_label(row.supplier),
        least=whole(row.least_units),
        units=whole(row.units),
        missing=whole(row.least_units - row.units),
    )
