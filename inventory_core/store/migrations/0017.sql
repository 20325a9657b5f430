-- 0017 the stocktake that is under way

-- What is to be counted, and how many were so far; it lies here until it is done or given up.
create table stocktake (sku text primary key, units double);
