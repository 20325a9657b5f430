"""Why so many of a product are ordered, or none: in the order of a seller's own thought.

What there is, what will be left when goods ordered today come, what sells until the next order
could: so many are needed. Then what makes the order larger than that.
"""

import pandas as pd

from inventory_core.domain.forecast import NO_MODEL
from inventory_core.domain.frames import check
from inventory_core.domain.language import N_, ngettext, together
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import Row, day, decimal, money, rows, weekday_and_day, whole
from inventory_core.domain.policy import smallest_order
from inventory_core.optimization.plan import Refused
from inventory_core.optimization.supplier_words import supplier_label
from inventory_core.optimization.tables import PLAN

_WORTH_TELLING = 0.5
"""Fewer units than that, lost, spoiled or more, are none."""
_LEAST_MONEY = 0.005
"""Less money than that is none."""


def order_reasons(
    plan: pd.DataFrame, currency: str = "", *, incoming: pd.DataFrame | None = None
) -> list[str]:
    """Say for each product of a plan (PLAN) why it is ordered in this quantity, or not at all.

    incoming: INCOMING, what is on its way by purchase orders.
    """
    coming = {} if incoming is None else dict(list(incoming.groupby("sku")))
    return [
        _order_reason(row, currency, _coming(coming[row.sku]) if row.sku in coming else "")
        for row in rows(check(plan, PLAN))
    ]


def _coming(of_product: pd.DataFrame) -> str:
    """Say when what is on its way of one product comes (INCOMING)."""
    first = of_product.iloc[0]
    expected = day(first["expected_on"])
    if first["late"]:
        return _("What was ordered is late: it was expected on {day}.").format(day=expected)
    return _("What was ordered is expected from {day} on.").format(day=expected)


def _order_reason(row: Row, currency: str, coming: str) -> str:
    if aside := left_alone(row):
        return aside
    if row.model == NO_MODEL:
        return _(
            "Has never sold, so nobody knows how much of it will be asked for: say on the Products "
            "page which product it sells like."
        )
    if row.refused:
        return together(_stock(row), coming, _refused_reason(row, currency))
    if row.order_units == 0:
        return together(_stock(row), coming, _no_order_reason(row, currency))
    sentences = [
        order_on_sentence(row.order_on),
        _stock(row),
        coming,
        *_why_so_many(row, currency),
        _added_reason(row, currency),
        _shelf_life_reason(row),
        _spoiled_reason(row),
        _forced_reason(row, currency),
        _price_break_reason(row, currency),
        _loss_reason(row, currency),
        *guesses(row, currency),
    ]
    return together(*sentences)


def need_sentence(row: Row) -> str:
    """Say what there is of a product that was counted, and what it needs (PLAN)."""
    return together(
        _stock(row),
        _needed_reason(row) if round(row.lacking_units) else _("That is enough for now."),
    )


def _stock(row: Row) -> str:
    """Say what there is, and what is on its way; "" of what was never counted."""
    if not row.stock_known:
        return ""
    facts = {"have": whole(row.on_hand), "coming": whole(row.on_order)}
    if not row.on_order:
        return _("You have {have}.").format(**facts)
    return ngettext(
        "You have {have}, and {coming} is on its way.",
        "You have {have}, and {coming} are on their way.",
        round(row.on_order),
    ).format(**facts)


def _why_so_many(row: Row, currency: str) -> list[str]:
    if row.joins:
        return [_joined_reason(row)]
    needed = [_needed_reason(row)] if row.stock_known else [_uncounted_reason(row)]
    return [*needed, _worthwhile_reason(row, currency), _sold_so_reason(row)]


def _needed_reason(row: Row) -> str:
    """Say what an order of today meets, and what it must last for: the numbers add up."""
    left, demand = round(row.left_units), round(row.next_demand)
    needed = round(row.lacking_units)
    arrives = (
        _("When goods ordered today are here on {day}, {left} will be left.")
        if pd.isna(row.order_on)
        else _("When that order is here on {day}, {left} will be left.")
    ).format(day=day(row.arrives), left=whole(left))
    safety = max(needed + left - demand, 0)
    until = (
        _(
            "From then until the next order could be here {demand} will sell, and {safety} more "
            "are to be safe: {needed} needed."
        )
        if safety
        else _("From then until the next order could be here {demand} will sell: {needed} needed.")
    ).format(demand=whole(demand), safety=whole(safety), needed=whole(needed))
    return together(arrives, _lost_reason(row), until)


