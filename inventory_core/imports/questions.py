"""What only the seller knows about a file: asked before anything is counted, never guessed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

import pandas as pd

from inventory_core.domain.language import gettext as _
from inventory_core.domain.language import ngettext
from inventory_core.domain.numbers import day as day_text
from inventory_core.domain.numbers import days_between, whole
from inventory_core.imports.contents import contents_of
from inventory_core.imports.day_orders import DayOrder
from inventory_core.imports.days import parse_days, possible_orders
from inventory_core.imports.format import APART, TOGETHER, Sheet, SheetMapping
from inventory_core.imports.order_sums import currencies
from inventory_core.imports.periods import DAY, MONTH, WEEK, YEAR, likely_period, undated_periods
from inventory_core.imports.statuses import Status
from inventory_core.imports.subject import unknown_counts
from inventory_core.imports.texts import normalise, normalise_texts
from inventory_core.imports.undated import likely_beginnings, likely_spans

_MOST_STATUSES = 30
"""A column with more unknown texts holds no statuses but remarks or names."""

_MOST_COLUMNS = 6
"""More columns than these are offered among all columns only."""

_COLUMN = "column "
"""Begins an answer that names a column."""


class Topic(StrEnum):
    """What a question is about."""

    DAY_ORDER = "day order"
    STATUS = "status"
    CURRENCY = "currency"
    PERIOD = "period"
    REMARKS = "remarks"
    PIECES = "pieces"
    VARIANTS = "variants"
    BEGINS = "begins"


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question about a file.

    about: the status or the heading asked about, else "". sentence: the question. options: (value,
    label) of every answer. any_day: another day, in ISO form, is an answer too.
    """

    topic: Topic
    about: str
    sentence: str
    options: tuple[tuple[str, str], ...]
    any_day: bool = False

    def answered(self, mapping: SheetMapping, value: str) -> SheetMapping:
        """Return the mapping with the seller's answer, one of the values of `options`."""
        plain: dict[Topic, dict[str, Any]] = {
            Topic.CURRENCY: {"currency": value},
            Topic.PERIOD: {"period": value},
            Topic.VARIANTS: {"variants": value},
        }
        if self.topic in plain:
            return replace(mapping, **plain[self.topic])
        if self.topic is Topic.DAY_ORDER:
            return _with_day_order(mapping, value)
        if self.topic is Topic.PIECES:
            return _with_units(mapping, value)
        if self.topic is Topic.BEGINS:
            begins, _space, period = value.partition(" ")
            return replace(mapping, begins=begins, period=period or mapping.period)
        if self.topic is Topic.REMARKS:
            others = tuple(pair for pair in mapping.columns if pair[1] != self.about)
            return replace(mapping, columns=others)
        told = (normalise(self.about), value == "yes")
        return replace(mapping, statuses=(*mapping.statuses, told))


def open_questions(sheet: Sheet, *, today: date) -> tuple[Question, ...]:
    """Return what has to be answered before the sheet can be read."""
    return tuple(_questions(sheet, today))


def _questions(sheet: Sheet, today: date) -> Iterator[Question]:
    yield from _day_order(sheet)
    yield from _begins(sheet, today)
    yield from _no_day(sheet, today)
    if sheet.format.sells:
        yield from _statuses(sheet)
        yield from _currency(sheet)
        yield from _period(sheet)
    yield from _pieces(sheet)
    yield from _variants(sheet)


def _day_order(sheet: Sheet) -> Iterator[Question]:
    mapping, days = sheet.mapping, sheet.day_texts()
    orders = possible_orders(days)
    if mapping.day_first is not None or mapping.year_first or len(orders) < 2:
        return
    open_days = days[parse_days(days).isna() & parse_days(days, day_first=True).notna()]
    yield Question(
        topic=Topic.DAY_ORDER,
        about="",
        sentence=_("Dates like {example} can be read in several ways. Which comes first?").format(
            example=open_days.iloc[0] if len(open_days) else days[days != ""].iloc[0]
        ),
        options=tuple(option for order, option in _order_options() if order in orders),
    )


def _order_options() -> tuple[tuple[DayOrder, tuple[str, str]], ...]:
    return (
        (DayOrder.DAY_FIRST, ("day", _("The day (31/12)"))),
        (DayOrder.MONTH_FIRST, ("month", _("The month (12/31)"))),
        (DayOrder.YEAR_FIRST, ("year", _("The year (26/12/31)"))),
    )


def _with_day_order(mapping: SheetMapping, value: str) -> SheetMapping:
    if value == "year":
        return replace(mapping, year_first=True)
    return replace(mapping, day_first=value == "day")


