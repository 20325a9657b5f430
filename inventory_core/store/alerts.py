"""Which alerts stand, since when, which are silent, and which were mailed."""

from datetime import date

import pandas as pd

from inventory_core.domain.columns import some_of, units
from inventory_core.domain.frames import typed
from inventory_core.domain.standing_alerts import ALERT_KEY, STANDING_ALERTS
from inventory_core.store.database import Database

_KEY = some_of(STANDING_ALERTS, *ALERT_KEY)
_SAME = " and ".join(f"s.{name} = t.{name}" for name in ALERT_KEY)


class Alerts:
    """The alerts of a database; what changes here changes no plan, so no version rises."""

    def __init__(self, database: Database) -> None:
        """Keep them in this database."""
        self._database = database

    def standing(self) -> pd.DataFrame:
        """Return which alerts stood when they were noted last (STANDING_ALERTS)."""
        with self._database.reading() as connection:
            return typed(connection.table("standing_alerts").df(), STANDING_ALERTS)

    def note(self, alerts: pd.DataFrame, *, today: date) -> None:
        """Keep which alerts stand (columns of ALERT_KEY): new ones since today, no others.

        Where nothing changed nothing is written.
        """
        told = typed(alerts, _KEY).drop_duplicates()
        before = self.standing()
        if _keys(told) == _keys(before):
            return
        with self._database.writing() as connection:
            connection.register("told", told)
            connection.execute(
                "delete from standing_alerts s where not exists "  # noqa: S608
                f"(from told t where {_SAME})"
            )
            connection.execute(
                "insert or ignore into standing_alerts by name "
                "select *, ?::date as since, false as mailed from told",
                [today],
            )

    def silence(
        self, alerts: pd.DataFrame, *, until: date | None = None, up_to: bool = False
    ) -> None:
        """Let these be silent (ALERT_KEY and units) until a day, or up to their units now.

        With neither they speak again.
        """
        with self._database.writing() as connection:
            connection.register("told", typed(alerts, {**_KEY, "units": units()}))
            connection.execute(
                "update standing_alerts s set silent_until = ?, "  # noqa: S608
                f"silent_up_to = case when ? then t.units end from told t where {_SAME}",
                [until, up_to],
            )

    def mailed(self, alerts: pd.DataFrame, *, today: date) -> None:
        """Note that these (ALERT_KEY) were told by mail on this day."""
        with self._database.writing() as connection:
            connection.register("told", typed(alerts, _KEY))
            connection.execute(
                f"update standing_alerts s set mailed = true from told t where {_SAME}"  # noqa: S608
            )
            connection.execute("insert or ignore into digests values (?)", [today])

    def last_digest(self) -> date | None:
        """Return the day of the last mail; None where none was sent."""
        with self._database.reading() as connection:
            ((day,),) = connection.execute("select max(day) from digests").fetchall()
        last: date | None = day
        return last


def _keys(alerts: pd.DataFrame) -> set[tuple[str, ...]]:
    return set(alerts[list(ALERT_KEY)].itertuples(index=False, name=None))
