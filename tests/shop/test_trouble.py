"""Small shops in trouble, from their files to what the plan expects of each product.

The files lie outside the project, in shared data; what is right stands in the README there.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from inventory_core.__main__ import main


@dataclass(frozen=True, kw_only=True)
class Right:
    """What the plan expects: (product, figure, from, up to). channels: file name -> channel."""

    today: str
    expected: tuple[tuple[str, str, float, float], ...]
    channels: tuple[tuple[str, str], ...] = ()


CASES = {
    "sold_out_counted": Right(
        today="2026-04-01",
        expected=(("B", "daily_demand", 1.9, 2.1), ("B", "protection_demand", 40, 46)),
    ),
    "zero_on_the_shelf_silent_10_days": Right(
        today="2026-04-01", expected=(("B", "daily_demand", 1.9, 2.1),)
    ),
    "slow_seller_every_16_days": Right(
        today="2026-04-01", expected=(("SLOW", "yearly_demand", 20.0, 26.0),)
    ),
    "season_with_nothing_between": Right(
        today="2026-10-26",
        expected=(
            ("XMAS", "protection_demand", 330, 400),
            ("XMAS", "yearly_demand", 415, 436),
            ("A", "daily_demand", 1.95, 2.05),
        ),
    ),
    "order_arrives_after_the_season": Right(
        today="2026-11-23",
        expected=(
            ("XMAS", "protection_demand", 215, 285),
            ("XMAS", "yearly_demand", 475, 510),
            ("XMAS", "order_units", 0, 20),
            ("A", "daily_demand", 1.95, 2.05),
        ),
    ),
    "one_viral_day": Right(
        today="2026-04-01",
        expected=(("HIT", "daily_demand", 1.9, 2.1), ("HIT", "protection_demand", 40, 46)),
    ),
    "one_channel_is_older": Right(
        today="2026-04-01",
        expected=(("E1", "daily_demand", 1.8, 2.2),),
        channels=(("amazon.csv", "Amazon"), ("etsy.csv", "Etsy")),
    ),
    "one_order_is_all_there_is": Right(
        today="2026-04-01", expected=(("NEW", "protection_demand", 1, 300),)
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_plan_of_a_shop_in_trouble_expects_what_is_right(
    name: str, shared_data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, right = shared_data / "trouble" / name, CASES[name]
    if not folder.exists():
        pytest.skip(f"No shop in trouble in {folder}.")
    where = ["--database", str(tmp_path / "shop.duckdb"), "--today", right.today]
    for file in sorted(folder.iterdir()):
        channel = dict(right.channels).get(file.name)
        told = ["--channel", channel] if channel else []
        assert main(["import", *told, *where, str(file)]) == 0
    capsys.readouterr()

    assert main(["plan", *where, "--json"]) == 0

    plan = {row["sku"]: row for row in json.loads(capsys.readouterr().out)["plan"]}
    for sku, figure, least, most in right.expected:
        assert least <= plan[sku][figure] <= most, (sku, figure)
