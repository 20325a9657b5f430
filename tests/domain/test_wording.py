"""Sentences that a seller reads."""

import pandas as pd
import pytest

from inventory_core.corrections.corrections import KINDS
from inventory_core.corrections.ranges import corrections_from
from inventory_core.corrections.words import correction_label, correction_sentences
from inventory_core.forecasting.regression import PriceEffect
from inventory_core.forecasting.words import price_effect_sentence

FIRST, LAST = pd.Timestamp("2026-05-03"), pd.Timestamp("2026-05-09")


@pytest.mark.parametrize(
    ("kind", "told", "sentence"),
    [
        (
            "sold out",
            {},
            "Probably sold out 3 May 2026 – 9 May 2026: no sale in 7 days, usually 4.0 a day",
        ),
        ("sold out", {"note": "counted"}, "Sold out 3 May 2026 – 9 May 2026, as counted"),
        (
            "not back",
            {"factor": 0.25},
            "Not back yet: 25 % of the usual demand is expected 3 May 2026 – 9 May 2026; switch "
            "this off once you have it again",
        ),
        (
            "bulk order",
            {"last_day": FIRST, "units": 57.0},
            "Bulk order on 3 May 2026: 57 units more than usual are set aside",
        ),
        (
            "promotion",
            {"note": "Fair", "factor": 1.536},
            "Fair, 3 May 2026 – 9 May 2026: 1.5 times the usual demand",
        ),
        (
            "price drop",
            {"note": "30 %", "factor": 2.0},
            "Price 30 % lower, 3 May 2026 – 9 May 2026: 2 times the usual demand",
        ),
        (
            "holiday",
            {"last_day": FIRST, "note": "May Day", "factor": 0.4},
            "May Day, 3 May 2026: 0.4 times the usual demand",
        ),
        (
            "closed",
            {},
            "Probably closed 3 May 2026 – 9 May 2026: all but nothing sold in the whole shop",
        ),
        ("closed", {"note": "told"}, "Closed 3 May 2026 – 9 May 2026, as you said"),
        ("closed", {"note": "beach"}, "Closed 3 May 2026 – 9 May 2026, as you said: beach"),
        (
            "not covered",
            {},
            "No file covers 3 May 2026 – 9 May 2026: not taken for days without sales",
        ),
    ],
)
def test_a_correction_says_what_it_is_and_why(
    kind: str, told: dict[str, object], sentence: str
) -> None:
    row = pd.DataFrame([{"first_day": FIRST, "last_day": LAST} | told])

    assert correction_sentences(corrections_from(row, kind=kind), [4.0]) == [sentence]


def test_every_kind_of_correction_has_a_label_of_its_own() -> None:
    assert len({correction_label(kind) for kind in KINDS}) == len(KINDS)


def test_what_a_lower_price_does_is_told_with_how_sure_that_is() -> None:
    effect = PriceEffect(elasticity=-1.57, low=-2.7, high=-0.46)

    # 0.9 ** -1.57 = 1.18, 0.9 ** -0.46 = 1.05 and 0.9 ** -2.7 = 1.33.
    assert price_effect_sentence(effect) == (
        "When its price went down by 10 %, about 18 % more was sold (likely between 5 % and 33 %)."
    )
    assert price_effect_sentence(None).startswith("Its price hardly changed")
