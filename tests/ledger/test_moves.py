"""The ledger of stock, by hand: what lay where when, and what it cost."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from inventory_core.domain.errors import StockError
from inventory_core.domain.frames import PRODUCTS, typed
from inventory_core.domain.moves import MOVES, MoveKind
from inventory_core.domain.stocktake import STOCKTAKE
from inventory_core.ledger.moves import average_cost, daily_stock, last_told, ledger, stock_on
from inventory_core.ledger.stocktake import scanned, stocktake_lines

FIRST = date(2026, 3, 1)


def moves_of(*told: tuple, sku: str = "MUG", place: str = "shop") -> pd.DataFrame:
    """MOVES of one product from day of March, kind and units, and maybe document and cost."""
    rows = [(*one, *("", np.nan)[len(one) - 3 :]) for one in told]
    frame = pd.DataFrame(rows, columns=["day", "kind", "units", "document", "unit_cost"])
    days = pd.Timestamp(FIRST) + pd.to_timedelta(frame["day"] - 1, unit="D")
    return typed(frame.assign(day=days, sku=sku, place=place, note=""), MOVES)


def test_each_line_of_a_ledger_says_what_is_left_and_sales_of_a_day_are_one_line() -> None:
    lines = ledger(
        moves_of(
            (1, MoveKind.OPENING, 10.0),
            (2, MoveKind.SALE, -1.0, "shop"),
            (2, MoveKind.SALE, -2.0, "shop"),
            (2, MoveKind.COUNT, -1.0),
            (3, MoveKind.RECEIPT, 5.0, "4"),
        )
    )

    assert lines["kind"].tolist() == ["opening", "sale", "count", "receipt"]
    assert lines["left"].tolist() == [10, 7, 6, 11]


def test_the_stock_of_a_day_is_the_sum_of_its_moves_until_then() -> None:
    moves = pd.concat(
        [
            moves_of((1, MoveKind.OPENING, 10.0), (3, MoveKind.SALE, -4.0)),
            moves_of((4, MoveKind.OPENING, 7.0), place="Amazon"),
        ]
    )

    assert stock_on(moves, date(2026, 2, 28)).empty
    third = stock_on(moves, date(2026, 3, 3))
    assert third[["place", "units"]].to_numpy().tolist() == [["shop", 6.0]]
    assert stock_on(moves, date(2026, 3, 4))["units"].tolist() == [7.0, 6.0]


def test_stock_by_day_is_known_once_all_places_were_counted() -> None:
    moves = pd.concat(
        [
            moves_of((1, MoveKind.OPENING, 10.0), (3, MoveKind.SALE, -4.0)),
            moves_of((2, MoveKind.OPENING, 7.0), place="Amazon"),
        ]
    )
    stock = daily_stock(moves, np.array(["HAT", "MUG"]), first_day=FIRST, days=3)

    assert stock.on_hand.tolist() == [[0, 0, 0], [10, 17, 13]]
    assert stock.known.tolist() == [[False, False, False], [False, True, True]]


def test_the_average_cost_moves_with_each_receipt_by_what_is_left() -> None:
    moves = moves_of(
        (1, MoveKind.OPENING, 4.0),
        (2, MoveKind.PURCHASE, 10.0, "P1", 2.0),
        (3, MoveKind.SALE, -4.0),
        (4, MoveKind.RECEIPT, 10.0, "7", 3.0),
        (5, MoveKind.RECEIPT, 99.0, "8", 50.0),
        (5, MoveKind.RECEIPT_UNDONE, -99.0, "8", 50.0),
    )

    # 14 at 2.00, 10 of which are left, and 10 at 3.00, or at 4.00 with their freight.
    assert average_cost(moves, landed={}) == 2.5
    assert average_cost(moves, landed={"7": 4.0}) == 3.0
    assert average_cost(moves.head(1), landed={}) is None


def test_what_was_taken_back_is_not_what_was_told_last() -> None:
    told = moves_of((1, MoveKind.DAMAGE, -2.0, "1"), (2, MoveKind.FOUND, 3.0, "2"))
    back = moves_of((2, MoveKind.CORRECTION, -3.0, "2"))
    moment = pd.to_datetime(["2026-03-01 10:00", "2026-03-02 10:00"])

    last = last_told(pd.concat([told.assign(told=moment), back]))

    assert last is not None
    assert last["document"] == "1"
    assert last_told(moves_of((1, MoveKind.SALE, -2.0))) is None


def test_a_stocktake_differs_only_from_what_was_known() -> None:
    counted = typed(pd.DataFrame({"sku": ["MUG", "NEW"], "units": [8.0, 5.0]}), STOCKTAKE)
    products = typed(pd.DataFrame({"sku": ["MUG", "NEW"], "cost": [3.0, 2.0]}), PRODUCTS)
    shelf = pd.DataFrame({"sku": ["MUG"], "units": [10.0]})

    lines = stocktake_lines(counted, shelf, products).set_index("sku")

    assert lines.loc["MUG", ["difference", "value"]].tolist() == [-2.0, -6.0]
    assert lines.loc["NEW", ["on_hand", "difference", "value"]].isna().all()


@pytest.mark.parametrize("text", ["CUP", "CUP 3", "", "MUG -3", "MUG x"])
def test_a_code_that_nobody_knows_is_refused(text: str) -> None:
    with pytest.raises(StockError, match="There is no product"):
        scanned(text, {"MUG"})
