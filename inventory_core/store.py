"""The seller's data in one DuckDB file: what is kept, and what is asked of it.

Each write is one transaction that also raises a version, and every cache has that version in its
key.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path

import pandas as pd

from inventory_core import stored
from inventory_core.database import Connection, Database
from inventory_core.forecasting.forecast import Forecast
from inventory_core.frames import (
    DAILY_SALES,
    PRODUCTS,
    SALES,
    SCORES,
    STOCK,
    check,
    empty,
    typed,
)
from inventory_core.settings import SETTING_NAMES, Settings

EDIT = "edit"
"""Stands for a file's format where the seller typed on the products page."""


@dataclass(frozen=True, kw_only=True)
class Versions:
    """Counters that rise with every change: of sales, of products and stock, of forecasts."""

    sales: int
    products: int
    forecasts: int


@dataclass(frozen=True, eq=False, kw_only=True)
class Upload:
    """What one file says, ready to be kept: sales (SALES), products (PRODUCTS), stock (STOCK).

    content: fingerprint of the file's bytes. mapping: what its columns were taken for, as text.
    by_seller: its product facts were written by the seller, and so beat those seen in sales.
    """

    file_name: str
    format: str
    channel: str
    content: str
    mapping: str
    rows_read: int
    rows_accepted: int
    by_seller: bool
    sales: pd.DataFrame
    products: pd.DataFrame
    stock: pd.DataFrame


@dataclass(frozen=True, kw_only=True)
class Saved:
    """What became of an upload: its number, and whether it changed anything."""

    upload: int
    changed: bool


def default_path(environment: Mapping[str, str], home: Path) -> Path:
    """Where the database lies: SOLOSTOCK_DATABASE, else a folder that the seller can back up.

    >>> default_path({"SOLOSTOCK_DATABASE": "shop.duckdb"}, Path("home")).name
    'shop.duckdb'
    """
    return Path(environment.get("SOLOSTOCK_DATABASE") or home / "SoloStock" / "solostock.duckdb")


