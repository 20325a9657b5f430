"""Money of the coming weeks, small enough to be worked out by hand."""

from collections.abc import Callable
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as st

from inventory_core.domain.frames import PRICE_BREAKS, SUPPLIERS, typed
from inventory_core.domain.products import PeriodTerms
from inventory_core.optimization.supplier_terms import SupplierTerms
from inventory_core.simulation.cash import DEPOSIT, Cash, cash_ahead
from inventory_core.simulation.owed import BALANCE, ORDER_COST
from inventory_core.simulation.walk import Start, replay

MONDAY = date(2025, 3, 3)
DAYS = 182
CANDLE = {"sku": "A", "supplier": "Wax & Co", "cost": 10.0, "price": 25.0, "stock_position": 17.0}

Ahead = Callable[..., Cash]


@pytest.fixture
def ahead(plan_of: Callable[..., pd.DataFrame]) -> Ahead:
    """The money of candles that sell one a day, are ordered by hand and take ten days to come."""

    def make(
        *orders: dict[int, float],
        facts: tuple[dict[str, object], ...] = (),
        terms: SupplierTerms | None = None,
        lead_time: int = 10,
    ) -> Cash:
        given_facts = facts or ({},) * len(orders)
        plan = plan_of(
            *(CANDLE | {"sku": f"A{row}"} | told for row, told in enumerate(given_facts))
        )
        nothing = np.zeros(len(plan))
        walked = replay(
            np.ones((len(plan), DAYS)),
            lambda known: np.array([units.get(known.period, 0.0) for units in orders]),
            terms=PeriodTerms(
                lead_time_periods=np.full(len(plan), lead_time),
                moq_units=nothing,
                pack_size_units=nothing,
                unit_cost=nothing,
                order_cost=nothing,
                holding_cost=nothing,
                lost_sale_cost=nothing,
            ),
            start=Start(period=0, on_hand=plan["stock_position"].to_numpy(dtype=float)),
        )
        return cash_ahead(plan, walked, first_day=MONDAY, terms=terms or SupplierTerms())

    return make


def suppliers(**terms: float) -> SupplierTerms:
    row = {"supplier": "Wax & Co", **dict.fromkeys(list(SUPPLIERS)[1:], 0.0), **terms}
    return SupplierTerms(suppliers=typed(pd.DataFrame([row]), SUPPLIERS))


def by_week(weeks: pd.DataFrame, column: str) -> dict[int, float]:
    """The weeks, counted from 0, in which something is due."""
    return {week: money for week, money in enumerate(weeks[column]) if money}


EVERY_FOUR_WEEKS = dict.fromkeys(range(7, DAYS, 28), 28.0)


# By hand


def test_what_was_never_counted_is_told(ahead: Ahead) -> None:
    uncounted, counted = {"daily_demand": 1.0}, {"daily_demand": 1.0, "stock_known": True}

    assert ahead({}, {}, facts=(uncounted, counted)).uncounted == 1


def test_deposits_and_balances_fall_into_their_weeks(ahead: Ahead) -> None:
    made = ahead(EVERY_FOUR_WEEKS, terms=suppliers(deposit_share=0.3, balance_days=30))

    # 28 × 10 = 280: 84 on days 7, 35 and so on, the rest 10 + 30 days later: 47, 75, ..., 215.
    assert by_week(made.weeks, "deposits") == dict.fromkeys(range(1, 26, 4), 84.0)
    assert by_week(made.weeks, "balances") == dict.fromkeys((6, 10, 14, 18, 22), 196.0)
    assert made.weeks["paid"].sum() == 7 * 84 + 5 * 196
    assert made.due_later == 2 * 196
    assert made.payments.iloc[1].to_dict() == {
        "day": pd.Timestamp(2025, 4, 7),
        "supplier": "Wax & Co",
        "kind": DEPOSIT,
        "ordered_on": pd.Timestamp(2025, 4, 7),
        "placed": False,
        "money": 84.0,
    }
    assert made.payments[made.payments["kind"] == BALANCE].iloc[0]["day"] == pd.Timestamp(
        2025, 4, 19
    )


def test_takings_and_stock_go_by_what_is_sold(ahead: Ahead) -> None:
    made = ahead(EVERY_FOUR_WEEKS)

    assert made.weeks["first_day"].iloc[[0, 25]].tolist() == [
        pd.Timestamp(2025, 3, 3),
        pd.Timestamp(2025, 8, 25),
    ]
    assert set(made.weeks["takings"]) == {7 * 25.0}
    assert made.stock_value == 170
    # 17 − 7, 17 − 14, and with the 28 that come on day 17, 45 − 21
    assert made.weeks["stock_value"].head(3).tolist() == [100, 30, 240]
    assert made.stock_values().iloc[[0, 1, 26]].to_dict("list") == {
        "day": [pd.Timestamp(2025, 3, 3), pd.Timestamp(2025, 3, 10), pd.Timestamp(2025, 9, 1)],
        "stock_value": [170, 100, made.weeks["stock_value"].iloc[-1]],
    }


