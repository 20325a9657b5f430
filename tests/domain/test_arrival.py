"""What an order meets when it arrives, of products that sell two a day on average, by chance."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory_core.domain.arrival import Arrival, Supply, at_arrival
from inventory_core.domain.demand import HORIZON_DAYS
from inventory_core.domain.forecast import TOTAL_DAYS, Forecast, from_counts

LEAD_DAYS, REVIEW_DAYS = 14, 7
PACE = 2.0
LEVELS = (0.5, 0.8, 0.95, 0.99)


def forecast(spread: float = 1.5, products: int = 1) -> Forecast:
    return from_counts(
        np.array([f"P{place}" for place in range(products)]),
        date(2026, 4, 1),
        np.full((products, HORIZON_DAYS), PACE),
        spread=np.full((products, len(TOTAL_DAYS)), spread),
        model="count",
    )


def met(
    free: float,
    *,
    coming: float = 0.0,
    coming_days: float = 0.0,
    lead_days: tuple[float, float, float] = (LEAD_DAYS,) * 3,
    lost_share: float = 1.0,
    spread: float = 1.5,
) -> Arrival:
    supply = Supply(
        free=np.array([free]),
        coming=np.array([[coming]]),
        coming_days=np.array([[coming_days]]),
    )
    return at_arrival(
        forecast(spread),
        supply,
        lead_times_days=np.array([lead_days]),
        review_period_days=REVIEW_DAYS,
        lost_share=lost_share,
    )


def protection(level: float) -> float:
    return float(forecast().total_quantile(LEAD_DAYS + REVIEW_DAYS, level)[0])


@pytest.mark.parametrize("level", LEVELS)
def test_where_nothing_is_lost_stock_must_last_for_all_that_is_asked_for(level: float) -> None:
    plenty = met(500.0)

    assert plenty.lost[0] == 0
    assert plenty.needed.quantile(level)[0] == pytest.approx(protection(level), abs=0.5)
    assert plenty.left[0] == pytest.approx(500 - LEAD_DAYS * PACE, abs=0.5)


def test_what_is_asked_for_of_empty_shelves_is_lost_and_needs_no_stock() -> None:
    empty = met(0.0)

    assert empty.lost[0] == pytest.approx(LEAD_DAYS * PACE, abs=0.5)
    assert empty.left[0] == 0
    assert empty.needed.mean[0] == pytest.approx(REVIEW_DAYS * PACE, abs=0.5)


@pytest.mark.parametrize("level", LEVELS)
def test_customers_who_wait_lose_nothing(level: float) -> None:
    waiting = met(0.0, lost_share=0.0)

    assert waiting.lost[0] == 0
    assert waiting.needed.quantile(level)[0] == pytest.approx(protection(level), abs=0.5)


def test_what_is_promised_is_handed_over_first_and_not_lost() -> None:
    promised = met(-5.0, coming=5.0, coming_days=3.0)

    # What arrives goes to those who wait, so all that is asked for until the order is lost.
    assert promised.lost[0] == pytest.approx(LEAD_DAYS * PACE, abs=0.5)
    assert promised.left[0] == 0


def test_what_comes_late_saves_less_than_what_comes_soon() -> None:
    soon, late, never = (
        met(0.0, coming=28.0, coming_days=0.0),
        met(0.0, coming=28.0, coming_days=10.0),
        met(0.0),
    )

    assert soon.lost[0] < late.lost[0] < never.lost[0]
    assert late.lost[0] == pytest.approx(10 * PACE, abs=1.0)
    assert late.left[0] == pytest.approx(28 - 4 * PACE, abs=1.0)


def test_an_unsure_lead_time_mixes_what_each_would_lose() -> None:
    sure, unsure = met(10.0), met(10.0, lead_days=(7.0, 14.0, 28.0))
    parts = [met(10.0, lead_days=(days,) * 3).lost[0] for days in (7.0, 14.0, 28.0)]

    assert unsure.lost[0] == pytest.approx((parts[0] + 4 * parts[1] + parts[2]) / 6)
    assert unsure.lost[0] > sure.lost[0]


@given(
    free=st.floats(-50, 200),
    coming=st.floats(0, 100),
    coming_days=st.integers(0, 60),
    spread=st.floats(1, 20),
    lost_share=st.floats(0, 1),
)
def test_nothing_is_negative_and_units_add_up(
    free: float, coming: float, coming_days: int, spread: float, lost_share: float
) -> None:
    found = met(
        free,
        coming=coming,
        coming_days=float(coming_days),
        spread=spread,
        lost_share=lost_share,
    )

    assert found.lost[0] >= 0
    assert found.left[0] >= 0
    assert (found.needed.units >= -1e-9).all()
    # Nothing sells but what is there, is waited for, or is lost.
    position, asked = free + coming, LEAD_DAYS * PACE
    assert position + found.lost[0] - found.left[0] <= asked + 1.0


@given(stock=st.floats(0, 100), more=st.floats(0.5, 50))
def test_more_stock_loses_less_and_never_needs_a_larger_order(stock: float, more: float) -> None:
    less, plenty = met(stock), met(stock + more)

    assert plenty.lost[0] <= less.lost[0] + 1e-9
    for level in LEVELS:
        lacking = [
            each.needed.quantile(level)[0] - free
            for each, free in ((less, stock), (plenty, stock + more))
        ]
        assert lacking[1] <= lacking[0] + 1e-6


def test_a_future_that_sells_well_goes_on_so() -> None:
    # Of stock that just lasts, what is left and what is needed next vary together, not apart.
    forecasted = forecast(spread=20.0)
    found = at_arrival(
        forecasted,
        Supply.on_hand(np.array([LEAD_DAYS * PACE])),
        lead_times_days=np.full((1, 3), float(LEAD_DAYS)),
        review_period_days=REVIEW_DAYS,
    )
    total = forecasted.total(LEAD_DAYS + REVIEW_DAYS)

    assert found.needed.units.max() <= total.units.max() + 1e-9
    assert found.needed.variance[0] < total.variance[0]


# What spoils


def kept(free: float, keeps_days: float, **told: float) -> Arrival:
    """What a stock of this size meets that keeps for so many days, at nearly two a day."""
    return at_arrival(
        forecast(spread=1e-3),
        Supply(
            free=np.array([free]),
            coming=np.array([[told.get("coming", 0.0)]]),
            coming_days=np.array([[told.get("coming_days", 0.0)]]),
        ),
        lead_times_days=np.full((1, 3), float(LEAD_DAYS)),
        review_period_days=REVIEW_DAYS,
        keeps_days=keeps_days,
    )


@pytest.mark.parametrize(
    ("free", "keeps_days", "spoiled", "lost", "left", "needed"),
    [
        # 20 sell in ten days, the rest spoils, and four days are sold out.
        (500, 10, 480, 8, 0, 14),
        # 36 sell in 18 days: of what the order meets eight sell, and six are needed.
        (500, 18, 464, 0, 8, 6),
        (500, 21, 0, 0, 472, -458),
    ],
    ids=["before the arrival", "after it", "until the next"],
)
def test_what_does_not_sell_before_it_spoils_is_not_there(
    free: float, keeps_days: float, spoiled: float, lost: float, left: float, needed: float
) -> None:
    found = kept(free, keeps_days)

    assert found.spoiled[0] == pytest.approx(spoiled, abs=0.5)
    assert found.lost[0] == pytest.approx(lost, abs=0.5)
    assert found.left[0] == pytest.approx(left, abs=0.5)
    assert found.needed.quantile(0.5)[0] - free == pytest.approx(needed, abs=1)
    assert found.needed.mean[0] - free == pytest.approx(needed, abs=1)


def test_what_is_on_its_way_is_there_when_the_old_has_spoiled() -> None:
    found = kept(500, 10, coming=30.0, coming_days=12.0)

    # Two days are sold out, then two of the 14 days' sales come from what arrived.
    assert found.spoiled[0] == pytest.approx(480, abs=0.5)
    assert found.lost[0] == pytest.approx(4, abs=0.5)
    assert found.left[0] == pytest.approx(26, abs=0.5)


@given(
    free=st.integers(0, 200),
    keeps_days=st.floats(1, 40),
    longer=st.floats(0, 20),
    spread=st.floats(1.0, 4.0),
)
def test_what_keeps_longer_never_spoils_more(
    free: int, keeps_days: float, longer: float, spread: float
) -> None:
    def spoiled(days: float) -> float:
        found = at_arrival(
            forecast(spread),
            Supply.on_hand(np.array([float(free)])),
            lead_times_days=np.full((1, 3), float(LEAD_DAYS)),
            review_period_days=REVIEW_DAYS,
            keeps_days=days,
        )
        assert found.left[0] + found.spoiled[0] <= free + 1e-9
        return float(found.spoiled[0])

    assert spoiled(keeps_days) >= spoiled(keeps_days + longer) - 1e-9
