"""A document to print or to send, written as PDF in whatever script its names are written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inventory_core.domain.errors import DocumentError
from inventory_core.domain.language import gettext as _

if TYPE_CHECKING:
    from fpdf import FPDF

_BUILT_IN = "helvetica"
"""The font that every PDF reader has, for what is Latin alone."""
_PART = {"NotoSansCJK-Regular.ttc": 2}
"""Of a file with several fonts; the first of this one has Japanese forms of Chinese letters."""
_TITLE, _TEXT, _SMALL = 16, 10, 8
"""Sizes of letters, in points."""
_LINK = (15, 107, 99)
"""Color of what can be clicked, in red, green and blue."""
_LINE = 5
"""Height of a line, in millimetres."""


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table of a document, with what stands above it.

    widths: of the columns, as shares of the page. numeric: how many of the last columns hold
    numbers. links: where a click on one cell of each row leads; none where it is empty. linked:
    the place of that cell, from 0 on.
    """

    lines: tuple[str, ...] = ()
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    numeric: int = 0
    links: tuple[str, ...] = ()
    linked: int = 0

    def link(self, row: int, column: int) -> str | None:
        """Return where a click on a cell leads; None for nowhere."""
        return self.links[row] if self.links and column == self.linked else None


@dataclass(frozen=True, kw_only=True)
class Document:
    """What is written: who writes, in lines, the title, some facts, and tables."""

    sender: str = ""
    title: str
    facts: tuple[str, ...] = ()
    tables: tuple[Table, ...]

    def texts(self) -> Iterator[str]:
        """Yield everything that is written in it, in any order."""
        yield from (self.sender, self.title, *self.facts)
        for table in self.tables:
            yield from (*table.lines, *table.headings)
            for row in table.rows:
                yield from row


def pdf_of(document: Document, *, fonts: Sequence[Path], now: datetime) -> bytes:
    """Return a document as PDF.

    Args:
        document: what is written.
        fonts: of this computer, the best first.
        now: the moment that is written into the file.

    Raises:
        DocumentError: none of the fonts has some letters.
    """
    from fpdf import FPDF  # takes a second, and is needed only here

    pdf = FPDF(format="A4")
    pdf.set_creation_date(now)
    pdf.set_title(document.title)
    pdf.set_auto_page_break(True, margin=20)
    _choose_font(pdf, "".join(document.texts()), fonts)
    pdf.add_page()
    _write_head(pdf, document)
    for table in document.tables:
        _write_table(pdf, table)
    return bytes(pdf.output())


def _choose_font(pdf: "FPDF", text: str, fonts: Sequence[Path]) -> None:
    """Let the document be written in the built-in font, or in the fewest that have its letters.

    Raises:
        DocumentError: some letters are in none of them.
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
        raise DocumentError(
            _(
                "This computer has no font with the letters {letters}: install one, such as Noto "
                "Sans CJK, or take the CSV instead."
            ).format(letters=" ".join(sorted(unwritten)[:5]))
        )
    pdf.set_font(chosen[0], size=_TEXT)
    pdf.set_fallback_fonts(chosen[1:], exact_match=False)


def _is_built_in(letter: str) -> bool:
    """Tell whether the font that every reader has can write a letter."""
    return letter <= "\xff"


def _write_head(pdf: "FPDF", document: Document) -> None:
    if document.sender:
        _write_line(pdf, document.sender)
        pdf.ln(4)
    pdf.set_font_size(_TITLE)
    pdf.cell(0, 10, document.title, new_x="LMARGIN", new_y="NEXT")
    pdf.set_font_size(_TEXT)
    for line in document.facts:
        _write_line(pdf, line)
    pdf.ln(4)


def _write_line(pdf: "FPDF", text: str) -> None:
    pdf.multi_cell(0, _LINE, text, align="L", new_x="LMARGIN", new_y="NEXT")


def _write_table(pdf: "FPDF", table: Table) -> None:
    """Write a table; its headings stand on every page, and long texts take several lines."""
    from fpdf.fonts import FontFace

    for line in table.lines:
        _write_line(pdf, line)
    pdf.set_font_size(_SMALL)
    columns = len(table.headings)
    with pdf.table(
        col_widths=table.widths,
        text_align=("LEFT",) * (columns - table.numeric) + ("RIGHT",) * table.numeric,
        headings_style=FontFace(emphasis=""),
        line_height=_LINE,
        borders_layout="HORIZONTAL_LINES",
        padding=1,
    ) as written:
        written.row(table.headings)
        for place, cells in enumerate(table.rows):
            row = written.row()
            for column, cell in enumerate(cells):
                link = table.link(place, column)
                row.cell(cell, link=link, style=FontFace(color=_LINK) if link else None)
    pdf.set_font_size(_TEXT)
    pdf.ln(4)
