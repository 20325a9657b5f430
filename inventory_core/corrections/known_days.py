"""Which days of each channel are known: from its files, and from how regularly it sells.

What no file tells of is unknown, and is not taken for days without sales. Inferring is careful:
where a silence may be one, it is taken for one.
"""

import numpy as np
import pandas as pd
from scipy import special

from inventory_core.corrections.ranges import runs_of
from inventory_core.domain.demand import Numbers
from inventory_core.domain.frames import (
    COVERED,
    DAYS_SOLD,
    KNOWN_UNTIL,
    UNKNOWN,
    check,
    empty,
    typed,
)

OLDER_CHANNEL = "older channel"
PARTIAL_DAY = "partial day"

_ONE_DAY = pd.Timedelta(days=1)
_FEWEST_DAYS = 10
"""A channel that sold on fewer days, such as a fair, does not show how often it usually sells."""
_QUIET_DAYS = 3
"""A quiet weekend is no sign that a file is older."""
_TIMES_THE_LONGEST = 2
_GIVEN_UP_DAYS = 91
"""A channel that nobody told of for a quarter is taken for given up: nothing sells there."""
_SHORTEST_GAP_DAYS = 7
_COVERED_SHARE = 0.5
"""A channel whose files tell of fewer of its days sells on those alone, such as on market days."""
_FIRST_DAYS, _FEWEST_FIRST_DAYS = 84, 28
_FULL_PACE = 0.75
"""A shop that opens grows: one that begins with less than this share of its later pace opened."""
_FEWEST_SALES = 20
_SAME_WEEKDAYS, _FEWEST_WEEKDAYS = 8, 6
_NO_CHANCE = 0.001


def longest_gap_days(days_sold: pd.Series) -> int | None:
    """Return the longest time from one day with a sale to the next; None where too few tell.

    >>> longest_gap_days(pd.Series(pd.date_range("2026-01-01", periods=20, freq="3D")))
    3
    """
    days = days_sold.drop_duplicates().sort_values()
    return None if len(days) < _FEWEST_DAYS else int(days.diff().max().days)


def known_until(days_sold: pd.DataFrame, said: pd.DataFrame, *, newest: pd.Timestamp) -> pd.Series:
    """Return the last day known of each channel; index channel.

    As the seller said, even where a part of later days is told; else the newest day of the shop.
    Where a channel is silent for much longer than it ever was between two sales, its own last sale,
    since its file is probably older.

    Args:
        days_sold: DAYS_SOLD.
        said: KNOWN_UNTIL, up to which day the seller said that channels are complete.
        newest: the last day that is known of any channel.
    """
    told = check(said, KNOWN_UNTIL).set_index("channel")["day"].to_dict()
    known = {
        channel: _known_until(days, told.get(channel, pd.NaT), newest)
        for channel, days in days_sold.groupby("channel")["day"]
    }
    return pd.Series(known, dtype="datetime64[us]").rename_axis("channel")


def _known_until(days_sold: pd.Series, said: pd.Timestamp, newest: pd.Timestamp) -> pd.Timestamp:
    last = min(days_sold.max(), newest)
    known = newest
    if pd.notna(said):
        known = min(said, newest)
    elif (gap := longest_gap_days(days_sold)) is not None:
        silent_days = (newest - last).days
        known = last if silent_days > max(_QUIET_DAYS, _TIMES_THE_LONGEST * gap) else newest
    return newest if (newest - known).days > _GIVEN_UP_DAYS else known


