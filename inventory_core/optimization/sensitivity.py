"""Which settings matter: how many orders change if one of them is somewhat wrong."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd

from inventory_core.domain.frames import check
from inventory_core.domain.settings import RANGES, Settings
from inventory_core.optimization.tables import PLAN

CHANGES: dict[str, tuple[float, float]] = {
    "holding_rate": (-0.10, 0.10),
    "order_cost": (-0.5, 1.0),
    "service_level": (-0.05, 0.03),
    "review_period_days": (-3.0, 7.0),
    "lead_time_allowance_days": (0.0, 7.0),
}
"""How far a guess may well be off, down and up; of the order cost as a share of it."""


def sensitivity(settings: Settings, plan_at: Callable[[Settings], pd.DataFrame]) -> pd.DataFrame:
    """Plan again with each setting somewhat lower and somewhat higher.

    Args:
        settings: the shop's.
        plan_at: makes the plan (PLAN) under other settings, of the same products.

    Returns:
        One row per setting and direction in which it can be moved: setting, value, its new value;
        orders, the number of products whose order changes, and spend, how much more is spent, in
        money. The setting that changes most orders first.
    """
    now = check(plan_at(settings), PLAN)
    rows = []
    for name, other in _tried(settings):
        then = check(plan_at(other), PLAN)
        changed = (now["order_units"].to_numpy() != then["order_units"].to_numpy()).sum()
        spend = float(then["spend"].sum() - now["spend"].sum())
        rows.append(
            {"setting": name, "value": getattr(other, name), "orders": int(changed), "spend": spend}
        )
    found = pd.DataFrame(rows, columns=["setting", "value", "orders", "spend"])
    most = found.groupby("setting")["orders"].transform("max")
    order = found.assign(most=most).sort_values(["most", "setting"], ascending=[False, True])
    return order.drop(columns="most").reset_index(drop=True)


def _tried(settings: Settings) -> list[tuple[str, Settings]]:
    """Return the settings to try, each with the name of the one that was moved."""
    tried = []
    for name, changes in CHANGES.items():
        value = getattr(settings, name)
        for change in changes:
            step = change * value if name == "order_cost" else change
            smallest, largest = RANGES[name]
            moved = type(value)(round(min(max(value + step, smallest), largest), 4))
            if moved != value:
                values: dict[str, Any] = {name: moved}
                tried.append((name, replace(settings, **values)))
    return tried
