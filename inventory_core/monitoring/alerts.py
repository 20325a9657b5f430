"""What needs attention today, most urgent first, with the money at stake."""

from datetime import date
from enum import StrEnum

import numpy as np
import numpy.typing as npt
import pandas as pd

from inventory_core.domain.frames import check, typed
from inventory_core.domain.settings import Settings
from inventory_core.monitoring.signals import Signals
from inventory_core.monitoring.tables import ALERTS
from inventory_core.optimization.overstock import is_overstocked
from inventory_core.optimization.plan import Refused
from inventory_core.optimization.standing import to_count
from inventory_core.optimization.tables import PLAN

_A_MONTH_DAYS = 28
"""What is lost at a price below cost is told for so many days."""
_FEWEST_OVER_ORDERED = 0.2
"""Less of an order than that share is not worth asking the supplier about."""


class AlertKind(StrEnum):
    """What is wrong, most urgent first; each kind's text stands in ALERTS and in JSON."""

    FILES_WAITING = "files_waiting"
    STALE_DATA = "stale_data"
    OLDER_CHANNEL = "older_channel"
    NO_STOCK_COUNT = "no_stock_count"
    SLOW_SUPPLIER = "slow_supplier"
    CASH_SHORT = "cash_short"
    PROMISE_MISSED = "promise_missed"
    OUT_OF_STOCK = "out_of_stock"
    TOO_LATE = "too_late"
    ORDER_TODAY = "order_today"
    LATE_ORDER = "late_order"
    ON_THE_WAY = "on_the_way"
    NOT_ORDERED = "not_ordered"
    MISSED_SEASON = "missed_season"
    SELLS_FAST = "sells_fast"
    BELOW_COST = "below_cost"
    SPOILS = "spoils"
    OVER_ORDERED = "over_ordered"
    DEAD_STOCK = "dead_stock"
    OVERSTOCK = "overstock"
    SELLS_SLOWLY = "sells_slowly"
    OFF_TRACK = "off_track"


def make_alerts(
    plan: pd.DataFrame, signals: Signals, *, forecast_from: date, today: date, settings: Settings
) -> pd.DataFrame:
    """Collect the warnings of a plan, and of what else tells that something is wrong.

    A product has at most one of each side, too few or too many.

    Args:
        plan: PLAN.
        signals: beside it.
        forecast_from: the first day after the sales.
        today: the running day; data older than the setting earn a warning.
        settings: the shop's.

    Returns:
        ALERTS, most urgent first, the most money first within a kind.
    """
    check(plan, PLAN)
    alerts = pd.concat(
        [
            _about_shop(plan, signals, forecast_from=forecast_from, today=today, settings=settings),
            _missed(plan, signals.promises),
            _late(plan, signals.incoming),
            _too_few(plan, signals.incoming),
            _below_cost(plan),
            _over_ordered(plan),
            _too_many(plan, settings),
            _surprises(plan, signals.surprises),
            _off_track(plan, signals.off_track),
        ],
        ignore_index=True,
    )
    urgency = alerts["alert"].map(list(AlertKind).index)
    ordered = alerts.assign(urgency=urgency).sort_values(
        ["urgency", "money", "units"], ascending=[True, False, False], kind="stable"
    )
    return check(ordered.reset_index(drop=True), ALERTS)


def _missed(plan: pd.DataFrame, promises: pd.DataFrame) -> pd.DataFrame:
    """Warn of each product that customers will not get by the day that was promised."""
    missing = promises.groupby("sku")["units"].sum()
    units = pd.Series(missing.reindex(plan["sku"]).to_numpy(), index=plan.index)
    kind = np.where(units > 0, AlertKind.PROMISE_MISSED, "")
    money = units * _margin(plan)
    return _rows(
        plan, kind, pd.DataFrame({"money": money, "units": units, "day": plan["stockout_day"]})
    )


def _margin(plan: pd.DataFrame) -> pd.Series:
    """Return what selling a unit brings."""
    return (plan["price"] - plan["cost"]).clip(lower=0.0)


def _late(plan: pd.DataFrame, coming: pd.DataFrame) -> pd.DataFrame:
    """Warn of each product whose purchase order should be here; nobody knows what that costs."""
    late = coming[coming["late"].astype(bool)].groupby("sku")["units"].sum()
    units = pd.Series(late.reindex(plan["sku"]).to_numpy(), index=plan.index)
    kind = np.where(units > 0, AlertKind.LATE_ORDER, "")
    facts = pd.DataFrame({"money": np.nan, "units": units, "day": plan["stockout_day"]})
    return _rows(plan, kind, facts)


