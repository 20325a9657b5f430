"""What is said of a search for better settings."""

import pandas as pd
import pytest

from inventory_core.domain.frames import typed
from inventory_core.simulation.tables import BETTER_SETTINGS
from inventory_core.simulation.tuning import BetterSettings
from inventory_core.simulation.tuning_words import (
    doubt_sentence,
    found_sentence,
    search_sentence,
    tuning_explanation,
)


def found(*rows: tuple[float, float, bool, bool], left_out: int = 0) -> BetterSettings:
    """Cost now and then on the days not seen, picked, won."""
    frame = pd.DataFrame(rows, columns=["unseen_cost", "picked_unseen_cost", "picked", "won"])
    told = {"sku": [f"P{place}" for place in range(len(rows))], "name": "Mug"}
    told |= dict.fromkeys(("service_level", "picked_level"), 0.95)
    told |= dict.fromkeys(("review_period_days", "picked_review_days"), 7.0)
    told |= dict.fromkeys(("searched_cost", "picked_searched_cost"), 100.0)
    products = typed(frame.assign(**told), BETTER_SETTINGS)
    return BetterSettings(searched_days=275, products=products, left_out=left_out)


@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        (
            found((100, 80, True, True), (100, 79, True, True), (50, 50, False, False)),
            "On the last 90 days, which the search did not see, 2 of 3 products would have cost "
            "€159.00 instead of €200.00.",
        ),
        (
            found((50, 50, False, False)),
            "Keep what you have: on the 275 days searched, no other settings would have cost "
            "less, by more than chance.",
        ),
        (
            found((100, 50, True, True), (100, 250, True, False)),
            "Keep what you have: the search picked other settings for 2 products. On the last 90 "
            "days, which it did not see, they would have cost €300.00 together, and your present "
            "ones €200.00.",
        ),
        (
            found((100, 50, True, True), (100, 140, True, False)),
            "Keep what you have: the search picked other settings for 2 products. On the last 90 "
            "days, which it did not see, they would have cost €190.00 together instead of "
            "€200.00, but that may be chance.",
        ),
        (
            found((100, 120, True, False)),
            "Keep what you have: the search picked other settings for 1 product. On the last 90 "
            "days, which it did not see, they would have cost €120.00, and your present ones "
            "€100.00.",
        ),
    ],
)
def test_what_was_found_is_said_in_a_sentence(made: BetterSettings, sentence: str) -> None:
    assert found_sentence(made, currency="€") == sentence


def test_what_is_offered_comes_with_its_doubt() -> None:
    made = found((100, 80, True, True), (100, 81, True, True), (100, 99, True, False))

    assert doubt_sentence(made, currency="€") == (
        "Expect less from now on: what is offered was chosen because it did well on these days "
        "too. All 3 products that the search picked without them would have cost €260.00 there "
        "instead of €300.00."
    )
    assert doubt_sentence(found((50, 50, False, False)), currency="€") == ""


def test_the_explanation_names_who_is_left_out() -> None:
    assert "1 product is left out" in tuning_explanation(found(left_out=1))[-1]
    assert "4 products are left out" in tuning_explanation(found(left_out=4))[-1]
    assert not any("left out" in line for line in tuning_explanation(found()))


def test_the_search_says_what_it_tries() -> None:
    assert "80 %, 90 %, 95 %, 98 %, 99 %" in search_sentence()
    assert "7, 14, 28 days" in search_sentence()
