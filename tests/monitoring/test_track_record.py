"""Forecasts are scored when their days are over, fairly, and what goes wrong again is named."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from inventory_core.domain.demand import HORIZON_DAYS, Demand, plain_demand
from inventory_core.domain.distribution import count_quantiles
from inventory_core.domain.forecast import LEVELS, TOTAL_DAYS, Forecast, at_same_pace
from inventory_core.domain.frames import KEPT_FORECASTS, SCORES, check, empty, typed
from inventory_core.monitoring.tables import TRACK_RECORD
from inventory_core.monitoring.track_record import (
    A_WEEK,
    FOUR_WEEKS,
    PROTECTION,
    TOO_HIGH,
    TOO_LOW,
    WORSE,
    better_models_wanted,
    by_start,
    changed_most,
    forecast_worst,
    one_after_the_other,
    score,
    summary,
    to_keep,
)

FIRST_DAY = date(2026, 1, 1)


def day(number: int) -> pd.Timestamp:
    return pd.Timestamp(FIRST_DAY) + pd.Timedelta(days=number)


def demand_of(exposure: dict[str, np.ndarray] | None = None, **units: np.ndarray) -> Demand:
    demand = plain_demand(
        skus=np.array(sorted(units)),
        first_day=FIRST_DAY,
        units=np.array([units[sku] for sku in sorted(units)], dtype=float),
    )
    for sku, days in (exposure or {}).items():
        demand.exposure[np.searchsorted(demand.skus, sku), : demand.days] = days
    return demand


def kept_of(*forecasts: dict[str, object]) -> pd.DataFrame:
    usual = {
        "sku": "TEA",
        "period": FOUR_WEEKS,
        "start": day(28),
        "days": 28,
        "made_on": day(28),
        "acted_on": False,
        "model": "count",
        "expected_units": 30.0,
        "low_units": 20.0,
        "median_units": 29.0,
        "high_units": 40.0,
        "safe_units": 44.0,
        "cost": 2.0,
        "price": 5.0,
    }
    rows = pd.DataFrame([usual | forecast for forecast in forecasts])
    return typed(rows, KEPT_FORECASTS).astype({"acted_on": bool})


def record_of(*forecasts: dict[str, object]) -> pd.DataFrame:
    """TRACK_RECORD of made-up results: `actual` of 30 expected, `repeat` as the others' miss."""
    kept = kept_of(
        *(
            {name: value for name, value in one.items() if name in KEPT_FORECASTS}
            for one in forecasts
        )
    )
    actual = np.array([float(str(one.get("actual_units", 30))) for one in forecasts])
    repeat = np.array([float(str(one.get("repeat_miss_units", 99))) for one in forecasts])
    miss = np.abs(actual - kept["median_units"])
    return check(
        kept.assign(
            actual_units=actual,
            miss_units=miss,
            bias_units=actual - kept["expected_units"],
            repeat_miss_units=repeat,
            in_band=(actual >= kept["low_units"]) & (actual <= kept["high_units"]),
            judged=[bool(one.get("judged", True)) for one in forecasts],
            miss_money=miss * kept["cost"],
            bias_money=(actual - kept["expected_units"]) * kept["cost"],
            repeat_miss_money=repeat * kept["cost"],
        ),
        TRACK_RECORD,
    )


def test_a_forecast_is_kept_for_a_week_for_four_and_for_the_protection_period(plan_of) -> None:
    mean = np.full((1, HORIZON_DAYS), 2.0)
    totals = mean.cumsum(axis=1)[:, TOTAL_DAYS - 1]
    forecast = Forecast(
        skus=np.array(["TEA"]),
        start=FIRST_DAY,
        mean=mean,
        variance=mean,
        totals=count_quantiles(totals, totals, LEVELS),
        later=at_same_pace(mean),
        models=np.array(["count"]),
    )
    plan = plan_of(
        {"sku": "TEA", "model": "count", "protection_days": 14, "cost": 3.0, "price": 8.0},
        {"sku": "NEW", "model": "none", "protection_days": 14},
    )

    kept = to_keep(forecast, plan, made_on=date(2026, 1, 3), acted_on=True).set_index("period")

    assert kept["sku"].tolist() == ["TEA", "TEA", "TEA"]
    assert kept["days"].to_dict() == {A_WEEK: 7, FOUR_WEEKS: 28, PROTECTION: 14}
    assert kept["expected_units"].to_dict() == {A_WEEK: 14, FOUR_WEEKS: 56, PROTECTION: 28}
    # Quantiles of a Poisson count of mean 28.
    quantiles = kept.loc[PROTECTION, ["low_units", "median_units", "high_units", "safe_units"]]
    assert quantiles.tolist() == [21, 28, 35, 37]
    assert kept.loc[PROTECTION, ["cost", "price"]].tolist() == [3, 8]
    assert kept["acted_on"].all()
    assert (kept["start"] == day(0)).all()
    assert (kept["made_on"] == day(2)).all()


