"""Every product at a glance: how it sold of late, how long it lasts, what it brings, its mark."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from inventory_core.domain.columns import Schema, days, line, mark, share, text, units, words
from inventory_core.domain.demand import Demand
from inventory_core.domain.frames import check, typed
from inventory_core.domain.language import N_
from inventory_core.optimization.waiting import Wait

_WEEKS = 26
_DAYS_A_WEEK = 7

PRODUCT_LIST: Schema = {
    "name": words(N_("Product")),
    "weeks": line(N_("Last 26 weeks"), N_("Units sold in each of the last 26 weeks.")),
    "on_hand": units(N_("On hand"), N_("What lies there as far as is known; empty: unknown.")),
    "on_order": units(N_("On its way")),
    "days_left": days(
        N_("Days left"), N_("What lies there probably lasts so many days from today on.")
    ),
    "margin_rate": share(N_("Margin"), N_("Price less cost, as a share of the price.")),
    "alert": mark(N_("Mark"), N_("The most urgent alert about it.")),
    "sku": text(N_("SKU")),
    "supplier": text(N_("Supplier")),
}
"""One row per product; alert: a kind of alert, "" where none stands."""


def product_list(
    plan: pd.DataFrame, alerts: pd.DataFrame, sold: Demand, *, wait: Wait
) -> pd.DataFrame:
    """Return every product of a plan at a glance (PRODUCT_LIST), what sells most first.

    Args:
        plan: PLAN.
        alerts: ALERTS, the most urgent first.
        sold: what sold on each day.
        wait: how many days the plan waits since the newest sale.
    """
    mark = alerts[alerts["sku"] != ""].drop_duplicates("sku").set_index("sku")["alert"]
    until = (plan["stockout_day"] - pd.Timestamp(wait.today)).dt.days
    # What lasts longer than any forecast looks has no day.
    left = until.fillna(plan["cover_days"] - wait.days).clip(lower=0)
    listed = plan.assign(
        weeks=_weeks(plan["sku"], sold),
        days_left=left.where(np.isfinite(left)),
        margin_rate=(1 - plan["cost"] / plan["price"]).where(plan["price"] > 0).round(2),
        alert=plan["sku"].map(mark).fillna(""),
    ).sort_values("daily_demand", ascending=False, kind="stable")
    return check(typed(listed.reset_index(drop=True), PRODUCT_LIST), PRODUCT_LIST)


def _weeks(skus: pd.Series, sold: Demand) -> pd.Series:
    """Return what each product sold in the last weeks, a list for each of the skus."""
    weeks = min(sold.days // _DAYS_A_WEEK, _WEEKS)
    sums = _sums(sold.units, weeks).round(1).tolist()
    by_product = dict(zip(sold.skus.tolist(), sums, strict=True))
    nothing = [0.0] * weeks
    return pd.Series([by_product.get(sku, nothing) for sku in skus], index=skus.index)


def _sums(units_by_day: npt.NDArray[np.float64], weeks: int) -> npt.NDArray[np.float64]:
    """Return units of each of the last weeks, n × weeks, of units a day, n × days."""
    last = units_by_day[:, units_by_day.shape[1] - _DAYS_A_WEEK * weeks :]
    return last.reshape(len(last), weeks, _DAYS_A_WEEK).sum(axis=2)
