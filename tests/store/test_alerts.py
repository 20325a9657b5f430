"""Alerts that stand are kept from day to day, and forgotten once they are over."""

from datetime import date, timedelta

import pandas as pd

from inventory_core.domain.standing_alerts import FOR_GOOD
from inventory_core.store.store import Store

MONDAY = date(2026, 11, 23)
TUESDAY = MONDAY + timedelta(days=1)


def alerts(*subjects: str) -> pd.DataFrame:
    return pd.DataFrame({"alert": "out_of_stock", "subject": list(subjects), "units": 4.0})


def since(store: Store) -> dict[str, date]:
    standing = store.alerts.standing()
    return dict(zip(standing["subject"], standing["since"].dt.date, strict=True))


def test_an_alert_stands_since_the_day_on_which_it_was_noted_first(store: Store) -> None:
    store.alerts.note(alerts("MUG"), today=MONDAY)
    store.alerts.note(alerts("MUG", "TEA"), today=TUESDAY)

    assert since(store) == {"MUG": MONDAY, "TEA": TUESDAY}


def test_an_alert_that_is_over_is_news_when_it_comes_again(store: Store) -> None:
    store.alerts.note(alerts("MUG"), today=MONDAY)
    store.alerts.silence(alerts("MUG"), until=FOR_GOOD)
    store.alerts.mailed(alerts("MUG"), today=MONDAY)
    store.alerts.note(alerts(), today=MONDAY)
    store.alerts.note(alerts("MUG"), today=TUESDAY)

    (mug,) = store.alerts.standing().to_dict("records")
    assert mug["since"] == pd.Timestamp(TUESDAY)
    assert pd.isna(mug["silent_until"])
    assert not mug["mailed"]


def test_an_alert_is_silent_until_a_day_or_up_to_its_units_or_speaks_again(store: Store) -> None:
    store.alerts.note(alerts("MUG", "TEA"), today=MONDAY)

    store.alerts.silence(alerts("MUG"), until=FOR_GOOD)
    store.alerts.silence(alerts("TEA"), up_to=True)
    kept = store.alerts.standing().set_index("subject")
    assert kept.loc["MUG", "silent_until"] == pd.Timestamp(FOR_GOOD)
    assert kept.loc["TEA", "silent_up_to"] == 4

    store.alerts.silence(alerts("MUG", "TEA"))
    kept = store.alerts.standing()
    assert kept[["silent_until", "silent_up_to"]].isna().all(axis=None)


def test_where_nothing_changed_nothing_is_written(store: Store) -> None:
    store.alerts.note(alerts("MUG"), today=MONDAY)
    before = store.path.stat().st_mtime_ns

    store.alerts.note(alerts("MUG"), today=TUESDAY)

    assert store.path.stat().st_mtime_ns == before
    assert since(store) == {"MUG": MONDAY}


def test_the_day_of_the_last_mail_is_known(store: Store) -> None:
    assert store.alerts.last_digest() is None
    store.alerts.note(alerts("MUG"), today=MONDAY)

    store.alerts.mailed(alerts("MUG"), today=MONDAY)
    store.alerts.mailed(alerts("MUG"), today=TUESDAY)

    assert store.alerts.last_digest() == TUESDAY
    assert store.alerts.standing()["mailed"].tolist() == [True]
