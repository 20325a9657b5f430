"""Days on which a product was sold out, as the counts of its stock tell."""

import pandas as pd

from inventory_core.domain.frames import DAILY_SALES, STOCK, STOCKOUTS, check, empty, typed

_ONE_DAY = pd.Timedelta(days=1)


def stockouts(counts: pd.DataFrame, daily_sales: pd.DataFrame) -> pd.DataFrame:
    """Return when each product is known to have been sold out.

    A count of none at the end of a day begins a stockout on the day after. It ends before the next
    sale or the next count of some, or with the last day that the sales cover.

    Args:
        counts: STOCK, one row per place, product and day of a count. On each of these days the
            places counted on other days hold what they held when they were last counted.
        daily_sales: DAILY_SALES.

    Returns:
        STOCKOUTS, in order of product and day, without overlaps.

    >>> day = pd.Timestamp
    >>> counts = pd.DataFrame({"place": "shop", "sku": "A", "day": [day(2026, 1, 5)],
    ...     "on_hand": [0.0], "on_order": 0.0, "committed": 0.0, "rows": 1.0})
    >>> sales = pd.DataFrame({"sku": "A", "day": [day(2026, 1, 9)], "units": [2.0],
    ...     "unit_price": 5.0, "largest_units": 2.0})
    >>> stockouts(counts, sales)["last_day"].dt.day.tolist()
    [8]
    """
    if counts.empty or daily_sales.empty:
        return empty(STOCKOUTS)
    left = held(counts)
    sold = check(daily_sales, DAILY_SALES)
    begun = left.loc[left["on_hand"] <= 0, ["sku", "day"]]
    ends = pd.concat([left.loc[left["on_hand"] > 0, ["sku", "day"]], sold[sold["units"] > 0]])
    found = pd.merge_asof(
        begun.sort_values("day"),
        ends[["sku", "day"]].assign(end=ends["day"]).sort_values("day"),
        on="day",
        by="sku",
        direction="forward",
        allow_exact_matches=False,
    )
    until = (found["end"] - _ONE_DAY).fillna(sold["day"].max())
    ranges = pd.DataFrame(
        {"sku": found["sku"], "first_day": found["day"] + _ONE_DAY, "last_day": until}
    )
    ranges = ranges[ranges["first_day"] <= ranges["last_day"]]
    # Counts of none that follow one another are one stockout: they end on the same day.
    joined = ranges.groupby(["sku", "last_day"])["first_day"].min().reset_index()
    return check(typed(joined.sort_values(["sku", "first_day"]), STOCKOUTS), STOCKOUTS)


def held(counts: pd.DataFrame) -> pd.DataFrame:
    """Return the units in all places together on each day of a count: sku, day and on_hand.

    Args:
        counts: STOCK.
    """
    places = check(counts, STOCK).pivot_table(
        index=["sku", "day"], columns="place", values="on_hand", aggfunc="sum"
    )
    units: pd.Series = places.groupby("sku").ffill().sum(axis=1)
    return units.rename("on_hand").reset_index()
