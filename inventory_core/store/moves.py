"""The ledger of stock in the database: asked for, and added to; nothing in it is ever changed."""

from datetime import datetime

import pandas as pd

from inventory_core.domain.frames import typed
from inventory_core.domain.moves import MOVES
from inventory_core.store import uploads
from inventory_core.store.database import Database, raise_versions


class Moves:
    """The moves of stock of a database; each change is one transaction that raises a version."""

    def __init__(self, database: Database) -> None:
        """Keep them in this database."""
        self._database = database

    def all(self) -> pd.DataFrame:
        """Return all moves (MOVES), oldest first."""
        with self._database.reading() as connection:
            moves = connection.execute(
                f"select {', '.join(MOVES)} from moves "  # noqa: S608
                "order by moment, sku, place, kind, document, units"
            ).df()
        return typed(moves, MOVES)

    def count(self, counts: pd.DataFrame, *, before_sales: bool = False, now: datetime) -> int:
        """Keep counts that the seller typed (STOCK); return the number of their upload.

        Those from before the sales of a day are dated on the day before.
        """
        with self._database.writing() as connection:
            return uploads.add_counts(connection, counts, before_sales=before_sales, now=now)

    def tell(self, told: pd.DataFrame, *, now: datetime) -> int:
        """Keep what happened at once (TOLD_MOVES); return the number to take it back by."""
        with self._database.writing() as connection:
            number = uploads.add_moves(connection, told, now=now)
            raise_versions(connection, "stock")
        return number

    def take_back(self, number: int) -> bool:
        """Undo what was told under a number, by moves against it; False where it is none.

        So it is where it was taken back before, or nothing was told under that number.
        """
        with self._database.writing() as connection:
            done = uploads.take_back_moves(connection, number=number)
            if done:
                raise_versions(connection, "stock")
        return done
