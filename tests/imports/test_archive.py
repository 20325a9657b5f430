"""ZIP archives: each file inside is one of the drop, and none holds up another."""

import zipfile
from io import BytesIO

import pytest

from inventory_core.domain.errors import FileError
from inventory_core.imports import archive
from inventory_core.imports.spreadsheet import read_tables
from tests.imports.example_files import archive as zipped
from tests.imports.example_files import workbook

SALES = b"Date,SKU,Units\n2026-01-05,A,1\n"
BOOK = workbook(Sales=[["Date", "SKU", "Units"], ["2026-01-05", "A", 1]])


def inside(content: bytes) -> dict[str, bytes | FileError]:
    return dict(archive.unpacked("all.zip", content))


def sentence(content: bytes | FileError) -> str:
    assert isinstance(content, FileError)
    assert "lease" in str(content)
    assert str(content).endswith(".")
    return str(content)


def test_every_file_inside_comes_with_a_name_of_its_own() -> None:
    files = {"sales.csv": SALES, "2026/book.xlsx": BOOK, "notes": b"nothing"}
    assert inside(zipped(files)) == {f"all.zip › {name}": told for name, told in files.items()}


def test_what_systems_add_unseen_is_left_out() -> None:
    hidden = ("__MACOSX/._sales.csv", ".DS_Store", "a/.hidden/x.csv", "Thumbs.db", "empty/")
    assert list(inside(zipped({**dict.fromkeys(hidden, b""), "sales.csv": SALES}))) == [
        "all.zip › sales.csv"
    ]


@pytest.mark.parametrize("content", [SALES, BOOK, b"", b"PK\x03\x04 damaged", b"PK"])
def test_anything_else_stays_as_it_is(content: bytes) -> None:
    assert archive.unpacked("file", content) == [("file", content)]


def test_a_damaged_file_is_told_and_the_others_are_unpacked() -> None:
    content = zipped({"a.csv": SALES, "b.csv": b"x" * 5_000, "c.csv": SALES})
    place = content.index(b"b.csv") + 8
    told = inside(content[:place] + b"\xff\xff" + content[place + 2 :])
    assert told["all.zip › a.csv"] == told["all.zip › c.csv"] == SALES
    assert "all.zip › b.csv is damaged and cannot be unpacked" in sentence(told["all.zip › b.csv"])


def test_a_password_is_told() -> None:
    content = bytearray(zipped({"a.csv": SALES}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    (told,) = inside(bytes(content)).values()
    assert "all.zip › a.csv is protected by a password" in sentence(told)


def test_an_archive_without_files_says_so() -> None:
    (told,) = inside(zipped({".DS_Store": b""})).values()
    assert "all.zip is an archive without files" in sentence(told)


def test_of_very_many_files_only_the_first_are_unpacked_and_that_is_said() -> None:
    told = inside(zipped({f"{number}.csv": SALES for number in range(60)}))
    assert len(told) == 51
    assert "holds 60 files, and only the first 50 were looked at" in sentence(told["all.zip"])


def test_all_files_together_are_no_larger_than_one_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_UNPACKED_BYTES", 2 * len(SALES))
    told = list(inside(zipped({f"{n}.csv": SALES for n in range(3)})).values())
    assert told[:2] == [SALES, SALES]
    assert "all.zip › 2.csv is too large" in sentence(told[2])


def test_an_archive_with_a_false_number_of_entries_is_left_to_the_reader() -> None:
    content = zipped({"a.csv": b"PK\x01\x02" * 30_000})
    stored = BytesIO()
    with zipfile.ZipFile(stored, "w") as packed:
        packed.writestr("a.csv", b"PK\x01\x02" * 30_000)
    assert list(inside(content)) == ["all.zip › a.csv"]
    assert list(inside(stored.getvalue())) == ["all.zip"]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_names_are_read_as_their_system_wrote_them(encoding: str) -> None:
    name = "订单.csv".encode(encoding)
    content = zipped({"x" * len(name): SALES}).replace(b"x" * len(name), name)
    assert list(inside(content)) == ["all.zip › 订单.csv"]


def test_an_archive_within_an_archive_is_not_opened_and_says_what_to_do() -> None:
    ((name, content),) = inside(zipped({"inner.zip": zipped({"a.csv": SALES})})).items()
    assert isinstance(content, bytes)
    with pytest.raises(FileError, match=r"inner\.zip is a ZIP archive and no workbook: please unp"):
        read_tables(name, content)


@pytest.mark.parametrize("member", ["Index/Document.iwa", "Index.zip"])
def test_a_numbers_document_says_how_to_export_it(member: str) -> None:
    content = zipped({member: b"\0", "Metadata/Properties.plist": b"", "preview.jpg": b""})
    assert archive.unpacked("sales.numbers", content) == [("sales.numbers", content)]
    with pytest.raises(FileError, match=r"please open it there, choose File › Export To › CSV or"):
        read_tables("sales.numbers", content)


def test_a_letter_is_no_archive_of_exports() -> None:
    content = zipped({"[Content_Types].xml": b"", "word/document.xml": b""})
    assert archive.unpacked("letter.docx", content) == [("letter.docx", content)]


def test_a_pdf_says_how_to_get_the_report_as_a_spreadsheet() -> None:
    with pytest.raises(FileError, match=r"please download the same report as CSV or XLSX"):
        read_tables("report.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj")
