"""What a seller does about purchase orders: places them, takes in what came, gives up the rest.

Like those of actions.py, these write into the store and leave the views of shop.py as they are.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

import pandas as pd

from inventory_core.domain.errors import PurchaseError
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import day, rows
from inventory_core.domain.products import no_such_product
from inventory_core.imports.order_list import OrderList
from inventory_core.ledger.changing import OrderChange, check_expected
from inventory_core.ledger.placing import Draft, placed
from inventory_core.ledger.purchase_orders import arriving, order_of
from inventory_core.ledger.supplier_order import SupplierOrder
from inventory_core.shop.actions import keep_expectations
from inventory_core.shop.outlook import Outlook
from inventory_core.shop.shop import Shop


def order_goods(
    shop: Shop,
    units: Mapping[str, float],
    *,
    ordered_on: date,
    expected_on: date | None = None,
) -> tuple[int, ...]:
    """Keep that so many units of these products were ordered; return the orders' numbers.

    Raises:
        PurchaseError: a product is unknown, units are none, or a day makes no sense.
    """
    return place_orders(shop, drafted(shop, units, ordered_on=ordered_on, expected_on=expected_on))


def drafted(
    shop: Shop,
    units: Mapping[str, float],
    *,
    ordered_on: date,
    expected_on: date | None = None,
) -> Draft:
    """Return what would be kept if so many units of these products were ordered.

    Raises:
        PurchaseError: a product is unknown, units are none, or a day makes no sense.
    """
    draft = placed(_wanted(shop, units), ordered_on=ordered_on, expected_on=expected_on)
    if expected_on is None:
        draft = draft.around(shop.outlook.suppliers.calendars)
    return draft.in_currencies(shop.outlook.suppliers.facts)


def drafted_by_plan(shop: Shop, units: Mapping[str, float], *, ordered_on: date) -> Draft:
    """Return what would be kept if so many units were ordered as the plan says; see drafted.

    Of what was never counted the plan says how many are needed in all. Nobody knows what of them
    was ordered: none, until the seller types it.
    """
    plan = shop.plan
    uncounted = plan.loc[~plan["stock_known"], "sku"]
    return drafted(shop, units, ordered_on=ordered_on).uncounted(uncounted.tolist())


def drafted_from_files(shop: Shop) -> Draft:
    """Return as orders what only a stock file says is on order.

    They are dated before the counts that tell of them, by which they are known as the same goods;
    none is expected before tomorrow.
    """
    told = shop.outlook.on_order_by_files
    units = dict(zip(told["sku"], told["on_order"], strict=True))
    counted_on = told["day"].min().date()
    draft = drafted(shop, units, ordered_on=counted_on - timedelta(days=1))
    tomorrow = pd.Timestamp(shop.past.today) + pd.Timedelta(days=1)
    days = draft.orders["expected_on"]
    return replace(
        draft, orders=draft.orders.assign(expected_on=days.mask(days < tomorrow, tomorrow))
    )


def drafted_from_list(shop: Shop, listed: OrderList) -> Draft:
    """Return as orders what a list asks for, of its own days where it tells them, else of today.

    Raises:
        PurchaseError: a product is unknown, units are none, or a day makes no sense.
    """
    return drafted(
        shop,
        listed.units,
        ordered_on=listed.ordered_on or shop.past.today,
        expected_on=listed.expected_on,
    )


def is_kept(outlook: Outlook, listed: OrderList) -> bool:
    """Tell whether a list is an order that is kept: its number, its day and its products."""
    return any(
        order.number == listed.number
        and order.ordered_on == listed.ordered_on
        and {line.sku for line in order.lines} >= set(listed.units)
        for order in outlook.purchase_orders
    )


def place_orders(shop: Shop, draft: Draft) -> tuple[int, ...]:
    """Keep orders as drafted, or as the seller corrected them; return their numbers.

    Raises:
        PurchaseError: nothing is left, units are none, or a day makes no sense.
    """
    orders, lines = draft.orders, draft.lines
    for ordered_on, expected_on in zip(orders["ordered_on"], orders["expected_on"], strict=True):
        _check_days(ordered_on.date(), expected_on.date(), today=shop.past.today)
    if lines.empty or not (lines["units"] > 0).all():
        raise PurchaseError(_("Nothing is ordered: give units above 0 for each product."))
    numbers = shop.past.store.purchases.place(orders, lines)
    keep_expectations(shop, ordered=lines["sku"].tolist())
    return numbers


def change_order(outlook: Outlook, number: int, change: OrderChange) -> None:
    """Keep what is otherwise about an order that was placed.

    Raises:
        PurchaseError: there is no such order, or the change does not go with it.
    """
    change.check(order_of(outlook.purchase_orders, number))
    outlook.past.store.purchases.change(
        number,
        change.facts,
        units=change.units,
        unit_prices=change.unit_prices,
    )


def receive_goods(
    outlook: Outlook,
    number: int,
    units: Mapping[str, float] | None,
    *,
    on: date,
    now: datetime,
) -> int:
    """Keep what of an order came on a day, all that was to come if nothing is said.

    Returns the number by which it is taken back.

    Raises:
        PurchaseError: there is no such order, or what is told does not go with it.
    """
    order = order_of(outlook.purchase_orders, number)
    came = arriving(order, units, on=on, today=outlook.past.today)
    return outlook.past.store.purchases.receive(number, came, on=on, now=now)


def close_short(
    outlook: Outlook, number: int, skus: Collection[str] = (), *, closed: bool = True
) -> None:
    """Count lines of an order, or all of them, as not coming any more, or open them again.

    Raises:
        PurchaseError: there is no such order, or a product is not in it.
    """
    order = order_of(outlook.purchase_orders, number)
    lines = [order.line(sku) for sku in skus] or list(order.lines)
    named = [line.sku for line in lines if line.missing]
    outlook.past.store.purchases.close_short(number, named, closed=closed)


def supplier_order(shop: Shop, number: int) -> SupplierOrder:
    """Return an order as its supplier gets it, with the codes and names that it knows.

    Raises:
        PurchaseError: there is no such order.
    """
    outlook = shop.outlook
    order = order_of(outlook.purchase_orders, number)
    codes = outlook.suppliers.codes
    theirs = {row.sku: row for row in rows(codes[codes["supplier"] == order.supplier])}
    called = {sku: ("", name) for sku, name in outlook.names_by_code.items()}
    for sku, row in theirs.items():
        called[sku] = (row.code, row.name or called.get(sku, ("", ""))[1])
    facts = outlook.suppliers.facts
    addresses = facts.loc[facts["supplier"] == order.supplier, "email"].tolist()
    return SupplierOrder.of(
        order,
        called=called,
        sender=shop.settings.sender,
        email="".join(addresses),
        currency=shop.settings.currency,
    )


def _check_days(ordered_on: date, expected_on: date, *, today: date) -> None:
    if ordered_on > today:
        raise PurchaseError(
            _("It cannot have been ordered on {day}, which is still to come: give its day.").format(
                day=day(ordered_on)
            )
        )
    check_expected(expected_on, ordered_on)


def _wanted(shop: Shop, units: Mapping[str, float]) -> pd.DataFrame:
    """Return what is wanted by product, with what each costs and how long it takes."""
    names = shop.outlook.names
    aliases = dict(zip(names["sku"], names["product"], strict=True))
    told = pd.DataFrame({"code": list(units), "units": list(units.values())})
    told["sku"] = [aliases.get(code) or code for code in told["code"]]
    unknown = told.loc[~told["sku"].isin(shop.plan["sku"]), "code"].tolist()
    if unknown:
        pack = _("A pack is ordered by what is in it.")
        raise PurchaseError(f"{no_such_product(unknown)} {pack}")
    added = told.groupby("sku", as_index=False)["units"].sum()
    facts = shop.plan[["sku", "supplier", "unit_cost", "lead_time_days"]]
    return added.merge(facts, on="sku")
