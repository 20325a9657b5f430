"""Sheets of the seller's own making, for which there are templates."""

import csv
import io

from inventory_core.imports.format import Format


def template(sheet: Format) -> bytes:
    """Return an example sheet to fill in: CSV that opens right in Excel (UTF-8 with BOM).

    Its headings are in the language in use; each of them must be among the words of its language.
    """
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([field.title for field in sheet.template_fields])
    writer.writerows(row.split(",") for row in sheet.examples)
    return text.getvalue().encode("utf-8-sig")
