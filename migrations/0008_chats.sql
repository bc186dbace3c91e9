-- The life of chats and officers after they have joined.

-- Since when a chat is in its state; before this migration nobody wrote it down.
alter table chat add column state_at bigint;
-- Whether it receives announcements: by the rule ('auto'), or 'always' or 'never' because somebody said so.
alter table chat add column receives text not null default 'auto';

-- When did this officer confirm last?
create index acknowledgement_by_person on acknowledgement (person_id, institution, at);

-- Groups and channels that the bot was brought into without a link, also those that were decided on, so
-- that the notices to owners can say how it ended.
create table uninvited (
    id bigint not null primary key,
    -- The platform's chat.
    room text not null,
    kind text not null,
    public bigint not null,
    title text not null,
    state text not null check (state in ('open', 'registered', 'left', 'gone')),
    -- For which institution it was registered.
    institution text references institution (code),
    -- The notice that names it, and when that leaves.
    notice bigint not null,
    notice_at bigint not null,
    at bigint not null
);
-- Is anything open in this chat?
create index uninvited_by_room on uninvited (room, state);
-- What does this notice name, and which is the newest?
create index uninvited_by_notice on uninvited (notice, id);

-- An owner was asked for which institution such a chat is to be registered; their next words are the
-- answer.
create table registering (
    person_id text not null primary key references person (id),
    uninvited_id bigint not null references uninvited (id),
    -- The notice that is to say how it ended.
    message_id bigint not null,
    asked_at bigint not null
);

-- A link of one institution was shown in a chat of another: is the chat to go over?
create table transfer (
    id bigint not null primary key,
    chat_id bigint not null references chat (id),
    institution text not null references institution (code),
    token_hash text not null,
    asked_by text references person (id),
    asked_at bigint not null,
    state text not null check (state in ('open', 'moved', 'refused')),
    settled_by text references person (id),
    settled_at bigint
);
-- Is the same being asked already?
create index transfer_by_chat on transfer (chat_id, state);

-- Links by which the role of an officer goes over to whoever opens them, beside those of invitations.
create table succession (
    token_hash text not null primary key,
    grant_id bigint not null references role_grant (id),
    made_at bigint not null
);
