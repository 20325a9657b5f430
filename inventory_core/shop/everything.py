"""All that a seller told and all that follows from it, as files for spreadsheets in one archive."""

import io
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pandas as pd

from inventory_core.domain.columns import Schema, number, some_of, text, units
from inventory_core.domain.customer_orders import CUSTOMER_LINES, CUSTOMER_ORDERS, SHIPMENTS
from inventory_core.domain.download import to_csv
from inventory_core.domain.errors import ForecastError
from inventory_core.domain.frames import CHANNEL_TAKINGS, HAND_CHANGES, PRODUCTS, STOCK
from inventory_core.domain.moves import MOVES
from inventory_core.domain.purchase_orders import (
    ORDER_RECEIPTS,
    PURCHASE_LINES,
    PURCHASE_ORDERS,
)
from inventory_core.forecasting.outlook import summary
from inventory_core.monitoring.figures.tables import PRODUCT_FIGURES
from inventory_core.monitoring.tables import ALERTS, TOLD_ALERTS
from inventory_core.optimization.tables import OVERSTOCK, PLAN
from inventory_core.shop.outlook import Outlook
from inventory_core.shop.shop import Shop
from inventory_core.store.tables import TABLES

FORECAST_DAYS = (28, 91, 182)
"""Of so many days the expected totals are told."""

FORECAST_TOTALS: Schema = {
    "sku": text(),
    "model": text(),
    "days": number(),
    "mean_units": units(),
    "low_units": units(),
    "median_units": units(),
    "high_units": units(),
    "safe_units": units(),
}
"""One row per product and number of days: what it will sell in all, see outlook.summary."""

Sheet = tuple[str, pd.DataFrame, Schema]
"""The name of a file without its ending, its rows and its columns."""


def everything(shop: Shop) -> bytes:
    """Return a ZIP archive with a CSV of each thing that is kept, and of each result.

    A shop without sales has no results yet.
    """
    sheets = list(_data(shop.outlook))
    with suppress(ForecastError):  # nothing sold yet, so there is nothing to expect
        sheets += _results(shop)
    archive = io.BytesIO()
    with ZipFile(archive, "w", ZIP_DEFLATED) as file:
        for name, frame, columns in sheets:
            file.writestr(_entry(name, shop.past.today), to_csv(frame, _named(columns)))
    return archive.getvalue()


def _data(outlook: Outlook) -> Iterator[Sheet]:
    store = outlook.past.store
    bought, ordered = store.purchases.tables(), store.customer_orders.tables()
    yield "sales-by-day", store.channel_takings(since=date.min), CHANNEL_TAKINGS
    yield "products", outlook.products, PRODUCTS
    yield "stock", outlook.stock, STOCK
    yield "stock-moves", outlook.moves, MOVES
    yield "purchase-orders", bought.orders, PURCHASE_ORDERS
    yield "purchase-lines", bought.lines, PURCHASE_LINES
    yield "purchase-receipts", bought.receipts, ORDER_RECEIPTS
    yield "customer-orders", ordered.orders, CUSTOMER_ORDERS
    yield "customer-lines", ordered.lines, CUSTOMER_LINES
    yield "shipments", ordered.shipments, SHIPMENTS
    yield "forecasts-changed-by-hand", outlook.hand_changes, HAND_CHANGES
    for table in TABLES:
        yield table.name.replace("_", "-"), store.read(table.schema), table.schema


def _results(shop: Shop) -> list[Sheet]:
    forecast = shop.outlook.forecast
    totals = pd.concat([summary(forecast, days=days) for days in FORECAST_DAYS])
    alerts = shop.alerts.assign(advice=shop.advice)
    return [
        ("plan", shop.plan, PLAN),
        ("forecasts", totals, FORECAST_TOTALS),
        ("figures", shop.figures.products, PRODUCT_FIGURES),
        ("overstock", shop.overstock, OVERSTOCK),
        ("alerts", alerts, {**ALERTS, **some_of(TOLD_ALERTS, "advice")}),
    ]


def _named(columns: Schema) -> Schema:
    """Return columns of which those that nobody is shown elsewhere are called by their names."""
    return {name: replace(column, label=column.label or name) for name, column in columns.items()}


def _entry(name: str, day: date) -> ZipInfo:
    """Return a file of the archive, written on a day."""
    entry = ZipInfo(f"{name}.csv", date_time=(day.year, day.month, day.day, 0, 0, 0))
    entry.compress_type = ZIP_DEFLATED
    return entry
