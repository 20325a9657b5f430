-- 0002 order lines, places, aliases and components

alter table uploads add column headings text default '';
alter table uploads add column rows_ignored bigint default 0;
alter table uploads add column rows_replaced bigint default 0;
alter table uploads add column effect text default '';
alter table uploads add column replaced_by integer;
alter table sales add column whole_order boolean default false;
alter table sales add column line text;
alter table sales add column days double default 1;
alter table sales add column rows double default 1;
update sales set line = sku || ' ' || strftime(day, '%Y-%m-%d');
alter table stock add column place text default 'shop';
alter table stock add column rows double default 1;
create table aliases (sku text primary key, product text not null);
create table not_the_same (sku text not null, other text not null, primary key (sku, other));

create table components (
    sku text not null, component text not null, units double not null,
    primary key (sku, component)
);

drop view current_sales;
drop view current_stock;
drop view current_facts;

-- Of a file that was saved again with another meaning only the later upload counts; the earlier one
-- waits for that to be undone.
create view put_aside as
select id as upload from uploads where replaced_by is not null;

-- A platform's file tells whole orders: of two files the one that reaches further in time is right
-- about an order, whichever was saved later. Lines of other files are replaced one by one, by what
-- was saved later. A line of no units takes back what was told before.
create view current_lines as
with told as (
    select sales.*, last_day from sales left join uploads on id = upload
    where replaced_by is null
),
whole as (
    select channel, order_id, arg_max(upload, (last_day, upload)) as latest from told
    where whole_order group by channel, order_id
),
kept as (
    select told.* from told left join whole using (channel, order_id)
    where latest is null or upload = latest or (not whole_order and upload > latest)
),
repeated as (
    select channel, order_id, line, max(upload) as latest from kept
    group by channel, order_id, line having min(upload) < max(upload)
)
select channel, order_id, line, sku, day, days, units, unit_price
from kept left join repeated using (channel, order_id, line)
where (latest is null or upload = latest) and units > 0;

-- A pack or a product in it may have come to stand for another one since it was written down.
create view pack_contents as
select coalesce(p.product, c.sku) as pack, coalesce(i.product, component) as component,
    max(units) as units
from components c
left join aliases p on p.sku = c.sku
left join aliases i on i.sku = component
where coalesce(p.product, c.sku) <> coalesce(i.product, component)
group by all;

create view current_sales as
select channel, order_id, line, coalesce(component, product, l.sku) as sku, day, days,
    l.units * coalesce(c.units, 1) as units
from current_lines l
left join aliases a on a.sku = l.sku
left join pack_contents c on c.pack = coalesce(product, l.sku);

-- The total of a week or month is spread over its days in whole units. A last day without units
-- stays, since it tells how far the data go.
create view sold_by_day as
select channel, sku, day, units from current_sales where days = 1
union all
select channel, sku, (day + i::integer)::date as day,
    floor(units * (i + 1) / days) - floor(units * i / days) as spread
from current_sales, unnest(range(days::bigint)) as numbered(i)
where days > 1 and (spread > 0 or i = days - 1);

create view stock_counts as
select place, coalesce(product, s.sku) as sku, day, upload, sum(on_hand) as on_hand,
    sum(coalesce(on_order, 0)) as on_order, sum(coalesce(committed, 0)) as committed
from stock s anti join put_aside using (upload) left join aliases a on a.sku = s.sku
group by place, coalesce(product, s.sku), day, upload;

create view current_stock as
select place, sku, day, on_hand, on_order, committed from stock_counts
qualify row_number() over (partition by place, sku order by day desc, upload desc) = 1;

create view current_facts as
select coalesce(product, f.sku) as sku, field, value
from product_facts f anti join put_aside using (upload) left join aliases a on a.sku = f.sku
qualify row_number() over (
    partition by coalesce(product, f.sku), field
    order by said_by_seller desc, product is null desc, upload desc
) = 1;
