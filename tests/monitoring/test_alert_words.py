"""The sentence of each alert: what is wrong, what to do, and what it is about in money."""

import numpy as np
import pandas as pd
import pytest

from inventory_core.domain.customer_orders import PROMISES
from inventory_core.domain.frames import typed
from inventory_core.domain.purchase_orders import INCOMING
from inventory_core.monitoring.alert_words import alert_label, alert_sentences
from inventory_core.monitoring.alerts import AlertKind
from inventory_core.monitoring.signals import Signals
from inventory_core.monitoring.tables import ALERTS, OFF_TRACK, SURPRISES

AT_STAKE, TIED_UP = "About €12.00 of profit is at stake.", "1,200 units, €12.00 tied up."


def sentence(kind: str, *, units: float = 1200.0, money: float = 12.0) -> str:
    row = {"alert": kind, "units": units, "money": money, "day": "2026-03-09"}
    (told,) = alert_sentences(typed(pd.DataFrame([row]), ALERTS), "€")
    return told


@pytest.mark.parametrize(
    ("kind", "begin", "end"),
    [
        (AlertKind.STALE_DATA, "The newest sale is 1,200 days old: too", "upload a newer export."),
        (AlertKind.FILES_WAITING, "1,200 files in the watched folder", "Upload page, which asks."),
        (AlertKind.NO_STOCK_COUNT, "1,200 products that sell were never", "upload a stock file."),
        (AlertKind.PROMISE_MISSED, "Customers ordered more than will be there by", AT_STAKE),
        (AlertKind.OUT_OF_STOCK, "Nothing left to sell: order now. ", AT_STAKE),
        (
            AlertKind.TOO_LATE,
            "By the sales that are known, it lasts until about 9 Mar 2026,",
            AT_STAKE,
        ),
        (AlertKind.ORDER_TODAY, "Will not last until the order after today's", AT_STAKE),
        (AlertKind.ON_THE_WAY, "Enough is on the way, but what is here", "missed until then."),
        (AlertKind.NOT_ORDERED, "Will be lacking, but the smallest order is", AT_STAKE),
        (AlertKind.MISSED_SEASON, "1,200 more will be asked for than there are, but", AT_STAKE),
        (AlertKind.SELLS_FAST, "Sold far more than was expected", AT_STAKE),
        (AlertKind.SELLS_SLOWLY, "Sold far less than was expected", AT_STAKE),
        (AlertKind.OFF_TRACK, "Sells otherwise than expected again and again.", AT_STAKE),
        (AlertKind.BELOW_COST, "Sells for less than it costs", "That loses €12.00 in four weeks."),
        (AlertKind.SPOILS, "Will not sell before it spoils", TIED_UP),
        (AlertKind.OVER_ORDERED, "More is on order than will sell", TIED_UP),
        (AlertKind.DEAD_STOCK, "Has not sold for a long time: mark it down", TIED_UP),
        (AlertKind.OVERSTOCK, "More than will sell within lead time", TIED_UP),
    ],
)
def test_each_alert_says_what_is_wrong_and_its_money(kind: str, begin: str, end: str) -> None:
    assert sentence(kind).startswith(begin)
    assert sentence(kind).endswith(end)


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (
            AlertKind.LATE_ORDER,
            "60 of purchase order 3, ordered on 10 Feb 2026, expected on 24 Feb 2026, are not "
            "here: ask the supplier. Until you hear more, they count as coming tomorrow.",
        ),
        (
            AlertKind.ON_THE_WAY,
            "Purchase order 3 is on the way and expected on 24 Feb 2026, but what is here may not "
            "last until then: ask whether it can come sooner.",
        ),
        (
            AlertKind.OUT_OF_STOCK,
            "Nothing left to sell. 12 of purchase order 3 are expected on 24 Feb 2026, which is "
            "not enough: order now.",
        ),
    ],
)
def test_alerts_name_the_purchase_order_that_comes_first(kind: str, told: str) -> None:
    orders = pd.DataFrame(
        {
            "sku": "MUG",
            "number": [4, 3],
            "units": [9.0, 12.0],
            "ordered_on": ["2026-02-20", "2026-02-10"],
            "expected_on": ["2026-03-24", "2026-02-24"],
        }
    )
    row = {"sku": "MUG", "alert": kind, "units": 60.0}

    alerts = typed(pd.DataFrame([row]), ALERTS)
    assert alert_sentences(alerts, signals=Signals(incoming=typed(orders, INCOMING))) == [told]


