"""The declared columns of what is decided: plan, purchases, overstock, prices."""

from inventory_core.domain.columns import (
    Schema,
    day,
    days,
    flag,
    money,
    number,
    percent,
    sentence,
    some_of,
    text,
    units,
    words,
)
from inventory_core.domain.language import N_
from inventory_core.domain.settings import RANGES

PLAN: Schema = {
    "sku": text(N_("SKU")),
    "name": words(N_("Product")),
    "category": text(),
    "supplier": text(N_("Supplier")),
    "model": text(),
    "one_shot": flag(),
    "discontinued": flag(),
    "no_order_until": day(),
    "on_hand": units(N_("On hand")),
    "on_order": units(N_("On order")),
    "committed": units(),
    "stock_position": units(N_("Stock position"), N_("On hand + on order − committed")),
    "stock_known": flag(),
    "daily_demand": number(),
    "yearly_demand": number(),
    "lead_time_days": days(),
    "protection_days": days(),
    "protection_demand": units(
        N_("Demand over protection period"), N_("Expected in lead time and review period"), digits=0
    ),
    "safety_stock": units(N_("Safety stock"), digits=0),
    "reorder_point": units(N_("Reorder point"), N_("Expected demand + safety stock")),
    "eoq_units": units(N_("EOQ"), N_("Economic order quantity"), digits=0),
    "lot_units": units(),
    "lacking_units": units(),
    "wanted_units": units(),
    "moq_units": units(),
    "pack_size_units": units(),
    "shelf_life_days": days(),
    "most_units": units(),
    "order_units": units(N_("Order")),
    "added_units": units(),
    "joins": flag(),
    "cost": money(),
    "price": money(),
    "unit_cost": money(),
    "spend": money(N_("Spend")),
    "order_on": day(),
    "order_by": day(N_("Order by")),
    "stockout_day": day(N_("Runs out")),
    "cover_days": days(),
    "lead_time_demand": units(),
    "lost_units": units(),
    "left_units": units(N_("Left on arrival"), N_("Expected when an order placed today arrives")),
    "missed_units": units(),
    "spoiled_units": units(),
    "next_demand": units(
        N_("Needed until the next"), N_("Expected from that arrival to the next possible one")
    ),
    "short_units": units(),
    "arrives": day(N_("Arrives"), N_("If ordered today")),
    "overstock_units": units(),
    "over_ordered_units": units(),
    "days_since_sale": days(),
    "days_on_sale": days(),
    "service_level": number(),
    "stockouts_a_year": number(
        N_("Stockouts a year"),
        N_("How often it will probably run out before the next order arrives"),
        digits=1,
    ),
    "class": text(N_("Class"), N_("Profit: A, B, C. Steadiness of demand: X, Y, Z.")),
    "holding_rate": number(),
    "order_cost": money(),
    "refused": text(),
    "defaults": text(),
}
"""One row per product: what to order, and every number that led there.

Where stock_known is false, what is on hand and all that follows from it is empty, but for what is
known to have come, and spend is, too; order_units are those that would be ordered if no others lay
there. order_on is the next day on which the supplier takes orders, empty where that is today.

protection_demand is expected, over lead time and review period; lead_time_demand over the usual
lead time alone; lost_units are expected to be asked for in vain before an order placed now arrives,
and need no order any more; missed_units are those of them whose season is over by then; left_units
are those that such an order meets; spoiled_units are those on hand that spoil before the next
arrives, if all are of today; short_units are asked for in vain, between its arrival and that of the
next, if nothing is ordered now; lacking_units are what an order has to bring at least;
over_ordered_units are on order, will not sell within lead time and cover period, and are more than
an order of today would bring; lot_units are usually ordered at once; wanted_units are what reorder
point and lot ask for before pack and MOQ; most_units sell within the shelf life, without end where
it keeps; joins marks what is above its reorder point and ordered along with others; added_units are
there only for the supplier's minimum; order_cost is the share of what an order of several products
costs; cover_days is empty where nothing sells; service_level is the chance of lasting that the
reorder point has to give; class is profit (A, B, C) and steadiness (X, Y, Z); refused says why
something lacking is not ordered, else ""; unit_cost is what a unit of this order costs, cost what
one usually does; defaults lists the fields for which the shop's default stands in.
"""

