"""The benchmark `accuracy` from a made-up folder to its table and file, without peers."""

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from benchmarks import accuracy
from benchmarks.shop_data import ShopData, read_shop

FIRST_DAY = date(2025, 1, 1)
DAYS = 460
STEADY_SKUS = [f"S{number:02}" for number in range(6)]


def rows(sku: str, units: np.ndarray, *, first: int = 0) -> pd.DataFrame:
    days = pd.date_range(FIRST_DAY, periods=len(units)) + pd.Timedelta(days=first)
    return pd.DataFrame({"sku": sku, "day": days, "units": units, "price": np.float32(2.0)})


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six steady products, one that sold too rarely at first, one that came on day 290."""
    folder = tmp_path_factory.mktemp("shop")
    random = np.random.default_rng(5)
    parts = [rows(sku, random.poisson(3, DAYS)) for sku in STEADY_SKUS]
    parts.append(rows("RARE", np.where(np.arange(DAYS) % 50 == 0, 4, 0)))
    parts.append(rows("LATE", np.full(DAYS - 290, 2), first=290))
    sales = pd.concat(parts, ignore_index=True)
    sales.to_parquet(folder / "sales.parquet")
    products = pd.DataFrame({"sku": sales["sku"].unique(), "department": "D", "category": "C"})
    products.to_parquet(folder / "products.parquet")
    return folder


@pytest.fixture(scope="module")
def shop(folder: Path) -> ShopData:
    return read_shop(folder)


def test_only_products_that_sold_on_ten_of_the_first_days_are_drawn(shop: ShopData) -> None:
    assert shop.sample(100, seed=0).tolist() == ["LATE", *STEADY_SKUS]  # LATE sold on just ten


def test_the_same_seed_draws_the_same_products(shop: ShopData) -> None:
    drawn = shop.sample(3, seed=1)

    assert len(set(drawn)) == 3
    assert drawn.tolist() == shop.sample(3, seed=1).tolist()


def test_models_know_nothing_of_the_days_from_the_origin_on(shop: ShopData) -> None:
    demand = shop.demand_at(432)

    assert demand.days == 432
    assert demand.start == date(2026, 3, 9) == shop.day(432)
    assert demand.units.sum() == shop.units[:, :432].sum()


def test_a_history_begins_on_the_shelf_and_ends_at_the_origin(shop: ShopData) -> None:
    late, rare = shop.histories(np.array(["LATE", "RARE"]), 320)

    assert late.tolist() == [2.0] * 30
    assert len(rare) == 320


def test_a_history_is_two_weeks_long_at_least(shop: ShopData) -> None:
    (late,) = shop.histories(np.array(["LATE"]), 295)

    assert late.tolist() == [0.0] * 9 + [2.0] * 5


def test_totals_are_of_the_days_after_the_origin(shop: ShopData) -> None:
    assert shop.totals(np.array(["LATE", "RARE"]), origin=432, days=28).tolist() == [56, 4]


def test_every_forecast_that_is_scored_is_written(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "forecasts.csv"

    told = accuracy.report(folder, products=4, seed=0, methods="count, seasonal naive", out=out)

    written = pd.read_csv(out, parse_dates=["origin"])
    assert len(written) == 2 * 4 * 3 * 3  # methods, products, origins, horizons
    assert written.columns.tolist()[:5] == ["method", "sku", "origin", "horizon", "mean"]
    assert set(written["origin"].dt.date) == {shop_day(432), shop_day(376), shop_day(320)}
    assert (written["q50"] <= written["q99"]).all()
    assert [line.split("|")[1].strip() for line in told.splitlines()[4:]] == [
        "count",
        "seasonal naive",
    ]


def shop_day(days: int) -> date:
    return date.fromordinal(FIRST_DAY.toordinal() + days)


def test_the_table_pools_the_origins() -> None:
    always = dict.fromkeys(accuracy.QUANTILES, 10.0)
    forecasts = pd.DataFrame(
        [
            {"method": "M", "origin": 1, "horizon": days, "actual": 10.0, **always}
            for days in accuracy.HORIZONS
        ]
        + [
            {"method": "M", "origin": 2, "horizon": days, "actual": 20.0, **always}
            for days in accuracy.HORIZONS
        ]
    ).assign(daily_units=1.0, seconds_per_product=0.002)

    line = accuracy.table(forecasts)[-1]

    # Ten short, at a mean level of 0.818, of thirty units; covered at one origin of two.
    weighted, scaled = ["0.2727"] * 3, ["0.5843", "0.2921", "0.1461"]
    assert line == f"| {' | '.join(['M', *weighted, *scaled, *['50.0'] * 3, '2.00'])} |"


def test_a_method_that_does_not_exist_is_named_with_those_that_do() -> None:
    with pytest.raises(
        SystemExit, match=r"Unknown methods \['cuont'\]: choose from count, Prophet"
    ):
        accuracy.chosen_methods("count,cuont", ("count", "Prophet"))
