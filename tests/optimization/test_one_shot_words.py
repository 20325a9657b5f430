"""Sentences about what is bought once, or once and then once more."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from inventory_core.optimization.one_shot_words import first_buy_sentence, past_sales_sentence
from inventory_core.optimization.past_sales import past_sales_distribution
from inventory_core.optimization.reorder_once import FirstBuy


def sentence(units: float, worth: float, *orders: tuple[float, float, float]) -> str:
    rows = pd.DataFrame(orders, columns=["sold_units", "order_units", "chance"])
    found = FirstBuy(
        units=units, worth=worth, units_without=90, profit_without=500, second_orders=rows
    )
    return first_buy_sentence(found, decided=date(2026, 3, 3), currency="€")


@pytest.mark.parametrize(
    ("units", "orders", "told"),
    [
        (120, [(0, 0, 0.3), (70, 64, 0.6), (120, 90, 0.1)], "if 70 sell by 3 Mar 2026, 64 more."),
        (50, [(0, 0, 0.3), (50, 90, 0.7)], "if all sell by 3 Mar 2026, 90 more."),
        (
            120,
            [(0, 0, 0.6), (70, 64, 0.3), (120, 90, 0.1)],
            "and more only if at least 70 sell by 3 Mar 2026.",
        ),
        (120, [(0, 0, 0.9), (120, 90, 0.1)], "and 90 more only if all sell by 3 Mar 2026."),
    ],
)
def test_the_second_order_is_told_by_what_usually_sells(
    units: float, orders: list[tuple[float, float, float]], told: str
) -> None:
    assert sentence(units, 210, *orders) in (
        f"Buy {units} now; {told} The chance to reorder is worth €210.00.",
        f"Buy {units} now, {told} The chance to reorder is worth €210.00.",
    )


def test_where_nothing_can_be_learnt_both_orders_stand_fast() -> None:
    assert sentence(40, 10, (0, 64, 1.0)).startswith("Buy 40 now and 64 on 3 Mar 2026.")


def test_a_chance_worth_nothing_is_told_so() -> None:
    assert sentence(90, 0, (0, 0, 1.0)) == "Buy 90 now; a second order would not pay."


def test_past_sales_are_repeated_as_understood() -> None:
    numbers = np.array([38.0, 52.0, 41.0])

    assert past_sales_sentence(numbers, past_sales_distribution(numbers)) == (
        "3 numbers, 44 on average. In 8 of 10 cases the next lies between 24 and 66."
    )
    one = past_sales_sentence(numbers[:1], past_sales_distribution(numbers[:1]))
    assert one.startswith("1 number, 38 on average.")
