"""What a seller looks for by a part of its name or number: products, suppliers, orders."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from inventory_core.domain.frames import matching
from inventory_core.domain.numbers import rows
from inventory_core.ledger.customer_orders import CustomerOrder
from inventory_core.ledger.purchase_orders import PurchaseOrder
from inventory_core.shop.outlook import Outlook


class What(StrEnum):
    """What was found."""

    PRODUCT = "product"
    SUPPLIER = "supplier"
    PURCHASE_ORDER = "purchase order"
    CUSTOMER_ORDER = "customer order"


@dataclass(frozen=True, kw_only=True)
class Found:
    """A thing of the shop; key: a product's code, an order's number, a supplier's name."""

    what: What
    key: str
    name: str


def find(outlook: Outlook, text: str, *, most: int) -> list[Found]:
    """Return what has a text in its code, name, number or reference, products first.

    Args:
        outlook: where it is looked for.
        text: any part, in small or large letters; nothing is found without one.
        most: how many of each kind at most.
    """
    part = text.strip().casefold()
    if not part:
        return []
    kinds = (
        _products(outlook, part),
        _suppliers(outlook, part),
        _orders(What.PURCHASE_ORDER, outlook.purchase_orders, part),
        _orders(What.CUSTOMER_ORDER, outlook.customer_orders, part),
    )
    return [found for kind in kinds for found in islice(kind, most)]


def _products(outlook: Outlook, part: str) -> Iterator[Found]:
    for row in rows(matching(outlook.products, part, ["sku", "name", "category"])):
        name = row.name if isinstance(row.name, str) else ""
        yield Found(what=What.PRODUCT, key=row.sku, name=name)


def _suppliers(outlook: Outlook, part: str) -> Iterator[Found]:
    for supplier in sorted(set(outlook.products["supplier"].dropna()) - {""}):
        if part in supplier.casefold():
            yield Found(what=What.SUPPLIER, key=supplier, name=supplier)


def _orders(
    what: What, orders: Sequence[PurchaseOrder | CustomerOrder], part: str
) -> Iterator[Found]:
    """Yield orders with this number, or with this in their reference, the newest first."""
    for order in reversed(orders):
        if part == str(order.number) or part in order.reference.casefold():
            yield Found(what=what, key=str(order.number), name=order.reference)
