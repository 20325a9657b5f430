"""What the seller typed into a table, in a sentence."""

from inventory_core.domain.columns import Schema
from inventory_core.domain.frames import Frame
from inventory_core.domain.language import gettext as _
from inventory_core.domain.language import ngettext
from inventory_core.domain.numbers import cell_text


def change_sentence(before: Frame, after: Frame, columns: Schema) -> str:
    """Say what became of the rows; the first column names each.

    >>> from inventory_core.domain.columns import money, text
    >>> columns = {"sku": text("Code"), "cost": money("Unit cost")}
    >>> rows = pd.DataFrame({"sku": ["TEA", "MUG"], "cost": [2.0, None]})
    >>> change_sentence(rows, rows.assign(cost=[2.0, 4.5]), columns)
    'Kept: Unit cost of MUG, – → 4.5'
    >>> change_sentence(rows, rows.head(1), columns)
    'Kept: MUG is removed'
    """
    if len(after) != len(before):
        return _rows_sentence(before, after, next(iter(columns)))
    names = list(columns)
    old, new = before[names].reset_index(drop=True), after[names].reset_index(drop=True)
    changed = ((old != new) & ~(old.isna() & new.isna())).fillna(value=True)
    places = [(row, name) for name in names for row in changed.index[changed[name].astype(bool)]]
    if len(places) != 1:
        return ngettext(
            "Kept: {cells} cell is changed", "Kept: {cells} cells are changed", len(places)
        ).format(cells=len(places))
    ((row, name),) = places
    column = columns[name]
    return _("Kept: {column} of {row}, {before} → {after}").format(
        column=_(column.label),
        row=cell_text(new.loc[row, names[0]], columns[names[0]]),
        before=cell_text(old.loc[row, name], column),
        after=cell_text(new.loc[row, name], column),
    )


def _rows_sentence(before: Frame, after: Frame, name: str) -> str:
    """Say which row came or went."""
    many, sentence = (
        (after, _("Kept: {rows} is added"))
        if len(after) > len(before)
        else (before, _("Kept: {rows} is removed"))
    )
    few = before if many is after else after
    named = many[name].astype("str")
    others = named[~named.isin(few[name].astype("str"))]
    return sentence.format(rows=", ".join(others) or named.iloc[-1])
