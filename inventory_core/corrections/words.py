"""Why a stretch of days shows no usual demand."""

from collections.abc import Sequence

import pandas as pd

from inventory_core.corrections import (
    big_days,
    bulk_orders,
    calendar,
    known_days,
    promotions,
    sold_out,
)
from inventory_core.corrections.ranges import WHOLE_SHOP
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import Row, days_between, decimal, rows, share, short, whole


def correction_label(kind: str) -> str:
    """Name a kind of correction, as in a legend."""
    return {
        sold_out.SOLD_OUT: _("Sold out"),
        sold_out.NOT_BACK: _("Not back yet"),
        bulk_orders.BULK_ORDER: _("Bulk order"),
        big_days.BIG_DAY: _("Single big day"),
        promotions.PROMOTION: _("Promotion"),
        promotions.PRICE_DROP: _("Price drop"),
        calendar.HOLIDAY: _("Public holiday"),
        calendar.CLOSED: _("Closed"),
        calendar.NOT_COVERED: _("In no file"),
        known_days.OLDER_CHANNEL: _("Channel not known"),
        known_days.PARTIAL_DAY: _("Part of a day"),
    }[kind]


def correction_sentences(corrections: pd.DataFrame, pace: Sequence[float]) -> list[str]:
    """Say of each correction (CORRECTIONS) what is no usual demand, and why.

    Args:
        corrections: to tell of.
        pace: units on a usual day around each of them.
    """
    pairs = zip(rows(corrections), pace, strict=True)
    return [_correction_sentence(row, usual) for row, usual in pairs]


def _correction_sentence(row: Row, usual: float) -> str:
    days = days_between(row.first_day, row.last_day)
    if row.kind == sold_out.SOLD_OUT:
        return _sold_out_sentence(row, days, usual)
    if row.kind == sold_out.NOT_BACK:
        return _(
            "Not back yet: {share} of the usual demand is expected {days}; switch this off once "
            "you have it again"
        ).format(share=share(row.factor), days=days)
    if row.kind in (bulk_orders.BULK_ORDER, big_days.BIG_DAY):
        return _aside_sentence(row, days)
    if row.kind == calendar.CLOSED:
        return _closed_sentence(row, days)
    if row.kind in (calendar.NOT_COVERED, known_days.OLDER_CHANNEL, known_days.PARTIAL_DAY):
        return _unknown_sentence(row, days)
    return _("{why}, {days}: {times} times the usual demand").format(
        why=_higher_or_lower(row), days=days, times=short(row.factor, 2)
    )


def _aside_sentence(row: Row, days: str) -> str:
    if row.kind == bulk_orders.BULK_ORDER:
        return _("Bulk order on {days}: {units} units more than usual are set aside").format(
            days=days, units=whole(row.units)
        )
    return _(
        "Single big day, {days}: {units} units more than on a good day are set aside; switch this "
        "off if such days will come again"
    ).format(days=days, units=whole(row.units))


def _unknown_sentence(row: Row, days: str) -> str:
    if row.kind == calendar.NOT_COVERED:
        return _("No file covers {days}: not taken for days without sales").format(days=days)
    if row.kind == known_days.PARTIAL_DAY:
        return _partial_sentence(row, days)
    if row.sku == WHOLE_SHOP:
        return _("Your files do not tell all of {days}: not taken for usual days").format(days=days)
    if row.factor == 0:
        return _("No file tells what {channels} sold {days}: not taken for no sales").format(
            channels=row.note, days=days
        )
    return _(
        "No file tells what {channels} sold {days}: what the others sold counts as {share} of "
        "usual demand"
    ).format(channels=row.note, days=days, share=share(row.factor))


def _partial_sentence(row: Row, days: str) -> str:
    if row.sku == WHOLE_SHOP:
        return _(
            "Probably only a part of {days} is in your files: far less sold than on any such "
            "weekday of late; not taken for a usual day, switch this off if it is all"
        ).format(days=days)
    return _(
        "Probably only a part of what {channels} sold {days} is in your files: far less than on "
        "any such weekday of late; switch this off if it is all"
    ).format(channels=row.note, days=days)


def _higher_or_lower(row: Row) -> str:
    if row.kind == promotions.PRICE_DROP:
        return _("Price {share} lower").format(share=row.note)
    return str(row.note) or correction_label(row.kind)


def _closed_sentence(row: Row, days: str) -> str:
    if not row.note:
        return _("Probably closed {days}: all but nothing sold in the whole shop").format(days=days)
    if row.note == calendar.TOLD:
        return _("Closed {days}, as you said").format(days=days)
    return _("Closed {days}, as you said: {note}").format(days=days, note=row.note)


def _sold_out_sentence(row: Row, days: str, usual: float) -> str:
    if row.note == sold_out.COUNTED:
        return _("Sold out {days}, as counted").format(days=days)
    number = (row.last_day - row.first_day).days + 1
    return _("Probably sold out {days}: no sale in {number} days, usually {usual} a day").format(
        days=days, number=number, usual=decimal(usual)
    )
