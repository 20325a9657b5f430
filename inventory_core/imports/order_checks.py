"""Which order lines are no demand, or cannot be used, and why."""

from collections.abc import Sequence
from datetime import date, timedelta

import pandas as pd

from inventory_core.domain.frames import MOST_MONEY, MOST_UNITS
from inventory_core.imports.checks import day_checks, heading_rows, verdicts
from inventory_core.imports.format import Check, Sheet
from inventory_core.imports.order_lines import ids, order_lines
from inventory_core.imports.reasons import Reason
from inventory_core.imports.service_lines import service_lines
from inventory_core.imports.statuses import Status
from inventory_core.imports.texts import normalise_texts

RETURN_DAYS = 30
"""A line that takes a sale back comes within these days."""

_BRUSHING = r"(?<!非)(?<!不是)(?:刷单|放单|补单(?!号))"
"""How Chinese sellers mark orders that they place with themselves to look busy.

“Not one of them” and “add the order's number” are something else.
"""


def judged(sheet: Sheet, *, today: date) -> tuple[pd.DataFrame, list[Check]]:
    """Return the order lines of a sheet, and all reasons to leave some of them out."""
    lines = order_lines(sheet).assign(rows=1.0)
    checks = [
        *(sheet.format.leave_out(sheet) if sheet.format.leave_out else ()),
        *line_checks(sheet, lines, today=today),
    ]
    back = sales_taken_back(lines, verdicts(checks), checks)
    return lines, [Check(reason=Reason.TAKEN_BACK, field="units", refused=back), *checks]


def line_checks(sheet: Sheet, lines: pd.DataFrame, *, today: date) -> list[Check]:
    """Return the reasons to leave out a line by itself; the first that holds wins."""
    units = lines["units"]
    cancelled = lines["order_id"].str.match("[Cc]").astype(bool) & (units < 0)
    named = "name" if sheet.has("name") else "sku"
    return [
        *heading_rows(sheet),
        *status_checks(sheet),
        *_brushing_checks(sheet),
        Check(
            reason=Reason.NO_DATE, field="day", refused=lines["day"].isna() & ~sheet.filled("day")
        ),
        *day_checks(sheet, lines["day"], today=today),
        Check(reason=Reason.NO_PRODUCT, field="sku", refused=lines["sku"] == ""),
        Check(
            reason=Reason.NO_PRODUCT_LINE,
            field=named,
            refused=service_lines(sheet.texts("sku"), sheet.names("name")),
        ),
        Check(reason=Reason.TOTAL_ROW, field="day", refused=_sums_of_days(lines)),
        Check(reason=Reason.COPY, field="order_id", refused=_copies(sheet, lines)),
        Check(reason=Reason.UNREADABLE_UNITS, field="units", refused=units.isna()),
        Check(
            reason=Reason.RETURNED, field="returned_units", refused=lines["returned"] & (units <= 0)
        ),
        Check(reason=Reason.CANCELLATION, field="order_id", refused=cancelled),
        Check(reason=Reason.NEGATIVE_UNITS, field="units", refused=units < 0),
        Check(reason=Reason.ZERO_UNITS, field="units", refused=units == 0),
        Check(reason=Reason.FRACTIONAL_UNITS, field="units", refused=units % 1 > 0),
        Check(reason=Reason.IMPLAUSIBLE_UNITS, field="units", refused=units > MOST_UNITS),
        *_price_checks(sheet, lines["unit_price"]),
    ]


def status_checks(sheet: Sheet) -> list[Check]:
    """Leave out what the platform's statuses, or the seller's answers, say is no demand."""
    cancelled = Check(
        reason=Reason.CANCELLED, field="cancelled_day", refused=sheet.filled("cancelled_day")
    )
    checks = [cancelled] if sheet.has("cancelled_day") else []
    for statuses in sheet.format.statuses:
        if not sheet.has(statuses.field):
            continue
        texts = normalise_texts(sheet.raw(statuses.field))
        known = statuses.meanings(texts.unique()).items()
        meanings = {text: status.value for text, status in known if status is not Status.ASK}
        answers = {
            text: Status.SOLD.value if counts else Reason.LEFT_OUT.code
            for text, counts in sheet.mapping.statuses
        }
        codes = texts.map(answers | meanings)
        checks += [
            Check(reason=reason, field=statuses.field, refused=codes == reason.code)
            for reason in (Reason.CANCELLED, Reason.UNPAID, Reason.RETURNED, Reason.LEFT_OUT)
            if (codes == reason.code).any()
        ]
    return checks


