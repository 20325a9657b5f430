"""Lists on a window as narrow as a telephone's: a card for each row, some at a time.

A table would show a column or two of what matters there, and need two hands to move.
"""

from math import ceil
from typing import Any

import pandas as pd
import streamlit as st

from inventory_core.domain.columns import Column, Kind, Schema, Unit
from inventory_core.domain.frames import Frame
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import cell_text, money, percent, short, whole
from pages.shared import session, urgency
from pages.shared.product_labels import plain
from pages.shared.product_page import open_product

_AT_A_TIME, _MOST_NUMBERS = 10, 6
"""Cards on a page of the list, and numbers on a card: columns stand in order of their weight."""
_TITLES = ("name", "sku", "supplier")
"""The first of these that a list has stands above each card."""


def show(written: Frame, columns: Schema, *, key: str) -> None:
    """Show rows as cards.

    Args:
        written: the rows, with words in place of codes; a row that has a `sku` leads to its page.
        columns: those shown.
        key: names the list.
    """
    title = next((name for name in _TITLES if name in columns), next(iter(columns)))
    pages = ceil(len(written) / _AT_A_TIME)
    page = st.pagination(pages, key=f"page of {key}") if pages > 1 else 1
    first = _AT_A_TIME * (page - 1)
    for place, row in enumerate(written.iloc[first : first + _AT_A_TIME].to_dict("records"), first):
        with st.container(border=True, gap="small"):
            _show_row(row, columns, str(title))
            if row.get("sku") and st.button(
                _("Open"), icon=":material/arrow_forward:", key=f"open card {key} {place}"
            ):
                open_product(str(row["sku"]))


def _show_row(row: dict[Any, Any], columns: Schema, title: str) -> None:
    """Show one row: its title and marks, its numbers beside each other, its sentences below."""
    others = {name: column for name, column in columns.items() if name != title}
    marks = [
        urgency.badge(row[name])
        for name, column in others.items()
        if column.unit is Unit.MARK and row[name]
    ]
    st.markdown(" ".join([f"**{plain(str(row[title]))}**", *marks]))
    numbers = [
        f"{_(column.label)} **{plain(_cell(row[name], column))}**"
        for name, column in others.items()
        if column.unit not in (Unit.SENTENCE, Unit.MARK)
        and column.kind is not Kind.LINE
        and _says_something(row[name])
    ]
    st.markdown(" · ".join(numbers[:_MOST_NUMBERS]))
    for name, column in others.items():
        if column.unit is Unit.SENTENCE and _says_something(row[name]):
            st.caption(plain(str(row[name])))


def _says_something(value: Any) -> bool:
    return not pd.isna(value) and value != ""


def _cell(value: Any, column: Column) -> str:
    """Write a cell with its sign, and no more digits than the table has."""
    if column.unit is Unit.MONEY:
        return money(value, session.shop().settings.currency)
    if column.unit is Unit.SHARE:
        return percent(value)
    if column.unit is Unit.UNITS and not column.digits:
        return whole(value)
    if column.kind is Kind.NUMBER and column.digits is not None:
        return short(round(value, column.digits))
    return cell_text(value, column)
