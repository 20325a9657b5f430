-- 0019 on which days suppliers take orders

alter table supplier_facts add column order_days text default '';
