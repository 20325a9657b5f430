"""One product under several names, and packs under the names that count."""

import pandas as pd

from inventory_core.domain.errors import StoreError
from inventory_core.domain.frames import NAMES, typed
from inventory_core.domain.language import gettext as _
from inventory_core.store.engine import Connection


def names(connection: Connection) -> pd.DataFrame:
    """Return NAMES: every code that files ever used, on which channels, and its name."""
    found = connection.execute(
        "with seen as (select sku, channel, units from current_lines), "
        "every as (select sku from seen union select sku from stock union "
        "select sku from product_facts where value is not null), "
        "sold as (select sku, string_agg(distinct channel, ', ' order by channel) as "
        "channel, sum(units) as units from seen group by sku), "
        "called as (select sku, value as name from dated_facts where field = 'name' "
        "qualify row_number() over (partition by sku "
        "order by said_by_seller desc, told_on desc, upload desc) = 1) "
        "select sku, coalesce(name, '') as name, coalesce(channel, '') as channel, "
        "coalesce(units, 0) as units, coalesce(product, '') as product "
        "from every left join sold using (sku) left join called using (sku) "
        "left join aliases using (sku) order by sku"
    ).df()
    return typed(found, NAMES)


def make(connection: Connection, sku: str, *, product: str) -> None:
    """Count a code, and those that stand for it, as another product.

    Raises:
        StoreError: both are the same product already, or one is a pack of the other.
    """
    found = connection.execute("select product from aliases where sku = ?", [product]).fetchone()
    main = found[0] if found else product
    if main == sku:
        raise StoreError(
            _("“{sku}” already stands for “{product}”: take that apart first.").format(
                sku=product, product=sku
            )
        )
    connection.execute("update aliases set product = ? where product = ?", [main, sku])
    connection.execute("insert or replace into aliases values (?, ?)", [sku, main])
    if main in _packs_in_themselves(connection):
        raise StoreError(
            _(
                "“{sku}” and “{product}” are a pack and what is in it: remove that pack first."
            ).format(sku=sku, product=main)
        )


def refuse_packs_in_themselves(connection: Connection) -> None:
    """Make sure that every pack can be opened.

    Raises:
        StoreError: a pack is in itself, through products that were made one.
    """
    if packs := _packs_in_themselves(connection):
        raise StoreError(
            _(
                "“{pack}” would be in itself, since products were made one: choose other contents."
            ).format(pack=packs[0])
        )


def _packs_in_themselves(connection: Connection) -> list[str]:
    found = connection.execute(
        "with recursive inside as (select pack, component from pack_steps union "
        "select i.pack, s.component from inside i join pack_steps s on s.pack = i.component) "
        "select pack from inside where pack = component order by pack"
    ).fetchall()
    return [pack for (pack,) in found]


def take_apart(connection: Connection, sku: str) -> None:
    """Let a code be a product of its own again."""
    connection.execute("delete from aliases where sku = ?", [sku])


def keep_apart(connection: Connection, sku: str, other: str) -> None:
    """Remember that two codes that look alike are two products."""
    connection.execute("insert or ignore into not_the_same values (?, ?)", [sku, other])


def kept_apart(connection: Connection) -> set[tuple[str, str]]:
    """Return the pairs of codes that the seller said are two products."""
    pairs = connection.execute("select sku, other from not_the_same").fetchall()
    return {(str(sku), str(other)) for sku, other in pairs}
