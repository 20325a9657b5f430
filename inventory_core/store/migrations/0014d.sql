-- 0014d what was agreed for a product of an order, beside its cost in the money of the shop

alter table purchase_lines add column unit_price double;

update purchase_lines set unit_price = unit_cost;
