"""The benchmark `m5`: which products count, how much, and by which scales."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from benchmarks import m5
from benchmarks.scoring import Predictions
from benchmarks.shop_data import read_shop

DAYS = 60


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sells 2 and 4 in turns from day 2 on at 1.50; B one a day now and then; C sold once."""
    days = np.arange(DAYS)
    units = {
        "A": np.where(days < 2, 0, np.where(days % 2 == 0, 2, 4)),
        "B": np.where(days % 4 == 0, 1, 0),
        "C": np.where(days == 0, 9, 0),
    }
    dates = pd.date_range("2025-01-01", periods=DAYS)
    sales = pd.concat(
        pd.DataFrame({"sku": sku, "day": dates, "units": sold, "price": 1.5})
        for sku, sold in units.items()
    )
    sales.to_parquet(tmp_path / "sales.parquet")
    pd.DataFrame({"sku": ["A", "B", "C"], "department": "D"}).to_parquet(
        tmp_path / "products.parquet"
    )
    return tmp_path


def test_products_count_by_what_they_took_lately(folder: Path) -> None:
    window = m5.last_days(read_shop(folder))

    assert window.skus.tolist() == ["A", "B"]  # C sold nothing in the 28 days before
    assert window.weight == pytest.approx([84 / 91, 7 / 91])  # 84 and 7 units at one price


def test_scales_are_the_changes_since_the_first_sale(folder: Path) -> None:
    window = m5.last_days(read_shop(folder))

    # A moves by 2 every day; B by 1 on 8 days up and 7 down, of the 31 changes known.
    assert window.absolute_scale == pytest.approx([2, 15 / 31])
    assert window.squared_scale == pytest.approx([4, 15 / 31])


def test_a_perfect_forecast_scores_nothing_and_a_flat_one_what_it_misses(folder: Path) -> None:
    window = m5.last_days(read_shop(folder))

    perfect = m5.scores(window, said(window.actual))
    flat = m5.scores(window, said(np.array([3.0, 0.0])[:, None] * np.ones(m5.DAYS)))

    # A is missed by 1 each day, B by 1 each fourth day; the mean level is 0.5.
    assert perfect == (0.0, 0.0)
    points = 84 / 91 * np.sqrt(1 / 4) + 7 / 91 * np.sqrt(0.25 * 31 / 15)
    spread = 84 / 91 * 0.5 / 2 + 7 / 91 * 0.5 * 0.25 * 31 / 15
    assert flat == pytest.approx((points, spread))


def said(mean: np.ndarray) -> Predictions:
    quantiles = np.repeat(mean[:, :, None], len(m5.LEVELS), axis=2)
    return Predictions(mean=mean, quantiles=quantiles, seconds=np.zeros(len(mean)))


def test_methods_of_the_app_are_scored_over_the_whole_folder(folder: Path) -> None:
    lines = m5.report(folder, methods="count").splitlines()

    assert lines[0].startswith("2 products")
    assert lines[-1].startswith("| count | 0.")
