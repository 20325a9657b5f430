"""What is wrong with which product, and what to do."""

from datetime import date

import pandas as pd

from inventory_core.domain.frames import check
from inventory_core.domain.language import N_, ngettext, together
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import Row, day, decimal, money, rows, whole
from inventory_core.monitoring.alerts import AlertKind
from inventory_core.monitoring.signals import Signals
from inventory_core.monitoring.tables import ALERTS
from inventory_core.monitoring.track_record import TOO_HIGH, TOO_LOW
from inventory_core.optimization.waiting import LONGEST_WAIT_DAYS

_ABOUT_SHOP = (
    AlertKind.FILES_WAITING,
    AlertKind.STALE_DATA,
    AlertKind.OLDER_CHANNEL,
    AlertKind.NO_STOCK_COUNT,
    AlertKind.SLOW_SUPPLIER,
    AlertKind.CASH_SHORT,
)
_ABOUT_ORDERS = (AlertKind.LATE_ORDER, AlertKind.ON_THE_WAY)
_SURPRISES = (AlertKind.SELLS_FAST, AlertKind.SELLS_SLOWLY)
_TIED_UP = (
    AlertKind.DEAD_STOCK,
    AlertKind.OVERSTOCK,
    AlertKind.SPOILS,
    AlertKind.OVER_ORDERED,
)
_RAREST = 10_000
"""What is rarer than once in so many weeks is only said to be so rare."""

_LABELS = {
    AlertKind.FILES_WAITING: N_("Files that wait"),
    AlertKind.STALE_DATA: N_("Data too old"),
    AlertKind.OLDER_CHANNEL: N_("Channel too old"),
    AlertKind.NO_STOCK_COUNT: N_("Stock not counted"),
    AlertKind.SLOW_SUPPLIER: N_("Supplier is slow"),
    AlertKind.CASH_SHORT: N_("Cash is short"),
    AlertKind.PROMISE_MISSED: N_("Customers will wait"),
    AlertKind.OUT_OF_STOCK: N_("Out of stock"),
    AlertKind.TOO_LATE: N_("Runs out too soon"),
    AlertKind.ORDER_TODAY: N_("Runs low"),
    AlertKind.LATE_ORDER: N_("Late"),
    AlertKind.ON_THE_WAY: N_("On the way"),
    AlertKind.NOT_ORDERED: N_("Lacking, not ordered"),
    AlertKind.MISSED_SEASON: N_("Too late for its season"),
    AlertKind.SELLS_FAST: N_("Sells fast"),
    AlertKind.BELOW_COST: N_("Sold below cost"),
    AlertKind.SPOILS: N_("Will spoil"),
    AlertKind.OVER_ORDERED: N_("Too much on order"),
    AlertKind.DEAD_STOCK: N_("Dead stock"),
    AlertKind.OVERSTOCK: N_("Overstock"),
    AlertKind.SELLS_SLOWLY: N_("Sells slowly"),
    AlertKind.OFF_TRACK: N_("Forecast off track"),
}
"""What each kind of alert is called, as the filter does."""
_ADVICE = {
    AlertKind.PROMISE_MISSED: N_("Customers ordered more than will be there by its day."),
    AlertKind.OUT_OF_STOCK: N_("Nothing left to sell: order now."),
    AlertKind.ORDER_TODAY: N_("Will not last until the order after today's: order today."),
    AlertKind.ON_THE_WAY: N_(
        "Enough is on the way, but what is here may not last until then: ask when it comes."
    ),
    AlertKind.NOT_ORDERED: N_(
        "Will be lacking, but the smallest order is too large: ask for fewer, or look for "
        "another supplier."
    ),
    AlertKind.SELLS_FAST: N_("Sold far more than was expected: see whether it goes on."),
    AlertKind.SELLS_SLOWLY: N_("Sold far less than was expected: see whether it goes on."),
    AlertKind.OFF_TRACK: N_("Sells otherwise than expected again and again."),
    AlertKind.BELOW_COST: N_("Sells for less than it costs: raise the price, or correct the cost."),
    AlertKind.SPOILS: N_("Will not sell before it spoils: sell it first, or mark it down."),
    AlertKind.OVER_ORDERED: N_(
        "More is on order than will sell within lead time and cover period: ask the supplier "
        "to send less, or later."
    ),
    AlertKind.DEAD_STOCK: N_("Has not sold for a long time: mark it down or bundle it."),
    AlertKind.OVERSTOCK: N_("More than will sell within lead time and cover period."),
}
"""What to do about a kind of alert of which nothing is known in detail."""


