from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest

from inventory_core.domain.customer_orders import PROMISES
from inventory_core.domain.frames import empty, typed
from inventory_core.domain.purchase_orders import INCOMING
from inventory_core.domain.settings import Settings
from inventory_core.monitoring.alerts import (
    AlertKind,
    make_alerts,
)
from inventory_core.monitoring.signals import Signals
from inventory_core.monitoring.tables import ALERTS, OFF_TRACK, SURPRISES

FORECAST_FROM = date(2025, 3, 1)

# Sells two a day, takes 14 days to come, and has enough.
CANDLE: dict[str, Any] = {
    "sku": "CANDLE",
    "name": "Candle",
    "supplier": "Wax & Co",
    "stock_known": True,
    "daily_demand": 2.0,
    "on_hand": 60.0,
    "stock_position": 60.0,
    "reorder_point": 42.0,
    "lead_time_demand": 28.0,
    "cost": 4.0,
    "price": 10.0,
    "days_since_sale": 1.0,
    "days_on_sale": 400.0,
    "stockout_day": pd.Timestamp(2025, 3, 31),
}
LOW = CANDLE | {"on_hand": 35.0, "stock_position": 35.0, "order_units": 7.0, "short_units": 7.0}
# What is lost before an order arrives is at stake no more: an order of today does not save it.
LATE = CANDLE | {
    "on_hand": 10.0,
    "stock_position": 10.0,
    "order_units": 14.0,
    "lost_units": 18.0,
    "short_units": 14.0,
}
OUT = LATE | {"on_hand": 0.0, "stock_position": 0.0, "lost_units": 28.0}
TOO_MUCH = CANDLE | {"on_hand": 200.0, "stock_position": 200.0, "overstock_units": 52.0}
DEAD = CANDLE | {"on_hand": 9.0, "daily_demand": 0.0, "days_since_sale": 90.0}

Warned = Callable[..., pd.DataFrame]


@pytest.fixture
def warned(plan_of: Callable[..., pd.DataFrame]) -> Warned:
    def warn(
        *rows: dict[str, Any],
        settings: Settings | None = None,
        today: date = FORECAST_FROM,
        **signals: Any,
    ) -> pd.DataFrame:
        return make_alerts(
            plan_of(*rows),
            Signals(**signals),
            forecast_from=FORECAST_FROM,
            today=today,
            settings=settings or Settings(),
        )

    return warn


def test_enough_of_everything_earns_no_warning(warned: Warned) -> None:
    alerts = warned(CANDLE)

    assert len(alerts) == 0
    assert list(alerts.columns) == list(ALERTS)


def test_an_empty_shop_earns_no_warning(warned: Warned) -> None:
    assert len(warned()) == 0


