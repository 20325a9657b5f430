"""When a product was sold out, as the counts of its stock tell."""

import pandas as pd

from inventory_core.corrections.stockouts import stockouts
from inventory_core.domain.frames import DAILY_SALES, STOCK, typed


def counts(*rows: tuple[str, str, int, float]) -> pd.DataFrame:
    """STOCK from place, product, day of January 2026 and units on hand."""
    frame = pd.DataFrame(list(rows), columns=["place", "sku", "day", "on_hand"])
    days = pd.to_datetime("2026-01-01") + pd.to_timedelta(frame["day"] - 1, unit="D")
    return typed(frame.assign(day=days, rows=1.0), STOCK)


def sales(*rows: tuple[str, int, float]) -> pd.DataFrame:
    frame = pd.DataFrame(list(rows), columns=["sku", "day", "units"])
    days = pd.to_datetime("2026-01-01") + pd.to_timedelta(frame["day"] - 1, unit="D")
    return typed(frame.assign(day=days), DAILY_SALES)


def found(counted: pd.DataFrame, sold: pd.DataFrame) -> list[tuple[str, int, int]]:
    ranges = stockouts(counted, sold)
    days = zip(ranges["first_day"].dt.day, ranges["last_day"].dt.day, strict=True)
    return [(sku, *span) for sku, span in zip(ranges["sku"], days, strict=True)]


def test_a_count_of_none_lasts_until_the_next_sale() -> None:
    assert found(counts(("shop", "A", 5, 0)), sales(("A", 2, 1), ("A", 9, 1))) == [("A", 6, 8)]


def test_a_count_of_some_ends_it() -> None:
    counted = counts(("shop", "A", 5, -2), ("shop", "A", 8, 30))
    assert found(counted, sales(("A", 20, 1))) == [("A", 6, 7)]


def test_it_lasts_to_the_end_of_the_data_where_nothing_ends_it() -> None:
    assert found(counts(("shop", "A", 5, 0)), sales(("A", 2, 1), ("B", 12, 1))) == [("A", 6, 12)]


def test_counts_of_none_one_after_another_are_one_stockout() -> None:
    counted = counts(("shop", "A", 5, 0), ("shop", "A", 6, 0), ("shop", "A", 12, 0))
    sold = sales(("A", 2, 1), ("A", 9, 1), ("A", 15, 1))
    assert found(counted, sold) == [("A", 6, 8), ("A", 13, 14)]


def test_a_sale_on_the_very_next_day_leaves_no_stockout() -> None:
    assert found(counts(("shop", "A", 5, 0)), sales(("A", 6, 1))) == []


def test_an_empty_shelf_is_none_while_another_place_holds_some() -> None:
    counted = counts(("Amazon", "A", 1, 40), ("shop", "A", 5, 0), ("Amazon", "A", 7, 0))
    assert found(counted, sales(("A", 12, 1))) == [("A", 8, 11)]


def test_without_counts_or_sales_nothing_is_known() -> None:
    assert found(counts(), sales(("A", 1, 1))) == []
    assert found(counts(("shop", "A", 5, 0)), sales()) == []
