"""Rounds are the shortest that keep all times and loads; what does not fit in is named."""

from collections.abc import Sequence
from itertools import permutations

import numpy as np
import pytest

from inventory_core.domain.deliveries import Place, Priority
from inventory_core.routing.rounds import HOUR, Journeys, Round, Rounds, Stop, Task, Vehicle, Why
from inventory_core.routing.solver import best_rounds

MINUTE = 60
SQUARE = [(0, 0), (0, 1), (1, 1), (1, 0)]
"""Four stops, one kilometre apart."""


def task(
    points: Sequence[tuple[int, int]],
    *,
    home: tuple[int, int] = (0, -1),
    vehicle: Vehicle | None = None,
    **facts: Sequence[object],
) -> Task:
    """Stops on a grid of kilometres, on which one drives along the lines, a kilometre a minute."""
    all_points = np.array([home, *points])
    ways = np.abs(all_points[:, None] - all_points).sum(axis=2)
    stops = tuple(
        Stop(
            number=place + 1,
            place=Place(latitude=float(north), longitude=float(east)),
            **{"units": 1} | {name: values[place] for name, values in facts.items()},
        )
        for place, (north, east) in enumerate(points)
    )
    return Task(
        stops=stops,
        vehicle=vehicle or Vehicle(count=1, capacity_units=10, begins=9 * HOUR, ends=18 * HOUR),
        journeys=Journeys(metres=ways * 1000, seconds=ways * MINUTE),
    )


def visited(rounds: Rounds) -> list[list[int]]:
    return [[visit.stop.number for visit in one.visits] for one in rounds.rounds]


def test_four_stops_on_a_square_are_driven_around_it() -> None:
    # Home lies a kilometre from the first stop: there, around (three sides), and two home.
    best = best_rounds(task(SQUARE, service=[5 * MINUTE] * 4))

    (driven,) = best.rounds
    assert driven.metres == 6_000
    assert visited(best)[0] in ([1, 2, 3, 4], [4, 3, 2, 1], [1, 4, 3, 2], [2, 3, 4, 1])
    assert (driven.begins, driven.seconds) == (9 * HOUR, 26 * MINUTE)
    assert driven.visits[0].leaves - driven.visits[0].arrives == 5 * MINUTE
    assert sum(visit.metres for visit in driven.visits) < driven.metres
    assert best.left_out == ()


def test_the_order_in_which_orders_came_is_walked_for_comparison() -> None:
    # 1 and 3 lie next to home, 2 and 4 six kilometres away: there and back, twice.
    zigzag = task([(0, 0), (0, 6), (0, 0), (0, 6)])

    best = best_rounds(zigzag)
    came = zigzag.as_they_came(best)

    assert (best.metres, came.metres) == (14_000, 26_000)
    assert visited(came) == [[1, 2, 3, 4]]


def test_no_round_holds_more_than_the_vehicle_and_the_same_one_drives_again() -> None:
    loaded = task(
        SQUARE,
        units=[6, 4, 4, 6],
        vehicle=Vehicle(count=1, capacity_units=10, begins=9 * HOUR, ends=18 * HOUR, rounds=2),
    )

    best = best_rounds(loaded)

    assert [one.units for one in best.rounds] == [10, 10]
    assert {one.vehicle for one in best.rounds} == {1}
    assert best.rounds[1].begins >= best.rounds[0].ends
    assert [one.units for one in loaded.as_they_came(best).rounds] == [10, 10]


def test_two_vehicles_drive_at_the_same_time() -> None:
    best = best_rounds(
        task(SQUARE, units=[5] * 4, vehicle=Vehicle(count=2, capacity_units=10, begins=9 * HOUR))
    )

    assert [one.vehicle for one in best.rounds] == [1, 2]
    assert [one.begins for one in best.rounds] == [9 * HOUR, 9 * HOUR]


