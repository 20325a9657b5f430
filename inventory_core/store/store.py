"""The seller's data in one DuckDB file: what is kept, and what is asked of it.

Each write is one transaction that also raises a version, and every cache has that version in its
key.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from inventory_core.domain.changes import same_rows
from inventory_core.domain.columns import Schema
from inventory_core.domain.forecast import Forecast
from inventory_core.domain.frames import (
    CHANNEL_SALES,
    CHANNEL_TAKINGS,
    COMPONENTS,
    COVERED,
    DAILY_SALES,
    DAYS_SOLD,
    KNOWN_UNTIL,
    PROBLEMS,
    STOCK,
    check,
    empty,
    typed,
)
from inventory_core.domain.settings import DEMAND_SETTINGS, Settings, usable_settings
from inventory_core.domain.upload import Saved, Upload
from inventory_core.store import aliases, backups, facts, forecasts, money, stock, uploads
from inventory_core.store.alerts import Alerts
from inventory_core.store.backups import Backup
from inventory_core.store.customer_orders import CustomerOrders
from inventory_core.store.database import WAIT_SECONDS, Database, raise_versions
from inventory_core.store.deliveries import Deliveries
from inventory_core.store.engine import Connection
from inventory_core.store.moves import Moves
from inventory_core.store.purchases import Purchases
from inventory_core.store.removal import Removal
from inventory_core.store.stocktake import Stocktake
from inventory_core.store.tables import table_of
from inventory_core.store.waiting_files import WaitingFiles


@dataclass(frozen=True, kw_only=True)
class Versions:
    """Counters that rise with every change: of sales, of products, of forecasts, of stock."""

    sales: int
    products: int
    forecasts: int
    stock: int


def default_path(environment: Mapping[str, str], home: Path) -> Path:
    """Where the database lies: SOLOSTOCK_DATABASE, else a folder that the seller can back up.

    >>> default_path({"SOLOSTOCK_DATABASE": "shop.duckdb"}, Path("home")).name
    'shop.duckdb'
    """
    return Path(environment.get("SOLOSTOCK_DATABASE") or home / "SoloStock" / "solostock.duckdb")


class Store:
    """One shop's database file; made and brought up to date when it is first opened."""

    def __init__(self, path: Path, *, wait_seconds: float = WAIT_SECONDS) -> None:
        """Open the file at `path`, waiting so long where another program holds it.

        Raises:
            StoreError: it is no database, cannot be written, is held, or is of a newer version.
        """
        self.path, self._wait_seconds = path, wait_seconds
        self._database = Database(path, wait_seconds=wait_seconds)
        self.purchases = Purchases(self._database)
        self.customer_orders = CustomerOrders(self._database)
        self.deliveries = Deliveries(self._database)
        self.moves = Moves(self._database)
        self.stocktake = Stocktake(self._database)
        self.removal = Removal(self._database)
        self.alerts = Alerts(self._database)
        self.waiting_files = WaitingFiles(self._database)

    def versions(self) -> Versions:
        """Return the counters that every cache has in its key."""
        return self.state()[0]

    def state(self) -> tuple[Versions, Settings]:
        """Return versions and settings in one look: most of its time goes into opening the file."""
        with self._database.reading() as connection:
            versions = connection.execute("select name, number from versions").fetchall()
            return Versions(**dict(versions)), _settings(connection)

    @contextmanager
    def kept_open(self) -> Iterator[None]:
        """Hold the file while uploads are kept; ask no view of a shop: it may wait for the file.

        Raises:
            StoreError: the file is held, gone, or cannot be read.
        """
        with self._database.reading():
            yield

    def back_up(self, *, now: datetime, file: Path | None = None) -> Backup:
        """Copy the database, checked, beside it or into a file; see backups.back_up.

        Raises:
            StoreError: it cannot be read or written, or there is such a file already.
        """
        return backups.back_up(self.path, now=now, file=file, wait_seconds=self._wait_seconds)

    # Uploads

    def save(self, upload: Upload, *, now: datetime) -> Saved:
        """Keep what a file says; the same file with the same meaning changes nothing.

        Where it was saved with another meaning, that upload is put aside, so that nothing doubles;
        undoing the later one brings it back.
        """
        with self._database.writing() as connection:
            currency = money.currency(connection)
            earlier = uploads.earlier(connection, upload.content)
            if earlier and earlier[1] == upload.effect:
                return Saved(
                    upload=earlier[0],
                    changed=False,
                    rows_replaced=upload.rows_accepted,
                    currency=currency,
                )
            number = uploads.next_number(connection)
            if earlier:
                uploads.put_aside(connection, earlier[0], replaced_by=number)
            replaced = uploads.rows_replaced(connection, upload)
            uploads.add(connection, number, upload, rows_replaced=replaced, now=now)
            told = uploads.tells_of_demand(connection, number, upload)
            raise_versions(connection, "stock", "products", *(["sales"] if earlier or told else []))
        return Saved(upload=number, changed=True, rows_replaced=replaced, currency=currency)

    def undo(self, *numbers: int) -> bool:
        """Take uploads back: the database then says what it would say without them.

        Returns False, and changes nothing, where all of them were taken back before, or gave way
        to a later upload of the same file: what is shown elsewhere may be older than the shop.
        """
        with self._database.writing() as connection:
            standing = [number for number in numbers if uploads.stands(connection, number)]
            for number in standing:
                uploads.forget(connection, number)
            if standing:
                raise_versions(connection, "sales", "products", "stock")
        return bool(standing)

    def uploads(self) -> pd.DataFrame:
        """List all uploads, newest first."""
        with self._database.reading() as connection:
            return connection.execute(
                "select id, saved_at, file_name, format, channel, rows_read, rows_accepted, "
                "rows_ignored, rows_replaced, first_day, last_day, units, units_bought, "
                "(select count(*) from problems where upload = id) as problems "
                "from uploads where replaced_by is null order by id desc"
            ).df()

    def problems(self, upload: int) -> pd.DataFrame:
        """Return why rows of an upload were left out (PROBLEMS): the first of very many."""
        with self._database.reading() as connection:
            return typed(uploads.problems(connection, upload), PROBLEMS)

    def codes(self) -> frozenset[str]:
        """Return every code of a product that files used, or that the seller typed."""
        with self._database.reading() as connection:
            return uploads.codes(connection)

    def remembered_mappings(self) -> dict[str, str]:
        """Return the mapping that was last saved for each set of headings, as text."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "select headings, arg_max(mapping, id) from uploads group by headings"
            ).fetchall()
        return dict(rows)

    # What is current

    def covered_days(self) -> tuple[date, date] | None:
        """Return the first and last day with a sale; None where there are no sales."""
        with self._database.reading() as connection:
            row = connection.execute("select min(day), max(day) from sold_by_day").fetchone()
        return (row[0], row[1]) if row and row[0] else None

    def daily_sales(self) -> pd.DataFrame:
        """Return DAILY_SALES over all channels.

        Money is added up in decimals: a sum of floats would differ in its last digit from one look
        to the next, as rows are read in any order, and some models learn from that digit.
        """
        with self._database.reading() as connection:
            sales = connection.execute(
                "select sku, day, sum(s.units) as units, "
                "sum((s.units * unit_price)::decimal(38, 6)) filter (unit_price > 0) / "
                "nullif(sum(s.units) filter (unit_price > 0), 0) as unit_price, "
                "max(largest_units) as largest_units from sold_by_day s group by sku, day "
                "order by sku, day"
            ).df()
        return typed(sales, DAILY_SALES)

    def told_by(self) -> pd.Series:
        """Tell by what most of each product's units were told, see Demand.told_by; index sku."""
        with self._database.reading() as connection:
            told = uploads.told_by(connection)
        return told.set_index("sku")["told_by"]

    def covered(self) -> pd.DataFrame:
        """Return the days of each channel that each upload tells the sales of (COVERED)."""
        with self._database.reading() as connection:
            return typed(uploads.covered(connection), COVERED)

    def days_sold(self) -> pd.DataFrame:
        """Return the days on which each channel sold, and how many products (DAYS_SOLD)."""
        with self._database.reading() as connection:
            return typed(uploads.days_sold(connection), DAYS_SOLD)

    def is_new(self, content: str) -> bool:
        """Tell whether no upload of this content is kept."""
        with self._database.reading() as connection:
            return uploads.earlier(connection, content) is None

    def sold_beside(self, sales: pd.DataFrame) -> pd.DataFrame:
        """Return what each channel sold of the products and days of SALES (CHANNEL_SALES)."""
        with self._database.reading() as connection:
            return typed(uploads.sold_beside(connection, sales), CHANNEL_SALES)

    def kept_orders(self, sales: pd.DataFrame) -> int:
        """Return how many lines (SALES) are of an order that is kept of the same channel."""
        with self._database.reading() as connection:
            return uploads.kept_orders(connection, sales)

    def channel_sales(self) -> pd.DataFrame:
        """Return what each channel sold by day (CHANNEL_SALES)."""
        with self._database.reading() as connection:
            sold = uploads.sold_by_channel(connection)
        return typed(sold, CHANNEL_SALES)

    def channel_takings(self, *, since: date) -> pd.DataFrame:
        """Return what each channel sold by day from a day on, with the money (CHANNEL_TAKINGS)."""
        with self._database.reading() as connection:
            sold = uploads.takings_by_channel(connection, since=since)
        return typed(sold, CHANNEL_TAKINGS)

    def said_complete(self) -> pd.DataFrame:
        """Return up to which day the seller said that channels are complete (KNOWN_UNTIL)."""
        with self._database.reading() as connection:
            return typed(uploads.said_complete(connection), KNOWN_UNTIL)

    def stock(self, *, place: str | None = None) -> pd.DataFrame:
        """Return STOCK as of now, all places together or one, with on order as stock files tell it.

        A sale on Amazon, or on a channel whose name begins so, counts against the stock in
        Amazon's warehouses where that was ever counted; see stock.now.
        """
        with self._database.reading() as connection:
            return stock.now(connection, place=place)

    def stock_counts(self) -> pd.DataFrame:
        """Return STOCK of every day on which a product was counted: a row for each place.

        Where its packs lie as such, those of the day or else of their latest count before it too.
        """
        with self._database.reading() as connection:
            return stock.counts(connection)

    def categories(self) -> pd.Series:
        """Return the category of each product that has one; index sku."""
        with self._database.reading() as connection:
            return facts.categories(connection)

    def products(self) -> pd.DataFrame:
        """Return PRODUCTS: everything ever sold, counted or described, with what is known of it."""
        with self._database.reading() as connection:
            cells = connection.execute("select sku, field, value from current_facts").df()
            skus = connection.execute(
                "select sku from (select sku from current_sales union select sku from "
                "current_stock union select sku from current_facts where value is not null) "
                "where sku not in (select pack from pack_contents) order by sku"
            ).df()["sku"]
        return facts.products(cells, skus)

    def edit_products(self, cells: pd.DataFrame, *, now: datetime) -> int:
        """Keep what the seller typed: one row per cell with columns sku, field and value (text).

        An empty value takes the product back to the default. Returns the number by which it is
        taken back, as any upload.
        """
        with self._database.writing() as connection:
            number = uploads.add_edit(connection, cells, counts=empty(STOCK), now=now)
            # Promotions are pooled over categories, so demand depends on them.
            pooled = ["sales"] if cells["field"].eq("category").any() else []
            raise_versions(connection, "products", *pooled)
        return number

    # One product under several names, and what packs consist of

    def names(self) -> pd.DataFrame:
        """Return NAMES: every code that files ever used, on which channels, and its name."""
        with self._database.reading() as connection:
            return aliases.names(connection)

    def make_alias(self, sku: str, *, product: str) -> None:
        """Count a code's sales and stock as those of another product from now on.

        Codes that already stand for it go along; a product that is an alias itself stands for its
        own product.

        Raises:
            StoreError: both are the same product already, or one is a pack of the other.
        """
        with self._database.writing() as connection:
            aliases.make(connection, sku, product=product)
            raise_versions(connection, "sales", "products", "stock")

    def take_apart(self, sku: str) -> None:
        """Let a code be a product of its own again."""
        with self._database.writing() as connection:
            aliases.take_apart(connection, sku)
            raise_versions(connection, "sales", "products", "stock")

    def keep_apart(self, sku: str, other: str) -> None:
        """Remember that two codes that look alike are two products."""
        with self._database.writing() as connection:
            aliases.keep_apart(connection, sku, other)
            raise_versions(connection, "products")

    def kept_apart(self) -> set[tuple[str, str]]:
        """Return the pairs of codes that the seller said are two products."""
        with self._database.reading() as connection:
            return aliases.kept_apart(connection)

    # What the seller types

    def read(self, schema: Schema) -> pd.DataFrame:
        """Return a table that the seller types, such as SUPPLIERS: one of tables.TABLES."""
        with self._database.reading() as connection:
            return typed(connection.table(table_of(schema).name).order("all").df(), schema)

    def replace(self, schema: Schema, typed_rows: pd.DataFrame) -> None:
        """Keep what the seller typed in place of all earlier rows of that table.

        Raises:
            StoreError: a pack would be in itself, through products that were made one.
            ValueError: columns are missing, or hold another kind than declared.
        """
        with self._database.writing() as connection:
            _replace(connection, schema, typed_rows)

    def put_back(self, schema: Schema, rows: pd.DataFrame, *, instead_of: pd.DataFrame) -> bool:
        """Replace a table that still holds these rows; False, and no change, where it does not."""
        with self._database.writing() as connection:
            there = typed(connection.table(table_of(schema).name).df(), schema)
            if not same_rows(there, typed(instead_of, schema)):
                return False
            _replace(connection, schema, rows)
        return True

    def switch_correction(
        self, sku: str, kind: str, *, first_day: date, last_day: date, active: bool
    ) -> None:
        """Switch off the corrections of a kind that touch these days, or on again."""
        with self._database.writing() as connection:
            connection.execute(
                "delete from corrections_off "
                "where sku = ? and kind = ? and first_day <= ? and last_day >= ?",
                [sku, kind, last_day, first_day],
            )
            if not active:
                connection.execute(
                    "insert into corrections_off values (?, ?, ?, ?)",
                    [sku, kind, first_day, last_day],
                )
            raise_versions(connection, "sales")

    # Settings

    def settings(self) -> Settings:
        """Return the shop's settings."""
        return self.state()[1]

    def save_settings(self, **changes: Any) -> None:
        """Keep these settings by their names, and leave all others as they are.

        Raises:
            SettingsError: a value makes no sense.
        """
        with self._database.writing() as connection:
            before = _settings(connection)
            after = replace(before, **changes)
            # Settings are part of the keys of the caches they matter to: only where demand depends
            # on them does a version rise.
            if not DEMAND_SETTINGS.isdisjoint(after.changes_from(before)):
                raise_versions(connection, "sales")
            if "currency" in changes:
                money.type_currency(connection, after.currency)
            kept = [name for name in changes if name != "currency"]
            connection.execute(
                "insert or replace into settings select unnest(?), unnest(?)",
                [kept, [json.dumps(getattr(after, name)) for name in kept]],
            )

    # Forecasts

    def save_forecast(
        self,
        forecast: Forecast,
        *,
        histories: pd.Series,
        automatic: bool = True,
        preliminary: bool = False,
    ) -> None:
        """Keep forecasts, in place of the earlier ones of the same products.

        Args:
            forecast: of some products.
            histories: fingerprint of each product's history; index sku.
            automatic: the models won their contest, and were not chosen by the seller.
            preliminary: models of one product alone are still to compete.
        """
        with self._database.writing() as connection:
            forecasts.save(
                connection, forecast, histories, automatic=automatic, preliminary=preliminary
            )
            raise_versions(connection, "forecasts")

    def forecasts(self, histories: pd.Series, *, automatic: bool = True) -> Forecast | None:
        """Return the kept forecasts that were made from these histories; None where none was."""
        with self._database.reading() as connection:
            return forecasts.kept(connection, histories, automatic=automatic)

    def contests(self, histories: pd.Series) -> pd.Series:
        """Tell of each product with a winner kept for its history if it is final; index sku."""
        with self._database.reading() as connection:
            return forecasts.contests(connection, histories)

    def save_scores(self, scores: pd.DataFrame, *, histories: pd.Series) -> None:
        """Keep backtests (SCORES), in place of the earlier ones of the same products."""
        with self._database.writing() as connection:
            forecasts.save_scores(connection, scores, histories)
            raise_versions(connection, "forecasts")

    def scores(self, histories: pd.Series) -> pd.DataFrame:
        """Return the kept backtests (SCORES) that were made from these histories."""
        with self._database.reading() as connection:
            return forecasts.scores(connection, histories)

    def hand_changes(self) -> pd.DataFrame:
        """Return the months that the seller changed by hand (HAND_CHANGES)."""
        with self._database.reading() as connection:
            return forecasts.hand_changes(connection)

    def change_by_hand(self, changes: pd.DataFrame) -> None:
        """Keep what the seller typed (HAND_CHANGES); empty units take a change back."""
        with self._database.writing() as connection:
            forecasts.change_by_hand(connection, changes)
            raise_versions(connection, "forecasts")

    def keep_for_later(self, expected: pd.DataFrame) -> None:
        """Keep what a plan expected (KEPT_FORECASTS), to be scored by later sales.

        Of the same product, period and first day the last one counts, but one that was acted on
        gives way to none that was only shown.
        """
        # No version rises: nothing that is planned depends on it.
        with self._database.writing() as connection:
            forecasts.keep_for_later(connection, expected)

    def kept_for_later(self, since: date | None = None) -> pd.DataFrame:
        """Return what plans expected of days from `since` on (KEPT_FORECASTS), oldest first."""
        with self._database.reading() as connection:
            return forecasts.kept_for_later(connection, since)


def _replace(connection: Connection, schema: Schema, rows: pd.DataFrame) -> None:
    table = table_of(schema)
    connection.register("typed_rows", check(rows, schema))
    connection.execute(f"delete from {table.name}")  # noqa: S608
    connection.execute(f"insert into {table.name} by name select * from typed_rows")  # noqa: S608
    if schema is COMPONENTS:
        aliases.refuse_packs_in_themselves(connection)
    raise_versions(connection, *table.raises)


def _settings(connection: Connection) -> Settings:
    texts = connection.execute("select name, value from settings").fetchall()
    told = {name: json.loads(text) for name, text in texts}
    return usable_settings(told | {"currency": money.currency(connection)})
