"""Why so many are ordered, or none, and what a plan comes to."""

import pandas as pd

from inventory_core.domain.forecast import NO_MODEL
from inventory_core.domain.frames import check
from inventory_core.domain.language import N_, ngettext, together
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import Row, day, decimal, money, rows, weekday_and_day, whole
from inventory_core.domain.policy import smallest_order
from inventory_core.domain.products import DAYS_A_YEAR
from inventory_core.optimization.plan import Refused
from inventory_core.optimization.standing import Standing
from inventory_core.optimization.supplier_words import supplier_label
from inventory_core.optimization.tables import PLAN
from inventory_core.optimization.waiting import Wait

_DAYS_A_MONTH = 30
_TWICE = 2
_WORTH_TELLING = 0.5
"""Fewer units lost or spoiled than that are none."""


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


def order_reasons(
    plan: pd.DataFrame, currency: str = "", *, incoming: pd.DataFrame | None = None
) -> list[str]:
    """Say for each product of a plan (PLAN) why it is ordered in this quantity, or not at all.

    incoming: INCOMING, what is on its way by purchase orders.
    """
    coming = {} if incoming is None else dict(list(incoming.groupby("sku")))
    reasons = []
    for row in rows(check(plan, PLAN)):
        reason = _order_reason(row, currency)
        on_its_way = _coming(coming[row.sku]) if row.sku in coming else ""
        reasons.append(together(on_its_way, reason))
    return reasons


def _coming(of_product: pd.DataFrame) -> str:
    """Say what of one product is on its way (INCOMING)."""
    units, first = whole(of_product["units"].sum()), of_product.iloc[0]
    if first["late"]:
        return _("{units} are on the way, and late: they were expected on {day}.").format(
            units=units, day=day(first["expected_on"])
        )
    return _("{units} are on the way, expected from {day} on.").format(
        units=units, day=day(first["expected_on"])
    )


def left_alone(row: Row) -> str:
    """Say why a product is not ordered whatever the numbers say; "" where it may be."""
    if row.refused == Refused.DISCONTINUED:
        return _("Discontinued: it is sold off and not ordered again.")
    if row.one_shot:
        return _("Bought once: see One-shot buys.")
    if row.refused == Refused.NOT_YET:
        return _("Not ordered before {day}, as you said.").format(day=day(row.no_order_until))
    return ""


def _order_reason(row: Row, currency: str) -> str:
    if aside := left_alone(row):
        return aside
    if row.model == NO_MODEL:
        return _(
            "Has never sold, so nobody knows how much of it will be asked for: say on the Products "
            "page which product it sells like."
        )
    if row.refused:
        return _refused_reason(row, currency)
    if row.order_units == 0:
        return _no_order_reason(row, currency)
    sentences = [
        order_on_sentence(row.order_on),
        *_why_so_many(row),
        _added_reason(row, currency),
        _shelf_life_reason(row),
        _spoiled_reason(row),
        _lot_reason(row, currency),
        _forced_reason(row, currency),
        _price_break_reason(row, currency),
        _loss_reason(row, currency),
        *guesses(row, currency),
    ]
    return together(*sentences)


def order_on_sentence(order_on: pd.Timestamp) -> str:
    """Say on which day to order; "" where that is today."""
    if pd.isna(order_on):
        return ""
    return _("Order on {day}.").format(day=weekday_and_day(order_on))


def _why_so_many(row: Row) -> list[str]:
    if not row.stock_known:
        return [_uncounted_reason(row), _quantity_reason(row)]
    if row.joins:
        return [_joined_reason(row)]
    return [_lacking_reason(row), _quantity_reason(row)]


def _uncounted_reason(row: Row) -> str:
    return _(_UNCOUNTED[row.on_hand > 0, pd.isna(row.order_on)]).format(
        units=whole(row.order_units), day=day(row.arrives)
    )


_UNCOUNTED = {
    (True, True): N_(
        "{units} beside what came, less what else you have left on {day}, when an order placed "
        "today arrives: it was never counted."
    ),
    (True, False): N_(
        "{units} beside what came, less what else you have left on {day}, when that order arrives: "
        "it was never counted."
    ),
    (False, True): N_(
        "{units} in all, less what you have left on {day}, when an order placed today arrives: it "
        "was never counted."
    ),
    (False, False): N_(
        "{units} in all, less what you have left on {day}, when that order arrives: it was never "
        "counted."
    ),
}
"""By whether goods came, and whether it can be ordered today."""


