"""What is said of a replay beside what really happened."""

import pandas as pd
import pytest

from inventory_core.simulation.past import THIS_PLAN, WHAT_HAPPENED
from inventory_core.simulation.past_words import (
    real_past_hint,
    real_past_label,
    real_past_sentence,
    rule_explanation,
)


@pytest.mark.parametrize(
    ("plan", "products", "sentence"),
    [
        (
            80.0,
            12,
            "With these 12 products, this plan would have cost €80.00, €20.00 less than what "
            "really happened.",
        ),
        (
            130.0,
            12,
            "With these 12 products, this plan would have cost €130.00; what really happened cost "
            "€30.00 less.",
        ),
        (
            130.0,
            1,
            "With 1 product, this plan would have cost €130.00; what really happened cost €30.00 "
            "less.",
        ),
    ],
)
def test_the_plan_is_compared_with_what_happened(plan: float, products: int, sentence: str) -> None:
    totals = pd.DataFrame({"rule": [THIS_PLAN, WHAT_HAPPENED], "total": [plan, 100.0]})

    assert real_past_sentence(totals, products=products, currency="€") == sentence


def test_the_offer_says_how_many_products_there_are() -> None:
    assert real_past_label(1).endswith("(1 product with stock counts)")
    assert real_past_label(12).endswith("(12 products with stock counts)")
    assert "35 days" in real_past_hint()


def test_what_is_assumed_of_the_start_depends_on_what_it_is_compared_with() -> None:
    usual, beside = (rule_explanation(7, beside_real_past=real) for real in (False, True))

    assert usual[0].startswith("All begin with the same stock")
    assert beside[0].startswith("What really happened is told by your counts")
    assert usual[1:] == beside[4:]
