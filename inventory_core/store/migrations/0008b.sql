-- 0008b facts seen in sales go by the day of the sale, and packs are counted as what is in them

-- What a sales file tells of a product is as new as its newest sale of it; what tells of no sale, such
-- as a platform's list of products, as new as its upload. What the seller said has no such day: the
-- latest counts.
create view dated_facts as
with sold as (
    select upload, sku, max(day + (days::integer - 1)) as day from sales where units > 0
    group by upload, sku
)
select f.upload, said_by_seller, f.sku, field, value,
    case when not said_by_seller then coalesce(sold.day, saved_at::date) end as told_on
from product_facts f
left join uploads on id = f.upload
left join sold on sold.upload = f.upload and sold.sku = f.sku
where replaced_by is null;

create or replace view current_facts as
select coalesce(product, f.sku) as sku, field, value
from dated_facts f left join aliases a on a.sku = f.sku
qualify row_number() over (
    partition by coalesce(product, f.sku), field
    order by said_by_seller desc, product is null desc, told_on desc, upload desc
) = 1;

-- code: what was sold or counted, where that is a pack of the product.
create or replace view current_sales as
select channel, order_id, line, coalesce(component, product, l.sku) as sku,
    coalesce(product, l.sku) as code, day, days, l.units * coalesce(c.units, 1) as units,
    case when component is null then unit_price end as unit_price
from current_lines l
left join aliases a on a.sku = l.sku
left join pack_contents c on c.pack = coalesce(product, l.sku);

create or replace view sold_by_day as
select channel, sku, code, day, units, unit_price, units as largest_units from current_sales
where days = 1
union all
select channel, sku, code, (day + i::integer)::date as day,
    floor(units * (i + 1) / days) - floor(units * i / days) as spread,
    unit_price, null as largest_units
from current_sales, unnest(range(days::bigint)) as numbered(i)
where days > 1 and (spread > 0 or i = days - 1);

create or replace view stock_counts as
with counted as (
    select place, coalesce(product, s.sku) as code, day, upload, sum(on_hand) as on_hand,
        sum(coalesce(on_order, 0)) as on_order, sum(coalesce(committed, 0)) as committed
    from stock s anti join put_aside using (upload) left join aliases a on a.sku = s.sku
    group by place, coalesce(product, s.sku), day, upload
)
select place, code, coalesce(component, code) as sku, day, upload,
    on_hand * coalesce(units, 1) as on_hand, on_order * coalesce(units, 1) as on_order,
    committed * coalesce(units, 1) as committed
from counted left join pack_contents on pack = code
qualify row_number() over (partition by place, code, component, day order by upload desc) = 1;

create or replace view current_stock as
select place, code, sku, day, on_hand, on_order, committed from stock_counts
qualify row_number() over (partition by place, code, sku order by day desc) = 1;
