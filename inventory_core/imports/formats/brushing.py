"""Orders that a seller places with himself to look busy: Chinese sellers mark them in a remark."""

from inventory_core.imports.formats.format import Check, Columns

_MARKED = r"(?<!非)(?<!不是)(?:刷单|放单|补单(?!号))"
"""Words for such orders; “not one of them” and “add the order's number” are something else."""


def brushing_checks(columns: Columns) -> list[Check]:
    """Leave out orders whose remark says that they are not real.

    The report shows the order's number, since remarks may name the buyer.
    """
    if not columns.has("note"):
        return []
    marked = columns.raw("note").str.contains(_MARKED, regex=True).astype(bool)
    return [Check(reason="brushing", field="order_id", refused=marked)]
