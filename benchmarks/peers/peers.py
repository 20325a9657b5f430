"""Forecast series by one peer: `python peers.py METHOD TASK.json MADE.npz`, in its environment.

The task is described by `Task` in __init__.py, the result by `Predictions` in ../scoring.py. No
peer hands out the distribution of a total, so each gets the way to make one that scored best for
it: see ../README.md.
"""

import json
import logging
import os
import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from scipy.linalg import toeplitz
from scipy.stats import norm
from statsforecast import models

PATHS = 1000
RECENT_DAYS = 90


@dataclass(frozen=True, eq=False, kw_only=True)
class Series:
    """The past of one product, and what is asked about its future."""

    units: np.ndarray
    first_day: str
    spans: np.ndarray
    levels: np.ndarray
    season: int

    @property
    def horizon(self) -> int:
        """Days to forecast."""
        return int(self.spans.max())

    def over_spans(self, daily: np.ndarray) -> np.ndarray:
        """Add up each span of what has the days along its first axis."""
        so_far = np.concatenate([np.zeros_like(daily[:1]), daily.cumsum(axis=0)])
        return so_far[self.spans[:, 1]] - so_far[self.spans[:, 0]]


Answer = tuple[np.ndarray, np.ndarray]
"""The means of the spans, and their quantiles in whole units, spans × levels."""

Finish = Callable[[], Answer]
"""Turns a model that was fitted into an answer: its time does not count, since it is our doing."""


def from_paths(series: Series, mean: np.ndarray, paths: np.ndarray) -> Answer:
    """Answer with the expected days and with simulated ones, days × paths."""
    quantiles = np.quantile(series.over_spans(paths), series.levels, axis=1).T
    return whole(series.over_spans(mean), quantiles)


def whole(mean: np.ndarray, quantiles: np.ndarray) -> Answer:
    """Answer with nothing negative, and with quantiles of whole units."""
    return np.maximum(mean, 0), np.maximum(quantiles, 0).round()


def from_normal(series: Series, mean: np.ndarray, variance: np.ndarray) -> Answer:
    """Answer with a bell curve: means and variances of the days add up."""
    middle, deviation = series.over_spans(mean), np.sqrt(series.over_spans(variance))
    quantiles = middle[:, None] + deviation[:, None] * norm.ppf(series.levels)
    return whole(middle, quantiles)


def moving_average(series: Series) -> Finish:
    """Mean and deviation of the last 90 days, as spreadsheets do it."""
    recent = series.units[-RECENT_DAYS:]
    mean, variance = (np.repeat(of, series.horizon) for of in (recent.mean(), recent.var(ddof=1)))
    return lambda: from_normal(series, mean, variance)


def seasonal_naive(series: Series) -> Finish:
    """The last week again, as sure as its intervals of each day say."""
    model = models.SeasonalNaive(series.season).fit(series.units)
    told = model.predict(h=series.horizon, level=[80])
    deviation = (told["hi-80"] - told["mean"]) / norm.ppf(0.9)
    return lambda: from_normal(series, told["mean"], deviation**2)


def ets(series: Series) -> Finish:
    """Let it simulate with past errors, drawn at random, and no negative day."""
    model = models.AutoETS(season_length=series.season).fit(series.units)
    mean = model.predict(h=series.horizon)["mean"]
    return lambda: from_paths(series, mean, np.maximum(simulated(model, series, "bootstrap"), 0))


def theta(make: Callable[..., models.AutoTheta]) -> Callable[[Series], Finish]:
    """Let it simulate with normal errors."""

    def fit(series: Series) -> Finish:
        model = make(season_length=series.season).fit(series.units)
        mean = model.predict(h=series.horizon)["mean"]
        return lambda: from_paths(series, mean, simulated(model, series, "normal"))

    return fit


def simulated(model: models.AutoETS | models.AutoTheta, series: Series, errors: str) -> np.ndarray:
    """Return a model's own simulation, days × paths; its errors are "normal" or "bootstrap"."""
    return model.simulate(h=series.horizon, n_paths=PATHS, seed=0, error_distribution=errors).T


