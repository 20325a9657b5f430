import re

import pandas as pd
import pytest

from inventory_core.domain.settings import Settings
from inventory_core.forecasting.words import comparison_sentence, run_gain_sentence


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (Settings(), r"known after the first run on 20 products or more"),
        (Settings(own_models=("", "", "")), r"gained nothing so far.*So they stay as they are"),
        (
            Settings(own_models=("arima", "", ""), own_models_gain=0.0123),
            r"made the forecasts of the last months, which it had not seen, 1\.2% better",
        ),
    ],
)
def test_what_the_run_gained_is_told_as_far_as_it_is_known(settings: Settings, said: str) -> None:
    assert re.search(said, run_gain_sentence(settings))


def scores(**losses: float) -> pd.DataFrame:
    frame = pd.DataFrame({"model": list(losses), "loss_units": list(losses.values())})
    return frame.assign(
        sku="A", origins=3.0, actual_units=30.0, miss_units=frame["loss_units"], bias_units=0.0
    ).astype({"sku": "str", "model": "str"})


def test_a_model_that_lost_less_on_one_product_is_said_to_be_perhaps_lucky() -> None:
    better = comparison_sentence(scores(combination=4.0, arima=3.0), "combination")
    best = comparison_sentence(scores(combination=3.0, arima=4.0), "combination")

    assert better.endswith("how the models did on all your products together counts.")
    assert best == (
        "Tested on the last months, Combination missed the total of 28 days by 3.0 units on "
        "average, of 30 sold."
    )


def test_repeating_last_week_is_told_beside_the_model() -> None:
    table = scores(**{"combination": 3.0, "seasonal naive": 5.0})
    sentence = comparison_sentence(table, "combination")

    assert sentence.endswith("Repeating last week would have missed it by 5.0.")
