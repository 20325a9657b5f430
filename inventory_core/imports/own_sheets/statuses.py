"""Columns that tell whether a row counts, whatever they are called: by the words below them."""

import re
from collections.abc import Collection, Mapping
from functools import cache

import pandas as pd

from inventory_core.imports.format import Format
from inventory_core.imports.own_sheets.fields import ANSWERED, spoken
from inventory_core.imports.privacy import is_personal
from inventory_core.imports.table import Table
from inventory_core.imports.texts import normalise, normalise_texts
from inventory_core.imports.words import words_for

_DIGIT = re.compile("[0-9]")
_FEW = 30
_AGAIN = 0.5
"""At most so many different texts in each row on average: statuses come again and again."""


def with_statuses(table: Table, columns: Mapping[str, str], known: Format) -> dict[str, str]:
    """Return the columns with those that their cells show to be statuses or types of rows.

    Args:
        table: the sheet.
        columns: heading by field, as headings tell them.
        known: the format, whose status fields are to be filled.
    """
    told = dict(columns)
    fields = [field.name for field in known.fields]
    named = told.pop("kind", None)
    taken = set(told.values())
    free = [heading for heading in map(str, table.cells.columns) if heading not in taken]
    cells = {heading: _few_texts(table.cells[heading]) for heading in free}
    open_headings = [h for h in free if len(cells[h]) and not is_personal(h)]
    if "kind" in fields:
        kinds = [h for h in open_headings if _are_kinds(cells[h], named=h == named)]
        # A type of document says less than the reason of each amount beside it.
        told |= {"kind": max(kinds, key=lambda h: _known_kinds(cells[h]))} if kinds else {}
        open_headings = [h for h in open_headings if h not in kinds]
    for field in ("status", "item_status"):
        gone = [h for h in open_headings if h not in told.values() and _are_statuses(h, cells[h])]
        if field in fields and field not in told and gone:
            told[field] = gone[0]
    waits = [h for h in open_headings if h not in told.values() and _tell_of_shipping(cells[h])]
    if "shipping" in fields and waits:
        told["shipping"] = waits[0]
    return told


def _few_texts(cells: pd.Series) -> frozenset[str]:
    """Return the different texts of a column, none where they are too many for statuses."""
    filled = cells[cells != ""]
    distinct = filled.unique()
    if len(distinct) > _FEW or len(distinct) > max(2, _AGAIN * len(filled) + 2):
        return frozenset()
    return frozenset(normalise_texts(pd.Series(distinct, dtype="str")))


def _are_kinds(texts: Collection[str], *, named: bool) -> bool:
    """True for types of rows: sales beside what takes them back, or what is none."""
    others = {word for meaning in ("refund", "no_sale", "bought") for word in words_for(meaning)}
    both = not set(texts).isdisjoint(words_for("sale")), not others.isdisjoint(texts)
    return (all(both) and len(texts) > 1) or (named and any(both))


def _are_statuses(heading: str, texts: Collection[str]) -> bool:
    """True for words for what was cancelled and the like, or for texts below “Paid” or “Sent”."""
    return _tell_of_gone(texts) or (
        normalise(heading).strip("?¿ ") in _called() and not any(map(_DIGIT.search, texts))
    )


@cache
def _called() -> frozenset[str]:
    return frozenset(word for name in ANSWERED for word in spoken(name))


def _known_kinds(texts: Collection[str]) -> int:
    meanings = ("sale", "refund", "no_sale", "bought")
    return len({word for meaning in meanings for word in words_for(meaning)}.intersection(texts))


def _tell_of_shipping(texts: Collection[str]) -> bool:
    surely = set(words_for("unshipped")) - set(words_for("ask"))
    return not surely.isdisjoint(texts)


def _tell_of_gone(texts: Collection[str]) -> bool:
    gone = {*words_for("cancelled"), *words_for("returned"), *words_for("unpaid")}
    return any(text in gone for text in texts)
