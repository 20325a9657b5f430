"""What the seller types for a month takes the model's place, and nothing else changes."""

from collections.abc import Callable
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory_core.domain.demand import HORIZON_DAYS, Demand
from inventory_core.domain.distribution import count_quantiles
from inventory_core.domain.errors import ForecastError
from inventory_core.domain.forecast import LEVELS, TOTAL_DAYS, Forecast, at_same_pace
from inventory_core.domain.frames import HAND_CHANGES, typed
from inventory_core.forecasting.hand_changes import (
    by_month,
    changed_by_hand,
    check_hand_changes,
    months_ahead,
    sold_this_month,
)

MARCH_10 = date(2025, 3, 10)
"""The first day forecast: 22 days of March are still ahead."""

NOTHING_SOLD = pd.Series(dtype="float64")


def changes_of(*changes: tuple[str, str, float]) -> pd.DataFrame:
    frame = pd.DataFrame(list(changes), columns=["sku", "month", "units"])
    return typed(frame.assign(month=pd.to_datetime(frame["month"]), note=""), HAND_CHANGES)


def forecast_of(daily: np.ndarray, *, spread: float = 1.5, start: date = MARCH_10) -> Forecast:
    """A forecast of one product, whose totals vary `spread` times as much as a Poisson count."""
    mean = daily[None, :].astype(float)
    totals = mean.cumsum(axis=1)[:, TOTAL_DAYS - 1]
    return Forecast(
        skus=np.array(["TEA"]),
        start=start,
        mean=mean,
        variance=mean * spread,
        totals=count_quantiles(totals, totals * spread, LEVELS),
        later=at_same_pace(mean),
        models=np.array(["count"]),
    )


@pytest.fixture
def steady() -> Forecast:
    return forecast_of(np.full(HORIZON_DAYS, 2.0))


def month_units(forecast: Forecast, first: int, last: int) -> float:
    return float(forecast.mean[0, first:last].sum())


def test_a_month_gets_the_units_that_were_typed_and_the_others_stay(steady: Forecast) -> None:
    changed = changed_by_hand(steady, changes_of(("TEA", "2025-04-01", 90)), sold=NOTHING_SOLD)

    # April is days 22 to 51 from March 10 on.
    assert month_units(changed, 22, 52) == pytest.approx(90)
    assert np.array_equal(changed.mean[0, :22], steady.mean[0, :22])
    assert np.array_equal(changed.mean[0, 52:], steady.mean[0, 52:])
    assert changed.yearly == pytest.approx(2 * 365 + 90 - 60)
    assert changed.models[0] == "count"


def test_days_of_a_changed_month_keep_their_proportions() -> None:
    weekend = forecast_of(np.where(np.arange(HORIZON_DAYS) % 7 >= 5, 4.0, 1.0))

    changed = changed_by_hand(weekend, changes_of(("TEA", "2025-05-01", 200)), sold=NOTHING_SOLD)

    ratio = changed.mean[0, 52:83] / weekend.mean[0, 52:83]
    assert np.ptp(ratio) < 1e-12
    assert month_units(changed, 52, 83) == pytest.approx(200)


def test_a_month_without_demand_gets_its_units_evenly_and_a_chance_of_more() -> None:
    never = forecast_of(np.zeros(HORIZON_DAYS))

    changed = changed_by_hand(never, changes_of(("TEA", "2025-04-01", 30)), sold=NOTHING_SOLD)

    assert changed.mean[0, 22:52] == pytest.approx(np.ones(30))
    # Of 20 units after 42 days, a Poisson count stays at or below 27 in 94.7 %, 28 in 96.6 %.
    assert changed.total_quantile(42, 0.95)[0] == 28
    assert changed.total_quantile(14, 0.95)[0] == 0


def test_what_sold_so_far_counts_in_the_running_month(steady: Forecast) -> None:
    march = changes_of(("TEA", "2025-03-01", 100))

    changed = changed_by_hand(steady, march, sold=pd.Series({"TEA": 34.0}))

    assert month_units(changed, 0, 22) == pytest.approx(66)


def test_the_model_stands_where_more_was_sold_than_typed(steady: Forecast) -> None:
    march = changes_of(("TEA", "2025-03-01", 30))

    changed = changed_by_hand(steady, march, sold=pd.Series({"TEA": 34.0}))

    assert np.array_equal(changed.mean, steady.mean)
    assert np.array_equal(changed.totals, steady.totals)


def test_a_month_typed_as_no_units_sells_nothing(steady: Forecast) -> None:
    changed = changed_by_hand(steady, changes_of(("TEA", "2025-03-01", 0)), sold=NOTHING_SOLD)

    assert month_units(changed, 0, 22) == 0
    assert changed.totals[0, TOTAL_DAYS <= 21].max() == 0
    assert month_units(changed, 22, 52) == 60


