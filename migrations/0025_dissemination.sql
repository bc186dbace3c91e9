-- Passing announcements on: the evidence that institutions gave, and of whom evidence is asked just now.

-- Each piece of evidence that was ever given. Of an institution and a revision the newest counts.
create table dissemination (
    id bigint not null primary key,
    announcement_id bigint not null references announcement (id),
    revision bigint not null,
    institution text not null references institution (code),
    person_id text not null references person (id),
    -- Where "Disebarluaskan" was pressed.
    chat_id bigint not null references chat (id),
    at bigint not null,
    -- 0: a later piece has taken its place.
    current bigint not null,
    -- link, screenshot or words: the strongest of what it has. Stays when the person is forgotten.
    sort text not null,
    -- As it leads there, and the SHA-256 of what is the same for all links to that page. Both stay as well.
    link text,
    link_key text,
    -- The person's own words, and JSON of the screenshot as the messenger knows it; blanked with the person.
    words text,
    screenshot text,
    -- How far the archiving of the screenshot is: waiting, archived, failed; and where its bytes are then.
    archive text,
    sha256 text
);
-- One counts.
create unique index dissemination_current on dissemination (announcement_id, revision, institution)
    where current = 1;
-- "Who gave this link before?"
create index dissemination_by_link on dissemination (link_key);
-- "Does anything still carry these bytes?"
create index dissemination_by_sha256 on dissemination (sha256);
-- "What is there of this person?"
create index dissemination_by_person on dissemination (person_id);

-- A person whose next message in private is evidence, or who was shown the way there; one row for each
-- institution that they speak for. Not the record: it goes when it is answered or has run out.
create table evidence_request (
    id bigint not null,
    person_id text not null references person (id),
    announcement_id bigint not null references announcement (id),
    revision bigint not null,
    institution text not null references institution (code),
    chat_id bigint not null references chat (id),
    -- Of the link into the private chat, where it was pressed elsewhere.
    token_hash text,
    pressed_at bigint not null,
    -- When it was asked in private; null: not yet, or not any more.
    asked_at bigint,
    -- They left the chat where they pressed.
    departed bigint not null,
    -- The album whose first picture answered it: the others are no answer to anything.
    album text,
    primary key (id, institution)
);
create index evidence_request_by_person on evidence_request (person_id);

-- Until when an institution is to report that it passed the announcement on, as it was reckoned when its
-- first copy arrived; null: nobody asks it to.
alter table chase add column disseminate_by bigint;
