"""An order for its supplier as PDF."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from inventory_core.domain.documents import Document, Table, pdf_of
from inventory_core.domain.language import gettext as _
from inventory_core.ledger.supplier_order import SupplierOrder

_WIDTHS = (18, 22, 62, 16, 22, 24)
_NUMERIC = 3


def order_pdf(order: SupplierOrder, *, fonts: Sequence[Path], now: datetime) -> bytes:
    """Return an order as PDF.

    Args:
        order: as its supplier gets it.
        fonts: of this computer, the best first.
        now: the moment that is written into the file.

    Raises:
        DocumentError: none of the fonts has the letters of a name.
    """
    told = [_("To: {supplier}").format(supplier=order.supplier)] if order.supplier else []
    document = Document(
        sender=order.sender,
        title=order.title,
        facts=(*told, *order.facts()),
        tables=(Table(headings=_headings(), rows=_rows(order), widths=_WIDTHS, numeric=_NUMERIC),),
    )
    return pdf_of(document, fonts=fonts, now=now)


def _headings() -> tuple[str, ...]:
    return (
        *(_("Your code"), _("Our code"), _("Product")),
        *(_("Quantity"), _("Unit price"), _("Total")),
    )


def _rows(order: SupplierOrder) -> tuple[tuple[str, ...], ...]:
    goods_rows = [
        (
            *(goods.code, goods.sku, goods.name, order.written_units(goods)),
            *(order.written_money(goods.price), order.written_money(goods.total)),
        )
        for goods in order.goods
    ]
    total = () if order.total is None else (_total_row(order.written_money(order.total)),)
    return (*goods_rows, *total)


def _total_row(total: str) -> tuple[str, ...]:
    return ("", "", _("Total"), "", "", total)
