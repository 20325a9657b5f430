"""What was sold and earned: by product, supplier and channel, and month beside month."""

from calendar import monthrange
from datetime import date, timedelta

import pandas as pd

from inventory_core.domain.frames import CHANNEL_TAKINGS, check, typed
from inventory_core.domain.products import DAYS_A_WEEK
from inventory_core.monitoring.figures.tables import MARGIN, MONTHS_BESIDE, WEEKS_SOLD

THIS_MONTH, LAST_MONTH, LAST_YEAR = "this month", "last month", "last year"


_ADDED = ("units", "takings", "cost_of_sales", "margin", "unknown_units", "costed")


def with_margins(takings: pd.DataFrame, cost: pd.Series) -> pd.DataFrame:
    """Return CHANNEL_TAKINGS with cost_of_sales, margin and unknown_units (of MARGIN) of each row.

    costed: its takings where their cost is known, so that what is unknown dilutes no rate.

    Args:
        takings: CHANNEL_TAKINGS.
        cost: of a unit, NaN where it is unknown; index sku.
    """
    told = check(takings, CHANNEL_TAKINGS)
    priced = told["priced_units"]
    spent = priced * told["sku"].map(cost).astype(float)
    known, brought = spent.notna() & (priced != 0), told["takings"].where(priced != 0)
    return told.assign(
        takings=brought,
        cost_of_sales=spent.where(known),
        margin=(brought - spent).where(known),
        unknown_units=told["units"] - priced.where(known, 0.0),
        costed=brought.where(known),
    )


def added(sold: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Add up rows that `with_margins` returned; what is unknown of all of them stays unknown."""
    return sold.groupby(keys)[list(_ADDED)].sum(min_count=1).reset_index()


def margin_by(sold: pd.DataFrame, key: str) -> pd.DataFrame:
    """Add up rows that `with_margins` or `added` returned (MARGIN), with the key as the index."""
    sums = added(sold, [key]).set_index(key)
    rate = (sums["margin"] / sums["costed"]).where(sums["costed"] > 0)
    return sums.assign(margin_rate=rate)[list(MARGIN)]


def months_beside(sold: pd.DataFrame, *, first_day: date, last_day: date) -> pd.DataFrame:
    """Return this month beside the last one and the same of last year (MONTHS_BESIDE).

    Args:
        sold: as `with_margins` returns it.
        first_day, last_day: the first and the last day of which sales are known.
    """
    spans = {THIS_MONTH: span(last_day, months_back=0), LAST_MONTH: span(last_day, months_back=1)}
    spans[LAST_YEAR] = span(last_day, months_back=12)
    lines = [
        _line(sold, first=first, last=last, known=first >= first_day).assign(which=which)
        for which, (first, last) in spans.items()
    ]
    return typed(pd.concat(lines, ignore_index=True), MONTHS_BESIDE)


def weeks_before(sold: pd.DataFrame, *, first_day: date, end: date, weeks: int) -> pd.DataFrame:
    """Return so many whole weeks before a day (WEEKS_SOLD), those of which sales are known.

    Args:
        sold: as `with_margins` returns it.
        first_day: the first day of which sales are known.
        end: the first day after them.
        weeks: the most that are wanted.
    """
    known = min((end - first_day).days // DAYS_A_WEEK, weeks)
    starts = [end - timedelta(days=DAYS_A_WEEK * back) for back in range(known, 0, -1)]
    since = (sold["day"] - pd.Timestamp(end)).dt.days
    week = known + since // DAYS_A_WEEK
    inside = sold.assign(week=week)[week.between(0, known - 1)]
    sums = added(inside, ["week"]).set_index("week")
    # A week without a sale brought nothing; of what sold at an unknown price that is unknown.
    told = sums.reindex(range(known), fill_value=0.0).assign(first_day=starts)
    return check(typed(told.reset_index(drop=True), WEEKS_SOLD), WEEKS_SOLD)


def _line(sold: pd.DataFrame, *, first: date, last: date, known: bool) -> pd.DataFrame:
    """Return what was sold on some days as one row, empty where they are not all known."""
    inside = sold[sold["day"].between(pd.Timestamp(first), pd.Timestamp(last)) & known]
    whole = margin_by(inside.assign(all=0), "all").reindex([0])
    none_sold = whole["units"].fillna(0.0) if known else whole["units"]
    return whole.assign(units=none_sold, first_day=first, last_day=last)


def span(last_day: date, *, months_back: int) -> tuple[date, date]:
    """Return as many days of an earlier month as are over of the one that a day lies in.

    All of them where the month is over.

    >>> [str(day) for day in span(date(2026, 3, 30), months_back=1)]
    ['2026-02-01', '2026-02-28']
    >>> str(span(date(2026, 2, 28), months_back=1)[1])
    '2026-01-31'
    """
    months = last_day.year * 12 + last_day.month - 1 - months_back
    year, month = divmod(months, 12)
    length = monthrange(year, month + 1)[1]
    is_over = last_day.day == monthrange(last_day.year, last_day.month)[1]
    last = length if is_over else min(last_day.day, length)
    return date(year, month + 1, 1), date(year, month + 1, last)
