"""Two candles of one supplier: two a day each for sure, 14 days on their way, a look a week."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from inventory_core.domain.demand import Demand
from inventory_core.domain.forecast import Forecast
from inventory_core.domain.frames import PRICE_BREAKS, SUPPLIERS, typed
from inventory_core.domain.products import Economics
from inventory_core.domain.settings import Settings
from inventory_core.optimization.plan import Plan, Refused, make_plan
from inventory_core.optimization.reason_words import order_reasons
from inventory_core.optimization.supplier_orders import joint_orders
from inventory_core.optimization.supplier_terms import SupplierTerms, missing_for_minimum

# Free orders make the economic order quantity 0: only what is lacking is ordered.
FREE_ORDERS = Settings(order_cost=0, service_rule="level")

CANDLE = {
    "supplier": "Wax & Co",
    "cost": 4.0,
    "price": 10.0,
    "lead_time_days": 14.0,
    "lead_time_shortest_days": 14.0,
    "lead_time_longest_days": 14.0,
}

Planned = Callable[..., pd.DataFrame]


def wax(**terms: float) -> SupplierTerms:
    rows = pd.DataFrame([{"supplier": "Wax & Co", **terms}])
    return SupplierTerms(suppliers=typed(rows, SUPPLIERS).fillna(0.0))


@pytest.fixture
def made(
    sure_forecast: Callable[..., Forecast],
    demand_of: Callable[..., Demand],
    products_of: Callable[..., pd.DataFrame],
    stock_of: Callable[..., pd.DataFrame],
) -> Callable[..., Plan]:
    """The plan of A and B with so many on hand."""

    def make(a: float, b: float, terms: SupplierTerms, **facts: object) -> Plan:
        return make_plan(
            demand_of(A=[2.0] * 100, B=[2.0] * 100),
            sure_forecast(A=2, B=2),
            products=products_of(A=CANDLE | facts, B=CANDLE),
            stock=stock_of(A=(a, 0, 0), B=(b, 0, 0)),
            settings=FREE_ORDERS,
            terms=terms,
        )

    return make


@pytest.fixture
def planned(made: Callable[..., Plan]) -> Planned:
    """That plan as a table, index sku."""

    def table(a: float, b: float, terms: SupplierTerms, **facts: object) -> pd.DataFrame:
        return made(a, b, terms, **facts).frame().set_index("sku", drop=False)

    return table


def test_products_of_one_supplier_share_the_cost_of_an_order(made: Callable[..., Plan]) -> None:
    plan = made(30, 500, wax(order_cost=20))
    found = plan.joint_orders

    # √(2 · 20 / (2 · 730 a year · 1 for keeping one a year)) of a year, 121 of each at a time.
    assert found["cycle_days"].tolist() == pytest.approx([60.42, 60.42], abs=0.01)
    assert found["order_units"].tolist() == pytest.approx([120.8, 120.8], abs=0.1)
    assert plan.economics.order_cost.tolist() == pytest.approx([10, 10])
    assert plan.economics.line_cost.tolist() == [0, 0]
    assert plan.reordering.eoq_units.tolist() == pytest.approx(found["order_units"].tolist())
    assert found["yearly_cost"].sum() == pytest.approx((2 * 20 * 1460) ** 0.5)
    assert found["yearly_cost_apart"].tolist() == pytest.approx([(2 * 20 * 730) ** 0.5] * 2)


def test_shares_add_up_to_what_orders_cost_in_a_year(
    products_of: Callable[..., pd.DataFrame],
) -> None:
    facts = {"A": (1.0, 2.0), "B": (4.0, 5.0), "C": (0.5, 30.0)}
    products = products_of(
        **{
            sku: {"supplier": "S", "cost": held, "holding_rate": 1.0, "order_cost": line}
            for sku, (held, line) in facts.items()
        }
    )
    goods = Economics.of(products, Settings())
    yearly = np.array([1000.0, 50.0, 10.0])
    suppliers = typed(pd.DataFrame([{"supplier": "S", "order_cost": 40.0}]), SUPPLIERS)
    found = joint_orders(goods, suppliers, yearly_demand=yearly)

    cycles = 365 / found.cycle_days
    spent = cycles[0] * 40 + (cycles / found.multiple * goods.line_cost).sum()
    shares = (found.order_cost * yearly / found.units).sum()
    assert found.multiple[0] == 1
    assert shares == pytest.approx(spent)
    assert found.yearly_cost.sum() <= found.yearly_cost_apart.sum()


def test_without_a_cost_of_its_own_a_supplier_has_no_cycle(made: Callable[..., Plan]) -> None:
    assert made(30, 500, SupplierTerms()).joint_orders.empty
    assert made(30, 500, wax(least_units=5)).joint_orders.empty


def test_what_is_needed_within_half_a_cycle_joins_an_order(planned: Planned) -> None:
    plan = planned(30, 60, wax(order_cost=20))

    assert plan["joins"].tolist() == [False, True]
    assert plan["order_units"].tolist() == [121, 103]  # B has 18 more than its reorder point, 42
    assert "gets an order anyway" in order_reasons(plan.reset_index(drop=True))[1]
    assert planned(30, 110, wax(order_cost=20))["order_units"].tolist() == [121, 0]
    assert planned(50, 60, wax(order_cost=20))["order_units"].tolist() == [0, 0]


@pytest.mark.parametrize(
    ("least", "orders", "added"),
    [
        ({"least_money": 40}, [12, 0], [0, 0]),  # 12 at 4 are enough
        ({"least_money": 100}, [26, 0], [14, 0]),  # 28 days of A, which B has anyway
        ({"least_money": 200}, [40, 10], [28, 10]),  # both for 35 days
        ({"least_units": 50}, [40, 10], [28, 10]),
        ({"least_money": 1000}, [12, 0], [0, 0]),  # would be overstock: 81 days come to 936
    ],
)
def test_a_suppliers_minimum_is_reached_by_what_would_run_out_first(
    planned: Planned, least: dict[str, float], orders: list[float], added: list[float]
) -> None:
    plan = planned(30, 60, wax(**least))

    assert plan["order_units"].tolist() == orders
    assert plan["added_units"].tolist() == added
    assert plan["spend"].tolist() == [4 * units for units in orders]
    missing = missing_for_minimum(plan, wax(**least).suppliers)
    assert len(missing) == (least == {"least_money": 1000})


def test_nothing_is_ordered_for_the_sake_of_a_minimum(planned: Planned) -> None:
    assert planned(50, 60, wax(least_money=200))["order_units"].tolist() == [0, 0]


def test_added_units_say_what_they_are_for(planned: Planned) -> None:
    plan = planned(30, 60, wax(least_money=200)).reset_index(drop=True)
    first, second = order_reasons(plan, "€")

    assert "28 of them (€112.00) only for the smallest order of Wax & Co." in first
    assert "You have 60. That is enough for now. 10 of them (€40.00)" in second


@pytest.mark.parametrize(
    ("facts", "orders"),
    [
        # Ten days of 2 after the arrival: of the 30 that are there 20 sell in ten days, 10 spoil.
        ({"shelf_life_days": 10.0}, 20.0),
        ({"shelf_life_days": 10.0, "pack_size_units": 15.0}, 15.0),
        ({"shelf_life_days": 10.0, "moq_units": 21.0}, 0.0),
        ({"shelf_life_days": 16.0}, 30.0),  # 30 days of 2 less the 30 that are there
        ({"shelf_life_days": 1000.0}, 121.0),
        ({"shelf_life_days": 1.0}, 2.0),
    ],
)
def test_no_more_is_ordered_than_sells_within_its_shelf_life(
    planned: Planned, facts: dict[str, float], orders: float
) -> None:
    plan = planned(30, 500, wax(order_cost=20), **facts).reset_index(drop=True)
    reason = order_reasons(plan)[0]

    assert plan.loc[0, "order_units"] == orders
    assert ("shelf life" in reason) == (orders < 121)
    assert plan.loc[0, "refused"] == (Refused.SPOILS if orders == 0 else "")


def test_a_minimum_spoils_nothing(planned: Planned) -> None:
    plan = planned(30, 60, wax(least_units=50), shelf_life_days=10.0)

    # 14 are lacking and 20 would sell; the rest of the minimum is of what keeps.
    assert plan["order_units"].tolist() == [20, 30]
    assert plan["added_units"].tolist() == [6, 30]


@pytest.mark.parametrize("terms", [{"order_cost": 50}, {"least_money": 400}])
def test_what_would_last_for_years_neither_joins_nor_fills(
    planned: Planned, terms: dict[str, float]
) -> None:
    plan = planned(60, 30, wax(**terms), moq_units=5000.0)

    assert plan["order_units"]["A"] == 0
    assert plan["order_units"]["B"] > 0


def test_what_is_bought_once_shares_no_order(planned: Planned) -> None:
    alone = planned(500, 30, wax(order_cost=20), one_shot=True)

    assert alone["order_cost"]["B"] == pytest.approx(20)


def test_an_order_is_not_filled_with_what_loses_money(planned: Planned) -> None:
    plan = planned(60, 30, wax(least_units=50), price=3.0)

    assert plan["order_units"].tolist() == [0, 50]


def test_an_order_is_not_filled_beyond_what_sells_in_time(planned: Planned) -> None:
    # 81 days sell 162, of which 60 are there; a minimum of 150 would be overstock.
    plan = planned(60, 30, wax(least_units=120), moq_units=150.0)

    assert plan["order_units"].tolist() == [0, 120]


def test_a_minimum_is_reached_at_the_prices_that_are_paid(planned: Planned) -> None:
    breaks = pd.DataFrame([["B", 20.0, 2.0, True]], columns=list(PRICE_BREAKS))
    terms = SupplierTerms(suppliers=wax(least_money=150).suppliers, price_breaks=breaks)
    plan = planned(500, 30, terms)

    assert plan["order_units"]["B"] == 76  # whole days; not 38, which cost 150 at the usual price
    assert plan["spend"]["B"] == 152
    assert missing_for_minimum(plan, terms.suppliers).empty


def test_what_joins_is_bought_at_the_best_price_too(planned: Planned) -> None:
    breaks = pd.DataFrame([["B", 160.0, 3.2, True]], columns=list(PRICE_BREAKS))
    terms = SupplierTerms(suppliers=wax(order_cost=20).suppliers, price_breaks=breaks)
    plan = planned(30, 60, terms)

    assert plan["joins"]["B"]
    assert plan["order_units"]["B"] >= 160
    assert plan["spend"]["B"] == pytest.approx(3.2 * plan["order_units"]["B"])


def test_the_usual_cost_is_the_first_price_where_that_is_higher(planned: Planned) -> None:
    breaks = pd.DataFrame([["A", 1.0, 7.0, True]], columns=list(PRICE_BREAKS))
    plan = planned(30, 500, SupplierTerms(price_breaks=breaks))

    assert plan["cost"]["A"] == 7
    assert plan["spend"]["A"] == 7 * plan["order_units"]["A"]
