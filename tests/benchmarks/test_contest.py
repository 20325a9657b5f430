"""The ordering contest, on windows small enough to be played by hand."""

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from benchmarks import contest
from benchmarks.contest import PLAYED_WEEKS, Known, Window

HISTORY_WEEKS = 60


def window(*, on_hand: float = 0.0, coming: tuple[float, float] = (0.0, 0.0)) -> Window:
    """One product that sells three a week."""
    weeks = HISTORY_WEEKS + PLAYED_WEEKS
    return Window(
        name="by hand",
        skus=np.array(["A"]),
        units=np.full((1, weeks), 3.0),
        in_stock=np.ones((1, weeks), dtype=bool),
        first_week=date(2024, 1, 1),
        start=np.array([on_hand]),
        coming=np.array([coming]),
    )


def test_an_order_can_be_sold_from_the_third_week_on() -> None:
    cost = contest.play(window(), lambda known: np.full(1, 3.0 * (known.past.shape[1] == 60)))

    # Three are there in the third week, and none in the five after it.
    assert cost.lost == 5 * 3
    assert cost.holding == 0


def test_what_is_left_costs_holding_and_the_first_weeks_do_not_count() -> None:
    cost = contest.play(window(on_hand=24.0), lambda _known: np.zeros(1))

    # 24 last for all eight weeks: 15, 12, 9, 6, 3 and none are left at the end of those that count.
    assert cost.holding == pytest.approx(contest.HOLDING * (15 + 12 + 9 + 6 + 3))
    assert cost.lost == 0


def test_a_rule_sees_what_arrives_and_no_later_week() -> None:
    seen: list[Known] = []

    def rule(known: Known) -> np.ndarray:
        seen.append(known)
        return np.full(1, 10.0)

    contest.play(window(coming=(4.0, 5.0)), rule)

    assert [known.past.shape[1] for known in seen] == list(range(60, 66))
    assert [known.coming[0].tolist() for known in seen[:3]] == [[4, 5], [5, 10], [10, 10]]
    assert seen[0].ended == date(2025, 2, 23)


@pytest.mark.parametrize("name", [*contest.OTHERS, *contest.OURS])
def test_every_rule_keeps_about_a_week_of_what_sells_steadily(name: str) -> None:
    rule = (contest.OTHERS | contest.OURS)[name]
    cost = contest.play(window(on_hand=3.0, coming=(3.0, 3.0)), rule)

    assert cost.total < 6 * 3  # less than to order nothing


def test_a_folder_of_windows_is_compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contest, "OURS", {})
    monkeypatch.setattr(contest, "OTHERS", {"3 weeks": contest.cover_rule(3)})
    folder = tmp_path / "one"
    folder.mkdir()
    weeks = pd.date_range("2024-01-01", periods=60 + PLAYED_WEEKS, freq="7D")
    rows = {"store": 1, "product": 2, "week": weeks, "sales": 3, "in_stock": True}
    pd.DataFrame(rows).to_parquet(folder / "weekly.parquet")
    start = {"store": [1], "product": [2], "on_hand": [3], "arrives_week1": [3]}
    pd.DataFrame(start | {"arrives_week2": [3]}).to_parquet(folder / "start.parquet")

    assert contest.report(tmp_path).splitlines()[-1] == "| 3 weeks | 0 (0 + 0) | 0 |"


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="weekly"):
        contest.report(tmp_path)
