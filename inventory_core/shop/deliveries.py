"""What a seller does about bringing orders to customers: says where, and plans the rounds.

Like those of actions.py, these write into the store and leave the views of shop.py as they are.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, time
from functools import partial
from itertools import product
from math import ceil

import numpy as np

from inventory_core.domain.deliveries import LONGEST_TEXT, Delivery, Place
from inventory_core.domain.errors import OrderError
from inventory_core.domain.frames import Frame
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import rows, whole
from inventory_core.domain.settings import Settings
from inventory_core.imports.place_sheets import postcodes, ways
from inventory_core.imports.spreadsheet import read_tables
from inventory_core.ledger.allocation import Allocation, Mark
from inventory_core.ledger.customer_orders import customer_order_of
from inventory_core.ledger.customer_tables import names_of_ordered
from inventory_core.routing.places import read_place
from inventory_core.routing.rounds import DAY, HOUR, MINUTE, Journeys, Stop, Task, Vehicle
from inventory_core.routing.route_sheet import RouteSheet
from inventory_core.routing.solver import SECONDS, best_rounds
from inventory_core.shop.customer_orders import ship_order
from inventory_core.shop.outlook import Outlook
from inventory_core.shop.shop import Shop
from inventory_core.store.store import Store


def keep_delivery(outlook: Outlook, delivery: Delivery) -> None:
    """Keep where an order is brought to, in place of what was typed before.

    Raises:
        OrderError: there is no such order, nothing of it waits, or what is told makes no sense.
    """
    if not customer_order_of(outlook.customer_orders, delivery.number).is_open:
        raise OrderError(
            _("Nothing of customer order {number} is waiting any more.").format(
                number=delivery.number
            )
        )
    if delivery.earliest and delivery.latest and delivery.earliest >= delivery.latest:
        raise OrderError(_("Somebody must be there for a while: let the later time be later."))
    if max(map(len, (delivery.name, delivery.street, delivery.note))) > LONGEST_TEXT:
        raise OrderError(
            _("A name, street or note has {most} letters at most: please shorten it.").format(
                most=whole(LONGEST_TEXT)
            )
        )
    outlook.past.store.deliveries.keep(delivery)


def place_told(store: Store, told: str) -> Place:
    """Return the place that is meant by a postcode, a link of a map, or two numbers.

    Raises:
        OrderError: it tells none.
    """
    return store.deliveries.place_of(told) or read_place(told)


def keep_home(store: Store, told: str) -> None:
    """Keep where rounds begin and end; see place_told.

    Raises:
        OrderError: it tells no place.
    """
    store.save_settings(home=str(place_told(store, told)))


def keep_postcodes(store: Store, file_name: str, content: bytes) -> int:
    """Keep where the postcodes of a sheet lie, in place of earlier ones; return how many.

    Raises:
        FileError: it is no such sheet.
    """
    told = postcodes(read_tables(file_name, content)[0])
    store.deliveries.keep_postcodes(told)
    return len(told)


def ways_told(file_name: str, content: bytes) -> Frame:
    """Return how far it is between places by a sheet (WAYS): for rounds of today, and not kept.

    Raises:
        FileError: it is no such sheet.
    """
    return ways(read_tables(file_name, content)[0])


def bringable(shop: Shop) -> dict[int, tuple[Allocation, ...]]:
    """Return what can be brought now of each open order with a place, by its number.

    What was never counted may be there, and is in it.
    """
    lines: dict[int, list[Allocation]] = {}
    for one in shop.waiting:
        if one.order.number in shop.outlook.deliveries and _units(one):
            lines.setdefault(one.order.number, []).append(one)
    return {number: tuple(lines[number]) for number in sorted(lines)}


def deliver(shop: Shop, numbers: Collection[int], *, now: datetime) -> None:
    """Keep that all that can be brought of these orders was brought today.

    Raises:
        OrderError: nothing of an order waits any more.
    """
    brought = bringable(shop)
    for number in numbers:
        units = {one.line.sku: _units(one) for one in brought.get(number, ())}
        ship_order(shop.outlook, number, units, on=shop.past.today, now=now)


def route_sheet(
    shop: Shop,
    numbers: Collection[int] | None = None,
    *,
    told: Frame | None = None,
    seconds: float = SECONDS,
) -> RouteSheet:
    """Return the best rounds of today.

    Args:
        shop: whose orders, places and settings count.
        numbers: of the customer orders to bring; all that can be brought if nothing is said.
        told: WAYS, how far it is between places, which are named as `_places_by_name` says.
        seconds: of search at most.

    Raises:
        OrderError: it is not known where the rounds begin.
    """
    settings, deliveries = shop.settings, shop.outlook.deliveries
    _check_driving(settings)
    brought = {
        number: lines
        for number, lines in bringable(shop).items()
        if numbers is None or number in numbers
    }
    stops = tuple(
        _stop(deliveries[number], lines, service=settings.stop_minutes * MINUTE)
        for number, lines in brought.items()
    )
    names = names_of_ordered(shop.outlook.supply, shop.outlook.names_by_code)
    places = [read_place(settings.home), *(stop.place for stop in stops)]
    journeys = Journeys.by_air(places, road_factor=settings.road_factor, kmh=settings.road_kmh)
    if told is not None:
        named = partial(_named, shop.past.store, places=places, numbers=[*brought])
        journeys = _as_told(journeys, told, named, kmh=settings.road_kmh)
    task = Task(stops=stops, vehicle=_vehicle(shop), journeys=journeys)
    return RouteSheet(
        day=shop.past.today,
        task=task,
        rounds=best_rounds(task, seconds=seconds),
        deliveries=deliveries,
        goods={number: _goods(lines, names) for number, lines in brought.items()},
        road_factor=settings.road_factor,
        kmh=settings.road_kmh,
    )


def _check_driving(settings: Settings) -> None:
    if not settings.home:
        raise OrderError(
            _(
                "Rounds begin and end at your place: type it on the Deliveries page, or give it by "
                "“deliveries --home”."
            )
        )
    if settings.rounds_begin_minute >= settings.rounds_end_minute:
        raise OrderError(
            _("Rounds end before they begin: change these times below “How you drive”.")
        )


def _as_told(
    journeys: Journeys, told: Frame, named: Callable[[str], list[int]], *, kmh: float
) -> Journeys:
    """Return ways as a sheet (WAYS) tells them, whose names of places stand for some of ours.

    Raises:
        OrderError: it names no two of them.
    """
    places = {name: named(name) for name in {*told["origin"], *told["goal"]}}
    metres, seconds = np.full((2, *journeys.metres.shape), np.nan)
    for row in rows(told):
        for here, there in product(places[row.origin], places[row.goal]):
            if here != there:
                metres[here, there], seconds[here, there] = row.metres, row.seconds
    better = journeys.as_told(metres, seconds, kmh=kmh)
    if not better.told:
        raise OrderError(
            _(
                "The sheet of ways names no two places of today: write “home”, the number of a "
                "customer order, a postcode, or latitude and longitude."
            )
        )
    return better


def _named(
    store: Store, name: str, *, places: Sequence[Place], numbers: Sequence[int]
) -> list[int]:
    """Return which places a sheet means, home being 0: several where orders share one.

    A place is named by "home", the number of a customer order, a postcode, or where it lies.
    """
    if name.casefold() in ("home", _("home").casefold()):
        return [0]
    if name.isdecimal() and int(name) in numbers:
        return [numbers.index(int(name)) + 1]
    try:
        at = place_told(store, name)
    except OrderError:
        return []
    return [index for index, place in enumerate(places) if place == at]


def _units(one: Allocation) -> float:
    """Return how many of a line can be brought."""
    return one.line.open if one.mark is Mark.UNCOUNTED else one.ready


def _stop(delivery: Delivery, lines: Sequence[Allocation], *, service: int) -> Stop:
    return Stop(
        number=delivery.number,
        place=delivery.place,
        units=ceil(sum(map(_units, lines))),
        earliest=_seconds(delivery.earliest, 0),
        latest=_seconds(delivery.latest, DAY),
        service=service,
        priority=delivery.priority,
    )


def _seconds(when: time | None, otherwise: int) -> int:
    return otherwise if when is None else when.hour * HOUR + when.minute * MINUTE + when.second


def _vehicle(shop: Shop) -> Vehicle:
    settings = shop.settings
    return Vehicle(
        count=settings.vehicles,
        capacity_units=settings.vehicle_units,
        begins=settings.rounds_begin_minute * MINUTE,
        ends=settings.rounds_end_minute * MINUTE,
        rounds=settings.vehicle_rounds,
    )


def _goods(lines: Sequence[Allocation], names: Mapping[str, str]) -> str:
    """Say what is brought."""
    return ", ".join(
        f"{whole(_units(one))} × {names.get(one.line.sku, one.line.sku)}" for one in lines
    )
