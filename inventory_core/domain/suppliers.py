"""What is known of suppliers beside their terms: address, money, lead times and codes."""

from math import inf

import pandas as pd

from inventory_core.domain.columns import Schema, flag, number, text, words
from inventory_core.domain.errors import SettingsError
from inventory_core.domain.frames import (
    CLOSURES,
    PRODUCT_FACTS,
    PRODUCTS,
    SUPPLIERS,
    check,
    typed,
)
from inventory_core.domain.language import N_
from inventory_core.domain.language import gettext as _
from inventory_core.domain.order_days import OrderDays

LEAD_TIMES = ("lead_time_days", "lead_time_shortest_days", "lead_time_longest_days")
"""Usual, shortest and longest days from ordering to having the goods; facts of a product too."""

_TEXTS = ("email", "currency", "order_days")

SUPPLIER_FACTS: Schema = {
    "supplier": SUPPLIERS["supplier"],
    "email": text(N_("E-mail"), N_("Where your orders go."), limits=(0, 200)),
    "currency": text(
        N_("Currency"), N_("Sign of its prices, such as $ or ¥; empty where it is yours.")
    ),
    "rate": number(
        N_("Rate"),
        N_("What one of that currency costs in your money, such as 0.92."),
        limits=(0, inf),
    ),
    **{name: PRODUCT_FACTS[name] for name in LEAD_TIMES},
    "order_days": text(
        N_("Order days"),
        N_(
            "Weekdays or days of the month on which it takes orders, such as Mon, Thu or 1, 15; "
            "empty where any day will do."
        ),
        limits=(0, 80),
    ),
    "chinese_new_year": flag(
        N_("Closed at Chinese New Year"),
        N_("From a week before New Year’s Day by the lunar calendar to two weeks after it."),
    ),
}
"""One row per supplier of which something is known; every fact may be empty.

The lead times hold for its products that have none of their own. rate: known wherever there is a
currency.
"""

SUPPLIER_CLOSURES: Schema = {"supplier": SUPPLIERS["supplier"], **CLOSURES}
"""One row per stretch of days on which a supplier does nothing."""

SUPPLIER_CODES: Schema = {
    "supplier": SUPPLIERS["supplier"],
    "sku": text(N_("Product")),
    "code": text(N_("Their code"), limits=(0, 80)),
    "name": words(N_("Their name"), limits=(0, 200)),
}
"""One row per product that a supplier calls otherwise; code or name may be "", but not both."""


def typed_supplier_facts(rows: pd.DataFrame) -> pd.DataFrame:
    """Return SUPPLIER_FACTS as the seller typed them; suppliers of which nothing is told go.

    Raises:
        SettingsError: a currency has no rate, an address is none, or order days are no days.
    """
    told = typed(rows, SUPPLIER_FACTS)
    told = told.assign(**{name: told[name].fillna("").str.strip() for name in _TEXTS})
    rests = told["chinese_new_year"].fillna(value=False).astype(bool)
    known = told[["rate", *LEAD_TIMES]].notna().any(axis=1)
    told = told.assign(chinese_new_year=rests)
    told = told[(told[list(_TEXTS)] != "").any(axis=1) | known | rests].reset_index(drop=True)
    for days in told["order_days"]:
        OrderDays.read(days)
    for supplier, address in zip(told["supplier"], told["email"], strict=True):
        if address and not _is_address(address):
            raise SettingsError(
                _("“{address}” of {supplier} is no e-mail address: please correct it.").format(
                    address=address, supplier=supplier
                )
            )
    unrated = told[(told["currency"] != "") & ~(told["rate"] > 0)]
    for supplier, currency in zip(unrated["supplier"], unrated["currency"], strict=True):
        raise SettingsError(
            _("What does one {currency} of {supplier} cost in your money? Type the rate.").format(
                currency=currency, supplier=supplier
            )
        )
    return check(told, SUPPLIER_FACTS)


def _is_address(text: str) -> bool:
    """Tell whether a text can be an e-mail address, and nothing else beside it.

    >>> [_is_address(text) for text in ("a.b@clay.example", "Clay", "a@b?cc=c@d", "a@b c")]
    [True, False, False, False]
    """
    name, at, host = text.partition("@")
    return bool(name and at and host) and not set(text) & set(" ?&,;<>\"'\r\n") and "@" not in host


