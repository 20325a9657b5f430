"""Whether a schedule for the season saves money, and how to follow it."""

from inventory_core.domain.language import gettext as _
from inventory_core.domain.language import ngettext
from inventory_core.domain.numbers import money, signed_money, whole
from inventory_core.simulation.season import SURE_ERRORS, SeasonSchedule, Way

_MUCH = 0.5
"""From this share of a saving on, one should know that it can be had more easily."""


def way_label(way: str) -> str:
    """Name a way to order a product through its season."""
    match Way(way):
        case Way.PLAN:
            return _("The plan")
        case Way.COSTS:
            return _("The plan, if costs decide")
        case Way.LEVELS:
            return _("Levels for the season")
        case Way.FIXED_ORDERS:
            return _("Fixed orders")


def schedule_sentence(found: SeasonSchedule, *, currency: str) -> str:
    """Say whether the best schedule saves money, how much, and how sure that is."""
    facts = {
        "weeks": whole(found.days / 7),
        "cost": money(found.of(found.best, "total"), currency),
        "usual": money(found.of(Way.PLAN, "total"), currency),
        "change": signed_money(-found.saving, currency),
        "doubt": money(SURE_ERRORS * found.error, currency),
    }
    if found.is_sure:
        return _(
            "Over the next {weeks} weeks, ordering by this schedule is expected to cost {cost} "
            "instead of {usual} ({change}, sure within ±{doubt})."
        ).format(**facts)
    return _(
        "The plan is as good, nothing to change: over the next {weeks} weeks it is expected to "
        "cost {usual}, and with the best schedule {cost} ({change}, sure within ±{doubt})."
    ).format(**facts)


def costs_rule_sentence(found: SeasonSchedule, *, currency: str) -> str:
    """Say that the rule by costs brings much of what a schedule saves; "" where it does not."""
    saved = found.of(Way.COSTS, "saving")
    if not (found.is_sure and saved >= _MUCH * found.saving):
        return ""
    return _(
        "With the service rule “Costs decide” the plan saves {saved} of it without a schedule."
    ).format(saved=money(min(saved, found.saving), currency))


def order_now_sentence(found: SeasonSchedule) -> str:
    """Say what the schedule orders today."""
    facts = {"units": whole(found.order_units), "position": whole(found.stock_position)}
    if found.order_units > 0:
        sentence = _("By the schedule, order {units} today; the stock position is {position}.")
    else:
        sentence = _("By the schedule, order nothing today; the stock position is {position}.")
    return sentence.format(**facts)


def schedule_explanation(found: SeasonSchedule) -> list[str]:
    """Say how a schedule is followed, and what its saving rests on."""
    follow = {
        Way.LEVELS: _(
            "On each day of the table: once the stock position (on hand + on order − committed) is "
            "at the first level or below, order what lifts it to the second."
        ),
        Way.FIXED_ORDERS: _("On each day of the table order so many, whatever was sold."),
    }
    followed = [
        follow[found.best],
        _("Sales change the forecast: look here again before the next order."),
    ]
    return [
        *(followed if found.is_sure else []),
        _(
            "All ways are compared in the same {futures} made-up futures. They follow the forecast "
            "and its doubt, so the saving is as good as the forecast is."
        ).format(futures=whole(found.futures)),
        _(
            "Costs are ordering, holding and lost sales (margin and goodwill), but for the sales "
            "that no order of today can save any more. What is left counts at its cost, and by how "
            "soon and how much has to be ordered after it."
        ),
        _("Not counted: prices that fall with larger orders, and a supplier's smallest order."),
    ]


def savings_sentence(*, saved: float, products: int, looked_at: int, currency: str) -> str:
    """Sum up for how many products a schedule saves, and what in half a year."""
    if not products:
        return ngettext(
            "The plan is as good for the {looked_at} product with a season.",
            "The plan is as good for all {looked_at} products with a season.",
            looked_at,
        ).format(looked_at=whole(looked_at))
    return ngettext(
        "A schedule saves for {products} of {looked_at}: {saved} in half a year.",
        "A schedule saves for {products} of {looked_at}: {saved} together in half a year.",
        products,
    ).format(products=whole(products), looked_at=whole(looked_at), saved=money(saved, currency))