def test_totals_follow_and_keep_their_relative_spread() -> None:
    busy = forecast_of(np.full(HORIZON_DAYS, 50.0), spread=200.0)
    months = [(f"2025-{month:02}-01", days) for month, days in ((3, 22), (4, 30), (5, 31))]

    changed = changed_by_hand(
        busy,
        changes_of(*(("TEA", month, 150.0 * days) for month, days in months)),
        sold=NOTHING_SOLD,
    )

    # Three times as much: of so many units the chance of who happens to buy is a small part.
    at = [0.1, 0.5, 0.9, 0.95]
    before = [busy.total_quantile(56, level)[0] for level in at]
    after = [changed.total_quantile(56, level)[0] for level in at]
    assert after == pytest.approx([3 * units for units in before], rel=0.02)


def test_a_slow_product_that_is_expected_to_boom_has_a_median_near_what_was_typed() -> None:
    slow = forecast_of(np.full(HORIZON_DAYS, 0.01), spread=1.0)
    assert slow.total_quantile(56, 0.5)[0] == 0

    changed = changed_by_hand(slow, changes_of(("TEA", "2025-04-01", 60)), sold=NOTHING_SOLD)

    assert changed.total_quantile(56, 0.5)[0] == pytest.approx(60, abs=2)


def test_other_products_past_months_and_months_beyond_the_horizon_are_left_aside(
    steady: Forecast,
) -> None:
    others = changes_of(
        ("MUG", "2025-04-01", 9), ("TEA", "2025-02-01", 9), ("TEA", "2025-10-01", 9)
    )

    changed = changed_by_hand(steady, others, sold=NOTHING_SOLD)

    assert np.array_equal(changed.mean, steady.mean)
    assert np.array_equal(changed.variance, steady.variance)
    assert np.array_equal(changed.totals, steady.totals)


@given(
    daily=st.lists(st.sampled_from([0.0, 0.01, 0.4, 3.0, 40.0]), min_size=7, max_size=7),
    spread=st.sampled_from([0.2, 1.0, 1.5, 30.0]),
    units=st.lists(st.sampled_from([0.0, 1.0, 17.0, 400.0, 9000.0]), min_size=6, max_size=6),
    sold=st.sampled_from([0.0, 5.0, 500.0]),
)
def test_a_changed_forecast_keeps_the_guarantees(
    daily: list[float], spread: float, units: list[float], sold: float
) -> None:
    forecast = forecast_of(np.resize(daily, HORIZON_DAYS), spread=spread)
    months = months_ahead(MARCH_10).strftime("%Y-%m-%d")
    changes = changes_of(*(("TEA", *change) for change in zip(months, units, strict=False)))

    changed = changed_by_hand(forecast, changes, sold=pd.Series({"TEA": sold}))

    assert min(changed.mean.min(), changed.variance.min(), changed.totals.min()) >= 0
    assert (np.diff(changed.totals, axis=1) >= 0).all()
    assert (np.diff(changed.totals, axis=2) >= 0).all()
    assert month_units(changed, 22, 52) == pytest.approx(units[1])
    assert np.isfinite(changed.totals).all()


def test_the_months_that_may_be_changed_end_within_the_horizon() -> None:
    # 210 days from March 10 on end on October 5: September is the last whole month.
    assert months_ahead(MARCH_10).strftime("%m").tolist() == [
        "03",
        "04",
        "05",
        "06",
        "07",
        "08",
        "09",
    ]
    # From March 6 on they end with October 1, from March 5 on with September 30.
    assert months_ahead(date(2025, 3, 5))[-1] == pd.Timestamp(2025, 9, 1)
    assert months_ahead(date(2025, 3, 4))[-1] == pd.Timestamp(2025, 8, 1)


@pytest.mark.parametrize("month", ["2025-02-01", "2025-10-01"])
def test_a_month_that_cannot_be_changed_is_refused(month: str) -> None:
    with pytest.raises(ForecastError, match="choose a month from March 2025 to September 2025"):
        check_hand_changes(changes_of(("TEA", month, 5)), MARCH_10)


def test_units_below_zero_are_refused_and_empty_ones_are_not() -> None:
    with pytest.raises(ForecastError, match="type 0 or more"):
        check_hand_changes(changes_of(("TEA", "2025-04-01", -1)), MARCH_10)
    taken_back = changes_of(("TEA", "2025-04-01", np.nan))
    assert check_hand_changes(taken_back, MARCH_10).equals(taken_back)
    with pytest.raises(ForecastError, match="A note alone changes nothing"):
        check_hand_changes(taken_back.assign(note="fair"), MARCH_10)


def test_months_are_told_with_what_sold_in_the_running_one(steady: Forecast) -> None:
    months = by_month(steady, sold=7)

    assert months["month"].iloc[0] == pd.Timestamp(2025, 3, 1)
    assert months["sold_units"].tolist() == [7, 0, 0, 0, 0, 0, 0]
    assert months["expected_units"].tolist() == [51, 60, 62, 60, 62, 62, 60]


def test_units_of_the_running_month_are_those_since_its_first_day(
    history_of: Callable[..., Demand],
) -> None:
    # From Monday, January 1 2024 on: 33 days end on February 2.
    demand = history_of(MUG=[1.0] * 33, TEA=[1.0, *[0.0] * 30, 2.0, 5.0])

    assert sold_this_month(demand).to_dict() == {"MUG": 2.0, "TEA": 7.0}
    assert sold_this_month(history_of(MUG=[1.0] * 31)).to_dict() == {"MUG": 0.0}
