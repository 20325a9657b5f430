"""What sold far more or far less in the newest week than was expected before it."""

from datetime import timedelta

import numpy as np
import pandas as pd
from scipy import special

from inventory_core.domain.demand import Demand, Numbers
from inventory_core.domain.frames import check, typed
from inventory_core.monitoring.tables import SURPRISES
from inventory_core.monitoring.track_record import A_WEEK, score

_NEWS_DAYS = 14
"""A week that ended longer ago is no news."""
_FALSE_ALARMS = 0.1
"""So many products, of all in one look, may be told of by mere chance."""
_BAND_WIDTH = 2.5631031310892007
"""Standard deviations of a normal distribution between the quantiles of 10 and 90 %."""


def surprises(kept: pd.DataFrame, demand: Demand) -> pd.DataFrame:
    """Return what sold in its newest week as forecasts hold for hardly possible (SURPRISES).

    The chance of so many, or of so few, is that of a negative binomial distribution with the mean
    of the forecast and the spread of its band. The more products are looked at, the smaller it has
    to be (Bonferroni's correction for both sides).

    Args:
        kept: KEPT_FORECASTS; those of a week are looked at.
        demand: as far as it is known.
    """
    weeks = score(kept[kept["period"] == A_WEEK], demand)
    ended = weeks["start"] + pd.to_timedelta(weeks["days"], unit="D")
    news = pd.Timestamp(demand.start - timedelta(days=_NEWS_DAYS))
    newest = weeks[weeks["judged"] & (ended > news)].drop_duplicates("sku", keep="last")
    fast, slow = _chances(newest)
    chance = np.minimum(fast, slow)
    told = newest.assign(chance=chance, fast=fast < slow)[
        2 * chance * max(len(newest), 1) < _FALSE_ALARMS
    ]
    return check(typed(told.reset_index(drop=True), SURPRISES), SURPRISES)


def _chances(weeks: pd.DataFrame) -> tuple[Numbers, Numbers]:
    """Return the chance of as many as sold or more, and of as many or fewer, n each."""
    mean = np.maximum(weeks["expected_units"].to_numpy(dtype=float), 1e-3)
    spread = (weeks["high_units"] - weeks["low_units"]).to_numpy(dtype=float) / _BAND_WIDTH
    # Counts spread at least as chance alone spreads them.
    variance = np.maximum(spread**2, mean * 1.001)
    likely = mean / variance
    size = mean * likely / (1 - likely)
    sold = weeks["actual_units"].to_numpy(dtype=float).round()
    # Both sums of the distribution are incomplete beta functions (DLMF 8.17).
    or_more = special.betainc(np.maximum(sold, 1), size, 1 - likely)
    return np.where(sold < 1, 1.0, or_more), special.betainc(size, np.maximum(sold, 0) + 1, likely)
