-- The bytes of a file that is to leave, until its call has ended: beside the outbox, whose rows are read
-- and written far more often. Goes with its row; what a withdrawn row leaves is cleared away.
create table upload (
    outbox_id bigint not null primary key,
    content bytea not null
);

-- Links are made by the hundred and asked about afterwards: each has an id, and that of the batch that it
-- was made in. Those of before are older than any id.
alter table invitation add column id bigint not null default 0;
alter table invitation add column batch bigint not null default 0;
alter table invitation add column revoked_at bigint;
-- Which links of these institutions are still open?
create index invitation_by_area on invitation (area_value, what);
create index invitation_by_batch on invitation (batch);

-- Who used which link, and when. Stays when the link itself is forgotten, and says all that it said.
create table redemption (
    id bigint not null primary key,
    invitation bigint not null,
    what text not null,
    area_kind text not null,
    area_value text not null,
    invited_by text references person (id),
    person_id text references person (id),
    chat_id bigint references chat (id),
    at bigint not null
);
-- Whom did the links of this institution bring?
create index redemption_by_area on redemption (area_value, id);
