-- 0014c when suppliers are closed

alter table supplier_facts add column chinese_new_year boolean default false;

create table supplier_closures (
    supplier text not null, first_day date not null, last_day date not null, note text not null
);
