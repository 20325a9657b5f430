"""What was bought, and what was left out of an upload: kept with it, and taken back with it."""

from datetime import date, datetime, timedelta

import pandas as pd
import pytest

from inventory_core.domain.frames import COMPONENTS, PROBLEMS, RECEIPTS, check, typed
from inventory_core.domain.upload import Upload
from inventory_core.imports.table import problem_rows
from inventory_core.store.store import Store
from inventory_core.store.uploads import MOST_PROBLEMS
from tests.store.files import receipts, stock_of
from tests.store.test_store import upload

NOW = datetime(2026, 2, 1, 12, 30)  # noqa: DTZ001, the seller's clock has no zone


def bought(
    content: str, *lines: tuple[str, str, str, float, float], supplier: str = "Kyoto"
) -> Upload:
    """A file of purchases: number, product, day, units and what one cost."""
    frame = pd.DataFrame(list(lines), columns=["document", "sku", "day", "units", "unit_cost"])
    frame = frame.assign(line=frame["sku"], day=pd.to_datetime(frame["day"]))
    receipts = typed(frame.assign(supplier=supplier, rows=1.0), RECEIPTS)
    return upload(content, receipts=receipts)


def kept(store: Store) -> list[tuple[str, str, float, float]]:
    """Number, product, units and cost of all that was bought."""
    told = check(receipts(store), RECEIPTS)
    columns = told[["document", "sku", "units", "unit_cost"]].fillna({"unit_cost": -1.0})
    return list(columns.itertuples(index=False, name=None))


JANUARY = (("P1", "TEA", "2026-01-05", 20.0, 2.0), ("P1", "MUG", "2026-01-05", 6.0, 4.0))


def test_what_was_bought_comes_back_and_the_history_tells_of_it(store: Store) -> None:
    store.save(bought("january", *JANUARY), now=NOW)

    told = receipts(store)
    assert kept(store) == [("P1", "MUG", 6, 4), ("P1", "TEA", 20, 2)]
    assert told["supplier"].tolist() == ["Kyoto", "Kyoto"]
    assert told["day"].dt.date.tolist() == [date(2026, 1, 5)] * 2
    history = store.uploads().iloc[0]
    assert history["units_bought"] == 26
    assert pd.isna(history["units"])
    assert history["first_day"] == history["last_day"] == pd.Timestamp("2026-01-05")
    # Goods that came in tell of no day that it was covered by sales.
    assert store.covered().empty


def test_a_purchase_told_again_is_replaced_line_by_line_and_undo_brings_it_back(
    store: Store,
) -> None:
    store.save(bought("january", *JANUARY), now=NOW)

    corrected = store.save(bought("again", ("P1", "TEA", "2026-01-06", 18, 2.5)), now=NOW)

    assert corrected.rows_replaced == 1
    assert kept(store) == [("P1", "MUG", 6, 4), ("P1", "TEA", 18, 2.5)]
    store.undo(corrected.upload)
    assert kept(store) == [("P1", "MUG", 6, 4), ("P1", "TEA", 20, 2)]
    store.undo(1)
    assert kept(store) == []


def test_the_same_purchases_read_otherwise_count_once(store: Store) -> None:
    first = bought("january", *JANUARY)
    store.save(first, now=NOW)
    other = Upload(**vars(bought("january", ("P1", "CAP", "2026-01-05", 3, 1))) | {"effect": "x"})

    saved = store.save(other, now=NOW)

    assert kept(store) == [("P1", "CAP", 3, 1)]
    store.undo(saved.upload)
    assert kept(store) == [("P1", "MUG", 6, 4), ("P1", "TEA", 20, 2)]


def test_purchases_of_another_name_or_of_a_pack_are_those_of_the_product(store: Store) -> None:
    store.save(bought("january", *JANUARY, ("P2", "TEA3", "2026-01-09", 2, 5)), now=NOW)

    store.make_alias("TEA", product="GREEN TEA")
    packs = pd.DataFrame([("TEA3", "TEA", 3.0)], columns=list(COMPONENTS))
    store.replace(COMPONENTS, typed(packs, COMPONENTS))

    # What a pack costs is not what one of it costs.
    assert kept(store) == [
        ("P1", "MUG", 6, 4),
        ("P1", "GREEN TEA", 20, 2),
        ("P2", "GREEN TEA", 6, -1),
    ]


# What was left out


def left_out(rows: int, value: str = "many") -> pd.DataFrame:
    return problem_rows(range(2, rows + 2), reason="unreadable_units", column="Units", value=value)


def test_what_was_left_out_is_kept_with_its_upload(store: Store) -> None:
    store.save(upload("a", problems=left_out(2)), now=NOW)
    store.save(upload("b"), now=NOW)

    problems = check(store.problems(1), PROBLEMS)
    assert problems.to_numpy().tolist() == [
        [2, "unreadable_units", "Units", "many"],
        [3, "unreadable_units", "Units", "many"],
    ]
    assert store.problems(2).empty
    assert store.uploads()["problems"].tolist() == [0, 2]

    store.undo(1)
    assert store.problems(1).empty


@pytest.mark.parametrize(("rows", "length"), [(MOST_PROBLEMS + 5, 4), (1, 5_000)])
def test_however_much_is_left_out_little_is_kept(store: Store, rows: int, length: int) -> None:
    store.save(upload("a", problems=left_out(rows, "x" * length)), now=NOW)

    problems = store.problems(1)
    assert len(problems) == min(rows, MOST_PROBLEMS)
    assert problems["row"].iloc[0] == 2
    assert problems["value"].str.len().max() <= 200


def test_what_a_sheet_told_before_a_count_of_its_day_is_in_it(store: Store) -> None:
    today = f"{NOW:%Y-%m-%d}"
    store.save(bought("early", ("P1", "MUG", today, 5, 4)), now=NOW - timedelta(hours=1))
    store.moves.count(stock_of(("MUG", today, 12)), now=NOW)
    store.save(bought("again", ("P1", "MUG", today, 5, 4)), now=NOW + timedelta(hours=1))
    assert store.stock()["on_hand"].tolist() == [12]

    store.save(bought("late", ("P2", "MUG", today, 6, 4)), now=NOW + timedelta(hours=2))
    assert store.stock()["on_hand"].tolist() == [18]
