-- 0007 what an order at a supplier costs, and when it is paid

alter table suppliers add column order_cost double default 0;
alter table suppliers add column deposit_share double default 0;
alter table suppliers add column balance_days double default 0;