def test_a_forecast_is_compared_with_what_sold_in_its_days() -> None:
    # One a day for four weeks, then 1.5 a day: 42 in the next four.
    demand = demand_of(TEA=np.repeat([1.0, 1.5, 9.0], [28, 28, 4]))

    (row,) = score(kept_of({}), demand).to_dict("records")

    assert row["actual_units"] == 42
    assert row["bias_units"] == 12  # 30 were expected
    assert row["miss_units"] == 13  # from the median, 29
    assert row["repeat_miss_units"] == 14  # 28 had sold in the four weeks before
    assert not row["in_band"]  # 20 to 40
    assert row["judged"]
    assert (row["miss_money"], row["bias_money"], row["repeat_miss_money"]) == (26, 24, 28)


@pytest.mark.parametrize(("days", "scored"), [(55, 0), (56, 1)])
def test_a_forecast_waits_until_all_its_days_are_over(days: int, scored: int) -> None:
    record = score(kept_of({}), demand_of(TEA=np.ones(days)))

    assert len(record) == scored
    assert check(record, TRACK_RECORD) is not None


def test_forecasts_of_products_that_are_no_more_are_left_out() -> None:
    assert score(kept_of({"sku": "GONE"}), demand_of(TEA=np.ones(90))).empty


def test_a_product_that_was_sold_out_meanwhile_is_not_judged() -> None:
    sold_out = np.ones(60)
    sold_out[30:33] = 0  # 3 of 28 days: less than nine tenths are left
    promoted = sold_out.copy()
    promoted[40:45] = 3  # more on other days does not make up for it
    short = np.ones(60)
    short[30:32] = 0
    demand = demand_of(
        {"OUT": sold_out, "PROMOTED": promoted, "SHORT": short},
        OUT=np.ones(60),
        PROMOTED=np.ones(60),
        SHORT=np.ones(60),
    )

    record = score(kept_of({"sku": "OUT"}, {"sku": "PROMOTED"}, {"sku": "SHORT"}), demand)

    assert dict(zip(record["sku"], record["judged"], strict=True)) == {
        "OUT": False,
        "PROMOTED": False,
        "SHORT": True,
    }


def test_the_summary_adds_up_what_was_judged() -> None:
    record = record_of(
        {"actual_units": 42, "repeat_miss_units": 20},  # 13 from the median, beyond the band
        {"actual_units": 24, "repeat_miss_units": 5, "sku": "MUG", "cost": np.nan},  # 5
        {"actual_units": 0, "judged": False},
    )

    told = summary(record)

    assert (told.judged, told.not_judged) == (2, 1)
    assert told.bias_rate == pytest.approx((12 - 6) / 60)
    assert told.band_rate == 0.5
    assert told.miss_units == 9
    assert told.miss_money == 26  # of the one whose cost is known
    assert told.better_rate == pytest.approx(1 - 18 / 25)


def test_the_summary_of_nothing_says_nothing() -> None:
    told = summary(record_of({"judged": False}))

    assert told.judged == 0
    rates = [told.bias_rate, told.band_rate, told.miss_units, told.miss_money, told.better_rate]
    assert np.isnan(rates).all()


def test_forecasts_are_added_up_by_their_first_day() -> None:
    record = record_of(
        {"start": day(56), "actual_units": 10},
        {"actual_units": 42},
        {"actual_units": 20, "sku": "MUG"},
        {"actual_units": 7, "sku": "OUT", "judged": False},
    )

    assert by_start(record).to_dict("list") == {
        "start": [day(28), day(56)],
        "products": [2, 1],
        "expected_units": [60, 30],
        "actual_units": [62, 10],
    }


