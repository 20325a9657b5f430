-- 0019 on which days suppliers take orders, and why stock differs from the ledger

alter table supplier_facts add column order_days text default '';

-- Why a count differs from the ledger; what was told so belongs to the count, and is taken back with it.
alter table stocktake add column reason text default '';
alter table told_moves add column upload integer;
