"""Plans that can be made with pencil and paper: two candles a day, 14 days on their way."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as st
from scipy import stats

from inventory_core.domain.demand import HORIZON_DAYS, Demand
from inventory_core.domain.forecast import LEVELS, NO_MODEL, TOTAL_DAYS, Forecast
from inventory_core.domain.frames import STOCK, SUPPLIERS, empty, typed
from inventory_core.domain.purchase_orders import INCOMING
from inventory_core.domain.settings import Settings
from inventory_core.forecasting import count
from inventory_core.optimization.budget import BOUGHT
from inventory_core.optimization.budget_words import bought_reasons
from inventory_core.optimization.plan import Plan, Refused, make_plan
from inventory_core.optimization.ranking import plan_within, rank_purchases
from inventory_core.optimization.reason_words import order_reasons
from inventory_core.optimization.supplier_terms import SupplierTerms, missing_for_minimum
from inventory_core.optimization.tables import PLAN
from inventory_core.optimization.waiting import LONGEST_WAIT_DAYS
from tests.conftest import START

BY_LEVEL = Settings(service_rule="level")
# Free orders make the economic order quantity 0: only what is lacking is ordered.
FREE_ORDERS = replace(BY_LEVEL, order_cost=0)

CANDLE = {
    "name": "Candle",
    "supplier": "Wax & Co",
    "cost": 4.0,
    "price": 10.0,
    "lead_time_days": 14.0,
    "lead_time_shortest_days": 14.0,
    "lead_time_longest_days": 14.0,
}

Planned = Callable[..., dict[str, Any]]


@pytest.fixture
def planned(
    sure_forecast: Callable[..., Forecast],
    demand_of: Callable[..., Demand],
    products_of: Callable[..., pd.DataFrame],
    stock_of: Callable[..., pd.DataFrame],
) -> Planned:
    """The plan of one product that sells two a day for sure, unless said otherwise."""

    def plan(
        *,
        on_hand: float = 0,
        on_order: float = 0,
        committed: float = 0,
        settings: Settings = FREE_ORDERS,
        forecast: Forecast | None = None,
        **facts: object,
    ) -> dict[str, Any]:
        made = make_plan(
            demand_of(A=[2.0] * 100),
            forecast or sure_forecast(A=2),
            products=products_of(A=CANDLE | facts),
            stock=stock_of(A=(on_hand, on_order, committed)),
            settings=settings,
        ).frame()
        return dict(made.iloc[0])

    return plan


def day_after_start(days: int) -> pd.Timestamp:
    return pd.Timestamp(2025, 3, 1) + timedelta(days=days)


# What is ordered


def test_below_the_reorder_point_what_lacks_is_ordered(planned: Planned) -> None:
    plan = planned(on_hand=30)

    assert plan["protection_days"] == 21  # 14 on the way, and a week until the next look
    assert plan["protection_demand"] == pytest.approx(42)
    assert plan["reorder_point"] == 42
    assert plan["safety_stock"] == pytest.approx(0)  # nothing is unsure
    assert plan["wanted_units"] == 12
    assert plan["order_units"] == 12
    assert plan["spend"] == 48  # 12 candles at 4


@pytest.mark.parametrize("on_hand", [42, 43, 500])
def test_at_or_above_the_reorder_point_nothing_is_ordered(planned: Planned, on_hand: int) -> None:
    plan = planned(on_hand=on_hand, settings=Settings())

    assert plan["order_units"] == 0
    assert plan["spend"] == 0


def test_units_on_their_way_count_and_promised_ones_do_not(planned: Planned) -> None:
    plan = planned(on_hand=30, on_order=20, committed=15)

    assert plan["stock_position"] == 35
    assert plan["order_units"] == 7


def test_more_promised_than_there_is_comes_on_top(planned: Planned) -> None:
    plan = planned(on_hand=0, committed=5)

    assert plan["stock_position"] == -5
    assert plan["order_units"] == 5 + 14  # none of the week after the arrival is there
    assert plan["cover_days"] == 0
    assert plan["stockout_day"] == day_after_start(0)


def incoming_of(*arrivals: tuple[str, float, int], late: bool = False) -> pd.DataFrame:
    """INCOMING of products: units, and days after the first of the forecast."""
    frame = pd.DataFrame(list(arrivals), columns=["sku", "units", "days"])
    arrives = day_after_start(0) + pd.to_timedelta(frame["days"], unit="D")
    days = {"ordered_on": day_after_start(-10), "expected_on": arrives, "arrives": arrives}
    return typed(frame.assign(number=1, supplier="", late=late, **days), INCOMING)


@pytest.fixture
def with_arrivals(
    sure_forecast: Callable[..., Forecast],
    demand_of: Callable[..., Demand],
    products_of: Callable[..., pd.DataFrame],
    stock_of: Callable[..., pd.DataFrame],
) -> Callable[..., Plan]:
    """The plan of candles, of which units come on known days."""

    def plan(*arrivals: tuple[str, float, int], **stock: tuple[float, float, float]) -> Plan:
        return make_plan(
            demand_of(**{sku: [2.0] * 100 for sku in stock}),
            sure_forecast(**dict.fromkeys(stock, 2)),
            products=products_of(**dict.fromkeys(stock, CANDLE)),
            stock=stock_of(**stock),
            settings=FREE_ORDERS,
            incoming=incoming_of(*arrivals),
        )

    return plan


@pytest.mark.parametrize(
    ("days", "lost", "left", "order"),
    [
        (0, 0, 14, 0),  # it is there: 42 last for three weeks
        (6, 0, 14, 0),  # it comes when the 12 on hand are gone
        (10, 8, 22, 0),  # four days sell nothing, and so more is left
        (14, 16, 30, 0),  # it comes with an order of today
    ],
)
def test_what_comes_counts_from_its_day(
    with_arrivals: Callable[..., Plan], days: int, lost: float, left: float, order: float
) -> None:
    plan = with_arrivals(("A", 30.0, days), A=(12, 30, 0)).frame().iloc[0]

    assert plan["stock_position"] == 42
    assert plan["lost_units"] == pytest.approx(lost)
    assert plan["left_units"] == pytest.approx(left)
    assert plan["order_units"] == order


def test_a_day_for_what_is_on_its_way_never_makes_an_order_larger(
    with_arrivals: Callable[..., Plan],
) -> None:
    undated = with_arrivals(A=(4, 20, 0)).orders.units[0]
    orders = [with_arrivals(("A", 20.0, days), A=(4, 20, 0)).orders.units[0] for days in range(20)]

    # What is there is sold when an order of today comes: a week is lacking.
    assert undated == orders[0] == 14
    assert orders == sorted(orders, reverse=True)
    assert orders[-1] < undated


def test_each_product_has_arrivals_of_its_own(with_arrivals: Callable[..., Plan]) -> None:
    arrivals = (("A", 10.0, 3), ("B", 5.0, 9), ("A", 2.0, 3), ("B", 4.0, 1), ("C", 9.0, 2))

    stock = with_arrivals(*arrivals, A=(4, 12, 0), B=(4, 9, 0), OTHER=(4, 7, 0)).stock

    assert stock.coming.tolist() == [[12, 0], [4, 5], [0, 0]]
    assert stock.coming_days.tolist() == [[3, np.inf], [1, 9], [np.inf, np.inf]]
    # What is on order without a day counts as there.
    assert stock.supply(np.zeros(3)).free.tolist() == [4, 4, 11]


def test_what_was_never_counted_is_taken_as_what_arrived(
    sure_forecast: Callable[..., Forecast],
    demand_of: Callable[..., Demand],
    products_of: Callable[..., pd.DataFrame],
    stock_of: Callable[..., pd.DataFrame],
) -> None:
    plan = make_plan(
        demand_of(A=[2.0] * 100),
        sure_forecast(A=2),
        products=products_of(A=CANDLE),
        stock=stock_of(A=(30, 0, 0)).assign(day=pd.NaT),
        settings=FREE_ORDERS,
    ).frame()

    assert plan.loc[0, ["stock_known", "order_units"]].tolist() == [False, 12]
    assert order_reasons(plan)[0].startswith(
        "12 beside what came, less what else you have left on 15 Mar 2025, when an order placed "
        "today arrives: it was never counted."
    )


def test_the_reason_says_what_is_on_its_way(with_arrivals: Callable[..., Plan]) -> None:
    plan = with_arrivals(("A", 30.0, 6), A=(12, 30, 0)).frame()
    coming, late = incoming_of(("A", 30.0, 6)), incoming_of(("A", 30.0, -3), late=True)

    (soon,) = order_reasons(plan, incoming=coming)
    (overdue,) = order_reasons(plan, incoming=late)

    have = "You have 12, and 30 are on their way."
    assert soon.startswith(f"{have} What was ordered is expected from 7 Mar 2025 on. That is en")
    assert overdue.startswith(f"{have} What was ordered is late: it was expected on 26 Feb 2025.")
    assert order_reasons(plan) == order_reasons(plan, incoming=incoming_of())


def test_an_order_is_rounded_up_to_packs_and_lifted_to_the_minimum(planned: Planned) -> None:
    assert planned(on_hand=30, pack_size_units=10.0)["order_units"] == 20
    assert planned(on_hand=30, moq_units=50.0)["order_units"] == 50
    both = planned(on_hand=30, moq_units=50.0, pack_size_units=12.0)

    assert both["wanted_units"] == 12
    assert both["order_units"] == 60
    assert both["spend"] == 240


def test_the_economic_order_quantity_is_ordered_where_it_is_more(planned: Planned) -> None:
    plan = planned(on_hand=30, settings=replace(BY_LEVEL, order_cost=10, holding_rate=0.25))

    # sqrt(2 · 730 a year · 10 an order / 1 for keeping a candle a year)
    assert plan["eoq_units"] == pytest.approx(120.83, abs=0.01)
    assert plan["order_units"] == 121


def test_what_lacks_is_ordered_where_the_economic_order_quantity_is_less(planned: Planned) -> None:
    plan = planned(on_hand=8, settings=replace(BY_LEVEL, order_cost=0.1, holding_rate=1.0))

    assert plan["eoq_units"] == pytest.approx((2 * 730 * 0.1 / 4) ** 0.5)  # 6
    assert plan["order_units"] == 14  # a week, since 8 are gone before the order arrives


def test_no_more_than_a_year_is_ordered_however_dear_an_order_is(planned: Planned) -> None:
    plan = planned(on_hand=30, settings=replace(BY_LEVEL, order_cost=10_000, holding_rate=0.01))

    assert plan["eoq_units"] > 10_000
    assert plan["order_units"] == 730


@pytest.mark.parametrize("rule", ["level", "costs"])
def test_no_more_than_three_months_where_nobody_said_what_an_order_costs(
    planned: Planned, rule: str
) -> None:
    settings = Settings(holding_rate=0.01, service_rule=rule)

    guessed = planned(on_hand=30, settings=settings)
    typed = planned(on_hand=30, settings=settings, order_cost=10.0)

    assert guessed["order_units"] == 182
    assert typed["order_units"] > 500  # √(2 · 730 · 10 / 0.04) is 604


def test_nothing_to_keep_costs_nothing_so_only_what_lacks_is_ordered(planned: Planned) -> None:
    for rule in ("level", "costs"):
        plan = planned(on_hand=30, settings=Settings(holding_rate=0, service_rule=rule))

        assert np.isnan(plan["eoq_units"])
        assert plan["order_units"] == 12


def test_what_is_discontinued_is_sold_off_and_not_ordered_again(planned: Planned) -> None:
    plan = planned(on_hand=1, discontinued=True)

    assert (plan["order_units"], plan["reorder_point"], plan["safety_stock"]) == (0, 0, 0)
    assert pd.isna(plan["order_by"])
    assert order_reasons(pd.DataFrame([plan])) == [
        "Discontinued: it is sold off and not ordered again."
    ]


def test_nothing_is_ordered_before_the_day_that_the_seller_named(planned: Planned) -> None:
    tomorrow = planned(on_hand=0, no_order_until=day_after_start(1))

    assert tomorrow["order_units"] == 0
    assert order_reasons(pd.DataFrame([tomorrow])) == [
        "Not ordered before 2 Mar 2025, as you said."
    ]
    assert planned(on_hand=0, no_order_until=day_after_start(0))["order_units"] > 0


def test_a_one_shot_product_is_never_ordered_again(planned: Planned) -> None:
    plan = planned(on_hand=0, one_shot=True)

    assert plan["order_units"] == 0
    assert pd.isna(plan["order_by"])


# What is not known


def test_a_cost_that_nobody_knows_leaves_the_spend_unknown(planned: Planned) -> None:
    plan = planned(on_hand=30, cost=None, price=None, settings=Settings())

    assert plan["order_units"] == 12
    assert np.isnan(plan["cost"])
    assert np.isnan(plan["spend"])
    assert np.isnan(plan["eoq_units"])
    assert plan["defaults"] == "cost"


def test_an_unknown_cost_is_guessed_from_the_price_and_says_so(planned: Planned) -> None:
    plan = planned(on_hand=30, cost=None)

    assert plan["cost"] == 5  # half of the price
    assert plan["spend"] == 60
    assert plan["defaults"] == "cost"


def test_an_unknown_lead_time_is_the_shops_and_says_so(planned: Planned) -> None:
    unknown = dict.fromkeys(("lead_time_days", "lead_time_shortest_days", "lead_time_longest_days"))
    plan = planned(settings=replace(FREE_ORDERS, lead_time_days=20), **unknown)

    assert plan["lead_time_days"] == 20
    assert plan["protection_days"] == 27
    # 15, 20 and 30 days and a week: the mean is 27.83 days
    assert plan["protection_demand"] == pytest.approx(2 * (22 + 4 * 27 + 37) / 6)
    assert plan["defaults"] == "lead_time_days"


def test_everything_known_leaves_no_defaults_to_tell(planned: Planned) -> None:
    assert planned()["defaults"] == ""


def test_both_guesses_are_named(planned: Planned) -> None:
    assert planned(cost=None, lead_time_days=None)["defaults"] == "cost lead_time_days"


def test_products_without_sales_or_without_a_count_stay_in_the_plan(
    sure_forecast, demand_of, products_of, stock_of
) -> None:
    plan = (
        make_plan(
            demand_of(SOLD=[2.0] * 100),
            sure_forecast(SOLD=2),
            products=products_of(NEW=CANDLE, SOLD=CANDLE, STORED=CANDLE),
            stock=stock_of(STORED=(50, 0, 0), FORGOTTEN=(9, 0, 0)),
            settings=FREE_ORDERS,
        )
        .frame()
        .set_index("sku")
    )

    assert plan.index.tolist() == ["NEW", "SOLD", "STORED"]
    assert plan["order_units"].tolist() == [
        0,
        14,
        0,
    ]  # a week: two weeks are lost before it arrives
    assert plan["stock_known"].tolist() == [False, False, True]
    assert plan["model"].tolist() == [NO_MODEL, "count", NO_MODEL]
    assert plan["overstock_units"].tolist() == [0, 0, 50]
    assert plan["cover_days"].isna().tolist() == [True, True, True]
    assert plan["days_since_sale"].isna().tolist() == [True, False, True]
    assert plan["order_by"].isna().tolist() == [True, True, True]
    assert plan["stockout_day"].isna().tolist() == [True, True, True]


@pytest.fixture
def uncounted(
    sure_forecast: Callable[..., Forecast],
    demand_of: Callable[..., Demand],
    products_of: Callable[..., pd.DataFrame],
    stock_of: Callable[..., pd.DataFrame],
) -> Callable[..., Plan]:
    """The plan of A, which was never counted, and of B, of which ten are left."""

    def plan(suppliers: pd.DataFrame | None = None, **facts: object) -> Plan:
        return make_plan(
            demand_of(A=[2.0] * 100, B=[2.0] * 100),
            sure_forecast(A=2, B=2),
            products=products_of(A=CANDLE | facts, B=CANDLE),
            stock=stock_of(B=(30, 0, 0)),
            settings=FREE_ORDERS,
            terms=SupplierTerms() if suppliers is None else SupplierTerms(suppliers=suppliers),
        )

    return plan


def test_what_was_never_counted_is_ordered_less_what_lies_there(
    uncounted: Callable[..., Plan],
) -> None:
    plan = uncounted().frame()
    a = plan.iloc[0]

    assert list(plan.columns) == list(PLAN)
    assert plan["order_units"].tolist() == [14, 12]
    assert a["lost_units"] == pytest.approx(28)
    assert a["unit_cost"] == 4
    unknown = ["on_hand", "stock_position", "spend", "order_by", "stockout_day", "cover_days"]
    assert a[unknown].isna().all()
    assert plan["spend"].sum() == 48
    assert order_reasons(plan)[0].startswith(
        "14 in all, less what you have left on 15 Mar 2025, when an order placed today arrives: it "
        "was never counted."
    )


def test_what_was_never_counted_and_is_on_its_way_says_so(
    sure_forecast: Callable[..., Forecast],
    demand_of: Callable[..., Demand],
    products_of: Callable[..., pd.DataFrame],
) -> None:
    plan = make_plan(
        demand_of(A=[2.0] * 100),
        sure_forecast(A=2),
        products=products_of(A=CANDLE),
        stock=typed(pd.DataFrame({"sku": ["A"], "on_order": [90.0]}), STOCK),
        settings=FREE_ORDERS,
    ).frame()

    assert plan.loc[0, ["order_units", "spend"]].tolist() == [0, 0]
    assert order_reasons(plan) == ["Never counted; what is on its way is enough for now."]


def test_what_was_never_counted_does_not_reach_a_suppliers_minimum(
    uncounted: Callable[..., Plan],
) -> None:
    asks = {"supplier": "Wax & Co", "least_units": 20.0, "least_money": 0.0, "order_cost": 0.0}
    terms = typed(pd.DataFrame([asks]), SUPPLIERS)
    plan = uncounted(terms).frame()

    # 14 and 12 would be enough; of the 14, some may lie there already.
    assert plan["order_units"].tolist() == [14, 20]
    assert plan["added_units"].tolist() == [0, 8]
    assert missing_for_minimum(plan, terms.assign(least_units=25.0))["units"].tolist() == [20]


def test_what_was_never_counted_calls_for_no_order_of_others(
    uncounted: Callable[..., Plan],
) -> None:
    shares = {"supplier": "Wax & Co", "least_units": 0.0, "least_money": 0.0, "order_cost": 50.0}
    terms = typed(pd.DataFrame([shares]), SUPPLIERS)
    plan = uncounted(terms, no_order_until=None).frame()

    assert plan.loc[0, "order_units"] > 0
    assert not plan["joins"].any()


def test_a_budget_buys_nothing_that_was_never_counted(uncounted: Callable[..., Plan]) -> None:
    plan = uncounted()
    purchase = rank_purchases(plan, empty(SUPPLIERS)).buy(1000)

    assert purchase.units[0] == 0 < purchase.units[1]
    bought = plan_within(plan, purchase).frame()
    assert bought_reasons(bought, purchase.reasons.tolist(), "")[0] == (
        "Never counted: no money is spent on what may lie there. Count it first."
    )


# When, and for how long


def test_order_by_is_the_day_that_takes_the_stock_below_the_reorder_point(
    planned: Planned,
) -> None:
    plan = planned(on_hand=62)

    # Ten days use up the 20 above the reorder point; the eleventh goes below
    assert plan["order_by"] == day_after_start(10)
    # 62 last 31 days; on the next one somebody goes home without
    assert plan["stockout_day"] == day_after_start(31)
    assert plan["cover_days"] == 31


def test_what_lacks_today_is_to_be_ordered_today(planned: Planned) -> None:
    assert planned(on_hand=41)["order_by"] == day_after_start(0)


def test_units_on_their_way_put_off_the_order_but_not_the_stockout(planned: Planned) -> None:
    plan = planned(on_hand=10, on_order=52)

    assert plan["order_by"] == day_after_start(10)
    assert plan["stockout_day"] == day_after_start(5)


def test_stock_beyond_the_horizon_has_no_days_to_tell(planned: Planned) -> None:
    plan = planned(on_hand=10_000)

    assert pd.isna(plan["order_by"])
    assert pd.isna(plan["stockout_day"])
    assert plan["cover_days"] == 5000


def test_overstock_is_what_outlasts_lead_time_and_cover(planned: Planned) -> None:
    # 14 + 60 days sell 148
    assert planned(on_hand=148)["overstock_units"] == 0
    assert planned(on_hand=200)["overstock_units"] == 52
    assert planned(on_hand=200, committed=10)["overstock_units"] == 42


def test_what_is_on_order_beyond_lead_time_and_cover_is_told_apart(planned: Planned) -> None:
    assert planned(on_hand=100, on_order=48)["over_ordered_units"] == 0
    assert planned(on_hand=100, on_order=60)["over_ordered_units"] == 12
    plan = planned(on_hand=200, on_order=60)
    assert (plan["overstock_units"], plan["over_ordered_units"]) == (52, 60)


@pytest.mark.parametrize(("days", "missed"), [(14, 18), (18, 0)])
def test_what_a_season_asks_for_in_vain_is_missed_where_it_is_over_on_arrival(
    planned: Planned,
    sure_forecast: Callable[..., Forecast],
    days: int,
    missed: float,
) -> None:
    # Two a day, 14 days to arrive: 10 of 28 are there, and then 8 sell, or none.
    sold = np.where(np.arange(HORIZON_DAYS) < days, 2.0, 0.0)[None, :]
    totals = np.repeat(sold.cumsum(axis=1)[:, TOTAL_DAYS - 1, None], len(LEVELS), axis=2)
    season = replace(sure_forecast(A=2), mean=sold, totals=totals)

    plan = planned(on_hand=10, forecast=season)

    assert plan["missed_units"] == pytest.approx(missed, abs=0.5)


def test_sales_that_an_order_is_too_late_to_save_are_counted(planned: Planned) -> None:
    plan = planned(on_hand=10, on_order=8)

    assert plan["lead_time_demand"] == pytest.approx(28)
    assert plan["lost_units"] == pytest.approx(10)


# What the settings and a product's own change


def test_allowance_and_review_period_lengthen_the_protection(planned: Planned) -> None:
    settings = replace(FREE_ORDERS, lead_time_allowance_days=5, review_period_days=10)
    plan = planned(settings=settings)

    assert plan["lead_time_days"] == 19
    assert plan["protection_days"] == 29
    assert plan["reorder_point"] == 58


def test_what_a_product_has_of_its_own_beats_the_settings(planned: Planned) -> None:
    own = {
        "service_level": 0.6,
        "holding_rate": 1.0,
        "order_cost": 5.0,
        "review_period_days": 1.0,
        "lead_time_allowance_days": 3.0,
    }
    plan = planned(settings=Settings(), **own)

    assert plan["protection_days"] == 18  # 14 + 3 + 1
    assert plan["service_level"] == 0.6
    assert plan["eoq_units"] == pytest.approx((2 * 730 * 5 / 4) ** 0.5)


def test_shortest_and_longest_lead_time_widen_the_safety_stock(planned: Planned) -> None:
    plan = planned(lead_time_shortest_days=7.0, lead_time_longest_days=28.0)

    # One delivery in six takes 28 days: 95 % service must survive 35 days of two candles
    assert plan["reorder_point"] == 70
    assert plan["protection_demand"] == pytest.approx(2 * (14 + 4 * 21 + 35) / 6)
    assert plan["safety_stock"] == pytest.approx(70 - 2 * (14 + 4 * 21 + 35) / 6)


def test_a_lead_time_longer_than_the_longest_is_the_longest(planned: Planned) -> None:
    plan = planned(lead_time_days=30.0)

    assert plan["reorder_point"] == 74  # 37 days of two; the 14 given as longest do not hold


def test_safety_stock_is_what_a_service_level_asks_of_independent_buyers(
    planned: Planned, poisson_forecast: Callable[..., Forecast]
) -> None:
    points = {
        level: planned(
            forecast=poisson_forecast(A=2), settings=replace(FREE_ORDERS, service_level=level)
        )["reorder_point"]
        for level in (0.5, 0.9, 0.95, 0.99)
    }

    for level, point in points.items():
        assert point == pytest.approx(stats.poisson(42).ppf(level), abs=1)


# What holds whatever the numbers

hundredths = st.integers(0, 50_000).map(lambda number: number / 100)
facts = st.fixed_dictionaries(
    {
        "cost": st.none() | hundredths,
        "price": st.none() | hundredths,
        "lead_time_days": st.none() | st.integers(0, 150).map(float),
        "lead_time_longest_days": st.none() | st.integers(0, 150).map(float),
        "moq_units": st.none() | st.integers(1, 200).map(float),
        "pack_size_units": st.none() | st.integers(1, 48).map(float),
    }
)
some_settings = st.builds(
    Settings,
    holding_rate=st.integers(0, 100).map(lambda number: number / 100),
    order_cost=hundredths,
    service_level=st.floats(0.5, 0.995),
    review_period_days=st.integers(1, 30),
    lead_time_allowance_days=st.integers(0, 30),
)
counts = st.integers(0, 500)

try_some = trying(suppress_health_check=[HealthCheck.function_scoped_fixture])


@try_some
@given(facts=facts, settings=some_settings, stock=st.tuples(counts, counts), daily=st.floats(0, 20))
def test_orders_are_packs_that_cost_what_they_cost(
    planned: Planned,
    poisson_forecast: Callable[..., Forecast],
    facts: dict[str, object],
    settings: Settings,
    stock: tuple[int, int],
    daily: float,
) -> None:
    forecast = poisson_forecast(A=daily)
    plan = planned(
        on_hand=stock[0], committed=stock[1], settings=settings, forecast=forecast, **facts
    )
    units = plan["order_units"]

    assert units % plan["pack_size_units"] == 0
    assert units == 0 or units >= plan["moq_units"]
    assert units >= plan["wanted_units"]
    assert plan["spend"] == units * plan["cost"] or np.isnan(plan["cost"])
    for name in PLAN:
        if isinstance(plan[name], float) and not np.isnan(plan[name]):
            assert name == "stock_position" or plan[name] >= 0, name


@try_some
@given(
    settings=some_settings,
    levels=st.tuples(st.floats(0.5, 0.995), st.floats(0.5, 0.995)),
    daily=st.floats(0, 20),
)
def test_more_service_never_lowers_the_reorder_point(
    planned: Planned,
    poisson_forecast: Callable[..., Forecast],
    settings: Settings,
    levels: tuple[float, float],
    daily: float,
) -> None:
    low, high = (
        planned(settings=replace(settings, service_level=level), forecast=poisson_forecast(A=daily))
        for level in sorted(levels)
    )

    assert low["reorder_point"] <= high["reorder_point"]
    assert low["order_units"] <= high["order_units"]


@try_some
@given(settings=some_settings, stocks=st.tuples(counts, counts), facts=facts)
def test_more_stock_never_raises_the_order(
    planned: Planned,
    settings: Settings,
    stocks: tuple[int, int],
    facts: dict[str, object],
) -> None:
    less, more = (planned(on_hand=stock, settings=settings, **facts) for stock in sorted(stocks))

    assert less["order_units"] >= more["order_units"]
    assert less["lost_units"] >= more["lost_units"]


# How surely it lasts


def unsure(planned: Planned, unsure_forecast: Forecast, **settings: Any) -> dict[str, Any]:
    rules = {"service_rule": "level"} | settings
    return planned(forecast=unsure_forecast, settings=Settings(order_cost=0, **rules))


@pytest.fixture
def unsure_forecast(demand_of: Callable[..., Demand]) -> Forecast:
    """Two a day on average, by chance."""
    rng = np.random.default_rng(0)
    return count.forecast(demand_of(A=rng.poisson(2.0, 200).astype(float).tolist()), rng)


def test_costs_keep_more_of_what_is_cheap_to_keep(
    planned: Planned, unsure_forecast: Forecast
) -> None:
    dear, cheap = (
        planned(
            forecast=unsure_forecast, settings=Settings(service_rule="costs", holding_rate=rate)
        )
        for rate in (1.0, 0.05)
    )

    assert cheap["reorder_point"] >= dear["reorder_point"]
    assert cheap["order_units"] > dear["order_units"]
    assert cheap["stockouts_a_year"] < dear["stockouts_a_year"]


def test_what_costs_less_to_let_go_is_not_kept(planned: Planned, unsure_forecast: Forecast) -> None:
    # A year's 730 candles bring 1 each; ordering them in their best lots and keeping them, 3,600.
    plan = planned(
        forecast=unsure_forecast,
        settings=Settings(service_rule="costs"),
        order_cost=9000.0,
        price=5.0,
    )

    assert plan["refused"] == Refused.NOT_WORTH_STOCKING
    assert (plan["order_units"], plan["reorder_point"]) == (0, 0)


def test_what_is_sold_at_a_loss_is_not_ordered_where_costs_decide(
    planned: Planned, unsure_forecast: Forecast
) -> None:
    plan = planned(
        forecast=unsure_forecast, settings=Settings(service_rule="costs"), cost=12.0, price=10.0
    )

    assert plan["order_units"] == 0
    assert plan["reorder_point"] == 0


def test_a_products_own_level_comes_before_the_costs(
    planned: Planned, unsure_forecast: Forecast
) -> None:
    plan = planned(
        forecast=unsure_forecast, settings=Settings(service_rule="costs"), service_level=0.6
    )

    assert plan["service_level"] == 0.6


def test_a_fill_rate_needs_less_than_the_same_chance_to_last(
    planned: Planned, unsure_forecast: Forecast
) -> None:
    level = unsure(planned, unsure_forecast)
    share = unsure(planned, unsure_forecast, service_rule="fill rate")

    assert 0 < share["reorder_point"] < level["reorder_point"]


def test_each_class_has_its_level(planned: Planned, unsure_forecast: Forecast) -> None:
    levels = (0.9, *[0.6] * 8)
    plan = unsure(planned, unsure_forecast, service_rule="classes", class_levels=levels)

    assert plan["class"] == "AX"
    assert plan["service_level"] == 0.9


# Minimum orders that make no sense


def test_a_minimum_order_that_lasts_for_years_is_refused(planned: Planned) -> None:
    plan = planned(moq_units=1461)  # 730 are sold in a year

    assert plan["order_units"] == 0
    assert plan["refused"] == Refused.MOQ_TOO_LARGE
    assert planned(moq_units=1460)["order_units"] == 1460


def test_nothing_is_refused_where_nothing_lacks(planned: Planned) -> None:
    assert planned(on_hand=500, moq_units=1_000_000)["refused"] == ""


@pytest.mark.parametrize("rule", ["level", "fill rate", "costs", "classes"])
@pytest.mark.parametrize(
    "facts",
    [
        {"lead_time_days": 0.0, "lead_time_shortest_days": 0.0, "lead_time_longest_days": 0.0},
        {"lead_time_days": 150.0, "lead_time_longest_days": 150.0},
        {"lead_time_shortest_days": 90.0, "lead_time_longest_days": 5.0},
        {"moq_units": 1e6},
        {"pack_size_units": 1e6},
        {"moq_units": 25.0, "pack_size_units": 24.0},
        {"cost": 50.0},
        {"cost": 10.0},
        {"cost": 0.0},
        {"price": 0.0},
        {"cost": None, "price": None},
        {"shelf_life_days": 1.0},
        {"holding_rate": 0.0, "order_cost": 0.0},
    ],
)
def test_contradictory_facts_end_in_a_sentence_and_never_in_an_odd_order(
    planned: Planned, facts: dict[str, float | None], rule: str
) -> None:
    plan = planned(on_hand=3, settings=Settings(service_rule=rule), **facts)
    reason = order_reasons(pd.DataFrame([plan]))[0]

    assert 0 <= plan["order_units"] <= min(plan["most_units"], 730 + 1e6)
    assert plan["order_units"] % plan["pack_size_units"] == 0
    assert reason.endswith(".")
    assert "nan" not in reason


# What is needed, and what is rounded


def test_an_order_that_is_mostly_its_lot_says_what_is_needed_and_what_the_rest_saves(
    planned: Planned,
) -> None:
    def reason(on_hand: float, order_cost: float, **facts: object) -> str:
        settings = replace(FREE_ORDERS, order_cost=order_cost)
        plan = planned(on_hand=on_hand, settings=settings, **facts)
        return order_reasons(pd.DataFrame([plan]))[0]

    told = reason(40, order_cost=20)
    assert told.startswith("You have 40. When goods ordered today are here on 15 Mar 2025, 12 will")
    assert "could be here 14 will sell: 2 needed. 169 more (676.00) save the 20.00 that" in told
    # 14 are lacking, the lot is 27.
    assert "14 needed. 13 more (52.00) save the 0.50 that" in reason(0, order_cost=0.5)


@pytest.mark.parametrize(
    ("units", "told"),
    [
        (12, "14 will sell: 12 needed."),
        (8, "12 needed. The money is enough for 8 of them."),
        (20, "12 needed. 8 more bring more than keeping them costs."),
    ],
)
def test_what_a_budget_buys_is_told_beside_what_is_needed(
    planned: Planned, units: float, told: str
) -> None:
    bought = pd.DataFrame([planned(on_hand=30)]).assign(order_units=units)

    (reason,) = bought_reasons(bought, [BOUGHT], "")

    assert reason.startswith("You have 30. When goods ordered today are here on 15 Mar 2025, 2 ")
    assert reason.endswith(told)


def test_what_is_left_on_average_is_told_beside_what_is_missed_where_it_sells_well(
    planned: Planned,
) -> None:
    plan = pd.DataFrame([planned(on_hand=30)]).assign(lost_units=3.0)

    (unsure,) = order_reasons(plan)
    (sold_out,) = order_reasons(plan.assign(left_units=0.0))

    assert "2 will be left. If it sells well it runs out before, and 3 on average are" in unsure
    assert "0 will be left. By then about 3 will be asked for that you will not have." in sold_out


def test_what_minimum_and_packs_add_is_told_where_the_cost_is_unknown(planned: Planned) -> None:
    plan = planned(on_hand=40, moq_units=100, cost=None, price=None)
    reason = order_reasons(pd.DataFrame([plan]))[0]

    assert plan["order_units"] == 100
    assert "2 needed. The supplier sells 100 at least." in reason
    assert "Minimum order and packs force 98 extra, which last 1.6 months." in reason


# When the newest sale and the count are of other days than today


@pytest.mark.parametrize(
    ("counted", "expected"),
    [(-1, 12), (0, 13), (13, 26)],
    ids=["on the last day known", "a day later", "a fortnight later"],
)
def test_what_was_counted_after_the_newest_sale_lasts_from_its_count_on(
    counted: int, expected: int, sure_forecast, demand_of, products_of, stock_of
) -> None:
    day = day_after_start(counted)
    plan = make_plan(
        demand_of(A=[2.0] * 100, B=[2.0] * 100),
        sure_forecast(A=2, B=2),
        products=products_of(A=CANDLE, B=CANDLE),
        stock=stock_of(A=(24, 0, 0), B=(0, 0, 0)).assign(day=day),
        settings=FREE_ORDERS,
        today=(day + timedelta(days=1)).date(),
    ).frame()

    # 24 last for 12 days, none for none.
    assert plan["stockout_day"].tolist() == [
        day_after_start(expected),
        day_after_start(counted + 1),
    ]
    # 24 are short of 28 by two days' sales, which are lost; 14 are needed a week.
    assert plan["order_units"].tolist() == [14, 14]
    assert plan["lost_units"].tolist() == pytest.approx([4, 28])
    assert plan["arrives"].tolist() == [day_after_start(counted + 15)] * 2


def test_what_sold_since_the_newest_sale_is_expected_to_be_gone(
    sure_forecast, demand_of, products_of, stock_of
) -> None:
    def plan(today: int) -> dict[str, Any]:
        made = make_plan(
            demand_of(A=[2.0] * 100),
            sure_forecast(A=2),
            products=products_of(A=CANDLE),
            stock=stock_of(A=(50, 0, 0)),
            settings=FREE_ORDERS,
            today=day_after_start(today).date(),
        )
        return dict(made.frame().iloc[0])

    assert plan(0)["order_units"] == 0
    assert plan(10)["order_units"] == 42 - (50 - 20)
    assert plan(10)["order_by"] == day_after_start(10)
    assert plan(20)["order_units"] == 14  # 10 left, sold out before it arrives
    assert plan(20)["left_units"] == 0


def test_what_sold_too_long_ago_is_planned_as_if_the_days_since_had_not_been(
    sure_forecast: Callable[..., Forecast],
    demand_of: Callable[..., Demand],
    products_of: Callable[..., pd.DataFrame],
    stock_of: Callable[..., pd.DataFrame],
) -> None:
    """A file of years ago is no reason to order nothing, or to take a count of today for older."""

    def planned(days: int) -> pd.DataFrame:
        stock = stock_of(A=(3.0, 0.0, 0.0))
        plan = make_plan(
            demand_of(A=[2.0] * 60),
            sure_forecast(A=2.0),
            products=products_of(A={"cost": 4.0, "price": 9.0, "lead_time_days": 10}),
            stock=stock.assign(day=stock["day"] + pd.Timedelta(days=days)),
            settings=Settings(),
            today=START + timedelta(days=days),
        )
        return plan.frame().drop(columns=["days_since_sale"])

    assert planned(0)["order_units"].iloc[0] > 0
    pd.testing.assert_frame_equal(planned(LONGEST_WAIT_DAYS + 1), planned(0))
    pd.testing.assert_frame_equal(planned(3_000), planned(0))
