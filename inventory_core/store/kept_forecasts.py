"""How months changed by hand and forecasts that were shown or acted on lie in the database."""

import pandas as pd

from inventory_core.domain.frames import HAND_CHANGES, KEPT_FORECASTS, check, typed
from inventory_core.store.database import Connection


def hand_changes(connection: Connection) -> pd.DataFrame:
    """Return HAND_CHANGES; those of a code that stands for another product are that product's."""
    return typed(
        connection.execute(
            "select coalesce(product, h.sku) as sku, month, units, note "
            "from hand_changes h left join aliases a on a.sku = h.sku "
            "qualify row_number() over (partition by coalesce(product, h.sku), month "
            "order by product is null desc, h.sku) = 1 order by all"
        ).df(),
        HAND_CHANGES,
    )


def change_by_hand(connection: Connection, changes: pd.DataFrame) -> None:
    """Keep HAND_CHANGES in place of those of the same products and months; empty ones go."""
    connection.register("typed", check(changes, HAND_CHANGES))
    connection.execute(
        "delete from hand_changes h using typed t left join aliases a on a.product = t.sku "
        "where h.month = t.month and h.sku in (t.sku, a.sku)"
    )
    connection.execute("insert into hand_changes by name select * from typed where isfinite(units)")
    connection.unregister("typed")


def keep(connection: Connection, forecasts: pd.DataFrame) -> None:
    """Keep KEPT_FORECASTS; of the same days the last ones, but what was acted on stays."""
    connection.register("made", check(forecasts, KEPT_FORECASTS))
    connection.execute(
        "delete from kept_forecasts k using made "
        "where k.sku = made.sku and k.period = made.period and k.start = made.start "
        "and (made.acted_on or not k.acted_on)"
    )
    connection.execute(
        "insert into kept_forecasts by name select made.* from made "
        "anti join kept_forecasts using (sku, period, start)"
    )
    connection.unregister("made")


def kept(connection: Connection) -> pd.DataFrame:
    """Return KEPT_FORECASTS, oldest first."""
    rows = typed(
        connection.execute("select * from kept_forecasts order by start, sku, period").df(),
        KEPT_FORECASTS,
    )
    return rows.astype({"acted_on": bool})
