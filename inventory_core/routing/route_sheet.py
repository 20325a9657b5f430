"""The route sheet: the rounds of a day with what the driver needs at each stop."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pandas as pd

from inventory_core.domain.columns import Schema, number, sentence, text, units, words
from inventory_core.domain.deliveries import Delivery
from inventory_core.domain.documents import Document, Table, pdf_of
from inventory_core.domain.download import to_csv
from inventory_core.domain.frames import Frame, typed
from inventory_core.domain.language import N_
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import weekday_and_day
from inventory_core.routing.rounds import Round, Rounds, Task, Visit
from inventory_core.routing.words import (
    called,
    clock,
    comparison_sentence,
    left_out_sentence,
    road_sentence,
    round_sentence,
)

ROUTE_SHEET: Schema = {
    "round": number(N_("Round"), digits=0),
    "vehicle": number(N_("Vehicle"), digits=0),
    "stop": number(N_("Stop"), digits=0),
    "arrives": text(N_("There at")),
    "number": number(N_("Customer order"), digits=0),
    "name": words(N_("Name")),
    "street": words(N_("Street and place")),
    "goods": sentence(N_("Goods")),
    "units": units(N_("Units")),
    "note": sentence(N_("Note for the delivery")),
    "kilometres": number(N_("Kilometres"), N_("From the stop before."), digits=1),
    "latitude": number(N_("Latitude")),
    "longitude": number(N_("Longitude")),
    "link": text(N_("Map")),
}
"""One row per stop, in the order of the rounds. link: address that shows the place on a map."""

_WHERE = 3
"""The column of the PDF that says where a stop is."""
_WIDTHS = (9, 14, 13, 56, 46, 40)


@dataclass(frozen=True, eq=False, kw_only=True)
class RouteSheet:
    """The rounds of a day.

    deliveries: what was typed for each customer order, by its number. goods: what is brought, in
    words, by the same. kmh: speed, and road_factor, by which ways were reckoned.
    """

    day: date
    task: Task
    rounds: Rounds
    deliveries: Mapping[int, Delivery]
    goods: Mapping[int, str]
    road_factor: float
    kmh: float

    @property
    def file_name(self) -> str:
        """The name of its files, without what tells their kind."""
        return f"rounds-{self.day:%Y-%m-%d}"

    def frame(self) -> Frame:
        """Return it as a table (ROUTE_SHEET)."""
        rows = []
        for place, driven in enumerate(self.rounds.rounds, start=1):
            for stop, visit in enumerate(driven.visits, start=1):
                order = visit.stop.number
                told = self.deliveries[order]
                rows.append(
                    (
                        *(place, driven.vehicle, stop, clock(visit.arrives), order),
                        *(told.name, told.street, self.goods[order], visit.stop.units, told.note),
                        *(visit.metres / 1000, told.place.latitude, told.place.longitude),
                        told.place.link,
                    )
                )
        return typed(pd.DataFrame(rows, columns=list(ROUTE_SHEET)), ROUTE_SHEET)

    def csv(self) -> bytes:
        """Write it as a file for spreadsheet programs."""
        return to_csv(self.frame(), ROUTE_SHEET)

    def pdf(self, *, fonts: Sequence[Path], now: datetime) -> bytes:
        """Write it as PDF: a table for each round, in which each stop leads to a map.

        Raises:
            DocumentError: no font of this computer has the letters of a name.
        """
        document = Document(
            title=_("Rounds on {day}").format(day=weekday_and_day(self.day)),
            facts=(*self.sentences(), self.road_sentence()),
            tables=tuple(
                self._table(place, driven)
                for place, driven in enumerate(self.rounds.rounds, start=1)
            ),
        )
        return pdf_of(document, fonts=fonts, now=now)

    def _table(self, place: int, driven: Round) -> Table:
        visits = [(visit, self.deliveries[visit.stop.number]) for visit in driven.visits]
        return Table(
            lines=(self.round_sentence(place, driven),),
            headings=(
                *(_("Stop"), _("There at"), _("Customer order"), _("Where")),
                *(_("Goods"), _("Note for the delivery")),
            ),
            rows=tuple(
                (
                    *(str(stop), clock(visit.arrives), str(told.number)),
                    "\n".join(filter(None, (told.name, told.street))) or str(told.place),
                    *(self.goods[told.number], told.note),
                )
                for stop, (visit, told) in enumerate(visits, start=1)
            ),
            widths=_WIDTHS,
            links=tuple(told.place.link for _visit, told in visits),
            linked=_WHERE,
        )

    def round_sentence(self, place: int, driven: Round) -> str:
        """Say what a round takes; place: its number in the day."""
        return round_sentence(place, driven, vehicles=self.task.vehicle.count)

    def road_sentence(self) -> str:
        """Say how ways were reckoned."""
        return road_sentence(self.task.journeys, road_factor=self.road_factor, kmh=self.kmh)

    def sentences(self) -> list[str]:
        """Say what all rounds take, and which orders are in none, and why."""
        told = []
        if self.rounds.rounds:
            told.append(comparison_sentence(self.rounds, self.task.as_they_came(self.rounds)))
        return [*told, *self.left_out()]

    def left_out(self) -> list[str]:
        """Say which orders are in no round, and why."""
        return [
            left_out_sentence(stop, self.deliveries[stop.number], self.task.why_left_out(stop))
            for stop in self.rounds.left_out
        ]

    def visit_sentence(self, stop: int, visit: Visit) -> str:
        """Say of a stop when one is there, whom it is for, and what is brought."""
        told = self.deliveries[visit.stop.number]
        where = ", ".join(filter(None, (told.name, told.street))) or called(told)
        sentence = _("{stop}. {time} · {where} · {goods}")
        if told.note:
            sentence = _("{stop}. {time} · {where} · {goods} · {note}")
        return sentence.format(
            stop=stop,
            time=clock(visit.arrives),
            where=where,
            goods=self.goods[told.number],
            note=told.note,
        )
