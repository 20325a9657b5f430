"""The ledger of stock: what a seller tells by hand, and what lay where on any day.

The stock of a product on a day is the sum of its moves until then, from its first count on.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from inventory_core.domain.demand import Flags, Numbers, Texts
from inventory_core.domain.frames import check, typed
from inventory_core.domain.moves import ADDING, MOVES, TAKING, TOLD_MOVES, MoveKind
from inventory_core.domain.numbers import rows
from inventory_core.ledger.tables import LEDGER

_NOWHERE = ""
"""The place of goods where the seller named none: the ledger finds where they lie."""


@dataclass(frozen=True, kw_only=True)
class StockChange:
    """What happened to goods on a day; place: where they were sent to."""

    kind: MoveKind
    on: date
    place: str = ""
    note: str = ""


def told_moves(units: Mapping[str, float], change: StockChange) -> pd.DataFrame:
    """Return what a seller tells at once (TOLD_MOVES): goods that were sent come elsewhere.

    >>> sent = StockChange(kind=MoveKind.SENT, on=date(2026, 3, 1), place="Amazon")
    >>> told_moves({"MUG": 3}, sent)[["place", "units"]].to_numpy().tolist()
    [['', -3.0], ['Amazon', 3.0]]
    """
    sign = 1 if change.kind in (*ADDING, MoveKind.CORRECTION) else -1
    told = pd.DataFrame({"sku": list(units), "units": list(units.values())})
    told = told.assign(
        place=_NOWHERE,
        units=told["units"] * sign,
        day=pd.Timestamp(change.on),
        kind=str(change.kind),
        note=change.note,
    )
    if change.kind is MoveKind.SENT:
        told = pd.concat([told, told.assign(place=change.place, units=-told["units"])])
    return typed(told, TOLD_MOVES)


def stock_on(moves: pd.DataFrame, day: date, *, before_sales: bool = False) -> pd.DataFrame:
    """Return what lay in each place in the evening of a day: place, sku and units.

    What was first counted later is not there: nobody knows.

    Args:
        moves: MOVES.
        day: any day.
        before_sales: as if nothing had sold on that day.
    """
    until = check(moves, MOVES)
    until = until[until["day"] <= pd.Timestamp(day)]
    if before_sales:
        until = until[(until["day"] < pd.Timestamp(day)) | (until["kind"] != MoveKind.SALE)]
    return until.groupby(["place", "sku"]).agg({"units": "sum"}).reset_index()


def ledger(moves: pd.DataFrame) -> pd.DataFrame:
    """Return the moves of one product in one place (LEDGER), with what lay there after each.

    Sales of a day on one channel are one line. The oldest comes first.
    """
    known = check(moves, MOVES).assign(row=np.arange(len(moves)))
    together = known["row"].where(known["kind"] != MoveKind.SALE, -1)
    lines = known.groupby(
        ["day", "kind", "document", "note", together.rename("apart")], as_index=False, sort=False
    ).agg(units=("units", "sum"), unit_cost=("unit_cost", "first"), row=("row", "first"))
    lines = lines.sort_values("row")
    return typed(lines.assign(left=lines["units"].cumsum()), LEDGER)


def last_told(moves: pd.DataFrame) -> pd.Series | None:
    """Return the move of these (MOVES) that the seller told last and did not take back."""
    told = moves[moves["kind"].isin([*ADDING, *TAKING, MoveKind.CORRECTION])]
    left = told.groupby(["document", "place"])["units"].transform("sum")
    standing = told[left != 0].sort_values("told", kind="stable")
    return None if standing.empty else standing.iloc[-1]


def average_cost(moves: pd.DataFrame, *, landed: Mapping[str, float | None]) -> float | None:
    """Return what a unit on hand cost on average: the moving average; None where nobody knows.

    Each receipt is averaged with what lay there before it, by units. What was there before the
    first receipt counts as bought like that one; what came at an unknown cost costs the average.

    Args:
        moves: MOVES of one product, oldest first.
        landed: cost of a unit with freight, by the number of the purchase order.
    """
    came = moves["kind"].isin([MoveKind.RECEIPT, MoveKind.RECEIPT_UNDONE])
    document = moves["document"].where(came, moves.index.astype("str"))
    net = moves.groupby(["day", document, came], sort=False).agg(
        units=("units", "sum"),
        kind=("kind", "first"),
        cost=("unit_cost", "first"),
        document=("document", "first"),
    )
    left, average = 0.0, None
    for move in rows(net):
        bought = move.kind in (MoveKind.RECEIPT, MoveKind.PURCHASE) and move.units > 0
        cost = landed.get(move.document) if move.kind == MoveKind.RECEIPT else None
        cost = move.cost if cost is None else cost
        if bought and not pd.isna(cost):
            before = max(left, 0.0)
            held = 0.0 if average is None else before * average
            counted = move.units + (0.0 if average is None else before)
            average = (held + move.units * cost) / counted
        left += move.units
    return average


@dataclass(frozen=True, eq=False, kw_only=True)
class DailyStock:
    """What n products had in the evening of each of T days.

    on_hand: units, n × T. known: from the first count in every place on, n × T.
    """

    on_hand: Numbers
    known: Flags


def daily_stock(moves: pd.DataFrame, skus: Texts, *, first_day: date, days: int) -> DailyStock:
    """Return the stock of n products day by day, as their moves tell it.

    Args:
        moves: MOVES.
        skus: n, sorted.
        first_day: of the days.
        days: how many, T.
    """
    known = check(moves, MOVES)
    known = known[known["sku"].isin(skus)]
    column = (known["day"] - pd.Timestamp(first_day)).dt.days.clip(lower=0)
    placed = known.assign(
        row=np.searchsorted(skus, known["sku"].to_numpy(dtype=str)), column=column
    )
    moved = np.zeros((len(skus), days))
    inside = placed[placed["column"] < days]
    np.add.at(moved, (inside["row"], inside["column"]), inside["units"])
    first = np.full(len(skus), days)
    in_all_places = placed.groupby(["row", "place"])["column"].min().groupby("row").max()
    first[in_all_places.index.to_numpy()] = in_all_places.to_numpy()
    return DailyStock(
        on_hand=moved.cumsum(axis=1), known=np.asarray(np.arange(days) >= first[:, None])
    )
