"""The best rounds: shortest where all stops fit in, else without those of the lowest priority.

By PyVRP, an iterated local search; it counts in whole numbers, so metres and seconds are whole.
"""

import warnings
from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING

from inventory_core.routing.rounds import Round, Rounds, Task

if TYPE_CHECKING:
    from pyvrp import ProblemData, Route, Solution

SECONDS = 3.0
"""Of search, where nobody says otherwise."""
_IDLE_PER_STOP = 2_000
"""Looks without any improvement after which a search ends, for each stop."""
_TIMES_AS_DEAR = 4
"""How much more a stop is worth than one of the priority below."""
_MOST_FOR_A_BREACH = 10**8
"""Of cost for each unit or second too many; by PyVRP's own limit, prizes would outweigh it."""


def best_rounds(task: Task, *, seconds: float = SECONDS, seed: int = 0) -> Rounds:
    """Return the shortest rounds to all stops within their times, capacity and working hours.

    Where not all fit in, those of lower priority are left out first.

    Args:
        task: what is to be driven.
        seconds: of search at most; a small task ends sooner.
        seed: of the search, which goes by chance.
    """
    if not task.stops:
        return Rounds(rounds=())
    load = sum(stop.units for stop in task.stops)
    vehicle = task.vehicle
    if load <= vehicle.count * vehicle.rounds * vehicle.capacity_units:
        found = _search(_problem(task, all_of_them=True), task, seconds, seed)
        if found.is_feasible():
            return _rounds(found, task)
    found = _search(_problem(task, all_of_them=False), task, seconds, seed)
    return _rounds(found, task) if found.is_feasible() else Rounds(rounds=(), left_out=task.stops)


def _search(problem: "ProblemData", task: Task, seconds: float, seed: int) -> "Solution":
    from pyvrp import PenaltyParams, SolveParams, solve
    from pyvrp.exceptions import PenaltyBoundWarning
    from pyvrp.stop import MaxRuntime, MultipleCriteria, NoImprovement

    idle = NoImprovement(_IDLE_PER_STOP * len(task.stops))
    stop = MultipleCriteria([MaxRuntime(seconds), idle])
    params = SolveParams(penalty=PenaltyParams(max_penalty=_MOST_FOR_A_BREACH))
    with warnings.catch_warnings():
        # That not all may fit in is known, and answered by a second search.
        warnings.simplefilter("ignore", PenaltyBoundWarning)
        return solve(problem, stop, seed=seed, collect_stats=False, params=params).best


def _problem(task: Task, *, all_of_them: bool) -> "ProblemData":
    """Return the task in PyVRP's terms; where not all need be served, each is worth a prize."""
    from pyvrp import Client, Depot, Location, ProblemData, VehicleType

    vehicle, prizes = task.vehicle, _prizes(task)
    places = [(0.0, 0.0), *((stop.place.longitude, stop.place.latitude) for stop in task.stops)]
    clients = [
        Client(
            location=place,
            delivery=[stop.units],
            service_duration=stop.service,
            tw_early=stop.earliest,
            tw_late=stop.latest,
            prize=0 if all_of_them else prize,
            required=all_of_them,
        )
        for place, (stop, prize) in enumerate(zip(task.stops, prizes, strict=True), start=1)
    ]
    kind = VehicleType(
        num_available=vehicle.count,
        capacity=[vehicle.capacity_units],
        tw_early=vehicle.begins,
        tw_late=vehicle.ends,
        reload_depots=[0] if vehicle.rounds > 1 else [],
        max_reloads=vehicle.rounds - 1,
    )
    return ProblemData(
        [Location(x, y) for x, y in places],
        clients,
        [Depot(location=0)],
        [kind],
        [*task.journeys.metres[None]],
        [*task.journeys.seconds[None]],
    )


def _prizes(task: Task) -> list[int]:
    """Return what each stop is worth: more than any way to it and back, and more by priority."""
    way = 2 * int(task.journeys.metres.max()) + 1
    return [way * _TIMES_AS_DEAR ** int(stop.priority) for stop in task.stops]


def _rounds(found: "Solution", task: Task) -> Rounds:
    """Return what was found, the earliest round first."""
    driven = [
        one
        for vehicle, route in enumerate(found.routes(), start=1)
        for one in _driven(route, task, vehicle)
    ]
    numbers = {visit.stop.number for one in driven for visit in one.visits}
    return Rounds(
        rounds=tuple(sorted(driven, key=lambda one: (one.begins, one.vehicle))),
        left_out=tuple(stop for stop in task.stops if stop.number not in numbers),
    )


def _driven(route: "Route", task: Task, vehicle: int) -> Iterable[Round]:
    """Yield the rounds that one vehicle drives, one after the other."""
    clock = route.start_time()
    for _trip, part in groupby(route.schedule(), key=lambda one: one.trip):
        order = [one.idx for one in part if one.is_client()]
        if order:
            one = task.driven(order, begins=clock, vehicle=vehicle)
            clock = one.ends
            yield one
