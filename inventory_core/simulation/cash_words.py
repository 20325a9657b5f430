"""What is to be paid when, and what that is reckoned from."""

from datetime import date

import pandas as pd

from inventory_core.domain.language import gettext as _
from inventory_core.domain.language import ngettext
from inventory_core.domain.numbers import day, money, whole
from inventory_core.optimization.supplier_words import supplier_label
from inventory_core.simulation import cash, owed
from inventory_core.simulation.cash import Cash
from inventory_core.simulation.funds import Funds, Lack
from inventory_core.simulation.tables import PAYMENTS

NEXT_WEEKS = 4
"""For which a seller sets money aside."""


def payment_label(kind: str) -> str:
    """Name a part of what an order costs."""
    return {
        cash.DEPOSIT: _("Deposit"),
        owed.BALANCE: _("Balance"),
        owed.ORDER_COST: _("Order cost"),
    }[kind]


def no_costs_sentence() -> str:
    """Say why nothing is known of money."""
    return _("No product has a cost or a price, so nothing can be said about money.")


def payment_list(payments: pd.DataFrame) -> pd.DataFrame:
    """Return PAYMENTS with suppliers and kinds as a seller reads them."""
    return payments.assign(
        supplier=payments["supplier"].map(supplier_label),
        kind=payments["kind"].map(payment_label),
    )[list(PAYMENTS)]


def cash_figures(ahead: Cash, *, currency: str) -> list[tuple[str, str, str]]:
    """Say what is to be paid and what comes in: label, number and explanation of each figure."""
    soon, weeks = ahead.weeks.head(NEXT_WEEKS), len(ahead.weeks)
    return [
        (
            _("To pay in {n} weeks").format(n=NEXT_WEEKS),
            money(soon["paid"].sum(), currency),
            _("For open orders, and those of today and later if you follow the plan."),
        ),
        (
            _("Takings in {n} weeks").format(n=NEXT_WEEKS),
            money(soon["takings"].sum(), currency),
            _("Units expected to sell, at their price, before fees, taxes and postage."),
        ),
        (
            _("To pay in {n} weeks").format(n=weeks),
            money(ahead.weeks["paid"].sum(), currency),
            _("For open orders and those of these weeks, {later} more is due after them.").format(
                later=money(ahead.due_later, currency)
            ),
        ),
        (
            _("Stock in {n} weeks").format(n=weeks),
            money(ahead.weeks["stock_value"].iloc[-1], currency),
            _("At cost; {now} today, less what probably sold since your newest sale.").format(
                now=money(ahead.stock_value, currency)
            ),
        ),
    ]


def cash_sentence(ahead: Cash, *, currency: str) -> str:
    """Sum up the next weeks: what is to be paid, when most of it, and what becomes of the stock."""
    soon = ahead.weeks.head(NEXT_WEEKS)
    if not soon["paid"].sum():
        return _nothing_soon(ahead, currency)
    dearest = soon.iloc[int(soon["paid"].argmax())]
    return _(
        "In the next {weeks} weeks {paid} is to be paid, most in the week from {day}: {most}. Your "
        "stock is expected to go from {before} to {after} at cost."
    ).format(
        weeks=NEXT_WEEKS,
        paid=money(soon["paid"].sum(), currency),
        day=day(dearest["first_day"]),
        most=money(dearest["paid"], currency),
        before=money(ahead.stock_value, currency),
        after=money(soon["stock_value"].iloc[-1], currency),
    )


def _nothing_soon(ahead: Cash, currency: str) -> str:
    if ahead.payments.empty:
        return _("Nothing is to be paid in the next {weeks} weeks.").format(weeks=len(ahead.weeks))
    first = ahead.payments.iloc[0]
    return _(
        "Nothing is to be paid in the next {weeks} weeks; the first payment is {money} on {day}."
    ).format(weeks=NEXT_WEEKS, money=money(first["money"], currency), day=day(first["day"]))


