"""What a seller reads about overstock and lower prices."""

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from inventory_core.domain.distribution import Distribution
from inventory_core.domain.frames import typed
from inventory_core.optimization.markdown import (
    BEST,
    CLEAR,
    GOES_ON,
    KEEP,
    OVER,
    SOLD_OFF,
    Clearance,
    Terms,
    compare,
)
from inventory_core.optimization.markdown_words import (
    advice_sentence,
    after_label,
    after_sentence,
    assumed_sentence,
    buyers_label,
    choice_label,
    clearing_sentence,
    deep_cut_sentence,
    markdown_lines,
    measured_sentence,
    overstock_sentence,
    similar_sentence,
    unknown_price_sentence,
)
from inventory_core.optimization.price_response import ASSUMED, USUALLY, PriceResponse
from inventory_core.optimization.tables import MARKDOWNS, OVERSTOCK

TERMS = Terms(price=20, cost=8, holding_cost=0.01, salvage_value=0, after=GOES_ON)
STOCK = Clearance(
    stock_units=200,
    extra_units=75,
    days=56,
    demand=Distribution.of(np.array([[20.0, 30.0]]), 0.5),
    later_pace=0.5,
    terms=TERMS,
)
RESPONSE = PriceResponse(elasticity=-2.0, weak=-1.0, strong=-4.0)
UNTIL = date(2027, 1, 17)


def clearing(stock: Clearance) -> str:
    return clearing_sentence(stock, RESPONSE, until=UNTIL, currency="€")


def compared(*, clear: float, best: float, weak: float = 0.0, price: float = 15.0) -> pd.DataFrame:
    """The usual price of 20 that brings 500, and what two others bring more."""
    rows = [
        {"choice": KEEP, "price": 20.0, "money": 500.0, "gain": 0.0, "gain_weak": 0.0},
        {"choice": CLEAR, "price": 12.0, "money": 500 + clear, "gain": clear, "gain_weak": 0.0},
        {"choice": BEST, "price": price, "money": 500 + best, "gain": best, "gain_weak": weak},
    ]
    return typed(pd.DataFrame(rows), MARKDOWNS)


def overstocked(**columns: list[float]) -> pd.DataFrame:
    return typed(pd.DataFrame(columns), OVERSTOCK)


def test_overstock_is_summed_up() -> None:
    two = overstocked(money=[300.0, 20.0], waiting_cost=[40.0, 2.5])

    assert overstock_sentence(two, currency="€", cover_days=60) == (
        "2 products have more than will sell in time. €320.00 is asleep in what is too much; "
        "waiting until it is sold costs about €42.50."
    )


def test_money_that_nobody_knows_is_not_told() -> None:
    one = overstocked(money=[np.nan], waiting_cost=[np.nan])

    assert (
        overstock_sentence(one, currency="€", cover_days=60)
        == "1 product has more than will sell in time."
    )


def test_the_price_that_clears_is_told_with_its_range() -> None:
    # Four times as many: 20 / 2, 20 / 4 at -1 and 20 / √2 at -4
    assert clearing(STOCK) == (
        "At €10.00 (-50 %) the 75 too many are expected to be gone by 17 Jan 2027. If buyers "
        "respond weakly it takes a price of €5.00, if strongly one of €14.14."
    )


def test_what_does_not_go_on_is_cleared_whole() -> None:
    over = replace(STOCK, stock_units=100, terms=replace(TERMS, after=OVER))

    assert clearing(over).startswith("At €10.00 (-50 %) all 100 are expected to be gone by ")


def test_what_goes_by_itself_or_never_is_told() -> None:
    by_itself = replace(STOCK, stock_units=20)
    hardly = Distribution.of(np.array([[0.01]]), 1.0)
    hopeless = replace(STOCK, demand=hardly, terms=replace(TERMS, salvage_value=2))

    assert clearing(by_itself) == (
        "At the usual price the 75 too many are expected to be gone by 17 Jan 2027 anyway."
    )
    assert clearing(hopeless).startswith("No sensible price is expected to clear the 75 too many")
    assert clearing(hopeless).endswith("or give them away.")


def test_what_hardly_sells_tells_what_keeping_it_costs() -> None:
    sentence = unknown_price_sentence(STOCK, until=UNTIL, currency="€")

    assert "not even one is expected to sell until 17 Jan 2027" in sentence
    assert "Keeping all 200 costs €730.00 a year" in sentence


def test_a_lower_price_that_surely_brings_more_is_advised() -> None:
    assert advice_sentence(compared(clear=80, best=100, weak=10), currency="€") == (
        "Most money is expected at €15.00 (-25 %): €100.00 more than waiting. Even if buyers "
        "respond weakly it is €10.00 more."
    )


def test_a_lower_price_that_may_lose_is_advised_with_care() -> None:
    assert advice_sentence(compared(clear=80, best=100, weak=-30), currency="€").endswith(
        "If buyers respond weakly it is €30.00 less: try a smaller cut first."
    )


def test_a_slight_gain_is_no_reason_to_change_a_price() -> None:
    assert advice_sentence(compared(clear=-60, best=4), currency="€") == (
        "Keep the price: no lower one is expected to bring noticeably more. Clearing by the date "
        "brings €60.00 less than waiting."
    )
    kept = compared(clear=0, best=0, price=20.0)
    assert advice_sentence(kept, currency="€").endswith("noticeably more.")


def test_deep_cuts_are_called_a_guess() -> None:
    assert deep_cut_sentence(compared(clear=0, best=0)) == ""
    assert "a guess" in deep_cut_sentence(compared(clear=0, best=0, price=9.99))


def test_the_money_adds_up_as_shown() -> None:
    lines = markdown_lines(compare(STOCK, RESPONSE), "€").set_index("line")

    assert list(lines.columns) == [KEEP, CLEAR, BEST]
    assert lines.loc["Price"].tolist()[:2] == ["€20.00", "€10.00"]
    assert lines.loc["More than waiting", KEEP] == "–"
    for choice in lines:
        parts = lines.loc[["Takings until then", "Keeping until then", "What is left is worth"]]
        added = sum(float(part.replace("€", "").replace(",", "")) for part in parts[choice])
        together = float(lines.loc["Together", choice].replace("€", "").replace(",", ""))
        assert added == pytest.approx(together, abs=0.02)


def test_each_source_of_a_response_is_named() -> None:
    assert measured_sentence(RESPONSE) == (
        "Measured on its own price changes: 20 % off sells about 56 % more, likely between 25 % "
        "and 144 %."
    )
    assert "those of 4 other products in Mugs do" in similar_sentence(
        RESPONSE, products=4, category="Mugs"
    )
    assert assumed_sentence(ASSUMED[USUALLY]).startswith("This is an assumption")
    assert "Tellis 1988" in assumed_sentence(ASSUMED[USUALLY])


def test_everything_that_can_be_chosen_has_a_name() -> None:
    kinds = (GOES_ON, SOLD_OFF, OVER)
    labels = [*map(after_label, kinds), *map(buyers_label, ASSUMED)]
    labels += map(choice_label, (KEEP, CLEAR, BEST))

    assert len(set(labels)) == 9
    assert len(set(map(after_sentence, kinds))) == 3
