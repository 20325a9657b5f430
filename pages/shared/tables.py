"""Frames on the screen and as files to take home: each is written as its columns are declared."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from math import ceil, isinf
from re import sub
from typing import Any

import pandas as pd
import streamlit as st

from inventory_core.domain.columns import Column, Kind, Schema, Unit
from inventory_core.domain.download import to_csv
from inventory_core.domain.frames import Frame, typed
from inventory_core.domain.language import gettext as _
from inventory_core.domain.language import width_of
from inventory_core.domain.numbers import day_pattern, month_pattern
from pages.shared import cards, session, urgency, window
from pages.shared.product_page import open_product

Words = Mapping[str, Callable[[Any], str]]
"""By column, what stands on the screen for a cell, such as the label of a kind of alert."""
Options = Sequence[str] | Mapping[str, str]
"""What may be chosen in a cell, with what it is called there where that is something else."""

_COLUMNS: Mapping[Kind, Callable[..., Any]] = {
    Kind.TEXT: st.column_config.TextColumn,
    Kind.DAY: st.column_config.DateColumn,
    Kind.NUMBER: st.column_config.NumberColumn,
    Kind.FLAG: st.column_config.CheckboxColumn,
    Kind.LINE: partial(st.column_config.AreaChartColumn, y_min=0, width=150),
}
_FORMATS = {Unit.UNITS: "localized", Unit.DAYS: "localized", Unit.SHARE: "percent"}
_SENTENCE_WIDTH, _NARROW_SENTENCE_WIDTH, _LETTER_WIDTH = 430, 280, 7.4
"""In pixels: of a column of sentences, of one in a narrow window, and about that of a letter."""
_WORDS_WIDTH, _NARROW_WORDS_WIDTH = 200, 130
_ON_A_PHONE = 3
"""So many columns fit on a telephone; a list of more is shown as cards."""
_UNKNOWN = "–"
"""Stands in a cell of which nothing is known."""
_OPEN, _OPEN_ICON, _OPEN_WIDTH = "open", ":material/arrow_forward:", 40
"""The column that leads to the page of a product, what stands in it, and its width in pixels."""
_ROW_HEIGHT, _LINE_HEIGHT, _MOST_LINES = 35, 20, 10
"""In pixels, as Streamlit draws its tables; more lines of a sentence than those are cut off."""


def show(
    frame: Frame,
    columns: Schema,
    *,
    key: str,
    words: Words | None = None,
    pinned: str = "",
    height: int | str = "auto",
) -> None:
    """Show the declared columns of a frame, in their order.

    A row that has a code leads to the page of its product. pinned: the column that stays in sight.
    height: in pixels; less where there are few rows.
    """
    config = {name: _config(column, pinned=name == pinned) for name, column in columns.items()}
    written = _written(frame, columns, words)[list(columns)]
    if window.is_phone() and len(columns) > _ON_A_PHONE:
        codes = {"sku": frame["sku"]} if "sku" in frame else {}
        cards.show(written.assign(**codes), columns, key=key)
        return
    for name in (name for name, column in columns.items() if column.unit is Unit.MARK):
        # Streamlit draws the entries of a list as coloured marks.
        written[name] = [[told] if told else [] for told in written[name]]
    leads = "sku" in frame and not frame.empty
    if leads:
        config = {_OPEN: _open_button(key, pinned=bool(pinned)), **config}
        written = written.assign(**{_OPEN: _OPEN_ICON})
    st.dataframe(written, key=key, placeholder=_UNKNOWN, **_look(written, columns, config, height))
    if leads and (click := st.session_state.get(_open_key(key))):
        open_product(str(frame["sku"].iloc[click["row"]]))


def show_file(frame: Frame, columns: Schema, *, key: str) -> None:
    """Show what a file says, of products that the shop may not know yet."""
    config = {name: _config(column) for name, column in columns.items()}
    written = _written(frame, columns)[list(columns)]
    st.dataframe(written, key=key, placeholder=_UNKNOWN, **_look(written, columns, config, "auto"))


def _mark(column: Column) -> Any:
    colours = urgency.colours()
    return st.column_config.MultiselectColumn(
        _text(column.label),
        help=_text(column.help) or None,
        options=list(colours),
        color=list(colours.values()),
    )


def _open_button(key: str, *, pinned: bool) -> Any:
    return st.column_config.ButtonColumn(
        "",
        help=_("Opens the page of the product."),
        width=_OPEN_WIDTH,
        pinned=pinned or None,
        type="tertiary",
        key=_open_key(key),
    )


def _open_key(key: str) -> str:
    return f"open {key}"


def download(
    label: str,
    frame: Frame,
    columns: Schema,
    *,
    file_name: str,
    words: Words | None = None,
    **button: Any,
) -> None:
    """Offer a frame as a file for spreadsheet programs; `button` goes to Streamlit's."""
    st.download_button(
        label,
        to_csv(_written(frame, columns, words), columns),
        file_name=file_name,
        mime="text/csv",
        icon=":material/download:",
        **button,
    )


