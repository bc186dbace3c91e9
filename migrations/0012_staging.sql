-- Registry files of any size, applied by one short transaction; updates that end whoever handles them; and
-- what somebody sought is theirs.

-- The rows of a file that an owner has pressed "Terapkan" for. They are brought here a portion at a time,
-- each in a transaction of its own, and into the registry in one transaction of a few statements; then they
-- go. A long one would hold up the renewal of the leader's turn.
create table staged_institution (
    preview bigint not null,
    place bigint not null,
    code text not null,
    name text not null,
    sort_key text not null,
    category text not null,
    region text not null,
    region_key text not null,
    parent text,
    -- What the registry said when the file was held against it; empty for nothing. If it says something
    -- else by now, something else would come of it than was shown.
    found text not null,
    -- Whether the row says anything else.
    changes bigint not null,
    primary key (preview, place)
);
create table staged_chat (
    preview bigint not null,
    place bigint not null,
    id bigint not null,
    address text not null,
    room text not null,
    kind text not null,
    title text not null,
    institution text not null,
    found text not null,
    -- Whether the chat is registered by it.
    registers bigint not null,
    -- Whether its person becomes an officer: by this grant, and by this key unless they have one.
    appoints bigint not null,
    grant_id bigint not null,
    person text not null,
    primary key (preview, place)
);

-- How often handling an update was begun, and the program, its turn or its patience ended before it did.
alter table inbox add column begun bigint not null default 0;

-- The words that somebody sought are shown to nobody else: a number alone can be guessed. Those from before
-- are nobody's, but keep their numbers from being given again.
alter table search rename to search_of_all;
create table search (
    id bigint not null primary key,
    person_id text not null,
    typed text not null,
    at bigint not null,
    unique (person_id, typed)
);
insert into search (id, person_id, typed, at) select id, '', typed, at from search_of_all;
drop table search_of_all;
