-- 0004 months changed by hand and the forecasts that were acted on

create table hand_changes (
    sku text not null, month date not null, units double not null, note text not null,
    primary key (sku, month)
);

create table kept_forecasts (
    sku text not null, period text not null, start date not null, days double not null,
    made_on date not null, acted_on boolean not null, model text not null,
    expected_units double not null, low_units double not null, median_units double not null,
    high_units double not null, safe_units double not null, cost double, price double
);
