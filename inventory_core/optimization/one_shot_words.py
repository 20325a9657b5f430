"""How many to buy of what is bought once, or once and then once more."""

from datetime import date

import pandas as pd

from inventory_core.domain.demand import Numbers
from inventory_core.domain.distribution import AnyDistribution
from inventory_core.domain.language import gettext as _
from inventory_core.domain.language import ngettext
from inventory_core.domain.numbers import day, money, percent, whole
from inventory_core.optimization import newsvendor
from inventory_core.optimization.newsvendor import OneShot
from inventory_core.optimization.reorder_once import FirstBuy

_ALMOST_SURE = 0.999


def once_figures(
    demand: AnyDistribution, best: float, product: OneShot, currency: str
) -> list[tuple[str, str, str]]:
    """Say what the best quantity brings: label, number and explanation of each figure."""
    explained = _("Being one short costs {short}, being one over {over}: short / (short + over).")
    return [
        (
            _("Best quantity"),
            whole(best),
            _("The quantile of demand at the critical ratio."),
        ),
        (
            _("Critical ratio"),
            percent(product.critical_ratio),
            explained.format(
                short=money(product.short_cost, currency),
                over=money(product.over_cost, currency),
            ),
        ),
        (
            _("Expected profit"),
            money(float(newsvendor.expected_profit(demand, best, product)), currency),
            "",
        ),
        (
            _("Share of demand served"),
            percent(newsvendor.fill_rate(demand, best)),
            "",
        ),
    ]


def first_buy_sentence(found: FirstBuy, *, decided: date, currency: str) -> str:
    """Say how many to buy now, how many more once it is known what sold, and what that is worth."""
    if not found.worth > 0:
        return _("Buy {first} now; a second order would not pay.").format(first=whole(found.units))
    row = found.usual
    often = row["order_units"] > 0
    if not often:
        row = found.second_orders[found.second_orders["order_units"] > 0].iloc[0]
    sentence = _second_order(row, often=often, all_sold=row["sold_units"] >= found.units)
    plan = sentence.format(
        first=whole(found.units),
        sold=whole(row["sold_units"]),
        day=day(decided),
        more=whole(row["order_units"]),
    )
    worth = _("The chance to reorder is worth {worth}.").format(worth=money(found.worth, currency))
    return f"{plan} {worth}"


def _second_order(row: pd.Series, *, often: bool, all_sold: bool) -> str:
    if often and row["chance"] > _ALMOST_SURE:
        return _("Buy {first} now and {more} on {day}.")
    if often and all_sold:
        return _("Buy {first} now; if all sell by {day}, {more} more.")
    if often:
        return _("Buy {first} now; if {sold} sell by {day}, {more} more.")
    if all_sold:
        return _("Buy {first} now, and {more} more only if all sell by {day}.")
    return _("Buy {first} now, and more only if at least {sold} sell by {day}.")


def past_sales_sentence(sold: Numbers, demand: AnyDistribution) -> str:
    """Say what past sales were understood to be, and what the next ones may come to."""
    numbers = ngettext("{n} number", "{n} numbers", sold.size).format(n=whole(sold.size))
    return _(
        "{numbers}, {mean} on average. In 8 of 10 cases the next lies between {low} and {high}."
    ).format(
        numbers=numbers,
        mean=whole(sold.mean()),
        low=whole(demand.least(0.1)[0]),
        high=whole(demand.least(0.9)[0]),
    )