def alert_label(kind: str) -> str:
    """Name a kind of alert as the filter does."""
    return _(_LABELS[AlertKind(kind)])


def at_stake(kind: str, amount: str) -> str:
    """Say what an amount of money means in this kind of alert."""
    if kind == AlertKind.BELOW_COST:
        return _("{amount} lost in four weeks").format(amount=amount)
    if kind in _TIED_UP:
        return _("{amount} tied up").format(amount=amount)
    if kind == AlertKind.ON_THE_WAY:
        return _("{amount} missed until then").format(amount=amount)
    return _("{amount} profit at stake").format(amount=amount)


def alert_sentences(
    alerts: pd.DataFrame, currency: str = "", *, signals: Signals | None = None
) -> list[str]:
    """Say for each alert (ALERTS) what is wrong and what to do.

    Args:
        alerts: ALERTS.
        currency: the shop's.
        signals: that the alerts were made from; what they say in detail is left out without.
    """
    behind = _behind(signals or Signals())
    return [
        _alert_sentence(row, currency, behind.get(AlertKind(row.alert), {}).get(row.sku))
        for row in rows(check(alerts, ALERTS))
    ]


def _behind(signals: Signals) -> dict[AlertKind, dict[str, Row]]:
    """Return what each kind of alert is about: a row by product, the first where there are more."""
    first = _by_product(signals.incoming.sort_values("expected_on"))
    return {
        AlertKind.PROMISE_MISSED: _by_product(signals.promises.sort_values("promised_on")),
        **dict.fromkeys((*_ABOUT_ORDERS, AlertKind.OUT_OF_STOCK), first),
        **dict.fromkeys(_SURPRISES, _by_product(signals.surprises)),
        AlertKind.OFF_TRACK: _by_product(signals.off_track),
    }


def _by_product(table: pd.DataFrame) -> dict[str, Row]:
    return {row.sku: row for row in rows(table.drop_duplicates("sku"))}


def _alert_sentence(row: Row, currency: str, about: Row | None) -> str:
    if row.alert in _ABOUT_SHOP:
        return _sentence_about_shop(row, currency)
    return together(_what_to_do(row, about), _money_sentence(row, currency))


def _sentence_about_shop(row: Row, currency: str) -> str:
    """Say what is wrong with no single product."""
    if row.alert == AlertKind.CASH_SHORT:
        return _(
            "If you order as planned, your money runs out on {day}, and up to {money} is missing "
            "later: order less today, or ask a supplier for time to pay. The Cash page shows when."
        ).format(day=day(row.day), money=money(row.money, currency))
    if row.alert == AlertKind.OLDER_CHANNEL:
        return older_channel_sentence(row.name, row.day)
    number = int(row.units)
    if row.alert == AlertKind.STALE_DATA:
        return _stale_sentence(row, number)
    if row.alert == AlertKind.FILES_WAITING:
        return ngettext(
            "{files} file in the watched folder needs an answer: open the Upload page, which asks.",
            "{files} files in the watched folder need an answer: open the Upload page, which asks.",
            number,
        ).format(files=whole(number))
    if row.alert == AlertKind.SLOW_SUPPLIER:
        return _slow_sentence(row)
    return ngettext(
        "{products} product that sells was never counted: what is to be ordered of it is told "
        "without what you have. Count it on the Optimization page, or upload a stock file.",
        "{products} products that sell were never counted: what is to be ordered of them is "
        "told without what you have. Count them on the Optimization page, or upload a stock "
        "file.",
        number,
    ).format(products=whole(number))


def _stale_sentence(row: Row, number: int) -> str:
    sentence = _(
        "The newest sale is {age} old. What sold since is not known, and is taken as expected: "
        "upload a newer export."
    )
    if number - 1 > LONGEST_WAIT_DAYS:
        sentence = _(
            "The newest sale is {age} old: too long ago to say what sold since. So the plan is "
            "made for {day}, as if that were today: upload a newer export."
        )
    age = ngettext("{days} day", "{days} days", number).format(days=whole(number))
    return sentence.format(age=age, day=day(row.day))


def _slow_sentence(row: Row) -> str:
    return ngettext(
        "{supplier} takes {days} day longer than the plan counts on: use the real lead time on the "
        "Suppliers page.",
        "{supplier} takes {days} days longer than the plan counts on: use the real lead time on "
        "the Suppliers page.",
        int(row.units),
    ).format(supplier=row.name, days=whole(row.units))