def _statuses(sheet: Sheet) -> Iterator[Question]:
    unknown = _open_statuses(sheet)
    if len(unknown) > _MOST_STATUSES and (remarks := list(_remarks(sheet))):
        yield from remarks
        return
    for status, rows in unknown.items():
        sentence = ngettext(
            "{rows} row has the status “{status}”. Does it count as sold?",
            "{rows} rows have the status “{status}”. Do they count as sold?",
            int(rows),
        )
        yield Question(
            topic=Topic.STATUS,
            about=str(status),
            sentence=sentence.format(rows=whole(rows), status=status or _("(empty)")),
            options=(("yes", _("Yes, it was sold")), ("no", _("No, leave it out"))),
        )


def _open_statuses(sheet: Sheet) -> pd.Series:
    """Return how many rows have each status that only the seller knows; index: the text.

    Rows without a readable day and number of units do not count: they are refused anyway, and what
    stands in their cells may have slipped there from another column.
    """
    counts = [pd.Series(dtype="int64")]
    for statuses in sheet.format.statuses:
        if not sheet.has(statuses.field):
            continue
        texts = sheet.raw(statuses.field)
        compared = normalise_texts(texts)
        answered = {text: Status.SOLD for text, _ in sheet.mapping.statuses}
        known = statuses.meanings(compared.unique()) | answered
        closed = {text for text, status in known.items() if status is not Status.ASK}
        readable = sheet.days("day").notna() & sheet.numbers("units").notna()
        counts.append(texts[readable & ~compared.isin(closed)].value_counts())
    open_counts: pd.Series = pd.concat(counts)
    return open_counts


def _remarks(sheet: Sheet) -> Iterator[Question]:
    """Ask whether all rows count, where a column holds too many texts to be statuses."""
    for statuses in sheet.format.statuses:
        heading = sheet.mapping.column(statuses.field)
        texts = sheet.raw(statuses.field).nunique()
        if heading and texts > _MOST_STATUSES:
            yield Question(
                topic=Topic.REMARKS,
                about=heading,
                sentence=_(
                    "“{heading}” holds {texts} different texts, so they are no statuses. Was every "
                    "row sold? If not, choose another column for the status."
                ).format(heading=heading, texts=whole(texts)),
                options=(("yes", _("Yes, every row was sold")),),
            )


def _currency(sheet: Sheet) -> Iterator[Question]:
    known = currencies(sheet)
    if sheet.mapping.currency or len(known) < 2 or not _has_prices(sheet):
        return
    yield Question(
        topic=Topic.CURRENCY,
        about="",
        sentence=_(
            "The prices are in several currencies. In which one do you count? Units of the other "
            "rows are kept without their price."
        ),
        options=tuple(
            (str(name), _("{currency} ({rows} rows)").format(currency=name, rows=whole(rows)))
            for name, rows in known.items()
        ),
    )


def _has_prices(sheet: Sheet) -> bool:
    return sheet.has("unit_price") or sheet.has("line_total")


def _period(sheet: Sheet) -> Iterator[Question]:
    """Ask whether rows are totals, where all days are the first of a month or of one weekday."""
    if sheet.mapping.period or sheet.has("order_id") or not sheet.format.is_plain:
        return
    if sheet.is_added("day"):
        yield _length()
        return
    days = sheet.days("day")
    kind = likely_period(days)
    products = sheet.skus().where(sheet.filled("sku"), sheet.names("name"))
    if kind == DAY or pd.DataFrame({"day": days, "product": products}).duplicated().any():
        return
    sentence, total = _total_sentences(kind)
    yield Question(
        topic=Topic.PERIOD,
        about="",
        sentence=sentence,
        options=((kind, total), (DAY, _("Sold on that day"))),
    )


def _length() -> Question:
    """Ask how long it took to sell what a sheet without a day tells."""
    return Question(
        topic=Topic.PERIOD,
        about="",
        sentence=_("How long did it take to sell that?"),
        options=(
            (DAY, _("That day alone")),
            (WEEK, _("The week that begins on that day")),
            (MONTH, _("The month of that day")),
            (YEAR, _("The year of that day")),
        ),
    )


def _total_sentences(kind: str) -> tuple[str, str]:
    """The question whether rows are totals of a month or week, and the answer that they are."""
    if kind == MONTH:
        return _(
            "All dates are a month apart. Is each row the total of a whole month, or what was sold "
            "on that day?"
        ), _("The total of a month")
    return _(
        "All dates are a week apart. Is each row the total of a whole week, or what was sold on "
        "that day?"
    ), _("The total of a week")


