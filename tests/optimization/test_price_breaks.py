import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory_core.domain.errors import SettingsError
from inventory_core.optimization.eoq import economic_order_quantity
from inventory_core.optimization.price_breaks import PriceBreaks, best_lots, yearly_spending

RATES = {"demand_rate": 1300.0, "order_cost": 8.0, "holding_rate": 0.3}


def best_lot(breaks: PriceBreaks, **rates: float) -> float:
    """The cheapest of the best lots of all prices."""
    lots = best_lots(breaks, **rates)
    return float(lots[np.argmin(yearly_spending(breaks, lots, **rates))])


@pytest.mark.parametrize(
    ("from_units", "unit_cost", "sentence"),
    [
        ((), (), r"one price for each\.$"),
        ((1, 100), (5,), r"There are 1 prices for 2 numbers of units: .*one price for each\.$"),
        ((100, 1), (5, 4), r"from 1 units on follows .* 100 units on: .*the smallest first\.$"),
        ((1, 50, 50), (5, 4, 3), r"from 50 units on follows .* 50 units on: .*units once"),
        ((1, 50, 20), (5, 4, 3), r"from 20 units on follows .* 50 units on"),
        ((1, 50), (5, 6), r"larger lot costs 6 a unit, a smaller one 5: .*leave out"),
        ((1, np.nan), (5, 4), r"number of units of a price must be 0 or more, not nan"),
        ((-1, 50), (5, 4), r"number of units of a price must be 0 or more, not -1"),
        ((1, 50), (5, 0), r"price of a unit must be more than 0"),
        ((1, 50), (np.nan, 4), r"price of a unit must be 0 or more, not nan"),
    ],
)
def test_price_breaks_that_make_no_sense_are_refused_in_a_sentence(
    from_units: tuple[float, ...], unit_cost: tuple[float, ...], sentence: str
) -> None:
    with pytest.raises(SettingsError, match=sentence):
        PriceBreaks(from_units=from_units, unit_cost=unit_cost)


def test_a_lower_price_holds_for_the_whole_lot_or_only_beyond_the_break() -> None:
    prices = {"from_units": (0, 10, 20), "unit_cost": (5, 4, 3)}
    whole, beyond = PriceBreaks(**prices), PriceBreaks(**prices, incremental=True)

    assert whole.lot_cost([0, 9, 10, 25]).tolist() == [0, 45, 40, 75]
    # 10 at 5, 10 at 4, 5 at 3
    assert beyond.lot_cost([0, 9, 10, 25]).tolist() == [0, 45, 50, 105]
    assert beyond.unit_cost_at([0, 25]).tolist() == [5, 4.2]
    assert whole.region([0, 9, 10, 25]).tolist() == [0, 0, 1, 2]


def test_one_price_makes_the_economic_order_quantity() -> None:
    breaks = PriceBreaks(from_units=(0,), unit_cost=(0.75,))
    lot = economic_order_quantity(demand_rate=1300, order_cost=8, holding_cost=0.3 * 0.75)

    assert best_lot(breaks, **RATES) == pytest.approx(lot)


def test_a_lot_below_the_first_break_is_not_offered() -> None:
    breaks = PriceBreaks(from_units=(500,), unit_cost=(0.75,))

    assert best_lot(breaks, **RATES) == 500


@pytest.mark.parametrize("incremental", [False, True])
def test_free_orders_and_no_demand_are_answered(incremental: bool) -> None:
    breaks = PriceBreaks(from_units=(0, 400), unit_cost=(0.75, 0.72), incremental=incremental)
    free = {**RATES, "order_cost": 0.0}
    unsold = {**RATES, "demand_rate": 0.0}

    # Bought as needed, 1300 at 0.75 cost 975; lots of 400 at 0.72 save 39 and cost 43.2 to hold
    assert best_lot(breaks, **free) == 0
    assert yearly_spending(breaks, 0, **free) == pytest.approx(975)
    assert best_lot(breaks, **unsold) == 0
    assert yearly_spending(breaks, [0, 10], **unsold).tolist() == pytest.approx([0, 0.3 * 0.75 * 5])


@pytest.mark.parametrize("name", ["demand_rate", "order_cost", "holding_rate"])
@pytest.mark.parametrize("value", [-1.0, np.nan])
def test_rates_that_are_no_amounts_are_refused(name: str, value: float) -> None:
    breaks = PriceBreaks(from_units=(1,), unit_cost=(2,))

    with pytest.raises(SettingsError, match=r"must be 0 or more, not .*value\.$"):
        best_lot(breaks, **{**RATES, name: value})


def test_without_a_holding_cost_no_lot_is_too_large() -> None:
    with pytest.raises(SettingsError, match=r"holding cost must be more than 0"):
        best_lot(PriceBreaks(from_units=(1,), unit_cost=(2,)), **{**RATES, "holding_rate": 0.0})


@given(
    steps=st.lists(st.tuples(st.integers(1, 400), st.floats(0.5, 1)), min_size=1, max_size=4),
    demand_rate=st.floats(1, 5000),
    order_cost=st.floats(0, 200),
    holding_rate=st.floats(0.01, 1),
    incremental=st.booleans(),
)
def test_no_other_lot_costs_less(
    steps: list[tuple[int, float]],
    demand_rate: float,
    order_cost: float,
    holding_rate: float,
    incremental: bool,
) -> None:
    breaks = PriceBreaks(
        from_units=tuple(np.cumsum([units for units, _ in steps]).tolist()),
        unit_cost=tuple((10 * np.cumprod([share for _, share in steps])).tolist()),
        incremental=incremental,
    )
    rates = {"demand_rate": demand_rate, "order_cost": order_cost, "holding_rate": holding_rate}
    best = best_lot(breaks, **rates)
    others = np.concatenate([breaks.from_units, np.linspace(breaks.from_units[0], 3000, 500)])

    assert best >= breaks.from_units[0]
    least = yearly_spending(breaks, best, **rates)
    assert (yearly_spending(breaks, others, **rates) >= least * (1 - 1e-12)).all()