def _lost_reason(row: Row) -> str:
    """Say how many will be asked for before an order of today comes, and not be there.

    Where some will be left on average, it is in other futures that some are missed.
    """
    if row.lost_units < _WORTH_TELLING:
        return ""
    sentence = (
        _("If it sells well it runs out before, and {lost} on average are missed.")
        if round(row.left_units)
        else _("By then about {lost} will be asked for that you will not have.")
    )
    return sentence.format(lost=whole(row.lost_units))


def _worthwhile_reason(row: Row, currency: str) -> str:
    """Say what units beyond those needed are for, where the cost of an order asks for them."""
    lot = min(row.wanted_units, row.order_units - row.added_units)
    extra = round(lot) - round(row.lacking_units)
    if extra < 1 or _is_cheaper(row):
        return ""
    facts = {"extra": whole(extra), "order_cost": money(row.order_cost, currency)}
    if pd.isna(row.cost):
        return _("{extra} more save the {order_cost} that a further order costs.").format(**facts)
    return _("{extra} more ({money}) save the {order_cost} that a further order costs.").format(
        money=money(extra * row.cost, currency), **facts
    )


def _sold_so_reason(row: Row) -> str:
    """Say in which numbers the supplier sells."""
    least, packs = row.moq_units > row.wanted_units, row.pack_size_units > 1
    facts = {"minimum": whole(row.moq_units), "pack": whole(row.pack_size_units)}
    if least and packs:
        return _("The supplier sells {minimum} at least, in packs of {pack}.").format(**facts)
    if least:
        return _("The supplier sells {minimum} at least.").format(**facts)
    return _("Packs hold {pack}.").format(**facts) if packs else ""


def _joined_reason(row: Row) -> str:
    if row.added_units == row.order_units:
        return _("That is enough for now.")
    return _(
        "That is enough for now, but {supplier} gets an order anyway, and sharing it costs less "
        "than one more soon."
    ).format(supplier=supplier_label(row.supplier))


def _no_order_reason(row: Row, currency: str) -> str:
    if row.reorder_point <= 0 and row.price <= row.cost:
        return _loss_reason(row, currency)
    if row.reorder_point <= 0:
        return _("Sells too rarely to keep stock of it.")
    if pd.isna(row.stock_position):
        return _("Never counted; what is on its way is enough for now.")
    enough = _("That is enough for now.")
    if row.lost_units >= _WORTH_TELLING:
        enough = _(
            "About {lost} will be asked for that you will not have, before more can be here on "
            "{day}; from then on it is enough."
        ).format(lost=whole(row.lost_units), day=day(row.arrives))
    by = "" if pd.isna(row.order_by) else _("Order by {day}.").format(day=day(row.order_by))
    return together(enough, by, _spoiled_reason(row), _loss_reason(row, currency))


def _is_cheaper(row: Row) -> bool:
    """Tell whether so many cost less each than usual."""
    return bool((row.cost - row.unit_cost) * row.order_units >= _LEAST_MONEY)


def _price_break_reason(row: Row, currency: str) -> str:
    if not _is_cheaper(row):
        return ""
    return _("So many cost {unit} each instead of {usual}: {saved} less for this order.").format(
        unit=money(row.unit_cost, currency),
        usual=money(row.cost, currency),
        saved=money((row.cost - row.unit_cost) * row.order_units, currency),
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


def order_on_sentence(order_on: pd.Timestamp) -> str:
    """Say on which day to order; "" where that is today."""
    if pd.isna(order_on):
        return ""
    return _("Order on {day}.").format(day=weekday_and_day(order_on))


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


def _loss_reason(row: Row, currency: str) -> str:
    if not row.price <= row.cost:
        return ""
    return _("Each sale loses money: cost {cost}, price {price}.").format(
        cost=money(row.cost, currency), price=money(row.price, currency)
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
