-- 0012 what was ordered from suppliers, and what of it came

create table purchase_orders (
    number integer primary key, supplier text not null, ordered_on date not null,
    expected_on date not null, reference text not null, note text not null
);

create table purchase_lines (
    number integer not null, sku text not null, units double not null, unit_cost double,
    closed_short boolean not null, primary key (number, sku)
);

create table order_receipts (
    id integer not null, number integer not null, sku text not null, units double not null,
    day date not null, told timestamp not null, undone boolean not null, primary key (id, sku)
);

-- What was ordered under a code may since stand for another product, or be known as a pack.
create view ordered_goods as
select distinct l.sku as code, coalesce(component, product, l.sku) as sku,
    coalesce(c.units, 1) as units
from purchase_lines l left join aliases a on a.sku = l.sku
left join pack_contents c on c.pack = coalesce(product, l.sku);

create view goods_received as
select g.sku, day, sum(r.units * g.units) as units
from order_receipts r join ordered_goods g on g.code = r.sku
where not undone
group by g.sku, day;
