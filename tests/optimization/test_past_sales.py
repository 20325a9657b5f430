import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory_core.domain.errors import SettingsError
from inventory_core.optimization.past_sales import (
    ENOUGH_NUMBERS,
    past_sales_distribution,
    read_sales,
)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("38, 52, 41", [38, 52, 41]),
        (" 38 52\n41 ", [38, 52, 41]),
        ("38;52、41，7.5", [38, 52, 41, 7.5]),
        ("38", [38]),
        ("", []),
        (" , ", []),
    ],
)
def test_numbers_are_read_as_people_type_them(text: str, numbers: list[float]) -> None:
    assert read_sales(text).tolist() == numbers


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("38, about 50", "“38, about 50” is not only numbers: type them like 38, 52, 41."),
        ("38, -5", "sales of a season must be 0 or more, not -5"),
        ("nan", "sales of a season must be 0 or more, not nan"),
        ("1e999", "sales of a season must be 0 or more, not inf"),
        ("38, 2000000", "No season may sell more than 100,000 units: check 2,000,000."),
    ],
)
def test_what_is_no_number_of_units_is_told_in_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(SettingsError, match=sentence):
        read_sales(text)


def test_no_numbers_at_all_are_told_in_a_sentence() -> None:
    with pytest.raises(SettingsError, match="No past sales are known: type what sold"):
        past_sales_distribution([])


def test_one_number_varies_as_seasons_usually_do() -> None:
    demand = past_sales_distribution([50])

    assert demand.mean[0] == pytest.approx(50)
    # 50 by chance and 20² from season to season, and the same again for a mean from one number
    assert demand.variance[0] == pytest.approx(2 * (50 + 400))


def test_three_numbers_speak_beside_what_is_usual() -> None:
    demand = past_sales_distribution([40, 50, 60])

    # Twice the usual 450, and twice the variance of the numbers, 100; a third of it for the mean
    assert demand.variance[0] == pytest.approx((2 * 450 + 2 * 100) / 4 * (1 + 1 / 3))


def test_many_numbers_speak_for_themselves() -> None:
    demand = past_sales_distribution([10] * 15 + [90] * 5)

    assert [demand.least(level)[0] for level in (0.74, 0.76)] == [10, 90]
    assert demand.expected_short([[0.0, 50.0]])[0] == pytest.approx([30, 10])


@given(st.lists(st.integers(0, 5000), min_size=1, max_size=ENOUGH_NUMBERS + 5))
def test_the_mean_of_what_sold_is_expected_again(sold: list[int]) -> None:
    demand = past_sales_distribution(sold)

    assert demand.mean[0] == pytest.approx(np.mean(sold))
    assert demand.least(0.01)[0] >= 0


def test_the_next_season_is_covered_even_by_few_numbers() -> None:
    """Seasons of mean 60 and spread 25, of which three are known: half, 80 and 90 % lie below."""
    rng = np.random.default_rng(4)
    shape, scale = 60**2 / (25**2 - 60), (25**2 - 60) / 60
    seasons = rng.poisson(rng.gamma(shape, scale, (800, 4)))
    levels = np.array([0.5, 0.8, 0.9])
    quantiles = np.array([past_sales_distribution(row[:3]).least(levels) for row in seasons])
    covered = (seasons[:, 3:] <= quantiles).mean(axis=0)

    assert covered == pytest.approx(levels, abs=0.05)


def test_a_comma_within_a_number_is_asked_about() -> None:
    with pytest.raises(SettingsError, match="space after each comma"):
        read_sales("1,200")
