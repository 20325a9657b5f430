"""Order lines as they stand in a sheet: which product, which day, how many, at which price."""

from collections.abc import Sequence

import pandas as pd

from inventory_core.imports.cells import currency_signs, normalise_texts
from inventory_core.imports.formats.format import ROUNDED_ID, Columns
from inventory_core.imports.periods import spans


def order_lines(columns: Columns) -> pd.DataFrame:
    """Return one row per row of the sheet: what was sold where and when, unjudged."""
    titled = titles(columns)
    channel = columns.texts("channel")
    sku = product_keys(columns, titled)
    line = ids(columns, "line")
    units, total = columns.numbers("units"), columns.numbers("line_total")
    price = columns.numbers("unit_price").fillna(total / units.where(units != 0))
    day = columns.days("day")
    if columns.has("other_day"):
        day = day.fillna(columns.days("other_day"))
    lines = pd.DataFrame(
        {
            "channel": channel.where(channel != "", columns.mapping.channel),
            "order_id": ids(columns, "order_id"),
            "line": line.where(line != "", _line_keys(columns, sku, day)),
            "sku": sku,
            "name": titled,
            "category": columns.texts("category"),
            "units": units - columns.numbers("returned_units").fillna(0.0),
            "returned": columns.numbers("returned_units") > 0,
            "unit_price": price.where(in_currency(columns)),
        }
    )
    return lines.join(spans(day, columns.raw("day"), period=columns.mapping.period))


def _line_keys(columns: Columns, skus: pd.Series, days: pd.Series) -> pd.Series:
    """What tells a line without a number from the others of its order.

    In a seller's own sheet the day too, since many a till begins at 1 every morning.
    """
    return skus + " " + iso_days(days) if columns.format.is_plain else skus


def iso_days(days: pd.Series) -> pd.Series:
    """Return days in ISO form, "" where there is none."""
    codes, distinct = pd.factorize(days, use_na_sentinel=False)
    texts = pd.Series(pd.DatetimeIndex(distinct).strftime("%Y-%m-%d"), dtype="str").fillna("")
    return texts.take(codes).set_axis(days.index)


def ids(columns: Columns, field: str) -> pd.Series:
    """Return ids; empty where a spreadsheet program has rounded them, since many then share one."""
    texts = columns.texts(field)
    return texts.where(~texts.str.fullmatch(ROUNDED_ID), "")


def titles(columns: Columns) -> pd.Series:
    """Return the name of each row's product, with its variant."""
    name, variant = columns.names("name"), columns.names("variant")
    return name.where(variant == "", (name + " (" + variant + ")").where(name != "", variant))


def product_keys(columns: Columns, titled: pd.Series) -> pd.Series:
    """Return what tells each row's product from all others.

    The seller's code, else the platform's number with the variant, else name and variant.
    """
    skus = columns.skus()
    keys = normalise_texts(titled)
    if columns.has("listing"):
        variant = columns.texts("variant")
        listing = columns.skus("listing")
        numbered = listing.where(variant == "", listing + " " + variant)
        keys = numbered.where(listing != "", keys)
    return skus.where(skus != "", keys)


def in_currency(columns: Columns) -> pd.Series:
    """Return True where the price is in the currency that the seller chose among several."""
    named = currency_names(columns)
    if not columns.mapping.currency or len(named[named != ""].unique()) < 2:
        return pd.Series(data=True, index=named.index)
    return (named == columns.mapping.currency) | (named == "")


def currency_names(columns: Columns) -> pd.Series:
    """Return the currency of every row: as its column says, else the sign beside the price."""
    if columns.has("currency"):
        return columns.texts("currency")
    price = "unit_price" if columns.has("unit_price") else "line_total"
    return currency_signs(columns.raw(price).where(columns.numbers(price).notna(), ""))


def filled_down(columns: Columns, *, key: str, fields: Sequence[str]) -> Columns:
    """Fill in what a platform writes into the first row of an order only.

    Args:
        columns: of the sheet as it stands.
        key: the field that names the order; where it is blank itself, the row above tells.
        fields: those that are the same for all rows of an order.
    """
    orders = columns.raw(key)
    columns = columns.put(key, orders.where(orders != "").ffill().fillna(""))
    return filled_within(columns, key=key, fields=fields)


def filled_within(columns: Columns, *, key: str, fields: Sequence[str]) -> Columns:
    """Fill in what a platform writes into one row of an order only, wherever that row stands.

    Rows in which the key is blank belong to no order and stay as they are.
    """
    if not columns.has(key):
        return columns
    orders = columns.raw(key).where(columns.filled(key))
    for field in fields:
        if columns.mapping.column(field) != columns.mapping.column(key):
            known = columns.raw(field).where(columns.filled(field))
            first = known.groupby(orders).transform("first")
            columns = columns.put(field, known.fillna(first).fillna(""))
    return columns


def negated(columns: Columns, rows: pd.Series) -> Columns:
    """Write the units of refunds as negative, as the rows that take sales back.

    Args:
        columns: of the sheet as it stands.
        rows: True for every refund; platforms write its units with or without a minus sign.
    """
    units = columns.raw("units")
    positive = (units != "") & ~units.str.startswith(("-", "("))
    return columns.put("units", units.where(~(rows & positive), "-" + units))
