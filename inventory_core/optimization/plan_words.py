"""Why so many are ordered, or none, and what a plan comes to."""

import pandas as pd

from inventory_core.domain.language import gettext as _
from inventory_core.domain.language import ngettext, together
from inventory_core.domain.numbers import day, money, whole
from inventory_core.domain.products import DAYS_A_YEAR
from inventory_core.optimization.standing import Standing
from inventory_core.optimization.waiting import Wait

_DAYS_A_MONTH = 30
_TWICE = 2


def planned_for_sentence(wait: Wait) -> str:
    """Say which day a plan is made for, and what is not known of the days before."""
    if not wait.days:
        return _("Planned for {day}, the day after your newest sale.").format(day=day(wait.start))
    return _(
        "Planned for {today}. What sold since {day} is not known yet, and is taken as expected."
    ).format(today=day(wait.today), day=day(wait.start))


def stands_on_sentence(known: Standing) -> str:
    """Say what a plan stands on: whose stock and costs are known, and how long sales are."""
    sentence = ngettext(
        "Stands on: stock known of {stock} of {products} product, costs of {costs}, {length} of "
        "sales.",
        "Stands on: stock known of {stock} of {products} products, costs of {costs}, {length} of "
        "sales.",
        known.products,
    ).format(
        stock=whole(known.stock_known),
        products=whole(known.products),
        costs=whole(known.costs_known),
        length=_length(known.sales_days),
    )
    if not known.never_sold:
        return sentence
    never = ngettext(
        "{products} product has never sold and is like none that did: nobody knows how much of it "
        "will be asked for.",
        "{products} products have never sold and are like none that did: nobody knows how much of "
        "them will be asked for.",
        known.never_sold,
    ).format(products=whole(known.never_sold))
    return together(sentence, never)


def _length(days: int) -> str:
    """Write a stretch of time in the largest unit that it holds twice."""
    years, months = days // DAYS_A_YEAR, days // _DAYS_A_MONTH
    if years >= _TWICE:
        return ngettext("{n} year", "{n} years", years).format(n=whole(years))
    if months >= _TWICE:
        return ngettext("{n} month", "{n} months", months).format(n=whole(months))
    return ngettext("{n} day", "{n} days", days).format(n=whole(days))


def plan_figures(plan: pd.DataFrame, currency: str) -> list[tuple[str, str, str]]:
    """Sum up a plan: label, number and explanation of each figure."""
    to_order = plan[plan["order_units"] > 0]
    return [
        (
            _("Products to order now"),
            f"{whole(len(to_order))} / {whole(len(plan))}",
            _("They would not last until the order after today's, or they join such an order."),
        ),
        (
            _("Spend"),
            money(to_order["spend"].sum(), currency),
            _("At cost. Products of unknown cost, or never counted, are not in it."),
        ),
        (
            _("Safety stock at cost"),
            money((plan["safety_stock"] * plan["cost"]).sum(), currency),
            _("Money that the service level ties up on average."),
        ),
    ]
