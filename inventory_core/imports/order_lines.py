"""Order lines as they stand in a sheet: which product, which day, how many, at which price."""

from collections.abc import Sequence

import pandas as pd

from inventory_core.imports.cells import currency_signs
from inventory_core.imports.format import ROUNDED_ID, Sheet
from inventory_core.imports.order_shipping import shipping
from inventory_core.imports.periods import spans
from inventory_core.imports.texts import by_distinct, normalise_texts

_CODED = r"(?s)^\s*\[\s*([^\[\]]*[^\[\]\s])\s*\]\s*(\S.*)$"
"""A code between brackets before a name; alone it is a name."""

ORDER_SIGNS = (r"^#?(\d+)\.0$|^#(.+)$", r"\1\2")
"""Signs around the number of an order, and what stays of it: a shop writes #1001, and a spreadsheet
program 1001.0."""


def order_lines(sheet: Sheet) -> pd.DataFrame:
    """Return one row per row of the sheet: what was sold where and when, unjudged."""
    titled = titles(sheet)
    channel = sheet.texts("channel")
    sku = product_keys(sheet, titled)
    units, total = sheet.numbers("units"), sheet.numbers("line_total")
    price = sheet.numbers("unit_price").fillna(total / units.where(units != 0))
    day = sheet.days("day")
    if sheet.has("other_day"):
        day = day.fillna(sheet.days("other_day"))
    lines = pd.DataFrame(
        {
            "channel": channel.where(channel != "", sheet.mapping.channel),
            "order_id": order_numbers(sheet),
            "line": _line_keys(sheet, sku, day),
            "sku": sku,
            "name": titled,
            "category": sheet.texts("category"),
            "units": units - sheet.numbers("returned_units").fillna(0.0),
            "returned": sheet.numbers("returned_units") > 0,
            "unit_price": price.where(in_currency(sheet)),
        }
    )
    lines["key"] = order_keys(lines)
    lines = lines.join(spans(day, sheet.raw("day"), period=sheet.mapping.period))
    return lines.join(shipping(sheet, lines))


def order_keys(lines: pd.DataFrame) -> pd.Series:
    """Return one number for each line of an order, which is compared much faster than its texts."""
    return lines.groupby(["channel", "order_id", "line"], sort=False).ngroup()


def _line_keys(sheet: Sheet, skus: pd.Series, days: pd.Series) -> pd.Series:
    """What tells a line from the others of its order: its number, or else its product.

    In a seller's own sheet the day too, since many a till begins at 1 every morning.
    """
    keys = skus + " " + iso_days(days) if sheet.format.is_plain else skus
    line = ids(sheet, "line")
    return line.where(line != "", keys) if sheet.has("line") else keys


def iso_days(days: pd.Series) -> pd.Series:
    """Return days in ISO form, "" where there is none."""
    codes, distinct = pd.factorize(days, use_na_sentinel=False)
    texts = pd.Series(pd.DatetimeIndex(distinct).strftime("%Y-%m-%d"), dtype="str").fillna("")
    return texts.take(codes).set_axis(days.index)


def ids(sheet: Sheet, field: str) -> pd.Series:
    """Return ids; empty where a spreadsheet program has rounded them, since many then share one."""
    if not sheet.has(field):
        return sheet.raw(field)
    return by_distinct(
        sheet.texts(field), lambda texts: texts.where(~texts.str.fullmatch(ROUNDED_ID), "")
    )


def order_numbers(sheet: Sheet) -> pd.Series:
    """Return the numbers of orders, alike however a file writes them.

    >>> pd.Series(["#1001", "1001.0", "1001", "A.0"]).replace(*ORDER_SIGNS, regex=True).tolist()
    ['1001', '1001', '1001', 'A.0']
    """
    return by_distinct(ids(sheet, "order_id"), _without_signs)


def _without_signs(numbers: pd.Series) -> pd.Series:
    signed = numbers.str.startswith("#") | numbers.str.endswith(".0")
    if not signed.any():  # most files have none, and a pattern takes its time
        return numbers
    return numbers.where(~signed, numbers[signed].replace(*ORDER_SIGNS, regex=True))


def titles(sheet: Sheet) -> pd.Series:
    """Return the name of each row's product, with its variant."""
    name, variant = sheet.names("name"), sheet.variants
    if not sheet.has("variant"):
        return name
    return name.where(variant == "", (name + " (" + variant + ")").where(name != "", variant))


