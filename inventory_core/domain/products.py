"""What is assumed of each product: what the seller said, and the shop's defaults for the rest."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from inventory_core.domain.frames import OVERRIDES, PRODUCT_FACTS, PRODUCTS, check
from inventory_core.domain.settings import Settings

SHORTEST_SHARE = 0.75
"""Shortest lead time as a share of the usual one, where the seller gave none."""
LONGEST_SHARE = 1.5
"""Longest lead time as a share of the usual one, where the seller gave none."""

NO_SUPPLIER = ""

AUTOMATIC = "automatic"
"""Not a model: the product goes by the winner of its own backtest."""


def with_defaults(products: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    """Fill what is not known of each product with the default that the plan uses.

    Money stays unknown where neither cost nor price is known: no amount is made up.

    Args:
        products: PRODUCTS.
        settings: the shop's.

    Returns:
        PRODUCTS without empty cells, but for the money that nobody can know.
    """
    known = check(products, PRODUCTS)
    usual = known["lead_time_days"].fillna(settings.lead_time_days)
    shortest = known["lead_time_shortest_days"].fillna(np.floor(usual * SHORTEST_SHARE))
    longest = known["lead_time_longest_days"].fillna(np.ceil(usual * LONGEST_SHARE))
    cost = known["cost"].fillna(known["price"] * settings.cost_share_rate)
    overrides = {name: known[name].fillna(getattr(settings, name)) for name in OVERRIDES}
    return known.assign(
        name=_filled(known["name"], known["sku"]),
        category=_filled(known["category"], ""),
        supplier=_filled(known["supplier"], NO_SUPPLIER),
        cost=cost,
        lead_time_days=usual,
        # A seller who changes one of the three should not have to change the others at once.
        lead_time_shortest_days=np.minimum(shortest, usual),
        lead_time_longest_days=np.maximum(longest, usual),
        moq_units=known["moq_units"].fillna(1.0),
        pack_size_units=known["pack_size_units"].fillna(1.0),
        one_shot=known["one_shot"].fillna(value=False).astype(bool),
        salvage_value=known["salvage_value"].fillna(0.0),
        goodwill_cost=known["goodwill_cost"].fillna(0.0),
        **overrides,
    )


def _filled(texts: pd.Series, default: pd.Series | str) -> pd.Series:
    return texts.where(texts.notna() & (texts != ""), default)


def lost_with_a_sale(assumed: pd.DataFrame) -> pd.Series:
    """Return what a sale that cannot be made loses: margin and goodwill, in money; PRODUCTS."""
    return assumed["price"] - assumed["cost"] + assumed["goodwill_cost"]


def choices(products: pd.DataFrame) -> pd.Series:
    """Return the model each product should go by, "automatic" or a name; index sku."""
    chosen = _filled(products["model"], AUTOMATIC)
    return pd.Series(chosen.to_numpy(), index=products["sku"], dtype="str")


def likes(products: pd.DataFrame) -> pd.DataFrame:
    """Return which products should sell like which others: sku, like_sku and like_factor."""
    told = products[_filled(products["like_sku"], "") != ""]
    columns = told[["sku", "like_sku", "like_factor"]].reset_index(drop=True)
    return columns.assign(like_factor=columns["like_factor"].fillna(1.0))


def changed_cells(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Find what the seller changed in a table of PRODUCTS.

    Args:
        before, after: the same products in the same order.

    Returns:
        One row per changed cell with columns sku, field and value; value is text, empty where the
        seller cleared the cell.
    """
    parts = []
    for field in PRODUCT_FACTS:
        old, new = _as_text(before[field]), _as_text(after[field])
        changed = (old.fillna("") != new.fillna("")).to_numpy()
        parts.append(
            pd.DataFrame({"sku": after["sku"][changed], "field": field, "value": new[changed]})
        )
    return pd.concat(parts, ignore_index=True)


def _as_text(column: pd.Series) -> pd.Series:
    texts = column.astype("str").where(column.notna())
    return texts.where(texts != "")


def cells_of(sku: str, values: Mapping[str, object]) -> pd.DataFrame:
    """Write some facts of one product as cells (sku, field, value); None clears a cell."""
    texts = [None if value is None else str(value) for value in values.values()]
    return pd.DataFrame({"sku": sku, "field": list(values), "value": pd.Series(texts, dtype="str")})
