"""Where orders of customers are brought to: kept with the order, and deleted after it."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

import pandas as pd

from inventory_core.domain.deliveries import (
    KEPT_DAYS,
    POSTCODES,
    Delivery,
    Place,
    Priority,
    postcode_key,
)
from inventory_core.domain.frames import check
from inventory_core.store.database import Database, raise_versions


class Deliveries:
    """What the seller typed to bring orders, in a database."""

    def __init__(self, database: Database) -> None:
        """Keep it in this database."""
        self._database = database

    def all(self) -> tuple[Delivery, ...]:
        """Return what is kept, by the numbers of the orders."""
        with self._database.reading() as connection:
            kept = connection.execute(
                "select number, latitude, longitude, name, street, note, earliest, latest, "
                "priority, done_on from deliveries order by number"
            ).fetchall()
        return tuple(map(_delivery, kept))

    def keep(self, delivery: Delivery) -> None:
        """Keep what was typed for an order, in place of what was typed before."""
        with self._database.writing() as connection:
            connection.execute(
                "insert or replace into deliveries values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    delivery.number,
                    delivery.place.latitude,
                    delivery.place.longitude,
                    delivery.name,
                    delivery.street,
                    delivery.note,
                    delivery.earliest,
                    delivery.latest,
                    int(delivery.priority),
                    delivery.done_on,
                ],
            )
            raise_versions(connection, "stock")

    def forget(self, number: int) -> None:
        """Delete what was typed for an order."""
        with self._database.writing() as connection:
            connection.execute("delete from deliveries where number = ?", [number])
            raise_versions(connection, "stock")

    def forget_done(self, open_orders: Collection[int], *, today: date) -> None:
        """Note which orders are not open, and delete what was typed for those long done.

        No version rises: only what is open is shown.

        Args:
            open_orders: numbers of the customer orders of which something is still to be shipped.
            today: the running day.
        """
        with self._database.writing() as connection:
            connection.execute(
                "update deliveries set done_on = case when list_contains($1, number) then null "
                "else least(coalesce(done_on, $2), $2) end",
                [list(open_orders), today],
            )
            connection.execute(
                "delete from deliveries where done_on <= ?", [today - timedelta(days=KEPT_DAYS)]
            )

    # Postcodes

    def keep_postcodes(self, postcodes: pd.DataFrame) -> None:
        """Keep where postcodes lie (POSTCODES), in place of all that were kept before."""
        with self._database.writing() as connection:
            connection.register("told", check(postcodes, POSTCODES))
            connection.execute("delete from postcodes")
            connection.execute("insert into postcodes by name select * from told")

    def place_of(self, postcode: str) -> Place | None:
        """Return where a postcode lies; None where no sheet told it."""
        with self._database.reading() as connection:
            found = connection.execute(
                "select latitude, longitude from postcodes where postcode = ?",
                [postcode_key(postcode)],
            ).fetchone()
        return Place(latitude=found[0], longitude=found[1]) if found else None


def _delivery(row: tuple[Any, ...]) -> Delivery:
    number, latitude, longitude, name, street, note, earliest, latest, priority, done_on = row
    return Delivery(
        number=number,
        place=Place(latitude=latitude, longitude=longitude),
        name=name,
        street=street,
        note=note,
        earliest=earliest,
        latest=latest,
        priority=Priority(priority),
        done_on=done_on,
    )
