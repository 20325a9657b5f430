"""The seller's data in one DuckDB file: the only room that opens a file or speaks SQL.

Connections are short, since DuckDB lets one process hold the file: so the app and the command
line work side by side. Each write is one transaction that also raises a version, and every cache
has that version in its key.
"""

import json
import shutil
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, datetime
from gettext import gettext as _
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa

from inventory_core.demand import Numbers
from inventory_core.errors import StoreError
from inventory_core.forecasting.forecast import (
    HORIZON_DAYS,
    LEVELS,
    TOTAL_DAYS,
    Forecast,
)
from inventory_core.frames import (
    DAILY_SALES,
    PRODUCT_FACTS,
    PRODUCTS,
    SALES,
    SCORES,
    STOCK,
    Kind,
    check,
    empty,
    typed,
)
from inventory_core.schema import MIGRATIONS, Migration
from inventory_core.settings import SETTING_NAMES, Settings

EDIT = "edit"
"""Stands for a file's format where the seller typed on the products page."""

_WRITING = threading.Lock()
"""Two browser tabs write one after the other: DuckDB would refuse the second one."""


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
        self._wait_seconds = wait_seconds
        with self._connected() as connection:
            pending = _pending(connection, path)
        if pending:
            self._migrate(pending)

    def versions(self) -> Versions:
        """Return the counters that every cache has in its key."""
        with self._connected() as connection:
            rows = connection.execute("select name, number from versions").fetchall()
        return Versions(**dict(rows))

    # Uploads

    def save(self, upload: Upload, *, now: datetime) -> Saved:
        """Keep what a file says; the same file with the same mapping changes nothing.

        A file that was saved with another mapping is taken back first, so that nothing doubles.
        """
        earlier = self._earlier_upload(upload.content)
        if earlier and earlier[1] == upload.mapping:
            return Saved(upload=earlier[0], changed=False)
        with self._writing("sales", "products") as connection:
            if earlier:
                _forget(connection, earlier[0])
            number = _next_upload(connection)
            _add_upload(connection, number, upload, now=now)
            _append(connection, "sales", number, check(upload.sales, SALES))
            _append(connection, "stock", number, check(upload.stock, STOCK))
            cells = _cells(check(upload.products, PRODUCTS))
            _append_cells(connection, number, cells, said_by_seller=upload.by_seller)
        return Saved(upload=number, changed=True)

    def _earlier_upload(self, content: str) -> tuple[int, str] | None:
        with self._connected() as connection:
            row = connection.execute(
                "select id, mapping from uploads where content = ?", [content]
            ).fetchone()
        return (row[0], row[1]) if row else None

    def undo(self, upload: int) -> None:
        """Take an upload back: the database then says what it would say without it."""
        with self._writing("sales", "products") as connection:
            _forget(connection, upload)

    def uploads(self) -> pd.DataFrame:
        """List all uploads, newest first."""
        with self._connected() as connection:
            return connection.execute(
                "select id, saved_at, file_name, format, channel, rows_read, rows_accepted, "
                "first_day, last_day, units from uploads order by id desc"
            ).df()

    # What is current

    def covered_days(self) -> tuple[date, date] | None:
        """Return the first and last day with a sale; None where there are no sales."""
        with self._connected() as connection:
            row = connection.execute("select min(day), max(day) from current_sales").fetchone()
        return (row[0], row[1]) if row and row[0] else None

    def daily_sales(self) -> pd.DataFrame:
        """Return DAILY_SALES over all channels."""
        with self._connected() as connection:
            sales = connection.execute(
                "select sku, day, sum(units) as units from current_sales group by sku, day"
            ).df()
        return check(sales, DAILY_SALES) if len(sales) else empty(DAILY_SALES)

    def stock(self) -> pd.DataFrame:
        """Return STOCK as of now: the latest count of each product less what was sold since."""
        with self._connected() as connection:
            stock = connection.execute(
                "with sold as (select s.sku, sum(c.units) as units from current_stock s "
                "join current_sales c on c.sku = s.sku and c.day > s.day group by s.sku) "
                "select sku, day, greatest(0, on_hand - coalesce(units, 0)) as on_hand, "
                "on_order, committed from current_stock left join sold using (sku) order by sku"
            ).df()
        return typed(stock, STOCK)

    def products(self) -> pd.DataFrame:
        """Return PRODUCTS: everything ever sold, counted or described, with what is known of it."""
        with self._connected() as connection:
            facts = connection.execute("select sku, field, value from current_facts").df()
            skus = connection.execute(
                "select sku from current_sales union select sku from current_stock "
                "union select sku from current_facts where value is not null order by sku"
            ).df()["sku"]
        wide = facts.pivot_table(index="sku", columns="field", values="value", aggfunc="last")
        wide = wide.reindex(pd.Index(skus, name="sku"))
        columns = {field: _from_text(wide, field) for field in PRODUCT_FACTS}
        return check(pd.DataFrame(columns, index=wide.index).reset_index(), PRODUCTS)

    def edit_products(self, cells: pd.DataFrame, *, now: datetime) -> None:
        """Keep what the seller typed: one row per cell with columns sku, field and value (text).

        An empty value takes the product back to the default.
        """
        with self._writing("products") as connection:
            upload = _next_upload(connection)
            connection.execute(
                "insert into uploads (id, saved_at, file_name, format, channel, content, mapping, "
                "rows_read, rows_accepted) values (?, ?, '', ?, '', '', '', ?, ?)",
                [upload, now, EDIT, len(cells), len(cells)],
            )
            _append_cells(connection, upload, cells, said_by_seller=True)

    # Settings

    def settings(self) -> Settings:
        """Return the shop's settings."""
        with self._connected() as connection:
            rows = connection.execute("select name, value from settings").fetchall()
        return Settings(**{name: json.loads(text) for name, text in rows if name in SETTING_NAMES})

    def save_settings(self, settings: Settings) -> None:
        """Keep the shop's settings."""
        rows = [(name, json.dumps(value)) for name, value in asdict(settings).items()]
        # No version rises: settings themselves are part of the keys of the caches they matter to.
        with self._writing() as connection:
            connection.executemany("insert or replace into settings values (?, ?)", rows)

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
        rows = _forecast_table(forecast, histories, automatic=automatic)
        with self._writing("forecasts") as connection:
            connection.register("made", rows)
            connection.execute(
                "delete from forecasts where automatic = ? and sku in (select sku from made)",
                [automatic],
            )
            connection.execute("insert into forecasts by name select * from made")

    def forecasts(self, histories: pd.Series, *, automatic: bool = True) -> Forecast | None:
        """Return the kept forecasts that were made from these histories; None where none was."""
        with self._connected() as connection:
            connection.register("wanted", _wanted(histories))
            table = connection.sql(
                "select f.sku, model, start, mean, variance, totals from forecasts f "
                "join wanted using (sku, history) where automatic = ? order by f.sku",
                params=[automatic],
            ).to_arrow_table()
        return _forecast(table) if len(table) else None

    def save_scores(self, scores: pd.DataFrame, *, histories: pd.Series) -> None:
        """Keep backtests (SCORES), in place of the earlier ones of the same products."""
        rows = check(scores, SCORES).assign(history=scores["sku"].map(histories))
        with self._writing("forecasts") as connection:
            connection.register("rows", rows)
            connection.execute("delete from scores where sku in (select sku from rows)")
            connection.execute("insert into scores by name select * from rows")

    def scores(self, histories: pd.Series) -> pd.DataFrame:
        """Return the kept backtests (SCORES) that were made from these histories."""
        with self._connected() as connection:
            connection.register("wanted", _wanted(histories))
            rows = connection.execute(
                "select s.* exclude history from scores s join wanted using (sku, history) "
                "order by all"
            ).df()
        return typed(rows, SCORES)

    # Connections

    @contextmanager
    def _connected(self) -> Iterator[duckdb.DuckDBPyConnection]:
        connection = _open(self.path, self._wait_seconds)
        try:
            yield connection
        finally:
            connection.close()

    @contextmanager
    def _writing(self, *versions: str) -> Iterator[duckdb.DuckDBPyConnection]:
        """One transaction that also raises versions; an error undoes all of it."""
        with _WRITING, self._connected() as connection:
            connection.begin()
            try:
                yield connection
                connection.execute(
                    "update versions set number = number + 1 where list_contains(?, name)",
                    [list(versions)],
                )
                connection.commit()
            except BaseException:
                connection.rollback()
                raise

    def _migrate(self, pending: tuple[Migration, ...]) -> None:
        with _WRITING:
            _back_up(self.path, pending[0])
            with self._connected() as connection:
                for migration in pending:
                    _apply(connection, migration)


