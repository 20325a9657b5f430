-- 0005 forecasts that models of one product may still better

alter table forecasts add column preliminary boolean default false;
