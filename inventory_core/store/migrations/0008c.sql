-- 0008c order numbers however they are written, and units that came back

-- "#1001" and "1001.0" are order 1001, in what earlier uploads told too.
update sales set order_id = regexp_replace(order_id, '^#?(\d+)\.0$|^#(.+)$', '\1\2')
where order_id like '#_%' or order_id like '%.0';

-- A platform's file tells whole orders: of two files the one that reaches further in time is right
-- about an order, whichever was saved later. One that leaves nothing of an order sold may tell only
-- of what was cancelled: it takes back those lines and no others; and where it holds no sale at all,
-- how far it reaches shows nothing, so that it counts if it was saved later. Lines of other files are
-- replaced one by one, by what was saved later. A line of no units takes back what was told before.
-- One below zero takes units off what was sold of the same product in the same order up to its day,
-- the newest first, whichever file tells of that.
create or replace view current_lines as
with told as (
    select sales.*, last_day, coalesce(uploads.units, 0) > 0 as sells
    from sales left join uploads on id = upload
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
