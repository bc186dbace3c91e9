-- The bytes of what announcements carry: once, for all that carry the same. The platform's handles may be
-- void one day, and an auditor is to see what was sent.
create table media (
    -- In hexadecimal.
    sha256 text not null primary key,
    bytes bigint not null,
    -- As the author's app told it.
    mime text,
    -- 1: all portions are there.
    whole bigint not null,
    -- When it was asked for last; what nobody asks for any more goes some time after that.
    archived_at bigint not null
);

-- In portions: no statement carries all of a file, and none takes long.
create table media_portion (
    sha256 text not null references media (sha256),
    place bigint not null,
    content bytea not null,
    primary key (sha256, place)
);

-- What a draft, or what became of it, carries, and how far its archiving is.
create table attachment (
    announcement_id bigint not null references announcement (id),
    -- The platform's name for the same bytes, whoever sends them.
    unique_id text not null,
    -- Its handle for them.
    file_id text not null,
    -- waiting, archived or failed
    state text not null,
    sha256 text references media (sha256),
    primary key (announcement_id, unique_id)
);
-- Who needs these bytes?
create index attachment_by_bytes on attachment (sha256);

-- An album is several messages by one call, and the platform counts them.
alter table attempt add column messages bigint not null default 1;
