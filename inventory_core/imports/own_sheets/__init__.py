"""Sheets of the seller's own making, for which there are templates."""

import csv
import io

from inventory_core.domain.columns import Schema
from inventory_core.imports.format import Field, Format
from inventory_core.imports.words import heading_words


def own_fields(columns: Schema, words: dict[str, str] | None = None) -> tuple[Field, ...]:
    """Return a field for each column, known by its label and by the words for it.

    words: under which name the words for a column stand, where that is not its own.
    """
    stand = words or {}
    return tuple(
        Field(
            name=name,
            heading=column.label,
            column=column,
            synonyms=heading_words(stand.get(name, name)),
        )
        for name, column in columns.items()
    )


def template(sheet: Format) -> bytes:
    """Return an example sheet to fill in: CSV that opens right in Excel (UTF-8 with BOM).

    Its headings are in the language in use; each of them must be among the words of its language.
    """
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([field.title for field in sheet.fields])
    writer.writerows(row.split(",") for row in sheet.examples)
    return text.getvalue().encode("utf-8-sig")
