"""Published instances become tasks of the app, and the gap to their best solution is told."""

from pathlib import Path

import pytest

from benchmarks.routing import report

SQUARE = """NAME : square
TYPE : CVRP
DIMENSION : 4
EDGE_WEIGHT_TYPE : EUC_2D
CAPACITY : {capacity}
NODE_COORD_SECTION
1 0 0
2 0 10
3 10 10
4 10 0
DEMAND_SECTION
1 0
2 1
3 1
4 1
DEPOT_SECTION
1
-1
EOF
"""


@pytest.mark.parametrize(
    ("capacity", "rounds", "length", "gap"), [(3, 1, 40, "0.00%"), (1, 3, 68, "70.00%")]
)
def test_the_gap_to_the_best_known_solution_is_told(
    tmp_path: Path, capacity: int, rounds: int, length: int, gap: str
) -> None:
    # Around the square it is 40; one stop at a time 20 + 28 (twice the rounded diagonal) + 20.
    (tmp_path / "square.vrp").write_text(SQUARE.format(capacity=capacity), encoding="utf-8")
    (tmp_path / "square.sol").write_text("Route #1: 1 2 3\nCost 40\n", encoding="utf-8")

    lines = report(tmp_path, seconds=1.0).splitlines()

    assert lines[2] == f"| square | 3 | 40 | {rounds} | {length} | {gap} |"
    assert lines[-1].endswith(f"{gap} |")


def test_a_folder_without_instances_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        report(tmp_path)
