"""What really happened, rebuilt from counts: by hand, and where the truth is known."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory_core.domain.demand import Demand, plain_demand
from inventory_core.domain.frames import STOCK, typed
from inventory_core.simulation.stock_history import LONGEST_GAP_DAYS, RealPast, real_past
from inventory_core.store.store import Store
from tests.examples import few
from tests.store.files import sales_of, upload

FIRST = date(2026, 3, 2)
NOW = datetime(2026, 5, 1, 12, 30)  # noqa: DTZ001, the seller's clock has no zone


def demand_of(*units: list[float]) -> Demand:
    """Products A, B, … that sold one unit on the day before these."""
    sold = np.array([[1.0, *row] for row in units])
    return plain_demand(skus=np.array(list("ABC"[: len(units)])), first_day=FIRST, units=sold)


def counts_of(*told: tuple[str, int, float], place: str = "shop") -> pd.DataFrame:
    """Counts at the end of days, 0 being the evening before the first one looked at."""
    days = [pd.Timestamp(FIRST) + pd.Timedelta(days=day) for _sku, day, _units in told]
    frame = pd.DataFrame({"place": place, "sku": [sku for sku, _, _ in told], "day": days})
    counted = frame.assign(on_hand=[units for _, _, units in told], on_order=0.0, committed=0.0)
    return typed(counted.assign(rows=1.0), STOCK)


def rebuilt(
    demand: Demand,
    counts: pd.DataFrame,
    *,
    sold: Demand | None = None,
    days: int | None = None,
    shop_exposure: np.ndarray | None = None,
) -> RealPast:
    """What is found out of the ledger of a shop that sold and counted so."""
    selling = sold or demand
    row, column = np.nonzero(selling.units)
    sold_on = [str(selling.first_day + timedelta(days=int(day))) for day in column]
    lines = zip(sold_on, selling.skus[row], sold_on, selling.units[row, column], strict=True)
    with TemporaryDirectory() as folder:
        store = Store(Path(folder) / "shop.duckdb")
        store.save(upload("sold", sales=sales_of(*lines), stock=counts), now=NOW)
        told, moves = store.stock_counts(), store.moves.all()
    return real_past(
        demand,
        sold=selling,
        counts=told,
        moves=moves,
        days=days or demand.days - 1,
        shop_exposure=np.ones(demand.exposure.shape[1]) if shop_exposure is None else shop_exposure,
    )


# By hand


def test_stock_falls_by_what_was_sold_and_a_delivery_comes_when_it_would_run_out() -> None:
    # 5 in the evening before; 2, 2 and 2 sold: the third day would leave -1. The count of 9 on the
    # fourth day is 12 more than 5 - 8 = -3 leaves, so 12 came on the third.
    past = rebuilt(demand_of([2, 2, 2, 2]), counts_of(("A", 0, 5), ("A", 4, 9)))

    assert past.skus.tolist() == ["A"]
    assert past.before.tolist() == [5]
    assert past.on_hand.tolist() == [[3, 1, 11, 9]]
    assert past.arrived.tolist() == [[0, 0, 12, 0]]


def test_a_delivery_of_an_unknown_day_came_with_the_next_count() -> None:
    past = rebuilt(demand_of([2, 2, 2, 0]), counts_of(("A", 0, 9), ("A", 3, 13), ("A", 4, 13)))

    assert past.on_hand.tolist() == [[7, 5, 13, 13]]
    assert past.arrived.tolist() == [[0, 0, 10, 0]]


def test_what_a_count_misses_was_there_until_then() -> None:
    past = rebuilt(demand_of([2, 2, 0, 1]), counts_of(("A", 0, 9), ("A", 3, 1), ("A", 4, 0)))

    assert past.on_hand.tolist() == [[7, 5, 1, 0]]
    assert past.arrived.sum() == 0


def test_before_the_first_count_and_after_the_last_stock_falls_by_sales_alone() -> None:
    # Counted once, on the second day: 3 + 2 + 1 were there before. 4 of the last two days' 5 were
    # not, and came on the day on which they were missing.
    past = rebuilt(demand_of([1, 2, 2, 3]), counts_of(("A", 2, 3)))

    assert past.before.tolist() == [6]
    assert past.on_hand.tolist() == [[5, 3, 1, 0]]
    assert past.arrived.tolist() == [[0, 0, 0, 2]]


def test_a_count_from_before_tells_the_stock_of_the_first_evening() -> None:
    units = demand_of([1, 2, 3, 4])
    past = rebuilt(units, counts_of(("A", 1, 30)), days=2)

    assert past.before.tolist() == [28]
    assert past.on_hand.tolist() == [[25, 21]]


@pytest.mark.parametrize(("gap", "told"), [(LONGEST_GAP_DAYS, ["A"]), (LONGEST_GAP_DAYS + 1, [])])
def test_too_long_without_a_count_tells_nothing(gap: int, told: list[str]) -> None:
    units = demand_of([1.0] * (2 * gap))

    assert rebuilt(units, counts_of(("A", 0, 99), ("A", gap, 99))).skus.tolist() == told


def test_a_count_long_ago_does_not_spoil_those_that_follow() -> None:
    units = demand_of([1.0] * 60)
    counts = counts_of(("A", 0, 99), ("A", 45, 60), ("A", 50, 55))
    past = rebuilt(units, counts, days=18)

    assert past.before.tolist() == [57]  # 99, and 42 sold until then


def test_only_products_that_sold_before_are_told_of() -> None:
    units = np.array([[1.0, 1, 1], [0.0, 1, 1]])
    demand = plain_demand(skus=np.array(["A", "B"]), first_day=FIRST, units=units)
    counts = counts_of(("A", 0, 9), ("B", 0, 9), ("C", 0, 9))

    assert rebuilt(demand, counts).skus.tolist() == ["A"]


def test_what_lies_in_several_places_is_what_lies_in_each() -> None:
    # Sales come off the shelf, which on the second day has 2 less than that leaves; Amazon's one is
    # missing on the third.
    shelf = counts_of(("A", 0, 5), ("A", 2, 1), ("A", 3, 4))
    amazon = counts_of(("A", 0, 20), ("A", 3, 19), place="amazon")
    past = rebuilt(demand_of([1, 1, 1]), pd.concat([shelf, amazon], ignore_index=True))

    assert past.before.tolist() == [25]
    assert past.on_hand.tolist() == [[24, 21, 23]]
    assert past.arrived.tolist() == [[0, 0, 3]]


def test_more_sold_than_counted_as_there_is_nothing_below_zero() -> None:
    past = rebuilt(demand_of([2, 0]), counts_of(("A", 0, -3), ("A", 2, 0)))

    assert past.before.tolist() == [0]
    assert past.on_hand.tolist() == [[0, 0]]
    assert past.arrived.tolist() == [[2, 0]]


def test_no_counts_tell_of_no_product() -> None:
    past = rebuilt(demand_of([1, 2]), counts_of())

    assert past.on_hand.shape == past.lost.shape == (0, 2)


# What was lost


def sold_out(demand: Demand, first: int, last: int, *, share: float = 1.0) -> Demand:
    """Demand of which these days show only what the sold-out do, as corrections leave it."""
    exposure = demand.exposure.copy()
    exposure[:, first : last + 1] = 1 - share
    return replace(demand, exposure=exposure)


def test_the_usual_demand_of_days_sold_out_was_lost() -> None:
    # 2 a day, and none on days 11 to 13, when the shelf was empty.
    sold = demand_of([2.0] * 10 + [0.0] * 3 + [2.0] * 7)
    counts = counts_of(("A", 0, 20), ("A", 13, 0), ("A", 20, 6))
    past = rebuilt(sold_out(sold, 11, 13), counts, sold=sold)

    assert past.lost[0, 10:13].tolist() == [2, 2, 2]
    assert past.lost.sum() == 6


def test_only_the_share_that_does_not_come_back_was_lost() -> None:
    sold = demand_of([2.0] * 10 + [0.0] * 4 + [2.0] * 6)
    counts = counts_of(("A", 0, 20), ("A", 14, 0), ("A", 20, 6))
    past = rebuilt(sold_out(sold, 11, 14, share=0.5), counts, sold=sold)

    assert past.lost.sum() == 4


def test_what_lay_on_the_shelf_was_not_lost_whatever_its_silence_tells() -> None:
    sold = demand_of([2.0] * 10 + [0.0] * 3 + [2.0] * 7)
    counts = counts_of(("A", 0, 60), ("A", 20, 26))

    assert rebuilt(sold_out(sold, 11, 13), counts, sold=sold).lost.sum() == 0


def test_nothing_was_lost_while_the_shop_was_closed() -> None:
    sold = demand_of([2.0] * 10 + [0.0] * 3 + [2.0] * 7)
    open_days = np.ones(sold.exposure.shape[1])
    open_days[11:14] = 0
    past = rebuilt(
        sold_out(sold, 11, 13),
        counts_of(("A", 0, 20), ("A", 13, 0), ("A", 20, 6)),
        sold=sold,
        days=20,
        shop_exposure=open_days,
    )

    assert past.lost.sum() == 0


# Where the truth is known


@few(5)
@given(
    units=st.lists(st.integers(0, 4), min_size=21, max_size=21),
    lots=st.lists(st.integers(0, 9), min_size=3, max_size=3),
    days=st.lists(st.integers(0, 6), min_size=3, max_size=3),
)
def test_one_delivery_a_week_is_found_on_its_day_or_later(
    units: list[int], lots: list[int], days: list[int]
) -> None:
    stock, true, arrived, sold = 6.0, [], np.zeros(21), np.zeros(21)
    for day, asked in enumerate(units):
        if day % 7 == days[day // 7]:
            arrived[day] = lots[day // 7]
        sold[day] = min(asked, stock + arrived[day])
        stock += arrived[day] - sold[day]
        true.append(stock)
    weekly = [("A", day, true[day - 1]) for day in (7, 14, 21)]
    past = rebuilt(demand_of(sold.tolist()), counts_of(("A", 0, 6), *weekly))

    assert past.arrived.sum() == arrived.sum()
    assert past.on_hand[0, [6, 13, 20]].tolist() == [units for _, _, units in weekly]
    assert (past.on_hand >= 0).all()
    assert (past.on_hand[0] <= np.array(true)).all()
    assert (past.arrived > 0).sum() <= (arrived > 0).sum()
    flows = past.before[:, None] + (past.arrived - sold).cumsum(axis=1)
    assert np.array_equal(flows, past.on_hand)
