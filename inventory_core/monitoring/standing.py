"""Alerts beside what stood before: what is new, and what the seller does not want to hear."""

from datetime import date

import pandas as pd

from inventory_core.domain.frames import check, typed
from inventory_core.domain.standing_alerts import ALERT_KEY, STANDING_ALERTS
from inventory_core.monitoring.tables import ALERTS, HEARD_ALERTS


def keyed(alerts: pd.DataFrame) -> pd.DataFrame:
    """Return alerts (ALERTS) with their subject: the product, or what else they are about."""
    known = check(alerts, ALERTS)
    return known.assign(subject=known["sku"].where(known["sku"] != "", known["name"]))


def heard(alerts: pd.DataFrame, standing: pd.DataFrame, *, today: date) -> pd.DataFrame:
    """Return alerts as they are to be heard (HEARD_ALERTS): what is new stands first.

    Nothing is new on the first day on which alerts are noted at all.

    Args:
        alerts: ALERTS, most urgent first.
        standing: STANDING_ALERTS, noted today.
        today: the running day.
    """
    known = keyed(alerts).merge(check(standing, STANDING_ALERTS), on=list(ALERT_KEY), how="left")
    day = pd.Timestamp(today)
    silent = (known["silent_until"] > day) | (known["units"] <= known["silent_up_to"])
    is_new = (known["since"] == day) & bool((standing["since"] < day).any())
    told = known.assign(
        silent=silent.fillna(value=False).astype(bool),
        new=is_new.fillna(value=False).astype(bool),
        mailed=known["mailed"].fillna(value=False).astype(bool),
    )
    return typed(told.sort_values("new", ascending=False, kind="stable"), HEARD_ALERTS)
