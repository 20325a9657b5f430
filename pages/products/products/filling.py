"""One value into a column of many products at once, such as a supplier or a lead time."""

from datetime import date

import streamlit as st

from inventory_core.domain.columns import Column, Kind, Unit
from inventory_core.domain.frames import Frame
from inventory_core.domain.language import gettext as _
from inventory_core.domain.language import ngettext
from inventory_core.domain.numbers import whole
from pages.shared import kept_tables
from pages.shared.kept_tables import KeptTable
from pages.shared.product_labels import name_and_code

Value = str | float | bool | date | None


def show(table: KeptTable, *, fixed: tuple[str, ...]) -> None:
    """Offer to fill a column of the rows that are shown, or of some of them.

    fixed: columns that are not for filling.
    """
    rows = table.rows
    columns = {name: column for name, column in table.columns.items() if name not in fixed}
    with st.expander(_("One value for many products"), icon=":material/format_color_fill:"):
        left, middle, right = st.columns([1, 1, 2], vertical_alignment="bottom")
        called = {name: _(column.label) for name, column in columns.items()}
        name = left.selectbox(_("Column"), list(called), format_func=called.__getitem__)
        with middle:
            value = _ask(name, columns[name])
        labels = dict(zip(rows["sku"], map(name_and_code, rows["sku"], rows["name"]), strict=True))
        marked = right.multiselect(
            _("For these products"),
            list(labels),
            format_func=labels.__getitem__,
            placeholder=_("All that the table shows: search narrows it down"),
        )
        filled = marked or list(labels)
        label = ngettext("Fill {rows} row", "Fill {rows} rows", len(filled))
        st.button(
            label.format(rows=whole(len(filled))),
            key="fill",
            disabled=not filled,
            on_click=_fill,
            args=(table, name, value, filled),
        )
        st.caption(_("An empty value takes them back to the default. Undo takes all back at once."))


def _ask(name: str, column: Column) -> Value:
    """Ask for a value of a column; None where it is empty."""
    label, key = _("Value"), f"fill {name}"
    if column.kind is Kind.FLAG:
        answers = {True: _("yes"), False: _("no")}
        return st.selectbox(
            label, list(answers), index=None, format_func=answers.__getitem__, key=key
        )
    if column.kind is Kind.DAY:
        return st.date_input(label, None, key=key)
    if column.kind is Kind.TEXT:
        return st.text_input(label, key=key)
    smallest, largest = map(float, column.limits)
    step = 1.0 if column.unit in (Unit.UNITS, Unit.DAYS) else None
    return st.number_input(label, smallest, largest, None, step=step, key=key)


def _answer(flag: object) -> str:
    return _("yes") if flag else _("no")


def _fill(table: KeptTable, name: str, value: Value, skus: list[str]) -> None:
    kept_tables.keep_rows(table, _filled(table.rows, name, value, skus))


def _filled(rows: Frame, name: str, value: Value, skus: list[str]) -> Frame:
    """Return rows with one value in a column of some products."""
    cells = rows[name].astype(object).where(~rows["sku"].isin(skus), value)
    return rows.assign(**{name: cells})
