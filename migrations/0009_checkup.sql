-- The health check of the registry (/periksa) and its nights.

-- How many were in a group when it was looked at last, the bot included; null: never, or no group.
alter table chat add column members bigint;

-- What was wrong when it was looked over last, and since when it has been: a report in the morning is due
-- only to those for whom something new stands here.
create table finding (
    kind text not null,
    -- What it is about, within its kind: a chat's id, a code, a grant's id, a link's hash.
    object text not null,
    -- Whose coordinators it concerns; null: owners only.
    institution text,
    found_at bigint not null,
    primary key (kind, object)
);

-- Which nights are done with. Days are counted in the office's own zone, so that neither a restart nor a
-- clock that steps has anything done twice.
create table checkup (
    id bigint not null primary key check (id = 1),
    looked_on bigint not null,
    reported_on bigint not null,
    reported_at bigint not null
);
