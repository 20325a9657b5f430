-- 0013 the ledger of stock: what moved it, when, and when that was told

-- A receipt or a count changes stock and neither sales nor what is known of products.
insert into versions values ('stock', 0);

-- Whether what was typed was counted before the sales of that day; it is dated on the day before.
alter table uploads add column before_sales boolean default false;

-- The number of the last upload, or a higher one: each raises one of these versions above both.
create view uploads_until_now as
select max(number) as number from versions where name in ('products', 'stock');

-- What the seller told beside counts, sales and receipts. Nothing is ever changed here: what was wrong is
-- taken back by a move of its own.
create table told_moves (
    id integer not null, told timestamp not null, day date not null, place text not null,
    sku text not null, units double not null, kind text not null, note text not null,
    takes_back integer, primary key (id, place, sku)
);

-- What left the shelf by sales. told: the moment at which the seller said so; none where a file did.
create view left_stock as select channel, code, sku, day, null::timestamp as told, units from sold_by_day;

drop view goods_received;

-- What came and went otherwise. Of a sheet of purchases, what came within a week of as many units of a
-- purchase order is taken for the same goods. stands: it was not taken back.
create view goods_moved as
with ordered as (
    select g.sku, day, told, r.units * g.units as units, undone, r.number, unit_cost / g.units as unit_cost,
        id
    from order_receipts r join ordered_goods g on g.code = r.sku
    left join purchase_lines l on l.number = r.number and l.sku = r.sku
),
first_told as (
    select document, line, min(saved_at) as told from receipts join uploads on id = upload group by all
),
bought as (
    select c.sku, c.day, told, c.units, document, unit_cost
    from current_receipts c join first_told using (document, line)
    anti join (select * from ordered where not undone) o
        on o.sku = c.sku and o.units = c.units and o.day between c.day - 7 and c.day + 7
)
select sku, '' as place, day, told, units, 'receipt' as kind, number::text as document, '' as note,
    unit_cost, not undone as stands
from ordered
union all
select sku, '', day, told, -units, 'receipt undone', number::text, '', unit_cost, false
from ordered where undone
union all
select sku, '', day, told, units, 'purchase', document, '', unit_cost, true from bought
union all
select coalesce(component, product, m.sku), place, day, told, m.units * coalesce(c.units, 1), kind,
    coalesce(takes_back, id)::text, note, null,
    count(takes_back) over (partition by coalesce(takes_back, id)) = 0
from told_moves m left join aliases a on a.sku = m.sku
left join pack_contents c on c.pack = coalesce(product, m.sku);

