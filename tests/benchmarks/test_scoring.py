"""Every measure, worked out by hand."""

import numpy as np
import pytest

from benchmarks.scoring import (
    coverage,
    pinball_loss,
    root_mean_squared_scaled_error,
    scaled_loss,
    scaled_pinball_loss,
    symmetric_percentage_error,
    weighted_loss,
)


@pytest.mark.parametrize(
    ("quantile", "level", "expected"),
    [
        (10, 0.9, 3.6),  # 4 short, at 0.9 each
        (18, 0.9, 0.4),  # 4 over, at 0.1 each
        (14, 0.9, 0.0),
        (10, 0.5, 2.0),
        (18, 0.5, 2.0),
    ],
)
def test_a_unit_short_costs_the_level_and_a_unit_over_the_rest(
    quantile: float, level: float, expected: float
) -> None:
    loss = pinball_loss(np.array([[float(quantile)]]), np.array([14.0]), [level])

    assert loss == pytest.approx([expected])


def test_the_loss_of_a_product_is_the_mean_over_the_levels() -> None:
    quantiles = np.array([[10.0, 18.0], [0.0, 0.0]])

    loss = pinball_loss(quantiles, np.array([14.0, 0.0]), [0.5, 0.9])

    assert loss == pytest.approx([(2.0 + 0.4) / 2, 0.0])


def test_weighted_loss_goes_by_units_and_scaled_loss_by_products() -> None:
    loss, sold = np.array([10.0, 1.0]), np.array([100.0, 0.0])

    weighted = weighted_loss(loss, sold)
    scaled = scaled_loss(loss, daily_units=np.array([10.0, 0.1]), days=7)

    assert weighted == pytest.approx(11 / 100)
    assert scaled == pytest.approx((10 / 70 + 1 / 0.7) / 2)


def test_scaled_loss_takes_half_a_unit_at_least_as_usual() -> None:
    scaled = scaled_loss(np.array([1.0]), daily_units=np.array([0.01]), days=7)

    assert scaled == pytest.approx(1 / 0.5)


def test_a_quantile_covers_what_is_not_above_it() -> None:
    share = coverage(np.array([2.0, 2.0, 2.0, 2.0]), np.array([0.0, 2.0, 3.0, 2.5]))

    assert share == 0.5


def test_rmsse_is_the_root_of_squared_errors_by_squared_changes() -> None:
    error = root_mean_squared_scaled_error(
        np.array([[1.0, 1.0]]), np.array([[4.0, 1.0]]), scale=np.array([2.0])
    )

    assert error == pytest.approx([np.sqrt(9 / 2 / 2)])


def test_spl_is_the_mean_over_days_and_levels_by_absolute_changes() -> None:
    quantiles = np.array([[[10.0, 18.0], [14.0, 14.0]]])  # one product, two days, two levels

    loss = scaled_pinball_loss(
        quantiles, np.array([[14.0, 14.0]]), [0.5, 0.9], scale=np.array([3.0])
    )

    assert loss == pytest.approx([(2.0 + 0.4) / 4 / 3])


def test_smape_divides_by_the_mean_of_both_and_averages_over_everything() -> None:
    error = symmetric_percentage_error(np.array([[80.0, 100.0]]), np.array([[120.0, 100.0]]))

    assert error == pytest.approx((200 * 40 / 200 + 0) / 2)