@pytest.mark.parametrize("kind", [AlertKind.OUT_OF_STOCK, AlertKind.ORDER_TODAY])
def test_what_is_unknown_is_left_out(kind: str) -> None:
    told = sentence(kind, units=np.nan, money=np.nan)

    assert told.endswith(("order now.", "order today."))


def test_every_kind_has_a_name_of_its_own() -> None:
    assert len({alert_label(kind.value) for kind in AlertKind}) == len(AlertKind)


def test_an_alert_names_the_customer_order_that_was_promised_first() -> None:
    promises = pd.DataFrame(
        {"sku": "MUG", "number": [4, 3], "units": 5.0, "promised_on": ["2026-03-24", "2026-02-24"]}
    )
    row = {"sku": "MUG", "alert": AlertKind.PROMISE_MISSED, "units": 10.0}

    (told,) = alert_sentences(
        typed(pd.DataFrame([row]), ALERTS), signals=Signals(promises=typed(promises, PROMISES))
    )

    assert told == (
        "10 will not be there in time for customers, the first for customer order 3, promised for "
        "24 Feb 2026: tell the customer, or let the order go first."
    )


@pytest.mark.parametrize(
    ("kind", "sold", "chance", "told"),
    [
        (
            AlertKind.SELLS_FAST,
            30.0,
            1 / 400,
            "30 sold in the week to 8 Mar 2026, where 7.5 were expected; so many come about once "
            "in 400 weeks: see whether it goes on, the forecast follows by itself.",
        ),
        (
            AlertKind.SELLS_SLOWLY,
            0.0,
            0.0,
            "0 sold in the week to 8 Mar 2026, where 7.5 were expected; so few come about once in "
            "10,000 weeks: see whether it is still on sale, and the price right.",
        ),
    ],
)
def test_a_surprise_says_what_was_expected_and_how_rare_it_is(
    kind: str, sold: float, chance: float, told: str
) -> None:
    week = {"sku": "MUG", "expected_units": 7.5, "actual_units": sold, "chance": chance}
    signals = Signals(surprises=typed(pd.DataFrame([week]), SURPRISES))
    row = {"sku": "MUG", "alert": kind, "units": 22.5, "day": "2026-03-08"}

    assert alert_sentences(typed(pd.DataFrame([row]), ALERTS), signals=signals) == [told]


@pytest.mark.parametrize(
    ("why", "begin"),
    [
        ("too low", "3 forecasts in a row were too low (60 expected in all, 90 sold)"),
        ("too high", "3 forecasts in a row were too high (60 expected in all, 90 sold)"),
        ("worse", "3 forecasts missed by more than repeating 28 days would have (60 expected"),
    ],
)
def test_a_forecast_off_its_track_says_how_and_what_to_do(why: str, begin: str) -> None:
    forecasts = {"forecasts": 3.0, "expected_units": 60.0, "actual_units": 90.0}
    missed = pd.DataFrame([{"sku": "MUG", "why": why, **forecasts}])
    signals = Signals(off_track=typed(missed, OFF_TRACK))
    row = {"sku": "MUG", "alert": AlertKind.OFF_TRACK, "units": 30.0}

    (told,) = alert_sentences(typed(pd.DataFrame([row]), ALERTS), signals=signals)

    assert told.startswith(begin)
    assert told.endswith("on the Forecast page, or change its months by hand.")


def test_data_that_are_not_too_old_are_gone_on_from() -> None:
    row = {"sku": "", "alert": AlertKind.STALE_DATA, "units": 10.0, "day": "2026-03-09"}

    (told,) = alert_sentences(typed(pd.DataFrame([row]), ALERTS))

    assert told.startswith("The newest sale is 10 days old. What sold since is not known, and is")


def test_money_that_will_be_missing_is_told_with_the_day() -> None:
    row = {"sku": "", "alert": AlertKind.CASH_SHORT, "money": 84.0, "day": "2026-12-01"}

    (told,) = alert_sentences(typed(pd.DataFrame([row]), ALERTS), "€")

    assert "your money runs out on 1 Dec 2026, and up to €84.00 is missing" in told


def test_a_slow_supplier_is_named_with_its_days() -> None:
    row = {"sku": "", "name": "Wax & Co", "alert": AlertKind.SLOW_SUPPLIER, "units": 7.0}

    assert alert_sentences(typed(pd.DataFrame([row]), ALERTS)) == [
        "Wax & Co takes 7 days longer than the plan counts on: use the real lead time on the "
        "Suppliers page."
    ]
