"""The database's tables, as an ordered list of migrations; a landed migration never changes.

Uploads only ever add rows, and what is current is read from the latest upload that says it.
So an overlapping file replaces instead of doubling, and undoing an upload is deleting its rows.
"""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Migration:
    """A step of the schema: applied once, in one transaction together with its record."""

    name: str
    statements: tuple[str, ...]


_UPLOADS = """
create table uploads (
    id integer primary key, saved_at timestamp not null, file_name text not null,
    format text not null, channel text not null, content text not null, mapping text not null,
    rows_read bigint not null, rows_accepted bigint not null,
    first_day date, last_day date, units double
)"""

_SALES = """
create table sales (
    upload integer not null, channel text not null, order_id text not null, sku text not null,
    day date not null, units double not null, unit_price double
)"""

# Only orders that several uploads tell of need comparing: most files do not overlap at all, and
# the largest one is then read at once instead of being sorted.
_CURRENT_SALES = """
create view current_sales as
with repeated as (
    select channel, order_id, sku, max(upload) as latest from sales
    group by channel, order_id, sku having min(upload) < max(upload)
)
select channel, order_id, sku, day, units, unit_price
from sales left join repeated using (channel, order_id, sku)
where latest is null or upload = latest"""

_STOCK = """
create table stock (
    upload integer not null, sku text not null, day date not null,
    on_hand double not null, on_order double, committed double
)"""

_CURRENT_STOCK = """
create view current_stock as
select sku, day, on_hand, coalesce(on_order, 0) as on_order, coalesce(committed, 0) as committed
from stock
qualify row_number() over (partition by sku order by day desc, upload desc) = 1"""

_FACTS = """
create table product_facts (
    upload integer not null, said_by_seller boolean not null, sku text not null,
    field text not null, value text
)"""

_CURRENT_FACTS = """
create view current_facts as
select sku, field, value from product_facts
qualify row_number() over (partition by sku, field order by said_by_seller desc, upload desc) = 1"""

_FORECASTS = """
create table forecasts (
    sku text not null, model text not null, history text not null, automatic boolean not null,
    start date not null, mean float[] not null, variance float[] not null, totals float[] not null
)"""

_SCORES = """
create table scores (
    history text not null, sku text not null, model text not null, origins double not null,
    actual_units double not null, miss_units double not null, bias_units double not null,
    loss_units double not null
)"""

_ALIASES = """
create table aliases (sku text primary key, product text not null)"""

_NOT_THE_SAME = """
create table not_the_same (sku text not null, other text not null, primary key (sku, other))"""

_COMPONENTS = """
create table components (
    sku text not null, component text not null, units double not null,
    primary key (sku, component)
)"""

# Of a file that was saved again with another meaning only the later upload counts; the earlier one
# waits for that to be undone.
_PUT_ASIDE = """
create view put_aside as
select id as upload from uploads where replaced_by is not null"""

# A platform's file tells whole orders: of two files the one that reaches further in time is right
# about an order, whichever was saved later. Lines of other files are replaced one by one, by what
# was saved later. A line of no units takes back what was told before.
_CURRENT_LINES = """
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
where (latest is null or upload = latest) and units > 0"""

# A pack or a product in it may have come to stand for another one since it was written down.
_PACK_CONTENTS = """
create view pack_contents as
select coalesce(p.product, c.sku) as pack, coalesce(i.product, component) as component,
    max(units) as units
from components c
left join aliases p on p.sku = c.sku
left join aliases i on i.sku = component
where coalesce(p.product, c.sku) <> coalesce(i.product, component)
group by all"""

_SALES_BY_PRODUCT = """
create view current_sales as
select channel, order_id, line, coalesce(component, product, l.sku) as sku, day, days,
    l.units * coalesce(c.units, 1) as units
from current_lines l
left join aliases a on a.sku = l.sku
left join pack_contents c on c.pack = coalesce(product, l.sku)"""

# The total of a week or month is spread over its days in whole units. A last day without units
# stays, since it tells how far the data go.
_SOLD_BY_DAY = """
create view sold_by_day as
select channel, sku, day, units from current_sales where days = 1
union all
select channel, sku, (day + i::integer)::date as day,
    floor(units * (i + 1) / days) - floor(units * i / days) as spread
from current_sales, unnest(range(days::bigint)) as numbered(i)
where days > 1 and (spread > 0 or i = days - 1)"""

_COUNTS_BY_PRODUCT = """
create view stock_counts as
select place, coalesce(product, s.sku) as sku, day, upload, sum(on_hand) as on_hand,
    sum(coalesce(on_order, 0)) as on_order, sum(coalesce(committed, 0)) as committed
from stock s anti join put_aside using (upload) left join aliases a on a.sku = s.sku
group by place, coalesce(product, s.sku), day, upload"""

_STOCK_BY_PLACE = """
create view current_stock as
select place, sku, day, on_hand, on_order, committed from stock_counts
qualify row_number() over (partition by place, sku order by day desc, upload desc) = 1"""