def _open(path: Path, wait_seconds: float) -> duckdb.DuckDBPyConnection:
    """Connect, trying again for a while where another program holds the file."""
    deadline = time.monotonic() + wait_seconds
    while True:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            return duckdb.connect(path)
        except (duckdb.Error, OSError) as error:
            held = "lock" in str(error).lower()
            if not held or time.monotonic() > deadline:
                raise StoreError(_explanation(path, error)) from error
            time.sleep(0.1)


def _explanation(path: Path, error: Exception) -> str:
    """Say in the seller's words why the file cannot be opened; DuckDB only tells by its text."""
    text = str(error).lower()
    if "lock" in text:
        sentence = _("The database {path} is in use by another program: close it and try again.")
    elif "version number" in text or "newer version" in text:
        sentence = _("The database {path} was made by a newer version: please update SoloStock.")
    elif "not a valid duckdb" in text:
        sentence = _(
            "{path} is not a SoloStock database: choose another file with --database, "
            "or move this one away and start anew."
        )
    else:
        sentence = _(
            "The database {path} cannot be written ({error}): check that the folder exists and "
            "that you may write in it, or choose another file with --database."
        )
    return sentence.format(path=path, error=str(error).splitlines()[0])


def _pending(connection: duckdb.DuckDBPyConnection, path: Path) -> tuple[Migration, ...]:
    """Return the migrations that this file still needs; never writes."""
    tables = {
        row[0] for row in connection.execute("select table_name from duckdb_tables()").fetchall()
    }
    if "migrations" not in tables:
        if tables:
            raise StoreError(
                _(
                    "{path} is a database of another program: choose another file with --database."
                ).format(path=path)
            )
        return MIGRATIONS
    applied = {row[0] for row in connection.execute("select name from migrations").fetchall()}
    if applied - {migration.name for migration in MIGRATIONS}:
        raise StoreError(
            _("The database {path} was made by a newer version: please update SoloStock.").format(
                path=path
            )
        )
    return tuple(migration for migration in MIGRATIONS if migration.name not in applied)


