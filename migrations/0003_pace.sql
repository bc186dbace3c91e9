-- Announcements of one lane take turns: which have rows in it, and the next row of each.
create index outbox_by_turn on outbox (state, lane, announcement_id, due_at, id);

-- The pace in force while it is below the limit, because the platform said "too much"; no row: the limit.
-- Kept over a restart, and shown to those who watch a broadcast.
create table pace (
    id bigint not null primary key check (id = 1),
    -- Messages in a thousand seconds, so that a whole number says enough.
    per_thousand_seconds bigint not null,
    since_ms bigint not null
);