def test_customers_are_met_while_they_are_there() -> None:
    # Alone the way would be 1, 2, 3, 4 or back; but 3 is there first and 1 late.
    best = best_rounds(
        task(
            SQUARE,
            earliest=[14 * HOUR, 0, 0, 0],
            latest=[15 * HOUR, 24 * HOUR, 9 * HOUR + 10 * MINUTE, 24 * HOUR],
        )
    )

    arrives = {visit.stop.number: visit.arrives for visit in best.rounds[0].visits}
    assert arrives[3] <= 9 * HOUR + 10 * MINUTE
    assert 14 * HOUR <= arrives[1] <= 15 * HOUR
    assert best.left_out == ()


def test_of_what_does_not_fit_in_the_lowest_priority_is_left_out_and_says_why() -> None:
    full = task(
        SQUARE,
        units=[4, 4, 4, 11],
        priority=[Priority.USUAL, Priority.LOW, Priority.HIGH, Priority.HIGH],
    )

    best = best_rounds(full)

    assert [(stop.number, full.why_left_out(stop)) for stop in best.left_out] == [
        (2, Why.NO_ROOM),
        (4, Why.TOO_LARGE),
    ]
    assert sorted(visited(best)[0]) == [1, 3]


@pytest.mark.parametrize(
    ("point", "latest"), [((0, 400), 24 * HOUR), ((0, 30), 9 * HOUR + 5 * MINUTE)]
)
def test_a_stop_that_nobody_can_reach_in_time_is_left_out(
    point: tuple[int, int], latest: int
) -> None:
    far = task([(0, 0), point], latest=[24 * HOUR, latest])

    best = best_rounds(far)

    assert visited(best) == [[1]]
    assert [far.why_left_out(stop) for stop in best.left_out] == [Why.OUT_OF_REACH]


def test_where_nothing_fits_in_there_is_no_round() -> None:
    best = best_rounds(task([(0, 400)]))

    assert (best.rounds, len(best.left_out)) == ((), 1)
    assert best_rounds(task([])) == Rounds(rounds=())


@pytest.mark.parametrize("seed", range(5))
def test_small_days_with_too_much_are_as_good_as_the_best_of_all_orders(seed: int) -> None:
    rng = np.random.default_rng(seed)
    opens = rng.integers(9, 14, 6) * HOUR
    crowded = task(
        [tuple(point) for point in rng.integers(-20, 20, (6, 2))],
        units=[int(units) for units in rng.integers(1, 7, 6)],
        earliest=[int(hour) for hour in opens],
        latest=[int(hour) + 2 * HOUR for hour in opens],
        priority=[Priority(int(level)) for level in rng.integers(0, 3, 6)],
        vehicle=Vehicle(count=1, capacity_units=12, begins=9 * HOUR, ends=14 * HOUR),
    )

    best = best_rounds(crowded)

    assert worth(crowded, best.rounds) == max(
        worth(crowded, [one])
        for stops in range(1, 7)
        for order in permutations(range(6), stops)
        if allowed(crowded, one := crowded.driven(order, begins=9 * HOUR))
    )


def worth(crowded: Task, rounds: Sequence[Round]) -> int:
    """What priorities count for, less the way: what the search is for."""
    way = 2 * int(crowded.journeys.metres.max()) + 1
    return sum(
        sum(way * 4**visit.stop.priority for visit in one.visits) - one.metres for one in rounds
    )


def allowed(crowded: Task, one: Round) -> bool:
    in_time = all(visit.arrives <= visit.stop.latest for visit in one.visits)
    return in_time and one.units <= 12 and one.ends <= crowded.vehicle.ends


def test_ways_by_air_are_those_of_the_globe() -> None:
    # A degree of the equator is 111.195 km; on the 60th circle of latitude it is half as long.
    places = [Place(latitude=lat, longitude=lon) for lat, lon in ((0, 0), (0, 1), (60, 0), (60, 1))]

    ways = Journeys.by_air(places, road_factor=2.0, kmh=60)

    assert ways.metres[0, 1] == pytest.approx(2 * 111_195, abs=2)
    assert ways.metres[2, 3] == pytest.approx(111_195, rel=1e-4)
    assert ways.seconds[0, 1] == pytest.approx(2 * 111.195 * MINUTE, abs=1)
    assert (ways.metres.diagonal() == 0).all()
