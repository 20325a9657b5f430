-- 0010 shops from before costs decided are told once that they do

insert into settings
select 'new_rule', 'true'
where exists (from uploads) and not exists (from settings where name = 'service_rule');
