-- 0014b what is known of suppliers, what they call products, and the currency of an order

create table supplier_facts (
    supplier text primary key, email text not null, currency text not null, rate double,
    lead_time_days double, lead_time_shortest_days double, lead_time_longest_days double
);

create table supplier_codes (
    supplier text not null, sku text not null, code text not null, name text not null,
    primary key (supplier, sku)
);

alter table purchase_orders add column currency text default '';
alter table purchase_orders add column rate double default 1;
