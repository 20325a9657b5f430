"""How long suppliers really take: learned from what was ordered and what of it came."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from inventory_core.domain.language import gettext as _
from inventory_core.domain.language import ngettext
from inventory_core.domain.numbers import whole
from inventory_core.domain.settings import LONGEST_LEAD_TIME_DAYS
from inventory_core.ledger.purchase_orders import PurchaseOrder

FEWEST_ORDERS = 3
"""Fewer tell nothing of what is usual."""

_SHORT, _LONG = 0.1, 0.9
"""One order in ten comes sooner than the shortest lead time, and one later than the longest."""


@dataclass(frozen=True, kw_only=True)
class LearnedLeadTime:
    """How long orders of a supplier took, or those of one of its products; sku: "" for all of them.

    Days are None where too few orders came.
    """

    supplier: str
    sku: str
    orders: int
    usual_days: int | None = None
    shortest_days: int | None = None
    longest_days: int | None = None

    @property
    def can_be_used(self) -> bool:
        """Whether it is known, and no longer than a lead time may be."""
        return self.longest_days is not None and self.longest_days <= LONGEST_LEAD_TIME_DAYS

    def facts(self) -> dict[str, int | None]:
        """Return it as facts of a product or a supplier."""
        return {
            "lead_time_days": self.usual_days,
            "lead_time_shortest_days": self.shortest_days,
            "lead_time_longest_days": self.longest_days,
        }


def learned_lead_times(orders: Sequence[PurchaseOrder]) -> tuple[LearnedLeadTime, ...]:
    """Return how long each supplier took, and then each of its products, by all that came.

    Each order counts once, with the day by which half of what came of it was here, so that a few
    units sent later move nothing. What has not come yet tells nothing.
    """
    took: dict[tuple[str, str], list[float]] = defaultdict(list)
    for order in orders:
        for sku in ("", *(line.sku for line in order.lines)):
            days = _days_taken(order, sku)
            if days is not None and order.supplier:
                took[order.supplier, sku].append(days)
    return tuple(_learned(supplier, sku, days) for (supplier, sku), days in sorted(took.items()))


def _days_taken(order: PurchaseOrder, sku: str) -> float | None:
    """Return the days until half of what came of an order, or of a product in it, was here."""
    came = sorted(
        ((receipt.day - order.ordered_on).days, units)
        for receipt in order.receipts
        for product, units in receipt.units
        if sku in ("", product)
    )
    if not came:
        return None
    so_far = np.cumsum([units for _days, units in came])
    return came[int(np.searchsorted(so_far, so_far[-1] / 2))][0]


def _learned(supplier: str, sku: str, days: list[float]) -> LearnedLeadTime:
    if len(days) < FEWEST_ORDERS:
        return LearnedLeadTime(supplier=supplier, sku=sku, orders=len(days))
    return LearnedLeadTime(
        supplier=supplier,
        sku=sku,
        orders=len(days),
        usual_days=round(float(np.median(days))),
        shortest_days=int(np.floor(np.quantile(days, _SHORT))),
        longest_days=int(np.ceil(np.quantile(days, _LONG))),
    )


def learned_sentence(learned: LearnedLeadTime, stated_days: float | None) -> str:
    """Say how long orders really took, beside what is stated (None where nothing is)."""
    if learned.usual_days is None:
        return ngettext(
            "{name}: {orders} order came so far. After {fewest}, its real lead time stands here.",
            "{name}: {orders} orders came so far. After {fewest}, its real lead time stands here.",
            learned.orders,
        ).format(name=_name(learned), orders=learned.orders, fewest=FEWEST_ORDERS)
    if stated_days is None:
        sentence = _(
            "{name}: {orders} orders took {usual} days usually, {shortest} to {longest} in 8 of 10 "
            "cases. No lead time is stated."
        )
    else:
        sentence = _(
            "{name}: {orders} orders took {usual} days usually, {shortest} to {longest} in 8 of 10 "
            "cases. Stated are {stated}."
        )
    return sentence.format(
        name=_name(learned),
        orders=learned.orders,
        usual=learned.usual_days,
        shortest=learned.shortest_days,
        longest=learned.longest_days,
        stated="" if stated_days is None else whole(stated_days),
    )


def _name(learned: LearnedLeadTime) -> str:
    return learned.sku or learned.supplier
