import numpy as np
import pandas as pd
import pytest

from inventory_core.domain.errors import SettingsError
from inventory_core.domain.frames import PRICE_BREAKS, SUPPLIERS, check, empty, typed
from inventory_core.optimization.price_breaks import PriceBreaks
from inventory_core.optimization.supplier_terms import (
    Prices,
    lot_at_prices,
    missing_for_minimum,
    typed_price_breaks,
    typed_suppliers,
)
from inventory_core.optimization.tables import PLAN

COSTS = {"demand_rate": 400.0, "order_cost": 10.0, "holding_rate": 0.25}


def prices(*rows: tuple[str, float, float, bool | None]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(PRICE_BREAKS))


def suppliers(*rows: tuple[str | None, float | None, float | None]) -> pd.DataFrame:
    return typed(pd.DataFrame(rows, columns=list(SUPPLIERS)[:3]), SUPPLIERS)


def test_empty_rows_go_and_empty_cells_are_nothing_asked_for() -> None:
    told = typed_suppliers(suppliers(("Wax & Co", None, 200.0), (None, None, None)))

    assert told.to_numpy().tolist() == [["Wax & Co", 0.0, 200.0, 0.0, 0.0, 0.0]]


def test_no_more_than_the_whole_is_paid_with_the_order() -> None:
    with pytest.raises(SettingsError, match="at most 100 %"):
        typed_suppliers(suppliers(("Wax & Co", None, None)).assign(deposit_share=1.1))


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([("A", 1.0, 0.0), ("A", 2.0, 0.0)], "Name each supplier once"),
        ([(None, 1.0, 0.0)], "Name each supplier once"),
        ([("A", -1.0, 0.0)], "cannot be below zero"),
    ],
)
def test_contradictory_suppliers_are_refused(
    rows: list[tuple[str | None, float, float]], sentence: str
) -> None:
    with pytest.raises(SettingsError, match=sentence):
        typed_suppliers(suppliers(*rows))


def test_prices_are_sorted_and_hold_for_the_whole_order_unless_said_otherwise() -> None:
    told = typed_price_breaks(prices(("TEA", 100, 4, None), ("TEA", 10, 5, True)))

    assert told.to_numpy().tolist() == [["TEA", 10, 5, True], ["TEA", 100, 4, True]]


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([("TEA", 10, 5, True), ("TEA", 10, 4, True)], "TEA: .* once, the smallest first"),
        ([("TEA", 10, 4, True), ("TEA", 20, 5, True)], "TEA: A larger lot costs 5 a unit"),
        ([("TEA", 10, 5, True), ("TEA", 20, 4, False)], "TEA: .* either all"),
        ([("TEA", None, 5, True)], "complete the row"),
        ([("TEA", 10, 0, True)], "TEA: .* must be more than 0"),
    ],
)
def test_contradictory_prices_are_refused(
    rows: list[tuple[str, float, float, bool]], sentence: str
) -> None:
    with pytest.raises(SettingsError, match=sentence):
        typed_price_breaks(prices(*rows))


def breaks_beside(cost: float) -> PriceBreaks:
    """The prices of a tea that costs so much, and 4 from 100 units on."""
    found = Prices.of(np.array(["TEA"]), np.array([cost]), prices(("TEA", 100, 4, True)))
    return found.breaks[0]


def test_below_the_first_break_the_products_own_cost_holds() -> None:
    breaks = breaks_beside(5)

    assert (breaks.from_units, breaks.unit_cost) == ((1, 100), (5, 4))
    assert breaks.lot_cost([99, 100]).tolist() == [495, 400]


@pytest.mark.parametrize("cost", [float("nan"), 3.0])
def test_a_cost_that_is_unknown_or_lower_gives_way_to_the_first_price(cost: float) -> None:
    breaks = breaks_beside(cost)

    assert (breaks.from_units, breaks.unit_cost) == ((1,), (4,))


def test_a_break_is_taken_where_it_costs_less_a_year() -> None:
    # 90 units at 5: 2,000 + 44 ordering + 56 holding = 2,101; 100 at 4: 1,600 + 40 + 50 = 1,690
    near = PriceBreaks(from_units=(1, 100), unit_cost=(5, 4))

    assert lot_at_prices(near, least_units=90, **COSTS) == 100


def test_a_break_that_ties_up_too_much_is_left() -> None:
    # The usual lot is √(2 · 400 · 10 / 1.25) = 80; 400 at 4.95 hold 247 a year to save 20
    far = PriceBreaks(from_units=(1, 400), unit_cost=(5, 4.95))

    assert lot_at_prices(far, least_units=10, **COSTS) == pytest.approx(80)


def test_never_more_than_a_years_demand_is_bought_for_a_price() -> None:
    huge = PriceBreaks(from_units=(1, 5000), unit_cost=(5, 0.1))

    assert lot_at_prices(huge, least_units=10, **COSTS) < 400


def test_without_sales_only_what_lacks_is_bought() -> None:
    breaks = PriceBreaks(from_units=(1, 100), unit_cost=(5, 4))

    assert lot_at_prices(breaks, least_units=3, demand_rate=0, order_cost=10, holding_rate=0.2) == 3


def test_orders_too_small_for_their_supplier_are_told() -> None:
    plan = empty(PLAN).reindex(range(3))
    plan = plan.assign(
        supplier=["Wax", "Wax", "Clay"],
        order_units=[10.0, 5.0, 50.0],
        spend=[40.0, 60.0, 20.0],
        stock_known=True,
    )
    asked = suppliers(("Wax", 0.0, 150.0), ("Clay", 50.0, 0.0), ("Nobody", 5.0, 5.0))

    missing = missing_for_minimum(plan, asked)
    assert missing["supplier"].tolist() == ["Wax"]
    assert missing[["units", "spend"]].to_numpy().tolist() == [[15.0, 100.0]]


def test_what_is_typed_is_the_declared_frame() -> None:
    check(typed_suppliers(suppliers(("A", 1.0, 2.0))), SUPPLIERS)
    check(typed_price_breaks(prices(("A", 1.0, 2.0, True))), PRICE_BREAKS)


def test_the_best_lot_of_a_usual_price_counts_where_the_best_of_all_is_too_large() -> None:
    # √(2 · 365 · 80 / (0.25 · 10)) = 153; 500 at 8 would last longer than a year.
    breaks = PriceBreaks(from_units=(1, 500), unit_cost=(10, 8))
    rates = {"demand_rate": 365.0, "order_cost": 80.0, "holding_rate": 0.25}

    assert lot_at_prices(breaks, least_units=21, **rates) == pytest.approx(152.8, abs=0.1)


def test_lots_are_compared_as_they_can_be_delivered() -> None:
    # 300 at 3.2 would spoil: of 114 that sell in time, all or 27 at the usual price.
    breaks = PriceBreaks(from_units=(1, 300), unit_cost=(4, 3.2))
    rates = {"demand_rate": 365.0, "order_cost": 1.0, "holding_rate": 0.25}

    def orderable(wanted: np.ndarray) -> np.ndarray:
        return np.minimum(wanted, 114)

    lot = lot_at_prices(breaks, least_units=1, **rates, orderable=orderable)
    assert lot == pytest.approx(27.0, abs=0.1)


def test_a_balance_is_due_within_a_year_and_prices_hold_from_one_unit_on() -> None:
    with pytest.raises(SettingsError, match="at most 365 days"):
        typed_suppliers(suppliers(("A", None, None)).assign(balance_days=1e9))
    with pytest.raises(SettingsError, match="from 1 unit on"):
        typed_price_breaks(prices(("TEA", 0, 5, True)))
