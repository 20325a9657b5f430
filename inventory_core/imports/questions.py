"""What only the seller knows about a file: asked before anything is counted, never guessed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pandas as pd

from inventory_core.domain.language import gettext as _
from inventory_core.domain.language import ngettext
from inventory_core.imports.cells import DayOrder, day_order, normalise
from inventory_core.imports.days import parse_days
from inventory_core.imports.formats.format import Columns
from inventory_core.imports.formats.order_checks import open_statuses
from inventory_core.imports.formats.order_sums import currencies
from inventory_core.imports.formats.sheet import SheetMapping
from inventory_core.imports.periods import DAY, MONTH, WEEK, likely_period

DAY_ORDER, STATUS, CURRENCY, PERIOD = "day order", "status", "currency", "period"
REMARKS = "remarks"
"""The kinds of question."""

_MOST_STATUSES = 30
"""A column with more unknown texts holds no statuses but remarks or names."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question about a file.

    kind: one of those above. about: the status or the heading asked about, else "". sentence: the
    question.
    options: (value, label) of every answer.
    """

    kind: str
    about: str
    sentence: str
    options: tuple[tuple[str, str], ...]

    def answered(self, mapping: SheetMapping, value: str) -> SheetMapping:
        """Return the mapping with the seller's answer, one of the values of `options`."""
        if self.kind == DAY_ORDER:
            return replace(mapping, day_first=value == "day")
        if self.kind == CURRENCY:
            return replace(mapping, currency=value)
        if self.kind == PERIOD:
            return replace(mapping, period=value)
        if self.kind == REMARKS:
            others = tuple(pair for pair in mapping.columns if pair[1] != self.about)
            return replace(mapping, columns=others)
        told = (normalise(self.about), value == "yes")
        return replace(mapping, statuses=(*mapping.statuses, told))


def open_questions(columns: Columns) -> tuple[Question, ...]:
    """Return what has to be answered before the sheet can be read."""
    return tuple(_questions(columns))


def _questions(columns: Columns) -> Iterator[Question]:
    yield from _day_order(columns)
    if columns.format.sells:
        yield from _statuses(columns)
        yield from _currency(columns)
        yield from _period(columns)


def _day_order(columns: Columns) -> Iterator[Question]:
    days = columns.day_texts()
    if columns.mapping.day_first is not None or day_order(days) is not DayOrder.AMBIGUOUS:
        return
    open_days = days[parse_days(days).isna() & parse_days(days, day_first=True).notna()]
    yield Question(
        kind=DAY_ORDER,
        about="",
        sentence=_("Dates like {example} can be read in two ways. Which comes first?").format(
            example=open_days.iloc[0] if len(open_days) else days[days != ""].iloc[0]
        ),
        options=(("day", _("The day (31/12)")), ("month", _("The month (12/31)"))),
    )


def _statuses(columns: Columns) -> Iterator[Question]:
    unknown = open_statuses(columns)
    if len(unknown) > _MOST_STATUSES and (remarks := list(_remarks(columns))):
        yield from remarks
        return
    for status, rows in unknown.items():
        sentence = ngettext(
            "{rows} row has the status “{status}”. Does it count as sold?",
            "{rows} rows have the status “{status}”. Do they count as sold?",
            int(rows),
        )
        yield Question(
            kind=STATUS,
            about=str(status),
            sentence=sentence.format(rows=f"{rows:,}", status=status or _("(empty)")),
            options=(("yes", _("Yes, it was sold")), ("no", _("No, leave it out"))),
        )


def _remarks(columns: Columns) -> Iterator[Question]:
    """Ask whether all rows count, where a column holds too many texts to be statuses."""
    for statuses in columns.format.statuses:
        heading = columns.mapping.column(statuses.field)
        texts = columns.raw(statuses.field).nunique()
        if heading and texts > _MOST_STATUSES:
            yield Question(
                kind=REMARKS,
                about=heading,
                sentence=_(
                    "“{heading}” holds {texts} different texts, so they are no statuses. Was every "
                    "row sold? If not, choose another column for the status."
                ).format(heading=heading, texts=f"{texts:,}"),
                options=(("yes", _("Yes, every row was sold")),),
            )


def _currency(columns: Columns) -> Iterator[Question]:
    known = currencies(columns)
    if columns.mapping.currency or len(known) < 2 or not _has_prices(columns):
        return
    yield Question(
        kind=CURRENCY,
        about="",
        sentence=_(
            "The prices are in several currencies. In which one do you count? Units of the other "
            "rows are kept without their price."
        ),
        options=tuple(
            (str(name), _("{currency} ({rows} rows)").format(currency=name, rows=f"{rows:,}"))
            for name, rows in known.items()
        ),
    )


def _has_prices(columns: Columns) -> bool:
    return columns.has("unit_price") or columns.has("line_total")


def _period(columns: Columns) -> Iterator[Question]:
    """Ask whether rows are totals, where all days are the first of a month or of one weekday."""
    if columns.mapping.period or columns.has("order_id") or not columns.format.is_plain:
        return
    days = columns.days("day")
    kind = likely_period(days)
    products = columns.skus().where(columns.filled("sku"), columns.names("name"))
    if kind == DAY or pd.DataFrame({"day": days, "product": products}).duplicated().any():
        return
    whole = _("month") if kind == MONTH else _("week")
    yield Question(
        kind=PERIOD,
        about="",
        sentence=_(
            "All dates are a {period} apart. Is each row the total of a whole {period}, or what "
            "was sold on that day?"
        ).format(period=whole),
        options=(
            (MONTH if kind == MONTH else WEEK, _("The total of a {period}").format(period=whole)),
            (DAY, _("Sold on that day")),
        ),
    )
