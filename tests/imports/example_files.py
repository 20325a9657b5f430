"""Files that the tests of the imports make for themselves."""

import io
import zipfile

import openpyxl

from inventory_core.imports.format import Sheet
from inventory_core.imports.recognition import candidates
from inventory_core.imports.spreadsheet import read_tables


def sheet_of(text):
    """Return the sheet that a text file is, as it is recognised without a doubt."""
    (table,) = read_tables("x.csv", text.encode())
    (mapping,) = candidates(table)
    return Sheet(table=table, mapping=mapping)


def workbook(**sheets):
    """Return the bytes of an XLSX with these sheets, each a list of rows."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def archive(members):
    """Return the bytes of a ZIP archive with these members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return stream.getvalue()


def members_of(content):
    """Return the members of a ZIP archive."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}
