"""The benchmark `self_tuning` on a tiny made-up folder."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from benchmarks import self_tuning
from benchmarks.weekly_shop import read_weekly_shop

WEEKS = 60


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two products that sell and one that never did."""
    rng = np.random.default_rng(5)
    units = np.stack([rng.poisson(6, WEEKS) + 1, rng.poisson(2, WEEKS), np.zeros(WEEKS)])
    pd.DataFrame(
        {
            "sku": [30, 4, 12],
            "lot_multiple": [6, 1, 1],
            "cost_price": [2.0, 3.0, 8.0],
            "order_cost_eur": 5,
            "holding_eur_per_unit_year": [0.52, 0.6, 1.6],
            "lead_time_weeks": [2, 3, 3],
            "moq": [12.0, 0.0, 1.0],
        }
    ).to_parquet(tmp_path / "products.parquet")
    row, week = units.nonzero()
    sales = pd.DataFrame(
        {"sku": np.array([30, 4, 12])[row], "week": week, "units": units[row, week]}
    )
    sales.to_parquet(tmp_path / "sales.parquet")
    return tmp_path


def test_a_weeks_units_are_spread_in_whole_units(folder: Path) -> None:
    shop = read_weekly_shop(folder, penalty=0.5)
    demand = self_tuning.by_day(shop)

    assert demand.units.shape == (3, 7 * WEEKS)
    assert (demand.units == np.floor(demand.units)).all()
    assert np.array_equal(demand.units.reshape(3, WEEKS, 7).sum(axis=2), shop.units)


def test_the_products_keep_their_terms(folder: Path) -> None:
    facts = self_tuning.facts(read_weekly_shop(folder, penalty=0.5)).set_index("sku")

    assert facts.loc["30", "price"] - facts.loc["30", "cost"] == 1.0
    assert facts.loc["30", "lead_time_days"] == 14
    assert facts.loc["30", "holding_rate"] == pytest.approx(0.26)


def test_every_rule_has_a_row_for_each_stretch(folder: Path) -> None:
    lines = self_tuning.report(folder).splitlines()

    assert len(lines) == 2 + 3 * len(self_tuning.RULES)
    assert all(line.startswith(f"| {rule} | 2 |") for rule, line in _rows(lines))


def _rows(lines: list[str]) -> list[tuple[str, str]]:
    named = [rule for rule in self_tuning.RULES for _part in range(3)]
    return list(zip(named, lines[2:], strict=True))