def _too_few(plan: pd.DataFrame, coming: pd.DataFrame) -> pd.DataFrame:
    """Warn of each product that will lack, with the units that can still be saved."""
    kind = _what_lacks(plan, coming)
    here = (plan["on_hand"] - plan["committed"]).clip(lower=0.0)
    missed = kind == AlertKind.MISSED_SEASON
    on_the_way, dated = kind == AlertKind.ON_THE_WAY, plan["sku"].isin(coming["sku"])
    # An order of today saves what is sold after it arrives. What is on the way comes too late for
    # what is lost before, or at the latest, where nobody knows its day, when an order would come.
    units = np.select(
        [on_the_way & dated, on_the_way, missed],
        [
            plan["lost_units"],
            (plan["lead_time_demand"] - here).clip(lower=0.0),
            plan["missed_units"],
        ],
        plan["short_units"],
    )
    told = plan["arrives"].where(missed, plan["stockout_day"])
    facts = pd.DataFrame({"money": units * _margin(plan), "units": units, "day": told})
    return _rows(plan, kind, facts)


def _what_lacks(plan: pd.DataFrame, coming: pd.DataFrame) -> npt.NDArray[np.str_]:
    free = plan["on_hand"] - plan["committed"]
    selling = plan["stock_known"] & ~plan["one_shot"] & (plan["daily_demand"] > 0)
    # What the supplier does not sell in a sensible number is missing all the same.
    refused = plan["refused"].isin([Refused.MOQ_TOO_LARGE, Refused.SPOILS])
    not_sold_so = refused & (plan["lacking_units"] > 0)
    ordering = plan["order_units"] > 0
    late = plan["sku"].isin(coming.loc[coming["late"].astype(bool), "sku"])
    waiting = ~ordering & ~not_sold_so & (plan["on_order"] > 0) & ~late
    first = coming.groupby("sku")["arrives"].min()
    arrives = pd.Series(first.reindex(plan["sku"]).to_numpy(), index=plan.index)
    # Of what arrives on a day that nobody knows, the lead time of an order stands for it.
    too_short = (plan["stockout_day"] < arrives).where(
        arrives.notna(), plan["lead_time_demand"] > free
    )
    return np.select(
        [
            # A product that sells once a month is not missed until its reorder point says so.
            selling & (free <= 0) & ordering,
            selling & not_sold_so,
            selling & ordering & (plan["lead_time_demand"] > plan["stock_position"]),
            selling & ordering & ~plan["joins"] & plan["order_on"].isna(),
            selling & waiting & too_short,
            selling & ~ordering & (plan["missed_units"] >= 1),
        ],
        [
            AlertKind.OUT_OF_STOCK,
            AlertKind.NOT_ORDERED,
            AlertKind.TOO_LATE,
            AlertKind.ORDER_TODAY,
            AlertKind.ON_THE_WAY,
            AlertKind.MISSED_SEASON,
        ],
        default="",
    )


def _below_cost(plan: pd.DataFrame) -> pd.DataFrame:
    """Warn of each product that sells for less than it costs: what that loses in four weeks."""
    sells = (plan["daily_demand"] > 0) & ~plan["discontinued"] & ~plan["one_shot"]
    kind = np.where(sells & (plan["price"] < plan["cost"]), AlertKind.BELOW_COST, "")
    units = plan["daily_demand"] * _A_MONTH_DAYS
    return _rows(plan, kind, _without_day(plan, units, units * (plan["cost"] - plan["price"])))


def _over_ordered(plan: pd.DataFrame) -> pd.DataFrame:
    """Warn of each product of which much of what is on order will not sell soon enough."""
    units = plan["over_ordered_units"]
    much = (units >= 1) & (units >= _FEWEST_OVER_ORDERED * plan["on_order"])
    kind = np.where(much & ~plan["one_shot"], AlertKind.OVER_ORDERED, "")
    return _rows(plan, kind, _without_day(plan, units, units * plan["cost"]))


def _surprises(plan: pd.DataFrame, surprises: pd.DataFrame) -> pd.DataFrame:
    """Warn of each product that sold far from what was expected; day: the last of that week."""
    told = surprises.set_index("sku").reindex(plan["sku"]).set_axis(plan.index)
    units = told["actual_units"] - told["expected_units"]
    kind = np.select([units > 0, units < 0], [AlertKind.SELLS_FAST, AlertKind.SELLS_SLOWLY], "")
    last = told["start"] + pd.to_timedelta(told["days"] - 1, unit="D")
    facts = pd.DataFrame({"money": np.nan, "units": units.abs(), "day": last})
    return _rows(plan, kind, facts)


