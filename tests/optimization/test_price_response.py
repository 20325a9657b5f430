import pytest

from inventory_core.optimization.price_response import (
    ASSUMED,
    HARDLY,
    STRONGLY,
    USUALLY,
    PriceResponse,
    measured_response,
    pooled_response,
)


@pytest.mark.parametrize(
    "told",
    [
        {"elasticity": -2.0, "weak": 0.0, "strong": -3.0},
        {"elasticity": -2.0, "weak": -2.5, "strong": -3.0},
        {"elasticity": -2.0, "weak": -1.0, "strong": -1.5},
    ],
)
def test_a_response_outside_of_its_range_is_our_mistake(told: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="elasticity must lie in its range"):
        PriceResponse(**told)


def test_what_is_assumed_are_the_published_means() -> None:
    assert ASSUMED[USUALLY].elasticity == -1.76  # Tellis 1988
    assert ASSUMED[STRONGLY].elasticity == -2.62  # Bijmolt, van Heerde and Pieters 2005
    # A tenth off sells a ninth more, so the takings stay
    assert 0.9 * (1 + ASSUMED[HARDLY].more_sold(0.1)[0]) == pytest.approx(1)


def test_a_measured_range_of_95_becomes_one_of_80_of_100() -> None:
    response = measured_response(elasticity=-2.0, low=-3.0, high=-1.0)

    # A standard error of 1 / 1.96, and 8 of 10 within 1.2816 of them
    assert response.weak == pytest.approx(-2 + 1.2816 / 1.96)
    assert response.strong == pytest.approx(-2 - 1.2816 / 1.96)


def test_surer_products_weigh_more_and_strong_ones_are_tempered() -> None:
    sure = PriceResponse(elasticity=-3.0, weak=-2.9, strong=-3.1)
    unsure = PriceResponse(elasticity=-6.0, weak=-4.0, strong=-8.0)
    pooled = pooled_response([sure, unsure])

    # Precisions 25, 1/16 and, of the published mean, 1/1.62²
    weights = [25, 1 / 16, 1 / 1.62**2]
    mean = (-3 * weights[0] - 6 * weights[1] - 1.76 * weights[2]) / sum(weights)
    assert pooled.elasticity == pytest.approx(mean)
    assert (pooled.weak, pooled.strong) == (-1.0, -8.0)
