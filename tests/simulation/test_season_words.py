"""Sentences about schedules for a season."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from inventory_core.simulation.season import SeasonSchedule, Way
from inventory_core.simulation.season_words import (
    costs_rule_sentence,
    order_now_sentence,
    savings_sentence,
    schedule_explanation,
    schedule_sentence,
)

Maker = Callable[..., SeasonSchedule]


def test_a_sure_saving_is_told_with_its_doubt(season_schedule_of: Maker) -> None:
    found = season_schedule_of(saving=39.0, error=4.0)

    assert schedule_sentence(found, currency="€") == (
        "Over the next 26 weeks, ordering by this schedule is expected to cost €61.00 instead of "
        "€100.00 (-€39.00, sure within ±€8.00)."
    )


@pytest.mark.parametrize(("saving", "error"), [(5.0, 4.0), (0.5, 0.1), (-3.0, 1.0)])
def test_a_doubtful_or_slight_saving_changes_nothing(
    season_schedule_of: Maker, saving: float, error: float
) -> None:
    found = season_schedule_of(saving=saving, error=error)

    assert "nothing to change" in schedule_sentence(found, currency="")
    assert not costs_rule_sentence(found, currency="")
    assert len(schedule_explanation(found)) == 3


def test_what_the_costs_rule_saves_alone_is_said(season_schedule_of: Maker) -> None:
    little, much, more = (
        costs_rule_sentence(
            season_schedule_of(saving=20.0, error=1.0, costs_saving=saved), currency="$"
        )
        for saved in (5.0, 15.0, 25.0)
    )

    assert not little
    assert "saves $15.00 of it without a schedule" in much
    assert "saves $20.00 of it" in more


def test_what_to_order_today_is_said(season_schedule_of: Maker) -> None:
    found = season_schedule_of(saving=20.0, error=1.0)

    assert order_now_sentence(found) == (
        "By the schedule, order 24 today; the stock position is 5."
    )
    assert "order nothing today" in order_now_sentence(replace(found, order_units=0.0))
    assert "lifts it to the second" in schedule_explanation(found)[0]


def test_orders_fixed_ahead_do_not_wait_for_what_sells(season_schedule_of: Maker) -> None:
    found = season_schedule_of(saving=20.0, error=1.0)
    fixed = found.ways.replace({"way": {Way.LEVELS: Way.FIXED_ORDERS}})

    lines = schedule_explanation(replace(found, best=Way.FIXED_ORDERS, ways=fixed))

    assert "whatever was sold" in lines[0]


@pytest.mark.parametrize(
    ("products", "looked_at", "sentence"),
    [
        (0, 1, "The plan is as good for the 1 product with a season."),
        (0, 9, "The plan is as good for all 9 products with a season."),
        (1, 9, "A schedule saves for 1 of 9: €8.00 in half a year."),
        (2, 9, "A schedule saves for 2 of 9: €8.00 together in half a year."),
    ],
)
def test_all_savings_are_summed_up(products: int, looked_at: int, sentence: str) -> None:
    told = savings_sentence(saved=8.0, products=products, looked_at=looked_at, currency="€")

    assert told == sentence
