"""What is known of products as it lies in the database: a row for each cell that says something."""

import pandas as pd

from inventory_core.domain.columns import Kind
from inventory_core.domain.frames import PRODUCT_FACTS, PRODUCTS, check
from inventory_core.store.engine import Connection


def cells(products: pd.DataFrame) -> pd.DataFrame:
    """Turn PRODUCTS into one row per cell that says something: sku, field, value as text."""
    parts = [pd.DataFrame({"sku": [], "field": [], "value": []}, dtype="str")]
    for field in PRODUCT_FACTS:
        if products[field].isna().all():
            continue  # most files tell of a few fields only
        filled = products[products[field].notna() & (products[field].astype("str") != "")]
        values = filled[field].astype("str")
        parts.append(pd.DataFrame({"sku": filled["sku"], "field": field, "value": values}))
    return pd.concat(parts, ignore_index=True)


def categories(connection: Connection) -> pd.Series:
    """Return the category of each product that has one; index sku."""
    told = connection.execute(
        "select sku, value from current_facts where field = 'category' and value is not null"
    ).df()
    return told.set_index("sku")["value"]


def products(cells: pd.DataFrame, skus: pd.Series) -> pd.DataFrame:
    """Turn cells back into PRODUCTS, one row for each of the skus.

    Args:
        cells: at most one row for each, with columns sku, field and value (text).
        skus: the products, in their order.
    """
    wide = cells.pivot(index="sku", columns="field", values="value")  # noqa: PD010, one row each
    wide = wide.reindex(pd.Index(skus, name="sku"))
    columns = {field: _of_kind(wide, field) for field in PRODUCT_FACTS}
    return check(pd.DataFrame(columns, index=wide.index).reset_index(), PRODUCTS)


def _of_kind(wide: pd.DataFrame, field: str) -> pd.Series:
    """Give a column of texts the kind that its field is declared with."""
    texts = wide[field] if field in wide else pd.Series(index=wide.index, dtype="str")
    if PRODUCT_FACTS[field].kind is Kind.NUMBER:
        return pd.to_numeric(texts)
    if PRODUCT_FACTS[field].kind is Kind.DAY:
        return pd.to_datetime(texts, format="ISO8601").astype("datetime64[us]")
    if PRODUCT_FACTS[field].kind is Kind.FLAG:
        return texts.map({"True": True, "False": False}).astype("boolean")
    return texts.astype("str")
