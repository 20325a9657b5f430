"""The benchmark `decisions` on a tiny made-up folder, with a stand-in for the peers' forecasts."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from benchmarks import decisions, peers
from benchmarks.scoring import Predictions
from benchmarks.weekly_shop import read_weekly_shop
from inventory_core.simulation.walk import Start, replay

WEEKS = 45


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Four products: a steady one, a lumpy one, one in large packs, one that never sold."""
    rng = np.random.default_rng(5)
    units = np.stack(
        [
            rng.poisson(6, WEEKS),
            40 * (rng.random(WEEKS) < 0.1),
            rng.random(WEEKS) < 0.2,
            np.zeros(WEEKS),
        ]
    ).astype(float)
    units[0, -1] = 5  # the last week is told by the sales alone
    pd.DataFrame(
        {
            "sku": [30, 4, 12, 7],
            "lot_multiple": [6, 10, 500, 1],
            "cost_price": [2.0, 3.0, 8.0, 5.0],
            "order_cost_eur": 5,
            "holding_eur_per_unit_year": [0.52, 0.6, 1.6, 1.0],
            "lead_time_weeks": [2, 3, 3, 2],
            "moq": [12.0, 0.0, 1.0, 1.0],
        }
    ).to_parquet(tmp_path / "products.parquet")
    row, week = units.nonzero()
    sku = np.array([30, 4, 12, 7])[row]
    sales = pd.DataFrame({"sku": sku, "week": week, "units": units[row, week]})
    sales.to_parquet(tmp_path / "sales.parquet")
    return tmp_path


def test_the_folder_is_read_with_its_terms(folder: Path) -> None:
    shop = read_weekly_shop(folder, penalty=0.5)
    steady = shop.skus.tolist().index("30")

    assert shop.units.shape == (4, WEEKS)
    assert shop.units[steady, -1] == 5
    assert shop.terms.lost_sale_cost[steady] == 1.0
    assert shop.terms.holding_cost[steady] == pytest.approx(0.01)  # 0.52 a year
    assert (shop.terms.moq_units[steady], shop.terms.pack_size_units[steady]) == (12, 6)


def test_a_weeks_units_stand_on_its_last_day(folder: Path) -> None:
    shop = read_weekly_shop(folder, penalty=0.5)
    demand = shop.demand(week_days=7)

    assert demand.days == 7 * WEEKS
    np.testing.assert_array_equal(demand.units[:, 6::7], shop.units)
    assert demand.units.sum() == shop.units.sum()


def test_all_rules_stand_side_by_side_above_the_bound(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[peers.Task] = []

    def stand_in(_name: str, task: peers.Task, *, reuse: bool) -> Predictions:
        asked.append(task)
        mean = np.array([[past.mean() * end for _, end in task.spans] for past in task.series])
        return Predictions(mean=mean, quantiles=2 * mean[:, :, None], seconds=np.ones(len(mean)))

    monkeypatch.setattr(peers, "predict", stand_in)
    out = tmp_path / "told.csv"
    told = decisions.report(folder, penalty=0.8, out=out)

    assert told.startswith(f"4 products of {folder.name}, 15 weeks from 30 before.")
    assert [line[2:5] for line in told.splitlines()[4:11]] == [
        f"({letter})" for letter in ("a", "b", "c", "d", "e", "e", "f")
    ]
    assert [len(task.series[0]) for task in asked] == list(range(30, 45))
    assert asked[0].spans == [(0, 3), (0, 4)]  # lead times of 2 and 3, and a week more
    costs = pd.read_csv(out).pivot_table(index="sku", columns="rule", values="total")
    assert (costs.drop(index=7) > 0).any().all()
    assert (costs.ge(costs[decisions.FORESIGHT] - 1e-9, axis=0)).all(axis=None)


def test_fewer_products_can_be_drawn(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decisions, "PEERS", ())

    assert decisions.report(folder, products=2, seed=1).startswith("2 products")


@pytest.mark.parametrize("week_days", [1, 7])
def test_the_plan_knows_no_later_week(folder: Path, week_days: int) -> None:
    shop = read_weekly_shop(folder, penalty=0.5)
    start = Start(period=35, on_hand=np.full(4, 5.0))
    changed = shop.units.copy()
    changed[:, 40:] = 3 * changed[:, 40:] + 2
    other = type(shop)(**(vars(shop) | {"units": changed}))
    orders = [
        replay(
            each.units,
            decisions.plan_rule(each, week_days=week_days),
            terms=shop.terms,
            start=start,
        ).ordered[:, :6]
        for each in (shop, other)
    ]

    assert orders[0].any()
    np.testing.assert_array_equal(*orders)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"products\.parquet"):
        decisions.report(tmp_path)
