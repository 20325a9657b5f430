"""What a seller says of products by hand: adds one, or changes what is known of it."""

from collections.abc import Mapping
from datetime import datetime

import pandas as pd

from inventory_core.domain.errors import SettingsError
from inventory_core.domain.language import gettext as _
from inventory_core.domain.products import cells_of, no_such_product
from inventory_core.shop.outlook import Outlook


def add_product(outlook: Outlook, sku: str, facts: Mapping[str, object], *, now: datetime) -> int:
    """Add a product that no file told of, with what is known of it (PRODUCT_FACTS).

    Returns the number by which it is taken back, as any upload.

    Raises:
        SettingsError: it has no code, or there is one of this code already.
    """
    code = sku.strip()
    if not code:
        raise SettingsError(_("A product needs a code of its own: please type one."))
    if code in outlook.codes:
        raise SettingsError(
            _("There is a product with the code {sku} already: change what is known of it.").format(
                sku=code
            )
        )
    known = {name: value for name, value in facts.items() if value not in (None, "")}
    return _keep(outlook, code, {"name": code} | known, now=now)


def change_product(
    outlook: Outlook, sku: str, facts: Mapping[str, object], *, now: datetime
) -> int:
    """Change facts of a product (PRODUCT_FACTS); None takes one back to the default.

    Returns the number by which it is taken back, as any upload.

    Raises:
        SettingsError: there is no such product.
    """
    named(outlook, sku)
    return _keep(outlook, sku, facts, now=now)


def named(outlook: Outlook, sku: str) -> pd.DataFrame:
    """Return what is known of one product (PRODUCTS).

    Raises:
        SettingsError: there is no such product.
    """
    known = outlook.products[outlook.products["sku"] == sku.strip()]
    if known.empty:
        raise SettingsError(no_such_product([sku]))
    return known


def _keep(outlook: Outlook, sku: str, facts: Mapping[str, object], *, now: datetime) -> int:
    like = facts.get("like_sku")
    if like is not None and like not in outlook.past.demand.skus:
        raise SettingsError(
            _("{like} has never sold, so nothing can sell like it: name another product.").format(
                like=like
            )
        )
    return outlook.past.store.edit_products(cells_of(sku, facts), now=now)
