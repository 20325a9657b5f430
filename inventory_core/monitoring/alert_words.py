"""What is wrong with which product, and what to do."""

import pandas as pd

from inventory_core.domain.frames import check
from inventory_core.domain.language import gettext as _
from inventory_core.domain.language import ngettext
from inventory_core.domain.numbers import Row, day, money, rows, whole
from inventory_core.monitoring import alerts as kinds
from inventory_core.monitoring.tables import ALERTS


def alert_label(kind: str) -> str:
    """Name a kind of alert as the filter does."""
    return {
        kinds.STALE_DATA: _("Data too old"),
        kinds.NO_STOCK_COUNT: _("Stock not counted"),
        kinds.OUT_OF_STOCK: _("Out of stock"),
        kinds.TOO_LATE: _("Runs out too soon"),
        kinds.ORDER_TODAY: _("Order today"),
        kinds.DEAD_STOCK: _("Dead stock"),
        kinds.OVERSTOCK: _("Overstock"),
    }[kind]


def at_stake(kind: str, amount: str) -> str:
    """Say what an amount of money means in this kind of alert."""
    if kind in (kinds.DEAD_STOCK, kinds.OVERSTOCK):
        return _("{amount} tied up").format(amount=amount)
    return _("{amount} profit at stake").format(amount=amount)


def alert_sentences(alerts: pd.DataFrame, currency: str = "") -> list[str]:
    """Say for each alert (ALERTS) what is wrong and what to do."""
    return [_alert_sentence(row, currency) for row in rows(check(alerts, ALERTS))]


def _alert_sentence(row: Row, currency: str) -> str:
    at_stake = (
        ""
        if pd.isna(row.money)
        else " "
        + _("About {money} of profit is at stake.").format(money=money(row.money, currency))
    )
    tied_up = _("{units} units, {money} tied up.").format(
        units=whole(row.units), money=money(row.money, currency)
    )
    days = int(row.units)
    return {
        kinds.STALE_DATA: _(
            "The newest sale is {age} old. The plan is made for {day}: upload a newer export."
        ).format(
            age=ngettext("{days} day", "{days} days", days).format(days=whole(days)),
            day=day(row.day),
        ),
        kinds.NO_STOCK_COUNT: _(
            "{products} products that sell were never counted and are planned as if none were on "
            "hand: upload a stock file."
        ).format(products=whole(row.units)),
        kinds.OUT_OF_STOCK: _("Nothing left to sell: order now.") + at_stake,
        kinds.TOO_LATE: _(
            "Expected to run out on {day}, before an order placed today arrives: order now, ask "
            "for a faster delivery."
        ).format(day=day(row.day))
        + at_stake,
        kinds.ORDER_TODAY: _("The stock position fell below the reorder point: order today.")
        + at_stake,
        kinds.DEAD_STOCK: _("Has not sold for a long time: mark it down or bundle it.")
        + " "
        + tied_up,
        kinds.OVERSTOCK: _("More than will sell within lead time and cover period.")
        + " "
        + tied_up,
    }[row.alert]
