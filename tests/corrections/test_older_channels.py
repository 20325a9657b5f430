"""Days on which only some channels are known: unknown is not none."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from inventory_core.corrections.corrections import corrected
from inventory_core.corrections.known_days import OLDER_CHANNEL, PARTIAL_DAY
from inventory_core.corrections.older_channels import older_channels
from inventory_core.corrections.words import correction_sentences
from inventory_core.domain.demand import Demand
from inventory_core.domain.frames import UNKNOWN, empty, typed

DAYS = 150
ALL, OLDER = range(DAYS), range(120)


@pytest.fixture
def sold(day: Callable[[int], pd.Timestamp]) -> Callable[..., pd.DataFrame]:
    """CHANNEL_SALES: the same units on each of some days."""

    def made(channel: str, sku: str, days: range, units: float = 1.0) -> pd.DataFrame:
        when = [day(number) for number in days]
        return pd.DataFrame({"channel": channel, "sku": sku, "day": when, "units": units})

    return made


def unknown_of(
    *rows: tuple[str, pd.Timestamp, pd.Timestamp], kind: str = OLDER_CHANNEL
) -> pd.DataFrame:
    columns = ["channel", "first_day", "last_day"]
    return typed(pd.DataFrame(list(rows), columns=columns).assign(kind=kind), UNKNOWN)


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
    unknown = unknown_of(("Etsy", day(120), day(149)))

    found = older_channels(demand, channel_sales=sales, unknown=unknown)

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
    unknown = unknown_of(("B", day(140), day(149)), ("C", day(120), day(149)))
    demand = demand_of(np.ones((1, DAYS)))

    found = older_channels(demand, channel_sales=sales, unknown=unknown)

    told = found[["first_day", "last_day", "note"]].to_numpy().tolist()
    assert told == [[day(120), day(139), "C"], [day(140), day(149), "B, C"]]
    assert found["factor"].tolist() == pytest.approx([2 / 3, 1 / 3])


def test_where_all_channels_are_known_nothing_is_corrected(
    demand_of: Callable[..., Demand],
    sold: Callable[..., pd.DataFrame],
) -> None:
    demand = demand_of(np.ones((1, DAYS)))

    found = older_channels(demand, channel_sales=sold("Etsy", "P0000", ALL), unknown=empty(UNKNOWN))

    assert found.empty


def test_days_before_a_channels_file_show_the_share_of_the_others(
    demand_of: Callable[..., Demand],
    sold: Callable[..., pd.DataFrame],
    day: Callable[[int], pd.Timestamp],
) -> None:
    units = np.array([[1.0] * 60 + [4.0] * 90, [0.0] * 60 + [3.0] * 90])
    sales = pd.concat(
        [
            sold("Amazon", "P0000", ALL, 1),
            sold("Etsy", "P0000", range(60, DAYS), 3),
            sold("Etsy", "P0001", range(60, DAYS), 3),
        ]
    )
    demand = demand_of(units)
    found = older_channels(
        demand, channel_sales=sales, unknown=unknown_of(("Etsy", day(0), day(59)))
    )

    assert found[["first_day", "last_day"]].to_numpy().tolist() == [[day(0), day(59)]] * 2
    assert found.set_index("sku")["factor"]["P0000"] == pytest.approx(0.25)
    usual = corrected(demand, found)
    # What was not on offer anywhere stays so.
    assert usual.exposure[1, :60].sum() == 0
    assert usual.units.sum() == units.sum()


def test_a_product_that_moved_to_the_unknown_channel_keeps_what_it_sold_before(
    demand_of: Callable[..., Demand],
    sold: Callable[..., pd.DataFrame],
    day: Callable[[int], pd.Timestamp],
) -> None:
    days = 300
    units = np.array([[1.0] * 100 + [0.0] * 100 + [2.0] * 100, [1.0] * days])
    sales = pd.concat(
        [
            sold("Amazon", "P0000", range(100), 1),
            sold("Etsy", "P0000", range(200, days), 2),
            sold("Amazon", "P0001", range(days), 1),
        ]
    )
    demand = demand_of(units)

    found = older_channels(
        demand, channel_sales=sales, unknown=unknown_of(("Etsy", day(0), day(199)))
    )

    assert corrected(demand, found).units.sum() == units.sum()


def test_a_month_that_one_channel_misses_shows_what_the_other_sold(
    demand_of: Callable[..., Demand],
    sold: Callable[..., pd.DataFrame],
    day: Callable[[int], pd.Timestamp],
) -> None:
    units = np.full((1, DAYS), 4.0)
    units[0, 60:90] = 1.0
    etsy = [sold("Etsy", "P0000", days, 3) for days in (range(60), range(90, DAYS))]
    sales = pd.concat([sold("Amazon", "P0000", ALL, 1), *etsy])
    demand = demand_of(units)

    found = older_channels(
        demand, channel_sales=sales, unknown=unknown_of(("Etsy", day(60), day(89)))
    )

    assert found["factor"].tolist() == pytest.approx([0.25])
    usual = corrected(demand, found)
    shown = usual.exposure[:, :DAYS]
    assert (usual.units / shown)[0].tolist() == pytest.approx([4.0] * DAYS)


def test_a_part_of_a_day_tells_of_no_product_where_it_is_the_only_channel(
    demand_of: Callable[..., Demand],
    sold: Callable[..., pd.DataFrame],
    day: Callable[[int], pd.Timestamp],
) -> None:
    demand = demand_of(np.ones((3, DAYS)))
    unknown = unknown_of(("Etsy", day(149), day(149)), kind=PARTIAL_DAY)

    found = older_channels(demand, channel_sales=sold("Etsy", "P0000", ALL), unknown=unknown)

    assert found[["sku", "kind", "factor"]].to_numpy().tolist() == [["", PARTIAL_DAY, 0.0]]
    assert corrected(demand, found).exposure[:, 148:151].tolist() == [[1, 0, 1]] * 3
    (sentence,) = correction_sentences(found, [1.0])
    assert sentence.startswith("Probably only a part of 4 Jun 2025 is in your files")


def test_a_part_of_a_day_of_one_channel_beside_an_older_one_is_told_once(
    demand_of: Callable[..., Demand],
    sold: Callable[..., pd.DataFrame],
    day: Callable[[int], pd.Timestamp],
) -> None:
    channels = ("A", "B", "C")
    sales = pd.concat([sold(name, "P0000", ALL) for name in channels])
    unknown = pd.concat(
        [
            unknown_of(("B", day(120), day(149))),
            unknown_of(("C", day(149), day(149)), kind=PARTIAL_DAY),
        ]
    )

    found = older_channels(demand_of(np.ones((1, DAYS))), channel_sales=sales, unknown=unknown)

    assert found["kind"].tolist() == [OLDER_CHANNEL, PARTIAL_DAY]
    assert found["note"].tolist() == ["B", "B, C"]
    assert found["factor"].tolist() == pytest.approx([2 / 3, 1 / 3])
    assert "what B, C sold 4 Jun 2025" in correction_sentences(found, [1.0, 1.0])[1]
