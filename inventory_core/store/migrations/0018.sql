-- 0018 what files say was not shipped yet

-- waiting: units of a line that were not shipped; null where the file does not say.
alter table sales add column waiting double;
alter table sales add column shipped_on date;
alter table sales add column promised_on date;

-- An order of which a file said that it waits has a number too, and nothing else until the seller says
-- something of it.
alter table customer_orders add column typed boolean default true;

-- See 0011; with what the line that counts says of shipping.
create or replace view file_lines as
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
    select channel, order_id, line, sku, day, days, units, unit_price, waiting, shipped_on, promised_on
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
from lines l anti join returned r
    on r.channel = l.channel and r.order_id = l.order_id and r.sku = l.sku and day <= until
where units > 0
union all
select * exclude (left_over) replace (least(units, left_over) as units) from reduced where left_over > 0;

-- waits: units that are taken for not yet shipped. Many shops never mark what they send, and what needs no
-- parcel is never marked: so only lines of the last 30 days of a channel, and only of channels that mark
-- most of what is older than that; of younger ones, most of what is older than a week. says: whether the
-- file's word on shipping counts.
create view told_lines as
with lines as materialized (from file_lines),
days as (
    select channel, day, count(waiting) as told, count(waiting) filter (waiting = 0) as shipped
    from lines group by all
),
channels as (
    select channel, max(day) as last_day, coalesce(
        sum(shipped) filter (age >= 30) / nullif(sum(told) filter (age >= 30), 0),
        sum(shipped) filter (age >= 7) / nullif(sum(told) filter (age >= 7), 0),
        1
    ) > 0.5 as marks
    from (select *, max(day) over (partition by channel) - day as age from days)
    group by channel having sum(told) > 0
)
select lines.*, coalesce(marks, false) as marks,
    case when marks and day > last_day - 30 then least(coalesce(waiting, 0), units) else 0 end as waits,
    waiting is not null and (waiting = 0 or (marks and day > last_day - 30)) as says
from lines left join channels using (channel);

-- Orders that are in files and wait there no more than 30 days, or not at all, though their files say so.
create view unmarked_orders as
select channel, marks, count(distinct order_id)::double as orders
from told_lines where waiting > 0 and waits = 0 group by all;

-- See 0015; with the orders that files told, as long as they do.
create or replace view typed_lines as
with spelled as (
    select lower(channel) as name, min(channel) as channel from sales
    where lower(channel) in (select lower(channel) from customer_orders where typed) group by name
),
numbered as (
    select o.* replace (case when typed then coalesce(s.channel, o.channel) else o.channel end as channel),
        case when typed then coalesce(
            nullif(regexp_replace(trim(reference), '^#?(\d+)\.0$|^#(.+)$', '\1\2'), ''),
            'customer order ' || number
        ) else reference end as order_id
    from customer_orders o left join spelled s on s.name = lower(o.channel)
),
in_files as (
    select distinct channel, order_id from sales semi join numbered using (channel, order_id)
    anti join put_aside using (upload)
)
select number, l.sku, coalesce(product, l.sku) as code, l.units, unit_price, cancelled, o.channel,
    o.order_id, ordered_on, f.order_id is not null as in_file, typed
from customer_lines l join numbered o using (number)
left join in_files f on f.channel = o.channel and f.order_id = o.order_id
left join aliases a on a.sku = l.sku
where typed or f.order_id is not null;

-- leaves: units that a file says left, beyond those of which the seller said so; on left_on, by the file or
-- else on the first day on which they can have left. Of an order that was typed, and of which no file says
-- whether it was shipped, only the seller's word counts. by_word: the file knows whether it was shipped.
create or replace view current_lines as
with known as materialized (from typed_lines where in_file),
words as (
    select s.channel, s.order_id, s.sku, max(last_day) filter (waiting > 0) as waited_until,
        min(last_day) filter (waiting < s.units) as said_on
    from sales s semi join known using (channel, order_id) join uploads on id = upload
    where replaced_by is null group by all
),
shipped as (
    select number, code, sum(s.units) as shipped from known join shipments s using (number, sku)
    where not undone group by all
),
products as (
    select channel, order_id, code, coalesce(a.sku, code) as sku, bool_or(typed) as typed,
        any_value(shipped) as shipped
    from known left join shipped using (number, code) left join (
        select sku, product from aliases union select product, product from aliases
    ) a on a.product = code
    group by all
),
taken as (
    select * from products left join words using (channel, order_id, sku)
),
gone as materialized (
    select l.*, code, shipped, case when says or typed is not true then l.units - waits else 0 end as gone,
        coalesce(waiting = 0 or marks and waiting > 0, false) as by_word,
        case when code is not null and by_word
            then coalesce(shipped_on, greatest(day, least(waited_until + 1, said_on, day + 30)), day)
            else day
        end as left_on
    from told_lines l left join taken using (channel, order_id, sku)
)
select channel, order_id, line, sku, day, days, units, unit_price, gone as leaves, left_on, waits,
    promised_on, by_word
