"""An order for its supplier as PDF, in whatever script its names are written."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inventory_core.domain.errors import PurchaseError
from inventory_core.domain.language import gettext as _
from inventory_core.ledger.supplier_order import SupplierOrder

if TYPE_CHECKING:
    from fpdf import FPDF

_BUILT_IN = "helvetica"
"""The font that every PDF reader has, for what is Latin alone."""
_PART = {"NotoSansCJK-Regular.ttc": 2}
"""Of a file with several fonts; the first of this one has Japanese forms of Chinese letters."""
_TITLE, _TEXT, _SMALL = 16, 10, 8
"""Sizes of letters, in points."""
_LINE = 5
"""Height of a line, in millimetres."""
_WIDTHS = (18, 22, 62, 16, 22, 24)
"""Of the columns, as shares of the page."""


def order_pdf(order: SupplierOrder, *, fonts: Sequence[Path], now: datetime) -> bytes:
    """Return an order as PDF.

    Args:
        order: as its supplier gets it.
        fonts: of this computer, the best first.
        now: the moment that is written into the file.

    Raises:
        PurchaseError: none of the fonts has the letters of a name.
    """
    from fpdf import FPDF  # takes a second, and is needed only here

    pdf = FPDF(format="A4")
    pdf.set_creation_date(now)
    pdf.set_title(order.title)
    pdf.set_auto_page_break(True, margin=20)
    _choose_font(pdf, _letters(order), fonts)
    pdf.add_page()
    _write_head(pdf, order)
    _write_goods(pdf, order)
    return bytes(pdf.output())


def _letters(order: SupplierOrder) -> str:
    """Return everything that is written in it, in any order."""
    return "".join(
        (
            *(order.title, order.sender, *_facts(order)),
            *_headings(),
            *(cell for row in _rows(order) for cell in row),
        )
    )


def _choose_font(pdf: "FPDF", text: str, fonts: Sequence[Path]) -> None:
    """Let the document be written in the built-in font, or in the fewest that have its letters.

    Raises:
        PurchaseError: some letters are in none of them.
    """
    missing = {letter for letter in text if letter.isprintable() and not letter.isspace()}
    beyond = {letter for letter in missing if not _is_built_in(letter)}
    chosen = [] if beyond else [_BUILT_IN]
    for file in fonts if beyond else ():
        family = file.stem.lower()
        pdf.add_font(family, fname=file, collection_font_number=_PART.get(file.name, 0))
        added: Any = pdf.fonts[family]  # of a file, and so with letters: its type leaves that open
        has = {chr(code) for code in added.cmap}
        if missing.isdisjoint(has):
            added.ttfont.close()
            del pdf.fonts[family]
            continue
        chosen.append(family)
        missing -= has
        if not missing:
            break
    if unwritten := missing & beyond:
        raise PurchaseError(
            _(
                "This computer has no font with the letters {letters}: install one, such as Noto "
                "Sans CJK, or send the CSV or the mail text instead."
            ).format(letters=" ".join(sorted(unwritten)[:5]))
        )
    pdf.set_font(chosen[0], size=_TEXT)
    pdf.set_fallback_fonts(chosen[1:], exact_match=False)


def _is_built_in(letter: str) -> bool:
    """Tell whether the font that every reader has can write a letter."""
    return letter <= "\xff"


def _write_head(pdf: "FPDF", order: SupplierOrder) -> None:
    if order.sender:
        pdf.multi_cell(0, _LINE, order.sender, align="L", new_x="LMARGIN", new_y="NEXT")
        pdf.ln(4)
    pdf.set_font_size(_TITLE)
    pdf.cell(0, 10, order.title, new_x="LMARGIN", new_y="NEXT")
    pdf.set_font_size(_TEXT)
    for line in _facts(order):
        pdf.multi_cell(0, _LINE, line, align="L", new_x="LMARGIN", new_y="NEXT")
    pdf.ln(4)


def _facts(order: SupplierOrder) -> list[str]:
    told = [_("To: {supplier}").format(supplier=order.supplier)] if order.supplier else []
    return [*told, *order.facts()]


def _headings() -> tuple[str, ...]:
    return (
        *(_("Your code"), _("Our code"), _("Product")),
        *(_("Quantity"), _("Unit price"), _("Total")),
    )


def _rows(order: SupplierOrder) -> list[tuple[str, ...]]:
    goods_rows = [
        (
            *(goods.code, goods.sku, goods.name, order.written_units(goods)),
            *(order.written_money(goods.price), order.written_money(goods.total)),
        )
        for goods in order.goods
    ]
    total = () if order.total is None else (_total_row(order.written_money(order.total)),)
    return [*goods_rows, *total]


def _total_row(total: str) -> tuple[str, ...]:
    return ("", "", _("Total"), "", "", total)


def _write_goods(pdf: "FPDF", order: SupplierOrder) -> None:
    """Write the table; its headings stand on every page, and long names take several lines."""
    from fpdf.fonts import FontFace

    pdf.set_font_size(_SMALL)
    with pdf.table(
        col_widths=_WIDTHS,
        text_align=("LEFT", "LEFT", "LEFT", "RIGHT", "RIGHT", "RIGHT"),
        headings_style=FontFace(emphasis=""),
        line_height=_LINE,
        borders_layout="HORIZONTAL_LINES",
        padding=1,
    ) as table:
        for cells in (_headings(), *_rows(order)):
            table.row(cells)
    pdf.set_font_size(_TEXT)
