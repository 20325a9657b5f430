"""Months changed by hand stay, and what plans expected is kept until sales can score it."""

import numpy as np
import pandas as pd

from inventory_core.domain.frames import HAND_CHANGES, KEPT_FORECASTS, check, typed
from inventory_core.store.store import Store


def changes_of(*changes: tuple[str, str, float, str]) -> pd.DataFrame:
    frame = pd.DataFrame(list(changes), columns=["sku", "month", "units", "note"])
    return typed(frame.assign(month=pd.to_datetime(frame["month"])), HAND_CHANGES)


def forecasts_of(*forecasts: tuple[str, str, float], acted_on: bool = False) -> pd.DataFrame:
    frame = pd.DataFrame(list(forecasts), columns=["sku", "start", "expected_units"])
    known = {"period": "four weeks", "days": 28, "model": "count", "acted_on": acted_on}
    numbers = dict.fromkeys(("low_units", "median_units", "high_units", "safe_units"), 1.0)
    start = pd.to_datetime(frame["start"])
    rows = frame.assign(**known, **numbers, start=start, made_on=start)
    return typed(rows, KEPT_FORECASTS)


def told(store: Store) -> list[tuple[str, str, float, str]]:
    frame = store.hand_changes()
    months = frame["month"].dt.strftime("%Y-%m")
    return list(zip(frame["sku"], months, frame["units"], frame["note"], strict=True))


def expected(store: Store) -> dict[tuple[str, str], tuple[float, bool]]:
    frame = store.kept_for_later()
    keys = zip(frame["sku"], frame["start"].dt.strftime("%m-%d"), strict=True)
    return dict(
        zip(keys, zip(frame["expected_units"], frame["acted_on"], strict=True), strict=True)
    )


def test_a_new_shop_has_no_changes_and_no_kept_forecasts(store: Store) -> None:
    assert check(store.hand_changes(), HAND_CHANGES).empty
    assert check(store.kept_for_later(), KEPT_FORECASTS).empty


def test_a_change_by_hand_takes_the_place_of_the_earlier_one_of_its_month(store: Store) -> None:
    store.change_by_hand(
        changes_of(("TEA", "2026-05-01", 90, "fair"), ("TEA", "2026-06-01", 0, "closed"))
    )
    before = store.versions()

    store.change_by_hand(
        changes_of(("TEA", "2026-05-01", 120, "two fairs"), ("MUG", "2026-05-01", 5, ""))
    )

    assert told(store) == [
        ("MUG", "2026-05", 5, ""),
        ("TEA", "2026-05", 120, "two fairs"),
        ("TEA", "2026-06", 0, "closed"),
    ]
    assert store.versions().forecasts == before.forecasts + 1
    assert store.versions().sales == before.sales


def test_a_change_without_units_is_taken_back(store: Store) -> None:
    store.change_by_hand(
        changes_of(("TEA", "2026-05-01", 90, "fair"), ("TEA", "2026-06-01", 7, ""))
    )

    store.change_by_hand(changes_of(("TEA", "2026-05-01", np.nan, "")))

    assert told(store) == [("TEA", "2026-06", 7, "")]


def test_a_change_goes_along_with_a_code_that_comes_to_stand_for_another(store: Store) -> None:
    store.change_by_hand(
        changes_of(("tea", "2026-05-01", 90, "fair"), ("tea", "2026-06-01", 7, "own"))
    )
    store.change_by_hand(changes_of(("TEA", "2026-06-01", 8, "of the product")))
    store.make_alias("tea", product="TEA")
    assert told(store) == [("TEA", "2026-05", 90, "fair"), ("TEA", "2026-06", 8, "of the product")]

    store.change_by_hand(changes_of(("TEA", "2026-05-01", np.nan, "")))

    assert told(store) == [("TEA", "2026-06", 8, "of the product")]


def test_of_the_forecasts_shown_of_the_same_days_the_last_one_is_kept(store: Store) -> None:
    store.keep_for_later(forecasts_of(("TEA", "2026-05-01", 10), ("MUG", "2026-05-01", 3)))
    before = store.versions()

    store.keep_for_later(forecasts_of(("TEA", "2026-05-01", 12), ("TEA", "2026-05-08", 14)))

    assert expected(store) == {
        ("TEA", "05-01"): (12, False),
        ("MUG", "05-01"): (3, False),
        ("TEA", "05-08"): (14, False),
    }
    assert store.versions() == before


def test_a_forecast_that_was_acted_on_gives_way_only_to_another_such_one(store: Store) -> None:
    store.keep_for_later(forecasts_of(("TEA", "2026-05-01", 10)))
    store.keep_for_later(forecasts_of(("TEA", "2026-05-01", 11), acted_on=True))
    store.keep_for_later(forecasts_of(("TEA", "2026-05-01", 12)))
    assert expected(store) == {("TEA", "05-01"): (11, True)}

    store.keep_for_later(forecasts_of(("TEA", "2026-05-01", 13), acted_on=True))

    assert expected(store) == {("TEA", "05-01"): (13, True)}
