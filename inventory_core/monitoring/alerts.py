"""What needs attention today, most urgent first, with the money at stake."""

from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from inventory_core.domain.frames import check
from inventory_core.domain.settings import Settings
from inventory_core.monitoring.tables import ALERTS
from inventory_core.optimization.overstock import is_overstocked
from inventory_core.optimization.tables import PLAN

OUT_OF_STOCK = "out_of_stock"
TOO_LATE = "too_late"
ORDER_TODAY = "order_today"
DEAD_STOCK = "dead_stock"
OVERSTOCK = "overstock"
STALE_DATA = "stale_data"
NO_STOCK_COUNT = "no_stock_count"

ALERT_KINDS = (
    STALE_DATA,
    NO_STOCK_COUNT,
    OUT_OF_STOCK,
    TOO_LATE,
    ORDER_TODAY,
    DEAD_STOCK,
    OVERSTOCK,
)
"""Most urgent first."""


def make_alerts(
    plan: pd.DataFrame, *, planned_for: date, today: date, settings: Settings
) -> pd.DataFrame:
    """Collect the warnings of a plan; a product has at most one of each side, too few or too many.

    Args:
        plan: PLAN.
        planned_for: the day the plan is made for, the first after the sales.
        today: the running day; data older than the setting earn a warning.
        settings: the shop's.

    Returns:
        ALERTS, most urgent first, the most money first within a kind.
    """
    check(plan, PLAN)
    alerts = pd.concat(
        [
            _about_data(plan, planned_for=planned_for, today=today, settings=settings),
            _too_few(plan),
            _too_many(plan, settings),
        ],
        ignore_index=True,
    )
    urgency = alerts["alert"].map(ALERT_KINDS.index)
    ordered = alerts.assign(urgency=urgency).sort_values(
        ["urgency", "money", "units"], ascending=[True, False, False], kind="stable"
    )
    return check(ordered.reset_index(drop=True), ALERTS)


def _too_few(plan: pd.DataFrame) -> pd.DataFrame:
    free = plan["on_hand"] - plan["committed"]
    selling = plan["stock_known"] & ~plan["one_shot"] & (plan["daily_demand"] > 0)
    # What the supplier does not sell in a sensible number is missing all the same.
    not_sold_so = (plan["refused"] != "") & (plan["stock_position"] < plan["reorder_point"])
    ordering = (plan["order_units"] > 0) | not_sold_so
    kind = np.select(
        [
            # A product that sells once a month is not missed until its reorder point says so.
            selling & (free <= 0) & (ordering | (plan["on_order"] > 0)),
            selling & ordering & (plan["lead_time_demand"] > plan["stock_position"]),
            selling & ordering & ~plan["joins"],
        ],
        [OUT_OF_STOCK, TOO_LATE, ORDER_TODAY],
        default="",
    )
    margin = (plan["price"] - plan["cost"]).clip(lower=0.0)
    facts = pd.DataFrame(
        {
            "money": plan["lost_units"] * margin,
            "units": plan["lost_units"],
            "day": plan["stockout_day"],
        }
    )
    return _rows(plan, kind, facts)


def _too_many(plan: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    dead = (plan["on_hand"] > 0) & (plan["days_since_sale"] >= settings.dead_stock_days)
    kind = np.select([dead, is_overstocked(plan)], [DEAD_STOCK, OVERSTOCK], default="")
    units = np.where(dead, plan["on_hand"], plan["overstock_units"])
    facts = pd.DataFrame(
        {
            "money": units * plan["cost"],
            "units": units,
            "day": pd.Series(pd.NaT, index=plan.index, dtype="datetime64[us]"),
        }
    )
    return _rows(plan, kind, facts)


def _rows(plan: pd.DataFrame, kind: npt.NDArray[np.str_], facts: pd.DataFrame) -> pd.DataFrame:
    named = plan[["sku", "name", "supplier"]].assign(
        alert=pd.Series(kind, index=plan.index, dtype="str")
    )
    return pd.concat([named, facts], axis=1)[named["alert"] != ""]


def _about_data(
    plan: pd.DataFrame, *, planned_for: date, today: date, settings: Settings
) -> pd.DataFrame:
    """Warn once for the shop where its data are too old, or no stock was ever counted."""
    age_days = (today - planned_for).days + 1
    uncounted = int((~plan["stock_known"] & (plan["daily_demand"] > 0)).sum())
    told = []
    if age_days > settings.stale_days:
        told.append((STALE_DATA, age_days))
    if uncounted:
        told.append((NO_STOCK_COUNT, uncounted))
    return pd.DataFrame(
        {
            "sku": pd.Series([""] * len(told), dtype="str"),
            "name": pd.Series([""] * len(told), dtype="str"),
            "supplier": pd.Series([""] * len(told), dtype="str"),
            "alert": pd.Series([kind for kind, _ in told], dtype="str"),
            "money": pd.Series([np.nan] * len(told), dtype="float64"),
            "units": pd.Series([number for _, number in told], dtype="float64"),
            "day": pd.Series([pd.Timestamp(planned_for)] * len(told), dtype="datetime64[us]"),
        }
    )
