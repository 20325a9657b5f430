"""What a supplier gets of an order: by PDF, CSV and mail, with its codes and nothing of ours."""

import io
from datetime import date, datetime
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pandas as pd
import pytest
from pypdf import PdfReader

from inventory_core.domain.errors import DocumentError, FileError
from inventory_core.imports.drop import import_file
from inventory_core.imports.order_list import is_ours, order_list
from inventory_core.imports.spreadsheet import read_tables
from inventory_core.ledger.fonts import font_files, found_fonts
from inventory_core.ledger.order_pdf import order_pdf
from inventory_core.ledger.purchase_orders import Line, PurchaseOrder
from inventory_core.ledger.supplier_order import Goods, SupplierOrder

NOW = datetime(2026, 5, 1, 12, 30)  # noqa: DTZ001, the seller's clock has no zone
FONTS = font_files({}, Path.home())
needs_font = pytest.mark.skipif(not FONTS, reason="this computer has no font that is known")


def kept_order(*lines: Line, currency: str = "") -> PurchaseOrder:
    return PurchaseOrder(
        number=7,
        supplier="Clay & Co",
        ordered_on=date(2026, 4, 1),
        expected_on=date(2026, 4, 15),
        reference="PI-77",
        note="they are too dear",
        freight=99.5,
        paid=True,
        currency=currency,
        rate=0.5 if currency else 1.0,
        lines=lines,
        receipts=(),
    )


def document(*goods: Goods, sender: str = "Zoe Miller\nKiln Lane 3") -> SupplierOrder:
    return SupplierOrder(
        number=7,
        sender=sender,
        supplier="Clay & Co",
        email="sales@clay.example",
        ordered_on=date(2026, 4, 1),
        expected_on=date(2026, 4, 15),
        reference="PI-77",
        currency="$",
        goods=goods,
    )


def goods(name: str, *, sku: str = "MUG", price: float | None = 2.5) -> Goods:
    return Goods(code="C-1", sku=sku, name=name, units=12, price=price)


def read_back(content: bytes) -> str:
    pages = PdfReader(io.BytesIO(content)).pages
    return "\n".join(page.extract_text() for page in pages)


def written(order: SupplierOrder) -> str:
    return read_back(order_pdf(order, fonts=FONTS, now=NOW))


# What it says


def test_a_supplier_gets_its_codes_and_prices_and_nothing_of_ours() -> None:
    order = kept_order(
        Line(sku="MUG", units=12, unit_cost=1.25, unit_price=2.5),
        Line(sku="TEA", units=5, unit_cost=1.5, unit_price=3.0),
        Line(sku="CUP", units=9, unit_cost=1.0, unit_price=2.0, closed_short=True),
        Line(sku="JUG", units=9, unit_cost=1.0, unit_price=2.0, received=4, closed_short=True),
        currency="$",
    )

    told = SupplierOrder.of(
        order,
        called={"MUG": ("C-1", "Blue mug"), "JUG": ("", "Jug")},
        sender=" Zoe\n",
        email="sales@clay.example",
        currency="€",
    )

    assert [(each.code, each.name, each.units, each.price) for each in told.goods] == [
        ("C-1", "Blue mug", 12, 2.5),
        ("", "TEA", 5, 3.0),
        ("", "Jug", 4, 2.0),
    ]
    assert (told.currency, told.sender, told.total) == ("$", "Zoe", 53.0)
    everything = written(told) + told.mail_text() + told.csv().decode("utf-8-sig")
    assert "99.5" not in everything
    assert "too dear" not in everything
    assert "1.25" not in everything


def test_the_shops_currency_stands_where_the_order_has_none() -> None:
    order = kept_order(Line(sku="MUG", units=2, unit_cost=2.5, unit_price=2.5))

    told = SupplierOrder.of(order, called={}, sender="", email="", currency="€")

    assert told.total_sentence() == "Total: €5.00"


def test_an_unknown_price_is_left_open_and_so_is_the_sum() -> None:
    told = document(goods("Mug"), goods("Tea", sku="TEA", price=None))

    assert told.total is None
    assert "Total:" not in told.mail_text()
    assert "12 × C-1 (TEA), Tea\n" in told.mail_text()


def test_a_price_below_a_cent_is_written_in_full() -> None:
    told = document(goods("Bead", price=0.0125))

    assert told.written_money(0.0125) == "$0.0125"
    assert told.written_money(2.5) == "$2.50"


# PDF