_FACTS_BY_PRODUCT = """
create view current_facts as
select coalesce(product, f.sku) as sku, field, value
from product_facts f anti join put_aside using (upload) left join aliases a on a.sku = f.sku
qualify row_number() over (
    partition by coalesce(product, f.sku), field
    order by said_by_seller desc, product is null desc, upload desc
) = 1"""

# What a pack costs says little about the price of one product in it.
_PRICED_SALES_BY_PRODUCT = """
create view current_sales as
select channel, order_id, line, coalesce(component, product, l.sku) as sku, day, days,
    l.units * coalesce(c.units, 1) as units,
    case when component is null then unit_price end as unit_price
from current_lines l
left join aliases a on a.sku = l.sku
left join pack_contents c on c.pack = coalesce(product, l.sku)"""

# See _SOLD_BY_DAY; the size of a single order is not known from a total.
_PRICED_BY_DAY = """
create view sold_by_day as
select channel, sku, day, units, unit_price, units as largest_units from current_sales
where days = 1
union all
select channel, sku, (day + i::integer)::date as day,
    floor(units * (i + 1) / days) - floor(units * i / days) as spread,
    unit_price, null as largest_units
from current_sales, unnest(range(days::bigint)) as numbered(i)
where days > 1 and (spread > 0 or i = days - 1)"""

_PROMOTIONS = """
create table promotions (
    name text not null, first_day date not null, last_day date not null, sku text not null,
    category text not null
)"""

_CLOSURES = """
create table closures (first_day date not null, last_day date not null, note text not null)"""

_SUPPLIERS = """
create table suppliers (
    supplier text primary key, least_units double not null, least_money double not null
)"""

_PRICE_BREAKS = """
create table price_breaks (
    sku text not null, from_units double not null, unit_cost double not null,
    whole_order boolean not null, primary key (sku, from_units)
)"""

_PAYMENT_TERMS = (
    "alter table suppliers add column order_cost double default 0",
    "alter table suppliers add column deposit_share double default 0",
    "alter table suppliers add column balance_days double default 0",
)

_SWITCHED_OFF = """
create table corrections_off (
    sku text not null, kind text not null, first_day date not null, last_day date not null
)"""

_HAND_CHANGES = """
create table hand_changes (
    sku text not null, month date not null, units double not null, note text not null,
    primary key (sku, month)
)"""

_KEPT_FORECASTS = """
create table kept_forecasts (
    sku text not null, period text not null, start date not null, days double not null,
    made_on date not null, acted_on boolean not null, model text not null,
    expected_units double not null, low_units double not null, median_units double not null,
    high_units double not null, safe_units double not null, cost double, price double
)"""

MIGRATIONS = (
    Migration(
        name="0001 sales, stock, products, settings and forecasts",
        statements=(
            _UPLOADS,
            _SALES,
            _CURRENT_SALES,
            _STOCK,
            _CURRENT_STOCK,
            _FACTS,
            _CURRENT_FACTS,
            "create table settings (name text primary key, value text not null)",
            "create table versions (name text primary key, number bigint not null)",
            "insert into versions values ('sales', 0), ('products', 0), ('forecasts', 0)",
            _FORECASTS,
            _SCORES,
        ),
    ),
    Migration(
        name="0002 order lines, places, aliases and components",
        statements=(
            "alter table uploads add column headings text default ''",
            "alter table uploads add column rows_ignored bigint default 0",
            "alter table uploads add column rows_replaced bigint default 0",
            "alter table uploads add column effect text default ''",
            "alter table uploads add column replaced_by integer",
            "alter table sales add column whole_order boolean default false",
            "alter table sales add column line text",
            "alter table sales add column days double default 1",
            "alter table sales add column rows double default 1",
            "update sales set line = sku || ' ' || strftime(day, '%Y-%m-%d')",
            "alter table stock add column place text default 'shop'",
            "alter table stock add column rows double default 1",
            _ALIASES,
            _NOT_THE_SAME,
            _COMPONENTS,
            "drop view current_sales",
            "drop view current_stock",
            "drop view current_facts",
            _PUT_ASIDE,
            _CURRENT_LINES,
            _PACK_CONTENTS,
            _SALES_BY_PRODUCT,
            _SOLD_BY_DAY,
            _COUNTS_BY_PRODUCT,
            _STOCK_BY_PLACE,
            _FACTS_BY_PRODUCT,
        ),
    ),
    Migration(
        name="0003 prices by day, promotions, closures and corrections switched off",
        statements=(
            "drop view sold_by_day",
            "drop view current_sales",
            _PRICED_SALES_BY_PRODUCT,
            _PRICED_BY_DAY,
            _PROMOTIONS,
            _CLOSURES,
            _SWITCHED_OFF,
        ),
    ),
    Migration(
        name="0004 months changed by hand and the forecasts that were acted on",
        statements=(_HAND_CHANGES, _KEPT_FORECASTS),
    ),
    Migration(
        name="0005 forecasts that models of one product may still better",
        statements=("alter table forecasts add column preliminary boolean default false",),
    ),
    Migration(
        name="0006 what suppliers ask for",
        statements=(_SUPPLIERS, _PRICE_BREAKS),
    ),
    Migration(
        name="0007 what an order at a supplier costs, and when it is paid",
        statements=_PAYMENT_TERMS,
    ),
)
