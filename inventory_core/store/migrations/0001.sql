-- 0001 sales, stock, products, settings and forecasts

create table uploads (
    id integer primary key, saved_at timestamp not null, file_name text not null,
    format text not null, channel text not null, content text not null, mapping text not null,
    rows_read bigint not null, rows_accepted bigint not null,
    first_day date, last_day date, units double
);

create table sales (
    upload integer not null, channel text not null, order_id text not null, sku text not null,
    day date not null, units double not null, unit_price double
);

-- Only orders that several uploads tell of need comparing: most files do not overlap at all, and
-- the largest one is then read at once instead of being sorted.
create view current_sales as
with repeated as (
    select channel, order_id, sku, max(upload) as latest from sales
    group by channel, order_id, sku having min(upload) < max(upload)
)
select channel, order_id, sku, day, units, unit_price
from sales left join repeated using (channel, order_id, sku)
where latest is null or upload = latest;

create table stock (
    upload integer not null, sku text not null, day date not null,
    on_hand double not null, on_order double, committed double
);

create view current_stock as
select sku, day, on_hand, coalesce(on_order, 0) as on_order, coalesce(committed, 0) as committed
from stock
qualify row_number() over (partition by sku order by day desc, upload desc) = 1;

create table product_facts (
    upload integer not null, said_by_seller boolean not null, sku text not null,
    field text not null, value text
);

create view current_facts as
select sku, field, value from product_facts
qualify row_number() over (partition by sku, field order by said_by_seller desc, upload desc) = 1;

create table settings (name text primary key, value text not null);
create table versions (name text primary key, number bigint not null);
insert into versions values ('sales', 0), ('products', 0), ('forecasts', 0);

create table forecasts (
    sku text not null, model text not null, history text not null, automatic boolean not null,
    start date not null, mean float[] not null, variance float[] not null, totals float[] not null
);

create table scores (
    history text not null, sku text not null, model text not null, origins double not null,
    actual_units double not null, miss_units double not null, bias_units double not null,
    loss_units double not null
);
