"""Days on which only some of the channels are known, since the files of the others end before.

What is unknown is not taken for no sales: such a day shows of each product the share that the known
channels usually have in its sales.
"""

import pandas as pd

from inventory_core.corrections.ranges import corrections_from
from inventory_core.domain.demand import Demand
from inventory_core.domain.frames import CHANNEL_SALES, CORRECTIONS, KNOWN_UNTIL, check, empty

OLDER_CHANNEL = "older channel"

_ONE_DAY = pd.Timedelta(days=1)
_FEWEST_DAYS = 10
"""A channel that sold on fewer days, such as a fair, does not show how often it usually sells."""
_QUIET_DAYS = 3
"""A quiet weekend is no sign that a file is older."""
_TIMES_THE_LONGEST = 2
_GIVEN_UP_DAYS = 91
"""A channel that nobody told of for a quarter is taken for given up: nothing sells there."""
_SHARE_DAYS, _FEWEST_SHARE_DAYS = 91, 28
"""Sales of so many days tell what share a channel has, or of those since it began to sell."""


def longest_gap_days(days_sold: pd.Series) -> int | None:
    """Return the longest time from one day with a sale to the next; None where too few tell.

    >>> longest_gap_days(pd.Series(pd.date_range("2026-01-01", periods=20, freq="3D")))
    3
    """
    days = days_sold.drop_duplicates().sort_values()
    return None if len(days) < _FEWEST_DAYS else int(days.diff().max().days)


def known_until(days_sold: pd.DataFrame, said: pd.DataFrame, *, newest: pd.Timestamp) -> pd.Series:
    """Return the last day known of each channel; index channel.

    As the seller said, else the newest day of the shop; where a channel is silent for much longer
    than it ever was between two sales, its own last sale, since its file is probably older.

    Args:
        days_sold: columns channel and day.
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
    if said >= last:
        known = min(said, newest)
    elif (gap := longest_gap_days(days_sold)) is not None:
        silent_days = (newest - last).days
        known = last if silent_days > max(_QUIET_DAYS, _TIMES_THE_LONGEST * gap) else newest
    return newest if (newest - known).days > _GIVEN_UP_DAYS else known


def older_channels(
    demand: Demand, *, channel_sales: pd.DataFrame, known: pd.Series
) -> pd.DataFrame:
    """Return the days that show only a part of each product's usual demand (CORRECTIONS).

    Args:
        demand: of all products.
        channel_sales: CHANNEL_SALES.
        known: the last day known of each channel; index channel.
    """
    end = pd.Timestamp(demand.start) - _ONE_DAY
    older = known[known < end].sort_values()
    if older.empty:
        return empty(CORRECTIONS).astype({"active": bool})
    rates = _rates(check(channel_sales, CHANNEL_SALES), known)
    parts = []
    for first, last in zip(older.unique(), [*older.unique()[1:], end], strict=True):
        unknown = older.index[older <= first]
        parts.append(_stretch(rates, list(unknown), first=first + _ONE_DAY, last=last))
    found = pd.concat(parts, ignore_index=True)
    return found[found["sku"].isin(demand.skus)].reset_index(drop=True)


def _rates(sold: pd.DataFrame, known: pd.Series) -> pd.DataFrame:
    """Units a day of each product in its latest time on each channel: a row per sku."""
    began = sold.groupby(["channel", "sku"])["day"].min()
    last = sold["channel"].map(known)
    recent = (sold["day"] <= last) & (sold["day"] > last - pd.Timedelta(days=_SHARE_DAYS))
    units = sold[recent].groupby(["channel", "sku"])["units"].sum()
    ends = pd.Series(known.reindex(units.index.get_level_values("channel")).to_numpy(), units.index)
    days = (ends - began.reindex(units.index)).dt.days + 1
    rates = (units / days.clip(_FEWEST_SHARE_DAYS, _SHARE_DAYS)).rename("rate").reset_index()
    return rates.pivot_table(index="sku", columns="channel", values="rate", fill_value=0.0)


def _stretch(
    rates: pd.DataFrame, unknown: list[str], *, first: pd.Timestamp, last: pd.Timestamp
) -> pd.DataFrame:
    missing = rates.reindex(columns=unknown, fill_value=0.0).sum(axis=1)
    factor = (1 - missing / rates.sum(axis=1))[missing > 0]
    found = pd.DataFrame(
        {
            "sku": factor.index,
            "first_day": first,
            "last_day": last,
            "factor": factor.to_numpy(),
            "note": ", ".join(unknown),
        }
    )
    return corrections_from(found, kind=OLDER_CHANNEL)