def typed_supplier_closures(rows: pd.DataFrame) -> pd.DataFrame:
    """Return SUPPLIER_CLOSURES as the seller typed them; empty rows go.

    Raises:
        SettingsError: a supplier or a day is missing, or a stretch ends before it begins.
    """
    told = typed(rows.dropna(how="all"), SUPPLIER_CLOSURES).reset_index(drop=True)
    told = told.assign(supplier=told["supplier"].fillna(""), note=told["note"].fillna(""))
    if (told["supplier"] == "").any() or not (told["first_day"] <= told["last_day"]).all():
        raise SettingsError(
            _(
                "A row has no supplier, no first or last day, or ends before it begins: please "
                "correct it."
            )
        )
    return check(told, SUPPLIER_CLOSURES)


def typed_supplier_codes(rows: pd.DataFrame) -> pd.DataFrame:
    """Return SUPPLIER_CODES as the seller typed them; empty rows go.

    Raises:
        SettingsError: a row lacks its supplier, its product or what it is called, or two rows are
            of the same product.
    """
    told = typed(rows.dropna(how="all"), SUPPLIER_CODES).reset_index(drop=True).fillna("")
    if (told[["supplier", "sku"]] == "").any(axis=None) or (
        (told["code"] == "") & (told["name"] == "")
    ).any():
        raise SettingsError(
            _("Each row needs a supplier, a product, and its code or name: please complete it.")
        )
    if told.duplicated(["supplier", "sku"]).any():
        raise SettingsError(
            _("Each product of a supplier has one row: please remove the row that is too much.")
        )
    return check(told, SUPPLIER_CODES)


def facts_of_each(suppliers: list[str], facts: pd.DataFrame) -> pd.DataFrame:
    """Return SUPPLIER_FACTS of these suppliers and all others that have any; empty where none."""
    named = pd.DataFrame({"supplier": sorted({*suppliers, *facts["supplier"]} - {""})})
    every = typed(named.astype("str").merge(facts, on="supplier", how="left"), SUPPLIER_FACTS)
    return every.assign(chinese_new_year=every["chinese_new_year"].fillna(value=False))


def with_lead_times(products: pd.DataFrame, facts: pd.DataFrame) -> pd.DataFrame:
    """Return PRODUCTS whose lead time is that of its supplier where it has none of its own.

    >>> products = pd.DataFrame({"supplier": "Clay", "lead_time_days": [5.0, None]})
    >>> facts = pd.DataFrame({"supplier": ["Clay"], "lead_time_days": [30.0]})
    >>> with_lead_times(typed(products, PRODUCTS), typed(facts, SUPPLIER_FACTS))[
    ...     "lead_time_days"
    ... ].tolist()
    [5.0, 30.0]
    """
    theirs, own = facts.set_index("supplier"), products["lead_time_days"].notna()
    columns = {
        name: products[name].where(
            own | products[name].notna(), products["supplier"].map(theirs[name])
        )
        for name in LEAD_TIMES
    }
    return check(products.assign(**columns), PRODUCTS)


def with_review_periods(products: pd.DataFrame, facts: pd.DataFrame) -> pd.DataFrame:
    """Return PRODUCTS that are looked at as often as their supplier takes orders.

    Unless they have a review period of their own.

    >>> products = pd.DataFrame({"supplier": "Clay", "review_period_days": [30.0, None]})
    >>> facts = pd.DataFrame({"supplier": ["Clay"], "order_days": ["Mon"]})
    >>> with_review_periods(typed(products, PRODUCTS), typed(facts, SUPPLIER_FACTS))[
    ...     "review_period_days"
    ... ].tolist()
    [30.0, 7.0]
    """
    told = facts[facts["order_days"].fillna("") != ""]
    every = {
        supplier: OrderDays.read(days).every_days
        for supplier, days in zip(told["supplier"], told["order_days"], strict=True)
    }
    own = products["review_period_days"]
    theirs = products["supplier"].map(every).astype(float)
    return check(products.assign(review_period_days=own.where(own.notna(), theirs)), PRODUCTS)
