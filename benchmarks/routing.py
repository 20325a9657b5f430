"""Routing: how far the app's own rounds are from the best that is known of published instances.

Each instance becomes a task of the app and goes through the solver that the page uses. Lengths are
those of their authors: rounded, or cut after the first decimal where there are time windows.
"""

from pathlib import Path
from statistics import mean
from typing import Any

import numpy as np
import vrplib

from inventory_core.domain.deliveries import Place
from inventory_core.routing.rounds import Journeys, Matrix, Rounds, Stop, Task, Vehicle
from inventory_core.routing.solver import best_rounds

_DECIMALS = 10
"""Parts of a unit in which instances with time windows are reckoned."""
_FOREVER = 10**7


def report(data: Path, seconds: float = 10.0) -> str:
    """Solve each instance in a folder once, and tell its gap to the best known solution."""
    files = sorted(data.glob("*.vrp"))
    if not files:
        raise FileNotFoundError(2, "no instances", str(data))
    lines = [
        "| instance | stops | best known | rounds | length | gap |",
        "|---|---|---|---|---|---|",
    ]
    gaps = []
    for file in files:
        best = float(vrplib.read_solution(file.with_suffix(".sol"))["cost"])
        task, parts = _task(vrplib.read_instance(file))
        found = best_rounds(task, seconds=seconds)
        _check(found, task)
        length = found.metres / parts
        gaps.append(length / best - 1)
        lines.append(
            f"| {file.stem} | {len(task.stops)} | {best:g} | {len(found.rounds)} | {length:g} "
            f"| {gaps[-1]:.2%} |"
        )
    return "\n".join([*lines, f"| **mean** | | | | | {mean(gaps):.2%} |"])


def _task(instance: dict[str, Any]) -> tuple[Task, int]:
    """Return an instance as the app's task, and in how many parts of a unit it is reckoned."""
    windows = instance.get("time_window")
    parts = 1 if windows is None else _DECIMALS
    exact = instance["edge_weight"] * parts
    ways: Matrix = (np.rint(exact) if windows is None else np.floor(exact)).astype(np.int64)
    demand = instance["demand"]
    stops = tuple(
        Stop(
            number=number,
            place=Place(latitude=float(north), longitude=float(east)),
            units=int(demand[number]),
            earliest=0 if windows is None else int(windows[number][0]) * parts,
            latest=_FOREVER if windows is None else int(windows[number][1]) * parts,
            service=int(instance.get("service_time", 0)) * parts,
        )
        for number, (east, north) in enumerate(instance["node_coord"])
        if number
    )
    vehicle = Vehicle(
        count=int(instance.get("vehicles", len(stops))),
        capacity_units=int(instance["capacity"]),
        ends=_FOREVER if windows is None else int(windows[0][1]) * parts,
    )
    return Task(stops=stops, vehicle=vehicle, journeys=Journeys(metres=ways, seconds=ways)), parts


def _check(found: Rounds, task: Task) -> None:
    """Make sure that the rounds are allowed: a gap of others tells nothing.

    Raises:
        ValueError: they are not.
    """
    vehicle = task.vehicle
    served = [visit.stop.number for one in found.rounds for visit in one.visits]
    in_time = all(
        visit.arrives <= visit.stop.latest for one in found.rounds for visit in one.visits
    )
    fits = all(
        one.units <= vehicle.capacity_units and one.ends <= vehicle.ends for one in found.rounds
    )
    if sorted(served) != [stop.number for stop in task.stops] or not (in_time and fits):
        raise ValueError("rounds must serve each stop once, in time and within capacity")
