"""What is wrong with which product, and what to do."""

from datetime import date

import pandas as pd

from inventory_core.domain.customer_orders import PROMISES
from inventory_core.domain.frames import check, empty
from inventory_core.domain.language import gettext as _
from inventory_core.domain.language import ngettext
from inventory_core.domain.numbers import Row, day, money, rows, whole
from inventory_core.domain.purchase_orders import INCOMING
from inventory_core.monitoring.alerts import AlertKind
from inventory_core.monitoring.tables import ALERTS

_ABOUT_ORDERS = (AlertKind.LATE_ORDER, AlertKind.ON_THE_WAY)
_TIED_UP = (AlertKind.DEAD_STOCK, AlertKind.OVERSTOCK)


def alert_label(kind: str) -> str:
    """Name a kind of alert as the filter does."""
    return {
        AlertKind.STALE_DATA: _("Data too old"),
        AlertKind.OLDER_CHANNEL: _("Channel too old"),
        AlertKind.NO_STOCK_COUNT: _("Stock not counted"),
        AlertKind.PROMISE_MISSED: _("Customers will wait"),
        AlertKind.OUT_OF_STOCK: _("Out of stock"),
        AlertKind.TOO_LATE: _("Runs out too soon"),
        AlertKind.ORDER_TODAY: _("Order today"),
        AlertKind.LATE_ORDER: _("Late"),
        AlertKind.ON_THE_WAY: _("On the way"),
        AlertKind.NOT_ORDERED: _("Lacking, not ordered"),
        AlertKind.DEAD_STOCK: _("Dead stock"),
        AlertKind.OVERSTOCK: _("Overstock"),
    }[AlertKind(kind)]


def at_stake(kind: str, amount: str) -> str:
    """Say what an amount of money means in this kind of alert."""
    if kind in _TIED_UP:
        return _("{amount} tied up").format(amount=amount)
    return _("{amount} profit at stake").format(amount=amount)


def alert_sentences(
    alerts: pd.DataFrame,
    currency: str = "",
    *,
    incoming: pd.DataFrame | None = None,
    promises: pd.DataFrame | None = None,
) -> list[str]:
    """Say for each alert (ALERTS) what is wrong and what to do.

    Args:
        alerts: ALERTS.
        currency: the shop's.
        incoming: INCOMING, what is on its way by purchase orders.
        promises: PROMISES, what customers ordered that will not be there by its day.
    """
    missed = empty(PROMISES) if promises is None else promises.sort_values("promised_on")
    promised = {row.sku: row for row in rows(missed.drop_duplicates("sku"))}
    coming = empty(INCOMING) if incoming is None else incoming.sort_values("expected_on")
    first = {row.sku: row for row in rows(coming.drop_duplicates("sku"))}
    return [
        _alert_sentence(
            row,
            currency,
            (promised if row.alert == AlertKind.PROMISE_MISSED else first).get(row.sku),
        )
        for row in rows(check(alerts, ALERTS))
    ]


def _alert_sentence(row: Row, currency: str, order: Row | None) -> str:
    if row.alert == AlertKind.STALE_DATA:
        days = int(row.units)
        return _(
            "The newest sale is {age} old. What sold since is not known, and is taken as expected: "
            "upload a newer export."
        ).format(age=ngettext("{days} day", "{days} days", days).format(days=whole(days)))
    if row.alert == AlertKind.OLDER_CHANNEL:
        return older_channel_sentence(row.name, row.day)
    if row.alert == AlertKind.NO_STOCK_COUNT:
        return ngettext(
            "{products} product that sells was never counted: what is to be ordered of it is told "
            "without what you have. Count it on the Optimization page, or upload a stock file.",
            "{products} products that sell were never counted: what is to be ordered of them is "
            "told without what you have. Count them on the Optimization page, or upload a stock "
            "file.",
            int(row.units),
        ).format(products=whole(row.units))
    return " ".join(filter(None, (_what_to_do(row, order), _money_sentence(row, currency))))


def older_channel_sentence(channel: str, known_until: date) -> str:
    """Say that one channel's data end before those of others, and what to do."""
    return _(
        "{channel}'s data end on {day}. What sold there since is unknown, and is not taken for no "
        "sales: upload a newer export."
    ).format(channel=channel, day=day(known_until))


def data_notes(alerts: pd.DataFrame) -> list[str]:
    """Return what is to be known of the shop's data as a whole, by its ALERTS."""
    return alert_sentences(alerts[alerts["sku"] == ""])


def _what_to_do(row: Row, order: Row | None) -> str:
    if order and row.alert == AlertKind.PROMISE_MISSED:
        return _(
            "{units} will not be there in time for customers, the first for customer order "
            "{number}, promised for {day}: tell the customer, or let the order go first."
        ).format(units=whole(row.units), number=whole(order.number), day=day(order.promised_on))
    if order and row.alert in _ABOUT_ORDERS:
        return _order_sentence(row, order)
    if row.alert == AlertKind.TOO_LATE:
        return _(
            "Expected to run out on {day}, before an order placed today arrives: order now, ask "
            "for a faster delivery."
        ).format(day=day(row.day))
    return {
        AlertKind.PROMISE_MISSED: _("Customers ordered more than will be there by its day."),
        AlertKind.OUT_OF_STOCK: _("Nothing left to sell: order now."),
        AlertKind.ORDER_TODAY: _("Will not last until the order after today's: order today."),
        AlertKind.ON_THE_WAY: _(
            "Enough is on the way, but what is here may not last until then: ask when it comes."
        ),
        AlertKind.NOT_ORDERED: _(
            "Will be lacking, but the smallest order is too large: ask for fewer, or look for "
            "another supplier."
        ),
        AlertKind.DEAD_STOCK: _("Has not sold for a long time: mark it down or bundle it."),
        AlertKind.OVERSTOCK: _("More than will sell within lead time and cover period."),
    }[row.alert]


def _order_sentence(row: Row, order: Row) -> str:
    """Say what is to be done about the purchase order that comes first."""
    if row.alert == AlertKind.LATE_ORDER:
        sentence = _(
            "{units} of purchase order {number}, ordered on {ordered}, expected on {expected}, are "
            "not here: ask the supplier. Until you hear more, they count as coming tomorrow."
        )
    else:
        sentence = _(
            "Purchase order {number} is on the way and expected on {expected}, but what is here "
            "may not last until then: ask whether it can come sooner."
        )
    return sentence.format(
        units=whole(row.units),
        number=whole(order.number),
        ordered=day(order.ordered_on),
        expected=day(order.expected_on),
    )


def _money_sentence(row: Row, currency: str) -> str:
    """Say what is tied up or at stake; "" where nobody knows."""
    if row.alert in _TIED_UP:
        return _("{units} units, {money} tied up.").format(
            units=whole(row.units), money=money(row.money, currency)
        )
    if pd.isna(row.money):
        return ""
    if row.alert == AlertKind.ON_THE_WAY:
        return _("Up to {money} of profit is at stake until then.").format(
            money=money(row.money, currency)
        )
    return _("About {money} of profit is at stake.").format(money=money(row.money, currency))
