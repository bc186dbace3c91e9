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

-- "Periksa langsung": rounds of looking at all chats of a scope, one for each scope at a time. The
-- night's has nobody who asked.
create table checkup_round (
    id bigint not null primary key,
    -- JSON: the areas.
    scope text not null unique,
    person_id text references person (id),
    -- The message that shows how far it is.
    address text,
    message_id bigint not null,
    total bigint not null,
    done bigint not null,
    -- Chats are queued in portions, in the order of their registration.
    last_queued bigint not null,
    -- Losses that it finds are told from then on; 0: at once.
    quiet_until bigint not null,
    shown_at bigint not null,
    moved_at bigint not null
);

-- What of a round is queued and has not been looked at.
create table checkup_look (
    round bigint not null references checkup_round (id),
    room text not null,
    primary key (round, room)
);
-- Which rounds waited for this chat?
create index checkup_look_by_room on checkup_look (room);
