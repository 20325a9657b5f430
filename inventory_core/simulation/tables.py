"""The declared columns of what comes of walking the shop through its days."""

from inventory_core.domain.columns import (
    Schema,
    day,
    days,
    flag,
    money,
    percent,
    share,
    some_of,
    text,
    units,
    words,
)
from inventory_core.domain.language import N_

PAYMENTS: Schema = {
    "day": day(N_("Pay on")),
    "supplier": words(N_("Supplier")),
    "kind": text(N_("For")),
    "ordered_on": day(N_("Ordered on")),
    "placed": flag(),
    "money": money(N_("Amount")),
}
"""One row per payment to come: when, to whom, what part, and for the orders of which day.

placed: for an order that was placed; the others will be, if the plan is followed.
"""

PAYMENTS_ON_SCREEN = some_of(PAYMENTS, "day", "supplier", "kind", "money", "ordered_on")
"""What of it is shown and taken home, in this order."""

CASH: Schema = {
    "first_day": day(),
    "deposits": money(),
    "balances": money(),
    "order_costs": money(),
    "paid": money(),
    "takings": money(),
    "stock_value": money(),
}
"""One row per week to come, all in money: what is due in it, what sales bring, stock at its end.

paid: deposits, balances and order costs together. stock_value: at cost.
"""

BALANCES: Schema = {"day": day(), "balance": money()}
"""One row per day to come: the money that there is on its evening."""

BETTER_SETTINGS: Schema = {
    "sku": text(N_("SKU")),
    "name": words(N_("Product")),
    "service_level": share(N_("Level now"), N_("Empty: your service rule decides")),
    "review_period_days": days(
        N_("Look now"), N_("Days from one look, and chance to order, to the next")
    ),
    "picked_level": share(N_("Level picked"), N_("Empty: your service rule decides")),
    "picked_review_days": days(
        N_("Look picked"), N_("Days from one look, and chance to order, to the next")
    ),
    "searched_cost": money(N_("Searched, now"), N_("On the days that were searched")),
    "picked_searched_cost": money(N_("Searched, picked"), N_("On the days that were searched")),
    "unseen_cost": money(N_("Cost now")),
    "picked_unseen_cost": money(N_("Cost picked")),
    "picked": flag(),
    "won": flag(),
}
"""One row per product: its present settings, those that a search of its past picked, their costs.

service_level: empty where the shop's rule decides. Costs are money on the days searched and on
those not seen. picked: it is not the present settings; won: it is cheaper on the days not seen.
"""

RULES: Schema = {
    "rule": words(N_("Rule")),
    "total": money(N_("Cost")),
    "lost_sales": money(N_("Lost sales"), N_("Margin and goodwill of what was not there")),
    "holding": money(N_("Holding")),
    "ordering": money(N_("Ordering")),
    "fill_rate": percent(
        N_("Served, %"), N_("Share of what was asked for that was there, by cost"), digits=1
    ),
    "stockout_days": units(
        N_("Stockout days"), N_("Days on which a product asked for was not there")
    ),
    "stock_value": money(N_("Average stock")),
    "orders": units(N_("Orders")),
}
"""One row per rule by which the past was walked again, over all products."""
