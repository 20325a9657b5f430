-- 0009 up to which day the sales of each channel are complete

create table complete_until (upload integer not null, channel text not null, day date not null);

create view known_channels as
select channel, max(day) as day from complete_until anti join put_aside using (upload)
group by channel;
