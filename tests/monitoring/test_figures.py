"""The shop in figures: ages, missed sales and margins, by hand and where sums must agree."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory_core.domain.demand import plain_demand
from inventory_core.domain.frames import CHANNEL_TAKINGS, CORRECTIONS, typed
from inventory_core.domain.moves import MOVES, MoveKind
from inventory_core.monitoring.figures.ageing import came, sell_through, units_by_age
from inventory_core.monitoring.figures.earnings import (
    added,
    margin_by,
    months_beside,
    weeks_before,
    with_margins,
)
from inventory_core.monitoring.figures.missed import missed
from inventory_core.monitoring.figures.tables import AGEING

TODAY = date(2026, 5, 1)


def moves_of(*told: tuple[str, int, str, float, str], place: str = "shop") -> pd.DataFrame:
    """MOVES from product, days ago, kind, units and document."""
    frame = pd.DataFrame(list(told), columns=["sku", "ago", "kind", "units", "document"])
    days = pd.Timestamp(TODAY) - pd.to_timedelta(frame["ago"], unit="D")
    return typed(frame.assign(day=days, place=place, note=""), MOVES).sort_values("day")


def ages(moves: pd.DataFrame, sku: str = "MUG") -> list[float]:
    """The units of a product that its moves leave, by age."""
    on_hand = np.array([moves["units"].sum()])
    return units_by_age(np.array([sku]), on_hand, came(moves), today=TODAY).iloc[0].tolist()


# Ages


def test_what_came_first_is_sold_first() -> None:
    moves = moves_of(
        ("MUG", 200, MoveKind.PURCHASE, 10.0, "1"),
        ("MUG", 100, MoveKind.PURCHASE, 10.0, "2"),
        ("MUG", 50, MoveKind.SALE, -12.0, "shop"),
        ("MUG", 31, MoveKind.RECEIPT, 5.0, "3"),
        ("MUG", 30, MoveKind.RECEIPT, 4.0, "4"),
    )

    # Of 29 units 12 are sold: the 10 of the first purchase, and 2 of the second.
    assert ages(moves) == [4, 5, 0, 8, 0, 0]


def test_nobody_knows_the_age_of_what_lay_there_at_the_first_count_unless_that_is_long_ago() -> (
    None
):
    lately = moves_of(("MUG", 20, MoveKind.OPENING, 7.0, ""))
    long_ago = moves_of(("MUG", 181, MoveKind.OPENING, 7.0, ""))

    assert ages(lately) == [0, 0, 0, 0, 0, 7]
    assert ages(long_ago) == [0, 0, 0, 0, 7, 0]


def test_a_receipt_that_was_taken_back_did_not_come_and_neither_did_what_was_sent() -> None:
    shelf = moves_of(
        ("MUG", 120, MoveKind.PURCHASE, 10.0, "1"),
        ("MUG", 5, MoveKind.RECEIPT, 6.0, "2"),
        ("MUG", 5, MoveKind.RECEIPT_UNDONE, -6.0, "2"),
        ("MUG", 4, MoveKind.SENT, -3.0, "1"),
    )
    there = moves_of(("MUG", 4, MoveKind.SENT, 3.0, "1"), place="Amazon")

    assert ages(pd.concat([shelf, there])) == [0, 0, 0, 10, 0, 0]


KINDS = [MoveKind.OPENING, MoveKind.PURCHASE, MoveKind.SALE, MoveKind.COUNT, MoveKind.DAMAGE]
MOVED = st.tuples(
    st.sampled_from(["MUG", "TEA"]),
    st.integers(0, 400),
    st.sampled_from(KINDS),
    st.integers(-20, 40).map(float),
    st.sampled_from(["1", "2"]),
)


@given(st.lists(MOVED, min_size=1, max_size=25))
def test_the_ages_add_up_to_the_stock(told: list[tuple[str, int, str, float, str]]) -> None:
    moves = moves_of(*told)
    skus = np.array(["MUG", "TEA"])
    on_hand = moves.groupby("sku")["units"].sum().reindex(skus).fillna(0.0).clip(lower=0.0)

    found = units_by_age(skus, on_hand.to_numpy(), came(moves), today=TODAY)

    assert list(found) == list(AGEING)
    assert (found >= 0).all(axis=None)
    assert found.sum(axis=1).tolist() == pytest.approx(on_hand.tolist())


# What was sold of all there was


def test_of_what_was_first_counted_lately_no_share_is_told() -> None:
    moves = moves_of(
        ("MUG", 27, MoveKind.OPENING, 10.0, ""),
        ("MUG", 9, MoveKind.SALE, -4.0, "shop"),
        ("TEA", 28, MoveKind.OPENING, 10.0, ""),
        ("TEA", 9, MoveKind.SALE, -4.0, "shop"),
    )

    told = sell_through(np.array(["MUG", "TEA"]), moves, came(moves), today=TODAY)

    assert told.loc[0].isna().all()
    assert told.loc[1].tolist() == [10, 4, 0.4]


# What was asked for in vain


def test_a_day_without_stock_misses_the_usual_demand_as_far_as_the_shop_was_open() -> None:
    # Two a day for 100 days, but for days 50 to 59, on which it was sold out.
    units = np.full((1, 100), 2.0)
    units[0, 50:60] = 0.0
    first = TODAY - timedelta(days=100)
    demand = plain_demand(skus=np.array(["MUG"]), first_day=first, units=units)
    demand.exposure[0, 50:60] = 0.0
    out = {"sku": "MUG", "kind": "sold out", "units": 0.0, "factor": 0.0, "active": True}
    days = {"first_day": first + timedelta(days=50), "last_day": first + timedelta(days=59)}
    closed = out | {"sku": "", "kind": "closed"}
    last_two = {"first_day": first + timedelta(days=58), "last_day": first + timedelta(days=59)}

    def lost(*corrections: dict[str, object], days: int = 365) -> list[float]:
        told = typed(pd.DataFrame(list(corrections)), CORRECTIONS).astype({"active": bool})
        found = missed(np.array(["MUG", "TEA"]), demand, told, days=days)
        return found.loc[0].tolist()

    assert lost(out | days) == pytest.approx([20, 100, 10])
    assert lost(out | days, closed | last_two) == pytest.approx([16, 100, 10])
    # The last 45 days begin with day 55.
    assert lost(out | days, days=45) == pytest.approx([10, 45, 5])
    assert lost(out | days | {"active": False}) == [0, 100, 0]


# Margins


SOLD = st.tuples(
    st.sampled_from(["Etsy", "shop"]),
    st.sampled_from(["MUG", "OLD", "TEA"]),
    st.integers(0, 60),
    st.integers(0, 9),
    st.booleans(),
)


def takings_of(*told: tuple[str, str, int, int, bool]) -> pd.DataFrame:
    """CHANNEL_TAKINGS from channel, product, days ago, units at 10 each, and if that is known."""
    frame = pd.DataFrame(list(told), columns=["channel", "sku", "ago", "units", "priced"])
    priced = frame["units"] * frame["priced"]
    days = pd.Timestamp(TODAY) - pd.to_timedelta(frame["ago"], unit="D")
    frame = frame.assign(day=days, priced_units=priced, takings=10.0 * priced)
    return typed(frame, CHANNEL_TAKINGS)


COST = pd.Series({"MUG": 4.0, "OLD": 12.0, "TEA": np.nan})


@given(st.lists(SOLD, min_size=1, max_size=30))
def test_what_products_suppliers_and_channels_brought_adds_up_to_the_same(
    told: list[tuple[str, str, int, int, bool]],
) -> None:
    sold = with_margins(takings_of(*told), COST)
    sums = added(sold, ["channel", "sku"]).assign(
        supplier=lambda sums: sums["sku"].map({"MUG": "Clay & Co"}).fillna("")
    )
    wholes = [
        margin_by(one, key)[["units", "takings", "cost_of_sales", "margin", "unknown_units"]].sum()
        for one, key in ((sold, "sku"), (sums, "sku"), (sums, "supplier"), (sums, "channel"))
    ]

    # Mugs bring 6 a piece, old lamps lose 2, of tea nobody knows.
    by_hand = sum(
        units * {"MUG": 6.0, "OLD": -2.0, "TEA": 0.0}[sku]
        for _channel, sku, _ago, units, priced in told
        if priced
    )
    for whole in wholes:
        assert whole.tolist() == pytest.approx(wholes[0].tolist())
        assert whole["margin"] == pytest.approx(by_hand)


def test_a_margin_of_which_nothing_is_known_is_not_none() -> None:
    sold = with_margins(takings_of(("shop", "TEA", 1, 3, True), ("shop", "MUG", 1, 2, False)), COST)

    by_product = margin_by(sold, "sku")

    assert by_product.loc["TEA", "takings"] == 30
    assert by_product.loc["TEA", ["margin", "margin_rate"]].isna().all()
    assert by_product.loc["MUG", ["takings", "margin"]].isna().all()
    assert by_product["unknown_units"].tolist() == [2, 3]


def test_whole_weeks_before_a_day_are_told_also_those_without_a_sale() -> None:
    sold = with_margins(
        takings_of(
            ("shop", "MUG", 1, 2, True),  # 30 April
            ("shop", "MUG", 7, 3, True),  # 24 April
            ("shop", "MUG", 8, 5, False),  # 23 April
            ("shop", "MUG", 30, 9, True),  # before the weeks
        ),
        COST,
    )

    weeks = weeks_before(sold, first_day=date(2026, 4, 1), end=TODAY, weeks=3)
    few = weeks_before(sold, first_day=date(2026, 4, 20), end=TODAY, weeks=3)

    assert weeks["first_day"].dt.date.tolist() == [date(2026, 4, day) for day in (10, 17, 24)]
    assert weeks["units"].tolist() == [0, 5, 5]
    assert weeks["takings"].fillna(-1).tolist() == [0, -1, 5 * 10]
    assert few["units"].tolist() == [5]


def test_a_running_month_stands_beside_as_many_days_of_others() -> None:
    sold = with_margins(
        takings_of(
            ("shop", "MUG", 1, 2, True),  # 30 April
            ("shop", "MUG", 12, 3, True),  # 19 April
            ("shop", "MUG", 40, 5, True),  # 22 March
            ("shop", "MUG", 376, 7, True),  # 20 April 2025
            ("shop", "MUG", 375, 9, True),  # 21 April 2025
        ),
        COST,
    )

    months = months_beside(sold, first_day=date(2025, 4, 1), last_day=date(2026, 4, 20))

    assert months["units"].tolist() == [3, 0, 7]
    assert months["margin"].fillna(-1).tolist() == [18, -1, 42]
    # Had the shop's sales begun a day later, the month of last year would not be whole.
    later = months_beside(sold, first_day=date(2025, 4, 2), last_day=date(2026, 4, 20))
    assert np.isnan(later["units"].iloc[2])
