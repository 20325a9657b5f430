-- 0023 what comes before the last of its order
alter table purchase_lines add column days_before double default 0;