def funds_sentence(funds: Funds | None, missing: Lack | None, *, currency: str, today: date) -> str:
    """Say whether the money lasts, or what must be known to tell."""
    if funds is None:
        return _(
            "Type what is in your account, and you see here and in the alerts whether it lasts."
        )
    if not funds.is_of_now(today):
        return _(
            "Your balance of {day} is too old to tell whether the money lasts: type today’s."
        ).format(day=day(funds.on))
    if missing is None:
        return _(
            "From {balance} on {day}, the money lasts through all these weeks if you follow the "
            "plan and sell what is expected."
        ).format(balance=money(funds.money, currency), day=day(funds.on))
    return _(
        "From {balance} on {day}, the money runs out on {short}, and up to {missing} is missing "
        "on {worst}, if you follow the plan and sell what is expected."
    ).format(
        balance=money(funds.money, currency),
        day=day(funds.on),
        short=day(missing.first_day),
        missing=money(missing.money, currency),
        worst=day(missing.worst_day),
    )


def cash_gaps(ahead: Cash, *, currency: str) -> list[str]:
    """Say what is missing from the amounts, or only guessed."""
    counted = (
        (
            ahead.uncounted,
            ngettext(
                "{products} product that was never counted is in neither payments nor takings.",
                "{products} products that were never counted are in neither payments nor takings.",
                ahead.uncounted,
            ),
        ),
        (
            ahead.uncosted,
            ngettext(
                "{products} product of unknown cost is not counted.",
                "{products} products of unknown cost are not counted.",
                ahead.uncosted,
            ),
        ),
        (
            ahead.guessed,
            ngettext(
                "The cost of {products} product is guessed from its price.",
                "The cost of {products} products is guessed from their price.",
                ahead.guessed,
            ),
        ),
        (
            ahead.unpriced,
            ngettext(
                "{products} product of unknown price is not in the takings.",
                "{products} products of unknown price are not in the takings.",
                ahead.unpriced,
            ),
        ),
    )
    gaps = [text.format(products=whole(products)) for products, text in counted if products]
    return [*gaps, *_owed(ahead, currency)]


def _owed(ahead: Cash, currency: str) -> list[str]:
    """Say that of some units on order nobody said what is owed for them, where there are such."""
    if not ahead.owed_value:
        return []
    return [
        _(
            "What you still owe for units that are on order without a purchase order or without "
            "its prices ({money} at cost) is not counted."
        ).format(money=money(ahead.owed_value, currency))
    ]


def cash_explanation() -> list[str]:
    """Say what the coming weeks are reckoned from."""
    return [
        _(
            "You order today what the plan says. From then on you look at each product once in its "
            "review period, and order it as the plan does once it is below its reorder point."
        ),
        _(
            "Customers buy as many as are expected on average. It will be more or less: keep a "
            "reserve."
        ),
        _(
            "Goods arrive after their usual lead time. The deposit is paid with the order, the "
            "rest so many days after arrival as the Suppliers page says; without terms, everything "
            "is paid on arrival."
        ),
        _(
            "What an order costs at a supplier, whatever is in it, is paid with the order. The "
            "cost per order of the settings is mostly your own time, and is not counted."
        ),
        _(
            "Units of a purchase order arrive on its expected day; others that are on order count "
            "as there from today on, since neither their day nor what you owe for them is known."
        ),
        _(
            "Of a purchase order that is not paid, the deposit was paid with the order; the rest "
            "is due by the terms of its supplier once the last of it is here, freight when it "
            "comes."
        ),
        _("Takings are the units expected to sell at their price, before fees, taxes and postage."),
        _(
            "What is in your account counts for a week as you typed it; from today on each day "
            "takes a seventh of what goes out a week beside goods."
        ),
        _("What is bought only once, or discontinued, is sold off and not bought again."),
        _("Of what was never counted nothing is bought: what lies there is not known."),
        _("Stock is counted at cost. What is promised is handed over first, and is not in it."),
    ]
