"""The declared columns of the shop in figures."""

from inventory_core.domain.columns import (
    Schema,
    day,
    days,
    flag,
    money,
    number,
    share,
    some_of,
    text,
    units,
    words,
)
from inventory_core.domain.language import N_

AGES_DAYS = (30, 60, 90, 180)
"""Up to so many days since it came a unit is of one age; older is one more."""

AGEING: Schema = {
    "to_30": money(N_("0–30 days")),
    "to_60": money(N_("31–60 days")),
    "to_90": money(N_("61–90 days")),
    "to_180": money(N_("91–180 days")),
    "older": money(N_("Over 180 days")),
    "unknown_age": money(N_("Age unknown"), N_("Lay there at the first count")),
}
"""Stock at cost by the days since it came; its columns are in the order of age."""

MARGIN: Schema = {
    "units": units(N_("Units sold")),
    "takings": money(N_("Takings"), N_("Units of known price at that price")),
    "cost_of_sales": money(N_("Cost of what sold"), N_("Units of known price and cost")),
    "margin": money(N_("Margin"), N_("Takings less the cost of what sold, before fees and taxes")),
    "margin_rate": share(N_("Margin rate"), N_("Of the takings")),
    "unknown_units": units(N_("Not in the margin"), N_("Units of unknown price or cost")),
}
"""What was sold and earned; empty where no price, or no cost, of what sold is known."""

MARGIN_BY: dict[str, Schema] = {
    "supplier": {"supplier": text(N_("Supplier")), **MARGIN},
    "channel": {"channel": text(N_("Channel")), **MARGIN},
}
"""One row per supplier, or channel, of what was sold in the year."""

MONTHS_BESIDE: Schema = {
    "which": text(N_("Month")),
    "first_day": day(N_("From")),
    "last_day": day(N_("To")),
    **some_of(MARGIN, "units", "takings", "margin", "margin_rate"),
}
"""This month so far beside as many days of the last one, and of the same month last year.

Where no sales are known of those days from the first on, their numbers are empty.
"""

WEEKS_SOLD: Schema = {
    "first_day": day(N_("From")),
    **some_of(MARGIN, "units", "takings", "margin"),
}
"""One row per whole week until the newest sale: what was sold in it, and what that brought."""

STOCK_VALUES: Schema = {"day": day(), "stock_value": money(), "ahead": flag()}
"""One row per week: what the stock was worth in an evening, or is expected to be."""

PRODUCT_FIGURES: Schema = {
    "sku": text(N_("SKU")),
    "name": words(N_("Product")),
    "supplier": text(N_("Supplier")),
    "class": text(N_("Class"), N_("Profit: A, B, C. Steadiness of demand: X, Y, Z.")),
    "cost": money(N_("Cost")),
    "price": money(N_("Price")),
    "on_hand": units(N_("On hand")),
    "committed": units(N_("Committed")),
    "stock_value": money(N_("Stock at cost")),
    "daily_demand": units(N_("Expected a day"), digits=1),
    "cover_days": days(N_("Days of cover")),
    **MARGIN,
    "counted_days": days(N_("Days of known stock"), N_("Of the year, since the first count")),
    "average_value": money(N_("Average stock at cost"), N_("On the days of known stock")),
    "cost_a_year": money(N_("Cost of what sells in a year"), N_("At the pace of those days")),
    "margin_a_year": money(N_("Margin a year"), N_("At the pace of those days")),
    "turnover": number(N_("Turns a year"), digits=1),
    "gmroi": number(N_("GMROI"), digits=2),
    "available_units": units(N_("Had to sell"), N_("There 13 weeks ago, and come since")),
    "taken_units": units(N_("Sold of them")),
    "sell_through": share(N_("Sell-through")),
    "lost_units": units(N_("Missed sales"), N_("Units, an estimate"), digits=1),
    "lost_money": money(N_("Missed takings"), N_("At today’s price, an estimate")),
    "fill_rate": share(N_("Served"), N_("Of what was asked for, an estimate")),
    "days_on_sale": days(N_("Days on sale"), N_("Of the year, since its first sale")),
    "stockout_days": days(N_("Days sold out")),
    "overstock_money": money(N_("In overstock")),
    "dead_money": money(N_("In dead stock")),
    **AGEING,
    "variation": number(
        N_("Unsteadiness"), N_("Of demand: its standard deviation over its mean"), digits=2
    ),
    "profit_a_year": money(N_("Profit a year"), N_("Expected, before fees and taxes")),
    "recent_units": units(N_("Sold lately"), N_("In 13 weeks")),
    "recent_takings": money(N_("Takings lately"), N_("In 13 weeks")),
}
"""One row per product: all that the shop's figures are made of.

All money is at the cost of today and empty where that, or what else it takes, is unknown; money in
overstock and in dead stock is as the Overstock page and the alerts tell it.
"""
