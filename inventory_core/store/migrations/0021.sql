-- 0021 which alerts stand, since when, and which of them the seller does not want to hear

-- silent_until: 9999-12-31 for good. silent_up_to: units that are no news either. An alert that no longer
-- stands is forgotten with all of that, so that it is news when it comes again.
create table standing_alerts (
    alert text not null, subject text not null, since date not null, silent_until date,
    silent_up_to double, mailed boolean not null, primary key (alert, subject)
);

create table digests (day date primary key);