-- The ledger: its sum is the stock of a product in a place on any day from its first count on. A count is of
-- the evening of its day, and one that was typed on that day of that moment; what is told on the
-- day on which it happens happens at that moment, and whatever else in the morning. Of the day of a count
-- before its sales, what was told before the count is in it, and sales and what was told later are not. A
-- count makes a move of what it differs by from the moves before it. Where it shows more, the goods must have been there
-- since the day on which more was sold than there was; of a product counted under several codes, packs of
-- it among them, that day is not known. What was sold since the last count beyond what was there must have
-- been there too. What was never counted is told from its first goods on, and lay there before as far as it
-- was sold.
create view moves as
with left_shelf as materialized (from left_stock),
came as materialized (from goods_moved),
told_counts as materialized (from stock_counts),
-- Where each product lies, and under which codes it was counted there; what was never counted lies on the
-- shelf once goods of it came. first: where goods go of which nobody said where; first_here: under which
-- code in that place.
codes as (
    select place, sku, code, max(day) as day from told_counts group by all
),
places as (
    select place, sku, code, day from codes
    union all
    select distinct coalesce(nullif(place, ''), 'shop'), sku, sku, null from came g
    where stands and not exists (from codes c where c.sku = g.sku and g.place in ('', c.place))
),
lying as materialized (
    select place, sku, code, day is not null as counted,
        row_number() over (partition by sku order by place = 'shop' desc, code = sku desc, day desc, place)
            = 1 as first,
        row_number() over (partition by sku, place order by code = sku desc, day desc, code) = 1
            as first_here
    from places
),
-- What is sold is taken off a count of the same code where there is one, else off the product's own; in the
-- channel's own place where it lies there, else on the shelf.
ways as (
    select channel, w.code, w.sku, place, l.code as counted_as
    from (select distinct channel, code, sku from left_shelf) w join lying l on l.sku = w.sku
    where place = 'shop' or starts_with(channel, place)
    qualify row_number() over (
        partition by channel, w.code, w.sku
        order by l.code = w.code desc, place = 'shop', length(place) desc, l.code = w.sku desc, l.code
    ) = 1
),
otherwise as (
    select l.place, sku, code, counted, g.* exclude (place, sku) from came g join lying l using (sku)
    where (g.place = '' and first) or (g.place = l.place and first_here)
),
flows as (
    select place, sku, counted_as as code, day, told, -units as units, 'sale' as kind,
        channel as document, '' as note, null::double as unit_cost
    from ways w join left_shelf s using (channel, code, sku)
    where units <> 0
    union all
    select place, sku, code, day, told, units, kind, document, note, unit_cost from otherwise
),
counts as materialized (
    select * replace (on_day as day), case
            when typed and told::date = on_day then told
            when before_sales then on_day::timestamp + interval 1 second
            else on_day::timestamp + interval 86399 second
        end as moment
    from (
        select c.*, before_sales, saved_at as told, format = 'edit' as typed,
            day + before_sales::integer as on_day
        from told_counts c join uploads on id = upload
    )
),
spans as materialized (
    select place, sku, code, moment as since, day, on_hand, lead(moment) over following as next_moment,
        lead(day) over following as next_day, lead(on_hand) over following as next_on_hand,
        count(distinct code) over (partition by place, sku) = 1 as one_code
    from counts
    window following as (partition by place, sku, code order by moment)
    union all
    select place, sku, code, min(day)::timestamp - interval 1 day, min(day) - 1, null, null, null, null, true
    from otherwise where stands and not counted group by all
),
timed as (
    select f.*, case
            when before_sales is null then usual
            when f.told < c.told then least(usual, c.moment - interval 1 second)
            else greatest(usual, c.moment)
        end as moment
    from (
        select *, case when told::date = day then told else day::timestamp end as usual from flows
    ) f left join (from counts where before_sales) c using (place, sku, code, day)
),
moved as materialized (
    select f.*, s.since from timed f asof join spans s
        on s.place = f.place and s.sku = f.sku and s.code = f.code and f.moment >= s.since
),
by_moment as (
    select place, sku, code, since, moment, sum(units) as units from moved group by all
),
levels as (
    select * replace (sum(units) over (partition by place, sku, code, since order by moment) as units)
    from by_moment
),
told as materialized (
    select place, sku, code, since, day, on_hand, next_moment, next_day, next_on_hand, one_code,
        coalesce(arg_max(units, moment), 0) as moved, least(min(units), 0) as lowest,
        min(moment) filter (coalesce(on_hand, 0) + units < least(coalesce(on_hand, 0), 0)) as below_on
    from spans left join levels using (place, sku, code, since) group by all
),
counted as (
    select place, sku, code, day, since as moment, on_hand as units, 'opening' as kind from told
    where on_hand is not null
    qualify row_number() over (partition by place, sku, code order by since) = 1
    union all
    select place, sku, code, coalesce(arrived_on::date, next_day), coalesce(arrived_on, next_moment),
        next_on_hand - on_hand - moved, 'count'
    from (
        select *, case when one_code and next_on_hand > on_hand + moved then below_on end as arrived_on
        from told
    )
    where next_day is not null
),
newest as (
    select place, sku, max(code) as code, sum(on_hand) as on_hand,
        sum(coalesce(on_hand, 0) + moved) as left_over, min(lowest) as lowest, min(below_on) as below_on,
        max(since) as since
    from told where next_day is null group by place, sku
),
beyond as (
    select place, sku, code, coalesce(below_on, since) as moment,
        case when on_hand is null then -lowest else least(on_hand, 0) - left_over end as units
    from newest
)
select place, sku, code, day, moment, told, units, kind, document, note, unit_cost from moved
union all
select place, sku, code, day, moment, null, units, kind, '', '', null from counted
where units <> 0 or kind = 'opening'
union all
select place, sku, code, moment::date, moment, null, units, 'beyond', '', '', null from beyond where units > 0;