def croston(series: Series) -> Finish:
    """Croston's mean and past errors of one day, drawn at random: it simulates nothing itself."""
    model = models.CrostonSBA().fit(series.units)
    mean = np.repeat(model.predict(h=1)["mean"], series.horizon)
    errors = series.units - model.model_["fitted"]
    errors -= np.nanmean(errors)
    paths = np.maximum(mean[:, None] + drawn(errors, series.horizon), 0)
    return lambda: from_paths(series, mean, paths)


def arima(series: Series) -> Finish:
    """Past errors, drawn at random, and what each adds to later days.

    The model's own simulation does the same step by step, which takes longer than to fit it.
    """
    model = models.AutoARIMA(season_length=series.season).fit(series.units)
    mean = model.predict(h=series.horizon)["mean"]

    def finish() -> Answer:
        fitted = model.model_
        if fitted.get("constant", False):
            return from_paths(series, mean, mean[:, None])
        state, step = fitted["model"]["V"][:, 0], fitted["model"]["T"]
        weights = np.empty(series.horizon)
        for day in range(series.horizon):
            weights[day] = fitted["model"]["Z"] @ state
            state = step @ state
        errors = np.tril(toeplitz(weights)) @ drawn(fitted["residuals"], series.horizon)
        return from_paths(series, mean, np.maximum(mean[:, None] + errors, 0))

    return finish


def prophet(series: Series) -> Finish:
    """Prophet as it comes, with the futures that it simulates."""
    from prophet import Prophet  # takes seconds, which no other peer should wait for

    np.random.seed(0)  # Prophet draws from nowhere else
    days = pd.date_range(series.first_day, periods=len(series.units))
    model = Prophet().fit(pd.DataFrame({"ds": days, "y": series.units}))
    future = model.make_future_dataframe(series.horizon, include_history=False)
    paths = model.predictive_samples(future)["yhat"]
    return lambda: from_paths(series, paths.mean(axis=1), np.maximum(paths, 0))


def drawn(errors: np.ndarray, days: int) -> np.ndarray:
    """Draw days × paths from past errors."""
    return np.random.default_rng(0).choice(errors[~np.isnan(errors)], size=(days, PATHS))


METHODS: dict[str, Callable[[Series], Finish]] = {
    "SeasonalNaive": seasonal_naive,
    "MovingAverage": moving_average,
    "CrostonSBA": croston,
    "AutoETS": ets,
    "Theta": theta(models.Theta),
    "AutoTheta": theta(models.AutoTheta),
    "AutoARIMA": arima,
    "Prophet": prophet,
}


def core_seconds() -> float:
    """Seconds of a core that this program and the programs it called have used."""
    called = os.times()
    return time.process_time() + called.children_user + called.children_system


def timed(method: Callable[[Series], Finish], series: Series) -> tuple[Answer, float]:
    """Forecast one series; the seconds are those of fitting and of the forecast itself."""
    began = core_seconds()
    finish = method(series)
    seconds = core_seconds() - began
    return finish(), seconds


def main(method: Callable[[Series], Finish], task: dict[str, Any], made: Path) -> None:
    """Forecast every series of the task."""
    asked = {
        "spans": np.array(task["spans"]),
        "levels": np.array(task["levels"]),
        "season": task["season"],
    }
    every = [
        Series(units=np.array(units, dtype=float), first_day=first_day, **asked)
        for units, first_day in zip(task["series"], task["first_days"], strict=True)
    ]
    timed(method, every[0])  # what is loaded at the first call is no cost of a product
    answers = [timed(method, series) for series in every]
    np.savez(
        made,
        mean=[mean for (mean, _), _ in answers],
        quantiles=[quantiles for (_, quantiles), _ in answers],
        seconds=[seconds for _, seconds in answers],
    )


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    logging.disable()  # Prophet tells of every series
    main(METHODS[sys.argv[1]], json.loads(Path(sys.argv[2]).read_bytes()), Path(sys.argv[3]))
