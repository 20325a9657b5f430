"""The stocktake that is under way: begun, counted in, done or given up."""

from collections.abc import Collection
from datetime import datetime, timedelta

import pandas as pd

from inventory_core.domain.frames import typed
from inventory_core.domain.stocktake import STOCKTAKE
from inventory_core.store import uploads
from inventory_core.store.database import Database

_A_MOMENT = timedelta(seconds=1)


class Stocktake:
    """What is counted at the moment; nothing counts as stock before it is done."""

    def __init__(self, database: Database) -> None:
        """Keep it in this database."""
        self._database = database

    def lines(self) -> pd.DataFrame:
        """Return what is to be counted (STOCKTAKE); no row where none is under way."""
        with self._database.reading() as connection:
            return typed(connection.table("stocktake").order("sku").df(), STOCKTAKE)

    def begin(self, skus: Collection[str]) -> None:
        """Let these products be counted; what was counted of them already stays."""
        with self._database.writing() as connection:
            connection.execute(
                "insert or ignore into stocktake (sku) select unnest(?)", [list(skus)]
            )

    def add(self, sku: str, units: float) -> None:
        """Count so many more of a product, which comes in where it was not to be counted."""
        with self._database.writing() as connection:
            connection.execute(
                "insert into stocktake (sku, units) values (?, ?) on conflict (sku) "
                "do update set units = coalesce(stocktake.units, 0) + excluded.units",
                [sku, units],
            )

    def put(self, sku: str, units: float | None) -> None:
        """Count a product as so many, or as not counted."""
        with self._database.writing() as connection:
            connection.execute("update stocktake set units = ? where sku = ?", [units, sku])

    def explain(self, sku: str, reason: str) -> None:
        """Keep why the count of a product differs; "" for no reason."""
        with self._database.writing() as connection:
            connection.execute("update stocktake set reason = ? where sku = ?", [reason, sku])

    def give_up(self) -> None:
        """Forget what was counted."""
        with self._database.writing() as connection:
            connection.execute("delete from stocktake")

    def finish(
        self,
        counts: pd.DataFrame,
        *,
        moves: Collection[pd.DataFrame] = (),
        before_sales: bool = False,
        now: datetime,
    ) -> int:
        """Keep counts (STOCK) as stock, and end it; return the number of their upload.

        moves: TOLD_MOVES, by which the counts differ from the ledger; they happened before them.
        """
        with self._database.writing() as connection:
            number = uploads.add_counts(connection, counts, before_sales=before_sales, now=now)
            for told in moves:
                uploads.add_moves(connection, told, upload=number, now=now - _A_MOMENT)
            connection.execute("delete from stocktake")
        return number
