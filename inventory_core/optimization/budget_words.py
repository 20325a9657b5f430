"""What a budget buys and brings, and what a little more of it would."""

import math
from collections.abc import Sequence

import pandas as pd

from inventory_core.domain.language import gettext as _
from inventory_core.domain.language import ngettext, together
from inventory_core.domain.numbers import Row, money, rows, whole
from inventory_core.optimization import budget
from inventory_core.optimization.budget import Purchase, Ranking
from inventory_core.optimization.reason_words import guesses, left_alone, need_sentence


def bought_reasons(plan: pd.DataFrame, reasons: Sequence[str], currency: str) -> list[str]:
    """Say for each product of a plan within a budget why it is bought, or why not."""
    return [
        _bought_reason(row, reason, currency)
        for row, reason in zip(rows(plan), reasons, strict=True)
    ]


def _bought_reason(row: Row, reason: str, currency: str) -> str:
    if aside := left_alone(row):
        return aside
    if reason == budget.BOUGHT:
        return together(need_sentence(row), _within_sentence(row), *guesses(row, currency))
    return {
        budget.NO_MONEY: _("Other products bring more for the money."),
        budget.SUPPLIER_MINIMUM: _("Its supplier's smallest order is not reached, or too dear."),
        budget.DOES_NOT_PAY: _("Keeping one more costs more than it would bring."),
        budget.ENOUGH: _("What is there suffices."),
        budget.MINIMUM_BEYOND_SALES: _("The smallest order is more than sells in a year."),
        budget.NO_MARGIN: _("It costs as much as it brings, so buying it earns nothing."),
        budget.UNKNOWN_MONEY: _("Cost or price is unknown: add it on the Products page."),
        budget.UNCOUNTED: _(
            "Never counted: no money is spent on what may lie there. Count it first."
        ),
    }[reason]


def _within_sentence(row: Row) -> str:
    """Say how what the money buys of a product differs from what is needed."""
    more = round(row.order_units) - round(row.lacking_units)
    if more > 0:
        return ngettext(
            "{more} more brings more than keeping it costs.",
            "{more} more bring more than keeping them costs.",
            more,
        ).format(more=whole(more))
    if more < 0:
        return _("The money is enough for {units} of them.").format(units=whole(row.order_units))
    return ""


def nothing_bought_sentence(ranking: Ranking, currency: str) -> str:
    """Say why a budget buys nothing: nothing pays, or it is too small for what does."""
    smallest = ranking.smallest_order
    uncounted = int((ranking.refused == budget.UNCOUNTED).sum())
    if math.isnan(smallest) and uncounted:
        return ngettext(
            "Nothing that was counted pays now. {products} product was never counted, and no money "
            "is spent on what may lie there: count it first.",
            "Nothing that was counted pays now. {products} products were never counted, and no "
            "money is spent on what may lie there: count them first.",
            uncounted,
        ).format(products=whole(uncounted))
    if math.isnan(smallest):
        return _("Nothing more pays now: what is there covers what will probably be asked for.")
    return _("The smallest order that pays costs {smallest}: this buys nothing.").format(
        smallest=money(smallest, currency)
    )


def budget_sentence(ranking: Ranking, purchase: Purchase, *, spend: float, currency: str) -> str:
    """Say what a budget buys and brings, or why it buys nothing.

    spend: of it at the supplier's prices.
    """
    if not purchase.budget >= ranking.smallest_order:
        return nothing_bought_sentence(ranking, currency)
    return _("{spend} of {budget} is spent, and expected to bring {profit}.").format(
        spend=money(spend, currency),
        budget=money(purchase.budget, currency),
        profit=money(purchase.profit, currency),
    )


def next_buy_sentence(units: pd.Series, *, more: float, profit: float, currency: str) -> str:
    """Say what a little more money would buy (units by product name) and bring."""
    if units.empty:
        return _("{more} more would buy nothing that pays.").format(more=money(more, currency))
    most = units.sort_values(ascending=False).head(5)
    listed = ", ".join(f"{whole(number)} × {name}" for name, number in most.items())
    unnamed = len(units) - len(most)
    if unnamed:
        sentence = ngettext(
            "{money} more would buy {listed} and {number} other and bring {profit}.",
            "{money} more would buy {listed} and {number} others and bring {profit}.",
            unnamed,
        )
    else:
        sentence = _("{money} more would buy {listed} and bring {profit}.")
    return sentence.format(
        money=money(more, currency),
        listed=listed,
        number=whole(unnamed),
        profit=money(profit, currency),
    )


def purchase_figures(
    purchase: Purchase, *, spend: float, currency: str
) -> list[tuple[str, str, str]]:
    """Sum up what a budget buys: label, number and explanation of each figure."""
    return [
        (_("Spend"), money(spend, currency), _("In whole packs, smallest orders kept")),
        (
            _("Expected to bring"),
            money(purchase.profit, currency),
            _("Profit of the sales that would else be lost, less ordering and holding"),
        ),
        (_("Products"), whole((purchase.units > 0).sum()), ""),
        (
            _("Left over"),
            money(purchase.budget - spend, currency),
            _("Too little for anything that pays"),
        ),
    ]
