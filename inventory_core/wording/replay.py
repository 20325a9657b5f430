"""What the rules of a replay are, and how they did."""

import pandas as pd

from inventory_core import shop_replay
from inventory_core.language import gettext as _
from inventory_core.wording.numbers import money, whole


def rule_label(rule: str) -> str:
    """Name a rule of the replay."""
    return {
        shop_replay.THIS_PLAN: _("This plan"),
        shop_replay.WEEKS: _("Weeks of stock"),
        shop_replay.MIN_MAX: _("Fixed minimum and maximum"),
        shop_replay.TEXTBOOK: _("Textbook: mean and spread"),
    }[rule]


def replay_sentence(totals: pd.DataFrame, *, currency: str) -> str:
    """Say how this plan did beside the best other rule (totals of a replay)."""
    by_rule = totals.set_index("rule")
    others = by_rule.drop(index=shop_replay.THIS_PLAN)["total"]
    best, cost = str(others.idxmin()), float(by_rule["total"][shop_replay.THIS_PLAN])
    saved = float(others.min()) - cost
    if saved >= 0:
        sentence = _("This plan would have cost {cost}, {saved} less than “{rule}”, the next best.")
    else:
        sentence = _("This plan would have cost {cost}; “{rule}” would have cost {saved} less.")
    return sentence.format(
        cost=money(cost, currency), saved=money(abs(saved), currency), rule=rule_label(best)
    )


def replay_sentence_left_out(products: int) -> str:
    """Say how many products a replay could not judge."""
    if not products:
        return ""
    return _("{products} products are left out: bought once, or of unknown cost or price.").format(
        products=whole(products)
    )


def rule_explanation(review_days: int) -> list[str]:
    """Say what a replay assumes, and what each rule does."""
    return [
        _(
            "All begin with the same stock: what the pace of the four weeks before asks for over "
            "lead time, {days} days until the next look, and two weeks."
        ).format(days=review_days),
        _(
            "You look every {days} days, and what is ordered arrives after the usual lead time."
        ).format(days=review_days),
        _(
            "What you sold, corrected for days sold out, promotions and bulk orders, is what was "
            "asked for. What is not there is lost with its margin; nobody waits."
        ),
        _(
            "This plan: today’s settings, with forecasts by Count made anew at each look from the "
            "days before alone. Corrections are those that are known today."
        ),
        _(
            "Weeks of stock: four weeks more at the pace of the last four, once stock falls to the "
            "lead time and two weeks."
        ),
        _(
            "Fixed minimum and maximum: the largest demand of any lead time so far, and the "
            "economic lot above it."
        ),
        _("Textbook: mean and 95 % of a bell curve over the lead time, and the economic lot."),
    ]