class Store:
    """One shop's database file; made and brought up to date when it is first opened."""

    def __init__(self, path: Path, *, wait_seconds: float = 5.0) -> None:
        """Open the file at `path`, waiting so long where another program holds it.

        Raises:
            StoreError: it is no database, cannot be written, is held, or is of a newer version.
        """
        self.path = path
        self._database = Database(path, wait_seconds=wait_seconds)

    def versions(self) -> Versions:
        """Return the counters that every cache has in its key."""
        return self.state()[0]

    def state(self) -> tuple[Versions, Settings]:
        """Return versions and settings in one look: most of its time goes into opening the file."""
        with self._database.reading() as connection:
            versions = connection.execute("select name, number from versions").fetchall()
            settings = connection.execute("select name, value from settings").fetchall()
        known = {name: json.loads(text) for name, text in settings if name in SETTING_NAMES}
        return Versions(**dict(versions)), Settings(**known)

    # Uploads

    def save(self, upload: Upload, *, now: datetime) -> Saved:
        """Keep what a file says; the same file with the same mapping changes nothing.

        A file that was saved with another mapping is taken back first, so that nothing doubles.
        """
        with self._database.writing() as connection:
            earlier = _earlier_upload(connection, upload.content)
            if earlier and earlier[1] == upload.mapping:
                return Saved(upload=earlier[0], changed=False)
            if earlier:
                _forget(connection, earlier[0])
            number = _next_upload(connection)
            _add_upload(connection, number, upload, now=now)
            _append(connection, "sales", number, check(upload.sales, SALES))
            _append(connection, "stock", number, check(upload.stock, STOCK))
            cells = stored.cells(check(upload.products, PRODUCTS))
            _append_cells(connection, number, cells, said_by_seller=upload.by_seller)
            _raise(connection, "sales", "products")
        return Saved(upload=number, changed=True)

    def undo(self, upload: int) -> None:
        """Take an upload back: the database then says what it would say without it."""
        with self._database.writing() as connection:
            _forget(connection, upload)
            _raise(connection, "sales", "products")

    def uploads(self) -> pd.DataFrame:
        """List all uploads, newest first."""
        with self._database.reading() as connection:
            return connection.execute(
                "select id, saved_at, file_name, format, channel, rows_read, rows_accepted, "
                "first_day, last_day, units from uploads order by id desc"
            ).df()

    # What is current

    def covered_days(self) -> tuple[date, date] | None:
        """Return the first and last day with a sale; None where there are no sales."""
        with self._database.reading() as connection:
            row = connection.execute("select min(day), max(day) from current_sales").fetchone()
        return (row[0], row[1]) if row and row[0] else None

    def daily_sales(self) -> pd.DataFrame:
        """Return DAILY_SALES over all channels."""
        with self._database.reading() as connection:
            sales = connection.execute(
                "select sku, day, sum(units) as units from current_sales group by sku, day"
            ).df()
        return check(sales, DAILY_SALES) if len(sales) else empty(DAILY_SALES)

    def stock(self) -> pd.DataFrame:
        """Return STOCK as of now: the latest count of each product less what was sold since."""
        with self._database.reading() as connection:
            stock = connection.execute(
                "with sold as (select s.sku, sum(c.units) as units from current_stock s "
                "join current_sales c on c.sku = s.sku and c.day > s.day group by s.sku) "
                "select sku, day, "
                "greatest(least(on_hand, 0), on_hand - coalesce(units, 0)) as on_hand, "
                "on_order, committed from current_stock left join sold using (sku) order by sku"
            ).df()
        return typed(stock, STOCK)

    def products(self) -> pd.DataFrame:
        """Return PRODUCTS: everything ever sold, counted or described, with what is known of it."""
        with self._database.reading() as connection:
            facts = connection.execute("select sku, field, value from current_facts").df()
            skus = connection.execute(
                "select sku from current_sales union select sku from current_stock "
                "union select sku from current_facts where value is not null order by sku"
            ).df()["sku"]
        return stored.products(facts, skus)

    def edit_products(self, cells: pd.DataFrame, *, now: datetime) -> None:
        """Keep what the seller typed: one row per cell with columns sku, field and value (text).

        An empty value takes the product back to the default.
        """
        with self._database.writing() as connection:
            upload = _next_upload(connection)
            connection.execute(
                "insert into uploads (id, saved_at, file_name, format, channel, content, mapping, "
                "rows_read, rows_accepted) values (?, ?, '', ?, '', '', '', ?, ?)",
                [upload, now, EDIT, len(cells), len(cells)],
            )
            _append_cells(connection, upload, cells, said_by_seller=True)
            _raise(connection, "products")

    # Settings

    def settings(self) -> Settings:
        """Return the shop's settings."""
        return self.state()[1]

    def save_settings(self, settings: Settings) -> None:
        """Keep the shop's settings."""
        values = asdict(settings)
        texts = [json.dumps(value) for value in values.values()]
        # No version rises: settings themselves are part of the keys of the caches they matter to.
        with self._database.writing() as connection:
            connection.execute(
                "insert or replace into settings select unnest(?), unnest(?)", [list(values), texts]
            )

    # Forecasts

    def save_forecast(
        self, forecast: Forecast, *, histories: pd.Series, automatic: bool = True
    ) -> None:
        """Keep forecasts, in place of the earlier ones of the same products.

        Args:
            forecast: of some products.
            histories: fingerprint of each product's history; index sku.
            automatic: the models won their contest, and were not chosen by the seller.
        """
        with self._database.writing() as connection:
            connection.register(
                "made", stored.forecast_table(forecast, histories, automatic=automatic)
            )
            connection.execute(
                "delete from forecasts where automatic = ? and sku in (select sku from made)",
                [automatic],
            )
            connection.execute("insert into forecasts by name select * from made")
            _raise(connection, "forecasts")

    def forecasts(self, histories: pd.Series, *, automatic: bool = True) -> Forecast | None:
        """Return the kept forecasts that were made from these histories; None where none was."""
        with self._database.reading() as connection:
            connection.register("wanted", _wanted(histories))
            table = connection.sql(
                "select f.sku, model, start, mean, variance, totals from forecasts f "
                "join wanted using (sku, history) where automatic = ? order by f.sku",
                params=[automatic],
            ).to_arrow_table()
        return stored.forecast(table) if len(table) else None

    def save_scores(self, scores: pd.DataFrame, *, histories: pd.Series) -> None:
        """Keep backtests (SCORES), in place of the earlier ones of the same products."""
        rows = check(scores, SCORES).assign(history=scores["sku"].map(histories))
        with self._database.writing() as connection:
            connection.register("rows", rows)
            connection.execute("delete from scores where sku in (select sku from rows)")
            connection.execute("insert into scores by name select * from rows")
            _raise(connection, "forecasts")

    def scores(self, histories: pd.Series) -> pd.DataFrame:
        """Return the kept backtests (SCORES) that were made from these histories."""
        with self._database.reading() as connection:
            connection.register("wanted", _wanted(histories))
            rows = connection.execute(
                "select s.* exclude history from scores s join wanted using (sku, history) "
                "order by all"
            ).df()
        return typed(rows, SCORES)


