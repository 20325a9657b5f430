"""The coming weeks worked out by hand: one candle a day, ten days on its way, looked at weekly."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from inventory_core.domain.demand import HORIZON_DAYS, Demand, plain_demand
from inventory_core.domain.forecast import Forecast
from inventory_core.domain.frames import PRODUCTS, STOCK, SUPPLIERS, typed
from inventory_core.domain.settings import Settings
from inventory_core.forecasting import count
from inventory_core.optimization.plan import Plan, make_plan
from inventory_core.optimization.stock_position import StockPosition
from inventory_core.optimization.supplier_terms import SupplierTerms
from inventory_core.optimization.waiting import LONGEST_WAIT_DAYS
from inventory_core.simulation.projection import PROJECTED_DAYS, project, stock_ahead
from inventory_core.simulation.walk import Replay
from tests.examples import few

CANDLE: dict[str, Any] = {
    "supplier": "Wax & Co",
    "cost": 10.0,
    "price": 25.0,
    "lead_time_days": 10.0,
    "lead_time_shortest_days": 10.0,
    "lead_time_longest_days": 10.0,
    "review_period_days": 7.0,
}
TODAY: dict[str, Any] = {
    "stock_position": 17.0,
    "order_units": 0.0,
    "reorder_point": 17.0,
    "lot_units": 28.0,
    "stocked": True,
}
"""What the plan of today says of a candle, if nothing else is said."""

Planned = Callable[..., Plan]
Projected = Callable[..., Replay]


@pytest.fixture
def planned(
    demand_of: Callable[..., Demand],
    products_of: Callable[..., pd.DataFrame],
    stock_of: Callable[..., pd.DataFrame],
    sure_forecast: Callable[..., Forecast],
) -> Planned:
    """The plan of candles that sell one a day, unless said otherwise."""

    def make(
        *candles: dict[str, object],
        forecast: Forecast | None = None,
        terms: SupplierTerms | None = None,
        coming: tuple[float, date] | None = None,
        waited_days: int = 0,
        counted_after_days: int = 0,
    ) -> Plan:
        candles = candles or ({},)
        skus = [str(facts.get("sku", "A")) for facts in candles]
        told = [TODAY | facts for facts in candles]
        known = [{k: v for k, v in facts.items() if k not in TODAY} for facts in candles]
        position = np.array([float(facts["stock_position"]) for facts in told])
        terms = terms or SupplierTerms()
        expected = forecast or sure_forecast(**dict.fromkeys(skus, 1.0))
        counts = stock_of(
            **{sku: (max(p, 0.0), 0, max(-p, 0.0)) for sku, p in zip(skus, position, strict=True)}
        )
        plan = make_plan(
            demand_of(**{sku: [1.0] * 100 for sku in skus}),
            expected,
            products=products_of(
                **{sku: CANDLE | facts for sku, facts in zip(skus, known, strict=True)}
            ),
            stock=counts.assign(day=counts["day"] + pd.Timedelta(days=counted_after_days)),
            settings=Settings(),
            terms=terms,
            today=expected.start + timedelta(days=waited_days),
        )
        policy = replace(
            plan.policy,
            reorder_point=np.array([float(facts["reorder_point"]) for facts in told]),
            lot=np.array([float(facts["lot_units"]) for facts in told]),
            stocked=np.array([bool(facts["stocked"]) for facts in told]),
        )
        units = np.array([float(facts["order_units"]) for facts in told])
        by_hand = replace(
            plan,
            reordering=replace(plan.reordering, policy=policy),
            orders=replace(plan.orders, units=units),
        )
        if coming:
            arrives = np.array([[float((coming[1] - plan.forecast.start).days)]])
            by_hand = replace(by_hand, stock=on_its_way(plan.stock, coming[0], arrives))
        return by_hand

    return make


@pytest.fixture
def projected(planned: Planned) -> Projected:
    """The coming weeks of such a plan."""

    def make(
        *candles: dict[str, object], terms: SupplierTerms | None = None, **facts: Any
    ) -> Replay:
        plan = planned(*candles, terms=terms, **facts)
        return project(plan, (terms or SupplierTerms()).suppliers)

    return make


def on_its_way(stock: StockPosition, units: float, days: np.ndarray) -> StockPosition:
    """The stock with so many more units that arrive in some days."""
    more = np.array([units])
    return replace(stock, on_order=stock.on_order + more, coming=more[:, None], coming_days=days)


def lead_times(days: float) -> dict[str, object]:
    """A lead time that is always the same."""
    return {f"lead_time_{part}days": days for part in ("", "shortest_", "longest_")}


def orders_of(walked: Replay, row: int = 0) -> dict[int, float]:
    """The days on which a product is ordered, and how many."""
    return {int(day): walked.ordered[row, day] for day in np.flatnonzero(walked.ordered[row])}


def supplier(**terms: float) -> SupplierTerms:
    row = {"supplier": "Wax & Co", **dict.fromkeys(list(SUPPLIERS)[1:], 0.0), **terms}
    return SupplierTerms(suppliers=typed(pd.DataFrame([row]), SUPPLIERS))


# By hand


def test_a_product_is_ordered_at_the_first_look_below_its_reorder_point(
    projected: Projected,
) -> None:
    walked = projected()

    # 17 − 7 = 10 are left in the second week: 28 make the order worthwhile, and last four weeks.
    assert orders_of(walked) == dict.fromkeys(range(7, 182, 28), 28.0)
    assert walked.on_hand[0, [0, 6, 16, 17]].tolist() == [16, 10, 0, 27]
    assert walked.sold.sum() == PROJECTED_DAYS


def test_what_is_on_its_way_arrives_on_its_day(projected: Projected) -> None:
    walked = projected({"stock_position": 3.0}, coming=(30.0, date(2025, 3, 6)))

    assert walked.arrived[0, :7].tolist() == [0, 0, 0, 0, 0, 30, 0]
    assert walked.on_hand[0, [0, 2, 4, 5]].tolist() == [2, 0, 0, 29]
    assert walked.lost[0, :6].tolist() == [0, 0, 0, 1, 1, 0]
    # It is not ordered again: 21 of it suffice at the look of the 14th day, 14 a week later do not.
    assert min(orders_of(walked)) == 21


def test_today_goes_by_the_plan_alone(projected: Projected) -> None:
    walked = projected({"stock_position": 3.0, "order_units": 12.0})

    # 3 + 12 on day 0; a week later 8 are left, 9 lack and 28 are ordered.
    assert list(orders_of(walked).items())[:2] == [(0, 12), (7, 28)]
    assert walked.lost[0, :11].tolist() == [0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 0]


def test_a_product_of_its_own_review_period_is_looked_at_that_often(
    projected: Projected,
) -> None:
    walked = projected({"review_period_days": 30.0, "reorder_point": 40.0, "stock_position": 50.0})

    # A lot of 28 lasts two days less than it should: by day 180, 30 are lacking.
    assert orders_of(walked) == {30: 28, 60: 28, 90: 28, 120: 28, 150: 28, 180: 30}


def test_what_is_lacking_comes_before_the_lot_and_packs_are_kept(projected: Projected) -> None:
    walked = projected({"lot_units": 5.0, "moq_units": 10.0, "pack_size_units": 4.0})

    # A week's demand lacks; ten at least, which is three packs: five units too many last on.
    assert list(orders_of(walked).items())[:3] == [(7, 12), (14, 12), (28, 12)]


def test_what_is_lacking_comes_in_the_usual_lot(projected: Projected) -> None:
    walked = projected({"lot_units": 300.0})

    assert orders_of(walked) == {7: 300.0}


@pytest.mark.parametrize(
    "facts",
    [
        {"one_shot": True},
        {"discontinued": True},
        {"stocked": False},
        {"moq_units": 731.0},  # more than two years sell
        {"reorder_point": 0.0},
    ],
)
def test_what_the_plan_would_not_order_is_sold_off(
    projected: Projected, facts: dict[str, object]
) -> None:
    walked = projected(facts)

    assert not orders_of(walked)
    assert walked.sold.sum() == 17


def test_nothing_is_bought_of_what_was_never_counted(
    sure_forecast: Callable[..., Forecast],
    demand_of: Callable[..., Demand],
    products_of: Callable[..., pd.DataFrame],
    stock_of: Callable[..., pd.DataFrame],
) -> None:
    plan = make_plan(
        demand_of(A=[1.0] * 100, B=[1.0] * 100),
        sure_forecast(A=1, B=1),
        products=products_of(A=CANDLE, B=CANDLE),
        stock=stock_of(B=(5, 0, 0)),
        settings=Settings(),
    )
    walked = project(plan, SupplierTerms().suppliers)

    assert (plan.orders.units > 0).all()
    assert (walked.ordered.sum(axis=1) > 0).tolist() == [False, True]


def test_nothing_is_ordered_before_the_day_that_the_seller_named(projected: Projected) -> None:
    walked = projected({"no_order_until": pd.Timestamp(2025, 3, 16)})

    # Looked at every seventh day, and ordered on the first of these from the fifteenth on.
    assert min(orders_of(walked)) == 21
    assert min(orders_of(projected())) == 7


def test_a_minimum_that_lasts_less_than_two_years_is_ordered(projected: Projected) -> None:
    assert orders_of(projected({"moq_units": 730.0})) == {7: 730.0}


def test_more_units_promised_than_there_are_are_handed_over_first(projected: Projected) -> None:
    walked = projected({"stock_position": -5.0, "order_units": 33.0})

    assert walked.on_hand[0, [0, 9, 10]].tolist() == [0, 0, 27]  # of 33, five were promised


def test_what_would_spoil_is_not_ordered(projected: Projected) -> None:
    walked = projected({"shelf_life_days": 14.0})

    # On day 7, 10 are left, and 24 sell until what arrives then spoils.
    assert orders_of(walked)[7] == 14


def test_the_reorder_point_moves_with_the_season(
    projected: Projected, sure_forecast: Callable[..., Forecast]
) -> None:
    forecast = sure_forecast(A=1)
    mean = forecast.mean.copy()
    mean[:, 100:] = 4
    walked = projected(forecast=replace(forecast, mean=mean))

    until = {day: units for day, units in orders_of(walked).items() if day < 112}
    # On day 84, 17 are there, and the 17 days from then on bring 16 × 1 + 4.
    assert until == dict.fromkeys((7, 35, 63, 84, 91, 98, 105), 28.0)
    assert walked.lost.sum() == 0


def test_beyond_its_horizon_the_forecast_goes_on_as_at_its_end(projected: Projected) -> None:
    # 100 days before the goods come: on day 175 the plan looks at the demand up to day 282.
    row = lead_times(100.0) | {"reorder_point": 107.0}
    walked = projected(row | {"stock_position": 107.0})

    assert PROJECTED_DAYS + 107 > HORIZON_DAYS
    assert orders_of(walked) == dict.fromkeys(range(7, 182, 28), 28.0)


def test_smallest_orders_of_a_supplier_are_kept(projected: Projected) -> None:
    walked = projected({}, {"sku": "B", "stock_position": 60.0}, terms=supplier(least_units=50.0))

    assert walked.ordered.any()
    totals = walked.ordered.sum(axis=0)
    assert totals[totals > 0].min() >= 50


def test_products_of_a_supplier_whose_order_costs_something_are_ordered_together(
    projected: Projected,
) -> None:
    rows = ({}, {"sku": "B", "stock_position": 31.0})
    apart = projected(*rows)
    together = projected(*rows, terms=supplier(order_cost=15.0))

    def order_days(walked: Replay) -> int:
        return int((walked.ordered.sum(axis=0) > 0).sum())

    assert set(orders_of(apart)).isdisjoint(orders_of(apart, 1))
    assert order_days(together) < order_days(apart)


# What always holds


def by_pencil(facts: dict[str, float]) -> list[float]:
    """The same walk, written down day by day for one product that sells one a day."""
    shelf, coming, ordered = facts["stock_position"], dict[float, float](), []
    review = facts["review_period_days"]
    for day in range(PROJECTED_DAYS):
        shelf += coming.pop(day, 0.0)
        position = shelf + sum(coming.values())
        lost = max(facts["lead_time_days"] - position, 0.0)  # whatever is ordered now
        lacking = facts["reorder_point"] - position - lost
        units = facts["order_units"] if day == 0 else 0.0
        if day > 0 and day % review == 0 and lacking > 0:
            wanted = max(lacking, facts["lot_units"], facts["moq_units"])
            units = facts["pack_size_units"] * -(-wanted // facts["pack_size_units"])
        ordered.append(units)
        if facts["lead_time_days"]:
            coming[day + facts["lead_time_days"]] = units
        else:
            shelf += units
        shelf = max(shelf - 1, 0.0)
    return ordered


@few(6)
@given(
    facts=st.fixed_dictionaries(
        {
            "stock_position": st.integers(0, 60),
            "reorder_point": st.integers(1, 60),
            "lot_units": st.integers(0, 90),
            "moq_units": st.integers(1, 20),
            "pack_size_units": st.integers(1, 12),
            "lead_time_days": st.integers(0, 90),
        }
    ),
    review=st.integers(1, 30),
    packs=st.integers(2, 5),
)
def test_a_walk_on_paper_comes_to_the_same(
    projected: Projected, facts: dict[str, float], review: int, packs: int
) -> None:
    today = 20 * packs * facts["pack_size_units"]  # as many as the supplier sells, at any minimum
    facts = facts | {"review_period_days": review, "order_units": today}
    facts |= lead_times(facts["lead_time_days"])

    assert projected(facts).ordered[0].tolist() == by_pencil(facts)


def test_a_shop_is_ordered_as_planned_today_and_no_unit_is_lost_on_the_way() -> None:
    rng = np.random.default_rng(4)
    units = rng.poisson(rng.gamma(1.0, 2.0, size=(30, 1)), size=(30, 150)).astype(float)
    units[:, 0] += 1
    skus = np.array([f"P{row:02}" for row in range(30)])
    demand = plain_demand(skus=skus, first_day=date(2026, 1, 1), units=units)
    products = typed(pd.DataFrame({"sku": skus, "cost": 4.0, "price": 9.0}), PRODUCTS)
    shelf = pd.DataFrame({"sku": skus, "on_hand": rng.integers(0, 90, 30).astype(float)})
    counted = shelf.assign(day=pd.Timestamp(2026, 5, 30), on_order=0.0, committed=0.0)
    stock = typed(counted, STOCK)
    forecast = count.forecast(demand, np.random.default_rng(0))
    plan = make_plan(demand, forecast, products=products, stock=stock, settings=Settings())
    walked = project(plan, SupplierTerms().suppliers)

    assert (plan.orders.units > 0).any()
    assert np.array_equal(walked.ordered[:, 0], plan.orders.units)
    assert walked.sold + walked.lost == pytest.approx(forecast.mean[:, :PROJECTED_DAYS])
    left = shelf["on_hand"] + walked.arrived.sum(axis=1) - walked.sold.sum(axis=1)
    assert walked.on_hand[:, -1] == pytest.approx(left)
    assert (walked.on_hand >= 0).all()


# From today on


def test_the_weeks_begin_today_where_the_newest_sale_is_older(projected: Projected) -> None:
    facts = TODAY | {"stock_position": 40.0, "order_units": 28.0}
    walked = projected(facts, waited_days=16)

    # 40 lay there 16 days ago and one sells a day: 24 this morning, and 23 are left this evening.
    assert walked.on_hand[0, :2].tolist() == [23, 22]
    assert walked.ordered[0, 0] == 28
    assert walked.arrived[0, 10] == 28


def test_what_was_counted_since_the_newest_sale_has_not_sold_again(projected: Projected) -> None:
    # Counted on the evening of the tenth day of sixteen.
    walked = projected(TODAY | {"stock_position": 40.0}, waited_days=16, counted_after_days=10)
    of_today = projected(TODAY | {"stock_position": 40.0}, waited_days=16, counted_after_days=17)

    assert walked.on_hand[0, 0] == 40 - 6 - 1
    assert of_today.on_hand[0, 0] == 40


def test_what_is_promised_is_owed_however_long_ago_it_was(projected: Projected) -> None:
    walked = projected(TODAY | {"stock_position": -5.0, "order_units": 28.0}, waited_days=16)

    assert walked.sold[0, 10] == 5 + 1


def test_goods_on_their_way_come_on_their_day(projected: Projected) -> None:
    start = date(2025, 3, 1)
    facts = TODAY | {"stock_position": 40.0}
    walked = projected(facts, waited_days=16, coming=(9.0, start + timedelta(days=20)))

    assert np.flatnonzero(walked.arrived[0, :10]).tolist() == [4]


def test_beside_sales_of_long_ago_the_weeks_begin_with_what_lay_there(
    projected: Projected,
) -> None:
    long_ago = projected(TODAY | {"stock_position": 40.0}, waited_days=LONGEST_WAIT_DAYS + 1)

    assert long_ago.on_hand[0, 0] == 39


# One product, for the chart


def test_what_is_on_its_way_is_in_the_stock_from_its_day_on(
    planned: Planned, sure_forecast: Callable[..., Forecast]
) -> None:
    start = date(2025, 3, 1)
    plan = planned(
        {"stock_position": 4.0, **lead_times(14.0)},
        forecast=sure_forecast(A=2),
        coming=(20.0, start + timedelta(days=5)),
    )
    stock = stock_ahead(plan, "A")

    assert stock["without_order"][:8].tolist() == [2, 0, 0, 0, 0, 18, 16, 14]
    assert stock["with_order"].tolist() == stock["without_order"].tolist()


def test_projected_stock_falls_to_nothing_and_rises_when_the_order_comes(
    planned: Planned, sure_forecast: Callable[..., Forecast]
) -> None:
    candle = {"stock_position": 20.0, "order_units": 30.0, **lead_times(14.0)}
    stock = stock_ahead(planned(candle, forecast=sure_forecast(A=2)), "A")

    assert stock["day"].iloc[0] == pd.Timestamp(2025, 3, 1)
    # 20 last ten days; what is asked for after that is lost, not owed
    assert stock["without_order"].iloc[[0, 8, 9, 14]].tolist() == [18, 2, 0, 0]
    assert stock["with_order"].iloc[[0, 9, 13]].tolist() == [18, 0, 0]
    # The order comes after 14 days: on the 15th, 30 arrive and 2 are sold
    assert stock["with_order"].iloc[[14, 15, 28, 29]].tolist() == [28, 26, 0, 0]
    assert stock["high_demand"].tolist() == stock["with_order"].tolist()


def test_projected_stock_begins_today_with_what_is_left_by_then(
    planned: Planned, sure_forecast: Callable[..., Forecast]
) -> None:
    candle = {"stock_position": 20.0, "order_units": 30.0, **lead_times(14.0)}
    plan = planned(
        candle,
        forecast=sure_forecast(A=2),
        waited_days=7,
        coming=(5.0, date(2025, 3, 10)),
    )
    stock = stock_ahead(plan, "A")

    # 6 of 20 are left this morning; 5 more come on the third day.
    assert stock["day"].iloc[0] == pd.Timestamp(2025, 3, 8)
    assert stock["without_order"][:4].tolist() == [4, 2, 5, 3]
    assert stock["with_order"].iloc[14] == 28
    assert stock["high_demand"].tolist() == stock["with_order"].tolist()


def test_projected_stock_runs_out_sooner_if_demand_is_high(
    planned: Planned, poisson_forecast: Callable[..., Forecast]
) -> None:
    candle = {"stock_position": 60.0, **lead_times(7.0)}
    stock = stock_ahead(planned(candle, forecast=poisson_forecast(A=2)), "A")

    assert (stock["high_demand"] <= stock["with_order"] + 1e-9).all()
    assert stock["high_demand"].iloc[20] == pytest.approx(60 - stats.poisson(42).ppf(0.9), abs=1)


def test_an_order_without_lead_time_is_there_on_the_first_day(
    planned: Planned, sure_forecast: Callable[..., Forecast]
) -> None:
    candle = {"stock_position": 0.0, "order_units": 30.0, **lead_times(0.0)}
    stock = stock_ahead(planned(candle, forecast=sure_forecast(A=2)), "A")

    assert stock["with_order"].iloc[0] == 28