def _pieces(sheet: Sheet) -> Iterator[Question]:
    """Ask which column tells the units, or whether each row is one piece."""
    counted = sheet.format.asked[-1:]
    if not counted or sheet.has(counted[0]) or (counted[0] == "units" and sheet.has("received")):
        return
    taken = {heading for _field, heading in sheet.mapping.columns}
    free = [heading for heading in unknown_counts(contents_of(sheet.table)) if heading not in taken]
    columns = [
        (_COLUMN + heading, _("“{heading}” tells how many").format(heading=heading))
        for heading in free[:_MOST_COLUMNS]
    ]
    yield Question(
        topic=Topic.PIECES,
        about="",
        sentence=_no_units_sentence(counted[0]),
        options=(*columns, ("yes", _("Yes, each row is one piece"))),
    )


def _no_units_sentence(field: str) -> str:
    if field == "received":
        return _(
            "No column tells how many units were bought. Is each row one piece? If not, choose the "
            "column of the units."
        )
    if field == "on_hand":
        return _(
            "No column tells how many units are there. Is each row one piece? If not, choose the "
            "column of the units."
        )
    return _(
        "No column tells how many units were sold. Is each row one piece? If not, choose the "
        "column of the units."
    )


def _with_units(mapping: SheetMapping, value: str) -> SheetMapping:
    if not value.startswith(_COLUMN):
        return replace(mapping, one_piece=True)
    chosen = (mapping.format.asked[-1], value.removeprefix(_COLUMN))
    return replace(mapping, columns=(*mapping.columns, chosen))


def _variants(sheet: Sheet) -> Iterator[Question]:
    """Ask about codes that the shop has as one product, and this sheet in several variants."""
    if sheet.mapping.variants or not sheet.known:
        return
    skus, shared = sheet.skus(), sheet.shared_codes
    if (shared == "").all():
        return
    apart = skus + " " + shared
    open_rows = (shared != "") & skus.isin(sheet.known) & ~apart.isin(sheet.known)
    if not open_rows.any():
        return
    code = str(skus[open_rows].iloc[0])
    variants = shared[open_rows & (skus == code)].unique()
    named = ", ".join(variants[:4]) + (", …" if len(variants) > 4 else "")
    yield Question(
        topic=Topic.VARIANTS,
        about="",
        sentence=_(
            "Your shop has {code} as one product, but in this file it comes as {variants}. Is each "
            "a product of its own?"
        ).format(code=code, variants=named),
        options=(
            (APART, _("Yes, count each by itself")),
            (TOGETHER, _("No, they are one product")),
        ),
    )


def _begins(sheet: Sheet, today: date) -> Iterator[Question]:
    """Ask when the first period across begins, where the headings name no year."""
    headings = [str(heading) for heading in sheet.table.cells.columns]
    if sheet.mapping.begins or not sheet.format.across:
        return
    told = f"{sheet.table.sheet} {sheet.table.file_name}"
    days = likely_beginnings(headings, told=told, today=today)
    if days:
        yield Question(
            topic=Topic.BEGINS,
            about="",
            sentence=_("The headings name no year. On which day does “{first}” begin?").format(
                first=next(iter(undated_periods(headings)))
            ),
            options=tuple((day.isoformat(), day_text(day)) for day in days),
            any_day=True,
        )


def _no_day(sheet: Sheet, today: date) -> Iterator[Question]:
    """Ask when that was sold or bought which a sheet tells without a day."""
    if "day" not in sheet.format.asked or sheet.has("day"):
        return
    told = f"{sheet.table.sheet} {sheet.table.file_name}"
    spans = likely_spans(told=told, today=today)
    if sheet.format.sells:
        sentence = _(
            "No column tells the day. On which day, or in which week, month or year, was this "
            "sold? If a column tells it, choose that one."
        )
        options = [(f"{day} {kind}", _until(day, days, today)) for day, kind, days in spans]
    else:
        sentence = _(
            "No column tells the day. On which day was this bought, or did it come in? If a column "
            "tells it, choose that one."
        )
        options = [(str(day), day_text(day)) for day, kind, _days in spans if kind == DAY]
    yield Question(
        topic=Topic.BEGINS, about="", sentence=sentence, options=tuple(options), any_day=True
    )


def _until(day: date, days: int, today: date) -> str:
    """Name the days of a period, of a running one those that are over."""
    last = min(day + timedelta(days=days - 1), today)
    return day_text(day) if last == day else days_between(day, last)
