"""What lies where: the latest counts of each code and place, and what was sold since."""

import pandas as pd

from inventory_core.domain.frames import STOCK, typed
from inventory_core.store.database import Connection

OWN_SHELF = "shop"
"""The place of stock that no channel keeps for the seller."""


def now(connection: Connection) -> pd.DataFrame:
    """Return STOCK: counts less what was sold and with what was received since, by product.

    What is sold is taken off a count of the same code where there is one, else off the product's
    own; in the channel's own place where it was counted there, else on the shelf. Packs that lie
    there as such are units of what is in them. The day is that of the oldest count. Goods that a
    purchase order brought lie on the shelf; those of the day of its count or before are in that.
    Of what was never counted (without a day) at least so many lie there as came, less what was
    sold since: of the first receipt, or of any later one, if more are left of that.
    """
    stock = connection.execute(
        "with ways as (select distinct channel, code, sku from sold_by_day), "
        "taken as (select channel, w.code, w.sku, place, s.code as counted, s.day "
        "from ways w join current_stock s on s.sku = w.sku "
        "where place = $shelf or starts_with(channel, place) "
        "qualify row_number() over (partition by channel, w.code, w.sku order by "
        "s.code = w.code desc, place = $shelf, length(place) desc, s.code = w.sku desc, "
        "s.code) = 1), "
        "sold as (select place, t.sku, counted as code, sum(units) as units from taken t "
        "join sold_by_day c on c.channel = t.channel and c.code = t.code "
        "and c.sku = t.sku and c.day > t.day group by all), "
        "lying as (select place, sku, min(day) as day, sum(on_hand) as counted, "
        "coalesce(sum(units), 0) as sold, sum(on_order) as on_order, "
        "sum(committed) as committed "
        "from current_stock left join sold using (place, sku, code) group by place, sku), "
        "shelves as (select sku, place, day from current_stock qualify row_number() over "
        "(partition by sku order by place = $shelf desc, code = sku desc, day desc, place) = 1), "
        "came as (select s.sku, place, sum(units) as units from shelves s "
        "join goods_received r on r.sku = s.sku and r.day > s.day group by all), "
        "uncounted as (select sku, day, sum(units) over (partition by sku order by day desc) "
        "as came from goods_received anti join current_stock using (sku)), "
        "left_of as (select u.sku, u.day, came - coalesce(sum(units), 0) as units "
        "from uncounted u left join sold_by_day s on s.sku = u.sku and s.day > u.day "
        "group by u.sku, u.day, came) "
        "select string_agg(place, ', ' order by place) as place, sku, min(day) as day, "
        "sum(greatest(least(counted, 0), counted - sold + coalesce(c.units, 0))) as on_hand, "
        "sum(on_order) as on_order, sum(committed) as committed, count(*) as rows "
        "from lying left join came c using (place, sku) group by sku union all "
        "select $shelf, sku, null, greatest(max(units), 0), 0, 0, 1 from left_of group by sku "
        "order by sku",
        {"shelf": OWN_SHELF},
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
