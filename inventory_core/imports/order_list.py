"""A list of what is to be ordered: a product and a quantity in each row."""

import pandas as pd

from inventory_core.domain.errors import FileError
from inventory_core.domain.language import gettext as _
from inventory_core.imports.cells import parse_numbers
from inventory_core.imports.spreadsheet import read_tables
from inventory_core.imports.table import Table
from inventory_core.imports.texts import normalise
from inventory_core.imports.words import heading_words

_OWN_HEADING = "Units to order"
"""That of a purchase list that was taken home."""


def order_list(file_name: str, content: bytes) -> dict[str, float]:
    """Return the units wanted of each product of a list; rows without any are left out.

    Raises:
        FileError: it is no spreadsheet, has no such columns, or a quantity is no number.
    """
    table = read_tables(file_name, content)[0]
    skus = _column(table, ["sku", *heading_words("sku")], _("SKU")).str.strip()
    ours = [_OWN_HEADING, _(_OWN_HEADING)]
    texts = _column(table, [*ours, *heading_words("quantity")], _("Quantity"))
    units = parse_numbers(texts)
    unreadable = (skus != "") & (texts.str.strip() != "") & (units.isna() | (units < 0))
    for row, value in texts[unreadable].items():
        raise FileError(
            _("{file}, row {row}: “{value}” is no number of units: correct it.").format(
                file=file_name, row=row, value=value
            )
        )
    wanted = units[(skus != "") & (units > 0)].groupby(skus).sum()
    return {str(sku): float(number) for sku, number in wanted.items()}


def _column(table: Table, names: list[str], called: str) -> pd.Series:
    """Return the cells below the surest of some headings."""
    headings = {normalise(str(heading)): heading for heading in table.cells.columns}
    for name in names:
        if normalise(name) in headings:
            return table.cells[headings[normalise(name)]]
    raise FileError(
        _("{file} has no column “{heading}”: add one, and try again.").format(
            file=table.file_name, heading=called
        )
    )
