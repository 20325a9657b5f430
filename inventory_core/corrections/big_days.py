"""Single days far beyond what is usual for a product: a post went viral, five hundred bought one.

What lies beyond a large usual day is set aside, so that neither the forecast nor its spread waits
for the next one. What lasts for some days, comes back within weeks or came a year ago as well is no
accident but a promotion, a market day or a season, and stays.
"""

import numpy as np
import pandas as pd

from inventory_core.corrections.ranges import Flags, Runs, corrections_from, marked, runs_of
from inventory_core.domain.demand import Demand, Numbers

BIG_DAY = "big day"

_FEWEST_DAYS = 10
"""A product with fewer days of sales does not show what is usual."""
_FEWEST_UNITS = 10
_TIMES_A_LARGE_DAY = 4.0
_LARGE = 0.95
_SPREADS = 3.0
"""So many times as far beyond the median as a large day is, in logarithms."""
_LONGEST_DAYS = 2
"""Who sells much for longer has a promotion or grows."""
_ALONE_DAYS = 28
_YEAR_DAYS, _AROUND_DAYS = 364, 10
"""Easter and sales weeks move."""


def big_days(demand: Demand, *, promoted: Flags) -> pd.DataFrame:
    """Return the units that single days had beyond the usual (CORRECTIONS).

    Args:
        demand: without bulk orders, which are found more surely by their order lines.
        promoted: the days of promotions that the seller told, n × days at least; they tell of
            themselves.
    """
    units = np.where(promoted[:, : demand.days], 0.0, demand.units)
    large, limit = _usual(units)
    big = units > limit[:, None]
    runs = runs_of(big)
    single = runs.where((runs.end - runs.start <= _LONGEST_DAYS) & ~_comes_again(runs))
    row, column = np.nonzero(marked(single, big.shape))
    day = pd.Timestamp(demand.first_day) + pd.to_timedelta(column, unit="D")
    found = pd.DataFrame(
        {
            "sku": demand.skus[row],
            "first_day": day,
            "last_day": day,
            "units": units[row, column] - large[row],
        }
    )
    return corrections_from(found, kind=BIG_DAY)


def _usual(units: Numbers) -> tuple[Numbers, Numbers]:
    """Each product's large day, and the limit beyond which a day is no usual one; n each.

    The largest days take no part, since they are the ones in question.
    """
    large, limit = np.zeros(len(units)), np.full(len(units), np.inf)
    number = (units > 0).sum(axis=1)
    for row in np.flatnonzero(_worth_a_look(units) & (number >= _FEWEST_DAYS)):
        others = np.sort(units[row, units[row] > 0])[:-_LONGEST_DAYS]
        middle = np.median(others)
        large[row] = np.quantile(others, _LARGE, method="higher")
        spread = middle * (large[row] / middle) ** _SPREADS
        limit[row] = max(_TIMES_A_LARGE_DAY * large[row], spread, _FEWEST_UNITS)
    return large, limit


def _worth_a_look(units: Numbers) -> Flags:
    """Tell which products have a day that may be one: most have none, n."""
    sold_on = np.maximum((units > 0).sum(axis=1), 1)
    most = units.max(axis=1, initial=0.0)
    return np.asarray(most > np.maximum(units.sum(axis=1) / sold_on, _FEWEST_UNITS))


def _comes_again(runs: Runs) -> Flags:
    """Tell which stretches have another one of their product near, or about a year away."""
    pairs = pd.DataFrame({"row": runs.row, "start": runs.start, "place": np.arange(len(runs.row))})
    pairs = pairs.merge(pairs, on="row", suffixes=("", "_other"))
    apart = (pairs["start"] - pairs["start_other"]).abs()
    years = (apart / _YEAR_DAYS).round()
    near = apart.between(1, _ALONE_DAYS)
    yearly = (years > 0) & ((apart - _YEAR_DAYS * years).abs() <= _AROUND_DAYS)
    return np.isin(np.arange(len(runs.row)), pairs.loc[near | yearly, "place"])