def _refused_reason(row: Row, currency: str) -> str:
    match Refused(row.refused):
        case Refused.NOT | Refused.DISCONTINUED | Refused.NOT_YET:
            return ""  # left_alone has said so
        case Refused.MOQ_TOO_LARGE:
            return _too_large_reason(row)
        case Refused.NOT_WORTH_STOCKING:
            return _loss_reason(row, currency) or _(
                "Not kept: the few sales to be lost cost less than keeping stock for them."
            )
        case Refused.SPOILS:
            return _spoils_reason(row)


def _spoils_reason(row: Row) -> str:
    return _(
        "Not ordered: of the smallest order, {fewest}, only {most} would sell within the shelf "
        "life of {days} days. Ask for fewer."
    ).format(
        fewest=whole(_smallest_order(row)),
        most=whole(row.most_units),
        days=whole(row.shelf_life_days),
    )


def _smallest_order(row: Row) -> float:
    return float(smallest_order(moq_units=row.moq_units, pack_size_units=row.pack_size_units))


def _lacking_reason(row: Row) -> str:
    facts = {
        "have": whole(row.on_hand),
        "left": whole(row.left_units),
        "day": day(row.arrives),
        "demand": whole(row.next_demand),
        "safety": whole(max(row.lacking_units + row.left_units - row.next_demand, 0.0)),
    }
    if pd.isna(row.order_on):
        sentence = _(
            "You have {have}; {left} will be left when goods ordered today arrive on {day}. From "
            "then until the next order could be here {demand} are expected to sell, and {safety} "
            "more are to be safe."
        ).format(**facts)
    else:
        sentence = _(
            "You have {have}; {left} will be left when that order arrives on {day}. From then "
            "until the next one could be here {demand} are expected to sell, and {safety} more are "
            "to be safe."
        ).format(**facts)
    if row.lost_units < _WORTH_TELLING:
        return sentence
    lost = _("About {lost} will be asked for in vain before that.")
    return together(sentence, lost.format(lost=whole(row.lost_units)))


def _joined_reason(row: Row) -> str:
    if row.added_units == row.order_units:
        return _("Stock position {position} covers the reorder point {level} for now.").format(
            position=whole(row.stock_position), level=whole(row.reorder_point)
        )
    return _(
        "Stock position {position} covers the reorder point {level} for now, but {supplier} gets "
        "an order anyway, and sharing it costs less than one more soon."
    ).format(
        position=whole(row.stock_position),
        level=whole(row.reorder_point),
        supplier=supplier_label(row.supplier),
    )


def _added_reason(row: Row, currency: str) -> str:
    """Say what the supplier's minimum adds."""
    if not row.added_units:
        return ""
    return _("{units} of them ({money}) only for the smallest order of {supplier}.").format(
        units=whole(row.added_units),
        money=money(row.added_units * row.unit_cost, currency),
        supplier=supplier_label(row.supplier),
    )


def _shelf_life_reason(row: Row) -> str:
    if row.order_units >= row.wanted_units:
        return ""
    return _("No more, since the rest would not sell within the shelf life of {days} days.").format(
        days=whole(row.shelf_life_days)
    )


def _spoiled_reason(row: Row) -> str:
    if row.spoiled_units < _WORTH_TELLING:
        return ""
    return _(
        "About {units} on hand will spoil before they sell, even if all came in today."
    ).format(units=whole(row.spoiled_units))


def _too_large_reason(row: Row) -> str:
    fewest = _smallest_order(row)
    if row.yearly_demand < 1:
        return _(
            "Not ordered: the supplier sells {fewest} at least, and hardly one sells in a year. "
            "Ask for fewer, or look for another supplier."
        ).format(fewest=whole(fewest))
    return _(
        "Not ordered: the supplier sells {fewest} at least, and it would last {years} years. "
        "Ask for fewer, or look for another supplier."
    ).format(fewest=whole(fewest), years=whole(fewest / row.yearly_demand))


def _lot_reason(row: Row, currency: str) -> str:
    """Say what most of an order is for that is much larger than what is lacking."""
    lot = min(row.wanted_units, row.order_units - row.added_units)
    extra = round(lot) - round(row.lacking_units)
    if row.joins or row.unit_cost < row.cost or extra < max(1.0, row.lacking_units):
        return ""
    facts = {"extra": whole(extra), "order_cost": money(row.order_cost, currency)}
    if pd.isna(row.cost):
        return _("The other {extra} only save the {order_cost} of a further order.").format(**facts)
    return _("The other {extra} ({money}) only save the {order_cost} of a further order.").format(
        money=money(extra * row.cost, currency), **facts
    )


