-- 0008 what was bought, and the rows that were left out of each upload

alter table uploads add column units_bought double;

create table receipts (
    upload integer not null, document text not null, line text not null, sku text not null,
    day date not null, units double not null, unit_cost double, supplier text not null,
    rows double not null
);

-- Of a line that several uploads tell of the newest counts, as with sales.
create view current_receipts as
with told as (select r.* from receipts r anti join put_aside using (upload)),
repeated as (
    select document, line, max(upload) as latest from told
    group by document, line having min(upload) < max(upload)
)
select document, line, coalesce(component, product, t.sku) as sku, day,
    t.units * coalesce(c.units, 1) as units,
    -- What a pack costs says little about the cost of one product in it.
    case when component is null then unit_cost end as unit_cost, supplier, rows
from told t left join repeated using (document, line)
left join aliases a on a.sku = t.sku
left join pack_contents c on c.pack = coalesce(product, t.sku)
where latest is null or upload = latest;

create table problems (
    upload integer not null, "row" bigint not null, reason text not null, "column" text not null,
    value text not null
);