def edit(
    rows: Frame,
    columns: Schema,
    *,
    key: str,
    options: Mapping[str, Options] | None = None,
    fixed: Sequence[str] = (),
    pinned: str = "",
    **look: Any,
) -> Frame:
    """Show a table to type in, and return it as it stands now.

    A row that is added need not be complete: Streamlit would keep it to itself until it is.

    Args:
        rows: what is kept.
        columns: those shown.
        key: names the table, and with it what was typed.
        options: by column, what may be chosen in it.
        fixed: columns that are only shown.
        pinned: the column that stays in sight.
        look: goes to Streamlit's editor.
    """
    chosen, growing = options or {}, look.get("num_rows") == "dynamic"
    typed_columns = {
        name: replace(column, required=column.required and not growing)
        for name, column in columns.items()
    }
    config = {
        name: _choice(column, chosen[name])
        if name in chosen
        else _config(column, pinned=name == pinned, typed=True)
        for name, column in typed_columns.items()
    }
    written = _written(rows, columns)
    edited: Frame = st.data_editor(
        # An empty cell of a row that is added has no place in a column of numbers.
        written.astype(object).where(written.notna(), None) if growing else written,
        key=key,
        disabled=fixed,
        **_look(written, columns, config, look.pop("height", "auto"))
        | {"placeholder": _UNKNOWN}
        | look,
    )
    shares = [name for name, column in columns.items() if column.unit is Unit.PERCENT]
    return edited.assign(**{name: (edited[name].astype(float) / 100).round(8) for name in shares})


def typed_into(rows: Frame, edits: Mapping[str, Any], columns: Schema) -> Frame:
    """Return rows with what was typed over them.

    Args:
        rows: under the editor, in its order.
        edits: what Streamlit keeps of an editor: cells by the place of their row, added and removed
            rows; none where nothing was typed.
        columns: those shown; the others stay as they are.
    """
    cells = rows[list(columns)].astype(object)
    for place, typed_cells in edits.get("edited_rows", {}).items():
        for name, value in typed_cells.items():
            cells.loc[cells.index[int(place)], name] = _read(value, columns[name])
    removed = cells.index[edits.get("deleted_rows", [])]
    added = [
        {name: _read(row.get(name), column) for name, column in columns.items()}
        for row in edits.get("added_rows", [])
    ]
    shown = typed(
        pd.concat([cells.drop(removed), pd.DataFrame(added, columns=list(columns), dtype=object)]),
        columns,
    )
    hidden = rows.drop(columns=list(columns))
    return shown.reset_index(drop=True) if hidden.empty else rows.assign(**shown)


def _read(value: Any, column: Column) -> Any:
    """Return a cell as it is kept; the screen has shares in percent and days in ISO."""
    if value is None or value == "":
        return None
    if column.unit is Unit.PERCENT:
        return round(float(value) / 100, 8)
    return pd.Timestamp(value) if column.kind is Kind.DAY else value


def _look(
    written: Frame, columns: Schema, config: Mapping[str, Any], height: int | str
) -> dict[str, Any]:
    """Return how a table looks on the screen, in Streamlit's terms."""
    row_height = _row_height(written, columns)
    if isinstance(height, int) and row_height * len(written) + _ROW_HEIGHT < height:
        height = "auto"
    return {
        "column_order": list(config),
        "column_config": config,
        "hide_index": True,
        "width": "stretch",
        "height": height,
        "row_height": row_height,
    }


