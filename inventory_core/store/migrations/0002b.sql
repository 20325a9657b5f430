-- 0002b what 0002 lacks in files made on its first morning

-- 0002 was changed three times in the hour after it landed. Of a file made before, this makes what it
-- would be today; of every other file it changes nothing.

alter table uploads add column if not exists effect text default '';
alter table uploads add column if not exists replaced_by integer;
alter table sales add column if not exists whole_order boolean default false;
update sales set line = sku || ' ' || strftime(day, '%Y-%m-%d')
where line = sku and order_id = strftime(day, '%Y-%m-%d');

create or replace view put_aside as
select id as upload from uploads where replaced_by is not null;

create or replace view current_lines as
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

create or replace view pack_contents as
select coalesce(p.product, c.sku) as pack, coalesce(i.product, component) as component,
    max(units) as units
from components c
left join aliases p on p.sku = c.sku
left join aliases i on i.sku = component
where coalesce(p.product, c.sku) <> coalesce(i.product, component)
group by all;

create or replace view stock_counts as
select place, coalesce(product, s.sku) as sku, day, upload, sum(on_hand) as on_hand,
    sum(coalesce(on_order, 0)) as on_order, sum(coalesce(committed, 0)) as committed
from stock s anti join put_aside using (upload) left join aliases a on a.sku = s.sku
group by place, coalesce(product, s.sku), day, upload;

create or replace view current_facts as
select coalesce(product, f.sku) as sku, field, value
from product_facts f anti join put_aside using (upload) left join aliases a on a.sku = f.sku
qualify row_number() over (
    partition by coalesce(product, f.sku), field
    order by said_by_seller desc, product is null desc, upload desc
) = 1;
