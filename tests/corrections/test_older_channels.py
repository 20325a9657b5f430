"""Days on which only some channels are known: unknown is not none."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from inventory_core.corrections.corrections import corrected
from inventory_core.corrections.older_channels import (
    OLDER_CHANNEL,
    known_until,
    longest_gap_days,
    older_channels,
)
from inventory_core.domain.demand import Demand
from inventory_core.domain.frames import KNOWN_UNTIL, empty, typed

DAYS = 150
ALL, OLDER = range(DAYS), range(120)


@pytest.fixture
def sold(day: Callable[[int], pd.Timestamp]) -> Callable[..., pd.DataFrame]:
    """CHANNEL_SALES: the same units on each of some days."""

    def made(channel: str, sku: str, days: range, units: float = 1.0) -> pd.DataFrame:
        when = [day(number) for number in days]
        return pd.DataFrame({"channel": channel, "sku": sku, "day": when, "units": units})

    return made


def said(channel: str, when: pd.Timestamp) -> pd.DataFrame:
    return typed(pd.DataFrame({"channel": [channel], "day": [when]}), KNOWN_UNTIL)


def test_what_sells_only_on_an_older_channel_shows_nothing_since(
    demand_of: Callable[..., Demand],
    sold: Callable[..., pd.DataFrame],
    day: Callable[[int], pd.Timestamp],
) -> None:
    units = np.zeros((3, DAYS))
    units[0, list(OLDER)] = 2
    units[1] = 1
    units[2, list(OLDER)], units[2, 120:] = 4, 1
    demand = demand_of(units)
    sales = pd.concat(
        [
            sold("Etsy", "P0000", OLDER, 2),
            sold("Amazon", "P0001", ALL, 1),
            sold("Etsy", "P0002", OLDER, 3),
            sold("Amazon", "P0002", ALL, 1),
        ]
    )
    known = pd.Series({"Amazon": day(149), "Etsy": day(119)})

    found = older_channels(demand, channel_sales=sales, known=known)

    assert found["kind"].unique().tolist() == [OLDER_CHANNEL]
    assert found["note"].unique().tolist() == ["Etsy"]
    assert found["first_day"].unique().tolist() == [day(120)]
    assert found["last_day"].unique().tolist() == [day(149)]
    factors = found.set_index("sku")["factor"].to_dict()
    assert factors == {"P0000": 0.0, "P0002": pytest.approx(0.25)}
    usual = corrected(demand, found)
    shown = usual.exposure[:, :DAYS].sum(axis=1)
    assert (usual.units.sum(axis=1) / shown).tolist() == pytest.approx([2.0, 1.0, 4.0])


def test_two_older_channels_leave_out_one_after_the_other(
    demand_of: Callable[..., Demand],
    sold: Callable[..., pd.DataFrame],
    day: Callable[[int], pd.Timestamp],
) -> None:
    channels = {"A": 149, "B": 139, "C": 119}
    sales = pd.concat([sold(name, "P0000", range(last + 1)) for name, last in channels.items()])
    known = pd.Series({name: day(last) for name, last in channels.items()})
    demand = demand_of(np.ones((1, DAYS)))

    found = older_channels(demand, channel_sales=sales, known=known)

    told = found[["first_day", "last_day", "note"]].to_numpy().tolist()
    assert told == [[day(120), day(139), "C"], [day(140), day(149), "C, B"]]
    assert found["factor"].tolist() == pytest.approx([2 / 3, 1 / 3])


@pytest.mark.parametrize(
    ("last", "expected"),
    [(118, 118), (145, 145), (146, 149), (147, 149), (20, 149)],
    ids=["a month older", "four days", "a long weekend", "a weekend", "given up"],
)
def test_a_daily_channel_is_older_where_it_is_silent_for_longer_than_a_weekend(
    last: int,
    expected: int,
    sold: Callable[..., pd.DataFrame],
    day: Callable[[int], pd.Timestamp],
) -> None:
    days_sold = sold("Etsy", "A", range(last + 1))

    known = known_until(days_sold, empty(KNOWN_UNTIL), newest=day(149))

    assert known.to_dict() == {"Etsy": day(expected)}


def test_a_channel_that_sells_once_a_week_may_be_silent_for_a_fortnight(
    sold: Callable[..., pd.DataFrame], day: Callable[[int], pd.Timestamp]
) -> None:
    days_sold = sold("fair", "A", range(2, 136, 7))

    assert longest_gap_days(days_sold["day"]) == 7
    assert known_until(days_sold, empty(KNOWN_UNTIL), newest=day(149))["fair"] == day(149)
    assert known_until(days_sold, empty(KNOWN_UNTIL), newest=day(150))["fair"] == day(135)


def test_what_the_seller_said_counts_and_reaches_no_further_than_what_is_known(
    sold: Callable[..., pd.DataFrame], day: Callable[[int], pd.Timestamp]
) -> None:
    days_sold = sold("Etsy", "A", range(100))

    def known(when: int) -> pd.Timestamp:
        return known_until(days_sold, said("Etsy", day(when)), newest=day(120))["Etsy"]

    assert [known(when) for when in (99, 110, 200)] == [day(99), day(110), day(120)]


def test_where_all_channels_are_known_nothing_is_corrected(
    demand_of: Callable[..., Demand],
    sold: Callable[..., pd.DataFrame],
    day: Callable[[int], pd.Timestamp],
) -> None:
    known = pd.Series({"Etsy": day(149)})
    demand = demand_of(np.ones((1, DAYS)))

    assert older_channels(demand, channel_sales=sold("Etsy", "P0000", ALL), known=known).empty
