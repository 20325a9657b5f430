"""A single day far beyond the usual is set aside; what lasts or comes back is not."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from inventory_core.corrections.big_days import BIG_DAY, big_days
from inventory_core.domain.demand import Demand, Numbers

Maker = Callable[..., Demand]
Day = Callable[[int], pd.Timestamp]
DAYS = 800


def steady(rate: float = 2.0, days: int = DAYS, seed: int = 1) -> Numbers:
    units = np.random.default_rng(seed).poisson(rate, (1, days)).astype(float)
    units[0, 0] = 1
    return units


def found_in(demand: Demand, promoted: np.ndarray | None = None) -> pd.DataFrame:
    none = np.zeros(demand.exposure.shape, dtype=bool)
    found = big_days(demand, promoted=none if promoted is None else promoted)
    assert (found["kind"] == BIG_DAY).all()
    return found


@pytest.mark.parametrize("when", [20, 400, DAYS - 1])
def test_what_a_single_day_sold_beyond_a_large_usual_day_is_set_aside(
    demand_of: Maker, day: Day, when: int
) -> None:
    units = np.full((1, DAYS), 2.0)
    units[0, when] = 500

    found = found_in(demand_of(units))

    assert found[["first_day", "last_day"]].to_numpy().tolist() == [[day(when), day(when)]]
    assert found["units"].tolist() == [498]


def test_a_post_that_goes_viral_over_a_night_is_one_event(demand_of: Maker, day: Day) -> None:
    units = np.full((1, DAYS), 2.0)
    units[0, 400:402] = 500, 60

    assert found_in(demand_of(units))["units"].tolist() == [498, 58]


def test_a_slow_sellers_big_day_is_found_too(demand_of: Maker) -> None:
    units = np.zeros((1, DAYS))
    units[0, ::16] = 1
    units[0, 333] = 80

    assert found_in(demand_of(units))["units"].tolist() == [79]


@pytest.mark.parametrize(
    "big",
    [[400, 401, 402], [400, 407, 414], [100, 464], [100, 830 - 364 + 1]],
    ids=["three days", "three Saturdays", "each year", "each year about"],
)
def test_what_lasts_or_comes_back_stays(demand_of: Maker, big: list[int]) -> None:
    units = np.full((1, DAYS), 2.0)
    units[0, big] = 100

    assert found_in(demand_of(units)).empty


def test_a_promotion_that_the_seller_told_of_tells_of_itself(demand_of: Maker) -> None:
    units = np.full((1, DAYS), 2.0)
    units[0, 400] = 100
    demand = demand_of(units)
    promoted = np.zeros(demand.exposure.shape, dtype=bool)
    promoted[0, 400] = True

    assert found_in(demand, promoted).empty


def test_few_days_of_sales_show_no_usual_day(demand_of: Maker) -> None:
    units = np.zeros((1, DAYS))
    units[0, [0, 100, 200, 300, 400, 500, 600, 700]] = 1, 2, 1, 1, 1, 1, 1, 90

    assert found_in(demand_of(units)).empty


def test_chance_makes_no_big_day(demand_of: Maker) -> None:
    rng = np.random.default_rng(7)
    rate = rng.lognormal(0, 1, (300, 1))
    units = rng.negative_binomial(0.7, 0.7 / (0.7 + rate), (300, DAYS)).astype(float)
    units[:, 0] = np.maximum(units[:, 0], 1)

    # 240,000 days, among them many whose units vary three times as much as independent buyers do.
    assert len(found_in(demand_of(units))) <= 24