def unknown_days(
    days_sold: pd.DataFrame,
    covered: pd.DataFrame,
    known: pd.Series,
    *,
    newest: pd.Timestamp,
) -> pd.DataFrame:
    """Return the days of each channel that no file tells of, or only in part (UNKNOWN).

    Up to the newest day: those after a channel's last known day, such as lie between two of its
    files, those before its first file where that begins in the midst of its sales, and a newest day
    on which it sold far less than chance allows, as where the file was made at noon.

    Args:
        days_sold: DAYS_SOLD.
        covered: COVERED.
        known: as `known_until` has it.
        newest: the last day that is known of any channel.
    """
    sold = check(days_sold, DAYS_SOLD)
    if sold.empty:
        return empty(UNKNOWN)
    calendar = pd.date_range(sold["day"].min(), max(newest, sold["day"].max()))
    pace = sold.pivot_table(index="day", columns="channel", values="products", aggfunc="sum")
    pace = pace.reindex(calendar).fillna(0.0)
    told = _told(check(covered, COVERED), pace)
    found = []
    for channel in pace.columns:
        last = known[channel]
        others = pace.drop(columns=channel).sum(axis=1)
        for first_day, last_day in _gaps(pace[channel], told[channel], others):
            found.append((channel, first_day, min(last_day, newest), OLDER_CHANNEL))
        partial = _partial_day(pace.loc[:newest, channel], known=last)
        if partial is not None and pace.loc[newest + _ONE_DAY :, channel].sum() == 0:
            found.append((channel, partial, last, PARTIAL_DAY))
        if last < newest:
            found.append((channel, last + _ONE_DAY, newest, OLDER_CHANNEL))
    return typed(pd.DataFrame(found, columns=list(UNKNOWN)), UNKNOWN)


def _told(covered: pd.DataFrame, pace: pd.DataFrame) -> pd.DataFrame:
    """Tell of which days a file of each channel tells, or shows a sale: days × channels."""
    told = pace > 0
    for channel, first, last in covered[["channel", "first_day", "last_day"]].to_numpy():
        if channel in told.columns:
            told.loc[first:last, channel] = True
    return told


def _gaps(
    pace: pd.Series, told: pd.Series, others: pd.Series
) -> list[tuple[pd.Timestamp, pd.Timestamp]]:
    """Return the first and last of the days before and between the files of a channel.

    Only such as last for much longer than it is ever silent, while others sold.
    """
    first, last = np.flatnonzero(told)[[0, -1]]
    if told.iloc[first : last + 1].mean() <= _COVERED_SHARE:
        return []
    silent = runs_of(((pace == 0) & told).to_numpy()[None])
    longest = (silent.end - silent.start).max(initial=0)
    gaps = runs_of(~told.to_numpy()[None, : last + 1])
    wide = gaps.end - gaps.start >= max(_SHORTEST_GAP_DAYS, _TIMES_THE_LONGEST * longest)
    return [
        (pace.index[start], pace.index[end - 1])
        for start, end in zip(gaps.start[wide], gaps.end[wide], strict=True)
        if others.iloc[start:end].any()
        and (start > 0 or _begins_at_full_pace(pace.iloc[first : last + 1], others))
    ]


def _begins_at_full_pace(pace: pd.Series, others: pd.Series) -> bool:
    """Tell whether a channel sold as well in its first days as later, and took none from others.

    Else it opened on its first day, and nothing was sold there before.
    """
    days = min(len(pace), _FIRST_DAYS)
    early, later = pace.iloc[: days // 3], pace.iloc[days // 3 : days]
    before = others.loc[: pace.index[0] - _ONE_DAY].iloc[-len(early) :]
    beside = others.loc[early.index]
    return bool(
        days >= _FEWEST_FIRST_DAYS
        and early.sum() >= _FEWEST_SALES
        and early.mean() >= _FULL_PACE * later.mean()
        and beside.mean() >= _FULL_PACE * before.mean()
    )


def _partial_day(pace: pd.Series, *, known: pd.Timestamp) -> pd.Timestamp | None:
    """Return the last day on which a channel sold if chance does not explain that it sold so few.

    Only where the channel is known hardly further: else it is said to be silent.
    """
    last = pace[pace > 0].index.max()
    if pd.isna(last) or not 0 <= (known - last).days <= _QUIET_DAYS:
        return None
    row = int(pace.index.searchsorted(last))
    same = pace.to_numpy()[row - 7 :: -7][:_SAME_WEEKDAYS] if row >= 7 else np.empty(0)
    same = same[same > 0]
    if len(same) < _FEWEST_WEEKDAYS or pace[last] > same.min() / 2:
        return None
    return last if _chance_of_so_few(pace[last], same) < _NO_CHANCE else None


def _chance_of_so_few(units: float, before: Numbers) -> float:
    """Return the chance of so few or fewer, by a negative binomial with what was before."""
    mean = before.mean()
    variance = max(before.var(ddof=1), 1.01 * mean)
    size = mean**2 / (variance - mean)
    return float(special.betainc(size, units + 1, mean / variance))
