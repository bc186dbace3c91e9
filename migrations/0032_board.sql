-- The web board: links that let somebody in once, and the sessions that they begin. Of both only the SHA-256
-- is kept, so that nobody gets in with what stands in a copy of the database.

create table board_link (
    token_hash text not null primary key,
    person_id text not null references person (id),
    created_at bigint not null,
    expires_at bigint not null,
    -- When it let somebody in. A launch of the Mini App is written down as one that was used at once, so that
    -- nobody can show the same launch again.
    used_at bigint
);
-- A new link takes the place of whatever the person had open.
create index board_link_by_person on board_link (person_id);

create table board_session (
    id bigint not null primary key,
    token_hash text not null unique,
    person_id text not null references person (id),
    way text not null check (way in ('link', 'mini_app')),
    began_at bigint not null,
    expires_at bigint not null,
    -- When the person ended it.
    ended_at bigint
);
-- "End all of mine", and forgetting somebody.
create index board_session_by_person on board_session (person_id);
