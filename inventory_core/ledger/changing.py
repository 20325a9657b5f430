"""What of an order is changed after it was placed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from math import inf

from inventory_core.domain.errors import PurchaseError
from inventory_core.domain.frames import MOST_MONEY
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import day, whole
from inventory_core.ledger.purchase_orders import PurchaseOrder


@dataclass(frozen=True, kw_only=True)
class OrderChange:
    """What is to be otherwise about an order; None, and what is not named, stays as it is."""

    expected_on: date | None = None
    reference: str | None = None
    note: str | None = None
    freight: float | None = None
    paid: bool | None = None
    currency: str | None = None
    """Of its prices, which stay as agreed; "" for the shop's own."""
    rate: float | None = None
    """What one of that currency costs in the shop's money."""
    units: Mapping[str, float] = field(default_factory=dict)
    """Ordered, by product."""
    unit_prices: Mapping[str, float | None] = field(default_factory=dict)
    """By product, in the currency of the order; None where it is unknown."""

    @property
    def facts(self) -> dict[str, object]:
        """What is told of the order itself, by its column of PURCHASE_ORDERS."""
        names = ("expected_on", "reference", "note", "freight", "paid", "currency")
        rate = 1.0 if self.currency == "" else self.rate
        return {name: getattr(self, name) for name in names} | {"rate": rate}

    def check(self, order: PurchaseOrder) -> None:
        """Say what of it does not go with this order.

        Raises:
            PurchaseError: something does not.
        """
        if self.expected_on:
            check_expected(self.expected_on, order.ordered_on)
        for amount in (self.freight or 0.0, *(cost or 0.0 for cost in self.unit_prices.values())):
            if not 0 <= amount <= MOST_MONEY:
                raise PurchaseError(_("Money here is 0 or more: please correct it."))
        self._check_rate(order)
        for sku in {*self.units, *self.unit_prices}:
            _check_units(order, sku, self.units.get(sku))

    def _check_rate(self, order: PurchaseOrder) -> None:
        currency = order.currency if self.currency is None else self.currency
        if not currency and self.rate not in (None, 1.0):
            raise PurchaseError(_("A rate needs a currency: name it, or leave the rate out."))
        told = self.rate is not None or currency != order.currency
        if currency and told and not 0 < (self.rate or 0.0) < inf:
            raise PurchaseError(
                _("What does one {currency} cost in your money? Type the rate.").format(
                    currency=currency
                )
            )


def check_expected(expected_on: date, ordered_on: date) -> None:
    """Say that goods do not come before they were ordered.

    Raises:
        PurchaseError: they would.
    """
    if expected_on < ordered_on:
        raise PurchaseError(
            _("It cannot come on {expected}, before it was ordered on {ordered}.").format(
                expected=day(expected_on), ordered=day(ordered_on)
            )
        )


def _check_units(order: PurchaseOrder, sku: str, units: float | None) -> None:
    line = order.line(sku)
    if units is None:
        return
    if not units > 0:
        raise PurchaseError(
            _(
                "How many of {sku} were ordered? Give a number above 0, or say that it is not "
                "coming any more."
            ).format(sku=sku)
        )
    if units < min(line.received, line.units):
        raise PurchaseError(
            _("{received} of {sku} arrived already: fewer cannot have been ordered.").format(
                received=whole(line.received), sku=sku
            )
        )
