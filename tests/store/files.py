"""Files as the store gets them, made by hand, and what it says of them."""

from typing import Any

import duckdb
import pandas as pd

from inventory_core.domain.frames import PRODUCTS, RECEIPTS, SALES, STOCK, empty, typed
from inventory_core.domain.upload import Upload
from inventory_core.store.store import Store


def sales_of(*lines: tuple[str, str, str, float], channel: str = "shop") -> pd.DataFrame:
    """SALES from order number, product, day and units."""
    frame = pd.DataFrame(list(lines), columns=["order_id", "sku", "day", "units"])
    days = pd.to_datetime(frame["day"])
    frame = frame.assign(channel=channel, line=frame["sku"], day=days, unit_price=4.0)
    return typed(frame.assign(days=1.0, rows=1.0), SALES)


def stock_of(*counts: tuple[str, str, float]) -> pd.DataFrame:
    """STOCK from product, day and units on hand."""
    frame = pd.DataFrame(list(counts), columns=["sku", "day", "on_hand"])
    return typed(frame.assign(place="shop", rows=1.0, day=pd.to_datetime(frame["day"])), STOCK)


def facts_of(sku: str, **facts: object) -> pd.DataFrame:
    """PRODUCTS of one row."""
    return typed(pd.DataFrame([{"sku": sku, **facts}]), PRODUCTS)


def upload(
    content: str,
    *,
    sales: pd.DataFrame | None = None,
    stock: pd.DataFrame | None = None,
    products: pd.DataFrame | None = None,
    **told: Any,
) -> Upload:
    """What a file says that is known by its content, such as "monday"."""
    ordinary = {
        "mapping": "as recognised",
        "effect": "as recognised",
        "by_seller": False,
        "whole_orders": False,
    }
    return Upload(
        file_name=f"{content}.csv",
        format="sales",
        channel="shop",
        content=content,
        headings="",
        rows_read=10,
        rows_accepted=8,
        rows_ignored=1,
        sales=empty(SALES) if sales is None else sales,
        stock=empty(STOCK) if stock is None else stock,
        products=empty(PRODUCTS) if products is None else products,
        **ordinary | told,
    )


def sold(store: Store) -> dict[tuple[str, str], float]:
    """Units by product and day."""
    frame = store.daily_sales()
    keys = zip(frame["sku"], frame["day"].dt.strftime("%Y-%m-%d"), strict=True)
    return dict(zip(keys, frame["units"], strict=True))


def fact(store: Store, sku: str, field: str) -> object:
    """What is known of a product; None where nothing is."""
    products = store.products()
    value = products.loc[products["sku"] == sku, field].iloc[0]
    return None if pd.isna(value) else value


def receipts(store: Store) -> pd.DataFrame:
    """What sheets of purchases tell (RECEIPTS), oldest first."""
    with duckdb.connect(store.path, read_only=True) as connection:
        told = connection.execute(
            "select * from current_receipts order by day, document, line, sku"
        ).df()
    return typed(told, RECEIPTS)
