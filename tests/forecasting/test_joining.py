from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from inventory_core.domain.demand import Demand
from inventory_core.domain.forecast import Forecast
from inventory_core.forecasting.contest import COMBINATION, ORIGINS, SCORED_LEVELS
from inventory_core.forecasting.joining import HORIZONS, Outcomes, joined, joining, outcomes

Histories = Callable[..., Demand]
Forecasts = Callable[..., Forecast]
SHAPE = (ORIGINS, len(HORIZONS))
SOLD = 100.0


def sure(units: np.ndarray) -> np.ndarray:
    """Quantiles of a model that is sure of so many units, products × ORIGINS × HORIZONS."""
    return np.repeat(units[..., None], len(SCORED_LEVELS), axis=-1)


def outcomes_of(products: int, **errors: np.ndarray | float) -> list[Outcomes]:
    """Tests of products that sold SOLD each time; by how much each model was too high, by name."""
    sold = np.full((products, *SHAPE), SOLD)
    said = {name: sure(SOLD + np.broadcast_to(error, sold.shape)) for name, error in errors.items()}
    together = Outcomes(sold=sold, said=said)
    return [together.product(row) for row in range(products)]


def test_what_would_have_made_all_products_better_off_joins() -> None:
    found = joining(outcomes_of(30, combination=9.0, arima=0.0))

    assert found is not None
    assert found.models == ("arima", "arima", "arima")
    # A third of the way from 9 too many to none
    assert found.gain == pytest.approx(1 / 3)
    assert found.changes_forecasts


def test_a_model_joins_only_the_totals_that_it_foretells_better() -> None:
    found = joining(outcomes_of(30, combination=9.0, arima=np.array([0.0, 9.0, 20.0])))

    assert found is not None
    assert found.models == ("arima", "", "")


def test_the_model_that_gained_most_joins() -> None:
    found = joining(outcomes_of(30, combination=9.0, prophet=5.0, arima=2.0))

    assert found is not None
    assert found.models == ("arima", "arima", "arima")


def test_a_gain_in_two_months_of_three_is_taken_for_luck() -> None:
    arima = np.array([0.0, 0.0, 9.5])[:, None]
    found = joining(outcomes_of(30, combination=9.0, arima=arima))

    assert found is not None
    assert found.models == ("", "", "")
    assert found.gain == 0
    assert not found.changes_forecasts


def test_a_gain_that_a_few_products_make_is_taken_for_luck() -> None:
    arima = np.full((30, 1, 1), 9.1)
    arima[:2] = 0.0
    found = joining(outcomes_of(30, combination=9.0, arima=arima))

    assert found is not None
    assert found.models == ("", "", "")


def test_nineteen_products_are_too_few_to_tell() -> None:
    assert joining(outcomes_of(19, combination=9.0, arima=0.0)) is None
    assert joining([]) is None


def test_products_that_a_model_does_not_suit_take_no_part() -> None:
    parts = outcomes_of(30, combination=9.0, arima=0.0) + outcomes_of(10, combination=9.0)
    found = joining(parts)

    assert found is not None
    assert found.models == ("arima", "arima", "arima")
    assert found.gain == pytest.approx(30 / 40 / 3)


def test_tests_hold_what_sold_and_what_was_said_before(
    history_of: Histories, poisson_forecast: Forecasts
) -> None:
    units = np.r_[np.ones(100), np.full(28, 2.0)]
    demand = history_of(A=units, B=np.ones(128))
    forecast = poisson_forecast(B=5.0)
    found = outcomes(demand, {COMBINATION: {100: forecast}})

    assert found.sold[0].tolist() == [[7, 14, 28], [7, 14, 28], [14, 28, 56]]
    assert np.isnan(found.said[COMBINATION][0]).all()
    assert np.isnan(found.said[COMBINATION][1, :2]).all()
    assert found.said[COMBINATION][1, 2, 0, 0] == forecast.total_quantile(7, 0.5)[0]


def test_what_was_sold_out_is_no_test(history_of: Histories) -> None:
    demand = history_of(A=np.ones(128))
    exposure = demand.exposure.copy()
    exposure[0, 100:104] = 0
    sold = outcomes(replace(demand, exposure=exposure), {}).sold[0]

    assert np.isnan(sold[2]).tolist() == [True, True, False]  # 3 of 7, 10 of 14, 24 of 28 days
    assert np.isfinite(sold[:2]).all()


def test_what_joins_moves_its_totals_a_third_of_the_way_and_no_others(
    poisson_forecast: Forecasts,
) -> None:
    own, other = poisson_forecast(A=2.0), poisson_forecast(A=5.0)
    made = joined(own, {"arima": other}, ("arima", "", ""))

    for level in (0.5, 0.95):
        third = (2 * own.total_quantile(7, level) + other.total_quantile(7, level)) / 3
        assert made.total_quantile(7, level) == pytest.approx(third)
        assert made.total_quantile(28, level) == pytest.approx(own.total_quantile(28, level))
    assert made.total_mean(7) == pytest.approx([7 * 3.0])
    # More in the first week, so less in the next: a fortnight's total is still that of the one.
    assert made.total_mean(14) == pytest.approx(own.total_mean(14))
    assert made.total_mean(200) == pytest.approx(own.total_mean(200))


def test_totals_never_fall_with_more_days_whoever_joins(poisson_forecast: Forecasts) -> None:
    made = joined(
        poisson_forecast(A=1.0), {"arima": poisson_forecast(A=30.0)}, ("arima", "", "arima")
    )

    assert (np.diff(made.totals, axis=1) >= 0).all()
    assert (made.mean >= 0).all()


def test_a_forecast_stays_where_the_model_could_not_be_fitted(poisson_forecast: Forecasts) -> None:
    own = poisson_forecast(A=2.0)

    assert joined(own, {}, ("arima", "arima", "arima")) is own
