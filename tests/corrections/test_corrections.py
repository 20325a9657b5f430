"""All corrections together, and demand without them."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory_core.corrections import corrections as module
from inventory_core.corrections.corrections import (
    KINDS,
    Evidence,
    corrected,
    find_corrections,
    shop_exposure,
    usual_pace,
)
from inventory_core.corrections.ranges import corrections_from
from inventory_core.domain.demand import HORIZON_DAYS, Demand, plain_demand
from inventory_core.domain.frames import CLOSURES, CORRECTIONS, SWITCHED_OFF, check, typed
from inventory_core.domain.settings import Settings

Maker = Callable[..., Demand]
Day = Callable[[int], pd.Timestamp]
EvidenceMaker = Callable[..., Evidence]


def correction(first: pd.Timestamp, last: pd.Timestamp, **told: object) -> pd.DataFrame:
    row = pd.DataFrame([{"first_day": first, "last_day": last, **told}])
    return corrections_from(row, kind="closed")


def test_a_factor_changes_the_exposure_of_its_days_past_and_to_come(
    demand_of: Maker, day: Day
) -> None:
    demand = demand_of(np.full((2, 5), 3.0))
    told = correction(day(3), day(6), sku="P0001", factor=2.0)

    usual = corrected(demand, told)

    assert usual.exposure[0].tolist() == [1.0] * (5 + HORIZON_DAYS)
    assert usual.exposure[1, :8].tolist() == [1, 1, 1, 2, 2, 2, 2, 1]
    assert usual.units.tolist() == demand.units.tolist()
    assert demand.exposure.max() == 1.0  # what was given is left alone


def test_units_are_set_aside_but_never_more_than_were_sold(demand_of: Maker, day: Day) -> None:
    demand = demand_of(np.array([[3.0, 50.0, 3.0]]))
    told = pd.concat(
        [
            correction(day(1), day(1), sku="P0000", units=40.0),
            correction(day(2), day(9), sku="P0000", units=40.0),
        ]
    )

    assert corrected(demand, told).units.tolist() == [[3.0, 10.0, 0.0]]


def test_a_correction_of_the_shop_counts_for_every_product_since_its_launch(
    demand_of: Maker, day: Day
) -> None:
    demand = demand_of(np.array([[3.0, 3.0, 1.0, 3.0], [0.0, 0.0, 0.0, 3.0]]))

    usual = corrected(demand, correction(day(1), day(2), factor=0.0))

    assert usual.exposure[:, :4].tolist() == [[1, 0, 0, 1], [0, 0, 0, 1]]
    # An order on a day of closure is no usual demand.
    assert usual.units.tolist() == [[3, 0, 0, 3], [0, 0, 0, 3]]


def test_the_shop_shows_what_holds_for_all_of_its_products(demand_of: Maker, day: Day) -> None:
    told = pd.concat(
        [
            correction(day(1), day(2), factor=0.0),
            correction(day(2), day(3), factor=0.4),
            correction(day(4), day(4), factor=0.0, active=False),
            correction(day(5), day(5), factor=0.0, sku="P0000"),
        ]
    )
    shown = shop_exposure(demand_of(np.ones((1, 4))), told)

    assert shown[:7].tolist() == [1, 0, 0, 0.4, 1, 1, 1]


def test_what_is_switched_off_or_of_unknown_products_changes_nothing(
    demand_of: Maker, day: Day
) -> None:
    demand = demand_of(np.full((1, 5), 3.0))
    off = correction(day(0), day(4), sku="P0000", factor=0.0).assign(active=False)
    unknown = correction(day(0), day(4), sku="GONE", factor=0.0)

    usual = corrected(demand, pd.concat([off, unknown]))

    assert usual.fingerprints() == demand.fingerprints()


@given(
    st.lists(
        st.tuples(
            st.integers(0, 2), st.integers(-3, 15), st.integers(0, 9), st.sampled_from([0, 0.5, 2])
        ),
        max_size=6,
    )
)
def test_many_corrections_at_once_equal_one_after_another(
    told: list[tuple[int, int, int, float]],
) -> None:
    demand = plain_demand(
        skus=np.array(["A", "B"]),
        first_day=pd.Timestamp("2025-01-06").date(),
        units=np.full((2, 12), 5.0),
    )
    start = pd.Timestamp(demand.first_day)
    parts = [
        correction(
            start + pd.Timedelta(days=first),
            start + pd.Timedelta(days=first + length),
            sku=["A", "B", ""][which],
            factor=factor,
            units=1.0 if which < 2 else 0.0,
        )
        for which, first, length, factor in told
    ]
    together = corrected(demand, pd.concat([*parts, correction(start, start)]))
    for part in parts:
        demand = corrected(demand, part)

    assert (together.exposure == demand.exposure).all()
    assert (together.units == demand.units).all()


def shop(demand_of: Maker) -> Demand:
    """Twenty products of four units a day, with one of each trouble."""
    units = np.full((20, 200), 4.0)
    units[0, 60:70] = 0  # sold out
    units[1, 100] = 90  # a bulk order
    units[:, 120] = 0  # closed
    price = np.full(units.shape, 10.0)
    price[2, 140:154], units[2, 140:154] = 7.0, 8.0  # an offer
    return demand_of(units, price=price)


def test_each_trouble_of_a_shop_is_found_by_its_kind(
    demand_of: Maker, day: Day, evidence_of: EvidenceMaker
) -> None:
    demand = shop(demand_of)

    found = check(find_corrections(demand, evidence_of(demand)), CORRECTIONS)

    assert found[["sku", "kind", "first_day", "last_day"]].to_numpy().tolist() == [
        ["", "closed", day(120), day(120)],
        ["P0001", "bulk order", day(100), day(100)],
        ["P0000", "sold out", day(60), day(69)],
        ["P0002", "price drop", day(140), day(153)],
    ]
    usual = corrected(demand, found)
    assert usual.units[1, 100] == 4.0
    assert usual.exposure[0, 65] == usual.exposure[5, 120] == 0.0
    assert usual.units[2, 145] / usual.exposure[2, 145] == pytest.approx(4.5, abs=0.5)


def test_what_the_seller_switched_off_is_found_but_changes_nothing(
    demand_of: Maker, day: Day, evidence_of: EvidenceMaker
) -> None:
    demand = shop(demand_of)
    off = pd.DataFrame(
        {
            "sku": ["P0000", "P0001", ""],
            "kind": ["sold out", "sold out", "closed"],
            "first_day": [day(64), day(100), day(119)],
            "last_day": [day(66), day(100), day(120)],
        }
    )

    found = find_corrections(demand, evidence_of(demand, switched_off=typed(off, SWITCHED_OFF)))

    switched = found.set_index("kind")["active"].to_dict()
    assert switched.pop("bulk order")
    assert switched.pop("price drop")
    # With the closure switched off, the silent day is a day without sales again.
    assert not any(switched.values())
    assert corrected(demand, found).exposure[0, 65] == 1.0


def test_the_share_that_waits_and_closures_to_come_are_taken_from_the_seller(
    demand_of: Maker, day: Day, evidence_of: EvidenceMaker
) -> None:
    demand = shop(demand_of)
    told = pd.DataFrame({"first_day": [day(210)], "last_day": [day(216)], "note": ["beach"]})
    evidence = evidence_of(
        demand, closures=typed(told, CLOSURES), settings=Settings(lost_share=0.25)
    )

    usual = corrected(demand, find_corrections(demand, evidence))

    assert usual.exposure[0, 65] == 0.75
    assert usual.exposure[3, 209:218].tolist() == [1, 0, 0, 0, 0, 0, 0, 0, 1]


def test_an_ordinary_shop_needs_no_correction(demand_of: Maker, evidence_of: EvidenceMaker) -> None:
    rng = np.random.default_rng(9)
    rate = np.exp(rng.normal(-0.5, 1.2, (300, 1)))
    units = rng.negative_binomial(rate / 0.8, 1 / 1.8, (300, 400)).astype(float)
    units[np.arange(300), rng.integers(0, 200, 300)] += 1
    demand = demand_of(units[units.sum(axis=1) > 0])

    found = find_corrections(replace(demand), evidence_of(demand))

    assert len(found) <= 3


def test_the_usual_pace_around_a_stockout_leaves_its_days_out(
    demand_of: Maker, evidence_of: EvidenceMaker
) -> None:
    demand = shop(demand_of)
    found = find_corrections(demand, evidence_of(demand))
    stockouts = found[found["kind"] == "sold out"]

    assert usual_pace(corrected(demand, found), stockouts).tolist() == [4.0]


def test_every_kind_has_its_place_in_the_list() -> None:
    named = {
        value
        for room in (
            module.big_days,
            module.bulk_orders,
            module.calendar,
            module.known_days,
            module.promotions,
            module.sold_out,
        )
        for name, value in vars(room).items()
        if name.isupper()
        and isinstance(value, str)
        and name not in ("TOLD", "COUNTED", "WHOLE_SHOP")
    }

    assert named == set(KINDS)