def _brushing_checks(sheet: Sheet) -> list[Check]:
    """Leave out orders whose remark says that they are not real.

    The report shows the order's number, since remarks may name the buyer.
    """
    if not sheet.has("note"):
        return []
    marked = sheet.raw("note").str.contains(_BRUSHING, regex=True).astype(bool)
    return [Check(reason=Reason.BRUSHING, field="order_id", refused=marked)]


def _price_checks(sheet: Sheet, price: pd.Series) -> Sequence[Check]:
    field = "unit_price" if sheet.has("unit_price") else "line_total"
    # Where a shop gives no prices at all, zero says nothing; where it does, zero is a gift, a
    # sample or a correction of the stock. On a platform it is the free one of “buy 1, get 1 free”,
    # which leaves the shelf as any other.
    zero_is_odd = sheet.format.is_plain and bool((price > 0).mean() > 0.5)
    unreadable = sheet.filled(field) & sheet.numbers(field).isna()
    return (
        Check(reason=Reason.UNREADABLE_PRICE, field=field, refused=unreadable),
        Check(reason=Reason.NEGATIVE_PRICE, field=field, refused=price < 0),
        Check(reason=Reason.BAD_MONEY, field=field, refused=price > MOST_MONEY),
        Check(reason=Reason.NO_PRICE, field=field, refused=(price == 0) & zero_is_odd),
    )


def _copies(sheet: Sheet, lines: pd.DataFrame) -> pd.Series:
    """True for a row that tells once more of a line that an earlier row told of.

    By the line's own number where the format has one. In a seller's own sheet a row that repeats
    another one of its order in every cell was pasted twice; in a platform's export it is the same
    product bought twice in one order.
    """
    key = lines["key"]
    if sheet.has("line"):
        return key.duplicated() & (ids(sheet, "line") != "")
    if not sheet.format.is_plain:
        return pd.Series(data=False, index=lines.index)
    again = key.duplicated(keep=False) & (lines["order_id"] != "")
    cells = sheet.table.cells[again]
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
    returned = verdict.isin(
        [reasons.index(Reason.CANCELLATION), reasons.index(Reason.NEGATIVE_UNITS)]
    )
    if not returned.any():
        return returned
    events = lines.loc[(verdict == -1) | returned, ["sku", "day", "units", "unit_price"]]
    events = events.assign(
        returned=returned, units=events["units"].abs(), unit_price=events["unit_price"].round(4)
    )
    events["group"] = events.groupby(["sku", "unit_price", "units"], dropna=False).ngroup()
    events = events[events["group"].isin(events.loc[events["returned"], "group"])]
    if events.empty:
        return pd.Series(data=False, index=lines.index)
    events = events.iloc[::-1] if newest_first(lines["day"]) else events
    events = events.sort_values("day", kind="stable")
    step = 1 - 2 * events["returned"].astype("int64")
    height = step.groupby(events["group"]).cumsum()
    level = [events["group"], height.where(step == 1, height + 1)]
    sale_day = events["day"].where(step == 1).groupby(level).shift()
    closes = (step == -1) & (events["day"] - sale_day <= timedelta(days=RETURN_DAYS))
    sold = closes.groupby(level).shift(-1, fill_value=False)
    pairs: pd.Series = (closes | sold).reindex(lines.index, fill_value=False)
    return pairs


def newest_first(days: pd.Series) -> bool:
    """Return True where the sheet mostly runs backwards in time, within a day too."""
    steps = days.dropna().diff()
    return bool((steps < timedelta(0)).sum() > (steps > timedelta(0)).sum())
