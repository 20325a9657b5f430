"""What is known of products as a table to type in, of all of them or of one."""

from dataclasses import replace
from functools import partial

from inventory_core.domain.columns import Schema, day, some_of
from inventory_core.domain.errors import StockError
from inventory_core.domain.frames import MOST_UNITS, OVERRIDES, PRODUCTS, STOCK, Frame
from inventory_core.domain.language import N_
from inventory_core.domain.language import gettext as _
from inventory_core.domain.moves import OWN_SHELF
from inventory_core.domain.products import changed_cells
from pages.shared import counting, kept_tables, session

IN_STOCK: Schema = {
    "on_hand": replace(STOCK["on_hand"], limits=(0, MOST_UNITS)),
    "counted": day(
        N_("Counted"), N_("Day of its last count, as it was when this table was opened.")
    ),
}
"""What lies there, and since when that is known."""

SHOWN = {
    **some_of(PRODUCTS, "sku", "name"),
    **IN_STOCK,
    **some_of(
        PRODUCTS,
        *("category", "supplier", "cost", "price"),
        *("lead_time_days", "lead_time_shortest_days", "lead_time_longest_days"),
        *("moq_units", "pack_size_units", "shelf_life_days"),
        *("one_shot", "discontinued", "no_order_until", "salvage_value", "goodwill_cost"),
        *("like_sku", "like_factor"),
        *OVERRIDES,
    ),
}


def of(products: Frame, columns: Schema, *, name: str, part: str) -> kept_tables.KeptTable:
    """Return a table of some products (PRODUCTS), with what lies there of them.

    Args:
        products: its rows.
        columns: some of SHOWN.
        name: of the table.
        part: which of all products they are, such as those that a search found.
    """
    stock = session.shop().outlook.stock.rename(columns={"day": "counted"})
    rows = products.merge(stock[["sku", *IN_STOCK]], on="sku", how="left")
    planned = _("Bought only once: planned under One-shot buys.")
    return kept_tables.KeptTable(
        name=name,
        part=part,
        # Empty texts have no default to point at.
        rows=rows.fillna(dict.fromkeys(("name", "category", "supplier"), "")),
        columns={**columns, "one_shot": replace(columns["one_shot"], help=planned)},
        keep=_keep_cells,
    )


def _keep_cells(before: Frame, after: Frame) -> kept_tables.TakeBack:
    """Keep the cells that differ, as uploads that can be taken back."""
    counted, facts = _counted(before, after), changed_cells(before, after)
    numbers = [counting.keep(counted)] if counted else []
    if len(facts):
        numbers.append(session.store().edit_products(facts, now=session.now()))
    return partial(kept_tables.undo_uploads, *numbers)


def _counted(before: Frame, after: Frame) -> dict[str, float]:
    """Return the counts that differ, by product.

    Raises:
        StockError: one was emptied, or is of a product that lies elsewhere too.
    """
    old, new = (rows["on_hand"].fillna(-1.0) for rows in (before, after))
    changed = after[(old != new).to_numpy()]
    if changed["on_hand"].isna().any():
        raise StockError(
            _("A count cannot be emptied: type 0 where none is left, or take the count back.")
        )
    stock = session.current().outlook.stock
    lies_elsewhere = stock["sku"].isin(changed["sku"]) & (stock["place"] != OWN_SHELF)
    if lies_elsewhere.any():
        raise StockError(
            _(
                "{products} lies in another place too, such as a channel’s warehouse, so that one "
                "number does not say what lies where: count your shelf on the product’s own page, "
                "or upload a stock file of each place."
            ).format(products=", ".join(stock.loc[lies_elsewhere, "sku"]))
        )
    return dict(zip(changed["sku"], changed["on_hand"], strict=True))