def _apply(connection: duckdb.DuckDBPyConnection, migration: Migration) -> None:
    """Change the tables and record it, both or neither."""
    connection.begin()
    try:
        connection.execute("create table if not exists migrations (name text primary key)")
        for statement in migration.statements:
            connection.execute(statement)
        connection.execute("insert into migrations values (?)", [migration.name])
        connection.commit()
    except BaseException:
        connection.rollback()
        raise


def _back_up(path: Path, migration: Migration) -> None:
    """Copy the file before its tables change, unless it is brand-new."""
    if migration is not MIGRATIONS[0]:
        shutil.copy2(path, path.with_suffix(f".before-{migration.name.split()[0]}.duckdb"))


def _next_upload(connection: duckdb.DuckDBPyConnection) -> int:
    row = connection.execute("select coalesce(max(id), 0) + 1 from uploads").fetchone()
    return int(row[0]) if row else 1


def _add_upload(
    connection: duckdb.DuckDBPyConnection, number: int, upload: Upload, *, now: datetime
) -> None:
    days = upload.sales["day"] if len(upload.sales) else upload.stock["day"]
    told = [number, now, upload.file_name, upload.format, upload.channel, upload.content]
    counts = [upload.mapping, upload.rows_read, upload.rows_accepted]
    span = [days.min().date(), days.max().date()] if len(days) else [None, None]
    units = float(upload.sales["units"].sum()) if len(upload.sales) else None
    connection.execute(
        "insert into uploads values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [*told, *counts, *span, units],
    )


