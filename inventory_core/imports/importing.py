"""From a text table and its mapping to checked frames, with a reason for every refused row."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import blake2b

import pandas as pd

from inventory_core.errors import FileError
from inventory_core.frames import PROBLEMS, check
from inventory_core.imports.formats import format_named
from inventory_core.imports.formats.sheet import DEFAULT_CHANNEL, SheetMapping
from inventory_core.imports.recognition import (
    ask_day_order,
    best_table,
    missing_fields,
    recognise,
)
from inventory_core.imports.spreadsheet import read_tables
from inventory_core.imports.table import Table
from inventory_core.language import gettext as _


@dataclass(frozen=True, eq=False, kw_only=True)
class Imported:
    """What a sheet said: typed rows, and every refused row with its reason.

    fingerprint: of the file's bytes. rows_read: rows below the header that are not wholly blank;
    always rows_accepted plus the rows of `problems`. sales, products, stock: frames of those
    schemas, empty where the sheet has none; products holds only what the sheet says. currency:
    sign found in the money cells, or "".
    """

    file_name: str
    format: str
    channel: str
    fingerprint: str
    mapping: SheetMapping
    rows_read: int
    rows_accepted: int
    sales: pd.DataFrame
    products: pd.DataFrame
    stock: pd.DataFrame
    problems: pd.DataFrame
    currency: str


def interpret(
    table: Table, mapping: SheetMapping, *, content_fingerprint: str, today: date
) -> Imported:
    """Read a table as the mapping says.

    Raises:
        FileError: a required column is not mapped or not in the sheet, or nobody has said whether
            its dates begin with the day or the month.
    """
    _check_mapping(table, mapping)
    reading = format_named(mapping.format).read(table, mapping, today)
    problems = _in_row_order([table.ragged, reading.problems])
    rows_read = len(table.cells) + len(table.ragged)
    return Imported(
        file_name=table.file_name,
        format=mapping.format,
        channel=mapping.channel,
        fingerprint=content_fingerprint,
        mapping=mapping,
        rows_read=rows_read,
        rows_accepted=rows_read - len(problems),
        sales=reading.sales,
        products=reading.products,
        stock=reading.stock,
        problems=check(problems, PROBLEMS),
        currency=reading.currency,
    )


def import_file(
    file_name: str,
    content: bytes,
    *,
    today: date,
    channel: str = DEFAULT_CHANNEL,
    day_first: bool | None = None,
) -> Imported:
    """Read a file without asking anyone: its best sheet, as it is recognised.

    Raises:
        FileError: the file cannot be read, or what it means is not certain.
    """
    table = best_table(read_tables(file_name, content))
    mapping = recognise(table)
    if mapping is None:
        raise FileError(
            _(
                "None of the columns of {file} was recognised ({headings}): please use headings "
                "such as Date, SKU and Units, or choose the columns on the Upload page."
            ).format(file=file_name, headings=_listed(list(table.cells.columns)))
        )
    return interpret(
        table,
        replace(mapping, channel=channel, day_first=day_first),
        content_fingerprint=fingerprint(content),
        today=today,
    )


def fingerprint(content: bytes) -> str:
    """Return a short text that tells files of different contents apart."""
    return blake2b(content, digest_size=16).hexdigest()


def _check_mapping(table: Table, mapping: SheetMapping) -> None:
    unknown = [heading for _field, heading in mapping.columns if heading not in table.cells]
    if unknown:
        raise FileError(
            _("{file} has no column {headings}: please choose the columns again.").format(
                file=table.file_name, headings=_listed(unknown)
            )
        )
    missing = missing_fields(mapping)
    if missing:
        raise FileError(
            _(
                "No column of {file} was found for {fields}: please choose the column that holds "
                "it on the Upload page, or name its heading so."
            ).format(file=table.file_name, fields=_listed(missing))
        )
    if ask_day_order(table, mapping):
        raise FileError(
            _(
                "The dates in the column {heading} can be read in two ways (05/01 is 5 January or "
                "1 May): please say whether the day or the month comes first (on the Upload page, "
                "or with --day-first or --month-first), or write dates like 2026-01-05."
            ).format(heading=mapping.column("day"))
        )


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(f"“{name[:40]}”" for name in names[:8])
    return shown + ", …" if len(names) > 8 else shown


def _in_row_order(parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    return pd.concat(parts, ignore_index=True).sort_values("row", kind="stable", ignore_index=True)
