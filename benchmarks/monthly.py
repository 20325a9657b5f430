"""Monthly: series of the M3 competition by months, beside the Theta method that did best on them.

The data are m3_monthly.parquet, or its folder: sn, x (the past), xx (the 18 months to forecast).
"""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks import peers
from benchmarks.accuracy import timed
from benchmarks.scoring import symmetric_percentage_error
from inventory_core.domain.demand import Numbers
from inventory_core.forecasting.months import carry_on

FILE_NAME = "m3_monthly.parquet"
MONTHS = 18
YEAR_MONTHS = 12
PEERS = ("Theta", "AutoTheta")
PUBLISHED = "| Theta, published, on all 1,428 series | 13.89 | |"
"""Makridakis and Hibon, The M3-Competition: results, conclusions and implications, 2000."""

MonthlyMeans = Callable[[Sequence[Numbers], int], Numbers]
"""Forecasts series over so many months, n × months."""


def monthly_means(series: Sequence[Numbers], months: int) -> Numbers:
    """Forecast each series as the app does it over so many months, n × months.

    Args:
        series: n series of monthly units, oldest first; they may differ in length.
        months: how many months to forecast.

    >>> monthly_means([np.full(36, 5.0)], 3)
    array([[5., 5., 5.]])
    """
    past = np.full((len(series), max(map(len, series))), np.nan)
    for row, each in enumerate(series):
        past[row, past.shape[1] - len(each) :] = each
    return carry_on(past, months)


def report(
    data: Path,
    *,
    reuse_peers: bool = False,
    peer_names: Sequence[str] = PEERS,
    ours: MonthlyMeans = monthly_means,
) -> str:
    """Forecast all series by the app's way, or the one that is handed in, and by the peers."""
    file = data / FILE_NAME if data.is_dir() else data
    file.stat()  # unlike pandas, it says what is missing
    frame = pd.read_parquet(file)
    past = [series.astype(float) for series in frame["x"]]
    actual = np.stack([series.astype(float) for series in frame["xx"]])
    forecast, seconds = timed(lambda: ours(past, MONTHS))
    lines = [
        f"{len(past)} series, {MONTHS} months.",
        *("", "| method | sMAPE | ms per series |", "|---|---|---|"),
        _line("SoloStock", forecast, actual, seconds / len(past)),
    ]
    for name in peer_names:
        made = peers.predict(name, _task(past), reuse=reuse_peers)
        lines.append(_line(name, made.mean, actual, made.seconds.mean()))
    return "\n".join([*lines, PUBLISHED])


def _line(name: str, forecast: Numbers, actual: Numbers, seconds: float) -> str:
    error = symmetric_percentage_error(forecast, actual)
    return f"| {name} | {error:.2f} | {1000 * seconds:.2f} |"


def _task(past: Sequence[Numbers]) -> peers.Task:
    return peers.Task(
        series=past,
        origin=date(2000, 1, 1),  # neither asks for dates
        spans=[(month, month + 1) for month in range(MONTHS)],
        levels=(),
        season=YEAR_MONTHS,
    )
