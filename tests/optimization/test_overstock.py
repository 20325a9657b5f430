"""What lies there too much: two candles a day, 14 days on their way and 60 of cover."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory_core.domain.demand import Demand
from inventory_core.domain.forecast import Forecast
from inventory_core.domain.settings import Settings
from inventory_core.optimization.overstock import overstock, worth_of_stock
from inventory_core.optimization.plan import make_plan

CANDLE = {"name": "Candle", "cost": 4.0, "price": 10.0, "lead_time_days": 14.0}

Listed = Callable[..., pd.DataFrame]


@pytest.fixture
def listed(
    sure_forecast: Callable[..., Forecast],
    demand_of: Callable[..., Demand],
    products_of: Callable[..., pd.DataFrame],
    stock_of: Callable[..., pd.DataFrame],
) -> Listed:
    """The overstock of one product that sells two a day for sure, unless said otherwise."""

    def found(*, on_hand: float, daily: float = 2.0, days: int = 100, **facts: object):
        plan = make_plan(
            demand_of(A=[2.0] * days),
            sure_forecast(A=daily),
            products=products_of(A=CANDLE | facts),
            stock=stock_of(A=(on_hand, 0, 0)),
            settings=Settings(holding_rate=0.25),
        ).frame()
        return overstock(plan)

    return found


def test_units_beyond_lead_time_and_cover_are_too_many(listed: Listed) -> None:
    row = listed(on_hand=365).iloc[0]

    assert row["overstock_units"] == 365 - 2 * (14 + 60)
    assert row["money"] == 4 * 217
    # 365 at 730 a year
    assert row["months"] == pytest.approx(6)
    # They wait from 74 to 182.5 days, 128.25 on average, at 1 a unit and year
    assert row["waiting_cost"] == pytest.approx(217 * 128.25 / 365)


def test_all_of_what_is_discontinued_is_to_be_sold_off(listed: Listed) -> None:
    (row,) = listed(on_hand=10, discontinued=True).to_dict("records")

    assert (row["discontinued"], row["overstock_units"], row["money"]) == (True, 10, 40)
    assert listed(on_hand=0, discontinued=True).empty
    assert listed(on_hand=10).empty


def test_waiting_never_costs_more_than_the_units_did(listed: Listed) -> None:
    never = listed(on_hand=100, daily=0.0).iloc[0]
    hardly = listed(on_hand=100, daily=0.01).iloc[0]

    assert never["waiting_cost"] == never["money"] == 400
    assert np.isnan(never["months"])
    assert 0 < hardly["waiting_cost"] < hardly["money"]
    assert hardly["months"] == pytest.approx(100 / 3.65 * 12)


def test_enough_is_not_too_much_and_a_young_product_has_its_time(listed: Listed) -> None:
    assert listed(on_hand=148).empty
    assert listed(on_hand=365, days=59).empty


def test_what_unknown_costs_tie_up_is_unknown(listed: Listed) -> None:
    row = listed(on_hand=365, cost=None, price=None).iloc[0]

    assert row["overstock_units"] == 217
    assert np.isnan(row["money"])
    assert np.isnan(row["waiting_cost"])


@given(
    units=st.floats(0, 300),
    pace=st.just(0.0) | st.floats(0.001, 5),
    value=st.floats(0, 20),
    holding_cost=st.floats(0, 0.5),
    salvage_value=st.floats(0, 20),
)
def test_the_worth_of_a_stock_is_that_of_its_slices(units: float, **terms: float) -> None:
    slices = (np.arange(20_000) + 0.5) * units / 20_000
    # Without a pace the first one waits for ever
    waits = slices / terms["pace"] if terms["pace"] else np.full(20_000, 1e300)
    later = np.where(waits < 1e300, terms["value"] - terms["holding_cost"] * waits, -np.inf)
    each = np.maximum(later, terms["salvage_value"])

    assert worth_of_stock(units, **terms) == pytest.approx(units * each.mean(), rel=1e-3, abs=1e-6)