from gone where shipped is null
union all
select channel, order_id, line, sku, day, days, units, unit_price,
    greatest(least(gone, sum(gone) over earlier - shipped), 0), left_on, waits, promised_on,
    by_word
from gone where shipped is not null
window earlier as (
    partition by channel, order_id, code order by day, line rows unbounded preceding
)
union all
select channel, order_id, sku as line, sku, ordered_on as day, 1 as days, units - cancelled as units,
    unit_price, 0, ordered_on, 0, null, false
from typed_lines
where not in_file and units > cancelled and ordered_on <= (select day from told_until);

-- See 0008b.
create or replace view current_sales as
select channel, order_id, line, coalesce(component, product, l.sku) as sku,
    coalesce(product, l.sku) as code, day, days, l.units * coalesce(c.units, 1) as units,
    case when component is null then unit_price end as unit_price,
    leaves * coalesce(c.units, 1) as leaves, left_on
from current_lines l
left join aliases a on a.sku = l.sku
left join pack_contents c on c.pack = coalesce(product, l.sku);

create or replace view sold_by_day as
with told as materialized (from current_sales)
select channel, sku, code, day, units, unit_price, units as largest_units, leaves, left_on from told
where days = 1
union all
select channel, sku, code, (day + i::integer)::date as sold_on,
    floor(units * (i + 1) / days) - floor(units * i / days) as spread,
    unit_price, null as largest_units, case when leaves > 0 then spread else 0 end, sold_on
from told, unnest(range(days::bigint)) as numbered(i)
where days > 1 and (spread > 0 or i = days - 1);

create or replace view left_stock as
select channel, code, sku, left_on as day, null::timestamp as told, leaves as units from sold_by_day
where leaves > 0
union all
select channel, code, coalesce(component, code) as sku, day, told, s.units * coalesce(c.units, 1) as units
from shipments s join typed_lines l using (number, sku)
left join pack_contents c on c.pack = code
where not undone;

-- See 0015; with what left by the files' word. Of orders that only files told, those that wait, of which the
-- seller said something, or that left lately: so a count of before does not tell them once more.
create or replace view ordered_lines as
with known as materialized (from typed_lines),
told as (
    select channel, order_id, coalesce(product, f.sku) as code, sum(units) as told,
        sum(units * unit_price) filter (unit_price > 0)
            / nullif(sum(units) filter (unit_price > 0), 0) as told_price,
        sum(leaves) as leaves, max(left_on) filter (leaves > 0) as left_on,
        max(left_on) filter (by_word) as lately_on, sum(waits) as waits,
        min(promised_on) filter (waits > 0) as promised_on
    from current_lines f semi join (from known where in_file) using (channel, order_id)
    left join aliases a on a.sku = f.sku
    group by all
),
placed as (
    select *, sum(units) over earlier - units as before,
        row_number() over (partition by number, code order by sku desc) = 1 as is_last
    from known window earlier as (partition by number, code order by sku)
),
lately as (
    select least(
        (select day from told_until) - 30, (select min(day) from current_stock where committed > 0)
    ) as day
),
shipped as (
    select number, sku, sum(units) as shipped from shipments where not undone group by all
),
every as (
    select number, code, sku, cancelled, coalesce(told_price, unit_price) as unit_price, typed, is_last,
        case when in_file then least(units, greatest(coalesce(told, 0) - before, 0))
            + case when is_last then greatest(coalesce(told, 0) - before - units, 0) else 0 end
        else units end as units,
        coalesce(shipped, 0) as shipped, coalesce(leaves, 0) as leaves, left_on, lately_on, waits,
        promised_on
    from placed left join told using (channel, order_id, code) left join shipped using (number, sku)
),
spread as (
    select *, greatest(units - shipped, 0) as rest,
        sum(greatest(units - shipped, 0)) over earlier - rest as before
    from every window earlier as (partition by number, code order by sku)
)
select number, sku, units, unit_price, cancelled, least(rest, greatest(leaves - before, 0))
    + case when is_last then greatest(leaves - before - rest, 0) else 0 end as left_by_file,
    left_on, promised_on
from spread
where typed or units > 0
qualify bool_or(
    typed or waits > 0 or cancelled > 0 or shipped > 0 or lately_on > (select day from lately)
) over (partition by number);
