"""Which alerts are news, and which are not to be heard."""

from datetime import date, timedelta

import pandas as pd

from inventory_core.domain.frames import typed
from inventory_core.domain.standing_alerts import FOR_GOOD, STANDING_ALERTS
from inventory_core.monitoring.standing import heard, keyed
from inventory_core.monitoring.tables import ALERTS

TODAY = date(2026, 11, 30)
YESTERDAY = TODAY - timedelta(days=1)


def alerts(*told: tuple[str, str, float]) -> pd.DataFrame:
    return typed(pd.DataFrame(told, columns=["alert", "sku", "units"]).assign(name="x"), ALERTS)


def standing(*told: tuple[str, str, date, date | None, float | None]) -> pd.DataFrame:
    columns = ["alert", "subject", "since", "silent_until", "silent_up_to"]
    frame = pd.DataFrame(told, columns=columns).assign(mailed=False)
    for name in ("since", "silent_until"):
        frame[name] = pd.to_datetime(frame[name].astype("str").replace("None", None)).astype(
            "datetime64[us]"
        )
    return typed(frame, STANDING_ALERTS)


def test_what_stands_since_today_is_new_and_comes_first() -> None:
    told = heard(
        alerts(("out_of_stock", "MUG", 3), ("order_today", "TEA", 2), ("overstock", "HAT", 9)),
        standing(
            ("out_of_stock", "MUG", YESTERDAY, None, None),
            ("order_today", "TEA", YESTERDAY, None, None),
            ("overstock", "HAT", TODAY, None, None),
        ),
        today=TODAY,
    )

    assert told["sku"].tolist() == ["HAT", "MUG", "TEA"]
    assert told["new"].tolist() == [True, False, False]
    assert told.index.tolist() == [2, 0, 1]


def test_nothing_is_new_on_the_first_day() -> None:
    told = heard(
        alerts(("out_of_stock", "MUG", 3)),
        standing(("out_of_stock", "MUG", TODAY, None, None)),
        today=TODAY,
    )

    assert told["new"].tolist() == [False]


def test_an_alert_is_silent_until_its_day_and_until_it_gets_worse() -> None:
    told = heard(
        alerts(
            ("a", "TODAY", 1),
            ("a", "LATER", 1),
            ("a", "GOOD", 1),
            ("a", "SAME", 5),
            ("a", "WORSE", 6),
        ),
        standing(
            ("a", "TODAY", YESTERDAY, TODAY, None),
            ("a", "LATER", YESTERDAY, TODAY + timedelta(days=1), None),
            ("a", "GOOD", YESTERDAY, FOR_GOOD, None),
            ("a", "SAME", YESTERDAY, None, 5.0),
            ("a", "WORSE", YESTERDAY, None, 5.0),
        ),
        today=TODAY,
    )

    silent = dict(zip(told["sku"], told["silent"], strict=True))
    assert silent == {"TODAY": False, "LATER": True, "GOOD": True, "SAME": True, "WORSE": False}


def test_what_is_about_no_product_is_about_its_name() -> None:
    told = typed(pd.DataFrame({"alert": ["older_channel"], "sku": [""], "name": ["Etsy"]}), ALERTS)

    assert keyed(told)["subject"].tolist() == ["Etsy"]
