"""A frame as a file that a spreadsheet program opens right and runs nothing of."""

import csv

import pandas as pd

from inventory_core.domain.columns import Schema, labels

_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""After OWASP, "CSV injection"; spreadsheet programs of some languages run full-width signs too."""


def to_csv(frame: pd.DataFrame, columns: Schema) -> bytes:
    """Write the declared columns of a frame as CSV for spreadsheet programs, below their labels.

    UTF-8 with BOM, days in ISO. A text that a spreadsheet program would run as a formula gets an
    apostrophe in front (CWE-1236). Where a text holds what other spreadsheet programs take for the
    end of a cell, all texts are quoted, so that none begins in the middle.

    >>> from inventory_core.domain.columns import text
    >>> to_csv(pd.DataFrame({"name": ["=1+1"]}), {"name": text("Name")}).decode("utf-8-sig")
    "Name\\r\\n'=1+1\\r\\n"
    """
    cells = pd.DataFrame({name: _written(frame[name]) for name in columns})
    written = cells.to_csv(
        header=labels(columns),
        index=False,
        lineterminator="\r\n",
        quoting=csv.QUOTE_NONNUMERIC if _may_be_torn(cells) else csv.QUOTE_MINIMAL,
    )
    return written.encode("utf-8-sig")


def _may_be_torn(cells: pd.DataFrame) -> bool:
    """Tell whether a text would be two cells for a program that goes by another separator."""
    texts = (cells[name] for name in cells if not pd.api.types.is_numeric_dtype(cells[name]))
    return any(bool(text.astype("str").str.contains("[;\t|]").any()) for text in texts)


def _written(column: pd.Series) -> pd.Series:
    if pd.api.types.is_datetime64_any_dtype(column):
        return column.dt.strftime("%Y-%m-%d")
    if pd.api.types.is_bool_dtype(column) or not pd.api.types.is_numeric_dtype(column):
        return column.map(_defused)
    numbers = column.astype("float64").round(4)
    whole = bool((numbers.dropna() % 1 == 0).all())
    return numbers.astype("Int64") if whole else numbers


def _defused(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_SIGNS) else cell
