"""The commands that say what to order, what that costs and when, and what lies there too much."""

import argparse
from collections.abc import Sequence
from dataclasses import asdict
from math import inf, isnan
from pathlib import Path

import pandas as pd

from inventory_core.domain.download import to_csv
from inventory_core.domain.errors import SettingsError
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import day, money, rows, whole
from inventory_core.ledger.words import waiting_sentence
from inventory_core.monitoring.alert_words import data_notes
from inventory_core.optimization import purchases
from inventory_core.optimization.budget_words import budget_sentence
from inventory_core.optimization.markdown_words import overstock_sentence
from inventory_core.optimization.plan_words import planned_for_sentence, stands_on_sentence
from inventory_core.optimization.tables import OVERSTOCK_ON_SCREEN, PLAN, PURCHASES
from inventory_core.shop import actions
from inventory_core.shop.shop import Shop
from inventory_core.simulation.cash_words import (
    cash_gaps,
    cash_sentence,
    funds_sentence,
    no_costs_sentence,
    payment_list,
)
from inventory_core.simulation.tables import PAYMENTS_ON_SCREEN
from inventory_core.store.store import Store
from inventory_core.terminal.options import Command, opened_shop
from inventory_core.terminal.output import records, say, write_file, write_json


def commands() -> tuple[Command, ...]:
    """Return name, work, explanation and options of each command about plans."""
    return (
        ("plan", plan, _("what to order now"), add_listing),
        ("budget", budget, _("what to buy with the money that there is"), add_budget),
        ("cash", cash, _("what is to be paid in the coming weeks"), add_payments),
        ("overstock", overstock, _("what lies there too much"), add_overstock),
    )


def add_listing(command: argparse.ArgumentParser) -> None:
    """Add what `plan` takes."""
    _add_csv(command, _("write the purchase list"))
    command.add_argument("--supplier", help=_("only this supplier's products in the list"))


def add_budget(command: argparse.ArgumentParser) -> None:
    """Add what `budget` takes."""
    command.add_argument(
        "money",
        type=_amount,
        nargs="?",
        metavar="MONEY",
        help=_("what you can spend now; without it, what the plan would spend, as far as it pays"),
    )
    add_listing(command)


def _amount(text: str) -> float:
    amount = float(text)
    if not 0 <= amount < inf:
        raise ValueError(text)
    return amount


def add_payments(command: argparse.ArgumentParser) -> None:
    """Add what `cash` takes."""
    command.add_argument(
        "--balance",
        type=float,
        metavar="MONEY",
        help=_("keep what is in your account today, to see whether it lasts"),
    )
    command.add_argument(
        "--weekly-costs",
        type=float,
        metavar="MONEY",
        help=_("keep what goes out each week beside goods"),
    )
    _add_csv(command, _("write the coming payments"))


def add_overstock(command: argparse.ArgumentParser) -> None:
    """Add what `overstock` takes."""
    _add_csv(command, _("write the overstock"))


def _add_csv(command: argparse.ArgumentParser, explanation: str) -> None:
    command.add_argument("--csv", type=Path, metavar="FILE", help=explanation)


def plan(options: argparse.Namespace) -> int:
    """Say what to order of each product, and why."""
    shop = opened_shop(options)
    reasons = shop.reasons(shop.plan)
    listed = _purchases(shop, shop.plan, reasons, options)
    if options.json:
        write_json({**_plan_of(shop), "plan": _plan_records(shop.plan, reasons)})
        return 0
    _say_day(shop)
    say(stands_on_sentence(shop.standing))
    _say_purchases(listed, shop)
    return 0


def budget(options: argparse.Namespace) -> int:
    """Say what brings most for the money that there is."""
    shop = opened_shop(options)
    ranking, sign = shop.ranking, shop.settings.currency
    budget = shop.usual_budget if options.money is None else options.money
    purchase, bought = shop.buy(budget)
    reasons = bought["reason"].tolist()
    listed = _purchases(shop, bought, reasons, options)
    spend = float(bought["spend"].sum())
    if options.json:
        numbers = {
            "budget": budget,
            "spend": spend,
            "profit": purchase.profit,
            "left": budget - spend,
            "smallest_order": None if isnan(ranking.smallest_order) else ranking.smallest_order,
            "largest_order": ranking.largest_order,
        }
        write_json({**_plan_of(shop), **numbers, "plan": _plan_records(bought, reasons)})
        return 0
    _say_day(shop)
    say(stands_on_sentence(shop.standing))
    say(budget_sentence(ranking, purchase, spend=spend, currency=sign))
    _say_purchases(listed, shop)
    return 0


