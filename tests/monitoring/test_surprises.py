"""What sold so far from what was expected that chance alone hardly explains it."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from inventory_core.domain.demand import Demand, plain_demand
from inventory_core.domain.frames import KEPT_FORECASTS, typed
from inventory_core.monitoring.surprises import surprises

FIRST_DAY = date(2026, 1, 1)
LAST_WEEK = "2026-02-26"


def expected(**means: float) -> pd.DataFrame:
    """Forecasts of the last week: Poisson with these means."""
    mean = np.array(list(means.values()))
    frame = pd.DataFrame({"sku": list(means), "expected_units": mean})
    low, middle, high, safe = (stats.poisson(mean).ppf(q) for q in (0.1, 0.5, 0.9, 0.95))
    return typed(
        frame.assign(
            period="week",
            start=LAST_WEEK,
            days=7,
            made_on=LAST_WEEK,
            acted_on=False,
            low_units=low,
            median_units=middle,
            high_units=high,
            safe_units=safe,
        ),
        KEPT_FORECASTS,
    ).astype({"acted_on": bool})


def sold(*last_week: float) -> Demand:
    """Demand of nine weeks, one product after the other, with these units in all of the last."""
    units = np.ones((len(last_week), 63))
    units[:, -7:] = np.array(last_week)[:, None] / 7
    skus = np.array([f"P{number:04}" for number in range(len(last_week))])
    return plain_demand(skus=skus, first_day=FIRST_DAY, units=units)


def test_what_is_hardly_possible_is_told_with_its_chance() -> None:
    demand = sold(30, 14, 0)
    told = surprises(expected(P0000=10.0, P0001=10.0, P0002=10.0), demand).set_index("sku")

    assert told["fast"].to_dict() == {"P0000": True, "P0002": False}
    # The band of a count is a little wider than its deviation says; so is what is thought possible.
    assert told.loc["P0000", "chance"] == pytest.approx(stats.poisson(10).sf(29), abs=1e-4)
    assert told.loc["P0002", "chance"] == pytest.approx(stats.poisson(10).pmf(0), abs=1e-3)


def test_the_more_are_looked_at_the_rarer_a_surprise_has_to_be() -> None:
    few, many = sold(21), sold(21, *[10.0] * 99)
    means = {f"P{number:04}": 10.0 for number in range(100)}

    assert surprises(expected(P0000=10.0), few)["sku"].tolist() == ["P0000"]
    assert surprises(expected(**means), many).empty


def test_a_week_that_is_not_over_or_long_over_says_nothing() -> None:
    kept, demand = expected(P0000=10.0), sold(60)

    assert surprises(kept.assign(start=pd.Timestamp("2026-02-27")), demand).empty
    assert surprises(kept.assign(start=pd.Timestamp("2026-02-05")), demand).empty
    assert surprises(kept.assign(period="four weeks"), demand).empty


def test_as_many_as_chance_alone_brings_are_hardly_ever_told_of() -> None:
    rng = np.random.default_rng(7)
    means = {f"P{number:04}": 5.0 + number % 20 for number in range(400)}
    alarms = [
        len(surprises(expected(**means), sold(*rng.poisson(list(means.values())))))
        for _ in range(20)
    ]

    assert sum(alarms) <= 4
