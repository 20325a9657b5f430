-- 0006 what suppliers ask for

create table suppliers (
    supplier text primary key, least_units double not null, least_money double not null
);

create table price_breaks (
    sku text not null, from_units double not null, unit_cost double not null,
    whole_order boolean not null, primary key (sku, from_units)
);