def product_keys(sheet: Sheet, titled: pd.Series) -> pd.Series:
    """Return what tells each row's product from all others.

    The seller's code, with the variant where several share it; else the platform's number with the
    variant, else name and variant.
    """
    skus = sheet.skus()
    shared = sheet.shared_codes
    if (shared != "").any():
        skus = skus.where(shared == "", skus + " " + shared)
    if (skus != "").all():
        return skus
    keys = normalise_texts(titled)
    if sheet.has("listing"):
        variant = sheet.variants
        listing = sheet.skus("listing")
        numbered = listing.where(variant == "", listing + " " + variant)
        keys = numbered.where(listing != "", keys)
    return skus.where(skus != "", keys)


def in_currency(sheet: Sheet) -> pd.Series:
    """Return True where the price is in the currency that the seller chose among several."""
    every = pd.Series(data=True, index=sheet.table.cells.index)
    if not sheet.mapping.currency:
        return every
    named = currency_names(sheet)
    if len(named[named != ""].unique()) < 2:
        return every
    return (named == sheet.mapping.currency) | (named == "")


def currency_names(sheet: Sheet) -> pd.Series:
    """Return the currency of every row: as its column says, else the sign beside the price."""
    if sheet.has("currency"):
        return sheet.texts("currency")
    price = "unit_price" if sheet.has("unit_price") else "line_total"
    signs = currency_signs(sheet.raw(price))
    return signs if (signs == "").all() else signs.where(sheet.numbers(price).notna(), "")


def filled_down(sheet: Sheet, *, key: str, fields: Sequence[str]) -> Sheet:
    """Fill in what a platform writes into the first row of an order only.

    Args:
        sheet: as it stands.
        key: the field that names the order; where it is blank itself, the row above tells.
        fields: those that are the same for all rows of an order.
    """
    orders = sheet.raw(key)
    sheet = sheet.put(key, orders.where(orders != "").ffill().fillna(""))
    return filled_within(sheet, key=key, fields=fields)


def filled_within(sheet: Sheet, *, key: str, fields: Sequence[str]) -> Sheet:
    """Fill in what a platform writes into one row of an order only, wherever that row stands.

    Rows in which the key is blank belong to no order and stay as they are.
    """
    if not sheet.has(key):
        return sheet
    orders = sheet.raw(key).where(sheet.filled(key))
    for field in fields:
        if sheet.mapping.column(field) != sheet.mapping.column(key):
            known = sheet.raw(field).where(sheet.filled(field))
            first = known.groupby(orders).transform("first")
            sheet = sheet.put(field, known.fillna(first).fillna(""))
    return sheet


def negated(sheet: Sheet, rows: pd.Series, *, field: str = "units") -> Sheet:
    """Write the units of refunds as negative, as the rows that take sales back.

    Args:
        sheet: as it stands.
        rows: True for every refund; platforms write its units with or without a minus sign.
        field: money for all units of the row is written the same way.
    """
    told = sheet.raw(field)
    positive = (told != "") & ~told.str.startswith(("-", "("))
    return sheet.put(field, told.where(~(rows & positive), "-" + told))


def coded_names(names: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Return code and name of products that are written like `[A-1] Lamp`; "" for no code.

    >>> codes, names = coded_names(pd.Series(["[A-1] Lamp", "Bowl [blue]"]))
    >>> list(codes), list(names)
    (['A-1', ''], ['Lamp', 'Bowl [blue]'])
    """
    parts = names.str.extract(_CODED)
    return parts[0].fillna("").astype("str"), parts[1].fillna(names).astype("str")


def one_unit_each(sheet: Sheet) -> Sheet:
    """Take each row for one unit, as platforms mean it that have no column of units.

    Where newer files of the platform have one, it feeds `pieces` and tells.
    """
    ones = pd.Series("1", index=sheet.table.cells.index)
    return sheet.added("units", sheet.raw("pieces") if sheet.has("pieces") else ones)


def is_one_unit_each(sheet: Sheet) -> bool:
    """Tell whether each row was taken for one unit, since no heading of the format tells more."""
    told = {field.name for field in sheet.format.fields} & {"units", "pieces"}
    counted = any(sheet.has(name) for name in told)
    return not counted and bool((sheet.raw("units") == "1").all())
