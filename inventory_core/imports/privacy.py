"""Buyers are nobody's business: what is never shown in a report, and never kept."""

import re
from functools import lru_cache

import pandas as pd

from inventory_core.imports.reasons import Nature, codes_of
from inventory_core.imports.table import Table
from inventory_core.imports.texts import normalise
from inventory_core.imports.words import words_for

_SPACED = re.compile(r"[a-z\u00e0-\u024f\u0400-\u04ff\u1e00-\u1eff]")
"""A letter of a script with spaces between words."""
_JOINED = re.compile(r"(?<=[a-z])(?=[A-Z])")
"""Where programs join words: BuyerEmail."""

_MOST_HEADINGS = 10_000
"""So many are remembered, since each is asked about for many fields."""

_LONG = 5
"""Shorter words begin too many others."""


def _inside_a_heading(word: str) -> str:
    """Match a word where one begins, a short one only as a whole; anywhere in other scripts."""
    before = r"\b" if _SPACED.match(word) else ""
    return before + re.escape(word) + (before if len(word) < _LONG else "")


_PERSONAL = re.compile("|".join(map(_inside_a_heading, words_for("personal"))))
"""Headings over names, addresses, telephone numbers and the like of persons."""


@lru_cache(maxsize=_MOST_HEADINGS)
def is_personal(heading: str) -> bool:
    """Tell whether what stands below a heading may be a person's.

    >>> is_personal("ShipAddress1"), is_personal("ชื่อผู้รับ"), is_personal("SKU")
    (True, True, False)
    """
    return _PERSONAL.search(normalise(_JOINED.sub(" ", heading))) is not None


def has_personal_columns(table: Table) -> bool:
    """Tell whether a sheet names persons.

    >>> cells = pd.DataFrame(columns=["Date", "Ship Address1", "SKU"])
    >>> has_personal_columns(Table(file_name="", sheet="", cells=cells, ragged=cells, source=""))
    True
    """
    return any(is_personal(str(heading)) for heading in table.cells.columns)


def without_private_values(problems: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Return PROBLEMS without values that may be a person's; the row number still tells where."""
    if not has_personal_columns(table):
        return problems
    slipped = problems["reason"].isin(codes_of(Nature.SLIPPED))
    return problems.assign(value=problems["value"].where(~slipped, ""))
