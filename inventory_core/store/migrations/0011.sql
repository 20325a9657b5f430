-- 0011 packs whose contents stand for other products, money by its currency, facts by their file's days

-- Each pack with what it consists of, as the seller wrote it down, under the names that count. Where two
-- codes of one pack were written down, the code that lends its name is right. Two products that became
-- one are added up.
create view pack_steps as
with described as (
    select coalesce(product, c.sku) as pack, arg_min(c.sku, (product is not null, c.sku)) as code
    from (select distinct sku from components) c left join aliases a on a.sku = c.sku
    group by all
)
select pack, coalesce(product, component) as component, sum(units) as units
from described join components c on c.sku = code left join aliases a on a.sku = component
group by all;

-- What is in a pack may have come to stand for a pack itself: that one is opened too. A pack that is in
-- itself, as files of before may hold one, is not opened any further.
create or replace view pack_contents as
with recursive opened as (
    select pack, component, units, [pack] as way from pack_steps where pack <> component
    union all
    select o.pack, s.component, o.units * s.units, list_append(way, o.component)
    from opened o join pack_steps s on s.pack = o.component
    where s.pack <> s.component and not list_contains(way, o.component)
)
select pack, component, sum(units) as units from opened
where component not in (select pack from pack_steps where pack <> component)
group by all;

alter table uploads add column currency text default '';
alter table uploads add column cost_currency text default '';

-- What the seller typed as the shop's currency, and the last upload before that; "" for none. From then on
-- it holds, and else the first that an upload names.
create table typed_currencies (after_upload bigint primary key, sign text not null);
insert into typed_currencies
select 0, coalesce(max(json_extract_string(value, '$')), '') from settings where name = 'currency';
delete from settings where name = 'currency';

-- The shop's currency as each upload met it.
create view currencies as
with named as (
    select id, coalesce(currency, '') as prices,
        coalesce(nullif(cost_currency, ''), currency, '') as costs,
        coalesce(nullif(currency, ''), cost_currency, '') as named
    from uploads where replaced_by is null
)
select id as upload, after_upload, prices, costs,
    coalesce(nullif(sign, ''), arg_min(nullif(named, ''), id) over (partition by after_upload), '') as own
from named asof join typed_currencies on id > after_upload;

-- Money in another currency than the shop's would be wrong as it stands: it waits, uncounted.
create view foreign_money as
select upload, prices not in ('', own) as prices, costs not in ('', own) as costs from currencies
where prices not in ('', own) or costs not in ('', own);

-- See 0008c; only prices in the shop's currency count.
create or replace view current_lines as
with told as (
    select sales.* exclude (unit_price), case when f.prices is not true then unit_price end as unit_price,
        last_day, coalesce(uploads.units, 0) > 0 as sells
    from sales left join uploads on id = sales.upload left join foreign_money f on f.upload = sales.upload
    where replaced_by is null
),
whole as (
    select channel, order_id, max(last_day) as latest_day, arg_max(upload, (last_day, upload)) as latest
    from told where whole_order and units > 0 group by channel, order_id
),
kept as (
    select told.*, latest as whole from told left join whole using (channel, order_id)
    where latest is null or upload = latest or (not whole_order and upload > latest)
        or (whole_order and (last_day, upload) > (latest_day, latest))
        or (whole_order and not sells and upload > latest)
),
repeated as (
    select channel, order_id, line, units < 0 as back,
        arg_max(upload, (upload is distinct from whole, upload)) as latest
    from kept group by all having min(upload) < max(upload)
),
lines as materialized (
    select channel, order_id, line, sku, day, days, units, unit_price
    from (select *, units < 0 as back from kept)
    left join repeated using (channel, order_id, line, back)
    where (latest is null or upload = latest) and units <> 0
),
returned as (
    select channel, order_id, sku, max(day) as until, -sum(units) as returned from lines
    where units < 0 group by all
),
reduced as (
    select l.*, sum(units) over (
        partition by channel, order_id, sku order by day desc, line rows unbounded preceding
    ) - returned as left_over
    from lines l join returned using (channel, order_id, sku)
    where units > 0 and day <= until
)
select channel, order_id, line, sku, day, days, units, unit_price
from lines l anti join returned r
    on r.channel = l.channel and r.order_id = l.order_id and r.sku = l.sku and day <= until
where units > 0
union all
select channel, order_id, line, sku, day, days, least(units, left_over) as units, unit_price
from reduced where left_over > 0;

-- See 0008; only costs in the shop's currency count.
create or replace view current_receipts as
with told as (
    select r.* exclude (unit_cost), case when f.costs is not true then unit_cost end as unit_cost
    from receipts r anti join put_aside using (upload) left join foreign_money f on f.upload = r.upload
),
repeated as (
    select document, line, max(upload) as latest from told
    group by document, line having min(upload) < max(upload)
)
select document, line, coalesce(component, product, t.sku) as sku, day,
    t.units * coalesce(c.units, 1) as units,
    case when component is null then unit_cost end as unit_cost, supplier, rows
from told t left join repeated using (document, line)
left join aliases a on a.sku = t.sku
left join pack_contents c on c.pack = coalesce(product, t.sku)
where latest is null or upload = latest;

-- See 0008b; only money in the shop's currency counts. What a file tells of a product that did not sell in
-- it, such as of a cancelled order or of stock, is as old as the file's last day.
create or replace view dated_facts as
with sold as (
    select upload, sku, max(day + (days::integer - 1)) as day from sales where units > 0
    group by upload, sku
)
select f.upload, said_by_seller, f.sku, field, value,
    case when not said_by_seller then coalesce(sold.day, last_day, saved_at::date) end as told_on
from product_facts f
left join uploads on id = f.upload
left join sold on sold.upload = f.upload and sold.sku = f.sku
left join foreign_money m on m.upload = f.upload
where replaced_by is null
    and not (coalesce(m.prices, false) and field in ('price', 'salvage_value', 'goodwill_cost'))
    and not (coalesce(m.costs, false) and field in ('cost', 'order_cost'));
