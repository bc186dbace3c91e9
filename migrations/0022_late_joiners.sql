-- Institutions that get their first chat while announcements are valid receive those, apart from the frozen
-- audience.

-- 1: it went there after the audience was frozen, and counts in none of its figures.
alter table delivery add column late bigint not null default 0;
-- What is taken off the figures of a bar, which are counted every two seconds.
create index delivery_late on delivery (announcement_id, state) where late = 1;

create table late_joiner (
    announcement_id bigint not null references announcement (id),
    institution text not null references institution (code),
    joined_at bigint not null,
    -- 1: the audience had it with a chat that could not be reached; its confirmation counts there.
    expected bigint not null,
    primary key (announcement_id, institution)
);
-- What concerns this one?
create index late_joiner_by_institution on late_joiner (institution, joined_at);

-- Institutions for which a chat was registered, until they have been looked at. `taken`: in which round,
-- so that one that comes meanwhile waits for the next.
create table newly_joined (
    institution text not null primary key references institution (code),
    taken bigint,
    -- 1: it had, or has, a copy of one of the announcements that were gone through, so that it was there when
    -- the older ones went out.
    reached bigint not null default 0,
    -- How many have been put down for it in this round.
    got bigint not null default 0
);