def _off_track(plan: pd.DataFrame, off_track: pd.DataFrame) -> pd.DataFrame:
    """Warn of each product that sells otherwise than expected again and again."""
    told = off_track.set_index("sku").reindex(plan["sku"]).set_axis(plan.index)
    kind = np.where(told["forecasts"].notna(), AlertKind.OFF_TRACK, "")
    off = (told["actual_units"] - told["expected_units"]).abs()
    return _rows(plan, kind, _without_day(plan, off, pd.Series(np.nan, index=plan.index)))


def _without_day(plan: pd.DataFrame, units: pd.Series, money: pd.Series) -> pd.DataFrame:
    none = pd.Series(pd.NaT, index=plan.index, dtype="datetime64[us]")
    return pd.DataFrame({"money": money, "units": units, "day": none})


def is_dead(plan: pd.DataFrame, *, dead_stock_days: float) -> pd.Series:
    """Tell which products of a plan (PLAN) lie there and did not sell for so long."""
    still = (plan["on_hand"] > 0) & (plan["days_since_sale"] >= dead_stock_days)
    # Out of its season a product does not sell, and is not dead.
    return still & (plan["yearly_demand"] < plan["on_hand"])


def _too_many(plan: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    dead = is_dead(plan, dead_stock_days=settings.dead_stock_days)
    spoils = plan["spoiled_units"].round() >= 1
    kind = np.select(
        [dead, spoils, is_overstocked(plan)],
        [AlertKind.DEAD_STOCK, AlertKind.SPOILS, AlertKind.OVERSTOCK],
        default="",
    )
    units = plan["on_hand"].where(
        dead, plan["spoiled_units"].where(spoils, plan["overstock_units"])
    )
    return _rows(plan, kind, _without_day(plan, units, units * plan["cost"]))


def _rows(plan: pd.DataFrame, kind: npt.NDArray[np.str_], facts: pd.DataFrame) -> pd.DataFrame:
    named = plan[["sku", "name", "supplier"]].assign(
        alert=pd.Series(kind, index=plan.index, dtype="str")
    )
    return pd.concat([named, facts], axis=1)[named["alert"] != ""]


def _about_shop(
    plan: pd.DataFrame, signals: Signals, *, forecast_from: date, today: date, settings: Settings
) -> pd.DataFrame:
    """Warn of what is about no product; name: of a channel or a supplier."""
    told = _about_data(plan, signals, forecast_from=forecast_from, today=today, settings=settings)
    told += [
        _warning(AlertKind.SLOW_SUPPLIER, days, name=supplier, supplier=supplier)
        for supplier, days in signals.slow_suppliers.items()
    ]
    told += [
        _warning(AlertKind.CASH_SHORT, np.nan, money=money, day=pd.Timestamp(day))
        for day, money in signals.money_lacks.items()
    ]
    return typed(pd.DataFrame(told), ALERTS)


def _about_data(
    plan: pd.DataFrame, signals: Signals, *, forecast_from: date, today: date, settings: Settings
) -> list[dict[str, object]]:
    """Warn of what is missing from what the plan is made of."""
    told: list[dict[str, object]] = []
    if signals.waiting_files:
        told.append(_warning(AlertKind.FILES_WAITING, signals.waiting_files))
    age_days, known_until = (today - forecast_from).days + 1, pd.Timestamp(forecast_from)
    if age_days > settings.stale_days:
        told.append(_warning(AlertKind.STALE_DATA, age_days, day=known_until))
    if uncounted := len(to_count(plan)):
        told.append(_warning(AlertKind.NO_STOCK_COUNT, uncounted, day=known_until))
    for channel, known in signals.older_channels.items():
        behind_days = (today - known).days
        if behind_days > settings.stale_days:
            day = pd.Timestamp(known)
            told.append(_warning(AlertKind.OLDER_CHANNEL, behind_days, name=channel, day=day))
    return told


def _warning(kind: AlertKind, units: float, **facts: object) -> dict[str, object]:
    none = {"sku": "", "name": "", "supplier": "", "day": pd.NaT}
    return none | {"alert": kind, "units": float(units)} | facts
