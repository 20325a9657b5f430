-- 0022 where a seller brings orders of customers to

-- Deleted 30 days after done_on, the day on which the order was first seen to be done.
create table deliveries (
    number integer primary key, latitude double not null, longitude double not null,
    name text not null, street text not null, note text not null, earliest time, latest time,
    priority integer not null, done_on date
);

-- Where postcodes lie, by a sheet of the seller's; nothing of a customer.
create table postcodes (
    postcode text primary key, latitude double not null, longitude double not null
);
