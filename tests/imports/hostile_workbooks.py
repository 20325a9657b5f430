"""Workbooks of a few kilobytes that would take all memory, or end whoever reads them."""

import struct

from tests.imports.example_files import archive, members_of, workbook

SHEET = "xl/worksheets/sheet1.xml"
GOOD_ROWS = [["Date", "SKU", "Units"], ["2026-01-05", "A", 1]]
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def with_rows(rows: bytes) -> bytes:
    """A good XLSX with these rows at the end of its sheet."""
    members = members_of(workbook(Sales=GOOD_ROWS))
    sheet = members[SHEET].replace(b"</sheetData>", rows + b"</sheetData>")
    return archive({**members, SHEET: sheet})


def cells_without_places(rows: int) -> bytes:
    """Rows of a hundred cells that do not say where they stand."""
    return with_rows((b"<row>" + b"<c><v>1</v></c>" * 100 + b"</row>") * rows)


def shared_string(length: int, cells: int) -> bytes:
    """One long text that very many cells share."""
    members = members_of(workbook(Sales=GOOD_ROWS))
    row = b'<row><c t="s"><v>0</v></c></row>'
    sheet = members[SHEET].replace(b"</sheetData>", row * cells + b"</sheetData>")
    strings = (
        b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>'
        + b"x" * length
        + b"</t></si></sst>"
    )
    return archive({**members, SHEET: sheet, "xl/sharedStrings.xml": strings})


def many_sheets(count: int, rows: int) -> bytes:
    """As many sheets, all of them the same part of the archive."""
    members = members_of(workbook(Sales=[*GOOD_ROWS, *([GOOD_ROWS[1]] * rows)]))
    book = members["xl/workbook.xml"]
    start, end = book.index(b"<sheets>"), book.index(b"</sheets>")
    (relation,) = [part for part in book[start:end].split(b'"') if part.startswith(b"rId")]
    sheets = b"".join(
        b'<sheet xmlns:r="%s" name="S%d" sheetId="%d" r:id="%s"/>'
        % (_RELATIONS.encode(), number, number, relation)
        for number in range(1, count + 1)
    )
    return archive({**members, "xl/workbook.xml": book[:start] + b"<sheets>" + sheets + book[end:]})


# OpenDocument


def ods(rows: str) -> bytes:
    """An ODS with one sheet of these rows."""
    names = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<?xml version="1.0"?><office:document-content xmlns:office="{names}:office:1.0" '
        f'xmlns:table="{names}:table:1.0" xmlns:text="{names}:text:1.0"><office:body>'
        f'<office:spreadsheet><table:table table:name="Sales">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = f'<manifest:manifest xmlns:manifest="{names}:manifest:1.0"/>'
    return archive({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest})


def ods_row(*cells: str, rows: int = 1, columns: int = 1) -> str:
    """A row of texts, repeated downwards; the last cell is repeated to the right."""
    told = [
        f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
        for cell in cells
    ]
    told[-1] = told[-1].replace(" office", f' table:number-columns-repeated="{columns}" office', 1)
    return f'<table:table-row table:number-rows-repeated="{rows}">{"".join(told)}</table:table-row>'


# XLSB


def xlsb(row: int, column: int) -> bytes:
    """An XLSB with one number in its first cell and one there, counted from zero."""

    def number(at: int) -> bytes:
        return _record(5, struct.pack("<IId", at, 0, 1.0))

    def line(at: int) -> bytes:
        return _record(0, struct.pack("<IIHBBB", at, 0, 300, 0, 0, 0) + bytes(4))

    sheet = (
        _record(129)
        + _record(148, struct.pack("<IIII", 0, row, 0, column))
        + _record(145)
        + (line(0) + number(0) + line(row) + number(column))
        + _record(146)
        + _record(130)
    )
    bundle = struct.pack("<II", 0, 1) + _wide("rId1") + _wide("Sales")
    book = _record(131) + _record(143) + _record(156, bundle) + _record(144) + _record(132)
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.bin"/>'
        "</Relationships>"
    )
    return archive(
        {
            "[Content_Types].xml": "<Types/>",
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": relations,
            "xl/worksheets/sheet1.bin": sheet,
        }
    )


def _record(kind: int, content: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 127 | 128, kind >> 7])
    assert len(content) < 128
    return head + bytes([len(content)]) + content


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


# XLS

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def xls(rows: list[list[str | float]]) -> bytes:
    """An old XLS with one sheet of these rows."""
    name = b"Sales"
    begin, bound_head = struct.Struct("<HHHHII"), struct.Struct("<IBBBB")
    place = 3 * 4 + begin.size + bound_head.size + len(name)
    bound = bound_head.pack(place, 0, 0, len(name), 0) + name
    cells = b"".join(
        _cell(row, column, value)
        for row, values in enumerate(rows)
        for column, value in enumerate(values)
    )
    size = struct.pack("<IIHHH", 0, len(rows), 0, max(map(len, rows)), 0)
    stream = _biff(0x809, begin.pack(0x600, 5, 0, 0, 0, 0)) + _biff(0x85, bound) + _biff(0x0A)
    stream += _biff(0x809, begin.pack(0x600, 16, 0, 0, 0, 0)) + _biff(0x200, size)
    stream += cells + _biff(0x0A)
    return _compound(stream)


def _cell(row: int, column: int, value: str | float) -> bytes:
    place = struct.pack("<HHH", row, column, 0)
    if isinstance(value, str):
        return _biff(0x204, place + struct.pack("<HB", len(value), 0) + value.encode("latin-1"))
    return _biff(0x203, place + struct.pack("<d", value))


def _biff(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _compound(stream: bytes) -> bytes:
    """A compound file: the first sector tells the chains, the second the names, then the stream."""
    stream = stream.ljust(max(4096, -(-len(stream) // _SECTOR) * _SECTOR), b"\0")
    count = len(stream) // _SECTOR
    chains = [_FAT, _END, *range(3, 2 + count), _END]
    fat = struct.pack(f"<{len(chains)}I", *chains).ljust(_SECTOR, b"\xff")
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIIII", 0, 1, 1, 0, 4096, _END, 0, _END, 0, 0)
    header += b"\xff" * 432
    names = _entry("Root Entry", 5, _END, 0, child=1) + _entry("Workbook", 2, 2, len(stream))
    return header + fat + names.ljust(_SECTOR, b"\0") + stream


def _entry(name: str, kind: int, start: int, size: int, *, child: int = _FREE) -> bytes:
    wide = name.encode("utf-16-le")
    about = struct.pack("<HBBIII", len(wide) + 2, kind, 1, _FREE, _FREE, child)
    return wide.ljust(64, b"\0") + about + bytes(36) + struct.pack("<IQ", start, size)


def with_chain(content: bytes, sector: int, following: int) -> bytes:
    """The XLS with another sector after this one, such as itself."""
    place = _SECTOR + 4 * sector
    return content[:place] + struct.pack("<I", following) + content[place + 4 :]
