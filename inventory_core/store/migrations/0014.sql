-- 0014 what a purchase order costs beside its goods, and whether it is paid

alter table purchase_orders add column freight double default 0;
alter table purchase_orders add column paid boolean default false;
