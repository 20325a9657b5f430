"""The same sales told twice: noticed before a file is saved, by days, products and sums that agree.

A daily list beside totals of months, two reports of one platform with other numbers or on other
days, one platform under two names. A newer export of the same orders is none of these: it replaces
them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

import pandas as pd

from inventory_core.domain.frames import CHANNEL_SALES, SALES, check, empty
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import day, whole
from inventory_core.imports.importing import Imported
from inventory_core.store.store import Store

_FEWEST_PAIRS, _FEWEST_TOTALS = 5, 3
"""So many products and days, or products with totals, must agree: fewer do so by chance."""
_AGREEING = 0.95
_FEWEST_DAYS, _NEARLY_AGREEING = 7, 0.85
"""A ledger of a warehouse tells a sale some days after the order: products agree, days do not, and
at both ends some sales are told by one of them alone."""
_SAME_ORDERS = 0.2
"""Where so many of its orders are known, a file is a newer export of the same ones."""
_OTHER_UNITS = 0.3
"""A newer version of a list differs from the older one in fewer of its rows."""
_FEWEST_OVERLAPPING = 2


class Suspicion(StrEnum):
    """What may be wrong about saving a file."""

    SAME_SALES = "same sales"
    OTHER_LIST = "other list"


@dataclass(frozen=True, kw_only=True)
class ToldTwice:
    """What of a file was told before, and where.

    channel: that tells it already. units: of the file in these days; known_units: of that channel.
    """

    suspicion: Suspicion
    channel: str
    first_day: date
    last_day: date
    products: int
    units: float
    known_units: float

    def sentence(self, file: str, channel: str) -> str:
        """Say what was noticed of a file; channel: what people call the one that tells it too."""
        words = {
            Suspicion.SAME_SALES: _(
                "{file} seems to tell sales that {channel} has told already: {units} units of "
                "{products} products from {first} to {last}, where {known} are known."
            ),
            Suspicion.OTHER_LIST: _(
                "{file} has other units for the same products and days as the list of {channel} "
                "that is kept: {units} instead of {known}, from {first} to {last}. Is it a newer "
                "version of that list, or the list of another shop?"
            ),
        }
        return words[self.suspicion].format(
            file=file,
            channel=channel,
            units=whole(self.units),
            known=whole(self.known_units),
            products=whole(self.products),
            first=day(self.first_day),
            last=day(self.last_day),
        )


def told_twice(
    imported: Imported, store: Store, *, beside: Iterable[Imported] = ()
) -> ToldTwice | None:
    """Return what of a file was told before; None where all is well.

    Args:
        imported: the file, not saved yet.
        store: what is kept.
        beside: other files of the drop that are saved before this one.
    """
    sales = imported.sales
    if sales.empty or not store.is_new(imported.fingerprint):
        return None
    others = pd.concat([one.sales for one in beside] or [empty(SALES)], ignore_index=True)
    # Totals count on their first day, as their sums do.
    told = others[list(CHANNEL_SALES)]
    known = pd.concat([store.sold_beside(sales), told], ignore_index=True)
    kept = store.kept_orders(sales) + _same_orders(sales, others)
    return compared(sales, known, same_orders=kept / len(sales))


def compared(sales: pd.DataFrame, known: pd.DataFrame, *, same_orders: float) -> ToldTwice | None:
    """Compare the sales of a file (SALES) with those that are known (CHANNEL_SALES).

    same_orders: the share of its lines whose order number is known of the same channel.
    """
    own = str(sales["channel"].iloc[0])
    without_numbers = bool((sales["order_id"].str[:10] == _iso(sales["day"])).mean() > 0.5)
    shared = known["sku"].isin(sales["sku"])
    near = known["channel"].isin(known.loc[shared, "channel"])
    for channel, told in check(known[near], CHANNEL_SALES).groupby("channel"):
        # Only what is known by its day as well would be replaced.
        keyed_alike = channel == own and without_numbers and same_orders > 0
        if keyed_alike and (other := _other_list(sales, told)):
            return other
        if channel == own and same_orders > _SAME_ORDERS:
            continue
        if not keyed_alike and (same := _same_sales(sales, told)):
            return same
        if channel == own and same_orders == 0 and (same := _same_on_other_days(sales, told)):
            return same
    return None


def without_sales(imported: Imported) -> Imported:
    """Return what a file tells of counts, purchases and products, where others tell its sales."""
    nothing = imported.sales.iloc[:0]
    return replace(
        imported,
        sales=nothing,
        withdrawn=nothing,
        returned=nothing,
        # The same file saved with its sales later on is not the same again.
        effect=f"{imported.effect} without sales",
    )


def _iso(days: pd.Series) -> pd.Series:
    return days.dt.strftime("%Y-%m-%d")


def _same_orders(sales: pd.DataFrame, others: pd.DataFrame) -> int:
    keys = ["channel", "order_id"]
    return len(sales.merge(others[keys].drop_duplicates(), on=keys))


def _same_sales(sales: pd.DataFrame, told: pd.DataFrame) -> ToldTwice | None:
    """Compare by product and day, or by product alone where totals are told."""
    ends = sales["day"] + pd.to_timedelta(sales["days"] - 1, unit="D")
    first = max(sales["day"].min(), told["day"].min())
    last = min(ends.max(), told["day"].max())
    mine = sales[(sales["day"] >= first) & (ends <= last)]
    # Of a month that is known in part, neither its total nor its days are compared.
    first, last = mine["day"].min(), ends[mine.index].max()
    theirs = told[told["day"].between(first, last)]
    totals = bool((sales["days"] > 1).any())
    key = ["sku"] if totals else ["sku", "day"]
    pairs = pd.concat([_sums(mine, key), _sums(theirs, key)], axis=1, keys=["mine", "theirs"])
    both = pairs.fillna(0.0)
    if len(pairs.dropna()) < (_FEWEST_TOTALS if totals else _FEWEST_PAIRS):
        return None
    if both.min(axis=1).sum() < _AGREEING * both.max(axis=1).sum():
        return None
    return _found(Suspicion.SAME_SALES, mine, theirs, first=first, last=last)


def _same_on_other_days(sales: pd.DataFrame, told: pd.DataFrame) -> ToldTwice | None:
    """Compare by product over the days that both tell, wherever within them each sale stands."""
    sales, told = sales[sales["days"] == 1], told[told["sku"].isin(sales["sku"])]
    first = max(sales["day"].min(), told["day"].min())
    last = min(sales["day"].max(), told["day"].max())
    if not last - first >= pd.Timedelta(days=_FEWEST_DAYS):
        return None
    mine, theirs = (one[one["day"].between(first, last)] for one in (sales, told))
    pairs = pd.concat([_sums(mine, ["sku"]), _sums(theirs, ["sku"])], axis=1)
    both = pairs.fillna(0.0)
    if len(pairs.dropna()) < _FEWEST_TOTALS:
        return None
    if both.min(axis=1).sum() < _NEARLY_AGREEING * both.max(axis=1).sum():
        return None
    return _found(Suspicion.SAME_SALES, mine, theirs, first=first, last=last)


def _other_list(sales: pd.DataFrame, told: pd.DataFrame) -> ToldTwice | None:
    """Compare two lists without order numbers, of which the later would replace the earlier."""
    key = ["sku", "day"]
    sales = sales[sales["days"] == 1]
    both = _sums(sales, key).to_frame("mine").join(_sums(told, key).rename("theirs"), how="inner")
    differ = both["mine"] != both["theirs"]
    if len(both) < _FEWEST_OVERLAPPING or differ.mean() < _OTHER_UNITS:
        return None
    days = both.index.get_level_values("day")
    first, last = days.min(), days.max()
    mine = sales[sales["day"].between(first, last)]
    theirs = told[told["day"].between(first, last)]
    return _found(Suspicion.OTHER_LIST, mine, theirs, first=first, last=last)


def _sums(sold: pd.DataFrame, key: list[str]) -> pd.Series:
    return sold.groupby(key)["units"].sum()


def _found(
    suspicion: Suspicion,
    mine: pd.DataFrame,
    theirs: pd.DataFrame,
    *,
    first: pd.Timestamp,
    last: pd.Timestamp,
) -> ToldTwice:
    return ToldTwice(
        suspicion=suspicion,
        channel=str(theirs["channel"].iloc[0]),
        first_day=first.date(),
        last_day=last.date(),
        products=int(mine["sku"].nunique()),
        units=float(mine["units"].sum()),
        known_units=float(theirs["units"].sum()),
    )