def _raise(connection: Connection, *versions: str) -> None:
    """Let every cache that depends on these versions know of the change."""
    connection.execute(
        "update versions set number = number + 1 where list_contains(?, name)", [list(versions)]
    )


def _earlier_upload(connection: Connection, content: str) -> tuple[int, str] | None:
    """Return number and mapping of the upload with the same content."""
    row = connection.execute(
        "select id, mapping from uploads where content = ?", [content]
    ).fetchone()
    return (row[0], row[1]) if row else None


def _next_upload(connection: Connection) -> int:
    """Number an upload after the version of the products that it makes.

    So no number is ever given twice, and a page left open cannot undo a newer upload by mistake.
    """
    row = connection.execute("select number + 1 from versions where name = 'products'").fetchone()
    return int(row[0]) if row else 1


def _add_upload(connection: Connection, number: int, upload: Upload, *, now: datetime) -> None:
    days = upload.sales["day"] if len(upload.sales) else upload.stock["day"]
    told = [number, now, upload.file_name, upload.format, upload.channel, upload.content]
    counts = [upload.mapping, upload.rows_read, upload.rows_accepted]
    span = [days.min().date(), days.max().date()] if len(days) else [None, None]
    units = float(upload.sales["units"].sum()) if len(upload.sales) else None
    connection.execute(
        "insert into uploads values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [*told, *counts, *span, units],
    )


def _forget(connection: Connection, upload: int) -> None:
    for table, column in (
        ("sales", "upload"),
        ("stock", "upload"),
        ("product_facts", "upload"),
        ("uploads", "id"),
    ):
        connection.execute(f"delete from {table} where {column} = ?", [upload])  # noqa: S608


def _append(connection: Connection, table: str, upload: int, rows: pd.DataFrame) -> None:
    connection.register("added", rows)
    connection.execute(
        f"insert into {table} by name select {upload} as upload, * from added"  # noqa: S608
    )
    connection.unregister("added")


def _append_cells(
    connection: Connection, upload: int, cells: pd.DataFrame, *, said_by_seller: bool
) -> None:
    connection.register("cells", cells[["sku", "field", "value"]])
    connection.execute(
        "insert into product_facts by name "
        "select ? as upload, ? as said_by_seller, sku, field, value from cells",
        [upload, said_by_seller],
    )


def _wanted(histories: pd.Series) -> pd.DataFrame:
    return pd.DataFrame({"sku": histories.index.astype("str"), "history": histories.to_numpy()})
