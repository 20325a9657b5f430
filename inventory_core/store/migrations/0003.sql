-- 0003 prices by day, promotions, closures and corrections switched off

drop view sold_by_day;
drop view current_sales;

-- What a pack costs says little about the price of one product in it.
create view current_sales as
select channel, order_id, line, coalesce(component, product, l.sku) as sku, day, days,
    l.units * coalesce(c.units, 1) as units,
    case when component is null then unit_price end as unit_price
from current_lines l
left join aliases a on a.sku = l.sku
left join pack_contents c on c.pack = coalesce(product, l.sku);

-- See sold_by_day in 0002; the size of a single order is not known from a total.
create view sold_by_day as
select channel, sku, day, units, unit_price, units as largest_units from current_sales
where days = 1
union all
select channel, sku, (day + i::integer)::date as day,
    floor(units * (i + 1) / days) - floor(units * i / days) as spread,
    unit_price, null as largest_units
from current_sales, unnest(range(days::bigint)) as numbered(i)
where days > 1 and (spread > 0 or i = days - 1);

create table promotions (
    name text not null, first_day date not null, last_day date not null, sku text not null,
    category text not null
);

create table closures (first_day date not null, last_day date not null, note text not null);

create table corrections_off (
    sku text not null, kind text not null, first_day date not null, last_day date not null
);
