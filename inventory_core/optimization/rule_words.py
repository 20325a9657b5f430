"""What the rules of ordering mean, and which settings matter."""

import pandas as pd

from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import Row, money, percent, rows, whole
from inventory_core.domain.settings import Leaning, ServiceRule


def service_rule_label(rule: ServiceRule) -> str:
    """Name what the reorder point goes by."""
    return {
        ServiceRule.LEVEL: _("Chance to last"),
        ServiceRule.FILL_RATE: _("Share of demand served"),
        ServiceRule.COSTS: _("Costs decide"),
        ServiceRule.CLASSES: _("By class"),
    }[rule]


def leaning_label(leaning: Leaning) -> str:
    """Name which mistake the shop would rather make."""
    return {
        Leaning.TOO_LITTLE: _("Rather too little"),
        Leaning.BALANCED: _("Balanced"),
        Leaning.TOO_MUCH: _("Rather too much"),
    }[leaning]


def leaning_sentence(leaning: Leaning) -> str:
    """Explain what a leaning means in money."""
    return {
        Leaning.TOO_LITTLE: _("A lost sale counts half its margin: less stock, more stockouts."),
        Leaning.BALANCED: _("A lost sale counts its margin."),
        Leaning.TOO_MUCH: _(
            "A lost sale counts twice its margin, since customers may not come back: more stock, "
            "fewer stockouts."
        ),
    }[leaning]


def service_rule_sentence(rule: ServiceRule) -> str:
    """Explain what the service level means under a rule."""
    match rule:
        case ServiceRule.LEVEL:
            return _(
                "At 95 %, stock lasts until the next order has arrived in 95 of 100 such periods."
            )
        case ServiceRule.FILL_RATE:
            return _(
                "At 95 %, 95 of 100 units asked for are on the shelf. That needs less stock than "
                "the same chance to last, since even in a stockout most was sold before."
            )
        case ServiceRule.COSTS:
            return _(
                "Each product lasts as surely as pays: what a lost sale costs against what keeping "
                "a unit until it sells does. What costs less to let go is not kept. The slider "
                "holds only where cost or price is unknown."
            )
        case ServiceRule.CLASSES:
            return _(
                "A products bring 80 % of the profit, B the next 15 %, C the rest; X sells "
                "steadily, Y varies, Z is hard to foresee. Each class has its own level."
            )


def sensitivity_sentences(found: pd.DataFrame, *, orders: int, currency: str) -> list[str]:
    """Say what each change of a setting does to the plan (from sensitivity)."""
    return [_sensitivity_sentence(row, orders, currency) for row in rows(found)]


def _sensitivity_sentence(row: Row, orders: int, currency: str) -> str:
    words = {
        "holding_rate": (_("Holding cost"), percent(row.value)),
        "order_cost": (_("Cost per order"), money(row.value, currency)),
        "service_level": (_("Service level"), percent(row.value, 1)),
        "review_period_days": (_("Days between orders"), _("{n} days").format(n=whole(row.value))),
        "lead_time_allowance_days": (
            _("Extra days on the way"),
            _("{n} days").format(n=whole(row.value)),
        ),
    }
    setting, value = words[row.setting]
    if row.orders == 0:
        return _("{setting} {value} instead: no order changes.").format(
            setting=setting, value=value
        )
    if row.spend >= 0:
        sentence = _(
            "{setting} {value} instead: {changed} of {orders} orders change, {spend} more."
        )
    else:
        sentence = _(
            "{setting} {value} instead: {changed} of {orders} orders change, {spend} less."
        )
    return sentence.format(
        setting=setting,
        value=value,
        changed=whole(row.orders),
        orders=whole(max(orders, row.orders)),
        spend=money(abs(row.spend), currency),
    )
