"""No buyer's data is kept or shown: not in the database file, not in the report."""

import csv
import re
import shutil
from datetime import date, datetime
from pathlib import Path

import pytest

from inventory_core.imports.drop import import_files
from inventory_core.imports.importing import Imported
from inventory_core.imports.privacy import is_personal
from inventory_core.imports.upload_words import import_report
from inventory_core.shop import actions
from inventory_core.store.store import Store
from tests.imports.test_formats import CASES, dropped_files, read_case

NOW = datetime(2026, 11, 1, 12)  # noqa: DTZ001, the seller's clock has no zone
HEADING = "Date,Order,SKU,Units,Price,Buyer name,Email,Phone,Address"

PERSONAL = re.compile(
    r"(?i)jane|\bdoe\b|example\.(?:com|org)|example street|5550123|birthday|张三|王小|小明"
)
"""What the made-up files hold of made-up buyers."""


@pytest.mark.parametrize(
    "heading",
    [
        *(
            "Nombre del comprador",
            "Cliente",
            "Código postal",
            "CPF",
            "Endereço de entrega",
            "Prénom",
        ),
        *("Adresse de livraison", "Kundenname", "Käufer", "PLZ", "Lieferadresse", "Codice fiscale"),
        *(
            "ФИО",
            "Адрес доставки",
            "Tên Người nhận",
            "Số điện thoại",
            "ที่อยู่ในการจัดส่ง",
            "Alamat Pengiriman",
        ),
        *(
            "수취인명",
            "구매자 연락처",
            "購入者名",
            "お届け先住所",
            "收件者姓名",
            "買家帳號",
            "买家会员名",
        ),
    ],
)
def test_headings_over_persons_are_known_in_many_languages(heading: str) -> None:
    assert is_personal(heading)


@pytest.mark.parametrize(
    "heading",
    [
        "Sekunden",
        "Nombre",
        "Nome do produto",
        "Имя товара",
        "商品名",
        "상품명",
        "Tên sản phẩm",
        "Ort der Lagerung",
    ],
)
def test_headings_over_products_name_nobody(heading: str) -> None:
    assert not is_personal(heading)


def kept_bytes(imported: Imported, folder: Path) -> str:
    """Everything that lies in the folder of the database after an import, as text."""
    actions.save_import(Store(folder / "shop.duckdb"), imported, now=NOW)
    files = [path for path in folder.rglob("*") if path.is_file()]
    return "".join(path.read_bytes().decode("utf-8", errors="ignore") for path in files)


def texts_of(case: Path) -> str:
    contents = [content for _name, content in dropped_files(case)]
    return "".join(c.decode("utf-8", "ignore") + c.decode("gb18030", "ignore") for c in contents)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_nothing_of_a_buyer_reaches_the_database_or_the_report(
    case: Path, tmp_path: Path, empty_database: Path
) -> None:
    shutil.copy(empty_database, tmp_path / "shop.duckdb")
    imported = read_case(case)

    assert PERSONAL.search(kept_bytes(imported, tmp_path)) is None
    assert PERSONAL.search(import_report(imported).decode("utf-8-sig")) is None


def test_most_made_up_files_have_something_to_hide() -> None:
    hiding = [case.name for case in CASES if PERSONAL.search(texts_of(case))]
    assert len(hiding) > 10


def test_the_words_kept_can_be_found_in_the_database_at_all(tmp_path: Path) -> None:
    """A database that packs its texts would make the search above worthless."""
    (imported,) = import_files(
        [("x.csv", b"Date,SKU,Product,Units\n2026-01-05,A,Teapot of Jane Doe,1\n")],
        today=date(2026, 11, 1),
    )
    assert isinstance(imported, Imported)
    assert PERSONAL.search(kept_bytes(imported, tmp_path))


@pytest.mark.parametrize(
    "row",
    [
        "2026-01-05,1,A,1,5,Jane Doe,jane.doe@example.com,+49 170 5550123,1 Example Street,75008",
        "Jane Doe,1,A,1,5,,,,",
        "2026-01-05,1,A,Jane Doe,5,,,,",
        "2026-01-05,1,A,1,jane.doe@example.com,,,,",
        "2026-01-05,1,A,491705550123,5,,,,",
        "2026-01-05,1,A,1,491705550123,,,,",
    ],
    ids=["too many cells", "date", "units", "price", "phone as units", "phone as price"],
)
def test_what_slipped_into_another_column_is_not_shown(row: str) -> None:
    (imported,) = import_files(
        [("x.csv", f"{HEADING}\n2026-01-04,9,A,1,5,,,,\n{row}\n".encode())],
        today=date(2026, 11, 1),
    )
    assert isinstance(imported, Imported)
    assert imported.problems[["row", "value"]].to_numpy().tolist() == [[3, ""]]
    assert PERSONAL.search(import_report(imported).decode("utf-8-sig")) is None


def test_genuine_buyers_are_not_kept(shared_data: Path, tmp_path: Path) -> None:
    exports = shared_data / "exports"
    files = [(path.name, path.read_bytes()) for path in sorted(exports.glob("*.csv"))]
    results = [r for r in import_files(files, today=date(2026, 11, 1)) if isinstance(r, Imported)]
    assert len(results) == len(files)
    kept = "".join(kept_bytes(imported, tmp_path) for imported in results)
    lines = (exports / "EtsySoldOrderItems2020.csv").read_text("utf-8").splitlines()
    buyers = {
        row[name] for row in csv.DictReader(lines) for name in ("Buyer", "Ship Name") if row[name]
    }
    assert len(buyers) > 50
    assert [buyer for buyer in buyers if buyer in kept] == []
    assert "REDACTED" not in kept
