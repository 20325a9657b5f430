"""What lies where: the latest counts of each code and place, and what was sold since."""

import pandas as pd

from inventory_core.domain.frames import STOCK, typed
from inventory_core.store.engine import Connection


def now(connection: Connection, *, place: str | None = None) -> pd.DataFrame:
    """Return STOCK: what the ledger of moves adds up to, by product, in all places or in one.

    The day is that of the oldest count; none where a product was never counted in one of its
    places, of which only so much is known to lie there as came and was not sold since.
    """
    stock = connection.execute(
        "with held as (select place, sku, sum(units) as on_hand from moves "
        "where place = coalesce($place, place) group by all), "
        "told as (select place, sku, min(day) as day, sum(on_order) as on_order, "
        "sum(committed) as committed from current_stock group by all) "
        "select string_agg(place, ', ' order by place) as place, sku, "
        "case when count(day) = count(*) then min(day) end as day, sum(on_hand) as on_hand, "
        "coalesce(sum(on_order), 0) as on_order, coalesce(sum(committed), 0) as committed, "
        "count(*) as rows from held left join told using (place, sku) group by sku order by sku",
        {"place": place},
    ).df()
    return typed(stock, STOCK)


def counts(connection: Connection) -> pd.DataFrame:
    """Return STOCK of every day with a count of a product or its packs, a row for each place."""
    counted = connection.execute(
        "with days as (select distinct place, sku, day from stock_counts), "
        "codes as (select distinct place, sku, code from stock_counts), "
        "asked as (select * from days join codes using (place, sku)) "
        "select a.place, a.sku, a.day, sum(on_hand) as on_hand, sum(on_order) as on_order, "
        "sum(committed) as committed, 1.0 as rows from asked a asof join stock_counts s "
        "on s.place = a.place and s.sku = a.sku and s.code = a.code and a.day >= s.day "
        "group by all order by a.sku, a.day, a.place"
    ).df()
    return typed(counted, STOCK)


def tells_of_demand(connection: Connection, upload: int) -> bool:
    """Tell whether counts change what is known of past demand, and not only of today's stock.

    They do on days whose sales are known, and where a product was ever counted as sold out.
    """
    ((changes,),) = connection.execute(
        "select exists (from stock_counts where upload = ? and ("
        "day <= (select max(day) from sold_by_day) "
        "or sku in (select sku from stock_counts where on_hand <= 0)))",
        [upload],
    ).fetchall()
    return bool(changes)
