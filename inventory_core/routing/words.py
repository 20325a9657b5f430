"""What is said of rounds to customers."""

from datetime import date, datetime, time, timedelta

from inventory_core.domain.deliveries import Delivery, Priority
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import decimal, whole
from inventory_core.domain.numbers import time as written_time
from inventory_core.routing.rounds import Journeys, Round, Rounds, Stop, Why


def priority_label(priority: Priority) -> str:
    """Name a priority."""
    return {Priority.LOW: _("Low"), Priority.USUAL: _("Usual"), Priority.HIGH: _("High")}[priority]


def clock(seconds: int) -> str:
    """Write a time of the day, given in seconds after midnight.

    >>> clock(33_300)
    '09:15'
    """
    return written_time(datetime.combine(date.min, time()) + timedelta(seconds=seconds))


def kilometres(metres: int) -> str:
    """Write a length without its unit.

    >>> kilometres(12_345)
    '12.3'
    """
    return decimal(metres / 1000)


def hours(seconds: int) -> str:
    """Write a stretch of time in hours and minutes.

    >>> hours(8_100)
    '2:15'
    """
    minutes = round(seconds / 60)
    return f"{minutes // 60}:{minutes % 60:02}"


def round_sentence(number: int, driven: Round, *, vehicles: int) -> str:
    """Say of a round when it begins and ends, and what it takes; vehicles: how many there are."""
    sentence = _("Round {number}: {begins} to {ends}, {km} km; stops: {stops}, units: {units}.")
    if vehicles > 1:
        sentence = _(
            "Round {number}, vehicle {vehicle}: {begins} to {ends}, {km} km; stops: {stops}, "
            "units: {units}."
        )
    return sentence.format(
        number=number,
        vehicle=driven.vehicle,
        stops=whole(len(driven.visits)),
        units=whole(driven.units),
        begins=clock(driven.begins),
        ends=clock(driven.ends),
        km=kilometres(driven.metres),
    )


def comparison_sentence(best: Rounds, as_they_came: Rounds) -> str:
    """Say what rounds take beside those in the order in which the same orders came."""
    sentence = _("{km} km and {hours} hours in all.")
    if as_they_came.metres != best.metres:
        sentence = _(
            "{km} km and {hours} hours in all. In the order in which the orders came it would be "
            "{other_km} km and {other_hours} hours, without regard to when customers are there."
        )
    return sentence.format(
        km=kilometres(best.metres),
        hours=hours(best.seconds),
        other_km=kilometres(as_they_came.metres),
        other_hours=hours(as_they_came.seconds),
    )


def left_out_sentence(stop: Stop, delivery: Delivery, why: Why) -> str:
    """Say which order is in no round, and why."""
    sentence = {
        Why.TOO_LARGE: _(
            "Customer order {number}, {name} is left out: its {units} units are more than a "
            "vehicle holds. Ship a part of it first, or change what a vehicle holds."
        ),
        Why.OUT_OF_REACH: _(
            "Customer order {number}, {name} is left out: within your working hours nobody can be "
            "there in time. Check its place and times, or your hours."
        ),
        Why.NO_ROOM: _(
            "Customer order {number}, {name} is left out: not all fit into the rounds of today, "
            "and its priority is not above that of the others. Bring it another day, or drive one "
            "more round."
        ),
    }[why]
    return sentence.format(number=stop.number, name=called(delivery), units=whole(stop.units))


def called(delivery: Delivery) -> str:
    """Name whom an order is brought to, as far as the seller typed it."""
    return delivery.name or delivery.street or str(delivery.place)


def road_sentence(journeys: Journeys, *, road_factor: float, kmh: float) -> str:
    """Say how ways were reckoned."""
    sentence = _(
        "Ways are {factor} times the straight line, at {kmh} km/h: times are estimates. No map was "
        "asked, and nothing left this computer."
    )
    if journeys.told:
        sentence = _(
            "{told} of {ways} ways are those of your sheet; the others are {factor} times the "
            "straight line. Where the sheet tells no time, you drive {kmh} km/h. Nothing left this "
            "computer."
        )
    return sentence.format(
        told=whole(journeys.told),
        ways=whole(journeys.ways),
        factor=decimal(road_factor, 2),
        kmh=whole(kmh),
    )
