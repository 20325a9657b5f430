"""How good past forecasts were: what was expected when orders were decided, and what really sold.

A forecast is scored once all of its days are over. What sold while a product was not on sale says
nothing about what was asked for, so such a forecast is listed but not judged.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from inventory_core.domain.demand import Demand, Numbers, so_far
from inventory_core.domain.forecast import NO_MODEL, Forecast, interpolate_levels
from inventory_core.domain.frames import KEPT_FORECASTS, SCORES, check, typed
from inventory_core.domain.products import DAYS_A_WEEK
from inventory_core.monitoring.tables import OFF_TRACK, TRACK_RECORD
from inventory_core.optimization.tables import PLAN

A_WEEK = "week"
"""The period that tells soonest that something is otherwise than expected."""
FOUR_WEEKS = "four weeks"
"""The period by which all products can be compared."""
PROTECTION = "protection"
"""The period that decides an order: lead time and review."""
PERIODS = (FOUR_WEEKS, PROTECTION)
"""Those by which forecasts are judged."""

TOO_LOW, TOO_HIGH, WORSE = "too low", "too high", "worse"
"""Why a product should go by another model; the last: than repeating the last weeks."""

_REPEATED_DAYS = 28
_LEVELS = {"low_units": 0.1, "median_units": 0.5, "high_units": 0.9, "safe_units": 0.95}
_ON_SALE = 0.9
"""A forecast is judged where its days showed so much of usual demand, on average."""
_FEWEST = 3
"""So many forecasts one after the other tell more than luck."""
_LARGE_BIAS = 0.2
"""As a share of what was expected."""
_CLEARLY = 1.25
"""By how much more a model must miss than repeating would: over few forecasts, less is luck."""


@dataclass(frozen=True, kw_only=True)
class Summary:
    """How good the judged forecasts were, all together.

    judged, not_judged: number of forecasts. bias_rate: units sold beyond those expected, as a share
    of these. band_rate: share of forecasts in whose band, meant for 8 of 10, the sales lay.
    miss_units, miss_money: mean per forecast; money is of the products whose cost is known.
    better_rate: how much smaller the misses were than of expecting the last 28 days again; 0.1
    means by a tenth, below zero they were larger. All are NaN where there is nothing to say.
    """

    judged: int
    not_judged: int
    bias_rate: float
    band_rate: float
    miss_units: float
    miss_money: float
    better_rate: float


def to_keep(
    forecast: Forecast, plan: pd.DataFrame, *, made_on: date, acted_on: bool
) -> pd.DataFrame:
    """Write down what a plan expects (KEPT_FORECASTS), for a later look at how good that was.

    Args:
        forecast: that the plan was made from.
        plan: PLAN, of the products to keep; those that never sold are left out.
        made_on: the running day.
        acted_on: the products were ordered by it.
    """
    sold = check(plan, PLAN)
    sold = sold[(sold["model"] != NO_MODEL) & sold["sku"].isin(forecast.skus)]
    aligned = forecast.align(sold["sku"].to_numpy(dtype=str))
    days = {
        A_WEEK: np.full(len(sold), DAYS_A_WEEK),
        FOUR_WEEKS: np.full(len(sold), _REPEATED_DAYS),
        PROTECTION: _whole_days(sold),
    }
    parts = [
        sold[["sku", "model", "cost", "price"]].assign(
            period=period,
            start=pd.Timestamp(forecast.start),
            days=of_period.astype(float),
            made_on=pd.Timestamp(made_on),
            acted_on=acted_on,
            expected_units=aligned.total_mean(of_period),
            **_quantiles(aligned, of_period),
        )
        for period, of_period in days.items()
    ]
    return check(typed(pd.concat(parts, ignore_index=True), KEPT_FORECASTS), KEPT_FORECASTS)


def _whole_days(plan: pd.DataFrame) -> npt.NDArray[np.int64]:
    days = np.round(plan["protection_days"].to_numpy(dtype=float))
    return np.maximum(days, 1).astype(np.int64)


def _quantiles(forecast: Forecast, days: npt.NDArray[np.int64]) -> dict[str, Numbers]:
    distribution = forecast.total_distribution(days)
    return {
        name: interpolate_levels(distribution, np.full(len(days), level))
        for name, level in _LEVELS.items()
    }


def score(kept: pd.DataFrame, demand: Demand) -> pd.DataFrame:
    """Compare kept forecasts (KEPT_FORECASTS) with what was sold since (TRACK_RECORD).

    Left out are forecasts whose days are not all over, and products that are no more.
    """
    due = _due(kept, demand)
    begin = (due["start"] - pd.Timestamp(demand.first_day)).dt.days.to_numpy().astype(np.int64)
    days = due["days"].to_numpy().astype(np.int64)
    actual = _sum(demand.units, demand, due, begin=begin, days=days)
    before = np.minimum(begin, _REPEATED_DAYS)
    lately = _sum(demand.units, demand, due, begin=begin - before, days=before)
    # More than usual on some days does not make up for others without anything to sell.
    on_sale = _sum(np.minimum(demand.exposure, 1.0), demand, due, begin=begin, days=days)
    scored = due.assign(
        actual_units=actual,
        miss_units=(actual - due["median_units"]).abs(),
        bias_units=actual - due["expected_units"],
        repeat_miss_units=np.abs(actual - lately / np.maximum(before, 1) * days),
        in_band=(actual >= due["low_units"]) & (actual <= due["high_units"]),
        judged=on_sale >= _ON_SALE * days,
    )
    money = {
        f"{name}_money": scored[f"{name}_units"] * scored["cost"]
        for name in ("miss", "bias", "repeat_miss")
    }
    return check(scored.assign(**money), TRACK_RECORD)


def _due(kept: pd.DataFrame, demand: Demand) -> pd.DataFrame:
    """Return the forecasts all of whose days the sales cover."""
    end = kept["start"] + pd.to_timedelta(kept["days"], unit="D")
    covered = (kept["start"] >= pd.Timestamp(demand.first_day)) & (
        end <= pd.Timestamp(demand.start)
    )
    return kept[covered & kept["sku"].isin(demand.skus)].reset_index(drop=True)


def _sum(
    numbers: Numbers,
    demand: Demand,
    forecasts: pd.DataFrame,
    *,
    begin: npt.NDArray[np.int64],
    days: npt.NDArray[np.int64],
) -> Numbers:
    """Add up numbers (products × days) for the product of each forecast over so many days."""
    row = np.searchsorted(demand.skus, forecasts["sku"].to_numpy(dtype=str))
    total = so_far(numbers)
    return np.asarray(total[row, begin + days] - total[row, begin])


def summary(record: pd.DataFrame) -> Summary:
    """Say how good forecasts (TRACK_RECORD) were, all together."""
    judged = record[record["judged"]]
    return Summary(
        judged=len(judged),
        not_judged=len(record) - len(judged),
        bias_rate=_share(judged["bias_units"].sum(), judged["expected_units"].sum()),
        band_rate=_share(judged["in_band"].sum(), len(judged)),
        miss_units=_share(judged["miss_units"].sum(), len(judged)),
        miss_money=float(judged["miss_money"].mean()),
        better_rate=1 - _share(judged["miss_units"].sum(), judged["repeat_miss_units"].sum()),
    )


def _share(part: float, whole: float) -> float:
    return float(part / whole) if whole > 0 else float("nan")


def by_start(record: pd.DataFrame) -> pd.DataFrame:
    """Add up judged forecasts (TRACK_RECORD) by their first day, oldest first.

    Returns columns start, products, expected_units and actual_units.
    """
    return (
        record[record["judged"]]
        .groupby("start", as_index=False)
        .agg(
            products=("sku", "nunique"),
            expected_units=("expected_units", "sum"),
            actual_units=("actual_units", "sum"),
        )
    )


def one_after_the_other(record: pd.DataFrame) -> pd.DataFrame:
    """Leave out forecasts (TRACK_RECORD of one period) that share days with a newer one.

    Forecasts of the same days are no two proofs.
    """
    chosen: list[int] = []
    free_until: dict[str, pd.Timestamp] = {}
    newest = record.sort_values("start", ascending=False, kind="stable")
    end = newest["start"] + pd.to_timedelta(newest["days"], unit="D")
    for row, sku, first, last in zip(
        newest.index, newest["sku"], newest["start"], end, strict=True
    ):
        if last <= free_until.get(sku, last):
            chosen.append(row)
            free_until[sku] = first
    return record.loc[sorted(chosen)]


def better_models_wanted(record: pd.DataFrame) -> pd.DataFrame:
    """Find products whose forecasts went wrong in the same way again and again.

    At least three judged forecasts of different days are needed. Either all of them missed to the
    same side, by a fifth of what was expected in all and one at least beyond its band; or they
    missed by a quarter more than the last 28 days repeated would have.

    Args:
        record: TRACK_RECORD of one period.

    Returns:
        Columns sku, model (the latest), forecasts, expected_units, actual_units, miss_units,
        repeat_miss_units, miss_money and why (TOO_LOW, TOO_HIGH or WORSE), worst first.
    """
    judged = one_after_the_other(record[record["judged"]]).sort_values("start", kind="stable")
    products = judged.assign(
        low=judged["bias_units"] > 0, high=judged["bias_units"] < 0, outside=~judged["in_band"]
    ).groupby("sku", as_index=False)
    found = products.agg(
        model=("model", "last"),
        forecasts=("start", "size"),
        expected_units=("expected_units", "sum"),
        actual_units=("actual_units", "sum"),
        miss_units=("miss_units", "sum"),
        repeat_miss_units=("repeat_miss_units", "sum"),
        miss_money=("miss_money", "sum"),
        low=("low", "all"),
        high=("high", "all"),
        outside=("outside", "any"),
    )
    bias = (found["actual_units"] - found["expected_units"]).abs()
    one_sided = found["outside"] & (bias >= _LARGE_BIAS * found["expected_units"])
    why = np.select(
        [
            one_sided & found["low"],
            one_sided & found["high"],
            found["miss_units"] > _CLEARLY * found["repeat_miss_units"],
        ],
        [TOO_LOW, TOO_HIGH, WORSE],
        "",
    )
    found = found.drop(columns=["low", "high", "outside"]).assign(why=pd.Series(why, dtype="str"))
    found = found[(found["forecasts"] >= _FEWEST) & (found["why"] != "")]
    return found.sort_values(
        ["miss_money", "miss_units"], ascending=False, kind="stable", ignore_index=True
    )


def off_track(kept: pd.DataFrame, demand: Demand) -> pd.DataFrame:
    """Return what sells otherwise than expected in four weeks, again and again (OFF_TRACK)."""
    record = score(kept[kept["period"] == FOUR_WEEKS], demand)
    return check(typed(better_models_wanted(record), OFF_TRACK), OFF_TRACK)


def changed_most(kept: pd.DataFrame, *, start: date) -> pd.DataFrame:
    """Compare what is expected in four weeks with what was before the last new sales came.

    Args:
        kept: KEPT_FORECASTS.
        start: first day forecast by now.

    Returns:
        Columns sku, model, start_before, before_units, now_units, change_units and change_money (at
        cost), the largest change first; no rows where only one forecast was kept so far.
    """
    comparable = kept[(kept["period"] == FOUR_WEEKS) & (kept["start"] <= pd.Timestamp(start))]
    starts = np.sort(comparable["start"].unique())
    latest, earlier = starts[-1:], starts[-2:-1]
    now = comparable[comparable["start"].isin(latest)]
    before = comparable.loc[comparable["start"].isin(earlier), ["sku", "start", "expected_units"]]
    both = now.merge(before, on="sku", suffixes=("", "_before"))
    change = both["expected_units"] - both["expected_units_before"]
    table = pd.DataFrame(
        {
            "sku": both["sku"],
            "model": both["model"],
            "start_before": both["start_before"],
            "before_units": both["expected_units_before"],
            "now_units": both["expected_units"],
            "change_units": change,
            "change_money": change * both["cost"],
        }
    )
    return _largest_first(table, by="change")


def forecast_worst(scores: pd.DataFrame, models: pd.Series, costs: pd.Series) -> pd.DataFrame:
    """List products by what their model's misses in backtests cost.

    Args:
        scores: SCORES.
        models: that products go by; index sku.
        costs: of a unit, empty where unknown; index sku.

    Returns:
        Columns sku, model, actual_units, miss_units, loss_units, loss_rate (of the units sold) and
        loss_money, the largest loss first.
    """
    known = check(scores, SCORES)
    own = known[known["model"] == models.reindex(known["sku"]).to_numpy()]
    cost = costs.reindex(own["sku"]).to_numpy(dtype=float)
    sold = own["actual_units"].where(own["actual_units"] > 0)
    table = own[["sku", "model", "actual_units", "miss_units", "loss_units"]].assign(
        loss_rate=own["loss_units"] / sold, loss_money=own["loss_units"] * cost
    )
    return _largest_first(table, by="loss")


def _largest_first(table: pd.DataFrame, *, by: str) -> pd.DataFrame:
    """Sort by money, and by units where no cost is known."""
    columns = [f"{by}_money", f"{by}_units"]
    order = table[columns].abs().sort_values(columns, ascending=False, kind="stable").index
    return table.loc[order].reset_index(drop=True)