def _forced_reason(row: Row, currency: str) -> str:
    """Say what minimum order and packs cost: units beyond those wanted, for so long."""
    extra = row.order_units - row.added_units - row.wanted_units
    if extra < max(1.0, 0.1 * row.wanted_units) or row.yearly_demand <= 0:
        return ""
    months = decimal(max(12 * extra / row.yearly_demand, 0.1))
    if pd.isna(row.cost):
        return _("Minimum order and packs force {units} extra, which last {months} months.").format(
            units=whole(extra), months=months
        )
    return _(
        "Minimum order and packs force {units} extra: {money} tied up for {months} months."
    ).format(
        units=whole(extra),
        money=money(extra * row.cost, currency),
        months=months,
    )


def _price_break_reason(row: Row, currency: str) -> str:
    if not row.unit_cost < row.cost:
        return ""
    return _("So many cost {unit} each instead of {usual}: {saved} less for this order.").format(
        unit=money(row.unit_cost, currency),
        usual=money(row.cost, currency),
        saved=money((row.cost - row.unit_cost) * row.order_units, currency),
    )


def _loss_reason(row: Row, currency: str) -> str:
    if not row.price <= row.cost:
        return ""
    return _("Each sale loses money: cost {cost}, price {price}.").format(
        cost=money(row.cost, currency), price=money(row.price, currency)
    )


def _no_order_reason(row: Row, currency: str) -> str:
    if row.reorder_point <= 0 and row.price <= row.cost:
        return _loss_reason(row, currency)
    if row.reorder_point <= 0:
        return _("Sells too rarely to keep stock at this service level.")
    if pd.isna(row.stock_position):
        return _("Never counted; what is on the way covers the reorder point {level}.").format(
            level=whole(row.reorder_point)
        )
    sentence = _("Stock position {position} covers the reorder point {level}.").format(
        position=whole(row.stock_position), level=whole(row.reorder_point)
    )
    if pd.notna(row.order_by):
        sentence = together(sentence, _("Order by {day}.").format(day=day(row.order_by)))
    more = [sentence, _spoiled_reason(row), _loss_reason(row, currency)]
    return together(*more)


_LACKING = {
    (False, False, False): N_("{lacking} are lacking."),
    (False, False, True): N_("{lacking} are lacking, packs hold {pack}."),
    (False, True, False): N_("{lacking} are lacking, the minimum order is {minimum}."),
    (False, True, True): N_(
        "{lacking} are lacking, the minimum order is {minimum}, packs hold {pack}."
    ),
    (True, False, False): N_("{lacking} are lacking, {worthwhile} make the order worthwhile."),
    (True, False, True): N_(
        "{lacking} are lacking, {worthwhile} make the order worthwhile, packs hold {pack}."
    ),
    (True, True, False): N_(
        "{lacking} are lacking, {worthwhile} make the order worthwhile, the minimum order is "
        "{minimum}."
    ),
    (True, True, True): N_(
        "{lacking} are lacking, {worthwhile} make the order worthwhile, the minimum order is "
        "{minimum}, packs hold {pack}."
    ),
}
"""Why so many are ordered; by whether an order should be larger, than its minimum, in packs."""


def _quantity_reason(row: Row) -> str:
    lacking = row.lacking_units
    worthwhile = row.wanted_units > lacking + 0.5
    sentence = _LACKING[worthwhile, row.moq_units > row.wanted_units, row.pack_size_units > 1]
    return _(sentence).format(
        lacking=whole(lacking),
        worthwhile=whole(row.wanted_units),
        minimum=whole(row.moq_units),
        pack=whole(row.pack_size_units),
    )


def guesses(row: Row, currency: str) -> list[str]:
    """Say what a quantity goes by in place of facts that nobody gave."""
    sentences = []
    guessed = row.defaults.split()
    if "lead_time_days" in guessed:
        sentences.append(
            _("Lead time {days} days is the default.").format(days=whole(row.lead_time_days))
        )
    if "cost" in guessed and pd.isna(row.cost):
        sentences.append(_("Cost unknown: add it to see the spend."))
    elif "cost" in guessed:
        sentences.append(
            _("Cost {cost} is guessed from the price.").format(cost=money(row.cost, currency))
        )
    return sentences


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
