-- 0015 orders of customers: typed, waiting, shipped

create table customer_orders (
    number integer primary key, channel text not null, reference text not null,
    ordered_on date not null, promised_on date, paid boolean not null, pinned boolean not null,
    note text not null
);

create table customer_lines (
    number integer not null, sku text not null, units double not null, unit_price double,
    cancelled double not null, primary key (number, sku)
);

create table shipments (
    id integer not null, number integer not null, sku text not null, units double not null,
    day date not null, told timestamp not null, undone boolean not null, primary key (id, sku)
);

-- The lines that were typed, each under the channel and the number that a file gives to its order (see
-- 0008c). Where a file tells that order too, it is one order: the file's lines count as demand, and not
-- these.
create view typed_lines as
with spelled as (
    select lower(channel) as name, min(channel) as channel from sales
    where lower(channel) in (select lower(channel) from customer_orders) group by name
),
numbered as (
    select o.* replace (coalesce(s.channel, o.channel) as channel), coalesce(
        nullif(regexp_replace(trim(reference), '^#?(\d+)\.0$|^#(.+)$', '\1\2'), ''),
        'customer order ' || number
    ) as order_id
    from customer_orders o left join spelled s on s.name = lower(o.channel)
),
in_files as (
    select distinct channel, order_id from sales semi join numbered using (channel, order_id)
    anti join put_aside using (upload)
)
select number, l.sku, coalesce(product, l.sku) as code, l.units, unit_price, cancelled, o.channel,
    o.order_id, ordered_on, f.order_id is not null as in_file
from customer_lines l join numbered o using (number)
left join in_files f on f.channel = o.channel and f.order_id = o.order_id
left join aliases a on a.sku = l.sku;

-- How far files tell of sales. What was typed of later days is demand once a file reaches them, since
-- nobody knows yet what else was asked for; where no file tells of sales, all of it is.
create view told_until as
select coalesce(greatest(
    (select max(day + (days::integer - 1)) from sales anti join put_aside using (upload)),
    (select max(day) from complete_until anti join put_aside using (upload))
), date '9999-12-31') as day;

-- Days of a channel of which no file tells a sale: that something was typed for them says nothing of how
-- far its files reach.
create view typed_days as
select distinct channel, ordered_on as day from typed_lines
where not in_file and exists (from sales anti join put_aside using (upload))
except select channel, day from sales semi join typed_lines using (channel)
anti join put_aside using (upload);

alter view current_lines rename to file_lines;

-- ships: it leaves the shelf by shipments, and not on the day on which it was ordered.
create view current_lines as
select channel, order_id, line, sku, day, days, units, unit_price, coalesce(ships, false) as ships
from file_lines left join (
    select distinct channel, order_id, coalesce(a.sku, code) as sku, true as ships
    from typed_lines left join (
        select sku, product from aliases union select product, product from aliases
    ) a on a.product = code
    where in_file
) using (channel, order_id, sku)
union all
select channel, order_id, sku as line, sku, ordered_on as day, 1 as days, units - cancelled as units,
    unit_price, true as ships
from typed_lines
where not in_file and units > cancelled and ordered_on <= (select day from told_until);

-- See 0008b.
create or replace view current_sales as
select channel, order_id, line, coalesce(component, product, l.sku) as sku,
    coalesce(product, l.sku) as code, day, days, l.units * coalesce(c.units, 1) as units,
    case when component is null then unit_price end as unit_price, ships
from current_lines l
left join aliases a on a.sku = l.sku
left join pack_contents c on c.pack = coalesce(product, l.sku);

create or replace view sold_by_day as
with told as materialized (from current_sales)
select channel, sku, code, day, units, unit_price, units as largest_units, ships from told
where days = 1
union all
select channel, sku, code, (day + i::integer)::date as day,
    floor(units * (i + 1) / days) - floor(units * i / days) as spread,
    unit_price, null as largest_units, ships
from told, unnest(range(days::bigint)) as numbered(i)
where days > 1 and (spread > 0 or i = days - 1);

-- What a file tells of a line counts; where several lines became one product, for one after the other.
create view ordered_lines as
with told as (
    select channel, order_id, coalesce(product, f.sku) as code, sum(units) as told,
        sum(units * unit_price) filter (unit_price > 0)
            / nullif(sum(units) filter (unit_price > 0), 0) as told_price
    from file_lines f semi join typed_lines using (channel, order_id)
    left join aliases a on a.sku = f.sku
    group by all
),
placed as (
    select *, sum(units) over earlier - units as before,
        row_number() over (partition by number, code order by sku desc) = 1 as is_last
    from typed_lines window earlier as (partition by number, code order by sku)
)
select number, sku, cancelled, coalesce(told_price, unit_price) as unit_price,
    case when in_file then least(units, greatest(coalesce(told, 0) - before, 0))
        + case when is_last then greatest(coalesce(told, 0) - before - units, 0) else 0 end
    else units end as units
from placed left join told using (channel, order_id, code);

create view customer_goods as
select distinct sku as code, coalesce(component, code) as sku, coalesce(c.units, 1) as units
from typed_lines left join pack_contents c on c.pack = code;

-- An order that was typed leaves the shelf on the days on which it ships.
create or replace view left_stock as
select channel, code, sku, day, null::timestamp as told, units from sold_by_day where not ships
union all
select channel, code, coalesce(component, code) as sku, day, told, s.units * coalesce(c.units, 1) as units
from shipments s join typed_lines l using (number, sku)
left join pack_contents c on c.pack = code
where not undone;