def test_forecasts_that_share_days_count_once() -> None:
    record = record_of(*({"start": day(start)} for start in (28, 35, 42, 56, 63, 70)))

    # The newest, then the next ones that end before it begins: 70, 42 (to 69), and not 28 (to 55).
    assert one_after_the_other(record)["start"].tolist() == [day(42), day(70)]


def three(actual_units: float, **more: object) -> list[dict[str, object]]:
    return [{"start": day(28 * month), "actual_units": actual_units, **more} for month in (1, 2, 3)]


@pytest.mark.parametrize(
    ("forecasts", "why"),
    [
        (three(45), [TOO_LOW]),
        (three(15), [TOO_HIGH]),
        (three(45)[:2], []),  # two may be luck
        (three(39), []),  # all within the band
        ([*three(45)[:2], {"start": day(84), "actual_units": 29}], []),  # not the same side
        (three(34, repeat_miss_units=3.9), [WORSE]),  # it missed by 5
        (three(34, repeat_miss_units=4), []),  # no more than a quarter better
        (three(45, judged=False), []),
        ([{**one, "start": day(28 + 7 * week)} for week, one in enumerate(three(45))], []),
    ],
)
def test_a_product_that_is_wrong_again_and_again_is_named(
    forecasts: list[dict[str, object]], why: list[str]
) -> None:
    assert better_models_wanted(record_of(*forecasts))["why"].tolist() == why


def test_the_worst_product_is_named_first_with_its_latest_model() -> None:
    tea = three(45)
    tea[2]["model"] = "arima"
    record = record_of(*three(50, sku="MUG", cost=1.0), *tea)

    wanted = better_models_wanted(record)

    assert wanted["sku"].tolist() == ["TEA", "MUG"]  # 96 against 63 of money
    assert wanted["model"].tolist() == ["arima", "count"]
    assert wanted["miss_units"].tolist() == [48, 63]


def test_a_change_is_told_between_the_two_latest_starts() -> None:
    kept = kept_of(
        {"start": day(14), "expected_units": 99},
        {"start": day(28), "expected_units": 30},
        {"start": day(35), "expected_units": 37},
        {"start": day(35), "expected_units": 500, "period": PROTECTION},
        {"start": day(28), "sku": "MUG", "expected_units": 30, "cost": 9.0},
        {"start": day(35), "sku": "MUG", "expected_units": 27, "cost": 9.0},
        {"start": day(35), "sku": "NEW"},
        {"start": day(60), "expected_units": 1},  # from an upload that was taken back
    )

    changes = changed_most(kept, start=FIRST_DAY + timedelta(days=35))

    assert changes["sku"].tolist() == ["MUG", "TEA"]
    assert changes["change_units"].tolist() == [-3, 7]
    assert changes["change_money"].tolist() == [-27, 14]
    assert changes["start_before"].tolist() == [day(28)] * 2
    assert changed_most(kept.head(1), start=FIRST_DAY + timedelta(days=35)).empty


def test_the_worst_forecasts_are_those_whose_own_model_costs_most() -> None:
    scores = typed(
        pd.DataFrame(
            [
                ("MUG", "count", 3.0, 100.0, 8.0, 0.0, 5.0),
                ("MUG", "arima", 3.0, 100.0, 80.0, 0.0, 50.0),
                ("TEA", "count", 3.0, 20.0, 8.0, 0.0, 4.0),
                ("PEN", "count", 3.0, 0.0, 1.0, 0.0, 9.0),
            ],
            columns=list(SCORES),
        ),
        SCORES,
    )
    models = pd.Series({"MUG": "count", "TEA": "count", "PEN": "count"})

    worst = forecast_worst(scores, models, pd.Series({"MUG": 1.0, "TEA": 2.0, "PEN": np.nan}))

    assert worst["sku"].tolist() == ["TEA", "MUG", "PEN"]
    assert worst["loss_money"].tolist()[:2] == [8, 5]
    assert worst["loss_rate"].tolist()[:2] == [0.2, 0.05]
    assert worst["loss_rate"].isna().tolist() == [False, False, True]
    assert forecast_worst(empty(SCORES), models, pd.Series({"MUG": 1.0})).empty
