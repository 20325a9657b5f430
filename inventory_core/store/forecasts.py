"""How forecasts lie in the database: those in force, their backtests, and those kept to be scored.

Forecasts and backtests lie beside the fingerprint of the history that they were made from. Where
sales changed that history, they are not found any more, and so are made anew.
"""

from datetime import date

import numpy as np
import pandas as pd
import pyarrow as pa

from inventory_core.domain.demand import HORIZON_DAYS, Numbers
from inventory_core.domain.forecast import LEVELS, TOTAL_DAYS, Forecast, at_same_pace
from inventory_core.domain.frames import HAND_CHANGES, KEPT_FORECASTS, SCORES, check, typed
from inventory_core.store.engine import Connection


def save(
    connection: Connection,
    forecast: Forecast,
    histories: pd.Series,
    *,
    automatic: bool,
    preliminary: bool,
) -> None:
    """Keep forecasts in place of the earlier ones of the same products."""
    connection.register("made", _table(forecast, histories))
    connection.execute(
        "delete from forecasts where automatic = ? and sku in (select sku from made)", [automatic]
    )
    connection.execute(
        "insert into forecasts by name select *, ? as automatic, ? as preliminary from made",
        [automatic, preliminary],
    )


def kept(connection: Connection, histories: pd.Series, *, automatic: bool) -> Forecast | None:
    """Return the forecasts that were made from these histories; None where none was."""
    connection.register("histories", _histories_table(histories))
    table = connection.sql(
        "select f.sku, model, start, mean, variance, totals from forecasts f "
        "join histories using (sku, history) where automatic = ? order by f.sku",
        params=[automatic],
    ).to_arrow_table()
    return _forecast(table) if len(table) else None


def contests(connection: Connection, histories: pd.Series) -> pd.Series:
    """Tell of each product with a winner kept for its history if it is final; index sku."""
    connection.register("histories", _histories_table(histories))
    final = connection.execute(
        "select f.sku, not preliminary from forecasts f join histories using (sku, history) "
        "where automatic order by f.sku"
    ).fetchall()
    return pd.Series(dict(final), dtype=bool)


def save_scores(connection: Connection, scores: pd.DataFrame, histories: pd.Series) -> None:
    """Keep backtests (SCORES) in place of the earlier ones of the same products."""
    made = check(scores, SCORES).assign(history=scores["sku"].map(histories))
    connection.register("made", made)
    connection.execute("delete from scores where sku in (select sku from made)")
    connection.execute("insert into scores by name select * from made")


def scores(connection: Connection, histories: pd.Series) -> pd.DataFrame:
    """Return the backtests (SCORES) that were made from these histories."""
    connection.register("histories", _histories_table(histories))
    made = connection.execute(
        "select s.* exclude history from scores s join histories using (sku, history) order by all"
    ).df()
    return typed(made, SCORES)


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


def keep_for_later(connection: Connection, forecasts: pd.DataFrame) -> None:
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


def kept_for_later(connection: Connection, since: date | None) -> pd.DataFrame:
    """Return KEPT_FORECASTS of the days from `since` on, oldest first."""
    made = connection.execute(
        "from kept_forecasts where start >= coalesce($since, start) order by start, sku, period",
        {"since": since},
    ).df()
    return typed(made, KEPT_FORECASTS).astype({"acted_on": bool})


def _table(forecast: Forecast, histories: pd.Series) -> pa.Table:
    """Turn a forecast into one row per product; histories: fingerprints, index sku."""
    count = len(forecast.skus)
    return pa.table(
        {
            "sku": pa.array(forecast.skus.tolist(), pa.string()),
            "model": pa.array(forecast.models.tolist(), pa.string()),
            "history": pa.array(histories.loc[list(forecast.skus)].tolist(), pa.string()),
            "start": pa.array([forecast.start] * count, pa.date32()),
            "mean": _lists(forecast.mean),
            "variance": _lists(forecast.variance),
            "totals": _lists(forecast.totals.reshape(count, -1)),
        }
    )


def _lists(numbers: Numbers) -> pa.FixedSizeListArray:
    flat = pa.array(numbers.astype(np.float32).ravel())
    return pa.FixedSizeListArray.from_arrays(flat, numbers.shape[1])


def _forecast(table: pa.Table) -> Forecast:
    """Turn rows of products back into a forecast; there must be one at least."""

    def numbers(column: str, shape: tuple[int, ...]) -> Numbers:
        flat = table[column].combine_chunks().flatten().to_numpy()
        return np.asarray(flat.astype(np.float64).reshape(len(table), *shape))

    mean = numbers("mean", (HORIZON_DAYS,))
    return Forecast(
        skus=np.array(table["sku"].to_pylist(), dtype=str),
        start=table["start"][0].as_py(),
        mean=mean,
        variance=numbers("variance", (HORIZON_DAYS,)),
        totals=numbers("totals", (len(TOTAL_DAYS), len(LEVELS))),
        # Is not kept: what is in force goes on like Count.
        later=at_same_pace(mean),
        models=np.array(table["model"].to_pylist(), dtype=str),
    )


def _histories_table(histories: pd.Series) -> pd.DataFrame:
    return pd.DataFrame({"sku": histories.index.astype("str"), "history": histories.to_numpy()})
