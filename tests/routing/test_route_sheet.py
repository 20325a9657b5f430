"""The route sheet says what a driver needs, on paper and as a table, and leads to a map."""

import io
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pandas as pd
from pypdf import PdfReader

from inventory_core.domain.deliveries import Delivery, Place
from inventory_core.ledger.fonts import font_files
from inventory_core.routing.rounds import HOUR, Journeys, Rounds, Stop, Task, Vehicle
from inventory_core.routing.route_sheet import RouteSheet

NOW = datetime(2026, 5, 1, 12, 30)  # noqa: DTZ001, the seller's clock has no zone
HOME = Place(latitude=48.0, longitude=11.0)


def sheet(*deliveries: Delivery, vehicles: int = 1) -> RouteSheet:
    """One round in the order of the deliveries; 15 km between any two places, 30 minutes."""
    stops = tuple(
        Stop(number=told.number, place=told.place, units=2, service=300) for told in deliveries
    )
    size = len(stops) + 1
    ways = 1 - pd.DataFrame(0, range(size), range(size)).to_numpy()
    for place in range(size):
        ways[place, place] = 0
    task = Task(
        stops=stops,
        vehicle=Vehicle(count=vehicles, capacity_units=9, begins=9 * HOUR, ends=18 * HOUR),
        journeys=Journeys(metres=ways * 15_000, seconds=ways * 1_800),
    )
    return RouteSheet(
        day=date(2026, 5, 1),
        task=task,
        rounds=Rounds(rounds=(task.driven(range(len(stops)), begins=9 * HOUR),)),
        deliveries={told.number: told for told in deliveries},
        goods={told.number: "2 × Mug" for told in deliveries},
        road_factor=1.3,
        kmh=30,
    )


ANN = Delivery(
    number=7,
    place=Place(latitude=48.1, longitude=11.1),
    name="=Ann",
    street="High Street 1",
    note="ring twice",
)
NOBODY = Delivery(number=9, place=Place(latitude=48.2, longitude=11.2))


def test_the_table_says_where_and_when() -> None:
    table = pd.read_csv(io.BytesIO(sheet(ANN, NOBODY).csv()), encoding="utf-8-sig")

    assert table["There at"].tolist() == ["09:30", "10:05"]
    assert table["Name"].tolist()[0] == "'=Ann"
    assert table["Kilometres"].tolist() == [15, 15]
    assert table["Customer order"].tolist() == [7, 9]
    assert table["Map"].tolist()[1] == NOBODY.place.link


def test_the_pdf_is_read_back_with_a_link_at_each_stop() -> None:
    content = sheet(ANN, NOBODY).pdf(fonts=font_files({}, Path.home()), now=NOW)

    (page,) = PdfReader(io.BytesIO(content)).pages
    text = page.extract_text()
    for part in (
        *("Rounds on Friday 1 May", "Round 1: 09:00 to 10:40, 45.0 km; stops: 2, units: 4."),
        *("09:30", "=Ann", "High Street 1", "ring twice", "2 × Mug", "48.2, 11.2"),
        "45.0 km and 1:40 hours in all.",
    ):
        assert part in text
    links = [each.get_object()["/A"]["/URI"] for each in page["/Annots"]]
    assert list(dict.fromkeys(links)) == [ANN.place.link, NOBODY.place.link]


def test_what_is_left_out_is_named_with_the_reason() -> None:
    told = sheet(ANN, NOBODY)
    large = replace(told.task.stops[0], units=10)
    task = replace(told.task, stops=(large, told.task.stops[1]))

    (sentence,) = replace(told, task=task, rounds=Rounds(rounds=(), left_out=(large,))).sentences()

    assert "Customer order 7, =Ann is left out: its 10 units are more than a vehicle" in sentence


def test_where_several_drive_each_round_says_which() -> None:
    told = sheet(ANN, vehicles=2)

    assert told.round_sentence(1, told.rounds.rounds[0]).startswith("Round 1, vehicle 1: 09:00")
    assert told.visit_sentence(1, told.rounds.rounds[0].visits[0]) == (
        "1. 09:30 · =Ann, High Street 1 · 2 × Mug · ring twice"
    )
