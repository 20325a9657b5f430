"""When a product was sold out, as its silence tells: found where it is sure, and only there."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from inventory_core.corrections.ranges import Runs, marked
from inventory_core.corrections.sold_out import (
    COUNTED,
    NOT_BACK,
    SOLD_OUT,
    inferred_stockouts,
    sold_out,
)
from inventory_core.domain.demand import Demand, Numbers
from inventory_core.domain.frames import STOCK, STOCKOUTS, empty, typed

Maker = Callable[..., Demand]
Day = Callable[[int], pd.Timestamp]
DAYS = 400


def spans(runs: Runs) -> list[tuple[int, int, int]]:
    return sorted(zip(runs.row.tolist(), runs.start.tolist(), runs.end.tolist(), strict=True))


def lumpy(rng: np.random.Generator, *, rate: float, spread: float, products: int) -> Numbers:
    """Negative binomial units a day with variance = spread × mean; the first day has a sale."""
    units = rng.negative_binomial(rate / (spread - 1), 1 / spread, (products, DAYS)).astype(float)
    units[:, 0] = np.maximum(units[:, 0], 1)
    return units


def found_in(demand: Demand, *, counts: pd.DataFrame | None = None) -> pd.DataFrame:
    return sold_out(
        demand,
        known=empty(STOCKOUTS),
        counts=empty(STOCK) if counts is None else counts,
        lost_share=1.0,
    )


def test_a_week_without_a_sale_of_a_daily_seller_is_a_stockout(demand_of: Maker) -> None:
    units = np.full((3, 100), 4.0)
    units[1, 40:47] = 0

    assert spans(inferred_stockouts(demand_of(units))) == [(1, 40, 47)]


def test_most_stockouts_of_brisk_sellers_are_found(demand_of: Maker) -> None:
    rng = np.random.default_rng(1)
    units = lumpy(rng, rate=3.0, spread=2.0, products=200)
    start = rng.integers(60, 330, 200)
    out = marked(Runs(row=np.arange(200), start=start, end=start + 12), units.shape)

    found = marked(inferred_stockouts(demand_of(np.where(out, 0.0, units))), units.shape)

    # A day without a sale has a chance of an eighth: twelve of them, one in seventy billion.
    assert (found & out).sum() / out.sum() > 0.9
    assert (found & ~out).sum() / found.sum() < 0.05


@pytest.mark.parametrize(
    ("rate", "spread"), [(0.03, 1.5), (0.2, 3.0), (0.5, 1.5), (1.0, 4.0), (3.0, 2.0), (20.0, 30.0)]
)
def test_products_that_were_never_sold_out_are_left_alone(
    demand_of: Maker, rate: float, spread: float
) -> None:
    rng = np.random.default_rng(2)
    demand = demand_of(lumpy(rng, rate=rate, spread=spread, products=500))

    # A false alarm in all the history of one product has a chance of about one in a thousand.
    assert len(set(inferred_stockouts(demand).row.tolist())) <= 2


def test_a_product_whose_sales_die_away_is_not_sold_out(demand_of: Maker) -> None:
    rng = np.random.default_rng(3)
    rate = 4 * np.exp(-np.arange(DAYS) / 40)
    units = np.vstack([np.full((1, DAYS), 5.0), rng.poisson(rate, (200, DAYS))])
    units[:, 0] = 4

    assert len(inferred_stockouts(demand_of(units)).row) <= 1


def test_the_silence_before_the_launch_tells_nothing(demand_of: Maker) -> None:
    units = np.full((2, 100), 4.0)
    units[1, :60] = 0

    assert spans(inferred_stockouts(demand_of(units))) == []


def test_days_on_which_the_shop_is_closed_are_no_silence(demand_of: Maker) -> None:
    units = np.full((3, 98), 4.0)
    weekday = np.arange(98) % 7
    units[:, weekday >= 4] = 0  # closed from Friday to Sunday

    assert spans(inferred_stockouts(demand_of(units))) == []


def test_silence_of_more_than_six_weeks_is_a_season_that_ended(demand_of: Maker) -> None:
    units = np.full((3, 300), 4.0)
    units[1, 100:142] = 0
    units[2, 100:143] = 0

    assert spans(inferred_stockouts(demand_of(units))) == [(1, 100, 142)]


def test_a_best_seller_that_is_silent_now_is_expected_back_in_part(
    demand_of: Maker, day: Day
) -> None:
    units = np.full((2, 100), 4.0)
    units[1, 90:] = 0

    found = found_in(demand_of(units))

    assert found["kind"].tolist() == [SOLD_OUT, NOT_BACK]
    assert found["first_day"].tolist() == [day(90), day(100)]
    assert found["last_day"].tolist() == [day(99), day(127)]
    # 5 / (5 + 10): the longer it is silent, the less likely it is back within four weeks.
    assert found["factor"].tolist() == pytest.approx([0.0, 1 / 3])


def test_a_product_that_is_silent_for_more_than_three_weeks_was_given_up(demand_of: Maker) -> None:
    units = np.full((3, 200), 4.0)
    units[1, 179:] = 0
    units[2, 178:] = 0

    assert spans(inferred_stockouts(demand_of(units))) == [(1, 179, 200)]


def counted(day: pd.Timestamp, on_hand: float) -> pd.DataFrame:
    row = {"place": "shop", "sku": "P0001", "day": day, "on_hand": on_hand, "rows": 1.0}
    return typed(pd.DataFrame([row]), STOCK)


@pytest.mark.parametrize(
    ("column", "on_hand", "alarms"),
    [(43, 5, 0), (43, 0, 1), (30, 60, 0), (30, 36, 1), (60, 9, 1)],
    ids=[
        "counted as there",
        "counted as gone",
        "more counted before than sold since",
        "all sold since the count",
        "counted later",
    ],
)
def test_what_was_counted_as_there_was_not_sold_out(
    demand_of: Maker, day: Day, column: int, on_hand: float, alarms: int
) -> None:
    units = np.full((2, 100), 4.0)
    units[1, 40:47] = 0

    found = found_in(demand_of(units), counts=counted(day(column), on_hand))

    assert len(found) == alarms


def test_a_counted_stockout_stands_for_the_inferred_one_and_keeps_the_share_that_waits(
    demand_of: Maker, day: Day
) -> None:
    units = np.full((2, 100), 4.0)
    units[1, 40:47] = 0
    ranges = {"sku": ["P0001", "GONE"], "first_day": [day(41)] * 2, "last_day": [day(46)] * 2}
    known = typed(pd.DataFrame(ranges), STOCKOUTS)

    found = sold_out(demand_of(units), known=known, counts=empty(STOCK), lost_share=0.8)

    assert found[["sku", "first_day", "note"]].to_numpy().tolist() == [["P0001", day(41), COUNTED]]
    assert found["factor"].tolist() == pytest.approx([0.2])


@pytest.mark.parametrize("silence", [1, 3, 10, 20, 24, 40, 91])
def test_why_a_product_is_silent_is_known_where_none_is_left(
    demand_of: Maker, day: Day, silence: int
) -> None:
    units = np.full((2, 300), 2.0)
    units[1, 300 - silence :] = 0

    found = found_in(demand_of(units), counts=counted(day(299), 0))

    # Its silence shows no demand, and it is expected as before once it is there again.
    assert found["kind"].tolist() == [SOLD_OUT]
    assert found["first_day"].tolist() == [day(300 - silence)]
    assert found["last_day"].tolist() == [day(299)]


def test_none_left_when_the_silence_is_no_longer_than_usual_explains_nothing(
    demand_of: Maker, day: Day
) -> None:
    units = np.full((2, 300), 2.0)
    units[1] = np.where(np.arange(300) % 16 == 0, 1.0, 0.0)

    assert found_in(demand_of(units), counts=counted(day(299), 0)).empty


def test_none_left_before_the_last_sale_explains_nothing(demand_of: Maker, day: Day) -> None:
    units = np.full((2, 300), 2.0)
    units[1, 290:] = 0

    found = found_in(demand_of(units), counts=counted(day(280), 0))

    assert found["kind"].tolist() == [SOLD_OUT, NOT_BACK]


def test_what_was_silent_before_it_was_counted_as_gone_is_one_stockout(
    demand_of: Maker, day: Day
) -> None:
    units = np.full((2, 300), 2.0)
    units[1, 280:] = 0
    known = typed(
        pd.DataFrame({"sku": ["P0001"], "first_day": [day(290)], "last_day": [day(299)]}), STOCKOUTS
    )

    found = sold_out(
        demand_of(units), known=known, counts=counted(day(289), 0), lost_share=1.0
    ).sort_values("first_day")

    assert found["kind"].tolist() == [SOLD_OUT, SOLD_OUT]
    assert found["first_day"].tolist() == [day(280), day(290)]
    assert found["last_day"].tolist() == [day(289), day(299)]


def test_days_of_closure_are_no_days_of_silence(demand_of: Maker, day: Day) -> None:
    units = np.full((2, 100), 4.0)
    units[:, 80:94] = 0
    units[1, 94:] = 0
    demand = demand_of(units)
    exposure = demand.exposure.copy()
    exposure[:, 80:94] = 0

    found = found_in(replace(demand, exposure=exposure))

    # Six open days without a sale: 5 / (5 + 6) of the usual is expected for some weeks.
    assert found.loc[found["kind"] == NOT_BACK, "factor"].tolist() == pytest.approx([5 / 11])
