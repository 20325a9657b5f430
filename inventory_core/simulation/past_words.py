"""What the rules of a replay are, and how they did."""

import pandas as pd

from inventory_core.domain.language import gettext as _
from inventory_core.domain.language import ngettext
from inventory_core.domain.numbers import money, whole
from inventory_core.simulation import past
from inventory_core.simulation.stock_history import LONGEST_GAP_DAYS


def rule_label(rule: str) -> str:
    """Name a rule of the replay."""
    return {
        past.THIS_PLAN: _("This plan"),
        past.WEEKS: _("Weeks of stock"),
        past.MIN_MAX: _("Fixed minimum and maximum"),
        past.TEXTBOOK: _("Textbook: mean and spread"),
        past.WHAT_HAPPENED: _("What really happened"),
    }[rule]


def replay_sentence(totals: pd.DataFrame, *, currency: str) -> str:
    """Say how this plan did beside the best other rule (totals of a replay)."""
    by_rule = totals.set_index("rule")
    others = by_rule.drop(index=past.THIS_PLAN)["total"]
    best, cost = str(others.idxmin()), float(by_rule["total"][past.THIS_PLAN])
    saved = float(others.min()) - cost
    if saved >= 0:
        sentence = _("This plan would have cost {cost}, {saved} less than “{rule}”, the next best.")
    else:
        sentence = _("This plan would have cost {cost}; “{rule}” would have cost {saved} less.")
    return sentence.format(
        cost=money(cost, currency), saved=money(abs(saved), currency), rule=rule_label(best)
    )


def real_past_label(products: int) -> str:
    """Offer to compare with what really happened."""
    return ngettext(
        "Compare with what really happened ({products} product with stock counts)",
        "Compare with what really happened ({products} products with stock counts)",
        products,
    ).format(products=whole(products))


def real_past_hint() -> str:
    """Say what makes it possible to compare with what really happened."""
    return _(
        "To compare with what really happened here, upload a stock file now and then: your own "
        "sheet or your shop’s export, at least once in {days} days."
    ).format(days=LONGEST_GAP_DAYS)


def real_past_sentence(totals: pd.DataFrame, *, products: int, currency: str) -> str:
    """Say how this plan did beside what really happened (totals of a replay)."""
    cost = totals.set_index("rule")["total"]
    plan, real = float(cost[past.THIS_PLAN]), float(cost[past.WHAT_HAPPENED])
    if plan <= real:
        sentence = ngettext(
            "With {products} product, this plan would have cost {cost}, {saved} less than what "
            "really happened.",
            "With these {products} products, this plan would have cost {cost}, {saved} less than "
            "what really happened.",
            products,
        )
    else:
        sentence = ngettext(
            "With {products} product, this plan would have cost {cost}; what really happened cost "
            "{saved} less.",
            "With these {products} products, this plan would have cost {cost}; what really "
            "happened cost {saved} less.",
            products,
        )
    return sentence.format(
        products=whole(products),
        cost=money(plan, currency),
        saved=money(abs(real - plan), currency),
    )


def replay_sentence_left_out(products: int) -> str:
    """Say how many products a replay could not judge."""
    if not products:
        return ""
    return _("{products} products are left out: bought once, or of unknown cost or price.").format(
        products=whole(products)
    )


def rule_explanation(review_days: int, *, beside_real_past: bool) -> list[str]:
    """Say what a replay assumes, and what each rule does."""
    return [
        *(_real_past_explanation() if beside_real_past else [_start_explanation(review_days)]),
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


def _start_explanation(review_days: int) -> str:
    return _(
        "All begin with the same stock: what the pace of the four weeks before asks for over "
        "lead time, {days} days until the next look, and two weeks."
    ).format(days=review_days)


def _real_past_explanation() -> list[str]:
    return [
        _(
            "What really happened is told by your counts of the stock: from one to the next, it "
            "falls by what you sold. What a count shows more arrived in between, as one delivery: "
            "on the day on which stock would else have fallen below zero, and otherwise on the day "
            "of that count. What it shows less was there until then."
        ),
        _(
            "Each such delivery counts as one order. Less than half the smallest order, or than "
            "sells in three days, is taken for goods that came back or a mistake in counting."
        ),
        _(
            "Sales were really lost on days without stock that are known as sold out; then the "
            "usual demand of the weeks around is missing. So what counts leave open is decided in "
            "favour of what really happened."
        ),
        _(
            "All rules begin with the stock that was really there. What arrived within the lead "
            "time from the first day on had been ordered before, and arrives for all."
        ),
    ]
