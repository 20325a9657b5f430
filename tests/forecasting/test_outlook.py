from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from inventory_core.domain.demand import Demand
from inventory_core.domain.forecast import Forecast
from inventory_core.forecasting.outlook import history, outlook, summary, totals

Histories = Callable[..., Demand]
Forecasts = Callable[..., Forecast]


def test_history_by_day_is_what_was_sold(history_of: Histories) -> None:
    sold = history(history_of(A=[3, 0, 2]), days_per_point=1)

    assert sold["units"].tolist() == [3, 0, 2]
    assert sold["day"].tolist() == list(pd.date_range("2024-01-01", periods=3))


def test_history_by_week_ends_today_and_leaves_out_the_oldest_days(history_of: Histories) -> None:
    sold = history(history_of(A=[9, 9, *[1] * 7, *[2] * 7]), days_per_point=7)

    assert sold["units"].tolist() == [7, 14]
    assert sold["day"].tolist() == [pd.Timestamp(2024, 1, 3), pd.Timestamp(2024, 1, 10)]


def test_history_shorter_than_a_point_is_empty(history_of: Histories) -> None:
    assert len(history(history_of(A=[1, 2, 3]), days_per_point=7)) == 0


def test_outlook_by_day_has_the_band_of_single_days(poisson_forecast: Forecasts) -> None:
    ahead = outlook(poisson_forecast(A=2.0), days=14, days_per_point=1)

    assert len(ahead) == 14
    assert ahead["day"].iloc[0] == pd.Timestamp(2025, 3, 1)
    assert set(ahead["mean"]) == {2}
    band = [stats.poisson(2).ppf(level) for level in (0.1, 0.5, 0.9)]
    assert ahead[["low", "median", "high"]].drop_duplicates().to_numpy().tolist() == [band]


def test_outlook_by_week_has_the_band_of_weeks(poisson_forecast: Forecasts) -> None:
    ahead = outlook(poisson_forecast(A=2.0), days=30, days_per_point=7)

    assert ahead["day"].tolist() == list(pd.date_range("2025-03-01", periods=4, freq="7D"))
    assert ahead["mean"].tolist() == [14] * 4
    for name, level in (("low", 0.1), ("median", 0.5), ("high", 0.9)):
        assert ahead[name].tolist() == pytest.approx([stats.poisson(14).ppf(level)] * 4, abs=1)


def test_outlook_by_week_is_wider_where_the_days_of_a_week_go_together(
    poisson_forecast: Forecasts,
) -> None:
    independent = poisson_forecast(A=2.0)
    expected = 2.0 * np.array([1, 2, 3, 4, 5, 6, 7, 10, 14, 21, 28, 42, 56, 84, 112, 140, 175, 210])
    wide = expected[None, :, None] + 3 * (independent.totals - expected[None, :, None])
    together = replace(independent, totals=np.maximum(wide, 0))
    narrow, broad = (
        outlook(forecast, days=28, days_per_point=7).iloc[0] for forecast in (independent, together)
    )

    assert broad["high"] - broad["low"] > 2 * (narrow["high"] - narrow["low"])


def test_outlook_ends_with_the_horizon(poisson_forecast: Forecasts) -> None:
    assert len(outlook(poisson_forecast(A=2.0), days=9999, days_per_point=7)) == 30


def test_totals_grow_with_the_days_and_with_the_chance(poisson_forecast: Forecasts) -> None:
    table = totals(poisson_forecast(A=2.0), days=28)
    last = table.iloc[-1]

    assert table["days"].tolist() == list(range(1, 29))
    assert table["mean"].tolist() == [2 * days for days in range(1, 29)]
    for name, level in (("low", 0.1), ("median", 0.5), ("high", 0.9), ("safe", 0.95)):
        assert last[name] == pytest.approx(stats.poisson(56).ppf(level), abs=1)
        assert table[name].is_monotonic_increasing
    assert (table["low"] <= table["median"]).all()
    assert (table["high"] <= table["safe"]).all()


def test_the_summary_has_a_row_for_each_product(poisson_forecast: Forecasts) -> None:
    table = summary(poisson_forecast(A=2.0, B=0.1), days=28).set_index("sku")

    assert table.index.tolist() == ["A", "B"]
    assert table["days"].tolist() == [28, 28]
    assert table["model"].tolist() == ["count", "count"]
    assert table["mean_units"].tolist() == pytest.approx([56, 2.8])
    assert table.loc["B", ["low_units", "median_units", "high_units", "safe_units"]].tolist() == [
        stats.poisson(2.8).ppf(level) for level in (0.1, 0.5, 0.9, 0.95)
    ]
