"""How products and forecasts lie in the database's tables, and how they are read back."""

import numpy as np
import pandas as pd
import pyarrow as pa

from inventory_core.domain.columns import Kind
from inventory_core.domain.demand import HORIZON_DAYS, Numbers
from inventory_core.domain.forecast import LEVELS, TOTAL_DAYS, Forecast
from inventory_core.domain.frames import PRODUCT_FACTS, PRODUCTS, check


def cells(products: pd.DataFrame) -> pd.DataFrame:
    """Turn PRODUCTS into one row per cell that says something: sku, field, value as text."""
    parts = []
    for field in PRODUCT_FACTS:
        told = products[products[field].notna() & (products[field].astype("str") != "")]
        values = told[field].astype("str")
        parts.append(pd.DataFrame({"sku": told["sku"], "field": field, "value": values}))
    return pd.concat(parts, ignore_index=True)


def products(facts: pd.DataFrame, skus: pd.Series) -> pd.DataFrame:
    """Turn cells back into PRODUCTS, one row for each of the skus.

    Args:
        facts: at most one row per cell with columns sku, field and value (text).
        skus: the products, in the order wanted.
    """
    wide = facts.pivot(index="sku", columns="field", values="value")  # noqa: PD010, one row each
    wide = wide.reindex(pd.Index(skus, name="sku"))
    columns = {field: _of_kind(wide, field) for field in PRODUCT_FACTS}
    return check(pd.DataFrame(columns, index=wide.index).reset_index(), PRODUCTS)


def _of_kind(wide: pd.DataFrame, field: str) -> pd.Series:
    """Give a column of texts the kind that its field is declared with."""
    texts = wide[field] if field in wide else pd.Series(index=wide.index, dtype="str")
    if PRODUCT_FACTS[field].kind is Kind.NUMBER:
        return pd.to_numeric(texts)
    if PRODUCT_FACTS[field].kind is Kind.FLAG:
        return texts.map({"True": True, "False": False}).astype("boolean")
    return texts.astype("str")


def forecast_table(forecast: Forecast, histories: pd.Series, *, automatic: bool) -> pa.Table:
    """Turn a forecast into one row per product; histories: fingerprints, index sku."""
    count = len(forecast.skus)
    return pa.table(
        {
            "sku": pa.array(forecast.skus.tolist(), pa.string()),
            "model": pa.array(forecast.models.tolist(), pa.string()),
            "history": pa.array(histories.loc[list(forecast.skus)].tolist(), pa.string()),
            "automatic": pa.array([automatic] * count),
            "start": pa.array([forecast.start] * count, pa.date32()),
            "mean": _lists(forecast.mean),
            "variance": _lists(forecast.variance),
            "totals": _lists(forecast.totals.reshape(count, -1)),
        }
    )


def _lists(numbers: Numbers) -> pa.FixedSizeListArray:
    flat = pa.array(numbers.astype(np.float32).ravel())
    return pa.FixedSizeListArray.from_arrays(flat, numbers.shape[1])


def forecast(table: pa.Table) -> Forecast:
    """Turn rows of products back into a forecast; there must be one at least."""

    def numbers(column: str, shape: tuple[int, ...]) -> Numbers:
        flat = table[column].combine_chunks().flatten().to_numpy()
        return np.asarray(flat.astype(np.float64).reshape(len(table), *shape))

    return Forecast(
        skus=np.array(table["sku"].to_pylist(), dtype=str),
        start=table["start"][0].as_py(),
        mean=numbers("mean", (HORIZON_DAYS,)),
        variance=numbers("variance", (HORIZON_DAYS,)),
        totals=numbers("totals", (len(TOTAL_DAYS), len(LEVELS))),
        models=np.array(table["model"].to_pylist(), dtype=str),
    )