@pytest.mark.parametrize(
    ("row", "kind", "money", "units"),
    [
        (OUT, AlertKind.OUT_OF_STOCK, 14 * 6, 14),  # units asked for in vain, at a margin of 6
        (LATE, AlertKind.TOO_LATE, 14 * 6, 14),
        (LOW, AlertKind.ORDER_TODAY, 7 * 6, 7),
        (TOO_MUCH, AlertKind.OVERSTOCK, 52 * 4, 52),  # units too many, at their cost
        (DEAD, AlertKind.DEAD_STOCK, 9 * 4, 9),  # all of them
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_warning_has_its_money_and_units(
    warned: Warned, row: dict[str, Any], kind: str, money: float, units: float
) -> None:
    alerts = warned(row)

    assert alerts["alert"].tolist() == [kind]
    assert alerts["money"].tolist() == [money]
    assert alerts["units"].tolist() == [units]
    assert alerts[["sku", "name", "supplier"]].iloc[0].tolist() == ["CANDLE", "Candle", "Wax & Co"]


def test_too_few_says_when_and_too_many_does_not(warned: Warned) -> None:
    assert warned(LATE)["day"].tolist() == [pd.Timestamp(2025, 3, 31)]
    assert warned(TOO_MUCH)["day"].isna().all()


@pytest.mark.parametrize(
    ("row", "kinds"),
    [
        # All that is there is promised
        (OUT | {"on_hand": 5.0, "committed": 5.0}, [AlertKind.OUT_OF_STOCK]),
        # Enough is on its way already, but today's customers find none
        (
            OUT | {"order_units": 0.0, "on_order": 60.0, "stock_position": 60.0},
            [AlertKind.ON_THE_WAY],
        ),
        # Or those of next week
        (
            LATE | {"order_units": 0.0, "on_order": 60.0, "stock_position": 70.0},
            [AlertKind.ON_THE_WAY],
        ),
        (CANDLE | {"on_order": 60.0, "stock_position": 120.0}, []),
        # Nothing there of a product that hardly sells: its reorder point does not miss it
        (OUT | {"order_units": 0.0, "daily_demand": 0.01}, []),
        (OUT | {"one_shot": True, "order_units": 0.0}, []),
        (OUT | {"daily_demand": 0.0, "order_units": 0.0, "lost_units": 0.0}, []),
        (
            LOW | {"stock_position": 28.0},
            [AlertKind.ORDER_TODAY],
        ),  # just lasts until the order comes
        (LOW | {"stock_position": 27.9}, [AlertKind.TOO_LATE]),
        # Units on their way save the day
        (LATE | {"on_order": 20.0, "stock_position": 30.0}, [AlertKind.ORDER_TODAY]),
    ],
    ids=[
        "all promised",
        "on its way",
        "on its way, and some left",
        "on its way, and enough left",
        "hardly sells",
        "one-shot",
        "never sold",
        "just in time",
        "a day late",
        "saved by what is coming",
    ],
)
def test_too_few_is_judged_by_what_is_free_and_coming(
    warned: Warned, row: dict[str, Any], kinds: list[str]
) -> None:
    assert warned(row)["alert"].tolist() == kinds


# Its 10 on hand are gone on 6 March.
WAITING = LATE | {
    "on_order": 60.0,
    "stock_position": 70.0,
    "order_units": 0.0,
    "stockout_day": pd.Timestamp(2025, 3, 6),
}


def coming(arrives: str, *, late: bool = False, sku: str = "CANDLE") -> pd.DataFrame:
    frame = pd.DataFrame({"sku": [sku], "units": 60.0, "number": 3.0, "late": late})
    days = {"ordered_on": "2025-02-10", "expected_on": arrives, "arrives": arrives}
    return typed(frame.assign(supplier="Wax & Co", **days), INCOMING)


@pytest.mark.parametrize(
    ("incoming", "kinds"),
    [
        (empty(INCOMING), [AlertKind.ON_THE_WAY]),
        (coming("2025-03-07"), [AlertKind.ON_THE_WAY]),
        (coming("2025-03-06"), []),
        (coming("2025-02-24", late=True), [AlertKind.LATE_ORDER]),
        (coming("2025-02-24", late=True, sku="OTHER"), [AlertKind.ON_THE_WAY]),
    ],
    ids=["nobody knows when", "a day too late", "just in time", "late", "of another product"],
)
def test_what_is_on_its_way_is_judged_by_its_day(
    warned: Warned, incoming: pd.DataFrame, kinds: list[str]
) -> None:
    alerts = warned(WAITING, incoming=incoming)

    assert alerts["alert"].tolist() == kinds
    if kinds == [AlertKind.LATE_ORDER]:
        assert alerts["units"].tolist() == [60]
        assert alerts["money"].isna().all()


def test_what_customers_will_not_get_in_time_is_told_of_first_with_its_profit(
    warned: Warned,
) -> None:
    frame = {"sku": ["CANDLE", "CANDLE", "OTHER"], "units": [5.0, 2.0, 9.0], "number": 1.0}
    promises = typed(pd.DataFrame(frame | {"promised_on": "2025-03-02"}), PROMISES)

    alerts = warned(OUT, promises=promises)

    assert alerts["alert"].tolist() == [AlertKind.PROMISE_MISSED, AlertKind.OUT_OF_STOCK]
    assert alerts[["units", "money"]].iloc[0].tolist() == [7, 7 * 6]


def test_an_order_that_is_late_is_told_of_beside_all_else(warned: Warned) -> None:
    alerts = warned(TOO_MUCH | {"on_order": 60.0}, incoming=coming("2025-02-24", late=True))

    assert alerts["alert"].tolist() == [AlertKind.LATE_ORDER, AlertKind.OVERSTOCK]


@pytest.mark.parametrize(
    ("row", "kinds"),
    [
        (DEAD | {"days_since_sale": 89.0}, []),
        (DEAD | {"on_hand": 0.0}, []),
        (DEAD | {"overstock_units": 9.0}, [AlertKind.DEAD_STOCK]),  # not warned of twice
        (DEAD | {"one_shot": True}, [AlertKind.DEAD_STOCK]),
        (DEAD | {"days_since_sale": np.nan, "days_on_sale": np.nan}, []),  # never sold yet
        (TOO_MUCH | {"days_on_sale": 59.0}, []),  # its first delivery
        (TOO_MUCH | {"overstock_units": 0.9}, []),
        (TOO_MUCH | {"one_shot": True}, [AlertKind.OVERSTOCK]),
    ],
)
def test_too_many_is_judged_by_age_and_sales(
    warned: Warned, row: dict[str, Any], kinds: list[str]
) -> None:
    assert warned(row)["alert"].tolist() == kinds


def test_the_setting_says_when_stock_is_dead(warned: Warned) -> None:
    assert len(warned(DEAD, settings=Settings(dead_stock_days=91))) == 0
    assert len(warned(DEAD | {"days_since_sale": 30.0}, settings=Settings(dead_stock_days=30))) == 1


def test_money_is_unknown_where_price_or_cost_is(warned: Warned) -> None:
    assert warned(OUT | {"price": np.nan})["money"].isna().all()
    assert warned(DEAD | {"cost": np.nan})["money"].isna().all()


def test_a_loss_on_each_sale_puts_no_money_at_stake(warned: Warned) -> None:
    alerts = warned(OUT | {"price": 3.0})

    assert alerts["alert"].tolist() == [AlertKind.OUT_OF_STOCK, AlertKind.BELOW_COST]
    # Two a day for four weeks, each sold for 1 less than it cost.
    assert alerts["money"].tolist() == [0, 28 * 2]


def test_a_season_that_is_over_before_an_order_arrives_needs_none(warned: Warned) -> None:
    over = LATE | {
        "order_units": 0.0,
        "missed_units": 12.0,
        "arrives": pd.Timestamp(2025, 3, 15),
    }
    (alert,) = warned(over).itertuples()

    assert alert.alert == AlertKind.MISSED_SEASON
    assert (alert.units, alert.money) == (12, 12 * 6)
    assert alert.day == pd.Timestamp(2025, 3, 15)
    # What is ordered all the same is late, and not missed.
    assert warned(over | {"order_units": 3.0})["alert"].tolist() == [AlertKind.TOO_LATE]


def test_what_spoils_comes_before_what_is_too_much(warned: Warned) -> None:
    (alert,) = warned(TOO_MUCH | {"spoiled_units": 30.0}).itertuples()

    assert (alert.alert, alert.units, alert.money) == (AlertKind.SPOILS, 30, 30 * 4)


@pytest.mark.parametrize(("units", "told"), [(10.0, True), (9.0, False)])
def test_too_much_on_order_is_told_of_where_it_is_worth_asking(
    warned: Warned, units: float, *, told: bool
) -> None:
    alerts = warned(CANDLE | {"on_order": 50.0, "over_ordered_units": units})

    assert alerts["alert"].tolist() == [AlertKind.OVER_ORDERED] * told
    assert alerts["money"].tolist() == [units * 4] * told


def test_what_sold_otherwise_than_expected_is_told_of(warned: Warned) -> None:
    facts = {"expected_units": 8.0, "start": pd.Timestamp(2025, 2, 22), "days": 7.0, "chance": 1e-4}
    weeks = [
        facts | {"sku": "FAST", "actual_units": 30.0, "fast": True},
        facts | {"sku": "SLOW", "actual_units": 0.0, "fast": False},
        facts | {"sku": "GONE", "actual_units": 0.0, "fast": False},
    ]
    missed = {"sku": "SLOW", "why": "too high", "forecasts": 3.0, "actual_units": 9.0}
    alerts = warned(
        CANDLE | {"sku": "FAST"},
        CANDLE | {"sku": "SLOW"},
        surprises=typed(pd.DataFrame(weeks), SURPRISES),
        off_track=typed(pd.DataFrame([missed | {"expected_units": 30.0}]), OFF_TRACK),
    )

    kinds = [AlertKind.SELLS_FAST, AlertKind.SELLS_SLOWLY, AlertKind.OFF_TRACK]
    assert alerts["alert"].tolist() == kinds
    assert alerts["sku"].tolist() == ["FAST", "SLOW", "SLOW"]
    assert alerts["units"].tolist() == [22, 8, 21]
    assert alerts["day"].iloc[0] == pd.Timestamp(2025, 2, 28)


def test_a_slow_supplier_is_told_of_once(warned: Warned) -> None:
    (alert,) = warned(CANDLE, CANDLE | {"sku": "B"}, slow_suppliers={"Wax & Co": 7.0}).itertuples()

    assert (alert.alert, alert.sku, alert.name) == (AlertKind.SLOW_SUPPLIER, "", "Wax & Co")
    assert alert.units == 7


def test_the_most_urgent_come_first_whatever_the_money(warned: Warned) -> None:
    rows = [
        row | {"sku": sku}
        for sku, row in {
            "1": TOO_MUCH | {"cost": 1e6, "price": 2e6},
            "2": DEAD,
            "3": LOW,
            "4": LATE,
            "5": OUT,
            "6": CANDLE | {"stock_known": False, "on_hand": 0.0},
            "7": LATE | {"order_units": 0.0, "on_order": 60.0},
            "8": LATE
            | {"order_units": 0.0, "lacking_units": 9.0, "refused": "minimum order spoils"},
            "9": CANDLE,
            "10": CANDLE,
        }.items()
    ]
    missed = pd.DataFrame(
        {"sku": ["10"], "number": 1.0, "units": 2.0, "promised_on": pd.Timestamp(2025, 3, 2)}
    )
    late = coming("2025-02-24", late=True, sku="9")
    alerts = warned(*rows, today=date(2025, 6, 1), incoming=late, promises=typed(missed, PROMISES))

    urgency = list(AlertKind)
    assert alerts["alert"].tolist() == sorted(alerts["alert"], key=urgency.index)
    assert alerts["sku"].tolist() == ["", "", "10", "5", "4", "3", "9", "7", "8", "2", "1"]


def test_within_a_kind_the_most_money_comes_first_and_the_unknown_last(warned: Warned) -> None:
    rows = [
        OUT | {"sku": "UNKNOWN", "price": np.nan, "short_units": 99.0},
        OUT | {"sku": "LITTLE", "short_units": 1.0},
        OUT | {"sku": "MUCH", "short_units": 50.0},
        OUT | {"sku": "LESS UNKNOWN", "price": np.nan, "short_units": 98.0},
    ]

    assert warned(*rows)["sku"].tolist() == ["MUCH", "LITTLE", "UNKNOWN", "LESS UNKNOWN"]


@pytest.mark.parametrize(
    ("today", "age_days"),
    # The plan is for 1 March, so the last sale is of 28 February
    [(date(2025, 3, 1), None), (date(2025, 3, 7), None), (date(2025, 3, 8), 8)],
)
def test_data_older_than_the_setting_earn_one_warning(
    warned: Warned, today: date, age_days: int | None
) -> None:
    alerts = warned(CANDLE, CANDLE | {"sku": "B"}, today=today)

    assert alerts["alert"].tolist() == ([AlertKind.STALE_DATA] if age_days else [])
    assert alerts["units"].tolist() == ([age_days] if age_days else [])


def test_products_that_sell_but_were_never_counted_earn_one_warning(warned: Warned) -> None:
    uncounted = OUT | {"stock_known": False}
    idle = uncounted | {"sku": "IDLE", "daily_demand": 0.0}
    alerts = warned(uncounted, uncounted | {"sku": "B"}, idle, CANDLE | {"sku": "C"})

    assert alerts["alert"].tolist() == [AlertKind.NO_STOCK_COUNT]
    assert alerts["units"].tolist() == [2]
    assert alerts["day"].tolist() == [pd.Timestamp(FORECAST_FROM)]


def test_warnings_do_not_depend_on_the_order_of_products(warned: Warned) -> None:
    rows = [OUT | {"sku": "A"}, LATE | {"sku": "B"}, DEAD | {"sku": "C"}]
    settings = replace(Settings(), stale_days=1)
    forwards, backwards = (warned(*order, settings=settings) for order in (rows, rows[::-1]))

    pd.testing.assert_frame_equal(forwards, backwards)


def test_what_is_refused_for_its_minimum_order_is_missing_all_the_same(warned: Warned) -> None:
    refused = OUT | {
        "order_units": 0.0,
        "lacking_units": 14.0,
        "refused": "minimum order too large",
    }

    assert warned(refused)["alert"].tolist() == [AlertKind.NOT_ORDERED]
    assert warned(CANDLE | {"refused": "minimum order too large"}).empty


def test_what_is_on_its_way_is_worth_what_sells_before_it_comes(warned: Warned) -> None:
    alerts = warned(LATE | {"order_units": 0.0, "on_order": 60.0, "stock_position": 70.0})

    assert alerts["units"].tolist() == [28 - 10]
    assert alerts["money"].tolist() == [18 * 6]


def test_out_of_its_season_a_product_is_not_dead(warned: Warned) -> None:
    stars = DEAD | {"on_hand": 40.0}

    assert warned(stars | {"yearly_demand": 432.0}).empty
    assert warned(stars | {"yearly_demand": 3.0})["alert"].tolist() == [AlertKind.DEAD_STOCK]


def test_what_only_joins_an_order_earns_no_warning(warned: Warned) -> None:
    assert warned(CANDLE | {"order_units": 20.0, "joins": True}).empty