def test_the_pdf_says_what_the_order_says() -> None:
    text = written(document(goods("Blue mug")))

    for part in (
        *("Zoe Miller", "Kiln Lane 3", "Purchase order 7", "To: Clay & Co"),
        *("Ordered on: 1 Apr 2026", "Expected on: 15 Apr 2026", "Your reference: PI-77"),
        *("C-1 MUG Blue mug 12 $2.50 $30.00", "Total $30.00"),
    ):
        assert part in text


def test_the_same_order_is_the_same_file() -> None:
    one, other = (order_pdf(document(goods("Mug")), fonts=FONTS, now=NOW) for _time in range(2))

    assert one == other


def test_long_names_wrap_and_many_products_take_many_pages() -> None:
    name = "Mug with a very long name " * 12 + "the end"
    many = [goods(name, sku=f"MUG-{number}") for number in range(40)]

    content = order_pdf(document(*many), fonts=FONTS, now=NOW)

    pages = [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]
    assert len(pages) > 3
    assert all("Unit price" in page for page in pages)
    whole = "\n".join(pages)
    assert whole.count("the end") == 40
    assert all(f"MUG-{number}" in whole for number in range(40))


@needs_font
def test_what_is_beyond_latin_is_written_in_a_font_of_the_computer() -> None:
    text = written(document(goods("Łódź mug for 5 €")))

    assert "Łódź mug for 5 €" in text


@pytest.mark.skipif(
    not any("CJK" in file.name or "wqy" in file.name for file in FONTS),
    reason="this computer has no Chinese font",
)
def test_chinese_names_are_written_beside_latin_ones() -> None:
    name = "陶瓷马克杯蓝色手工大号带手柄适用于微波炉和洗碗机家用办公室礼品"

    text = written(document(goods(name), goods("Łódź mug", sku="TEA")))

    # pypdf writes a letter of two bytes after a zero; other readers do not.
    assert name in "".join(text.replace("\x00", "").split())
    assert "Łódź mug" in text


def test_letters_that_no_font_has_are_named_in_a_sentence() -> None:
    with pytest.raises(DocumentError, match="no font with the letters 杯"):
        order_pdf(document(goods("杯")), fonts=(), now=NOW)


def test_known_fonts_are_found_wherever_they_lie_the_best_first(tmp_path: Path) -> None:
    for name in ("cjk/wqy-zenhei.ttc", "Arial.ttf", "comic.ttf", "deep/er/SIMSUN.TTC"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()

    found = found_fonts([tmp_path / "nowhere", tmp_path])

    assert [file.name for file in found] == ["Arial.ttf", "SIMSUN.TTC", "wqy-zenhei.ttc"]
    windows = {"WINDIR": str(tmp_path)}
    (tmp_path / "Fonts").mkdir()
    (tmp_path / "Fonts" / "msyh.ttc").touch()
    assert tmp_path / "Fonts" / "msyh.ttc" in font_files(windows, tmp_path)


# CSV


def test_the_csv_is_understood_when_it_is_ordered_or_dropped() -> None:
    content = document(goods("=1+1"), goods("Tea", sku="TEA")).csv()

    (sheet,) = read_tables("order.csv", content)
    listed = order_list(sheet)
    assert is_ours(sheet)
    assert listed.units == {"MUG": 12.0, "TEA": 12.0}
    assert (listed.number, listed.ordered_on, listed.expected_on) == (
        7,
        date(2026, 4, 1),
        date(2026, 4, 15),
    )
    table = pd.read_csv(io.BytesIO(content), encoding="utf-8-sig")
    assert table["Your code"].tolist() == ["C-1", "C-1"]
    assert table["Product"].tolist() == ["'=1+1", "Tea"]
    assert table[["Unit price", "Total"]].to_numpy().tolist() == [[2.5, 30]] * 2
    with pytest.raises(FileError, match="say that on the Purchases page"):
        import_file("order.csv", content, today=NOW.date())


# Mail


def test_the_letter_opens_in_the_mail_program() -> None:
    told = document(goods("Tea & mug?"))

    link = urlsplit(told.mail_link())
    fields = parse_qs(link.query)

    assert (link.scheme, link.path) == ("mailto", "sales@clay.example")
    assert fields["subject"] == ["Purchase order 7"]
    assert fields["body"] == [told.mail_text().replace("\n", "\r\n")]
    assert "12 × C-1 (MUG), Tea & mug?, $2.50" in told.mail_text()


def test_a_letter_too_long_for_a_link_names_the_file() -> None:
    told = document(*(goods(f"A mug of many words {row}", sku=f"M{row}") for row in range(60)))

    assert "purchase-order-7.pdf" in unquote(told.mail_link())
    assert len(told.mail_link()) < 1_800
    assert "A mug of many words 59" in told.mail_text()
