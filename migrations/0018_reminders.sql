-- Chasing confirmations: institutions are reminded, then others are told.

-- The clock of each institution for each revision, from its first copy on.
create table chase (
    announcement_id bigint not null references announcement (id),
    revision bigint not null,
    institution text not null references institution (code),
    arrived_at bigint not null,
    -- Until when it is to confirm, as it was reckoned when the copy arrived.
    due_at bigint not null,
    -- When something is to be done about it next; null: nothing more. Whoever records a confirmation and
    -- whoever does what is due change this column first, so that one of them sees the other.
    next_at bigint,
    -- The highest level that was told of it.
    level bigint not null default 0,
    primary key (announcement_id, revision, institution)
);
-- "Of whom is something due?"
create index chase_by_time on chase (announcement_id, revision, next_at);

-- Reminders of an announcement to a chat.
create table reminder (
    announcement_id bigint not null references announcement (id),
    chat_id bigint not null references chat (id),
    -- Which revision the last one was about.
    revision bigint not null,
    -- One is to be said.
    wanted bigint not null,
    -- How often one was said, or tried to be.
    times bigint not null,
    -- When last, and in which row of the outbox.
    said_at bigint,
    said_by bigint,
    primary key (announcement_id, chat_id)
);
-- "What is to be said in this chat, and when was something said there last?"
create index reminder_by_chat on reminder (chat_id, said_at);

-- Who was told at which level of which institution.
create table escalation (
    announcement_id bigint not null references announcement (id),
    revision bigint not null,
    level bigint not null,
    person_id text not null references person (id),
    institution text not null references institution (code),
    at bigint not null,
    primary key (announcement_id, revision, level, person_id, institution)
);
-- "Who was told of this institution at the level before?"
create index escalation_by_institution on escalation (announcement_id, revision, institution, level);

-- One message for each announcement, level and person; when it was last tried to be sent.
create table escalation_notice (
    announcement_id bigint not null references announcement (id),
    revision bigint not null,
    level bigint not null,
    person_id text not null references person (id),
    said_at bigint not null,
    primary key (announcement_id, revision, level, person_id)
);
-- "When was something said to this person last?"
create index escalation_notice_by_person on escalation_notice (person_id, said_at);