def older_channel_sentence(channel: str, known_until: date) -> str:
    """Say that one channel's data end before those of others, and what to do."""
    return _(
        "{channel}'s data end on {day}. What sold there since is unknown, and is not taken for no "
        "sales: upload a newer export."
    ).format(channel=channel, day=day(known_until))


def data_notes(alerts: pd.DataFrame) -> list[str]:
    """Return what is to be known of the shop's data as a whole, by its ALERTS."""
    about_data = (alerts["sku"] == "") & (alerts["alert"] != AlertKind.CASH_SHORT)
    return alert_sentences(alerts[about_data])


def _what_to_do(row: Row, about: Row | None) -> str:
    if about:
        return _in_detail(row, about)
    if row.alert == AlertKind.TOO_LATE:
        return _(
            "By the sales that are known, it lasts until about {day}, and an order placed today "
            "comes later: order now, ask for a faster delivery."
        ).format(day=day(row.day))
    if row.alert == AlertKind.MISSED_SEASON:
        return _(
            "{units} more will be asked for than there are, but an order placed today arrives on "
            "{day}, when it hardly sells any more: do not order it for this season, and order "
            "earlier for the next."
        ).format(units=whole(row.units), day=day(row.day))
    return _short_advice(AlertKind(row.alert))


def _in_detail(row: Row, about: Row) -> str:
    """Say what is wrong by what it is about (see `_behind`)."""
    if row.alert == AlertKind.OUT_OF_STOCK:
        return _out_of_stock_sentence(about)
    if row.alert in _ABOUT_ORDERS:
        return _order_sentence(row, about)
    if row.alert in _SURPRISES:
        return _surprise_sentence(row, about)
    if row.alert == AlertKind.OFF_TRACK:
        return _off_track_sentence(about)
    return _(
        "{units} will not be there in time for customers, the first for customer order {number}, "
        "promised for {day}: tell the customer, or let the order go first."
    ).format(units=whole(row.units), number=whole(about.number), day=day(about.promised_on))


def _short_advice(kind: AlertKind) -> str:
    return _(_ADVICE[kind])


def _out_of_stock_sentence(order: Row) -> str:
    """Say that what is on the way is not enough, and when it comes."""
    return _(
        "Nothing left to sell. {units} of purchase order {number} are expected on {day}, which is "
        "not enough: order now."
    ).format(units=whole(order.units), number=whole(order.number), day=day(order.expected_on))


def _surprise_sentence(row: Row, week: Row) -> str:
    """Say how much sold in the newest week, what was expected, and how rare that is."""
    if row.alert == AlertKind.SELLS_FAST:
        sentence = _(
            "{sold} sold in the week to {day}, where {expected} were expected; so many come about "
            "once in {weeks} weeks: see whether it goes on, the forecast follows by itself."
        )
    else:
        sentence = _(
            "{sold} sold in the week to {day}, where {expected} were expected; so few come about "
            "once in {weeks} weeks: see whether it is still on sale, and the price right."
        )
    return sentence.format(
        sold=whole(week.actual_units),
        day=day(row.day),
        expected=decimal(week.expected_units),
        weeks=whole(min(1 / max(week.chance, 1 / _RAREST), _RAREST)),
    )


def _off_track_sentence(about: Row) -> str:
    """Say what forecasts did again and again, and where that can be mended."""
    if about.why == TOO_LOW:
        wrong = _("{forecasts} forecasts in a row were too low")
    elif about.why == TOO_HIGH:
        wrong = _("{forecasts} forecasts in a row were too high")
    else:
        wrong = _("{forecasts} forecasts missed by more than repeating 28 days would have")
    advice = _(
        "{wrong} ({expected} expected in all, {sold} sold): choose another model on the Forecast "
        "page, or change its months by hand."
    )
    return advice.format(
        wrong=wrong.format(forecasts=whole(about.forecasts)),
        expected=whole(about.expected_units),
        sold=whole(about.actual_units),
    )


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
    if row.alert == AlertKind.BELOW_COST:
        return _("That loses {money} in four weeks.").format(money=money(row.money, currency))
    if row.alert in _TIED_UP:
        return _("{units} units, {money} tied up.").format(
            units=whole(row.units), money=money(row.money, currency)
        )
    if pd.isna(row.money):
        return ""
    if row.alert == AlertKind.ON_THE_WAY:
        return _("About {money} of profit will be missed until then.").format(
            money=money(row.money, currency)
        )
    return _("About {money} of profit is at stake.").format(money=money(row.money, currency))
