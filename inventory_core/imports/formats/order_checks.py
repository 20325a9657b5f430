"""Which order lines are no demand, or cannot be used, and why."""

from collections.abc import Sequence
from datetime import date, timedelta

import pandas as pd

from inventory_core.domain.frames import MOST_MONEY, MOST_UNITS
from inventory_core.imports.cells import normalise_texts
from inventory_core.imports.formats.brushing import brushing_checks
from inventory_core.imports.formats.checks import (
    day_checks,
    repeated_header,
)
from inventory_core.imports.formats.format import Check, Columns
from inventory_core.imports.formats.order_lines import ids
from inventory_core.imports.formats.service_lines import service_lines
from inventory_core.imports.formats.sheet import Status

RETURN_DAYS = 30
"""A line that takes a sale back comes within these days."""


def line_checks(columns: Columns, lines: pd.DataFrame, *, today: date) -> list[Check]:
    """Return the reasons to leave out a line by itself; the first that holds wins."""
    units = lines["units"]
    cancelled = lines["order_id"].str.match("[Cc]").astype(bool) & (units < 0)
    named = "name" if columns.has("name") else "sku"
    return [
        repeated_header(columns),
        *status_checks(columns),
        *brushing_checks(columns),
        Check(reason="no_date", field="day", refused=lines["day"].isna() & ~columns.filled("day")),
        *day_checks(columns, lines["day"], today=today),
        Check(reason="no_product", field="sku", refused=lines["sku"] == ""),
        Check(
            reason="no_product_line",
            field=named,
            refused=service_lines(columns.texts("sku"), columns.names("name")),
        ),
        Check(reason="total_row", field="day", refused=_sums_of_days(lines)),
        Check(reason="copy", field="order_id", refused=_copies(columns, lines)),
        Check(reason="unreadable_units", field="units", refused=units.isna()),
        Check(reason="returned", field="returned_units", refused=lines["returned"] & (units <= 0)),
        Check(reason="cancellation", field="order_id", refused=cancelled),
        Check(reason="negative_units", field="units", refused=units < 0),
        Check(reason="zero_units", field="units", refused=units == 0),
        Check(reason="fractional_units", field="units", refused=units % 1 > 0),
        Check(reason="implausible_units", field="units", refused=units > MOST_UNITS),
        *_price_checks(columns, lines["unit_price"]),
    ]


def status_checks(columns: Columns) -> list[Check]:
    """Leave out what the platform's statuses, or the seller's answers, say is no demand."""
    cancelled = Check(
        reason="cancelled", field="cancelled_day", refused=columns.filled("cancelled_day")
    )
    checks = [cancelled] if columns.has("cancelled_day") else []
    for statuses in columns.format.statuses:
        if not columns.has(statuses.field):
            continue
        known = statuses.meanings().items()
        meanings = {text: status.value for text, status in known if status is not Status.ASK}
        answers = {
            text: "sold" if counts else "left_out" for text, counts in columns.mapping.statuses
        }
        reasons = normalise_texts(columns.raw(statuses.field)).map(answers | meanings)
        checks += [
            Check(reason=reason, field=statuses.field, refused=reasons == reason)
            for reason in ("cancelled", "unpaid", "returned", "left_out")
            if (reasons == reason).any()
        ]
    return checks


def open_statuses(columns: Columns) -> pd.Series:
    """Return how many rows have each status that only the seller knows; index: the text.

    Rows without a readable day and number of units do not count: they are refused anyway, and what
    stands in their cells may have slipped there from another column.
    """
    counts = [pd.Series(dtype="int64")]
    for statuses in columns.format.statuses:
        if not columns.has(statuses.field):
            continue
        known = statuses.meanings() | {text: Status.SOLD for text, _ in columns.mapping.statuses}
        closed = {text for text, status in known.items() if status is not Status.ASK}
        texts = columns.raw(statuses.field)
        readable = columns.days("day").notna() & columns.numbers("units").notna()
        counts.append(texts[readable & ~normalise_texts(texts).isin(closed)].value_counts())
    open_counts: pd.Series = pd.concat(counts)
    return open_counts


