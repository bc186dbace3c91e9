-- A database that was restored from a backup holds everything back until an owner lets it go: members
-- may have seen more than it knows. One row for each restore; its hold ends with released_at.
create table restoration (
    id bigint not null primary key,
    -- What the database knows ends here.
    made_at bigint not null,
    restored_at bigint not null,
    -- What waited to be sent in the backup: so many deliveries of so many announcements.
    announcements bigint not null,
    deliveries bigint not null,
    -- JSON array of the owners who were told, so that a restart does not tell them again.
    told text not null,
    released_by text references person (id),
    released_at bigint
);

-- Tries of deliveries are part of the record. All others serve the pace and an operator's questions,
-- and pass.
alter table attempt add column passing bigint not null default 0;
update attempt set passing = 1 where announcement_id is null or chat_id is null;
-- What has passed long enough ago to be forgotten.
create index attempt_by_passing on attempt (started_at) where passing = 1;