PLAN_ON_SCREEN: Schema = {
    **some_of(PLAN, "name", "order_units", "spend"),
    "reason": sentence(N_("Why")),
    **some_of(PLAN, "arrives", "stockout_day", "order_by", "on_hand", "on_order"),
    **some_of(PLAN, "sku", "supplier"),
    **some_of(PLAN, "stock_position", "protection_demand", "safety_stock", "reorder_point"),
    **some_of(PLAN, "stockouts_a_year", "class", "eoq_units"),
}
"""The plan as the seller sees it, each row with its reason in words."""

PURCHASES: Schema = {
    "supplier": text(N_("Supplier")),
    "sku": text(N_("SKU")),
    "name": words(N_("Product")),
    "order_units": units(N_("Units to order")),
    "note": text(N_("Note")),
    "unit_cost": money(N_("Unit cost")),
    "spend": money(N_("Spend")),
    "order_by": day(N_("Order by")),
    "reason": sentence(N_("Reason")),
}
"""One row per product to order now; note: what is to be taken off where it was never counted."""

JOINT_ORDERS: Schema = {
    "supplier": text(N_("Supplier")),
    "sku": words(N_("Product")),
    "cycle_days": days(),
    "multiple": units(N_("In every … order"), N_("2: in every second order")),
    "order_units": units(N_("Units"), digits=0),
    "order_cost": money(
        N_("Share of the order’s cost"),
        N_("Of the supplier’s cost per order and of what adding each product costs"),
    ),
    "yearly_cost": money(),
    "yearly_cost_apart": money(),
}
"""One row per product that is best ordered together with others of its supplier.

cycle_days: from one order to the next. multiple: 2 where it is in every second order. order_units:
of it in one. order_cost: its share of what an order costs, which makes order_units its economic
order quantity. yearly_cost: of ordering and holding it; yearly_cost_apart: if each were ordered
by itself. All in money.
"""

OVERSTOCK: Schema = {
    "sku": text(N_("SKU")),
    "name": words(N_("Product")),
    "supplier": text(N_("Supplier")),
    "overstock_units": units(
        N_("Units too many"), N_("Will not sell within lead time and cover period")
    ),
    "money": money(N_("Money asleep"), N_("What these units cost")),
    "discontinued": flag(N_("Discontinued"), N_("All of it is to be sold off")),
    "months": number(
        N_("Months until sold"),
        N_("Of the whole stock at the usual pace; empty where it hardly sells"),
        digits=0,
    ),
    "waiting_cost": money(
        N_("Waiting costs"),
        N_("Holding cost of the units too many until then, at most what they cost"),
    ),
}
"""One row per product of which too much lies there, the most money first.

overstock_units: of what is discontinued, all that is not promised. money: what the units too many
cost. months: until the whole stock is sold at the usual pace, empty where it hardly sells.
waiting_cost: money for keeping the units too many until then.
"""

OVERSTOCK_ON_SCREEN = some_of(
    OVERSTOCK,
    *("sku", "name", "overstock_units", "money", "discontinued", "months", "waiting_cost"),
    "supplier",
)
"""What of it is shown and taken home, in this order."""

MARKDOWNS: Schema = {
    "choice": text(),
    "price": money(),
    "sold_units": units(),
    "cleared_chance": number(),
    "takings": money(),
    "holding_cost": money(),
    "left_units": units(),
    "left_value": money(),
    "money": money(),
    "gain": money(),
    "gain_weak": money(),
    "gain_strong": money(),
}
"""One row per price of one product until a date: the usual, the one that clears, and the best.

cleared_chance: that all that should be sold is sold by then. left_value: what the rest is worth,
less keeping it. money: takings less holding, and what is left. gain: more than the usual price
brings; gain_weak, gain_strong: with buyers who respond as weakly or strongly as may be.
"""

SECOND_ORDERS: Schema = {
    "sold_units": units(N_("Sold by then")),
    "order_units": units(N_("Buy then")),
    "chance": percent(N_("Chance, %"), N_("That so many or more sell by that day"), digits=0),
}
"""One row per number sold by the day of a second order: how many to buy then, and the chance."""

CLASS_LEVELS: Schema = {
    steadiness: percent(label, limits=RANGES["service_level"], required=True)
    for steadiness, label in (
        ("steady", N_("X steady, %")),
        ("varying", N_("Y varying, %")),
        ("erratic", N_("Z erratic, %")),
    )
}
"""The service level of each class of products: steadiness across, profit (A, B, C) down."""