def _price_checks(columns: Columns, price: pd.Series) -> Sequence[Check]:
    field = "unit_price" if columns.has("unit_price") else "line_total"
    # Where a shop gives no prices at all, zero says nothing; where it does, zero is a gift, a
    # sample or a correction of the stock. On a platform it is the free one of “buy 1, get 1 free”,
    # which leaves the shelf as any other.
    zero_is_odd = columns.format.is_plain and bool((price > 0).mean() > 0.5)
    unreadable = columns.filled(field) & columns.numbers(field).isna()
    return (
        Check(reason="unreadable_price", field=field, refused=unreadable),
        Check(reason="negative_price", field=field, refused=price < 0),
        Check(reason="bad_money", field=field, refused=price > MOST_MONEY),
        Check(reason="no_price", field=field, refused=(price == 0) & zero_is_odd),
    )


def _copies(columns: Columns, lines: pd.DataFrame) -> pd.Series:
    """True for a row that tells once more of a line that an earlier row told of.

    By the line's own number where the format has one. In a seller's own sheet a row that repeats
    another one of its order in every cell was pasted twice; in a platform's export it is the same
    product bought twice in one order.
    """
    key = lines[["channel", "order_id", "line"]]
    if columns.has("line"):
        return key.duplicated() & (ids(columns, "line") != "")
    if not columns.format.is_plain:
        return pd.Series(data=False, index=lines.index)
    again = key.duplicated(keep=False) & (lines["order_id"] != "")
    cells = columns.table.cells[again]
    return cells.duplicated().reindex(lines.index, fill_value=False)


def _sums_of_days(lines: pd.DataFrame) -> pd.Series:
    """True for the total of a week or month that other rows tell of day by day."""
    longer = lines["days"] > 1
    if not longer.any() or longer.all():
        return pd.Series(data=False, index=lines.index)
    product = ["channel", "sku"]
    by_day = lines[~longer].groupby([*product, "day"], as_index=False)["units"].sum()
    totals = lines.loc[longer, [*product, "day", "days"]].rename_axis("row").reset_index()
    pairs = totals.merge(by_day, on=product, suffixes=("", "_told"))
    gone = (pairs["day_told"] - pairs["day"]).dt.days
    told = pairs[(gone >= 0) & (gone < pairs["days"])].groupby("row")["units"].sum()
    equal: pd.Series = longer & (lines["units"] == told.reindex(lines.index))
    return equal


def sales_taken_back(lines: pd.DataFrame, verdict: pd.Series, checks: Sequence[Check]) -> pd.Series:
    """Return True for a sale that a later line takes back whole, and for the line that does so.

    Same product, price and number of units, within RETURN_DAYS; each return takes the nearest
    earlier sale that no other return has taken. Like brackets that open and close: the height
    before a return equals the height after the sale it belongs to.
    """
    reasons = [check.reason for check in checks]
    returned = verdict.isin([reasons.index("cancellation"), reasons.index("negative_units")])
    events = lines.loc[(verdict == -1) | returned, ["sku", "day", "units", "unit_price"]]
    events = events.assign(
        returned=returned, units=events["units"].abs(), unit_price=events["unit_price"].round(4)
    )
    events["group"] = events.groupby(["sku", "unit_price", "units"], dropna=False).ngroup()
    events = events[events["group"].isin(events.loc[events["returned"], "group"])]
    if events.empty:
        return pd.Series(data=False, index=lines.index)
    events = events.iloc[::-1] if _newest_first(lines["day"]) else events
    events = events.sort_values("day", kind="stable")
    step = 1 - 2 * events["returned"].astype("int64")
    height = step.groupby(events["group"]).cumsum()
    level = [events["group"], height.where(step == 1, height + 1)]
    sale_day = events["day"].where(step == 1).groupby(level).shift()
    closes = (step == -1) & (events["day"] - sale_day <= timedelta(days=RETURN_DAYS))
    sold = closes.groupby(level).shift(-1, fill_value=False)
    pairs: pd.Series = (closes | sold).reindex(lines.index, fill_value=False)
    return pairs


def _newest_first(days: pd.Series) -> bool:
    """Return True where the sheet mostly runs backwards in time, within a day too."""
    steps = days.dropna().diff()
    return bool((steps < timedelta(0)).sum() > (steps > timedelta(0)).sum())