def _purchases(
    shop: Shop, plan: pd.DataFrame, reasons: Sequence[str], options: argparse.Namespace
) -> pd.DataFrame:
    """Return the purchase list of a plan, written where that is asked for; keep what it expects.

    What goes by the list is kept for the track record as ordered, the rest as shown.
    """
    listed = purchases.purchase_list(plan, reasons, supplier=options.supplier)
    if options.csv:
        write_file(options.csv, to_csv(listed, PURCHASES))
    actions.keep_expectations(shop, ordered=list(listed["sku"]) if options.csv else [])
    return listed


def _planned_for(shop: Shop) -> dict[str, object]:
    return {
        "planned_for": shop.whole_plan.wait.planned_as.isoformat(),
        "data_notes": data_notes(shop.alerts),
    }


def _plan_of(shop: Shop) -> dict[str, object]:
    return {**_planned_for(shop), "stands_on": asdict(shop.standing)}


def _plan_records(plan: pd.DataFrame, reasons: Sequence[str]) -> list[dict[str, object]]:
    return records(plan[list(PLAN)].assign(reason=list(reasons)))


def _say_day(shop: Shop) -> None:
    say(planned_for_sentence(shop.whole_plan.wait))
    for note in data_notes(shop.alerts):
        say(note)
    for closure in shop.outlook.suppliers.closure_sentences(shop.plan):
        say(closure)
    if on_the_way := waiting_sentence(shop.outlook.purchase_orders):
        say(on_the_way)


def _say_purchases(listed: pd.DataFrame, shop: Shop) -> None:
    for row in rows(listed):
        told = row.note or money(row.spend, shop.settings.currency)
        say(f"{row.sku} · {row.name}: {whole(row.order_units)} ({told}) · {row.reason}")


def cash(options: argparse.Namespace) -> int:
    """Say what is to be paid when, and whether the money lasts."""
    _keep_funds(options)
    shop = opened_shop(options)
    if shop.plan["cost"].isna().all():
        raise SettingsError(no_costs_sentence())
    ahead, sign = shop.cash, shop.settings.currency
    payments = payment_list(ahead.payments)
    if options.csv:
        write_file(options.csv, to_csv(payments, PAYMENTS_ON_SCREEN))
    if options.json:
        names = (
            *("stock_value", "on_order_value", "due_later"),
            *("uncounted", "uncosted", "guessed", "unpriced"),
        )
        numbers = {name: getattr(ahead, name) for name in names}
        lists = {"weeks": records(ahead.weeks), "payments": records(ahead.payments)}
        write_json({**_planned_for(shop), **numbers, **_funds(shop), **lists})
        return 0
    _say_day(shop)
    for sentence in (cash_sentence(ahead, currency=sign), *cash_gaps(ahead, currency=sign)):
        say(sentence)
    say(funds_sentence(shop.funds, shop.lack, currency=sign, today=options.today))
    for row in rows(payments):
        say(f"{day(row.day)} · {row.supplier} · {row.kind}: {money(row.money, sign)}")
    return 0


def _keep_funds(options: argparse.Namespace) -> None:
    """Keep what was told of the shop's money."""
    told: dict[str, object] = {}
    if options.balance is not None:
        told = {"balance": options.balance, "balance_on": options.today.isoformat()}
    if options.weekly_costs is not None:
        told["weekly_costs"] = options.weekly_costs
    if told:
        Store(options.database).save_settings(**told)


def _funds(shop: Shop) -> dict[str, object]:
    """Return what is known of the shop's money, as JSON writes it."""
    settings, lack = shop.settings, shop.lack
    return {
        "balance": settings.balance,
        "balance_on": settings.balance_on or None,
        "weekly_costs": settings.weekly_costs,
        "short_from": lack.first_day.isoformat() if lack else None,
        "missing": lack.money if lack else None,
        "balances": None if shop.balances is None else records(shop.balances),
    }


def overstock(options: argparse.Namespace) -> int:
    """Say what lies there too much."""
    shop = opened_shop(options)
    overstock, sign = shop.overstock, shop.settings.currency
    if options.csv:
        write_file(options.csv, to_csv(overstock, OVERSTOCK_ON_SCREEN))
    if options.json:
        write_json({**_planned_for(shop), "overstock": records(overstock)})
        return 0
    _say_day(shop)
    say(overstock_sentence(overstock, currency=sign, cover_days=shop.settings.cover_days))
    for row in rows(overstock):
        units, asleep = whole(row.overstock_units), money(row.money, sign)
        waiting = _("waiting costs {cost}").format(cost=money(row.waiting_cost, sign))
        say(f"{row.sku} · {row.name}: {units} ({asleep}) · {waiting}")
    return 0