def _row_height(written: Frame, columns: Schema) -> int:
    """Return the height of rows, in pixels, in which the longest sentence is not cut off."""
    sentences = [name for name, column in columns.items() if column.unit is Unit.SENTENCE]
    told = (text for name in sentences for text in written[name].dropna())
    widest = max(map(width_of, told), default=1) * _LETTER_WIDTH
    lines = ceil(widest / _width(Unit.SENTENCE))
    return _ROW_HEIGHT + _LINE_HEIGHT * (min(lines, _MOST_LINES) - 1)


def _written(frame: Frame, columns: Schema, words: Words | None = None) -> Frame:
    """Return the frame with the cells of the declared columns as they are written."""
    cells = {name: frame[name].map(write) for name, write in (words or {}).items()}
    for name, column in columns.items():
        if column.unit is Unit.PERCENT:
            cells[name] = (100 * frame[name]).round(6 if column.digits is None else column.digits)
        elif column.unit is Unit.UNITS and column.digits is not None:
            cells[name] = frame[name].round(column.digits)
    return frame.assign(**cells)


def _config(column: Column, *, pinned: bool = False, typed: bool = False) -> Any:
    """Return how a column is shown, and what may be typed in it, in Streamlit's terms."""
    if column.unit is Unit.MARK:
        return _mark(column)
    facts: dict[str, Any] = {"help": _text(column.help) or None, "pinned": pinned or None}
    if column.kind is Kind.NUMBER:
        facts["format"] = _number_format(column, typed=typed)
    elif column.kind is Kind.DAY:
        facts["format"] = day_format(
            month_pattern() if column.unit is Unit.MONTH else day_pattern()
        )
    elif column.unit:
        facts["width"] = _width(column.unit)
    if typed:
        facts |= {"required": column.required, "default": column.default, **_limits(column)}
    return _COLUMNS[column.kind](_text(column.label), **facts)


def _width(unit: Unit) -> int:
    """Return the width of a column of texts, in pixels."""
    narrow = window.is_narrow()
    if unit is Unit.SENTENCE:
        return _NARROW_SENTENCE_WIDTH if narrow else _SENTENCE_WIDTH
    return _NARROW_WORDS_WIDTH if narrow else _WORDS_WIDTH


def _choice(column: Column, options: Options) -> Any:
    """Return how a column is shown in whose cells something is chosen."""
    called: Mapping[Any, str] | None = options if isinstance(options, Mapping) else None
    return st.column_config.SelectboxColumn(
        _text(column.label),
        help=_text(column.help) or None,
        options=list(options),
        format_func=called.__getitem__ if called else None,
        required=column.required,
    )


def _text(marked: str) -> str:
    """Translate a label or an explanation; there may be none."""
    return _(marked) if marked else ""


def _limits(column: Column) -> dict[str, Any]:
    """Return what may be typed in a column, in Streamlit's terms."""
    smallest, largest = (None if isinf(limit) else limit for limit in column.limits)
    if column.kind is Kind.TEXT:
        return {"max_chars": largest}
    if column.kind is not Kind.NUMBER:
        return {}
    if column.unit is Unit.PERCENT:
        smallest, largest = (limit and 100 * limit for limit in (smallest, largest))
    step = 1 if column.unit in (Unit.UNITS, Unit.DAYS) else None
    return {"min_value": smallest, "max_value": largest, "step": step}


def _number_format(column: Column, *, typed: bool) -> str | None:
    """Return how a number is written, in Streamlit's terms."""
    if column.unit is Unit.MONEY:
        sign = "" if typed else session.shop().settings.currency.replace("%", "%%")
        return f"{sign}%.2f"
    if column.unit is None and column.digits is not None:
        return f"%.{column.digits}f"
    return _FORMATS.get(column.unit) if column.unit else None


def day_format(pattern: str) -> str:
    """Turn a pattern of Unicode's CLDR into one that Streamlit's tables know.

    >>> day_format("d MMM yyyy"), day_format("y年M月d日"), day_format("MMM y")
    ('D MMM YYYY', 'YYYY年M月D日', 'MMM YYYY')
    """
    return sub("y+", "YYYY", pattern).replace("d", "D")
