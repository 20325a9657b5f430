"""Days on which only some of the channels are known, since no file of the others tells of them.

What is unknown is not taken for no sales: such a day shows of each product the share that the known
channels usually have in its sales.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from inventory_core.corrections.known_days import OLDER_CHANNEL, PARTIAL_DAY
from inventory_core.corrections.ranges import WHOLE_SHOP, corrections_from
from inventory_core.domain.demand import Demand
from inventory_core.domain.frames import CHANNEL_SALES, CORRECTIONS, UNKNOWN, check, empty

_ONE_DAY = pd.Timedelta(days=1)
_SHARE_DAYS, _FEWEST_SHARE_DAYS = 91, 28
"""Sales of so many days tell what share a channel has, or of those since it began to sell."""


@dataclass(frozen=True, eq=False, kw_only=True)
class _Stretch:
    """Days on which the same channels are unknown."""

    first: pd.Timestamp
    last: pd.Timestamp
    channels: list[str]
    kind: str


def older_channels(
    demand: Demand, *, channel_sales: pd.DataFrame, unknown: pd.DataFrame
) -> pd.DataFrame:
    """Return the days that show only a part of each product's usual demand (CORRECTIONS).

    Args:
        demand: of all products.
        channel_sales: CHANNEL_SALES.
        unknown: UNKNOWN.
    """
    parts = [empty(CORRECTIONS).astype({"active": bool})]
    sold = check(channel_sales, CHANNEL_SALES)
    for stretch in _stretches(check(unknown, UNKNOWN)):
        if set(stretch.channels) >= set(sold["channel"]):
            factor = pd.Series({WHOLE_SHOP: 0.0})
        else:
            factor = _shares(sold, unknown, stretch, demand)
        parts.append(_corrections(factor, stretch))
    return pd.concat(parts, ignore_index=True)


def _stretches(unknown: pd.DataFrame) -> Iterator[_Stretch]:
    """Part the days wherever a channel begins or ends to be unknown."""
    edges = {*unknown["first_day"], *(unknown["last_day"] + _ONE_DAY)}
    for first, after in pairwise(sorted(edges)):
        here = unknown[(unknown["first_day"] <= first) & (unknown["last_day"] >= first)]
        if len(here):
            partial = (here["kind"] == PARTIAL_DAY).any()
            yield _Stretch(
                first=first,
                last=after - _ONE_DAY,
                channels=sorted(here["channel"].unique()),
                kind=PARTIAL_DAY if partial else OLDER_CHANNEL,
            )


def _shares(
    sold: pd.DataFrame, unknown: pd.DataFrame, stretch: _Stretch, demand: Demand
) -> pd.Series:
    """Return the share of the known channels in each product's sales, where it is less than all.

    By the days around the stretch's beginning and end that are known of each channel. A product
    that they sold in the stretch, though not around its ends, shows no share.
    """
    rates = _rates(sold, unknown, stretch, demand)
    missing = rates.reindex(columns=stretch.channels, fill_value=0.0).sum(axis=1)
    share = (1 - missing / rates.sum(axis=1))[missing > 0]
    inside = sold["day"].between(stretch.first, stretch.last)
    sold_there = sold.loc[inside & ~sold["channel"].isin(stretch.channels), "sku"]
    no_share = (share < 1e-9) & share.index.isin(sold_there)
    return share[~no_share & share.index.isin(demand.skus)]


def _rates(
    sold: pd.DataFrame, unknown: pd.DataFrame, stretch: _Stretch, demand: Demand
) -> pd.DataFrame:
    """Units a day of each product on each channel around a stretch: a row per sku."""
    days = pd.date_range(pd.Timestamp(demand.first_day), periods=demand.days)
    began = sold.groupby(["channel", "sku"])["day"].min()
    rates = {}
    for channel, own in sold.groupby("channel"):
        counted = _around(stretch, days) & _known(unknown, str(channel), days)
        units = own[own["day"].isin(days[counted])].groupby("sku")["units"].sum()
        place = days.searchsorted(began[channel].reindex(units.index))
        since = counted.sum() - np.append(0, counted.cumsum())[place]
        rates[channel] = units / np.maximum(since, _FEWEST_SHARE_DAYS)
    return pd.DataFrame(rates).fillna(0.0)


def _around(stretch: _Stretch, days: pd.DatetimeIndex) -> np.ndarray:
    """Tell which days lie around its beginning or its end, where that is not the data's."""
    ends = [day for day in (stretch.first, stretch.last) if days[0] < day < days[-1]]
    return np.any([np.abs((days - day).days) <= _SHARE_DAYS for day in ends or [days[-1]]], axis=0)


def _known(unknown: pd.DataFrame, channel: str, days: pd.DatetimeIndex) -> np.ndarray:
    own = unknown[unknown["channel"] == channel]
    known = np.ones(len(days), dtype=bool)
    for first, last in zip(own["first_day"], own["last_day"], strict=True):
        known &= (days < first) | (days > last)
    return known


def _corrections(factor: pd.Series, stretch: _Stretch) -> pd.DataFrame:
    found = pd.DataFrame(
        {
            "sku": factor.index,
            "first_day": stretch.first,
            "last_day": stretch.last,
            "factor": factor.to_numpy(),
            "note": ", ".join(stretch.channels),
        }
    )
    return corrections_from(found, kind=stretch.kind)