def test_without_terms_everything_is_paid_on_arrival(ahead: Ahead) -> None:
    made = ahead({0: 5.0, 7: 3.0})

    assert made.payments["kind"].tolist() == [BALANCE, BALANCE]
    assert made.payments["day"].tolist() == [pd.Timestamp(2025, 3, 13), pd.Timestamp(2025, 3, 20)]
    assert by_week(made.weeks, "paid") == {1: 50, 2: 30}


def test_who_wants_all_of_it_at_once_gets_no_balance(ahead: Ahead) -> None:
    made = ahead({0: 5.0}, terms=suppliers(deposit_share=1, balance_days=30))

    assert made.payments["kind"].tolist() == [DEPOSIT]
    assert by_week(made.weeks, "paid") == {0: 50}


def test_what_an_order_costs_is_paid_once_for_all_products_in_it(ahead: Ahead) -> None:
    terms = suppliers(order_cost=20)
    made = ahead({0: 5.0, 7: 1.0}, {0: 2.0}, terms=terms)

    assert by_week(made.weeks, "order_costs") == {0: 20, 1: 20}
    assert made.payments["kind"].value_counts().to_dict() == {ORDER_COST: 2, BALANCE: 2}
    assert made.weeks["paid"].sum() == 80 + 40


def test_one_payment_is_told_for_all_products_that_are_due_together(ahead: Ahead) -> None:
    facts = ({}, {}, {"supplier": "Ink"})
    made = ahead({0: 5.0}, {0: 2.0}, {0: 1.0}, facts=facts)

    assert made.payments[["supplier", "money"]].to_numpy().tolist() == [
        ["Ink", 10],
        ["Wax & Co", 70],
    ]


def test_a_larger_order_is_paid_at_its_lower_price(ahead: Ahead) -> None:
    prices = pd.DataFrame([["A0", 100.0, 8.0, True]], columns=list(PRICE_BREAKS))
    made = ahead({0: 100.0, 7: 99.0}, terms=SupplierTerms(price_breaks=prices))

    assert made.payments["money"].tolist() == [800, 990]


def test_unknown_money_is_left_out_and_counted(ahead: Ahead) -> None:
    facts = (
        {"cost": np.nan, "price": np.nan, "on_order": 3.0},
        {"defaults": "cost", "on_order": 4.0},
        {"cost": np.nan, "stock_position": 0.0},  # neither kept nor bought: nothing is missing
    )
    made = ahead({0: 5.0}, {0: 2.0}, {}, facts=facts)

    assert (made.uncosted, made.guessed, made.unpriced) == (1, 1, 1)
    assert made.payments["money"].tolist() == [20]
    assert made.stock_value == 170
    assert made.on_order_value == made.owed_value == 40
    assert made.weeks["takings"].iloc[0] == 7 * 25


def test_where_nothing_is_ordered_nothing_is_paid(ahead: Ahead) -> None:
    made = ahead({})

    assert made.payments.empty
    assert made.due_later == 0
    assert made.weeks["paid"].sum() == 0
    assert made.weeks["takings"].sum() == 17 * 25


# What always holds


@trying(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    orders=st.lists(
        st.dictionaries(st.integers(0, DAYS - 1), st.integers(1, 50), max_size=6),
        min_size=1,
        max_size=4,
    ),
    share=st.floats(0, 1),
    balance_days=st.integers(0, 120),
    lead_time=st.integers(0, 120),
)
def test_every_unit_ordered_is_paid_once(
    ahead: Ahead,
    orders: list[dict[int, float]],
    share: float,
    balance_days: int,
    lead_time: int,
) -> None:
    terms = suppliers(deposit_share=share, balance_days=balance_days)
    made = ahead(*orders, terms=terms, lead_time=lead_time)

    spend = 10 * sum(sum(units.values()) for units in orders)
    assert made.payments["money"].sum() == pytest.approx(spend)
    assert made.weeks["paid"].sum() + made.due_later == pytest.approx(spend)
    waited = (made.payments["day"] - made.payments["ordered_on"]).dt.days
    balances = made.payments["kind"] == BALANCE
    assert set(waited[balances]) <= {lead_time + balance_days}
    assert set(waited[~balances]) <= {0}
    assert made.payments["day"].is_monotonic_increasing
