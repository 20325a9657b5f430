"""A purchase order as its supplier gets it: what is wanted at the price agreed, and nothing else.

What the shop pays beside it, why it orders so many and what it noted for itself stay at home.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from inventory_core.domain.columns import Schema, day, money, number, text, units, words
from inventory_core.domain.download import to_csv
from inventory_core.domain.frames import typed
from inventory_core.domain.language import N_
from inventory_core.domain.language import gettext as _
from inventory_core.domain.mail_links import LONGEST_LINK, mail_link
from inventory_core.domain.numbers import day as written_day
from inventory_core.domain.numbers import money as written_money
from inventory_core.domain.numbers import short
from inventory_core.ledger.purchase_orders import Line, PurchaseOrder

SUPPLIER_ORDER: Schema = {
    "number": number(N_("Purchase order"), digits=0),
    "supplier": text(N_("Supplier")),
    "ordered_on": day(N_("Ordered on")),
    "expected_on": day(N_("Expected on")),
    "code": text(N_("Your code")),
    "sku": text(N_("SKU")),
    "name": words(N_("Product")),
    "units": units(N_("Quantity")),
    "price": money(N_("Unit price")),
    "total": money(N_("Total")),
    "currency": text(N_("Currency")),
}
"""One row per product of an order as its supplier gets it; in its language, "your" is theirs."""


@dataclass(frozen=True, kw_only=True)
class Goods:
    """A product of an order; code: the supplier's own, or "". price: None where unknown."""

    code: str
    sku: str
    name: str
    units: float
    price: float | None

    @property
    def total(self) -> float | None:
        """Price of all units."""
        return None if self.price is None else self.units * self.price


@dataclass(frozen=True, kw_only=True)
class SupplierOrder:
    """An order as its supplier gets it; sender: name and address of the shop, in lines."""

    number: int
    sender: str
    supplier: str
    email: str
    ordered_on: date
    expected_on: date
    reference: str
    currency: str
    goods: tuple[Goods, ...]

    @classmethod
    def of(
        cls,
        order: PurchaseOrder,
        *,
        called: Mapping[str, tuple[str, str]],
        sender: str,
        email: str,
        currency: str,
    ) -> "SupplierOrder":
        """Return what an order's supplier gets of it.

        Args:
            order: what is not coming any more is not in it.
            called: code ("" where there is none) and name of its products, by the shop's codes.
            sender: of the order, in lines.
            email: of the supplier.
            currency: of the shop.
        """
        return cls(
            number=order.number,
            sender=sender.strip(),
            supplier=order.supplier,
            email=email,
            ordered_on=order.ordered_on,
            expected_on=order.expected_on,
            reference=order.reference,
            currency=order.currency or currency,
            goods=tuple(
                Goods(
                    code=called.get(line.sku, ("", ""))[0],
                    sku=line.sku,
                    name=called.get(line.sku, ("", ""))[1] or line.sku,
                    units=_wanted(line),
                    price=line.unit_price,
                )
                for line in order.lines
                if _wanted(line) > 0
            ),
        )

    @property
    def total(self) -> float | None:
        """What it costs; None where a price is unknown."""
        totals = [each.total for each in self.goods]
        return None if None in totals else sum(total or 0.0 for total in totals)

    @property
    def title(self) -> str:
        """What the order is called."""
        return _("Purchase order {number}").format(number=self.number)

    @property
    def file_name(self) -> str:
        """The name of its files, without what tells their kind."""
        return f"purchase-order-{self.number}"

    def written_units(self, goods: Goods) -> str:
        """Write how many are wanted."""
        return short(goods.units, 12)

    def written_money(self, amount: float | None) -> str:
        """Write a price as agreed; "" where it is unknown: a supplier knows it."""
        if amount is None:
            return ""
        if round(amount, 2) == round(amount, 4):
            return written_money(amount, self.currency)
        return f"{self.currency}{short(amount, 8)}"

    def facts(self) -> list[str]:
        """Say when it was ordered, when it is expected, and to what it refers."""
        told = [
            _("Ordered on: {day}").format(day=written_day(self.ordered_on)),
            _("Expected on: {day}").format(day=written_day(self.expected_on)),
        ]
        if self.reference:
            told.append(_("Your reference: {reference}").format(reference=self.reference))
        return told

    def total_sentence(self) -> str:
        """Say what all of it costs; "" where a price is unknown."""
        if self.total is None:
            return ""
        return _("Total: {money}").format(money=self.written_money(self.total))

    def csv(self) -> bytes:
        """Write it as a file for spreadsheet programs."""
        frame = pd.DataFrame(
            {
                "number": float(self.number),
                "supplier": self.supplier,
                "ordered_on": pd.Timestamp(self.ordered_on),
                "expected_on": pd.Timestamp(self.expected_on),
                "code": [each.code for each in self.goods],
                "sku": [each.sku for each in self.goods],
                "name": [each.name for each in self.goods],
                "units": [each.units for each in self.goods],
                "price": [each.price for each in self.goods],
                "total": [each.total for each in self.goods],
                "currency": self.currency,
            }
        )
        return to_csv(typed(frame, SUPPLIER_ORDER), SUPPLIER_ORDER)

    def mail_text(self) -> str:
        """Return it as the text of a letter."""
        lines = "\n".join(self._letter_line(each) for each in self.goods)
        parts = [
            _("Hello,\n\nplease send us:\n\n{goods}").format(goods=lines),
            self.total_sentence(),
            "\n".join([self.title, *self.facts()]),
            self.sender or _("Thank you"),
        ]
        return "\n\n".join(part for part in parts if part)

    def _letter_line(self, goods: Goods) -> str:
        codes = f"{goods.code} ({goods.sku})" if goods.code else goods.sku
        name = "" if goods.name == goods.sku else f", {goods.name}"
        price = f", {self.written_money(goods.price)}" if goods.price is not None else ""
        return f"{self.written_units(goods)} × {codes}{name}{price}"

    def mail_link(self) -> str:
        """Return the link that opens a letter in the mail program; a long one names the file."""
        link = self._link(self.mail_text())
        if len(link) <= LONGEST_LINK:
            return link
        return self._link(
            "\n\n".join(
                (
                    _("Hello,\n\nplease find our order in the file {name}.pdf.").format(
                        name=self.file_name
                    ),
                    self.sender or _("Thank you"),
                )
            )
        )

    def _link(self, body: str) -> str:
        return mail_link(self.email, self.title, body.replace("\n", "\r\n"))


def _wanted(line: Line) -> float:
    return line.received if line.closed_short else line.units
