"""Rounds from home to home: their stops with the times at which one is there, and what they take.

Lengths are in whole metres, times in whole seconds; times of the day count from midnight.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from inventory_core.domain.deliveries import Place, Priority

MINUTE, HOUR, DAY = 60, 3_600, 86_400
"""In seconds."""
_EARTH_METRES = 6_371_009
"""Mean radius of the earth."""

Matrix = NDArray[np.int64]
Told = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Stop:
    """A customer to go to; number: of the customer order.

    earliest, latest: one may come between these times. service: seconds that one stays.
    """

    number: int
    place: Place
    units: int
    earliest: int = 0
    latest: int = DAY
    service: int = 0
    priority: Priority = Priority.USUAL


@dataclass(frozen=True, kw_only=True)
class Vehicle:
    """What the seller drives; count: how many of the same kind.

    rounds: most that one of them drives in a day, loading anew at home. begins, ends: it leaves
    home and is back between these times.
    """

    count: int
    capacity_units: int
    begins: int = 0
    ends: int = DAY
    rounds: int = 1


@dataclass(frozen=True, eq=False, kw_only=True)
class Journeys:
    """Ways between all places, [from, to]; home is the first place, the stops follow."""

    metres: Matrix
    seconds: Matrix
    told: int = 0
    """How many ways are as a sheet of the seller's tells them; the others are by air."""

    @property
    def ways(self) -> int:
        """How many ways there are."""
        places = len(self.metres)
        return places * (places - 1)

    @classmethod
    def by_air(cls, places: Sequence[Place], *, road_factor: float, kmh: float) -> "Journeys":
        """Return ways by the great circle (haversine formula).

        Args:
            places: home, and the stops.
            road_factor: how much longer roads are.
            kmh: speed on the way, in kilometres an hour.
        """
        degrees = np.array([(place.latitude, place.longitude) for place in places])
        latitude, longitude = np.radians(degrees).T
        north = np.sin((latitude[:, None] - latitude) / 2) ** 2
        east = np.sin((longitude[:, None] - longitude) / 2) ** 2
        share = north + np.cos(latitude[:, None]) * np.cos(latitude) * east
        metres = 2 * _EARTH_METRES * np.arcsin(np.sqrt(share.clip(0, 1))) * road_factor
        return cls(
            metres=np.rint(metres).astype(np.int64),
            seconds=np.rint(metres / 1000 / kmh * HOUR).astype(np.int64),
        )

    def as_told(self, metres: Told, seconds: Told, *, kmh: float) -> "Journeys":
        """Return these ways with those that are known better, [from, to]; NaN where unknown.

        What is known in one direction goes for the other too. Where only a length is told, the time
        follows from the speed.
        """
        known_metres = np.where(np.isnan(metres), metres.T, metres)
        known_seconds = np.where(np.isnan(seconds), seconds.T, seconds)
        from_length = known_metres / 1000 / kmh * HOUR
        known_seconds = np.where(np.isnan(known_seconds), from_length, known_seconds)
        apart = ~np.eye(len(metres), dtype=bool)
        return Journeys(
            metres=_where_known(known_metres, self.metres),
            seconds=_where_known(known_seconds, self.seconds),
            told=int((~np.isnan(known_seconds) & apart).sum()),
        )


def _where_known(told: Told, otherwise: Matrix) -> Matrix:
    return np.where(np.isnan(told), otherwise, np.rint(np.nan_to_num(told))).astype(np.int64)


@dataclass(frozen=True, kw_only=True)
class Visit:
    """A stop in its round: when one is there, and the way to it; one waits where it is closed."""

    stop: Stop
    arrives: int
    leaves: int
    metres: int


@dataclass(frozen=True, kw_only=True)
class Round:
    """A way from home to home; vehicle: which of them drives it, from 1 on.

    metres, seconds: of all of it, with the stays.
    """

    vehicle: int
    begins: int
    ends: int
    visits: tuple[Visit, ...]
    metres: int

    @property
    def seconds(self) -> int:
        """How long it takes."""
        return self.ends - self.begins

    @property
    def units(self) -> int:
        """What is loaded at home."""
        return sum(visit.stop.units for visit in self.visits)


@dataclass(frozen=True, kw_only=True)
class Rounds:
    """The rounds of a day; left_out: stops that fit into none of them."""

    rounds: tuple[Round, ...]
    left_out: tuple[Stop, ...] = ()

    @property
    def metres(self) -> int:
        """Length of all rounds."""
        return sum(one.metres for one in self.rounds)

    @property
    def seconds(self) -> int:
        """Time that all rounds take, one after the other."""
        return sum(one.seconds for one in self.rounds)


class Why(StrEnum):
    """Why a stop is in no round."""

    TOO_LARGE = "too large"
    OUT_OF_REACH = "out of reach"
    NO_ROOM = "no room"


@dataclass(frozen=True, eq=False, kw_only=True)
class Task:
    """What is to be driven; ways lead between home and the stops, in their order."""

    stops: tuple[Stop, ...]
    vehicle: Vehicle
    journeys: Journeys

    def driven(self, order: Sequence[int], *, begins: int, vehicle: int = 1) -> Round:
        """Return the round that goes to the stops in this order.

        Args:
            order: places of the stops in `stops`, from 0 on.
            begins: when it leaves home.
            vehicle: which one drives it.
        """
        metres, seconds = self.journeys.metres, self.journeys.seconds
        path = [0, *(place + 1 for place in order), 0]
        clock, visits = begins, []
        for here, there in pairwise(path[:-1]):
            stop = self.stops[there - 1]
            arrives = max(clock + int(seconds[here, there]), stop.earliest)
            clock = arrives + stop.service
            way = int(metres[here, there])
            visits.append(Visit(stop=stop, arrives=arrives, leaves=clock, metres=way))
        return Round(
            vehicle=vehicle,
            begins=begins,
            ends=clock + int(seconds[path[-2], 0]),
            visits=tuple(visits),
            metres=int(sum(metres[here, there] for here, there in pairwise(path))),
        )

    def as_they_came(self, served: Rounds) -> Rounds:
        """Return the rounds to the same stops in the order of their numbers, for comparison.

        One goes home where the next one does not fit in. When customers are there is not looked at,
        since in this order it could rarely be kept.
        """
        numbers = {visit.stop.number for one in served.rounds for visit in one.visits}
        anytime = Task(
            stops=tuple(
                Stop(number=stop.number, place=stop.place, units=stop.units, service=stop.service)
                for stop in self.stops
            ),
            vehicle=self.vehicle,
            journeys=self.journeys,
        )
        rounds = [anytime.driven(load, begins=0) for load in self._loads(numbers)]
        return Rounds(rounds=tuple(rounds))

    def _loads(self, numbers: set[int]) -> Iterator[list[int]]:
        """Yield the stops with these numbers, as many at a time as a vehicle holds."""
        load: list[int] = []
        units = 0
        for place in sorted(range(len(self.stops)), key=lambda place: self.stops[place].number):
            stop = self.stops[place]
            if stop.number not in numbers:
                continue
            if load and units + stop.units > self.vehicle.capacity_units:
                yield load
                load, units = [], 0
            load.append(place)
            units += stop.units
        if load:
            yield load

    def why_left_out(self, stop: Stop) -> Why:
        """Say why a stop is in no round."""
        if stop.units > self.vehicle.capacity_units:
            return Why.TOO_LARGE
        alone = self.driven([self.stops.index(stop)], begins=self.vehicle.begins)
        if alone.visits[0].arrives > stop.latest or alone.ends > self.vehicle.ends:
            return Why.OUT_OF_REACH
        return Why.NO_ROOM