def _forget(connection: duckdb.DuckDBPyConnection, upload: int) -> None:
    for table, column in (
        ("sales", "upload"),
        ("stock", "upload"),
        ("product_facts", "upload"),
        ("uploads", "id"),
    ):
        connection.execute(f"delete from {table} where {column} = ?", [upload])  # noqa: S608


def _append(
    connection: duckdb.DuckDBPyConnection, table: str, upload: int, rows: pd.DataFrame
) -> None:
    connection.register("added", rows)
    connection.execute(
        f"insert into {table} by name select {upload} as upload, * from added"  # noqa: S608
    )
    connection.unregister("added")


def _cells(products: pd.DataFrame) -> pd.DataFrame:
    """Turn PRODUCTS into one row per cell that says something: sku, field, value as text."""
    parts = []
    for field in PRODUCT_FACTS:
        told = products[products[field].notna() & (products[field].astype("str") != "")]
        values = told[field].astype("str")
        parts.append(pd.DataFrame({"sku": told["sku"], "field": field, "value": values}))
    return pd.concat(parts, ignore_index=True)


def _append_cells(
    connection: duckdb.DuckDBPyConnection,
    upload: int,
    cells: pd.DataFrame,
    *,
    said_by_seller: bool,
) -> None:
    connection.register("cells", cells[["sku", "field", "value"]])
    connection.execute(
        "insert into product_facts by name "
        "select ? as upload, ? as said_by_seller, sku, field, value from cells",
        [upload, said_by_seller],
    )


def _from_text(wide: pd.DataFrame, field: str) -> pd.Series:
    """Give a column of texts the kind that its field is declared with."""
    texts = wide[field] if field in wide else pd.Series(index=wide.index, dtype="str")
    if PRODUCT_FACTS[field] is Kind.NUMBER:
        return pd.to_numeric(texts)
    if PRODUCT_FACTS[field] is Kind.FLAG:
        return texts.map({"True": True, "False": False}).astype("boolean")
    return texts.astype("str")


def _wanted(histories: pd.Series) -> pd.DataFrame:
    return pd.DataFrame({"sku": histories.index.astype("str"), "history": histories.to_numpy()})


def _forecast_table(forecast: Forecast, histories: pd.Series, *, automatic: bool) -> pa.Table:
    products = len(forecast.skus)
    return pa.table(
        {
            "sku": pa.array(forecast.skus.tolist(), pa.string()),
            "model": pa.array(forecast.models.tolist(), pa.string()),
            "history": pa.array(histories.loc[list(forecast.skus)].tolist(), pa.string()),
            "automatic": pa.array([automatic] * products),
            "start": pa.array([forecast.start] * products, pa.date32()),
            "mean": _lists(forecast.mean),
            "variance": _lists(forecast.variance),
            "totals": _lists(forecast.totals.reshape(products, -1)),
        }
    )


def _lists(numbers: Numbers) -> pa.FixedSizeListArray:
    flat = pa.array(numbers.astype(np.float32).ravel())
    return pa.FixedSizeListArray.from_arrays(flat, numbers.shape[1])


def _forecast(table: pa.Table) -> Forecast:
    def numbers(column: str, shape: tuple[int, ...]) -> Numbers:
        flat = table[column].combine_chunks().flatten().to_numpy()
        return flat.astype(np.float64).reshape(len(table), *shape)

    return Forecast(
        skus=np.array(table["sku"].to_pylist(), dtype=str),
        start=table["start"][0].as_py(),
        mean=numbers("mean", (HORIZON_DAYS,)),
        variance=numbers("variance", (HORIZON_DAYS,)),
        totals=numbers("totals", (len(TOTAL_DAYS), len(LEVELS))),
        models=np.array(table["model"].to_pylist(), dtype=str),
    )
