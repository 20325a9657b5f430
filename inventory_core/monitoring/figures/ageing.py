"""How long what lies there has been there: first in, first out, by what came and when."""

from datetime import date, timedelta

import numpy as np
import pandas as pd

from inventory_core.domain.demand import Numbers, Texts
from inventory_core.domain.frames import check
from inventory_core.domain.moves import MOVES, MoveKind
from inventory_core.monitoring.figures.evenings import LATELY_DAYS
from inventory_core.monitoring.figures.tables import AGEING, AGES_DAYS
from inventory_core.monitoring.figures.year import LEAST_DAYS, ratio


def came(moves: pd.DataFrame) -> pd.DataFrame:
    """Return what came of each product and was not taken back: sku, day, units and opening.

    What was sent from one place to another did not come. opening: it lay there at the first count,
    and nobody knows since when.
    """
    told = check(moves, MOVES)
    others = told[told["kind"] != MoveKind.SALE]
    counted = others["kind"].isin([MoveKind.OPENING, MoveKind.COUNT, MoveKind.BEYOND])
    # A receipt and what took it back are of one document and day.
    keys = ["sku", "day", "document", others["kind"].where(counted, "").rename("apart")]
    net = others.groupby(keys, sort=False)["units"].sum().reset_index()
    found = net[net["units"] > 0]
    return found.assign(opening=found["apart"] == MoveKind.OPENING).drop(
        columns=["document", "apart"]
    )


def units_by_age(skus: Texts, on_hand: Numbers, came: pd.DataFrame, *, today: date) -> pd.DataFrame:
    """Return the units on hand of n products by their age: the columns of AGEING, in units.

    The oldest are sold first, so what is left is what came last.

    Args:
        skus: n, sorted.
        on_hand: units, n; none where it is unknown.
        came: as the function of this name returns it.
        today: the running day.
    """
    newest = came[came["sku"].isin(skus)].sort_values(["sku", "day"], ascending=[True, False])
    row = np.searchsorted(skus, newest["sku"].to_numpy(dtype=str))
    later = newest.groupby("sku", sort=False)["units"].cumsum().to_numpy() - newest["units"]
    left = np.clip(on_hand[row] - later, 0.0, newest["units"]).to_numpy(dtype=float)
    age_days = (pd.Timestamp(today) - newest["day"]).dt.days.to_numpy()
    age = np.searchsorted(AGES_DAYS, age_days)
    age = np.where(newest["opening"] & (age < len(AGES_DAYS)), len(AGEING) - 1, age)
    units = np.zeros((len(skus), len(AGEING)))
    np.add.at(units, (row, age), left)
    units[:, -1] += on_hand - units.sum(axis=1)
    return pd.DataFrame(units, columns=list(AGEING))


def sell_through(
    skus: Texts, moves: pd.DataFrame, came: pd.DataFrame, *, today: date
) -> pd.DataFrame:
    """Return what n products had to sell in 13 weeks, what of it left, and the share.

    They had what lay there before and what came since; of PRODUCT_FIGURES. Of those that were first
    counted in the last weeks nothing is told.
    """
    since = pd.Timestamp(today - timedelta(days=LATELY_DAYS))

    def total(part: pd.DataFrame) -> Numbers:
        return np.asarray(part.groupby("sku")["units"].sum().reindex(skus).fillna(0.0), dtype=float)

    lately = moves["day"] > since
    before = np.maximum(total(moves[~lately]), 0.0)
    available = before + total(came[came["day"] > since])
    sold = np.maximum(-total(moves[lately & (moves["kind"] == MoveKind.SALE)]), 0.0)
    first = moves.groupby(["sku", "place"])["day"].min().groupby("sku").max().reindex(skus)
    long_known = first <= pd.Timestamp(today - timedelta(days=LEAST_DAYS))
    told = pd.DataFrame(
        {
            "available_units": available,
            "taken_units": sold,
            "sell_through": ratio(sold, available),
        }
    )
    return told[long_known.to_numpy()].reindex(told.index)
